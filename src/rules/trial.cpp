// SPDX-License-Identifier: BSL-1.0
// Rules on registered trials: dates, status, enrolment, arms, sites.
#include <carnk/core/optional.hpp>
#include <carnk/model/trial.hpp>

#include "rules/builtin.hpp"
#include "rules/text.hpp"

#include <set>

namespace carnk::inline v0_1::detail {

namespace {

constexpr std::string_view ctgov = "ClinicalTrials.gov Protocol Registration Data Element Definitions";

constexpr RuleInfo dates_of_course =
    card("CNK-TRIAL-001", Severity::error, RuleCategory::consistency,
         "a trial starts before its primary completion, and that is before its completion",
         "Dates out of order mean that one was misread; durations computed from them are negative.",
         "TrialDates.start, .primary_completion, .completion", ctgov);
constexpr RuleInfo dates_of_record = card(
    "CNK-TRIAL-002", Severity::error, RuleCategory::consistency, "the dates of registration are in order",
    "A record is submitted, checked and posted in that order, results after the record, and the last update is not before the first.",
    "TrialDates.first_submitted to .last_update_posted", ctgov);
constexpr RuleInfo actual_in_future =
    card("CNK-TRIAL-003", Severity::error, RuleCategory::consistency, "a date that has come true is not in the future",
         "What is marked as actual has happened.", "TrialDate.date, TrialDate.certainty", ctgov);
constexpr RuleInfo completed_in_future = card("CNK-TRIAL-004", Severity::error, RuleCategory::consistency,
                                              "a trial that has ended has no end after the day on which that was seen",
                                              "Either the status or the date of completion is wrong.",
                                              "Trial.status, Trial.status_as_of, TrialDates.completion", ctgov);
constexpr RuleInfo completed_estimated =
    card("CNK-TRIAL-005", Severity::warning, RuleCategory::consistency,
         "a completed trial has a completion date that came true",
         "An estimate left standing in a completed trial is no date of completion.",
         "Trial.status, TrialDates.completion.certainty", ctgov);
constexpr RuleInfo withdrawn_with_patients =
    card("CNK-TRIAL-006", Severity::error, RuleCategory::consistency, "a withdrawn trial has no participants",
         "Withdrawn means stopped before the first participant; with participants it is terminated.",
         "Trial.status, Trial.enrollment", ctgov);
constexpr RuleInfo open_before_opening =
    card("CNK-TRIAL-007", Severity::warning, RuleCategory::consistency,
         "a trial that is not yet open has neither started nor enrolled", "A start that came true opens the trial.",
         "Trial.status, TrialDates.start, Trial.enrollment", ctgov);
constexpr RuleInfo results_too_early = card(
    "CNK-TRIAL-008", Severity::error, RuleCategory::consistency, "only a trial that has treated patients has results",
    "A trial that is not yet open or was withdrawn cannot have treated anybody: the results belong to another trial.",
    "Trial.status, Trial.results", ctgov);
constexpr RuleInfo stray_last_status =
    card("CNK-TRIAL-009", Severity::warning, RuleCategory::consistency,
         "a last known status stands only beside an unknown status",
         "Otherwise two states claim to be the present one.", "Trial.status, Trial.last_known_status", ctgov);
constexpr RuleInfo stray_why_stopped =
    card("CNK-TRIAL-010", Severity::warning, RuleCategory::consistency, "only a stopped trial says why it was stopped",
         "The register asks for the reason of suspended, terminated and withdrawn trials only.",
         "Trial.status, Trial.why_stopped", ctgov);
constexpr RuleInfo arms_above_enrollment = card(
    "CNK-TRIAL-011", Severity::warning, RuleCategory::consistency, "the arms have no more participants than the trial",
    "One of the counts is of other participants.", "TrialArm.participant_count, Trial.enrollment");
constexpr RuleInfo treated_above_enrollment = card(
    "CNK-TRIAL-012", Severity::warning, RuleCategory::consistency, "no more participants are treated than are enrolled",
    "A report that counts more treated patients than the register counts participants is about more than this trial.",
    "Trial.enrollment, HeadlineResult.measure, HeadlineResult.proportion");
constexpr RuleInfo observational_phase =
    card("CNK-TRIAL-013", Severity::warning, RuleCategory::consistency, "only an interventional study has a phase",
         "Phases describe the testing of a treatment.", "TrialDesign.study_type, Trial.phase", ctgov);
constexpr RuleInfo arm_labels_unique =
    card("CNK-TRIAL-014", Severity::error, RuleCategory::reference, "the arms of a trial have different labels",
         "Interventions and criteria name arms by their label.", "TrialArm.label", ctgov);
constexpr RuleInfo intervention_arm =
    card("CNK-TRIAL-015", Severity::warning, RuleCategory::reference,
         "interventions and arms name each other as they are called",
         "A label that no arm has, or a name that no intervention has, cannot be followed.",
         "TrialIntervention.arm_labels, TrialArm.intervention_names", ctgov);
constexpr RuleInfo site_country =
    card("CNK-TRIAL-016", Severity::warning, RuleCategory::consistency, "a site lies in one of the trial's countries",
         "Searches by country would miss the site.", "Trial.countries, TrialSite.country", ctgov);
constexpr RuleInfo ages_inverted =
    card("CNK-TRIAL-017", Severity::error, RuleCategory::consistency, "the least age is not above the greatest",
         "Nobody could take part.", "EligibilitySummary.minimum_age, EligibilitySummary.maximum_age", ctgov);
constexpr RuleInfo related_to_itself = card("CNK-TRIAL-018", Severity::error, RuleCategory::reference,
                                            "a trial is related to other trials and has other numbers",
                                            "A record that names itself as another one says nothing and counts twice.",
                                            "Trial.id, Trial.related_trials, Trial.secondary_ids");
constexpr RuleInfo antigen_not_listed =
    card("CNK-TRIAL-019", Severity::warning, RuleCategory::consistency,
         "an antigen of the product is among the targets of the trial", "Searches by target would miss the trial.",
         "Trial.targets, TrialProduct.antigens, TrialArm.targets");
constexpr RuleInfo targets_repeated =
    card("CNK-TRIAL-020", Severity::warning, RuleCategory::consistency, "a trial names each target and country once",
         "Counts by target or country would count it twice.", "Trial.targets, Trial.countries");
constexpr RuleInfo random_single_arm =
    card("CNK-TRIAL-021", Severity::warning, RuleCategory::consistency, "chance decides only between two arms or more",
         "A trial with a single arm is not randomised.",
         "TrialDesign.allocation, TrialDesign.intervention_model, Trial.arms", ctgov);
constexpr RuleInfo masking_agrees =
    card("CNK-TRIAL-022", Severity::warning, RuleCategory::consistency, "the masked parties agree with the masking",
         "An open-label trial masks nobody; double-blind means two parties.",
         "TrialDesign.masking, TrialDesign.masked_parties", ctgov);
constexpr RuleInfo completed_empty =
    card("CNK-TRIAL-023", Severity::warning, RuleCategory::consistency, "a completed trial had participants",
         "A trial without participants is withdrawn, not completed.", "Trial.status, Trial.enrollment", ctgov);
constexpr RuleInfo receptor_without_car = card(
    "CNK-TRIAL-024", Severity::warning, RuleCategory::consistency, "cells without an encoded receptor have no receptor",
    "Either the class of therapy or the receptor is wrong, and the trial is counted among the wrong ones.",
    "TrialProduct.therapy, TrialProduct.receptor, TrialProduct.construct_ids");
constexpr RuleInfo status_in_future =
    card("CNK-TRIAL-025", Severity::warning, RuleCategory::plausibility, "a status was not seen in the future",
         "The copy of the record has a date.", "Trial.status_as_of, TrialDates.last_update_posted");
constexpr RuleInfo empty_texts = card("CNK-TRIAL-026", Severity::warning, RuleCategory::structure,
                                      "a trial has a title", "Lists of trials show the title.", "Trial.title", ctgov);

void in_order(RuleContext& ctx, const char* first_name, const PartialDate& first, const char* second_name,
              const PartialDate& second, const char* message) {
    if (before(second, first) != Tri::yes) return;
    ctx.report(at(second_name), message, second.text(), "not before " + first.text(),
               {{ctx.pointer(at(first_name)), "the earlier date"}});
}

const PartialDate none{};
const PartialDate& date_of(const Optional<TrialDate>& d) {
    return d ? d->date : none;
}
const PartialDate& date_of(const Optional<PartialDate>& d) {
    return d ? *d : none;
}

void check_course(const TrialDates& d, RuleContext& ctx) {
    in_order(ctx, "start", date_of(d.start), "primary_completion", date_of(d.primary_completion),
             "the primary completion is before the start");
    in_order(ctx, "primary_completion", date_of(d.primary_completion), "completion", date_of(d.completion),
             "the completion is before the primary completion");
    if (!d.primary_completion)
        in_order(ctx, "start", date_of(d.start), "completion", date_of(d.completion),
                 "the completion is before the start");
}

void check_record(const TrialDates& d, RuleContext& ctx) {
    in_order(ctx, "first_submitted", date_of(d.first_submitted), "first_submitted_qc", date_of(d.first_submitted_qc),
             "the check is before the submission");
    in_order(ctx, "first_submitted", date_of(d.first_submitted), "first_posted", date_of(d.first_posted),
             "posted before submitted");
    in_order(ctx, "results_first_submitted", date_of(d.results_first_submitted), "results_first_submitted_qc",
             date_of(d.results_first_submitted_qc), "the check of the results is before their submission");
    in_order(ctx, "results_first_submitted", date_of(d.results_first_submitted), "results_first_posted",
             date_of(d.results_first_posted), "results posted before submitted");
    in_order(ctx, "first_submitted", date_of(d.first_submitted), "results_first_submitted",
             date_of(d.results_first_submitted), "results submitted before the record");
    in_order(ctx, "first_submitted", date_of(d.first_submitted), "last_update_submitted",
             date_of(d.last_update_submitted), "updated before submitted");
    in_order(ctx, "first_posted", date_of(d.first_posted), "last_update_posted", date_of(d.last_update_posted),
             "update posted before the record");
}

bool has_ended(TrialStatus s) {
    return s == TrialStatus::completed || s == TrialStatus::terminated;
}
bool actual(const Optional<Certainty>& c) {
    return c == Certainty::actual;
}

void check_completion(const Trial& t, RuleContext& ctx) {
    if (!has_ended(t.status) || !t.status_as_of || !t.dates.completion) return;
    if (t.dates.completion->certainty == Certainty::estimated)
        return;  // an estimate that was left standing is another rule's
    const PartialDate& end = t.dates.completion->date;
    if (before(*t.status_as_of, end) == Tri::yes)
        ctx.report("/dates/completion/date",
                   "the trial has ended, and its completion is later than the day on which that was seen", end.text(),
                   "not after " + t.status_as_of->text(), {{ctx.pointer("/status"), text_of(t.status)}});
}

void check_not_open(const Trial& t, RuleContext& ctx) {
    if (t.status != TrialStatus::not_yet_recruiting) return;
    if (t.dates.start && actual(t.dates.start->certainty))
        ctx.report("/dates/start", "the trial is not yet open, and its start came true", t.dates.start->date.text());
    if (t.enrollment && actual(t.enrollment->certainty) && t.enrollment->count > 0)
        ctx.report("/enrollment", "the trial is not yet open, and participants are enrolled",
                   std::to_string(t.enrollment->count));
}

void check_results(const Trial& t, RuleContext& ctx) {
    if (t.status != TrialStatus::not_yet_recruiting && t.status != TrialStatus::withdrawn) return;
    if (t.results && (!t.results->headlines.empty() || !t.results->study_ids.empty()))
        ctx.report("/results", "the trial has results, and nobody can have been treated", text_of(t.status),
                   "a status with participants");
}

void check_arm_counts(const Trial& t, RuleContext& ctx) {
    if (!t.enrollment) return;
    if (t.design && t.design->intervention_model == InterventionModel::crossover) return;
    std::int64_t sum = 0;
    for (const TrialArm& arm : t.arms)
        sum += arm.participant_count.value_or(Count(0));
    if (sum > t.enrollment->count)
        ctx.report("/enrollment", "the arms have more participants than the trial", std::to_string(t.enrollment->count),
                   "at least " + std::to_string(sum));
}

void check_treated(const Trial& t, RuleContext& ctx) {
    if (!t.enrollment || !actual(t.enrollment->certainty) || !t.results) return;
    for (std::size_t i = 0; i < t.results->headlines.size(); ++i) {
        const HeadlineResult& h = t.results->headlines[i];
        if (h.measure != HeadlineMeasure::treated || !h.proportion || !h.proportion->n) continue;
        if (*h.proportion->n > t.enrollment->count)
            ctx.report(at("results", "headlines", i, "proportion", "n"), "more participants were treated than enrolled",
                       std::to_string(*h.proportion->n), "at most " + std::to_string(t.enrollment->count),
                       {{ctx.pointer("/enrollment"), "enrolled"}});
    }
}

void check_labels(const Trial& t, RuleContext& ctx) {
    for (std::size_t i = 1; i < t.arms.size(); ++i)
        for (std::size_t k = 0; k < i; ++k)
            if (t.arms[i].label == t.arms[k].label) {
                ctx.report(at("arms", i, "label"), "another arm has this label", t.arms[i].label, {},
                           {{ctx.pointer(at("arms", k, "label")), "the other arm"}});
                break;
            }
}

/// Names as the register links them: "Biological: CAR-NK cells" is the intervention "CAR-NK cells".
std::string_view without_kind(std::string_view name) {
    const std::size_t colon = name.find(": ");
    return colon == std::string_view::npos ? name : name.substr(colon + 2);
}

void check_links(const Trial& t, RuleContext& ctx) {
    std::set<std::string_view> labels, names;
    for (const TrialArm& arm : t.arms)
        labels.insert(arm.label);
    for (const TrialIntervention& i : t.interventions)
        names.insert(i.name);
    if (!t.arms.empty())
        for (std::size_t i = 0; i < t.interventions.size(); ++i)
            for (std::size_t k = 0; k < t.interventions[i].arm_labels.size(); ++k)
                if (!labels.contains(t.interventions[i].arm_labels[k]))
                    ctx.report(at("interventions", i, "arm_labels", k), "no arm has this label",
                               t.interventions[i].arm_labels[k]);
    if (!t.interventions.empty())
        for (std::size_t i = 0; i < t.arms.size(); ++i)
            for (std::size_t k = 0; k < t.arms[i].intervention_names.size(); ++k) {
                const std::string& name = t.arms[i].intervention_names[k];
                if (!names.contains(name) && !names.contains(without_kind(name)))
                    ctx.report(at("arms", i, "intervention_names", k), "no intervention has this name", name);
            }
}

void check_sites(const Trial& t, RuleContext& ctx) {
    if (t.countries.empty()) return;
    const std::set<CountryCode> countries(t.countries.begin(), t.countries.end());
    for (std::size_t i = 0; i < t.sites.size(); ++i)
        if (t.sites[i].country && t.sites[i].basis.value_or(SiteBasis::site_list) == SiteBasis::site_list &&
            !countries.contains(*t.sites[i].country))
            ctx.report(at("sites", i, "country"), "the site is in a country that the trial does not list",
                       t.sites[i].country->text());
}

void check_ages(const EligibilitySummary& e, RuleContext& ctx) {
    if (!e.minimum_age || !e.maximum_age) return;
    const auto least = e.minimum_age->in(e.maximum_age->unit);
    if (least && *least > e.maximum_age->value)
        ctx.report("/minimum_age", "the least age is above the greatest", text_of(*e.minimum_age),
                   "at most " + text_of(*e.maximum_age));
}

void check_itself(const Trial& t, RuleContext& ctx) {
    for (std::size_t i = 0; i < t.related_trials.size(); ++i)
        if (t.related_trials[i].id == t.id)
            ctx.report(at("related_trials", i, "id"), "the trial is related to itself", t.id.text());
    std::set<std::string_view> seen{t.id.text()};
    for (std::size_t i = 0; i < t.secondary_ids.size(); ++i)
        if (const auto* number = std::get_if<RegistryNumber>(&t.secondary_ids[i]);
            number && !seen.insert(number->id.text()).second)
            ctx.report(at("secondary_ids", i, "id"), "the trial has this number already", number->id.text());
}

void check_antigens(const Trial& t, RuleContext& ctx) {
    const std::set<Slug> targets(t.targets.begin(), t.targets.end());
    const auto one = [&](const Slug& id, const std::string& pointer) {
        if (!targets.contains(id)) ctx.report(pointer, "the antigen is not among the targets of the trial", id.text());
    };
    if (t.product.antigens)
        for (std::size_t i = 0; i < t.product.antigens->size(); ++i)
            one((*t.product.antigens)[i].target, at("product", "antigens", i, "target"));
    for (std::size_t i = 0; i < t.arms.size(); ++i)
        if (t.arms[i].targets)
            for (std::size_t k = 0; k < t.arms[i].targets->size(); ++k)
                one((*t.arms[i].targets)[k], at("arms", i, "targets", k));
}

void check_repeated(const Trial& t, RuleContext& ctx) {
    const auto list = [&](const auto& items, const char* name) {
        std::set<std::string_view> seen;
        for (std::size_t i = 0; i < items.size(); ++i)
            if (!seen.insert(items[i].text()).second) {
                ctx.report(at(name, i), "the trial names it twice", items[i].text());
                ctx.repair_remove(at(name, i));
            }
    };
    list(t.targets, "targets");
    list(t.countries, "countries");
}

void check_masking(const TrialDesign& d, RuleContext& ctx) {
    if (!d.masking || !d.masked_parties) return;
    const std::size_t parties = d.masked_parties->size();
    const bool wrong =
        *d.masking == Masking::open_label ? parties != 0 : parties > static_cast<std::size_t>(*d.masking);
    if (wrong)
        ctx.report("/masked_parties", "the masked parties do not agree with the masking",
                   std::to_string(parties) + " parties", text_of(*d.masking));
}

}  // namespace

void add_trial_rules(BuiltinRules& rules) {
    rules.add<TrialDates>(dates_of_course, check_course);
    rules.add<TrialDates>(dates_of_record, check_record);
    rules.add<TrialDate>(
        actual_in_future,
        [](const TrialDate& d, RuleContext& ctx) {
            if (actual(d.certainty) && before(ctx.as_of(), d.date) == Tri::yes)
                ctx.report("/date", "the date is marked as having come true and is in the future", d.date.text(),
                           "not after " + ctx.as_of().text());
        },
        RuleNeed::as_of);
    rules.add<Trial>(completed_in_future, check_completion);
    rules.add<Trial>(completed_estimated, [](const Trial& t, RuleContext& ctx) {
        if (t.status == TrialStatus::completed && t.dates.completion &&
            t.dates.completion->certainty == Certainty::estimated)
            ctx.report("/dates/completion/certainty", "the trial is completed, and its completion is an estimate",
                       "estimated", "actual");
    });
    rules.add<Trial>(withdrawn_with_patients, [](const Trial& t, RuleContext& ctx) {
        if (t.status == TrialStatus::withdrawn && t.enrollment && actual(t.enrollment->certainty) &&
            t.enrollment->count > 0)
            ctx.report("/enrollment/count", "the trial was withdrawn and has participants",
                       std::to_string(t.enrollment->count), "0");
    });
    rules.add<Trial>(open_before_opening, check_not_open);
    rules.add<Trial>(results_too_early, check_results);
    rules.add<Trial>(stray_last_status, [](const Trial& t, RuleContext& ctx) {
        if (!t.last_known_status) return;
        if (t.status != TrialStatus::unknown)
            ctx.report("/last_known_status", "the status is known, and a last known status stands beside it",
                       text_of(*t.last_known_status));
        else if (*t.last_known_status == TrialStatus::unknown)
            ctx.report("/last_known_status", "the last known status is unknown", "unknown");
    });
    rules.add<Trial>(stray_why_stopped, [](const Trial& t, RuleContext& ctx) {
        const bool stopped = t.status == TrialStatus::terminated || t.status == TrialStatus::suspended ||
                             t.status == TrialStatus::withdrawn || t.status == TrialStatus::unknown ||
                             t.status == TrialStatus::withheld;
        if (t.why_stopped && !stopped)
            ctx.report("/why_stopped", "a reason for stopping stands in a trial that was not stopped",
                       text_of(t.status));
    });
    rules.add<Trial>(arms_above_enrollment, check_arm_counts);
    rules.add<Trial>(treated_above_enrollment, check_treated);
    rules.add<Trial>(observational_phase, [](const Trial& t, RuleContext& ctx) {
        const bool none_or_na = !t.phase || *t.phase == TrialPhase::not_applicable;
        if (t.design && t.design->study_type == StudyType::observational && !none_or_na)
            ctx.report("/phase", "an observational study has a phase", text_of(*t.phase));
    });
    rules.add<Trial>(arm_labels_unique, check_labels);
    rules.add<Trial>(intervention_arm, check_links);
    rules.add<Trial>(site_country, check_sites);
    rules.add<EligibilitySummary>(ages_inverted, check_ages);
    rules.add<Trial>(related_to_itself, check_itself);
    rules.add<Trial>(antigen_not_listed, check_antigens);
    rules.add<Trial>(targets_repeated, check_repeated);
    rules.add<Trial>(random_single_arm, [](const Trial& t, RuleContext& ctx) {
        if (!t.design || t.design->allocation != Allocation::randomized) return;
        if (t.arms.size() == 1 || t.design->intervention_model == InterventionModel::single_group)
            ctx.report("/design/allocation", "the trial has a single arm and is called randomised", "randomized");
    });
    rules.add<TrialDesign>(masking_agrees, check_masking);
    rules.add<Trial>(completed_empty, [](const Trial& t, RuleContext& ctx) {
        if (t.status == TrialStatus::completed && t.enrollment && actual(t.enrollment->certainty) &&
            t.enrollment->count == 0)
            ctx.report("/enrollment/count", "the trial is completed and had no participants", "0");
    });
    rules.add<TrialProduct>(receptor_without_car, [](const TrialProduct& p, RuleContext& ctx) {
        if (p.therapy != TherapyClass::nk) return;
        if (p.receptor)
            ctx.report("/receptor", "cells without an encoded receptor have one");
        else if (p.construct_ids && !p.construct_ids->empty())
            ctx.report("/construct_ids", "cells without an encoded receptor have a construct",
                       p.construct_ids->front().text());
    });
    rules.add<Trial>(
        status_in_future,
        [](const Trial& t, RuleContext& ctx) {
            if (t.status_as_of && before(ctx.as_of(), *t.status_as_of) == Tri::yes)
                ctx.report("/status_as_of", "the status was seen in the future", t.status_as_of->text(),
                           "not after " + ctx.as_of().text());
        },
        RuleNeed::as_of);
    rules.add<Trial>(empty_texts, [](const Trial& t, RuleContext& ctx) {
        if (t.title.find_first_not_of(" \t\n") == std::string::npos) ctx.report("/title", "the title is empty");
    });
}

}  // namespace carnk::inline v0_1::detail
