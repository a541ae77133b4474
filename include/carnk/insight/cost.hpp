// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Cost estimates: what a plan costs as far as facts carry it, in exact decimals, with currencies and price years kept apart.
#include <carnk/core/money.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/result.hpp>
#include <carnk/core/source.hpp>
#include <carnk/export.hpp>
#include <carnk/model/cost_estimate.hpp>

#include <vector>

namespace carnk::inline v0_1 {

struct Catalog;

/// @brief A factor by which the caller brings amounts of one currency and price year into another. The library has none of its own.
/// @ingroup insight
struct MoneyConversion {
    /// Currency of the amounts that it takes.
    CurrencyCode from;
    /// Price year of the amounts that it takes; absent: those whose year is not stated.
    Optional<Year> from_year;
    /// Currency that it gives.
    CurrencyCode to;
    /// Price year that it gives; absent: not stated.
    Optional<Year> to_year;
    /// Units of `to` for one unit of `from`; above zero.
    Decimal factor;
    /// Where the factor comes from; its title must not be empty.
    Source source;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const MoneyConversion&) const = default;
};
CARNK_DESCRIBE_STRUCT(MoneyConversion, from, from_year, to, to_year, factor, source)

/// @brief Sum of amounts of one currency and one price year, exact to the last digit.
///
/// The ends add up one by one. Where one amount has no lower end, the sum has none, and so for the upper end.
/// @return  The sum, with the digits of exact addition; the sum of nothing is an error, for it has no currency.
/// @errors  CNK-EST-001 for amounts of different currency or price year, naming both; CNK-EST-002 for more than 18 digits;
///          CNK-EST-003 for no amount at all
/// @ingroup insight
[[nodiscard]] CARNK_API Result<Money> sum(const std::vector<Money>& amounts);

/// @brief An amount brought into another currency or price year by a factor that the caller answers for.
/// @errors  CNK-EST-001 if the conversion is not from the currency and price year of the amount; CNK-EST-002 for more than 18
///          digits; CNK-EST-004 for a factor that is not above zero, or without source
/// @ingroup insight
[[nodiscard]] CARNK_API Result<Money> convert(const Money& amount, const MoneyConversion& conversion);

/// @brief Sum across currencies and price years, each amount brought into one by the conversion that the caller gives.
/// @param amounts      amounts
/// @param currency     currency of the sum
/// @param price_year   price year of the sum; absent: not stated
/// @param conversions  one for each currency and price year that differs from that of the sum
/// @errors  CNK-EST-001 for an amount without conversion, naming both currencies and years; otherwise as sum() and convert()
/// @ingroup insight
[[nodiscard]] CARNK_API Result<Money> sum(const std::vector<Money>& amounts, const CurrencyCode& currency,
                                          const Optional<Year>& price_year,
                                          const std::vector<MoneyConversion>& conversions);

/// @brief Computes what a plan costs, as far as that can be said.
///
/// One line for each part, in its order. A line is
/// - `assumed` if the planner states the amount, or if the fact is about another therapy or country, stands in for something else,
///   is a charge or a maker's cost, or has a weak source, and the planner says on what assumption it is used;
/// - `known` if a fact of the catalogue about this very thing gives the amount;
/// - `unknown` otherwise, with the reason. It adds nothing to a total.
///
/// The price of a CAR-NK product is always unknown unless the planner states an amount and an assumption: none exists, and the
/// price of another product never stands in for it. That holds for every figure of another therapy that has a price in it, under
/// whatever category it is planned: a list price, a whole course, what a payer pays or allows; and for a cost of making, which is no
/// price. A plan for no therapy in particular that names a trial of the catalogue counts as one for CAR-NK.
///
/// Totals are made for each currency and price year, over all payers and for each; amounts of different currency or price year are
/// never added. Where the plan has rates of exchange, converted totals stand beside them: a rate serves for amounts at prices of the
/// year of its date, and for no others. A rate that serves for nothing is a finding, never passed over.
/// @return  The estimate. With errors, value() is withheld and best_effort() has the lines that could be computed.
/// @errors  CNK-EST-002 for more than 18 digits; CNK-EST-004 for a rate that is not above zero, or without source; CNK-EST-005 for an
///          item that the catalogue does not have; CNK-EST-006 for a quantity or an amount below zero; CNK-EST-007 for two rates from
///          one currency to another in one year, or of a currency to itself. A warning is CNK-EST-008 for a rate that serves for no
///          line
/// @ingroup insight
[[nodiscard]] CARNK_API Result<CostEstimate> estimate_cost(const Catalog& catalog, const CostPlan& plan);

/// @brief What a plan is made for, as far as somebody who asks can say it.
/// @ingroup insight
struct CostPlanOptions {
    /// Therapy.
    TherapyClass therapy{TherapyClass::car_nk};
    /// Country of treatment.
    CountryCode country;
    /// True for treatment inside a trial, where the sponsor gives the product; false for one outside.
    bool in_trial = true;
    /// The trial, where one is thought of.
    Optional<RegistryId> trial_id;
    /// Cost item that gives the price of the product, where the therapy has several; for a plan outside a trial.
    Optional<Slug> product_item_id;
    /// True to reckon with stay and care in hospital.
    bool hospital_care = true;
    /// Length of the stay in hospital, as the planner reckons; above zero. Without a cost of a day, facts of the catalogue about
    /// whole stays are taken as they are, and the label of the part says so. @unit{d}
    Optional<Decimal> stay_days;
    /// What one day in hospital costs, as the planner states it; it needs `stay_days`, and goes before facts of the catalogue.
    Optional<Money> cost_per_day;
    /// True to reckon with the care of side effects.
    bool complications = true;
    /// True to reckon with travel and visa.
    bool travel = true;
    /// Why figures of another therapy may be used for care in hospital and side effects; absent: they may not, and the lines stay
    /// unknown. A price of another product never stands in, whatever is said here.
    Optional<std::string> care_assumption;
    /// Rates of exchange.
    std::vector<ExchangeRate> exchange_rates;
};

/// @brief Makes a plan of the parts that such a treatment has, with the facts of the catalogue that come nearest to each.
///
/// A part for which the catalogue has nothing is in the plan all the same, and its line will be unknown. Of several facts for one
/// part, one about the therapy and the country goes before others, then one with an amount, then the first of the catalogue.
/// @errors  CNK-EST-005 for a product item that the catalogue does not have, or that is not about the price of a product; CNK-EST-006
///          for a stay that is not above zero, or a cost of a day without a stay
/// @ingroup insight
[[nodiscard]] CARNK_API Result<CostPlan> plan_cost(const Catalog& catalog, const CostPlanOptions& options);

}  // namespace carnk::inline v0_1
