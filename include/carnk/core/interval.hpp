// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Intervals of numbers.
#include <carnk/core/describe.hpp>
#include <carnk/core/extra.hpp>
#include <carnk/core/number.hpp>
#include <carnk/core/optional.hpp>

namespace carnk::inline v0_1 {

/// @brief An interval of real numbers; an absent end means unbounded on that side.
///
/// Ends belong to the interval unless they are marked open. The unit is given by the member that holds it.
/// @ingroup core
struct Interval {
    /// Lower end.
    Optional<double> low;
    /// Upper end.
    Optional<double> high;
    /// True if the lower end itself is outside ("more than"). Absent means that it is inside.
    Optional<bool> low_open;
    /// True if the upper end itself is outside ("less than"). Absent means that it is inside.
    Optional<bool> high_open;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const Interval&) const = default;

    /// @brief Whether a number lies in the interval.
    [[nodiscard]] bool contains(double x) const noexcept {
        if (low && (x < *low || (low_open.value_or(false) && x == *low))) return false;
        return !(high && (x > *high || (high_open.value_or(false) && x == *high)));
    }
    /// @brief Whether no number lies in the interval.
    [[nodiscard]] bool empty() const noexcept {
        if (!low || !high) return false;
        return *low > *high || (*low == *high && (low_open.value_or(false) || high_open.value_or(false)));
    }
};
CARNK_DESCRIBE_STRUCT(Interval, low, high, low_open, high_open)

/// @brief From so many to so many things, both included; an absent end means not bounded or not stated on that side.
/// @ingroup core
struct CountRange {
    Optional<Count> low;   ///< Least number.
    Optional<Count> high;  ///< Greatest number.
    Extra extra;           ///< Members that this version does not know.
    bool operator==(const CountRange&) const = default;
};
CARNK_DESCRIBE_STRUCT(CountRange, low, high)

}  // namespace carnk::inline v0_1
