// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Guidance made from the facts of the catalogue: checklists, questions and answers, and notes on the catalogue itself.
///
/// None of it is medical advice. Every text names its language, and every statement its sources.
#include <carnk/core/describe.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/quantity.hpp>
#include <carnk/model/access_logistics.hpp>
#include <carnk/model/common.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief For whom a text is written.
/// @ingroup guide
enum class GuideAudience : std::uint8_t {
    patient,      ///< Patients.
    caregiver,    ///< Family and other caregivers.
    clinician,    ///< Doctors and nurses, referring ones among them.
    coordinator,  ///< Coordinators of referrals and travel.
    trial_staff,  ///< Staff of trial centers.
    data_user,    ///< Those who work with the data of the catalogue.
};
CARNK_DESCRIBE_ENUM(GuideAudience, patient, caregiver, clinician, coordinator, trial_staff, data_user)

/// @brief What a checklist is for.
/// @ingroup guide
enum class ChecklistPurpose : std::uint8_t {
    patient_selection,  ///< Whether a patient may fit CAR-NK trials, and what must be known for that.
    referral,           ///< From the choice of a trial to the follow-up at home.
};
CARNK_DESCRIBE_ENUM(ChecklistPurpose, patient_selection, referral)

/// @brief One thing to do or to check.
/// @ingroup guide
struct ChecklistItem {
    /// Id within the checklist.
    Slug id;
    /// What to do, as one instruction.
    std::string text;
    /// Why, with the fact behind it, hedged as its source is.
    std::string why;
    /// Who does it.
    GuideParty responsible{};
    /// When it is due.
    GuideDue due;
    /// Items that come first; empty if none.
    std::vector<Slug> depends_on;
    /// Documents that it needs or gives; empty if none.
    std::vector<DocumentKind> documents;
    /// Trials that the reason names as examples.
    Optional<std::vector<RegistryId>> example_trial_ids;
    /// Questions of access that say more.
    Optional<std::vector<AccessTopicKind>> access_topics;
    /// Cost facts that say more.
    Optional<std::vector<Slug>> cost_item_ids;
    /// What to be careful about.
    Optional<std::string> caution;
    /// Where it comes from; never empty.
    std::vector<Source> sources;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ChecklistItem&) const = default;
};
CARNK_DESCRIBE_STRUCT(ChecklistItem, id, text, why, responsible, due, depends_on, documents, example_trial_ids,
                      access_topics, cost_item_ids, caution, sources)

/// @brief A list of things to do or to check, in order. Not medical advice.
/// @ingroup guide
struct Checklist {
    static constexpr std::string_view schema = "carnk/checklist/1";  ///< Name and version of the document type.
    /// Id of the record.
    Slug id;
    /// Title.
    std::string title;
    /// What it is for.
    ChecklistPurpose purpose{};
    /// Therapy.
    TherapyClass therapy{};
    /// Language of all its texts.
    LanguageTag language;
    /// For whom it is written.
    std::vector<GuideAudience> audience;
    /// The items, in order.
    std::vector<ChecklistItem> items;
    /// What it is not, and what to be careful about.
    std::string caution;
    /// Date of knowledge; absent if not recorded.
    Optional<PartialDate> as_of;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const Checklist&) const = default;
};
CARNK_DESCRIBE_STRUCT(Checklist, id, title, purpose, therapy, language, audience, items, caution, as_of)

/// @brief What a question is about.
/// @ingroup guide
enum class FaqTopic : std::uint8_t {
    definition,    ///< What CAR-NK therapy is.
    comparison,    ///< How it differs from CAR-T.
    indications,   ///< For which diseases it is studied.
    effect,        ///< What is known of responses.
    side_effects,  ///< What is known of harms.
    cost,          ///< What it costs and who pays.
    access,        ///< How to come to a treatment.
    follow_up,     ///< What comes afterwards.
    reliability,   ///< How far the facts can be trusted.
};
CARNK_DESCRIBE_ENUM(FaqTopic, definition, comparison, indications, effect, side_effects, cost, access, follow_up,
                    reliability)

