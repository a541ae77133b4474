// SPDX-License-Identifier: BSL-1.0
// Rules on published results: counts that contain each other, times, citations, pooling.
#include <carnk/core/optional.hpp>
#include <carnk/model/comparison.hpp>
#include <carnk/model/study.hpp>
#include <carnk/model/trial_results.hpp>

#include "rules/builtin.hpp"
#include "rules/text.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace carnk::inline v0_1::detail {

namespace {

constexpr RuleInfo part_above_whole = card(
    "CNK-STUDY-001", Severity::error, RuleCategory::consistency,
    "a response that is part of another is not more frequent",
    "Complete responses are objective responses, and those without residual disease are complete: more of the part than of the whole is a slip.",
    "OutcomeResult.outcome, OutcomeResult.proportion, HeadlineResult",
    "Cheson BD et al. J Clin Oncol 2014;32:3059-3068");
constexpr RuleInfo grade_above_any =
    card("CNK-STUDY-002", Severity::error, RuleCategory::consistency,
         "events of a high grade are not more frequent than those of any grade",
         "Grade 3 or more is part of any grade.", "OutcomeResult, EventFrequency, HeadlineResult",
         "NCI CTCAE version 5.0, 2017; Lee DW et al. Biol Blood Marrow Transplant 2019;25:625-638");
constexpr RuleInfo more_than_treated =
    card("CNK-STUDY-003", Severity::error, RuleCategory::consistency, "no more patients are counted than were treated",
         "An outcome of the whole group cannot have more patients than the group.",
         "PublishedStudy.treated_count, OutcomeResult.proportion");
constexpr RuleInfo evaluable_above_treated = card(
    "CNK-STUDY-004", Severity::error, RuleCategory::consistency, "no more patients can be judged than were treated",
    "The evaluable are part of the treated.", "PublishedStudy.evaluable_count, PublishedStudy.treated_count");
constexpr RuleInfo arms_sum =
    card("CNK-STUDY-005", Severity::error, RuleCategory::consistency, "the arms have no more patients than the study",
         "Patients are treated in one arm each.", "StudyArm.treated_count, PublishedStudy.treated_count");
constexpr RuleInfo result_twice =
    card("CNK-STUDY-006", Severity::warning, RuleCategory::consistency, "each result of the whole group stands once",
         "A pool that takes both counts the patients twice.",
         "OutcomeResult.outcome, .subgroup, .at, .criteria, .definition");
constexpr RuleInfo median_outside =
    card("CNK-STUDY-007", Severity::error, RuleCategory::consistency, "a median lies in its interval and range",
         "It belongs to another group or unit.", "TimeEstimate.median, .confidence_interval, .range");
constexpr RuleInfo median_not_reached =
    card("CNK-STUDY-008", Severity::error, RuleCategory::consistency, "a median that was not reached has no value",
         "One of the two statements is of an earlier report.", "TimeEstimate.median, TimeEstimate.median_reached");
constexpr RuleInfo time_unit = card("CNK-STUDY-009", Severity::error, RuleCategory::format,
                                    "times are in units of time", "A time in another unit cannot be computed with.",
                                    "TimeEstimate, OutcomeResult.at, HeadlineResult, CellPersistence");
constexpr RuleInfo conversion_differs = card(
    "CNK-STUDY-010", Severity::warning, RuleCategory::consistency, "a converted median agrees with the printed one",
    "The conversion can be computed again.", "TimeEstimate.median, TimeEstimate.median_as_printed");
constexpr RuleInfo overlap_itself =
    card("CNK-STUDY-011", Severity::error, RuleCategory::reference, "a study overlaps with others, not with itself",
         "It would keep itself out of every pool.", "PublishedStudy.id, PublishedStudy.overlapping_study_ids");
constexpr RuleInfo evidence_and_phase =
    card("CNK-STUDY-012", Severity::warning, RuleCategory::consistency,
         "the evidence level fits the design and the publication",
         "Single patients are no trial, and a company statement is no peer-reviewed article.",
         "PublishedStudy.evidence, .features, .publication", "OCEBM Levels of Evidence Working Group, 2011");
constexpr RuleInfo link_basis =
    card("CNK-STUDY-013", Severity::warning, RuleCategory::provenance, "a study says how it belongs to its trial",
         "A number that was matched is weaker than one that is printed.",
         "PublishedStudy.trial_id, PublishedStudy.trial_link");
constexpr RuleInfo citation_weak =
    card("CNK-STUDY-014", Severity::warning, RuleCategory::provenance, "a peer-reviewed work has an identifier",
         "An article has a DOI or a PubMed id; without one it cannot be told from others.",
         "PublishedStudy.publication, Citation.doi, .pmid, .pmcid");
constexpr RuleInfo response_sum =
    card("CNK-STUDY-015", Severity::error, RuleCategory::consistency,
         "best responses do not add up to more than all patients", "Each patient has one best response.",
         "OutcomeResult of partial_response, complete_response, stable_disease, progressive_disease");
constexpr RuleInfo empty_result =
    card("CNK-STUDY-016", Severity::warning, RuleCategory::structure, "a result says something",
         "What a source does not state is left out of the list; an empty entry looks like a result.",
         "OutcomeResult.proportion, OutcomeResult.percent_range");
constexpr RuleInfo percent_range = card(
    "CNK-STUDY-017", Severity::error, RuleCategory::format, "a range of percentages lies between 0 and 100",
    "Often a fraction or a misplaced decimal point.", "OutcomeResult.percent_range, TransductionYield.percent_range");
constexpr RuleInfo targets_cancel =
    card("CNK-STUDY-018", Severity::error, RuleCategory::consistency,
         "no antigen of a study switches the cells on and holds them back", "The two would cancel out.",
         "PublishedStudy.target_ids, PublishedStudy.inhibiting_target_ids");
constexpr RuleInfo phase_of_case = card("CNK-STUDY-019", Severity::warning, RuleCategory::consistency,
                                        "patients treated outside a trial have no phase", "Phases belong to protocols.",
                                        "PublishedStudy.features, PublishedStudy.phase");

Optional<double> percent_of(const Proportion& p) {
    if (p.n && p.of && *p.of > 0)
        return 100.0 * static_cast<double>(p.n->number()) / static_cast<double>(p.of->number());
    if (p.percent) return p.percent->number();
    return std::nullopt;
}

/// Whether a part is certainly more frequent than its whole: by counts of the same patients, else by percentages beyond rounding.
bool exceeds(const Proportion& part, const Proportion& whole) {
    if (part.n && whole.n && part.of && part.of == whole.of) return *part.n > *whole.n;
    if (part.of && whole.of && part.of != whole.of) return false;  // other patients
    // Of one it is not told among how many.
    if (part.n && whole.n)
        return *part.n > *whole.n && !(part.percent && whole.percent && *part.percent <= *whole.percent);
    const auto a = percent_of(part), b = percent_of(whole);
    return a && b && *a > *b + 1;
}

template <class Measure>
struct PartOf {
    Measure part, whole;
};

template <class Result, class Measure, std::size_t N, class Same, class Get>
void check_parts(const std::vector<Result>& list, const PartOf<Measure> (&pairs)[N], Same same, Get get,
                 const char* member, RuleContext& ctx) {
    for (std::size_t i = 0; i < list.size(); ++i)
        for (const PartOf<Measure>& pair : pairs) {
            if (get(list[i]) != pair.part) continue;
            for (std::size_t k = 0; k < list.size(); ++k) {
                if (get(list[k]) != pair.whole || !same(list[i], list[k])) continue;
                const Proportion* part = nullptr;
                const Proportion* whole = nullptr;
                if constexpr (std::is_same_v<Result, OutcomeResult>) {
                    part = &list[i].proportion;
                    whole = &list[k].proportion;
                } else {
                    part = list[i].proportion ? &*list[i].proportion : nullptr;
                    whole = list[k].proportion ? &*list[k].proportion : nullptr;
                }
                if (part && whole && exceeds(*part, *whole))
                    ctx.report(at(i, member), text_of(pair.part) + " is more frequent than " + text_of(pair.whole), {},
                               {}, {{ctx.pointer(at(k, member)), text_of(pair.whole)}});
            }
        }
}

using enum ClinicalOutcome;
constexpr PartOf<ClinicalOutcome> response_parts[] = {
    {complete_response, objective_response},
    {partial_response, objective_response},
    {complete_response_full_recovery, objective_response},
    {complete_response_partial_recovery, objective_response},
    {mrd_negative_complete_response, objective_response},
    {mrd_negative_complete_response, complete_response},
};
constexpr PartOf<ClinicalOutcome> grade_parts[] = {
    {crs_grade1, crs_any},
    {crs_grade2, crs_any},
    {crs_grade3_plus, crs_any},
    {crs_grade4_plus, crs_any},
    {crs_grade4_plus, crs_grade3_plus},
    {icans_grade3_plus, icans_any},
    {acute_gvhd_grade3_plus, acute_gvhd},
    {infection_grade3_plus, infection_any},
};
constexpr PartOf<HeadlineMeasure> headline_responses[] = {
    {HeadlineMeasure::complete_response, HeadlineMeasure::overall_response},
    {HeadlineMeasure::complete_response_mrd, HeadlineMeasure::complete_response},
    {HeadlineMeasure::complete_response_mrd, HeadlineMeasure::overall_response},
};
constexpr PartOf<HeadlineMeasure> headline_grades[] = {
    {HeadlineMeasure::crs_grade1, HeadlineMeasure::crs_any},
    {HeadlineMeasure::crs_grade2, HeadlineMeasure::crs_any},
    {HeadlineMeasure::crs_grade3_or_more, HeadlineMeasure::crs_any},
    {HeadlineMeasure::crs_above_grade3, HeadlineMeasure::crs_grade3_or_more},
    {HeadlineMeasure::neurotoxicity_grade3_or_more, HeadlineMeasure::neurotoxicity_any},
    {HeadlineMeasure::gvhd_grade3_or_more, HeadlineMeasure::gvhd_any},
};

bool same_group(const OutcomeResult& a, const OutcomeResult& b) {
    // At another time, or by a definition of its own, the part may be larger.
    return a.subgroup == b.subgroup && (a.at == b.at || !a.at || !b.at) && a.criteria == b.criteria;
}
bool same_cohort(const HeadlineResult& a, const HeadlineResult& b) {
    return a.cohort == b.cohort && (a.at == b.at || !a.at || !b.at);
}
ClinicalOutcome outcome_of(const OutcomeResult& r) {
    return r.outcome;
}
HeadlineMeasure measure_of(const HeadlineResult& r) {
    return r.measure;
}

void check_group_size(const PublishedStudy& s, RuleContext& ctx) {
    if (!s.treated_count) return;
    for (std::size_t i = 0; i < s.outcomes.size(); ++i) {
        const OutcomeResult& r = s.outcomes[i];
        if (r.subgroup) continue;
        const auto& p = r.proportion;
        if (p.of && *p.of > *s.treated_count)
            ctx.report(at("outcomes", i, "proportion", "of"), "more patients are counted than were treated",
                       std::to_string(*p.of), "at most " + std::to_string(*s.treated_count),
                       {{ctx.pointer("/treated_count"), "treated"}});
        else if (!p.of && p.n && *p.n > *s.treated_count)
            ctx.report(at("outcomes", i, "proportion", "n"), "more patients have the outcome than were treated",
                       std::to_string(*p.n), "at most " + std::to_string(*s.treated_count),
                       {{ctx.pointer("/treated_count"), "treated"}});
    }
}

void check_arms(const PublishedStudy& s, RuleContext& ctx) {
    if (!s.treated_count) return;
    std::int64_t sum = 0;
    for (const StudyArm& arm : s.arms)
        sum += arm.treated_count.value_or(Count(0));
    if (sum > *s.treated_count)
        ctx.report("/treated_count", "the arms have more patients than the study", std::to_string(*s.treated_count),
                   "at least " + std::to_string(sum));
}

void check_repeated(const std::vector<OutcomeResult>& list, RuleContext& ctx) {
    for (std::size_t i = 1; i < list.size(); ++i)
        for (std::size_t k = 0; k < i; ++k) {
            const OutcomeResult &a = list[i], &b = list[k];
            if (a.outcome == b.outcome && a.subgroup == b.subgroup && a.at == b.at && a.criteria == b.criteria &&
                a.definition == b.definition) {
                ctx.report(at(i), "the result stands twice", text_of(a.outcome), {},
                           {{ctx.pointer(at(k)), "the first"}});
                if (a == b) ctx.repair_remove(at(i));
                break;
            }
        }
}

void check_median(const TimeEstimate& t, RuleContext& ctx) {
    if (!t.median) return;
    const auto inside = [&](const Optional<QuantityRange>& r, const char* name) {
        if (!r) return;
        const auto m = t.median->in(r->unit);
        const double slack = m ? std::max(0.05, *m * 0.005) : 0;  // printed with one decimal
        if (m && ((r->low && *m < *r->low - slack) || (r->high && *m > *r->high + slack)))
            ctx.report("/median", "the median lies outside", text_of(*t.median),
                       text_of_ends(r->low, r->high) + ' ' + r->unit.text(), {{ctx.pointer(at(name)), name}});
    };
    inside(t.confidence_interval, "confidence_interval");
    inside(t.range, "range");
}

void check_conversion(const TimeEstimate& t, RuleContext& ctx) {
    if (!t.median || !t.median_as_printed) return;
    const auto again = t.median_as_printed->in(t.median->unit);
    // A month is 28 to 31 days to a source: 5 % is agreement.
    if (again && std::abs(*again - t.median->value) > 0.05 * std::max(std::abs(*again), 0.1) + 0.06)
        ctx.report("/median", "the converted median does not agree with the printed one", text_of(*t.median),
                   text_of(*t.median_as_printed));
}

void check_time(const Optional<Quantity>& q, const std::string& pointer, RuleContext& ctx) {
    if (q && !is_time(q->unit)) ctx.report(pointer, "the unit is not one of time", q->unit.text(), "d, wk, mo, a");
}
void check_time(const Optional<QuantityRange>& q, const std::string& pointer, RuleContext& ctx) {
    if (q && !is_time(q->unit)) ctx.report(pointer, "the unit is not one of time", q->unit.text(), "d, wk, mo, a");
}

void check_evidence(const PublishedStudy& s, RuleContext& ctx) {
    const auto has = [&](StudyFeature f) {
        return std::find(s.features.begin(), s.features.end(), f) != s.features.end();
    };
    const bool trial = s.evidence == EvidenceLevel::single_arm_trial || s.evidence == EvidenceLevel::randomized_trial;
    if (trial && has(StudyFeature::single_patient))
        ctx.report("/evidence", "a single patient is called a trial", text_of(s.evidence), "case_report");
    else if (s.publication == SourceKind::primary_article && s.evidence == EvidenceLevel::company_statement)
        ctx.report("/evidence", "a peer-reviewed article is called a company statement", text_of(s.evidence));
    else if (s.evidence == EvidenceLevel::registration && !s.outcomes.empty())
        ctx.report("/evidence", "a registered intention has outcomes", text_of(s.evidence));
}

void check_responses(const PublishedStudy& s, RuleContext& ctx) {
    std::int64_t sum = 0;
    Optional<Count> of;
    std::size_t seen = 0;
    Optional<std::size_t> last;
    for (const ClinicalOutcome o : {complete_response, partial_response, stable_disease, progressive_disease}) {
        const OutcomeResult* r = s.overall(o);
        if (!r || !r->proportion.n || !r->proportion.of) continue;
        if (of && *of != *r->proportion.of) return;  // counted among different patients
        of = r->proportion.of;
        sum += *r->proportion.n;
        last = static_cast<std::size_t>(r - s.outcomes.data());
        ++seen;
    }
    if (seen > 1 && sum > *of)
        ctx.report(at("outcomes", *last, "proportion", "n"), "the best responses add up to more than all patients",
                   std::to_string(sum), "at most " + std::to_string(*of));
}

void check_range(const Optional<Interval>& r, RuleContext& ctx) {
    if (r && ((r->low && (*r->low < 0 || *r->low > 100)) || (r->high && (*r->high < 0 || *r->high > 100))))
        ctx.report("/percent_range", "the range leaves the range of percentages", text_of(*r), "0 to 100");
}

}  // namespace

