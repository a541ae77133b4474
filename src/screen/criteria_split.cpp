// SPDX-License-Identifier: BSL-1.0
#include "screen/criteria_split.hpp"

#include <algorithm>
#include <array>

namespace carnk::inline v0_1::detail::criteria {

namespace {

bool blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}
bool digit(char c) {
    return c >= '0' && c <= '9';
}
bool upper(char c) {
    return c >= 'A' && c <= 'Z';
}
char low(char c) {
    return upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}
bool letter(char c) {
    return low(c) >= 'a' && low(c) <= 'z';
}

// --- marks ------------------------------------------------------------------------------------------------------------

constexpr std::string_view bullets[] = {"\xE2\x80\xA2",
                                        "\xE2\x97\x8F",
                                        "\xE2\x96\xAA",
                                        "\xE2\x96\xA0",
                                        "\xE2\x97\xA6",
                                        "\xE2\x97\x8B",
                                        "\xE2\x80\xA3",
                                        "\xE2\x81\x83",
                                        "\xE2\x80\x93",
                                        "\xE2\x80\x94",
                                        "\xC2\xB7",
                                        "\xE2\x96\xBA",
                                        "\xE2\x9E\xA2",
                                        "\xE2\x9C\x93",
                                        "\xE2\x96\xA1",
                                        "\xEF\x82\xB7",
                                        "*",
                                        "-",
                                        "+"};

struct Mark {
    std::size_t length = 0;
    int style = 0;   // 1..: bullets; 100: "1.", 101: "1)", 102: "(1)", 103: "1.2"; 110..: letters
    int number = 0;  // of a numbered mark
};

Mark mark_of(std::string_view s) {
    for (std::size_t i = 0; i < std::size(bullets); ++i) {
        const std::string_view b = bullets[i];
        if (s.substr(0, b.size()) != b) continue;
        std::size_t n = b.size();
        const bool ascii = b.size() == 1;
        if (n < s.size() && !blank(s[n]) && (!ascii || !letter(s[n]) || b == "+")) {
            if (ascii || digit(s[n])) return {};  // "**bold**", "-5", "+/-"
        }
        // "- * text"
        return {n, static_cast<int>(i) + 1, 0};
    }
    if (s.size() > 2 && s[0] == 'o' && (s[1] == ' ' || s[1] == '\t') && (upper(s[2]) || s[2] == ' ' || s[2] == '\t'))
        return {1, 30, 0};
    std::size_t i = 0;
    const bool open = !s.empty() && s[0] == '(';
    if (open) ++i;
    const std::size_t start = i;
    int number = 0;
    while (i < s.size() && digit(s[i]) && i < start + 3)
        number = number * 10 + (s[i++] - '0');
    const bool numbered = i > start;
    if (!numbered) {
        // one letter, or a small Roman number
        std::size_t k = i;
        while (k < s.size() && letter(s[k]) && k < start + 4)
            ++k;
        const std::size_t length = k - start;
        const auto roman = [&] {
            for (std::size_t x = start; x < k; ++x)
                if (low(s[x]) != 'i' && low(s[x]) != 'v' && low(s[x]) != 'x') return false;
            return true;
        };
        if (length == 0 || (length > 1 && !roman())) return {};
        i = k;
    }
    if (i < s.size() && s[i] == '\\') ++i;  // "1\."
    if (i >= s.size()) return {};
    const char c = s[i];
    if (open ? c != ')' : c != '.' && c != ')') return {};
    ++i;
    if (numbered && c == '.') {
        // "1.2." or "1.2 "
        bool deep = false;
        while (i < s.size() && digit(s[i])) {
            std::size_t k = i;
            while (k < s.size() && digit(s[k]) && k < i + 3)
                ++k;
            if (k < s.size() && s[k] == '.') {
                ++k;
            } else if (!(k < s.size() && blank(s[k]))) {
                return {};  // "1.5x"
            }
            deep = true;
            i = k;
        }
        // "1.5 mg" is no mark: a mark of two levels has a letter behind it
        if (deep) {
            std::size_t k = i;
            while (k < s.size() && blank(s[k]))
                ++k;
            if (k >= s.size() || !upper(s[k])) return {};
            return {i, 103, 0};
        }
    }
    if (i < s.size() && !blank(s[i]) && !(numbered && (upper(s[i]) || static_cast<unsigned char>(s[i]) >= 0x80)) &&
        !(open || c == ')' ? letter(s[i]) : false))
        return {};
    if (!numbered && c == '.' && i < s.size() && !blank(s[i])) return {};
    const int base = numbered ? 100 : 110;
    return {i, base + (open ? 2 : c == ')' ? 1 : 0), number};
}

// --- headings ---------------------------------------------------------------------------------------------------------

struct Heading {
    std::size_t length = 0;  // 0: none
    Optional<CriterionKind> list{};
    bool qualified = false, donor = false;
};

constexpr std::string_view plain_words[] = {
    "inclusion",    "exclusion",   "inclusions",  "exclusions", "criteria",     "criterion", "key",
    "main",         "major",       "general",     "principal",  "primary",      "the",       "of",
    "for",          "and",         "patient",     "patients",   "subject",      "subjects",  "participant",
    "participants", "study",       "eligibility", "all",        "selection",    "detailed",  "important",
    "must",         "meet",        "following",   "be",         "to",           "in",        "this",
    "will",         "are",         "is",          "eligible",   "if",           "they",      "excluded",
    "any",          "who",         "with",        "included",   "from",         "enrolled",  "not",
    "have",         "has",         "a",           "an",         "each",         "these",     "entry",
    "ineligible",   "individuals", "enrollment",  "enrolment",  "registration", "i",         "ii",
    "iii",          "1",           "2",           "trial",      "at",           "time",      "screening",
    "fulfill",      "satisfy",     "as",          "follows",    "apply",        "cannot",    "when",
    "it",           "us",          "only",        "summary",    "you",          "may",       "take",
    "part",         "sample",      "list",        "those",      "which",        "that",      "under",
    "below",        "one",         "or",          "more",       "can",          "order",     "considered",
    "should",       "none",        "do",          "inclusive"};

// The heading at the begin of a line, colon included.
Heading heading_of(std::string_view line) {
    Heading h;
    std::string text;
    std::size_t end = line.size();
    bool colon = false;
    for (std::size_t i = 0; i < line.size() && i < 200; ++i) {
        if (line[i] == ':' || line.substr(i, 3) == "\xEF\xBC\x9A") {
            end = i + (line[i] == ':' ? 1 : 3);
            colon = true;
            break;
        }
        text += low(line[i]);
    }
    if (!colon && line.size() >= 200) return h;
    // markdown around the words, also behind the colon
    while (colon && end < line.size() && (line[end] == '*' || line[end] == '_'))
        ++end;
    std::vector<std::string> words;
    std::string word;
    bool odd = false;
    for (const char c : text + ' ') {
        if (letter(c) || digit(c) || static_cast<unsigned char>(c) >= 0x80) {
            word += c;
            continue;
        }
        if (!word.empty()) words.push_back(std::move(word));
        word.clear();
        odd = odd || c == '.' || c == '>' || c == '<' || c == ';';
    }
    if (words.empty() || words.size() > 24) return h;
    const auto has = [&](std::string_view w) {
        return std::find(words.begin(), words.end(), w) != words.end();
    };
    const auto begins = [&](std::string_view w) {
        return std::any_of(words.begin(), words.end(),
                           [&](const std::string& x) { return x.substr(0, w.size()) == w; });
    };
    const bool criteria = has("criteria") || has("criterion") || has("criterias");
    bool in = has("inclusion") || has("inclusions"), ex = has("exclusion") || has("exclusions");
    bool is = false;
    std::size_t others = 0;
    for (const std::string& w : words)
        if (std::find(std::begin(plain_words), std::end(plain_words), w) == std::end(plain_words)) ++others;
    if ((in || ex) && criteria) {
        is = colon ? words.size() <= 20 && others <= 6 : words.size() <= 9 && others <= 3 && !odd;
    } else if ((in || ex) && words.size() <= 3 && others == 0) {
        is = true;
    } else if (has("eligibility") && criteria && words.size() <= 6) {
        is = true;
        if (others == 0 && !in && !ex) h.list.reset();
    } else if (colon && has("following") && words.size() <= 20 && others <= 2 && !has("organ")) {
        const bool bad = has("ineligible") || begins("exclude") || (has("not") && has("eligible"));
        if (bad) {
            ex = is = true;
        } else if (has("eligible") || has("included") ||
                   (has("must") && has("meet") && has("all") && has("criteria"))) {
            in = is = true;
        }
        if (has("organ") || has("function")) is = false;
    }
    if (!is || !(colon || end == line.size())) return Heading();
    if (in != ex) h.list = in ? CriterionKind::inclusion : CriterionKind::exclusion;
    h.donor = begins("donor");
    h.qualified = others > 0 && !h.donor;
    h.length = end;
    return h;
}

// --- sentences --------------------------------------------------------------------------------------------------------

constexpr std::string_view abbreviations[] = {"e.g",  "i.e", "eg",  "ie", "vs",  "dr", "no",  "approx", "incl",
                                              "etc",  "cf",  "ca",  "st", "fig", "al", "inc", "ver",    "v",
                                              "resp", "min", "max", "wk", "hr",  "yr", "mo",  "nr",     "viz"};

bool ends_sentence(std::string_view t, std::size_t dot, std::size_t begin, std::size_t end) {
    // What stands before: no abbreviation, no single letter
    std::size_t w = dot;
    while (w > begin && (letter(t[w - 1]) || (t[w - 1] == '.' && dot - w < 6)) && dot - w < 8)
        --w;
    std::string word;
    for (std::size_t i = w; i < dot; ++i)
        word += low(t[i]);
    if (word.size() == 1) return false;
    for (const std::string_view a : abbreviations)
        if (word == a) {
            if (word != "etc" && word != "no" && word != "min" && word != "max" && word != "mo" && word != "yr" &&
                word != "hr" && word != "wk")
                return false;
            if (word == "no") return false;
        }
    std::size_t i = dot + 1;
    if (i < end && !blank(t[i])) return false;
    while (i < end && blank(t[i]))
        ++i;
    if (i >= end) return true;
    const char c = t[i];
    return upper(c) || digit(c) || c == '(' || c == '"' || c == '*' || static_cast<unsigned char>(c) >= 0x80;
}

// At most so many; the last one is then the rest.
void sentences_of(std::string_view t, Item& item, std::size_t most) {
    std::size_t start = item.begin;
    int depth = 0;
    for (std::size_t i = item.begin; i < item.end; ++i) {
        const char c = t[i];
        if (c == '(' || c == '[') ++depth;
        if ((c == ')' || c == ']') && depth > 0) --depth;
        if (depth > 0 && i - start > 2000) depth = 0;  // never closed
        const bool ideographic = t.substr(i, 3) == "\xE3\x80\x82";
        if (!ideographic && !((c == '.' || c == '!' || c == '?') && depth == 0 && ends_sentence(t, i, start, item.end)))
            continue;
        if (item.sentences.size() + 1 >= most) {
            item.rest = true;
            break;
        }
        std::size_t stop = i + (ideographic ? 3 : 1);
        item.sentences.emplace_back(start, std::min(stop, item.end));
        while (stop < item.end && blank(t[stop]))
            ++stop;
        start = stop;
        i = stop - 1;
    }
    if (start < item.end) item.sentences.emplace_back(start, item.end);
}

// --- lines ------------------------------------------------------------------------------------------------------------

class Splitter {
public:
    explicit Splitter(std::string_view text) : t_(text) {}

