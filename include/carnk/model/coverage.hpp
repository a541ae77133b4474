// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Who pays, and for what.
#include <carnk/core/describe.hpp>
#include <carnk/core/extra.hpp>
#include <carnk/core/money.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/partial_date.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief Who pays.
/// @ingroup cost
enum class Payer : std::uint8_t {
    sponsor,             ///< Sponsor of the trial.
    insurer,             ///< Health insurer, whatever its kind.
    public_insurer,      ///< Statutory or national scheme: Medicare, the national basic list in China.
    commercial_insurer,  ///< Private insurance.
    city_plan,           ///< City-backed commercial plan, as Shanghai has.
    patient,             ///< Patient or family.
    charity,             ///< Foundation or donation.
    unknown,             ///< Not established.
};
CARNK_DESCRIBE_ENUM(Payer, sponsor, insurer, public_insurer, commercial_insurer, city_plan, patient, charity, unknown)

/// @brief What is paid for, within a trial or an episode of care.
/// @ingroup cost
enum class CoveredPart : std::uint8_t {
    study_product,   ///< The studied cell product.
    research_tests,  ///< Tests made only for the research.
    routine_care,    ///< Care that the patient would get outside the trial as well.
    inpatient_stay,  ///< Stay in hospital, product and care together.
    cell_product,    ///< An approved cell product.
    travel,          ///< Travel and lodging.
};
CARNK_DESCRIBE_ENUM(CoveredPart, study_product, research_tests, routine_care, inpatient_stay, cell_product, travel)

/// @brief What a payer does.
/// @ingroup cost
enum class CoverageStatus : std::uint8_t {
    pays,           ///< Pays, as a rule.
    pays_part,      ///< Pays a part, or up to a maximum.
    listed,         ///< The product is on the payer's list; how much is paid is left to each plan.
    must_not_deny,  ///< The law forbids it to refuse.
    varies,         ///< Differs from plan to plan.
    does_not_pay,   ///< Does not pay.
};
CARNK_DESCRIBE_ENUM(CoverageStatus, pays, pays_part, listed, must_not_deny, varies, does_not_pay)

/// @brief What one payer covers.
/// @ingroup cost
struct PayerCoverage {
    /// Who pays.
    Payer payer{};
    /// What it does; absent if the source names the payer only as the context of a figure.
    Optional<CoverageStatus> status;
    /// Plan or list by name: "Medicare", "Shanghai Hu Hui Bao".
    Optional<std::string> plan;
    /// What is paid for; absent if the source does not divide.
    Optional<std::vector<CoveredPart>> parts;
    /// The most that is paid.
    Optional<Money> maximum;
    /// From when it holds.
    Optional<PartialDate> effective;
    /// Conditions and exceptions.
    Optional<std::string> note;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const PayerCoverage&) const = default;
};
CARNK_DESCRIBE_STRUCT(PayerCoverage, payer, status, plan, parts, maximum, effective, note)

}  // namespace carnk::inline v0_1
