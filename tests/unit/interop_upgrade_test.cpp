// SPDX-License-Identifier: BSL-1.0
// Documents of older schema versions: steps as data, ledgers that are proven, nothing lost in silence.
#include <carnk/interop/documents.hpp>
#include <carnk/interop/upgrade.hpp>
#include <carnk/json/patch.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <set>

namespace {

using namespace carnk;
using ::testing::ElementsAre;

// A type that had three versions. In the second, a site had another name, a word another spelling and the fax went; in the third, prices
// moved to another name wherever they stand, and a currency must be there.
constexpr std::array second{
    UpgradeRule{UpgradeAction::rename, "/places/*/town", "city", {}, LedgerFate::renamed, {}},
    UpgradeRule{UpgradeAction::rename, "/places", "sites", {}, LedgerFate::renamed, {}},
    UpgradeRule{UpgradeAction::remove, "/places/*/fax", {}, {}, LedgerFate::dropped, "nobody has one any more"},
    UpgradeRule{UpgradeAction::replace, "/state", R"("open")", R"("recruting")", LedgerFate::renamed, "spelling"},
};
constexpr std::array third{
    UpgradeRule{UpgradeAction::rename, "/**/cost", "price", {}, LedgerFate::renamed, {}},
    UpgradeRule{UpgradeAction::add, "/sites/*/currency", R"("USD")", {}, LedgerFate::renamed, {}},
};
const std::array steps{UpgradeStep{"acme/register", 1, second}, UpgradeStep{"acme/register", 2, third}};

constexpr std::string_view old = R"({
  "schema": "acme/register/1",
  "state": "recruting",
  "places": [
    {"town": "Bonn", "fax": "1", "cost": 1.50, "currency": "EUR", "note": "kept"},
    {"town": "Lyon", "cost": 2}
  ],
  "cost": {"cost": 3}
}
)";

std::vector<std::string> rules_of(const Findings& findings) {
    std::vector<std::string> rules;
    for (const Finding& f : findings)
        rules.push_back(f.rule);
    return rules;
}

// Each leaf is where its ledger says, with the bytes that it had unless the ledger says otherwise.
void expect_true(const Ledger& ledger, std::string_view before, std::string_view after) {
    EXPECT_TRUE(check_ledger(ledger, before).empty()) << check_ledger(ledger, before);
    for (const LedgerEntry& e : ledger.entries) {
        const Result<std::string_view> was = find_at(before, e.source);
        ASSERT_TRUE(was) << e.source;
        if (!e.target) {
            EXPECT_EQ(e.fate, LedgerFate::dropped) << e.source;
            continue;
        }
        const Result<std::string_view> now = find_at(after, *e.target);
        ASSERT_TRUE(now) << e.source << " -> " << *e.target;
        EXPECT_TRUE(e.reason || *was == *now) << e.source;
        EXPECT_TRUE(e.fate != LedgerFate::exact || e.source == *e.target) << e.source;
    }
}

TEST(Upgrade, StepByStepWithALedgerEach) {
    const Result<Upgraded> middle = upgrade(old, "acme/register/2", steps);
    ASSERT_TRUE(middle) << middle.findings();
    const Result<Upgraded> all = upgrade(old, "acme/register/3", steps);
    ASSERT_TRUE(all) << all.findings();
    ASSERT_EQ(all->steps.size(), 2U);
    EXPECT_EQ(all->steps[0], middle->steps[0]);
    EXPECT_EQ(all->steps[0].from, "acme/register/1");
    EXPECT_EQ(all->steps[1].to, "acme/register/3");
    expect_true(all->steps[0], old, middle->text);
    expect_true(all->steps[1], middle->text, all->text);
    EXPECT_EQ(all->steps[0].count(LedgerFate::dropped), 1);
    EXPECT_EQ(all->steps[0].count(LedgerFate::exact), 1);  // /cost/cost

    const std::string_view expected = R"({"schema": "acme/register/3", "state": "open",
        "sites": [{"city": "Bonn", "price": 1.50, "currency": "EUR", "note": "kept"},
                  {"city": "Lyon", "price": 2, "currency": "USD"}],
        "price": {"price": 3}})";
    EXPECT_TRUE(diff_text(all->text, expected).value().empty()) << all->text;
    EXPECT_NE(all->text.find("1.50"), std::string::npos) << "numbers keep their digits";
    EXPECT_EQ(upgrade(all->text, "acme/register/3", steps)->text, all->text);
    EXPECT_TRUE(upgrade(all->text, "acme/register/3", steps)->steps.empty());
    EXPECT_EQ(upgrade(middle->text, "acme/register/3", steps)->text, all->text) << "a step is a step";
}

