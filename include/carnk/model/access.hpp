// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Access to treatment by country: regulation, registration, trials, payment, visa, records, logistics, data, follow-up.
///
/// Not medical or legal advice. What was not found is absent; a summary that rests on brokers says so.
#include <carnk/core/describe.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/quantity.hpp>
#include <carnk/model/common.hpp>
#include <carnk/model/cost.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carnk {

/// @brief Question of access.
/// @ingroup access
enum class AccessTopicKind : std::uint8_t {
    regulatory_path,                   ///< By which path a cell product may be given to patients.
    trial_registration,                ///< In which registers trials stand.
    trial_access,                      ///< Who can enter a trial.
    expanded_access,                   ///< Treatment outside a trial before approval.
    sponsor_payment,                   ///< What the sponsor of a trial pays.
    insurance,                         ///< What insurers pay.
    medical_visa,                      ///< Entry into the country for treatment.
    language,                          ///< Language of records and of care.
    records_and_biopsy,                ///< Records and tissue that are asked for.
    logistics,                         ///< Stay, admission, collection and infusion.
    data_and_samples_leaving_country,  ///< Export of health data and samples.
    long_term_follow_up,               ///< Years of follow-up after gene-modified cells.
};
CARNK_DESCRIBE_ENUM(AccessTopicKind, regulatory_path, trial_registration, trial_access, expanded_access,
                    sponsor_payment, insurance, medical_visa, language, records_and_biopsy, logistics,
                    data_and_samples_leaving_country, long_term_follow_up)

/// @brief Legal path by which a cell product may be given to patients.
/// @ingroup access
enum class RegulatoryPath : std::uint8_t {
    fda_ind,   ///< Investigational new drug application, Food and Drug Administration, United States: any clinical use.
    fda_bla,   ///< Biologics license application, Food and Drug Administration: the market.
    nmpa_ind,  ///< Application of a company for a clinical trial, National Medical Products Administration, China.
    nmpa_nda,  ///< New drug application, National Medical Products Administration: the market.
    cn_iit_filed,  ///< Trial begun by investigators of a hospital in China, filed with the health authority.
    other,         ///< Another path.
    unknown,       ///< Not known.
};
CARNK_DESCRIBE_ENUM(RegulatoryPath, fda_ind, fda_bla, nmpa_ind, nmpa_nda, cn_iit_filed, other, unknown)

/// @brief Where a law, order or list stands in its life.
/// @ingroup access
enum class LegalStatus : std::uint8_t {
    in_force,   ///< In force.
    draft,      ///< Published as a draft.
    withdrawn,  ///< No longer in force.
};
CARNK_DESCRIBE_ENUM(LegalStatus, in_force, draft, withdrawn)

/// @brief A law, order, rule or official list that bears on access.
/// @ingroup access
struct LegalAct {
    /// Name and number: "State Council Order 818".
    std::string name;
    /// Where it stands in its life.
    LegalStatus status{};
    /// Day of issue.
    Optional<PartialDate> issued;
    /// Day from which it is in force, or from which it no longer is.
    Optional<PartialDate> effective;
    /// What it asks for, one demand each; empty if the sources give none.
    std::vector<std::string> demands;
    /// What a reader must know: another number in other sources.
    Optional<std::string> note;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const LegalAct&) const = default;
};
CARNK_DESCRIBE_STRUCT(LegalAct, name, status, issued, effective, demands, note)

/// @brief Way by which a patient can come to the treatment.
/// @ingroup access
enum class AccessRoute : std::uint8_t {
    trial_at_listed_site,  ///< Enter a trial at a site that its record lists.
    expanded_access,       ///< Expanded access, with a registry number of its own.
    compassionate_use,     ///< Case by case, usually at the patient's cost.
};
CARNK_DESCRIBE_ENUM(AccessRoute, trial_at_listed_site, expanded_access, compassionate_use)

