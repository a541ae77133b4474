// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Arms, interventions, partners, outcomes and outline of eligibility of a clinical trial.
#include <carnk/core/describe.hpp>
#include <carnk/core/extra.hpp>
#include <carnk/core/identifier.hpp>
#include <carnk/core/number.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/quantity.hpp>
#include <carnk/model/dose.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief Role of an arm.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, ArmGroupType
enum class ArmKind : std::uint8_t {
    experimental,        ///< Gets what is tested.
    active_comparator,   ///< Gets an effective treatment.
    placebo_comparator,  ///< Gets a placebo.
    sham_comparator,     ///< Gets a sham procedure.
    no_intervention,     ///< Gets nothing.
    other,               ///< Anything else.
};
CARNK_DESCRIBE_ENUM(ArmKind, experimental, active_comparator, placebo_comparator, sham_comparator, no_intervention,
                    other)

/// @brief Kind of intervention.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, InterventionType
enum class InterventionKind : std::uint8_t {
    behavioral,           ///< Behaviour.
    biological,           ///< Vaccine, blood product, cells.
    combination_product,  ///< Drug and device, biological and drug, and so on, in one.
    device,               ///< Device.
    diagnostic_test,      ///< Diagnostic test.
    dietary_supplement,   ///< Dietary supplement.
    drug,                 ///< Drug.
    genetic,              ///< Gene transfer.
    procedure,            ///< Surgery or another procedure.
    radiation,            ///< Radiation.
    other,                ///< Anything else.
};
CARNK_DESCRIBE_ENUM(InterventionKind, behavioral, biological, combination_product, device, diagnostic_test,
                    dietary_supplement, drug, genetic, procedure, radiation, other)

/// @brief Something that participants get.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, Intervention
struct TrialIntervention {
    /// Name as the register gives it, unique within the trial.
    std::string name;
    /// Kind.
    Optional<InterventionKind> intervention_kind;
    /// In the words of the source.
    Optional<std::string> description;
    /// Further names.
    std::vector<std::string> other_names;
    /// Labels of the arms that get it.
    std::vector<std::string> arm_labels;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const TrialIntervention&) const = default;
};
CARNK_DESCRIBE_STRUCT(TrialIntervention, name, intervention_kind, description, other_names, arm_labels)

/// @brief A group of participants who are treated alike.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, ArmGroup
struct TrialArm {
    /// Label, unique within the trial.
    std::string label;
    /// Role of the arm.
    Optional<ArmKind> arm_kind;
    /// In the words of the source.
    Optional<std::string> description;
    /// Targets of the product of this arm; absent where they are those of the trial.
    Optional<std::vector<Slug>> targets;
    /// Dose levels of this arm; absent where they are those of the trial.
    Optional<std::vector<DoseLevel>> dose_levels;
    /// Names of the interventions that the arm gets.
    std::vector<std::string> intervention_names;
    /// Participants, where the source counts them by arm.
    Optional<Count> participant_count;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const TrialArm&) const = default;
};
CARNK_DESCRIBE_STRUCT(TrialArm, label, arm_kind, description, targets, dose_levels, intervention_names,
                      participant_count)

/// @brief Kind of treatment that goes with the cells.
/// @ingroup trial
enum class PartnerKind : std::uint8_t {
    tumor_antibody,        ///< Antibody against the tumour cell, such as rituximab.
    antibody_conjugate,    ///< Antibody that carries a drug.
    checkpoint_inhibitor,  ///< Antibody against PD-1, PD-L1, CTLA-4 and the like.
    cytokine,              ///< Cytokine or cytokine agonist for the cells, such as IL-2 or N-803.
    chemotherapy,          ///< Chemotherapy against the disease; lymphodepletion stands apart.
    small_molecule,        ///< Another small molecule.
    switch_activator,      ///< Drug that sets off a safety switch; given only if needed.
    car_t,                 ///< T cells with a chimeric antigen receptor.
    transplant,            ///< Transplant of blood stem cells.
    radiation,             ///< Radiation.
    other,                 ///< Anything else.
};
CARNK_DESCRIBE_ENUM(PartnerKind, tumor_antibody, antibody_conjugate, checkpoint_inhibitor, cytokine, chemotherapy,
                    small_molecule, switch_activator, car_t, transplant, radiation, other)

