// SPDX-License-Identifier: BSL-1.0
// What this version does not know survives, wherever it stands.
#include <carnk/catalog/builtin.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/json/read.hpp>
#include <carnk/json/write.hpp>

#include <gtest/gtest.h>

#include <random>
#include <tuple>

namespace {

using namespace carnk;

std::string subtree(std::mt19937& random, int depth = 0) {
    static const char* const scalars[] = {
        "1.10", "-0", "1E400", "123456789012345678901234567890", "null", "true", "\"\\u00e9\\/ \xC3\xA9\"", "\"\""};
    const auto kind = random() % (depth < 3 ? 10 : 8);
    if (kind < 8) return scalars[kind];
    std::string s = kind == 8 ? "{ " : "[\t";
    for (unsigned i = 0, n = random() % 4; i < n; ++i) {
        if (i > 0) s += " , ";
        if (kind == 8) s += "\"m" + std::to_string(i) + "\" :";
        s += subtree(random, depth + 1);
    }
    return s + (kind == 8 ? "}" : "]");
}

/// Puts an unknown member at the end of every object of compact text.
std::string with_unknown_members(const std::string& text, std::mt19937& random) {
    std::string out;
    bool in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (in_string && text[i] == '\\') {
            out += text[i++];
        } else if (text[i] == '"') {
            in_string = !in_string;
        } else if (!in_string && text[i] == '}') {
            if (out.back() != '{') out += ',';
            out += "\"x_later\":" + subtree(random);
        }
        out += text[i];
    }
    return out;
}

template <class T>
void expect_kept(const std::vector<T>& records) {
    ASSERT_FALSE(records.empty());
    std::mt19937 random(20261123);
    for (const T& record : records) {
        const std::string text = with_unknown_members(write(record), random);
        const Result<T> back = read<T>(text);
        ASSERT_TRUE(back) << back.findings() << text;
        ASSERT_EQ(write(*back), text);
    }
}

TEST(Extras, ASubtreeUnderEveryObjectOfTheCatalogueSurvivesByteForByte) {
    const Catalog& c = builtin_catalog();
    std::apply([](const auto&... records) { (expect_kept(records), ...); },
               std::tie(c.targets, c.constructs, c.products, c.trials, c.studies, c.centers, c.costs, c.eligibility,
                        c.terms, c.comparisons, c.mechanisms, c.access, c.checklists, c.faqs, c.value_sets, c.notes));
}

}  // namespace
