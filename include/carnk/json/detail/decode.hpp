// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief The direct decoder: one pass over the text into described structs, no tree in between.
///
/// Every function takes the position of a value and gives the position after it, or null when the syntax is broken and reading must
/// stop. What is wrong but well-formed is marked, and the value skipped, so that one pass finds everything. A mark is an offset;
/// lines, columns and pointers are computed from the text afterwards, only if there are marks.
#include <carnk/json/detail/issue.hpp>
#include <carnk/json/detail/scan.hpp>
#include <carnk/json/detail/traits.hpp>

#include <algorithm>
#include <memory>
#include <unordered_set>

namespace carnk::inline v0_1::detail {

/// Something that is wrong at an offset of the text.
struct Mark {
    Issue issue;
    std::size_t offset;
    std::string member{};    ///< Missing member, named below the place itself.
    std::string expected{};  ///< What was expected.
    bool kept = true;        ///< False if what stands there is lost to the value.
};

class Decoder {
public:
    Decoder(std::string_view text, const ReadOptions& how)
        : begin(text.data()),
          end(text.data() + text.size()),
          depth_left(how.max_depth),
          options(how),
          list_bytes_left(most_list_bytes()) {}

    const char* const begin;
    const char* const end;
    std::uint32_t depth_left;
    bool again = false;  ///< Whether the objects hold older values, whose memory is used again.
    const ReadOptions& options;
    std::vector<Mark> marks;
    std::size_t unlisted = 0;     ///< Marks beyond the limit; from the first on lists get no more elements.
    std::size_t mark_count = 0;   ///< All marks so far, to see whether reading a part adds any.
    std::size_t list_bytes_left;  ///< What the elements of lists may still take.

    CARNK_NEVER_INLINE void mark(Issue issue, const char* at, std::string expected = {}, std::string_view member = {}) {
        ++mark_count;
        if (marks.size() >= options.max_findings) {
            ++unlisted;
            return;
        }
        marks.push_back({issue, static_cast<std::size_t>(at - begin), std::string(member), std::move(expected)});
    }
    /// Marks something that does not get into the value.
    void lost(Issue issue, const char* at, std::string expected) {
        mark(issue, at, std::move(expected));
        if (unlisted == 0) marks.back().kept = false;
    }
    /// Marks broken syntax and stops.
    CARNK_NEVER_INLINE const char* stop(const char* at, std::string expected) {
        mark(at >= end ? Issue::truncated : Issue::syntax, at < end ? at : end, std::move(expected));
        return nullptr;
    }

    CARNK_ALWAYS_INLINE char peek(const char* p) const noexcept { return p < end ? *p : '\0'; }
    CARNK_ALWAYS_INLINE bool starts(const char* p, std::string_view word) const noexcept {
        return static_cast<std::size_t>(end - p) >= word.size() && std::memcmp(p, word.data(), word.size()) == 0;
    }
    /// Past white space.
    CARNK_ALWAYS_INLINE const char* space(const char* p) const noexcept {
        if (p<end&& static_cast<unsigned char>(*p)> ' ') return p;
        return space_slow(p);
    }

    // ------------------------------------------------------------------------------------------------ strings

    /// The string at p, decoded into `out`.
    CARNK_NEVER_INLINE const char* string(const char* p, std::string& out) {
        if (peek(p) != '"') return mismatch(p, "a string");
        const char* from = ++p;
        const PlainRun run = plain_run(p, end);
        if (run.end < end && *run.end == '"' && !run.high) [[likely]] {
            const auto size = static_cast<std::size_t>(run.end - from);
            if (size <= out.size()) {
                std::memcpy(out.data(), from, size);
                out.resize(size);
            } else if (size > out.capacity() && !again)
                out = std::string(from, size);  // faster than to let it grow
            else
                out.assign(from, size);
            return run.end + 1;
        }
        return string_slow(from, run, out);
    }
    /// The string at p as a view of the text if it has no escapes and is plain ASCII or well-formed; else decoded into `buffer`.
    CARNK_ALWAYS_INLINE const char* string_view(const char* p, std::string_view& out, std::string& buffer) {
        const char* from = ++p;
        const PlainRun run = plain_run(p, end);
        if (run.end < end && *run.end == '"' && !run.high) [[likely]] {
            out = {from, static_cast<std::size_t>(run.end - from)};
            return run.end + 1;
        }
        const char* q = string_slow(from, run, buffer);
        out = buffer;
        return q;
    }

    // ------------------------------------------------------------------------------------------------ any value