TEST(Upgrade, NothingIsLostInSilence) {
    // The document has a member of the new name, which the old version kept as unknown.
    EXPECT_THAT(
        rules_of(
            upgrade(R"({"schema":"acme/register/1","places":[],"sites":[1]})", "acme/register/2", steps).findings()),
        ElementsAre("CNK-UPGRADE-004"));
    // Two members would get one name.
    constexpr std::array both{UpgradeRule{UpgradeAction::rename, "/a", "c", {}, LedgerFate::renamed, {}},
                              UpgradeRule{UpgradeAction::rename, "/b", "c", {}, LedgerFate::renamed, {}}};
    const std::array clash{UpgradeStep{"x", 1, both}};
    EXPECT_THAT(rules_of(upgrade(R"({"schema":"x/1","a":1,"b":2})", "x/2", clash).findings()),
                ElementsAre("CNK-UPGRADE-004"));
    EXPECT_TRUE(upgrade(R"({"schema":"x/1","a":1})", "x/2", clash));
    // A step that removes without a reason is refused by the ledger.
    constexpr std::array mute{UpgradeRule{UpgradeAction::remove, "/a", {}, {}, LedgerFate::dropped, {}}};
    const std::array silent{UpgradeStep{"x", 1, mute}};
    EXPECT_THAT(rules_of(upgrade(R"({"schema":"x/1","a":{"b":1}})", "x/2", silent).findings()),
                ElementsAre("CNK-LEDGER-005"));
}

TEST(Upgrade, SaysWhyNot) {
    const auto rules = [](std::string_view text, std::string_view schema) {
        return rules_of(upgrade(text, schema, steps).findings());
    };
    EXPECT_THAT(rules(R"({"state":"open"})", "acme/register/2"), ElementsAre("CNK-UPGRADE-001"));
    EXPECT_THAT(rules(R"({"schema":3})", "acme/register/2"), ElementsAre("CNK-UPGRADE-001"));
    EXPECT_THAT(rules(R"({"schema":"acme/other/1"})", "acme/register/2"), ElementsAre("CNK-UPGRADE-001"));
    for (const char* schema : {"acme/register/0", "acme/register/x", "acme/register/", "register", "",
                               "acme/register/99999999999", "acme/register/-1", "acme/register/1 "})
        EXPECT_THAT(rules(std::string(R"({"schema":")") + schema + "\"}", "acme/register/2"),
                    ElementsAre("CNK-UPGRADE-001"))
            << schema;
    EXPECT_THAT(rules(R"({"schema":"acme/register/3"})", "acme/register/2"), ElementsAre("CNK-UPGRADE-002"));
    EXPECT_THAT(rules(R"({"schema":"acme/register/2"})", "acme/register/9"), ElementsAre("CNK-UPGRADE-003"));
    EXPECT_FALSE(upgrade(R"({"schema":"acme/register/1",)", "acme/register/2", steps));
    EXPECT_FALSE(upgrade("[]", "acme/register/2", steps));
}

