// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Numbers with a unit.
#include <carnk/core/describe.hpp>
#include <carnk/core/extra.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/unit.hpp>

namespace carnk::inline v0_1 {

/// @brief A measured or demanded amount with its unit.
/// @ingroup core
struct Quantity {
    double value{};  ///< Number, in `unit`.
    UcumUnit unit;   ///< Unit, in UCUM.
    Extra extra;     ///< Members that this version does not know.
    bool operator==(const Quantity&) const = default;

    /// @brief The same amount in another unit, or nothing if the dimension differs. @source UCUM, by convert()
    [[nodiscard]] Optional<double> in(const UcumUnit& other) const { return convert(value, unit, other); }
};
CARNK_DESCRIBE_STRUCT(Quantity, value, unit)

/// @brief From so much to so much, both included; an absent end means not bounded or not stated on that side.
/// @ingroup core
struct QuantityRange {
    Optional<double> low;   ///< Least amount, in `unit`.
    Optional<double> high;  ///< Greatest amount, in `unit`.
    UcumUnit unit;          ///< Unit of both ends, in UCUM.
    Extra extra;            ///< Members that this version does not know.
    bool operator==(const QuantityRange&) const = default;
};
CARNK_DESCRIBE_STRUCT(QuantityRange, low, high, unit)

}  // namespace carnk::inline v0_1