    /// Past the value at p, whatever it is, checking its syntax and that no object in it has a member twice.
    CARNK_NEVER_INLINE const char* skip(const char* p) {
        switch (peek(p)) {
            case '"':
                return skip_string(p);
            case '{':
                return skip_object(p);
            case '[':
                return skip_array(p);
            case 't':
                return word(p, "true");
            case 'f':
                return word(p, "false");
            case 'n':
                return word(p, "null");
            default:
                break;
        }
        const NumberToken t = scan_number(p, end);
        if (!t.end) return stop(t.offending, t.offending == p ? "a value" : "a number");
        return t.end;
    }
    /// Marks that the value at p has the wrong type, and skips it.
    CARNK_NEVER_INLINE const char* mismatch(const char* p, std::string expected) {
        const char c = peek(p);
        if (c != '"' && c != '{' && c != '[' && c != 't' && c != 'f' && c != 'n' && c != '-' && !is_digit(c))
            return stop(p, std::move(expected));
        lost(c == 'n' ? Issue::null_value : Issue::wrong_type, p, std::move(expected));
        return skip(p);
    }
    CARNK_NEVER_INLINE const char* word(const char* p, std::string_view text) {
        for (std::size_t i = 0; i < text.size(); ++i)
            if (peek(p + i) != text[i]) return stop(p + i, std::string("the word ").append(text));
        return p + text.size();
    }
    /// Marks that the lists take more memory than they may, and stops.
    CARNK_NEVER_INLINE const char* too_many_elements(const char* p) {
        mark(Issue::too_large, p, "lists that take at most " + std::to_string(most_list_bytes()) + " bytes of memory");
        return nullptr;
    }
    CARNK_ALWAYS_INLINE bool enter(const char* p) {
        if (depth_left == 0) [[unlikely]]
            return too_deep(p);
        --depth_left;
        return true;
    }
    void leave() noexcept { ++depth_left; }

private:
    [[nodiscard]] std::size_t most_list_bytes() const noexcept {
        return std::max(options.max_list_bytes, 16 * static_cast<std::size_t>(end - begin));
    }
    CARNK_NEVER_INLINE bool too_deep(const char* p) {
        mark(Issue::too_deep, p, "at most " + std::to_string(options.max_depth) + " levels");
        return false;
    }
    CARNK_NEVER_INLINE const char* space_slow(const char* p) const noexcept {
        while (p < end && (*p == ' ' || *p == '\n' || *p == '\r' || *p == '\t'))
            ++p;
        return p;
    }
    CARNK_NEVER_INLINE const char* string_slow(const char* from, PlainRun run, std::string& out) {
        out.clear();
        for (;;) {
            const char* p = run.end;
            if (run.high)
                if (const char* bad = ill_formed_utf8(from, p)) mark(Issue::ill_formed_utf8, bad, "well-formed UTF-8");
            out.append(from, static_cast<std::size_t>(p - from));
            if (p >= end) return stop(end, "the closing quotation mark of a string");
            if (*p == '"') return p + 1;
            if (*p == '\\') {
                p = escape(p, out);
                if (!p) return nullptr;
            } else {
                mark(Issue::control_character, p, "an escape such as \\n");
                out.push_back(*p++);
            }
            from = p;
            run = plain_run(p, end);
        }
    }
    const char* escape(const char* p, std::string& out) {
        static constexpr std::string_view letters = "\"\\/bfnrt", meanings = "\"\\/\b\f\n\r\t";
        if (p + 1 >= end) return stop(end, "the rest of an escape sequence");
        if (const std::size_t i = letters.find(p[1]); i != std::string_view::npos) {
            out.push_back(meanings[i]);
            return p + 2;
        }
        if (p[1] != 'u') {
            mark(Issue::bad_escape, p, "one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX");
            return p + 1;
        }
        const int first = hex4(p + 2, end);
        if (first < 0) {
            mark(Issue::bad_escape, p, "four hexadecimal digits after \\u");
            return p + 2;
        }
        auto c = static_cast<std::uint32_t>(first);
        const char* q = p + 6;
        if (c >= 0xD800 && c <= 0xDFFF) {
            const int second = c < 0xDC00 && peek(q) == '\\' && peek(q + 1) == 'u' ? hex4(q + 2, end) : -1;
            if (second < 0xDC00 || second > 0xDFFF) {
                mark(Issue::bad_escape, p, "a pair of surrogates, high then low");
                return q;
            }
            c = 0x10000 + ((c - 0xD800) << 10) + (static_cast<std::uint32_t>(second) - 0xDC00);
            q += 6;
        }
        append_utf8(out, c);
        return q;
    }
    const char* skip_string(const char* p) {
        std::string_view text;
        std::string buffer;
        return string_view(p, text, buffer);
    }
    const char* skip_array(const char* p) {
        if (!enter(p)) return nullptr;
        p = space(p + 1);
        if (peek(p) != ']')
            for (;; p = space(p + 1)) {
                p = skip(p);
                if (!p) return nullptr;
                p = space(p);
                if (peek(p) == ']') break;
                if (peek(p) != ',') return stop(p, "a comma or ]");
            }
        leave();
        return p + 1;
    }
    const char* skip_object(const char* p) {
        if (!enter(p)) return nullptr;
        std::vector<std::pair<std::string, const char*>> keys;
        p = space(p + 1);
        if (peek(p) != '}')
            for (;; p = space(p + 1)) {
                if (peek(p) != '"') return stop(p, "a member name in quotation marks");
                const char* at = p;
                std::string key;
                p = string(p, key);
                if (!p) return nullptr;
                keys.emplace_back(std::move(key), at);
                p = space(p);
                if (peek(p) != ':') return stop(p, "a colon");
                p = skip(space(p + 1));
                if (!p) return nullptr;
                p = space(p);
                if (peek(p) == '}') break;
                if (peek(p) != ',') return stop(p, "a comma or }");
            }
        std::stable_sort(keys.begin(), keys.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        for (std::size_t i = 1; i < keys.size(); ++i)
            if (keys[i].first == keys[i - 1].first) mark(Issue::duplicate_member, keys[i].second);
        leave();
        return p + 1;
    }
};

// ---------------------------------------------------------------------------------------------------- objects

/// Whether a value is a document of its own, which carries "schema".
enum class Place : bool { inside, root };

/// A word in quotation marks, as it stands in a document, ready to be compared eight bytes at a time.
struct Token {
    std::string_view name;  ///< Without the quotation marks.
    std::uint64_t mask;     ///< Which bytes of the first eight of a text belong to the word in quotation marks,
    std::uint64_t head;     ///< and what they are, in the order of the processor.
    std::uint64_t tail;     ///< Its last eight bytes, if it has so many.

