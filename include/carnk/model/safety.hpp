// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Adverse events of one patient, and the safety of a treated group.
#include <carnk/core/describe.hpp>
#include <carnk/core/extra.hpp>
#include <carnk/core/number.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/partial_date.hpp>
#include <carnk/core/quantity.hpp>
#include <carnk/model/crs_icans.hpp>
#include <carnk/model/gvhd.hpp>
#include <carnk/model/outcome.hpp>
#include <carnk/model/patient_facts.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief Grade of an adverse event. There is no grade 0: what is not there is not an event.
/// @ingroup safety
/// @source NCI Common Terminology Criteria for Adverse Events, version 5.0, 2017-11-27
enum class CtcaeGrade : std::uint8_t {
    grade1,  ///< Mild or without symptoms; observation only.
    grade2,  ///< Moderate; minimal, local or non-invasive treatment; limits instrumental activities of daily living.
    grade3,  ///< Severe, not immediately life-threatening; hospital; disabling; limits self-care.
    grade4,  ///< Life-threatening; urgent treatment.
    grade5,  ///< Death by the event.
};
CARNK_DESCRIBE_ENUM(CtcaeGrade, grade1, grade2, grade3, grade4, grade5)

/// @brief Blood cells that a cytopenia concerns.
/// @ingroup safety
enum class BloodLineage : std::uint8_t {
    neutrophils,  ///< Neutropenia.
    platelets,    ///< Thrombocytopenia.
    hemoglobin,   ///< Anaemia.
    lymphocytes,  ///< Lymphopenia.
    leukocytes,   ///< Leukopenia.
    b_cells,      ///< Lack of B cells.
};
CARNK_DESCRIBE_ENUM(BloodLineage, neutrophils, platelets, hemoglobin, lymphocytes, leukocytes, b_cells)

/// @brief Organisms that cause an infection.
/// @ingroup safety
enum class OrganismClass : std::uint8_t {
    bacterial,       ///< Bacteria.
    viral,           ///< Virus.
    fungal,          ///< Fungus.
    protozoal,       ///< Protozoon.
    not_identified,  ///< Looked for and not found.
};
CARNK_DESCRIBE_ENUM(OrganismClass, bacterial, viral, fungal, protozoal, not_identified)

/// @brief A cytokine release syndrome.
/// @ingroup safety
struct CrsDetail {
    static constexpr std::string_view kind = "crs";  ///< JSON member "kind".
    /// What was seen at its worst.
    CrsFindings findings;
    /// Doses of tocilizumab.
    Optional<Count> tocilizumab_count;
    /// True if corticosteroids were given for it.
    Optional<bool> corticosteroids;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CrsDetail&) const = default;
};
CARNK_DESCRIBE_STRUCT(CrsDetail, findings, tocilizumab_count, corticosteroids)

/// @brief A neurotoxicity (ICANS).
/// @ingroup safety
struct IcansDetail {
    static constexpr std::string_view kind = "icans";  ///< JSON member "kind".
    /// What was seen at its worst.
    IcansFindings findings;
    /// True if corticosteroids were given for it.
    Optional<bool> corticosteroids;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const IcansDetail&) const = default;
};
CARNK_DESCRIBE_STRUCT(IcansDetail, findings, corticosteroids)

/// @brief Acute graft-versus-host disease.
/// @ingroup safety
struct AcuteGvhdDetail {
    static constexpr std::string_view kind = "acute_gvhd";  ///< JSON member "kind".
    /// Organs at their worst.
    AcuteGvhdFindings findings;
    /// True if a biopsy confirmed it.
    Optional<bool> biopsy_confirmed;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const AcuteGvhdDetail&) const = default;
};
CARNK_DESCRIBE_STRUCT(AcuteGvhdDetail, findings, biopsy_confirmed)

/// @brief Chronic graft-versus-host disease.
/// @ingroup safety
struct ChronicGvhdDetail {
    static constexpr std::string_view kind = "chronic_gvhd";  ///< JSON member "kind".
    /// Organs at their worst.
    ChronicGvhdFindings findings;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ChronicGvhdDetail&) const = default;
};
CARNK_DESCRIBE_STRUCT(ChronicGvhdDetail, findings)