    Split run() {
        std::size_t i = 0;
        while (i < t_.size()) {
            std::size_t e = i;
            while (e < t_.size() && t_[e] != '\n' && t_[e] != '\r')
                ++e;
            if (full()) {
                rest(i);
                break;
            }
            line(i, e);
            i = e;
            while (i < t_.size() && (t_[i] == '\n' || t_[i] == '\r'))
                ++i, ++newlines_;
        }
        close();
        spans();
        return std::move(out_);
    }

private:
    std::string_view t_;
    Split out_{};
    struct Piece {
        CriteriaSpanKind kind;
        std::size_t begin, end;
    };
    std::vector<Piece> pieces_{};
    Item item_{};
    bool is_open_ = false;
    std::size_t newlines_ = 0;
    Heading heading_{};
    std::size_t heading_begin_ = 0, heading_end_ = 0;
    std::size_t sentences_ = 0;

    [[nodiscard]] bool full() const { return sentences_ >= most_sentences; }

    // Everything from here on is one sentence that is not read.
    void rest(std::size_t begin) {
        while (begin < t_.size() && blank(t_[begin]))
            ++begin;
        if (begin == t_.size()) return;
        open(begin, t_.size(), 0, 0);
        item_.rest = true;
    }

    void close() {
        if (!is_open_) return;
        is_open_ = false;
        while (item_.end > item_.begin && blank(t_[item_.end - 1]))
            --item_.end;
        if (item_.rest)
            item_.sentences.emplace_back(item_.begin, item_.end);
        else
            sentences_of(t_, item_, full() ? 1 : most_sentences - sentences_);
        sentences_ += item_.sentences.size();
        for (const auto& [b, e] : item_.sentences) {
            std::size_t end = e;
            while (end > b && blank(t_[end - 1]))
                --end;
            pieces_.push_back({CriteriaSpanKind::sentence, b, end});
        }
        out_.items.push_back(std::move(item_));
        item_ = Item();
    }

