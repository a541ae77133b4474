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

class SpacedObject;

class Encoder {
public:
    explicit Encoder(const WriteOptions& how)
        : depth_left(how.max_depth), pretty(how.layout == Layout::pretty), options(how) {}

    Buffer out;
    std::uint32_t depth_left;
    const bool pretty;
    const WriteOptions& options;
    std::vector<Mark> marks;
    SpacedObject* spaced = nullptr;  ///< The object that is being written, if it has more than its declared members.

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

    /// The key of a declared member, from a text of the form `,"key":` and zeros.
    template <std::size_t Size>
    CARNK_ALWAYS_INLINE void key(const std::array<char, Size>& padded, std::size_t length, std::size_t index) {
        if (spaced) [[unlikely]]
            return spaced_key({padded.data() + 1, length - 2}, index);
        char* const p = out.room(Size);
        std::memcpy(p, padded.data(), Size);
        out.set_end(p + length);
    }
    /// A member that is always the same.
    CARNK_NEVER_INLINE void constant(std::string_view key, std::string_view value) {
        out.put(key);
        string(value);
    }
    /// A string with quotation marks and escapes.
    CARNK_NEVER_INLINE void string(std::string_view s) {
        char* const p = out.room(s.size() + 2);
        if (!copy_plain(p + 1, s.data(), s.size())) [[unlikely]]
            return string_slow(s);
        p[0] = p[s.size() + 1] = '"';
        out.set_end(p + s.size() + 2);
    }

private:
    void spaced_key(std::string_view quoted, std::size_t index);
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

/// What the writer knows of a struct.
struct ObjectWriter {
    void (*members)(Encoder&, const void* object);  ///< Writes the declared members, each with a comma before it.
    const std::string_view* names;                  ///< Their keys.
    std::size_t count;
    std::uint64_t (*present)(const void* object);  ///< Bit mask of the members that are required or hold a value.
    std::string_view kind;
    std::string_view schema;
    const Extra* (*extra)(const void* object);  ///< Unknown members, or null.
};

/// Writes an object that has line breaks or unknown members, whose places are between the declared ones.
class SpacedObject {
public:
    SpacedObject(Encoder& e, const ObjectWriter& type, const void* object, const Extra* extra)
        : e_(e), type_(type), extra_(extra), present_(type.present(object)) {}

    void write(const void* object, Place place) {
        e_.out.put('{');
        if (place == Place::root && !type_.schema.empty()) constant("\"schema\"", type_.schema);
        if (!type_.kind.empty()) constant("\"kind\"", type_.kind);
        type_.members(e_, object);
        write_extras(type_.count);
        if (e_.pretty && !first_) {
            ++e_.depth_left;
            e_.line();
            --e_.depth_left;
        }
        e_.out.put('}');
    }
    /// The key of a declared member, and what stands before it.
    void key(std::string_view quoted, std::size_t index) {
        write_extras(index);
        name(quoted);
    }

private:
    void name(std::string_view quoted) {
        if (!first_) e_.out.put(',');
        first_ = false;
        if (e_.pretty) e_.line();
        e_.out.put(quoted);
        e_.out.put(':');
        if (e_.pretty) e_.out.put(' ');
    }
    void constant(std::string_view quoted, std::string_view value) {
        name(quoted);
        e_.string(value);
    }
    /// The unknown members that stood after at most n declared ones, if they are not written yet.
    void write_extras(std::size_t n) {
        if (!extra_) return;
        for (; next_ <= n; ++next_)
            for (const ExtraMember& m : extra_->members()) {
                if (std::min<std::size_t>(m.after, type_.count) != next_ || overtaken(m.key)) continue;
                name('"' + m.key + '"');
                e_.out.put(m.json);
            }
    }
    /// Whether the member was kept for want of understanding and has been given a value since.
    [[nodiscard]] bool overtaken(std::string_view key) const {
        for (std::size_t i = 0; i < type_.count; ++i)
            if (type_.names[i] == key) return (present_ >> i & 1) != 0;
        return false;
    }

