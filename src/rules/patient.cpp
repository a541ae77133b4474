// SPDX-License-Identifier: BSL-1.0
// Rules on patient records. Messages quote no values: the records are about persons.
// An absent value reads as its default (core/optional.hpp): no ends, no unit, no date, zero. Where that breaks no rule, its presence is
// not asked for.
#include <carnk/core/optional.hpp>
#include <carnk/model/patient.hpp>

#include "rules/builtin.hpp"
#include "rules/scales.hpp"
#include "rules/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <tuple>

namespace carnk::inline v0_1::detail {

namespace {

constexpr RuleInfo before_birth =
    card("CNK-PATIENT-001", Severity::error, RuleCategory::consistency, "no fact of a person is older than the person",
         "A date before birth belongs to somebody else, or the date of birth is wrong.",
         "Demographics.birth_date, dates of all facts");
constexpr RuleInfo after_record =
    card("CNK-PATIENT-002", Severity::error, RuleCategory::consistency, "a record holds no facts of the time after it",
         "What is not planned cannot be known before it happens.", "PatientRecord.as_of, dates of all facts");
constexpr RuleInfo record_in_future =
    card("CNK-PATIENT-003", Severity::warning, RuleCategory::plausibility, "a record was not kept in the future",
         "The day of the record is wrong.", "PatientRecord.as_of");
constexpr RuleInfo ends_before_start =
    card("CNK-PATIENT-004", Severity::error, RuleCategory::consistency, "nothing ends before it begins",
         "One of the two dates is wrong.", "onset, start, date, end of facts");
constexpr RuleInfo contradictory = card(
    "CNK-PATIENT-005", Severity::error, RuleCategory::consistency, "no fact is both present and refuted",
    "At the same time a disease is there or it is not; screening would take either.", "assertion, code, date of facts");
constexpr RuleInfo sex_contradicts =
    card("CNK-PATIENT-006", Severity::warning, RuleCategory::plausibility, "a man is neither pregnant nor able to be",
         "Sex or finding is of another person.", "Demographics.sex, .childbearing_potential, ConditionFact.code");
constexpr RuleInfo body_units =
    card("CNK-PATIENT-007", Severity::error, RuleCategory::format, "age, weight and height are in their units",
         "A number in another unit cannot be compared.", "Demographics.age, .body_weight, .height");
constexpr RuleInfo body_implausible =
    card("CNK-PATIENT-008", Severity::warning, RuleCategory::plausibility, "age, weight and height are possible",
         "Nobody is older than 125 years, heavier than 650 kg or taller than 280 cm.",
         "Demographics.age, .birth_date, .body_weight, .height");
constexpr RuleInfo age_differs =
    card("CNK-PATIENT-009", Severity::error, RuleCategory::consistency, "age and date of birth agree",
         "One of the two is of another person or another day.", "Demographics.birth_date, .age, .age_date");
constexpr RuleInfo level_out =
    card("CNK-PATIENT-010", Severity::error, RuleCategory::format, "a level is one of its scale",
         "A level that does not exist cannot be compared.", "PerformanceFact.scale, .value, ToxicityFact.scale, .grade",
         "Oken MM et al. Am J Clin Oncol 1982;5:649-655 (ECOG); NCI CTCAE version 5.0, 2017");
constexpr RuleInfo value_not_assessed =
    card("CNK-PATIENT-011", Severity::warning, RuleCategory::consistency, "what was not assessed has no value",
         "A value means that somebody looked.", "assertion, value, result of facts");
constexpr RuleInfo present_without_value =
    card("CNK-PATIENT-012", Severity::warning, RuleCategory::structure, "what was measured has a value",
         "A measurement without result answers no criterion; what is not known is not assessed.",
         "MeasurementFact, PerformanceFact");
constexpr RuleInfo milestone_order =
    card("CNK-PATIENT-013", Severity::error, RuleCategory::consistency, "the days of a treatment are in order",
         "Consent comes before lymphodepletion, and that before the infusion.", "Milestone.anchor, Milestone.date");
constexpr RuleInfo milestone_twice =
    card("CNK-PATIENT-014", Severity::error, RuleCategory::consistency,
         "each day from which criteria count stands once", "Windows would have two anchors.", "Milestone.anchor");
constexpr RuleInfo complete_inverted =
    card("CNK-PATIENT-015", Severity::error, RuleCategory::consistency,
         "completeness ends after it begins and not after the record", "Nobody can vouch for days that have not come.",
         "DomainCompleteness.complete_from, .complete_as_of, PatientRecord.as_of");
constexpr RuleInfo antigen_scores =
    card("CNK-PATIENT-016", Severity::error, RuleCategory::format, "an H-score lies between 0 and 300",
         "It is the sum of percentages weighted by 1 to 3.", "AntigenFact.h_score",
         "McCarty KS et al. Cancer Res 1986;46:4244s-4248s");
constexpr RuleInfo axis_above_diameter =
    card("CNK-PATIENT-017", Severity::error, RuleCategory::consistency,
         "the short axis of a lesion is not above its longest diameter", "The two were exchanged.",
         "LesionFact.short_axis, .longest_diameter", "Eisenhauer EA et al. Eur J Cancer 2009;45:228-247 (RECIST 1.1)");
constexpr RuleInfo stage_unknown =
    card("CNK-PATIENT-018", Severity::error, RuleCategory::consistency, "a stage is one of its system",
         "A stage of another system matches no criterion.", "DiseaseStage.system, DiseaseStage.stage");
constexpr RuleInfo antigen_contradicts = card(
    "CNK-PATIENT-019", Severity::warning, RuleCategory::consistency, "an antigen result agrees with its percentage",
    "No positive cells is not a positive result, and all of them is not a negative one.",
    "AntigenFact.result, .positive_percent");
constexpr RuleInfo therapy_nameless =
    card("CNK-PATIENT-020", Severity::warning, RuleCategory::structure, "a treatment has a class or a drug",
         "Without either no criterion finds it.", "TherapyFact.classes, .agents, MedicationFact");
constexpr RuleInfo response_not_given = card(
    "CNK-PATIENT-021", Severity::warning, RuleCategory::consistency, "only a treatment that was given has a response",
    "What was refused or never given cannot have worked.", "TherapyFact.assertion, .outcomes, .best_response");

/// The dates of a fact: first or only day, last day, and whether it is planned.
template <class F>
std::array<std::tuple<const char*, const Optional<PartialDate>*>, 2> dates_of(const F& f) {
    std::array<std::tuple<const char*, const Optional<PartialDate>*>, 2> d{};
    if constexpr (requires { f.onset; })
        d[0] = {"onset", &f.onset};
    else if constexpr (requires { f.start; })
        d[0] = {"start", &f.start};
    else
        d[0] = {"date", &f.date};
    if constexpr (requires { f.end; }) d[1] = {"end", &f.end};
    return d;
}

template <class F>
bool planned(const F& f) {
    if constexpr (requires { f.planned; }) return f.planned.value_or(false);
    return false;
}

/// When the person was born whom a value of a record is about; not set where that is not known.
PartialDate birth_of(const RuleContext& ctx) {
    const DonorRecord* donor = ctx.parent<DonorRecord>();
    const PatientRecord* patient = ctx.parent<PatientRecord>();
    return donor ? *donor->demographics.birth_date : patient ? *patient->demographics.birth_date : PartialDate();
}

/// The day up to which the record was kept that a value belongs to; not set where that is not known.
PartialDate kept_until(const RuleContext& ctx) {
    const PatientRecord* patient = ctx.parent<PatientRecord>();
    return patient ? *patient->as_of : PartialDate();
}

template <class F>
void check_birth(const F& f, RuleContext& ctx) {
    for (const auto& [name, date] : dates_of(f))
        if (date && before(**date, birth_of(ctx)) == Tri::yes) {
            ctx.report(at(name), "the date is before the birth of the person", (*date)->text());
            return;
        }
}

template <class F>
void check_after(const F& f, RuleContext& ctx) {
    if (planned(f)) return;
    const auto [name, date] = dates_of(f)[0];  // an end may be known beforehand
    if (before(kept_until(ctx), **date) == Tri::yes)
        ctx.report(at(name), "the date is after the day up to which the record was kept", (*date)->text());
}

template <class F>
void check_end(const F& f, RuleContext& ctx) {
    const auto dates = dates_of(f);
    const auto& [first_name, first] = dates[0];
    const auto& [last_name, last] = dates[1];
    if (before(**last, **first) == Tri::yes)
        ctx.report(at(last_name), "the end is before the beginning", (*last)->text(), {},
                   {{ctx.pointer(at(first_name)), "the beginning"}});
}

/// What is equal in two facts that are about the same thing at the same time; empty for a fact that names nothing.
template <class F>
std::string thing_of(const F& f) {
    std::string key;
    const auto add = [&](const std::string& text) {
        key.append(text).append(1, '\n');
    };
    const auto add_all = [&](const std::vector<Slug>& list) {
        for (const Slug& s : list)
            key.append(s.text()).append(1, ' ');
        add("");
    };
    const auto add_one = [&](const auto& one) {
        if (one) add(one->text());
        if (!one) add("-");
    };
    if constexpr (requires { f.code; }) add(f.code.text());
    if constexpr (requires { f.agents; }) {
        if (f.agents.empty() && f.classes.empty()) return {};
        add_all(f.agents);
        add_all(f.classes);
    }
    if constexpr (requires { f.site; }) add_one(f.site);
    if constexpr (requires { f.sites; }) {
        if (f.sites) add_all(*f.sites);
        if (!f.sites) add("-");
    }
    if constexpr (requires { f.subtypes; }) {
        if (f.subtypes) add_all(*f.subtypes);
        if (!f.subtypes) add("-");
    }
    if constexpr (requires { f.method; }) add_one(f.method);
    if constexpr (requires { f.specimen; }) add_one(f.specimen);
    if constexpr (requires { f.trial_id; }) add_one(f.trial_id);
    if constexpr (requires { f.given_by; }) {
        if (f.given_by)
            for (const ConsentGiver g : *f.given_by)
                key.append(text_of(g)).append(1, ' ');
        add(f.given_by ? "" : "-");
    }
    for (const auto& [name, date] : dates_of(f))
        if (date) add_one(*date);
    return key;
}

template <class F>
void check_contradiction(const std::vector<F>& facts, RuleContext& ctx) {
    // The first that is present and the first that is refuted, for each thing.
    std::map<std::string, std::array<Optional<std::size_t>, 2>> first;
    if (facts.size() < 2) return;
    for (std::size_t b = 0; b < facts.size(); ++b) {
        if (facts[b].assertion == Assertion::not_assessed) continue;
        const std::string thing = thing_of(facts[b]);
        if (thing.empty()) continue;
        auto& [present, refuted] = first[thing];
        const bool is_present = facts[b].assertion == Assertion::present;
        if (const Optional<std::size_t>& a = is_present ? refuted : present)
            ctx.report(at(b, "assertion"), "the same fact is present and refuted", text_of(facts[b].assertion), {},
                       {{ctx.pointer(at(*a, "assertion")), "the other statement"}});
        Optional<std::size_t>& mine = is_present ? present : refuted;
        if (!mine) mine = b;
    }
}

void check_body_units(const Demographics& d, RuleContext& ctx) {
    const auto one = [&](const Optional<Quantity>& q, const char* name, const char* unit) {
        if (q && !q->in(UcumUnit::of(unit)))
            ctx.report(at(name, "unit"), "the unit measures something else", q->unit.text(), unit);
    };
    one(d.age, "age", "a");
    one(d.body_weight, "body_weight", "kg");
    one(d.height, "height", "cm");
}

void check_body(const Demographics& d, RuleContext& ctx) {
    const auto one = [&](const Optional<Quantity>& q, const char* name, const char* unit, double low, double high) {
        const auto v = q ? q->in(UcumUnit::of(unit)) : std::nullopt;
        if (v && (*v < low || *v > high))
            ctx.report(at(name), "the value is impossible", text_of(*q),
                       text_of(low) + " to " + text_of(high) + ' ' + unit);
    };
    one(d.age, "age", "a", 0, 125);
    one(d.body_weight, "body_weight", "kg", 0.3, 650);
    one(d.height, "height", "cm", 20, 280);
    if (d.birth_date && kept_until(ctx).year() - d.birth_date->year() > 126)
        ctx.report("/birth_date", "the person would be older than anybody has become", d.birth_date->text());
}

void check_age(const Demographics& d, RuleContext& ctx) {
    const auto years = d.age->in(UcumUnit::of("a"));
    if (!years || !d.birth_date || !d.age_date) return;
    const double youngest = (d.age_date->first_day() - d.birth_date->last_day()) / 365.25;
    const double oldest = (d.age_date->last_day() - d.birth_date->first_day()) / 365.25;
    // A stated age is in completed years, or months.
    if (*years < youngest - 1.01 || *years > oldest + 0.01)
        ctx.report("/age", "age and date of birth do not agree", text_of(*d.age));
}

template <class F>
void check_level(const F& f, const Optional<OrdinalScale>& scale, const Optional<Count>& level, const char* member,
                 RuleContext& ctx) {
    static_cast<void>(f);
    if (!scale || !level) return;
    const ScaleRange r = range_of(*scale);
    if (*level < r.low || *level > r.high || *level % r.step != 0)
        ctx.report(at(member), "the scale has no such level", std::to_string(*level),
                   std::to_string(r.low) + " to " + std::to_string(r.high) + " by " + std::to_string(r.step));
}

int rank_of(Anchor a) {
    switch (a) {
        case Anchor::consent:
            return 1;
        case Anchor::lymphodepletion:
            return 3;
        case Anchor::first_infusion:
            return 4;
        case Anchor::last_dose:
            return 5;
        case Anchor::last_follow_up:
            return 6;
        default:
            return 0;
    }
}

void check_milestones(const std::vector<Milestone>& list, RuleContext& ctx) {
    for (std::size_t b = 0; b < list.size(); ++b)
        for (std::size_t a = 0; a < list.size(); ++a) {
            const int x = rank_of(list[a].anchor), y = rank_of(list[b].anchor);
            if (x == 0 || x >= y || before(list[b].date, list[a].date) != Tri::yes) continue;
            ctx.report(at(b, "date"), text_of(list[b].anchor) + " is before " + text_of(list[a].anchor),
                       list[b].date.text(), {}, {{ctx.pointer(at(a, "date")), text_of(list[a].anchor)}});
            break;
        }
}

void check_completeness(const DomainCompleteness& c, RuleContext& ctx) {
    if (before(c.complete_as_of, *c.complete_from) == Tri::yes)
        ctx.report("/complete_as_of", "completeness ends before it begins", c.complete_as_of.text());
    if (before(kept_until(ctx), c.complete_as_of) == Tri::yes)
        ctx.report("/complete_as_of", "the list is said to be complete after the day up to which the record was kept",
                   c.complete_as_of.text());
}

template <class F>
void add_for(BuiltinRules& rules) {
    rules.add<F>(before_birth, check_birth<F>);
    rules.add<F>(after_record, check_after<F>);
    if constexpr (requires(const F& f) { f.end; }) rules.add<F>(ends_before_start, check_end<F>);
}

}  // namespace

void add_patient_rules(BuiltinRules& rules) {
    add_for<ConditionFact>(rules);
    add_for<MeasurementFact>(rules);
    add_for<BiomarkerFact>(rules);
    add_for<AntigenFact>(rules);
    add_for<PerformanceFact>(rules);
    add_for<LesionFact>(rules);
    add_for<TherapyFact>(rules);
    add_for<ProcedureFact>(rules);
    add_for<TransplantFact>(rules);
    add_for<InfectionFact>(rules);
    add_for<ToxicityFact>(rules);
    add_for<MedicationFact>(rules);
    add_for<AllergyFact>(rules);
    add_for<ConsentFact>(rules);
    add_for<ReadinessFact>(rules);
    add_for<TrialParticipation>(rules);
    add_for<EventFact>(rules);
    rules.add<PatientRecord>(
        record_in_future,
        [](const PatientRecord& p, RuleContext& ctx) {
            if (before(ctx.as_of(), *p.as_of) == Tri::yes)
                ctx.report("/as_of", "the record was kept in the future", p.as_of->text());
        },
        RuleNeed::as_of);
    rules.add<std::vector<ConditionFact>>(contradictory, check_contradiction<ConditionFact>);
    rules.add<std::vector<BiomarkerFact>>(contradictory, check_contradiction<BiomarkerFact>);
    rules.add<std::vector<TherapyFact>>(contradictory, check_contradiction<TherapyFact>);
    rules.add<std::vector<ProcedureFact>>(contradictory, check_contradiction<ProcedureFact>);
    rules.add<std::vector<TransplantFact>>(contradictory, check_contradiction<TransplantFact>);
    rules.add<std::vector<InfectionFact>>(contradictory, check_contradiction<InfectionFact>);
    rules.add<std::vector<ToxicityFact>>(contradictory, check_contradiction<ToxicityFact>);
    rules.add<std::vector<MedicationFact>>(contradictory, check_contradiction<MedicationFact>);
    rules.add<std::vector<AllergyFact>>(contradictory, check_contradiction<AllergyFact>);
    rules.add<std::vector<ConsentFact>>(contradictory, check_contradiction<ConsentFact>);
    rules.add<std::vector<ReadinessFact>>(contradictory, check_contradiction<ReadinessFact>);
    rules.add<std::vector<TrialParticipation>>(contradictory, check_contradiction<TrialParticipation>);
    rules.add<std::vector<EventFact>>(contradictory, check_contradiction<EventFact>);
    rules.add<PatientRecord>(sex_contradicts, [](const PatientRecord& p, RuleContext& ctx) {
        if (p.demographics.sex != Sex::male) return;
        if (p.demographics.childbearing_potential.value_or(false))
            ctx.report("/demographics/childbearing_potential", "a man is said to be able to become pregnant");
        for (std::size_t i = 0; i < p.conditions.size(); ++i)
            if (p.conditions[i].assertion == Assertion::present &&
                (p.conditions[i].code.text() == "pregnancy" || p.conditions[i].code.text() == "breastfeeding"))
                ctx.report(at("conditions", i), "a man is said to be pregnant or to breastfeed");
    });
    rules.add<Demographics>(body_units, check_body_units);
    rules.add<Demographics>(body_implausible, check_body);
    rules.add<Demographics>(age_differs, check_age);
    rules.add<PerformanceFact>(
        level_out, [](const PerformanceFact& f, RuleContext& ctx) { check_level(f, f.scale, f.value, "value", ctx); });
    rules.add<ToxicityFact>(
        level_out, [](const ToxicityFact& f, RuleContext& ctx) { check_level(f, f.scale, f.grade, "grade", ctx); });
    rules.add<MeasurementFact>(value_not_assessed, [](const MeasurementFact& f, RuleContext& ctx) {
        if (f.assertion == Assertion::not_assessed && (f.value || f.result || f.reading || f.titre || f.censored))
            ctx.report("/assertion", "it was not assessed and has a value", "not_assessed");
    });
    rules.add<AntigenFact>(value_not_assessed, [](const AntigenFact& f, RuleContext& ctx) {
        if (f.assertion == Assertion::not_assessed && (f.result || f.positive_percent || f.intensity || f.h_score))
            ctx.report("/assertion", "it was not assessed and has a value", "not_assessed");
    });
    rules.add<PerformanceFact>(value_not_assessed, [](const PerformanceFact& f, RuleContext& ctx) {
        if (f.assertion == Assertion::not_assessed && f.value)
            ctx.report("/assertion", "it was not assessed and has a value", "not_assessed");
    });
    rules.add<MeasurementFact>(present_without_value, [](const MeasurementFact& f, RuleContext& ctx) {
        if (f.assertion == Assertion::present && !f.value && !f.result && !f.reading && !f.titre && !f.censored)
            ctx.report("", "it was measured and has no value");
    });
    rules.add<PerformanceFact>(present_without_value, [](const PerformanceFact& f, RuleContext& ctx) {
        if (f.assertion == Assertion::present && !f.value) ctx.report("", "it was scored and has no level");
    });
    rules.add<std::vector<Milestone>>(milestone_order, check_milestones);
    rules.add<std::vector<Milestone>>(milestone_twice, [](const std::vector<Milestone>& list, RuleContext& ctx) {
        for (std::size_t b = 0; b < list.size(); ++b) {
            if (list[b].anchor == Anchor::event)
                ctx.report(at(b, "anchor"), "an event stands among the events, not here");
            for (std::size_t a = 0; a < b; ++a)
                if (list[a].anchor == list[b].anchor && list[b].anchor != Anchor::infusion) {
                    ctx.report(at(b, "anchor"), "the day stands twice", text_of(list[b].anchor), {},
                               {{ctx.pointer(at(a, "anchor")), "the first"}});
                    if (list[a] == list[b]) ctx.repair_remove(at(b));
                    break;
                }
        }
    });
    rules.add<DomainCompleteness>(complete_inverted, check_completeness);
    rules.add<AntigenFact>(antigen_scores, [](const AntigenFact& f, RuleContext& ctx) {
        if (*f.h_score > 300)
            ctx.report("/h_score", "the score is above its maximum", text_of(f.h_score->number()), "0 to 300");
    });
    rules.add<LesionFact>(axis_above_diameter, [](const LesionFact& f, RuleContext& ctx) {
        if (f.short_axis->in(f.longest_diameter->unit).value_or(0) > f.longest_diameter->value)
            ctx.report("/short_axis", "the short axis is above the longest diameter", text_of(*f.short_axis));
    });
    rules.add<DiseaseStage>(stage_unknown, [](const DiseaseStage& s, RuleContext& ctx) {
        if (!stages_of(s.system).empty() && !detail::rank_of(s.system, s.stage.text()))
            ctx.report("/stage", "the system has no such stage", s.stage.text(), text_of(s.system));
    });
    rules.add<AntigenFact>(antigen_contradicts, [](const AntigenFact& f, RuleContext& ctx) {
        if (!f.result || !f.positive_percent) return;
        const bool none = *f.positive_percent == 0, nearly_all = *f.positive_percent >= 95;
        if ((*f.result == QualitativeResult::positive && none) ||
            (*f.result == QualitativeResult::negative && nearly_all))
            ctx.report("/result", "the result does not agree with the percentage", text_of(*f.result));
    });
    rules.add<TherapyFact>(therapy_nameless, [](const TherapyFact& f, RuleContext& ctx) {
        if (f.classes.empty() && f.agents.empty()) ctx.report("", "the treatment has neither class nor drug");
    });
    rules.add<MedicationFact>(therapy_nameless, [](const MedicationFact& f, RuleContext& ctx) {
        if (f.classes.empty() && f.agents.empty()) ctx.report("", "the drug has neither class nor name");
    });
    rules.add<TherapyFact>(response_not_given, [](const TherapyFact& f, RuleContext& ctx) {
        const auto not_given = [](TherapyOutcome o) {
            return o == TherapyOutcome::refused || o == TherapyOutcome::contraindicated;
        };
        const bool refused = std::any_of(f.outcomes->begin(), f.outcomes->end(), not_given);
        if (f.best_response && (f.assertion == Assertion::refuted || refused))
            ctx.report("/best_response", "the treatment was not given and has a response", text_of(*f.best_response));
    });
}

}  // namespace carnk::inline v0_1::detail
