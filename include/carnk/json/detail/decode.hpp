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

namespace carnk::detail {

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
        : begin(text.data()), end(text.data() + text.size()), depth_left(how.max_depth), options(how) {}

    const char* const begin;
    const char* const end;
    std::uint32_t depth_left;
    const ReadOptions& options;
    std::vector<Mark> marks;
    std::size_t unlisted = 0;  ///< Marks beyond the limit.

    CARNK_NEVER_INLINE void mark(Issue issue, const char* at, std::string expected = {}, std::string_view member = {}) {
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
    /// The number of marks so far, to see whether reading a part adds any.
    [[nodiscard]] std::size_t mark_count() const noexcept { return marks.size() + unlisted; }
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
            out.assign(from, static_cast<std::size_t>(run.end - from));
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
    bool enter(const char* p) {
        if (depth_left == 0) {
            mark(Issue::too_deep, p, "at most " + std::to_string(options.max_depth) + " levels");
            return false;
        }
        --depth_left;
        return true;
    }
    void leave() noexcept { ++depth_left; }

private:
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

// ---------------------------------------------------------------------------------------------------- values

/// Whether a value is a document of its own, which carries "schema".
enum class Place : bool { inside, root };

template <Place place = Place::inside, class T>
CARNK_ALWAYS_INLINE const char* decode(Decoder& d, const char* p, T& out);

template <class T>
CARNK_ALWAYS_INLINE const char* decode_integer(Decoder& d, const char* p, T& out, std::string_view expected) {
    const char* const from = p;
    const bool negative = d.peek(p) == '-';
    if (negative) ++p;
    std::uint64_t n = 0;
    const char* const digits = p;
    while (is_digit(d.peek(p)))
        n = n * 10 + static_cast<unsigned>(*p++ - '0');
    const auto count = p - digits;
    const char after = d.peek(p);
    if (count > 0 && count < 19 && (*digits != '0' || count == 1) && after != '.' && after != 'e' && after != 'E')
        [[likely]] {
        const auto value = negative ? -static_cast<std::int64_t>(n) : static_cast<std::int64_t>(n);
        if (std::in_range<T>(value)) {
            out = static_cast<T>(value);
            return p;
        }
        d.mark(Issue::number_range, from, std::string(expected));
        return p;
    }
    return decode_integer_slow(d, from, out, expected);
}

template <class T>
CARNK_NEVER_INLINE const char* decode_integer_slow(Decoder& d, const char* p, T& out, std::string_view expected) {
    if (d.peek(p) != '-' && !is_digit(d.peek(p))) return d.mismatch(p, std::string(expected));
    const NumberToken t = scan_number(p, d.end);
    if (!t.end) return d.stop(t.offending, "a number");
    const WholeNumber w = whole_number(t);
    if (w.is == WholeNumber::Is::not_whole) {
        d.mark(Issue::not_whole, p, std::string(expected));
        return t.end;
    }
    constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<T>::max());
    const std::uint64_t limit = !w.negative ? most : std::is_signed_v<T> ? most + 1 : 0;
    if (w.is == WholeNumber::Is::too_large || w.magnitude > limit)
        d.mark(Issue::number_range, p, std::string(expected));
    else
        out = static_cast<T>(w.negative ? 0 - w.magnitude : w.magnitude);
    return t.end;
}

/// The real number at p.
inline CARNK_NEVER_INLINE const char* decode_real(Decoder& d, const char* p, double& out, std::string_view expected) {
    if (d.peek(p) != '-' && !is_digit(d.peek(p))) return d.mismatch(p, std::string(expected));
    const NumberToken t = scan_number(p, d.end);
    if (!t.end) return d.stop(t.offending, "a number");
    const double value = real_number(p, t.end);
    if (value - value != 0)
        d.mark(Issue::number_range, p, "a number that a double can hold");
    else
        out = value;
    return t.end;
}

template <class T>
CARNK_ALWAYS_INLINE const char* decode_number(Decoder& d, const char* p, T& out, std::string_view expected) {
    if constexpr (std::integral<T>)
        return decode_integer(d, p, out, expected);
    else
        return decode_real(d, p, out, expected);
}

template <class T>
CARNK_NEVER_INLINE const char* decode_bounded(Decoder& d, const char* p, T& out) {
    typename T::rep number{};
    const std::size_t before = d.mark_count();
    const char* q = decode_number(d, p, number, T::expected);
    if (!q || d.mark_count() != before) return q;
    if (const std::optional<T> value = T::from_number(number)) [[likely]]
        out = *value;
    else
        d.mark(Issue::number_range, p, std::string(T::expected));
    return q;
}

template <class T>
CARNK_NEVER_INLINE const char* decode_text(Decoder& d, const char* p, T& out) {
    if (d.peek(p) != '"') return d.mismatch(p, std::string(T::expected));
    std::string_view text;
    std::string buffer;
    const char* q = d.string_view(p, text, buffer);
    if (!q) return nullptr;
    if (std::optional<T> value = T::from_text(text)) [[likely]]
        out = std::move(*value);
    else
        d.mark(Issue::bad_text, p, std::string(T::expected));
    return q;
}

template <class T>
CARNK_NEVER_INLINE const char* decode_enum(Decoder& d, const char* p, T& out) {
    if (d.peek(p) != '"') return d.mismatch(p, "one of " + joined(enumerator_names<T>));
    std::string_view text;
    std::string buffer;
    const char* q = d.string_view(p, text, buffer);
    if (!q) return nullptr;
    if (const std::size_t i = index_of(enumerator_names<T>, text); i < enumerator_count<T>) [[likely]]
        out = enumerator_values<T>[i];
    else
        d.lost(Issue::unknown_enumerator, p, "one of " + joined(enumerator_names<T>));
    return q;
}

template <Place place, class V>
CARNK_NEVER_INLINE const char* decode_vector(Decoder& d, const char* p, V& out) {
    if (d.peek(p) != '[') return d.mismatch(p, "an array");
    if (!d.enter(p)) return nullptr;
    out.clear();
    p = d.space(p + 1);
    if (d.peek(p) != ']') {
        if constexpr (sizeof(typename V::value_type) <= 512) out.reserve(4);
        for (;; p = d.space(p + 1)) {
            if constexpr (std::same_as<typename V::value_type, bool>) {
                bool element{};
                p = decode<place>(d, p, element);
                out.push_back(element);
            } else
                p = decode<place>(d, p, out.emplace_back());
            if (!p) return nullptr;
            p = d.space(p);
            const char c = d.peek(p);
            if (c == ',') [[likely]]
                continue;
            if (c == ']') break;
            return d.stop(p, "a comma or ]");
        }
    }
    d.leave();
    return p + 1;
}

// ---------------------------------------------------------------------------------------------------- objects

/// `"name"` as it stands in a document, for comparing it in one go.
template <class D>
struct QuotedName {
    static constexpr std::size_t size = std::string_view(D::name).size() + 2;
    static constexpr auto text = [] {
        std::array<char, size> a{};
        a[0] = a[size - 1] = '"';
        for (std::size_t i = 0; i + 2 < size; ++i)
            a[i + 1] = D::name[i];
        return a;
    }();
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

/// What is known so far of the object that is being read.
struct ObjectState {
    std::uint64_t seen = 0;                 ///< Declared members that were met.
    std::uint16_t last = 0;                 ///< One past the declared member that was met last.
    bool kind_seen = false;                 ///< Whether "kind" was met.
    bool schema_seen = false;               ///< Whether "schema" was met.
    std::unique_ptr<UnknownNames> unknown;  ///< Unknown members that were met, if any.
};

/// Under a policy that forgives unknown words and kinds: keeps the text [p, q) of an optional member that holds nothing worse.
template <class D, class T>
CARNK_NEVER_INLINE void keep_if_forgiven(Decoder& d, std::size_t before, const char* p, const char* q, T& out,
                                         std::size_t index) {
    bool newer = false;
    for (std::size_t i = before; i < d.marks.size(); ++i) {
        const Fault f = rule_of(d.marks[i].issue).fault;
        const bool word = f == Fault::unknown_enumerator || f == Fault::unknown_kind;
        if (d.marks[i].kept && (word || f == Fault::unknown_member)) continue;
        if (!word || !d.options.policy.warnings.has(f)) return;
        newer = true;
    }
    if (!newer) return;
    for (std::size_t i = before; i < d.marks.size(); ++i)
        d.marks[i].kept = true;
    (out.*D::pointer).reset();
    out.extra.add({std::string(D::name), std::string(p, q), static_cast<std::uint16_t>(index)});
}

/// Reads the value of member I into `out`; what a forgiving policy cannot understand is kept as it stood.
template <class T, std::size_t I>
CARNK_ALWAYS_INLINE const char* decode_member(Decoder& d, const char* p, T& out, ObjectState& s) {
    using D = mp::mp_at_c<Members<T>, I>;
    using M = MemberType<T, D>;
    s.seen |= std::uint64_t{1} << I;
    s.last = static_cast<std::uint16_t>(I + 1);
    if constexpr (is_optional<M> && HasExtra<T>) {
        const std::size_t before = d.marks.size();
        const char* q = decode(d, p, out.*D::pointer);
        if (d.marks.size() != before && q) [[unlikely]]
            keep_if_forgiven<D>(d, before, p, q, out, I);
        return q;
    } else
        return decode(d, p, out.*D::pointer);
}

/// A member that is neither the expected next one nor anything else that the fast path knows.
template <class T, Place place>
CARNK_NEVER_INLINE const char* decode_any_member(Decoder& d, const char* p, T& out, ObjectState& s) {
    if (d.peek(p) != '"') return d.stop(p, "a member name in quotation marks");
    const char* const at = p;
    std::string_view name;
    std::string buffer;
    p = d.string_view(p, name, buffer);
    if (!p) return nullptr;
    const char* const name_end = p - 1;
    p = d.space(p);
    if (d.peek(p) != ':') return d.stop(p, "a colon");
    p = d.space(p + 1);

    const auto constant = [&](bool& met, std::string_view value, Issue issue) -> const char* {
        if (met) {
            d.mark(Issue::duplicate_member, at);
            return d.skip(p);
        }
        met = true;
        const std::string expected = '"' + std::string(value) + '"';
        if (d.peek(p) != '"') return d.mismatch(p, expected);
        std::string_view text;
        std::string text_buffer;
        const char* q = d.string_view(p, text, text_buffer);
        if (q && text != value) d.mark(issue, p, expected);
        return q;
    };
    if constexpr (place == Place::root && HasSchema<T>)
        if (name == "schema") return constant(s.schema_seen, T::schema, Issue::wrong_schema);
    if constexpr (HasKind<T>)
        if (name == "kind") return constant(s.kind_seen, T::kind, Issue::unknown_kind);

    const std::size_t index = index_of(member_names<T>, name);
    if (index < member_count<T>) {
        if ((s.seen >> index & 1) != 0) {
            d.mark(Issue::duplicate_member, at);
            return d.skip(p);
        }
        const char* q = nullptr;
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (void)((I == index && (q = decode_member<T, I>(d, p, out, s), true)) || ...);
        }
        (std::make_index_sequence<member_count<T>>{});
        return q;
    }

