// SPDX-License-Identifier: BSL-1.0
// The built-in catalogue holds everything that was collected for it: these figures were counted in the collected facts themselves.
#include <carnk/catalog/builtin.hpp>
#include <carnk/json/locate.hpp>
#include <carnk/json/write.hpp>
#include <carnk/rules/validate.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <mutex>
#include <set>
#include <thread>

namespace {

using namespace carnk;

const Catalog& c() {
    return builtin_catalog();
}

/// Sum of the sizes of a list member over all records.
template <class T, class F>
std::size_t sum(const std::vector<T>& records, F list) {
    std::size_t n = 0;
    for (const T& record : records) {
        const auto& member = list(record);
        if constexpr (requires { member.has_value(); })
            n += member ? member->size() : 0;
        else
            n += member.size();
    }
    return n;
}

/// Scalars in the JSON of a list.
template <class T>
std::size_t leaves(const std::vector<T>& records) {
    const std::string text = write(records);
    std::size_t n = 0;
    detail::TextWalker walker(text);
    walker.walk([&](std::size_t begin, std::size_t, bool value) {
        if (value && text[begin] != '{' && text[begin] != '[') ++n;
        return true;
    });
    return n;
}

TEST(BuiltinCatalog, HoldsEveryRecord) {
    EXPECT_EQ(c().trials.size(), 199U);
    EXPECT_EQ(c().constructs.size(), 50U);
    EXPECT_EQ(std::count_if(c().targets.begin(), c().targets.end(),
                            [](const auto& t) { return t.basis == TargetBasis::curated; }),
              45);
    EXPECT_EQ(c().studies.size(), 19U);
    EXPECT_EQ(c().centers.size(), 61U);
    EXPECT_EQ(c().costs.size(), 36U);
    EXPECT_EQ(c().eligibility.size(), 47U);
    EXPECT_EQ(sum(
                  c().eligibility, [](const auto& r) -> auto& { return r.criteria; }),
              500U);
    EXPECT_EQ(c().comparisons.size(), 25U);
    EXPECT_EQ(c().mechanisms.size(), 53U);
    EXPECT_EQ(c().access.size(), 12U);
}
TEST(BuiltinCatalog, HoldsEveryPartOfTheRecords) {
    const auto sources = [](const auto& r) -> auto& {
        return r.sources;
    };
    EXPECT_EQ(sum(c().trials, sources), 599U);
    EXPECT_EQ(sum(
                  c().trials, [](const Trial& t) -> auto& { return t.targets; }),
              265U);
    EXPECT_EQ(sum(
                  c().trials, [](const Trial& t) -> auto& { return t.conditions; }),
              312U);
    EXPECT_EQ(sum(
                  c().trials, [](const Trial& t) -> auto& { return t.countries; }),
              192U);
    EXPECT_EQ(sum(
                  c().trials, [](const Trial& t) -> auto& { return t.product.armoring; }),
              101U);
    EXPECT_EQ(std::count_if(c().trials.begin(), c().trials.end(),
                            [](const Trial& t) { return t.lymphodepletion.has_value(); }),
              86);
    EXPECT_EQ(
        std::count_if(c().trials.begin(), c().trials.end(), [](const Trial& t) { return t.enrollment.has_value(); }),
        194);
    EXPECT_EQ(std::count_if(c().trials.begin(), c().trials.end(), [](const Trial& t) { return t.sponsor.has_value(); }),
              191);
    EXPECT_EQ(sum(
                  c().constructs, [](const CarConstruct& x) -> auto& { return x.trial_ids; }),
              26U);
    EXPECT_EQ(sum(
                  c().constructs, [](const CarConstruct& x) -> auto& { return x.gene_edits; }),
              8U);
    EXPECT_EQ(sum(c().studies, sources), 47U);
    EXPECT_EQ(sum(c().centers, sources), 86U);
    EXPECT_EQ(sum(
                  c().centers, [](const Center& x) -> auto& { return x.trial_ids; }),
              134U);
    EXPECT_EQ(sum(
                  c().centers, [](const Center& x) -> auto& { return x.programmes; }),
              96U);
    EXPECT_EQ(sum(c().costs, sources), 40U);
    EXPECT_EQ(sum(c().comparisons, sources), 73U);
    EXPECT_EQ(sum(c().mechanisms, sources), 115U);
}
TEST(BuiltinCatalog, LosesNoLeaf) {
    // Scalars, null left out, in the collected facts. Typing them gives more, never fewer.
    EXPECT_GE(leaves(c().targets), 1326U);
    EXPECT_GE(leaves(c().constructs), 1069U);
    EXPECT_GE(leaves(c().trials), 4605U);
    EXPECT_GE(leaves(c().studies), 720U);
    EXPECT_GE(leaves(c().centers), 786U);
    EXPECT_GE(leaves(c().costs), 394U);
    EXPECT_GE(leaves(c().eligibility), 4829U);
    EXPECT_GE(leaves(c().comparisons), 747U);
    EXPECT_GE(leaves(c().mechanisms), 942U);
    EXPECT_GE(leaves(c().access), 89U);
    EXPECT_GE(leaves(c().value_sets), 1239U);
}
TEST(BuiltinCatalog, FlagsDoubtfulTrials) {
    std::size_t series = 0;
    for (const Trial& t : c().trials)
        if (t.doubt && (t.doubt->reason == DoubtReason::template_like || t.doubt->reason == DoubtReason::same_series))
            ++series;
    EXPECT_EQ(series, 30U);
    EXPECT_EQ(std::count_if(c().trials.begin(), c().trials.end(), is_doubtful), 33);
}
TEST(BuiltinCatalog, BreaksNoRule) {
    const ValidationReport report = validate_report(c());
    EXPECT_TRUE(report.clean()) << report.findings;
    EXPECT_EQ(report.findings.count(Severity::error), 0U);
    for (const RuleResult& r : report.rules)
        EXPECT_NE(r.outcome, RuleOutcome::failed) << r.rule << ' ' << r.reason.value_or("");
}
TEST(BuiltinCatalog, IsOneForAllThreads) {
    std::set<const Catalog*> seen;
    std::mutex mutex;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            const Catalog* p = &builtin_catalog();
            const std::lock_guard lock(mutex);
            seen.insert(p);
        });
    for (std::thread& t : threads)
        t.join();
    EXPECT_EQ(seen.size(), 1U);
}
TEST(BuiltinCatalog, FindsRecordsById) {
    ASSERT_NE(c().find<Trial>("NCT03056339"), nullptr);
    EXPECT_EQ(c().find<TargetAntigen>("cd19")->symbol, "CD19");
    EXPECT_EQ(c().find<CarConstruct>("no-such"), nullptr);
}

}  // namespace
