// SPDX-License-Identifier: BSL-1.0
// Fixes: which findings have one, what it is, and that everything else stays as it was.
#include <carnk/core/optional.hpp>
#include <carnk/json/canonical.hpp>
#include <carnk/json/fix.hpp>
#include <carnk/json/patch.hpp>
#include <carnk/json/read.hpp>
#include <carnk/model/catalog.hpp>
#include <carnk/model/cost_estimate.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace carnk;
using ::testing::IsEmpty;

// What the fix puts in the place of a value of a type, or nothing.
std::string right_for(std::string_view rule, std::string_view expected, const std::string& json) {
    Findings findings;
    Finding f;
    f.rule = rule;
    f.pointer = "/x";
    f.expected = expected;
    findings.add(f);
    const std::string text = "{\"x\": " + json + "}";
    propose_fixes(text, findings);
    if (!findings[0].fix) return "none";
    const Result<std::string> mended = edit_text(text, *findings[0].fix);
    return mended ? std::string(*find_at(*mended, "/x")) : "broken";
}

template <class T>
std::string right_text(const std::string& found) {
    const std::string r = right_for("CNK-JSON-016", T::expected, '"' + found + '"');
    return r == "none" ? r : r.substr(1, r.size() - 2);
}

TEST(Fix, IdentifiersGetTheirCanonicalSpelling) {
    EXPECT_EQ(right_text<Doi>("https://doi.org/10.1056/NEJMoa1910607"), "10.1056/NEJMoa1910607");
    EXPECT_EQ(right_text<Doi>("doi: 10.1056/NEJMoa1910607 "), "10.1056/NEJMoa1910607");
    EXPECT_EQ(right_text<Doi>("DOI:10.1056/NEJMoa1910607"), "10.1056/NEJMoa1910607");
    EXPECT_EQ(right_text<Pmid>("PMID: 32023374"), "32023374");
    EXPECT_EQ(right_text<Pmid>("https://pubmed.ncbi.nlm.nih.gov/32023374/"), "32023374");
    EXPECT_EQ(right_text<Pmcid>("pmc3084216"), "PMC3084216");
    EXPECT_EQ(right_text<RegistryId>("nct03056339"), "NCT03056339");
    EXPECT_EQ(right_text<RegistryId>("CHICTR2000037700"), "ChiCTR2000037700");
    EXPECT_EQ(right_text<RegistryId>("JRCT2033200431"), "jRCT2033200431");
    EXPECT_EQ(right_text<RegistryId>("https://clinicaltrials.gov/study/NCT03056339"), "NCT03056339");
    EXPECT_EQ(right_text<RorId>("https://ror.org/03yrm5c26"), "03yrm5c26");
    EXPECT_EQ(right_text<Orcid>("https://orcid.org/0000-0002-1694-233x"), "0000-0002-1694-233X");
    EXPECT_EQ(right_text<CountryCode>("us"), "US");
    EXPECT_EQ(right_text<CurrencyCode>(" usd"), "USD");
    EXPECT_EQ(right_text<UniprotAccession>("p15391"), "P15391");
    EXPECT_EQ(right_text<NcitCode>("NCIT:C138986"), "C138986");
    EXPECT_EQ(right_text<PartialDate>(" 2023-05-17\\n"), "2023-05-17");
    EXPECT_EQ(right_text<Url>("https://example.org "), "https://example.org");
}

TEST(Fix, NothingIsGuessed) {
    EXPECT_EQ(right_text<Orcid>("0000-0003-4423-4371"), "none") << "a check digit is not set right";
    EXPECT_EQ(right_text<RorId>("03yrm5c27"), "none");
    EXPECT_EQ(right_text<RegistryId>("NCT0305633"), "none");
    EXPECT_EQ(right_text<CountryCode>("uk"), "none") << "no such country, whatever is meant";
    EXPECT_EQ(right_text<CountryCode>("USA"), "none");
    EXPECT_EQ(right_text<CurrencyCode>("rmb"), "none");
    EXPECT_EQ(right_text<HgncSymbol>("c9orf72"), "none") << "symbols may have lower-case letters";
    EXPECT_EQ(right_text<PartialDate>("17.05.2023"), "none");
    EXPECT_EQ(right_text<PartialDate>("2023/05/17"), "none");
    EXPECT_EQ(right_text<PartialDate>("2023-02-29"), "none");
    EXPECT_EQ(right_text<UcumUnit>("MG/DL"), "none");
    EXPECT_EQ(right_text<Decimal>("475,000"), "none");
    EXPECT_EQ(right_text<Doi>(""), "none");
    EXPECT_EQ(right_text<Doi>("doi:"), "none");
}

