// SPDX-License-Identifier: BSL-1.0
// The engine: walking, pointers, context, options, report.
#include <carnk/core/optional.hpp>
#include <carnk/model/catalog.hpp>
#include <carnk/model/cost_estimate.hpp>
#include <carnk/model/patient.hpp>
#include <carnk/rules/engine.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <stdexcept>

namespace own {

struct Leaf {
    int value{};
    carnk::Extra extra{};
};
BOOST_DESCRIBE_STRUCT(Leaf, (), (value))

struct Wide {
    static constexpr std::string_view kind = "wide";
    std::vector<Leaf> leaves{};
    carnk::Extra extra{};
};
BOOST_DESCRIBE_STRUCT(Wide, (), (leaves))

struct Tree;
struct Deep {
    static constexpr std::string_view kind = "deep";
    std::vector<Tree> of;
    carnk::Extra extra{};
};
struct Tree : std::variant<Wide, Deep> {
    using variant::variant;
};
BOOST_DESCRIBE_STRUCT(Deep, (), (of))

struct Document {
    carnk::Optional<Tree> tree{};
    std::vector<std::vector<Leaf>> rows{};
    carnk::Extra extra{};
};
BOOST_DESCRIBE_STRUCT(Document, (), (tree, rows))

}  // namespace own