void add_study_rules(BuiltinRules& rules) {
    rules.add<std::vector<OutcomeResult>>(part_above_whole, [](const std::vector<OutcomeResult>& l, RuleContext& ctx) {
        check_parts(l, response_parts, same_group, outcome_of, "proportion", ctx);
    });
    rules.add<std::vector<HeadlineResult>>(
        part_above_whole, [](const std::vector<HeadlineResult>& l, RuleContext& ctx) {
            check_parts(l, headline_responses, same_cohort, measure_of, "proportion", ctx);
        });
    rules.add<std::vector<OutcomeResult>>(grade_above_any, [](const std::vector<OutcomeResult>& l, RuleContext& ctx) {
        check_parts(l, grade_parts, same_group, outcome_of, "proportion", ctx);
    });
    rules.add<std::vector<HeadlineResult>>(grade_above_any, [](const std::vector<HeadlineResult>& l, RuleContext& ctx) {
        check_parts(l, headline_grades, same_cohort, measure_of, "proportion", ctx);
    });
    rules.add<PublishedStudy>(more_than_treated, check_group_size);
    rules.add<PublishedStudy>(evaluable_above_treated, [](const PublishedStudy& s, RuleContext& ctx) {
        if (s.evaluable_count && s.treated_count && *s.evaluable_count > *s.treated_count)
            ctx.report("/evaluable_count", "more patients can be judged than were treated",
                       std::to_string(*s.evaluable_count), "at most " + std::to_string(*s.treated_count));
    });
    rules.add<PublishedStudy>(arms_sum, check_arms);
    rules.add<std::vector<OutcomeResult>>(result_twice, check_repeated);
    rules.add<TimeEstimate>(median_outside, check_median);
    rules.add<TimeEstimate>(median_not_reached, [](const TimeEstimate& t, RuleContext& ctx) {
        if (t.median && t.median_reached == false)
            ctx.report("/median", "the median was not reached and has a value", text_of(*t.median));
    });
    rules.add<TimeEstimate>(time_unit, [](const TimeEstimate& t, RuleContext& ctx) {
        check_time(t.median, "/median/unit", ctx);
        check_time(t.median_as_printed, "/median_as_printed/unit", ctx);
        check_time(t.range, "/range/unit", ctx);
        check_time(t.confidence_interval, "/confidence_interval/unit", ctx);
        if (t.individual)
            for (std::size_t i = 0; i < t.individual->size(); ++i)
                check_time((*t.individual)[i], at("individual", i, "unit"), ctx);
    });
    rules.add<OutcomeResult>(time_unit,
                             [](const OutcomeResult& r, RuleContext& ctx) { check_time(r.at, "/at/unit", ctx); });
    rules.add<HeadlineResult>(time_unit, [](const HeadlineResult& r, RuleContext& ctx) {
        check_time(r.at, "/at/unit", ctx);
        check_time(r.duration, "/duration/unit", ctx);
    });
    rules.add<CellPersistence>(time_unit, [](const CellPersistence& p, RuleContext& ctx) {
        check_time(p.detected_for, "/detected_for/unit", ctx);
        check_time(p.peak_at, "/peak_at/unit", ctx);
    });
    rules.add<TimeEstimate>(conversion_differs, check_conversion);
    rules.add<PublishedStudy>(overlap_itself, [](const PublishedStudy& s, RuleContext& ctx) {
        for (std::size_t i = 0; i < s.overlapping_study_ids.size(); ++i)
            if (s.overlapping_study_ids[i] == s.id)
                ctx.report(at("overlapping_study_ids", i), "the study overlaps with itself", s.id.text());
    });
    rules.add<PublishedStudy>(evidence_and_phase, check_evidence);
    rules.add<PublishedStudy>(link_basis, [](const PublishedStudy& s, RuleContext& ctx) {
        if (s.trial_id && !s.trial_link)
            ctx.report("", "the study has a trial number and does not say how that is known", s.trial_id->text());
        if (!s.trial_id && s.trial_link)
            ctx.report("/trial_link", "the study says how a trial number is known and has none",
                       text_of(*s.trial_link));
    });
    rules.add<PublishedStudy>(citation_weak, [](const PublishedStudy& s, RuleContext& ctx) {
        const Citation& c = s.citation;
        if (s.publication == SourceKind::primary_article && !c.doi && !c.pmid && !c.pmcid)
            ctx.report("/citation", "the article has neither DOI nor PubMed id", c.title);
    });
    rules.add<PublishedStudy>(response_sum, check_responses);
    rules.add<OutcomeResult>(empty_result, [](const OutcomeResult& r, RuleContext& ctx) {
        const Proportion& p = r.proportion;
        if (!p.n && !p.of && !p.percent && !p.confidence_interval && !p.note && !r.percent_range)
            ctx.report("", "the result says nothing", text_of(r.outcome), "a count, a percentage or a note");
    });
    rules.add<OutcomeResult>(percent_range,
                             [](const OutcomeResult& r, RuleContext& ctx) { check_range(r.percent_range, ctx); });
    rules.add<TransductionYield>(
        percent_range, [](const TransductionYield& r, RuleContext& ctx) { check_range(r.percent_range, ctx); });
    rules.add<PublishedStudy>(targets_cancel, [](const PublishedStudy& s, RuleContext& ctx) {
        for (std::size_t i = 0; i < s.inhibiting_target_ids.size(); ++i)
            if (std::find(s.target_ids.begin(), s.target_ids.end(), s.inhibiting_target_ids[i]) != s.target_ids.end())
                ctx.report(at("inhibiting_target_ids", i), "the antigen switches the cells on and holds them back",
                           s.inhibiting_target_ids[i].text());
    });
    rules.add<PublishedStudy>(phase_of_case, [](const PublishedStudy& s, RuleContext& ctx) {
        const bool outside =
            std::find(s.features.begin(), s.features.end(), StudyFeature::single_patient_ind) != s.features.end();
        if (outside && s.phase && *s.phase != TrialPhase::not_applicable)
            ctx.report("/phase", "patients treated under permissions of their own have a phase", text_of(*s.phase));
    });
}

}  // namespace carnk::inline v0_1::detail
