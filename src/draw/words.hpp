// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Words of enumerations for people.
#include <carnk/json/detail/traits.hpp>

#include "rules/shown_text.hpp"

#include <string>

namespace carnk::inline v0_1::draw {

/// @brief The word of an enumerator for people: "il15_secreted" as "il15 secreted". Nothing for a value without a name.
template <class E>
[[nodiscard]] std::string words_of(E value) {
    for (std::size_t i = 0; i < carnk::detail::enumerator_count<E>; ++i)
        if (carnk::detail::enumerator_values<E>[i] == value)
            return shown::humanized(std::string(carnk::detail::enumerator_names<E>[i]));
    return {};
}

}  // namespace carnk::inline v0_1::draw
