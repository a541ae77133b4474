// SPDX-License-Identifier: BSL-1.0
// One sentence: what blocks understanding, the readers in their order, and what is left over.
#include "screen/criteria_read.hpp"

#include <algorithm>

namespace carnk::inline v0_1::detail::criteria {

namespace {

// Words of a clause whose meaning depends on a condition that is not understood must not be read.
void block(Sentence& s, Reading& out) {
    std::vector<Token>& t = s.t;
    for (Token& x : t)
        x.was = x.role;
    const std::size_t n = t.size();
    // Depth of parentheses, and for each token the end of its clause.
    std::vector<std::size_t> clause_end(n, n);
    {
        std::vector<std::size_t> open;
        std::vector<std::vector<std::size_t>> waiting(1);
        for (std::size_t i = 0; i < n; ++i) {
            if (t[i].role == Role::stop) {
                // A stop ends everything, an unclosed parenthesis too.
                for (auto& w : waiting)
                    for (const std::size_t k : w)
                        clause_end[k] = i;
                waiting.assign(1, {});
            } else if (t[i].role == Role::open) {
                waiting.back().push_back(i);
                if (waiting.size() < 16) waiting.emplace_back();
            } else if (t[i].role == Role::close && waiting.size() > 1) {
                for (const std::size_t k : waiting.back())
                    clause_end[k] = i;
                waiting.pop_back();
                waiting.back().push_back(i);
            } else {
                waiting.back().push_back(i);
            }
        }
    }
    const auto void_range = [&](std::size_t from, std::size_t to) {
        for (std::size_t k = from; k < to; ++k)
            if (t[k].was != Role::stop && t[k].was != Role::open && t[k].was != Role::close) t[k].role = Role::unknown;
    };
    std::size_t start = 0;  // of the clause
    std::vector<std::size_t> starts;
    std::size_t blocked_to = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const Role r = t[i].was;
        if (r == Role::stop) {
            start = i + 1;
            starts.clear();
        } else if (r == Role::open) {
            starts.push_back(start);
            start = i + 1;
        } else if (r == Role::close && !starts.empty()) {
            start = starts.back();
            starts.pop_back();
        } else if (r == Role::permission || (r == Role::refusal && s.kind == CriterionKind::inclusion)) {
            out.permissive = out.permissive || r == Role::permission;
            if (i >= blocked_to) {
                void_range(start, clause_end[i]);
                blocked_to = clause_end[i];
            }
        } else if (r == Role::condition || r == Role::exceptive) {
            out.exceptive = out.exceptive || r == Role::exceptive;
            if (i >= blocked_to) {
                void_range(i, clause_end[i]);
                blocked_to = clause_end[i];
            }
        }
    }
}

bool neutral_role(Role r) {
    return r == Role::filler || r == Role::comma || r == Role::both || r == Role::either || r == Role::stop ||
           r == Role::colon || r == Role::open || r == Role::close || r == Role::modal || r == Role::slash ||
           r == Role::dash;
}

}  // namespace

