// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief CAR-NK beside CAR-T: what differs, and what pooled studies found of each.
///
/// The two sides come from different trials with different patients. Nothing here is a randomised comparison.
#include <carnk/core/describe.hpp>
#include <carnk/core/extra.hpp>
#include <carnk/core/identifier.hpp>
#include <carnk/core/interval.hpp>
#include <carnk/core/money.hpp>
#include <carnk/core/number.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/quantity.hpp>
#include <carnk/core/source.hpp>
#include <carnk/model/common.hpp>
#include <carnk/model/dose.hpp>
#include <carnk/model/outcome.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief How an outcome was seen with one product.
/// @ingroup comparison
struct ProductOutcome {
    /// Product, as the source names it: "axi-cel".
    std::string product;
    /// Outcome in percent.
    OutcomeResult result;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ProductOutcome&) const = default;
};
CARNK_DESCRIBE_STRUCT(ProductOutcome, product, result)

/// @brief A study as an example of what a row says.
/// @ingroup comparison
struct StudyExample {
    /// Name of the study: "Liu 2020".
    std::string study;
    /// Its id in the catalogue.
    Optional<Slug> study_id;
    /// Outcome in numbers.
    Optional<OutcomeResult> result;
    /// Outcome in words, where numbers do not say it.
    Optional<std::string> description;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const StudyExample&) const = default;
};
CARNK_DESCRIBE_STRUCT(StudyExample, study, study_id, result, description)

/// @brief What an amount of money is paid for.
/// @ingroup comparison
enum class PriceBasis : std::uint8_t {
    production_cost_per_dose,  ///< Cost of making one dose, as the maker states it.
    list_price,                ///< Price of one treatment, before discounts and without the hospital.
};
CARNK_DESCRIBE_ENUM(PriceBasis, production_cost_per_dose, list_price)

/// @brief A price or cost as an example. Amounts of different basis are not comparable.
/// @ingroup comparison
struct PriceExample {
    /// Products, as the source names them.
    std::vector<std::string> products;
    /// Disease for which the price holds.
    Optional<std::string> indication;
    /// What it is paid for.
    PriceBasis basis{};
    /// Amount.
    Money amount;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const PriceExample&) const = default;
};
CARNK_DESCRIBE_STRUCT(PriceExample, products, indication, basis, amount)

/// @brief Part of the cells that carry the receptor after gene transfer.
/// @ingroup comparison
struct TransductionYield {
    /// Method.
    GeneTransferMethod method{};
    /// Cells that are made from.
    Optional<NkOrigin> origin;
    /// What is special: "with PHA".
    Optional<std::string> condition;
    /// Typical percentage. @unit{%}
    Optional<Percent> percent;
    /// From the least to the greatest percentage; an absent lower end means "up to". @unit{%} @range{0 to 100}
    Optional<Interval> percent_range;
    /// Day or days of culture on which it was measured.
    Optional<QuantityRange> culture_time;
    /// As the source prints it.
    Optional<std::string> as_printed;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const TransductionYield&) const = default;
};
CARNK_DESCRIBE_STRUCT(TransductionYield, method, origin, condition, percent, percent_range, culture_time, as_printed)

/// @brief A product that a regulator has approved.
/// @ingroup comparison
struct ApprovedProduct {
    /// International nonproprietary name, lower case.
    std::string name;
    /// Id of its target antigen.
    Slug target_id;
    /// Costimulatory part of its receptor.
    RegisteredSignal costimulation{};
    /// Vector.
    GeneTransferMethod vector{};
    /// Year of the first approval by the FDA.
    Year fda_year;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ApprovedProduct&) const = default;
};
CARNK_DESCRIBE_STRUCT(ApprovedProduct, name, target_id, costimulation, vector, fda_year)

/// @brief How long cells are found in the body under a condition.
/// @ingroup comparison
struct PersistenceExample {
    /// Cells or condition: "FT596", "cord-blood cells with IL-15".
    std::string condition;
    /// Time; only a lower end means "at least", only an upper end "up to".
    QuantityRange detected_for;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const PersistenceExample&) const = default;
};
CARNK_DESCRIBE_STRUCT(PersistenceExample, condition, detected_for)

