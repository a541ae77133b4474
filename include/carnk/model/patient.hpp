// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief A patient as screening sees one: treatments and history, other facts, donors, and what the record is complete for.
#include <carnk/core/describe.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/model/fact_query.hpp>
#include <carnk/model/patient_facts.hpp>

namespace carnk::inline v0_1 {

/// @brief Best response to a treatment, across response criteria, from worst to best.
/// @ingroup patient
enum class TherapyResponse : std::uint8_t {
    progressive_disease,         ///< Progressive disease.
    no_response,                 ///< No response, where the criteria do not tell stable from progressive.
    stable_disease,              ///< Stable disease.
    minimal_response,            ///< Minimal response.
    partial_response,            ///< Partial response.
    very_good_partial_response,  ///< Very good partial response, as in myeloma.
    complete_response,           ///< Complete response, with or without full recovery of the counts.
};
CARNK_DESCRIBE_ENUM(TherapyResponse, progressive_disease, no_response, stable_disease, minimal_response,
                    partial_response, very_good_partial_response, complete_response)

/// @brief How a treatment ended.
/// @ingroup patient
enum class TherapyOutcome : std::uint8_t {
    completed,        ///< As planned.
    failed,           ///< Without the hoped-for effect.
    refractory,       ///< The disease did not respond or progressed under it.
    relapsed,         ///< Response, then relapse.
    intolerant,       ///< Stopped because of adverse effects.
    refused,          ///< Offered and refused.
    contraindicated,  ///< Not given because it must not be.
};
CARNK_DESCRIBE_ENUM(TherapyOutcome, completed, failed, refractory, relapsed, intolerant, refused, contraindicated)

/// @brief A treatment of the disease under study, or the decision not to give it (refused, contraindicated). Domain `therapy`; codes are
/// matched against `classes` and `agents`. Attribute `agent` is each of `agents`.
/// @ingroup patient
struct TherapyFact {
    /// Classes and modalities: "proteasome-inhibitor", "radiotherapy", "car-t".
    std::vector<Slug> classes;
    /// Drugs or products, by generic name.
    std::vector<Slug> agents;
    /// Present if given or decided upon; refuted if known not to have been given.
    Assertion assertion{};
    /// First day.
    Optional<PartialDate> start;
    /// Last day; absent while it lasts, or if not known. Attribute `end`.
    Optional<PartialDate> end;
    /// Line of therapy, from 1. Attribute `line`.
    Optional<Count> line;
    /// Courses or cycles. Attribute `course_count`.
    Optional<Count> course_count;
    /// Best response. Attribute `best_response`.
    Optional<TherapyResponse> best_response;
    /// How long the response lasted. Attribute `response_duration`. @unit{mo, wk, d}
    Optional<Quantity> response_duration;
    /// How it ended, all that apply. Attribute `outcome`.
    Optional<std::vector<TherapyOutcome>> outcomes;
    /// Longest half-life of the drugs, for washouts in half-lives. @unit{d, h}
    Optional<Quantity> half_life;
    /// Dose. Attribute `dose`.
    Optional<Quantity> dose;
    /// Way of giving. Attribute `route`.
    Optional<Slug> route;
    /// Why it was given: "bridging". Attribute `intent`.
    Optional<Slug> intent;
    /// Antigens that it is directed against: ids of targets. Attribute `target`.
    Optional<std::vector<Slug>> targets;
    /// Place in the body, as of radiotherapy. Attribute `site`.
    Optional<std::vector<Slug>> sites;
    /// Codes of other terminologies.
    Optional<std::vector<ForeignCode>> foreign_codes;
    /// Where it stands in the documents.
    Optional<FactSource> source;
    /// What else is known.
    Optional<std::string> notes;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const TherapyFact&) const = default;
};
CARNK_DESCRIBE_STRUCT(TherapyFact, classes, agents, assertion, start, end, line, course_count, best_response,
                      response_duration, outcomes, half_life, dose, route, intent, targets, sites, foreign_codes,
                      source, notes)

/// @brief An operation or another intervention. Domain `procedure`.
/// @ingroup patient
struct ProcedureFact {
    /// Which: "major-surgery".
    Slug code;
    /// Present if done or planned; refuted if known not to be.
    Assertion assertion{};
    /// Day.
    Optional<PartialDate> date;
    /// True if it is planned and not done yet.
    Optional<bool> planned;
    /// Place in the body. Attribute `site`.
    Optional<Slug> site;
    /// Codes of other terminologies.
    Optional<std::vector<ForeignCode>> foreign_codes;
    /// Where it stands in the documents.
    Optional<FactSource> source;
    /// What else is known.
    Optional<std::string> notes;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ProcedureFact&) const = default;
};
CARNK_DESCRIBE_STRUCT(ProcedureFact, code, assertion, date, planned, site, foreign_codes, source, notes)