    if (!s.unknown) s.unknown = std::make_unique<UnknownNames>();
    const bool twice = !s.unknown->add(name);
    if (twice)
        d.mark(Issue::duplicate_member, at);
    else if (HasExtra<T>)
        d.mark(Issue::unknown_member, at);
    else
        d.lost(Issue::unknown_member, at, "only declared members: this object cannot keep others");
    const char* q = d.skip(p);
    if constexpr (HasExtra<T>)
        if (q && !twice) out.extra.add({std::string(at + 1, name_end), std::string(p, q), s.last});
    return q;
}

template <Place place, class T>
CARNK_NEVER_INLINE const char* decode_object(Decoder& d, const char* p, T& out) {
    static_assert(member_count<T> <= 64, "carnk: a described struct can have at most 64 members");
    if (d.peek(p) != '{') return d.mismatch(p, "an object");
    if (!d.enter(p)) return nullptr;
    if constexpr (HasExtra<T>) out.extra.clear();
    ObjectState s;
    const char* const brace = p;
    p = d.space(p + 1);
    bool open = d.peek(p) != '}';
    if (!open) ++p;
    // Goes on behind a member that ends at q: true if another one follows, at p.
    const auto more = [&](const char* q) {
        p = q;
        if (!p) return false;
        p = d.space(p);
        if (d.peek(p) == ',') [[likely]] {
            p = d.space(p + 1);
            return true;
        }
        open = false;
        if (d.peek(p) == '}')
            ++p;
        else
            p = d.stop(p, "a comma or }");
        return false;
    };
    if constexpr ((place == Place::root && HasSchema<T>) || HasKind<T>) {
        // The constant members come first in what the library writes.
        while (open && p && (d.starts(p, "\"kind\"") || d.starts(p, "\"schema\"")))
            if (!more(decode_any_member<T, place>(d, p, out, s))) break;
    }
    // Members in declaration order, each tried once: what the library and most programs write.
    if (open && p) [&]<std::size_t... I>(std::index_sequence<I...>) {
            const auto next = [&]<std::size_t K>(std::integral_constant<std::size_t, K>) {
                using Name = QuotedName<mp::mp_at_c<Members<T>, K>>;
                if (static_cast<std::size_t>(d.end - p) <= Name::size ||
                    std::memcmp(p, Name::text.data(), Name::size) != 0)
                    return true;
                if ((s.seen >> K & 1) != 0) return true;
                const char* q = d.space(p + Name::size);
                if (d.peek(q) == ':') [[likely]]
                    return more(decode_member<T, K>(d, d.space(q + 1), out, s));
                p = d.stop(q, "a colon");
                return false;
            };
            (void)(next(std::integral_constant<std::size_t, I>{}) && ...);
        }
    (std::make_index_sequence<member_count<T>>{});
    while (open && p)
        if (!more(decode_any_member<T, place>(d, p, out, s))) break;
    if (!p) return nullptr;
    d.leave();
    if constexpr (place == Place::root && HasSchema<T>)
        if (!s.schema_seen) d.mark(Issue::missing_member, brace, '"' + std::string(T::schema) + '"', "schema");
    if constexpr (HasKind<T>)
        if (!s.kind_seen) d.mark(Issue::missing_member, brace, '"' + std::string(T::kind) + '"', "kind");
    if (const std::uint64_t missing = required_members<T> & ~s.seen; missing != 0) [[unlikely]]
        for (std::size_t i = 0; i < member_count<T>; ++i)
            if ((missing >> i & 1) != 0) d.mark(Issue::missing_member, brace, {}, member_names<T>[i]);
    return p;
}

/// The kind of the object at p, wherever in it "kind" stands; empty if there is none. Marks nothing.
inline std::string kind_of(Decoder& d, const char* p) {
    const std::size_t marks = d.marks.size(), unlisted = d.unlisted;
    const std::uint32_t depth = d.depth_left;
    std::string kind, name;
    for (p = d.space(p + 1); p && d.peek(p) == '"';) {
        p = d.string(p, name);
        if (!p) break;
        p = d.space(p);
        if (d.peek(p) != ':') break;
        p = d.space(p + 1);
        if (name == "kind") {
            if (d.peek(p) == '"') d.string(p, kind);
            break;
        }
        p = d.skip(p);
        if (!p) break;
        p = d.space(p);
        if (d.peek(p) != ',') break;
        p = d.space(p + 1);
    }
    d.marks.erase(d.marks.begin() + static_cast<std::ptrdiff_t>(marks), d.marks.end());
    d.unlisted = unlisted;
    d.depth_left = depth;
    return kind;
}

template <class V>
CARNK_NEVER_INLINE const char* decode_variant(Decoder& d, const char* p, V& out) {
    if (d.peek(p) != '{') return d.mismatch(p, "an object with a kind: one of " + joined(kind_names<V>));
    const std::size_t index = index_of(kind_names<V>, kind_of(d, p));
    if (index == kind_names<V>.size()) {
        d.lost(Issue::unknown_kind, p, "one of " + joined(kind_names<V>));
        return d.skip(p);
    }
    const char* q = nullptr;
    [&]<class... A>(std::type_identity<std::variant<A...>>) {
        std::size_t i = 0;
        (void)((i++ == index &&
                (q = decode_object<Place::inside>(d, p, static_cast<std::variant<A...>&>(out).template emplace<A>()),
                 true)) ||
               ...);
    }(std::type_identity<VariantOf<V>>{});
    return q;
}

template <Place place, class T>
CARNK_ALWAYS_INLINE const char* decode(Decoder& d, const char* p, T& out) {
    static_assert(
        has_codec<T>(),
        "carnk: this type has no JSON codec. Use bool, an integer, double, std::string, a carnk value type, "
        "std::optional, std::vector, a sum type of structs with `kind`, or describe it with BOOST_DESCRIBE_STRUCT "
        "or BOOST_DESCRIBE_ENUM");
    if constexpr (is_optional<T>) {
        if (d.peek(p) == 'n') [[unlikely]] {
            out.reset();
            return d.word(p, "null");
        }
        const std::size_t before = d.marks.size();
        const char* q = decode(d, p, out.emplace());
        // A value that could not be read at all is absent, not a default one.
        if (d.marks.size() != before && q) [[unlikely]]
            if (d.marks[before].offset == static_cast<std::size_t>(p - d.begin) && d.marks[before].member.empty())
                out.reset();
        return q;
    } else if constexpr (std::same_as<T, std::string>)
        return d.string(p, out);
    else if constexpr (std::same_as<T, bool>) {
        if (d.starts(p, "true")) return out = true, p + 4;
        if (d.starts(p, "false")) return out = false, p + 5;
        return d.mismatch(p, "true or false");
    } else if constexpr (std::integral<T>)
        return decode_integer(d, p, out, "a whole number");
    else if constexpr (std::same_as<T, double>)
        return decode_real(d, p, out, "a number");
    else if constexpr (NumberValue<T>)
        return decode_bounded(d, p, out);
    else if constexpr (TextValue<T>)
        return decode_text(d, p, out);
    else if constexpr (DescribedEnum<T>)
        return decode_enum(d, p, out);
    else if constexpr (is_vector<T>)
        return decode_vector<place>(d, p, out);
    else if constexpr (Variant<T>)
        return decode_variant(d, p, out);
    else
        return decode_object<place>(d, p, out);
}

}  // namespace carnk::detail
