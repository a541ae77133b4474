// SPDX-License-Identifier: BSL-1.0
// Pooled proportions against published examples, a brute-force likelihood, and the counts of the catalogue.
#include <carnk/catalog/builtin.hpp>
#include <carnk/insight/pooled.hpp>
#include <carnk/json/read.hpp>
#include <carnk/json/write.hpp>
#include <carnk/model/catalog.hpp>
#include <carnk/model/study.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <set>

namespace {

using namespace carnk;

EventCount of(std::int64_t events, std::int64_t patients) {
    EventCount c;
    c.events = events;
    c.patients = patients;
    return c;
}

// The log likelihood by the trapezoidal rule over a wide fixed grid.
double brute_force(const std::vector<EventCount>& counts, double mean, double tau) {
    double sum = 0;
    for (const EventCount& c : counts) {
        const auto x = static_cast<double>(c.events.number()), n = static_cast<double>(c.patients.number());
        double integral = 0;
        constexpr double step = 0.01;
        for (double z = -12; z <= 12; z += step) {
            const double p = 1 / (1 + std::exp(-(mean + tau * z)));
            const double log_binomial = std::lgamma(n + 1) - std::lgamma(x + 1) - std::lgamma(n - x + 1);
            integral += step *
                        std::exp(log_binomial + (x > 0 ? x * std::log(p) : 0) + (n > x ? (n - x) * std::log1p(-p) : 0) -
                                 z * z / 2) /
                        std::sqrt(2 * std::numbers::pi);
        }
        sum += std::log(integral);
    }
    return sum;
}

// --- published examples ----------------------------------------------------------------------------------------------

// Newcombe RG, Stat Med 1998;17:857-872, Table I: methods 3 (Wilson) and 5 (Clopper-Pearson).
TEST(ProportionInterval, AgreesWithNewcombe1998) {
    struct Row {
        EventCount count;
        double wilson_low, wilson_high, exact_low, exact_high;
    };
    for (const Row& r :
         {Row{of(81, 263), 0.2553, 0.3662, 0.2527, 0.3676}, Row{of(15, 148), 0.0624, 0.1605, 0.0578, 0.1617},
          Row{of(0, 20), 0.0000, 0.1611, 0.0000, 0.1684}, Row{of(1, 29), 0.0061, 0.1718, 0.0009, 0.1776}}) {
        const FractionInterval wilson = wilson_interval(r.count).value(), exact = exact_interval(r.count).value();
        EXPECT_NEAR(wilson.low, r.wilson_low, 5e-5) << r.count.events;
        EXPECT_NEAR(wilson.high, r.wilson_high, 5e-5) << r.count.events;
        EXPECT_NEAR(exact.low, r.exact_low, 5e-5) << r.count.events;
        EXPECT_NEAR(exact.high, r.exact_high, 5e-5) << r.count.events;
    }
}

// Catheter infections of Niel-Weise 2007, as Stijnen T, Hamza TH, Ozdemir P, Stat Med 2010;29:3046-3067 analyse them; data
// printed in the documentation of the R package metadat (dat.nielweise2007).
const std::vector<EventCount> control{of(3, 117), of(3, 35),   of(9, 195),  of(7, 136), of(6, 157), of(4, 139),
                                      of(3, 177), of(2, 39),   of(19, 103), of(2, 122), of(7, 64),  of(1, 58),
                                      of(5, 175), of(11, 180), of(0, 105),  of(1, 262), of(3, 362), of(1, 69)};
const std::vector<EventCount> treated{of(0, 116), of(1, 44),  of(2, 208), of(0, 130), of(5, 151), of(1, 98),
                                      of(1, 174), of(1, 74),  of(1, 97),  of(1, 113), of(0, 66),  of(0, 70),
                                      of(3, 188), of(6, 187), of(0, 118), of(0, 252), of(1, 345), of(4, 64)};

// Table II, page 3050, as the tests of the R package metafor state it: to four digits on the scale of proportions. On that of log
// odds metafor integrates with 7 nodes, which moves the third digit of the variance where events are rarest; ours has 31, and the
// brute-force likelihood below shows which is nearer to the maximum.
TEST(Pool, AgreesWithStijnen2010ForRareEvents) {
    const PoolFit c = pool(control).value();
    EXPECT_EQ(c.state, PoolState::pooled);
    EXPECT_NEAR(*c.estimate, 0.0294, 5e-5);
    EXPECT_NEAR(c.interval->low, 0.0180, 5e-5);
    EXPECT_NEAR(c.interval->high, 0.0478, 5e-5);
    EXPECT_NEAR(*c.scaled_estimate, -3.4964, 5e-5);
    EXPECT_NEAR(*c.standard_error, 0.2570, 5e-5);
    EXPECT_NEAR(*c.tau_squared, 0.8124, 5e-4);

    const PoolFit t = pool(treated).value();
    EXPECT_NEAR(*t.estimate, 0.0081, 5e-5);
    EXPECT_NEAR(t.interval->low, 0.0040, 6e-5);
    EXPECT_NEAR(t.interval->high, 0.0161, 5e-5);
    EXPECT_NEAR(*t.scaled_estimate, -4.8121, 5e-4);
    EXPECT_NEAR(*t.standard_error, 0.3555, 5e-4);
    EXPECT_NEAR(*t.tau_squared, 0.8265, 1.5e-3);
    EXPECT_GT(brute_force(treated, *t.scaled_estimate, std::sqrt(t.tau_squared->number())),
              brute_force(treated, -4.8121, std::sqrt(0.8265)));
}

// Adherence of de Bruin 2009, with the prediction printed in metafor's documentation of rma.glmm.
TEST(Pool, AgreesWithMetaforForFrequentEvents) {
    PoolSettings normal;
    normal.student_prediction = false;
    const PoolFit f = pool({of(11, 29), of(24, 33), of(179, 326), of(82, 240), of(60, 110), of(11, 29), of(99, 244),
                            of(9, 17), of(88, 215), of(17, 26), of(26, 138), of(23, 55), of(40, 54)},
                           PoolModel::binomial_normal, normal)
                          .value();
    EXPECT_NEAR(*f.estimate, 0.4721, 6e-5);
    EXPECT_NEAR(f.interval->low, 0.3822, 6e-5);
    EXPECT_NEAR(f.interval->high, 0.5638, 6e-5);
    EXPECT_NEAR(f.prediction_interval->low, 0.2021, 6e-5);
    EXPECT_NEAR(f.prediction_interval->high, 0.7594, 6e-5);
}

// Miller JJ, Am Stat 1978;32:138, whose transformed values are twice ours.
TEST(Pool, FreemanTukeyAgreesWithMiller1978) {
    const PoolFit f = pool({of(3, 11), of(6, 17), of(10, 21), of(1, 6)}, PoolModel::freeman_tukey).value();
    EXPECT_EQ(*f.tau_squared, 0) << "so that it is Miller's weighted mean";
    EXPECT_NEAR(*f.scaled_estimate * 2, 1.3093, 5e-5);
    EXPECT_NEAR(*f.estimate, 0.3595, 5e-5);
}

// --- a second implementation ------------------------------------------------------------------------------------------

// The maximum by a search that shrinks around the best of its neighbours.
std::pair<double, double> brute_maximum(const std::vector<EventCount>& counts) {
    double mean = 0, tau = 0.5, best = brute_force(counts, mean, tau);
    for (double step = 0.5; step > 2e-5;) {
        bool better = false;
        for (const auto& [dm, dt] : {std::pair{step, 0.0},
                                     {-step, 0.0},
                                     {0.0, step},
                                     {0.0, -step},
                                     {step, step},
                                     {step, -step},
                                     {-step, step},
                                     {-step, -step}}) {
            if (tau + dt < 0) continue;
            if (const double l = brute_force(counts, mean + dm, tau + dt); l > best) {
                best = l;
                mean += dm;
                tau += dt;
                better = true;
                break;
            }
        }
        if (!better) step /= 2;
    }
    return {mean, tau};
}

TEST(Pool, AgreesWithABruteForceLikelihood) {
    const std::vector<std::vector<EventCount>> sets{
        {of(8, 11), of(4, 8), of(5, 7), of(0, 9), of(7, 10)},
        {of(0, 11), of(0, 37), of(5, 30), of(0, 6), of(1, 9)},
        {of(3, 10), of(3, 10)},
        {of(1, 1), of(0, 4), of(9, 40)},
    };
    for (const auto& counts : sets) {
        const PoolFit fit = pool(counts).value();
        ASSERT_EQ(fit.state, PoolState::pooled);
        const auto [mean, tau] = brute_maximum(counts);
        EXPECT_NEAR(*fit.scaled_estimate, mean, 5e-4);
        EXPECT_NEAR(std::sqrt(fit.tau_squared->number()), tau, 1e-3);
    }
}

// At the ends of the likelihood interval the greatest likelihood over tau has fallen by half the 95% point of chi-squared.
TEST(Pool, LikelihoodIntervalEndsWhereTheLikelihoodHasFallen) {
    const std::vector<EventCount> counts{of(8, 11), of(4, 8), of(5, 7), of(0, 9)};
    const PoolFit fit = pool(counts).value();
    const double top = brute_force(counts, *fit.scaled_estimate, std::sqrt(fit.tau_squared->number()));
    for (const double p : {fit.likelihood_interval->low.number(), fit.likelihood_interval->high.number()}) {
        double best = -std::numeric_limits<double>::infinity();
        for (double tau = 0; tau < 8; tau += 0.02)
            best = std::max(best, brute_force(counts, std::log(p / (1 - p)), tau));
        EXPECT_NEAR(top - best, 3.841459 / 2, 2e-3);
    }
    EXPECT_LT(fit.likelihood_interval->low, *fit.estimate);
    EXPECT_GT(fit.likelihood_interval->high, *fit.estimate);
}

// The exact interval from the definition: tails of the binomial distribution.
TEST(ProportionInterval, ExactOneHasTheTailsOfTheBinomial) {
    const auto tail = [](std::int64_t from, std::int64_t to, std::int64_t n, double p) {
        double sum = 0;
        for (std::int64_t k = from; k <= to; ++k)
            sum += std::exp(std::lgamma(static_cast<double>(n) + 1) - std::lgamma(static_cast<double>(k) + 1) -
                            std::lgamma(static_cast<double>(n - k) + 1) + static_cast<double>(k) * std::log(p) +
                            static_cast<double>(n - k) * std::log1p(-p));
        return sum;
    };
    for (std::int64_t n = 1; n <= 30; ++n)
        for (std::int64_t x = 0; x <= n; ++x) {
            const FractionInterval i = exact_interval(of(x, n), 0.9).value();
            if (x > 0)
                EXPECT_NEAR(tail(x, n, n, i.low), 0.05, 1e-9);
            else
                EXPECT_EQ(i.low, 0);
            if (x < n)
                EXPECT_NEAR(tail(0, x, n, i.high), 0.05, 1e-9);
            else
                EXPECT_EQ(i.high, 1);
        }
}

// --- edges ------------------------------------------------------------------------------------------------------------

TEST(Pool, ZeroEventsAndNoPatients) {
    const PoolFit none = pool({of(0, 11), of(0, 8), of(0, 0)}).value();
    EXPECT_EQ(none.state, PoolState::no_event);
    EXPECT_EQ(none.study_count, 2) << "a study without patients says nothing";
    EXPECT_EQ(*none.estimate, 0);
    EXPECT_NEAR(none.interval->high, 1 - std::pow(0.025, 1.0 / 19), 1e-9);
    EXPECT_FALSE(none.tau_squared);
    EXPECT_FALSE(none.prediction_interval);

    EXPECT_EQ(pool({of(4, 4), of(2, 2)}).value().state, PoolState::all_events);
    EXPECT_EQ(pool({}).value().state, PoolState::no_study);
    EXPECT_EQ(pool({of(0, 0)}).value().state, PoolState::no_study);
    EXPECT_FALSE(pool({}).value().estimate);
    EXPECT_EQ(pool({of(3, 9), of(0, 0)}).value().state, PoolState::single_study);
    EXPECT_EQ(pool({of(0, 50), of(50, 50)}).value().state, PoolState::not_estimable);
    EXPECT_FALSE(pool({of(0, 50), of(50, 50)}).value().estimate);

    const FractionInterval nothing = exact_interval(of(0, 0)).value();
    EXPECT_EQ(nothing.low, 0);
    EXPECT_EQ(nothing.high, 1);
}

// Without variance the mean is the median; with much of it, it is drawn to one half. Against a plain sum over quantile-like steps.
TEST(Pool, AverageIsTheMeanOverStudies) {
    const PoolFit same = pool({of(3, 10), of(3, 10), of(6, 20)}).value();
    EXPECT_NEAR(*same.average, *same.estimate, 1e-9);
    const PoolFit apart = pool({of(0, 37), of(0, 8), of(0, 6), of(5, 30), of(0, 9)}).value();
    EXPECT_GT(*apart.average, *apart.estimate);
    double sum = 0;
    const double mean = *apart.scaled_estimate, tau = std::sqrt(apart.tau_squared->number());
    for (double z = -9; z < 9; z += 0.003)
        sum += 0.003 * std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi) / (1 + std::exp(-(mean + tau * z)));
    EXPECT_NEAR(*apart.average, sum, 1e-6);
}

