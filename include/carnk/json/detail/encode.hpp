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

// ---------------------------------------------------------------------------------------------------- objects

/// What the writer knows of one declared member of a struct.
struct MemberWriter {
    std::string_view name;                         ///< The key.
    std::string_view quoted;                       ///< The key in quotation marks.
    bool (*absent)(const void* object);            ///< Whether an optional member is empty; null if it is required.
    void (*encode)(Encoder&, const void* object);  ///< Writes the value.
};

/// What the writer knows of a struct.
struct ObjectWriter {
    const MemberWriter* members;
    std::size_t count;
    std::string_view kind;
    std::string_view schema;
    const Extra* (*extra)(const void* object);  ///< Unknown members, or null.
};

/// Writes one object: commas, line breaks, and unknown members at their places.
class ObjectEncoder {
public:
    ObjectEncoder(Encoder& e, const ObjectWriter& type, const void* object) : e_(e), type_(type), object_(object) {}

    void write(Place place) {
        if (!e_.enter()) return;
        e_.out.put('{');
        if (place == Place::root && !type_.schema.empty()) constant("\"schema\"", type_.schema);
        if (!type_.kind.empty()) constant("\"kind\"", type_.kind);
        const Extra* const extra = type_.extra ? type_.extra(object_) : nullptr;
        const bool extras = extra && !extra->empty();
        for (std::size_t i = 0; i < type_.count; ++i) {
            if (extras) [[unlikely]]
                write_extras(*extra, i);
            const MemberWriter& m = type_.members[i];
            if (m.absent && m.absent(object_)) continue;
            name(m.quoted);
            m.encode(e_, object_);
        }
        if (extras) [[unlikely]]
            write_extras(*extra, type_.count);
        e_.leave();
        if (e_.pretty && !first_) e_.line();
        e_.out.put('}');
    }

private:
    CARNK_ALWAYS_INLINE void name(std::string_view quoted) {
        char* p = e_.out.room(quoted.size() + 3);
        if (!first_) *p++ = ',';
        first_ = false;
        if (e_.pretty) {
            e_.out.set_end(p);
            e_.line();
            p = e_.out.room(quoted.size() + 2);
        }
        std::memcpy(p, quoted.data(), quoted.size());
        p += quoted.size();
        *p++ = ':';
        if (e_.pretty) *p++ = ' ';
        e_.out.set_end(p);
    }
    void constant(std::string_view quoted, std::string_view value) {
        name(quoted);
        e_.string(value);
    }
    /// The unknown members that stood after `n` declared ones.
    CARNK_NEVER_INLINE void write_extras(const Extra& extra, std::size_t n) {
        for (const ExtraMember& m : extra.members()) {
            if (std::min<std::size_t>(m.after, type_.count) != n || overtaken(m.key)) continue;
            name('"' + m.key + '"');
            e_.out.put(m.json);
        }
    }
    /// Whether the member was kept for want of understanding and has been given a value since.
    [[nodiscard]] bool overtaken(std::string_view key) const {
        for (std::size_t i = 0; i < type_.count; ++i)
            if (type_.members[i].name == key) return !type_.members[i].absent || !type_.members[i].absent(object_);
        return false;
    }

    Encoder& e_;
    const ObjectWriter& type_;
    const void* const object_;
    bool first_ = true;
};

inline CARNK_NEVER_INLINE void encode_object(Encoder& e, const ObjectWriter& type, const void* object, Place place) {
    ObjectEncoder(e, type, object).write(place);
}

// ---------------------------------------------------------------------------------------------------- values

template <class T>
void encode(Encoder& e, const T& value, Place place = Place::inside);

template <class T, class D>
bool member_absent(const void* object) {
    return !(static_cast<const T*>(object)->*D::pointer).has_value();
}

template <class T, class D>
void encode_member(Encoder& e, const void* object) {
    const auto& member = static_cast<const T*>(object)->*D::pointer;
    if constexpr (is_optional<MemberType<T, D>>)
        encode(e, *member);
    else
        encode(e, member);
}

template <class T>
const Extra* extra_of_const(const void* object) {
    return &static_cast<const T*>(object)->extra;
}

