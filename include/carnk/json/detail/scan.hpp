// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Scanning of JSON text: white space, strings, UTF-8, numbers. No allocation, no state.
#include <bit>
#include <cfloat>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <string_view>
#include <system_error>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

// A build that counts what tests reach defines the first as `inline`, so that a function counts once and not once for each of its copies.
#if !defined(CARNK_ALWAYS_INLINE) && defined(__GNUC__)
#define CARNK_ALWAYS_INLINE inline __attribute__((always_inline))
#elif !defined(CARNK_ALWAYS_INLINE)
#define CARNK_ALWAYS_INLINE inline
#endif
#if defined(__GNUC__)
#define CARNK_NEVER_INLINE __attribute__((noinline))
#else
#define CARNK_NEVER_INLINE
#endif

namespace carnk::inline v0_1::detail {

// ---------------------------------------------------------------------------------------------------- strings

/// Where a run of plain string bytes ends, and whether one of them was not ASCII.
struct PlainRun {
    const char* end;
    bool high;
};

constexpr bool is_plain(char c) noexcept {
    return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
}

/// First byte of [p, end) that is a quotation mark, a backslash or a control character. Portable.
inline PlainRun plain_run_portable(const char* p, const char* end) noexcept {
    unsigned char seen = 0;
    for (; p < end && is_plain(*p); ++p)
        seen |= static_cast<unsigned char>(*p);
    return {p, seen >= 0x80};
}

#if defined(__SSE2__)
/// The same, sixteen bytes at a time.
CARNK_ALWAYS_INLINE PlainRun plain_run_sse2(const char* p, const char* end) noexcept {
    const __m128i quote = _mm_set1_epi8('"'), slash = _mm_set1_epi8('\\'), control = _mm_set1_epi8(0x1f);
    unsigned high = 0;
    while (end - p >= 16) {
        const __m128i v = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
        const __m128i stop = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(v, quote), _mm_cmpeq_epi8(v, slash)),
                                          _mm_cmpeq_epi8(_mm_max_epu8(v, control), control));
        const auto stops = static_cast<unsigned>(_mm_movemask_epi8(stop));
        const auto highs = static_cast<unsigned>(_mm_movemask_epi8(v));
        if (stops != 0) {
            const int n = std::countr_zero(stops);
            high |= highs & ((1U << n) - 1U);
            return {p + n, high != 0};
        }
        high |= highs;
        p += 16;
    }
    const PlainRun rest = plain_run_portable(p, end);
    return {rest.end, rest.high || high != 0};
}
#endif

CARNK_ALWAYS_INLINE PlainRun plain_run(const char* p, const char* end) noexcept {
#if defined(__SSE2__)
    return plain_run_sse2(p, end);
#else
    return plain_run_portable(p, end);
#endif
}

/// Whether eight bytes have one that is a quotation mark, a backslash, a control character or not ASCII.
constexpr bool has_special(std::uint64_t v) noexcept {
    constexpr std::uint64_t ones = 0x0101010101010101U, highs = 0x8080808080808080U;
    const auto zero = [](std::uint64_t x) {
        return (x - ones) & ~x;
    };
    return ((v | zero(v ^ ones * '"') | zero(v ^ ones * '\\') | (v - ones * 0x20)) & highs) != 0;
}

/// Copies a text while it looks at it: false if a byte of it is special (see has_special()). Then some of it may have been copied.
/// The last bytes are looked at and copied in one block that overlaps the one before.
inline bool copy_plain_portable(char* to, const char* from, std::size_t size) noexcept {
    const auto block = [](char* t, const char* f) {
        std::uint64_t v;
        std::memcpy(&v, f, 8);
        std::memcpy(t, &v, 8);
        return !has_special(v);
    };
    if (size < 8) {
        if (size < 4) {
            bool plain = true;
            for (std::size_t i = 0; i < size; ++i) {
                to[i] = from[i];
                plain = plain && is_plain(from[i]) && static_cast<unsigned char>(from[i]) < 0x80;
            }
            return plain;
        }
        std::uint32_t first, last;
        std::memcpy(&first, from, 4);
        std::memcpy(&last, from + size - 4, 4);
        std::memcpy(to, &first, 4);
        std::memcpy(to + size - 4, &last, 4);
        return !has_special(std::uint64_t{first} << 32 | last);
    }
    for (std::size_t i = 0; i + 8 < size; i += 8)
        if (!block(to + i, from + i)) return false;
    return block(to + size - 8, from + size - 8);
}

