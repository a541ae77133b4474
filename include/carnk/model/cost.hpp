// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Cost facts and cost estimates: what is known of prices, who pays, and what is not established.
///
/// No CAR-NK product is approved or priced anywhere, as far as the sources of the catalogue go. The model says so: the price of a
/// CAR-NK product is `CostNotEstablished`, and nothing in the library puts the price of a CAR-T product in its place.
#include <carnk/core/describe.hpp>
#include <carnk/core/interval.hpp>
#include <carnk/core/money.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/quantity.hpp>
#include <carnk/model/common.hpp>
#include <carnk/model/coverage.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief What a figure is about.
/// @ingroup cost
enum class CostCategory : std::uint8_t {
    product_price,             ///< Price of the cell product.
    manufacturing_cost,        ///< Cost of making it: not a price.
    manufacturing_yield,       ///< Doses that one manufacturing run gives.
    payer_payment,             ///< What a payer pays the hospital.
    payer_rule,                ///< Limit or rule by which a payer decides.
    insurance_payout,          ///< What an insurance plan pays out.
    total_episode,             ///< The whole course of treatment.
    hospital_care,             ///< Care in hospital.
    length_of_stay,            ///< Days in hospital.
    adverse_event_management,  ///< Care of side effects.
    trial_cost,                ///< Cost to a participant of a clinical trial.
    travel,                    ///< Travel, lodging, caregiver.
    visa,                      ///< Visa fees.
};
CARNK_DESCRIBE_ENUM(CostCategory, product_price, manufacturing_cost, manufacturing_yield, payer_payment, payer_rule,
                    insurance_payout, total_episode, hospital_care, length_of_stay, adverse_event_management,
                    trial_cost, travel, visa)

/// @brief An amount of money. The price year is part of it.
/// @ingroup cost
struct CostMoney {
    static constexpr std::string_view kind = "money";  ///< Word that tells it from the other kinds of value.
    /// The amount; an absent end is one that the source does not bound.
    Money amount;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CostMoney&) const = default;
};
CARNK_DESCRIBE_STRUCT(CostMoney, amount)

/// @brief A number of things that drives cost, such as doses of one manufacturing run.
/// @ingroup cost
struct CostCount {
    static constexpr std::string_view kind = "count";  ///< Word that tells it from the other kinds of value.
    /// The number.
    CountRange count;
    /// Year of the figure.
    Optional<Year> year;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CostCount&) const = default;
};
CARNK_DESCRIBE_STRUCT(CostCount, count, year)

/// @brief A length of time that drives cost, such as the stay in hospital.
/// @ingroup cost
struct CostDuration {
    static constexpr std::string_view kind = "duration";  ///< Word that tells it from the other kinds of value.
    /// The length. @unit{d, wk, mo}
    QuantityRange duration;
    /// Year of the figure.
    Optional<Year> year;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CostDuration&) const = default;
};
CARNK_DESCRIBE_STRUCT(CostDuration, duration, year)

/// @brief A percentage by which a payer computes.
/// @ingroup cost
struct CostPercent {
    static constexpr std::string_view kind = "percent";  ///< Word that tells it from the other kinds of value.
    /// The percentage. @unit{%} @range{0 to 100}
    Interval percent;
    /// Of what: "full MS-DRG 018 payment".
    std::string of;
    /// Year of the rule.
    Optional<Year> year;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CostPercent&) const = default;
};
CARNK_DESCRIBE_STRUCT(CostPercent, percent, of, year)

/// @brief No figure is known. It is not zero, and no other product's figure may stand in for it.
/// @ingroup cost
struct CostNotEstablished {
    static constexpr std::string_view kind = "not_established";  ///< Word that tells it from the other kinds of value.
    /// Why there is none.
    std::string reason;
    /// Currency in which a figure would stand.
    Optional<CurrencyCode> currency;
    /// Year for which it was looked for, or of the source that gives no amount.
    Optional<Year> year;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CostNotEstablished&) const = default;
};
CARNK_DESCRIBE_STRUCT(CostNotEstablished, reason, currency, year)

