// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Phase, status, design, dates and size of a clinical trial.
#include <carnk/core/describe.hpp>
#include <carnk/core/extra.hpp>
#include <carnk/core/number.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/partial_date.hpp>
#include <carnk/core/quantity.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief Phase of development. Absent where the register does not state it.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, Phase; FHIR R5 research-study-phase
enum class TrialPhase : std::uint8_t {
    early_phase1,    ///< Exploratory, before phase 1 proper (formerly phase 0).
    phase1,          ///< Safety and dose, first in humans.
    phase1_2,        ///< Phases 1 and 2 in one protocol.
    phase2,          ///< First look at effect.
    phase2_3,        ///< Phases 2 and 3 in one protocol.
    phase3,          ///< Confirmation of effect.
    phase4,          ///< After approval.
    not_applicable,  ///< The register says that phases do not apply.
};
CARNK_DESCRIBE_ENUM(TrialPhase, early_phase1, phase1, phase1_2, phase2, phase2_3, phase3, phase4, not_applicable)

/// @brief Overall status of a trial.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, Status
enum class TrialStatus : std::uint8_t {
    active_not_recruiting,      ///< Going on; no new participants.
    completed,                  ///< Ended as planned; the last participant's last visit is over.
    enrolling_by_invitation,    ///< Takes only participants whom it selects beforehand.
    not_yet_recruiting,         ///< Registered, not yet open.
    recruiting,                 ///< Open to participants.
    suspended,                  ///< Stopped early, may resume.
    terminated,                 ///< Stopped early, will not resume; had participants.
    withdrawn,                  ///< Stopped before the first participant.
    available,                  ///< Expanded access is to be had.
    no_longer_available,        ///< Expanded access has ended.
    temporarily_not_available,  ///< Expanded access pauses.
    approved_for_marketing,     ///< Expanded access has ended because the product is approved.
    withheld,                   ///< Not shown by the register.
    unknown,  ///< The register says unknown: last seen open, past its end, not verified for two years.
};
CARNK_DESCRIBE_ENUM(TrialStatus, active_not_recruiting, completed, enrolling_by_invitation, not_yet_recruiting,
                    recruiting, suspended, terminated, withdrawn, available, no_longer_available,
                    temporarily_not_available, approved_for_marketing, withheld, unknown)

/// @brief What kind of study it is.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, StudyType
enum class StudyType : std::uint8_t {
    interventional,   ///< Participants are assigned a treatment.
    observational,    ///< Participants are observed only.
    expanded_access,  ///< Treatment outside a trial.
};
CARNK_DESCRIBE_ENUM(StudyType, interventional, observational, expanded_access)

/// @brief How participants come into the arms.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, DesignAllocation
enum class Allocation : std::uint8_t {
    randomized,      ///< By chance.
    non_randomized,  ///< Not by chance.
    not_applicable,  ///< There is one arm.
};
CARNK_DESCRIBE_ENUM(Allocation, randomized, non_randomized, not_applicable)

/// @brief How the arms lie to each other.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, InterventionalAssignment
enum class InterventionModel : std::uint8_t {
    single_group,  ///< One arm.
    parallel,      ///< Two or more arms at the same time.
    crossover,     ///< Each participant goes through several treatments in turn.
    factorial,     ///< Arms combine two or more treatments, alone and together.
    sequential,    ///< Groups one after the other, as in dose escalation.
};
CARNK_DESCRIBE_ENUM(InterventionModel, single_group, parallel, crossover, factorial, sequential)

/// @brief How many parties do not know the assignment.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, DesignMasking
enum class Masking : std::uint8_t {
    open_label,       ///< Nobody is masked ("NONE").
    single_blind,     ///< One party ("SINGLE").
    double_blind,     ///< Two parties ("DOUBLE").
    triple_blind,     ///< Three parties ("TRIPLE").
    quadruple_blind,  ///< Four parties ("QUADRUPLE").
};
CARNK_DESCRIBE_ENUM(Masking, open_label, single_blind, double_blind, triple_blind, quadruple_blind)

/// @brief Who does not know the assignment.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, WhoMasked
enum class MaskedParty : std::uint8_t {
    participant,        ///< The participant.
    care_provider,      ///< Those who treat.
    investigator,       ///< Those who run the trial.
    outcomes_assessor,  ///< Those who judge the outcome.
};
CARNK_DESCRIBE_ENUM(MaskedParty, participant, care_provider, investigator, outcomes_assessor)

/// @brief What a trial is for.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, PrimaryPurpose
enum class PrimaryPurpose : std::uint8_t {
    treatment,                 ///< To treat.
    prevention,                ///< To prevent.
    diagnostic,                ///< To diagnose.
    ect,                       ///< Educational, counselling or training.
    supportive_care,           ///< To ease or prevent side effects.
    screening,                 ///< To find disease in people without symptoms.
    health_services_research,  ///< Delivery and organisation of care.
    basic_science,             ///< How something works.
    device_feasibility,        ///< Whether a device works.
    other,                     ///< Anything else.
};
CARNK_DESCRIBE_ENUM(PrimaryPurpose, treatment, prevention, diagnostic, ect, supportive_care, screening,
                    health_services_research, basic_science, device_feasibility, other)

