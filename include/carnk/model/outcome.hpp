// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Outcomes of treated groups, in the one form in which they can be counted, compared and pooled.
#include <carnk/core/describe.hpp>
#include <carnk/core/extra.hpp>
#include <carnk/core/interval.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/quantity.hpp>
#include <carnk/core/source.hpp>
#include <carnk/model/common.hpp>
#include <carnk/model/response.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief What of a group of patients is counted: those to whom this happened.
/// @ingroup outcome
enum class ClinicalOutcome : std::uint8_t {
    objective_response,                     ///< Complete or partial response (ORR).
    complete_response,                      ///< Complete response; whether CRh and CRi are in it says the definition.
    complete_response_full_recovery,        ///< Complete response with full recovery of blood counts.
    complete_response_partial_recovery,     ///< Complete response with partial recovery of blood counts (CRh).
    complete_response_incomplete_recovery,  ///< Complete response without recovery of blood counts (CRi).
    mrd_negative_complete_response,         ///< Complete response without measurable residual disease.
    leukemia_free_state,                    ///< Morphologic leukaemia-free state.
    partial_response,                       ///< Partial response.
    stable_disease,                         ///< Stable disease as best result.
    progressive_disease,                    ///< Progression as best result.
    crs_any,                                ///< Cytokine release syndrome of any grade.
    crs_grade1,                             ///< Cytokine release syndrome of grade 1.
    crs_grade2,                             ///< Cytokine release syndrome of grade 2.
    crs_grade3_plus,                        ///< Cytokine release syndrome of grade 3 or more.
    crs_grade4_plus,                        ///< Cytokine release syndrome of grade 4 or more.
    icans_any,                              ///< Neurotoxicity (ICANS) of any grade.
    icans_grade3_plus,                      ///< Neurotoxicity (ICANS) of grade 3 or more.
    acute_gvhd,                             ///< Acute graft-versus-host disease of any grade.
    acute_gvhd_grade3_plus,                 ///< Acute graft-versus-host disease of grade III or IV.
    chronic_gvhd,                           ///< Chronic graft-versus-host disease.
    dose_limiting_toxicity,                 ///< Toxicity that ends escalation, as the protocol defines it.
    serious_adverse_event,                  ///< Serious adverse event.
    treatment_related_death,                ///< Death by the treatment.
    neutropenia_grade3_plus,                ///< Neutropenia of CTCAE grade 3 or more.
    thrombocytopenia_grade3_plus,           ///< Thrombocytopenia of CTCAE grade 3 or more.
    anemia_grade3_plus,                     ///< Anaemia of CTCAE grade 3 or more.
    infection_any,                          ///< Infection of any grade.
    infection_grade3_plus,                  ///< Infection of CTCAE grade 3 or more.
    infusion_reaction,                      ///< Reaction to the infusion.
    overall_survival_1y,                    ///< Alive one year after treatment (estimate).
    progression_free_survival_1y,           ///< Alive without progression one year after treatment (estimate).
    transplant_after_response,              ///< Went on to a transplant of blood stem cells.
};
CARNK_DESCRIBE_ENUM(ClinicalOutcome, objective_response, complete_response, complete_response_full_recovery,
                    complete_response_partial_recovery, complete_response_incomplete_recovery,
                    mrd_negative_complete_response, leukemia_free_state, partial_response, stable_disease,
                    progressive_disease, crs_any, crs_grade1, crs_grade2, crs_grade3_plus, crs_grade4_plus, icans_any,
                    icans_grade3_plus, acute_gvhd, acute_gvhd_grade3_plus, chronic_gvhd, dose_limiting_toxicity,
                    serious_adverse_event, treatment_related_death, neutropenia_grade3_plus,
                    thrombocytopenia_grade3_plus, anemia_grade3_plus, infection_any, infection_grade3_plus,
                    infusion_reaction, overall_survival_1y, progression_free_survival_1y, transplant_after_response)

