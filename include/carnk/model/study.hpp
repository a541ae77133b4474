// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Published results of treated patients: one record for each report of a group.
#include <carnk/core/describe.hpp>
#include <carnk/core/extra.hpp>
#include <carnk/core/identifier.hpp>
#include <carnk/core/number.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/quantity.hpp>
#include <carnk/core/source.hpp>
#include <carnk/model/common.hpp>
#include <carnk/model/construct.hpp>
#include <carnk/model/dose.hpp>
#include <carnk/model/outcome.hpp>
#include <carnk/model/trial_design.hpp>
#include <carnk/model/trial_treatment.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief A work as it is cited.
/// @ingroup study
struct Citation {
    /// First author or organisation: "Liu E et al.". Absent if the text read does not show it.
    Optional<std::string> authors_short;
    /// Title of the work or, for reports without one, what it is about.
    std::string title;
    /// Journal, or meeting with abstract number; absent for company reports.
    Optional<std::string> journal;
    /// Year of publication.
    Optional<Year> year;
    /// Digital object identifier.
    Optional<Doi> doi;
    /// PubMed id.
    Optional<Pmid> pmid;
    /// PubMed Central id.
    Optional<Pmcid> pmcid;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const Citation&) const = default;
};
CARNK_DESCRIBE_STRUCT(Citation, authors_short, title, journal, year, doi, pmid, pmcid)

/// @brief A feature of a report or of the study behind it, beside the phase.
/// @ingroup study
enum class StudyFeature : std::uint8_t {
    first_in_human,      ///< First patients ever to get the product.
    interim,             ///< Report of a part of the patients, or before the planned end.
    expansion_cohort,    ///< Patients treated at a chosen dose after escalation.
    pilot,               ///< Small study to see whether it can be done.
    case_series,         ///< Described patient by patient, without a protocol-wide analysis.
    single_patient,      ///< One patient.
    single_patient_ind,  ///< Each patient under an investigational permission of their own (compassionate use).
};
CARNK_DESCRIBE_ENUM(StudyFeature, first_in_human, interim, expansion_cohort, pilot, case_series, single_patient,
                    single_patient_ind)

/// @brief How a study belongs to its trial number.
/// @ingroup study
enum class TrialLinkBasis : std::uint8_t {
    printed,   ///< The report names the number, or its register record names the report.
    inferred,  ///< Matched by hospital, product and dates.
};
CARNK_DESCRIBE_ENUM(TrialLinkBasis, printed, inferred)

/// @brief A group of patients in a study that was treated in its own way.
/// @ingroup study
struct StudyArm {
    /// Name as in the source: "regimen B".
    std::string name;
    /// Patients treated in it.
    Optional<Count> treated_count;
    /// Treatments that go with the cells; empty if the cells were given alone.
    std::vector<CombinationPartner> partners;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const StudyArm&) const = default;
};
CARNK_DESCRIBE_STRUCT(StudyArm, name, treated_count, partners)

/// @brief Who was treated.
/// @ingroup study
struct StudyPopulation {
    /// Disease and its state, in the words of the source: "relapsed/refractory AML".
    std::string indication;
    /// Group of diseases.
    DiseaseGroup group{};
    /// Diseases named in it.
    std::vector<Disease> diseases;
    /// Median age.
    Optional<Quantity> median_age;
    /// Median number of earlier lines of treatment. @unit{1}
    Optional<NonNegative> median_prior_lines;
    /// Patients with earlier CAR-T treatment.
    Optional<Proportion> prior_car_t;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const StudyPopulation&) const = default;
};
CARNK_DESCRIBE_STRUCT(StudyPopulation, indication, group, diseases, median_age, median_prior_lines, prior_car_t)

/// @brief Published results of one group of treated patients.
///
/// What the text read does not state is absent: an outcome that is not in `outcomes` was not seen, which is not the same as zero.
/// @ingroup study
struct PublishedStudy {
    static constexpr std::string_view schema = "carnk/published-study/1";  ///< Name and version of the document.

