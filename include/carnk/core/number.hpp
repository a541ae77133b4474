// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Numbers that cannot leave their range.
#include <carnk/core/optional.hpp>
#include <carnk/core/result.hpp>

#include <compare>
#include <concepts>
#include <cstdint>
#include <string_view>

namespace carnk::inline v0_1 {

/// @brief A number between two bounds, both included; never NaN or infinite.
///
/// Converts to and from its plain type, so that `Count n = 5; n + 1` reads as with an int.
/// @tparam Range  A struct with `rep`, `low`, `high`, `rule` and `expected`.
/// @ingroup core
template <class Range>
class BoundedNumber {
public:
    using rep = typename Range::rep;                               ///< The plain type.
    static constexpr rep low = Range::low;                         ///< Least value.
    static constexpr rep high = Range::high;                       ///< Greatest value.
    static constexpr std::string_view rule = Range::rule;          ///< Rule id reported for a value out of range.
    static constexpr std::string_view expected = Range::expected;  ///< The range, in words.

    /// @brief The value nearest to zero in the range.
    constexpr BoundedNumber() = default;
    /// @brief A value that the program knows to be in range. @throws PreconditionError if it is not.
    constexpr BoundedNumber(rep value) : value_(value) {  // NOLINT(google-explicit-constructor): reads as a number
        if (!valid(value)) throw PreconditionError("carnk: number out of range; expected " + std::string(expected));
    }
    /// @brief Whether a value is in range.
    [[nodiscard]] static constexpr bool valid(rep value) noexcept { return value >= low && value <= high; }
    /// @brief One made from a number, or nothing if it is out of range.
    [[nodiscard]] static constexpr Optional<BoundedNumber> from_number(rep value) {
        if (!valid(value)) return std::nullopt;
        return BoundedNumber(value);
    }
    /// @brief The plain number.
    [[nodiscard]] constexpr rep number() const noexcept { return value_; }
    /// @brief The plain number.
    constexpr operator rep() const noexcept {
        return value_;
    }  // NOLINT(google-explicit-constructor): reads as a number

private:
    rep value_ = low > rep{} ? low : rep{};
};

/// @brief A class that holds a number of a certain range and can never hold any other.
/// @ingroup core
template <class T>
concept NumberValue = requires(typename T::rep n, const T& v) {
    { T::from_number(n) } -> std::same_as<Optional<T>>;
    { v.number() } -> std::same_as<typename T::rep>;
    { T::expected } -> std::convertible_to<std::string_view>;
};

/// @brief The ranges of the numbers.
namespace range {

/// @brief Whole number of things. @unit{1}
struct Count {
    using rep = std::int64_t;
    static constexpr rep low = 0, high = 1'000'000'000'000;
    static constexpr std::string_view rule = "CNK-NUM-001", expected = "a whole number from 0 to 1,000,000,000,000";
};
/// @brief Calendar year.
struct Year {
    using rep = std::int32_t;
    static constexpr rep low = 1900, high = 2200;
    static constexpr std::string_view rule = "CNK-NUM-002", expected = "a year from 1900 to 2200";
};
/// @brief Part of a whole. @unit{1}
struct Fraction {
    using rep = double;
    static constexpr rep low = 0, high = 1;
    static constexpr std::string_view rule = "CNK-NUM-003", expected = "a fraction from 0 to 1";
};
/// @brief Percentage, where a source prints only a percentage. @unit{%}
struct Percent {
    using rep = double;
    static constexpr rep low = 0, high = 100;
    static constexpr std::string_view rule = "CNK-NUM-004", expected = "a percentage from 0 to 100";
};
/// @brief Amount that cannot be negative.
struct NonNegative {
    using rep = double;
    static constexpr rep low = 0, high = 1e300;
    static constexpr std::string_view rule = "CNK-NUM-005", expected = "a number that is not negative";
};
/// @brief Degrees north of the equator. @unit{deg}
struct Latitude {
    using rep = double;
    static constexpr rep low = -90, high = 90;
    static constexpr std::string_view rule = "CNK-NUM-006", expected = "a latitude from -90 to 90 degrees";
};
/// @brief Degrees east of Greenwich. @unit{deg}
struct Longitude {
    using rep = double;
    static constexpr rep low = -180, high = 180;
    static constexpr std::string_view rule = "CNK-NUM-007", expected = "a longitude from -180 to 180 degrees";
};

}  // namespace range

using Count = BoundedNumber<range::Count>;              ///< Whole number of things, 0 or more.
using Year = BoundedNumber<range::Year>;                ///< Calendar year, 1900 to 2200.
using Fraction = BoundedNumber<range::Fraction>;        ///< Part of a whole, 0 to 1.
using Percent = BoundedNumber<range::Percent>;          ///< Percentage, 0 to 100, where a source prints only that.
using NonNegative = BoundedNumber<range::NonNegative>;  ///< Real number, 0 or more.
using Latitude = BoundedNumber<range::Latitude>;        ///< Degrees north of the equator, -90 to 90.
using Longitude = BoundedNumber<range::Longitude>;      ///< Degrees east of Greenwich, -180 to 180.

}  // namespace carnk::inline v0_1
