// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Names of types at compile time.
#include <cstddef>
#include <string_view>

namespace carnk::inline v0_1 {
struct Finding;
}

namespace carnk::inline v0_1::detail {

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

/// What stands before the names of the library's own types: `carnk::`, and its inline namespace if the compiler prints it.
constexpr std::string_view own_prefix() noexcept {
    std::string_view s = type_name<Finding>();
    s.remove_suffix(std::string_view("Finding").size());
    return s.substr(s.find("carnk::"));
}

}  // namespace carnk::inline v0_1::detail
