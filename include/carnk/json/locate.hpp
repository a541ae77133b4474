// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief From offsets and JSON Pointers to places that a person can find: line, column, pointer.
#include <carnk/core/finding.hpp>
#include <carnk/json/detail/decode.hpp>

#include <functional>
#include <unordered_map>

namespace carnk::inline v0_1 {

/// @brief One reference token of a JSON Pointer, escaped: `~` as `~0`, `/` as `~1`.
/// @ingroup json
/// @source RFC 6901, section 3
[[nodiscard]] inline std::string pointer_token(std::string_view name) {
    std::string s;
    for (char c : name) {
        if (c == '~')
            s += "~0";
        else if (c == '/')
            s += "~1";
        else
            s += c;
    }
    return s;
}

namespace detail {

/// Walks over JSON text, broken text included, and tells for each token where it is.
class TextWalker {
public:
    explicit TextWalker(std::string_view text) : text_(text) {}

    /// Calls `visit(begin, end, is_value)` for each token, in order, with pointer() telling where; stops when it returns false.
    template <class Visit>
    void walk(Visit&& visit) {
        bool opened = false, done = false;  // whether the token before opens a container, or ends a value
        for (std::size_t i = text_.starts_with("\xEF\xBB\xBF") ? 3 : 0, next; i < text_.size(); i = next) {
            const char c = text_[i];
            next = i + 1;
            if (is_space(c)) continue;
            const bool ends = c == ',' || c == '}' || c == ']';
            bool value = false;
            if (c == '"') {
                next = string_end(i);
                if (!levels_.empty() && levels_.back().object && levels_.back().key.empty())
                    levels_.back().key = text_.substr(i, next - i);
                else
                    value = true;
            } else if (c == '{' || c == '[')
                value = true;
            else if (!ends && c != ':') {
                value = true;
                while (next < text_.size() && !ends_word(text_[next]))
                    ++next;
            }
            // A comma or an end where none is allowed belongs to what is wanted there, else to what comes next or to what it ends.
            const bool in_place =
                ends && !levels_.empty() && (c == ',' ? done : (done || opened) && levels_.back().object == (c == '}'));
            if (in_place) pass(c);
            if (!visit(i, next, value)) return;
            if (ends && !in_place) pass(c);
            opened = c == '{' || c == '[';
            done = (value && !opened) || (ends && c != ',');
            if (opened) levels_.push_back({c == '{', 0, {}});
        }
    }
    /// JSON Pointer of the token that is being visited.
    [[nodiscard]] std::string pointer() const {
        std::string s;
        for (const Level& level : levels_) {
            if (!level.object)
                s.append("/").append(std::to_string(level.index));
            else if (!level.key.empty())
                s.append("/").append(pointer_token(name(level.key)));
        }
        return s;
    }

private:
    /// A container that the walk is in.
    struct Level {
        bool object;
        std::size_t index;     // of the element of an array
        std::string_view key;  // of the member of an object, as it stands in the text; empty before it
    };
    // Past a comma, or the end of a container.
    void pass(char c) {
        if (levels_.empty()) return;
        levels_.back().key = {};
        ++levels_.back().index;
        if (c != ',') levels_.pop_back();
    }
    static bool is_space(char c) noexcept { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
    static bool ends_word(char c) noexcept {
        return is_space(c) || c == ',' || c == ':' || c == '{' || c == '}' || c == '[' || c == ']' || c == '"';
    }
    [[nodiscard]] std::size_t string_end(std::size_t i) const noexcept {
        const char* const end = text_.data() + text_.size();
        for (const char* p = text_.data() + i + 1; (p = plain_run(p, end).end) < end; ++p) {
            if (*p == '"') return static_cast<std::size_t>(p - text_.data()) + 1;
            if (*p == '\\' && ++p == end) break;
        }
        return text_.size();
    }
    static std::string name(std::string_view quoted) {
        if (const PlainRun run = plain_run(quoted.data() + 1, quoted.data() + quoted.size());
            !run.high && run.end + 1 == quoted.data() + quoted.size())
            return {quoted.data() + 1, run.end};
        const ReadOptions options;
        Decoder d(quoted, options);
        std::string name;
        d.string(d.begin, name);
        // A pointer is always well-formed, whatever stands in the document.
        for (const char* bad; (bad = ill_formed_utf8(name.data(), name.data() + name.size())) != nullptr;)
            name.replace(static_cast<std::size_t>(bad - name.data()), 1, "\xEF\xBF\xBD");
        return name;
    }

    std::string_view text_;
    std::vector<Level> levels_;
};

/// Counts lines while going forward through a text.
class LineCounter {
public:
    explicit LineCounter(std::string_view text) : text_(text) {}
    /// Line and column of an offset that is not before the last one asked for; both from 1, the column in bytes.
    std::pair<std::uint32_t, std::uint32_t> at(std::size_t offset) {
        const std::string_view passed = text_.substr(0, offset);
        for (std::size_t i; (i = passed.find('\n', seen_)) != std::string_view::npos; seen_ = line_start_ = i + 1)
            ++line_;
        seen_ = passed.size();
        return {line_, static_cast<std::uint32_t>(offset - line_start_ + 1)};
    }

private:
    std::string_view text_;
    std::size_t seen_ = 0, line_start_ = 0;
    std::uint32_t line_ = 1;
};

/// What stands at an offset, short enough for a message.
inline std::string excerpt(std::string_view text, std::size_t offset) {
    if (offset >= text.size()) return "the end of the text";
    text = text.substr(offset);
    const auto c = static_cast<unsigned char>(text[0]);
    if (c == '{') return "an object";
    if (c == '[') return "an array";
    if (c < 0x20 || c >= 0x7f) {
        static constexpr char hex[] = "0123456789ABCDEF";
        return std::string("byte 0x") + hex[c >> 4] + hex[c & 15];
    }
    std::size_t n = 1;
    if (c == '"') {
        while (n < text.size() && text[n] != '"' && static_cast<unsigned char>(text[n]) >= 0x20)
            n += text[n] == '\\' ? 2U : 1U;
        n = std::min(n + 1, text.size());
    } else {
        n = std::min(text.find_first_of(" \t\r\n,:{}[]\"", 1), text.size());
    }
    constexpr std::size_t most = 60;
    if (n <= most) {
        if (ill_formed_utf8(text.data(), text.data() + n)) return "text that is not UTF-8";
        return std::string(text.substr(0, n));
    }
    n = most;
    while (n > 0 && (static_cast<unsigned char>(text[n]) & 0xC0) == 0x80)
        --n;
    if (ill_formed_utf8(text.data(), text.data() + n)) return "text that is not UTF-8";
    return std::string(text.substr(0, n)) + "...";
}

/// Turns the marks of a decoder into findings with pointers, lines and columns, in the order of the text.
inline Findings findings_of(Decoder& d, std::string_view text, bool personal) {
    std::vector<Finding> list(d.marks.size());
    std::vector<Mark>& marks = d.marks;
    std::stable_sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) { return a.offset < b.offset; });
    TextWalker walker(text);
    LineCounter lines(text);
    std::size_t next = 0;
    const auto take = [&](std::size_t limit) {
        for (; next < marks.size() && marks[next].offset < limit; ++next) {
            const Mark& m = marks[next];
            const IssueRule& rule = rule_of(m.issue);
            const ReadPolicy& policy = d.options.policy;
            Finding& f = list[next];
            f.rule = rule.info.id;
            f.message = rule.info.title;
            f.severity = policy.notes.has(rule.fault) && (m.kept || policy.notes.has(Fault::missing_member))
                             ? Severity::note
                         : policy.warnings.has(rule.fault) && m.kept ? Severity::warning
                                                                     : Severity::error;
            f.pointer = walker.pointer();
            if (!m.member.empty()) f.pointer.append("/").append(pointer_token(m.member));
            std::tie(f.line, f.column) = lines.at(m.offset);
            f.expected = m.expected;
            if (m.issue == Issue::missing_member) continue;
            f.observed = personal && !d.options.show_personal_values ? "(withheld)" : excerpt(text, m.offset);
        }
    };
    walker.walk([&](std::size_t, std::size_t end, bool) {
        take(end);
        return next < marks.size();
    });
    take(std::string_view::npos);
    if (d.unlisted > 0) {
        const RuleInfo& rule = rule_of(Issue::too_many_findings).info;
        Finding f;
        f.rule = rule.id;
        f.severity = Severity::error;
        f.message = rule.title;
        f.observed = std::to_string(d.unlisted) + " more";
        list.push_back(std::move(f));
    }
    return Findings(std::move(list));
}

}  // namespace detail