/// @brief A lack of blood cells.
/// @ingroup safety
struct CytopeniaDetail {
    static constexpr std::string_view kind = "cytopenia";  ///< JSON member "kind".
    /// Which cells.
    BloodLineage lineage{};
    /// Lowest value.
    Optional<Quantity> nadir;
    /// Time from the infusion until recovery, as the protocol defines it.
    Optional<Quantity> time_to_recovery;
    /// True if growth factor or transfusion was given for it.
    Optional<bool> supported;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CytopeniaDetail&) const = default;
};
CARNK_DESCRIBE_STRUCT(CytopeniaDetail, lineage, nadir, time_to_recovery, supported)

/// @brief An infection.
/// @ingroup safety
struct InfectionDetail {
    static constexpr std::string_view kind = "infection";  ///< JSON member "kind".
    /// Class of the organism; absent if the source does not say.
    Optional<OrganismClass> organism_class;
    /// Organism: "cytomegalovirus".
    Optional<std::string> organism;
    /// Place in the body: "blood", "lung".
    Optional<std::string> site;
    /// True if it was there before and came back.
    Optional<bool> reactivation;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const InfectionDetail&) const = default;
};
CARNK_DESCRIBE_STRUCT(InfectionDetail, organism_class, organism, site, reactivation)

/// @brief A reaction to the infusion itself.
/// @ingroup safety
struct InfusionReactionDetail {
    static constexpr std::string_view kind = "infusion_reaction";  ///< JSON member "kind".
    /// Time from the start of the infusion.
    Optional<Quantity> onset_after;
    /// Which infusion, counted from 1.
    Optional<Count> infusion_number;
    /// Signs: "chills", "hypotension".
    std::vector<std::string> signs;
    /// True if the infusion was stopped for good.
    Optional<bool> infusion_stopped;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const InfusionReactionDetail&) const = default;
};
CARNK_DESCRIBE_STRUCT(InfusionReactionDetail, onset_after, infusion_number, signs, infusion_stopped)

/// @brief What is known of an adverse event beyond its name and grade.
/// @ingroup safety
using AdverseEventDetail = std::variant<CrsDetail, IcansDetail, AcuteGvhdDetail, ChronicGvhdDetail, CytopeniaDetail,
                                        InfectionDetail, InfusionReactionDetail>;

/// @brief Whether a treatment caused an event, in the investigator's judgement.
/// @ingroup safety
enum class Causality : std::uint8_t {
    unrelated,  ///< Not related.
    unlikely,   ///< Unlikely to be related.
    possible,   ///< Possibly related.
    probable,   ///< Probably related.
    definite,   ///< Definitely related.
    related,    ///< Related; the source does not say how surely.
};
CARNK_DESCRIBE_ENUM(Causality, unrelated, unlikely, possible, probable, definite, related)

/// @brief What a treatment of the study is, for causality.
/// @ingroup safety
enum class SuspectTreatment : std::uint8_t {
    cells,            ///< The infused cells.
    lymphodepletion,  ///< The chemotherapy before them.
    partner,          ///< A treatment that goes with them.
    procedure,        ///< A procedure of the study.
};
CARNK_DESCRIBE_ENUM(SuspectTreatment, cells, lymphodepletion, partner, procedure)

/// @brief Judgement for one treatment.
/// @ingroup safety
struct Attribution {
    SuspectTreatment treatment{};  ///< Treatment.
    Causality causality{};         ///< Judgement.
    Extra extra;                   ///< Members that this version does not know.
    bool operator==(const Attribution&) const = default;
};
CARNK_DESCRIBE_STRUCT(Attribution, treatment, causality)

/// @brief Why an event is serious.
/// @ingroup safety
/// @source ICH E2A
enum class SeriousReason : std::uint8_t {
    death,                ///< Death.
    life_threatening,     ///< Life-threatening.
    hospitalization,      ///< Admission to hospital, or longer stay.
    disability,           ///< Lasting or significant disability.
    congenital_anomaly,   ///< Congenital anomaly.
    medically_important,  ///< Another medically important condition.
};
CARNK_DESCRIBE_ENUM(SeriousReason, death, life_threatening, hospitalization, disability, congenital_anomaly,
                    medically_important)

