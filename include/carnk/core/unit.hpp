// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief UCUM units: checking, dimension, conversion.
#include <carnk/core/optional.hpp>
#include <carnk/core/text_value.hpp>

#include <array>
#include <compare>
#include <cstdint>

namespace carnk::inline v0_1 {

/// @brief What a unit is worth in base units, and its dimension.
/// @ingroup core
struct UnitMeaning {
    double factor = 1;  ///< One of the unit is so many base units.
    /// Exponents of metre, gram, second, kelvin and of arbitrary units (`[IU]`), in this order. Moles, counts, ratios and
    /// annotations have dimension 1, as in UCUM.
    std::array<int, 5> dimension{};
    bool celsius = false;  ///< Degrees Celsius, which have an offset and stand alone.
    bool operator==(const UnitMeaning&) const = default;
};

namespace detail {

// Recursive-descent reader of case-sensitive UCUM unit expressions.
class UnitReader {
public:
    explicit constexpr UnitReader(std::string_view text) : s_(text) {}
    constexpr Optional<UnitMeaning> read() {
        if (s_ == "Cel") return UnitMeaning{1, {0, 0, 0, 1, 0}, true};
        UnitMeaning m = main_term();
        if (!ok_ || i_ != s_.size()) return std::nullopt;
        return m;
    }

private:
    struct Atom {
        std::string_view code;
        double factor;
        std::array<int, 5> dimension;
        bool metric;
    };
    // The atoms that clinical laboratories, dosing and imaging use. Base units: m, g, s, K.
    static constexpr Atom atoms[] = {
        {"10*", 10, {}, false},
        {"10^", 10, {}, false},
        {"%", 0.01, {}, false},
        {"[ppth]", 1e-3, {}, false},
        {"[ppm]", 1e-6, {}, false},
        {"m", 1, {1, 0, 0, 0, 0}, true},
        {"g", 1, {0, 1, 0, 0, 0}, true},
        {"s", 1, {0, 0, 1, 0, 0}, true},
        {"K", 1, {0, 0, 0, 1, 0}, true},
        {"L", 1e-3, {3, 0, 0, 0, 0}, true},
        {"l", 1e-3, {3, 0, 0, 0, 0}, true},
        {"mol", 6.02214076e23, {}, true},
        {"eq", 6.02214076e23, {}, true},
        {"osm", 6.02214076e23, {}, true},
        {"U", 6.02214076e23 * 1e-6 / 60, {0, 0, -1, 0, 0}, true},
        {"kat", 6.02214076e23, {0, 0, -1, 0, 0}, true},
        {"[IU]", 1, {0, 0, 0, 0, 1}, true},
        {"[iU]", 1, {0, 0, 0, 0, 1}, true},
        {"min", 60, {0, 0, 1, 0, 0}, false},
        {"h", 3600, {0, 0, 1, 0, 0}, false},
        {"d", 86400, {0, 0, 1, 0, 0}, false},
        {"wk", 604800, {0, 0, 1, 0, 0}, false},
        {"mo", 2629800, {0, 0, 1, 0, 0}, false},
        {"a", 31557600, {0, 0, 1, 0, 0}, false},
        {"Hz", 1, {0, 0, -1, 0, 0}, true},
        {"Gy", 1, {2, 0, -2, 0, 0}, true},
        {"Sv", 1, {2, 0, -2, 0, 0}, true},
        {"Bq", 1, {0, 0, -1, 0, 0}, true},
        {"J", 1e3, {2, 1, -2, 0, 0}, true},
        {"W", 1e3, {2, 1, -3, 0, 0}, true},
        {"N", 1e3, {1, 1, -2, 0, 0}, true},
        {"Pa", 1e3, {-1, 1, -2, 0, 0}, true},
        {"bar", 1e8, {-1, 1, -2, 0, 0}, true},
        {"m[Hg]", 133322000, {-1, 1, -2, 0, 0}, true},
        {"m[H2O]", 9806650, {-1, 1, -2, 0, 0}, true},
        {"[in_i]", 0.0254, {1, 0, 0, 0, 0}, false},
        {"[ft_i]", 0.3048, {1, 0, 0, 0, 0}, false},
        {"[lb_av]", 453.59237, {0, 1, 0, 0, 0}, false},
    };
    struct Prefix {
        std::string_view code;
        double factor;
    };
    static constexpr Prefix prefixes[] = {{"da", 1e1}, {"T", 1e12},  {"G", 1e9},  {"M", 1e6},  {"k", 1e3},
                                          {"h", 1e2},  {"d", 1e-1},  {"c", 1e-2}, {"m", 1e-3}, {"u", 1e-6},
                                          {"n", 1e-9}, {"p", 1e-12}, {"f", 1e-15}};