/// @brief Value of a cost fact.
/// @ingroup cost
using CostValue = std::variant<CostMoney, CostCount, CostDuration, CostPercent, CostNotEstablished>;

/// @brief What kind of number a figure is in its source.
/// @ingroup cost
enum class CostStatistic : std::uint8_t {
    point,                ///< One stated figure.
    approximate,          ///< One figure that the source calls approximate.
    range,                ///< A range of single figures, or of figures that sources round differently.
    lower_bound,          ///< "More than".
    maximum,              ///< "Up to".
    average,              ///< Mean.
    median,               ///< Median.
    range_of_medians,     ///< Least and greatest of several medians.
    confidence_interval,  ///< 95 % confidence interval.
};
CARNK_DESCRIBE_ENUM(CostStatistic, point, approximate, range, lower_bound, maximum, average, median, range_of_medians,
                    confidence_interval)

/// @brief A further figure that the same source gives beside the value.
/// @ingroup cost
struct CostFigure {
    /// What it is: "direct cost".
    std::string label;
    /// Kind of number.
    CostStatistic statistic{};
    /// The figure.
    CostValue value;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CostFigure&) const = default;
};
CARNK_DESCRIBE_STRUCT(CostFigure, label, statistic, value)

/// @brief On what a figure rests.
/// @ingroup cost
enum class CostBasis : std::uint8_t {
    list_price,                  ///< Price that the maker asks.
    wholesale_acquisition_cost,  ///< List price to wholesalers in the United States, before rebates.
    treatment_price,      ///< Price of one treatment or dose as reported; whether it is the list price is not said.
    average_sales_price,  ///< Average of what is paid, as Medicare computes it.
    company_projection,   ///< What a company expects.
    study_estimate,       ///< Computed by a study.
    study_median,         ///< Median of a study's patients.
    published_report,     ///< Figure of a report, quoted by the press.
    payer_rate,           ///< Rate that a payer has published.
    payer_maximum,        ///< Greatest amount that a payer pays.
    press_report,         ///< Known from the press; not official.
    quote,                ///< Offer of somebody who sells the service.
    general_guide,        ///< General guide for patients.
    no_figure_found,      ///< Looked for; the sources give no amount.
    not_established,      ///< There is no such price yet.
};
CARNK_DESCRIBE_ENUM(CostBasis, list_price, wholesale_acquisition_cost, treatment_price, average_sales_price,
                    company_projection, study_estimate, study_median, published_report, payer_rate, payer_maximum,
                    press_report, quote, general_guide, no_figure_found, not_established)

/// @brief For what one amount stands.
/// @ingroup cost
enum class CostUnit : std::uint8_t {
    dose,               ///< One dose of the product.
    treatment,          ///< One treatment with the product.
    manufacturing_run,  ///< One run that makes the product.
    hospital_stay,      ///< One stay in hospital.
    course,             ///< The whole course, care included.
};
CARNK_DESCRIBE_ENUM(CostUnit, dose, treatment, manufacturing_run, hospital_stay, course)

/// @brief Whose cost it is. A charge, a payment and a cost of the same care are three different amounts.
/// @ingroup cost
enum class CostPerspective : std::uint8_t {
    maker,            ///< Cost to the maker.
    health_system,    ///< Cost to the health system.
    hospital_charge,  ///< What a hospital bills; not what is paid.
    patient,          ///< What the patient pays.
};
CARNK_DESCRIBE_ENUM(CostPerspective, maker, health_system, hospital_charge, patient)