    constexpr explicit Token(std::string_view word) noexcept : name(word), mask(0), head(0), tail(0) {
        std::array<char, 8> first{}, used{}, last{};
        for (std::size_t i = 0; i < 8; ++i) {
            if (i < size()) first[i] = at(i), used[i] = '\xFF';
            if (size() >= 8) last[i] = at(size() - 8 + i);
        }
        mask = std::bit_cast<std::uint64_t>(used);
        head = std::bit_cast<std::uint64_t>(first);
        tail = std::bit_cast<std::uint64_t>(last);
    }
    /// Length with the quotation marks.
    [[nodiscard]] constexpr std::size_t size() const noexcept { return name.size() + 2; }
    /// Whether it stands at p, of which the first eight bytes are `eight`.
    [[nodiscard]] CARNK_ALWAYS_INLINE bool stands_at(const char* p, std::uint64_t eight,
                                                     const char* end) const noexcept {
        if ((eight & mask) != head) return false;
        if (size() <= 8) return true;
        if (static_cast<std::size_t>(end - p) < size()) return false;
        if (eight_bytes(p + size() - 8) != tail) return false;
        for (std::size_t i = 8; i + 8 < size(); i += 8)
            if (eight_bytes(p + i) != eight_bytes(name.data() + i - 1)) return false;
        return true;
    }

private:
    static std::uint64_t eight_bytes(const char* p) noexcept {
        std::uint64_t eight;
        std::memcpy(&eight, p, 8);
        return eight;
    }
    [[nodiscard]] constexpr char at(std::size_t i) const noexcept {
        return i == 0 || i > name.size() ? '"' : name[i - 1];
    }
};

inline CARNK_NEVER_INLINE std::uint64_t last_bytes(const char* p, const char* end) noexcept {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, p, static_cast<std::size_t>(end - p));
    return bytes;
}
/// The first eight bytes of a text that goes on to `end`; zeros in place of those beyond it.
CARNK_ALWAYS_INLINE std::uint64_t eight_at(const char* p, const char* end) noexcept {
    if (end - p < 8) [[unlikely]]
        return last_bytes(p, end);
    std::uint64_t eight;
    std::memcpy(&eight, p, 8);
    return eight;
}

/// What the reader knows of one declared member of a struct.
struct MemberReader {
    Token key;      ///< The key.
    bool optional;  ///< Whether it may be absent.
    /// Reads the value at a position into its member of the object; makes an optional one absent if there is no position.
    const char* (*decode)(Decoder&, const char*, void* object);
};

/// What the reader knows of a struct. One reader for all structs walks over these tables.
struct ObjectReader {
    const MemberReader* members;
    std::size_t count;
    std::uint64_t required;                        ///< Bit mask of the members that must be there.
    std::uint64_t (*present)(const void* object);  ///< Bit mask of the members that are required or hold a value.
    std::string_view kind;                         ///< Value of the constant member "kind", or empty.
    std::string_view schema;        ///< Value of the constant member "schema" of a root document, or empty.
    Extra* (*extra)(void* object);  ///< Where unknown members are kept, or null.

