// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Referral of a patient: the request, the answer, and the de-identification of what is sent along.
///
/// A request describes the patient by the coarse facts that a first answer needs, and by reference to a record kept elsewhere.
/// It has no member for a name, a birth date or a record number of the patient, on purpose: see `DeidentificationRule`.
#include <carnk/core/describe.hpp>
#include <carnk/core/money.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/model/access_logistics.hpp>
#include <carnk/model/common.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief The 18 identifiers that Safe Harbor de-identification removes, in the order of the rule, (A) to (R).
///
/// They are removed for the patient and for relatives, employers and household members. Nobody may know that what is left
/// could identify the person. Expert determination, 164.514(b)(1), is the other route.
/// @ingroup referral
/// @source 45 CFR 164.514(b)(2)(i)
enum class DeidentificationRule : std::uint8_t {
    names,  ///< (A) Names.
    /// (B) Places smaller than a state: street, city, county, precinct, ZIP code, geocode. The first three digits of a ZIP code
    /// may stay if the area that they stand for has more than 20,000 people; else they become 000.
    geography,
    /// (C) All parts of dates but the year: birth, admission, infusion, death. Ages over 89, and years that reveal them, become
    /// one class "90 or older".
    dates,
    telephone,                ///< (D) Telephone numbers.
    fax,                      ///< (E) Fax numbers.
    email,                    ///< (F) Electronic mail addresses.
    social_security_number,   ///< (G) Social security numbers.
    medical_record_number,    ///< (H) Medical record numbers.
    health_plan_beneficiary,  ///< (I) Health-plan beneficiary numbers.
    account_number,           ///< (J) Account numbers.
    certificate_or_licence,   ///< (K) Certificate and licence numbers.
    vehicle_identifier,       ///< (L) Vehicle identifiers, serial numbers and plates.
    device_identifier,        ///< (M) Device identifiers and serial numbers.
    url,                      ///< (N) Web addresses.
    ip_address,               ///< (O) Internet protocol addresses.
    biometric,                ///< (P) Biometric identifiers, such as finger and voice prints.
    full_face_image,          ///< (Q) Full-face photographs and comparable images.
    /// (R) Any other unique number, characteristic or code: trial subject number, cord blood unit number, lot made for one patient.
    other_unique_identifier,
};
CARNK_DESCRIBE_ENUM(DeidentificationRule, names, geography, dates, telephone, fax, email, social_security_number,
                    medical_record_number, health_plan_beneficiary, account_number, certificate_or_licence,
                    vehicle_identifier, device_identifier, url, ip_address, biometric, full_face_image,
                    other_unique_identifier)

/// @brief Letter of an identifier in the rule: 'A' to 'R'.
/// @ingroup referral
[[nodiscard]] constexpr char deidentification_letter(DeidentificationRule rule) noexcept {
    return static_cast<char>('A' + static_cast<int>(rule));
}

/// @brief Route of de-identification.
/// @ingroup referral
/// @source 45 CFR 164.514(b)
enum class DeidentificationMethod : std::uint8_t {
    safe_harbor,           ///< All 18 identifiers removed.
    expert_determination,  ///< An expert has found the risk of identification very small.
};
CARNK_DESCRIBE_ENUM(DeidentificationMethod, safe_harbor, expert_determination)

/// @brief How a document or summary was de-identified.
/// @ingroup referral
struct Deidentification {
    /// Route.
    DeidentificationMethod method{};
    /// Identifiers that were checked, and removed where present. Safe Harbor needs all 18.
    std::vector<DeidentificationRule> rules_checked;
    /// True if whoever did it knows of nothing left that could identify the person.
    bool no_actual_knowledge{};
    /// When it was done.
    Optional<PartialDate> date;
    /// Who did it, by office: "hospital data protection office".
    Optional<std::string> performed_by;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const Deidentification&) const = default;
};
CARNK_DESCRIBE_STRUCT(Deidentification, method, rules_checked, no_actual_knowledge, date, performed_by)

/// @brief What is asked for.
/// @ingroup referral
enum class ReferralKind : std::uint8_t {
    expert_opinion,       ///< Opinion of an expert on the case.
    center_matching,      ///< Trials and centers that may fit.
    cost_analysis,        ///< What it would cost and who would pay.
    travel_coordination,  ///< Visa, travel, stay and interpreting.
};
CARNK_DESCRIBE_ENUM(ReferralKind, expert_opinion, center_matching, cost_analysis, travel_coordination)