TEST(Pool, TwoStudiesHaveNoPredictionInterval) {
    EXPECT_FALSE(pool({of(3, 10), of(5, 10)}).value().prediction_interval);
    EXPECT_TRUE(pool({of(3, 10), of(5, 10), of(2, 7)}).value().prediction_interval);
}

TEST(Pool, ImpossibleInputIsAFinding) {
    const Result<PoolFit> more = pool({of(5, 4)});
    ASSERT_FALSE(more.ok());
    EXPECT_EQ(more.findings().begin()->rule, "CNK-STA-001");
    for (const double level : {0.0, 1.0, -1.0, 2.0, std::numeric_limits<double>::quiet_NaN()}) {
        PoolSettings settings;
        settings.level = level;
        const Result<PoolFit> bad = pool({of(1, 4)}, PoolModel::binomial_normal, settings);
        ASSERT_FALSE(bad.ok());
        EXPECT_EQ(bad.findings().begin()->rule, "CNK-STA-002");
        EXPECT_FALSE(wilson_interval(of(1, 2), level).ok());
        EXPECT_FALSE(exact_interval(of(1, 2), level).ok());
    }
    EXPECT_FALSE(heterogeneity({of(2, 1), of(1, 2)}).ok());
    EXPECT_EQ(pool(std::vector<EventCount>(2, of(1, 1'000'000'000'000))).findings().begin()->rule, "CNK-STA-003");
}

