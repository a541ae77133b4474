// SPDX-License-Identifier: BSL-1.0
// Sentences written by hand with what must be understood of them: precision and recall, in all and for each variable.
#include <carnk/screen/criteria.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace {

struct Gold {
    carnk::CriterionKind kind{};
    bool open = false;  // more is said than the parts say
    std::string sentence{};
    std::vector<std::string> parts{};  // "variable: expression"
    int line = 0;
};

std::vector<Gold> gold_of(const std::string& file) {
    std::ifstream in(std::string(CARNK_TEST_DATA_DIR) + "/criteria/" + file);
    EXPECT_TRUE(in.good()) << file;
    std::vector<Gold> all;
    std::string line;
    for (int n = 1; std::getline(in, line); ++n) {
        if (line.empty() || line[0] == '#') continue;
        if (line[0] == ' ') {
            EXPECT_FALSE(all.empty());
            all.back().parts.push_back(line.substr(2));
            continue;
        }
        Gold g;
        g.kind = line[0] == 'X' ? carnk::CriterionKind::exclusion : carnk::CriterionKind::inclusion;
        g.open = line[1] == '~';
        g.sentence = line.substr(line.find(' ') + 1);
        g.line = n;
        all.push_back(std::move(g));
    }
    return all;
}

struct Score {
    int expected = 0, found = 0, right = 0;
};

struct Result {
    Score total{};
    std::map<std::string, Score> by{};
    int sentences = 0, overclaimed = 0, underclaimed = 0;

    [[nodiscard]] double precision() const {
        return total.found == 0 ? 0 : static_cast<double>(total.right) / total.found;
    }
    [[nodiscard]] double recall() const {
        return total.expected == 0 ? 0 : static_cast<double>(total.right) / total.expected;
    }
};

Result measure(const std::string& file) {
    Result r;
    for (const Gold& g : gold_of(file)) {
        ++r.sentences;
        const std::string text =
            (g.kind == carnk::CriterionKind::inclusion ? "Inclusion Criteria:\n\n* " : "Exclusion Criteria:\n\n* ") +
            g.sentence;
        const carnk::ParsedCriteria parsed = carnk::parse_criteria(text);
        std::vector<std::string> found;
        for (const carnk::CriteriaSentence& s : parsed.sentences)
            for (const carnk::CriteriaPart& p : s.parts)
                found.push_back(p.variable.text() + ": " + short_form(p.expression));
        std::vector<std::string> missed = g.parts, wrong;
        for (const std::string& p : g.parts) {
            ++r.total.expected;
            ++r.by[p.substr(0, p.find(':'))].expected;
        }
        for (const std::string& f : found) {
            Score& s = r.by[f.substr(0, f.find(':'))];
            ++r.total.found;
            ++s.found;
            const auto at = std::find(missed.begin(), missed.end(), f);
            if (at == missed.end()) {
                wrong.push_back(f);
                continue;
            }
            missed.erase(at);
            ++r.total.right;
            ++s.right;
        }
        bool full = !parsed.criteria.empty();
        for (const carnk::Criterion& c : parsed.criteria)
            full = full && c.computability == carnk::Computability::full;
        const bool wanted = !g.open && !g.parts.empty();
        if (full && !wanted) ++r.overclaimed;
        if (!full && wanted) ++r.underclaimed;
        if (!missed.empty() || !wrong.empty() || full != wanted) {
            std::cout << file << ':' << g.line << ": " << g.sentence << '\n';
            for (const std::string& m : missed)
                std::cout << "    missed  " << m << '\n';
            for (const std::string& w : wrong)
                std::cout << "    wrong   " << w << '\n';
            if (full != wanted)
                std::cout << (full ? "    claims to be read in full\n" : "    not claimed to be read in full\n");
        }
    }
    std::cout << "\n" << file << ": variable, expected, found, right\n";
    for (const auto& [name, s] : r.by)
        std::cout << "    " << name << std::string(name.size() < 24 ? 24 - name.size() : 1, ' ') << s.expected << '\t'
                  << s.found << '\t' << s.right << '\n';
    std::cout << r.sentences << " sentences, " << r.total.expected << " parts: precision " << r.precision()
              << ", recall " << r.recall() << "; read in full by mistake " << r.overclaimed
              << ", not in full by mistake " << r.underclaimed << "\n\n";
    return r;
}

