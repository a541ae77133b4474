// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief A small matcher for the patterns of identifiers.
#include <cstddef>
#include <string_view>

namespace carnk {

/// @brief Whether the whole text matches a pattern, usable at compile time.
///
/// The patterns are a subset of ECMA-262 regular expressions, so that the same string stands in the JSON Schema:
/// literal characters, `\` before a special one, `\d`, `\S`, `.`, classes `[a-z0-9_-]`, groups `( )` with alternatives `|`, and
/// the quantifiers `?`, `*`, `+`, `{n}`, `{n,m}`. Patterns are implicitly anchored; a leading `^` and a final `$` are ignored.
/// Matching is greedy with backtracking; texts longer than 2,048 bytes never match.
/// @param pattern  A constant of the program, not user input.
/// @param text     Any bytes.
/// @ingroup core
[[nodiscard]] constexpr bool matches(std::string_view pattern, std::string_view text);

namespace detail {

struct PatternMatcher {
    std::string_view p;

    // End of the item that begins at i: a class, a group, an escape or one character.
    constexpr std::size_t item_end(std::size_t i) const {
        if (p[i] == '\\') return i + 2;
        if (p[i] == '[') {
            ++i;
            while (p[i] != ']')
                i += p[i] == '\\' ? 2U : 1U;
            return i + 1;
        }
        if (p[i] == '(') {
            ++i;
            while (p[i] != ')')
                i = item_end(i);
            return i + 1;
        }
        return i + 1;
    }
    static constexpr bool escaped(char e, char c) {
        if (e == 'd') return c >= '0' && c <= '9';
        if (e == 'S') return static_cast<unsigned char>(c) > ' ' && c != '\x7f';
        return e == c;
    }
    // Whether the one-character item at i takes c.
    constexpr bool takes(std::size_t i, char c) const {
        if (p[i] == '.') return c != '\n';
        if (p[i] == '\\') return escaped(p[i + 1], c);
        if (p[i] != '[') return p[i] == c;
        for (++i; p[i] != ']';) {
            if (p[i] == '\\') {
                if (escaped(p[i + 1], c)) return true;
                i += 2;
            } else if (p[i + 1] == '-' && p[i + 2] != ']') {
                if (c >= p[i] && c <= p[i + 2]) return true;
                i += 3;
            } else {
                if (p[i] == c) return true;
                ++i;
            }
        }
        return false;
    }
    struct Times {
        std::size_t low = 1, high = 1, end = 0;
    };
    constexpr std::size_t number(std::size_t& i) const {
        std::size_t n = 0;
        for (; p[i] >= '0' && p[i] <= '9'; ++i)
            n = n * 10 + static_cast<std::size_t>(p[i] - '0');
        return n;
    }
    // The quantifier at i, or "once" if there is none.
    constexpr Times times(std::size_t i, std::size_t stop) const {
        constexpr std::size_t many = 4096;
        if (i >= stop) return {1, 1, i};
        if (p[i] == '?') return {0, 1, i + 1};
        if (p[i] == '*') return {0, many, i + 1};
        if (p[i] == '+') return {1, many, i + 1};
        if (p[i] != '{') return {1, 1, i};
        Times n;
        n.low = n.high = number(++i);
        if (p[i] == ',') {
            n.high = number(++i);
            if (n.high == 0) n.high = many;
        }
        n.end = i + 1;
        return n;
    }
    // Whether one of the alternatives in p[i, stop) matches all of t.
    constexpr bool alternatives(std::size_t i, std::size_t stop, std::string_view t) const {
        for (std::size_t j = i; j < stop; j = item_end(j)) {
            if (p[j] != '|') continue;
            if (sequence(i, j, t)) return true;
            i = j + 1;
        }
        return sequence(i, stop, t);
    }
    // Whether the items in p[i, stop) match all of t.
    constexpr bool sequence(std::size_t i, std::size_t stop, std::string_view t) const {
        while (i < stop && (p[i] == '^' || p[i] == '$'))
            ++i;
        if (i >= stop) return t.empty();
        const std::size_t end = item_end(i);
        const Times n = times(end, stop);
        if (p[i] == '(') return group(i, end, n, stop, t);
        std::size_t k = 0;
        while (k < n.high && k < t.size() && takes(i, t[k]))
            ++k;
        for (; k >= n.low; --k) {
            if (sequence(n.end, stop, t.substr(k))) return true;
            if (k == 0) break;
        }
        return false;
    }
    // The group p[i, end), so many times, then the rest up to stop.
    constexpr bool group(std::size_t i, std::size_t end, Times n, std::size_t stop, std::string_view t) const {
        if (n.high > 0) {
            const Times again{n.low == 0 ? 0 : n.low - 1, n.high - 1, n.end};
            for (std::size_t k = t.size(); k > 0; --k)
                if (alternatives(i + 1, end - 1, t.substr(0, k)) && group(i, end, again, stop, t.substr(k)))
                    return true;
        }
        return n.low == 0 && sequence(n.end, stop, t);
    }
};

}  // namespace detail

constexpr bool matches(std::string_view pattern, std::string_view text) {
    return text.size() <= 2048 && detail::PatternMatcher{pattern}.alternatives(0, pattern.size(), text);
}

}  // namespace carnk