#if defined(__SSE2__)
/// The same, sixteen bytes at a time.
CARNK_ALWAYS_INLINE bool copy_plain_sse2(char* to, const char* from, std::size_t size) noexcept {
    // As signed numbers, control characters are below the blank, and so are bytes that are not ASCII.
    const __m128i quote = _mm_set1_epi8('"'), slash = _mm_set1_epi8('\\'), blank = _mm_set1_epi8(' ');
    const auto is_special = [&](__m128i v) {
        const __m128i special =
            _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(v, quote), _mm_cmpeq_epi8(v, slash)), _mm_cmplt_epi8(v, blank));
        return _mm_movemask_epi8(special) != 0;
    };
    const auto block = [&](char* t, const char* f) {
        const __m128i v = _mm_loadu_si128(reinterpret_cast<const __m128i*>(f));
        _mm_storeu_si128(reinterpret_cast<__m128i*>(t), v);
        return !is_special(v);
    };
    if (size < 16) {
        if (size < 4) return copy_plain_portable(to, from, size);
        if (size < 8) {
            int first, last;
            std::memcpy(&first, from, 4);
            std::memcpy(&last, from + size - 4, 4);
            std::memcpy(to, &first, 4);
            std::memcpy(to + size - 4, &last, 4);
            return !is_special(_mm_set_epi32(last, first, last, first));
        }
        const __m128i first = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(from));
        const __m128i last = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(from + size - 8));
        _mm_storel_epi64(reinterpret_cast<__m128i*>(to), first);
        _mm_storel_epi64(reinterpret_cast<__m128i*>(to + size - 8), last);
        return !is_special(_mm_unpacklo_epi64(first, last));
    }
    for (std::size_t i = 0; i + 16 < size; i += 16)
        if (!block(to + i, from + i)) return false;
    return block(to + size - 16, from + size - 16);
}
#endif

CARNK_ALWAYS_INLINE bool copy_plain(char* to, const char* from, std::size_t size) noexcept {
#if defined(__SSE2__)
    return copy_plain_sse2(to, from, size);
#else
    return copy_plain_portable(to, from, size);
#endif
}

/// First byte of [p, end) that is not part of well-formed UTF-8 (Unicode 15, table 3-7), or null.
inline const char* ill_formed_utf8(const char* p, const char* end) noexcept {
    const auto byte = [](const char* q) {
        return static_cast<unsigned char>(*q);
    };
    while (p < end) {
        if (end - p >= 8) {
            std::uint64_t eight;
            std::memcpy(&eight, p, 8);
            if ((eight & 0x8080808080808080U) == 0) {
                p += 8;
                continue;
            }
        }
        const unsigned char c = byte(p);
        if (c < 0x80) {
            ++p;
            continue;
        }
        int more;
        unsigned char low = 0x80, high = 0xBF;  // of the second byte
        if (c >= 0xC2 && c <= 0xDF)
            more = 1;
        else if (c >= 0xE0 && c <= 0xEF) {
            more = 2;
            if (c == 0xE0) low = 0xA0;
            if (c == 0xED) high = 0x9F;
        } else if (c >= 0xF0 && c <= 0xF4) {
            more = 3;
            if (c == 0xF0) low = 0x90;
            if (c == 0xF4) high = 0x8F;
        } else
            return p;
        if (end - p <= more) return p;
        if (byte(p + 1) < low || byte(p + 1) > high) return p;
        for (int i = 2; i <= more; ++i)
            if ((byte(p + i) & 0xC0) != 0x80) return p;
        p += more + 1;
    }
    return nullptr;
}

/// Appends a Unicode scalar value as UTF-8.
inline void append_utf8(std::string& out, std::uint32_t c) {
    const auto put = [&](std::uint32_t b) {
        out.push_back(static_cast<char>(static_cast<unsigned char>(b)));
    };
    if (c < 0x80)
        put(c);
    else if (c < 0x800) {
        put(0xC0 | (c >> 6));
        put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        put(0xE0 | (c >> 12));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    } else {
        put(0xF0 | (c >> 18));
        put(0x80 | ((c >> 12) & 0x3F));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    }
}

/// The four hexadecimal digits at p, or -1.
inline int hex4(const char* p, const char* end) noexcept {
    if (end - p < 4) return -1;
    int v = 0;
    for (int i = 0; i < 4; ++i) {
        const char c = p[i];
        const int d = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
        if (d < 0) return -1;
        v = v * 16 + d;
    }
    return v;
}

// ---------------------------------------------------------------------------------------------------- numbers

CARNK_ALWAYS_INLINE bool is_digit(char c) noexcept {
    return static_cast<unsigned char>(c - '0') < 10;
}

/// A number token by the grammar of RFC 8259: its parts, or where it breaks off.
struct NumberToken {
    const char* end = nullptr;        ///< Past the token; null if it is not a number.
    const char* offending = nullptr;  ///< First byte that breaks the grammar, when `end` is null.
    const char* digits = nullptr;     ///< First digit of the whole part.
    const char* point = nullptr;      ///< The decimal point, or null.
    const char* exponent = nullptr;   ///< The letter e or E, or null.
    bool negative = false;
};

inline NumberToken scan_number(const char* p, const char* end) noexcept {
    NumberToken t;
    const auto digits = [&] {
        const char* from = p;
        while (p < end && is_digit(*p))
            ++p;
        return p != from;
    };
    const auto broken = [&] {
        t.offending = p;
        return t;
    };
    if (p < end && *p == '-') {
        t.negative = true;
        ++p;
    }
    t.digits = p;
    if (p < end && *p == '0') {
        ++p;
        if (p < end && is_digit(*p)) return broken();
    } else if (!digits())
        return broken();
    if (p < end && *p == '.') {
        t.point = p++;
        if (!digits()) return broken();
    }
    if (p < end && (*p == 'e' || *p == 'E')) {
        t.exponent = p++;
        if (p < end && (*p == '+' || *p == '-')) ++p;
        if (!digits()) return broken();
    }
    t.end = p;
    return t;
}