TEST(Heterogeneity, AgreesWithHandCalculation) {
    // log odds 0 and log(1/3), weights 5 and 3.75 (half of 10, and 15 * 5 / 20)
    const Heterogeneity h = heterogeneity({of(10, 20), of(5, 20)}).value().value();
    EXPECT_EQ(h.degrees_of_freedom, 1);
    EXPECT_NEAR(h.q, 5 * 3.75 / 8.75 * std::log(3) * std::log(3), 1e-12);
    EXPECT_NEAR(h.q_p_value, std::erfc(std::sqrt(h.q / 2)), 1e-12);
    EXPECT_NEAR(h.i_squared, (h.q - 1) / h.q, 1e-12);
    const double ratio =
        2 * (10 * std::log(10 / 7.5) + 10 * std::log(10 / 12.5) + 5 * std::log(5 / 7.5) + 15 * std::log(15 / 12.5));
    EXPECT_NEAR(h.likelihood_ratio, ratio, 1e-12);
    EXPECT_FALSE(heterogeneity({of(1, 2)}).value());
}

// --- the catalogue ----------------------------------------------------------------------------------------------------

constexpr ClinicalOutcome all_outcomes[] = {
    ClinicalOutcome::objective_response, ClinicalOutcome::complete_response, ClinicalOutcome::crs_any,
    ClinicalOutcome::crs_grade3_plus,    ClinicalOutcome::icans_any,         ClinicalOutcome::icans_grade3_plus,
    ClinicalOutcome::acute_gvhd,         ClinicalOutcome::chronic_gvhd,      ClinicalOutcome::overall_survival_1y};

