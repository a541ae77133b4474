// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief A small matcher for the patterns of identifiers.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string>
#include <string_view>

namespace carnk::inline v0_1 {

/// @brief A pattern made ready for matching: one table look-up a byte, whatever the pattern and the text.
///
/// The patterns are a subset of ECMA-262 regular expressions, so that the same string stands in the JSON Schema:
/// literal characters, `\` before a special one, `\d`, `\S`, `.`, classes `[a-z0-9_-]`, groups `( )` with alternatives `|`, and
/// the quantifiers `?`, `*`, `+`, `{n}`, `{n,}`, `{n,m}`. Patterns are implicitly anchored; a leading `^` and a final `$` are ignored.
/// @par Thread safety  Any number of readers at once.
/// @ingroup core
class Pattern {
public:
    /// @brief Makes it ready.
    /// @param pattern  A well-formed constant of the program, not user input.
    /// @throws std::length_error if it has more than 256 characters, each counted as often as it may be repeated, or needs more
    ///         than 255 states.
    explicit Pattern(std::string_view pattern);

    /// @brief Whether the whole text, any bytes, has the form. @par Complexity  Linear in the text.
    [[nodiscard]] bool matches(std::string_view text) const noexcept {
        std::size_t state = 0;
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (state == open_end_) return has_no_blank(text.substr(i));
            state = byte(steps_[state * classes_ + class_of_[byte(text[i])]]);
            if (state == dead) return false;
        }
        return accepting_[state];
    }

private:
    class Builder;
    static std::size_t byte(char c) noexcept { return static_cast<unsigned char>(c); }
    static constexpr bool is_blank(std::size_t c) noexcept { return c <= ' ' || c == 0x7f; }
    // Whether all bytes are of the kind \S, eight at a time.
    static bool has_no_blank(std::string_view text) noexcept {
        constexpr std::uint64_t ones = 0x0101010101010101U, highs = 0x8080808080808080U;
        for (; text.size() >= 8; text.remove_prefix(8)) {
            std::uint64_t v;
            std::memcpy(&v, text.data(), 8);
            const std::uint64_t delete_is_zero = v ^ ones * 0x7f;
            if (((((v - ones * 0x21) & ~v) | ((delete_is_zero - ones) & ~delete_is_zero)) & highs) != 0) return false;
        }
        for (const char c : text)
            if (is_blank(byte(c))) return false;
        return true;
    }

    // A deterministic automaton, which begins in state 0.
    static constexpr std::size_t dead = 255;
    unsigned char class_of_[256] = {};  // bytes that no part of the pattern tells apart are of one class
    std::size_t classes_ = 0;           // their number
    std::string steps_;                 // for each state, the next one for each class
    bool accepting_[dead] = {};         // whether a text may end in a state
    std::size_t open_end_ = dead;       // the state after which \S* is all that may come, as in an address; or none
};

/// @brief Whether the whole text matches a pattern. For more than a few texts make a Pattern.
/// @ingroup core
[[nodiscard]] inline bool matches(std::string_view pattern, std::string_view text) {
    return Pattern(pattern).matches(text);
}

// Glushkov's construction: each character of the pattern is a position, with the set of bytes that it takes and the set of
// positions that may follow. A state of the automaton is the set of positions that a text may have come to.
class Pattern::Builder {
public:
    Builder(std::string_view pattern, Pattern& out) : p_(pattern) {
        if (p_.starts_with('^')) p_.remove_prefix(1);
        if (p_.ends_with('$') && !p_.ends_with("\\$")) p_.remove_suffix(1);
        std::size_t i = 0;
        const Part whole = alternatives(i);
        classes(out);
        states(whole, out);
    }

private:
    /// A set of bytes or positions.
    struct Set {
        std::uint64_t words[4] = {};
        [[nodiscard]] bool has(std::size_t i) const noexcept { return (words[i / 64] >> i % 64 & 1) != 0; }
        void add(std::size_t i) noexcept { words[i / 64] |= std::uint64_t{1} << i % 64; }
        void add(const Set& more) noexcept {
            for (std::size_t w = 0; w < 4; ++w)
                words[w] |= more.words[w];
        }
        [[nodiscard]] bool meets(const Set& other) const noexcept {
            for (std::size_t w = 0; w < 4; ++w)
                if ((words[w] & other.words[w]) != 0) return true;
            return false;
        }
        bool operator==(const Set&) const = default;
    };
    /// A part of the pattern.
    struct Part {
        bool empty = true;  // whether it takes the empty text
        Set first, last;    // positions where it may begin and end
    };

    void follow(const Set& from, const Set& to) noexcept {
        for (std::size_t i = 0; i < positions_; ++i)
            if (from.has(i)) follow_[i].add(to);
    }
    void append(Part& a, const Part& b) noexcept {
        follow(a.last, b.first);
        if (a.empty) a.first.add(b.first);
        if (!b.empty) a.last = Set();
        a.last.add(b.last);
        a.empty = a.empty && b.empty;
    }