/// @brief A treatment that goes with the cells. Lymphodepletion is not one of them.
/// @ingroup trial
struct CombinationPartner {
    /// Nonproprietary name where there is one, in lower case; else as the source names it.
    std::string name;
    /// Kind of treatment.
    PartnerKind partner_kind{};
    /// True if only some participants or arms get it.
    Optional<bool> in_some_arms;
    /// How it goes with the cells, in words: "240 mg every 3 weeks".
    Optional<std::string> description;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CombinationPartner&) const = default;
};
CARNK_DESCRIBE_STRUCT(CombinationPartner, name, partner_kind, in_some_arms, description)

/// @brief Rank of an outcome measure.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, OutcomeMeasureType
enum class OutcomeRank : std::uint8_t {
    primary,              ///< Primary.
    secondary,            ///< Secondary.
    other_pre_specified,  ///< Another that was fixed beforehand.
    post_hoc,             ///< Thought of afterwards.
};
CARNK_DESCRIBE_ENUM(OutcomeRank, primary, secondary, other_pre_specified, post_hoc)

/// @brief Something that a trial measures.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, Outcome
struct TrialOutcome {
    /// Rank.
    OutcomeRank rank{};
    /// What is measured.
    std::string measure;
    /// In the words of the source.
    Optional<std::string> description;
    /// When, in the words of the source.
    Optional<std::string> time_frame;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const TrialOutcome&) const = default;
};
CARNK_DESCRIBE_STRUCT(TrialOutcome, rank, measure, description, time_frame)

/// @brief Sex that may take part.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, Sex
enum class EligibleSex : std::uint8_t {
    all,     ///< Any.
    female,  ///< Women and girls only.
    male,    ///< Men and boys only.
};
CARNK_DESCRIBE_ENUM(EligibleSex, all, female, male)

/// @brief Age group that may take part.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, StandardAge
enum class AgeGroup : std::uint8_t {
    child,        ///< Under 18 years.
    adult,        ///< 18 to 64 years.
    older_adult,  ///< 65 years and over.
};
CARNK_DESCRIBE_ENUM(AgeGroup, child, adult, older_adult)

/// @brief How an observational study draws its participants.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, SamplingMethod
enum class SamplingMethod : std::uint8_t {
    probability_sample,      ///< By chance.
    non_probability_sample,  ///< Not by chance.
};
CARNK_DESCRIBE_ENUM(SamplingMethod, probability_sample, non_probability_sample)

/// @brief Who may take part, in outline. The criteria one by one are an eligibility record with the same trial id.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, EligibilityModule
struct EligibilitySummary {
    /// Least age, usually in years (unit `a`).
    Optional<Quantity> minimum_age;
    /// Greatest age, usually in years (unit `a`).
    Optional<Quantity> maximum_age;
    /// Age groups that the register derives.
    Optional<std::vector<AgeGroup>> age_groups;
    /// Sex.
    Optional<EligibleSex> sex;
    /// True if eligibility depends on gender identity.
    Optional<bool> gender_based;
    /// Explanation of that.
    Optional<std::string> gender_description;
    /// True if healthy people may take part.
    Optional<bool> healthy_volunteers;
    /// Population from which an observational study draws.
    Optional<std::string> study_population;
    /// How it draws.
    Optional<SamplingMethod> sampling_method;
    /// All criteria as one text, as the register prints them.
    Optional<std::string> criteria_text;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const EligibilitySummary&) const = default;
};
CARNK_DESCRIBE_STRUCT(EligibilitySummary, minimum_age, maximum_age, age_groups, sex, gender_based, gender_description,
                      healthy_volunteers, study_population, sampling_method, criteria_text)

}  // namespace carnk::inline v0_1
