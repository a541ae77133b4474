// SPDX-License-Identifier: BSL-1.0
// Which studies are pooled: counts that are stated, no patient twice, and why the others are left out.
#include <carnk/insight/pooled.hpp>
#include <carnk/json/detail/traits.hpp>
#include <carnk/model/catalog.hpp>
#include <carnk/model/comparison.hpp>
#include <carnk/model/study.hpp>
#include <carnk/model/target.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <variant>

namespace carnk::inline v0_1 {

namespace {

template <class E>
std::string word_of(E value) {
    for (std::size_t i = 0; i < detail::enumerator_count<E>; ++i)
        if (detail::enumerator_values<E>[i] == value) return std::string(detail::enumerator_names<E>[i]);
    return {};
}

std::string spaced(std::string text) {
    std::replace(text.begin(), text.end(), '_', ' ');
    return text;
}

std::string cited(const PublishedStudy& s) {
    std::string text = s.citation.authors_short.value_or(s.product);
    if (s.citation.year && text.find(std::to_string(s.citation.year->number())) == std::string::npos)
        text += ' ' + std::to_string(s.citation.year->number());
    return text;
}

bool overlap(const PublishedStudy& a, const PublishedStudy& b) {
    const auto names = [](const PublishedStudy& s, const PublishedStudy& other) {
        return std::find(s.overlapping_study_ids.begin(), s.overlapping_study_ids.end(), other.id) !=
               s.overlapping_study_ids.end();
    };
    return names(a, b) || names(b, a);
}

// A study whose count can be pooled, or why it cannot.
struct Candidate {
    const PublishedStudy* study = nullptr;
    const OutcomeResult* result = nullptr;  // the count; null if it cannot be pooled
    PoolExclusion reason{};
    std::string explanation{};
    Optional<Slug> overlaps_with{};