/// @brief What one row says of one kind of therapy. Absent lists are not what the row is about.
/// @ingroup comparison
struct ComparisonSide {
    /// In words; absent if nothing was read.
    Optional<std::string> text;
    /// Outcomes over several studies: pooled percentages and ranges.
    Optional<std::vector<OutcomeResult>> outcomes;
    /// Outcomes by product.
    Optional<std::vector<ProductOutcome>> product_outcomes;
    /// Studies as examples.
    Optional<std::vector<StudyExample>> studies;
    /// Prices and costs.
    Optional<std::vector<PriceExample>> prices;
    /// Doses.
    Optional<std::vector<DoseLevel>> doses;
    /// From the smallest to the largest number of cells in a dose. @unit{{cells}}
    Optional<Interval> dose_range;
    /// Parts of cells that carry the receptor.
    Optional<std::vector<TransductionYield>> transduction;
    /// How long the cells are found.
    Optional<std::vector<PersistenceExample>> persistence;
    /// Products that the FDA has approved.
    Optional<Count> fda_approved_count;
    /// These products.
    Optional<std::vector<ApprovedProduct>> approved_products;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ComparisonSide&) const = default;
};
CARNK_DESCRIBE_STRUCT(ComparisonSide, text, outcomes, product_outcomes, studies, prices, doses, dose_range,
                      transduction, persistence, fda_approved_count, approved_products)

/// @brief A respect in which the therapies are compared.
/// @ingroup comparison
struct DimensionComparison {
    static constexpr std::string_view kind = "dimension";  ///< JSON member "kind".
    /// The respect: "cytokine release syndrome".
    std::string dimension;
    /// CAR-NK.
    ComparisonSide car_nk;
    /// CAR-T.
    ComparisonSide car_t;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const DimensionComparison&) const = default;
};
CARNK_DESCRIBE_STRUCT(DimensionComparison, dimension, car_nk, car_t)

/// @brief What a meta-analysis or systematic review found of one therapy.
/// @ingroup comparison
struct PooledEstimates {
    static constexpr std::string_view kind = "pooled";  ///< JSON member "kind".
    /// Patients: "adults with B-cell malignancies".
    std::string population;
    /// Kind of therapy.
    TherapyClass therapy{};
    /// Therapy in the words of the source: "CD19 CAR-NK".
    std::string therapy_description;
    /// True if it stands here only to be compared with.
    bool comparator{};
    /// Ids of the target antigens, where all studies have the same.
    std::vector<Slug> target_ids;
    /// Studies in it.
    Optional<Count> study_count;
    /// Patients in them.
    Optional<Count> patient_count;
    /// Outcomes that are counted: pooled percentages with interval, or ranges over the studies.
    std::vector<OutcomeResult> outcomes;
    /// Outcomes that are times.
    std::vector<TimeEstimate> times;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const PooledEstimates&) const = default;
};
CARNK_DESCRIBE_STRUCT(PooledEstimates, population, therapy, therapy_description, comparator, target_ids, study_count,
                      patient_count, outcomes, times)

/// @brief What a row of the comparison holds.
/// @ingroup comparison
using ComparisonContent = std::variant<DimensionComparison, PooledEstimates>;

/// @brief One row of the comparison of CAR-NK with CAR-T.
/// @ingroup comparison
struct ComparisonRow {
    static constexpr std::string_view schema = "carnk/comparison/1";  ///< Name and version of the document.

    /// Own id.
    Slug id;
    /// Language of its texts; absent: not stated.
    Optional<LanguageTag> language;
    /// A respect with two sides, or pooled results of one therapy.
    ComparisonContent content;
    /// What a reader must know: contradictions, what was not read, what is not comparable.
    Optional<std::string> notes;
    /// Where the facts come from.
    std::vector<Source> sources;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ComparisonRow&) const = default;
};
CARNK_DESCRIBE_STRUCT(ComparisonRow, id, language, content, notes, sources)

}  // namespace carnk::inline v0_1
