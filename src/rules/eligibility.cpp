// SPDX-License-Identifier: BSL-1.0
// Rules on eligibility criteria: what each one says, and whether it can be evaluated.
// An absent value reads as its default (core/optional.hpp): no ends, no unit, no date, zero. Where that breaks no rule, its presence is
// not asked for.
#include <carnk/core/optional.hpp>
#include <carnk/model/catalog.hpp>
#include <carnk/model/catalog_index.hpp>

#include "rules/builtin.hpp"
#include "rules/expressions.hpp"
#include "rules/scales.hpp"
#include "rules/text.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace carnk::inline v0_1::detail {

namespace {

constexpr RuleInfo k_out_of_n = card(
    "CNK-ELIG-001", Severity::error, RuleCategory::consistency, "k of n is a number that can be reached and missed",
    "At least more than there are is never true; at most all, and at least none, is always true.",
    "AtLeast.k, AtLeast.of, AtMost.k, AtMost.of");
constexpr RuleInfo empty_group = card("CNK-ELIG-002", Severity::error, RuleCategory::structure, "a group has parts",
                                      "An empty group is always true or always false, whoever is screened.",
                                      "AllOf, AnyOf, Not, AtLeast, AtMost, Implies, Case");
constexpr RuleInfo single_part =
    card("CNK-ELIG-003", Severity::note, RuleCategory::practice, "a group has more than one part",
         "A single part can stand for itself; often a sibling was lost.", "AllOf, AnyOf");
constexpr RuleInfo double_negation = card("CNK-ELIG-004", Severity::note, RuleCategory::practice,
                                          "a negation is not negated again", "Readers lose count of negations.", "Not");
constexpr RuleInfo no_text =
    card("CNK-ELIG-005", Severity::error, RuleCategory::provenance, "a criterion has text",
         "The words are what was agreed; the expression only says as much of them as it can.", "Criterion.text");
constexpr RuleInfo not_full = card("CNK-ELIG-006", Severity::error, RuleCategory::consistency,
                                   "a criterion that is called fully computable is so",
                                   "It has an expression without parts in words, and nothing is left over.",
                                   "Criterion.computability, .expression, .residue, NarrativeAtom, WordsTest");
constexpr RuleInfo not_narrative =
    card("CNK-ELIG-007", Severity::error, RuleCategory::consistency,
         "a criterion that is called narrative has no expression",
         "It would be evaluated although nobody vouches for it.", "Criterion.computability, Criterion.expression");
constexpr RuleInfo not_partial = card("CNK-ELIG-008", Severity::warning, RuleCategory::consistency,
                                      "a criterion that is partly computable says which part is not",
                                      "Without the residue a reader takes the expression for the whole.",
                                      "Criterion.computability, .expression, .residue");
constexpr RuleInfo quantifier_and_test = card(
    "CNK-ELIG-009", Severity::error, RuleCategory::structure, "an atom has exactly the test that its quantifier needs",
    "Existence needs none, a count needs a number, a value needs a test.", "Atom.quantifier, .test, .count, .distinct");
constexpr RuleInfo unknown_ref =
    card("CNK-ELIG-010", Severity::error, RuleCategory::reference, "a reference names a criterion of the record",
         "It would stay unknown for ever.", "Ref.criterion, Criterion.id");
constexpr RuleInfo ref_circle =
    card("CNK-ELIG-011", Severity::error, RuleCategory::reference, "references form no circle",
         "A criterion cannot depend on its own value.", "Ref.criterion, Criterion.expression");
constexpr RuleInfo ids_unique =
    card("CNK-ELIG-012", Severity::error, RuleCategory::reference, "the criteria of a record have different ids",
         "References and answers name criteria by id.", "Criterion.id");
constexpr RuleInfo time_unit =
    card("CNK-ELIG-013", Severity::error, RuleCategory::format, "times of criteria are in units of time",
         "A time in another unit cannot be computed with.",
         "DurationTest.unit, TimeOffset.distance, ChangeTest.within, SupportRule.within");
constexpr RuleInfo stage_of_system = card("CNK-ELIG-014", Severity::error, RuleCategory::consistency,
                                          "stages are those of their system, the lower one first",
                                          "A stage of another system matches nobody.", "StageTest.system, .low, .high");
constexpr RuleInfo level_of_scale =
    card("CNK-ELIG-015", Severity::error, RuleCategory::consistency, "levels are those of their scale",
         "A level that does not exist matches nobody.", "OrdinalTest.scale, OrdinalTest.levels",
         "Oken MM et al. Am J Clin Oncol 1982;5:649-655 (ECOG)");
constexpr RuleInfo steps_inverted = card("CNK-ELIG-016", Severity::error, RuleCategory::consistency,
                                         "the lowest step or titre is not above the highest",
                                         "No result lies in an inverted range.", "SemiQuantitativeTest, TitreTest");
constexpr RuleInfo window_inverted =
    card("CNK-ELIG-017", Severity::error, RuleCategory::consistency, "a window does not end before it begins",
         "No day lies in it.", "TimeWindow.from, TimeWindow.to");
constexpr RuleInfo history_in_future =
    card("CNK-ELIG-018", Severity::warning, RuleCategory::plausibility,
         "what a patient had is not looked for after the day of screening",
         "At screening the future is empty: the sign of the distance is wrong.", "FactQuery.domain, FactQuery.window");
constexpr RuleInfo event_anchor =
    card("CNK-ELIG-019", Severity::error, RuleCategory::structure,
         "a window names an event exactly where it counts from one", "Without a name the event cannot be found.",
         "TimeWindow.anchor, TimeWindow.event");
constexpr RuleInfo scope_names =
    card("CNK-ELIG-020", Severity::warning, RuleCategory::consistency, "a criterion for all patients names no cohort",
         "Either the level or the names are wrong.", "CriterionScope.level, CriterionScope.names");
constexpr RuleInfo unknown_arm =
    card("CNK-ELIG-021", Severity::warning, RuleCategory::reference, "a criterion for an arm names an arm of the trial",
         "It would apply to nobody.", "CriterionScope.level, .names, TrialArm.label");
constexpr RuleInfo span_inverted =
    card("CNK-ELIG-022", Severity::error, RuleCategory::consistency, "a span of text does not end before it begins",
         "There is nothing to show.", "TextSpan.begin, TextSpan.end");
constexpr RuleInfo match_basis = card("CNK-ELIG-023", Severity::warning, RuleCategory::provenance,
                                      "how a record belongs to its trial agrees with the number that is there",
                                      "A printed or matched number is there, one that was not found is not.",
                                      "EligibilityRecord.trial_id, TrialMatch.basis, .matched_on");
constexpr RuleInfo offset_choice =
    card("CNK-ELIG-024", Severity::error, RuleCategory::structure, "of two distances the window says which counts",
         "Days or half-lives, whichever is shorter or longer: without the choice there are two windows.",
         "TimeOffset.distance, .half_lives, .choose");
constexpr RuleInfo no_codes =
    card("CNK-ELIG-025", Severity::error, RuleCategory::structure, "a list of codes is not empty",
         "An empty list matches nothing; any code is said by leaving it out.", "FactQuery.codes, CodeTest.codes");
constexpr RuleInfo except_domain =
    card("CNK-ELIG-026", Severity::warning, RuleCategory::consistency,
         "an exception is of the kind of fact that it is an exception from",
         "Records of another kind are not found in the first place.", "FactQuery.domain, FactQuery.except");
constexpr RuleInfo unknown_term =
    card("CNK-ELIG-027", Severity::error, RuleCategory::reference, "codes are terms of the vocabulary",
         "A code that nobody else uses matches no patient.",
         "FactQuery.codes, .methods, .specimens, .sites, ClinicalTerm.id");
constexpr RuleInfo age_differs =
    card("CNK-ELIG-028", Severity::warning, RuleCategory::consistency,
         "the age in the criteria agrees with that of the register",
         "The register states the limits of age on their own; criteria that differ are of another version.",
         "Criterion.expression, EligibilitySummary.minimum_age, .maximum_age",
         "ClinicalTrials.gov Protocol Registration Data Element Definitions");
constexpr RuleInfo impossible_negative = card(
    "CNK-ELIG-029", Severity::warning, RuleCategory::plausibility, "a limit of a measured quantity is not negative",
    "Ages, counts and concentrations are not; differences are said as changes.",
    "RangeTest.interval, ChangeTest.amount");
constexpr RuleInfo coverage_and_criteria =
    card("CNK-ELIG-030", Severity::warning, RuleCategory::consistency,
         "a list that was not seen has no criteria, and one that is complete has some",
         "Coverage tells how far the absence of a criterion can be relied on.", "EligibilityCoverage, Criterion.kind");

void check_at_least(const AtLeast& g, RuleContext& ctx) {
    const std::string n = std::to_string(g.of.size()), said = std::to_string(g.k) + " of " + n;
    if (g.of.empty()) return;  // reported as an empty group
    if (g.k < 1) ctx.report("/k", "at least none is always true", said, "1 to " + n);
    if (g.k > static_cast<std::int64_t>(g.of.size()))
        ctx.report("/k", "there are fewer parts than must hold", said, "1 to " + n);
}

void check_at_most(const AtMost& g, RuleContext& ctx) {
    const std::string n = std::to_string(g.of.size());
    if (g.of.empty()) return;  // reported as an empty group
    if (g.k >= static_cast<std::int64_t>(g.of.size()))
        ctx.report("/k", "at most all of the parts is always true", std::to_string(g.k) + " of " + n, "less than " + n);
}

template <class Group>
void check_group(const Group& g, RuleContext& ctx) {
    if (g.of.empty()) ctx.report("/of", "the group has no parts");
}

/// Whether it is an atom whose demand is in words.
bool demands_words(const Expression& e) {
    const Atom* a = as<Atom>(e);
    return a && std::holds_alternative<WordsTest>(*a->test);
}

void check_full(const Criterion& c, RuleContext& ctx) {
    if (c.computability != Computability::full) return;
    if (!c.expression) {
        ctx.report("/computability", "the criterion is called fully computable and has no expression", "full",
                   "narrative");
        return;
    }
    if (c.residue) ctx.report("/residue", "the criterion is called fully computable, and something is left over");
    each_expression(*c.expression, "/expression", [&](const Expression& e, const std::string& pointer) {
        if (as<NarrativeAtom>(e))
            ctx.report(pointer, "the criterion is called fully computable, and a part of it is in words", {},
                       "partial");
        if (demands_words(e))
            ctx.report(pointer + "/test", "the criterion is called fully computable, and a demand of it is in words",
                       {}, "partial");
    });
}

void check_partial(const Criterion& c, RuleContext& ctx) {
    if (c.computability != Computability::partial) return;
    if (!c.expression) {
        ctx.report("/computability", "the criterion is called partly computable and has no expression", "partial",
                   "narrative");
        return;
    }
    bool said = c.residue.has_value();
    each_expression(*c.expression, {}, [&](const Expression& e, const std::string&) {
        said = said || as<NarrativeAtom>(e) || demands_words(e);
    });
    if (!said) ctx.report("/residue", "nothing says which part of the criterion is not computable");
}

void check_quantifier(const Atom& a, RuleContext& ctx) {
    const bool value =
        a.quantifier != Quantifier::exists && a.quantifier != Quantifier::none && a.quantifier != Quantifier::count;
    const bool count = a.quantifier == Quantifier::count;
    if (value && !a.test) ctx.report("/quantifier", "the value has no test", text_of(a.quantifier));
    if (!value && a.test) ctx.report("/test", "a test stands where no value is looked at", text_of(a.quantifier));
    if (count && !a.count) ctx.report("/quantifier", "the count has no number", text_of(a.quantifier));
    if (!count && a.count)
        ctx.report("/count", "a number of records stands where none are counted", text_of(a.quantifier));
    if (!count && a.distinct)
        ctx.report("/distinct", "values are to be told apart where none are counted", text_of(a.quantifier));
}

std::set<std::string> refs_of(const Criterion& c) {
    std::set<std::string> ids;
    if (c.expression)
        each_expression(*c.expression, {}, [&](const Expression& e, const std::string&) {
            if (const Ref* r = as<Ref>(e)) ids.insert(r->criterion.text());
        });
    return ids;
}

void check_refs(const EligibilityRecord& r, RuleContext& ctx) {
    std::set<std::string_view> ids;
    for (const Criterion& c : r.criteria)
        ids.insert(c.id.text());
    for (std::size_t i = 0; i < r.criteria.size(); ++i)
        if (r.criteria[i].expression)
            each_expression(*r.criteria[i].expression, at("criteria", i, "expression"),
                            [&](const Expression& e, const std::string& pointer) {
                                if (const Ref* ref = as<Ref>(e); ref && !ids.contains(ref->criterion.text()))
                                    ctx.report(pointer + "/criterion", "the record has no such criterion",
                                               ref->criterion.text());
                            });
}

void check_circles(const EligibilityRecord& r, RuleContext& ctx) {
    std::map<std::string, std::set<std::string>> edges;
    for (const Criterion& c : r.criteria)
        edges[c.id.text()].merge(refs_of(c));
    for (std::size_t i = 0; i < r.criteria.size(); ++i) {
        const std::string& start = r.criteria[i].id.text();
        std::set<std::string> seen;
        std::vector<std::string> todo(edges[start].begin(), edges[start].end());
        while (!todo.empty()) {
            std::string id = std::move(todo.back());
            todo.pop_back();
            if (id == start) {
                ctx.report(at("criteria", i, "expression"), "the criterion depends on itself", start);
                return;  // the others of the circle are the same fault
            }
            if (const auto it = edges.find(id); seen.insert(id).second && it != edges.end())
                todo.insert(todo.end(), it->second.begin(), it->second.end());
        }
    }
}

void check_ids(const EligibilityRecord& r, RuleContext& ctx) {
    std::map<std::string_view, std::size_t> first;
    for (std::size_t i = 0; i < r.criteria.size(); ++i)
        if (const auto [it, fresh] = first.emplace(r.criteria[i].id.text(), i); !fresh)
            ctx.report(at("criteria", i, "id"), "another criterion has this id", r.criteria[i].id.text(), {},
                       {{ctx.pointer(at("criteria", it->second, "id")), "the other one"}});
}

void check_stage(const StageTest& t, RuleContext& ctx) {
    if (stages_of(t.system).empty()) return;
    const auto one = [&](const Optional<Slug>& s, const char* name) {
        if (s && !rank_of(t.system, s->text()))
            ctx.report(at(name), "the system has no such stage", s->text(), text_of(t.system));
    };
    one(t.low, "low");
    one(t.high, "high");
    const auto low = rank_of(t.system, t.low->text()), high = rank_of(t.system, t.high->text());
    if (high && low.value_or(0) > *high)
        ctx.report("", "the lowest stage is above the highest", t.low->text() + " to " + t.high->text());
}

void check_levels(const OrdinalTest& t, RuleContext& ctx) {
    const ScaleRange r = range_of(t.scale);
    const auto out = [&](const Optional<double>& x) {
        return x && (*x < r.low || *x > r.high);
    };
    if (out(t.levels.low) || out(t.levels.high))
        ctx.report("/levels", "the scale has no such level", text_of(t.levels),
                   std::to_string(r.low) + " to " + std::to_string(r.high));
}

Optional<double> days(const Optional<TimeOffset>& o) {
    if (o->half_lives) return std::nullopt;
    return o->distance->in(UcumUnit::of("d"));
}

void check_window(const TimeWindow& w, RuleContext& ctx) {
    const auto from = days(w.from), to = days(w.to);
    if (from && to && *from > *to)
        ctx.report("/to", "the window ends before it begins", text_of(*w.to->distance),
                   "not before " + text_of(*w.from->distance));
}

void check_history(const FactQuery& q, RuleContext& ctx) {
    if (!q.window) return;
    const bool history = q.domain == FactDomain::therapy || q.domain == FactDomain::transplant ||
                         q.domain == FactDomain::event || q.domain == FactDomain::biomarker ||
                         q.domain == FactDomain::lesion || q.domain == FactDomain::antigen_expression;
    const auto anchor = q.window->anchor.value_or(Anchor::screening);
    const auto from = days(q.window->from);
    if (history && anchor == Anchor::screening && from.value_or(0) > 0)
        ctx.report("/window/from", "the window lies after the day of screening", text_of(*q.window->from->distance),
                   "0 or less");
}

void check_arm(const EligibilityRecord& r, RuleContext& ctx) {
    if (!r.trial_id) return;
    const Trial* trial = ctx.index()->trial(r.trial_id->text());
    if (!trial || trial->arms.empty()) return;
    for (std::size_t i = 0; i < r.criteria.size(); ++i) {
        const CriterionScope& s = r.criteria[i].scope;
        if (s.level != ScopeLevel::arm) continue;
        for (std::size_t k = 0; k < s.names->size(); ++k)
            if (std::none_of(trial->arms.begin(), trial->arms.end(),
                             [&](const TrialArm& a) { return a.label == (*s.names)[k]; }))
                ctx.report(at("criteria", i, "scope", "names", k), "the trial has no such arm", (*s.names)[k]);
    }
}

void check_match(const EligibilityRecord& r, RuleContext& ctx) {
    const TrialMatch& m = r.trial_match;
    const bool has = m.basis == TrialMatchBasis::printed || m.basis == TrialMatchBasis::matched;
    if (has && !r.trial_id)
        ctx.report("/trial_match/basis", "a trial number is said to be known and is not there", text_of(m.basis));
    if (!has && r.trial_id)
        ctx.report("/trial_match/basis", "a trial number is there and said not to be known", text_of(m.basis));
    if (m.basis == TrialMatchBasis::matched && m.matched_on->empty() && !m.description)
        ctx.report("/trial_match", "the trial was matched, and nothing says on what");
}

void check_terms(const FactQuery& q, RuleContext& ctx) {
    if (ctx.catalog()->terms.empty()) return;
    const auto list = [&](const Optional<std::vector<Slug>>& codes, const char* name) {
        for (std::size_t i = 0; i < codes->size(); ++i) {
            const std::string& id = (*codes)[i].text();
            const bool target = q.domain == FactDomain::antigen_expression && name == std::string_view("codes");
            const bool known = ctx.index()->find<ClinicalTerm>(id) || (target && ctx.index()->find<TargetAntigen>(id));
            if (!known)
                ctx.report(at(name, i), target ? "the catalogue has no such target" : "the vocabulary has no such term",
                           id);
        }
    };
    list(q.codes, "codes");
    list(q.methods, "methods");
    list(q.specimens, "specimens");
    list(q.sites, "sites");
}

/// What a criterion demands of the age of every patient, or null if that is nothing, or not in years.
const Interval* age_in(const Criterion& c) {
    if (c.kind != CriterionKind::inclusion || c.scope.level != ScopeLevel::study || c.strength != Strength::required ||
        c.superseded.value_or(false))
        return nullptr;
    const Atom* a = as<Atom>(*c.expression);
    // Of what is asked of a person, only the age is in years.
    if (!a || a->query.domain != FactDomain::demographic || a->query.subject == FactSubject::donor) return nullptr;
    const auto* t = std::get_if<RangeTest>(&*a->test);
    return t && t->unit.text() == "a" ? &t->interval : nullptr;
}

void check_age(const EligibilityRecord& r, RuleContext& ctx) {
    if (!r.trial_id) return;
    const Trial* trial = ctx.index()->trial(r.trial_id->text());
    if (!trial) return;
    struct Limit {
        Optional<double> age;
        std::size_t criterion = 0;
    };
    Limit low, high;  // the strictest of each
    for (std::size_t i = 0; i < r.criteria.size(); ++i) {
        const Interval* ages = age_in(r.criteria[i]);
        if (!ages) continue;
        if (!low.age || *ages->low > *low.age) low = {ages->low, i};
        if (!high.age || (ages->high && *ages->high < *high.age)) high = {ages->high, i};
    }
    const auto one = [&](const Limit& limit, const Optional<Quantity>& of_register, const char* what) {
        const auto want = of_register->in(UcumUnit::of("a"));
        if (limit.age && want && std::abs(*limit.age - *want) > 0.01)
            ctx.report(at("criteria", limit.criterion, "expression", "test", "interval"),
                       std::string(what) + " differs from that of the register", text_of(*limit.age) + " a",
                       text_of(*want) + " a in " + trial->id.text());
    };
    one(low, trial->eligibility->minimum_age, "the least age");
    one(high, trial->eligibility->maximum_age, "the greatest age");
}

void check_coverage(const EligibilityRecord& r, RuleContext& ctx) {
    const auto one = [&](const Optional<ListCompleteness>& c, CriterionKind kind, const char* name) {
        if (!c) return;
        const bool any =
            std::any_of(r.criteria.begin(), r.criteria.end(), [&](const Criterion& x) { return x.kind == kind; });
        if (*c == ListCompleteness::not_seen && any)
            ctx.report(at("coverage", name), "the list was not seen and has criteria", text_of(*c));
        if (*c == ListCompleteness::complete && !any)
            ctx.report(at("coverage", name), "the list is complete and has no criteria", text_of(*c));
    };
    one(r.coverage.inclusion, CriterionKind::inclusion, "inclusion");
    one(r.coverage.exclusion, CriterionKind::exclusion, "exclusion");
}

}  // namespace

