// SPDX-License-Identifier: BSL-1.0
#include <carnk/insight/cost.hpp>
#include <carnk/model/catalog.hpp>
#include <carnk/model/trial.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

namespace carnk::inline v0_1 {

namespace {

Finding finding(std::string rule, std::string pointer, std::string message, std::string observed = {},
                std::string expected = {}) {
    Finding f;
    f.rule = std::move(rule);
    f.pointer = std::move(pointer);
    f.message = std::move(message);
    f.observed = std::move(observed);
    f.expected = std::move(expected);
    return f;
}

std::string basis_of(const CurrencyCode& currency, const Optional<Year>& year) {
    return std::string(currency.text()) +
           (year ? " at prices of " + std::to_string(year->number()) : std::string(" at prices of no stated year"));
}

bool same_basis(const CurrencyCode& a, const Optional<Year>& a_year, const CurrencyCode& b,
                const Optional<Year>& b_year) {
    return a == b && a_year == b_year;
}

Finding too_long(std::string pointer) {
    return finding("CNK-EST-002", std::move(pointer), "the exact result has more than 18 digits");
}

// The sum of two ends, of which either may be missing; nothing if it has too many digits.
bool add_end(Optional<Decimal>& total, const Optional<Decimal>& more) {
    if (!total || !more) {
        total.reset();
        return true;
    }
    Optional<Decimal> s = Decimal::sum(*total, *more);
    if (!s) return false;
    total = std::move(*s);
    return true;
}

// An amount times a number that is not negative; nothing if it has too many digits.
Optional<Money> times(const Money& amount, const Decimal& factor) {
    Money result;
    result.currency = amount.currency;
    result.price_year = amount.price_year;
    if (amount.low) {
        Optional<Decimal> end = Decimal::product(*amount.low, factor);
        if (!end) return std::nullopt;
        result.low = std::move(*end);
    }
    if (amount.high) {
        Optional<Decimal> end = Decimal::product(*amount.high, factor);
        if (!end) return std::nullopt;
        result.high = std::move(*end);
    }
    return result;
}

bool is_general(TherapyClass therapy) {
    return therapy == TherapyClass::any_cell_therapy || therapy == TherapyClass::any_trial;
}

bool is_nk(TherapyClass therapy) {
    return therapy == TherapyClass::car_nk || therapy == TherapyClass::nk;
}

// Figures in which the price of a product is, or may be: of another therapy, none of them may stand for CAR-NK.
bool has_price(CostCategory category) {
    switch (category) {
        case CostCategory::product_price:
        case CostCategory::total_episode:
        case CostCategory::payer_payment:
        case CostCategory::payer_rule:
        case CostCategory::insurance_payout:
            return true;
        default:
            return false;
    }
}

// Whether the plan is one for CAR-NK cells, for which no price exists.
bool is_unpriced(const Catalog& catalog, const CostPlan& plan) {
    if (is_nk(plan.therapy) || plan.therapy == TherapyClass::car_nk_and_car_t) return true;
    return is_general(plan.therapy) && plan.trial_id && catalog.find<Trial>(plan.trial_id->text());
}

// What keeps a fact from being one about this very thing; empty if nothing does.
std::string difference(const CostItem& item, const CostPlan& plan, const PlannedCost& part) {
    std::string why;
    const auto add = [&](std::string_view text) {
        if (!why.empty()) why += "; ";
        why += text;
    };
    if (item.therapy != plan.therapy && !is_general(item.therapy)) add("the figure is about another therapy");
    if (item.therapy == TherapyClass::any_trial && !plan.trial_id)
        add("the figure holds inside a trial, and the plan names none");
    if (item.country && *item.country != plan.country) add("the figure is of " + std::string(item.country->text()));
    if (item.category != part.category) add("the figure is of another category");
    if (item.proxy_only.value_or(false)) add("the figure stands in for something else");
    if (item.perspective == CostPerspective::hospital_charge) add("the figure is a charge, not what is paid");
    if (item.perspective == CostPerspective::maker) add("the figure is the maker's cost, not a price");
    if (item.basis == CostBasis::company_projection) add("the figure is what a company expects");
    if (item.reliability == CostReliability::press || item.reliability == CostReliability::low)
        add("the source is weak");
    if (is_nk(plan.therapy) && item.category == CostCategory::hospital_care && item.therapy != plan.therapy &&
        !(item.not_included && std::find(item.not_included->begin(), item.not_included->end(),
                                         CostCategory::product_price) != item.not_included->end()))
        add("whether the price of the other product is in it is not stated");
    return why;
}

void make_unknown(CostLine& line, std::string reason) {
    line.certainty = CostCertainty::unknown;
    line.unit_cost.reset();
    line.amount.reset();
    line.reason = std::move(reason);
}

void price(CostLine& line, const Money& unit, const std::string& pointer, Findings& found) {
    Optional<Money> amount = times(unit, line.quantity);
    if (!amount) {
        found.add(too_long(pointer));
        return make_unknown(line, "the amount has more digits than can be computed exactly");
    }
    line.unit_cost = unit;
    line.amount = std::move(*amount);
}

CostLine line_of(const Catalog& catalog, const CostPlan& plan, std::size_t at, Findings& found) {
    const PlannedCost& part = plan.parts[at];
    const std::string pointer = "/parts/" + std::to_string(at);
    CostLine line;
    line.label = part.label;
    line.category = part.category;
    line.item_id = part.item_id;
    line.quantity = part.quantity.value_or(Decimal(1));
    line.payer = part.payer.value_or(Payer::unknown);
    if (line.quantity < Decimal(0)) {
        found.add(finding("CNK-EST-006", pointer + "/quantity", "a quantity is below zero"));
        make_unknown(line, "the quantity is below zero");
        return line;
    }
    const CostItem* item = part.item_id ? catalog.find<CostItem>(part.item_id->text()) : nullptr;
    if (part.item_id && !item)
        found.add(finding("CNK-EST-005", pointer + "/item_id", "the catalogue has no such cost item"));
    const bool unpriced = is_unpriced(catalog, plan);
    const bool below_zero = part.unit_cost && ((part.unit_cost->low && *part.unit_cost->low < Decimal(0)) ||
                                               (part.unit_cost->high && *part.unit_cost->high < Decimal(0)));
    if (below_zero) {
        found.add(finding("CNK-EST-006", pointer + "/unit_cost", "an amount is below zero"));
        make_unknown(line, "the amount is below zero");
        return line;
    }

    if (part.unit_cost) {
        if (unpriced && has_price(part.category) && !part.assumption) {
            make_unknown(
                line,
                "no CAR-NK product has a price; an amount that is or holds one, stated without an assumption, is "
                "not reckoned with");
            return line;
        }
        line.certainty = CostCertainty::assumed;
        line.reason =
            part.assumption ? "stated by the planner: " + *part.assumption : std::string("stated by the planner");
        price(line, *part.unit_cost, pointer + "/unit_cost", found);
        return line;
    }
    if (!item) {
        make_unknown(line, part.item_id ? "the catalogue has no such cost item" : "no amount is stated");
        return line;
    }
    line.sources = item->sources;
    if (!part.payer && item->coverage.size() == 1 && item->coverage.front().status == CoverageStatus::pays)
        line.payer = item->coverage.front().payer;
    if (const auto* none = std::get_if<CostNotEstablished>(&item->value)) {
        make_unknown(line, none->reason);
        return line;
    }
    const auto* money = std::get_if<CostMoney>(&item->value);
    if (!money) {
        make_unknown(line, "the fact is not an amount of money");
        return line;
    }
    if (unpriced && has_price(item->category) && !is_nk(item->therapy)) {
        make_unknown(
            line,
            "no CAR-NK product has a price; a figure of another therapy that is or holds one does not stand in "
            "for it");
        return line;
    }
    if (unpriced && has_price(part.category) && !has_price(item->category)) {
        make_unknown(line,
                     "no CAR-NK product has a price; a figure of another kind, such as a cost of making, is none");
        return line;
    }
    const std::string why = difference(*item, plan, part);
    if (why.empty()) {
        line.certainty = CostCertainty::known;
        if (part.assumption) line.reason = part.assumption;
    } else if (part.assumption) {
        line.certainty = CostCertainty::assumed;
        line.reason = why + "; assumed: " + *part.assumption;
    } else {
        make_unknown(line, why + ", and the plan does not say on what assumption it may be used");
        return line;
    }
    price(line, money->amount, pointer + "/item_id", found);
    return line;
}

void add_totals(CostEstimate& estimate, const Optional<Payer>& payer, Findings& found) {
    std::vector<CostTotal> totals;
    std::vector<bool> broken;
    for (const CostLine& line : estimate.lines) {
        if (!line.amount || (payer && line.payer != *payer)) continue;
        std::size_t k = 0;
        while (k < totals.size() && !same_basis(totals[k].amount.currency, totals[k].amount.price_year,
                                                line.amount->currency, line.amount->price_year))
            ++k;
        if (k == totals.size()) {
            CostTotal total;
            total.amount = *line.amount;
            total.payer = payer;
            totals.push_back(std::move(total));
            broken.push_back(false);
        } else if (!add_end(totals[k].amount.low, line.amount->low) ||
                   !add_end(totals[k].amount.high, line.amount->high)) {
            broken[k] = true;
        }
        totals[k].line_count = totals[k].line_count + 1;
        if (line.certainty == CostCertainty::assumed) totals[k].assumed_line_count = totals[k].assumed_line_count + 1;
    }
    for (std::size_t k = 0; k < totals.size(); ++k) {
        if (broken[k])
            found.add(too_long("/parts"));
        else
            estimate.totals.push_back(std::move(totals[k]));
    }
}

// Rates that can be used, one for each pair of currencies and year; what is wrong with the others is found.
std::vector<const ExchangeRate*> usable_rates(const CostPlan& plan, Findings& found) {
    std::vector<const ExchangeRate*> usable;
    for (std::size_t i = 0; i < plan.exchange_rates.size(); ++i) {
        const ExchangeRate& r = plan.exchange_rates[i];
        const std::string pointer = "/exchange_rates/" + std::to_string(i);
        const auto same = [&](const ExchangeRate* other) {
            return other->from == r.from && other->to == r.to && other->date.year() == r.date.year();
        };
        if (!(r.rate > Decimal(0)))
            found.add(finding("CNK-EST-004", pointer + "/rate", "a rate of exchange is not above zero"));
        else if (!r.source || r.source->title.empty())
            found.add(finding("CNK-EST-004", pointer + "/source", "a rate of exchange names no source"));
        else if (!Year::valid(r.date.year()))
            found.add(finding("CNK-EST-004", pointer + "/date", "a rate of exchange is of no year that prices have"));
        else if (r.from == r.to)
            found.add(finding("CNK-EST-007", pointer, "a rate of exchange is of a currency to itself", r.from.text()));
        else if (std::any_of(usable.begin(), usable.end(), same))
            found.add(finding("CNK-EST-007", pointer, "a second rate of exchange for the same currencies and year",
                              r.from.text() + " to " + r.to.text() + ", " + r.date.text()));
        else
            usable.push_back(&r);
    }
    return usable;
}

// One sum for each currency into which there is a rate, and each price year in which a line is in it or can be brought into it.
void add_converted(CostEstimate& estimate, const CostPlan& plan, Findings& found) {
    if (plan.exchange_rates.empty()) return;
    const std::vector<const ExchangeRate*> rates = usable_rates(plan, found);
    std::vector<const ExchangeRate*> used;
    std::vector<ConvertedTotal> totals;
    for (std::size_t first = 0; first < rates.size(); ++first) {
        const CurrencyCode& to = rates[first]->to;
        const int year = rates[first]->date.year();
        const auto same = [&](const ExchangeRate* r) {
            return r->to == to && r->date.year() == year;
        };
        if (std::any_of(rates.begin(), rates.begin() + static_cast<std::ptrdiff_t>(first), same)) continue;
        ConvertedTotal total;
        std::vector<Money> amounts;
        for (const CostLine& line : estimate.lines) {
            if (!line.amount || !line.amount->price_year || line.amount->price_year->number() != year) continue;
            Money amount = *line.amount;
            if (amount.currency != to) {
                const auto rate = std::find_if(rates.begin(), rates.end(), [&](const ExchangeRate* r) {
                    return same(r) && r->from == amount.currency;
                });
                if (rate == rates.end()) continue;
                Optional<Money> converted = times(amount, (*rate)->rate);
                if (std::find(used.begin(), used.end(), *rate) == used.end()) {
                    used.push_back(*rate);
                    total.rates.push_back(**rate);
                }
                if (!converted) {
                    found.add(too_long("/exchange_rates"));
                    continue;
                }
                amount = std::move(*converted);
                amount.currency = to;
                total.converted_line_count = total.converted_line_count + 1;
            }
            amounts.push_back(std::move(amount));
            total.line_count = total.line_count + 1;
            if (line.certainty == CostCertainty::assumed) total.assumed_line_count = total.assumed_line_count + 1;
        }
        if (total.converted_line_count == 0) continue;  // the plain total says the same
        Result<Money> amount = sum(amounts);
        if (!amount) {
            found.add(too_long("/exchange_rates"));
            continue;
        }
        total.amount = std::move(*amount);
        totals.push_back(std::move(total));
    }
    for (const ExchangeRate* r : rates) {
        if (std::find(used.begin(), used.end(), r) != used.end()) continue;
        Finding f = finding("CNK-EST-008", "/exchange_rates/" + std::to_string(r - plan.exchange_rates.data()),
                            "a rate of exchange serves for no line of the estimate",
                            r->from.text() + " to " + r->to.text() + ", " + r->date.text(),
                            "an amount in " + basis_of(r->from, Year(r->date.year())));
        f.severity = Severity::warning;
        found.add(std::move(f));
    }
    estimate.converted_totals = std::move(totals);
}

void add_missing(CostEstimate& estimate, const Catalog& catalog, const CostPlan& plan) {
    std::vector<CostCategory>& missing = estimate.missing_categories;
    const auto planned = [&](CostCategory c) {
        return std::any_of(plan.parts.begin(), plan.parts.end(), [&](const PlannedCost& p) { return p.category == c; });
    };
    const auto add = [&](CostCategory c) {
        if (!planned(c) && std::find(missing.begin(), missing.end(), c) == missing.end()) missing.push_back(c);
    };
    if (!planned(CostCategory::total_episode)) {
        add(CostCategory::hospital_care);
        add(CostCategory::adverse_event_management);
    }
    add(CostCategory::travel);
    for (const PlannedCost& part : plan.parts) {
        const CostItem* item = part.item_id ? catalog.find<CostItem>(part.item_id->text()) : nullptr;
        if (item && item->not_included)
            for (const CostCategory c : *item->not_included)
                add(c);
    }
}

}  // namespace

Result<Money> sum(const std::vector<Money>& amounts) {
    if (amounts.empty()) return finding("CNK-EST-003", {}, "there is no amount to add up");
    Money total = amounts.front();
    total.extra.clear();
    for (std::size_t i = 1; i < amounts.size(); ++i) {
        const Money& m = amounts[i];
        const std::string pointer = '/' + std::to_string(i);
        if (!same_basis(total.currency, total.price_year, m.currency, m.price_year))
            return finding("CNK-EST-001", pointer,
                           "amounts of different currency or price year are not added without a conversion",
                           basis_of(m.currency, m.price_year), basis_of(total.currency, total.price_year));
        if (!add_end(total.low, m.low) || !add_end(total.high, m.high)) return too_long(pointer);
    }
    return total;
}

Result<Money> convert(const Money& amount, const MoneyConversion& c) {
    if (!(c.factor > Decimal(0))) return finding("CNK-EST-004", "/factor", "a factor of conversion is not above zero");
    if (c.source.title.empty()) return finding("CNK-EST-004", "/source", "a conversion names no source");
    if (!same_basis(amount.currency, amount.price_year, c.from, c.from_year))
        return finding("CNK-EST-001", {}, "the conversion is not for this currency and price year",
                       basis_of(c.from, c.from_year), basis_of(amount.currency, amount.price_year));
    Optional<Money> result = times(amount, c.factor);
    if (!result) return too_long({});
    result->currency = c.to;
    result->price_year = c.to_year;
    return std::move(*result);
}

Result<Money> sum(const std::vector<Money>& amounts, const CurrencyCode& currency, const Optional<Year>& price_year,
                  const std::vector<MoneyConversion>& conversions) {
    std::vector<Money> converted;
    converted.reserve(amounts.size());
    for (std::size_t i = 0; i < amounts.size(); ++i) {
        const Money& m = amounts[i];
        if (same_basis(m.currency, m.price_year, currency, price_year)) {
            converted.push_back(m);
            continue;
        }
        const auto fits = std::find_if(conversions.begin(), conversions.end(), [&](const MoneyConversion& c) {
            return same_basis(m.currency, m.price_year, c.from, c.from_year) &&
                   same_basis(currency, price_year, c.to, c.to_year);
        });
        if (fits == conversions.end())
            return finding("CNK-EST-001", '/' + std::to_string(i), "no conversion is given for an amount",
                           basis_of(m.currency, m.price_year), "a conversion to " + basis_of(currency, price_year));
        Result<Money> one = convert(m, *fits);
        if (!one) return one;
        converted.push_back(std::move(*one));
    }
    return sum(converted);
}

Result<CostEstimate> estimate_cost(const Catalog& catalog, const CostPlan& plan) {
    Findings found;
    CostEstimate estimate;
    estimate.plan_id = plan.id;
    estimate.therapy = plan.therapy;
    estimate.country = plan.country;
    std::vector<Payer> payers;
    for (std::size_t i = 0; i < plan.parts.size(); ++i) {
        estimate.lines.push_back(line_of(catalog, plan, i, found));
        const CostLine& line = estimate.lines.back();
        if (line.certainty == CostCertainty::unknown) estimate.unknown_line_count = estimate.unknown_line_count + 1;
        if (line.amount && std::find(payers.begin(), payers.end(), line.payer) == payers.end())
            payers.push_back(line.payer);
    }
    add_totals(estimate, std::nullopt, found);
    const std::size_t sums = estimate.totals.size();
    std::sort(payers.begin(), payers.end());
    for (const Payer payer : payers)
        add_totals(estimate, payer, found);
    add_converted(estimate, plan, found);
    add_missing(estimate, catalog, plan);

    estimate.cautions.emplace_back("This is neither an offer nor financial advice.");
    if (is_unpriced(catalog, plan))
        estimate.cautions.emplace_back(
            "No CAR-NK product is approved or has a price, as far as the sources of the catalogue go.");
    if (estimate.unknown_line_count > 0)
        estimate.cautions.emplace_back("Amounts are missing: every total is a lower bound.");
    if (sums > 1)
        estimate.cautions.emplace_back(
            "Totals of different currency or price year stand apart; adding them needs a conversion with its source.");
    if (estimate.converted_totals && !estimate.converted_totals->empty())
        estimate.cautions.emplace_back(
            "Converted totals rest on rates that the planner states; lines of other price years are not in them.");
    return Result<CostEstimate>(std::move(estimate), std::move(found));
}

}  // namespace carnk::inline v0_1
