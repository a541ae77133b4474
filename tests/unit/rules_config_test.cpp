// SPDX-License-Identifier: BSL-1.0
// Configurations: reading, places of mistakes, and suppressions over several documents.
#include <carnk/core/optional.hpp>
#include <carnk/json/read.hpp>
#include <carnk/json/write.hpp>
#include <carnk/model/catalog.hpp>
#include <carnk/rules/config.hpp>
#include <carnk/rules/rule.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace carnk;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

std::vector<std::string> rules_of(const Findings& findings) {
    std::vector<std::string> rules;
    for (const Finding& f : findings)
        rules.push_back(f.rule);
    return rules;
}

constexpr std::string_view house = R"({
  "schema": "carnk/validation-config/1",
  "severities": [{"rule": "CNK-TRIAL-026", "severity": "error"}],
  "disabled_rules": ["CNK-SOURCE-001"],
  "disabled_categories": ["plausibility"],
  "suppressions": [
    {"rule": "CNK-TRIAL-020", "pointer": "/countries", "reason": "as the register has it"},
    {"rule": "CNK-TRIAL-020", "file": "b.json", "pointer": "/targets/1", "reason": "old", "until": "2026-01-31"}
  ]
})";

Trial trial() {
    Trial t;
    t.id = RegistryId::of("NCT03056339");
    t.countries = {CountryCode::of("US"), CountryCode::of("US")};
    t.targets = {Slug::of("cd19"), Slug::of("cd19")};
    return t;
}

ConfiguredValidation configured() {
    return ConfiguredValidation(read_validation_config(house).value(), std::string(house));
}

TEST(ValidationConfigTest, IsReadAndWritten) {
    const Result<ValidationConfig> config = read_validation_config(house);
    ASSERT_TRUE(config) << config.findings();
    EXPECT_THAT(config.findings(), IsEmpty());
    EXPECT_EQ(config->suppressions->at(1).until->text(), "2026-01-31");
    EXPECT_EQ(read_validation_config(write(*config)).value(), *config);
    EXPECT_TRUE(read_validation_config(R"({"schema": "carnk/validation-config/1"})"));
}

TEST(ValidationConfigTest, MistakesHaveLineAndColumn) {
    const Findings unknown = read_validation_config(
                                 "{\"schema\": \"carnk/validation-config/1\",\n \"disabled_rules\": "
                                 "[\"CNK-TRIAL-001\",\n  \"CNK-TRAIL-002\"]}")
                                 .findings();
    ASSERT_THAT(rules_of(unknown), ElementsAre("CNK-CONFIG-001"));
    EXPECT_EQ(unknown[0].pointer, "/disabled_rules/1");
    EXPECT_EQ(*unknown[0].line, 3U);
    EXPECT_EQ(*unknown[0].column, 3U);
    EXPECT_THAT(unknown[0].expected, ::testing::HasSubstr("CNK-TRIAL-002"));
    const Findings misspelt =
        read_validation_config("{\"schema\": \"carnk/validation-config/1\", \"disabled_rule\": []}").findings();
    ASSERT_THAT(rules_of(misspelt), ElementsAre("CNK-JSON-020"));
    EXPECT_TRUE(misspelt.has_errors()) << "a misspelt member would be without effect";
    EXPECT_EQ(rules_of(read_validation_config("{}").findings()).front(), "CNK-JSON-011");
    EXPECT_EQ(rules_of(read_validation_config(R"({"schema": "carnk/validation-config/1",
        "suppressions": [{"rule": "CNK-TRIAL-001", "pointer": "", "reason": "x", "until": "soon"}]})")
                           .findings()),
              std::vector<std::string>{"CNK-JSON-016"});
}

TEST(ValidationConfigTest, OwnRulesCanBeNamed) {
    RuleSet rules;
    rules.add<Trial>({"ACME-TRIAL-001", "t", "r.", Severity::error, RuleCategory::format, "1", "Trial", "structural"},
                     [](const Trial&, RuleContext&) {});
    constexpr std::string_view text =
        R"({"schema": "carnk/validation-config/1", "disabled_rules": ["ACME-TRIAL-001"]})";
    EXPECT_TRUE(read_validation_config(text, &rules));
    EXPECT_FALSE(read_validation_config(text));
}

