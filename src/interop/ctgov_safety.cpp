// SPDX-License-Identifier: BSL-1.0
// From posted tables of adverse events to the safety of one group, without claiming more than the tables say.
#include <carnk/interop/clinicaltrials_gov.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

namespace carnk::inline v0_1 {

namespace {

/// What the lists say of one event, or of several that are one outcome.
struct Tally {
    std::int64_t serious = 0, other = 0, most_serious = 0, most_other = 0;  // sums, and greatest single counts
    std::int64_t at_risk = 0;
    int serious_terms = 0, other_terms = 0;  // terms with at least one participant
    bool there = false, known = true;
};

void count(Tally& tally, const PostedEvent& event, bool serious, std::string_view group) {
    for (const EventCounts& c : event.counts) {
        if (c.group_id != std::string(group)) continue;
        tally.there = true;
        if (!c.affected) {
            tally.known = false;
            continue;
        }
        const std::int64_t n = c.affected->number();
        (serious ? tally.serious : tally.other) += n;
        std::int64_t& most = serious ? tally.most_serious : tally.most_other;
        most = std::max(most, n);
        if (n > 0) ++(serious ? tally.serious_terms : tally.other_terms);
        if (c.at_risk) tally.at_risk = std::max(tally.at_risk, c.at_risk->number());
    }
}

/// Percentage above which events that are not serious are listed; 0 if all are, 100 if it is not known.
double threshold_of(const PostedAdverseEvents& events) {
    if (!events.threshold) return 100;
    double value = 100;
    const char* const end = events.threshold->data() + events.threshold->size();
    const auto [p, error] = std::from_chars(events.threshold->data(), end, value);
    return error == std::errc() && p == end && value >= 0 && value <= 100 ? value : 100;
}

/// Participants with the event in any form: the number where the tables say it, else the range and why.
Optional<Interval> any_grade(const Tally& t, double threshold, Proportion& out) {
    if (t.at_risk > 0) out.of = Count(t.at_risk);
    if (!t.known) {
        out.note = "the register does not count all groups of this event";
        return std::nullopt;
    }
    const std::int64_t least = std::max(t.most_serious, t.most_other);
    std::int64_t most = t.serious + t.other;
    if (t.at_risk > 0) most = std::min(most, t.at_risk);
    // Those who had it only in a form that is not serious are not listed below the threshold.
    const bool hidden = t.other == 0 && threshold > 0;
    const bool one_list = (t.serious == 0 || t.other == 0) && t.serious_terms <= 1 && t.other_terms <= 1;
    if (one_list && !hidden) {
        out.n = Count(most);
        return std::nullopt;
    }
    if (hidden)
        out.note = "at least " + std::to_string(least) +
                   ": forms that are not serious are listed only above the register's threshold";
    else
        out.note = "at least " + std::to_string(least) + ", at most " + std::to_string(most) +
                   ": participants may be counted in several rows";
    if (t.at_risk <= 0) return std::nullopt;
    const double all = static_cast<double>(t.at_risk);
    Interval range;
    range.low = 100 * static_cast<double>(least) / all;
    range.high = std::min(100.0, 100 * static_cast<double>(most) / all + (hidden ? threshold : 0));
    return range;
}

}  // namespace

SafetySummary safety_of(const PostedAdverseEvents& events, std::string_view group_id) {
    SafetySummary summary;
    for (const EventGroup& g : events.groups)
        if (g.id == std::string(group_id)) {
            summary.evaluated_count = g.serious_at_risk;
            if (g.serious) {
                OutcomeResult r;
                r.outcome = ClinicalOutcome::serious_adverse_event;
                r.proportion.n = g.serious;
                r.proportion.of = g.serious_at_risk;
                summary.outcomes.push_back(std::move(r));
            }
        }
    const double threshold = threshold_of(events);
    for (const ClinicalOutcome outcome : {ClinicalOutcome::crs_any, ClinicalOutcome::icans_any,
                                          ClinicalOutcome::acute_gvhd, ClinicalOutcome::chronic_gvhd}) {
        Tally tally;
        std::string terms;
        const auto gather = [&](const std::vector<PostedEvent>& list, bool serious) {
            for (const PostedEvent& e : list) {
                if (!e.term || recognised_event(*e.term) != outcome) continue;
                count(tally, e, serious, group_id);
                if (terms.find(*e.term) == std::string::npos) terms.append(terms.empty() ? "" : "; ").append(*e.term);
            }
        };
        gather(events.serious, true);
        gather(events.other, false);
        if (!tally.there) continue;  // not listed is not the same as none
        OutcomeResult r;
        r.outcome = outcome;
        r.percent_range = any_grade(tally, threshold, r.proportion);
        r.definition = terms;
        summary.outcomes.push_back(std::move(r));
    }
    // Events by term, in the order in which they are listed first.
    struct Row {
        std::string_view term;
        Tally tally;
        bool in_serious = false;
    };
    std::vector<Row> rows;
    std::map<std::string_view, std::size_t> row_of;
    const auto gather_terms = [&](const std::vector<PostedEvent>& list, bool serious) {
        for (const PostedEvent& e : list) {
            if (!e.term) continue;
            const auto [at, fresh] = row_of.emplace(*e.term, rows.size());
            if (fresh) rows.push_back({*e.term, {}, false});
            Row& row = rows[at->second];
            count(row.tally, e, serious, group_id);
            row.in_serious = row.in_serious || serious;
        }
    };
    gather_terms(events.serious, true);
    gather_terms(events.other, false);
    for (const Row& row : rows) {
        if (!row.tally.there) continue;
        EventFrequency f;
        f.term = row.term;
        any_grade(row.tally, threshold, f.any_grade.emplace());
        if (row.in_serious && row.tally.serious_terms <= 1 && row.tally.known) {
            f.serious.emplace().n = Count(row.tally.serious);
            if (row.tally.at_risk > 0) f.serious->of = Count(row.tally.at_risk);
        }
        summary.events.push_back(std::move(f));
    }
    return summary;
}

}  // namespace carnk::inline v0_1