const PooledStudy* study(const PooledOutcome& o, std::string_view id) {
    for (const PooledStudy& s : o.studies)
        if (s.study_id.text() == id) return &s;
    return nullptr;
}
const ExcludedStudy* left_out(const PooledOutcome& o, std::string_view id) {
    for (const ExcludedStudy& e : o.excluded)
        if (e.study_id.text() == id) return &e;
    return nullptr;
}

TEST(Pooled, EveryStudyIsInOrOutWithAReasonAndSources) {
    const Catalog& catalog = builtin_catalog();
    for (const bool derived : {false, true})
        for (const ClinicalOutcome outcome : all_outcomes) {
            PooledOptions options;
            options.include_derived = derived;
            const PooledOutcome o = pooled(catalog, outcome, options).value();
            EXPECT_EQ(o.studies.size() + o.excluded.size(), catalog.studies.size());
            std::int64_t events = 0, patients = 0;
            for (const PooledStudy& s : o.studies) {
                EXPECT_FALSE(s.sources.empty()) << s.study_id.text();
                EXPECT_TRUE(derived || !s.derived) << s.study_id.text();
                events += s.count.events;
                patients += s.count.patients;
                const PublishedStudy* record = catalog.find<PublishedStudy>(s.study_id.text());
                for (const PooledStudy& other : o.studies)
                    for (const Slug& id : record->overlapping_study_ids)
                        EXPECT_NE(other.study_id, id) << "patients counted twice";
            }
            EXPECT_EQ(o.fit.event_count, events);
            EXPECT_EQ(o.fit.patient_count, patients);
            for (const ExcludedStudy& e : o.excluded) {
                EXPECT_FALSE(e.explanation.empty());
                EXPECT_FALSE(e.sources.empty()) << e.study_id.text();
                EXPECT_EQ(e.overlaps_with.has_value(), e.reason == PoolExclusion::overlap);
            }
            for (const PoolGrouping by :
                 {PoolGrouping::target, PoolGrouping::cell_source, PoolGrouping::disease_group}) {
                std::int64_t grouped = 0;
                for (const PoolSubgroup& g : o.subgroups)
                    if (g.by == by) grouped += g.fit.patient_count;
                EXPECT_EQ(grouped, patients) << "each study is in one group";
            }
            const std::string text = write(o);
            EXPECT_EQ(read<PooledOutcome>(text).value(), o);
            EXPECT_EQ(write(pooled(catalog, outcome, options).value()), text) << "the same twice";
        }
}