/// @brief A transplant. Domain `transplant`.
/// @ingroup patient
struct TransplantFact {
    /// Which: "autologous-hsct", "allogeneic-hsct", "kidney-transplant".
    Slug code;
    /// Present or refuted.
    Assertion assertion{};
    /// Day.
    Optional<PartialDate> date;
    /// Donor: "matched-sibling", "matched-unrelated", "haploidentical". Attribute `donor_relation`.
    Optional<Slug> donor_relation;
    /// Best response afterwards. Attribute `best_response`.
    Optional<TherapyResponse> best_response;
    /// Where it stands in the documents.
    Optional<FactSource> source;
    /// What else is known.
    Optional<std::string> notes;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const TransplantFact&) const = default;
};
CARNK_DESCRIBE_STRUCT(TransplantFact, code, assertion, date, donor_relation, best_response, source, notes)

/// @brief An infection, or the serology of one. Domain `infection`; attribute `value` is the serology.
/// @ingroup patient
struct InfectionFact {
    /// Pathogen or kind: "hepatitis-b", "hiv", "bacterial-infection".
    Slug code;
    /// Present, refuted or not assessed.
    Assertion assertion{};
    /// First day, or day of the test.
    Optional<PartialDate> date;
    /// Last day.
    Optional<PartialDate> end;
    /// Activity. Attribute `activity`.
    Optional<Activity> activity;
    /// Result of the serology.
    Optional<QualitativeResult> serology;
    /// What it is treated with: "intravenous-antibiotic". Attribute `treatment`.
    Optional<std::vector<Slug>> treatments;
    /// Codes of other terminologies.
    Optional<std::vector<ForeignCode>> foreign_codes;
    /// Where it stands in the documents.
    Optional<FactSource> source;
    /// What else is known.
    Optional<std::string> notes;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const InfectionFact&) const = default;
};
CARNK_DESCRIBE_STRUCT(InfectionFact, code, assertion, date, end, activity, serology, treatments, foreign_codes, source,
                      notes)

/// @brief An adverse effect of a treatment, or graft-versus-host disease. Domain `toxicity`; attributes `value` and `grade` are the grade.
/// @ingroup patient
struct ToxicityFact {
    /// Which: "acute-gvhd", "neuropathy", "any-toxicity".
    Slug code;
    /// Present, refuted or not assessed.
    Assertion assertion{};
    /// Grade.
    Optional<Count> grade;
    /// Scale of the grade.
    Optional<OrdinalScale> scale;
    /// First day.
    Optional<PartialDate> date;
    /// Last day.
    Optional<PartialDate> end;
    /// Activity. Attribute `activity`.
    Optional<Activity> activity;
    /// What it is treated with. Attribute `treatment`.
    Optional<std::vector<Slug>> treatments;
    /// Where it stands in the documents.
    Optional<FactSource> source;
    /// What else is known.
    Optional<std::string> notes;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ToxicityFact&) const = default;
};
CARNK_DESCRIBE_STRUCT(ToxicityFact, code, assertion, grade, scale, date, end, activity, treatments, source, notes)

/// @brief A drug that is not a treatment of the disease under study. Domain `medication`; codes are matched against `classes` and `agents`.
/// @ingroup patient
struct MedicationFact {
    /// Classes: "systemic-corticosteroid", "live-vaccine".
    std::vector<Slug> classes;
    /// Drugs, by generic name.
    std::vector<Slug> agents;
    /// Present if taken; refuted if known not to be.
    Assertion assertion{};
    /// First day.
    Optional<PartialDate> start;
    /// Last day; absent while it is taken, or if not known.
    Optional<PartialDate> end;
    /// Dose, of corticosteroids as prednisone equivalent. Attributes `dose` and `value`. @unit{mg/d, mg/kg/d}
    Optional<Quantity> dose;
    /// Day since which the dose has not changed. Attribute `stable_duration` counts from it.
    Optional<PartialDate> stable_since;
    /// Way of giving: "oral", "topical", "inhaled". Attribute `route`.
    Optional<Slug> route;
    /// Why: "replacement". Attribute `intent`.
    Optional<Slug> intent;
    /// What it is taken for. Attribute `indication`.
    Optional<std::vector<Slug>> indications;
    /// Half-life, for washouts in half-lives. @unit{d, h}
    Optional<Quantity> half_life;
    /// Codes of other terminologies.
    Optional<std::vector<ForeignCode>> foreign_codes;
    /// Where it stands in the documents.
    Optional<FactSource> source;
    /// What else is known.
    Optional<std::string> notes;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const MedicationFact&) const = default;
};
CARNK_DESCRIBE_STRUCT(MedicationFact, classes, agents, assertion, start, end, dose, stable_since, route, intent,
                      indications, half_life, foreign_codes, source, notes)