    constexpr bool at(char c) const { return i_ < s_.size() && s_[i_] == c; }
    constexpr bool at_digit() const { return i_ < s_.size() && s_[i_] >= '0' && s_[i_] <= '9'; }
    constexpr UnitMeaning fail() {
        ok_ = false;
        return {};
    }
    static constexpr UnitMeaning combine(const UnitMeaning& a, const UnitMeaning& b, int sign) {
        UnitMeaning r = a;
        r.factor = sign > 0 ? a.factor * b.factor : a.factor / b.factor;
        for (std::size_t k = 0; k < 5; ++k)
            r.dimension[k] = a.dimension[k] + sign * b.dimension[k];
        return r;
    }
    constexpr UnitMeaning main_term() {
        if (at('/')) {
            ++i_;
            return combine({}, term(), -1);
        }
        return term();
    }
    constexpr UnitMeaning term() {
        if (++depth_ > 8) return fail();
        UnitMeaning m = component();
        while (ok_ && (at('.') || at('/'))) {
            const int sign = s_[i_++] == '.' ? 1 : -1;
            m = combine(m, component(), sign);
        }
        --depth_;
        return m;
    }
    constexpr UnitMeaning component() {
        if (at('(')) {
            ++i_;
            UnitMeaning m = term();
            if (!at(')')) return fail();
            ++i_;
            return m;
        }
        if (at('{')) return annotation() ? UnitMeaning{} : fail();
        UnitMeaning m = at_digit() && !(s_.substr(i_).starts_with("10*") || s_.substr(i_).starts_with("10^"))
                            ? integer()
                            : simple_unit();
        if (ok_ && at('{') && !annotation()) return fail();
        return m;
    }
    constexpr bool annotation() {
        for (++i_; i_ < s_.size(); ++i_) {
            const char c = s_[i_];
            if (c == '}') {
                ++i_;
                return true;
            }
            if (c <= ' ' || c > '~' || c == '{') return false;
        }
        return false;
    }
    constexpr UnitMeaning integer() {
        UnitMeaning m;
        m.factor = 0;
        for (; at_digit(); ++i_)
            m.factor = m.factor * 10 + (s_[i_] - '0');
        return m.factor > 0 && m.factor < 1e12 ? m : fail();
    }
    constexpr UnitMeaning simple_unit() {
        std::size_t n = 0;  // length of the symbol
        const std::string_view rest = s_.substr(i_);
        if (rest.starts_with("10*") || rest.starts_with("10^"))
            n = 3;
        else
            while (n < rest.size()) {
                const char c = rest[n];
                if (c == '[') {
                    const std::size_t close = rest.find(']', n);
                    if (close == std::string_view::npos) return fail();
                    n = close + 1;
                } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '%' || c == '\'' || c == '_')
                    ++n;
                else
                    break;
            }
        UnitMeaning m;
        if (n == 0 || !symbol(rest.substr(0, n), m)) return fail();
        i_ += n;
        int sign = 1, e = 0;
        const std::size_t mark = i_;
        if (at('-') || at('+')) sign = s_[i_++] == '-' ? -1 : 1;
        for (; at_digit(); ++i_) {
            e = e * 10 + (s_[i_] - '0');
            if (e > 30) return fail();
        }
        if (i_ == mark) return m;
        if (e == 0) return fail();
        UnitMeaning r;
        for (int k = 0; k < e; ++k)
            r = combine(r, m, sign);
        return r;
    }
    static constexpr bool symbol(std::string_view code, UnitMeaning& m) {
        for (const Atom& a : atoms)
            if (a.code == code) {
                m = {a.factor, a.dimension, false};
                return true;
            }
        for (const Prefix& p : prefixes)
            if (code.starts_with(p.code))
                for (const Atom& a : atoms)
                    if (a.metric && a.code == code.substr(p.code.size())) {
                        m = {a.factor * p.factor, a.dimension, false};
                        return true;
                    }
        return false;
    }

