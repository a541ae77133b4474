// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief What tells types apart at run time, without run-time type information.
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>

namespace carnk::detail {

#if defined(_MSC_VER) && !defined(__clang__)
template <class T>
constexpr const char* signature_with_type() noexcept {
    return __FUNCSIG__;
}
#else
template <class T>
constexpr const char* signature_with_type() noexcept {
    return __PRETTY_FUNCTION__;
}
#endif

/// The name of T as the compiler prints it: the part of the signature that differs from that for `int`.
template <class T>
constexpr std::string_view type_name() noexcept {
    constexpr std::string_view known = signature_with_type<int>();
    constexpr std::size_t before = known.rfind("int");
    constexpr std::size_t after = known.size() - before - 3;
    std::string_view s = signature_with_type<T>();
    return s.substr(before, s.size() - before - after);
}

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

}  // namespace carnk::detail