/// @brief Hypersensitivity to, or contraindication of, a substance. Domain `allergy`.
/// @ingroup patient
struct AllergyFact {
    /// Substance: "fludarabine".
    Slug code;
    /// Present, refuted or not assessed.
    Assertion assertion{};
    /// Severity. Attribute `severity`.
    Optional<ConditionSeverity> severity;
    /// Day.
    Optional<PartialDate> date;
    /// Where it stands in the documents.
    Optional<FactSource> source;
    /// What else is known.
    Optional<std::string> notes;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const AllergyFact&) const = default;
};
CARNK_DESCRIBE_STRUCT(AllergyFact, code, assertion, severity, date, source, notes)

/// @brief A consent, agreement or promise. Domain `consent`; refuted means declined.
/// @ingroup patient
struct ConsentFact {
    /// Which: "informed-consent", "contraception", "intraperitoneal-port".
    Slug code;
    /// Present if given, refuted if declined.
    Assertion assertion{};
    /// Day.
    Optional<PartialDate> date;
    /// Who gave it, all that did. Attribute `given_by`.
    Optional<std::vector<ConsentGiver>> given_by;
    /// Day from which the end of the promise counts. With `until_offset` attribute `until`.
    Optional<Anchor> until_anchor;
    /// How long after that day the promise holds; absent with an anchor: until that day.
    Optional<TimeOffset> until_offset;
    /// Where it stands in the documents.
    Optional<FactSource> source;
    /// What else is known.
    Optional<std::string> notes;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ConsentFact&) const = default;
};
CARNK_DESCRIBE_STRUCT(ConsentFact, code, assertion, date, given_by, until_anchor, until_offset, source, notes)

/// @brief A practical precondition. Domain `readiness`.
/// @ingroup patient
struct ReadinessFact {
    /// Which: "venous-access", "tumor-tissue".
    Slug code;
    /// Present, refuted or not assessed.
    Assertion assertion{};
    /// Day.
    Optional<PartialDate> date;
    /// Where it stands in the documents.
    Optional<FactSource> source;
    /// What else is known.
    Optional<std::string> notes;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ReadinessFact&) const = default;
};
CARNK_DESCRIBE_STRUCT(ReadinessFact, code, assertion, date, source, notes)

/// @brief Taking part in another clinical trial. Domain `trial_participation`.
/// @ingroup patient
struct TrialParticipation {
    /// Kind: "drug-trial", "any-trial".
    Slug code;
    /// Present or refuted.
    Assertion assertion{};
    /// Registry number, where it may be kept.
    Optional<RegistryId> trial_id;
    /// First day.
    Optional<PartialDate> start;
    /// Last day; absent while it lasts.
    Optional<PartialDate> end;
    /// Where it stands in the documents.
    Optional<FactSource> source;
    /// What else is known.
    Optional<std::string> notes;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const TrialParticipation&) const = default;
};
CARNK_DESCRIBE_STRUCT(TrialParticipation, code, assertion, trial_id, start, end, source, notes)

/// @brief A dated turn of the disease. Domain `event`.
/// @ingroup patient
struct EventFact {
    /// Which: "relapse", "progression", "first-non-raynaud-symptom".
    Slug code;
    /// Present, refuted or not assessed.
    Assertion assertion{};
    /// Day.
    Optional<PartialDate> date;
    /// Place in the body. Attribute `site`.
    Optional<Slug> site;
    /// Where it stands in the documents.
    Optional<FactSource> source;
    /// What else is known.
    Optional<std::string> notes;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const EventFact&) const = default;
};
CARNK_DESCRIBE_STRUCT(EventFact, code, assertion, date, site, source, notes)

/// @brief A day from which criteria count, done or planned.
/// @ingroup patient
struct Milestone {
    /// Which day; `event` is not used here, see `PatientRecord::events`.
    Anchor anchor{};
    /// Date.
    PartialDate date;
    /// True if it is planned and not reached yet.
    Optional<bool> planned;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const Milestone&) const = default;
};
CARNK_DESCRIBE_STRUCT(Milestone, anchor, date, planned)

