// SPDX-License-Identifier: BSL-1.0
// Whole texts: lists, nesting, spans, hostile input.
#include <carnk/catalog/builtin.hpp>
#include <carnk/json/read.hpp>
#include <carnk/json/write.hpp>
#include <carnk/model/catalog.hpp>
#include <carnk/screen/criteria.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <random>
#include <string>
#include <vector>

namespace {

using carnk::Computability;
using carnk::CriteriaSentence;
using carnk::CriteriaSpan;
using carnk::CriteriaSpanKind;
using carnk::Criterion;
using carnk::CriterionKind;
using carnk::ParsedCriteria;
using testing::ElementsAre;
using testing::HasSubstr;

// Spans are the text without gap or overlap; sentences, parts and words lie where they say.
void expect_tiles(const ParsedCriteria& p, std::string_view text) {
    ASSERT_EQ(p.bytes.number(), static_cast<std::int64_t>(text.size()));
    std::int64_t at = 0;
    std::size_t sentences = 0;
    for (const CriteriaSpan& s : p.spans) {
        ASSERT_EQ(s.begin.number(), at);
        ASSERT_LT(s.begin.number(), s.end.number());
        at = s.end.number();
        const std::string_view words = text.substr(static_cast<std::size_t>(s.begin.number()),
                                                   static_cast<std::size_t>(s.end.number() - s.begin.number()));
        if (s.kind == CriteriaSpanKind::space) {
            ASSERT_EQ(words.find_first_not_of(" \t\n\r\f\v"), std::string_view::npos);
        } else if (s.kind == CriteriaSpanKind::sentence) {
            ASSERT_LT(sentences, p.sentences.size());
            ASSERT_EQ(p.sentences[sentences].begin, s.begin);
            ++sentences;
        }
    }
    ASSERT_EQ(at, static_cast<std::int64_t>(text.size()));
    ASSERT_EQ(sentences, p.sentences.size());
    for (const CriteriaSentence& s : p.sentences) {
        for (const carnk::CriteriaPart& part : s.parts) {
            ASSERT_LE(s.begin.number(), part.begin.number());
            ASSERT_LT(part.begin.number(), part.end.number());
            ASSERT_LE(part.end.number(), s.end.number());
        }
        for (const carnk::TextSpan& u : s.unread) {
            ASSERT_LE(s.begin.number(), u.begin->number());
            ASSERT_LE(u.begin->number(), u.end->number());
            ASSERT_LE(u.end->number(), s.end.number());
        }
        ASSERT_EQ(s.computability == Computability::narrative, s.parts.empty());
    }
    for (const Criterion& c : p.criteria) {
        ASSERT_EQ(c.computability == Computability::narrative, !c.expression.has_value());
        ASSERT_EQ(c.computability == Computability::partial, c.residue.has_value());
    }
}

std::vector<std::string> sentences_of(const ParsedCriteria& p, std::string_view text) {
    std::vector<std::string> all;
    for (const CriteriaSentence& s : p.sentences) {
        const char list = !s.list ? '?' : *s.list == CriterionKind::inclusion ? 'I' : 'X';
        all.push_back(std::string(1, list) + std::to_string(s.depth.number()) + ' ' +
                      std::string(text.substr(static_cast<std::size_t>(s.begin.number()),
                                              static_cast<std::size_t>(s.end.number() - s.begin.number()))));
    }
    return all;
}

ParsedCriteria parsed(std::string_view text) {
    ParsedCriteria p = carnk::parse_criteria(text);
    expect_tiles(p, text);
    return p;
}

TEST(CriteriaText, ListsInManyStyles) {
    const auto lists = [](std::string_view text) {
        return sentences_of(parsed(text), text);
    };
    EXPECT_THAT(lists("Inclusion Criteria:\n\n* Age >= 18 years\n* ECOG 0-1\n\nExclusion Criteria:\n\n* Pregnant"),
                ElementsAre("I0 Age >= 18 years", "I0 ECOG 0-1", "X0 Pregnant"));
    EXPECT_THAT(lists("INCLUSION CRITERIA\n1. Age >= 18 years.\n2. ECOG 0-1.\nEXCLUSION CRITERIA\n1) Pregnant\n2) HIV"),
                ElementsAre("I0 Age >= 18 years.", "I0 ECOG 0-1.", "X0 Pregnant", "X0 HIV"));
    EXPECT_THAT(
        lists(
            "Key Inclusion Criteria:\r\n  - Age >= 18\r\n    years\r\n  - ECOG 0-1\r\nKey Exclusion Criteria:\r\n  - HIV"),
        ElementsAre("I0 Age >= 18\r\n    years", "I0 ECOG 0-1", "X0 HIV"));
    EXPECT_THAT(
        lists("Inclusion: 1. Age >= 18 years; 2. ECOG 0-1; 3. LVEF >= 50%. Exclusion Criteria: 1. Pregnant; 2. HIV."),
        ElementsAre("I0 Age >= 18 years;", "I0 ECOG 0-1;", "I0 LVEF >= 50%.", "X0 Pregnant;", "X0 HIV."));
    EXPECT_THAT(
        lists(
            "**Inclusion Criteria:**\n\n\xE2\x80\xA2 Age >= 18 years\n\xE2\x80\xA2 ECOG 0-1\n\n**Exclusion Criteria**\n\xE2\x80\xA2 HIV"),
        ElementsAre("I0 Age >= 18 years", "I0 ECOG 0-1", "X0 HIV"));
    EXPECT_THAT(lists("Criteria for inclusion:\n(1) Age >= 18 years\n(2) ECOG 0-1\nCriteria for exclusion:\n(1) HIV"),
                ElementsAre("I0 Age >= 18 years", "I0 ECOG 0-1", "X0 HIV"));
    EXPECT_THAT(lists("Patients will be excluded if they have any of the following:\n- HIV\n- Active infection"),
                ElementsAre("X0 HIV", "X0 Active infection"));
    EXPECT_THAT(lists("Inclusion Criteria:\n* Age >= 18 years. Both sexes are eligible. See e.g. the protocol.\n"),
                ElementsAre("I0 Age >= 18 years.", "I0 Both sexes are eligible.", "I0 See e.g. the protocol."));
    EXPECT_THAT(lists("Age >= 18 years\nECOG 0-1"), ElementsAre("?0 Age >= 18 years", "?0 ECOG 0-1"));
    EXPECT_TRUE(lists("").empty());
    EXPECT_TRUE(lists(" \n\t\n").empty());
}

TEST(CriteriaText, BeforeAnyHeadingNothingIsReadInFull) {
    const ParsedCriteria p = parsed("Pregnant or breastfeeding");
    ASSERT_EQ(p.criteria.size(), 1U);
    EXPECT_EQ(p.criteria[0].computability, Computability::partial);
    EXPECT_THAT(*p.criteria[0].residue, HasSubstr("no heading"));
    EXPECT_FALSE(p.sentences[0].list);
}

TEST(CriteriaText, ChildrenOfANeutralLeadInStandForThemselves) {
    const ParsedCriteria p = parsed(
        "Inclusion Criteria:\n\n* Adequate organ function defined as:\n  * ANC >= 1000/uL\n  * Creatinine <= 1.5 x ULN\n* ECOG 0-1");
    ASSERT_EQ(p.criteria.size(), 3U);
    for (const Criterion& c : p.criteria)
        EXPECT_EQ(c.computability, Computability::full) << c.text;
    EXPECT_EQ(p.sentences[1].depth.number(), 1);
    EXPECT_EQ(p.sentences[1].under->number(), 0);
}

TEST(CriteriaText, OneOfTheFollowingIsOneCriterion) {
    const std::string text =
        "Inclusion Criteria:\n1. Adequate renal function, one of the following:\n  a. Creatinine <= 1.5 mg/dL\n  b. Creatinine clearance >= 60 mL/min\n2. ECOG 0-1";
    const ParsedCriteria p = parsed(text);
    ASSERT_EQ(p.criteria.size(), 2U);
    EXPECT_EQ(short_form(*p.criteria[0].expression), "any(creatinine <= 1.5 mg/dL; creatinine-clearance >= 60 mL/min)");
    const ParsedCriteria unknown = parsed(
        "Inclusion Criteria:\n1. One of the following:\n  a. Creatinine <= 1.5 mg/dL\n  b. Good kidneys overall\n");
    ASSERT_EQ(unknown.criteria.size(), 1U);
    EXPECT_EQ(unknown.criteria[0].computability, Computability::partial);
    EXPECT_EQ(short_form(*unknown.criteria[0].expression), "any(creatinine <= 1.5 mg/dL; \"Good kidneys overall\")");
    const ParsedCriteria some =
        parsed("Inclusion Criteria:\n1. At least 2 of the following:\n  a. Creatinine <= 1.5 mg/dL\n  b. ECOG 0-1\n");
    ASSERT_EQ(some.criteria.size(), 1U);
    EXPECT_EQ(some.criteria[0].computability, Computability::narrative);
}

// A rule for some patients is true for all others: as an alternative it would let everybody pass.
TEST(CriteriaText, RulesForSomePatientsAreNoAlternativesForOthers) {
    const auto reads = [](const std::string& text) {
        const ParsedCriteria p = parsed(text);
        EXPECT_EQ(p.criteria.size(), 1U);
        return short_form(*p.criteria.at(0).expression);
    };
    EXPECT_EQ(
        reads(
            "Inclusion Criteria:\n* Karnofsky performance status >= 70% (age >= 16 years) or Lansky performance status >= 50% (age < 16 years)"),
        "all(if(age >= 16 a => karnofsky >= 70); if(age < 16 a => lansky >= 50))");
    EXPECT_EQ(reads("Inclusion Criteria:\n* ECOG 0-2 or Lansky >= 50 for patients < 16 years of age"),
              "any(ecog 0..2; all(age < 16 a; lansky >= 50))");
    EXPECT_EQ(reads("Exclusion Criteria:\n* Karnofsky < 70 for patients >= 16 years of age"),
              "all(age >= 16 a; karnofsky < 70)");
}

TEST(CriteriaText, AlternativesWithoutNestingAreNotDemanded) {
    const ParsedCriteria p = parsed(
        "Inclusion Criteria:\n\n* One of the following:\n* Creatinine <= 1.5 mg/dL\n* Creatinine clearance >= 60 mL/min\n");
    for (const Criterion& c : p.criteria)
        EXPECT_NE(c.computability, Computability::full) << c.text;
}

TEST(CriteriaText, ChildrenOfAConditionDependOnIt) {
    const ParsedCriteria p =
        parsed("Inclusion Criteria:\n* Patients with follicular lymphoma:\n  * At least 2 prior lines of therapy\n");
    ASSERT_EQ(p.criteria.size(), 1U);
    EXPECT_EQ(p.criteria[0].computability, Computability::partial);
    EXPECT_EQ(short_form(*p.criteria[0].expression),
              "if(\"Patients with follicular lymphoma:\" => lines(therapy) >= 2)");
    const ParsedCriteria x =
        parsed("Exclusion Criteria:\n* Any malignancy except the following:\n  * Cirrhosis\n  * HIV\n");
    ASSERT_EQ(x.criteria.size(), 1U);
    EXPECT_EQ(x.criteria[0].computability, Computability::narrative);
    EXPECT_TRUE(x.sentences[1].parts.empty());
}

TEST(CriteriaText, WhatIsSaidOfDonorsIsNotSaidOfPatients) {
    const ParsedCriteria p = parsed(
        "Donor Inclusion Criteria:\n* Age 18 to 60 years\n\nInclusion criteria for cohort B:\n* Age 18 to 75 years\n");
    ASSERT_EQ(p.criteria.size(), 2U);
    EXPECT_EQ(p.criteria[0].computability, Computability::narrative);
    EXPECT_EQ(p.criteria[1].computability, Computability::partial);
    EXPECT_THAT(*p.criteria[1].residue, HasSubstr("cohort B"));
}

TEST(CriteriaText, ASecondSentenceKeepsTheItemOpen) {
    const ParsedCriteria p =
        parsed("Exclusion Criteria:\n* Active infection. Patients with controlled infections are eligible.\n");
    ASSERT_EQ(p.criteria.size(), 1U);
    EXPECT_EQ(p.criteria[0].computability, Computability::partial);
    EXPECT_THAT(*p.criteria[0].residue, HasSubstr("controlled infections"));
}

TEST(CriteriaText, DocumentsRoundTrip) {
    const ParsedCriteria p = parsed(
        "Inclusion Criteria:\n* Age >= 18 years\n* ANC >= 1000/uL unless due to disease\nExclusion:\n* HIV \xFF\xFE infection\n");
    const auto written = carnk::try_write(p, carnk::pretty);
    ASSERT_TRUE(written.ok());
    const auto back = carnk::read<ParsedCriteria>(*written, carnk::ReadOptions());
    ASSERT_TRUE(back.ok());
    EXPECT_EQ(*back, p);
}

// What looks like a demand and is none, or depends on more than is understood, stays words.
// Signs of typesetters and of other keyboards say what the plain ones say.
TEST(CriteriaText, SignsAreReadAsWhatTheyAre) {
    const auto derived = [](const std::string& sentence) {
        const std::string text = "Inclusion Criteria:\n- " + sentence;
        const ParsedCriteria p = carnk::parse_criteria(text);
        expect_tiles(p, text);
        std::string all;
        for (const Criterion& c : p.criteria)
            if (c.expression) all += short_form(*c.expression) + (c.residue ? " and more" : "") + '\n';
        return all;
    };
    const std::string age = derived("Age >= 18 years"), range = derived("Age 18-75 years"),
                      platelets = derived("Platelets >= 50 * 10^9/L"),
                      bilirubin = derived("Total bilirubin <= 1.5 * ULN"), lvef = derived("LVEF > 50%");
    for (const std::string* read : {&age, &range, &platelets, &bilirubin, &lvef})
        ASSERT_FALSE(read->empty());
    for (const char* s : {"Age ≥ 18 years", "Age ⩾ 18 years", "Age ≧ 18 years", "Age\u00A0≥\u202F18\u2009years",
                          "Age\u3000≥\u200B18 years", "\uFEFFAge ≥ 18 years"})
        EXPECT_EQ(derived(s), age) << s;
    for (const char* s : {"Age 18–75 years", "Age 18—75 years", "Age 18−75 years", "Age 18‑75 years",
                          "Age 18－75 years", "Age 18～75 years", "Age 18 ~ 75 years"})
        EXPECT_EQ(derived(s), range) << s;
    for (const char* s : {"Platelets ≥ 50 × 10^9/L", "Platelets ≥ 50 ✕ 10^9/L", "Platelets ≥ 50 ⋅ 10^9∕L",
                          "Platelets ≥ 50＊10⁹⁄L", "Platelets ≥ 50×10⁹/L"})
        EXPECT_EQ(derived(s), platelets) << s;
    for (const char* s : {"Total bilirubin ≤ 1.5 × ULN", "Total bilirubin ⩽ 1.5×ULN", "Total bilirubin ≦ 1.5 ✖ ULN"})
        EXPECT_EQ(derived(s), bilirubin) << s;
    for (const char* s : {"LVEF ＞ 50％", "LVEF ＞50%。", "LVEF\u2003> 50 %"})
        EXPECT_EQ(derived(s), lvef) << s;
}

TEST(CriteriaText, EveryExpressionHasOneLine) {
    for (const carnk::EligibilityRecord& r : carnk::builtin_catalog().eligibility)
        for (const Criterion& c : r.criteria) {
            if (!c.expression) continue;
            const std::string line = short_form(*c.expression);
            EXPECT_FALSE(line.empty()) << c.id.text();
            EXPECT_EQ(line.find('\n'), std::string::npos) << line;
        }
    using carnk::Expression;
    const auto said = [](const char* words) {
        carnk::NarrativeAtom atom;
        atom.text = words;
        return Expression(atom);
    };
    const Expression a = said("a"), b = said("b");
    carnk::Not no;
    no.of = {a};
    carnk::AtLeast least;
    least.k = carnk::Count(2);
    least.of = {a, b};
    carnk::AtMost most;
    most.k = carnk::Count(1);
    most.of = {a, b};
    carnk::Ref ref;
    ref.criterion = carnk::Slug::of("inc-1");
    carnk::AllOf all;
    all.of = {no, least};
    EXPECT_EQ(short_form(all), R"(all(not("a"); at_least(2; "a"; "b")))");
    EXPECT_EQ(short_form(most), R"(at_most(1; "a"; "b"))");
    EXPECT_EQ(short_form(ref), "ref inc-1");
    EXPECT_EQ(short_form(carnk::AllOf()), "true");
    EXPECT_EQ(short_form(carnk::AnyOf()), "false");
}

TEST(CriteriaText, NothingIsGuessed) {
    const auto parts = [](const std::string& list, const std::string& sentence) {
        std::string all;
        for (const CriteriaSentence& s : parsed(list + " Criteria:\n* " + sentence).sentences)
            for (const carnk::CriteriaPart& part : s.parts)
                all += (all.empty() ? "" : "; ") + short_form(part.expression);
        return all;
    };
    for (const char* sentence :
         {"Patients who have failed prior CAR-T therapy", "ANC recovery to >= 1000/uL after chemotherapy",
          "Prior autologous stem cell transplant is not required",
          "Not a candidate for autologous stem cell transplant", "HIV negative",
          "Patients with HIV must have CD4 count > 200 cells/uL", "ANC >= 1.5 (G-CSF not allowed)",
          "Creatinine clearance >= 60 mL/min for subjects with creatinine > 1.5 x ULN",
          "Male patients must be >= 21 years", "Subjects with a history of HIV are excluded",
          "No prior radiotherapy to the target lesion", "Transaminases <= 3 x ULN", "Platelets >= 50"})
        EXPECT_EQ(parts("Inclusion", sentence), "") << sentence;
    for (const char* sentence :
         {"Family history of autoimmune disease", "Prior chemotherapy-induced neuropathy",
          "History of severe infusion reaction to rituximab", "Planned allogeneic transplant within 3 months",
          "No negative pregnancy test", "Uncontrolled diabetes or hypertension",
          "Hypertension not controlled by medication", "CNS prophylaxis within 4 weeks",
          "Stem cell transplant within 100 days", "HIV-related disease",
          "Use of live vaccines within 4 weeks prior to, or during the study",
          "Patients with controlled HIV may be enrolled"})
        EXPECT_EQ(parts("Exclusion", sentence), "") << sentence;
    EXPECT_EQ(parts("Inclusion", "ECOG 0-1 (ECOG 2 acceptable for patients > 70 years)"), "ecog 0..1");
    EXPECT_EQ(parts("Inclusion", "18 <= age <= 75 years"), "age 18..75 a");
}

// Words from the gold set, signs, line ends and random bytes in any order.
TEST(CriteriaText, SpansTileAnyText) {
    std::vector<std::string> pieces = {"\n",
                                       "\n\n",
                                       "\r\n",
                                       " ",
                                       "  ",
                                       "\t",
                                       "* ",
                                       "- ",
                                       "1. ",
                                       "2) ",
                                       "(a) ",
                                       "\xE2\x80\xA2 ",
                                       "Inclusion Criteria:",
                                       "Exclusion Criteria:\n",
                                       "(",
                                       ")",
                                       ";",
                                       ". ",
                                       ":",
                                       ",",
                                       " or ",
                                       " and ",
                                       " unless ",
                                       " if ",
                                       "\xE2\x89\xA5",
                                       "\xC3\x97",
                                       "10\xE2\x81\xB9/L",
                                       "x 10^9/L"};
    std::ifstream in(std::string(CARNK_TEST_DATA_DIR) + "/criteria/gold.txt");
    for (std::string line; std::getline(in, line);)
        if (!line.empty() && (line[0] == 'I' || line[0] == 'X')) pieces.push_back(line.substr(line.find(' ') + 1));
    std::mt19937 engine(20240117);
    const auto random = [&] {
        return static_cast<unsigned>(engine());
    };
    for (int round = 0; round < 1500; ++round) {
        std::string text;
        const unsigned n = 1 + random() % 40;
        for (unsigned i = 0; i < n; ++i) {
            const std::string& piece = pieces[random() % pieces.size()];
            const unsigned how = random() % 8;
            if (how == 0)
                text += static_cast<char>(random() & 0xFFU);
            else if (how == 1)
                text += piece.substr(random() % (piece.size() + 1));
            else
                text += piece;
        }
        expect_tiles(carnk::parse_criteria(text), text);
        if (HasFatalFailure()) FAIL() << text;
    }
}

TEST(CriteriaText, HostileTextsDoNoHarm) {
    const std::string big = [] {
        std::string s = "Inclusion Criteria:\n";
        while (s.size() < 600000)
            s += "* Age >= 18 years, ANC \xE2\x89\xA5 1000/\xC2\xB5L or platelets above 50 x 10^9/L (in 3 days)\n";
        return s;
    }();
    const auto seconds = [](const std::string& text) {
        const auto start = std::chrono::steady_clock::now();
        const ParsedCriteria p = carnk::parse_criteria(text);
        const double s = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        expect_tiles(p, text);
        return s;
    };
    const double half = seconds(big.substr(0, big.size() / 2)), whole = seconds(big);
    EXPECT_LT(whole, 4 * half + 0.5);
    // Whatever they are, they end in time.
    for (const std::string& unit :
         {std::string("a"), std::string(" "), std::string("("), std::string("1. "), std::string("\xFF"),
          std::string(1, '\0'), std::string("* \n"), std::string(". "), std::string("and "), std::string(">="),
          std::string("  * Age:\n"), std::string("Exclusion criteria: ")}) {
        std::string text;
        while (text.size() < 700000)
            text += unit;
        EXPECT_LT(seconds(text), 30) << unit;
    }
    EXPECT_LT(seconds(std::string(10000000, 'a')), 60);  // no line end at all
    // Ever deeper nesting
    std::string deep = "Inclusion Criteria:\n";
    for (std::size_t i = 0; i < 500; ++i)
        deep += std::string(i, ' ') + "* one of the following:\n";
    EXPECT_LT(seconds(deep), 20);
}

}  // namespace