TEST(Pooled, TakesOnlyStatedCountsAndNoPatientTwice) {
    const PooledOutcome strict = pooled(builtin_catalog(), ClinicalOutcome::objective_response).value();
    ASSERT_TRUE(study(strict, "liu-2020-cd19-cb"));
    EXPECT_EQ(study(strict, "liu-2020-cd19-cb")->count, of(8, 11));
    ASSERT_TRUE(left_out(strict, "marin-2024-cd19-cb"));
    EXPECT_EQ(left_out(strict, "marin-2024-cd19-cb")->reason, PoolExclusion::derived_count);
    EXPECT_EQ(left_out(strict, "ghobadi-2025-ft596")->reason, PoolExclusion::only_in_subgroup);

    PooledOptions options;
    options.include_derived = true;
    const PooledOutcome wide = pooled(builtin_catalog(), ClinicalOutcome::objective_response, options).value();
    EXPECT_EQ(study(wide, "marin-2024-cd19-cb")->count, of(18, 37));
    ASSERT_TRUE(left_out(wide, "liu-2020-cd19-cb"));
    EXPECT_EQ(left_out(wide, "liu-2020-cd19-cb")->reason, PoolExclusion::overlap);
    EXPECT_EQ(left_out(wide, "liu-2020-cd19-cb")->overlaps_with->text(), "marin-2024-cd19-cb");

    const PooledOutcome crs = pooled(builtin_catalog(), ClinicalOutcome::crs_any).value();
    EXPECT_EQ(study(crs, "marin-2024-cd19-cb")->count, of(0, 37)) << "the larger of two that share patients";
    EXPECT_EQ(left_out(crs, "huang-2025-cd33-cb")->reason, PoolExclusion::no_event_count);
    EXPECT_NE(left_out(crs, "huang-2025-cd33-cb")->explanation.find("70% to 80%"), std::string::npos)
        << "most of its patients had CRS: that must not go unseen";
    EXPECT_NE(std::find_if(crs.notes.begin(), crs.notes.end(),
                           [](const std::string& n) { return n.find("huang-2025-cd33-cb") != std::string::npos; }),
              crs.notes.end());
    EXPECT_EQ(left_out(pooled(builtin_catalog(), ClinicalOutcome::icans_any).value(), "nkx019-2022")->reason,
              PoolExclusion::no_denominator);
    const PooledOutcome survival = pooled(builtin_catalog(), ClinicalOutcome::overall_survival_1y).value();
    EXPECT_EQ(survival.fit.state, PoolState::no_study);
    EXPECT_EQ(left_out(survival, "marin-2024-cd19-cb")->reason, PoolExclusion::only_percentage);
}