/// The value of the exponent part, kept within +-1,000,000,000: beyond it nothing is told apart.
inline long exponent_of(const NumberToken& t) noexcept {
    if (!t.exponent) return 0;
    const char* p = t.exponent + 1;
    const bool minus = *p == '-';
    if (*p == '-' || *p == '+') ++p;
    long e = 0;
    for (; p < t.end; ++p)
        if (e < 100'000'000) e = e * 10 + (*p - '0');
    return minus ? -e : e;
}

/// All digits of a number token as one run, the decimal point left out.
struct Digits {
    explicit Digits(const NumberToken& t) noexcept
        : whole(t.digits),
          whole_count((t.point      ? t.point
                       : t.exponent ? t.exponent
                                    : t.end) -
                      t.digits),
          fraction(t.point ? t.point + 1 : t.end),
          count(whole_count + (t.point ? (t.exponent ? t.exponent : t.end) - fraction : 0)) {}
    [[nodiscard]] unsigned operator[](long i) const noexcept {
        return static_cast<unsigned>((i < whole_count ? whole[i] : fraction[i - whole_count]) - '0');
    }
    const char* whole;
    long whole_count;
    const char* fraction;
    long count;
};

/// What a number token is as a whole number.
struct WholeNumber {
    enum class Is : std::uint8_t { whole, not_whole, too_large } is = Is::whole;
    bool negative = false;
    std::uint64_t magnitude = 0;
};

/// The exact whole number that a token such as `12`, `1.0` or `2.5e3` stands for.
inline WholeNumber whole_number(const NumberToken& t) noexcept {
    WholeNumber w;
    w.negative = t.negative;
    const Digits digits(t);
    long last = digits.count;  // past the last digit that is not zero
    while (last > 0 && digits[last - 1] == 0)
        --last;
    if (last == 0) return w;
    const long size =
        digits.whole_count + exponent_of(t);  // digits before the decimal point, once the exponent is applied
    if (last > size) {
        w.is = WholeNumber::Is::not_whole;
        return w;
    }
    for (long i = 0; i < size; ++i) {
        const unsigned d = i < last ? digits[i] : 0;
        if (w.magnitude > (UINT64_MAX - d) / 10) {
            w.is = WholeNumber::Is::too_large;
            return w;
        }
        w.magnitude = w.magnitude * 10 + d;
    }
    return w;
}

/// Past a run of 1 to 18 digits without a superfluous zero, which is all of a number token, and its value; null if another
/// form stands there.
CARNK_ALWAYS_INLINE const char* short_whole(const char* p, const char* end, std::uint64_t& value) noexcept {
    const char* const from = p;
    std::uint64_t v = 0;
    for (; p < end && is_digit(*p); ++p) {
        if (p - from == 18) return nullptr;
        v = v * 10 + static_cast<std::uint64_t>(*p - '0');
    }
    if (p == from || (*from == '0' && p - from > 1)) return nullptr;
    if (p < end && (*p == '.' || *p == 'e' || *p == 'E')) return nullptr;
    value = v;
    return p;
}

/// The double of a number token of at most 15 digits and no exponent. Both the digits and the power of ten are doubles without
/// error, so that their quotient is the nearest double. False for other tokens.
inline bool short_real(const NumberToken& t, double& value) noexcept {
#if defined(FLT_EVAL_METHOD) && FLT_EVAL_METHOD == 0
    static constexpr double powers[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                        1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    if (t.exponent || t.end - t.digits > 16) return false;
    const long fraction = t.point ? t.end - t.point - 1 : 0;
    if (t.end - t.digits - (t.point ? 1 : 0) > 15) return false;
    std::uint64_t v = 0;
    for (const char* p = t.digits; p < t.end; ++p)
        if (p != t.point) v = v * 10 + static_cast<std::uint64_t>(*p - '0');
    value = static_cast<double>(v) / powers[fraction];
    if (t.negative) value = -value;
    return true;
#else
    (void)t, (void)value;  // intermediate results have more digits, and rounding twice may differ
    return false;
#endif
}

/// The nearest double of a number token; infinite if it is too large for one.
inline double real_number(const char* begin, const char* end) noexcept {
    double value = 0;
    if (std::from_chars(begin, end, value).ec != std::errc::result_out_of_range) return value;
    const NumberToken t = scan_number(begin, end);
    const Digits digits(t);
    long first = 0;
    while (first < digits.count && digits[first] == 0)
        ++first;
    const bool small = digits.whole_count - first + exponent_of(t) < 0;
    value = small ? 0.0 : std::numeric_limits<double>::infinity();
    return t.negative ? -value : value;
}

}  // namespace carnk::inline v0_1::detail
