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

namespace carnk::inline v0_1::detail {

/// A growing buffer of bytes whose tail can be written directly. The first of them need no memory but that of the object.
class Buffer {
public:
    Buffer() = default;
    Buffer(const Buffer&) = delete;
    Buffer& operator=(const Buffer&) = delete;
    ~Buffer() {
        if (begin_ != first_) std::free(begin_);
    }

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
    /// The byte at an offset.
    [[nodiscard]] CARNK_ALWAYS_INLINE char* at(std::size_t offset) noexcept { return begin_ + offset; }

private:
    CARNK_NEVER_INLINE void grow(std::size_t n) {
        const std::size_t used = size(), capacity = std::max(used * 2, used + n);
        const bool first = begin_ == first_;
        char* p = static_cast<char*>(std::realloc(first ? nullptr : begin_, capacity));
        if (!p) throw std::bad_alloc();
        if (first) std::memcpy(p, first_, used);
        begin_ = p;
        end_ = p + used;
        limit_ = p + capacity;
    }
    char first_[16384];
    char* begin_ = first_;
    char* end_ = first_;
    char* limit_ = first_ + sizeof first_;
};

/// Writes a number from 0.001 to 1e9 in size with at most four decimals; null for other numbers.
///
/// The first n / 10^k that divides to x again has the fewest digits of all that read back as x: both parts are doubles without
/// error, and two decimals of at most 15 digits are never the same double.
inline char* write_short_real(char* out, double x) noexcept {
#if defined(FLT_EVAL_METHOD) && FLT_EVAL_METHOD == 0
    const double size = x < 0 ? -x : x;
    if (!(size >= 1e-3 && size < 1e9)) return nullptr;
    double power = 1;
    for (std::ptrdiff_t decimals = 0; decimals <= 4; ++decimals, power *= 10) {
        const auto n = static_cast<std::uint64_t>(size * power + 0.5);
        if (static_cast<double>(n) / power != size) continue;
        if (x < 0) *out++ = '-';
        char digits[20];
        const char* const end = std::to_chars(digits, digits + sizeof digits, n).ptr;
        const auto append = [&](const char* from, const char* to) {
            for (; from < to; ++from)
                *out++ = *from;
        };
        if (decimals == 0) return append(digits, end), out;
        const std::ptrdiff_t whole = end - digits - decimals;
        if (whole <= 0)
            *out++ = '0';
        else
            append(digits, digits + whole);
        *out++ = '.';
        for (std::ptrdiff_t i = whole; i < 0; ++i)
            *out++ = '0';
        return append(whole > 0 ? digits + whole : digits, end), out;
    }
#else
    (void)out, (void)x;
#endif
    return nullptr;
}

/// Writes a number as ECMAScript's Number::toString does: the shortest digits that read back equal. At most 32 bytes.
inline char* write_real(char* out, double x) noexcept {
    if (x == 0) {
        if (std::signbit(x)) *out++ = '-';
        *out++ = '0';
        return out;
    }
    if (char* const end = write_short_real(out, x)) return end;
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
    CARNK_ALWAYS_INLINE bool enter() {
        if (depth_left == 0) [[unlikely]]
            return too_deep();
        --depth_left;
        return true;
    }
    void leave() noexcept { ++depth_left; }

    /// A string with quotation marks and escapes.
    CARNK_NEVER_INLINE void string(std::string_view s) {
        char* const p = out.room(s.size() + 2);
        if (!copy_plain(p + 1, s.data(), s.size())) [[unlikely]]
            return string_slow(s);
        p[0] = p[s.size() + 1] = '"';
        out.set_end(p + s.size() + 2);
    }

private:
    CARNK_NEVER_INLINE bool too_deep() {
        cannot("at most " + std::to_string(options.max_depth) + " levels", Issue::too_deep);
        return false;
    }
    CARNK_NEVER_INLINE void string_slow(std::string_view s) {
        const char* from = s.data();
        const char* const end = from + s.size();
        PlainRun run = plain_run(from, end);
        if (ill_formed_utf8(from, end) != nullptr) return cannot("well-formed UTF-8");
        out.put('"');
        for (; from < end; run = plain_run(from, end)) {
            const auto n = static_cast<std::size_t>(run.end - from);
            char* p = out.room(n + 6);
            std::memcpy(p, from, n);
            p += n;
            from = run.end;
            out.set_end(p);
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
            out.set_end(p);
        }
        out.put('"');
    }
};

// ---------------------------------------------------------------------------------------------------- objects

/// What the writer knows of one declared member of a struct.
struct MemberWriter {
    std::string_view name;                         ///< The key.
    const char* padded;                            ///< `,"key":` and zeros up to a multiple of sixteen bytes.
    std::size_t length;                            ///< Of that without the zeros.
    void (*encode)(Encoder&, const void* object);  ///< Writes the value.
};

/// What the writer knows of a struct.
struct ObjectWriter {
    const MemberWriter* members;
    std::size_t count;
    std::uint64_t (*present)(const void* object);  ///< Bit mask of the members that are required or hold a value.
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
        const std::size_t brace = e_.out.size();
        e_.out.put('{');
        if (place == Place::root && !type_.schema.empty()) constant("\"schema\"", type_.schema);
        if (!type_.kind.empty()) constant("\"kind\"", type_.kind);
        const Extra* const extra = type_.extra ? type_.extra(object_) : nullptr;
        const bool extras = extra && !extra->empty();
        const std::uint64_t present = type_.present(object_);
        if (extras || e_.pretty) [[unlikely]] {
            for (std::size_t i = 0; i < type_.count; ++i) {
                if (extras) write_extras(*extra, i, present);
                if ((present >> i & 1) == 0) continue;
                const MemberWriter& m = type_.members[i];
                name({m.padded + 1, m.length - 2});
                m.encode(e_, object_);
            }
            if (extras) write_extras(*extra, type_.count, present);
        } else {
            if (first_ && present != 0) e_.out.set_end(e_.out.at(brace));  // the first comma, in its place
            for (std::uint64_t rest = present; rest != 0; rest &= rest - 1)
                member(type_.members[std::countr_zero(rest)]);
            *e_.out.at(brace) = '{';
        }
        e_.leave();
        if (e_.pretty && !first_) e_.line();
        e_.out.put('}');
    }

private:
    CARNK_ALWAYS_INLINE void member(const MemberWriter& m) {
        char* const p = e_.out.room(m.length + 16);
        std::memcpy(p, m.padded, 16);
        for (std::size_t i = 16; i < m.length; i += 16)
            std::memcpy(p + i, m.padded + i, 16);
        e_.out.set_end(p + m.length);
        m.encode(e_, object_);
    }
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
    CARNK_NEVER_INLINE void write_extras(const Extra& extra, std::size_t n, std::uint64_t present) {
        for (const ExtraMember& m : extra.members()) {
            if (std::min<std::size_t>(m.after, type_.count) != n || overtaken(m.key, present)) continue;
            name('"' + m.key + '"');
            e_.out.put(m.json);
        }
    }
    /// Whether the member was kept for want of understanding and has been given a value since.
    [[nodiscard]] bool overtaken(std::string_view key, std::uint64_t present) const {
        for (std::size_t i = 0; i < type_.count; ++i)
            if (type_.members[i].name == key) return (present >> i & 1) != 0;
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

/// `,"name":` with zeros up to a multiple of sixteen bytes, so that it can be copied in blocks.
template <class D>
struct PaddedName {
    static constexpr std::string_view name = D::name;
    static constexpr std::size_t length = name.size() + 4;
    static constexpr auto array = [] {
        std::array<char, (length + 15) / 16 * 16> a{};
        a[0] = ',';
        a[1] = a[length - 2] = '"';
        for (std::size_t i = 0; i < name.size(); ++i)
            a[i + 2] = name[i];
        a[length - 1] = ':';
        return a;
    }();
};

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
    return {D::name, PaddedName<D>::array.data(), PaddedName<D>::length, &encode_member<T, D>};
}
template <class T>
inline constexpr auto member_writers = []<std::size_t... I>(std::index_sequence<I...>) {
    return std::array<MemberWriter, sizeof...(I)>{make_member_writer<T, mp::mp_at_c<Members<T>, I>>()...};
}
(std::make_index_sequence<member_count<T>>{});

template <class T>
constexpr ObjectWriter make_object_writer() {
    ObjectWriter w{member_writers<T>.data(), member_count<T>, &present_members<T>, {}, {}, nullptr};
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

}  // namespace carnk::inline v0_1::detail