// One step from each version of a type of document to the next, up to the version that it has now, and no other.
TEST(Upgrade, NoVersionIsLeftOut) {
    std::set<std::string> wanted;
    for (const TypeInfo* t : document_types()) {
        const std::string schema(t->schema);
        const std::size_t slash = schema.rfind('/');
        for (int n = 1; n < std::stoi(schema.substr(slash + 1)); ++n)
            wanted.insert(schema.substr(0, slash + 1) + std::to_string(n));
    }
    std::set<std::string> present;
    for (const UpgradeStep& s : upgrade_steps())
        EXPECT_TRUE(present.insert(std::string(s.document) + '/' + std::to_string(s.from)).second);
    EXPECT_EQ(present, wanted);
}

// Members go and come at the beginning, in the middle and at the end of an object, and nothing else of it moves.
TEST(Upgrade, KeepsTheLayout) {
    constexpr std::array rules{UpgradeRule{UpgradeAction::remove, "/**/x~1y", {}, {}, LedgerFate::dropped, "gone"},
                               UpgradeRule{UpgradeAction::add, "/**/n", "[0]", {}, LedgerFate::renamed, {}},
                               UpgradeRule{UpgradeAction::rename, "/o/*/b", "n", {}, LedgerFate::renamed, {}}};
    const std::array gone{UpgradeStep{"x", 1, rules}};
    const auto after = [&](const std::string& members) {
        const std::string text = R"({"schema": "x/1", "o": [ )" + members + " ]}";
        const Result<Upgraded> done = upgrade(text, "x/2", gone);
        EXPECT_TRUE(done) << members << '\n' << done.findings();
        if (!done) return std::string();
        expect_true(done->steps[0], text, done->text);
        constexpr std::string_view head = R"({"schema": "x/2", "o": [ )", tail = R"( ], "n": [0]})";
        EXPECT_TRUE(done->text.starts_with(head) && done->text.ends_with(tail)) << done->text;
        return done->text.substr(head.size(), done->text.size() - head.size() - tail.size());
    };
    EXPECT_EQ(after(R"({"x/y": 1, "a": 2 })"), R"({"a": 2, "n": [0] })");
    EXPECT_EQ(after(R"({"a":2,"x/y":{"b":[1,{}]},"c":3})"), R"({"a":2,"c":3, "n": [0]})");
    EXPECT_EQ(after(R"({"a": 2 , "x/y": 1 })"), R"({"a": 2, "n": [0] })");
    EXPECT_EQ(after(R"({ "x/y": 1, "x\u002fy2": 2 })"), R"({ "x\u002fy2": 2, "n": [0] })");
    EXPECT_EQ(after(R"({ "x\u002fy": 1 })"), R"({"n": [0]  })");
    EXPECT_EQ(after("{ }"), R"({"n": [0] })");
    EXPECT_EQ(after(R"({"b": 1})"), R"({"n": 1})");
    EXPECT_EQ(after(R"([], 3)"), R"([], 3)");
    EXPECT_THAT(rules_of(upgrade(R"({"schema":"x/1","o":[{"n":1,"b":2}]})", "x/2", gone).findings()),
                ElementsAre("CNK-UPGRADE-004"));
    EXPECT_TRUE(upgrade(R"({"schema":"x/1","o":[{"n":1}]})", "x/2", gone));
}

// Many changes in one document take a time that grows as the document does.
TEST(Upgrade, ManyChanges) {
    std::string text = R"({"schema":"acme/register/1","places":[)";
    for (int i = 0; i < 5000; ++i)
        text += std::string(i > 0 ? "," : "") + R"({"town":"x","fax":"1"})";
    text += "]}";
    const Result<Upgraded> done = upgrade(text, "acme/register/2", steps);
    ASSERT_TRUE(done) << done.findings();
    EXPECT_EQ(done->steps[0].count(LedgerFate::dropped), 5000);
    EXPECT_EQ(find_at(done->text, "/sites/4999").value(), R"({"city":"x"})");
}

}  // namespace
