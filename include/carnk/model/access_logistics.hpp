// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Documents, visas, follow-up, and who does what when: what access, checklists and referral share.
#include <carnk/core/describe.hpp>
#include <carnk/core/extra.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/quantity.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace carnk::inline v0_1 {

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

/// @brief Who does an item of a checklist or a step of a plan.
/// @ingroup guide
enum class GuideParty : std::uint8_t {
    patient,              ///< Patient.
    caregiver,            ///< Family or other caregiver.
    referring_physician,  ///< Doctor at home.
    pathology,            ///< Pathology department that keeps tissue and reports.
    coordinator,          ///< Coordinator of the referral.
    trial_center,         ///< Staff of the trial center.
    sponsor,              ///< Sponsor of the trial.
    payer,                ///< Insurer or other payer.
};
CARNK_DESCRIBE_ENUM(GuideParty, patient, caregiver, referring_physician, pathology, coordinator, trial_center, sponsor,
                    payer)

/// @brief Event from which the due time of an item is counted.
/// @ingroup guide
enum class GuideAnchor : std::uint8_t {
    referral,         ///< The referral is sent.
    screening,        ///< Screening at the trial center begins.
    consent,          ///< Consent to the trial is signed.
    travel,           ///< Departure to the center.
    lymphodepletion,  ///< Lymphodepleting chemotherapy begins.
    infusion,         ///< First infusion of the cells.
    discharge,        ///< Discharge from the center.
};
CARNK_DESCRIBE_ENUM(GuideAnchor, referral, screening, consent, travel, lymphodepletion, infusion, discharge)

/// @brief On which side of its anchor an item is due.
/// @ingroup guide
enum class GuideTiming : std::uint8_t {
    before,  ///< Done before it.
    at,      ///< Done with it.
    after,   ///< Begins after it.
};
CARNK_DESCRIBE_ENUM(GuideTiming, before, at, after)

/// @brief When an item is due.
/// @ingroup guide
struct GuideDue {
    /// Event from which is counted.
    GuideAnchor anchor{};
    /// Before, with or after it.
    GuideTiming timing{};
    /// How long before or after it, where a source gives a time. @unit{d, wk, mo, a}
    Optional<QuantityRange> offset;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const GuideDue&) const = default;
};
CARNK_DESCRIBE_STRUCT(GuideDue, anchor, timing, offset)

}  // namespace carnk::inline v0_1
