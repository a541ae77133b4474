// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Documents of older schema versions brought up to a newer one, a version at a time, with a ledger for each step.
///
/// The version of a document stands in its member `schema`: `carnk/trial/1`. When a type changes so that older documents cannot be read
/// any more, its version rises, and a step says as data what becomes of an older document. Steps are kept for ever, so that every document
/// that was ever written can be read. All types are of version 1 in this release, so that upgrade_steps() is empty yet.
#include <carnk/interop/ledger.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief What a step does to the values that a pattern finds.
/// @ingroup interop
enum class UpgradeAction : std::uint8_t {
    rename,   ///< The member gets another name.
    replace,  ///< A value becomes another one, such as a word that has a new spelling.
    remove,   ///< The member goes; the ledger says why.
    add,      ///< A member that the new version demands, where it is absent.
};

/// @brief One change of a step, as data.
///
/// A pattern is a JSON Pointer in the document before the step, where `*` stands for any one member or element, and `**` for any
/// number of them, none included: `/sites/*/city`, `/**/price`.
/// @ingroup interop
struct UpgradeRule {
    /// What is done.
    UpgradeAction action{};
    /// Pattern of the values; for UpgradeAction::add of the members that are to be there.
    std::string_view at;
    /// New name for UpgradeAction::rename; JSON text of the new value for UpgradeAction::replace and UpgradeAction::add.
    std::string_view to;
    /// JSON text of the value that UpgradeAction::replace looks for: others stay as they are.
    std::string_view was;
    /// What becomes of the meaning. UpgradeAction::remove is dropped, whatever stands here.
    LedgerFate fate{LedgerFate::renamed};
    /// Why; not empty where something is lost.
    std::string_view reason;
};

/// @brief From one version of a type of document to the next.
/// @ingroup interop
struct UpgradeStep {
    /// Name of the document without its version: `carnk/trial`.
    std::string_view document;
    /// Version that is read; the next one is written.
    int from{};
    /// What changes; each rule sees the document as it was before the step.
    std::span<const UpgradeRule> rules;
};

/// @brief A document of a newer version, and how it came to be.
/// @ingroup interop
struct Upgraded {
    /// The document, with the layout and every byte that no rule touched.
    std::string text;
    /// What became of each leaf: a ledger for each step, oldest first, each proven against the text before it.
    std::vector<Ledger> steps;
};

/// @brief The steps of this library: one for each version of a type of document that came before the present one.
/// @ingroup interop
[[nodiscard]] CARNK_API std::span<const UpgradeStep> upgrade_steps() noexcept;

/// @brief Brings a document to a version of its schema, a version at a time.
///
/// Members that nobody knows stay where they are. What cannot be done without loss that is not declared is not done: a member is not
/// renamed onto another one that the document has.
/// @param text   One document with its member `schema`.
/// @param schema Name and version that is wanted: `carnk/trial/2`.
/// @param steps  Steps that are known.
/// @return The text as it is, without steps, if it is of this version.
/// @errors CNK-UPGRADE-001 to 004; CNK-JSON-001 to 010 for a text that is not JSON
/// @ingroup interop
[[nodiscard]] CARNK_API Result<Upgraded> upgrade(std::string_view text, std::string_view schema,
                                                 std::span<const UpgradeStep> steps = upgrade_steps());

}  // namespace carnk::inline v0_1
