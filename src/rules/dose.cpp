// SPDX-License-Identifier: BSL-1.0
// Rules on doses, schedules and lymphodepletion.
#include <carnk/core/optional.hpp>
#include <carnk/model/dose.hpp>
#include <carnk/model/trial_design.hpp>

#include "rules/builtin.hpp"
#include "rules/text.hpp"

#include <algorithm>

namespace carnk::inline v0_1::detail {

namespace {

constexpr RuleInfo not_ascending =
    card("CNK-DOSE-001", Severity::warning, RuleCategory::consistency, "dose levels stand in ascending order",
         "Levels are numbered from the lowest; a descending step is a misread exponent or a mixed-up list.",
         "DoseLevel.cells, .basis, .counted, .route, .label");
constexpr RuleInfo implausible_dose = card(
    "CNK-DOSE-002", Severity::warning, RuleCategory::plausibility, "a dose of cells is of a plausible size",
    "Doses in trials lie between 1e3 and 1e9 cells per kilogram, or 1e4 and 1e12 in all; beyond that an exponent was misread.",
    "DoseLevel.cells, DoseLevel.basis",
    "Liu E et al. N Engl J Med 2020;382:545-553; Marin D et al. Nat Med 2024;30:772-784 (doses)");
constexpr RuleInfo depletion_after =
    card("CNK-DOSE-003", Severity::warning, RuleCategory::consistency, "lymphodepletion is given before the cells",
         "Days are counted from the first infusion; all of them after it means that the minus signs are lost.",
         "RegimenAgent.days",
         "Liu E et al. N Engl J Med 2020;382:545-553 (fludarabine and cyclophosphamide on days -5 to -3)");
constexpr RuleInfo agent_without_name =
    card("CNK-DOSE-004", Severity::warning, RuleCategory::structure, "a drug of a regimen has a name in lower case",
         "Drugs are found by their nonproprietary name; another spelling is another drug.", "RegimenAgent.agent");
constexpr RuleInfo schedule_times = card("CNK-DOSE-005", Severity::error, RuleCategory::format,
                                         "times of a schedule are in units of time and above zero",
                                         "An interval or a cycle in another unit cannot be computed with.",
                                         "DoseSchedule.interval, DoseSchedule.cycle_length");
constexpr RuleInfo schedule_days = card("CNK-DOSE-006", Severity::warning, RuleCategory::consistency,
                                        "the days of a schedule agree with its number of infusions",
                                        "More days than infusions means that one of the two is of another arm.",
                                        "DoseSchedule.days, DoseSchedule.infusions");
constexpr RuleInfo two_recommended = card("CNK-DOSE-007", Severity::warning, RuleCategory::consistency,
                                          "a list of dose levels names one recommended dose",
                                          "The recommended dose of phase 2 is one.", "DoseLevel.recommended_phase2");

void check_order(const std::vector<DoseLevel>& levels, RuleContext& ctx) {
    for (std::size_t i = 1; i < levels.size(); ++i) {
        const DoseLevel &a = levels[i - 1], &b = levels[i];
        const bool alike =
            a.basis && a.basis == b.basis && a.counted == b.counted && a.route == b.route && a.label && b.label;
        if (!alike || !a.cells || !b.cells || !a.cells->low || !b.cells->high) continue;
        // A level below the first, "DL-1", is listed last by custom.
        if (b.label->find("-1") != std::string::npos) continue;
        if (*b.cells->high < *a.cells->low)
            ctx.report(at(i, "cells"), "the dose is below that of the level before it", text_of(*b.cells),
                       "at least " + text_of(*a.cells->low), {{ctx.pointer(at(i - 1, "cells")), "the level before"}});
    }
}

void check_size(const DoseLevel& d, RuleContext& ctx) {
    if (!d.cells || !d.basis) return;
    const double least = *d.basis == DoseBasis::flat ? 1e4 : 1e3;
    const double most = *d.basis == DoseBasis::flat ? 1e12 : *d.basis == DoseBasis::per_kg ? 1e9 : 1e11;
    const bool low =
        (d.cells->low && *d.cells->low < least && *d.cells->low != 0) || (d.cells->high && *d.cells->high < least);
    const bool high = (d.cells->high && *d.cells->high > most) || (d.cells->low && *d.cells->low > most);
    if (low || high)
        ctx.report("/cells", "the dose is of an implausible size", text_of(*d.cells) + " " + text_of(*d.basis),
                   text_of(least) + " to " + text_of(most));
}

void check_depletion(const Lymphodepletion& l, RuleContext& ctx) {
    for (std::size_t i = 0; i < l.agents.size(); ++i) {
        const auto& days = l.agents[i].days;
        if (days && !days->empty() && std::all_of(days->begin(), days->end(), [](int d) { return d > 0; }))
            ctx.report(at("agents", i, "days"), "the drug is given after the infusion only",
                       "from day " + std::to_string(days->front()), "days before 0");
    }
}

void check_times(const DoseSchedule& s, RuleContext& ctx) {
    const auto one = [&](const Optional<Quantity>& q, const char* name) {
        if (!q) return;
        if (!is_time(q->unit))
            ctx.report(at(name, "unit"), "the unit is not one of time", q->unit.text(), "d, wk, mo");
        else if (q->value <= 0)
            ctx.report(at(name, "value"), "the time is not above zero", text_of(q->value));
    };
    one(s.interval, "interval");
    one(s.cycle_length, "cycle_length");
}

}  // namespace

void add_dose_rules(BuiltinRules& rules) {
    rules.add<std::vector<DoseLevel>>(not_ascending, check_order);
    rules.add<DoseLevel>(implausible_dose, check_size);
    rules.add<Lymphodepletion>(depletion_after, check_depletion);
    rules.add<RegimenAgent>(agent_without_name, [](const RegimenAgent& a, RuleContext& ctx) {
        if (a.agent.empty())
            ctx.report("/agent", "the drug has no name");
        else if (a.agent.front() >= 'A' && a.agent.front() <= 'Z' &&
                 a.agent.find_first_of("0123456789-") == std::string::npos) {
            ctx.report("/agent", "the name of the drug begins with an upper-case letter", a.agent);
            // An abbreviation, such as ATG, has no name in lower case.
            if (a.agent.size() > 4 && a.agent.find_first_not_of("abcdefghijklmnopqrstuvwxyz", 1) == std::string::npos) {
                std::string name = a.agent;
                name.front() = static_cast<char>(name.front() - 'A' + 'a');
                ctx.repair_replace("/agent", quoted_json(name));
            }
        }
    });
    rules.add<DoseSchedule>(schedule_times, check_times);
    rules.add<DoseSchedule>(schedule_days, [](const DoseSchedule& s, RuleContext& ctx) {
        if (s.days && s.infusions && s.infusions->high &&
            static_cast<std::int64_t>(s.days->size()) > *s.infusions->high)
            ctx.report("/days", "there are more days than infusions", std::to_string(s.days->size()),
                       "at most " + std::to_string(*s.infusions->high));
    });
    rules.add<std::vector<DoseLevel>>(two_recommended, [](const std::vector<DoseLevel>& levels, RuleContext& ctx) {
        Optional<std::size_t> first;
        for (std::size_t i = 0; i < levels.size(); ++i) {
            if (!levels[i].recommended_phase2.value_or(false)) continue;
            if (first)
                ctx.report(at(i, "recommended_phase2"), "another level is recommended as well", {}, {},
                           {{ctx.pointer(at(*first, "recommended_phase2")), "the other level"}});
            else
                first = i;
        }
    });
}

}  // namespace carnk::inline v0_1::detail