/// @brief Fills in line and column of findings that have only a pointer, from the text of the document.
///
/// A pointer to a member that is not there gets the place of the nearest object or array above it.
/// @param text      The document that was read. @param findings  Changed in place.
/// @par Complexity  Linear in the text; nothing is done if no finding lacks its place.
/// @ingroup json
inline void locate(std::string_view text, Findings& findings) {
    std::unordered_map<std::string, std::vector<Finding*>> wanted;
    for (Finding& f : findings.list()) {
        if (f.line) continue;
        std::string_view p = f.pointer;
        // Ask for the pointer and all above it; deeper ones overwrite what shallower ones gave.
        for (;;) {
            wanted[std::string(p)].push_back(&f);
            if (p.empty()) break;
            p = p.substr(0, p.rfind('/'));
        }
    }
    if (wanted.empty()) return;
    detail::TextWalker walker(text);
    detail::LineCounter lines(text);
    walker.walk([&](std::size_t begin, std::size_t, bool value) {
        if (!value) return true;
        if (const auto it = wanted.find(walker.pointer()); it != wanted.end()) {
            const auto [line, column] = lines.at(begin);
            for (Finding* f : it->second) {
                f->line = line;
                f->column = column;
            }
        }
        return true;
    });
}

}  // namespace carnk::inline v0_1
