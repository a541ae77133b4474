// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Random valid values of any described type, made from the description alone.
#include <carnk/core/partial_date.hpp>
#include <carnk/core/unit.hpp>
#include <carnk/json/detail/scan.hpp>
#include <carnk/json/detail/traits.hpp>

#include <bit>
#include <cmath>
#include <random>

namespace carnk::test {

/// How the patterns of carnk::Pattern are written, read once more for making texts: apart from the library's own reader.
struct PatternSyntax {
    std::string_view p;

    // End of the item that begins at i: a class, a group, an escape or one character.
    std::size_t item_end(std::size_t i) const {
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
    static bool escaped(char e, char c) {
        if (e == 'd') return c >= '0' && c <= '9';
        if (e == 'S') return static_cast<unsigned char>(c) > ' ' && c != '\x7f';
        return e == c;
    }
    // Whether the one-character item at i takes c.
    bool takes(std::size_t i, char c) const {
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
    std::size_t number(std::size_t& i) const {
        std::size_t n = 0;
        for (; p[i] >= '0' && p[i] <= '9'; ++i)
            n = n * 10 + static_cast<std::size_t>(p[i] - '0');
        return n;
    }
    // The quantifier at i, or "once" if there is none.
    Times times(std::size_t i, std::size_t stop) const {
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
};

/// A source of random values; the same seed gives the same values.
class Random {
public:
    explicit Random(std::uint64_t seed) : engine_(seed) {}

    std::uint64_t bits() { return engine_(); }
    /// From low to high, both included.
    std::size_t between(std::size_t low, std::size_t high) { return low + bits() % (high - low + 1); }
    bool one_in(std::size_t n) { return between(1, n) == 1; }

    /// Any string of Unicode scalar values, among them those that need escapes.
    std::string text() {
        static constexpr std::uint32_t special[] = {0,     '"',    '\\',   '/',    '\n',   0x1F,    0x7F,    0xE9,
                                                    0x3B1, 0x4E2D, 0xD7FF, 0xE000, 0xFFFD, 0x1F600, 0x10FFFF};
        std::string s;
        for (std::size_t n = between(0, one_in(8) ? 60 : 12); n > 0; --n)
            detail::append_utf8(s, one_in(4) ? special[between(0, std::size(special) - 1)]
                                             : static_cast<std::uint32_t>(between(' ', '~')));
        return s;
    }
    /// Any finite double, of all magnitudes.
    double real() {
        if (one_in(3)) return static_cast<double>(between(0, 100'000)) / 100;
        for (;;) {
            const auto x = std::bit_cast<double>(bits());
            if (std::isfinite(x)) return x;
        }
    }
    /// A text that matches a pattern of the kind that carnk::matches() takes.
    std::string matching(std::string_view pattern) {
        std::string out;
        pattern_ = pattern;
        alternatives(0, pattern.size(), out);
        return out;
    }

private:
    std::size_t item_end(std::size_t i) const { return PatternSyntax{pattern_}.item_end(i); }
    void alternatives(std::size_t i, std::size_t stop, std::string& out) {
        std::vector<std::pair<std::size_t, std::size_t>> parts;
        for (std::size_t j = i; j < stop; j = item_end(j))
            if (pattern_[j] == '|') {
                parts.emplace_back(i, j);
                i = j + 1;
            }
        parts.emplace_back(i, stop);
        const auto [from, to] = parts[between(0, parts.size() - 1)];
        sequence(from, to, out);
    }
    void sequence(std::size_t i, std::size_t stop, std::string& out) {
        while (i < stop) {
            if (pattern_[i] == '^' || pattern_[i] == '$') {
                ++i;
                continue;
            }
            const std::size_t end = item_end(i);
            const auto times = PatternSyntax{pattern_}.times(end, stop);
            for (std::size_t n = between(times.low, std::min<std::size_t>(times.high, times.low + 8)); n > 0; --n) {
                if (pattern_[i] == '(')
                    alternatives(i + 1, end - 1, out);
                else
                    out.push_back(character(i));
            }
            i = times.end;
        }
    }
    char character(std::size_t i) {
        for (;;) {
            const auto c = static_cast<char>(between(' ' + 1, '~'));
            if (PatternSyntax{pattern_}.takes(i, c)) return c;
        }
    }

    std::mt19937_64 engine_;
    std::string_view pattern_;
};

/// A random valid value. `budget` bounds its size: it shrinks with depth, and at 0 optional members and lists stay empty.
template <class T>
T random_value(Random& r, int budget = 4) {
    using namespace carnk::detail;
    if constexpr (is_optional<T>) {
        if (budget <= 0 || r.one_in(2)) return std::nullopt;
        return random_value<typename T::value_type>(r, budget);
    } else if constexpr (is_vector<T>) {
        T list;
        if (budget > 0)
            for (std::size_t n = r.between(0, 3); n > 0; --n)
                list.push_back(random_value<typename T::value_type>(r, budget - 1));
        return list;
    } else if constexpr (std::same_as<T, bool>)
        return r.one_in(2);
    else if constexpr (std::same_as<T, std::string>)
        return r.text();
    else if constexpr (std::integral<T>)
        return static_cast<T>(r.bits() >> r.between(0, 63));
    else if constexpr (std::same_as<T, double>)
        return r.real();
    else if constexpr (NumberValue<T>) {
        if constexpr (std::integral<typename T::rep>)
            return T::from_number(
                       static_cast<typename T::rep>(T::low + static_cast<typename T::rep>(r.between(
                                                                 0, static_cast<std::size_t>(T::high - T::low)))))
                .value();
        else
            return T::from_number(T::low + (T::high - T::low) * static_cast<double>(r.between(0, 1'000'000)) / 1e6)
                .value();
    } else if constexpr (std::same_as<T, UcumUnit>) {
        static constexpr std::string_view units[] = {
            "1", "%", "mg/dL", "10*9/L", "/uL", "{cells}/kg", "mL/min/{1.73_m2}", "a", "mm[Hg]", "[IU]/mL"};
        return UcumUnit::of(units[r.between(0, std::size(units) - 1)]);
    } else if constexpr (TextValue<T>) {
        for (;;)
            if (auto value = T::from_text(r.matching(T::pattern))) return *value;
    } else if constexpr (DescribedEnum<T>)
        return enumerator_values<T>[r.between(0, enumerator_count<T> - 1)];
    else if constexpr (Variant<T>) {
        return [&]<class... A>(std::type_identity<std::variant<A...>>) {
            T value{};
            // Without budget, the alternatives that can hold others are avoided: the last ones are the leaves or end by themselves.
            const std::size_t pick = r.between(0, sizeof...(A) - 1);
            std::size_t i = 0;
            (void)((i++ == pick && (static_cast<std::variant<A...>&>(value) = random_value<A>(r, budget - 1), true)) ||
                   ...);
            return value;
        }(std::type_identity<VariantOf<T>>{});
    } else {
        T value{};
        for_each_member<T>([&](auto d, auto) {
            using D = decltype(d);
            value.*D::pointer = random_value<MemberType<T, D>>(r, budget - 1);
        });
        if constexpr (HasExtra<T>)
            if (r.one_in(12)) {
                static constexpr std::string_view json[] = {"null", "1.50", "[ 1, {\"a\" : \"\\u00e9\"} ]", "\"x\"",
                                                            "{}"};
                // Behind a member that is there: absent ones leave no trace of their place.
                const std::size_t most = r.between(0, member_count<T>);
                std::uint16_t after = 0;
                for_each_member<T>([&](auto d, auto i) {
                    using D = decltype(d);
                    bool there = i.value < most;
                    if constexpr (is_optional<MemberType<T, D>>) there = there && (value.*D::pointer).has_value();
                    if (there) after = static_cast<std::uint16_t>(i.value + 1);
                });
                value.extra.add({"x-" + std::to_string(r.between(0, 99)),
                                 std::string(json[r.between(0, std::size(json) - 1)]), after});
            }
        return value;
    }
}

}  // namespace carnk::test
