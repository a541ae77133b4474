// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Values as they stand in messages.
#include <carnk/core/interval.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/partial_date.hpp>
#include <carnk/core/quantity.hpp>
#include <carnk/json/detail/traits.hpp>

#include <charconv>
#include <string>

namespace carnk::inline v0_1::detail {

/// Shortest text of a number that reads back equal.
inline std::string text_of(double x) {
    char buffer[32];
    const auto r = std::to_chars(buffer, buffer + sizeof buffer, x);
    return std::string(buffer, r.ptr);
}
inline std::string text_of(std::int64_t n) {
    return std::to_string(n);
}
inline std::string text_of(std::string_view s) {
    return std::string(s);
}
inline std::string text_of(const PartialDate& d) {
    return d.text();
}
/// Name of an enumerator.
template <DescribedEnum E>
std::string text_of(E e) {
    for (std::size_t i = 0; i < enumerator_count<E>; ++i)
        if (enumerator_values<E>[i] == e) return std::string(enumerator_names<E>[i]);
    return "?";
}
/// Both ends of a range: "1 to 5", "1 or more".
template <class End>
std::string text_of_ends(const Optional<End>& low, const Optional<End>& high) {
    const auto one = [](const End& e) {
        if constexpr (NumberValue<End>)
            return text_of(e.number());
        else if constexpr (TextValue<End>)
            return e.text();
        else
            return text_of(e);
    };
    if (low && high) return one(*low) + " to " + one(*high);
    if (low) return one(*low) + " or more";
    if (high) return one(*high) + " or less";
    return "no ends";
}
inline std::string text_of(const Interval& i) {
    return text_of_ends(i.low, i.high);
}
inline std::string text_of(const Quantity& q) {
    return text_of(q.value) + ' ' + q.unit.text();
}

/// Whether a unit measures time.
inline bool is_time(const UcumUnit& unit) {
    return convert(1, unit, UcumUnit::of("d")).has_value();
}

}  // namespace carnk::inline v0_1::detail