template <class T, class D>
constexpr MemberWriter make_member_writer() {
    MemberWriter w{D::name, QuotedName<D>::text, nullptr, &encode_member<T, D>};
    if constexpr (is_optional<MemberType<T, D>>) w.absent = &member_absent<T, D>;
    return w;
}
template <class T>
inline constexpr auto member_writers = []<std::size_t... I>(std::index_sequence<I...>) {
    return std::array<MemberWriter, sizeof...(I)>{make_member_writer<T, mp::mp_at_c<Members<T>, I>>()...};
}
(std::make_index_sequence<member_count<T>>{});

template <class T>
constexpr ObjectWriter make_object_writer() {
    ObjectWriter w{member_writers<T>.data(), member_count<T>, {}, {}, nullptr};
    if constexpr (HasKind<T>) w.kind = T::kind;
    if constexpr (HasSchema<T>) w.schema = T::schema;
    if constexpr (HasExtra<T>) w.extra = &extra_of_const<T>;
    return w;
}
template <class T>
inline constexpr ObjectWriter object_writer = make_object_writer<T>();

inline CARNK_NEVER_INLINE void encode_real(Encoder& e, double value) {
    if (value - value != 0) return e.cannot("a finite number");
    char* p = e.out.room(40);
    e.out.set_end(write_real(p, value));
}

/// One of a list of words, or "not one of them" for an index beyond it.
inline CARNK_NEVER_INLINE void encode_word(Encoder& e, const std::string_view* words, std::size_t count,
                                           std::size_t index) {
    if (index >= count) return e.cannot("a named value");
    const std::string_view word = words[index];
    char* p = e.out.room(word.size() + 2);
    p[0] = '"';
    std::memcpy(p + 1, word.data(), word.size());
    p[word.size() + 1] = '"';
    e.out.set_end(p + word.size() + 2);
}

template <class V>
void encode_vector(Encoder& e, const V& list, Place place) {
    if (list.empty()) return e.out.put("[]");
    if (!e.enter()) return;
    e.out.put('[');
    bool first = true;
    for (const auto& element : list) {
        if (!first) e.out.put(',');
        first = false;
        if (e.pretty) e.line();
        encode<typename V::value_type>(e, element, place);
    }
    e.leave();
    if (e.pretty) e.line();
    e.out.put(']');
}

template <class V>
void encode_variant(Encoder& e, const V& value) {
    const VariantOf<V>& variant = value;
    [&]<class... A>(std::type_identity<std::variant<A...>>) {
        bool written = false;
        const auto one = [&](const auto* alternative, const ObjectWriter& type) {
            if (!alternative) return;
            encode_object(e, type, alternative, Place::inside);
            written = true;
        };
        (one(std::get_if<A>(&variant), object_writer<A>), ...);
        if (!written) e.cannot("a value");
    }(std::type_identity<VariantOf<V>>{});
}

template <class T>
void encode(Encoder& e, const T& value, Place place) {
    static_assert(
        has_codec<T>(),
        "carnk: this type has no JSON codec. Use bool, an integer, double, std::string, a carnk value type, Optional, "
        "std::vector, a sum type of structs with `kind`, or describe it with BOOST_DESCRIBE_STRUCT or BOOST_DESCRIBE_ENUM");
    if constexpr (is_optional<T>) {
        if (value)
            encode(e, *value);
        else
            e.out.put("null");
    } else if constexpr (std::same_as<T, std::string>)
        e.string(value);
    else if constexpr (std::same_as<T, bool>)
        e.out.put(value ? std::string_view("true") : std::string_view("false"));
    else if constexpr (std::integral<T>) {
        char* p = e.out.room(24);
        e.out.set_end(std::to_chars(p, p + 24, value).ptr);
    } else if constexpr (std::same_as<T, double>)
        encode_real(e, value);
    else if constexpr (NumberValue<T>)
        encode(e, value.number());
    else if constexpr (TextValue<T>) {
        if (value.empty())
            e.cannot(std::string(T::expected));
        else
            e.string(value.text());
    } else if constexpr (DescribedEnum<T>) {
        const auto at = std::find(enumerator_values<T>.begin(), enumerator_values<T>.end(), value);
        encode_word(e, enumerator_names<T>.data(), enumerator_count<T>,
                    static_cast<std::size_t>(at - enumerator_values<T>.begin()));
    } else if constexpr (is_vector<T>)
        encode_vector(e, value, place);
    else if constexpr (Variant<T>)
        encode_variant(e, value);
    else
        encode_object(e, object_writer<T>, &value, place);
}

}  // namespace carnk::detail