    [[nodiscard]] std::size_t find(std::string_view name) const noexcept {
        for (std::size_t i = 0; i < count; ++i)
            if (members[i].key.name == name) return i;
        return count;
    }
};

/// Names of the unknown members of one object: a list serves a few, a set many.
class UnknownNames {
public:
    /// Adds a name; false if it was there.
    bool add(std::string_view name) {
        if (set_.empty()) {
            if (std::find(list_.begin(), list_.end(), name) != list_.end()) return false;
            list_.emplace_back(name);
            if (list_.size() == 16) set_.insert(list_.begin(), list_.end());
            return true;
        }
        return set_.emplace(name).second;
    }

private:
    std::vector<std::string> list_;
    std::unordered_set<std::string> set_;
};

/// Reads one object, guided by the table of its type.
class ObjectDecoder {
public:
    ObjectDecoder(Decoder& d, const ObjectReader& type, void* object, Place place)
        : d_(d), type_(type), object_(object), schema_(place == Place::root ? type.schema : std::string_view()) {}

    /// The object that begins with the brace at p.
    const char* read(const char* p) {
        if (!d_.enter(p)) return nullptr;
        if (d_.again && type_.extra) type_.extra(object_)->clear();
        const char* const brace = p;
        p = d_.space(p + 1);
        if (d_.peek(p) == '}')
            ++p;
        else if (!(p = members(p)))
            return nullptr;
        d_.leave();
        if (const bool no_schema = !schema_.empty() && !schema_seen_;
            no_schema || (type_.required & ~seen_) != 0 || (!type_.kind.empty() && !kind_seen_)) [[unlikely]]
            mark_missing(brace, no_schema);
        if (d_.again) drop_older();
        return p;
    }

private:
    const char* members(const char* p) {
        std::size_t next = 0;  // the declared member that is expected: what the library and most programs write
        for (;;) {
            const std::size_t i = predicted(p, next);
            if (i < type_.count && (seen_ >> i & 1) == 0) [[likely]] {
                next = i + 1;
                p += type_.members[i].key.size();
                if (is_followed(p, ':')) [[likely]]
                    ++p;
                else {
                    p = d_.space(p);
                    if (d_.peek(p) != ':') return d_.stop(p, "a colon");
                    p = d_.space(p + 1);
                }
                p = value(i, p);
            } else
                p = any_member(p);
            if (!p) return nullptr;
            if (is_followed(p, ',')) [[likely]] {
                ++p;
                continue;
            }
            p = d_.space(p);
            const char c = d_.peek(p);
            if (c == '}') return p + 1;
            if (c != ',') return d_.stop(p, "a comma or }");
            p = d_.space(p + 1);
        }
    }
    /// Whether c stands at p, and no white space behind it.
    [[nodiscard]] CARNK_ALWAYS_INLINE bool is_followed(const char* p, char c) const noexcept {
        return d_.end - p >= 2 && p[0] == c && static_cast<unsigned char>(p[1]) > ' ';
    }
    /// The first declared member from `next` on whose quoted key stands at p.
    [[nodiscard]] CARNK_ALWAYS_INLINE std::size_t predicted(const char* p, std::size_t next) const noexcept {
        const std::uint64_t eight = eight_at(p, d_.end);
        while (next < type_.count && !type_.members[next].key.stands_at(p, eight, d_.end))
            ++next;
        return next;
    }
    CARNK_ALWAYS_INLINE const char* value(std::size_t i, const char* p) {
        seen_ |= std::uint64_t{1} << i;
        last_ = static_cast<std::uint16_t>(i + 1);
        const MemberReader& m = type_.members[i];
        const std::size_t before = d_.mark_count;
        const char* q = m.decode(d_, p, object_);
        if (d_.mark_count != before && q && m.optional && type_.extra) [[unlikely]]
            keep_if_forgiven(i, before, p, q);
        return q;
    }
    /// A member that is not one of the next expected ones: out of order, constant, unknown, or twice.
    CARNK_NEVER_INLINE const char* any_member(const char* p) {
        if (d_.peek(p) != '"') return d_.stop(p, "a member name in quotation marks");
        const char* const at = p;
        std::string_view name;
        std::string buffer;
        p = d_.string_view(p, name, buffer);
        if (!p) return nullptr;
        const char* const name_end = p - 1;
        p = d_.space(p);
        if (d_.peek(p) != ':') return d_.stop(p, "a colon");
        p = d_.space(p + 1);
        if (!schema_.empty() && name == "schema") return constant(at, p, schema_seen_, schema_, Issue::wrong_schema);
        if (!type_.kind.empty() && name == "kind") return constant(at, p, kind_seen_, type_.kind, Issue::unknown_kind);
        if (const std::size_t i = type_.find(name); i < type_.count) {
            if ((seen_ >> i & 1) == 0) return value(i, p);
            d_.mark(Issue::duplicate_member, at);
            return d_.skip(p);
        }
        if (!unknown_) unknown_ = std::make_unique<UnknownNames>();
        const bool twice = !unknown_->add(name);
        if (twice)
            d_.mark(Issue::duplicate_member, at);
        else if (type_.extra)
            d_.mark(Issue::unknown_member, at);
        else
            d_.lost(Issue::unknown_member, at, "only declared members: this object cannot keep others");
        const char* q = d_.skip(p);
        if (q && !twice && type_.extra)
            type_.extra(object_)->add({std::string(at + 1, name_end), std::string(p, q), last_});
        return q;
    }
    const char* constant(const char* at, const char* p, bool& met, std::string_view value, Issue issue) {
        if (met) {
            d_.mark(Issue::duplicate_member, at);
            return d_.skip(p);
        }
        met = true;
        const std::string expected = '"' + std::string(value) + '"';
        if (d_.peek(p) != '"') return d_.mismatch(p, expected);
        std::string_view text;
        std::string buffer;
        const char* q = d_.string_view(p, text, buffer);
        if (q && text != value) d_.lost(issue, p, expected);
        return q;
    }
    /// Under a policy that forgives unknown words and kinds: keeps the text [p, q) of an optional member that holds nothing worse.
    CARNK_NEVER_INLINE void keep_if_forgiven(std::size_t i, std::size_t before, const char* p, const char* q) {
        bool newer = false;
        for (std::size_t k = before; k < d_.marks.size(); ++k) {
            const Fault f = rule_of(d_.marks[k].issue).fault;
            const bool word = f == Fault::unknown_enumerator || f == Fault::unknown_kind;
            if (d_.marks[k].kept && (word || f == Fault::unknown_member)) continue;
            if (!word || !d_.options.policy.warnings.has(f)) return;
            newer = true;
        }
        if (!newer) return;
        for (std::size_t k = before; k < d_.marks.size(); ++k)
            d_.marks[k].kept = true;
        make_absent(i);
        type_.extra(object_)->add(
            {std::string(type_.members[i].key.name), std::string(p, q), static_cast<std::uint16_t>(i)});
    }
    /// Makes an optional member absent.
    void make_absent(std::size_t i) { type_.members[i].decode(d_, nullptr, object_); }
    /// Makes absent what the object held before and the text has not.
    CARNK_NEVER_INLINE void drop_older() {
        for (std::uint64_t older = type_.present(object_) & ~type_.required & ~seen_; older != 0; older &= older - 1)
            make_absent(static_cast<std::size_t>(std::countr_zero(older)));
    }
    CARNK_NEVER_INLINE void mark_missing(const char* brace, bool no_schema) {
        if (no_schema) d_.mark(Issue::missing_member, brace, '"' + std::string(schema_) + '"', "schema");
        if (!type_.kind.empty() && !kind_seen_)
            d_.mark(Issue::missing_member, brace, '"' + std::string(type_.kind) + '"', "kind");
        for (std::size_t i = 0; i < type_.count; ++i)
            if (((type_.required & ~seen_) >> i & 1) != 0)
                d_.mark(Issue::missing_member, brace, {}, type_.members[i].key.name);
    }