    std::string_view s_;
    std::size_t i_ = 0;
    int depth_ = 0;
    bool ok_ = true;
};

// The ratio of two factors without the rounding noise of their products: the whole number, or one over it, that it stands for.
constexpr double exact_ratio(double ratio) {
    const double r = ratio < 1 ? 1 / ratio : ratio;
    if (r > 1e15) return ratio;
    const auto whole = static_cast<double>(static_cast<std::int64_t>(r + 0.5));
    const double off = r > whole ? r - whole : whole - r;
    if (off > r * 1e-12) return ratio;
    return ratio < 1 ? 1 / whole : whole;
}

}  // namespace detail

/// @brief What a UCUM unit expression means, or nothing if it is not one that the library knows.
///
/// Case-sensitive UCUM with the atoms of clinical laboratory, dosing and imaging, all metric prefixes from f to T, exponents,
/// products, quotients, parentheses and annotations.
/// @source UCUM specification 2.1, sections 2.1 to 2.4
/// @ingroup core
[[nodiscard]] constexpr Optional<UnitMeaning> unit_meaning(std::string_view text) {
    if (text.empty() || text.size() > 64) return std::nullopt;
    return detail::UnitReader(text).read();
}

/// @brief A unit of measurement in case-sensitive UCUM: `10*9/L`, `mg/dL`, `{cells}/kg`, `1`.
///
/// A multiple of a laboratory's own limit (x ULN) has no UCUM code: it is the number with unit `1` beside a reference limit.
/// @ingroup core
/// @source UCUM, ucum.org
class UcumUnit {
public:
    static constexpr std::string_view rule = "CNK-ID-018";  ///< Rule id reported for bad text.
    static constexpr std::string_view expected = "a UCUM unit (case-sensitive) such as 10*9/L or mg/dL";  ///< In words.
    static constexpr std::string_view pattern =
        "^[!-~]{1,64}$";  ///< As a regular expression; the grammar is checked beyond it.
    static constexpr std::string_view example = "10*9/L";  ///< A valid one.

    UcumUnit() = default;
    /// @brief One made from text, or nothing if it is not a known unit.
    [[nodiscard]] static Optional<UcumUnit> from_text(std::string_view text) {
        if (!unit_meaning(text)) return std::nullopt;
        UcumUnit u;
        u.text_ = text;
        return u;
    }
    /// @brief One made from text, or a finding with the id of the rule of this type. @errors CNK-ID-018
    [[nodiscard]] static Result<UcumUnit> parse(std::string_view text) { return detail::parse_text<UcumUnit>(text); }
    /// @brief One made from text that the program knows to be right. @throws PreconditionError if it is not.
    [[nodiscard]] static UcumUnit of(std::string_view text) { return detail::text_of<UcumUnit>(text); }

    [[nodiscard]] const std::string& text() const noexcept { return text_; }  ///< As it was given.
    [[nodiscard]] bool empty() const noexcept { return text_.empty(); }       ///< True if not set.
    auto operator<=>(const UcumUnit&) const = default;
    bool operator==(const UcumUnit&) const = default;

private:
    std::string text_;
};

/// @brief A value in another unit of the same dimension, or nothing if the dimensions differ or a unit is not set.
///
/// Mass and amount of substance (mg/dL and umol/L of creatinine) differ in dimension: that conversion needs the substance. @source UCUM specification 2.1
/// @ingroup core
[[nodiscard]] inline Optional<double> convert(double value, const UcumUnit& from, const UcumUnit& to) {
    if (from.empty() || to.empty()) return std::nullopt;
    if (from == to) return value;
    const UnitMeaning a = *unit_meaning(from.text()), b = *unit_meaning(to.text());
    if (a.dimension != b.dimension) return std::nullopt;
    if (a.celsius || b.celsius) {
        const double kelvin = a.celsius ? value + 273.15 : value * a.factor;
        return b.celsius ? kelvin - 273.15 : kelvin / b.factor;
    }
    return value * detail::exact_ratio(a.factor / b.factor);
}

}  // namespace carnk::inline v0_1
