// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Cost plans and the estimates made from them: lines with item, quantity, amount and payer; totals by currency and price year.
#include <carnk/core/describe.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/model/cost.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief A rate of exchange that the caller states. The library never brings one of its own.
/// @ingroup cost
struct ExchangeRate {
    /// Currency of one unit.
    CurrencyCode from;
    /// Currency in which the rate stands.
    CurrencyCode to;
    /// Units of `to` for one unit of `from`.
    Decimal rate;
    /// Day, month or year for which it holds.
    PartialDate date;
    /// Where it comes from.
    Optional<Source> source;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ExchangeRate&) const = default;
};
CARNK_DESCRIBE_STRUCT(ExchangeRate, from, to, rate, date, source)

/// @brief One thing that a plan reckons with, before computation.
/// @ingroup cost
struct PlannedCost {
    /// What it is.
    std::string label;
    /// What it is about.
    CostCategory category{};
    /// Cost item of the catalogue that gives the amount; absent if `unit_cost` does, or if nothing does.
    Optional<Slug> item_id;
    /// Amount for one, where the planner states it; it goes before that of the item.
    Optional<Money> unit_cost;
    /// How many; absent: one.
    Optional<Decimal> quantity;
    /// Who is expected to pay; absent: not known.
    Optional<Payer> payer;
    /// Why the amount may be used here, where it is not a fact about this very thing.
    Optional<std::string> assumption;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const PlannedCost&) const = default;
};
CARNK_DESCRIBE_STRUCT(PlannedCost, label, category, item_id, unit_cost, quantity, payer, assumption)

/// @brief What is to be estimated: a treatment in a country, with its parts.
/// @ingroup cost
struct CostPlan {
    static constexpr std::string_view schema = "carnk/cost-plan/1";  ///< Name and version of the document type.
    /// Id of the plan.
    Slug id;
    /// What is planned, in a few words.
    std::string title;
    /// Therapy.
    TherapyClass therapy{};
    /// Country of treatment.
    CountryCode country;
    /// Trial in which it would take place.
    Optional<RegistryId> trial_id;
    /// Center where it would take place.
    Optional<Slug> center_id;
    /// Parts.
    std::vector<PlannedCost> parts;
    /// Rates by which amounts are brought into one currency, each for amounts at prices of the year of its date; empty: they stay
    /// apart. A rate needs a source to be used.
    std::vector<ExchangeRate> exchange_rates;
    /// What else a reader must know.
    Optional<std::string> notes;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CostPlan&) const = default;
};
CARNK_DESCRIBE_STRUCT(CostPlan, id, title, therapy, country, trial_id, center_id, parts, exchange_rates, notes)

/// @brief How sure an amount in an estimate is.
/// @ingroup cost
enum class CostCertainty : std::uint8_t {
    known,    ///< A sourced fact about this very thing.
    assumed,  ///< Stated by the planner, or taken from something like it; the line says why.
    unknown,  ///< No amount is known; the line adds nothing to a total and makes it a lower bound.
};
CARNK_DESCRIBE_ENUM(CostCertainty, known, assumed, unknown)

/// @brief One computed line of an estimate.
/// @ingroup cost
struct CostLine {
    /// What it is.
    std::string label;
    /// What it is about.
    CostCategory category{};
    /// Cost item of the catalogue that gave the amount.
    Optional<Slug> item_id;
    /// How many.
    Decimal quantity;
    /// Amount for one; absent exactly if the certainty is `unknown`.
    Optional<Money> unit_cost;
    /// Amount for all; absent exactly if the certainty is `unknown`.
    Optional<Money> amount;
    /// How sure it is.
    CostCertainty certainty{};
    /// Who is expected to pay.
    Payer payer{};
    /// Why it is assumed or unknown, or what else to know.
    Optional<std::string> reason;
    /// Where the amount comes from.
    std::vector<Source> sources;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CostLine&) const = default;
};
CARNK_DESCRIBE_STRUCT(CostLine, label, category, item_id, quantity, unit_cost, amount, certainty, payer, reason,
                      sources)

/// @brief Sum of lines of one currency and one price year, for all payers or for one.
/// @ingroup cost
struct CostTotal {
    /// The sum. Its price year is absent if that of the lines is.
    Money amount;
    /// Payer; absent for the sum over all payers.
    Optional<Payer> payer;
    /// Lines in the sum.
    Count line_count;
    /// How many of them are assumed.
    Count assumed_line_count;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CostTotal&) const = default;
};
CARNK_DESCRIBE_STRUCT(CostTotal, amount, payer, line_count, assumed_line_count)

/// @brief Sum of lines of one price year, those of other currencies brought into one by the rates of the plan.
/// @ingroup cost
struct ConvertedTotal {
    /// The sum. A rate of exchange changes the currency and not the price year: lines of other years are not in it.
    Money amount;
    /// Lines in the sum.
    Count line_count;
    /// How many of them were converted.
    Count converted_line_count;
    /// How many of them are assumed.
    Count assumed_line_count;
    /// The rates that were used, with their dates and sources.
    std::vector<ExchangeRate> rates;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ConvertedTotal&) const = default;
};
CARNK_DESCRIBE_STRUCT(ConvertedTotal, amount, line_count, converted_line_count, assumed_line_count, rates)

/// @brief What a plan costs, as far as that can be said. Not an offer, and not financial advice.
///
/// Lines of different currency or price year are never added. A line without amount stays in the list with its reason, is counted in
/// `unknown_line_count`, and makes every total a lower bound. That holds always for the price of a CAR-NK product: none exists.
/// @ingroup cost
struct CostEstimate {
    static constexpr std::string_view schema = "carnk/cost-estimate/1";  ///< Name and version of the document type.
    /// Plan that was computed.
    Slug plan_id;
    /// Therapy.
    TherapyClass therapy{};
    /// Country of treatment.
    CountryCode country;
    /// One line for each part of the plan, in its order.
    std::vector<CostLine> lines;
    /// Sums by currency and price year, over all payers and for each.
    std::vector<CostTotal> totals;
    /// Sums over all payers in the currencies into which the plan has rates; absent if it has none.
    Optional<std::vector<ConvertedTotal>> converted_totals;
    /// Lines without amount. With one or more of them, the totals are lower bounds.
    Count unknown_line_count;
    /// Categories that usually come on top and that the plan leaves out.
    std::vector<CostCategory> missing_categories;
    /// What a reader must know before using it.
    std::vector<std::string> cautions;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CostEstimate&) const = default;
};
CARNK_DESCRIBE_STRUCT(CostEstimate, plan_id, therapy, country, lines, totals, converted_totals, unknown_line_count,
                      missing_categories, cautions)

}  // namespace carnk::inline v0_1