Reading read_sentence(std::string_view sentence, CriterionKind kind) {
    Reading out;
    if (sentence.size() > 6000) {
        out.unread.emplace_back(0, sentence.size());  // no sentence of a person
        return out;
    }
    const Plain text = plain(sentence);
    Sentence s{text, tokens(text), kind, {}, {}};
    std::vector<Token>& t = s.t;
    const std::size_t n = t.size();
    const auto says = [&](std::string_view phrase) {
        return text.text.find(phrase) != std::string::npos;
    };
    out.lead_in = n > 0 && t.back().role == Role::colon;
    out.one_of = says("one of") || says("any of") || says("one or more") || says("either") || says("at least one") ||
                 says("any one");
    out.some_of = says("two of") || says("2 of") || says("three of") || says("3 of") || says("two or more of");
    block(s, out);
    read_measures(s);
    read_scales(s);
    read_lines(s);
    read_ages(s);
    read_sex(s);
    read_lesions(s);
    read_fertility(s);
    read_consents(s);
    read_antigens(s);
    read_since(s);
    read_mentions(s);
    for (const Token& x : t)
        if (x.was == Role::judgement && !out.judged_by) out.judged_by = Judge::investigator;
    // Which words are left.
    std::vector<bool> left(n, false);
    for (std::size_t i = 0; i < n; ++i) {
        if (t[i].read || neutral_role(t[i].role)) continue;
        if (t[i].was == Role::refusal && kind == CriterionKind::exclusion) continue;
        if (t[i].role == Role::label) {
            // Neutral as a heading of what follows, or right before what was read.
            std::size_t k = i + 1;
            while (k < n && (t[k].role == Role::label || t[k].role == Role::filler || t[k].role == Role::open) &&
                   !t[k].read)
                ++k;
            if (k < n && (t[k].role == Role::colon || t[k].read)) continue;
        }
        left[i] = true;
    }
    // Drafts under a subject that was not understood ("Patients with liver metastases must have ...") are dropped.
    std::sort(s.drafts.begin(), s.drafts.end(), [](const Draft& a, const Draft& b) {
        return a.first != b.first ? a.first < b.first : a.variable < b.variable;
    });
    std::vector<bool> drop(s.drafts.size(), false);
    const auto drop_between = [&](std::size_t from, std::size_t to) {
        for (std::size_t d = 0; d < s.drafts.size(); ++d)
            if (s.drafts[d].first >= from && s.drafts[d].first < to) drop[d] = true;
    };
    for (std::size_t i = 0, start = 0; i < n; ++i) {
        if (t[i].was == Role::stop) {
            start = i + 1;
        } else if (t[i].was == Role::colon) {
            // A label that is not understood: "Cohort A: ..."
            bool odd = false;
            for (std::size_t k = start; k < i; ++k)
                odd = odd || left[k];
            if (odd) {
                std::size_t end = i;
                while (end < n && t[end].was != Role::stop)
                    ++end;
                // The first label of a sentence speaks for all of it.
                drop_between(start, start == 0 ? n : end);
            }
        } else if (t[i].was == Role::modal && !t[i].read) {
            bool odd = false;
            for (std::size_t k = start; k < i; ++k)
                odd = odd || left[k];
            for (const Draft& d : s.drafts)
                odd = odd || (d.mention && !d.negative && d.first >= start && d.last < i);
            if (odd) {
                std::size_t end = i;
                while (end < n && t[end].was != Role::stop)
                    ++end;
                drop_between(start, end);
            }
        }
    }
    for (std::size_t d = s.drafts.size(); d-- > 0;)
        if (drop[d]) {
            for (std::size_t k = s.drafts[d].first; k <= s.drafts[d].last; ++k) {
                t[k].read = false;
                left[k] = !neutral_role(t[k].role);
            }
            s.drafts.erase(s.drafts.begin() + static_cast<std::ptrdiff_t>(d));
        }
    // Words around what is left belong to it.
    for (std::size_t i = 0; i < n;) {
        if (!left[i]) {
            ++i;
            continue;
        }
        std::size_t last = i, k = i + 1;
        while (k < n && !t[k].read) {
            if (left[k]) last = k;
            if (t[k].was == Role::stop) break;
            ++k;
        }
        out.unread.emplace_back(text.at[t[i].begin], text.at[t[last].end]);
        bool either = false;
        for (std::size_t b = i; b > 0 && !t[b - 1].read && !left[b - 1]; --b)
            either = either || t[b - 1].was == Role::either;
        for (std::size_t b = last + 1; b < n && !t[b].read && !left[b]; ++b)
            either = either || t[b].was == Role::either;
        out.alternative = out.alternative || either;
        i = last + 1;
    }
    out.whole = out.unread.empty() && !s.drafts.empty();
    out.neutral = s.drafts.empty();
    for (std::size_t i = 0; i < n && out.neutral; ++i)
        out.neutral =
            !left[i] || t[i].role == Role::label || t[i].role == Role::normal || t[i].role == Role::consenting;
    // Joints
    for (std::size_t d = 0; d < s.drafts.size(); ++d) {
        const Draft& x = s.drafts[d];
        Reading::Part p;
        p.variable = x.variable;
        p.pattern = x.pattern;
        p.category = x.category;
        p.begin = text.at[t[x.first].begin];
        p.end = text.at[t[x.last].end];
        p.expression = x.expression;
        out.parts.push_back(std::move(p));
        if (d == 0) continue;
        const Draft& y = s.drafts[d - 1];
        Joint joint = Joint::all;
        bool comma = false;
        if (x.first == y.first) {
            // One bound for several values
            for (std::size_t k = x.first; k < x.last; ++k)
                if (t[k].was == Role::either || (t[k].was == Role::slash && kind == CriterionKind::exclusion)) {
                    joint = Joint::any;
                } else if (t[k].was == Role::compare || t[k].was == Role::number) {
                    break;
                }
        } else {
            bool either = false, both = false;
            for (std::size_t k = y.last + 1; k < x.first; ++k) {
                either = either || t[k].was == Role::either;
                both = both || t[k].was == Role::both || t[k].was == Role::stop;
                comma = comma || t[k].was == Role::comma;
            }
            joint = either ? Joint::any : Joint::all;
            // "A, B, or C": the commas are worth what the last word says; told apart below.
            if (!either && !both && comma) joint = static_cast<Joint>(2);
        }
        out.joints.push_back(joint);
    }
    for (std::size_t d = out.joints.size(); d-- > 0;)
        if (out.joints[d] == static_cast<Joint>(2))
            out.joints[d] = d + 1 < out.joints.size() ? out.joints[d + 1] : Joint::all;
    out.assessed_at = s.assessed_at;
    return out;
}

}  // namespace carnk::inline v0_1::detail::criteria