    void open(std::size_t begin, std::size_t end, std::size_t indent, int style) {
        close();
        item_.begin = begin;
        item_.end = end;
        item_.indent = indent;
        item_.style = style;
        item_.list = heading_.list;
        item_.qualified = heading_.qualified;
        item_.donor = heading_.donor;
        item_.heading_begin = heading_begin_;
        item_.heading_end = heading_end_;
        is_open_ = true;
    }

    void heading(std::size_t begin, const Heading& h) {
        close();
        heading_ = h;
        heading_begin_ = begin;
        heading_end_ = begin + h.length;
        pieces_.push_back({CriteriaSpanKind::heading, begin, begin + h.length});
    }

    // A line, its end excluded.
    void line(std::size_t begin, std::size_t end) {
        std::size_t indent = 0, i = begin;
        while (i < end && blank(t_[i])) {
            indent += t_[i] == '\t' ? 4 : 1;
            ++i;
        }
        while (end > i && blank(t_[end - 1]))
            --end;
        if (i == end) return;
        const std::size_t blank_lines = newlines_;
        newlines_ = 0;
        const std::size_t start = i;
        const Mark m = mark_of(t_.substr(i, std::min<std::size_t>(end - i, 24)));
        std::size_t body = i + m.length;
        while (body < end && blank(t_[body]))
            ++body;
        // Bold or hash signs before a heading are part of it.
        std::size_t bare = body;
        while (bare < end && (t_[bare] == '#' || t_[bare] == '*' || t_[bare] == '_' || blank(t_[bare])))
            ++bare;
        if (Heading h = heading_of(t_.substr(bare, end - bare)); h.length > 0) {
            if (m.length > 0) pieces_.push_back({CriteriaSpanKind::mark, start, start + m.length});
            h.length += bare - body;
            // close() must come before the mark: pieces are sorted later.
            heading(body, h);
            i = body + h.length;
            while (i < end && blank(t_[i]))
                ++i;
            if (i == end) return;
            // "Inclusion: 1. ...": the list begins on the same line
            const Mark inner = mark_of(t_.substr(i, std::min<std::size_t>(end - i, 24)));
            std::size_t first = i + inner.length;
            while (first < end && blank(t_[first]))
                ++first;
            if (inner.length > 0) pieces_.push_back({CriteriaSpanKind::mark, i, i + inner.length});
            if (first < end) content(first, end, indent, inner.style, inner.number);
            return;
        }
        if (m.length > 0) {
            if (body == end) {
                // a bullet by itself
                close();
                pieces_.push_back({CriteriaSpanKind::mark, start, start + m.length});
                return;
            }
            close();
            pieces_.push_back({CriteriaSpanKind::mark, start, start + m.length});
            content(body, end, indent, m.style, m.number);
            return;
        }
        // Does the line go on with the item?
        if (is_open_ && blank_lines <= (blank_lines == 2 && crlf(begin) ? 2U : 1U)) {
            const char last = t_[item_.end - 1];
            const char c = t_[i];
            const bool continues = !upper(c) && c != '"';
            const bool hanging = indent > item_.indent && item_.style != 0 && last != '.' && last != ':' && last != ';';
            if ((continues && last != ':' && (last != '.' || (low(c) == c && letter(c)))) || hanging) {
                item_.end = end;
                return;
            }
        }
        content(i, end, indent, 0);
    }