/// @brief Kind of document that a visa office, a center or a payer asks for.
/// @ingroup access
enum class DocumentKind : std::uint8_t {
    medical_records,           ///< Full medical records.
    medical_summary,           ///< Structured summary of the case, in the language of the center.
    pathology_slides,          ///< Pathology slides.
    pathology_report,          ///< Report on tissue.
    tumour_tissue,             ///< Tumour tissue, fixed in formalin and embedded in paraffin.
    ihc_report,                ///< Immunohistochemistry of the target antigen.
    flow_cytometry_report,     ///< Flow cytometry of the target antigen.
    imaging,                   ///< Images and their reports.
    treatment_history,         ///< All earlier lines of treatment with dates and responses.
    laboratory_results,        ///< Blood counts, liver and kidney values.
    infection_serology,        ///< Tests for hepatitis B and C, HIV and others.
    echocardiogram,            ///< Ultrasound of the heart with ejection fraction.
    donor_records,             ///< Records and consent of a related donor.
    local_diagnosis,           ///< Diagnosis by a doctor at home who explains why treatment abroad is needed.
    treating_hospital_letter,  ///< Letter of the doctor or hospital abroad with length and cost of treatment.
    proof_of_funds,            ///< Proof that treatment, travel and stay can be paid.
    insurance_confirmation,    ///< Written answer of the insurer on what it covers.
    cost_offer,                ///< Written list of what is paid by whom.
    passport,                  ///< Passport.
    consent_form,              ///< Signed consent.
    trial_record,              ///< Registry record or protocol summary of the trial.
    follow_up_agreement,       ///< Agreement on who does the visits of the long-term follow-up.
};
CARNK_DESCRIBE_ENUM(DocumentKind, medical_records, medical_summary, pathology_slides, pathology_report, tumour_tissue,
                    ihc_report, flow_cytometry_report, imaging, treatment_history, laboratory_results,
                    infection_serology, echocardiogram, donor_records, local_diagnosis, treating_hospital_letter,
                    proof_of_funds, insurance_confirmation, cost_offer, passport, consent_form, trial_record,
                    follow_up_agreement)

/// @brief A document that is asked for.
/// @ingroup access
struct DocumentRequirement {
    /// Kind of document.
    DocumentKind document{};
    /// What it must show or how recent it must be: "taken after the last relapse".
    Optional<std::string> detail;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const DocumentRequirement&) const = default;
};
CARNK_DESCRIBE_STRUCT(DocumentRequirement, document, detail)

/// @brief Kind of permission to enter a country.
/// @ingroup access
enum class VisaKind : std::uint8_t {
    visitor_visa,  ///< Visa for visitors that also covers treatment.
    medical_visa,  ///< Visa made for treatment.
    visa_waiver,   ///< Travel without visa for a short stay.
};
CARNK_DESCRIBE_ENUM(VisaKind, visitor_visa, medical_visa, visa_waiver)

/// @brief One way to enter a country for treatment, and what it needs.
/// @ingroup access
struct VisaRequirement {
    /// Kind of permission.
    VisaKind visa{};
    /// Class, as the country names it: "B-2".
    Optional<std::string> visa_class;
    /// Whether treatment is a stated purpose of it.
    Optional<bool> covers_treatment;
    /// Longest stay. @unit{d}
    Optional<Quantity> maximum_stay;
    /// Documents to show; empty if none are named.
    std::vector<DocumentRequirement> documents;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const VisaRequirement&) const = default;
};
CARNK_DESCRIBE_STRUCT(VisaRequirement, visa, visa_class, covers_treatment, maximum_stay, documents)

/// @brief One visit of a follow-up plan, or a stretch of time in which visits are made.
/// @ingroup access
struct FollowUpVisit {
    /// Time after the first infusion; a single visit has equal ends. @unit{d, wk, mo, a}
    QuantityRange when;
    /// What is done; absent if the source does not say.
    Optional<std::string> purpose;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const FollowUpVisit&) const = default;
};
CARNK_DESCRIBE_STRUCT(FollowUpVisit, when, purpose)

/// @brief How long, and when, patients are followed after the infusion.
/// @ingroup access
struct FollowUpPlan {
    /// Whole length. @unit{a}
    Optional<Quantity> duration;
    /// Visits; empty if the source names none.
    std::vector<FollowUpVisit> visits;
    /// Who asks for it: "FDA".
    Optional<std::string> required_by;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const FollowUpPlan&) const = default;
};
CARNK_DESCRIBE_STRUCT(FollowUpPlan, duration, visits, required_by)