    Encoder& e_;
    const ObjectWriter& type_;
    const Extra* const extra_;
    const std::uint64_t present_;
    std::size_t next_ = 0;  // how many declared members stand before the unknown ones that come next
    bool first_ = true;
};

inline CARNK_NEVER_INLINE void Encoder::spaced_key(std::string_view quoted, std::size_t index) {
    spaced->key(quoted, index);
}

inline CARNK_NEVER_INLINE void encode_spaced_object(Encoder& e, const ObjectWriter& type, const void* object,
                                                    const Extra* extra, Place place) {
    SpacedObject spaced(e, type, object, extra);
    e.spaced = &spaced;
    spaced.write(object, place);
}

inline CARNK_NEVER_INLINE void encode_object(Encoder& e, const ObjectWriter& type, const void* object, Place place) {
    if (!e.enter()) return;
    SpacedObject* const around = e.spaced;
    const Extra* extra = type.extra ? type.extra(object) : nullptr;
    if (extra && extra->empty()) extra = nullptr;
    if (extra || e.pretty) [[unlikely]] {
        encode_spaced_object(e, type, object, extra, place);
    } else {
        e.spaced = nullptr;
        const std::size_t brace = e.out.size();
        if (place == Place::root && !type.schema.empty()) e.constant(",\"schema\":", type.schema);
        if (!type.kind.empty()) e.constant(",\"kind\":", type.kind);
        type.members(e, object);
        if (e.out.size() == brace) e.out.put('{');
        *e.out.at(brace) = '{';  // in place of the first comma
        e.out.put('}');
    }
    e.spaced = around;
    e.leave();
}

/// Asks for memory that is about to be read.
inline void prefetch(const char* from, std::size_t size) noexcept {
#if defined(__GNUC__)
    for (std::size_t i = 0; i < size; i += 64)
        __builtin_prefetch(from + i);
#else
    (void)from, (void)size;
#endif
}

/// The objects of a list. While one is written, the next is on its way from memory.
inline CARNK_NEVER_INLINE void encode_objects(Encoder& e, const ObjectWriter& type, const void* first,
                                              std::size_t count, std::size_t object_size) {
    if (count == 0) return e.out.put("[]");
    if (!e.enter()) return;
    const char* object = static_cast<const char*>(first);
    e.out.put('[');
    for (std::size_t i = 0; i < count; ++i, object += object_size) {
        if (i != 0) e.out.put(',');
        if (e.pretty) e.line();
        if (i + 1 < count) prefetch(object + object_size, object_size);
        encode_object(e, type, object, Place::inside);
    }
    e.leave();
    if (e.pretty) e.line();
    e.out.put(']');
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

template <class T>
void encode_members(Encoder& e, const void* object) {
    for_each_member<T>([&](auto d, auto i) {
        using D = decltype(d);
        const auto& member = static_cast<const T*>(object)->*D::pointer;
        if constexpr (is_optional<MemberType<T, D>>)
            if (!member.has_value()) return;
        e.key(PaddedName<D>::array, PaddedName<D>::length, i.value);
        if constexpr (is_optional<MemberType<T, D>>)
            encode(e, *member);
        else
            encode(e, member);
    });
}

template <class T>
const Extra* extra_of_const(const void* object) {
    return &static_cast<const T*>(object)->extra;
}

template <class T>
constexpr ObjectWriter make_object_writer() {
    ObjectWriter w{&encode_members<T>, member_names<T>.data(), member_count<T>, &present_members<T>, {}, {}, nullptr};
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

/// The words of an enum in quotation marks, each with zeros up to the same multiple of sixteen bytes.
template <class E>
struct PaddedWords {
    static constexpr std::size_t width = [] {
        std::size_t longest = 0;
        for (const std::string_view word : enumerator_names<E>)
            longest = std::max(longest, word.size());
        return (longest + 2 + 15) / 16 * 16;
    }();
    static constexpr auto array = [] {
        std::array<char, width * enumerator_count<E>> a{};
        for (std::size_t i = 0; i < enumerator_count<E>; ++i) {
            const std::string_view word = enumerator_names<E>[i];
            char* p = a.data() + i * width;
            *p++ = '"';
            for (const char c : word)
                *p++ = c;
            *p = '"';
        }
        return a;
    }();
};

/// The index of an enumerator, or a number that is none.
template <class E>
CARNK_ALWAYS_INLINE std::size_t enumerator_index(E value) noexcept {
    constexpr bool counted = [] {
        for (std::size_t i = 0; i < enumerator_count<E>; ++i)
            if (static_cast<std::size_t>(enumerator_values<E>[i]) != i) return false;
        return true;
    }();
    if constexpr (counted)
        return static_cast<std::size_t>(value);
    else
        return static_cast<std::size_t>(std::find(enumerator_values<E>.begin(), enumerator_values<E>.end(), value) -
                                        enumerator_values<E>.begin());
}

/// One of a list of words, or "not one of them" for an index beyond it.
inline CARNK_NEVER_INLINE void encode_word(Encoder& e, const char* padded, std::size_t width,
                                           const std::string_view* words, std::size_t count, std::size_t index) {
    if (index >= count) return e.cannot("a named value");
    const char* const from = padded + index * width;
    char* const p = e.out.room(width);
    std::memcpy(p, from, 16);
    for (std::size_t i = 16; i < width; i += 16)
        std::memcpy(p + i, from + i, 16);
    e.out.set_end(p + words[index].size() + 2);
}

/// Structs that are written as objects of their own and never on their own.
template <class T>
inline constexpr bool is_plain_object =
    DescribedStruct<T> && !HasSchema<T> && !Variant<T> && !TextValue<T> && !NumberValue<T>;

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
        encode_word(e, PaddedWords<T>::array.data(), PaddedWords<T>::width, enumerator_names<T>.data(),
                    enumerator_count<T>, enumerator_index(value));
    } else if constexpr (is_vector<T>) {
        if constexpr (is_plain_object<typename T::value_type>)
            encode_objects(e, object_writer<typename T::value_type>, value.data(), value.size(),
                           sizeof(typename T::value_type));
        else
            encode_vector(e, value, place);
    } else if constexpr (Variant<T>)
        encode_variant(e, value);
    else
        encode_object(e, object_writer<T>, &value, place);
}

}  // namespace carnk::inline v0_1::detail