/// @brief What makes the cost of an episode rise.
/// @ingroup cost
enum class CostDriver : std::uint8_t {
    crs_grade,       ///< Grade of cytokine release syndrome.
    length_of_stay,  ///< Days in hospital.
    icu_days,        ///< Days in intensive care.
    diagnosis,       ///< The disease: acute lymphoblastic leukaemia costs more than lymphoma.
};
CARNK_DESCRIBE_ENUM(CostDriver, crs_grade, length_of_stay, icu_days, diagnosis)

/// @brief How far the source of a figure can be trusted.
/// @ingroup cost
enum class CostReliability : std::uint8_t {
    ok,             ///< A source fit for the purpose.
    general_guide,  ///< General guide, not about this therapy.
    secondary,      ///< Digest of the original by somebody else.
    press,          ///< Press report, unofficial.
    low,            ///< Seller of the service, or a page of doubtful origin.
};
CARNK_DESCRIBE_ENUM(CostReliability, ok, general_guide, secondary, press, low)

/// @brief Product that a cost fact is about.
/// @ingroup cost
struct CostProduct {
    /// Name: nonproprietary, or a maker's code where there is no other.
    std::string name;
    /// Brand name.
    Optional<std::string> brand;
    /// Codes and other names.
    Optional<std::vector<std::string>> other_names;
    /// Maker or holder of the licence.
    Optional<std::string> maker;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CostProduct&) const = default;
};
CARNK_DESCRIBE_STRUCT(CostProduct, name, brand, other_names, maker)

/// @brief One fact about cost, dated and sourced; also one that is known to be missing.
/// @ingroup cost
struct CostItem {
    static constexpr std::string_view schema = "carnk/cost-item/1";  ///< Name and version of the document type.
    /// Id of the record.
    Slug id;
    /// What it is, in a few words.
    std::string title;
    /// What the figure is about.
    CostCategory category{};
    /// Therapy that it is about.
    TherapyClass therapy{};
    /// Products; empty if it is about none in particular.
    std::vector<CostProduct> products;
    /// Disease that the price is for.
    Optional<Disease> indication;
    /// Patients that it is about: "adults".
    Optional<std::string> population;
    /// Age of the patients. @unit{a}
    Optional<Interval> age_years;
    /// Patients of the study behind it.
    Optional<Count> patient_count;
    /// Country; absent if it holds for none in particular.
    Optional<CountryCode> country;
    /// The figure, or that there is none.
    CostValue value;
    /// Kind of number; absent where there is none.
    Optional<CostStatistic> statistic;
    /// For what one amount stands; absent if not stated.
    Optional<CostUnit> per;
    /// Whose cost it is; absent if not stated.
    Optional<CostPerspective> perspective;
    /// Further figures of the same source.
    Optional<std::vector<CostFigure>> other_figures;
    /// On what the figure rests.
    CostBasis basis{};
    /// The same in the words of the source.
    std::string basis_text;
    /// Categories that the figure leaves out and that come on top; absent if not stated.
    Optional<std::vector<CostCategory>> not_included;
    /// What makes it rise.
    Optional<std::vector<CostDriver>> drivers;
    /// Who pays, as far as stated; empty if nothing is.
    std::vector<PayerCoverage> coverage;
    /// The same in the words of the source.
    Optional<std::string> coverage_text;
    /// True if it stands in for something else of which nothing is known, and must not be shown as that.
    Optional<bool> proxy_only;
    /// How far the source can be trusted.
    CostReliability reliability{};
    /// The same in words, where they say more.
    Optional<std::string> reliability_text;
    /// What else a reader must know.
    Optional<std::string> notes;
    /// Where it comes from; empty where nothing was found.
    std::vector<Source> sources;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CostItem&) const = default;
};
CARNK_DESCRIBE_STRUCT(CostItem, id, title, category, therapy, products, indication, population, age_years,
                      patient_count, country, value, statistic, per, perspective, other_figures, basis, basis_text,
                      not_included, drivers, coverage, coverage_text, proxy_only, reliability, reliability_text, notes,
                      sources)

}  // namespace carnk::inline v0_1
