// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief What is known of the results of a clinical trial, and where the full report is.
#include <carnk/core/describe.hpp>
#include <carnk/core/extra.hpp>
#include <carnk/core/identifier.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/quantity.hpp>
#include <carnk/model/common.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief What a headline result counts or measures.
/// @ingroup trial
enum class HeadlineMeasure : std::uint8_t {
    treated,                           ///< Participants who were treated, of those planned.
    overall_response,                  ///< Complete or partial response.
    complete_response,                 ///< Complete response or remission.
    complete_response_incomplete,      ///< Complete remission with incomplete recovery of blood counts (CRi).
    composite_complete_response_mrd,   ///< Any complete remission, without measurable residual disease.
    complete_response_mrd,             ///< Complete remission without measurable residual disease.
    leukemia_free_state,               ///< Morphologic leukaemia-free state.
    stable_disease,                    ///< Stable disease.
    progressive_disease,               ///< Progression.
    improvement,                       ///< Improvement that is no formal response, see the note.
    progression_free_survival,         ///< Alive without progression at a time.
    overall_survival,                  ///< Alive at a time.
    median_progression_free_survival,  ///< Median time to progression or death.
    median_overall_survival,           ///< Median time to death.
    dose_limiting_toxicity,            ///< Toxicity that ends escalation.
    crs_any,                           ///< Cytokine release syndrome of any grade.
    crs_grade1,                        ///< Cytokine release syndrome of grade 1.
    crs_grade2,                        ///< Cytokine release syndrome of grade 2.
    crs_grade3_or_more,                ///< Cytokine release syndrome of grade 3 or more.
    crs_above_grade3,                  ///< Cytokine release syndrome above grade 3.
    neurotoxicity_any,                 ///< Neurotoxicity (ICANS) of any grade.
    neurotoxicity_grade3_or_more,      ///< Neurotoxicity of grade 3 or more.
    gvhd_any,                          ///< Graft-versus-host disease of any grade.
    gvhd_grade3_or_more,               ///< Graft-versus-host disease of grade 3 or more.
};
CARNK_DESCRIBE_ENUM(HeadlineMeasure, treated, overall_response, complete_response, complete_response_incomplete,
                    composite_complete_response_mrd, complete_response_mrd, leukemia_free_state, stable_disease,
                    progressive_disease, improvement, progression_free_survival, overall_survival,
                    median_progression_free_survival, median_overall_survival, dose_limiting_toxicity, crs_any,
                    crs_grade1, crs_grade2, crs_grade3_or_more, crs_above_grade3, neurotoxicity_any,
                    neurotoxicity_grade3_or_more, gvhd_any, gvhd_grade3_or_more)

/// @brief One number of the results summary, made comparable.
/// @ingroup trial
struct HeadlineResult {
    /// What is counted or measured.
    HeadlineMeasure measure{};
    /// Participants among whom, in words; absent for all who were treated.
    Optional<std::string> cohort;
    /// How many, for what is counted.
    Optional<Proportion> proportion;
    /// How long, for what lasts; a point value has equal ends.
    Optional<QuantityRange> duration;
    /// Time after infusion at which it was counted.
    Optional<Quantity> at;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const HeadlineResult&) const = default;
};
CARNK_DESCRIBE_STRUCT(HeadlineResult, measure, cohort, proportion, duration, at)

/// @brief What is known of the results. The full outcome is in the published studies.
/// @ingroup trial
struct TrialResults {
    /// In one or two sentences.
    Optional<std::string> summary;
    /// The numbers of that summary; empty if it has none.
    std::vector<HeadlineResult> headlines;
    /// Published studies of the catalogue that report this trial; empty if none.
    std::vector<Slug> study_ids;
    /// True if results are posted in the register.
    Optional<bool> posted_in_register;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const TrialResults&) const = default;
};
CARNK_DESCRIBE_STRUCT(TrialResults, summary, headlines, study_ids, posted_in_register)

}  // namespace carnk::inline v0_1