    Decoder& d_;
    const ObjectReader& type_;
    void* const object_;
    const std::string_view schema_;
    std::uint64_t seen_ = 0;  // declared members that were met
    std::uint16_t last_ = 0;  // one past the declared member that was met last
    bool kind_seen_ = false;
    bool schema_seen_ = false;
    std::unique_ptr<UnknownNames> unknown_;
};

inline CARNK_NEVER_INLINE const char* decode_object(Decoder& d, const char* p, const ObjectReader& type, void* object,
                                                    Place place) {
    if (d.peek(p) != '{') return d.mismatch(p, "an object");
    return ObjectDecoder(d, type, object, place).read(p);
}

// ---------------------------------------------------------------------------------------------------- values

template <class T>
const char* decode(Decoder& d, const char* p, T& out, Place place = Place::inside);

template <class T, class D>
const char* decode_member(Decoder& d, const char* p, void* object) {
    auto& member = static_cast<T*>(object)->*D::pointer;
    if constexpr (is_optional<MemberType<T, D>>)
        if (!p) [[unlikely]] {
            member.reset();
            return nullptr;
        }
    return decode(d, p, member);
}

template <class T>
Extra* extra_of(void* object) {
    return &static_cast<T*>(object)->extra;
}

template <class T>
inline constexpr auto member_readers = []<std::size_t... I>(std::index_sequence<I...>) {
    return std::array<MemberReader, sizeof...(I)>{MemberReader{Token(mp::mp_at_c<Members<T>, I>::name),
                                                               is_optional<MemberType<T, mp::mp_at_c<Members<T>, I>>>,
                                                               &decode_member<T, mp::mp_at_c<Members<T>, I>>}...};
}
(std::make_index_sequence<member_count<T>>{});

/// Bit mask of the members of an object that are required or hold a value.
template <class T>
std::uint64_t present_members(const void* object) {
    std::uint64_t mask = required_members<T>;
    for_each_member<T>([&](auto d, auto i) {
        if constexpr (is_optional<MemberType<T, decltype(d)>>)
            mask |= std::uint64_t{(static_cast<const T*>(object)->*decltype(d)::pointer).has_value()} << i.value;
    });
    return mask;
}

template <class T>
constexpr ObjectReader make_object_reader() {
    static_assert(member_count<T> <= 64, "carnk: a described struct can have at most 64 members");
    ObjectReader r{
        member_readers<T>.data(), member_count<T>, required_members<T>, &present_members<T>, {}, {}, nullptr};
    if constexpr (HasKind<T>) r.kind = T::kind;
    if constexpr (HasSchema<T>) r.schema = T::schema;
    if constexpr (HasExtra<T>) r.extra = &extra_of<T>;
    return r;
}
template <class T>
inline constexpr ObjectReader object_reader = make_object_reader<T>();

/// A whole number between two bounds.
inline CARNK_NEVER_INLINE const char* decode_whole(Decoder& d, const char* p, std::int64_t low, std::uint64_t high,
                                                   std::string_view expected, WholeNumber& out) {
    if (d.peek(p) != '-' && !is_digit(d.peek(p))) return d.mismatch(p, std::string(expected));
    if (const char* q = short_whole(p, d.end, out.magnitude)) [[likely]] {
        if (out.magnitude <= high) return q;
        out.magnitude = 0;
    }
    const NumberToken t = scan_number(p, d.end);
    if (!t.end) return d.stop(t.offending, "a number");
    out = whole_number(t);
    if (out.is == WholeNumber::Is::not_whole)
        d.lost(Issue::not_whole, p, std::string(expected));
    else if (out.is == WholeNumber::Is::too_large ||
             out.magnitude > (out.negative ? 0 - static_cast<std::uint64_t>(low) : high)) {
        out.is = WholeNumber::Is::too_large;
        d.lost(Issue::number_range, p, std::string(expected));
    }
    return t.end;
}

template <class T>
const char* decode_number(Decoder& d, const char* p, T& out, std::string_view expected) {
    if constexpr (std::integral<T>) {
        WholeNumber w;
        const char* q = decode_whole(d, p, static_cast<std::int64_t>(std::numeric_limits<T>::min()),
                                     static_cast<std::uint64_t>(std::numeric_limits<T>::max()), expected, w);
        if (q && w.is == WholeNumber::Is::whole) out = static_cast<T>(w.negative ? 0 - w.magnitude : w.magnitude);
        return q;
    } else {
        if (d.peek(p) != '-' && !is_digit(d.peek(p))) return d.mismatch(p, std::string(expected));
        const NumberToken t = scan_number(p, d.end);
        if (!t.end) return d.stop(t.offending, "a number");
        double value;
        if (!short_real(t, value)) value = real_number(p, t.end);
        if (value - value != 0)
            d.lost(Issue::number_range, p, "a number that a double can hold");
        else
            out = value;
        return t.end;
    }
}

template <class T>
const char* decode_bounded(Decoder& d, const char* p, T& out) {
    typename T::rep number{};
    const std::size_t before = d.mark_count;
    const char* q = decode_number(d, p, number, T::expected);
    if (!q || d.mark_count != before) return q;
    if (const Optional<T> value = T::from_number(number)) [[likely]]
        out = *value;
    else
        d.lost(Issue::number_range, p, std::string(T::expected));
    return q;
}

template <class T>
const char* decode_text(Decoder& d, const char* p, T& out) {
    if (d.peek(p) != '"') return d.mismatch(p, std::string(T::expected));
    std::string_view text;
    std::string buffer;
    const char* q = d.string_view(p, text, buffer);
    if (!q) return nullptr;
    bool good = false;
    if constexpr (requires { out.assign(text); })
        good = out.assign(text);
    else if (Optional<T> value = T::from_text(text)) {
        out = std::move(*value);
        good = true;
    }
    if (!good) [[unlikely]]
        d.lost(Issue::bad_text, p, std::string(T::expected));
    return q;
}

/// The words of an enum.
template <class E>
inline constexpr auto word_tokens = []<std::size_t... I>(std::index_sequence<I...>) {
    return std::array<Token, sizeof...(I)>{Token(enumerator_names<E>[I])...};
}
(std::make_index_sequence<enumerator_count<E>>{});

/// One of a list of words, by its index; `index` stays as it is if it is none of them.
inline CARNK_NEVER_INLINE const char* decode_word(Decoder& d, const char* p, const Token* words, std::size_t count,
                                                  std::size_t& index) {
    const std::uint64_t eight = eight_at(p, d.end);
    for (std::size_t i = 0; i < count; ++i)
        if (words[i].stands_at(p, eight, d.end)) {
            index = i;
            return p + words[i].size();
        }
    const auto one_of = [&] {
        std::string s = "one of ";
        for (std::size_t i = 0; i < count; ++i)
            s.append(i == 0 ? "" : ", ").append(words[i].name);
        return s;
    };
    if (d.peek(p) != '"') return d.mismatch(p, one_of());
    std::string_view text;
    std::string buffer;
    const char* q = d.string_view(p, text, buffer);
    if (!q) return nullptr;
    std::size_t i = 0;  // with escapes the same word can be written in other ways
    while (i < count && words[i].name != text)
        ++i;
    if (i < count)
        index = i;
    else
        d.lost(Issue::unknown_enumerator, p, one_of());
    return q;
}

template <class T>
const char* decode_enum(Decoder& d, const char* p, T& out) {
    std::size_t index = enumerator_count<T>;
    const char* q = decode_word(d, p, word_tokens<T>.data(), enumerator_count<T>, index);
    if (index < enumerator_count<T>) out = enumerator_values<T>[index];
    return q;
}

inline CARNK_NEVER_INLINE const char* decode_bool(Decoder& d, const char* p, bool& out) {
    const bool is_true = d.starts(p, "true");
    if (!is_true && !d.starts(p, "false")) return d.mismatch(p, "true or false");
    out = is_true;
    return p + (is_true ? 4 : 5);
}

/// How many elements to make room for when `count` of them fill a list: most lists are short, and to move large elements is dear.
constexpr std::size_t next_capacity(std::size_t count, std::size_t element_size) noexcept {
    if (count == 0) return element_size <= 32 ? 4 : 1;
    return count * (count * element_size < 4096 ? 4 : 2);
}

/// The element of a list at an index up to its size, added if it is not there.
template <class V>
typename V::value_type& element_at(V& list, std::size_t index) {
    if (index < list.size()) return list[index];
    if (index == list.capacity()) list.reserve(next_capacity(index, sizeof(typename V::value_type)));
    return list.emplace_back();
}

template <class V>
const char* decode_vector(Decoder& d, const char* p, V& out, Place place) {
    if (d.peek(p) != '[') return d.mismatch(p, "an array");
    if (!d.enter(p)) return nullptr;
    std::size_t count = 0;
    p = d.space(p + 1);
    if constexpr (std::same_as<typename V::value_type, bool>) out.clear();
    if (d.peek(p) != ']')
        for (;; p = d.space(p + 1)) {
            if constexpr (std::same_as<typename V::value_type, bool>) {
                bool element{};
                p = decode(d, p, element);
                out.push_back(element);
                ++count;
            } else {
                constexpr std::size_t size = sizeof(typename V::value_type);
                if (count == out.size()) {
                    if (d.list_bytes_left < size) [[unlikely]]
                        return d.too_many_elements(p);
                    d.list_bytes_left -= size;
                }
                p = decode(d, p, element_at(out, count), place);
                if (d.unlisted == 0) [[likely]] {
                    ++count;
                } else {
                    out.pop_back();
                    d.list_bytes_left += size;
                }
            }
            if (!p) return nullptr;
            p = d.space(p);
            if (d.peek(p) == ']') break;
            if (d.peek(p) != ',') return d.stop(p, "a comma or ]");
        }
    while (out.size() > count)
        out.pop_back();
    d.leave();
    return p + 1;
}

// O is an Optional or a std::optional.
template <class O>
const char* decode_optional(Decoder& d, const char* p, O& out) {
    if (d.peek(p) == 'n') [[unlikely]] {
        out.reset();
        return d.word(p, "null");
    }
    const std::size_t before = d.mark_count;
    const char* q = decode(d, p, out.has_value() ? *out : out.emplace());
    // A value that could not be read at all is absent, not a default one.
    if (d.mark_count != before && q && d.marks.size() > before) [[unlikely]]
        if (d.marks[before].offset == static_cast<std::size_t>(p - d.begin) && !d.marks[before].kept) out.reset();
    return q;
}

/// The kind of the object at p, wherever in it "kind" stands; empty if there is none. Marks nothing.
inline CARNK_NEVER_INLINE std::string kind_of(const Decoder& d, const char* p) {
    ReadOptions options;
    options.max_depth = d.depth_left;
    options.max_findings = 0;
    Decoder quiet({p, static_cast<std::size_t>(d.end - p)}, options);
    std::string kind, name;
    for (p = quiet.space(p + 1); p && quiet.peek(p) == '"';) {
        p = quiet.string(p, name);
        if (!p) break;
        p = quiet.space(p);
        if (quiet.peek(p) != ':') break;
        p = quiet.space(p + 1);
        if (name == "kind") {
            if (quiet.peek(p) == '"') quiet.string(p, kind);
            break;
        }
        p = quiet.skip(p);
        if (!p) break;
        p = quiet.space(p);
        if (quiet.peek(p) != ',') break;
        p = quiet.space(p + 1);
    }
    return kind;
}

template <class V>
const char* decode_variant(Decoder& d, const char* p, V& out) {
    const auto one_of = [] {
        return "an object with a kind: one of " + joined(kind_names<V>.data(), kind_names<V>.size());
    };
    if (d.peek(p) != '{') return d.mismatch(p, one_of());
    const std::size_t index = index_of(kind_names<V>, kind_of(d, p));
    if (index == kind_names<V>.size()) {
        d.lost(Issue::unknown_kind, p, one_of());
        return d.skip(p);
    }
    const char* q = nullptr;
    [&]<class... A>(std::type_identity<std::variant<A...>>) {
        std::size_t i = 0;
        auto& variant = static_cast<std::variant<A...>&>(out);
        const auto one = [&](auto* held, const ObjectReader& type) {
            using Alternative = std::remove_pointer_t<decltype(held)>;
            q = decode_object(d, p, type, held ? held : &variant.template emplace<Alternative>(), Place::inside);
            return true;
        };
        (void)((i++ == index && one(std::get_if<A>(&variant), object_reader<A>)) || ...);
    }(std::type_identity<VariantOf<V>>{});
    return q;
}

template <class T>
const char* decode(Decoder& d, const char* p, T& out, Place place) {
    static_assert(
        has_codec<T>(),
        "carnk: this type has no JSON codec. Use bool, an integer, double, std::string, a carnk value type, Optional, "
        "std::vector, a sum type of structs with `kind`, or describe it with BOOST_DESCRIBE_STRUCT or BOOST_DESCRIBE_ENUM");
    if constexpr (is_optional<T>)
        return decode_optional(d, p, out);
    else if constexpr (std::same_as<T, std::string>)
        return d.string(p, out);
    else if constexpr (std::same_as<T, bool>)
        return decode_bool(d, p, out);
    else if constexpr (std::integral<T>)
        return decode_number(d, p, out, "a whole number");
    else if constexpr (std::same_as<T, double>)
        return decode_number(d, p, out, "a number");
    else if constexpr (NumberValue<T>)
        return decode_bounded(d, p, out);
    else if constexpr (TextValue<T>)
        return decode_text(d, p, out);
    else if constexpr (DescribedEnum<T>)
        return decode_enum(d, p, out);
    else if constexpr (is_vector<T>)
        return decode_vector(d, p, out, place);
    else if constexpr (Variant<T>)
        return decode_variant(d, p, out);
    else
        return decode_object(d, p, object_reader<T>, &out, place);
}

}  // namespace carnk::inline v0_1::detail
