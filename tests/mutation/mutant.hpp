// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief The switch that run.py puts around each place of the rules that it changes. Included before each changed file.
///
/// A place has one to three numbers, counted from its first. At most one number of the whole program is in force; with none, the code
/// does what it did before.
#include <type_traits>

namespace mutant {

inline constexpr int most = 1 << 16;
extern int chosen;              ///< The change that is in force, or -1.
extern unsigned char* reached;  ///< One byte a number: whether its place was reached.
extern long absent;             ///< How often the value of an absent Optional was read.

inline bool look(int n) noexcept {
    reached[n] = 1;
    return chosen == n;
}
/// Whether a change is in force; never while compiling.
constexpr bool on(int n) noexcept {
    return !std::is_constant_evaluated() && look(n);
}

/// Counts where the value of an absent Optional is read; run.py puts it there.
constexpr void there(bool present) noexcept {
    if (!present && !std::is_constant_evaluated()) ++absent;
}

// Comparisons: n turns the one into its neighbour.
template <class A, class B>
constexpr bool equal(int n, const A& a, const B& b) {
    return on(n) != static_cast<bool>(a == b);
}
template <class A, class B>
constexpr bool unequal(int n, const A& a, const B& b) {
    return on(n) != static_cast<bool>(a != b);
}
template <class A, class B>
constexpr bool less(int n, const A& a, const B& b) {
    return on(n) ? static_cast<bool>(a <= b) : static_cast<bool>(a < b);
}
template <class A, class B>
constexpr bool less_equal(int n, const A& a, const B& b) {
    return on(n) ? static_cast<bool>(a < b) : static_cast<bool>(a <= b);
}
template <class A, class B>
constexpr bool greater(int n, const A& a, const B& b) {
    return on(n) ? static_cast<bool>(a >= b) : static_cast<bool>(a > b);
}
template <class A, class B>
constexpr bool greater_equal(int n, const A& a, const B& b) {
    return on(n) ? static_cast<bool>(a > b) : static_cast<bool>(a >= b);
}

// a && b is (and_enters(n, a) ? and_takes(n, b) : and_leaves(n)): n makes it a || b, n + 1 drops a, n + 2 drops b.
constexpr bool and_enters(int n, bool a) {
    const bool flipped = on(n), without_left = on(n + 1);
    return flipped ? !a : without_left || a;
}
constexpr bool and_takes(int n, bool b) {
    return on(n + 2) || b;
}
constexpr bool and_leaves(int n) {
    return on(n);
}
// a || b likewise: n makes it a && b, n + 1 drops a, n + 2 drops b.
constexpr bool or_enters(int n, bool a) {
    const bool flipped = on(n), without_left = on(n + 1);
    return flipped ? a : without_left || !a;
}
constexpr bool or_takes(int n, bool b) {
    return !on(n + 2) && b;
}
constexpr bool or_leaves(int n) {
    return !on(n);
}

}  // namespace mutant
