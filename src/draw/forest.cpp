// SPDX-License-Identifier: BSL-1.0
#include <carnk/draw/charts.hpp>
#include <carnk/insight/pooled.hpp>

#include "draw/svg.hpp"
#include "draw/words.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace carnk::inline v0_1::draw {

namespace {

constexpr double width = 860, margin = 18, label_width = 240, count_x = 330, left = 354, right = 664, figure_x = 676;

double place(double fraction) {
    return left + (right - left) * std::clamp(fraction, 0.0, 1.0);
}

std::string percent(double fraction) {
    return number(fraction * 100, 1);
}

std::string figure(double value, const FractionInterval* interval) {
    return percent(value) + "%" +
           (interval ? " (" + percent(interval->low) + " to " + percent(interval->high) + ")" : "");
}

std::string counts(const Count& events, const Count& patients) {
    return std::to_string(events.number()) + "/" + std::to_string(patients.number());
}

std::string reason_of(PoolExclusion reason) {
    switch (reason) {
        case PoolExclusion::not_reported:
            return "The text read does not report it; that is not the same as zero";
        case PoolExclusion::only_in_subgroup:
            return "Reported only for parts of the group";
        case PoolExclusion::only_percentage:
            return "Only a percentage is stated";
        case PoolExclusion::derived_count:
            return "The count was computed from a printed percentage";
        case PoolExclusion::no_denominator:
            return "It is not stated of how many patients";
        case PoolExclusion::no_event_count:
            return "Stated in words or as a range only";
        case PoolExclusion::no_patients:
            return "Of no patients";
        case PoolExclusion::inconsistent:
            return "More events than patients";
        case PoolExclusion::overlap:
            return "Shares patients with a study of the figure";
        case PoolExclusion::not_peer_reviewed:
            return "Not peer reviewed";
    }
    return "Left out";
}

// Studies with the same reason together, in the order in which reasons come first.
std::vector<std::pair<PoolExclusion, std::vector<std::string>>> by_reason(const std::vector<ExcludedStudy>& excluded) {
    std::vector<std::pair<PoolExclusion, std::vector<std::string>>> groups;
    for (const ExcludedStudy& e : excluded) {
        auto at = std::find_if(groups.begin(), groups.end(), [&](const auto& g) { return g.first == e.reason; });
        if (at == groups.end()) at = groups.insert(groups.end(), {e.reason, {}});
        at->second.push_back(e.label);
    }
    return groups;
}

std::string_view state_of(PoolState state) {
    switch (state) {
        case PoolState::pooled:
            return "Median study, pooled";
        case PoolState::single_study:
            return "The one study there is";
        case PoolState::no_event:
            return "No study has an event";
        case PoolState::all_events:
            return "Every patient has the event";
        case PoolState::not_estimable:
            return "Not estimable";
        case PoolState::no_study:
            return "No study has a count";
    }
    return "";
}

}  // namespace

