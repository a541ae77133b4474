// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Where a fact comes from, and how far it can be trusted.
#include <carnk/core/describe.hpp>
#include <carnk/core/extra.hpp>
#include <carnk/core/identifier.hpp>
#include <carnk/core/number.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/partial_date.hpp>

namespace carnk::inline v0_1 {

/// @brief What kind of thing a source is.
/// @ingroup core
enum class SourceKind : std::uint8_t {
    primary_article,   ///< Article that reports the work itself, peer reviewed.
    review,            ///< Review article, or a table of one.
    meta_analysis,     ///< Systematic review or meta-analysis.
    meeting_abstract,  ///< Abstract of a scientific meeting.
    registry,          ///< Record of a trial registry.
    registry_mirror,   ///< Copy of a registry record, or an extract of many, kept by somebody else.
    database,          ///< Curated database or its export.
    terminology,       ///< Definition in a terminology, such as the NCI Thesaurus or drug dictionary.
    regulator,         ///< Regulator or other public authority.
    guideline,         ///< Guideline or consensus statement.
    company,           ///< Press release, report or page of a company.
    institution,       ///< News or page of a hospital or university.
    news,              ///< News report.
    patent,            ///< Patent.
    web_page,          ///< Any other page.
    secondary_notes,   ///< Notes that cite other works.
};
CARNK_DESCRIBE_ENUM(SourceKind, primary_article, review, meta_analysis, meeting_abstract, registry, registry_mirror,
                    database, terminology, regulator, guideline, company, institution, news, patent, web_page,
                    secondary_notes)

/// @brief How strong the evidence behind a statement is, from the study design.
/// @ingroup core
/// @source Oxford Centre for Evidence-Based Medicine, Levels of Evidence 2011 (grouped)
enum class EvidenceLevel : std::uint8_t {
    systematic_review,  ///< Systematic review or meta-analysis of clinical studies.
    randomized_trial,   ///< Randomised clinical trial.
    single_arm_trial,   ///< Clinical trial without a control arm, as all CAR-NK trials so far.
    case_report,        ///< Single patients or a case series.
    preclinical,        ///< Animals or cells.
    expert_opinion,     ///< Review, consensus, mechanism.
    company_statement,  ///< Statement by the maker, not peer reviewed.
    registration,       ///< Registered intention, not a result.
};
CARNK_DESCRIBE_ENUM(EvidenceLevel, systematic_review, randomized_trial, single_arm_trial, case_report, preclinical,
                    expert_opinion, company_statement, registration)

/// @brief How sure the editors of the catalogue are that a record says what its sources say and that these are right.
/// @ingroup core
enum class Confidence : std::uint8_t {
    high,    ///< Primary source read, or several that agree.
    medium,  ///< Abstract, review or company statement only, or small open questions.
    low,     ///< One weak source, or open contradictions.
};
CARNK_DESCRIBE_ENUM(Confidence, high, medium, low)

/// @brief Where a fact comes from, exactly enough to find it again.
/// @ingroup core
struct Source {
    /// What kind of source.
    SourceKind kind{};
    /// Short citation or title, as a reader would name it.
    std::string title;
    /// Digital object identifier.
    Optional<Doi> doi;
    /// PubMed id.
    Optional<Pmid> pmid;
    /// PubMed Central id.
    Optional<Pmcid> pmcid;
    /// Number of the trial, where the source is a registry record.
    Optional<RegistryId> registry_id;
    /// Web address where it was read.
    Optional<Url> url;
    /// Place within it: table, section, page, file and commit.
    Optional<std::string> locator;
    /// Year of publication or, for pages without one, of the copy.
    Optional<Year> year;
    /// Date on which it was read, where known.
    Optional<PartialDate> accessed;
    /// What was really read, where not all of it: "abstract", "page summary".
    Optional<std::string> part_read;
    /// Anything else that a reader must know of it.
    Optional<std::string> note;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const Source&) const = default;
};
CARNK_DESCRIBE_STRUCT(Source, kind, title, doi, pmid, pmcid, registry_id, url, locator, year, accessed, part_read, note)

}  // namespace carnk::inline v0_1
