// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Three-valued truth.

#include <carnk/core/describe.hpp>

#include <cstdint>

namespace carnk::inline v0_1 {

/// @brief Truth that may be unknown; strong Kleene logic.
///
/// There is no conversion to bool: whoever asks must say what unknown means to them.
/// The order is no < unknown < yes, so that "and" is the minimum and "or" the maximum.
/// @ingroup core
/// @source Kleene SC, Introduction to Metamathematics, 1952, section 64
enum class Tri : std::uint8_t {
    no,       ///< Known to be false.
    unknown,  ///< Not known.
    yes,      ///< Known to be true.
};
CARNK_DESCRIBE_ENUM(Tri, no, unknown, yes)

/// @brief The truth value of a known fact.
[[nodiscard]] constexpr Tri tri(bool value) noexcept {
    return value ? Tri::yes : Tri::no;
}

/// @brief Kleene "not": unknown stays unknown.
[[nodiscard]] constexpr Tri operator!(Tri a) noexcept {
    return static_cast<Tri>(2 - static_cast<int>(a));
}

/// @brief Kleene "and": false if one side is false, whatever the other is.
[[nodiscard]] constexpr Tri operator&(Tri a, Tri b) noexcept {
    return a < b ? a : b;
}

/// @brief Kleene "or": true if one side is true, whatever the other is.
[[nodiscard]] constexpr Tri operator|(Tri a, Tri b) noexcept {
    return a < b ? b : a;
}

/// @brief Kleene "implies": `!a | b`.
[[nodiscard]] constexpr Tri implies(Tri a, Tri b) noexcept {
    return (!a) | b;
}

}  // namespace carnk::inline v0_1