/// @brief How soon an answer is needed, by the judgement of the sender.
/// @ingroup referral
enum class ReferralUrgency : std::uint8_t {
    routine,  ///< The disease is stable.
    soon,     ///< The next decision on treatment waits for the answer.
    urgent,   ///< The disease progresses and other treatment is exhausted. Not for emergencies.
};
CARNK_DESCRIBE_ENUM(ReferralUrgency, routine, soon, urgent)

/// @brief Where a request stands in its life.
/// @ingroup referral
enum class ReferralStatus : std::uint8_t {
    draft,                 ///< Being written; not sent.
    submitted,             ///< Sent.
    acknowledged,          ///< Receipt confirmed.
    awaiting_information,  ///< The receiver has asked for more.
    in_review,             ///< Being worked on.
    answered,              ///< A response was sent.
    accepted,              ///< A center has accepted the patient for screening.
    declined,              ///< Declined, with a reason.
    withdrawn,             ///< Taken back by the sender or the patient.
    expired,               ///< The deadline passed without an answer.
    closed,                ///< Ended; nothing more will follow.
};
CARNK_DESCRIBE_ENUM(ReferralStatus, draft, submitted, acknowledged, awaiting_information, in_review, answered, accepted,
                    declined, withdrawn, expired, closed)

/// @brief One step in the life of a request.
/// @ingroup referral
struct StatusChange {
    /// Status that began.
    ReferralStatus status{};
    /// When.
    PartialDate date;
    /// Who changed it.
    Optional<GuideParty> by;
    /// Why; expected for declined, withdrawn and awaiting_information.
    Optional<std::string> reason;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const StatusChange&) const = default;
};
CARNK_DESCRIBE_STRUCT(StatusChange, status, date, by, reason)

/// @brief Who can be asked about a request. By default an office or a doctor; a patient's own data only with consent to that.
/// @ingroup referral
struct ReferralContact {
    /// Relation to the request.
    GuideParty role{};
    /// Name of the person or office.
    std::string name;
    /// Hospital or organisation.
    Optional<std::string> organisation;
    /// Electronic mail address.
    Optional<std::string> email;
    /// Telephone number with country code.
    Optional<std::string> phone;
    /// Country.
    Optional<CountryCode> country;
    /// Languages in which an answer is understood; empty: that of the request.
    std::vector<LanguageTag> languages;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ReferralContact&) const = default;
};
CARNK_DESCRIBE_STRUCT(ReferralContact, role, name, organisation, email, phone, country, languages)

/// @brief What a patient has agreed to.
/// @ingroup referral
enum class ConsentScope : std::uint8_t {
    share_summary,           ///< Send the short summary to the receiver.
    share_documents,         ///< Send documents.
    share_identity,          ///< Tell the receiver who the patient is.
    contact_centers,         ///< The receiver may ask centers with the summary.
    cross_border_transfer,   ///< Data may leave the patient's country.
    sample_transfer,         ///< Tissue or blood may be sent.
    contact_patient,         ///< The receiver may write to or call the patient.
    store_for_later_trials,  ///< The request may be kept to be matched with later trials.
};
CARNK_DESCRIBE_ENUM(ConsentScope, share_summary, share_documents, share_identity, contact_centers,
                    cross_border_transfer, sample_transfer, contact_patient, store_for_later_trials)

/// @brief The patient's consent to a request. Without `given`, nothing may be sent.
/// @ingroup referral
struct ReferralConsent {
    /// Whether consent was given.
    bool given{};
    /// To what; empty if not given.
    std::vector<ConsentScope> scope;
    /// When it was given.
    Optional<PartialDate> date;
    /// Who gave it.
    Optional<ConsentGiver> given_by;
    /// Until when it holds.
    Optional<PartialDate> valid_until;
    /// When it was taken back; from then on it does not hold.
    Optional<PartialDate> withdrawn;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ReferralConsent&) const = default;
};
CARNK_DESCRIBE_STRUCT(ReferralConsent, given, scope, date, given_by, valid_until, withdrawn)

/// @brief Whether a target antigen was found on the patient's disease.
/// @ingroup referral
struct AntigenStatus {
    /// Target in the catalogue.
    Slug target_id;
    /// Found, not found, or not tested.
    Tri expressed{};
    /// Cells that carry it. @unit{%} @range{0 to 100}
    Optional<Percent> percent;
    /// Kind of report that says so.
    Optional<DocumentKind> report;
    /// Year of the sample.
    Optional<Year> year;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const AntigenStatus&) const = default;
};
CARNK_DESCRIBE_STRUCT(AntigenStatus, target_id, expressed, percent, report, year)