    /// Own id.
    Slug id;
    /// The work.
    Citation citation;
    /// Kind of the work: peer-reviewed article, meeting abstract, company report, register text.
    SourceKind publication{};
    /// Strength of the evidence, from the design.
    EvidenceLevel evidence{};
    /// Number of the trial; absent if there is none or the text read does not name it.
    Optional<RegistryId> trial_id;
    /// How that number is known.
    Optional<TrialLinkBasis> trial_link;
    /// Trials that are related in another way, see the notes.
    Optional<std::vector<RegistryId>> related_trial_ids;
    /// Studies of the catalogue that report some of the same patients, or may do so as earlier or later reports of the same trial: no
    /// more than one of them may enter a pool.
    std::vector<Slug> overlapping_study_ids;
    /// Product, as the source names it.
    std::string product;
    /// Id of the product in the catalogue.
    Optional<Slug> product_id;
    /// Ids of its constructs in the catalogue; empty if none is described.
    std::vector<Slug> construct_ids;
    /// Ids of the antigens that switch the cells on.
    std::vector<Slug> target_ids;
    /// Ids of the antigens that hold the cells back (NOT); empty if there are none.
    std::vector<Slug> inhibiting_target_ids;
    /// How several activating antigens combine; absent if the source does not say.
    Optional<AntigenGate> target_gate;
    /// Target in the words of the source: "CD33 OR FLT3, NOT EMCN".
    std::string target_description;
    /// Cells that the product is made from.
    CellSource cell_source;
    /// Who was treated.
    StudyPopulation population;
    /// Phase; absent for treatment outside a phased trial.
    Optional<TrialPhase> phase;
    /// What else the design is.
    std::vector<StudyFeature> features;
    /// Phase and design in the words of the source.
    std::string phase_description;
    /// Patients who got the cells.
    Optional<Count> treated_count;
    /// Patients whose response could be judged.
    Optional<Count> evaluable_count;
    /// Arms or regimens; empty if the source does not tell them apart.
    std::vector<StudyArm> arms;
    /// Dose levels, as far as they can be typed.
    std::vector<DoseLevel> dose_levels;
    /// Doses in the words of the source.
    Optional<std::string> dose_description;
    /// Chemotherapy before the cells.
    Optional<Lymphodepletion> lymphodepletion;
    /// Treatments that go with the cells in all patients.
    std::vector<CombinationPartner> partners;
    /// Response criteria, where named.
    std::vector<ResponseCriteria> response_criteria;
    /// Response criteria and endpoints in the words of the source.
    Optional<std::string> response_description;
    /// Outcomes that are counted.
    std::vector<OutcomeResult> outcomes;
    /// Outcomes that are times.
    std::vector<TimeEstimate> times;
    /// How long the cells were found.
    Optional<CellPersistence> persistence;
    /// What else the report says, contradictions between sources, and what was not visible.
    Optional<std::string> notes;
    /// How sure the editors are of the record.
    Optional<Confidence> confidence;
    /// Where the facts come from.
    std::vector<Source> sources;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const PublishedStudy&) const = default;

    /// @brief The result of an outcome for the whole group, or null. The first one, if a source states it for several times.
    [[nodiscard]] const OutcomeResult* overall(ClinicalOutcome outcome) const noexcept {
        for (const OutcomeResult& r : outcomes)
            if (r.outcome == outcome && !r.subgroup) return &r;
        return nullptr;
    }
};
CARNK_DESCRIBE_STRUCT(PublishedStudy, id, citation, publication, evidence, trial_id, trial_link, related_trial_ids,
                      overlapping_study_ids, product, product_id, construct_ids, target_ids, inhibiting_target_ids,
                      target_gate, target_description, cell_source, population, phase, features, phase_description,
                      treated_count, evaluable_count, arms, dose_levels, dose_description, lymphodepletion, partners,
                      response_criteria, response_description, outcomes, times, persistence, notes, confidence, sources)

}  // namespace carnk::inline v0_1
