// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Exact decimal numbers.
#include <carnk/core/optional.hpp>
#include <carnk/core/text_value.hpp>

#include <cstdint>

namespace carnk::inline v0_1 {

/// @brief An exact decimal number of at most 18 digits that keeps the digits it was written with.
///
/// In documents it is a string, such as `"475000.00"`, so that no reader rounds it. Values compare as numbers:
/// `2.50 == 2.5`; `text()` tells them apart.
/// @ingroup core
class Decimal {
public:
    static constexpr std::string_view rule = "CNK-ID-017";  ///< Rule id reported for bad text.
    static constexpr std::string_view expected =
        "a decimal number in a string, without exponent, at most 18 digits, such as \"475000.00\"";  ///< In words.
    static constexpr std::string_view pattern = "^-?(0|[1-9]\\d{0,17})(\\.\\d{1,17})?$";  ///< As a regular expression.
    static constexpr std::string_view example = "475000.00";                              ///< A valid one.

    /// @brief Not set; counts as 0.
    Decimal() = default;
    /// @brief A whole number. @throws PreconditionError beyond 18 digits.
    Decimal(std::int64_t whole) : Decimal(of(std::to_string(whole))) {}  // NOLINT(google-explicit-constructor)

    /// @brief One made from text, or nothing if it is not such a number.
    [[nodiscard]] static Optional<Decimal> from_text(std::string_view s) {
        Decimal d;
        std::size_t i = 0, digits = 0;
        const bool negative = s.starts_with('-');
        if (negative) ++i;
        const std::size_t first = i;
        for (; i < s.size() && s[i] >= '0' && s[i] <= '9'; ++i, ++digits) {
            if (digits == 18) return std::nullopt;
            d.units_ = d.units_ * 10 + (s[i] - '0');
        }
        if (digits == 0 || (digits > 1 && s[first] == '0')) return std::nullopt;
        if (i < s.size()) {
            if (s[i] != '.' || i + 1 == s.size()) return std::nullopt;
            for (++i; i < s.size(); ++i, ++digits, ++d.scale_) {
                if (s[i] < '0' || s[i] > '9' || digits == 18) return std::nullopt;
                d.units_ = d.units_ * 10 + (s[i] - '0');
            }
        }
        if (negative) d.units_ = -d.units_;
        d.text_ = s;
        return d;
    }
    /// @brief One made from text, or a finding with the id of the rule of this type. @errors CNK-ID-017
    [[nodiscard]] static Result<Decimal> parse(std::string_view text) { return detail::parse_text<Decimal>(text); }
    /// @brief One made from text that the program knows to be right. @throws PreconditionError if it is not.
    [[nodiscard]] static Decimal of(std::string_view text) { return detail::text_of<Decimal>(text); }

    [[nodiscard]] const std::string& text() const noexcept { return text_; }  ///< As it was given.
    [[nodiscard]] bool empty() const noexcept { return text_.empty(); }       ///< True if not set.
    /// @brief The number without its decimal point: 2.50 has 250 units at scale 2.
    [[nodiscard]] std::int64_t units() const noexcept { return units_; }
    /// @brief Digits after the decimal point.
    [[nodiscard]] int scale() const noexcept { return scale_; }
    /// @brief The nearest double, for drawing and statistics.
    [[nodiscard]] double to_double() const noexcept {
        double p = 1;
        for (int i = 0; i < scale_; ++i)
            p *= 10;
        return static_cast<double>(units_) / p;
    }

    /// @brief Exact sum, or nothing if it has more than 18 digits.
    [[nodiscard]] static Optional<Decimal> sum(const Decimal& a, const Decimal& b) {
        const int scale = a.scale_ > b.scale_ ? a.scale_ : b.scale_;
        return from_units(a.scaled(scale) + b.scaled(scale), scale);
    }
    /// @brief Exact product, or nothing if it has more than 18 digits.
    [[nodiscard]] static Optional<Decimal> product(const Decimal& a, const Decimal& b) {
        return from_units(static_cast<Wide>(a.units_) * b.units_, a.scale_ + b.scale_);
    }
    /// @brief -1, 0 or 1 as a is less than, equal to or greater than b, as numbers.
    [[nodiscard]] static int compare(const Decimal& a, const Decimal& b) noexcept {
        const int scale = a.scale_ > b.scale_ ? a.scale_ : b.scale_;
        const Wide x = a.scaled(scale), y = b.scaled(scale);
        return x < y ? -1 : x > y ? 1 : 0;
    }
    friend bool operator==(const Decimal& a, const Decimal& b) noexcept {
        return a.empty() == b.empty() && compare(a, b) == 0;
    }
    friend bool operator<(const Decimal& a, const Decimal& b) noexcept { return compare(a, b) < 0; }    ///< As numbers.
    friend bool operator>(const Decimal& a, const Decimal& b) noexcept { return compare(a, b) > 0; }    ///< As numbers.
    friend bool operator<=(const Decimal& a, const Decimal& b) noexcept { return compare(a, b) <= 0; }  ///< As numbers.
    friend bool operator>=(const Decimal& a, const Decimal& b) noexcept { return compare(a, b) >= 0; }  ///< As numbers.

private:
    __extension__ using Wide = __int128;  // 18 digits at the greatest difference of scales need 36 digits

    [[nodiscard]] Wide scaled(int scale) const noexcept {
        Wide v = units_;
        for (int i = scale_; i < scale; ++i)
            v *= 10;
        return v;
    }
    [[nodiscard]] static Optional<Decimal> from_units(Wide units, int scale) {
        const bool negative = units < 0;
        if (negative) units = -units;
        std::string digits;
        for (; units > 0; units /= 10)
            digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(units % 10)));
        while (digits.size() <= static_cast<std::size_t>(scale))
            digits.insert(digits.begin(), '0');
        if (scale > 0) digits.insert(digits.size() - static_cast<std::size_t>(scale), 1, '.');
        return from_text(negative ? '-' + digits : digits);
    }

    std::int64_t units_ = 0;
    int scale_ = 0;
    std::string text_;
};

}  // namespace carnk::inline v0_1