namespace carnk {
namespace {

constexpr RuleInfo card(std::string_view id, Severity severity = Severity::error,
                        RuleCategory category = RuleCategory::consistency) {
    return {id, "title", "Rationale.", severity, category, "1.0.0", "reads", "structural"};
}

constexpr RuleInfo negative = card("ACME-LEAF-001");

RuleSet leaf_rules() {
    RuleSet rules;
    rules.add<own::Leaf>(negative, [](const own::Leaf& leaf, RuleContext& ctx) {
        if (leaf.value < 0) ctx.report("/value", "negative", std::to_string(leaf.value), "0 or more");
    });
    return rules;
}

std::vector<std::string> pointers(const Findings& findings) {
    std::vector<std::string> list;
    for (const Finding& f : findings)
        list.push_back(f.pointer);
    return list;
}

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(RuleEngine, OwnTypesAndOwnRules) {
    const RuleSet rules = leaf_rules();
    own::Document d;
    d.rows = {{{1}, {-1}}, {{-2}}};
    const Findings f = validate(d, {.rules = &rules});
    ASSERT_THAT(pointers(f), ElementsAre("/rows/0/1/value", "/rows/1/0/value"));
    EXPECT_EQ(f[0].rule, "ACME-LEAF-001");
    EXPECT_EQ(f[0].severity, Severity::error);
    EXPECT_EQ(f[0].observed, "-1");
    EXPECT_EQ(f[0].expected, "0 or more");
}

TEST(RuleEngine, ElementSeventyThousandIsPointedAt) {
    const RuleSet rules = leaf_rules();
    std::vector<own::Leaf> leaves(70'001);
    leaves[70'000].value = -1;
    EXPECT_THAT(pointers(validate(leaves, {.rules = &rules})), ElementsAre("/70000/value"));
}

TEST(RuleEngine, NestedVariantsAddNoSegment) {
    const RuleSet rules = leaf_rules();
    own::Deep deep;
    deep.of.emplace_back(own::Wide{{{0}, {-1}}, {}});
    own::Deep outer;
    outer.of.emplace_back(own::Wide{});
    outer.of.emplace_back(deep);
    own::Document d;
    d.tree = outer;
    EXPECT_THAT(pointers(validate(d, {.rules = &rules})), ElementsAre("/tree/of/1/of/0/leaves/1/value"));
}

// An "all" without parts is a demand only where a criterion says that nothing is demanded; alone it says nothing of that.
TEST(RuleEngine, ExpressionsAreCheckedOutsideOfCriteria) {
    const Findings f = validate(AllOf{});
    ASSERT_THAT(pointers(f), ElementsAre("/of"));
    EXPECT_EQ(f[0].rule, "CNK-ELIG-002");
}

TEST(RuleEngine, SumTypesCanHaveRules) {
    RuleSet rules;
    rules.add<own::Tree>(card("ACME-TREE-001"),
                         [](const own::Tree& t, RuleContext& ctx) { ctx.report("", std::to_string(t.index())); });
    own::Deep deep;
    deep.of.emplace_back(own::Wide{});
    own::Document d;
    d.tree = deep;
    const Findings f = validate(d, {.rules = &rules});
    ASSERT_THAT(pointers(f), ElementsAre("/tree", "/tree/of/0"));
    EXPECT_EQ(f[0].message, "1");
    EXPECT_EQ(f[1].message, "0");
}

TEST(RuleEngine, VectorsCanHaveRules) {
    RuleSet rules;
    rules.add<std::vector<own::Leaf>>(card("ACME-ROW-001"), [](const std::vector<own::Leaf>& row, RuleContext& ctx) {
        if (row.empty()) ctx.report("", "empty");
    });
    own::Document d;
    d.rows = {{{1}}, {}};
    EXPECT_THAT(pointers(validate(d, {.rules = &rules})), ElementsAre("/rows/1"));
}

TEST(RuleEngine, ParentsAndRootAreFound) {
    RuleSet rules;
    rules.add<own::Leaf>(card("ACME-LEAF-002"), [](const own::Leaf&, RuleContext& ctx) {
        EXPECT_NE(ctx.root<own::Document>(), nullptr);
        EXPECT_EQ(ctx.root<own::Leaf>(), nullptr);
        EXPECT_EQ(ctx.parent<own::Document>(), ctx.root<own::Document>());
        EXPECT_EQ(ctx.parent<own::Leaf>(), nullptr) << "a value is not its own parent";
        const own::Wide* wide = ctx.parent<own::Wide>();
        ctx.report("", wide ? std::to_string(wide->leaves.size()) : "none", ctx.parent_pointer<own::Wide>(),
                   ctx.parent_pointer<own::Document>());
    });
    own::Deep deep;
    deep.of.emplace_back(own::Wide{{{0}}, {}});
    own::Document d;
    d.tree = deep;
    d.rows = {{{0}}};
    const Findings f = validate(d, {.rules = &rules});
    ASSERT_EQ(f.size(), 2U);
    EXPECT_EQ(f[0].message, "1");
    EXPECT_EQ(f[0].observed, "/tree/of/0");
    EXPECT_EQ(f[0].expected, "");
    EXPECT_EQ(f[1].message, "none");
}

TEST(RuleEngine, RelatedPlacesArePointedAtFromTheRoot) {
    RuleSet rules;
    rules.add<std::vector<own::Leaf>>(card("ACME-ROW-002"), [](const std::vector<own::Leaf>&, RuleContext& ctx) {
        ctx.report(at(std::size_t{1}), "here", {}, {}, {{ctx.pointer(at(std::size_t{0}, "value")), "there"}});
    });
    own::Document d;
    d.rows = {{{1}, {2}}};
    const Findings f = validate(d, {.rules = &rules});
    ASSERT_EQ(f.size(), 1U);
    EXPECT_EQ(f[0].pointer, "/rows/0/1");
    ASSERT_EQ(f[0].related.size(), 1U);
    EXPECT_EQ(f[0].related[0].pointer, "/rows/0/0/value");
}

TEST(RuleEngine, PointersAreEscaped) {
    EXPECT_EQ(at("a/b", 3, "m~n", std::string("x")), "/a~1b/3/m~0n/x");
}

TEST(RuleEngine, ARuleThatThrowsIsReportedAndTheOthersRun) {
    RuleSet rules = leaf_rules();
    constexpr RuleInfo bad = card("ACME-LEAF-003");
    rules.add<own::Leaf>(bad, [](const own::Leaf& leaf, RuleContext&) {
        if (leaf.value == 7) throw std::runtime_error("seven");
    });
    own::Document d;
    d.rows = {{{7}, {-1}, {7}}};
    const ValidationReport report = validate_report(d, {.rules = &rules});
    ASSERT_THAT(pointers(report.findings), ElementsAre("/rows/0/0", "/rows/0/1/value"));
    EXPECT_EQ(report.findings[0].rule, "CNK-RULE-001");
    EXPECT_EQ(report.findings[0].observed, "seven");
    EXPECT_EQ(report.find("ACME-LEAF-003")->outcome, RuleOutcome::failed);
    EXPECT_EQ(report.find("ACME-LEAF-003")->reason, "seven");
    EXPECT_EQ(report.find("ACME-LEAF-001")->outcome, RuleOutcome::ran);
    EXPECT_EQ(report.find("ACME-LEAF-001")->checked_count, 3U);
    EXPECT_FALSE(report.clean());
}

TEST(RuleEngine, AnythingMayBeThrown) {
    RuleSet rules;
    rules.add<own::Leaf>(card("ACME-LEAF-004"), [](const own::Leaf&, RuleContext&) { throw 7; });
    const ValidationReport report = validate_report(own::Leaf{}, {.rules = &rules});
    EXPECT_EQ(report.findings.size(), 1U);
    EXPECT_FALSE(report.clean());
}

TEST(RuleEngine, WhatDidNotRunSaysWhy) {
    RuleSet rules = leaf_rules();
    rules.add<own::Wide>(card("ACME-WIDE-001"), [](const own::Wide&, RuleContext&) {});
    rules.add<own::Document>(
        card("ACME-DOC-001"), [](const own::Document&, RuleContext& ctx) { EXPECT_NE(ctx.catalog(), nullptr); },
        RuleNeed::catalog);
    rules.add<own::Document>(
        card("ACME-DOC-002"), [](const own::Document&, RuleContext& ctx) { EXPECT_EQ(ctx.as_of().text(), "2026"); },
        RuleNeed::as_of);
    const own::Document d;
    const ValidationReport without = validate_report(d, {.rules = &rules, .disabled_rules = {"ACME-LEAF-001"}});
    EXPECT_TRUE(without.clean());
    for (const RuleResult& r : without.rules) {
        EXPECT_EQ(r.outcome, RuleOutcome::skipped) << r.rule;
        EXPECT_TRUE(r.reason) << r.rule;
    }
    EXPECT_THAT(*without.find("ACME-LEAF-001")->reason, ::testing::HasSubstr("disabled"));
    EXPECT_THAT(*without.find("ACME-WIDE-001")->reason, ::testing::HasSubstr("no value"));
    EXPECT_THAT(*without.find("ACME-DOC-001")->reason, ::testing::HasSubstr("catalogue"));
    EXPECT_THAT(*without.find("ACME-DOC-002")->reason, ::testing::HasSubstr("day"));

    const Catalog catalog;
    const ValidationReport with =
        validate_report(d, {.catalog = &catalog, .as_of = PartialDate::of("2026"), .rules = &rules});
    EXPECT_EQ(with.find("ACME-DOC-001")->outcome, RuleOutcome::ran);
    EXPECT_EQ(with.find("ACME-DOC-002")->outcome, RuleOutcome::ran);
}

TEST(RuleEngine, SeverityCanBeOverridden) {
    const RuleSet rules = leaf_rules();
    const Findings f =
        validate(own::Leaf{-1, {}}, {.rules = &rules, .severities = {{"ACME-LEAF-001", Severity::note}}});
    ASSERT_EQ(f.size(), 1U);
    EXPECT_EQ(f[0].severity, Severity::note);
    EXPECT_FALSE(f.has_errors());
}

TEST(RuleEngine, RulesAndCategoriesCanBeDisabled) {
    const RuleSet rules = leaf_rules();
    const own::Leaf bad{-1, {}};
    EXPECT_THAT(validate(bad, {.rules = &rules, .disabled_rules = {"ACME-LEAF-001"}}), IsEmpty());
    EXPECT_THAT(validate(bad, {.rules = &rules, .disabled_categories = {RuleCategory::consistency}}), IsEmpty());
    EXPECT_EQ(validate(bad, {.rules = &rules, .disabled_categories = {RuleCategory::format}}).size(), 1U);
}

TEST(RuleEngine, SuppressionsAcceptFindingsAtAndBelowAPlace) {
    const RuleSet rules = leaf_rules();
    own::Document d;
    d.rows = {{{-1}}, {{-2}}};
    d.rows.resize(11);
    d.rows[10] = {{-3}};
    EXPECT_THAT(pointers(validate(d, {.rules = &rules, .suppressions = {{"ACME-LEAF-001", "/rows/1", "known", {}}}})),
                ElementsAre("/rows/0/0/value", "/rows/10/0/value"));
    EXPECT_THAT(validate(d, {.rules = &rules, .suppressions = {{"ACME-LEAF-001", "", "known", {}}}}), IsEmpty());
}

TEST(RuleEngine, SuppressionsThatAreUnusedOrExpiredAreFindings) {
    const RuleSet rules = leaf_rules();
    own::Document d;
    d.rows = {{{-1}}};
    const Findings unused = validate(d, {.rules = &rules, .suppressions = {{"ACME-LEAF-001", "/rows/1", "known", {}}}});
    ASSERT_EQ(unused.size(), 2U);
    EXPECT_EQ(unused[1].rule, "CNK-RULE-003");
    EXPECT_EQ(unused[1].pointer, "/rows/1");
    const Findings expired =
        validate(d, {.as_of = PartialDate::of("2026-02-01"),
                     .rules = &rules,
                     .suppressions = {{"ACME-LEAF-001", "/rows/0", "known", PartialDate::of("2026-01-31")}}});
    ASSERT_EQ(expired.size(), 2U);
    EXPECT_EQ(expired[1].rule, "CNK-RULE-004");
    const Findings holds =
        validate(d, {.as_of = PartialDate::of("2026-01-31"),
                     .rules = &rules,
                     .suppressions = {{"ACME-LEAF-001", "/rows/0", "known", PartialDate::of("2026-01-31")}}});
    EXPECT_THAT(holds, IsEmpty());
}

TEST(RuleEngine, TheListOfFindingsIsLimited) {
    const RuleSet rules = leaf_rules();
    const std::vector<own::Leaf> leaves(10, own::Leaf{-1, {}});
    const Findings f = validate(leaves, {.rules = &rules, .max_findings = 3});
    ASSERT_EQ(f.size(), 4U);
    EXPECT_EQ(f[3].rule, "CNK-RULE-002");
    EXPECT_EQ(f[3].severity, Severity::note);
    EXPECT_EQ(f[3].observed, "7 more");
}

TEST(RuleEngine, PersonalDocumentsAreNotQuoted) {
    PatientRecord p;
    p.demographics.birth_date = PartialDate::of("1990");
    ConditionFact fact;
    fact.onset = PartialDate::of("1980");
    p.conditions = {fact};
    const Findings hidden = validate(p);
    ASSERT_NE(hidden.find("CNK-PATIENT-001"), nullptr);
    EXPECT_EQ(hidden.find("CNK-PATIENT-001")->observed, "(withheld)");
    EXPECT_THAT(to_string(hidden), ::testing::Not(::testing::HasSubstr("1980")));
    const Findings shown = validate(p, {.show_personal_values = true});
    EXPECT_EQ(shown.find("CNK-PATIENT-001")->observed, "1980");
}

// Of two equal days one can go; which of two different ones is right only a person can say.
TEST(RuleEngine, OnlyTheSecondOfEqualMilestonesIsTakenAway) {
    PatientRecord p;
    p.milestones = {{Anchor::consent, PartialDate::of("2026-01-10"), {}, {}},
                    {Anchor::consent, PartialDate::of("2026-01-10"), {}, {}}};
    const Findings equal = validate(p, {.show_personal_values = true});
    ASSERT_NE(equal.find("CNK-PATIENT-014"), nullptr);
    EXPECT_EQ(equal.find("CNK-PATIENT-014")->fix, R"([{"op":"remove","path":"/milestones/1"}])");
    p.milestones[1].date = PartialDate::of("2026-01-12");
    const Findings different = validate(p, {.show_personal_values = true});
    ASSERT_NE(different.find("CNK-PATIENT-014"), nullptr);
    EXPECT_FALSE(different.find("CNK-PATIENT-014")->fix);
}

// Values that a program has not filled in yet.
TEST(RuleEngine, WhatIsNotFilledInIsNoOtherFault) {
    Catalog two;
    two.trials.resize(2);
    EXPECT_EQ(validate(two).find("CNK-REF-001"), nullptr) << "no id is not the same id";

    Catalog linked;
    linked.targets.resize(1);
    linked.targets[0].id = Slug::of("cd19");
    linked.targets[0].trial_ids.resize(1);
    linked.trials.resize(1);
    linked.trials[0].id = RegistryId::of("NCT03056339");
    linked.trials[0].targets.resize(1);
    const Findings of_links = validate(linked);
    EXPECT_EQ(of_links.find("CNK-REF-002"), nullptr) << "no id names no record";
    EXPECT_EQ(of_links.find("CNK-REF-004"), nullptr);

    CostPlan plan;
    plan.exchange_rates.push_back({CurrencyCode::of("USD"), CurrencyCode::of("EUR"), {}, {}, {}, {}});
    EXPECT_EQ(validate(plan).find("CNK-COST-011"), nullptr) << "no rate is not a rate of zero";

    CellProduct product;
    product.sources.resize(1);
    product.sources[0].year = Year(2024);
    product.sources[0].accessed = PartialDate();
    EXPECT_EQ(validate(product).find("CNK-SOURCE-004"), nullptr) << "no day is not the year 0";
}

TEST(RuleEngine, APartOfAPlanIsCheckedOutsideOfPlans) {
    Catalog c;
    c.costs.resize(1);
    c.costs[0].id = Slug::of("stay");
    c.costs[0].proxy_only = true;
    PlannedCost part;
    part.category = CostCategory::product_price;
    part.item_id = Slug::of("stay");
    part.unit_cost.emplace().low = Decimal(1);
    const Findings f = validate(part, {.catalog = &c});
    EXPECT_EQ(f.find("CNK-COST-014"), nullptr) << "of which therapy it is a price only the plan says";
    EXPECT_EQ(f.find("CNK-REF-016"), nullptr);
    CostPlan plan;
    plan.therapy = TherapyClass::car_nk;
    plan.parts.push_back(part);
    const Findings in_plan = validate(plan, {.catalog = &c});
    EXPECT_NE(in_plan.find("CNK-COST-014"), nullptr);
    EXPECT_NE(in_plan.find("CNK-REF-016"), nullptr);
}

TEST(RuleEngine, AnEmptyIntervalSaysWhyItIsEmpty) {
    CellProduct p;
    p.doses = std::vector<DoseLevel>(2);
    for (DoseLevel& level : *p.doses) {
        level.cells.emplace();
        level.cells->low = 2e6;
        level.cells->high = &level == &p.doses->front() ? 1e6 : 2e6;
        level.cells->high_open = true;
    }
    std::vector<std::string> messages;
    for (const Finding& f : validate(p))
        if (f.rule == "CNK-VALUE-001") messages.push_back(f.message);
    EXPECT_THAT(messages,
                ElementsAre("the lower end is above the upper end", "the ends are equal and outside the range"));
}

TEST(RuleSetTest, UserRulesHaveTheirOwnPrefix) {
    RuleSet rules = RuleSet::builtin();
    const auto nothing = [](const Trial&, RuleContext&) {
    };
    EXPECT_NO_THROW(rules.add<Trial>(card("ACME-TRIAL-001"), nothing));
    EXPECT_THROW(rules.add<Trial>(card("CNK-TRIAL-999"), nothing), PreconditionError);
    EXPECT_THROW(rules.add<Trial>(card("trial-1"), nothing), PreconditionError);
    EXPECT_THROW(rules.add<Trial>(card(""), nothing), PreconditionError);
    EXPECT_NE(rules.find("ACME-TRIAL-001"), nullptr);
    EXPECT_EQ(RuleSet::builtin().find("ACME-TRIAL-001"), nullptr) << "a copy was changed";
}

TEST(RuleSetTest, ARuleMayHaveChecksForSeveralTypesButOneCard) {
    RuleSet rules;
    rules.add<own::Leaf>(card("ACME-ANY-001"), [](const own::Leaf&, RuleContext& ctx) { ctx.report("", "leaf"); });
    rules.add<own::Wide>(card("ACME-ANY-001"), [](const own::Wide&, RuleContext& ctx) { ctx.report("", "wide"); });
    EXPECT_EQ(rules.infos().size(), 1U);
    EXPECT_EQ(validate(own::Wide{{{1}}, {}}, {.rules = &rules}).size(), 2U);
    EXPECT_THROW(rules.add<own::Wide>(card("ACME-ANY-001", Severity::note), [](const own::Wide&, RuleContext&) {}),
                 PreconditionError);
}

TEST(RuleSetTest, UserRulesRunBesideThoseOfTheLibrary) {
    RuleSet rules = RuleSet::builtin();
    rules.add<Trial>(card("ACME-TRIAL-002", Severity::warning), [](const Trial& t, RuleContext& ctx) {
        if (!t.sponsor) ctx.report("", "our register wants a sponsor");
    });
    Trial t;
    t.id = RegistryId::of("NCT03056339");
    const ValidationReport report = validate_report(t, {.rules = &rules});
    EXPECT_NE(report.findings.find("ACME-TRIAL-002"), nullptr);
    EXPECT_NE(report.findings.find("CNK-TRIAL-026"), nullptr);
}

TEST(RuleSetTest, TypesAreToldApartByName) {
    EXPECT_EQ(detail::type_name<Trial>(), std::string(detail::own_prefix()) + "Trial");
    EXPECT_NE(detail::type_key<Trial>, detail::type_key<std::vector<Trial>>);
}

TEST(RuleEngine, ACatalogueIsItsOwnReference) {
    Catalog c;
    Trial t;
    t.id = RegistryId::of("NCT03056339");
    t.title = "x";
    t.targets = {Slug::of("cd19")};
    c.trials = {t};
    EXPECT_THAT(pointers(validate(c, {.disabled_categories = {RuleCategory::provenance}})),
                ElementsAre("/trials/0/targets/0"));
    EXPECT_EQ(validate(t).find("CNK-REF-002"), nullptr);
    EXPECT_NE(validate(t, {.catalog = &c}).find("CNK-REF-002"), nullptr);
}

}  // namespace
}  // namespace carnk