void add_eligibility_rules(BuiltinRules& rules) {
    rules.add<AtLeast>(k_out_of_n, check_at_least);
    rules.add<AtMost>(k_out_of_n, check_at_most);
    rules.add<AllOf>(empty_group, [](const AllOf& g, RuleContext& ctx) {
        // An empty "all" demands nothing, which a criterion may mean: "either sex", or one branch of a case.
        const Criterion* criterion = ctx.parent<Criterion>();
        const bool meant = ctx.parent<Case>() || (criterion && criterion->shape == CriterionShape::no_restriction);
        if (!meant) check_group<AllOf>(g, ctx);
    });
    rules.add<AnyOf>(empty_group, check_group<AnyOf>);
    rules.add<Not>(empty_group, check_group<Not>);
    rules.add<AtLeast>(empty_group, check_group<AtLeast>);
    rules.add<AtMost>(empty_group, check_group<AtMost>);
    rules.add<Implies>(empty_group, [](const Implies& i, RuleContext& ctx) {
        if (i.condition.empty()) ctx.report("/condition", "nothing says for whom it holds");
        if (i.then.empty()) ctx.report("/then", "nothing must hold");
    });
    rules.add<Case>(empty_group, [](const Case& c, RuleContext& ctx) {
        if (c.branches.empty()) ctx.report("/branches", "there are no branches");
    });
    rules.add<AllOf>(single_part, [](const AllOf& g, RuleContext& ctx) {
        if (g.of.size() == 1) ctx.report("/of", "the group has one part");
    });
    rules.add<AnyOf>(single_part, [](const AnyOf& g, RuleContext& ctx) {
        if (g.of.size() == 1) ctx.report("/of", "the group has one part");
    });
    rules.add<Not>(double_negation, [](const Not& n, RuleContext& ctx) {
        if (n.of.size() == 1 && as<Not>(n.of.front())) ctx.report("/of/0", "a negation is negated");
    });
    rules.add<Criterion>(no_text, [](const Criterion& c, RuleContext& ctx) {
        if (c.text.find_first_not_of(" \t\r\n") == std::string::npos)
            ctx.report("/text", "the criterion has no text", c.id.text());
    });
    rules.add<Criterion>(not_full, check_full);
    rules.add<Criterion>(not_narrative, [](const Criterion& c, RuleContext& ctx) {
        if (c.computability == Computability::narrative && c.expression)
            ctx.report("/expression", "the criterion is called narrative and has an expression");
    });
    rules.add<Criterion>(not_partial, check_partial);
    rules.add<Atom>(quantifier_and_test, check_quantifier);
    rules.add<EligibilityRecord>(unknown_ref, check_refs);
    rules.add<EligibilityRecord>(ref_circle, check_circles);
    rules.add<EligibilityRecord>(ids_unique, check_ids);
    rules.add<DurationTest>(time_unit, [](const DurationTest& t, RuleContext& ctx) {
        if (!is_time(t.unit)) ctx.report("/unit", "the unit is not one of time", t.unit.text(), "a, mo, wk, d, h");
    });
    const auto within = [](const auto& t, RuleContext& ctx) {
        if (t.within && !is_time(t.within->unit))
            ctx.report("/within/unit", "the unit is not one of time", t.within->unit.text(), "a, mo, wk, d, h");
    };
    rules.add<ChangeTest>(time_unit, within);
    rules.add<SupportRule>(time_unit, within);
    rules.add<TimeOffset>(time_unit, [](const TimeOffset& o, RuleContext& ctx) {
        if (o.distance && !is_time(o.distance->unit))
            ctx.report("/distance/unit", "the unit is not one of time", o.distance->unit.text(), "a, mo, wk, d, h");
    });
    rules.add<StageTest>(stage_of_system, check_stage);
    rules.add<OrdinalTest>(level_of_scale, check_levels);
    rules.add<SemiQuantitativeTest>(steps_inverted, [](const SemiQuantitativeTest& t, RuleContext& ctx) {
        if (t.high && *t.low > *t.high)  // an absent low is the lowest
            ctx.report("", "the lowest step is above the highest", text_of(*t.low) + " to " + text_of(*t.high));
    });
    rules.add<TitreTest>(steps_inverted, [](const TitreTest& t, RuleContext& ctx) {
        if (t.high && t.low.value_or(0) > *t.high)
            ctx.report("", "the lowest titre is above the highest",
                       std::to_string(*t.low) + " to " + std::to_string(*t.high));
    });
    rules.add<TimeWindow>(window_inverted, check_window);
    rules.add<FactQuery>(history_in_future, check_history);
    rules.add<TimeWindow>(event_anchor, [](const TimeWindow& w, RuleContext& ctx) {
        if ((w.anchor == Anchor::event) != w.event.has_value())
            ctx.report(w.event ? "/event" : "/anchor", w.event
                                                           ? "an event is named, and the window does not count from it"
                                                           : "the window counts from an event and names none");
    });
    rules.add<CriterionScope>(scope_names, [](const CriterionScope& s, RuleContext& ctx) {
        if (s.level == ScopeLevel::study && !s.names->empty())
            ctx.report("/names", "the criterion is for all patients and names some", s.names->front());
    });
    rules.add<EligibilityRecord>(unknown_arm, check_arm, RuleNeed::catalog);
    rules.add<TextSpan>(span_inverted, [](const TextSpan& s, RuleContext& ctx) {
        if (s.end && *s.end < s.begin.value_or(0))
            ctx.report("/end", "the span ends before it begins", std::to_string(*s.end),
                       "at least " + std::to_string(*s.begin));
    });
    rules.add<EligibilityRecord>(match_basis, check_match);
    rules.add<TimeOffset>(offset_choice, [](const TimeOffset& o, RuleContext& ctx) {
        const bool both = o.distance && o.half_lives;
        if (both && !o.choose)
            ctx.report("", "nothing says which of the two distances counts", {}, "shorter or longer");
        if (!both && o.choose) ctx.report("/choose", "there is one distance and a choice", text_of(*o.choose));
    });
    rules.add<FactQuery>(no_codes, [](const FactQuery& q, RuleContext& ctx) {
        if (q.codes && q.codes->empty()) ctx.report("/codes", "the list of codes is empty");
    });
    rules.add<CodeTest>(no_codes, [](const CodeTest& t, RuleContext& ctx) {
        if (t.codes.empty()) ctx.report("/codes", "the list of codes is empty");
    });
    rules.add<FactQuery>(except_domain, [](const FactQuery& q, RuleContext& ctx) {
        if (!q.except) return;
        for (std::size_t i = 0; i < q.except->size(); ++i)
            if ((*q.except)[i].domain != q.domain)
                ctx.report(at("except", i, "domain"), "the exception is of another kind of fact",
                           text_of((*q.except)[i].domain), text_of(q.domain));
    });
    rules.add<FactQuery>(unknown_term, check_terms, RuleNeed::catalog);
    rules.add<EligibilityRecord>(age_differs, check_age, RuleNeed::catalog);
    rules.add<Atom>(impossible_negative, [](const Atom& a, RuleContext& ctx) {
        const auto* t = a.test ? std::get_if<RangeTest>(&*a.test) : nullptr;
        const bool measured = a.query.domain == FactDomain::measurement || a.query.domain == FactDomain::demographic ||
                              a.query.domain == FactDomain::antigen_expression;
        if (t && measured && (t->interval.low.value_or(0) < 0 || t->interval.high.value_or(0) < 0) &&
            convert(0, t->unit, UcumUnit::of("Cel")) == std::nullopt)
            ctx.report("/test/interval", "the limit is negative", text_of(t->interval));
    });
    rules.add<ChangeTest>(impossible_negative, [](const ChangeTest& t, RuleContext& ctx) {
        if (t.amount.low.value_or(0) < 0) ctx.report("/amount", "the size of a change is negative", text_of(t.amount));
    });
    rules.add<EligibilityRecord>(coverage_and_criteria, check_coverage);
}

}  // namespace carnk::inline v0_1::detail