/// @brief What one trial asks of travel, collection and infusion.
/// @ingroup access
struct TrialLogistics {
    /// The trial.
    RegistryId trial_id;
    /// Day of admission, counted from the infusion (day 0); negative before it. @unit{d}
    Optional<int> admission_day;
    /// Longest time from thawing to infusion. @unit{min}
    Optional<Quantity> thaw_to_infusion_maximum;
    /// True if the patient needs veins for leukapheresis or a related donor, although the cells may come from a bank.
    Optional<bool> leukapheresis_or_related_donor;
    /// Visits after the infusion.
    Optional<FollowUpPlan> follow_up;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const TrialLogistics&) const = default;
};
CARNK_DESCRIBE_STRUCT(TrialLogistics, trial_id, admission_day, thaw_to_infusion_maximum, leukapheresis_or_related_donor,
                      follow_up)

/// @brief Help that is offered to patients from abroad.
/// @ingroup access
enum class AccessService : std::uint8_t {
    medical_summary,  ///< Writes or translates the medical summary.
    interpreting,     ///< Interprets.
    visa_help,        ///< Helps with the visa.
};
CARNK_DESCRIBE_ENUM(AccessService, medical_summary, interpreting, visa_help)

/// @brief Rule for health data or samples that leave a hospital or a country.
/// @ingroup access
enum class DataControl : std::uint8_t {
    hipaa_deidentification,         ///< De-identification by the HIPAA rules, United States. @source 45 CFR 164.514
    human_genetic_resource_export,  ///< Control of the export of human genetic resources, China.
};
CARNK_DESCRIBE_ENUM(DataControl, hipaa_deidentification, human_genetic_resource_export)

/// @brief What is known of one question of access in one country. A typed member is absent where the sources say nothing.
/// @ingroup access
struct CountryAccess {
    /// Country.
    CountryCode country;
    /// In a few sentences; absent if nothing was found.
    Optional<std::string> summary;
    /// Paths by which the product may be given.
    Optional<std::vector<RegulatoryPath>> regulatory_paths;
    /// Laws, orders and lists.
    Optional<std::vector<LegalAct>> legal_acts;
    /// Registers in which trials stand; one trial may have several numbers.
    Optional<std::vector<Registry>> registries;
    /// Ways to the treatment.
    Optional<std::vector<AccessRoute>> routes;
    /// Trials that the summary names as examples.
    Optional<std::vector<RegistryId>> example_trial_ids;
    /// Who pays what.
    Optional<std::vector<PayerCoverage>> coverage;
    /// Ways to enter the country.
    Optional<std::vector<VisaRequirement>> visas;
    /// Documents that centers or protocols ask for.
    Optional<std::vector<DocumentRequirement>> documents;
    /// Help that is offered.
    Optional<std::vector<AccessService>> services;
    /// What single trials ask for.
    Optional<std::vector<TrialLogistics>> logistics;
    /// Long-term follow-up.
    Optional<FollowUpPlan> follow_up;
    /// Rules for data and samples.
    Optional<std::vector<DataControl>> data_controls;
    /// True if the summary, or a part of it, rests on brokers who sell medical travel.
    Optional<bool> broker_statement;
    /// Where it comes from; empty where nothing was found.
    std::vector<Source> sources;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CountryAccess&) const = default;
};
CARNK_DESCRIBE_STRUCT(CountryAccess, country, summary, regulatory_paths, legal_acts, registries, routes,
                      example_trial_ids, coverage, visas, documents, services, logistics, follow_up, data_controls,
                      broker_statement, sources)

/// @brief One question of access, answered country by country. Not medical or legal advice.
/// @ingroup access
struct AccessTopic {
    static constexpr std::string_view schema = "carnk/access-topic/1";  ///< Name and version of the document type.
    /// Id of the record.
    Slug id;
    /// The question.
    AccessTopicKind topic{};
    /// Answers, one for each country that was looked at.
    std::vector<CountryAccess> entries;
    /// Documents to get ready, whatever the country.
    Optional<std::vector<DocumentRequirement>> document_checklist;
    /// What to be careful about: contradictions, weak sources, what was not found.
    Optional<std::string> caution;
    /// Strength of the evidence, where the study design gives one.
    Optional<EvidenceLevel> evidence;
    /// How sure the editors are.
    Optional<Confidence> confidence;
    /// Date of knowledge; absent if not recorded.
    Optional<PartialDate> as_of;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const AccessTopic&) const = default;
};
CARNK_DESCRIBE_STRUCT(AccessTopic, id, topic, entries, document_checklist, caution, evidence, confidence, as_of)

}  // namespace carnk