TEST(CriteriaGold, SentencesWrittenBeforeThePatterns) {
    const Result r = measure("gold.txt");
    EXPECT_GE(r.sentences, 300);
    EXPECT_GE(r.precision(), 0.97);
    EXPECT_GE(r.recall(), 0.90);
    EXPECT_LE(r.overclaimed, 2);
}

// Each way of reading is reached by a sentence.
TEST(CriteriaGold, EveryPatternIsReached) {
    std::set<std::string> reached;
    for (const char* file : {"gold.txt", "heldout.txt"})
        for (const Gold& g : gold_of(file)) {
            const std::string heading =
                g.kind == carnk::CriterionKind::inclusion ? "Inclusion Criteria:\n* " : "Exclusion Criteria:\n* ";
            for (const carnk::CriteriaSentence& s : carnk::parse_criteria(heading + g.sentence).sentences)
                for (const carnk::CriteriaPart& p : s.parts)
                    reached.insert(p.pattern.text());
        }
    for (const char* pattern : {"age.bound",
                                "age.range",
                                "anc.bound",
                                "antigen.percentage",
                                "antigen.result",
                                "autoimmune.mention",
                                "cardiac.window",
                                "cns.mention",
                                "consent.guardian",
                                "consent.informed",
                                "contraception.agreed",
                                "creatinine.normal",
                                "ecog.bound",
                                "ecog.range",
                                "gvhd.mention",
                                "immunosuppressant.current",
                                "immunosuppressant.window",
                                "infection.mention",
                                "infection.result",
                                "karnofsky.by-age",
                                "karnofsky.bound",
                                "lansky.by-age",
                                "measurable.count",
                                "measurable.disease",
                                "nyha.range",
                                "pregnancy-test.negative",
                                "pregnancy.mention",
                                "prior-lines.count",
                                "prior-therapy.mention",
                                "sex.any",
                                "sex.only",
                                "steroid.current",
                                "steroid.window",
                                "transplant.mention",
                                "washout.since",
                                "washout.stopped",
                                "washout.window"})
        EXPECT_TRUE(reached.count(pattern)) << pattern;
}

// What is rendered reads back as the same; most of what is read in full can be rendered.
TEST(CriteriaGold, RenderedSentencesReadBack) {
    int full = 0, rendered = 0;
    for (const char* file : {"gold.txt", "heldout.txt"})
        for (const Gold& g : gold_of(file)) {
            const bool in = g.kind == carnk::CriterionKind::inclusion;
            const std::string heading = in ? "Inclusion Criteria:\n* " : "Exclusion Criteria:\n* ";
            for (const carnk::Criterion& c : carnk::parse_criteria(heading + g.sentence).criteria) {
                if (c.computability != carnk::Computability::full) continue;
                ++full;
                const carnk::Optional<std::string> s = criterion_sentence(*c.expression, g.kind);
                if (!s) {
                    std::cout << "not rendered: " << short_form(*c.expression) << '\n';
                    continue;
                }
                ++rendered;
                const carnk::ParsedCriteria back = carnk::parse_criteria(heading + *s);
                ASSERT_EQ(back.criteria.size(), 1U) << *s;
                EXPECT_EQ(back.criteria[0].expression, c.expression) << *s;
            }
        }
    std::cout << rendered << " of " << full << " rendered\n";
    EXPECT_EQ(rendered, full);
    EXPECT_FALSE(criterion_sentence(carnk::NarrativeAtom(), carnk::CriterionKind::inclusion));
}

TEST(CriteriaGold, SentencesWrittenAfterThePatterns) {
    const Result r = measure("heldout.txt");
    EXPECT_GE(r.sentences, 100);
    EXPECT_GE(r.precision(), 0.90);
    EXPECT_GE(r.recall(), 0.80);
}

}  // namespace