TEST(Fix, WordsInAnotherSpelling) {
    constexpr std::string_view words = "one of recruiting, not_yet_recruiting, completed";
    EXPECT_EQ(right_for("CNK-JSON-017", words, "\"Not yet recruiting\""), "\"not_yet_recruiting\"");
    EXPECT_EQ(right_for("CNK-JSON-017", words, "\"NOT-YET-RECRUITING\""), "\"not_yet_recruiting\"");
    EXPECT_EQ(right_for("CNK-JSON-017", words, "\" completed\""), "\"completed\"");
    EXPECT_EQ(right_for("CNK-JSON-017", words, "\"recruting\""), "none") << "a misspelt word may mean another";
    EXPECT_EQ(right_for("CNK-JSON-017", words, "\"\""), "none");
    EXPECT_EQ(right_for("CNK-JSON-017", words, "1"), "none");
    EXPECT_EQ(right_for("CNK-JSON-017", "one of a_b, a-b", "\"A B\""), "none") << "two would do";
}

TEST(Fix, NumbersAndTheirQuotationMarks) {
    EXPECT_EQ(right_for("CNK-JSON-012", Count::expected, "\"36\""), "36");
    EXPECT_EQ(right_for("CNK-JSON-012", Percent::expected, "\"73.30\""), "73.30");
    for (const char* bad :
         {"\"-1\"", "\"36 \"", "\"036\"", "\"3.5\"", "\"1e3\"", "\"\"", "\"x\"", "true", "null", "[]"})
        EXPECT_EQ(right_for("CNK-JSON-012", Count::expected, bad), "none") << bad;
    EXPECT_EQ(right_for("CNK-JSON-012", Decimal::expected, "475000.00"), "\"475000.00\"");
    EXPECT_EQ(right_for("CNK-JSON-012", Decimal::expected, "4.75e5"), "none");
}

TEST(Fix, WhatReadingReallyFinds) {
    const std::string text = R"({"schema": "carnk/trial/1", "id": "nct03056339", "status": "Completed",
  "enrollment": {"count": "36"}, "countries": ["us", "CN"],
  "sources": [{"kind": "Registry", "title": "x", "doi": "https://doi.org/10.1000/x"}]})";
    Findings findings = read<Trial>(text, {.policy = syntax_only}).findings();
    propose_fixes(text, findings);
    const Result<FixedText> fixed = apply_fixes(text, findings);
    ASSERT_TRUE(fixed);
    EXPECT_THAT(fixed->left, IsEmpty());
    EXPECT_EQ(fixed->text, R"({"schema": "carnk/trial/1", "id": "NCT03056339", "status": "completed",
  "enrollment": {"count": 36}, "countries": ["US", "CN"],
  "sources": [{"kind": "registry", "title": "x", "doi": "10.1000/x"}]})");
    EXPECT_EQ(fixed->applied.size(), 6U);
    EXPECT_EQ(fixed->applied.front().pointer, "/id") << "in document order";
}

TEST(Fix, TextThatIsNoJsonHasNoFix) {
    Findings findings;
    Finding f;
    f.rule = "CNK-JSON-016";
    f.pointer = "/x";
    f.expected = Doi::expected;
    findings.add(f);
    propose_fixes("{\"x\": \"doi:10.1000/x\"", findings);
    EXPECT_FALSE(findings[0].fix);
    EXPECT_FALSE(apply_fixes("{", findings));
}

// Findings with these patches.
Findings with(const std::vector<std::string>& patches) {
    Findings findings;
    for (const std::string& patch : patches) {
        Finding f;
        f.rule = "ACME-1-001";
        f.fix = patch;
        findings.add(f);
    }
    return findings;
}

TEST(Fix, SeveralAtOnceKeepTheirPlaces) {
    const std::string text = "{ \"a\": [ 10,  11 ,12,\n13 ],\t\"b\" : 1.50, \"c\":{} }\n";
    const Result<FixedText> fixed = apply_fixes(
        text,
        with({R"([{"op":"remove","path":"/a/1"}])", R"([{"op":"remove","path":"/a/3"}])",
              R"([{"op":"replace","path":"/a/2","value":"x"}])", R"([{"op":"replace","path":"/c","value":[1, 2]}])"}));
    ASSERT_TRUE(fixed);
    EXPECT_EQ(fixed->text, "{ \"a\": [ 10 ,\"x\" ],\t\"b\" : 1.50, \"c\":[1,2] }\n");
    EXPECT_EQ(fixed->applied.size(), 4U);
}