/// @brief The patient in a few coarse facts, enough for a first answer and too little to identify. What is absent is not stated.
/// @ingroup referral
struct PatientSummary {
    /// Record of the patient, kept where the sender keeps it. The id must be made for this purpose and not be a record number.
    Optional<Slug> patient_id;
    /// Age in years, up to 89. @unit{a}
    Optional<Count> age_years;
    /// True for 90 or older, where `age_years` must be absent.
    Optional<bool> age_90_or_over;
    /// Sex, where it matters for criteria.
    Optional<Sex> sex;
    /// Country of residence; nothing finer.
    Optional<CountryCode> country;
    /// Diagnosis.
    Disease diagnosis;
    /// Group of the diagnosis.
    DiseaseGroup disease_group{};
    /// Stage or risk group in words.
    Optional<std::string> stage;
    /// Antigens; empty if none was tested.
    std::vector<AntigenStatus> antigens;
    /// Earlier lines of treatment.
    Optional<Count> prior_line_count;
    /// Earlier CAR-T, CAR-NK or other cell therapies; absent if not stated, empty if none.
    Optional<std::vector<TherapyClass>> prior_cell_therapies;
    /// Performance status on the ECOG scale. @range{0 to 5}
    Optional<Count> ecog;
    /// True if the patient can travel by the judgement of the doctor at home.
    Optional<bool> fit_to_travel;
    /// The question in a few sentences, free of identifiers.
    Optional<std::string> question;
    /// How the summary was de-identified.
    Optional<Deidentification> deidentification;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const PatientSummary&) const = default;
};
CARNK_DESCRIBE_STRUCT(PatientSummary, patient_id, age_years, age_90_or_over, sex, country, diagnosis, disease_group,
                      stage, antigens, prior_line_count, prior_cell_therapies, ecog, fit_to_travel, question,
                      deidentification)

/// @brief Where a document of a request stands.
/// @ingroup referral
enum class DocumentStatus : std::uint8_t {
    requested,      ///< Asked for.
    available,      ///< At hand, not sent.
    attached,       ///< Sent along.
    not_available,  ///< Cannot be had.
};
CARNK_DESCRIBE_ENUM(DocumentStatus, requested, available, attached, not_available)

/// @brief A document that belongs to a request; the content itself is kept elsewhere.
/// @ingroup referral
struct ReferralDocument {
    /// Id within the request.
    Slug id;
    /// Kind of document.
    DocumentKind document{};
    /// Where it stands.
    DocumentStatus status{};
    /// Title, free of identifiers.
    Optional<std::string> title;
    /// Language.
    Optional<LanguageTag> language;
    /// Year of the document; the full date is an identifier.
    Optional<Year> year;
    /// Media type: "application/pdf", "application/dicom".
    Optional<std::string> media_type;
    /// SHA-256 of the content as 64 hexadecimal digits, to tell that it is the same file.
    Optional<std::string> sha256;
    /// How it was de-identified; absent: it was not, and may be sent only with consent to share the identity.
    Optional<Deidentification> deidentification;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ReferralDocument&) const = default;
};
CARNK_DESCRIBE_STRUCT(ReferralDocument, id, document, status, title, language, year, media_type, sha256,
                      deidentification)

/// @brief A request for help with CAR-NK treatment for one patient.
/// @ingroup referral
struct ReferralRequest {
    static constexpr std::string_view schema = "carnk/referral-request/1";  ///< Name and version of the document type.
    static constexpr bool personal = true;  ///< About a person: findings do not quote its values.
    /// Id of the request.
    Slug id;
    /// What is asked for; one or more.
    std::vector<ReferralKind> kinds;
    /// The patient.
    PatientSummary patient;
    /// Whom to ask and answer.
    ReferralContact contact;
    /// The patient's consent.
    ReferralConsent consent;
    /// Language of the request, and of the answer if the contact names none.
    LanguageTag language;
    /// How soon.
    ReferralUrgency urgency{};
    /// Countries, the preferred first; empty: no preference.
    std::vector<CountryCode> preferred_countries;
    /// Trials that the sender thinks of.
    std::vector<RegistryId> trial_ids;
    /// Centers that the sender thinks of.
    std::vector<Slug> center_ids;
    /// The most that can be paid, where a cost analysis is asked for.
    Optional<Money> budget;
    /// Where it stands. It equals the last entry of `history`.
    ReferralStatus status{};
    /// Steps so far, oldest first; empty for a draft.
    std::vector<StatusChange> history;
    /// Day by which an answer is needed.
    Optional<PartialDate> response_deadline;
    /// Documents.
    std::vector<ReferralDocument> documents;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ReferralRequest&) const = default;
};
CARNK_DESCRIBE_STRUCT(ReferralRequest, id, kinds, patient, contact, consent, language, urgency, preferred_countries,
                      trial_ids, center_ids, budget, status, history, response_deadline, documents)

