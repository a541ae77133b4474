// SPDX-License-Identifier: BSL-1.0
// The loss ledger: every leaf once, and a proof that cannot be fooled.
#include <carnk/interop/documents.hpp>
#include <carnk/interop/ledger.hpp>
#include <carnk/json/read.hpp>
#include <carnk/json/write.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace carnk;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::string_view source =
    R"({"id": "NCT1", "sites": [{"city": "Bonn", "zip": null}, {}], "flags": [true, [], -1.50], "a/b": {"~": ""}})";

std::vector<std::string> rules_of(const Findings& findings) {
    std::vector<std::string> rules;
    for (const Finding& f : findings)
        rules.push_back(f.rule);
    return rules;
}

LedgerBuilder complete() {
    LedgerBuilder b("A", "B", "NCT1");
    b.cover("/sites", LedgerFate::kept_as_unknown, "/extra/places", "no such list");
    b.add("/id", LedgerFate::renamed, "/number");
    b.add("/flags/2", LedgerFate::dropped, {}, "no number there");
    b.add("/flags/0", LedgerFate::exact, "/flags/0");
    b.add("/flags/1", LedgerFate::dropped, {}, "no list there");
    b.add("/a~1b/~0", LedgerFate::merged, "/notes");
    return b;
}

TEST(Leaves, AreWhatHasNothingBelow) {
    EXPECT_THAT(leaves_of(source).value(), ElementsAre("/id", "/sites/0/city", "/sites/0/zip", "/sites/1", "/flags/0",
                                                       "/flags/1", "/flags/2", "/a~1b/~0"));
    EXPECT_THAT(leaves_of("1").value(), ElementsAre(""));
    EXPECT_THAT(leaves_of(" {} ").value(), ElementsAre(""));
    EXPECT_THAT(leaves_of("[[]]").value(), ElementsAre("/0"));
    EXPECT_THAT(leaves_of(R"(["]", {"}": "{"}])").value(), ElementsAre("/0", "/1/}"));
}

TEST(Leaves, OfBrokenTextAreNone) {
    EXPECT_THAT(rules_of(leaves_of("{\"a\": ").findings()), ElementsAre("CNK-JSON-002"));
    EXPECT_THAT(rules_of(leaves_of("{\"a\": 1, \"a\": 2}").findings()), ElementsAre("CNK-JSON-010"));
    EXPECT_THAT(rules_of(leaves_of("1 2").findings()), ElementsAre("CNK-JSON-003"));
}

TEST(LedgerBuilder, PutsEntriesInTheOrderOfTheSource) {
    const Result<Ledger> ledger = complete().finish(source);
    ASSERT_TRUE(ledger) << ledger.findings();
    std::vector<std::string> order, targets;
    for (const LedgerEntry& e : ledger->entries) {
        order.push_back(e.source);
        targets.push_back(e.target.value_or("-"));
    }
    EXPECT_EQ(order, leaves_of(source).value());
    EXPECT_THAT(targets, ElementsAre("/number", "/extra/places/0/city", "/extra/places/0/zip", "/extra/places/1",
                                     "/flags/0", "-", "-", "/notes"));
    EXPECT_EQ(ledger->leaves, 8);
    EXPECT_EQ(ledger->count(LedgerFate::kept_as_unknown), 3);
    EXPECT_EQ(ledger->count(LedgerFate::dropped), 2);
    EXPECT_EQ(ledger->count(LedgerFate::narrowed), 0);
    EXPECT_EQ(ledger->record, "NCT1");
}

TEST(LedgerBuilder, FindsALeafThatIsForgotten) {
    LedgerBuilder b("A", "B");
    b.cover("/sites", LedgerFate::dropped, {}, "x");
    b.cover("/flags", LedgerFate::exact, "/flags");
    b.add("/id", LedgerFate::exact, "/id");
    const Result<Ledger> ledger = b.finish(source);
    EXPECT_FALSE(ledger);
    EXPECT_THAT(rules_of(ledger.findings()), ElementsAre("CNK-LEDGER-001"));
    EXPECT_EQ(ledger.findings()[0].pointer, "/a~1b/~0");
    ASSERT_NE(ledger.best_effort(), nullptr);
    EXPECT_EQ(ledger.best_effort()->entries.size(), 7U);
}

TEST(LedgerBuilder, FindsALeafThatIsCountedTwice) {
    LedgerBuilder b = complete();
    b.add("/sites/0/city", LedgerFate::exact, "/city");
    const Result<Ledger> ledger = b.finish(source);
    EXPECT_THAT(rules_of(ledger.findings()), ElementsAre("CNK-LEDGER-002"));
    EXPECT_EQ(ledger.findings()[0].pointer, "/sites/0/city");
}

TEST(LedgerBuilder, FindsWhatTheSourceDoesNotHave) {
    LedgerBuilder b = complete();
    b.add("/sites", LedgerFate::exact, "/sites");  // an array that is not empty is no leaf
    b.cover("/phase", LedgerFate::exact, "/phase");
    EXPECT_THAT(rules_of(b.finish(source).findings()), ElementsAre("CNK-LEDGER-003", "CNK-LEDGER-003"));
}

TEST(LedgerBuilder, DoesNotTakeANameThatBeginsAlikeForOneBelow) {
    LedgerBuilder b("A", "B");
    b.cover("/a", LedgerFate::exact, "/a");
    EXPECT_THAT(rules_of(b.finish(R"({"a": [1], "ab": 2, "a-": 3})").findings()),
                ElementsAre("CNK-LEDGER-001", "CNK-LEDGER-001"));
}

TEST(CheckLedger, WantsReasonsWhereLessArrived) {
    Ledger ledger = complete().finish(source).value();
    ledger.entries[5].reason = "";
    ledger.entries[6].reason.reset();
    EXPECT_THAT(rules_of(check_ledger(ledger, source)), ElementsAre("CNK-LEDGER-005", "CNK-LEDGER-005"));
}

TEST(CheckLedger, CountsAnew) {
    Ledger ledger = complete().finish(source).value();
    ledger.leaves = 9;
    ledger.counts.pop_back();
    EXPECT_THAT(rules_of(check_ledger(ledger, source)), ElementsAre("CNK-LEDGER-004", "CNK-LEDGER-004"));
    ledger = complete().finish(source).value();
    ledger.entries.clear();
    EXPECT_TRUE(check_ledger(ledger, source).empty());
    EXPECT_THAT(rules_of(check_ledger(ledger, "[1]")), ElementsAre("CNK-LEDGER-004", "CNK-LEDGER-004"));
}

TEST(Ledger, IsADocument) {
    const Ledger ledger = complete().finish(source).value();
    const std::string text = write(ledger, pretty);
    EXPECT_THAT(text, HasSubstr("\"schema\": \"carnk/ledger/1\""));
    const Result<Ledger> again = read<Ledger>(text, {.policy = strict});
    ASSERT_TRUE(again) << again.findings();
    EXPECT_EQ(*again, ledger);
    EXPECT_NE(find_type("ledger"), nullptr);
}

TEST(Ledger, IsSummarised) {
    EXPECT_EQ(to_text(complete().finish(source).value()),
              "A -> B: NCT1: 8 leaves\n"
              "        1  exact\n"
              "        1  renamed\n"
              "        1  merged\n"
              "        3  kept as unknown\n"
              "             3: no such list\n"
              "        2  dropped\n"
              "             1: no list there\n"
              "             1: no number there\n");
    EXPECT_THAT(to_text(complete().finish(source).value(), 1), HasSubstr("and 1 more reasons\n"));
}

}  // namespace
