// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief ClinicalTrials.gov: records of its API, version 2, into trials and posted results, and back.
///
/// Every value of the register's text ends up in a typed member or is kept as it stands; a ledger says which. What the register does not
/// state and its words suggest (target, origin of the cells) is filled in by rules that can be looked up, and marked as derived.
#include <carnk/core/result.hpp>
#include <carnk/export.hpp>
#include <carnk/interop/ledger.hpp>
#include <carnk/interop/registry_record.hpp>
#include <carnk/json/options.hpp>
#include <carnk/model/safety.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief How much of the ledger is made.
/// @ingroup interop
enum class LedgerDetail : std::uint8_t {
    entries,  ///< One entry for each leaf.
    counts,   ///< Counts by fate only; each leaf is accounted for all the same.
};

/// @brief How records of the register are imported. Each member may be left out of a designated initialiser.
/// @ingroup interop
struct CtgovOptions {
    /// Day on which the text was fetched; where empty, the register's own date of its data counts as the day on which the status was seen.
    PartialDate accessed{};
    /// How much of the ledger is made.
    LedgerDetail ledger = LedgerDetail::entries;
    /// Whether the criteria text is read into an eligibility record.
    bool criteria = true;
    /// Whether values are derived from words.
    bool derive = true;
    /// Limits of the text; its policy does not count.
    ReadOptions read{};
};

/// @brief What came of an import.
/// @ingroup interop
struct CtgovImport {
    /// The records, in the order of the text.
    std::vector<RegistryRecord> records;
    /// One for each JSON text: one in all, or one a line. The pointers of targets are those of the record or, where the text held a
    /// list or a page, of the array of records.
    std::vector<Ledger> ledgers;
    /// Token by which the register gives the next page; absent where there is none or the text is no page.
    Optional<std::string> next_page_token;
    /// How many studies the register has found in all; absent where it does not say.
    Optional<Count> total_count;
    /// What was found. Errors: a study could not be imported, or a text not be read; those that could are in `records` all the same.
    Findings findings;
};

/// @brief Reads records of ClinicalTrials.gov: a study, an array of studies, a page of a search (`studies`), or any of these one a line.
///
/// What the register's layout has and our models have not is kept in the nearest object, as are members, words and forms that its
/// layout does not know; these are reported. A study without its number is not imported: its leaves are in the ledger as dropped.
/// Bad data never throw.
/// @errors CNK-CTGOV-001 to 010; CNK-JSON-001 to 010 for a text that is not JSON; CNK-LEDGER-001 if a leaf were forgotten
/// @par Thread safety  Any number of calls at once.
/// @source ClinicalTrials.gov API v2, OpenAPI document
/// @ingroup interop
[[nodiscard]] CARNK_API CtgovImport read_clinicaltrials_gov(std::string_view text, const CtgovOptions& options = {});

/// @brief Writes a record in the layout of the register: what the models hold of it and everything that was kept. Compact JSON.
///
/// What was derived is not written. Import of what was written gives the same record.
/// @ingroup interop
[[nodiscard]] CARNK_API std::string write_clinicaltrials_gov(const RegistryRecord& record);

/// @brief Writes a trial in the layout of the register.
/// @ingroup interop
[[nodiscard]] CARNK_API std::string write_clinicaltrials_gov(const Trial& trial);

/// @brief Fills in what the words of a record suggest and the register does not state; see ctgov_rules(). What is there is not changed.
/// @ingroup interop
CARNK_API void derive_from_words(RegistryRecord& record, const CtgovOptions& options = {});

/// @brief The safety of one group of posted results: syndromes that the terms name, and how often each event was serious.
///
/// A participant may stand in both lists of events. Where an event stands in one list only, its count is that of the list; where it stands in
/// both, only the range in which the count lies can be said. Posted tables have no grades, so that no grade is said.
/// @param group_id  Id of an event group: "EG000".
/// @ingroup interop
[[nodiscard]] CARNK_API SafetySummary safety_of(const PostedAdverseEvents& events, std::string_view group_id);

/// @brief Which syndrome of cell therapy a term of an adverse event names: CRS, ICANS, acute or chronic graft-versus-host disease, or none.
/// @ingroup interop
[[nodiscard]] CARNK_API Optional<ClinicalOutcome> recognised_event(std::string_view term);

/// @brief One rule by which a value is derived from words.
/// @ingroup interop
struct CtgovRule {
    std::string_view id;      ///< "origin.cord-blood".
    std::string_view target;  ///< Member that it fills: "/trial/product/cell_source/origin".
    std::string_view value;   ///< Value that it gives; empty where it is the word itself.
    std::string_view when;    ///< When, in words.
};

/// @brief All rules of derivation.
/// @ingroup interop
[[nodiscard]] CARNK_API std::span<const CtgovRule> ctgov_rules();

}  // namespace carnk::inline v0_1
