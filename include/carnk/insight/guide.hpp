// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief What patients and physicians ask, answered from a catalogue: statements with their sources, evidence and date.
///
/// None of it is medical advice.
#include <carnk/core/describe.hpp>
#include <carnk/core/extra.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/partial_date.hpp>
#include <carnk/core/source.hpp>
#include <carnk/export.hpp>
#include <carnk/model/guide.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1 {

struct Catalog;

/// @brief What a statement of the guide is about.
/// @ingroup insight
enum class GuideTopic : std::uint8_t {
    definition,       ///< What CAR-NK therapy is.
    comparison,       ///< How it differs from CAR-T.
    indications,      ///< For which diseases it is studied.
    effect,           ///< What is known of responses.
    side_effects,     ///< What is known of harms.
    cost,             ///< What it costs and who pays.
    access,           ///< How to come to a treatment, country by country.
    follow_up,        ///< What comes afterwards.
    reliability,      ///< How far the facts can be trusted.
    receptors,        ///< Natural receptors that switch NK cells on or hold them back.
    killing,          ///< How target cells are killed.
    engineering,      ///< What is done to the cells and why.
    safety_switches,  ///< Means to remove the cells.
    advantages,       ///< What CAR-NK cells do better.
    challenges,       ///< What limits them.
    manufacturing,    ///< How they are made.
    administration,   ///< How they are given.
    selection,        ///< What must be known of a patient to look for a trial.
    referral,         ///< From the choice of a trial to the follow-up at home.
};
CARNK_DESCRIBE_ENUM(GuideTopic, definition, comparison, indications, effect, side_effects, cost, access, follow_up,
                    reliability, receptors, killing, engineering, safety_switches, advantages, challenges,
                    manufacturing, administration, selection, referral)

/// @brief From which kind of record a statement comes.
/// @ingroup insight
enum class GuideOrigin : std::uint8_t {
    faq,        ///< A question and its answer.
    mechanism,  ///< A statement on how the cells work.
    checklist,  ///< An item of a checklist.
    access,     ///< An answer for one country.
};
CARNK_DESCRIBE_ENUM(GuideOrigin, faq, mechanism, checklist, access)

/// @brief One statement, with all that is needed to judge it.
/// @ingroup insight
struct GuideStatement {
    /// What it is about.
    GuideTopic topic{};
    /// From which kind of record it comes.
    GuideOrigin origin{};
    /// Id of the record.
    Slug record_id;
    /// Id of the item within a checklist; absent for others.
    Optional<Slug> item_id;
    /// Country for which it holds; absent where it holds for none in particular.
    Optional<CountryCode> country;
    /// Language of the texts; `und` where the record names none.
    LanguageTag language;
    /// The question, the name, or what to do.
    std::string title;
    /// The answer, the statement, or why.
    std::string text;
    /// What to be careful about.
    Optional<std::string> caution;
    /// Who does it; for items of checklists.
    Optional<GuideParty> responsible;
    /// When it is due; for items of checklists.
    Optional<GuideDue> due;
    /// Documents that it needs or gives.
    std::vector<DocumentKind> documents;
    /// Level of evidence, as the editors say or as the kinds of source make evident.
    Optional<EvidenceLevel> evidence;
    /// True if the editors have said it, false if it was read off the kinds of source; absent without level.
    Optional<bool> evidence_stated;
    /// Confidence, as the editors say or by the kinds of source.
    Optional<Confidence> confidence;
    /// True if the editors have said it, false if it was read off the kinds of source; absent without confidence.
    Optional<bool> confidence_stated;
    /// Date of knowledge: that of the record, or the newest that one of its sources states.
    Optional<PartialDate> as_of;
    /// Where it comes from.
    std::vector<Source> sources;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const GuideStatement&) const = default;
};
CARNK_DESCRIBE_STRUCT(GuideStatement, topic, origin, record_id, item_id, country, language, title, text, caution,
                      responsible, due, documents, evidence, evidence_stated, confidence, confidence_stated, as_of,
                      sources)

/// @brief Statements of a catalogue. Not medical advice.
/// @ingroup insight
struct Guide {
    static constexpr std::string_view schema = "carnk/guide/1";  ///< Name and version of the document.

    /// The statements: by topic, in the order of the topics; answers first; each kind in the order of the catalogue.
    std::vector<GuideStatement> statements;
    /// Statements that fit and were left out because they name no source: their record ids.
    std::vector<Slug> without_source;
    /// What a reader must know.
    std::vector<std::string> cautions;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const Guide&) const = default;
};
CARNK_DESCRIBE_STRUCT(Guide, statements, without_source, cautions)

/// @brief What is looked for. An absent member asks for nothing.
/// @ingroup insight
struct GuideQuery {
    Optional<GuideTopic> topic;        ///< Topic.
    Optional<GuideAudience> audience;  ///< For whom questions and checklists are written; others are for everybody.
    Optional<CountryCode> country;     ///< Country of statements on access.
    Optional<LanguageTag>
        language;  ///< Language: a tag fits if it is the same, or goes on with a hyphen ("zh": "zh-Hans").
};

/// @brief The statements of a catalogue that fit.
///
/// A statement without source is never given: its record is named in `without_source`, and the rules CNK-GUIDE-001, CNK-ACCESS-001
/// and CNK-SOURCE-001 find it. Texts of a record that names no language are in `und`, and a query for a language leaves them out.
/// @ingroup insight
[[nodiscard]] CARNK_API Guide guide(const Catalog& catalog, const GuideQuery& query = {});

/// @brief A topic as a reader would name it: "side effects".
/// @ingroup insight
[[nodiscard]] CARNK_API std::string_view label_of(GuideTopic topic) noexcept;

}  // namespace carnk::inline v0_1