TEST(ValidationConfigTest, OptionsDoWhatItSays) {
    const ConfiguredValidation c = configured();
    ValidateOptions base;
    base.disabled_rules = {"CNK-TRIAL-009"};
    const ValidateOptions options = c.options("b.json", base);
    EXPECT_THAT(options.disabled_rules, UnorderedElementsAre("CNK-TRIAL-009", "CNK-SOURCE-001"));
    EXPECT_EQ(options.suppressions.size(), 2U);
    EXPECT_EQ(c.options("a.json", base).suppressions.size(), 1U);
    EXPECT_EQ(c.options("trials/b.json", base).suppressions.size(), 2U) << "the end of a path names it too";
    EXPECT_EQ(c.options("ab.json", base).suppressions.size(), 1U);
    const ValidationReport report = validate_report(trial(), options);
    EXPECT_THAT(rules_of(report.findings), UnorderedElementsAre("CNK-TRIAL-026"));
    EXPECT_EQ(report.findings[0].severity, Severity::error);
    EXPECT_EQ(report.find("CNK-TRIAL-025")->outcome, RuleOutcome::skipped);
    EXPECT_EQ(report.find("CNK-SOURCE-001")->outcome, RuleOutcome::skipped);
}

TEST(ValidationConfigTest, ASuppressionIsOfUseIfOneDocumentNeedsIt) {
    ConfiguredValidation c = configured();
    Trial clean = trial();
    clean.countries = {CountryCode::of("US")};
    clean.targets = {Slug::of("cd19")};
    for (const auto& [file, t] : {std::pair<std::string, Trial>{"a.json", clean}, {"c.json", trial()}}) {
        ValidationReport report = validate_report(t, c.options(file, {}));
        c.settle(file, report.findings);
        EXPECT_EQ(report.findings.find("CNK-RULE-003"), nullptr) << "said once, at the end";
    }
    const Findings left = c.unsettled(PartialDate::of("2026-01-01"));
    ASSERT_THAT(rules_of(left), ElementsAre("CNK-RULE-003"));
    EXPECT_EQ(left[0].pointer, "/suppressions/1") << "b.json was not looked at";
    EXPECT_EQ(*left[0].line, 8U);
}

TEST(ValidationConfigTest, OneThatHasExpiredIsSaidAndHasNoEffect) {
    ConfiguredValidation c = configured();
    const PartialDate day = PartialDate::of("2026-02-01");
    ValidationReport report = validate_report(trial(), c.options("b.json", {.as_of = day}));
    c.settle("b.json", report.findings);
    EXPECT_NE(report.findings.find("CNK-TRIAL-020"), nullptr);
    const Findings left = c.unsettled(day);
    ASSERT_THAT(rules_of(left), ElementsAre("CNK-RULE-004"));
    EXPECT_EQ(left[0].pointer, "/suppressions/1");
    EXPECT_EQ(left[0].observed, "2026-01-31");
}

TEST(ValidationConfigTest, WithoutADayExpiryCannotBeTold) {
    ConfiguredValidation c = configured();
    ValidationReport report = validate_report(trial(), c.options("b.json", {}));
    c.settle("b.json", report.findings);
    EXPECT_THAT(rules_of(c.unsettled({})), ElementsAre("CNK-CONFIG-006"));
}

TEST(ValidationConfigTest, PlacesInAFileHoldForTheDocumentsInIt) {
    ValidationConfig config;
    config.suppressions = std::vector<ConfiguredSuppression>(3);
    const char* pointers[] = {"/3/countries", "", "/4"};
    for (std::size_t i = 0; i < 3; ++i) {
        (*config.suppressions)[i].rule = "CNK-TRIAL-020";
        (*config.suppressions)[i].pointer = pointers[i];
        (*config.suppressions)[i].reason = "known";
    }
    const ConfiguredValidation c(config);
    const ValidateOptions third = c.options("a.json", {}, "/3");
    ASSERT_EQ(third.suppressions.size(), 2U);
    EXPECT_EQ(third.suppressions[0].pointer, "/countries");
    EXPECT_EQ(third.suppressions[1].pointer, "");
    EXPECT_EQ(c.options("a.json", {}, "/34").suppressions.size(), 1U);
    EXPECT_EQ(c.options("a.json", {}, "/4/0").suppressions.size(), 2U);
}

}  // namespace