/// @brief A statement that the lists of a domain are complete: what is not listed is not there. Without it, absence is unknown.
/// @ingroup patient
struct DomainCompleteness {
    /// Domain.
    FactDomain domain{};
    /// The statement covers only these codes and narrower ones; absent: all.
    Optional<std::vector<Slug>> codes;
    /// Day up to which it holds.
    PartialDate complete_as_of;
    /// First day from which it holds; absent: from birth.
    Optional<PartialDate> complete_from;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const DomainCompleteness&) const = default;
};
CARNK_DESCRIBE_STRUCT(DomainCompleteness, domain, codes, complete_as_of, complete_from)

/// @brief A possible or chosen donor of the cells, with facts of their own.
/// @ingroup patient
struct DonorRecord {
    /// Label within the patient record, such as "donor-1"; never a name or number of the person.
    Slug id;
    /// Relation to the patient: "self", "parent", "child", "sibling", "unrelated". Attribute `donor_relation` of a demographic query.
    Optional<Slug> relation;
    /// Age, sex and so on.
    Demographics demographics;
    /// Conditions.
    std::vector<ConditionFact> conditions;
    /// Measurements.
    std::vector<MeasurementFact> measurements;
    /// Infections and serology.
    std::vector<InfectionFact> infections;
    /// Drugs.
    std::vector<MedicationFact> medications;
    /// Consents.
    std::vector<ConsentFact> consents;
    /// For what the lists are complete.
    std::vector<DomainCompleteness> completeness;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const DonorRecord&) const = default;
};
CARNK_DESCRIBE_STRUCT(DonorRecord, id, relation, demographics, conditions, measurements, infections, medications,
                      consents, completeness)

/// @brief Facts about one patient, for screening. Holds no name, number, address or other identifier of a person.
/// @ingroup patient
struct PatientRecord {
    static constexpr std::string_view schema = "carnk/patient/1";  ///< Name and version of the document type.
    static constexpr bool personal = true;                         ///< Findings do not quote values of such documents.
    /// Label that the user gives, such as "patient-001".
    Slug id;
    /// Day up to which the record was kept.
    Optional<PartialDate> as_of;
    /// Age, sex, weight.
    Demographics demographics;
    /// Diseases, findings, pregnancy and breastfeeding. Domain `condition`.
    std::vector<ConditionFact> conditions;
    /// Measured values, scores, estimates. Domain `measurement`.
    std::vector<MeasurementFact> measurements;
    /// Molecular findings. Domain `biomarker`.
    std::vector<BiomarkerFact> biomarkers;
    /// Antigens on the diseased cells. Domain `antigen_expression`.
    std::vector<AntigenFact> antigens;
    /// Performance status. Domain `performance`.
    std::vector<PerformanceFact> performance;
    /// Lesions. Domain `lesion`.
    std::vector<LesionFact> lesions;
    /// Treatments of the disease. Domain `therapy`.
    std::vector<TherapyFact> therapies;
    /// Operations and interventions. Domain `procedure`.
    std::vector<ProcedureFact> procedures;
    /// Transplants. Domain `transplant`.
    std::vector<TransplantFact> transplants;
    /// Infections and serology. Domain `infection`.
    std::vector<InfectionFact> infections;
    /// Adverse effects and graft-versus-host disease. Domain `toxicity`.
    std::vector<ToxicityFact> toxicities;
    /// Other drugs. Domain `medication`.
    std::vector<MedicationFact> medications;
    /// Hypersensitivities. Domain `allergy`.
    std::vector<AllergyFact> allergies;
    /// Consents and promises. Domain `consent`.
    std::vector<ConsentFact> consents;
    /// Practical preconditions. Domain `readiness`.
    std::vector<ReadinessFact> readiness;
    /// Other trials. Domain `trial_participation`.
    std::vector<TrialParticipation> trials;
    /// Dated turns of the disease. Domain `event`.
    std::vector<EventFact> events;
    /// Days from which criteria count.
    std::vector<Milestone> milestones;
    /// Donors.
    std::vector<DonorRecord> donors;
    /// For what the lists are complete.
    std::vector<DomainCompleteness> completeness;
    /// What else is known.
    Optional<std::string> notes;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const PatientRecord&) const = default;
};
CARNK_DESCRIBE_STRUCT(PatientRecord, id, as_of, demographics, conditions, measurements, biomarkers, antigens,
                      performance, lesions, therapies, procedures, transplants, infections, toxicities, medications,
                      allergies, consents, readiness, trials, events, milestones, donors, completeness, notes)

}  // namespace carnk::inline v0_1