    void leave_out(PoolExclusion why, std::string text) {
        result = nullptr;
        reason = why;
        explanation = std::move(text);
    }
};

std::string number(double x) {
    std::string text = std::to_string(x);
    while (text.back() == '0')
        text.pop_back();
    if (text.back() == '.') text.pop_back();
    return text;
}

std::string of_text(const Proportion& p) {
    return p.n && p.of ? std::to_string(p.n->number()) + " of " + std::to_string(p.of->number()) : std::string();
}

// Why one result cannot be pooled; nothing if it can.
Optional<std::pair<PoolExclusion, std::string>> fault(const OutcomeResult& r, bool derived_too) {
    using Fault = std::pair<PoolExclusion, std::string>;
    const Proportion& p = r.proportion;
    // What is stated instead of a count is named, so that nobody takes the study for one without the event.
    std::string stated;
    if (p.percent) stated = number(*p.percent) + "%";
    if (r.percent_range && r.percent_range->low && r.percent_range->high)
        stated += (stated.empty() ? "" : ", ") + number(*r.percent_range->low) + "% to " +
                  number(*r.percent_range->high) + "%";
    if (p.note) stated += (stated.empty() ? "" : "; ") + *p.note;
    const std::string note = stated.empty() ? std::string() : " (" + stated + ")";
    if (p.n && p.of) {
        if (p.of->number() == 0) return Fault{PoolExclusion::no_patients, "Stated of no patients" + note + "."};
        if (p.n->number() > p.of->number())
            return Fault{PoolExclusion::inconsistent, "More events than patients: " + of_text(p) + "."};
        if (p.derived.value_or(false) && !derived_too)
            return Fault{PoolExclusion::derived_count,
                         "The count " + of_text(p) + " was computed from a printed percentage" + note + "."};
        return std::nullopt;
    }
    if (p.n)
        return Fault{PoolExclusion::no_denominator,
                     std::to_string(p.n->number()) + " stated, but not of how many patients" + note + "."};
    if (p.percent) return Fault{PoolExclusion::only_percentage, "Only a percentage is stated" + note + "."};
    return Fault{PoolExclusion::no_event_count, "No count of patients with it is stated" + note + "."};
}

Candidate candidate(const PublishedStudy& study, ClinicalOutcome outcome, const PooledOptions& options) {
    Candidate c;
    c.study = &study;
    bool parts = false;
    Optional<std::pair<PoolExclusion, std::string>> first;
    for (const OutcomeResult& r : study.outcomes) {
        if (r.outcome != outcome) continue;
        if (r.subgroup) {
            parts = true;
            continue;
        }
        auto why = fault(r, options.include_derived);
        if (!why) {
            c.result = &r;
            break;
        }
        if (!first) first = std::move(why);
    }
    if (!c.result) {
        if (first)
            c.leave_out(first->first, first->second);
        else if (parts)
            c.leave_out(PoolExclusion::only_in_subgroup, "Reported only for parts of the group.");
        else
            c.leave_out(PoolExclusion::not_reported, "The text read does not report it; that is not the same as zero.");
    } else if (options.peer_reviewed_only && study.publication != SourceKind::primary_article) {
        c.leave_out(PoolExclusion::not_peer_reviewed,
                    "Not a peer-reviewed article: " + spaced(word_of(study.publication)) + ".");
    }
    return c;
}

// Takes of studies that share patients the one that tells most.
void drop_overlaps(std::vector<Candidate>& candidates) {
    std::vector<Candidate*> order;
    for (Candidate& c : candidates)
        if (c.result) order.push_back(&c);
    const auto year = [](const Candidate* c) {
        return c->study->citation.year ? c->study->citation.year->number() : 0;
    };
    std::stable_sort(order.begin(), order.end(), [&](const Candidate* a, const Candidate* b) {
        const std::int64_t size_a = a->result->proportion.of->number(), size_b = b->result->proportion.of->number();
        if (size_a != size_b) return size_a > size_b;
        if (year(a) != year(b)) return year(a) > year(b);
        return a->study->id.text() < b->study->id.text();
    });
    std::vector<const Candidate*> taken;
    for (Candidate* c : order) {
        const auto with =
            std::find_if(taken.begin(), taken.end(), [&](const Candidate* t) { return overlap(*t->study, *c->study); });
        if (with == taken.end()) {
            taken.push_back(c);
            continue;
        }
        c->overlaps_with = (*with)->study->id;
        c->leave_out(PoolExclusion::overlap, "States " + of_text(c->result->proportion) +
                                                 ", but some of the patients are, or may be, in " +
                                                 std::string((*with)->study->id.text()) + ", which is counted.");
    }
}

std::vector<Candidate> candidates_of(const Catalog& catalog, ClinicalOutcome outcome, const PooledOptions& options) {
    std::vector<Candidate> all;
    for (const PublishedStudy& s : catalog.studies)
        all.push_back(candidate(s, outcome, options));
    drop_overlaps(all);
    return all;
}

EventCount count_of(const Candidate& c) {
    EventCount count;
    count.events = *c.result->proportion.n;
    count.patients = *c.result->proportion.of;
    return count;
}

std::vector<const Candidate*> usable(const std::vector<Candidate>& all) {
    std::vector<const Candidate*> list;
    for (const Candidate& c : all)
        if (c.result) list.push_back(&c);
    return list;
}

std::vector<EventCount> counts_of(const std::vector<const Candidate*>& list) {
    std::vector<EventCount> counts;
    for (const Candidate* c : list)
        counts.push_back(count_of(*c));
    return counts;
}

// The values by which a study is grouped, in the order of their names; empty if none is stated.
std::vector<std::pair<std::string, std::string>> group_values(const Catalog& catalog, const PublishedStudy& s,
                                                              PoolGrouping by) {
    std::vector<std::pair<std::string, std::string>> values;
    switch (by) {
        case PoolGrouping::target:
            for (const Slug& id : s.target_ids) {
                const auto* target = catalog.find<TargetAntigen>(id.text());
                values.emplace_back(std::string(id.text()), target ? target->symbol : std::string(id.text()));
            }
            break;
        case PoolGrouping::cell_source:
            if (s.cell_source.origin)
                values.emplace_back(word_of(*s.cell_source.origin), spaced(word_of(*s.cell_source.origin)));
            break;
        case PoolGrouping::disease_group:
            values.emplace_back(word_of(s.population.group), spaced(word_of(s.population.group)));
            break;
        case PoolGrouping::disease:
            for (const Disease& d : s.population.diseases)
                values.emplace_back(d.name, d.name);
            break;
    }
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    return values;
}

void add_subgroups(PooledOutcome& result, const Catalog& catalog, const std::vector<const Candidate*>& list,
                   PoolGrouping by, const PoolSettings& settings) {
    struct Group {
        bool stated;
        std::string value, label;
        std::vector<const Candidate*> members;
    };
    std::vector<Group> groups;
    for (const Candidate* c : list) {
        std::string value, label;
        const auto values = group_values(catalog, *c->study, by);
        for (const auto& [v, l] : values) {
            value += (value.empty() ? "" : "+") + v;
            label += (label.empty() ? "" : " + ") + l;
        }
        auto at = std::find_if(groups.begin(), groups.end(), [&](const Group& g) { return g.value == value; });
        if (at == groups.end()) {
            groups.push_back({!values.empty(), value, values.empty() ? "not stated" : label, {}});
            at = groups.end() - 1;
        }
        at->members.push_back(c);
    }
    std::stable_sort(groups.begin(), groups.end(), [](const Group& a, const Group& b) {
        if (a.stated != b.stated) return a.stated;
        if (a.members.size() != b.members.size()) return a.members.size() > b.members.size();
        return a.label < b.label;
    });
    for (const Group& g : groups) {
        PoolSubgroup s;
        s.by = by;
        if (g.stated) s.value = g.value;
        s.label = g.label;
        for (const Candidate* c : g.members)
            s.study_ids.push_back(c->study->id);
        s.fit = pool(counts_of(g.members), PoolModel::binomial_normal, settings).value();
        result.subgroups.push_back(std::move(s));
    }
}

std::string percent(double fraction) {
    return std::to_string(std::lround(fraction * 100)) + "%";
}

std::string in_words(const PoolFit& fit) {
    if (fit.state == PoolState::no_study) return "no study with counts";
    std::string text = std::to_string(fit.event_count.number()) + " of " + std::to_string(fit.patient_count.number()) +
                       " patients in " + std::to_string(fit.study_count.number()) +
                       (fit.study_count.number() == 1 ? " study" : " studies");
    if (fit.estimate && fit.interval)
        text += ", " + percent(*fit.estimate) + " (" + percent(fit.interval->low) + " to " +
                percent(fit.interval->high) + ")";
    return text;
}

// The pool of the studies with just these targets.
PoolFit pool_of_targets(const Catalog& catalog, ClinicalOutcome outcome, const std::vector<Slug>& targets, bool derived,
                        const PooledOptions& options) {
    PooledOptions same = options;
    same.include_derived = derived;
    std::vector<Slug> wanted = targets;
    const auto by_text = [](const Slug& a, const Slug& b) {
        return a.text() < b.text();
    };
    std::sort(wanted.begin(), wanted.end(), by_text);
    const std::vector<Candidate> all = candidates_of(catalog, outcome, same);
    std::vector<const Candidate*> list;
    for (const Candidate* c : usable(all)) {
        std::vector<Slug> has = c->study->target_ids;
        std::sort(has.begin(), has.end(), by_text);
        if (targets.empty() || has == wanted) list.push_back(c);
    }
    return pool(counts_of(list), PoolModel::binomial_normal, options.settings).value();
}

void add_published(PooledOutcome& result, const Catalog& catalog, const PooledOptions& options) {
    for (const ComparisonRow& row : catalog.comparisons) {
        const auto* estimates = std::get_if<PooledEstimates>(&row.content);
        if (!estimates || estimates->comparator || estimates->therapy != TherapyClass::car_nk) continue;
        for (const OutcomeResult& r : estimates->outcomes) {
            if (r.outcome != result.outcome || r.subgroup) continue;
            PublishedPool p;
            p.comparison_id = row.id;
            p.therapy = estimates->therapy_description;
            p.population = estimates->population;
            p.study_count = estimates->study_count;
            p.patient_count = estimates->patient_count;
            p.result = r;
            p.ours = pool_of_targets(catalog, r.outcome, estimates->target_ids, false, options);
            p.ours_with_derived = pool_of_targets(catalog, r.outcome, estimates->target_ids, true, options);
            p.sources = row.sources;
            p.discussion =
                "The record of the published figure does not name its studies or their counts, so that it "
                "cannot be computed again from them. Ours of the same targets, of stated counts only: " +
                in_words(p.ours) + "; with counts computed from printed percentages: " + in_words(p.ours_with_derived) +
                ".";
            const Optional<Interval>& theirs = r.proportion.confidence_interval;
            const auto overlaps = [&](const PoolFit& f) {
                return f.interval->low * 100 <= *theirs->high && f.interval->high * 100 >= *theirs->low;
            };
            if (theirs && theirs->low && theirs->high && p.ours.interval && p.ours_with_derived.interval)
                p.discussion += overlaps(p.ours) && overlaps(p.ours_with_derived)
                                    ? " Both intervals overlap the published one: the figures do not contradict each "
                                      "other, which with so few patients says little."
                                    : " Not both intervals overlap the published one: the figures differ by more than "
                                      "their intervals allow for, and should not be quoted side by side unexplained.";
            result.published.push_back(std::move(p));
        }
    }
}

void add_notes(PooledOutcome& result, const std::vector<const Candidate*>& list) {
    auto& notes = result.notes;
    if (list.empty()) {
        notes.emplace_back(
            "No study states this as a count of patients for its whole group: there is nothing to pool.");
    } else {
        notes.emplace_back(
            "Small studies without control arm that differ in product, dose, disease and time of assessment. What was "
            "seen in them is no forecast for a patient and no comparison with another therapy.");
    }
    if (result.fit.state == PoolState::no_event)
        notes.emplace_back(
            "No event in any study: the model cannot be fitted. The interval is the exact one of all patients taken as "
            "one group; differences between studies are not in it. No event is not the same as no risk.");
    if (result.fit.state == PoolState::all_events)
        notes.emplace_back(
            "Every patient has the event: the interval is the exact one of all patients taken as one group.");
    if (result.fit.state == PoolState::single_study)
        notes.emplace_back("A single study: its own proportion and exact interval; nothing is pooled.");
    if (result.fit.state == PoolState::not_estimable)
        notes.emplace_back("The studies are too far apart for the model: no pooled figure is given.");
    if (result.fit.state == PoolState::pooled) {
        if (list.size() < 5)
            notes.emplace_back(
                "Fewer than five studies: the variance between studies is hardly known, and the "
                "interval by likelihood is the safer one.");
        if (result.fit.tau_squared && result.fit.tau_squared->number() == 0)
            notes.emplace_back(
                "The variance between studies is estimated as zero, which with few studies does not mean "
                "that they agree; the prediction interval is then too short.");
        notes.emplace_back(
            "The Freeman-Tukey figure is only a check: its way back to a proportion depends on one study size for "
            "all, and can mislead where sizes differ.");
    }
    if (result.outcome == ClinicalOutcome::overall_survival_1y ||
        result.outcome == ClinicalOutcome::progression_free_survival_1y)
        notes.emplace_back(
            "Survival at one year is usually an estimate over patients of different follow-up, not a count; such "
            "percentages cannot be pooled without their standard errors.");
    for (std::size_t i = 0; i < list.size(); ++i)
        for (std::size_t j = i + 1; j < list.size(); ++j)
            if (list[i]->study->trial_id && list[i]->study->trial_id == list[j]->study->trial_id)
                notes.push_back(
                    std::string(list[i]->study->id.text()) + " and " + std::string(list[j]->study->id.text()) +
                    " are groups of one trial without common patients; the model takes them as two studies.");
    for (const Candidate* c : list)
        for (const OutcomeResult& r : c->study->outcomes)
            if (&r != c->result && r.outcome == result.outcome && !r.subgroup && !of_text(r.proportion).empty() &&
                of_text(r.proportion) != of_text(c->result->proportion))
                notes.push_back(std::string(c->study->id.text()) + " states " + of_text(r.proportion) +
                                " as well, at another time or by another definition; the first count is taken.");
    std::string unused;
    for (const ExcludedStudy& e : result.excluded)
        if (e.reason != PoolExclusion::not_reported && e.reason != PoolExclusion::overlap)
            unused += (unused.empty() ? "" : ", ") + std::string(e.study_id.text());
    if (!unused.empty())
        notes.push_back(
            "These studies state something of it that is no usable count, and could move the figure either "
            "way; read what they state beside it: " +
            unused + ".");
    if (result.fit.average && result.fit.tau_squared && result.fit.tau_squared->number() > 1)
        notes.push_back("The studies differ so much that the figure of the median study (" +
                        percent(*result.fit.estimate) + ") is not the average over studies (" +
                        percent(*result.fit.average) + "); neither is the part of all patients together.");
    if (result.heterogeneity && result.fit.tau_squared && result.fit.tau_squared->number() > 1 &&
        result.heterogeneity->i_squared.number() < 0.25)
        notes.emplace_back(
            "I2 is low although the variance between studies is large: with rare events I2 hardly sees differences, as "
            "its Q adds a half to each count of studies without event. The model and the likelihood ratio do not.");
    std::int64_t superseded = 0;
    for (const ExcludedStudy& e : result.excluded)
        superseded += e.reason == PoolExclusion::derived_count ? 1 : 0;
    if (superseded > 0)
        notes.push_back(
            std::to_string(superseded) + (superseded == 1 ? " study is" : " studies are") +
            " left out because the count was computed from a percentage; an earlier or smaller report of the "
            "same patients may stand in. With such counts the figure changes: see the option that takes them.");
    if (result.studies.end() !=
        std::find_if(result.studies.begin(), result.studies.end(), [](const PooledStudy& s) { return s.derived; }))
        notes.emplace_back("Counts that were computed from printed percentages are in it, as was asked for.");
}

}  // namespace

std::string_view label_of(ClinicalOutcome outcome) noexcept {
    switch (outcome) {
        case ClinicalOutcome::objective_response:
            return "objective response";
        case ClinicalOutcome::complete_response:
            return "complete response";
        case ClinicalOutcome::complete_response_full_recovery:
            return "complete response with full recovery of blood counts";
        case ClinicalOutcome::complete_response_partial_recovery:
            return "complete response with partial recovery of blood counts";
        case ClinicalOutcome::complete_response_incomplete_recovery:
            return "complete response without recovery of blood counts";
        case ClinicalOutcome::mrd_negative_complete_response:
            return "complete response without measurable residual disease";
        case ClinicalOutcome::leukemia_free_state:
            return "leukaemia-free state";
        case ClinicalOutcome::partial_response:
            return "partial response";
        case ClinicalOutcome::stable_disease:
            return "stable disease";
        case ClinicalOutcome::progressive_disease:
            return "progression";
        case ClinicalOutcome::crs_any:
            return "cytokine release syndrome, any grade";
        case ClinicalOutcome::crs_grade1:
            return "cytokine release syndrome, grade 1";
        case ClinicalOutcome::crs_grade2:
            return "cytokine release syndrome, grade 2";
        case ClinicalOutcome::crs_grade3_plus:
            return "cytokine release syndrome, grade 3 or more";
        case ClinicalOutcome::crs_grade4_plus:
            return "cytokine release syndrome, grade 4 or more";
        case ClinicalOutcome::icans_any:
            return "neurotoxicity (ICANS), any grade";
        case ClinicalOutcome::icans_grade3_plus:
            return "neurotoxicity (ICANS), grade 3 or more";
        case ClinicalOutcome::acute_gvhd:
            return "acute graft-versus-host disease, any grade";
        case ClinicalOutcome::acute_gvhd_grade3_plus:
            return "acute graft-versus-host disease, grade III or IV";
        case ClinicalOutcome::chronic_gvhd:
            return "chronic graft-versus-host disease";
        case ClinicalOutcome::dose_limiting_toxicity:
            return "dose-limiting toxicity";
        case ClinicalOutcome::serious_adverse_event:
            return "serious adverse event";
        case ClinicalOutcome::treatment_related_death:
            return "death by the treatment";
        case ClinicalOutcome::neutropenia_grade3_plus:
            return "neutropenia, grade 3 or more";
        case ClinicalOutcome::thrombocytopenia_grade3_plus:
            return "thrombocytopenia, grade 3 or more";
        case ClinicalOutcome::anemia_grade3_plus:
            return "anaemia, grade 3 or more";
        case ClinicalOutcome::infection_any:
            return "infection, any grade";
        case ClinicalOutcome::infection_grade3_plus:
            return "infection, grade 3 or more";
        case ClinicalOutcome::infusion_reaction:
            return "infusion reaction";
        case ClinicalOutcome::overall_survival_1y:
            return "alive after one year";
        case ClinicalOutcome::progression_free_survival_1y:
            return "alive without progression after one year";
        case ClinicalOutcome::transplant_after_response:
            return "transplant after response";
    }
    return {};
}

Result<PooledOutcome> pooled(const Catalog& catalog, ClinicalOutcome outcome, const PooledOptions& options) {
    const std::vector<Candidate> all = candidates_of(catalog, outcome, options);
    const std::vector<const Candidate*> list = usable(all);
    const std::vector<EventCount> counts = counts_of(list);

    const Result<PoolFit> fit = pool(counts, PoolModel::binomial_normal, options.settings);
    if (!fit) return {std::nullopt, fit.findings()};
    PooledOutcome result;
    result.outcome = outcome;
    result.level = options.settings.level;
    result.fit = *fit;
    result.check = pool(counts, PoolModel::freeman_tukey, options.settings).value();
    result.heterogeneity = heterogeneity(counts).value();

    for (const Candidate& c : all) {
        if (!c.result) {
            ExcludedStudy e;
            e.study_id = c.study->id;
            e.label = cited(*c.study);
            e.reason = c.reason;
            e.overlaps_with = c.overlaps_with;
            e.explanation = c.explanation;
            e.sources = c.study->sources;
            result.excluded.push_back(std::move(e));
            continue;
        }
        PooledStudy s;
        s.study_id = c.study->id;
        s.label = cited(*c.study);
        s.trial_id = c.study->trial_id;
        s.publication = c.study->publication;
        s.count = count_of(c);
        s.derived = c.result->proportion.derived.value_or(false);
        s.exact = exact_interval(s.count, options.settings.level).value();
        s.wilson = wilson_interval(s.count, options.settings.level).value();
        s.at = c.result->at;
        s.definition = c.result->definition;
        s.note = c.result->proportion.note;
        s.confidence = c.result->confidence ? c.result->confidence : c.study->confidence;
        s.sources = c.study->sources;
        result.studies.push_back(std::move(s));
    }
    for (std::size_t i = 0; list.size() >= 3 && i < list.size(); ++i) {
        std::vector<EventCount> others = counts;
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
        LeaveOneOut l;
        l.study_id = list[i]->study->id;
        l.fit = pool(others, PoolModel::binomial_normal, options.settings).value();
        result.leave_one_out.push_back(std::move(l));
    }
    for (const PoolGrouping by : options.by)
        add_subgroups(result, catalog, list, by, options.settings);
    add_published(result, catalog, options);
    add_notes(result, list);
    return result;
}

}  // namespace carnk::inline v0_1