/// @brief Design of an observational study.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, ObservationalModel
enum class ObservationalModel : std::uint8_t {
    cohort,                 ///< A group followed.
    case_control,           ///< Cases and controls.
    case_only,              ///< Cases alone.
    case_crossover,         ///< Each case at several times.
    ecologic_or_community,  ///< Populations compared.
    family_based,           ///< Families.
    defined_population,     ///< All of a defined population.
    natural_history,        ///< Course of a disease.
    other,                  ///< Anything else.
};
CARNK_DESCRIBE_ENUM(ObservationalModel, cohort, case_control, case_only, case_crossover, ecologic_or_community,
                    family_based, defined_population, natural_history, other)

/// @brief When observations lie in relation to the start of an observational study.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, DesignTimePerspective
enum class TimePerspective : std::uint8_t {
    retrospective,    ///< Before it.
    prospective,      ///< After it.
    cross_sectional,  ///< At one time.
    other,            ///< Anything else.
};
CARNK_DESCRIBE_ENUM(TimePerspective, retrospective, prospective, cross_sectional, other)

/// @brief Rule by which the next group of participants gets more or less.
/// @ingroup trial
enum class DoseEscalation : std::uint8_t {
    three_plus_three,       ///< Groups of three, extended to six after a dose-limiting toxicity.
    i_three_plus_three,     ///< The "i3+3" rule, which decides by an interval around the target rate.
    boin,                   ///< Bayesian optimal interval.
    crm,                    ///< Continual reassessment.
    mtpi,                   ///< Modified toxicity probability interval.
    accelerated_titration,  ///< Groups of one at first.
    other,                  ///< Another rule, see the design's description.
};
CARNK_DESCRIBE_ENUM(DoseEscalation, three_plus_three, i_three_plus_three, boin, crm, mtpi, accelerated_titration, other)

/// @brief Design of a trial. What is absent, no source states.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, DesignModule
struct TrialDesign {
    /// Kind of study.
    Optional<StudyType> study_type;
    /// How participants come into the arms.
    Optional<Allocation> allocation;
    /// How the arms lie to each other.
    Optional<InterventionModel> intervention_model;
    /// The same in the words of the register.
    Optional<std::string> intervention_model_description;
    /// How many parties are masked.
    Optional<Masking> masking;
    /// Which parties are masked.
    Optional<std::vector<MaskedParty>> masked_parties;
    /// Masking in the words of the register.
    Optional<std::string> masking_description;
    /// What the trial is for.
    Optional<PrimaryPurpose> primary_purpose;
    /// Rule of dose escalation.
    Optional<DoseEscalation> dose_escalation;
    /// Design of an observational study.
    Optional<ObservationalModel> observational_model;
    /// Time of the observations of such a study.
    Optional<TimePerspective> time_perspective;
    /// Planned follow-up of each participant of a patient registry.
    Optional<Quantity> target_duration;
    /// True if the study is a patient registry.
    Optional<bool> patient_registry;
    /// Anything else about the design, in words.
    Optional<std::string> description;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const TrialDesign&) const = default;
};
CARNK_DESCRIBE_STRUCT(TrialDesign, study_type, allocation, intervention_model, intervention_model_description, masking,
                      masked_parties, masking_description, primary_purpose, dose_escalation, observational_model,
                      time_perspective, target_duration, patient_registry, description)

/// @brief Whether a date or a number has come true or is planned.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, DateType and EnrollmentType
enum class Certainty : std::uint8_t {
    actual,     ///< It has happened.
    estimated,  ///< It is planned or expected.
};
CARNK_DESCRIBE_ENUM(Certainty, actual, estimated)

/// @brief A date in the life of a trial.
/// @ingroup trial
struct TrialDate {
    /// The date, as precise as it is known.
    PartialDate date;
    /// Whether it has come true; absent where the source does not say.
    Optional<Certainty> certainty;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const TrialDate&) const = default;
};
CARNK_DESCRIBE_STRUCT(TrialDate, date, certainty)

/// @brief The dates of a trial and of its registration.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, StatusModule
struct TrialDates {
    /// First participant enrolled.
    Optional<TrialDate> start;
    /// Last participant examined for the primary outcome.
    Optional<TrialDate> primary_completion;
    /// Last participant examined at all.
    Optional<TrialDate> completion;
    /// Given to the register for the first time; the date of registration in registers that print one date only.
    Optional<PartialDate> first_submitted;
    /// That first version passed the register's quality control.
    Optional<PartialDate> first_submitted_qc;
    /// First shown by the register.
    Optional<TrialDate> first_posted;
    /// Results given to the register for the first time.
    Optional<PartialDate> results_first_submitted;
    /// Those results passed the register's quality control.
    Optional<PartialDate> results_first_submitted_qc;
    /// Results first shown by the register.
    Optional<TrialDate> results_first_posted;
    /// Last change given to the register.
    Optional<PartialDate> last_update_submitted;
    /// Last change shown by the register.
    Optional<TrialDate> last_update_posted;
    /// The record was last confirmed by those responsible.
    Optional<PartialDate> status_verified;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const TrialDates&) const = default;
};
CARNK_DESCRIBE_STRUCT(TrialDates, start, primary_completion, completion, first_submitted, first_submitted_qc,
                      first_posted, results_first_submitted, results_first_submitted_qc, results_first_posted,
                      last_update_submitted, last_update_posted, status_verified)

/// @brief How many participants.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, EnrollmentInfo
struct Enrollment {
    /// Participants.
    Count count;
    /// Whether they have been enrolled or are planned; absent where the source does not say.
    Optional<Certainty> certainty;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const Enrollment&) const = default;
};
CARNK_DESCRIBE_STRUCT(Enrollment, count, certainty)

}  // namespace carnk::inline v0_1
