// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Numbers with a unit.
#include <carnk/core/extra.hpp>
#include <carnk/core/unit.hpp>

#include <boost/describe/class.hpp>

namespace carnk {

/// @brief A measured or demanded amount with its unit.
/// @ingroup core
struct Quantity {
    double value{};  ///< Number, in `unit`.
    UcumUnit unit;   ///< Unit, in UCUM.
    Extra extra;     ///< Members that this version does not know.
    bool operator==(const Quantity&) const = default;

    /// @brief The same amount in another unit, or nothing if the dimension differs.
    [[nodiscard]] std::optional<double> in(const UcumUnit& other) const { return convert(value, unit, other); }
};
BOOST_DESCRIBE_STRUCT(Quantity, (), (value, unit))

/// @brief From so much to so much, both included; an absent end means not bounded or not stated on that side.
/// @ingroup core
struct QuantityRange {
    std::optional<double> low;   ///< Least amount, in `unit`.
    std::optional<double> high;  ///< Greatest amount, in `unit`.
    UcumUnit unit;               ///< Unit of both ends, in UCUM.
    Extra extra;                 ///< Members that this version does not know.
    bool operator==(const QuantityRange&) const = default;
};
BOOST_DESCRIBE_STRUCT(QuantityRange, (), (low, high, unit))

}  // namespace carnk