/// @brief How many of a group had an outcome.
///
/// Results without `subgroup` are about the whole group of the record: only they may be pooled. Zero of a known number is a result;
/// a result that a source does not state is not in the list at all.
/// @ingroup outcome
struct OutcomeResult {
    /// What is counted.
    ClinicalOutcome outcome{};
    /// Part of the group to which it applies, in words; absent for the whole group.
    Optional<std::string> subgroup;
    /// Count and percentage. Of what a source prints only in words, nothing but the note.
    Proportion proportion;
    /// From the least to the greatest percentage: of several studies or products, or as far as the source leaves it open.
    /// @unit{%} @range{0 to 100}
    Optional<Interval> percent_range;
    /// Time after the first infusion at which it was counted; for a latest time ("within 30 days"), that time.
    Optional<Quantity> at;
    /// Criteria by which it was judged.
    Optional<ResponseCriteria> criteria;
    /// What the source counts under this name: "CR + CRi".
    Optional<std::string> definition;
    /// How sure the editors are of this one number, where less than of the record.
    Optional<Confidence> confidence;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const OutcomeResult&) const = default;
};
CARNK_DESCRIBE_STRUCT(OutcomeResult, outcome, subgroup, proportion, percent_range, at, criteria, definition, confidence)

/// @brief What lasts.
/// @ingroup outcome
enum class TimeMeasure : std::uint8_t {
    follow_up,                   ///< Observation of the patients.
    time_to_response,            ///< From the first infusion to the response.
    duration_of_response,        ///< From the response to progression or death.
    duration_of_stable_disease,  ///< For how long the disease did not progress, in those without response.
    progression_free_survival,   ///< From the start of treatment to progression or death.
    overall_survival,            ///< From the start of treatment to death.
    time_on_treatment,           ///< From the start to the end of treatment.
};
CARNK_DESCRIBE_ENUM(TimeMeasure, follow_up, time_to_response, duration_of_response, duration_of_stable_disease,
                    progression_free_survival, overall_survival, time_on_treatment)

/// @brief How long something lasts in a group of patients.
/// @ingroup outcome
struct TimeEstimate {
    /// What lasts.
    TimeMeasure measure{};
    /// Part of the group to which it applies, in words; absent for the whole group.
    Optional<std::string> subgroup;
    /// Patients to whom it applies, where stated.
    Optional<Count> patient_count;
    /// Median. Absent if not stated or not reached.
    Optional<Quantity> median;
    /// Median in the unit of the source, where `median` was converted from it.
    Optional<Quantity> median_as_printed;
    /// False if the source says that the median was not reached.
    Optional<bool> median_reached;
    /// Confidence interval of the median.
    Optional<QuantityRange> confidence_interval;
    /// Level of that interval. @range{0 to 1}
    Optional<Fraction> confidence_level;
    /// From the shortest to the longest; an absent upper end means that it goes on.
    Optional<QuantityRange> range;
    /// Patient by patient, in the order of the source.
    Optional<std::vector<Quantity>> individual;
    /// How sure the editors are of this one number, where less than of the record.
    Optional<Confidence> confidence;
    /// What a reader must know.
    Optional<std::string> note;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const TimeEstimate&) const = default;
};
CARNK_DESCRIBE_STRUCT(TimeEstimate, measure, subgroup, patient_count, median, median_as_printed, median_reached,
                      confidence_interval, confidence_level, range, individual, confidence, note)

/// @brief How long the infused cells were found in the patients.
/// @ingroup outcome
struct CellPersistence {
    /// Time for which they were found; only a lower end means "at least", only an upper end "up to".
    Optional<QuantityRange> detected_for;
    /// Time after infusion at which there were most.
    Optional<Quantity> peak_at;
    /// Patients in whom they were found for that time, in words: "one complete responder".
    Optional<std::string> subgroup;
    /// True if responders had more of them, or for longer, than the others.
    Optional<bool> longer_in_responders;
    /// In the words of the source.
    Optional<std::string> description;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CellPersistence&) const = default;
};
CARNK_DESCRIBE_STRUCT(CellPersistence, detected_for, peak_at, subgroup, longer_in_responders, description)

}  // namespace carnk::inline v0_1
