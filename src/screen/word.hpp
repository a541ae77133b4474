// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Names of enumerators.
#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>

#include <string_view>

namespace carnk::inline v0_1::detail {

/// The name of an enumerator, as documents have it; empty for a value that has none.
template <class E>
std::string_view word(E value) {
    std::string_view name;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) {
        if (d.value == value) name = d.name;
    });
    return name;
}

}  // namespace carnk::inline v0_1::detail
