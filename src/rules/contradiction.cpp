// SPDX-License-Identifier: BSL-1.0
// Rules on criteria side by side: two that no patient can meet, two that are the same.
// An absent value reads as its default (core/optional.hpp): no ends, no unit, no date, zero. Where that breaks no rule, its presence is
// not asked for.
#include <carnk/core/optional.hpp>
#include <carnk/model/eligibility.hpp>

#include "rules/builtin.hpp"
#include "rules/equality_key.hpp"
#include "rules/expressions.hpp"
#include "rules/text.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace carnk::inline v0_1::detail {

namespace {

constexpr RuleInfo contradiction = card(
    "CNK-ELIG-031", Severity::error, RuleCategory::consistency, "no two criteria contradict each other",
    "Nobody could be eligible; two criteria are enough for that, and each alone looks right. A record that asks the same too "
    "often to compare each with each is told where the search ended.",
    "EligibilityRecord.criteria, Criterion.kind, .scope, .expression",
    "Kleene SC, Introduction to Metamathematics, 1952, section 64");
constexpr RuleInfo same_twice =
    card("CNK-ELIG-032", Severity::note, RuleCategory::practice, "no two criteria demand the same",
         "One of them is redundant, or a difference was lost when they were typed.",
         "EligibilityRecord.criteria, Criterion.expression");

/// A part of a criterion that every eligible patient meets (or, if negated, does not meet).
struct Literal {
    const Atom* atom;
    bool holds;
    std::size_t criterion;
    std::string pointer;
};

/// Collects what must hold, or must not hold, if the expression has to.
void collect(const Expression& e, bool holds, std::size_t criterion, const std::string& pointer,
             std::vector<Literal>& out) {
    const auto parts = [&](const std::vector<Expression>& of, bool part_holds) {
        for (std::size_t i = 0; i < of.size(); ++i)
            collect(of[i], part_holds, criterion, pointer + at("of", i), out);
    };
    if (const Atom* a = as<Atom>(e))
        out.push_back({a, holds, criterion, pointer});
    else if (const AllOf* all = as<AllOf>(e)) {
        if (holds || all->of.size() == 1) parts(all->of, holds);
    } else if (const AnyOf* any = as<AnyOf>(e)) {
        if (!holds || any->of.size() == 1) parts(any->of, holds);
    } else if (const Not* n = as<Not>(e)) {
        if (holds || n->of.size() == 1) parts(n->of, !holds);
    }
}

/// Whether there are patients to whom both apply, as far as is known: groups without names may be different ones.
bool meet(const CriterionScope& a, const CriterionScope& b) {
    if (a.level == ScopeLevel::study || b.level == ScopeLevel::study) return true;
    return a.level == b.level &&
           std::find_first_of(a.names->begin(), a.names->end(), b.names->begin(), b.names->end()) != a.names->end();
}

bool decides(const Criterion& c) {
    // What an exclusion says only in part may exclude fewer than its expression; an inclusion demands at least that.
    const bool vouched = c.computability == Computability::full ||
                         (c.computability == Computability::partial && c.kind == CriterionKind::inclusion);
    return c.expression && vouched && c.strength == Strength::required && !c.superseded.value_or(false) &&
           !c.waivable.value_or(false);
}

/// Whether all numbers of one interval are below all of another; neither is empty.
bool below(const Interval& a, const Interval& b) {
    Interval from_b_to_a;
    from_b_to_a.low = b.low;
    from_b_to_a.low_open = b.low_open;
    from_b_to_a.high = a.high;
    from_b_to_a.high_open = a.high_open;
    return from_b_to_a.empty();
}

/// The interval of values that are not in it; without ends where these are none, or no interval.
Interval complement(const Interval& i) {
    Interval r;
    if (i.low.has_value() == i.high.has_value()) return r;
    r.low = i.high;
    r.low_open = !i.high_open.value_or(false);
    r.high = i.low;
    r.high_open = !i.low_open.value_or(false);
    return r;
}

Optional<Interval> converted(const Interval& i, const UcumUnit& from, const UcumUnit& to) {
    Interval r = i;
    if (i.low && !(r.low = convert(*i.low, from, to))) return std::nullopt;
    if (i.high && !(r.high = convert(*i.high, from, to))) return std::nullopt;
    return r;
}

/// Completed years: up to and including 75 means less than 76. Of what is asked of a person, only the age is in years.
Interval whole_years(Interval i, const UcumUnit& unit) {
    if (unit.text() == "a" && i.high && !i.high_open.value_or(false) && std::floor(*i.high) == *i.high) {
        i.high = *i.high + 1;
        i.high_open = true;
    }
    return i;
}

/// The numbers that a literal allows, in the unit of another test of the same kind; without ends if that cannot be told.
Interval allowed(const Literal& l, const UcumUnit& unit) {
    Interval i;
    if (const auto* t = std::get_if<RangeTest>(&*l.atom->test)) {
        const bool demographic = l.atom->query.domain == FactDomain::demographic;
        i = *converted(demographic ? whole_years(t->interval, t->unit) : t->interval, t->unit, unit);
    } else if (const auto* d = std::get_if<DurationTest>(&*l.atom->test))
        i = *converted(d->interval, d->unit, unit);
    else if (const auto* o = std::get_if<OrdinalTest>(&*l.atom->test))
        i = o->levels;
    return l.holds ? i : complement(i);
}

bool contradict(const Literal& a, const Literal& b) {
    if (*a.atom == *b.atom) return a.holds != b.holds;
    if (!(a.atom->query == b.atom->query)) return false;
    const Quantifier qa = a.atom->quantifier, qb = b.atom->quantifier;
    const auto existence = [](Quantifier q) {
        return q == Quantifier::exists || q == Quantifier::none;
    };
    if (existence(qa) && existence(qb))
        return ((qa == Quantifier::exists) == a.holds) != ((qb == Quantifier::exists) == b.holds);
    if (qa != qb) return false;
    if (qa == Quantifier::count) {
        if (!a.holds || !b.holds || a.atom->distinct != b.atom->distinct) return false;
        const auto above = [](const CountRange& x, const CountRange& y) {
            return y.high && x.low.value_or(0) > *y.high;
        };
        return above(*a.atom->count, *b.atom->count) || above(*b.atom->count, *a.atom->count);
    }
    if (qa != Quantifier::latest && qa != Quantifier::all_of) return false;
    // An absent test, which is another rule's, is a range without ends.
    if (a.atom->test->index() != b.atom->test->index()) return false;
    if (const auto* x = std::get_if<ResultTest>(&*a.atom->test)) {
        const auto& y = std::get<ResultTest>(*b.atom->test);
        const auto opposite = [](QualitativeResult r, QualitativeResult s) {
            return r == QualitativeResult::positive && s == QualitativeResult::negative;
        };
        return a.holds && b.holds && (opposite(x->result, y.result) || opposite(y.result, x->result));
    }
    UcumUnit unit;
    if (const auto* x = std::get_if<RangeTest>(&*a.atom->test)) {
        if (x->reference != std::get<RangeTest>(*b.atom->test).reference) return false;
        unit = x->unit;
    } else if (const auto* d = std::get_if<DurationTest>(&*a.atom->test))
        unit = d->unit;
    else if (const auto* o = std::get_if<OrdinalTest>(&*a.atom->test)) {
        if (o->scale != std::get<OrdinalTest>(*b.atom->test).scale) return false;
    } else
        return false;
    const Interval x = allowed(a, unit), y = allowed(b, unit);
    return !x.empty() && !y.empty() && (below(x, y) || below(y, x));
}

/// Criteria that may be compared at all: checked at the same time, of the same version of the record.
void put_occasion(EqualityKey& key, const Criterion& c) {
    key.put(c.assessed_at);
    key.put(c.record_version);
}

/// Comparisons of literals, and of names of groups, before the rule gives up and says so. A record of 200 criteria needs some hundred.
constexpr std::size_t most_comparisons = 4'000'000;

void check_contradictions(const EligibilityRecord& r, RuleContext& ctx) {
    std::vector<Literal> literals;
    for (std::size_t i = 0; i < r.criteria.size(); ++i) {
        const Criterion& c = r.criteria[i];
        if (decides(c))
            collect(*c.expression, c.kind == CriterionKind::inclusion, i, at("criteria", i, "expression"), literals);
    }
    // Only what is asked of the same fact can contradict.
    std::map<std::string, std::vector<const Literal*>> asked;
    std::size_t compared = 0;
    for (const Literal& y : literals) {
        const Criterion& c = r.criteria[y.criterion];
        EqualityKey key;
        put_occasion(key, c);
        key.put(y.atom->query);
        std::vector<const Literal*>& before = asked[key.text()];
        const auto x = std::find_if(before.begin(), before.end(), [&](const Literal* l) {
            const Criterion& other = r.criteria[l->criterion];
            compared += 1 + other.scope.names->size() * c.scope.names->size();
            return compared > most_comparisons ||
                   ((l->criterion == y.criterion || meet(other.scope, c.scope)) && contradict(*l, y));
        });
        if (compared > most_comparisons) {
            ctx.report(
                at("criteria", y.criterion),
                "the record asks the same too often to compare each criterion with each: from here on contradictions "
                "were not looked for",
                c.id.text(), "at most " + std::to_string(most_comparisons) + " comparisons");
            return;
        }
        if (x != before.end())
            ctx.report(y.pointer, "no patient can meet this and criterion " + r.criteria[(*x)->criterion].id.text(),
                       c.text.substr(0, 80), {}, {{ctx.pointer((*x)->pointer), "the other criterion"}});
        before.push_back(&y);
    }
}

void check_same(const EligibilityRecord& r, RuleContext& ctx) {
    std::map<std::string, std::size_t> first;
    for (std::size_t i = 0; i < r.criteria.size(); ++i) {
        const Criterion& c = r.criteria[i];
        if (!decides(c) || c.computability != Computability::full || !meet(c.scope, c.scope)) continue;
        EqualityKey key;
        key.put(c.kind);
        key.put(c.scope);
        put_occasion(key, c);
        key.put(*c.expression);
        if (key.equals_nothing()) continue;
        const auto [same, added] = first.emplace(key.text(), i);
        if (!added)
            ctx.report(at("criteria", i), "the criterion demands the same as " + r.criteria[same->second].id.text(),
                       c.id.text(), {}, {{ctx.pointer(at("criteria", same->second)), "the other criterion"}});
    }
}

}  // namespace

void add_contradiction_rules(BuiltinRules& rules) {
    rules.add<EligibilityRecord>(contradiction, check_contradictions);
    rules.add<EligibilityRecord>(same_twice, check_same);
}

}  // namespace carnk::inline v0_1::detail
