// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief How the library's own rules come together: one function per area.
#include <carnk/rules/rule.hpp>

#include <array>

namespace carnk::inline v0_1 {

/// Adds rules with the prefix of the library, which users cannot.
struct BuiltinRules {
    RuleSet& set;

    /// A card without a check: the rule is reported by the codec or by the engine itself.
    void card(const RuleInfo& info) { set.card(info); }
    /// A rule, or a check for one more type.
    template <class T, class Check>
    void add(const RuleInfo& info, Check check, RuleNeed need = RuleNeed::nothing) {
        set.insert<T>(info, std::move(check), need);
    }
};

namespace detail {

/// The card of a rule that first appeared in release 0.1.0.
constexpr RuleInfo card(std::string_view id, Severity severity, RuleCategory category, std::string_view title,
                        std::string_view rationale, std::string_view reads, std::string_view citation = "structural") {
    return {id, title, rationale, severity, category, "0.1.0", reads, citation};
}

inline constexpr RuleInfo rule_failed{"CNK-RULE-001",
                                      "every rule runs to its end",
                                      "A rule that gave up found nothing, which is not the same as nothing to find.",
                                      Severity::error,
                                      RuleCategory::structure,
                                      "0.1.0",
                                      "every document",
                                      "structural"};
inline constexpr RuleInfo rule_too_many{"CNK-RULE-002",
                                        "a document has no more findings than are listed",
                                        "The list is limited; mend the first and check again.",
                                        Severity::note,
                                        RuleCategory::structure,
                                        "0.1.0",
                                        "every document",
                                        "structural"};
inline constexpr RuleInfo rule_suppression_unused{"CNK-RULE-003",
                                                  "each suppression matches a finding",
                                                  "A suppression that nothing needs hides the next, real finding.",
                                                  Severity::warning,
                                                  RuleCategory::structure,
                                                  "0.1.0",
                                                  "ValidateOptions.suppressions",
                                                  "structural"};
inline constexpr RuleInfo rule_suppression_expired{"CNK-RULE-004",
                                                   "no suppression has expired",
                                                   "Somebody promised to look again by that day.",
                                                   Severity::warning,
                                                   RuleCategory::structure,
                                                   "0.1.0",
                                                   "ValidateOptions.suppressions, ValidateOptions.as_of",
                                                   "structural"};
inline constexpr std::array engine_rules{rule_failed, rule_too_many, rule_suppression_unused, rule_suppression_expired};

void add_call_cards(BuiltinRules& rules);
void add_trial_rules(BuiltinRules& rules);
void add_dose_rules(BuiltinRules& rules);
void add_construct_rules(BuiltinRules& rules);
void add_target_rules(BuiltinRules& rules);
void add_product_rules(BuiltinRules& rules);
void add_study_rules(BuiltinRules& rules);
void add_safety_rules(BuiltinRules& rules);
void add_cost_rules(BuiltinRules& rules);
void add_center_rules(BuiltinRules& rules);
void add_eligibility_rules(BuiltinRules& rules);
void add_contradiction_rules(BuiltinRules& rules);
void add_patient_rules(BuiltinRules& rules);
void add_reference_rules(BuiltinRules& rules);
void add_source_rules(BuiltinRules& rules);
void add_value_rules(BuiltinRules& rules);
void add_guide_rules(BuiltinRules& rules);

}  // namespace detail
}  // namespace carnk::inline v0_1