    [[nodiscard]] bool crlf(std::size_t begin) const {
        return begin >= 2 && t_[begin - 1] == '\n' && t_[begin - 2] == '\r';
    }

    // Words of a line, which may hold headings and numbered items of their own.
    void content(std::size_t begin, std::size_t end, std::size_t indent, int style, int number = 0) {
        open(begin, end, indent, style);
        int next = number > 0 ? number + 1 : 0;
        int series = style;
        std::size_t level = indent;
        int depth = 0;
        for (std::size_t i = begin; i < end && !full(); ++i) {
            const char c = t_[i];
            const bool fresh = i == begin || blank(t_[i - 1]);
            if (fresh && (low(c) == 'i' || low(c) == 'e') && depth == 0 && i > begin && end - i > 8) {
                const std::size_t length = inline_heading(i, end);
                if (length > 0) {
                    item_.end = i;
                    trim_item();
                    Heading h = heading_of(t_.substr(i, length));
                    if (h.length > 0) {
                        heading(i, h);
                        std::size_t k = i + h.length;
                        while (k < end && blank(t_[k]))
                            ++k;
                        if (k >= end) return;
                        const Mark m = mark_of(t_.substr(k, std::min<std::size_t>(end - k, 24)));
                        if (m.length > 0) {
                            pieces_.push_back({CriteriaSpanKind::mark, k, k + m.length});
                            k += m.length;
                            while (k < end && blank(t_[k]))
                                ++k;
                        }
                        if (k >= end) return;
                        open(k, end, indent, m.style);
                        begin = k;
                        next = m.number > 0 ? m.number + 1 : 0;
                        series = m.style;
                        level = indent;
                        i = k - 1;
                        continue;
                    }
                    item_.end = end;
                }
            }
            if (fresh && i > begin && (digit(c) || c == '(')) {
                const Mark m = mark_of(t_.substr(i, std::min<std::size_t>(end - i, 12)));
                const bool follows = next > 0 && m.number == next && m.style == series;
                std::size_t b = i;
                while (b > begin && blank(t_[b - 1]))
                    --b;
                const char before = b > begin ? t_[b - 1] : ' ';
                const bool starts = next == 0 && m.number == 1 && m.style >= 100 && m.style <= 102 && before == ':';
                const bool starts_deeper = next > 0 && m.number == 1 && m.style != series && before == ':';
                std::size_t k = i + m.length;
                while (k < end && blank(t_[k]))
                    ++k;
                if (m.length > 0 && k < end && (follows || starts || starts_deeper) &&
                    (follows ? before == ';' || before == '.' || before == ',' || before == ')' || letter(before) ||
                                   before == '%' || digit(before) || static_cast<unsigned char>(before) >= 0x80
                             : true) &&
                    !digit(t_[k])) {
                    item_.end = b;
                    trim_item();
                    if (!follows) level += 1;
                    pieces_.push_back({CriteriaSpanKind::mark, i, i + m.length});
                    open(k, end, level, m.style);
                    begin = k;
                    next = m.number + 1;
                    series = m.style;
                    i = k - 1;
                    depth = 0;
                    continue;
                }
            }
            if (c == '(') ++depth;
            if (c == ')' && depth > 0) --depth;
        }
    }

