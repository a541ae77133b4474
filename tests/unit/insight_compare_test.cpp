// SPDX-License-Identifier: BSL-1.0
// CAR-NK beside CAR-T, and records beside each other.
#include <carnk/catalog/builtin.hpp>
#include <carnk/insight/compare.hpp>
#include <carnk/insight/trust.hpp>
#include <carnk/json/read.hpp>
#include <carnk/model/catalog.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace {

using namespace carnk;

Source source(SourceKind kind, int year = 0) {
    Source s;
    s.kind = kind;
    s.title = "A source";
    if (year != 0) s.year = Year(year);
    return s;
}

TEST(Trust, IsReadOffTheKindsOfSource) {
    EXPECT_FALSE(evidence_by_kind({}));
    EXPECT_FALSE(confidence_by_kind({}));
    EXPECT_FALSE(knowledge_date({}));
    EXPECT_EQ(evidence_by_kind({source(SourceKind::review), source(SourceKind::meta_analysis)}),
              EvidenceLevel::systematic_review);
    EXPECT_FALSE(evidence_by_kind({source(SourceKind::review), source(SourceKind::primary_article)}))
        << "an article may be of any design";
    EXPECT_EQ(evidence_by_kind({source(SourceKind::company)}), EvidenceLevel::company_statement);
    EXPECT_EQ(evidence_by_kind({source(SourceKind::registry_mirror)}), EvidenceLevel::registration);
    EXPECT_FALSE(evidence_by_kind({source(SourceKind::web_page)}));
    EXPECT_FALSE(evidence_by_kind({source(SourceKind::web_page), source(SourceKind::registry)})) << "not alone";

    EXPECT_EQ(confidence_by_kind({source(SourceKind::news), source(SourceKind::web_page)}), Confidence::low);
    EXPECT_EQ(confidence_by_kind({source(SourceKind::news), source(SourceKind::review)}), Confidence::medium);
    Source article = source(SourceKind::primary_article);
    EXPECT_EQ(confidence_by_kind({article}), Confidence::high);
    article.part_read = "abstract";
    EXPECT_EQ(confidence_by_kind({article}), Confidence::medium);

    Source read = source(SourceKind::web_page, 2019);
    read.accessed = PartialDate::of("2026-03");
    EXPECT_EQ(knowledge_date({source(SourceKind::review, 2024), read})->text(), "2026-03");
    EXPECT_EQ(knowledge_date({source(SourceKind::review, 2024), source(SourceKind::review, 2020)})->text(), "2024");
}

TEST(CompareTherapies, EveryRowOfTheCatalogueWithItsSources) {
    const Catalog& catalog = builtin_catalog();
    const TherapyComparison all = compare_therapies(catalog);
    EXPECT_EQ(all.respects.size() + all.pools.size(), catalog.comparisons.size());
    EXPECT_GE(all.respects.size(), 15U);
    std::set<std::string> ids;
    for (const ComparedRespect& r : all.respects) {
        EXPECT_FALSE(r.sources.empty()) << r.id.text();
        EXPECT_TRUE(r.confidence) << r.id.text();
        EXPECT_TRUE(ids.insert(std::string(r.id.text())).second);
    }
    bool comparators = false;
    for (const ComparedPool& p : all.pools) {
        EXPECT_FALSE(p.sources.empty()) << p.id.text();
        comparators = comparators || p.estimates.comparator;
        EXPECT_TRUE(!comparators || p.estimates.therapy != TherapyClass::car_nk) << "CAR-NK first";
    }
    EXPECT_EQ(read<TherapyComparison>(write(all)).value(), all);

    const TherapyComparison crs = compare_therapies(catalog, "CRS");
    ASSERT_EQ(crs.respects.size(), 1U);
    EXPECT_EQ(crs.respects[0].respect, "cytokine release syndrome");
    EXPECT_EQ(compare_therapies(catalog, "Graft-versus").respects.size(), 1U) << "a part of the name";
    EXPECT_TRUE(compare_therapies(catalog, "no such thing").respects.empty());
    EXPECT_TRUE(compare_therapies(Catalog()).respects.empty());
}

TEST(CompareRecords, MemberByMember) {
    Trial a, b;
    a.id = RegistryId::of("NCT00000001");
    b.id = RegistryId::of("NCT00000002");
    a.title = b.title = "One title";
    a.status = TrialStatus::recruiting;
    b.status = TrialStatus::completed;
    b.acronym = "AB";
    const RecordComparison all = compare(a, b).value();
    EXPECT_EQ(all.record_schema, "carnk/trial/1");
    EXPECT_EQ(all.first_id, "NCT00000001");
    EXPECT_EQ(all.second_id, "NCT00000002");
    const auto member = [&](std::string_view name) {
        const auto at = std::find_if(all.members.begin(), all.members.end(),
                                     [&](const ComparedMember& m) { return m.member == name; });
        return at == all.members.end() ? nullptr : &*at;
    };
    ASSERT_TRUE(member("title") && member("status") && member("acronym"));
    EXPECT_TRUE(member("title")->same);
    EXPECT_EQ(*member("status")->first, "\"recruiting\"");
    EXPECT_EQ(*member("status")->second, "\"completed\"");
    ASSERT_EQ(member("status")->changes.size(), 1U);
    EXPECT_EQ(member("status")->changes[0].pointer, "/status");
    EXPECT_FALSE(member("acronym")->first) << "not stated is not empty";
    EXPECT_EQ(*member("acronym")->second, "\"AB\"");
    EXPECT_FALSE(member("id")) << "two records differ in their ids";
    EXPECT_EQ(read<RecordComparison>(write(all)).value(), all);
    const RecordComparison itself = compare(a, a).value();
    for (const ComparedMember& m : itself.members)
        EXPECT_TRUE(m.same) << m.member;
}

// The changes of all members make the second document of the first.
TEST(CompareRecords, NothingIsLost) {
    const Catalog& catalog = builtin_catalog();
    for (const auto& [first, second] : {std::pair<std::string_view, std::string_view>{"NCT03056339", "NCT05092451"},
                                        {"ft596", "ft576"},
                                        {"ab-201", "at19"}}) {
        const Result<RecordComparison> all = compare_records(catalog, first, second);
        ASSERT_TRUE(all) << to_string(all.findings());
        bool differs = false;
        for (const ComparedMember& m : all->members) {
            EXPECT_EQ(m.same, m.changes.empty()) << m.member;
            EXPECT_EQ(m.same,
                      m.first == m.second || diff_text(m.first.value_or("null"), m.second.value_or("null"))->empty())
                << m.member;
            differs = differs || !m.same;
        }
        EXPECT_TRUE(differs);
    }
    EXPECT_EQ(compare_records(catalog, "NCT03056339", "no-such").findings()[0].rule, "CNK-COMPARE-001");
    EXPECT_EQ(compare_records(catalog, "NCT03056339", "no-such").findings()[0].pointer, "/1");
    EXPECT_EQ(compare_records(catalog, "NCT03056339", "ft596").findings()[0].rule, "CNK-COMPARE-002");
    EXPECT_FALSE(compare_documents("{", "{}").ok());
    EXPECT_FALSE(compare_documents("[]", "7").ok());
}

}  // namespace
