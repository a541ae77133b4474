// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief The direct encoder: described structs straight into a buffer.
///
/// A value that has no JSON is written as null and marked by its offset in the output; its pointer is found from there.
#include <carnk/json/detail/decode.hpp>

#include <cmath>
#include <cstdlib>
#include <new>

namespace carnk::detail {

/// A growing buffer of bytes whose tail can be written directly.
class Buffer {
public:
    Buffer() = default;
    Buffer(const Buffer&) = delete;
    Buffer& operator=(const Buffer&) = delete;
    ~Buffer() { std::free(begin_); }

    /// Room for n more bytes; the place where to write them.
    CARNK_ALWAYS_INLINE char* room(std::size_t n) {
        if (static_cast<std::size_t>(limit_ - end_) < n) [[unlikely]]
            grow(n);
        return end_;
    }
    /// Declares the bytes up to p as written.
    CARNK_ALWAYS_INLINE void set_end(char* p) noexcept { end_ = p; }
    CARNK_ALWAYS_INLINE void put(char c) {
        *room(1) = c;
        ++end_;
    }
    CARNK_ALWAYS_INLINE void put(std::string_view s) {
        std::memcpy(room(s.size()), s.data(), s.size());
        end_ += s.size();
    }
    [[nodiscard]] std::size_t size() const noexcept { return static_cast<std::size_t>(end_ - begin_); }
    [[nodiscard]] std::string_view view() const noexcept { return {begin_, size()}; }

private:
    CARNK_NEVER_INLINE void grow(std::size_t n) {
        const std::size_t used = size(), capacity = std::max<std::size_t>(used * 2, used + n + 512);
        char* p = static_cast<char*>(std::realloc(begin_, capacity));
        if (!p) throw std::bad_alloc();
        begin_ = p;
        end_ = p + used;
        limit_ = p + capacity;
    }
    char* begin_ = nullptr;
    char* end_ = nullptr;
    char* limit_ = nullptr;
};

/// Writes a number as ECMAScript's Number::toString does: the shortest digits that read back equal. At most 32 bytes.
inline char* write_real(char* out, double x) noexcept {
    if (x == 0) {
        if (std::signbit(x)) *out++ = '-';
        *out++ = '0';
        return out;
    }
    char raw[40];
    const char* const raw_end = std::to_chars(raw, raw + sizeof raw, x, std::chars_format::scientific).ptr;
    const char* p = raw;
    if (*p == '-') *out++ = *p++;
    char digits[24];
    int count = 0;
    for (; *p != 'e'; ++p)
        if (*p != '.') digits[count++] = *p;
    int exponent = 0;
    std::from_chars(p + (p[1] == '+' ? 2 : 1), raw_end, exponent);
    const auto append = [&](const char* from, int n) {
        std::memcpy(out, from, static_cast<std::size_t>(n));
        out += n;
    };
    const int point = exponent + 1;  // digits before the decimal point
    if (count <= point && point <= 21) {
        append(digits, count);
        for (int i = count; i < point; ++i)
            *out++ = '0';
    } else if (0 < point && point <= 21) {
        append(digits, point);
        *out++ = '.';
        append(digits + point, count - point);
    } else if (-6 < point && point <= 0) {
        append("0.", 2);
        for (int i = point; i < 0; ++i)
            *out++ = '0';
        append(digits, count);
    } else {
        *out++ = digits[0];
        if (count > 1) {
            *out++ = '.';
            append(digits + 1, count - 1);
        }
        *out++ = 'e';
        *out++ = exponent < 0 ? '-' : '+';
        out = std::to_chars(out, out + 8, exponent < 0 ? -exponent : exponent).ptr;
    }
    return out;
}

class Encoder {
public:
    explicit Encoder(const WriteOptions& how)
        : depth_left(how.max_depth), pretty(how.layout == Layout::pretty), options(how) {}

    Buffer out;
    std::uint32_t depth_left;
    const bool pretty;
    const WriteOptions& options;
    std::vector<Mark> marks;

