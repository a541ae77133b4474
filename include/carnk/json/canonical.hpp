// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief The canonical form of JSON text.
#include <carnk/json/detail/encode.hpp>
#include <carnk/json/locate.hpp>

namespace carnk::inline v0_1 {

namespace detail {

/// Rewrites one well-formed value in canonical form. Recursion is bounded by the depth that was checked before.
class Canonicalizer {
public:
    Canonicalizer(std::string_view text, Encoder& e) : d_(text, options_), e_(e) {}

    /// Writes the value at the start of the text.
    void run() { value(d_.space(d_.begin)); }

private:
    const char* value(const char* p) {
        switch (*p) {
            case '"': {
                std::string s;
                p = d_.string(p, s);
                e_.string(s);
                return p;
            }
            case '{':
                return object(p);
            case '[':
                return array(p);
            case 't':
                e_.out.put("true");
                return p + 4;
            case 'f':
                e_.out.put("false");
                return p + 5;
            case 'n':
                e_.out.put("null");
                return p + 4;
            default:
                break;
        }
        const NumberToken t = scan_number(p, d_.end);
        const double x = real_number(p, t.end);
        encode_real(e_, x == 0 ? 0 : x);
        return t.end;
    }
    const char* array(const char* p) {
        e_.out.put('[');
        p = d_.space(p + 1);
        while (*p != ']') {
            p = d_.space(value(p));
            if (*p == ',') {
                e_.out.put(',');
                p = d_.space(p + 1);
            }
        }
        e_.out.put(']');
        return p + 1;
    }
    const char* object(const char* p) {
        struct Member {
            std::u16string order;
            std::string name;
            const char* value;
        };
        std::vector<Member> members;
        p = d_.space(p + 1);
        while (*p != '}') {
            Member m;
            p = d_.space(d_.string(p, m.name));
            m.order = utf16(m.name);
            m.value = p = d_.space(p + 1);
            members.push_back(std::move(m));
            p = d_.space(d_.skip(p));
            if (*p == ',') p = d_.space(p + 1);
        }
        std::sort(members.begin(), members.end(), [](const Member& a, const Member& b) { return a.order < b.order; });
        e_.out.put('{');
        for (std::size_t i = 0; i < members.size(); ++i) {
            if (i > 0) e_.out.put(',');
            e_.string(members[i].name);
            e_.out.put(':');
            value(members[i].value);
        }
        e_.out.put('}');
        return p + 1;
    }
    static std::u16string utf16(std::string_view s) {
        std::u16string out;
        for (std::size_t i = 0; i < s.size();) {
            const auto c = static_cast<unsigned char>(s[i]);
            const std::size_t n = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
            std::uint32_t u = n == 1 ? c : c & (0x7FU >> n);
            for (std::size_t k = 1; k < n; ++k)
                u = u << 6 | (static_cast<unsigned char>(s[i + k]) & 0x3FU);
            if (u >= 0x10000) {
                out.push_back(static_cast<char16_t>(0xD800 + ((u - 0x10000) >> 10)));
                out.push_back(static_cast<char16_t>(0xDC00 + ((u - 0x10000) & 0x3FF)));
            } else
                out.push_back(static_cast<char16_t>(u));
            i += n;
        }
        return out;
    }

    ReadOptions options_{};
    Decoder d_;
    Encoder& e_;
};

}  // namespace detail

/// @brief Any JSON text in the canonical form of RFC 8785: members sorted by UTF-16 code units, numbers as ECMAScript prints them.
///
/// Numbers go through double, as the RFC demands; exact decimals of this library are strings and keep their digits.
/// @errors CNK-JSON-001 to CNK-JSON-010, CNK-JSON-022 for a number that no double can hold
/// @ingroup json
[[nodiscard]] inline Result<std::string> canonicalize(std::string_view text, const ReadOptions& options = {}) {
    detail::Decoder d(text, options);
    const char* p = d.skip(d.space(d.begin));
    if (p && (p = d.space(p)) != d.end) d.mark(Issue::trailing_text, p, "the end of the text");
    if (d.mark_count != 0) return {std::nullopt, detail::findings_of(d, text, false)};
    detail::Encoder e(canonical);
    detail::Canonicalizer(text, e).run();
    if (!e.marks.empty()) {
        Finding f;
        f.rule = rule_of(Issue::cannot_write).info.id;
        f.message = rule_of(Issue::cannot_write).info.title;
        f.expected = e.marks[0].expected;
        return {std::nullopt, Findings({f})};
    }
    return std::string(e.out.view());
}

}  // namespace carnk::inline v0_1
