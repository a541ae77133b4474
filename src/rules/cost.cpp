// SPDX-License-Identifier: BSL-1.0
// Rules on cost facts, plans and estimates.
#include <carnk/core/optional.hpp>
#include <carnk/model/cost_estimate.hpp>

#include "rules/builtin.hpp"
#include "rules/text.hpp"

#include <algorithm>
#include <cmath>

namespace carnk::inline v0_1::detail {

namespace {

constexpr RuleInfo invented_price = card(
    "CNK-COST-001", Severity::error, RuleCategory::consistency, "no price of a CAR-NK product is given as established",
    "No CAR-NK product is approved or sold; a number here would be that of another product or a guess.",
    "CostItem.category, .therapy, .value, .basis");
constexpr RuleInfo basis_and_value = card(
    "CNK-COST-002", Severity::error, RuleCategory::consistency, "exactly where no figure is known, the basis says so",
    "A figure without basis, or a basis without figure, is half a fact.", "CostItem.value, CostItem.basis");
constexpr RuleInfo statistic_and_value =
    card("CNK-COST-003", Severity::warning, RuleCategory::consistency, "the ends of a figure fit the kind of number",
         "A point has equal ends, a lower bound has no upper end, an upper bound no lower one.",
         "CostItem.statistic, CostFigure.statistic, Money");
constexpr RuleInfo no_price_year =
    card("CNK-COST-004", Severity::warning, RuleCategory::provenance, "an amount of a cost fact has a price year",
         "Amounts of different years are not comparable.", "CostMoney.amount.price_year",
         "Husereau D et al. Value Health 2022;25:3-9 (CHEERS 2022, item 15)");
constexpr RuleInfo price_of_future = card(
    "CNK-COST-005", Severity::warning, RuleCategory::plausibility, "prices are of the next year at the latest",
    "Rates of the next year are published ahead of it; prices of a later one do not exist yet.", "Money.price_year");
constexpr RuleInfo percent_out_of_range =
    card("CNK-COST-006", Severity::error, RuleCategory::format, "a percentage of a payment lies between 0 and 100",
         "Often a fraction or a misplaced decimal point.", "CostPercent.percent");
constexpr RuleInfo stay_not_time =
    card("CNK-COST-007", Severity::error, RuleCategory::format, "a length of stay is in a unit of time",
         "A length in another unit cannot be computed with.", "CostDuration.duration");
constexpr RuleInfo line_certainty = card(
    "CNK-COST-008", Severity::error, RuleCategory::consistency, "exactly the lines that are not unknown have an amount",
    "An unknown amount is not zero, and an amount is known or assumed.", "CostLine.certainty, .amount, .unit_cost");
constexpr RuleInfo unknown_lines =
    card("CNK-COST-009", Severity::error, RuleCategory::consistency, "an estimate counts its unknown lines",
         "The count says that the totals are lower bounds.", "CostEstimate.lines, CostEstimate.unknown_line_count");
constexpr RuleInfo line_product = card("CNK-COST-010", Severity::error, RuleCategory::consistency,
                                       "a line is quantity times unit cost, in one currency",
                                       "The product can be computed again.", "CostLine.quantity, .unit_cost, .amount");
constexpr RuleInfo rate_useless = card("CNK-COST-011", Severity::error, RuleCategory::consistency,
                                       "a rate of exchange is above zero and between two currencies",
                                       "Any other rate converts nothing.", "ExchangeRate.from, .to, .rate");
constexpr RuleInfo assumed_without_reason =
    card("CNK-COST-012", Severity::warning, RuleCategory::provenance, "a line that is assumed or unknown says why",
         "A reader must see what the number stands on.", "CostLine.certainty, CostLine.reason");
constexpr RuleInfo coverage_without_status =
    card("CNK-COST-013", Severity::warning, RuleCategory::consistency, "a payer that pays nothing has no maximum",
         "One of the two statements is of another plan.", "PayerCoverage.status, PayerCoverage.maximum");
constexpr RuleInfo own_price_planned =
    card("CNK-COST-014", Severity::warning, RuleCategory::consistency,
         "a plan that reckons with a price of a CAR-NK product says on what assumption",
         "There is no such price; whoever plans with one must say where it comes from.",
         "CostPlan.therapy, PlannedCost.category, .unit_cost, .assumption");

bool is_car_nk(TherapyClass t) {
    return t == TherapyClass::car_nk || t == TherapyClass::nk;
}

void check_invented(const CostItem& c, RuleContext& ctx) {
    if (c.category != CostCategory::product_price || !is_car_nk(c.therapy)) return;
    if (c.basis == CostBasis::company_projection) return;  // says of itself that it is a hope
    if (!std::holds_alternative<CostNotEstablished>(c.value))
        ctx.report("/value", "a price of a CAR-NK product is given as established", text_of(c.basis),
                   "not_established");
}

void check_basis(const CostItem& c, RuleContext& ctx) {
    const bool none = std::holds_alternative<CostNotEstablished>(c.value);
    const bool basis_none = c.basis == CostBasis::not_established || c.basis == CostBasis::no_figure_found;
    if (none != basis_none)
        ctx.report("/basis",
                   none ? "there is no figure, and the basis speaks of one"
                        : "there is a figure, and the basis says that there is none",
                   text_of(c.basis));
}

template <class Range>
void check_statistic(const Optional<CostStatistic>& s, const Range& r, const std::string& pointer, RuleContext& ctx) {
    if (!s) return;
    const char* wrong = nullptr;
    switch (*s) {
        case CostStatistic::point:
        case CostStatistic::approximate:
        case CostStatistic::average:
        case CostStatistic::median:
            if (!(r.low && r.high && *r.low == *r.high)) wrong = "equal ends";
            break;
        case CostStatistic::range:
        case CostStatistic::range_of_medians:
        case CostStatistic::confidence_interval:
            if (!r.low || !r.high) wrong = "two ends";
            break;
        case CostStatistic::lower_bound:
            if (r.high || !r.low) wrong = "a lower end only";
            break;
        case CostStatistic::maximum:
            if (r.low || !r.high) wrong = "an upper end only";
            break;
    }
    if (wrong)
        ctx.report(pointer, "the ends do not fit the kind of number",
                   text_of(*s) + " of " + text_of_ends(r.low, r.high), wrong);
}

void check_value(const Optional<CostStatistic>& s, const CostValue& v, RuleContext& ctx) {
    if (const auto* m = std::get_if<CostMoney>(&v)) check_statistic(s, m->amount, "/value/amount", ctx);
    if (const auto* c = std::get_if<CostCount>(&v)) check_statistic(s, c->count, "/value/count", ctx);
    if (const auto* d = std::get_if<CostDuration>(&v)) check_statistic(s, d->duration, "/value/duration", ctx);
}

void check_product(const CostLine& l, RuleContext& ctx) {
    if (!l.unit_cost || !l.amount) return;
    if (l.unit_cost->currency != l.amount->currency) {
        ctx.report("/amount/currency", "the amount is in another currency than the unit cost",
                   l.amount->currency.text(), l.unit_cost->currency.text());
        return;
    }
    const auto end = [&](const Optional<Decimal>& unit, const Optional<Decimal>& all, const char* name) {
        if (!unit || !all) return;
        const double product = unit->to_double() * l.quantity.to_double();
        if (std::abs(product - all->to_double()) > 0.5 + 1e-9 * std::abs(product))
            ctx.report(at("amount", name), "the amount is not quantity times unit cost", all->text(), text_of(product));
    };
    end(l.unit_cost->low, l.amount->low, "low");
    end(l.unit_cost->high, l.amount->high, "high");
}

}  // namespace

void add_cost_rules(BuiltinRules& rules) {
    rules.add<CostItem>(invented_price, check_invented);
    rules.add<CostItem>(basis_and_value, check_basis);
    rules.add<CostItem>(statistic_and_value,
                        [](const CostItem& c, RuleContext& ctx) { check_value(c.statistic, c.value, ctx); });
    rules.add<CostFigure>(statistic_and_value,
                          [](const CostFigure& f, RuleContext& ctx) { check_value(f.statistic, f.value, ctx); });
    rules.add<CostMoney>(no_price_year, [](const CostMoney& m, RuleContext& ctx) {
        // Nothing is nothing in every year.
        const bool nothing = m.amount.high && m.amount.high->units() == 0;
        if (!m.amount.price_year && !nothing)
            ctx.report("/amount", "the amount has no price year",
                       text_of_ends(m.amount.low, m.amount.high) + ' ' + m.amount.currency.text());
    });
    rules.add<Money>(
        price_of_future,
        [](const Money& m, RuleContext& ctx) {
            if (m.price_year && *m.price_year > ctx.as_of().year() + 1)
                ctx.report("/price_year", "the prices are of a later year", std::to_string(*m.price_year),
                           "at most " + std::to_string(ctx.as_of().year() + 1));
        },
        RuleNeed::as_of);
    rules.add<CostPercent>(percent_out_of_range, [](const CostPercent& p, RuleContext& ctx) {
        const auto out = [](const Optional<double>& x) {
            return x && (*x < 0 || *x > 100);
        };
        if (out(p.percent.low) || out(p.percent.high))
            ctx.report("/percent", "the percentage is out of its range", text_of(p.percent), "0 to 100");
    });
    rules.add<CostDuration>(stay_not_time, [](const CostDuration& d, RuleContext& ctx) {
        if (!is_time(d.duration.unit))
            ctx.report("/duration/unit", "the unit is not one of time", d.duration.unit.text(), "d, wk, mo");
    });
    rules.add<CostLine>(line_certainty, [](const CostLine& l, RuleContext& ctx) {
        const bool unknown = l.certainty == CostCertainty::unknown;
        if (unknown == l.amount.has_value())
            ctx.report("/certainty",
                       unknown ? "the line is unknown and has an amount" : "the line has no amount and is not unknown",
                       text_of(l.certainty));
    });
    rules.add<CostEstimate>(unknown_lines, [](const CostEstimate& e, RuleContext& ctx) {
        const auto n = std::count_if(e.lines.begin(), e.lines.end(),
                                     [](const CostLine& l) { return l.certainty == CostCertainty::unknown; });
        if (n == e.unknown_line_count.number()) return;
        ctx.report("/unknown_line_count", "the unknown lines are not counted right",
                   std::to_string(e.unknown_line_count), std::to_string(n));
        ctx.repair_replace("/unknown_line_count", std::to_string(n));
    });
    rules.add<CostLine>(line_product, check_product);
    rules.add<ExchangeRate>(rate_useless, [](const ExchangeRate& r, RuleContext& ctx) {
        if (r.from == r.to) ctx.report("/to", "the rate is between a currency and itself", r.to.text());
        if (!r.rate.empty() && r.rate.units() <= 0) ctx.report("/rate", "the rate is not above zero", r.rate.text());
    });
    rules.add<CostLine>(assumed_without_reason, [](const CostLine& l, RuleContext& ctx) {
        if (l.certainty != CostCertainty::known && (!l.reason || l.reason->empty()))
            ctx.report("", "the line does not say why it is " + text_of(l.certainty), l.label);
    });
    rules.add<PayerCoverage>(coverage_without_status, [](const PayerCoverage& p, RuleContext& ctx) {
        if (p.status == CoverageStatus::does_not_pay && p.maximum)
            ctx.report("/maximum", "the payer pays nothing and has a maximum", text_of(p.payer));
    });
    rules.add<PlannedCost>(own_price_planned, [](const PlannedCost& p, RuleContext& ctx) {
        const CostPlan* plan = ctx.parent<CostPlan>();
        if (plan && is_car_nk(plan->therapy) && p.category == CostCategory::product_price && p.unit_cost &&
            !p.assumption)
            ctx.report("", "the plan has a price of a CAR-NK product and does not say on what assumption", p.label);
    });
}

}  // namespace carnk::inline v0_1::detail