    void trim_item() {
        while (item_.end > item_.begin && blank(t_[item_.end - 1]))
            --item_.end;
    }

    // "Exclusion Criteria:" in the middle of a line: its length, or 0.
    [[nodiscard]] std::size_t inline_heading(std::size_t at, std::size_t end) const {
        constexpr std::string_view names[] = {"inclusion criteria", "exclusion criteria"};
        for (const std::string_view name : names) {
            if (end - at < name.size() + 1) continue;
            bool same = true;
            for (std::size_t k = 0; k < name.size() && same; ++k)
                same = low(t_[at + k]) == name[k];
            if (!same) continue;
            std::size_t k = at + name.size();
            while (k < end && blank(t_[k]))
                ++k;
            if (k < end && t_[k] == ':') return k + 1 - at;
        }
        return 0;
    }

    void span(CriteriaSpanKind kind, std::size_t begin, std::size_t end) {
        CriteriaSpan s;
        s.kind = kind;
        s.begin = Count(static_cast<std::int64_t>(begin));
        s.end = Count(static_cast<std::int64_t>(end));
        out_.spans.push_back(std::move(s));
    }

    void spans() {
        std::stable_sort(pieces_.begin(), pieces_.end(),
                         [](const Piece& a, const Piece& b) { return a.begin < b.begin; });
        std::size_t at = 0;
        for (const Piece& p : pieces_) {
            if (p.begin == p.end) continue;
            if (at < p.begin) span(CriteriaSpanKind::space, at, p.begin);
            span(p.kind, p.begin, p.end);
            at = p.end;
        }
        if (at < t_.size()) span(CriteriaSpanKind::space, at, t_.size());
    }
};

}  // namespace

Split split(std::string_view text) {
    return Splitter(text).run();
}

}  // namespace carnk::inline v0_1::detail::criteria