TEST(Fix, WhatTouchesTheSamePlaceIsLeft) {
    const Result<FixedText> fixed =
        apply_fixes(R"({"a": [1, [2]]})",
                    with({R"([{"op":"replace","path":"/a/1/0","value":3}])", R"([{"op":"remove","path":"/a/1"}])",
                          R"([{"op":"remove","path":"/z"}])", "nonsense", "[]"}));
    ASSERT_TRUE(fixed);
    EXPECT_EQ(fixed->text, R"({"a": [1, [3]]})");
    EXPECT_EQ(fixed->applied.size(), 1U);
    EXPECT_EQ(fixed->left.size(), 4U);
}

TEST(EditText, DoesWhatApplyPatchDoesAndKeepsTheLayout) {
    const std::string text = "{\n  \"a\": [1.0, 2 , {\"k\" : \"v\"}],\n  \"b\": { \"x\": 1 },\n  \"c\": \"d\"\n}\n";
    const std::vector<std::pair<std::string, std::string>> cases = {
        {R"([{"op":"remove","path":"/a/0"}])",
         "{\n  \"a\": [ 2 , {\"k\" : \"v\"}],\n  \"b\": { \"x\": 1 },\n  \"c\": \"d\"\n}\n"},
        {R"([{"op":"remove","path":"/a/2"}])", "{\n  \"a\": [1.0, 2],\n  \"b\": { \"x\": 1 },\n  \"c\": \"d\"\n}\n"},
        {R"([{"op":"remove","path":"/a"}])", "{\n  \"b\": { \"x\": 1 },\n  \"c\": \"d\"\n}\n"},
        {R"([{"op":"remove","path":"/c"}])", "{\n  \"a\": [1.0, 2 , {\"k\" : \"v\"}],\n  \"b\": { \"x\": 1 }\n}\n"},
        {R"([{"op":"remove","path":"/b/x"}])",
         "{\n  \"a\": [1.0, 2 , {\"k\" : \"v\"}],\n  \"b\": {},\n  \"c\": \"d\"\n}\n"},
        {R"([{"op":"add","path":"/a/1","value":9}])",
         "{\n  \"a\": [1.0, 9, 2 , {\"k\" : \"v\"}],\n  \"b\": { \"x\": 1 },\n  \"c\": \"d\"\n}\n"},
        {R"([{"op":"add","path":"/a/-","value":9}])",
         "{\n  \"a\": [1.0, 2 , {\"k\" : \"v\"}, 9],\n  \"b\": { \"x\": 1 },\n  \"c\": \"d\"\n}\n"},
        {R"([{"op":"add","path":"/b/y","value":9}])",
         "{\n  \"a\": [1.0, 2 , {\"k\" : \"v\"}],\n  \"b\": { \"x\": 1, \"y\": 9 },\n  \"c\": \"d\"\n}\n"},
        {R"([{"op":"move","from":"/a/2","path":"/b"}])",
         "{\n  \"a\": [1.0, 2],\n  \"b\": {\"k\" : \"v\"},\n  \"c\": \"d\"\n}\n"},
        {R"([{"op":"copy","from":"/b","path":"/c"},{"op":"test","path":"/c/x","value":1}])",
         "{\n  \"a\": [1.0, 2 , {\"k\" : \"v\"}],\n  \"b\": { \"x\": 1 },\n  \"c\": { \"x\": 1 }\n}\n"},
        {R"([{"op":"replace","path":"","value":[]}])", "[]\n"},
        {"[]", text},
    };
    for (const auto& [patch, expected] : cases) {
        const Result<std::string> edited = edit_text(text, patch);
        ASSERT_TRUE(edited) << patch << edited.findings();
        EXPECT_EQ(*edited, expected) << patch;
        EXPECT_EQ(canonicalize(*edited).value(), canonicalize(*apply_patch(text, patch)).value()) << patch;
    }
    EXPECT_EQ(edit_text(text, R"([{"op":"remove","path":"/a"},{"op":"remove","path":"/zz"}])").findings()[0].rule,
              "CNK-PATCH-002")
        << "all or none";
    EXPECT_EQ(edit_text(text, "{}").findings()[0].rule, "CNK-PATCH-003");
}

TEST(FindAll, ReadsOnceAndSaysWhatIsNotThere) {
    const auto values = find_all_at(R"({"a":[1,2]})", {"/a/1", "/b", "bad", ""});
    ASSERT_TRUE(values);
    EXPECT_EQ(*(*values)[0], "2");
    EXPECT_FALSE((*values)[1]);
    EXPECT_FALSE((*values)[2]);
    EXPECT_EQ(*(*values)[3], R"({"a":[1,2]})");
    EXPECT_FALSE(find_all_at("{", {}));
}

}  // namespace
