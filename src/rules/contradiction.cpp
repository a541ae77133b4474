// SPDX-License-Identifier: BSL-1.0
// Rules on criteria side by side: two that no patient can meet, two that are the same.
#include <carnk/core/optional.hpp>
#include <carnk/model/eligibility.hpp>

#include "rules/builtin.hpp"
#include "rules/expressions.hpp"
#include "rules/text.hpp"

#include <cmath>
#include <limits>

namespace carnk::detail {

namespace {

constexpr RuleInfo contradiction =
    card("CNK-ELIG-031", Severity::error, RuleCategory::consistency, "no two criteria contradict each other",
         "Nobody could be eligible; two criteria are enough for that, and each alone looks right.",
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

bool together(const Criterion& a, const Criterion& b) {
    const bool scope = a.scope.level == ScopeLevel::study || b.scope.level == ScopeLevel::study ||
                       (a.scope.level == b.scope.level && a.scope.names == b.scope.names);
    return scope && a.assessed_at == b.assessed_at && a.record_version == b.record_version;
}

bool decides(const Criterion& c) {
    // What an exclusion says only in part may exclude fewer than its expression; an inclusion demands at least that.
    const bool vouched = c.computability == Computability::full ||
                         (c.computability == Computability::partial && c.kind == CriterionKind::inclusion);
    return c.expression && vouched && c.strength == Strength::required && !c.superseded.value_or(false) &&
           !c.waivable.value_or(false);
}

/// Whether no number lies in both: of all values, or of the whole ones only.
bool apart(Interval a, const Interval& b) {
    if (b.low && (!a.low || *b.low > *a.low || (*b.low == *a.low && b.low_open.value_or(false)))) {
        a.low = b.low;
        a.low_open = b.low_open;
    }
    if (b.high && (!a.high || *b.high < *a.high || (*b.high == *a.high && b.high_open.value_or(false)))) {
        a.high = b.high;
        a.high_open = b.high_open;
    }
    return a.empty();
}

/// The interval of values that are not in it, where that is one interval.
Optional<Interval> complement(const Interval& i) {
    Interval r;
    if (i.low && !i.high) {
        r.high = i.low;
        r.high_open = !i.low_open.value_or(false);
        return r;
    }
    if (i.high && !i.low) {
        r.low = i.high;
        r.low_open = !i.high_open.value_or(false);
        return r;
    }
    return std::nullopt;
}

Optional<Interval> converted(const Interval& i, const UcumUnit& from, const UcumUnit& to) {
    Interval r = i;
    if (i.low && !(r.low = convert(*i.low, from, to))) return std::nullopt;
    if (i.high && !(r.high = convert(*i.high, from, to))) return std::nullopt;
    return r;
}

bool is_age(const Atom& a) {
    return a.query.domain == FactDomain::demographic && a.query.codes && a.query.codes->size() == 1 &&
           a.query.codes->front().text() == "age";
}

/// Completed years: up to and including 75 means less than 76.
Interval whole_years(Interval i, const UcumUnit& unit) {
    if (unit.text() == "a" && i.high && !i.high_open.value_or(false) && std::floor(*i.high) == *i.high) {
        i.high = *i.high + 1;
        i.high_open = true;
    }
    return i;
}

/// The numbers that a literal allows, in the unit of another test of the same kind; nothing if they are no interval.
Optional<Interval> allowed(const Literal& l, const UcumUnit& unit) {
    Optional<Interval> i;
    if (const auto* t = std::get_if<RangeTest>(&*l.atom->test))
        i = converted(is_age(*l.atom) ? whole_years(t->interval, t->unit) : t->interval, t->unit, unit);
    else if (const auto* d = std::get_if<DurationTest>(&*l.atom->test))
        i = converted(d->interval, d->unit, unit);
    else if (const auto* o = std::get_if<OrdinalTest>(&*l.atom->test))
        i = o->levels;
    if (i && !l.holds) i = complement(*i);
    return i;
}

bool contradict(const Literal& a, const Literal& b) {
    if (*a.atom == *b.atom) return a.holds != b.holds;
    if (!(a.atom->query == b.atom->query)) return false;
    const Quantifier qa = a.atom->quantifier, qb = b.atom->quantifier;
    const auto must_exist = [](const Literal& l) {
        return (l.atom->quantifier == Quantifier::exists) == l.holds;
    };
    const auto existence = [](Quantifier q) {
        return q == Quantifier::exists || q == Quantifier::none;
    };
    if (existence(qa) && existence(qb)) return must_exist(a) != must_exist(b);
    if (qa != qb) return false;
    if (qa == Quantifier::count) {
        if (!a.holds || !b.holds || a.atom->distinct != b.atom->distinct || !a.atom->count || !b.atom->count)
            return false;
        const CountRange &x = *a.atom->count, &y = *b.atom->count;
        return (x.low && y.high && *x.low > *y.high) || (y.low && x.high && *y.low > *x.high);
    }
    if (qa != Quantifier::latest && qa != Quantifier::all_of) return false;
    if (!a.atom->test || !b.atom->test || a.atom->test->index() != b.atom->test->index()) return false;
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
    const auto x = allowed(a, unit), y = allowed(b, unit);
    return x && y && !x->empty() && !y->empty() && apart(*x, *y);
}

void check_contradictions(const EligibilityRecord& r, RuleContext& ctx) {
    std::vector<Literal> literals;
    std::vector<std::size_t> begin;  // of each criterion
    for (std::size_t i = 0; i < r.criteria.size(); ++i) {
        begin.push_back(literals.size());
        const Criterion& c = r.criteria[i];
        if (decides(c))
            collect(*c.expression, c.kind == CriterionKind::inclusion, i, at("criteria", i, "expression"), literals);
    }
    for (std::size_t b = 1; b < literals.size(); ++b)
        for (std::size_t a = 0; a < b; ++a) {
            const Literal &x = literals[a], &y = literals[b];
            if (!together(r.criteria[x.criterion], r.criteria[y.criterion]) || !contradict(x, y)) continue;
            ctx.report(y.pointer, "no patient can meet this and criterion " + r.criteria[x.criterion].id.text(),
                       r.criteria[y.criterion].text.substr(0, 80), {},
                       {{ctx.pointer(x.pointer), "the other criterion"}});
            break;
        }
}

void check_same(const EligibilityRecord& r, RuleContext& ctx) {
    for (std::size_t b = 1; b < r.criteria.size(); ++b)
        for (std::size_t a = 0; a < b; ++a) {
            const Criterion &x = r.criteria[a], &y = r.criteria[b];
            if (!decides(x) || !decides(y) || x.kind != y.kind || !(x.scope == y.scope) ||
                x.assessed_at != y.assessed_at || x.record_version != y.record_version)
                continue;
            if (x.computability != Computability::full || y.computability != Computability::full ||
                !(*x.expression == *y.expression))
                continue;
            ctx.report(at("criteria", b), "the criterion demands the same as " + x.id.text(), y.id.text(), {},
                       {{ctx.pointer(at("criteria", a)), "the other criterion"}});
            break;
        }
}

}  // namespace

void add_contradiction_rules(BuiltinRules& rules) {
    rules.add<EligibilityRecord>(contradiction, check_contradictions);
    rules.add<EligibilityRecord>(same_twice, check_same);
}

}  // namespace carnk::detail
