// SPDX-License-Identifier: BSL-1.0
// Criteria are compared by key: what is found among many is what is found between each two, and a record that asks the same too often
// is told where the search ended.
#include <carnk/core/optional.hpp>
#include <carnk/json/read.hpp>
#include <carnk/model/eligibility.hpp>
#include <carnk/rules/rule.hpp>
#include <carnk/rules/validate.hpp>

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace carnk;

std::string atom(const std::string& quantifier, const std::string& query, const std::string& rest = {}) {
    return R"({"kind":"atom","quantifier":")" + quantifier + R"(","query":{)" + query + '}' + rest + '}';
}

EligibilityRecord record_of(const std::vector<std::string>& criteria) {
    std::string text =
        R"({"schema":"carnk/eligibility/1","id":"elig-1","product":"p","therapy":"car_nk","coverage":{},"trial_match":{"basis":"printed"},"criteria":[)";
    for (const std::string& c : criteria)
        text += c + ',';
    if (!criteria.empty()) text.pop_back();
    const Result<EligibilityRecord> record =
        read<EligibilityRecord>(text + R"(],"sources":[{"kind":"primary_article","title":"t"}]})");
    EXPECT_TRUE(record.ok()) << record.findings();
    return record.ok() ? *record : EligibilityRecord();
}

std::string criterion(std::size_t i, const std::string& expression, const char* kind = "inclusion",
                      const std::string& scope = R"({"level":"study"})") {
    return R"({"id":"c-)" + std::to_string(i) + R"(","kind":")" + kind + R"(","scope":)" + scope +
           R"(,"text":"t","computability":"full","strength":"required","expression":)" + expression + '}';
}

Findings of_rule(const EligibilityRecord& record, std::string_view rule) {
    Findings found;
    for (const Finding& f : validate(record))
        if (f.rule == rule) found.add(f);
    return found;
}

TEST(RulesContradiction, AmongManyIsWhatIsBetweenEachTwo) {
    const std::string lvef = R"("domain":"measurement","codes":["lvef"])";
    const auto range = [](const std::string& interval) {
        return R"(,"test":{"kind":"range","interval":)" + interval + R"(,"unit":"%"})";
    };
    const std::array expressions{
        atom("exists", R"("domain":"condition","codes":["a"])"),
        atom("none", R"("domain":"condition","codes":["a"])"),
        atom("exists", R"("domain":"condition","codes":["b"])"),
        atom("latest", lvef, range(R"({"low":50})")),
        atom("latest", lvef, range(R"({"low":-0.0})")),
        atom("latest", lvef, range(R"({"low":0})")),
        atom("latest", lvef, range(R"({"high":45})")),
        atom("latest", lvef, range(R"({"high":45,"high_open":true})")),
        atom("all_of", lvef, range(R"({"high":20})")),
    };
    const std::array<std::string, 3> scopes{R"({"level":"study"})", R"({"level":"cohort","names":["x"]})",
                                            R"({"level":"cohort","names":["y","x"]})"};
    std::mt19937 random(20);  // the same on every machine
    const auto any = [&](std::size_t n) {
        return std::size_t{random() % n};
    };
    std::size_t contradictions = 0, repeats = 0;
    for (int n = 0; n < 25; ++n) {
        std::vector<std::string> all;
        for (std::size_t i = 0; i < 9; ++i)
            all.push_back(criterion(i, expressions[any(expressions.size())], any(3) == 0 ? "exclusion" : "inclusion",
                                    scopes[any(scopes.size())]));
        const auto text = [](const Findings& found) {
            std::string s;
            for (const Finding& f : found)
                s += f.rule + ' ' + f.pointer + ' ' + f.message + '\n';
            return s;
        };
        const auto expected = [&](std::string_view rule) {
            std::string s;
            for (std::size_t y = 0; y < all.size(); ++y)
                for (std::size_t x = 0; x < y; ++x)
                    if (Findings two = of_rule(record_of({all[x], all[y]}), rule); !two.empty()) {
                        EXPECT_EQ(two.size(), 1U) << two;
                        two.list()[0].pointer.replace(10, 1, std::to_string(y));  // "/criteria/1"
                        s += text(two);
                        break;
                    }
            return s;
        };
        const EligibilityRecord record = record_of(all);
        const Findings against = of_rule(record, "CNK-ELIG-031"), same = of_rule(record, "CNK-ELIG-032");
        EXPECT_EQ(text(against), expected("CNK-ELIG-031"));
        EXPECT_EQ(text(same), expected("CNK-ELIG-032"));
        contradictions += against.size();
        repeats += same.size();
    }
    EXPECT_GT(contradictions, 50U);
    EXPECT_GT(repeats, 20U);
}

TEST(RulesContradiction, SaysWhereItEndsIfTheSameIsAskedTooOften) {
    const std::string asked = atom("exists", R"("domain":"condition","codes":["a"])");
    std::vector<std::string> criteria;
    for (std::size_t i = 0; i < 3000; ++i)
        criteria.push_back(criterion(i, asked));
    criteria.push_back(criterion(3000, asked, "exclusion"));  // is never reached
    const Findings found = of_rule(record_of(criteria), "CNK-ELIG-031");
    ASSERT_EQ(found.size(), 1U);
    const Finding& f = *found.begin();
    // The n-th is compared with the n - 1 before it.
    EXPECT_EQ(f.pointer, "/criteria/2828");
    EXPECT_EQ(f.expected, "at most 4000000 comparisons");
    EXPECT_EQ(f.severity, Severity::error);
    EXPECT_NE(f.message.find("contradictions were not looked for"), std::string::npos) << f.message;
    EXPECT_NE(RuleSet::builtin().find("CNK-ELIG-031")->rationale.find("compare"), std::string::npos)
        << "the card tells of it";
}

}  // namespace
