// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Cards of the rules on configurations.
#include "rules/builtin.hpp"

namespace carnk::inline v0_1::detail {

inline constexpr RuleInfo config_unknown =
    card("CNK-CONFIG-001", Severity::error, RuleCategory::reference, "a rule that a configuration names exists",
         "A rule whose id is misspelt stays as it was, and nobody sees it.",
         "ValidationConfig.severities, ValidationConfig.disabled_rules, ValidationConfig.suppressions");
inline constexpr RuleInfo config_reason =
    card("CNK-CONFIG-002", Severity::error, RuleCategory::practice, "a suppression says why",
         "Without a reason nobody can tell later whether it still holds.", "ConfiguredSuppression.reason");
inline constexpr RuleInfo config_twice =
    card("CNK-CONFIG-003", Severity::warning, RuleCategory::consistency, "a rule has one weight in a configuration",
         "Only the last one counts.", "ConfiguredSeverity.rule");
inline constexpr RuleInfo config_pointer =
    card("CNK-CONFIG-004", Severity::error, RuleCategory::format, "the place of a suppression is a JSON Pointer",
         "A place that is no pointer matches nothing.", "ConfiguredSuppression.pointer", "RFC 6901, section 3");
inline constexpr RuleInfo config_out_of_reach = card(
    "CNK-CONFIG-005", Severity::error, RuleCategory::consistency, "a configuration names rules that it has a hold on",
    "A document that cannot be read stays so, and that a rule failed to run must not be silenced.",
    "ValidationConfig.severities, ValidationConfig.disabled_rules, ValidationConfig.suppressions");
inline constexpr RuleInfo config_no_day =
    card("CNK-CONFIG-006", Severity::warning, RuleCategory::practice,
         "with suppressions that end, the day on which documents are looked at is given",
         "Without it a suppression that has expired goes on.", "ConfiguredSuppression.until, ValidateOptions.as_of");
inline constexpr std::array config_cards{config_unknown, config_reason,       config_twice,
                                         config_pointer, config_out_of_reach, config_no_day};

}  // namespace carnk::inline v0_1::detail