TEST(Pooled, PublishedPoolOfFourStudiesStandsBesideOurs) {
    const PooledOutcome o = pooled(builtin_catalog(), ClinicalOutcome::objective_response).value();
    ASSERT_EQ(o.published.size(), 1u);
    const PublishedPool& p = o.published.front();
    EXPECT_EQ(p.comparison_id.text(), "pool-cd19-carnk-ash2024");
    EXPECT_EQ(*p.study_count, 4);
    EXPECT_EQ(*p.patient_count, 81);
    EXPECT_EQ(*p.result.proportion.percent, 52);
    EXPECT_FALSE(p.sources.empty());
    EXPECT_EQ(p.ours.patient_count, 11) << "only one report on CD19 states the count itself";
    EXPECT_EQ(p.ours_with_derived.event_count, 18 + 5 + 11);
    EXPECT_EQ(p.ours_with_derived.patient_count, 37 + 8 + 16);
    EXPECT_NE(p.discussion.find("cannot be computed again"), std::string::npos);
}

TEST(Pooled, PeerReviewedOnlyLeavesOutTheOthers) {
    PooledOptions options;
    options.peer_reviewed_only = true;
    const PooledOutcome o = pooled(builtin_catalog(), ClinicalOutcome::complete_response, options).value();
    EXPECT_FALSE(study(o, "nkx019-2022"));
    EXPECT_EQ(left_out(o, "nkx019-2022")->reason, PoolExclusion::not_peer_reviewed);
    for (const PooledStudy& s : o.studies)
        EXPECT_EQ(s.publication, SourceKind::primary_article);
}

TEST(Pooled, HostileRecordsAreLeftOutNotCounted) {
    Catalog catalog;
    const auto add = [&](std::string_view id, Optional<Count> n, Optional<Count> all, std::string_view shares) {
        PublishedStudy s;
        s.id = Slug::of(id);
        OutcomeResult r;
        r.outcome = ClinicalOutcome::crs_any;
        r.proportion.n = n;
        r.proportion.of = all;
        s.outcomes.push_back(r);
        if (!shares.empty()) s.overlapping_study_ids.push_back(Slug::of(shares));
        catalog.studies.push_back(s);
    };
    add("a", Count{5}, Count{4}, "");
    add("b", Count{0}, Count{0}, "");
    add("c", Count{1}, Count{10}, "");
    add("d", Count{2}, Count{20}, "c");  // names the other, which does not name it
    const PooledOutcome o = pooled(catalog, ClinicalOutcome::crs_any).value();
    ASSERT_EQ(o.studies.size(), 1u);
    EXPECT_EQ(o.studies[0].study_id.text(), "d");
    EXPECT_EQ(left_out(o, "a")->reason, PoolExclusion::inconsistent);
    EXPECT_EQ(left_out(o, "b")->reason, PoolExclusion::no_patients);
    EXPECT_EQ(left_out(o, "c")->reason, PoolExclusion::overlap);

    PooledOptions bad;
    bad.settings.level = 3;
    EXPECT_FALSE(pooled(catalog, ClinicalOutcome::crs_any, bad).ok());
    EXPECT_EQ(pooled(Catalog{}, ClinicalOutcome::crs_any).value().fit.state, PoolState::no_study);
}

}  // namespace