/// @brief How an event ended.
/// @ingroup safety
/// @source ICH E2B(R3)
enum class EventOutcome : std::uint8_t {
    recovered,                ///< Recovered.
    recovering,               ///< Recovering.
    not_recovered,            ///< Not recovered; goes on.
    recovered_with_sequelae,  ///< Recovered with lasting damage.
    fatal,                    ///< Death.
    unknown,                  ///< The report says unknown.
};
CARNK_DESCRIBE_ENUM(EventOutcome, recovered, recovering, not_recovered, recovered_with_sequelae, fatal, unknown)

/// @brief One adverse event of one patient.
/// @ingroup safety
struct AdverseEvent {
    /// Term, as far as possible the one of CTCAE.
    std::string term;
    /// Codes of the event, such as MedDRA's.
    std::vector<ForeignCode> codes;
    /// Worst grade by CTCAE; absent if not graded so.
    Optional<CtcaeGrade> grade;
    /// Version of CTCAE: "5.0".
    Optional<std::string> ctcae_version;
    /// First day.
    Optional<PartialDate> onset;
    /// First day, counted from the first infusion as day 0. @unit{d}
    Optional<int> onset_day;
    /// Last day.
    Optional<PartialDate> end;
    /// Last day, counted from the first infusion as day 0. @unit{d}
    Optional<int> end_day;
    /// Judgements of its cause; empty if none is stated.
    std::vector<Attribution> attributions;
    /// True if serious.
    Optional<bool> serious;
    /// Why it is serious; empty if it is not or the source does not say.
    std::vector<SeriousReason> serious_reasons;
    /// True if it counts as dose-limiting by the protocol.
    Optional<bool> dose_limiting;
    /// How it ended.
    Optional<EventOutcome> outcome;
    /// Drugs given for it.
    std::vector<std::string> treatments;
    /// Scheme of its own.
    Optional<AdverseEventDetail> detail;
    /// In words.
    Optional<std::string> notes;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const AdverseEvent&) const = default;
};
CARNK_DESCRIBE_STRUCT(AdverseEvent, term, codes, grade, ctcae_version, onset, onset_day, end, end_day, attributions,
                      serious, serious_reasons, dose_limiting, outcome, treatments, detail, notes)

/// @brief How often an adverse event was seen in a group.
/// @ingroup safety
struct EventFrequency {
    /// Term.
    std::string term;
    /// Codes of the event, such as MedDRA's.
    std::vector<ForeignCode> codes;
    /// Patients with the event in any grade.
    Optional<Proportion> any_grade;
    /// Patients with the event in grade 3 or more.
    Optional<Proportion> grade3_plus;
    /// Patients in whom it was serious.
    Optional<Proportion> serious;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const EventFrequency&) const = default;
};
CARNK_DESCRIBE_STRUCT(EventFrequency, term, codes, any_grade, grade3_plus, serious)

/// @brief Safety of a treated group.
/// @ingroup safety
struct SafetySummary {
    /// Patients who were watched for safety: usually all who got cells.
    Optional<Count> evaluated_count;
    /// For how long after the infusion dose-limiting toxicity was watched for.
    Optional<Quantity> dose_limiting_window;
    /// Syndromes and other outcomes that are counted.
    std::vector<OutcomeResult> outcomes;
    /// Other events, by term.
    std::vector<EventFrequency> events;
    /// Whether a maximum tolerated dose was found; false if the source says that no dose was too toxic.
    Optional<bool> maximum_tolerated_dose_reached;
    /// In the words of the source.
    Optional<std::string> description;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const SafetySummary&) const = default;
};
CARNK_DESCRIBE_STRUCT(SafetySummary, evaluated_count, dose_limiting_window, outcomes, events,
                      maximum_tolerated_dose_reached, description)

}  // namespace carnk::inline v0_1
