// SPDX-License-Identifier: BSL-1.0
// Rules on adverse events and response assessments: grades follow from findings, times and outcomes agree.
// An absent value reads as its default (core/optional.hpp): no ends, no unit, no date, zero. Where that breaks no rule, its presence is
// not asked for.
#include <carnk/core/optional.hpp>
#include <carnk/model/response.hpp>
#include <carnk/model/safety.hpp>

#include "rules/builtin.hpp"
#include "rules/text.hpp"

#include <algorithm>

namespace carnk::inline v0_1::detail {

namespace {

constexpr RuleInfo crs_grade =
    card("CNK-SAFETY-001", Severity::warning, RuleCategory::consistency,
         "a grade of cytokine release syndrome follows from its findings",
         "Grades by other systems than ASTCT are not comparable and must not stand as such.",
         "CrsFindings.reported_grade", "Lee DW et al. Biol Blood Marrow Transplant 2019;25:625-638, Table 2");
constexpr RuleInfo icans_grade =
    card("CNK-SAFETY-002", Severity::warning, RuleCategory::consistency,
         "a grade of neurotoxicity follows from its findings",
         "Grades by other systems than ASTCT are not comparable and must not stand as such.",
         "IcansFindings.reported_grade", "Lee DW et al. Biol Blood Marrow Transplant 2019;25:625-638, Table 6");
constexpr RuleInfo gvhd_grade =
    card("CNK-SAFETY-003", Severity::warning, RuleCategory::consistency,
         "a grade of acute graft-versus-host disease follows from its organs",
         "The grade is not the highest stage; mixing them up is the usual mistake.", "AcuteGvhdFindings.reported_grade",
         "Harris AC et al. Biol Blood Marrow Transplant 2016;22:4-10, Table 1");
constexpr RuleInfo chronic_severity =
    card("CNK-SAFETY-004", Severity::warning, RuleCategory::consistency,
         "the severity of chronic graft-versus-host disease follows from its organs",
         "The lungs weigh more than the others.", "ChronicGvhdFindings.reported_severity",
         "Jagasia MH et al. Biol Blood Marrow Transplant 2015;21:389-401");
constexpr RuleInfo fatal_grade =
    card("CNK-SAFETY-005", Severity::error, RuleCategory::consistency, "exactly a fatal event is of grade 5",
         "Grade 5 is death by the event.", "AdverseEvent.grade, AdverseEvent.outcome", "NCI CTCAE version 5.0, 2017");
constexpr RuleInfo event_times =
    card("CNK-SAFETY-006", Severity::error, RuleCategory::consistency, "an event does not end before it begins",
         "One of the two days is wrong.", "AdverseEvent.onset, .end, .onset_day, .end_day");
constexpr RuleInfo serious_reasons =
    card("CNK-SAFETY-007", Severity::error, RuleCategory::consistency,
         "an event that is not serious has no reason for being so, and a fatal one is serious",
         "Seriousness is defined by its reasons.", "AdverseEvent.serious, .serious_reasons, .outcome",
         "ICH E2A, section II.B");
constexpr RuleInfo events_above_any =
    card("CNK-SAFETY-008", Severity::error, RuleCategory::consistency,
         "severe and serious events are not more frequent than the event", "They are part of it.",
         "EventFrequency.any_grade, .grade3_plus, .serious", "NCI CTCAE version 5.0, 2017");
constexpr RuleInfo more_than_evaluated =
    card("CNK-SAFETY-009", Severity::error, RuleCategory::consistency,
         "no more patients are counted than were watched for safety", "The evaluated are all that can have an event.",
         "SafetySummary.evaluated_count, OutcomeResult, EventFrequency");
constexpr RuleInfo ice_range =
    card("CNK-SAFETY-010", Severity::error, RuleCategory::format, "scores of consciousness lie in their range",
         "ICE goes from 0 to 10, CAPD from 0 to 32, and three objects are shown.",
         "IcansFindings.ice_total, .capd_total, IceItems.objects_named",
         "Lee DW et al. Biol Blood Marrow Transplant 2019;25:625-638, Tables 5 and 8");
constexpr RuleInfo ice_differs =
    card("CNK-SAFETY-011", Severity::error, RuleCategory::consistency, "the ICE score is the sum of its items",
         "It can be computed again.", "IcansFindings.ice_items, IcansFindings.ice_total",
         "Lee DW et al. Biol Blood Marrow Transplant 2019;25:625-638, Table 5");
constexpr RuleInfo fever_differs =
    card("CNK-SAFETY-012", Severity::error, RuleCategory::consistency, "fever agrees with the temperature",
         "38.0 degrees Celsius or more is fever, less is none.", "CrsFindings.temperature, CrsFindings.fever",
         "Lee DW et al. Biol Blood Marrow Transplant 2019;25:625-638, Table 2");
constexpr RuleInfo tocilizumab_dose = card(
    "CNK-SAFETY-013", Severity::warning, RuleCategory::practice, "tocilizumab is given at most four times",
    "Its label for cytokine release syndrome allows three more doses after the first.", "CrsDetail.tocilizumab_count",
    "Actemra (tocilizumab) prescribing information, FDA: dosage in cytokine release syndrome");
constexpr RuleInfo ungraded =
    card("CNK-SAFETY-014", Severity::warning, RuleCategory::structure, "an adverse event has a term",
         "Without a term it is found by no search.", "AdverseEvent.term, EventFrequency.term");
constexpr RuleInfo category_unknown =
    card("CNK-RESPONSE-001", Severity::error, RuleCategory::consistency, "a response is a category of its criteria",
         "A category of other criteria has no meaning under these.", "BestResponse.category, BestResponse.criteria",
         "the articles named at ResponseCriteria");
constexpr RuleInfo deauville_range = card(
    "CNK-RESPONSE-002", Severity::error, RuleCategory::format, "a Deauville score lies between 1 and 5",
    "The scale has five points.", "BestResponse.deauville_score", "Cheson BD et al. J Clin Oncol 2014;32:3059-3068");
constexpr RuleInfo deauville_contradicts =
    card("CNK-RESPONSE-003", Severity::warning, RuleCategory::consistency,
         "a complete metabolic response has a Deauville score of 1 to 3", "4 and 5 mean that uptake is left.",
         "BestResponse.category, BestResponse.deauville_score", "Cheson BD et al. J Clin Oncol 2014;32:3059-3068");
constexpr RuleInfo mrd_contradicts = card("CNK-RESPONSE-004", Severity::warning, RuleCategory::consistency,
                                          "what is negative has not been measured above its sensitivity",
                                          "A fraction above the sensitivity of the method is a positive test.",
                                          "MrdAssessment.result, .measured_fraction, .sensitivity_fraction",
                                          "Heuser M et al. Blood 2021;138:2753-2767 (MRD in AML)");
constexpr RuleInfo no_response_lasts =
    card("CNK-RESPONSE-005", Severity::warning, RuleCategory::consistency, "only a response has a duration",
         "Duration of response counts from a response.", "BestResponse.category, BestResponse.duration");

template <class Findings, class Grade>
void check_grade(const Optional<Grade>& reported, const Optional<Grade>& computed, const char* member,
                 RuleContext& ctx) {
    if (reported && computed && *reported != *computed)
        ctx.report(at(member), "the grade does not follow from the findings", text_of(*reported), text_of(*computed));
}

void check_serious(const AdverseEvent& e, RuleContext& ctx) {
    const bool fatal = e.outcome == EventOutcome::fatal || e.grade == CtcaeGrade::grade5;
    if (e.serious == false && !e.serious_reasons.empty())
        ctx.report("/serious", "the event is not serious and has a reason for being so",
                   text_of(e.serious_reasons.front()));
    else if (e.serious == false && fatal)
        ctx.report("/serious", "the event is fatal and not serious");
}

bool more(const Optional<Proportion>& part, const Optional<Proportion>& whole) {
    if (part->n && whole->n && part->of == whole->of) return *part->n > *whole->n;
    return whole->percent && part->of == whole->of && *part->percent > *whole->percent + 1;
}

void check_evaluated(const SafetySummary& s, RuleContext& ctx) {
    if (!s.evaluated_count) return;
    const auto one = [&](const Proportion& p, const std::string& pointer) {
        if (*p.of > *s.evaluated_count)
            ctx.report(pointer + "/of", "more patients are counted than were watched", std::to_string(*p.of),
                       "at most " + std::to_string(*s.evaluated_count));
    };
    for (std::size_t i = 0; i < s.outcomes.size(); ++i)
        one(s.outcomes[i].proportion, at("outcomes", i, "proportion"));
    for (std::size_t i = 0; i < s.events.size(); ++i) {
        one(*s.events[i].any_grade, at("events", i, "any_grade"));
        one(*s.events[i].grade3_plus, at("events", i, "grade3_plus"));
        one(*s.events[i].serious, at("events", i, "serious"));
    }
}

void check_scores(const IcansFindings& f, RuleContext& ctx) {
    if (*f.ice_total > 10)
        ctx.report("/ice_total", "the score is above its maximum", std::to_string(*f.ice_total), "0 to 10");
    if (*f.capd_total > 32)
        ctx.report("/capd_total", "the score is above its maximum", std::to_string(*f.capd_total), "0 to 32");
    if (*f.ice_items->objects_named > 3)
        ctx.report("/ice_items/objects_named", "more objects are named than are shown",
                   std::to_string(*f.ice_items->objects_named), "0 to 3");
}

void check_fever(const CrsFindings& f, RuleContext& ctx) {
    if (!f.temperature || !f.fever) return;
    const auto celsius = f.temperature->in(UcumUnit::of("Cel"));
    if (!celsius)
        ctx.report("/temperature/unit", "the unit is not one of temperature", f.temperature->unit.text(), "Cel");
    else if ((*celsius >= crs_fever_celsius) != *f.fever)
        ctx.report("/fever", "fever does not agree with the temperature", text_of(*f.temperature),
                   *f.fever ? "38.0 or more" : "less than 38.0");
}

}  // namespace

void add_safety_rules(BuiltinRules& rules) {
    rules.add<CrsFindings>(crs_grade, [](const CrsFindings& f, RuleContext& ctx) {
        check_grade<CrsFindings>(f.reported_grade, astct_crs_grade(f), "reported_grade", ctx);
    });
    rules.add<IcansFindings>(icans_grade, [](const IcansFindings& f, RuleContext& ctx) {
        check_grade<IcansFindings>(f.reported_grade, astct_icans_grade(f), "reported_grade", ctx);
    });
    rules.add<AcuteGvhdFindings>(gvhd_grade, [](const AcuteGvhdFindings& f, RuleContext& ctx) {
        check_grade<AcuteGvhdFindings>(f.reported_grade, magic_acute_gvhd_grade(f), "reported_grade", ctx);
    });
    rules.add<ChronicGvhdFindings>(chronic_severity, [](const ChronicGvhdFindings& f, RuleContext& ctx) {
        check_grade<ChronicGvhdFindings>(f.reported_severity, nih_cgvhd_severity(f), "reported_severity", ctx);
    });
    rules.add<AdverseEvent>(fatal_grade, [](const AdverseEvent& e, RuleContext& ctx) {
        if (e.grade && e.outcome && (*e.grade == CtcaeGrade::grade5) != (*e.outcome == EventOutcome::fatal) &&
            *e.outcome != EventOutcome::unknown)
            ctx.report("/grade", "grade and outcome disagree on death", text_of(*e.grade) + ", " + text_of(*e.outcome));
    });
    rules.add<AdverseEvent>(event_times, [](const AdverseEvent& e, RuleContext& ctx) {
        if (before(*e.end, *e.onset) == Tri::yes)
            ctx.report("/end", "the event ends before it begins", e.end->text(), "not before " + e.onset->text());
        if (e.onset_day && e.end_day && *e.end_day < *e.onset_day)
            ctx.report("/end_day", "the event ends before it begins", std::to_string(*e.end_day),
                       "not before " + std::to_string(*e.onset_day));
    });
    rules.add<AdverseEvent>(serious_reasons, check_serious);
    rules.add<EventFrequency>(events_above_any, [](const EventFrequency& e, RuleContext& ctx) {
        if (more(e.grade3_plus, e.any_grade))
            ctx.report("/grade3_plus", "severe events are more frequent than the event", e.term);
        if (more(e.serious, e.any_grade))
            ctx.report("/serious", "serious events are more frequent than the event", e.term);
    });
    rules.add<SafetySummary>(more_than_evaluated, check_evaluated);
    rules.add<IcansFindings>(ice_range, check_scores);
    rules.add<IcansFindings>(ice_differs, [](const IcansFindings& f, RuleContext& ctx) {
        if (const auto sum = ice_score(*f.ice_items); sum && f.ice_total && *sum != *f.ice_total)
            ctx.report("/ice_total", "the score is not the sum of its items", std::to_string(*f.ice_total),
                       std::to_string(*sum));
    });
    rules.add<CrsFindings>(fever_differs, check_fever);
    rules.add<CrsDetail>(tocilizumab_dose, [](const CrsDetail& d, RuleContext& ctx) {
        if (*d.tocilizumab_count > 4)
            ctx.report("/tocilizumab_count", "more doses than the label allows", std::to_string(*d.tocilizumab_count),
                       "at most 4");
    });
    rules.add<AdverseEvent>(ungraded, [](const AdverseEvent& e, RuleContext& ctx) {
        if (e.term.find_first_not_of(' ') == std::string::npos) ctx.report("/term", "the event has no term");
    });
    rules.add<EventFrequency>(ungraded, [](const EventFrequency& e, RuleContext& ctx) {
        if (e.term.find_first_not_of(' ') == std::string::npos) ctx.report("/term", "the event has no term");
    });
    rules.add<BestResponse>(category_unknown, [](const BestResponse& r, RuleContext& ctx) {
        if (!r.consistent())
            ctx.report("/category", "the criteria do not know this category", text_of(r.category),
                       "a category of " + text_of(*r.criteria));
    });
    rules.add<BestResponse>(deauville_range, [](const BestResponse& r, RuleContext& ctx) {
        if (r.deauville_score && (*r.deauville_score < 1 || *r.deauville_score > 5))
            ctx.report("/deauville_score", "the score is out of its range", std::to_string(*r.deauville_score),
                       "1 to 5");
    });
    rules.add<BestResponse>(deauville_contradicts, [](const BestResponse& r, RuleContext& ctx) {
        if (r.category == ResponseCategory::complete_metabolic_response && *r.deauville_score > 3 &&
            *r.deauville_score <= 5)
            ctx.report("/deauville_score", "the score means that uptake is left, and the response is complete",
                       std::to_string(*r.deauville_score), "1 to 3");
    });
    rules.add<MrdAssessment>(mrd_contradicts, [](const MrdAssessment& m, RuleContext& ctx) {
        if (m.result == MrdResult::negative && m.sensitivity_fraction && *m.measured_fraction > *m.sensitivity_fraction)
            ctx.report("/result", "a fraction above the sensitivity is called negative",
                       text_of(m.measured_fraction->number()), "at most " + text_of(m.sensitivity_fraction->number()));
    });
    rules.add<BestResponse>(no_response_lasts, [](const BestResponse& r, RuleContext& ctx) {
        const bool none = r.category == ResponseCategory::progressive_disease ||
                          r.category == ResponseCategory::progressive_metabolic_disease ||
                          r.category == ResponseCategory::immune_unconfirmed_progressive_disease ||
                          r.category == ResponseCategory::immune_confirmed_progressive_disease ||
                          r.category == ResponseCategory::no_response ||
                          r.category == ResponseCategory::non_responder ||
                          r.category == ResponseCategory::not_evaluable;
        if (none && r.duration)
            ctx.report("/duration", "there was no response, and it has a duration", text_of(*r.duration));
    });
}

}  // namespace carnk::inline v0_1::detail