    /// Marks a value that cannot be written and puts null in its place.
    CARNK_NEVER_INLINE void cannot(std::string expected, Issue issue = Issue::cannot_write) {
        marks.push_back({issue, out.size(), {}, std::move(expected)});
        out.put("null");
    }
    CARNK_NEVER_INLINE void line() {
        const std::size_t blanks = 2 * static_cast<std::size_t>(options.max_depth - depth_left);
        char* p = out.room(blanks + 1);
        *p = '\n';
        std::memset(p + 1, ' ', blanks);
        out.set_end(p + blanks + 1);
    }
    bool enter() {
        if (depth_left == 0) {
            cannot("at most " + std::to_string(options.max_depth) + " levels", Issue::too_deep);
            return false;
        }
        --depth_left;
        return true;
    }
    void leave() noexcept { ++depth_left; }

    /// A string with quotation marks and escapes.
    CARNK_NEVER_INLINE void string(std::string_view s) {
        if (s.size() > 7 ? ill_formed_utf8(s.data(), s.data() + s.size()) != nullptr : short_is_ill_formed(s))
            return cannot("well-formed UTF-8");
        char* p = out.room(s.size() * 6 + 2);
        *p++ = '"';
        const char* from = s.data();
        const char* const end = from + s.size();
        while (from < end) {
            const char* const stop = plain_run(from, end).end;
            const auto n = static_cast<std::size_t>(stop - from);
            std::memcpy(p, from, n);
            p += n;
            from = stop;
            if (from == end) break;
            *p++ = '\\';
            const char c = *from++;
            switch (c) {
                case '"':
                case '\\':
                    *p++ = c;
                    break;
                case '\b':
                    *p++ = 'b';
                    break;
                case '\f':
                    *p++ = 'f';
                    break;
                case '\n':
                    *p++ = 'n';
                    break;
                case '\r':
                    *p++ = 'r';
                    break;
                case '\t':
                    *p++ = 't';
                    break;
                default: {
                    static constexpr char hex[] = "0123456789abcdef";
                    const auto u = static_cast<unsigned char>(c);
                    std::memcpy(p, "u00", 3);
                    p[3] = hex[u >> 4];
                    p[4] = hex[u & 15];
                    p += 5;
                }
            }
        }
        *p++ = '"';
        out.set_end(p);
    }

private:
    static bool short_is_ill_formed(std::string_view s) noexcept {
        unsigned char seen = 0;
        for (char c : s)
            seen |= static_cast<unsigned char>(c);
        return seen >= 0x80 && ill_formed_utf8(s.data(), s.data() + s.size()) != nullptr;
    }
};

template <Place place = Place::inside, class T>
CARNK_ALWAYS_INLINE void encode(Encoder& e, const T& value);

template <class T>
CARNK_ALWAYS_INLINE void encode_integer(Encoder& e, T value) {
    char* p = e.out.room(24);
    e.out.set_end(std::to_chars(p, p + 24, value).ptr);
}

inline CARNK_NEVER_INLINE void encode_real(Encoder& e, double value) {
    if (value - value != 0) return e.cannot("a finite number");
    char* p = e.out.room(40);
    e.out.set_end(write_real(p, value));
}

template <class T>
CARNK_NEVER_INLINE void encode_enum(Encoder& e, T value) {
    for (std::size_t i = 0; i < enumerator_count<T>; ++i)
        if (enumerator_values<T>[i] == value) {
            const std::string_view name = enumerator_names<T>[i];
            char* p = e.out.room(name.size() + 2);
            p[0] = '"';
            std::memcpy(p + 1, name.data(), name.size());
            p[name.size() + 1] = '"';
            return e.out.set_end(p + name.size() + 2);
        }
    e.cannot("a named value");
}

template <Place place, class V>
CARNK_NEVER_INLINE void encode_vector(Encoder& e, const V& list) {
    if (list.empty()) return e.out.put("[]");
    if (!e.enter()) return;
    e.out.put('[');
    bool first = true;
    for (const auto& element : list) {
        if (!first) e.out.put(',');
        first = false;
        if (e.pretty) e.line();
        encode<place, typename V::value_type>(e, element);
    }
    e.leave();
    if (e.pretty) e.line();
    e.out.put(']');
}

/// One object while it is being written: commas, line breaks, and unknown members at their places.
template <class T>
class ObjectWriter {
public:
    ObjectWriter(Encoder& e, const T& value) : e_(e), value_(value) {}

