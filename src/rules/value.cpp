// SPDX-License-Identifier: BSL-1.0
// Rules on the values that all models share: ranges, proportions, money, cell sources.
#include <carnk/core/money.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/model/common.hpp>
#include <carnk/model/trial_site.hpp>

#include "rules/builtin.hpp"
#include "rules/text.hpp"

#include <cmath>

namespace carnk::inline v0_1::detail {

namespace {

constexpr RuleInfo low_above_high = card("CNK-VALUE-001", Severity::error, RuleCategory::consistency,
                                         "the lower end of a range is not above the upper end",
                                         "No value lies in an inverted range, so whatever is compared with it fails.",
                                         "Interval, CountRange, QuantityRange, Money");
constexpr RuleInfo no_ends = card("CNK-VALUE-002", Severity::warning, RuleCategory::consistency, "a range has an end",
                                  "A range without ends says nothing; where nothing is known, the member is left out.",
                                  "CountRange, QuantityRange, Money");
constexpr RuleInfo n_above_of =
    card("CNK-VALUE-003", Severity::error, RuleCategory::consistency, "no more patients have an event than are counted",
         "A part cannot be larger than the whole.", "Proportion.n, Proportion.of");
constexpr RuleInfo percent_differs = card(
    "CNK-VALUE-004", Severity::warning, RuleCategory::consistency, "a percentage agrees with its counts",
    "Where both are printed and differ by more than rounding, one of them was misread or belongs to other patients.",
    "Proportion.n, Proportion.of, Proportion.percent");
constexpr RuleInfo interval_misses =
    card("CNK-VALUE-005", Severity::warning, RuleCategory::consistency, "a confidence interval contains its estimate",
         "An interval that misses the estimate belongs to another one.",
         "Proportion.confidence_interval, Proportion.percent, Proportion.n, Proportion.of");
constexpr RuleInfo interval_range = card("CNK-VALUE-006", Severity::error, RuleCategory::format,
                                         "a confidence interval of a percentage lies between 0 and 100",
                                         "It is a range of percentages; often a fraction or a misplaced decimal point.",
                                         "Proportion.confidence_interval");
constexpr RuleInfo derived_from_nothing = card("CNK-VALUE-007", Severity::warning, RuleCategory::provenance,
                                               "a computed count has the percentage that it was computed from",
                                               "Nobody can check a computed count whose printed percentage is gone.",
                                               "Proportion.derived, Proportion.n, Proportion.percent");
constexpr RuleInfo negative_money =
    card("CNK-VALUE-008", Severity::error, RuleCategory::format, "an amount of money is not negative",
         "All amounts of the models are prices, costs or payments.", "Money.low, Money.high");
constexpr RuleInfo null_island = card(
    "CNK-VALUE-009", Severity::warning, RuleCategory::plausibility, "a point is not at latitude 0 and longitude 0",
    "That is open sea; it comes from two numbers that were never filled in.", "GeoPoint.latitude, GeoPoint.longitude");
constexpr RuleInfo line_with_donor =
    card("CNK-CELL-001", Severity::error, RuleCategory::consistency,
         "cells of a line have no donor, and a cell line is the source of no others",
         "A cell line comes out of a bank, not out of a person at hand.", "CellSource.origin, CellSource.donor",
         "Klingemann H, Boissel L, Toneguzzo F. Front Immunol 2016;7:91 (NK-92)");
constexpr RuleInfo nk92_alive =
    card("CNK-CELL-002", Severity::warning, RuleCategory::practice, "NK-92 cells are irradiated before infusion",
         "The line comes from a lymphoma and divides without end; patients get irradiated cells.",
         "CellSource.origin, CellSource.irradiated", "Tonn T et al. Cytotherapy 2013;15:1563-1570");
constexpr RuleInfo blood_not_clonal = card(
    "CNK-CELL-003", Severity::warning, RuleCategory::plausibility, "cells straight from blood are not called clonal",
    "A single clone comes from a line or a stem-cell bank; cells of blood or cord blood are a mixture.",
    "CellSource.origin, CellSource.clonal");

template <class Range>
void check_ends(const Range& r, RuleContext& ctx) {
    if (r.low && r.high && *r.high < *r.low)
        ctx.report("", "the lower end is above the upper end", text_of_ends(r.low, r.high));
}
template <class Range>
void check_has_end(const Range& r, RuleContext& ctx) {
    if (!r.low && !r.high) ctx.report("", "the range has neither a lower nor an upper end");
}

void check_interval(const Interval& i, RuleContext& ctx) {
    if (i.empty())
        ctx.report(
            "", *i.low > *i.high ? "the lower end is above the upper end" : "the ends are equal and outside the range",
            text_of(i));
}

/// One unit of the last digit that a number shows: 1 for 67, 0.1 for 66.7.
double last_digit(double x) {
    double unit = 1;
    for (int i = 0; i < 6 && std::abs(x / unit - std::round(x / unit)) > 1e-6; ++i)
        unit /= 10;
    return unit;
}

void check_percent(const Proportion& p, RuleContext& ctx) {
    if (!p.n || !p.of || !p.percent || *p.of == 0) return;
    const double exact = 100.0 * static_cast<double>(p.n->number()) / static_cast<double>(p.of->number());
    // Sources round or cut off: less than one unit of the last printed digit is agreement, a whole unit is not.
    if (std::abs(exact - *p.percent) < last_digit(*p.percent) - 1e-9) return;
    ctx.report(
        "/percent", "the percentage does not agree with the counts", text_of(p.percent->number()) + " %",
        std::to_string(*p.n) + " of " + std::to_string(*p.of) + " is " + text_of(std::round(exact * 10) / 10) + " %");
}

void check_estimate(const Proportion& p, RuleContext& ctx) {
    if (!p.confidence_interval || p.confidence_interval->empty()) return;
    Optional<double> estimate;
    if (p.percent)
        estimate = p.percent->number();
    else if (p.n && p.of && *p.of > 0)
        estimate = 100.0 * static_cast<double>(p.n->number()) / static_cast<double>(p.of->number());
    if (!estimate) return;
    const Interval& ci = *p.confidence_interval;
    const double slack = last_digit(*estimate) / 2 + 1e-9;  // the ends are rounded, too
    if ((ci.low && *estimate < *ci.low - slack) || (ci.high && *estimate > *ci.high + slack))
        ctx.report("/confidence_interval", "the confidence interval does not contain the estimate", text_of(ci),
                   "an interval around " + text_of(*estimate) + " %");
}

void check_cell_line(const CellSource& c, RuleContext& ctx) {
    if (!c.origin || !c.donor) return;
    const bool line = *c.origin == NkOrigin::nk92 || *c.origin == NkOrigin::other_line;
    // Stem cells may come out of a bank or from a donor.
    if (line == (*c.donor == DonorRelation::cell_line) || *c.origin == NkOrigin::ipsc) return;
    ctx.report("/donor",
               line ? "the cells are of a line, and a donor is named"
                    : "the cells are of a donor, and the donor is called a cell line",
               text_of(*c.donor), line ? "cell_line" : "a relation to the patient");
}

}  // namespace

void add_value_rules(BuiltinRules& rules) {
    rules.add<Interval>(low_above_high, check_interval);
    rules.add<CountRange>(low_above_high, check_ends<CountRange>);
    rules.add<QuantityRange>(low_above_high, check_ends<QuantityRange>);
    rules.add<Money>(low_above_high, check_ends<Money>);
    rules.add<CountRange>(no_ends, check_has_end<CountRange>);
    rules.add<QuantityRange>(no_ends, check_has_end<QuantityRange>);
    rules.add<Money>(no_ends, check_has_end<Money>);
    rules.add<Proportion>(n_above_of, [](const Proportion& p, RuleContext& ctx) {
        if (p.n && p.of && *p.n > *p.of)
            ctx.report("/n", "more patients have the event than are counted", std::to_string(*p.n),
                       "at most " + std::to_string(*p.of));
    });
    rules.add<Proportion>(percent_differs, check_percent);
    rules.add<Proportion>(interval_misses, check_estimate);
    rules.add<Proportion>(interval_range, [](const Proportion& p, RuleContext& ctx) {
        const auto& ci = p.confidence_interval;
        if (ci && ((ci->low && (*ci->low < 0 || *ci->low > 100)) || (ci->high && (*ci->high < 0 || *ci->high > 100))))
            ctx.report("/confidence_interval", "the interval leaves the range of percentages", text_of(*ci),
                       "0 to 100");
    });
    rules.add<Proportion>(derived_from_nothing, [](const Proportion& p, RuleContext& ctx) {
        if (p.derived.value_or(false) && (!p.n || !p.percent))
            ctx.report("/derived", "the count is marked as computed, but count or percentage is missing");
    });
    rules.add<Money>(negative_money, [](const Money& m, RuleContext& ctx) {
        if (m.low && m.low->units() < 0) ctx.report("/low", "the amount is negative", m.low->text());
        if (m.high && m.high->units() < 0) ctx.report("/high", "the amount is negative", m.high->text());
    });
    rules.add<GeoPoint>(null_island, [](const GeoPoint& p, RuleContext& ctx) {
        if (p.latitude == 0 && p.longitude == 0) ctx.report("", "the point lies at latitude 0 and longitude 0");
    });
    rules.add<CellSource>(line_with_donor, check_cell_line);
    rules.add<CellSource>(nk92_alive, [](const CellSource& c, RuleContext& ctx) {
        if (c.origin == NkOrigin::nk92 && c.irradiated == false)
            ctx.report("/irradiated", "NK-92 cells are said not to be irradiated");
    });
    rules.add<CellSource>(blood_not_clonal, [](const CellSource& c, RuleContext& ctx) {
        const bool blood = c.origin == NkOrigin::cord_blood || c.origin == NkOrigin::peripheral_blood ||
                           c.origin == NkOrigin::placenta;
        if (blood && c.clonal.value_or(false))
            ctx.report("/clonal", "cells of this tissue are called clonal", text_of(*c.origin));
    });
}

}  // namespace carnk::inline v0_1::detail