/// @brief A question that is often asked, and its answer from the facts of the catalogue. Not medical advice.
/// @ingroup guide
struct Faq {
    static constexpr std::string_view schema = "carnk/faq/1";  ///< Name and version of the document type.
    /// Id of the record.
    Slug id;
    /// What it is about.
    FaqTopic topic{};
    /// Language of question and answer.
    LanguageTag language;
    /// The question.
    std::string question;
    /// The answer, hedged as its sources are.
    std::string answer;
    /// For whom it is written.
    std::vector<GuideAudience> audience;
    /// Entries on mechanism that the answer uses.
    Optional<std::vector<Slug>> mechanism_ids;
    /// Entries of the comparison with CAR-T that the answer uses.
    Optional<std::vector<Slug>> comparison_ids;
    /// Cost facts that the answer uses.
    Optional<std::vector<Slug>> cost_item_ids;
    /// Questions of access that the answer uses.
    Optional<std::vector<AccessTopicKind>> access_topics;
    /// Trials that the answer names.
    Optional<std::vector<RegistryId>> trial_ids;
    /// Strongest evidence behind it.
    Optional<EvidenceLevel> evidence;
    /// How sure the editors are.
    Optional<Confidence> confidence;
    /// Date of knowledge; absent if not recorded.
    Optional<PartialDate> as_of;
    /// What to be careful about.
    std::string caution;
    /// Where it comes from; never empty.
    std::vector<Source> sources;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const Faq&) const = default;
};
CARNK_DESCRIBE_STRUCT(Faq, id, topic, language, question, answer, audience, mechanism_ids, comparison_ids,
                      cost_item_ids, access_topics, trial_ids, evidence, confidence, as_of, caution, sources)

/// @brief Part of the catalogue that a note is about.
/// @ingroup guide
enum class CatalogPart : std::uint8_t {
    targets,      ///< Target antigens.
    constructs,   ///< Receptor constructs.
    products,     ///< Cell products.
    mechanisms,   ///< Mechanism.
    comparisons,  ///< Comparison with CAR-T.
    trials,       ///< Trials.
    studies,      ///< Published studies.
    eligibility,  ///< Eligibility criteria.
    centers,      ///< Centers and sponsors.
    costs,        ///< Cost facts.
    access,       ///< Access by country.
    checklists,   ///< Checklists.
    faq,          ///< Questions and answers.
    whole,        ///< All of it.
};
CARNK_DESCRIBE_ENUM(CatalogPart, targets, constructs, products, mechanisms, comparisons, trials, studies, eligibility,
                    centers, costs, access, checklists, faq, whole)

/// @brief What a note says.
/// @ingroup guide
enum class NoteTopic : std::uint8_t {
    scope,       ///< What is in the part and what is not.
    method,      ///< How it was made.
    convention,  ///< How values are to be read.
    warning,     ///< What to be careful about.
    not_found,   ///< What was looked for and not found.
};
CARNK_DESCRIBE_ENUM(NoteTopic, scope, method, convention, warning, not_found)

/// @brief Something that was looked for and not found, or only in part.
/// @ingroup guide
struct CatalogGap {
    /// What was looked for.
    std::string subject;
    /// Trial that it concerns.
    Optional<RegistryId> trial_id;
    /// Why it is missing, or what was found instead.
    Optional<std::string> reason;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CatalogGap&) const = default;
};
CARNK_DESCRIBE_STRUCT(CatalogGap, subject, trial_id, reason)

/// @brief How many records or parts of records there were when a note was written.
/// @ingroup guide
struct CatalogCount {
    /// What is counted: "criteria", "criteria of category organ_function".
    std::string of;
    /// How many.
    Count count;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CatalogCount&) const = default;
};
CARNK_DESCRIBE_STRUCT(CatalogCount, of, count)

/// @brief A note on a part of the catalogue: scope, method, warnings, what was not found.
/// @ingroup guide
struct CatalogNote {
    static constexpr std::string_view schema = "carnk/catalog-note/1";  ///< Name and version of the document type.
    /// Id of the record.
    Slug id;
    /// Part of the catalogue.
    CatalogPart about{};
    /// What the note says.
    NoteTopic topic{};
    /// Title.
    std::string title;
    /// Language of the text.
    LanguageTag language;
    /// The note.
    std::string text;
    /// What was not found, one by one.
    Optional<std::vector<CatalogGap>> gaps;
    /// Counts of the data as collected. They are history, not a check on the present records.
    Optional<std::vector<CatalogCount>> counts;
    /// Where it comes from; empty for notes of the editors.
    std::vector<Source> sources;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CatalogNote&) const = default;
};
CARNK_DESCRIBE_STRUCT(CatalogNote, id, about, topic, title, language, text, gaps, counts, sources)

}  // namespace carnk::inline v0_1
