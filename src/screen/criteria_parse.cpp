// SPDX-License-Identifier: BSL-1.0
// From items to criteria: what stands under what, and what the parts of an item say together.
#include <carnk/screen/criteria.hpp>

#include "screen/criteria_read.hpp"
#include "screen/criteria_split.hpp"

#include <algorithm>

namespace carnk::inline v0_1 {

namespace {

using detail::criteria::Item;
using detail::criteria::Joint;
using detail::criteria::Reading;
using detail::criteria::Split;

constexpr std::size_t none = static_cast<std::size_t>(-1);

// What an item that introduces others means for them.
enum class Lead : std::uint8_t { no, plain, one_of, some_of, exceptive, conditional };

struct Node {
    const Item* item = nullptr;
    std::vector<Reading> readings{};
    std::size_t parent = none, depth = 0;
    std::vector<std::size_t> children{};
    Lead lead = Lead::no;
    std::size_t first_sentence = 0;
    bool after_one_of = false;  // behind "one of the following:" without nesting
};

Count count(std::size_t n) {
    return Count(static_cast<std::int64_t>(n));
}

// The text with every byte that is not UTF-8 replaced, so that it can stand in a document.
std::string well_formed(std::string_view s) {
    std::string out;
    out.reserve(s.size());
    for (std::size_t i = 0; i < s.size();) {
        const auto b = static_cast<unsigned char>(s[i]);
        const std::size_t n = b < 0x80                ? 1
                              : b >= 0xF0 && b < 0xF5 ? 4
                              : b >= 0xE0 && b < 0xF0 ? 3
                              : b >= 0xC2 && b < 0xE0 ? 2
                                                      : 0;
        bool good = n > 0 && i + n <= s.size();
        for (std::size_t k = 1; good && k < n; ++k)
            good = (static_cast<unsigned char>(s[i + k]) & 0xC0U) == 0x80U;
        if (good && n == 3) {
            const auto c = static_cast<unsigned char>(s[i + 1]);
            good = !(b == 0xE0 && c < 0xA0) && !(b == 0xED && c >= 0xA0);
        }
        if (good && n == 4) {
            const auto c = static_cast<unsigned char>(s[i + 1]);
            good = !(b == 0xF0 && c < 0x90) && !(b == 0xF4 && c >= 0x90);
        }
        if (good) {
            out.append(s, i, n);
            i += n;
        } else {
            out += "\xEF\xBF\xBD";
            ++i;
        }
    }
    return out;
}

// White space as one blank, for words that are quoted.
std::string flat(std::string_view s) {
    std::string out;
    for (const char c : s) {
        const bool space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
        if (!space)
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    return well_formed(out);
}

class Parser {
public:
    explicit Parser(std::string_view text) : text_(text), split_(detail::criteria::split(text)) {}

    ParsedCriteria run() {
        out_.bytes = count(text_.size());
        out_.spans = std::move(split_.spans);
        read();
        nest();
        for (std::size_t i = 0; i < nodes_.size(); ++i)
            write(i);
        return std::move(out_);
    }

private:
    std::string_view text_;
    Split split_;
    ParsedCriteria out_{};
    std::vector<Node> nodes_{};
    std::size_t inclusions_ = 0, exclusions_ = 0;

    [[nodiscard]] static CriterionKind kind_of(const Item& item) {
        return item.list.value_or(CriterionKind::inclusion);
    }

    [[nodiscard]] std::string_view words(std::size_t begin, std::size_t end) const {
        return text_.substr(begin, end - begin);
    }

    void read() {
        nodes_.reserve(split_.items.size());
        for (const Item& item : split_.items) {
            if (item.sentences.empty()) continue;
            Node n;
            n.item = &item;
            for (const auto& [b, e] : item.sentences) {
                if (item.rest && b == item.sentences.back().first)
                    n.readings.emplace_back().unread.emplace_back(0, e - b);
                else
                    n.readings.push_back(detail::criteria::read_sentence(words(b, e), kind_of(item)));
            }
            nodes_.push_back(std::move(n));
        }
    }

    // Which item stands under which, by indentation and kind of mark.
    void nest() {
        std::vector<std::size_t> open;
        const Item* last_heading_of = nullptr;
        bool flat_one_of = false;
        for (std::size_t i = 0; i < nodes_.size(); ++i) {
            Node& n = nodes_[i];
            const bool new_list = last_heading_of == nullptr ||
                                  last_heading_of->heading_begin != n.item->heading_begin ||
                                  last_heading_of->heading_end != n.item->heading_end;
            if (new_list) {
                open.clear();
                flat_one_of = false;
            }
            last_heading_of = n.item;
            while (!open.empty() && nodes_[open.back()].item->indent > n.item->indent)
                open.pop_back();
            if (!open.empty()) {
                const Node& top = nodes_[open.back()];
                const bool leads = top.readings.back().lead_in;
                if (top.item->indent == n.item->indent) {
                    // The same mark further down the stack, at the same indentation?
                    std::size_t same = none;
                    for (std::size_t k = open.size(); k-- > 0 && nodes_[open[k]].item->indent == n.item->indent;)
                        if (nodes_[open[k]].item->style == n.item->style) {
                            same = k;
                            break;
                        }
                    if (same != none)
                        open.resize(same);
                    else if (!leads)
                        open.pop_back();
                }
            }
            if (!open.empty()) {
                n.parent = open.back();
                n.depth = nodes_[open.back()].depth + 1;
                nodes_[open.back()].children.push_back(i);
            }
            n.after_one_of = flat_one_of && n.parent == none;
            if (open.size() < 64) open.push_back(i);
            const Reading& last = n.readings.back();
            if (last.lead_in && (last.one_of || last.some_of) && kind_of(*n.item) == CriterionKind::inclusion &&
                n.parent == none)
                flat_one_of = true;
        }
        // A lead-in with children of its own does not reach beyond them.
        bool reach = false;
        const Item* list = nullptr;
        for (Node& n : nodes_) {
            if (list == nullptr || list->heading_begin != n.item->heading_begin ||
                list->heading_end != n.item->heading_end)
                reach = false;
            list = n.item;
            if (n.parent == none) {
                n.after_one_of = reach;
                const Reading& last = n.readings.back();
                if (last.lead_in && n.children.empty() && (last.one_of || last.some_of) &&
                    kind_of(*n.item) == CriterionKind::inclusion)
                    reach = true;
            }
        }
        for (Node& n : nodes_) {
            if (n.children.empty()) continue;
            const Reading& last = n.readings.back();
            bool neutral = true;
            for (const Reading& r : n.readings)
                neutral = neutral && r.neutral;
            const bool exclusion = kind_of(*n.item) == CriterionKind::exclusion;
            if (last.exceptive)
                n.lead = Lead::exceptive;
            else if (last.some_of)
                n.lead = Lead::some_of;
            else if (last.one_of && !exclusion)
                n.lead = Lead::one_of;
            else if (neutral || (last.one_of && exclusion && last.lead_in && last.unread.empty()))
                n.lead = Lead::plain;
            else
                n.lead = Lead::conditional;
        }
    }

    // The sentences of an item, for the record.
    void note_sentences(std::size_t i, bool used) {
        Node& n = nodes_[i];
        n.first_sentence = out_.sentences.size();
        for (std::size_t k = 0; k < n.readings.size(); ++k) {
            const Reading& r = n.readings[k];
            const auto [b, e] = n.item->sentences[k];
            CriteriaSentence s;
            s.begin = count(b);
            s.end = count(e);
            s.list = n.item->list;
            s.depth = count(n.depth);
            if (n.parent != none)
                s.under = count(nodes_[n.parent].first_sentence + nodes_[n.parent].readings.size() - 1);
            else if (k > 0)
                s.under = std::nullopt;
            if (used)
                for (const Reading::Part& p : r.parts) {
                    CriteriaPart part;
                    part.variable = Slug::of(p.variable);
                    part.pattern = Slug::of(p.pattern);
                    part.category = p.category;
                    part.begin = count(b + p.begin);
                    part.end = count(b + p.end);
                    part.expression = p.expression;
                    s.parts.push_back(std::move(part));
                }
            if (used) {
                for (const auto& [x, y] : r.unread)
                    s.unread.push_back(span_of(b + x, b + y));
            } else {
                s.unread.push_back(span_of(b, e));
            }
            s.computability = s.parts.empty() ? Computability::narrative
                              : r.whole       ? Computability::full
                                              : Computability::partial;
            out_.sentences.push_back(std::move(s));
        }
    }

    static TextSpan span_of(std::size_t begin, std::size_t end) {
        TextSpan s;
        s.begin = count(begin);
        s.end = count(end);
        return s;
    }

    // What the parts of an item say together; nothing if how they are joined is not clear.
    struct Meaning {
        std::vector<Expression> all{};
        bool whole = true, clear = true;
        std::string residue{};
        Optional<CriterionCategory> category{};
        Optional<AssessmentPoint> assessed_at{};
        Optional<Judge> judged_by{};
    };

    static Expression joined(std::vector<Expression> list, bool any) {
        if (list.size() == 1) return std::move(list.front());
        if (any) {
            AnyOf e;
            e.of = std::move(list);
            return e;
        }
        AllOf e;
        e.of = std::move(list);
        return e;
    }

    // A condition and its consequence as a demand for both.
    static Expression both_of(const Expression& e) {
        const auto* rule = std::get_if<Implies>(&e);
        if (rule == nullptr) return e;
        AllOf both;
        both.of = rule->condition;
        both.of.insert(both.of.end(), rule->then.begin(), rule->then.end());
        return both;
    }

    void add_residue(std::string& residue, std::string_view more) const {
        if (residue.size() > 2000) return;
        if (!residue.empty()) residue += "; ";
        residue += flat(more.substr(0, 1000));
    }

    Meaning meaning_of(const Node& n) const {
        Meaning m;
        const bool exclusion = kind_of(*n.item) == CriterionKind::exclusion;
        for (std::size_t k = 0; k < n.readings.size(); ++k) {
            const Reading& r = n.readings[k];
            const std::size_t base = n.item->sentences[k].first;
            for (const auto& [x, y] : r.unread)
                add_residue(m.residue, words(base + x, base + y));
            if (r.parts.empty()) {
                if (!r.neutral) m.whole = false;
                if (r.neutral && r.unread.empty() && n.readings.size() == 1) m.whole = false;
                continue;
            }
            m.whole = m.whole && r.whole;
            if (r.assessed_at) m.assessed_at = r.assessed_at;
            if (r.judged_by) m.judged_by = r.judged_by;
            if (!m.category) m.category = r.parts.front().category;
            // Parts joined by "or" first, then by "and".
            bool any = false, all = false;
            for (const Joint j : r.joints)
                (j == Joint::any ? any : all) = true;
            // "Karnofsky >= 70 for patients >= 16 years or Lansky >= 70 for patients < 16 years": each holds for its own patients. Beside
            // another alternative, or as an exclusion, such a part is one only for those whom it is about.
            const auto by_age = [](const Reading::Part& p) {
                return p.pattern.ends_with(".by-age");
            };
            const bool all_by_age = std::all_of(r.parts.begin(), r.parts.end(), by_age);
            if (any && all_by_age && !exclusion) {
                any = false;
                all = true;
            }
            std::vector<Expression> parts;
            for (const Reading::Part& p : r.parts)
                parts.push_back(by_age(p) && (exclusion || any) ? both_of(p.expression) : p.expression);
            if (exclusion) {
                // One of a list of exclusions is enough. "A and B" may mean that both are needed.
                if (all && r.parts.size() > 1) {
                    m.whole = false;
                    add_residue(m.residue, "whether one or all of these exclude");
                }
                m.all.push_back(joined(std::move(parts), true));
            } else if (any && all) {
                m.whole = false;
                m.clear = false;
                add_residue(m.residue, "how \"and\" and \"or\" group the parts");
            } else {
                // "ALT or AST <= 3 x ULN": either, or both?
                const bool shared = any && r.parts.size() == 2 && r.parts[0].begin == r.parts[1].begin &&
                                    r.parts[0].end == r.parts[1].end &&
                                    r.parts[0].category == CriterionCategory::organ_function;
                if (shared) {
                    m.whole = false;
                    add_residue(m.residue, "whether one or both must hold");
                }
                if (any && r.alternative) {
                    // Something that was not understood is enough, too.
                    NarrativeAtom rest;
                    rest.text = m.residue;
                    parts.emplace_back(std::move(rest));
                }
                Expression e = joined(std::move(parts), any);
                if (!any && r.alternative && !r.exceptive) {
                    AnyOf either;
                    NarrativeAtom rest;
                    rest.text = m.residue;
                    either.of.push_back(std::move(e));
                    either.of.emplace_back(std::move(rest));
                    e = std::move(either);
                }
                m.all.push_back(std::move(e));
            }
        }
        return m;
    }

    void finish(Criterion& c, Meaning m, const Node& n) {
        const bool exclusion = c.kind == CriterionKind::exclusion;
        c.category = m.category;
        c.assessed_at = m.assessed_at;
        c.judged_by = m.judged_by;
        if (!n.item->list) {
            m.whole = false;
            add_residue(m.residue, "whether it is demanded or excluded: no heading says so");
        }
        if (n.item->qualified) {
            m.whole = false;
            add_residue(m.residue, words(n.item->heading_begin, n.item->heading_end));
        }
        if (n.after_one_of) {
            m.whole = false;
            add_residue(m.residue, "whether it is one of the alternatives that were announced before");
        }
        if (m.judged_by && m.whole) m.judged_by.reset();
        if (!m.all.empty() && m.clear) c.expression = joined(std::move(m.all), exclusion);
        c.computability = !c.expression ? Computability::narrative
                          : m.whole     ? Computability::full
                                        : Computability::partial;
        if (c.computability == Computability::partial) c.residue = m.residue.empty() ? "some of the words" : m.residue;
    }

    Criterion begin_criterion(const Node& n, std::size_t end) {
        Criterion c;
        c.kind = kind_of(*n.item);
        const bool in = c.kind == CriterionKind::inclusion;
        c.id = Slug::of((in ? "inclusion-" : "exclusion-") + std::to_string(in ? ++inclusions_ : ++exclusions_));
        c.text = well_formed(words(n.item->begin, end));
        c.wording = Wording::verbatim;
        c.language = LanguageTag::from_text("en");
        c.span = span_of(n.item->begin, end);
        return c;
    }

    [[nodiscard]] std::size_t last_end(std::size_t i) const {
        std::size_t end = nodes_[i].item->end;
        for (std::size_t k = i + 1; k < nodes_.size() && nodes_[k].depth > nodes_[i].depth; ++k)
            end = nodes_[k].item->end;
        return end;
    }

    // The nearest item above that governs what this one says.
    [[nodiscard]] std::size_t governor(std::size_t i, Lead lead) const {
        for (std::size_t p = nodes_[i].parent; p != none; p = nodes_[p].parent)
            if (nodes_[p].lead == lead) return p;
        return none;
    }

    void write(std::size_t i) {
        Node& n = nodes_[i];
        const bool in_group = governor(i, Lead::one_of) != none || governor(i, Lead::some_of) != none ||
                              governor(i, Lead::exceptive) != none;
        const bool readable = !n.item->donor && governor(i, Lead::exceptive) == none;
        note_sentences(i, readable);
        if (in_group) return;  // told with the item that introduces it
        if (n.lead == Lead::plain && n.readings.back().neutral && governor(i, Lead::conditional) == none)
            return;  // its children tell all
        const bool group = n.lead == Lead::one_of || n.lead == Lead::some_of || n.lead == Lead::exceptive;
        if (n.lead == Lead::conditional) return;  // told with each of its children
        Criterion c = begin_criterion(n, group ? last_end(i) : n.item->end);
        Meaning m;
        if (!readable) {
            m.whole = false;
        } else if (n.lead == Lead::one_of) {
            AnyOf any;
            for (const std::size_t child : n.children) {
                Meaning one = meaning_of(nodes_[child]);
                const bool known = !one.all.empty() && one.clear && one.whole && nodes_[child].children.empty();
                if (known) {
                    any.of.push_back(joined(std::move(one.all), false));
                    if (!m.category) m.category = one.category;
                } else {
                    NarrativeAtom rest;
                    rest.text = flat(words(nodes_[child].item->begin, last_end(child)));
                    any.of.emplace_back(std::move(rest));
                    m.whole = false;
                    add_residue(m.residue, words(nodes_[child].item->begin, last_end(child)));
                }
            }
            const bool some = std::any_of(any.of.begin(), any.of.end(), [](const Expression& e) {
                return !std::holds_alternative<NarrativeAtom>(e);
            });
            // What introduces the list may demand something itself.
            if (!n.readings.back().neutral || n.readings.size() > 1) {
                m.whole = false;
                add_residue(m.residue, words(n.item->begin, n.item->end));
            }
            if (some) m.all.emplace_back(std::move(any));
        } else if (group) {
            m = meaning_of(n);
            m.whole = false;
            for (const std::size_t child : n.children)
                add_residue(m.residue, words(nodes_[child].item->begin, last_end(child)));
            if (n.lead == Lead::some_of) m.all.clear();
        } else {
            m = meaning_of(n);
        }
        if (const std::size_t p = governor(i, Lead::conditional); p != none && !m.all.empty()) {
            // "For patients with lymphoma:" and then this.
            const std::string_view said = words(nodes_[p].item->begin, nodes_[p].item->end);
            NarrativeAtom when;
            when.text = flat(said);
            if (c.kind == CriterionKind::inclusion) {
                Implies rule;
                rule.condition.emplace_back(std::move(when));
                rule.then = std::move(m.all);
                m.all.clear();
                m.all.emplace_back(std::move(rule));
            } else {
                AllOf all;
                all.of.push_back(joined(std::move(m.all), true));
                all.of.emplace_back(std::move(when));
                m.all.clear();
                m.all.emplace_back(std::move(all));
            }
            m.whole = false;
            add_residue(m.residue, said);
        }
        finish(c, std::move(m), n);
        out_.criteria.push_back(std::move(c));
    }
};

}  // namespace

ParsedCriteria parse_criteria(std::string_view text) {
    return Parser(text).run();
}

}  // namespace carnk::inline v0_1
