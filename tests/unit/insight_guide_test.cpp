// SPDX-License-Identifier: BSL-1.0
// The guide: everything that it says has sources, a language, a date.
#include <carnk/catalog/builtin.hpp>
#include <carnk/insight/guide.hpp>
#include <carnk/json/detail/traits.hpp>
#include <carnk/json/read.hpp>
#include <carnk/json/write.hpp>
#include <carnk/model/catalog.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace {

using namespace carnk;

GuideQuery about(GuideTopic topic) {
    GuideQuery q;
    q.topic = topic;
    return q;
}

std::size_t answers(const Guide& g) {
    return static_cast<std::size_t>(
        std::count_if(g.statements.begin(), g.statements.end(),
                      [](const GuideStatement& s) { return s.origin == GuideOrigin::faq; }));
}

TEST(Guide, EveryStatementHasSourcesAndIsSaidOnce) {
    const Catalog& catalog = builtin_catalog();
    const Guide all = guide(catalog);
    EXPECT_TRUE(all.without_source.empty());
    EXPECT_GT(all.statements.size(), 100U);
    std::set<std::string> seen;
    std::size_t checklist_items = 0, dated = 0;
    for (const GuideStatement& s : all.statements) {
        EXPECT_FALSE(s.sources.empty()) << s.record_id.text();
        EXPECT_FALSE(s.title.empty()) << s.record_id.text();
        EXPECT_FALSE(s.text.empty()) << s.record_id.text();
        EXPECT_EQ(s.language.text(), "en");
        EXPECT_TRUE(s.confidence) << s.record_id.text();
        EXPECT_EQ(s.evidence.has_value(), s.evidence_stated.has_value());
        EXPECT_EQ(s.item_id.has_value(), s.origin == GuideOrigin::checklist);
        EXPECT_EQ(s.country.has_value(), s.origin == GuideOrigin::access);
        checklist_items += s.origin == GuideOrigin::checklist ? 1U : 0U;
        dated += s.as_of ? 1U : 0U;
        const std::string key =
            std::string(s.record_id.text()) + '/' + (s.item_id ? std::string(s.item_id->text()) : "") + '/' +
            (s.country ? std::string(s.country->text()) : "") + '/' + std::to_string(static_cast<int>(s.origin));
        EXPECT_TRUE(seen.insert(key).second) << key;
    }
    std::size_t items = 0;
    for (const Checklist& c : catalog.checklists)
        items += c.items.size();
    EXPECT_EQ(checklist_items, items);
    EXPECT_GT(dated, all.statements.size() / 2);
    EXPECT_EQ(read<Guide>(write(all)).value(), all);
    EXPECT_TRUE(std::is_sorted(all.statements.begin(), all.statements.end(),
                               [](const auto& a, const auto& b) { return a.topic < b.topic; }));
}

TEST(Guide, EveryTopicHasStatementsAndTheSixQuestionsHaveAnswers) {
    const Catalog& catalog = builtin_catalog();
    std::size_t sum = 0;
    for (const GuideTopic t : detail::enumerator_values<GuideTopic>) {
        const Guide g = guide(catalog, about(t));
        EXPECT_FALSE(g.statements.empty()) << label_of(t);
        EXPECT_FALSE(label_of(t).empty());
        sum += g.statements.size();
    }
    EXPECT_EQ(sum, guide(catalog).statements.size());
    for (const GuideTopic t : {GuideTopic::definition, GuideTopic::comparison, GuideTopic::indications,
                               GuideTopic::cost, GuideTopic::side_effects, GuideTopic::access})
        EXPECT_GE(answers(guide(catalog, about(t))), 1U) << label_of(t);
}

TEST(Guide, FiltersByCountryLanguageAndAudience) {
    const Catalog& catalog = builtin_catalog();
    GuideQuery q = about(GuideTopic::access);
    q.country = CountryCode::of("CN");
    const Guide china = guide(catalog, q);
    EXPECT_FALSE(china.statements.empty());
    for (const GuideStatement& s : china.statements)
        EXPECT_TRUE(!s.country || s.country->text() == "CN");
    q.country = CountryCode::of("DE");
    EXPECT_EQ(guide(catalog, q).statements.size(), answers(guide(catalog, q)));

    GuideQuery chinese;
    chinese.language = LanguageTag::of("zh");
    EXPECT_TRUE(guide(catalog, chinese).statements.empty()) << "never another language than the one asked for";
    Catalog more = catalog;
    Faq translated = catalog.faqs.front();
    translated.language = LanguageTag::of("zh-Hans");
    more.faqs.push_back(translated);
    EXPECT_EQ(guide(more, chinese).statements.size(), 1U) << "a second language is data";

    GuideQuery patients;
    patients.audience = GuideAudience::patient;
    EXPECT_LT(guide(catalog, patients).statements.size(), guide(catalog).statements.size());
}

TEST(Guide, EveryTextOfTheCatalogueNamesItsLanguageAndNoneIsGuessed) {
    for (const GuideStatement& s : guide(builtin_catalog()).statements)
        EXPECT_EQ(s.language.text(), "en") << s.record_id.text();
    for (const ComparisonRow& row : builtin_catalog().comparisons)
        EXPECT_TRUE(row.language) << row.id.text();

    Catalog catalog;
    catalog.mechanisms.push_back(builtin_catalog().mechanisms.front());
    MechanismItem& item = catalog.mechanisms.front();
    item.language.reset();
    ASSERT_EQ(guide(catalog).statements.size(), 1U);
    EXPECT_EQ(guide(catalog).statements.front().language.text(), "und");
    GuideQuery query;
    query.language = LanguageTag::of("zh");
    EXPECT_TRUE(guide(catalog, query).statements.empty());
    item.language = LanguageTag::of("zh-Hans");
    EXPECT_EQ(guide(catalog, query).statements.size(), 1U);
}

TEST(Guide, AStatementWithoutSourceIsNotGiven) {
    Catalog catalog;
    Faq faq = builtin_catalog().faqs.front();
    faq.sources.clear();
    catalog.faqs.push_back(faq);
    catalog.faqs.push_back(faq);
    const Guide g = guide(catalog);
    EXPECT_TRUE(g.statements.empty());
    ASSERT_EQ(g.without_source.size(), 1U);
    EXPECT_EQ(g.without_source[0], faq.id);
    EXPECT_TRUE(guide(Catalog()).statements.empty());
}

}  // namespace
