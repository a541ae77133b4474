// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Numbers of a range from plain ones, with a finding where they are outside.
#include <carnk/core/number.hpp>

namespace carnk::inline v0_1 {

/// @brief A number of a range, or a finding with the id of the rule of its type.
///
/// For numbers that come from somewhere else than a document: a form, a table, a program. In documents, a number out of its range
/// is CNK-JSON-015. The finding does not quote the number, which may be about a person.
/// @tparam T  Count, Year, Fraction, Percent, NonNegative, Latitude or Longitude.
/// @errors CNK-NUM-001 to 007
/// @ingroup core
template <NumberValue T>
[[nodiscard]] Result<T> checked_number(typename T::rep value) {
    if (T::valid(value)) return Result<T>(T(value));
    Finding f;
    f.rule = T::rule;
    f.message = "the number is out of the range of its type";
    f.expected = T::expected;
    return Result<T>(std::move(f));
}

}  // namespace carnk::inline v0_1