/// @brief How well a trial at a center fits, on what the request says.
/// @ingroup referral
enum class OptionFit : std::uint8_t {
    worth_screening,   ///< Nothing known speaks against it; screening decides.
    needs_more_facts,  ///< Facts are missing that could exclude the patient.
    unlikely,          ///< A criterion is probably not met.
    not_possible,      ///< Closed, or a criterion is certainly not met.
};
CARNK_DESCRIBE_ENUM(OptionFit, worth_screening, needs_more_facts, unlikely, not_possible)

/// @brief One trial or center that an answer discusses.
/// @ingroup referral
struct ConsultationOption {
    /// Trial.
    Optional<RegistryId> trial_id;
    /// Center.
    Optional<Slug> center_id;
    /// How well it fits.
    OptionFit fit{};
    /// Reasons, one each.
    std::vector<std::string> reasons;
    /// Documents or facts to get first.
    std::vector<DocumentRequirement> missing;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ConsultationOption&) const = default;
};
CARNK_DESCRIBE_STRUCT(ConsultationOption, trial_id, center_id, fit, reasons, missing)

/// @brief One step of a plan.
/// @ingroup referral
struct ConsultationStep {
    /// Id within the plan.
    Slug id;
    /// What to do.
    std::string text;
    /// Who does it.
    GuideParty responsible{};
    /// When.
    Optional<GuideDue> due;
    /// Day by which it must be done.
    Optional<PartialDate> deadline;
    /// Steps that come first; empty if none.
    std::vector<Slug> depends_on;
    /// Item of a checklist that it carries out.
    Optional<Slug> checklist_item_id;
    /// True when done.
    bool done{};
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ConsultationStep&) const = default;
};
CARNK_DESCRIBE_STRUCT(ConsultationStep, id, text, responsible, due, deadline, depends_on, checklist_item_id, done)

/// @brief Stay abroad, as planned.
/// @ingroup referral
struct TravelPlan {
    /// Country of treatment.
    CountryCode country;
    /// Ways to enter it, with documents.
    std::vector<VisaRequirement> visas;
    /// Length of the stay near the center; absent if no source or center gives it. @unit{d, wk}
    Optional<QuantityRange> stay;
    /// Persons who travel along.
    Optional<Count> caregiver_count;
    /// Language in which interpreting is needed.
    Optional<LanguageTag> interpreting;
    /// Follow-up, and who does it, at home or abroad.
    Optional<FollowUpPlan> follow_up;
    /// What else to know.
    Optional<std::string> notes;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const TravelPlan&) const = default;
};
CARNK_DESCRIBE_STRUCT(TravelPlan, country, visas, stay, caregiver_count, interpreting, follow_up, notes)

/// @brief The answer to a request: opinion, options, plan. It prepares a decision of doctor and patient and does not replace it.
/// @ingroup referral
struct ConsultationResponse {
    static constexpr std::string_view schema =
        "carnk/consultation-response/1";    ///< Name and version of the document type.
    static constexpr bool personal = true;  ///< About a person: findings do not quote its values.
    /// Id of the response.
    Slug id;
    /// Request that it answers.
    Slug request_id;
    /// Day of the answer.
    PartialDate date;
    /// Who answers.
    ReferralContact responder;
    /// Language of the texts.
    LanguageTag language;
    /// What is answered; what was asked for and is missing here stays open.
    std::vector<ReferralKind> answers;
    /// Opinion, in words.
    Optional<std::string> opinion;
    /// Strength of the evidence behind the opinion.
    Optional<EvidenceLevel> evidence;
    /// Trials and centers, the best fit first.
    std::vector<ConsultationOption> options;
    /// Cost plans made for it.
    std::vector<Slug> cost_plan_ids;
    /// Stay abroad.
    Optional<TravelPlan> travel;
    /// What to do, in order.
    std::vector<ConsultationStep> plan;
    /// Questions to the sender.
    std::vector<std::string> questions;
    /// What the answer does not cover and must not be used for.
    std::string limits;
    /// Where its statements come from.
    std::vector<Source> sources;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ConsultationResponse&) const = default;
};
CARNK_DESCRIBE_STRUCT(ConsultationResponse, id, request_id, date, responder, language, answers, opinion, evidence,
                      options, cost_plan_ids, travel, plan, questions, limits, sources)

}  // namespace carnk::inline v0_1
