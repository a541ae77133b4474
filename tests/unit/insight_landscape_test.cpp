// SPDX-License-Identifier: BSL-1.0
#include <carnk/catalog/builtin.hpp>
#include <carnk/insight/landscape.hpp>
#include <carnk/json/read.hpp>
#include <carnk/json/write.hpp>
#include <carnk/model/catalog.hpp>

#include <gtest/gtest.h>

#include <map>
#include <numeric>

namespace {

using namespace carnk;
using Counts = std::map<std::string, std::int64_t>;

constexpr Dimension all_dimensions[] = {Dimension::phase,   Dimension::status,      Dimension::disease_group,
                                        Dimension::target,  Dimension::cell_source, Dimension::country,
                                        Dimension::sponsor, Dimension::start_year};

// Values and counts of a dimension; what is not stated under "-".
Counts counts(const Landscape& landscape, Dimension dimension) {
    Counts found;
    for (const ValueCount& v : landscape.tally(dimension)->values)
        found[v.value.value_or("-")] = v.count;
    return found;
}

Trial trial(std::string_view id, TrialStatus status) {
    Trial t;
    t.id = RegistryId::of(id);
    t.title = "A trial";
    t.status = status;
    return t;
}

Doubt doubt(DoubtReason reason) {
    Doubt d;
    d.reason = reason;
    d.explanation = "see there";
    return d;
}

// Every record of the built-in catalogue, and the same without the series of template-like registrations.
Landscape everything() {
    LandscapeOptions options;
    options.include_doubtful = true;
    return landscape(builtin_catalog(), options);
}
Landscape without_series() {
    LandscapeOptions options;
    options.leave_out = {DoubtReason::template_like, DoubtReason::same_series};
    return landscape(builtin_catalog(), options);
}

TEST(Landscape, CountsTheBuiltinTrials) {
    EXPECT_EQ(everything().trial_count, 199);
    EXPECT_EQ(without_series().trial_count, 169);
    EXPECT_EQ(without_series().doubtful_left_out_count, 30);
    const Landscape standard = landscape(builtin_catalog());
    EXPECT_EQ(standard.trial_count, 166) << "three more records carry another doubt";
    EXPECT_EQ(standard.doubtful_left_out_count, 33);
    EXPECT_EQ(standard.later_left_out_count, 0);
    ASSERT_TRUE(standard.as_of);
}

TEST(Landscape, CountsByPhaseInClinicalOrder) {
    EXPECT_EQ(
        counts(everything(), Dimension::phase),
        (Counts{
            {"early_phase1", 41}, {"phase1", 80}, {"phase1_2", 61}, {"phase2", 9}, {"not_applicable", 7}, {"-", 1}}));
    EXPECT_EQ(
        counts(without_series(), Dimension::phase),
        (Counts{
            {"early_phase1", 41}, {"phase1", 76}, {"phase1_2", 35}, {"phase2", 9}, {"not_applicable", 7}, {"-", 1}}));
    std::vector<std::string> order;
    const Landscape all = everything();
    for (const ValueCount& v : all.tally(Dimension::phase)->values)
        order.push_back(v.label);
    EXPECT_EQ(order, (std::vector<std::string>{"early phase 1", "phase 1", "phase 1/2", "phase 2", "not applicable",
                                               "not stated"}));
}

TEST(Landscape, KeepsTheStatusUnknownApartFromNotStated) {
    EXPECT_EQ(counts(everything(), Dimension::status), (Counts{{"not_yet_recruiting", 23},
                                                               {"recruiting", 83},
                                                               {"enrolling_by_invitation", 2},
                                                               {"active_not_recruiting", 12},
                                                               {"suspended", 4},
                                                               {"completed", 10},
                                                               {"terminated", 5},
                                                               {"withdrawn", 7},
                                                               {"unknown", 53}}));
    EXPECT_EQ(without_series().tally(Dimension::status)->count_of("recruiting"), 53);
    EXPECT_EQ(everything().tally(Dimension::status)->not_stated_count(), 0);
}

TEST(Landscape, CountsByDiseaseCellSourceAndCountry) {
    EXPECT_EQ(counts(everything(), Dimension::disease_group),
              (Counts{{"solid", 90}, {"hematologic", 79}, {"autoimmune", 25}, {"other", 5}}));
    EXPECT_EQ(counts(without_series(), Dimension::disease_group),
              (Counts{{"solid", 60}, {"hematologic", 79}, {"autoimmune", 25}, {"other", 5}}));
    EXPECT_EQ(counts(everything(), Dimension::cell_source),
              (Counts{{"cord_blood", 38}, {"nk92", 17}, {"peripheral_blood", 16}, {"ipsc", 15}, {"-", 113}}));
    EXPECT_EQ(counts(without_series(), Dimension::cell_source),
              (Counts{{"cord_blood", 36}, {"nk92", 17}, {"peripheral_blood", 13}, {"ipsc", 15}, {"-", 88}}));
    const Counts countries{{"CN", 99}, {"US", 46}, {"AU", 4}, {"KR", 3}, {"IR", 2}, {"PR", 2}, {"SG", 1},
                           {"DE", 1},  {"ZA", 1},  {"IT", 1}, {"ES", 1}, {"JP", 1}, {"-", 14}};
    EXPECT_EQ(counts(without_series(), Dimension::country), countries);
    EXPECT_EQ(everything().tally(Dimension::country)->count_of("CN"), 129);
}

TEST(Landscape, CountsATrialOnceForEachTarget) {
    const Landscape all = everything(), without = without_series();
    const Tally& targets = *all.tally(Dimension::target);
    EXPECT_EQ(targets.count_of("cd19"), 60);
    EXPECT_EQ(targets.count_of("her2"), 16);
    EXPECT_EQ(targets.count_of("nkg2d-ligands"), 15);
    EXPECT_EQ(targets.count_of("mesothelin"), 14);
    EXPECT_EQ(targets.count_of("bcma"), 13);
    EXPECT_EQ(targets.values.front().label, "CD19") << "targets go by the symbol of their record";
    EXPECT_EQ(without.tally(Dimension::target)->count_of("her2"), 4);
    EXPECT_EQ(without.tally(Dimension::target)->count_of("mesothelin"), 2);
    std::int64_t sum = 0;
    for (const ValueCount& v : targets.values)
        sum += v.count;
    EXPECT_GT(sum, all.trial_count);
    ASSERT_TRUE(targets.note);
    EXPECT_NE(targets.note->find("more than one"), std::string::npos) << *targets.note;
}

TEST(Landscape, LimitsTheListOfSponsorsAndSaysSo) {
    LandscapeOptions options;
    options.sponsor_limit = 2;
    const Landscape few = landscape(builtin_catalog(), options);
    const Tally& sponsors = *few.tally(Dimension::sponsor);
    ASSERT_EQ(sponsors.values.size(), 3U);
    EXPECT_EQ(sponsors.values[0].label, "M.D. Anderson Cancer Center");
    EXPECT_FALSE(sponsors.values[2].value) << "not stated is listed whatever the limit";
    ASSERT_TRUE(sponsors.further_trial_count && sponsors.further_value_count);
    EXPECT_EQ(
        sponsors.values[0].count + sponsors.values[1].count + sponsors.values[2].count + *sponsors.further_trial_count,
        few.trial_count);
}

TEST(Landscape, EveryTrialIsCountedInEveryDimension) {
    const Landscape all = everything();
    for (const Tally& t : all.tallies) {
        std::int64_t sum = t.further_trial_count ? t.further_trial_count->number() : 0;
        for (const ValueCount& v : t.values)
            sum += v.count;
        EXPECT_GE(sum, all.trial_count.number()) << label_of(t.dimension);
    }
    EXPECT_EQ(all.tallies.size(), std::size(all_dimensions));
}

TEST(Landscape, LeavesOutWhatItIsToldTo) {
    Catalog catalog;
    catalog.trials.push_back(trial("NCT00000001", TrialStatus::recruiting));
    catalog.trials.push_back(trial("NCT00000002", TrialStatus::recruiting));
    catalog.trials.push_back(trial("NCT00000003", TrialStatus::completed));
    catalog.trials[1].doubt = doubt(DoubtReason::template_like);
    catalog.trials[2].doubt = doubt(DoubtReason::not_a_car);

    EXPECT_EQ(landscape(catalog).trial_count, 1);
    LandscapeOptions options;
    options.leave_out = {DoubtReason::not_a_car};
    const Landscape some = landscape(catalog, options);
    EXPECT_EQ(some.trial_count, 2);
    EXPECT_EQ(some.doubtful_left_out_count, 1);
    ASSERT_EQ(some.doubts.size(), 2U);
    EXPECT_TRUE(some.doubts[0].counted);
    EXPECT_FALSE(some.doubts[1].counted);
    options.include_doubtful = true;
    EXPECT_EQ(landscape(catalog, options).trial_count, 3);
}

TEST(Landscape, LeavesOutTrialsThatWereCertainlyRegisteredLater) {
    Catalog catalog;
    for (const char* id : {"NCT00000001", "NCT00000002", "NCT00000003", "NCT00000004"})
        catalog.trials.push_back(trial(id, TrialStatus::recruiting));
    catalog.trials[0].dates.first_submitted = PartialDate::of("2020-05-01");
    catalog.trials[1].dates.first_submitted = PartialDate::of("2021-01");
    catalog.trials[2].dates.first_submitted = PartialDate::of("2020");  // perhaps before, perhaps after
    LandscapeOptions options;
    options.as_of = PartialDate::of("2020-06-30");
    const Landscape then = landscape(catalog, options);
    EXPECT_EQ(then.trial_count, 3);
    EXPECT_EQ(then.later_left_out_count, 1);
    EXPECT_NE(then.notes.front().find("1 with neither date are counted"), std::string::npos) << then.notes.front();

    // A start stands in for a registration that is not stated, and never goes before one that is.
    catalog.trials[3].dates.start.emplace().date = PartialDate::of("2020-07");
    catalog.trials[0].dates.start.emplace().date = PartialDate::of("2023-01");
    EXPECT_EQ(landscape(catalog, options).later_left_out_count, 2);
    options.as_of = PartialDate::of("2020-07");  // perhaps the same day
    EXPECT_EQ(landscape(catalog, options).later_left_out_count, 1);
}

TEST(Landscape, OfTheBuiltInCatalogueGrowsWithTheDate) {
    std::int64_t last = 0;
    for (const char* date : {"2014", "2018", "2022", "2030"}) {
        LandscapeOptions options;
        options.as_of = PartialDate::of(date);
        const Landscape then = landscape(builtin_catalog(), options);
        EXPECT_GT(then.trial_count, last) << date;
        last = then.trial_count;
    }
    EXPECT_EQ(last, landscape(builtin_catalog()).trial_count);
}

TEST(Landscape, NamesAnUnknownTargetByItsId) {
    Catalog catalog;
    catalog.trials.push_back(trial("NCT00000001", TrialStatus::recruiting));
    catalog.trials[0].targets = {Slug::of("cd19"), Slug::of("cd19")};
    const Landscape one = landscape(catalog);
    ASSERT_EQ(one.tally(Dimension::target)->values.size(), 1U);
    EXPECT_EQ(one.tally(Dimension::target)->values[0].label, "cd19");
    EXPECT_EQ(one.tally(Dimension::target)->values[0].count, 1) << "a target named twice is one target";
}

TEST(Landscape, OfAnEmptyCatalogueIsEmpty) {
    const Landscape none = landscape(Catalog());
    EXPECT_EQ(none.trial_count, 0);
    EXPECT_FALSE(none.as_of);
    for (const Tally& t : none.tallies)
        EXPECT_TRUE(t.values.empty());
}

TEST(Landscape, IsADocument) {
    const Landscape all = everything();
    const std::string text = write(all);
    EXPECT_TRUE(text.starts_with(R"({"schema":"carnk/landscape/1",)")) << text.substr(0, 60);
    const Result<Landscape> again = read<Landscape>(text);
    ASSERT_TRUE(again.ok()) << again.findings();
    EXPECT_EQ(*again, all);
}

TEST(Cross, AgreesWithTheTallies) {
    LandscapeOptions options;
    options.sponsor_limit = 0;
    const Landscape single = landscape(builtin_catalog(), options);
    for (const Dimension rows : all_dimensions)
        for (const Dimension columns : {Dimension::phase, Dimension::target}) {
            if (rows == columns) continue;
            const CrossTable table = cross(builtin_catalog(), rows, columns, options);
            EXPECT_EQ(table.trial_count, single.trial_count);
            ASSERT_EQ(table.rows.size(), single.tally(rows)->values.size());
            EXPECT_EQ(table.columns, single.tally(columns)->values);
            for (std::size_t r = 0; r < table.rows.size(); ++r) {
                const CrossRow& row = table.rows[r];
                EXPECT_EQ(row.value, single.tally(rows)->values[r].value);
                EXPECT_EQ(row.trial_count, single.tally(rows)->values[r].count);
                ASSERT_EQ(row.counts.size(), table.columns.size());
                std::int64_t sum = 0;
                for (const Count& n : row.counts)
                    sum += n;
                // A trial has one phase but may have several targets.
                if (columns == Dimension::phase)
                    EXPECT_EQ(sum, row.trial_count.number());
                else
                    EXPECT_GE(sum, row.trial_count.number());
            }
        }
}

TEST(Cross, IsADocument) {
    const CrossTable table = cross(builtin_catalog(), Dimension::disease_group, Dimension::phase);
    const Result<CrossTable> again = read<CrossTable>(write(table, pretty));
    ASSERT_TRUE(again.ok()) << again.findings();
    EXPECT_EQ(*again, table);
}

}  // namespace
