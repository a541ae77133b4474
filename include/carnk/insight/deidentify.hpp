// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief The de-identified form of a referral request, after HIPAA Safe Harbor.
///
/// The form is built from what may stay, not from the request with words cut out: free text is never copied, since nobody can tell by
/// program what a sentence gives away. Names of diseases stay if the catalogue knows them.
#include <carnk/core/describe.hpp>
#include <carnk/core/extra.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/result.hpp>
#include <carnk/export.hpp>
#include <carnk/model/referral.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1 {

struct Catalog;

/// @brief What was done to a member of the request.
/// @ingroup insight
enum class RemovalAction : std::uint8_t {
    removed,      ///< Not in the form.
    generalised,  ///< In the form as a class: a year, "90 or older", a name that the catalogue knows, a number of days.
};
CARNK_DESCRIBE_ENUM(RemovalAction, removed, generalised)

/// @brief One member of the request that is not in the form as it was. Never its value.
/// @ingroup insight
struct Removal {
    /// Where it stood: JSON Pointer (RFC 6901) into the request.
    std::string pointer;
    /// For which of the eighteen identifiers it was taken.
    DeidentificationRule rule{};
    /// What was done.
    RemovalAction action{};
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const Removal&) const = default;
};
CARNK_DESCRIBE_STRUCT(Removal, pointer, rule, action)

/// @brief One step in the life of the request, by its year.
/// @ingroup insight
struct DeidentifiedStep {
    ReferralStatus status{};  ///< Status that began.
    Optional<Year> year;      ///< Year.
    Optional<GuideParty> by;  ///< Who changed it, by role.
    Extra extra;              ///< Members that this version does not know.
    bool operator==(const DeidentifiedStep&) const = default;
};
CARNK_DESCRIBE_STRUCT(DeidentifiedStep, status, year, by)

/// @brief A document of the request, without title, file or digest.
/// @ingroup insight
struct DeidentifiedDocument {
    DocumentKind document{};         ///< Kind of document.
    DocumentStatus status{};         ///< Where it stands.
    Optional<LanguageTag> language;  ///< Language.
    Optional<Year> year;             ///< Year of the document.
    bool deidentified{};             ///< True if the request says that it was de-identified.
    Extra extra;                     ///< Members that this version does not know.
    bool operator==(const DeidentifiedDocument&) const = default;
};
CARNK_DESCRIBE_STRUCT(DeidentifiedDocument, document, status, language, year, deidentified)

/// @brief A referral request in which none of the eighteen identifiers of Safe Harbor is left.
/// @ingroup insight
/// @source 45 CFR 164.514(b)(2)
struct DeidentifiedReferral {
    static constexpr std::string_view schema = "carnk/deidentified-referral/1";  ///< Name and version of the document.
    static constexpr bool personal = true;  ///< About a person all the same: findings do not quote its values.