    Part alternatives(std::size_t& i) {
        Part all = sequence(i);
        while (i < p_.size() && p_[i] == '|') {
            const Part other = sequence(++i);
            all.empty = all.empty || other.empty;
            all.first.add(other.first);
            all.last.add(other.last);
        }
        return all;
    }
    Part sequence(std::size_t& i) {
        Part all;
        while (i < p_.size() && p_[i] != '|' && p_[i] != ')') {
            // An item is read again for each time that it may stand there: a position is for one place only.
            const std::size_t from = i;
            Part one = item(i);
            std::size_t low = 1, high = 1;
            times(i, low, high);
            const std::size_t to = i;
            for (std::size_t n = 1;; ++n) {
                if (n > low) one.empty = true;
                const bool last = n >= low && (high == many || n >= high);
                if (last && high == many) follow(one.last, one.first);
                append(all, one);
                if (last) break;
                i = from;
                one = item(i);
            }
            i = to;
        }
        return all;
    }
    Part item(std::size_t& i) {
        if (p_[i] == '(') {
            const Part inner = alternatives(++i);
            ++i;
            return inner;
        }
        if (positions_ == 256) throw std::length_error("carnk::Pattern: more than 256 characters");
        Part one;
        one.empty = false;
        one.first.add(positions_);
        one.last.add(positions_);
        takes_[positions_++] = bytes(i);
        return one;
    }
    Set bytes(std::size_t& i) const {
        Set b;
        if (p_[i] == '.') {
            range(0, 255, '\n', b);
            ++i;
        } else if (p_[i] == '[') {
            for (++i; p_[i] != ']';) {
                if (p_[i] != '\\' && p_[i + 1] == '-' && p_[i + 2] != ']') {
                    range(byte(p_[i]), byte(p_[i + 2]), 256, b);
                    i += 3;
                } else
                    one_byte(i, b);
            }
            ++i;
        } else
            one_byte(i, b);
        return b;
    }
    void one_byte(std::size_t& i, Set& b) const {
        const bool escaped = p_[i] == '\\';
        if (escaped) ++i;
        const char c = p_[i++];
        if (escaped && c == 'd')
            range('0', '9', 256, b);
        else if (escaped && c == 'S')
            range(' ' + 1, 255, 0x7f, b);
        else
            b.add(byte(c));
    }
    static void range(std::size_t low, std::size_t high, std::size_t without, Set& b) noexcept {
        for (std::size_t c = low; c <= high; ++c)
            if (c != without) b.add(c);
    }
    void times(std::size_t& i, std::size_t& low, std::size_t& high) const {
        if (i >= p_.size()) return;
        const char c = p_[i];
        if (c == '?' || c == '*') low = 0;
        if (c == '*' || c == '+') high = many;
        if (c == '?' || c == '*' || c == '+') ++i;
        if (c != '{') return;
        low = high = number(++i);
        if (p_[i] == ',') high = p_[++i] == '}' ? many : number(i);
        ++i;
    }
    std::size_t number(std::size_t& i) const {
        std::size_t n = 0;
        for (; p_[i] >= '0' && p_[i] <= '9'; ++i)
            n = n * 10 + static_cast<std::size_t>(p_[i] - '0');
        return n;
    }

    // Gives a number to each class of bytes that all positions treat alike.
    void classes(Pattern& out) {
        for (std::size_t c = 0; c < 256; ++c) {
            std::size_t k = 0;
            for (; k < out.classes_; ++k) {
                bool same = true;
                for (std::size_t i = 0; i < positions_; ++i)
                    same = same && takes_[i].has(c) == takes_[i].has(sample_[k]);
                if (same) break;
            }
            if (k == out.classes_) sample_[out.classes_++] = static_cast<unsigned char>(c);
            out.class_of_[c] = static_cast<unsigned char>(k);
        }
    }
    void states(const Part& whole, Pattern& out) {
        std::size_t count = 1;  // the first one stands for the beginning, and is never come back to
        for (std::size_t s = 0; s < count; ++s) {
            Set after = s == 0 ? whole.first : Set();
            for (std::size_t i = 0; i < positions_; ++i)
                if (state_[s].has(i)) after.add(follow_[i]);
            out.accepting_[s] = s == 0 ? whole.empty : state_[s].meets(whole.last);
            for (std::size_t k = 0; k < out.classes_; ++k) {
                Set to;
                for (std::size_t i = 0; i < positions_; ++i)
                    if (after.has(i) && takes_[i].has(sample_[k])) to.add(i);
                std::size_t t = dead;
                if (to != Set()) {
                    for (t = 1; t < count && state_[t] != to;)
                        ++t;
                    if (t == dead) throw std::length_error("carnk::Pattern: more than 255 states");
                    if (t == count) state_[count++] = to;
                }
                out.steps_.push_back(static_cast<char>(t));
            }
        }
        for (std::size_t s = 0; s < count; ++s) {
            bool open = out.accepting_[s];
            for (std::size_t c = 0; c < 256; ++c)
                open = open && byte(out.steps_[s * out.classes_ + out.class_of_[c]]) == (is_blank(c) ? dead : s);
            if (open) out.open_end_ = s;
        }
    }

    static constexpr std::size_t many = SIZE_MAX;
    std::string_view p_;
    std::size_t positions_ = 0;
    Set takes_[256], follow_[256], state_[dead];
    unsigned char sample_[256] = {};  // one byte of each class
};

inline Pattern::Pattern(std::string_view pattern) {
    Builder(pattern, *this);
}

}  // namespace carnk::inline v0_1