std::string forest(const PooledOutcome& o, const Options& options) {
    const PoolFit& fit = o.fit;
    const std::string head = shown::capitalized(std::string(label_of(o.outcome))) + " with CAR-NK";
    const FractionInterval* interval = fit.likelihood_interval ? &*fit.likelihood_interval
                                       : fit.interval          ? &*fit.interval
                                                               : nullptr;
    const std::string level = number(o.level * 100, o.level * 1000 == std::floor(o.level * 1000) ? 0 : 1) + "%";
    std::string told = "Forest plot of " + shown::counted(o.studies.size(), "study", "studies") +
                       ", percent with the exact " + level + " interval. ";
    for (const PooledStudy& s : o.studies)
        if (s.count.patients.number() > 0)
            told +=
                s.label + " " + counts(s.count.events, s.count.patients) + ", " +
                figure(static_cast<double>(s.count.events.number()) / static_cast<double>(s.count.patients.number()),
                       &s.exact) +
                "; ";
    told += std::string(state_of(fit.state));
    if (fit.estimate) told += ": " + figure(*fit.estimate, interval);
    told += ". " + std::to_string(o.excluded.size()) +
            " studies are not in the figure. Small studies without control arm; no forecast for a patient.";

    Svg svg("forest-" + words_of(o.outcome), head, told, options.theme);
    double y = margin + 16;
    y = svg.lines(margin, y, fitted(head, width - 2 * margin, 17, true), 21, {17, true});
    y = svg.lines(margin, y,
                  fitted("Published studies without control arm; exact " + level +
                             " intervals. The size of a square is that of the study.",
                         width - 2 * margin, 12),
                  16, {12, false, "start", true});
    y += 14;
    svg.text(margin, y, "study", {11, false, "start", true});
    svg.text(count_x, y, "events/patients", {11, false, "end", true});
    svg.text(figure_x, y, "% (" + level + " interval)", {11, false, "start", true});
    y += 10;
    const double top = y;

    struct Row {
        std::vector<std::string> label;
        double y, height;
    };
    const auto row_of = [&](const std::string& label, bool bold) {
        Row r{fitted(label, label_width, 12, bold, 2), y, 0};
        r.height = 12 + 15 * static_cast<double>(std::max<std::size_t>(r.label.size(), 1));
        y += r.height;
        return r;
    };
    std::vector<Row> rows;
    for (const PooledStudy& s : o.studies)
        rows.push_back(row_of(s.label + (s.derived ? " (computed count)" : ""), false));
    const double rule = y + 4;
    y += 10;
    std::vector<std::pair<Row, int>> sums;  // 0 pooled, 1 average, 2 all together, 3 further study
    sums.emplace_back(row_of(std::string(state_of(fit.state)), true), 0);
    if (fit.average) sums.emplace_back(row_of("Average over studies", false), 1);
    if (fit.state == PoolState::pooled && fit.patient_count.number() > 0)
        sums.emplace_back(row_of("All patients as if one study", false), 2);
    if (fit.prediction_interval) sums.emplace_back(row_of("A further study", false), 3);
    const double bottom = y + 4;
    for (int tick = 0; tick <= 4; ++tick) {
        const double x = place(tick / 4.0);
        svg.line(x, top, x, bottom, tick == 0 ? "axis" : "grid");
        svg.text(x, bottom + 14, std::to_string(tick * 25) + "%", {11, false, "middle", true});
    }
    svg.line(margin, rule, width - margin, rule, "grid");

    const auto label = [&](const Row& r, bool bold) {
        svg.lines(margin,
                  r.y + r.height / 2 + 4 - 7.5 * static_cast<double>(r.label.size() - (r.label.empty() ? 0 : 1)),
                  r.label, 15, {12, bold});
        return r.y + r.height / 2;
    };
    double most = 1;
    for (const PooledStudy& s : o.studies)
        most = std::max(most, static_cast<double>(s.count.patients.number()));
    for (std::size_t i = 0; i < o.studies.size(); ++i) {
        const PooledStudy& s = o.studies[i];
        const double patients = static_cast<double>(s.count.patients.number());
        const double value = patients > 0 ? static_cast<double>(s.count.events.number()) / patients : 0;
        svg.open(s.label + ": " + counts(s.count.events, s.count.patients) + ", " + figure(value, &s.exact) +
                     (s.definition ? "; " + *s.definition : std::string()) + (s.note ? "; " + *s.note : std::string()),
                 false);
        const double middle = label(rows[i], false);
        svg.text(count_x, middle + 4, counts(s.count.events, s.count.patients), {12, false, "end"});
        svg.line(place(s.exact.low), middle, place(s.exact.high), middle, "link");
        const double half = 3 + 5 * std::sqrt(patients / most);
        svg.rect({place(value) - half, middle - half, 2 * half, 2 * half}, "blue", 0, s.derived);
        svg.text(figure_x, middle + 4, figure(value, &s.exact), {12});
        svg.close();
    }
    for (const auto& [r, what] : sums) {
        svg.open({}, false);
        const double middle = label(r, what == 0);
        if (what == 0 && fit.estimate) {
            const double at = place(*fit.estimate);
            const double low = interval ? place(interval->low) : at - 4,
                         high = interval ? place(interval->high) : at + 4;
            svg.path("M" + number(low, 1) + " " + number(middle, 1) + "L" + number(at, 1) + " " +
                         number(middle - 7, 1) + "L" + number(high, 1) + " " + number(middle, 1) + "L" + number(at, 1) +
                         " " + number(middle + 7, 1) + "Z",
                     "red");
            svg.text(count_x, middle + 4, counts(fit.event_count, fit.patient_count), {12, true, "end"});
            svg.text(figure_x, middle + 4, figure(*fit.estimate, interval), {12, true});
        } else if (what == 0) {
            svg.text(figure_x, middle + 4, "no estimate", {12, true});
        } else if (what == 1) {
            svg.line(place(*fit.average), middle - 6, place(*fit.average), middle + 6, "strong");
            svg.text(figure_x, middle + 4, figure(*fit.average, nullptr), {12});
        } else if (what == 2) {
            const double crude =
                static_cast<double>(fit.event_count.number()) / static_cast<double>(fit.patient_count.number());
            svg.line(place(crude), middle - 6, place(crude), middle + 6, "strong");
            svg.text(figure_x, middle + 4, figure(crude, nullptr), {12});
        } else {
            svg.line(place(fit.prediction_interval->low), middle, place(fit.prediction_interval->high), middle, "link",
                     true);
            svg.text(figure_x, middle + 4,
                     percent(fit.prediction_interval->low) + " to " + percent(fit.prediction_interval->high), {12});
        }
        svg.close();
    }
    y = bottom + 38;
    if (fit.likelihood_interval)
        y = svg.lines(
            margin, y,
            fitted("The interval of the pooled figure is that by profile likelihood.", width - 2 * margin, 11), 15,
            {11, false, "start", true});
    if (!o.excluded.empty()) {
        svg.text(margin, y + 6, "Not in the figure", {13, true});
        y += 24;
        for (const auto& [reason, labels] : by_reason(o.excluded))
            y = svg.lines(margin, y,
                          fitted(reason_of(reason) + ": " + shown::joined(labels, "; ") + ".", width - 2 * margin, 11),
                          15, {11}) +
                3;
    }
    y += 6;
    for (const std::string& n : o.notes)
        y = svg.lines(margin, y, fitted(n, width - 2 * margin, 11), 15, {11, false, "start", true}) + 3;
    return svg.finish(width, y);
}

}  // namespace carnk::inline v0_1::draw
