// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Checking documents against rules.
#include <carnk/core/describe.hpp>
#include <carnk/core/finding.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/partial_date.hpp>
#include <carnk/core/rule_info.hpp>
#include <carnk/export.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace carnk::inline v0_1 {

struct Catalog;
class RuleSet;

/// @brief A finding that somebody has looked at and accepts. One that no longer applies is itself reported.
/// @ingroup rules
struct Suppression {
    /// Id of the rule.
    std::string rule{};
    /// JSON Pointer of the place; findings at places below it are accepted too.
    std::string pointer{};
    /// Why it is accepted.
    std::string reason{};
    /// Last day on which it holds; absent: for good.
    Optional<PartialDate> until{};
    bool operator==(const Suppression&) const = default;
};
CARNK_DESCRIBE_STRUCT(Suppression, rule, pointer, reason, until)

/// @brief The weight that findings of a rule are to have instead of that of its card.
/// @ingroup rules
struct SeverityOverride {
    /// Id of the rule.
    std::string rule{};
    /// Weight of its findings.
    Severity severity{Severity::error};
    bool operator==(const SeverityOverride&) const = default;
};
CARNK_DESCRIBE_STRUCT(SeverityOverride, rule, severity)

/// @brief How a document is checked. Each member may be left out of a designated initialiser.
/// @ingroup rules
struct ValidateOptions {
    /// Catalogue that references point into; not needed if the document is one. Without it, rules on references are skipped.
    const Catalog* catalog = nullptr;
    /// Day on which the document is looked at; the library never asks the clock. If empty, rules on the future are skipped.
    PartialDate as_of{};
    /// Rules; null for those of the library.
    const RuleSet* rules = nullptr;
    /// Weights of rules, where they are to be others than those of their cards. The last one for a rule counts.
    std::vector<SeverityOverride> severities{};
    /// Ids of rules that are not to run.
    std::vector<std::string> disabled_rules{};
    /// Categories of rules that are not to run.
    std::vector<RuleCategory> disabled_categories{};
    /// Findings that are accepted.
    std::vector<Suppression> suppressions{};
    /// Whether findings in documents about a person may quote what was found.
    bool show_personal_values = false;
    /// Findings beyond it are counted in one last note, not listed.
    std::size_t max_findings = 10000;
};

/// @brief What became of a rule in one check of a document.
/// @ingroup rules
enum class RuleOutcome : std::uint8_t {
    ran,      ///< It ran on every value of its type.
    skipped,  ///< It did not run; the reason says why.
    failed,   ///< It gave up with an error: that nothing was found means nothing.
};
CARNK_DESCRIBE_ENUM(RuleOutcome, ran, skipped, failed)

/// @brief One rule in one check of a document.
/// @ingroup rules
struct RuleResult {
    /// Id of the rule.
    std::string rule{};
    /// What became of it.
    RuleOutcome outcome{};
    /// Values that it looked at.
    std::uint64_t checked_count{};
    /// Why it was skipped or failed.
    Optional<std::string> reason{};
    bool operator==(const RuleResult&) const = default;
};
CARNK_DESCRIBE_STRUCT(RuleResult, rule, outcome, checked_count, reason)

/// @brief What was found, and what was looked for.
/// @ingroup rules
struct ValidationReport {
    /// What was found, in document order.
    Findings findings{};
    /// Every rule with a check, in the order of the rule set.
    std::vector<RuleResult> rules{};

    /// @brief True if no rule failed to run and nothing of error severity was found.
    [[nodiscard]] bool clean() const noexcept {
        for (const RuleResult& r : rules)
            if (r.outcome == RuleOutcome::failed) return false;
        return !findings.has_errors();
    }
    /// @brief What became of a rule, or null if the set has no such rule with a check.
    [[nodiscard]] const RuleResult* find(std::string_view rule) const noexcept {
        for (const RuleResult& r : rules)
            if (r.rule == rule) return &r;
        return nullptr;
    }
};

/// @brief Checks a document against rules, and tells which of them ran.
///
/// The document is walked by its description, so each rule sees every value of its type, wherever it stands. Findings carry JSON
/// Pointers; locate() turns these into lines and columns of the text. For the root documents of the library, Catalog, and vectors of
/// them it is compiled once, in the library; for own described types include `<carnk/rules/engine.hpp>`.
/// @par Thread safety  Any number of calls at once.
/// @ingroup rules
template <class T>
[[nodiscard]] CARNK_API ValidationReport validate_report(const T& document, const ValidateOptions& options = {});

/// @brief Checks a document against rules.
/// @errors every rule of RuleSet::builtin() except those of reading
/// @ingroup rules
template <class T>
[[nodiscard]] Findings validate(const T& document, const ValidateOptions& options = {}) {
    return validate_report(document, options).findings;
}

}  // namespace carnk::inline v0_1