    CARNK_ALWAYS_INLINE void name(std::string_view quoted) {
        if (!first_) e_.out.put(',');
        first_ = false;
        if (e_.pretty) e_.line();
        e_.out.put(quoted);
        if (e_.pretty)
            e_.out.put(": ");
        else
            e_.out.put(':');
    }
    void constant(std::string_view quoted, std::string_view value) {
        name(quoted);
        e_.string(value);
    }
    /// The unknown members that stood after `n` declared ones.
    CARNK_ALWAYS_INLINE void extras(std::size_t n) {
        if constexpr (HasExtra<T>)
            if (!value_.extra.empty()) [[unlikely]]
                write_extras(n);
    }
    [[nodiscard]] bool empty() const noexcept { return first_; }

private:
    CARNK_NEVER_INLINE void write_extras(std::size_t n) {
        for (const ExtraMember& m : value_.extra.members()) {
            if (std::min<std::size_t>(m.after, member_count<T>) != n || overtaken(m.key)) continue;
            name('"' + m.key + '"');
            e_.out.put(m.json);
        }
    }
    /// Whether the member was kept for want of understanding and has been given a value since.
    bool overtaken(std::string_view key) const {
        bool has_value = false;
        for_each_member<T>([&](auto d, auto) {
            using D = decltype(d);
            if constexpr (is_optional<MemberType<T, D>>)
                has_value = has_value || (key == D::name && (value_.*D::pointer).has_value());
            else
                has_value = has_value || key == D::name;
        });
        return has_value;
    }

    Encoder& e_;
    const T& value_;
    bool first_ = true;
};

template <Place place, class T>
CARNK_NEVER_INLINE void encode_object(Encoder& e, const T& value) {
    if (!e.enter()) return;
    e.out.put('{');
    ObjectWriter<T> w(e, value);
    if constexpr (place == Place::root && HasSchema<T>) w.constant("\"schema\"", T::schema);
    if constexpr (HasKind<T>) w.constant("\"kind\"", T::kind);
    for_each_member<T>([&](auto d, auto i) {
        using D = decltype(d);
        w.extras(i.value);
        const auto& member = value.*D::pointer;
        constexpr std::string_view name(QuotedName<D>::text.data(), QuotedName<D>::size);
        if constexpr (is_optional<MemberType<T, D>>) {
            if (!member) return;
            w.name(name);
            encode(e, *member);
        } else {
            w.name(name);
            encode(e, member);
        }
    });
    w.extras(member_count<T>);
    e.leave();
    if (e.pretty && !w.empty()) e.line();
    e.out.put('}');
}

template <Place place, class T>
CARNK_ALWAYS_INLINE void encode(Encoder& e, const T& value) {
    static_assert(
        has_codec<T>(),
        "carnk: this type has no JSON codec. Use bool, an integer, double, std::string, a carnk value type, "
        "std::optional, std::vector, a sum type of structs with `kind`, or describe it with BOOST_DESCRIBE_STRUCT "
        "or BOOST_DESCRIBE_ENUM");
    if constexpr (is_optional<T>) {
        if (value)
            encode(e, *value);
        else
            e.out.put("null");
    } else if constexpr (std::same_as<T, std::string>)
        e.string(value);
    else if constexpr (std::same_as<T, bool>)
        e.out.put(value ? std::string_view("true") : std::string_view("false"));
    else if constexpr (std::integral<T>)
        encode_integer(e, value);
    else if constexpr (std::same_as<T, double>)
        encode_real(e, value);
    else if constexpr (NumberValue<T>)
        encode(e, value.number());
    else if constexpr (TextValue<T>) {
        if (value.empty())
            e.cannot(std::string(T::expected));
        else
            e.string(value.text());
    } else if constexpr (DescribedEnum<T>)
        encode_enum(e, value);
    else if constexpr (is_vector<T>)
        encode_vector<place>(e, value);
    else if constexpr (Variant<T>) {
        const VariantOf<T>& v = value;
        if (v.valueless_by_exception())
            e.cannot("a value");
        else
            std::visit([&](const auto& alternative) { encode_object<Place::inside>(e, alternative); }, v);
    } else
        encode_object<place>(e, value);
}

}  // namespace carnk::detail
