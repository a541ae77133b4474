// SPDX-License-Identifier: BSL-1.0
#include "rules/builtin.hpp"

#include <carnk/json/detail/issue.hpp>

namespace carnk::inline v0_1 {

const RuleSet& RuleSet::builtin() {
    static const RuleSet set = [] {
        RuleSet s;
        BuiltinRules rules{s};
        for (const RuleInfo& info : detail::engine_rules)
            rules.card(info);
        for (const IssueRule& rule : json_rules)
            rules.card(rule.info);
        detail::add_call_cards(rules);
        detail::add_value_rules(rules);
        detail::add_source_rules(rules);
        detail::add_reference_rules(rules);
        detail::add_target_rules(rules);
        detail::add_construct_rules(rules);
        detail::add_product_rules(rules);
        detail::add_trial_rules(rules);
        detail::add_dose_rules(rules);
        detail::add_study_rules(rules);
        detail::add_safety_rules(rules);
        detail::add_eligibility_rules(rules);
        detail::add_contradiction_rules(rules);
        detail::add_patient_rules(rules);
        detail::add_center_rules(rules);
        detail::add_cost_rules(rules);
        detail::add_guide_rules(rules);
        return s;
    }();
    return set;
}

}  // namespace carnk::inline v0_1
