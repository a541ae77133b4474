// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief What the kinds of sources say of a statement: level of evidence, confidence, date of knowledge.
///
/// Where the editors have said it in the record, that goes before what is computed here.
#include <carnk/core/optional.hpp>
#include <carnk/core/partial_date.hpp>
#include <carnk/core/source.hpp>
#include <carnk/export.hpp>

#include <vector>

namespace carnk::inline v0_1 {

/// @brief The level of evidence where the kinds of source make it evident, else nothing.
///
/// A meta-analysis is `systematic_review`. An article or abstract that reports work of its own can be of any design: nothing. Reviews,
/// guidelines and terminologies alone are `expert_opinion`, registry records alone `registration`, companies alone
/// `company_statement`.
/// @ingroup insight
[[nodiscard]] CARNK_API Optional<EvidenceLevel> evidence_by_kind(const std::vector<Source>& sources);

/// @brief How far a statement can be trusted by the kinds of its sources alone; nothing if it has none.
///
/// `high`: an article that reports its own work, a meta-analysis, a regulator, guideline, terminology, database or registry record
/// that was read whole. `medium`: one of these of which only a part was read, or a review, abstract, copy of a registry record,
/// company or institution. `low`: news, patents, pages and notes only.
/// @ingroup insight
[[nodiscard]] CARNK_API Optional<Confidence> confidence_by_kind(const std::vector<Source>& sources);

/// @brief The newest date that a source states: when it was read, else the year of its publication; nothing if none states one.
/// @ingroup insight
[[nodiscard]] CARNK_API Optional<PartialDate> knowledge_date(const std::vector<Source>& sources);

}  // namespace carnk::inline v0_1