    /// Code that the sender has made for it, and by which only the sender finds the request again.
    Slug code;
    /// What is asked for.
    std::vector<ReferralKind> kinds;
    /// Age in years, up to 89. @unit{a}
    Optional<Count> age_years;
    /// True for 90 or older.
    Optional<bool> age_90_or_over;
    /// Sex.
    Optional<Sex> sex;
    /// Country of residence.
    Optional<CountryCode> country;
    /// Diagnosis, by a name that the catalogue knows; absent if it does not know the name.
    Optional<Disease> diagnosis;
    /// Group of the diagnosis.
    DiseaseGroup disease_group{};
    /// Antigens of targets that the catalogue knows.
    std::vector<AntigenStatus> antigens;
    /// Earlier lines of treatment.
    Optional<Count> prior_line_count;
    /// Earlier cell therapies.
    Optional<std::vector<TherapyClass>> prior_cell_therapies;
    /// Performance status on the ECOG scale. @range{0 to 5}
    Optional<Count> ecog;
    /// Whether the patient can travel.
    Optional<bool> fit_to_travel;
    /// The question as a person has written it anew for this form; absent if nobody has.
    Optional<std::string> question;
    /// Role of the contact; nothing else of it.
    GuideParty contact_role{};
    /// Country of the contact.
    Optional<CountryCode> contact_country;
    /// Languages in which an answer is understood.
    std::vector<LanguageTag> languages;
    /// Whether consent was given and not taken back.
    bool consent_holds{};
    /// To what.
    std::vector<ConsentScope> consent_scope;
    /// How soon.
    ReferralUrgency urgency{};
    /// Countries, the preferred first.
    std::vector<CountryCode> preferred_countries;
    /// Trials that the sender thinks of, as far as the catalogue knows them.
    std::vector<RegistryId> trial_ids;
    /// Centers that the sender thinks of, as far as the catalogue knows them.
    std::vector<Slug> center_ids;
    /// Where it stands.
    ReferralStatus status{};
    /// Steps so far.
    std::vector<DeidentifiedStep> history;
    /// Days from the last step to the day by which an answer is needed; absent if either is not known to the day, or it is over. @unit{d}
    Optional<Count> days_to_answer;
    /// Documents.
    std::vector<DeidentifiedDocument> documents;
    /// How it was de-identified.
    Deidentification deidentification;
    /// What of the request is not in it as it was.
    std::vector<Removal> removals;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const DeidentifiedReferral&) const = default;
};
CARNK_DESCRIBE_STRUCT(DeidentifiedReferral, code, kinds, age_years, age_90_or_over, sex, country, diagnosis,
                      disease_group, antigens, prior_line_count, prior_cell_therapies, ecog, fit_to_travel, question,
                      contact_role, contact_country, languages, consent_holds, consent_scope, urgency,
                      preferred_countries, trial_ids, center_ids, status, history, days_to_answer, documents,
                      deidentification, removals)

/// @brief What the sender answers for.
/// @ingroup insight
struct DeidentifyOptions {
    /// Code for the form. It must not be made from anything of the patient (45 CFR 164.514(c)).
    Slug code;
    /// The question, written anew without anything that identifies.
    Optional<std::string> question;
    /// True if the sender knows of nothing left by which the person could be identified. Without that, it is not Safe Harbor.
    bool no_actual_knowledge = false;
    /// Year in which it is done.
    Optional<Year> year;
};

/// @brief Makes de-identified forms. Knows the names of the catalogue, so that one serves for many requests.
/// @ingroup insight
class CARNK_API Deidentifier {
public:
    /// @brief Makes it ready. @par Complexity  n log n for n names of the catalogue.
    explicit Deidentifier(const Catalog& catalog);

    /// @brief The de-identified form of a request.
    ///
    /// Free text (stage, question, reasons, titles, names, contact), record numbers, ids of the request, of the patient and of documents,
    /// digests, media types, amounts of money and members that this version does not know are left out; dates are cut to years; the
    /// deadline becomes a number of days; ages over 89 become one class. Every such member is named in DeidentifiedReferral::removals.
    /// @return  The form. With errors, value() is withheld and best_effort() has the form without what is wrong.
    /// @errors  CNK-REFERRAL-003 without the sender's word that nothing known is left; CNK-REFERRAL-014 for a code that is an id of the
    ///          request or the patient, or contains one; CNK-REFERRAL-015 for a question that has a name, number, date, address or the
    ///          like in it. Findings never quote a value.
    [[nodiscard]] Result<DeidentifiedReferral> deidentify(const ReferralRequest& request,
                                                          const DeidentifyOptions& options) const;

private:
    struct Name {
        std::string lower;  // what is looked for
        std::string shown;  // what the form says
        Optional<NcitCode> ncit;
    };
    [[nodiscard]] const Name* disease(std::string_view name) const;

    std::vector<Name> diseases_;
    std::vector<std::string> targets_, centers_, trials_;
};

}  // namespace carnk::inline v0_1
