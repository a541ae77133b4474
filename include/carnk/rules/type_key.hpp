// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief What tells types apart at run time, without run-time type information.
#include <carnk/core/type_name.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>

namespace carnk::inline v0_1::detail {

/// Key of a type. Compared by name and not by address, so that a program and a shared library agree on it.
struct TypeKey {
    std::string_view name{};
    std::uint64_t hash{};
    constexpr bool operator==(const TypeKey& o) const noexcept { return hash == o.hash && name == o.name; }
};

template <class T>
constexpr TypeKey make_type_key() noexcept {
    std::uint64_t h = 14695981039346656037U;  // FNV-1a
    for (char c : type_name<T>())
        h = (h ^ static_cast<unsigned char>(c)) * 1099511628211U;
    return {type_name<T>(), h};
}

template <class T>
inline constexpr TypeKey type_key = make_type_key<T>();

struct TypeKeyHash {
    std::size_t operator()(const TypeKey& k) const noexcept { return static_cast<std::size_t>(k.hash); }
};

}  // namespace carnk::inline v0_1::detail
