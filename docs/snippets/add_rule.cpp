#include <carnk/carnk.hpp>
#include <carnk/rules/engine.hpp>
#include <carnk/rules/rule.hpp>

#include <iostream>

namespace {

constexpr carnk::RuleInfo sponsor_known{
    "ACME-TRIAL-001",       "a trial names its sponsor",     "Our register is sorted by sponsor.",
    carnk::Severity::error, carnk::RuleCategory::provenance, "1.0",
    "Trial.sponsor",        "ACME handbook, chapter 4"};

}  // namespace

int main() {
    carnk::RuleSet rules = carnk::RuleSet::builtin();  // a copy, to which own rules are added
    rules.add<carnk::Trial>(sponsor_known, [](const carnk::Trial& trial, carnk::RuleContext& context) {
        if (!trial.sponsor) context.report("", "the trial names no sponsor");
    });

    carnk::Trial trial = *carnk::builtin_catalog().find<carnk::Trial>("NCT03056339");
    trial.sponsor.reset();
    carnk::ValidateOptions options;
    options.rules = &rules;
    options.catalog = &carnk::builtin_catalog();
    std::cout << carnk::validate(trial, options);
}
