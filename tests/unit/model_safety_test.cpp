// SPDX-License-Identifier: BSL-1.0
#include <carnk/core/optional.hpp>
#include <carnk/model/safety.hpp>

#include <gtest/gtest.h>

#include <array>
#include <tuple>
#include <vector>

namespace {

using namespace carnk;

// ---- cytokine release syndrome

CrsFindings crs(CrsHypotension hypotension, CrsHypoxia hypoxia) {
    CrsFindings f;
    f.fever = true;
    f.hypotension = hypotension;
    f.hypoxia = hypoxia;
    return f;
}

TEST(CrsGrade, IsTheWorseOfTheTwoColumns) {
    const std::array hypotension{CrsHypotension::none, CrsHypotension::no_vasopressor, CrsHypotension::one_vasopressor,
                                 CrsHypotension::multiple_vasopressors};
    const std::array hypoxia{CrsHypoxia::none, CrsHypoxia::low_flow, CrsHypoxia::high_flow_or_mask,
                             CrsHypoxia::positive_pressure};
    constexpr AstctGrade g1 = AstctGrade::grade1, g2 = AstctGrade::grade2, g3 = AstctGrade::grade3,
                         g4 = AstctGrade::grade4;
    const AstctGrade expected[4][4] = {{g1, g2, g3, g4}, {g2, g2, g3, g4}, {g3, g3, g3, g4}, {g4, g4, g4, g4}};
    for (std::size_t i = 0; i < 4; ++i)
        for (std::size_t j = 0; j < 4; ++j)
            EXPECT_EQ(astct_crs_grade(crs(hypotension[i], hypoxia[j])), expected[i][j]) << i << ' ' << j;
}

TEST(CrsGrade, NeedsFever) {
    CrsFindings f = crs(CrsHypotension::one_vasopressor, CrsHypoxia::none);
    f.fever = false;
    f.fever_treated = false;
    EXPECT_EQ(astct_crs_grade(f), AstctGrade::none);
}

TEST(CrsGrade, NeedsNoFeverAfterTreatmentForIt) {
    CrsFindings f = crs(CrsHypotension::one_vasopressor, CrsHypoxia::none);
    f.fever = false;
    f.fever_treated = true;
    EXPECT_EQ(astct_crs_grade(f), AstctGrade::grade3);
}

TEST(CrsGrade, IsOpenIfFeverMayHaveBeenTreatedAway) {
    CrsFindings f = crs(CrsHypotension::none, CrsHypoxia::none);
    f.fever = false;
    EXPECT_EQ(astct_crs_grade(f), std::nullopt);
    f.fever = std::nullopt;
    EXPECT_EQ(astct_crs_grade(f), std::nullopt);
}

TEST(CrsGrade, FeverStartsAt38Degrees) {
    CrsFindings f = crs(CrsHypotension::none, CrsHypoxia::none);
    f.fever = std::nullopt;
    f.fever_treated = false;
    f.temperature = Quantity{38.0, UcumUnit::of("Cel"), {}};
    EXPECT_EQ(astct_crs_grade(f), AstctGrade::grade1);
    f.temperature = Quantity{37.9, UcumUnit::of("Cel"), {}};
    EXPECT_EQ(astct_crs_grade(f), AstctGrade::none);
}

TEST(CrsGrade, AKnownWorstColumnDecidesWhateverTheOtherIs) {
    CrsFindings f;
    f.fever = true;
    f.hypoxia = CrsHypoxia::positive_pressure;
    EXPECT_EQ(astct_crs_grade(f), AstctGrade::grade4);
    f.hypoxia = CrsHypoxia::high_flow_or_mask;
    EXPECT_EQ(astct_crs_grade(f), std::nullopt);
}

TEST(CrsGrade, AnotherCauseIsNoCrsAndDeathIsGrade5) {
    CrsFindings f = crs(CrsHypotension::multiple_vasopressors, CrsHypoxia::none);
    f.other_cause = true;
    EXPECT_EQ(astct_crs_grade(f), AstctGrade::none);
    f.other_cause = false;
    f.fatal = true;
    EXPECT_EQ(astct_crs_grade(f), AstctGrade::grade5);
}

// ---- ICANS

IceItems ice_items(bool all) {
    return {all, all, all, all, Count{all ? 3 : 0}, all, all, all, {}};
}

TEST(IceScore, IsTenIfAllIsRightAndNoneIfNothingIs) {
    EXPECT_EQ(ice_score(ice_items(true)), 10);
    EXPECT_EQ(ice_score(ice_items(false)), 0);
}

TEST(IceScore, EachItemHasItsPoints) {
    const auto without = [](auto change) {
        IceItems items = ice_items(true);
        change(items);
        return ice_score(items);
    };
    EXPECT_EQ(without([](IceItems& i) { i.knows_year = false; }), 9);
    EXPECT_EQ(without([](IceItems& i) { i.knows_month = false; }), 9);
    EXPECT_EQ(without([](IceItems& i) { i.knows_city = false; }), 9);
    EXPECT_EQ(without([](IceItems& i) { i.knows_hospital = false; }), 9);
    EXPECT_EQ(without([](IceItems& i) { i.objects_named = 1; }), 8);
    EXPECT_EQ(without([](IceItems& i) { i.follows_commands = false; }), 9);
    EXPECT_EQ(without([](IceItems& i) { i.writes_sentence = false; }), 9);
    EXPECT_EQ(without([](IceItems& i) { i.counts_backward = false; }), 9);
}

TEST(IceScore, IsNotGivenForAnUnknownItemOrFourObjects) {
    IceItems items = ice_items(true);
    items.writes_sentence = std::nullopt;
    EXPECT_EQ(ice_score(items), std::nullopt);
    items = ice_items(true);
    items.objects_named = 4;
    EXPECT_EQ(ice_score(items), std::nullopt);
}

IcansFindings well() {
    IcansFindings f;
    f.ice_total = 10;
    f.consciousness = IcansConsciousness::alert;
    f.seizure = IcansSeizure::none;
    f.deep_focal_weakness = false;
    f.pressure = IcansPressure::none;
    return f;
}

TEST(IcansGrade, IsNoneForAWellPatient) {
    EXPECT_EQ(astct_icans_grade(well()), AstctGrade::none);
}

TEST(IcansGrade, FollowsTheIceScore) {
    const std::array<AstctGrade, 11> expected{AstctGrade::grade3, AstctGrade::grade3, AstctGrade::grade3,
                                              AstctGrade::grade2, AstctGrade::grade2, AstctGrade::grade2,
                                              AstctGrade::grade2, AstctGrade::grade1, AstctGrade::grade1,
                                              AstctGrade::grade1, AstctGrade::none};
    for (std::size_t score = 0; score <= 10; ++score) {
        IcansFindings f = well();
        f.ice_total = static_cast<std::int64_t>(score);
        EXPECT_EQ(astct_icans_grade(f), expected[score]) << score;
    }
}

TEST(IcansGrade, AnIceScoreOfZeroIsGrade4OnlyIfUnarousable) {
    IcansFindings f = well();
    f.ice_total = 0;
    EXPECT_EQ(astct_icans_grade(f), AstctGrade::grade3);
    f.consciousness = IcansConsciousness::unarousable;
    EXPECT_EQ(astct_icans_grade(f), AstctGrade::grade4);
    f.consciousness = std::nullopt;
    EXPECT_EQ(astct_icans_grade(f), std::nullopt);
}

TEST(IcansGrade, PrefersTheItemsToTheTotal) {
    IcansFindings f = well();
    f.ice_items = ice_items(true);
    f.ice_total = 4;
    EXPECT_EQ(astct_icans_grade(f), AstctGrade::none);
}

TEST(IcansGrade, FollowsTheLevelOfConsciousness) {
    using enum IcansConsciousness;
    const std::vector<std::pair<IcansConsciousness, AstctGrade>> table{{alert, AstctGrade::none},
                                                                       {awakens_spontaneously, AstctGrade::grade1},
                                                                       {awakens_to_voice, AstctGrade::grade2},
                                                                       {awakens_to_touch, AstctGrade::grade3},
                                                                       {unarousable, AstctGrade::grade4}};
    for (const auto& [level, grade] : table) {
        IcansFindings f = well();
        f.consciousness = level;
        EXPECT_EQ(astct_icans_grade(f), grade) << static_cast<int>(level);
    }
}

TEST(IcansGrade, FollowsSeizures) {
    using enum IcansSeizure;
    const std::vector<std::pair<IcansSeizure, AstctGrade>> table{{none, AstctGrade::none},
                                                                 {resolves_quickly, AstctGrade::grade3},
                                                                 {eeg_only_resolves, AstctGrade::grade3},
                                                                 {prolonged, AstctGrade::grade4},
                                                                 {repeated_without_return, AstctGrade::grade4}};
    for (const auto& [seizure, grade] : table) {
        IcansFindings f = well();
        f.seizure = seizure;
        EXPECT_EQ(astct_icans_grade(f), grade) << static_cast<int>(seizure);
    }
}

TEST(IcansGrade, FollowsWeaknessAndPressure) {
    IcansFindings weak = well();
    weak.deep_focal_weakness = true;
    EXPECT_EQ(astct_icans_grade(weak), AstctGrade::grade4);
    using enum IcansPressure;
    const std::vector<std::pair<IcansPressure, AstctGrade>> table{{none, AstctGrade::none},
                                                                  {focal_edema, AstctGrade::grade3},
                                                                  {diffuse_edema, AstctGrade::grade4},
                                                                  {posturing, AstctGrade::grade4},
                                                                  {sixth_nerve_palsy, AstctGrade::grade4},
                                                                  {papilledema, AstctGrade::grade4},
                                                                  {cushing_triad, AstctGrade::grade4}};
    for (const auto& [pressure, grade] : table) {
        IcansFindings f = well();
        f.pressure = pressure;
        EXPECT_EQ(astct_icans_grade(f), grade) << static_cast<int>(pressure);
    }
}

TEST(IcansGrade, IsTheWorstDomain) {
    IcansFindings f = well();  // the example of the consensus: ICE 3 and a generalised seizure
    f.ice_total = 3;
    f.seizure = IcansSeizure::resolves_quickly;
    EXPECT_EQ(astct_icans_grade(f), AstctGrade::grade3);
}

TEST(IcansGrade, OfAChildUsesCapd) {
    const std::vector<std::tuple<int, IcansConsciousness, AstctGrade>> table{
        {0, IcansConsciousness::awakens_spontaneously, AstctGrade::grade1},
        {0, IcansConsciousness::awakens_to_voice, AstctGrade::grade2},
        {1, IcansConsciousness::awakens_spontaneously, AstctGrade::grade1},
        {8, IcansConsciousness::awakens_spontaneously, AstctGrade::grade1},
        {8, IcansConsciousness::awakens_to_voice, AstctGrade::grade2},
        {9, IcansConsciousness::alert, AstctGrade::grade3},
        {32, IcansConsciousness::unarousable, AstctGrade::grade4}};
    for (const auto& [capd, consciousness, grade] : table) {
        IcansFindings f = well();
        f.capd_total = capd;
        f.consciousness = consciousness;
        EXPECT_EQ(astct_icans_grade(f), grade) << capd;
    }
}

TEST(IcansGrade, OfAnAlertChildWithACapdOfZeroIsOpen) {
    IcansFindings f = well();
    f.capd_total = 0;
    EXPECT_EQ(astct_icans_grade(f), std::nullopt);
    f.seizure = IcansSeizure::resolves_quickly;
    EXPECT_EQ(astct_icans_grade(f), AstctGrade::grade3);
}

TEST(IcansGrade, IsOpenIfAnUnknownDomainMightBeWorse) {
    IcansFindings f = well();
    f.seizure = std::nullopt;
    EXPECT_EQ(astct_icans_grade(f), std::nullopt);
    f.deep_focal_weakness = true;
    EXPECT_EQ(astct_icans_grade(f), AstctGrade::grade4);
    EXPECT_EQ(astct_icans_grade(IcansFindings{}), std::nullopt);
}

TEST(IcansGrade, ScoresOutOfRangeAreUnknown) {
    IcansFindings f = well();
    f.ice_total = 11;
    EXPECT_EQ(astct_icans_grade(f), std::nullopt);
    f.capd_total = 33;
    EXPECT_EQ(astct_icans_grade(f), std::nullopt);
}

TEST(IcansGrade, AnotherCauseIsNoIcansAndDeathIsGrade5) {
    IcansFindings f = well();
    f.consciousness = IcansConsciousness::unarousable;
    f.other_cause = true;
    EXPECT_EQ(astct_icans_grade(f), AstctGrade::none);
    f.fatal = true;
    EXPECT_EQ(astct_icans_grade(f), AstctGrade::grade5);
}

// ---- acute graft-versus-host disease

constexpr std::array gvhd_stages{GvhdStage::stage0, GvhdStage::stage1, GvhdStage::stage2, GvhdStage::stage3,
                                 GvhdStage::stage4};
constexpr std::array upper_stages{UpperGutStage::stage0, UpperGutStage::stage1};

AcuteGvhdFindings organs(carnk::Optional<GvhdStage> skin, carnk::Optional<GvhdStage> liver,
                         carnk::Optional<UpperGutStage> upper, carnk::Optional<GvhdStage> lower) {
    AcuteGvhdFindings f;
    f.skin = skin;
    f.liver = liver;
    f.upper_gi = upper;
    f.lower_gi = lower;
    return f;
}

TEST(MagicGrade, MatchesTheWordsOfTheTableForEveryCombination) {
    int count = 0;
    for (const GvhdStage skin : gvhd_stages)
        for (const GvhdStage liver : gvhd_stages)
            for (const UpperGutStage upper : upper_stages)
                for (const GvhdStage lower : gvhd_stages) {
                    const auto s = static_cast<int>(skin), l = static_cast<int>(liver), u = static_cast<int>(upper),
                               g = static_cast<int>(lower);
                    // Each row of the table as a condition of its own; exactly one must hold.
                    const bool none = s == 0 && l == 0 && u == 0 && g == 0;
                    const bool one = (s == 1 || s == 2) && l == 0 && u == 0 && g == 0;
                    const bool two = (s == 3 || l == 1 || u == 1 || g == 1) && s <= 3 && l <= 1 && g <= 1;
                    const bool three = (l == 2 || l == 3 || g == 2 || g == 3) && s <= 3 && l <= 3 && g <= 3;
                    const bool four = s == 4 || l == 4 || g == 4;
                    ASSERT_EQ(none + one + two + three + four, 1);
                    const AcuteGvhdGrade expected = none    ? AcuteGvhdGrade::grade0
                                                    : one   ? AcuteGvhdGrade::grade1
                                                    : two   ? AcuteGvhdGrade::grade2
                                                    : three ? AcuteGvhdGrade::grade3
                                                            : AcuteGvhdGrade::grade4;
                    EXPECT_EQ(magic_acute_gvhd_grade(organs(skin, liver, upper, lower)), expected) << s << l << u << g;
                    ++count;
                }
    EXPECT_EQ(count, 250);
}

TEST(MagicGrade, IsGivenExactlyIfAllCompletionsAgree) {
    const auto with_unknown = [](const auto& stages) {
        std::vector<carnk::Optional<std::decay_t<decltype(stages[0])>>> all(stages.begin(), stages.end());
        all.push_back(std::nullopt);
        return all;
    };
    const auto completions = [](const auto& value, const auto& stages) {
        using Stage = std::decay_t<decltype(stages[0])>;
        return value ? std::vector<Stage>{*value} : std::vector<Stage>(stages.begin(), stages.end());
    };
    for (const auto& skin : with_unknown(gvhd_stages))
        for (const auto& liver : with_unknown(gvhd_stages))
            for (const auto& upper : with_unknown(upper_stages))
                for (const auto& lower : with_unknown(gvhd_stages)) {
                    carnk::Optional<AcuteGvhdGrade> common;
                    bool agree = true;
                    for (const GvhdStage s : completions(skin, gvhd_stages))
                        for (const GvhdStage l : completions(liver, gvhd_stages))
                            for (const UpperGutStage u : completions(upper, upper_stages))
                                for (const GvhdStage g : completions(lower, gvhd_stages)) {
                                    const auto grade = magic_acute_gvhd_grade(organs(s, l, u, g));
                                    if (common && common != grade) agree = false;
                                    common = grade;
                                }
                    EXPECT_EQ(magic_acute_gvhd_grade(organs(skin, liver, upper, lower)), agree ? common : std::nullopt);
                }
}

TEST(MagicStage, OfTheSkin) {
    EXPECT_EQ(magic_skin_stage(0, false), GvhdStage::stage0);
    EXPECT_EQ(magic_skin_stage(24.9, false), GvhdStage::stage1);
    EXPECT_EQ(magic_skin_stage(25, false), GvhdStage::stage2);
    EXPECT_EQ(magic_skin_stage(50, false), GvhdStage::stage2);
    EXPECT_EQ(magic_skin_stage(50.1, false), GvhdStage::stage3);
    EXPECT_EQ(magic_skin_stage(100, true), GvhdStage::stage4);
    EXPECT_EQ(magic_skin_stage(50, true), std::nullopt);
    EXPECT_EQ(magic_skin_stage(101, false), std::nullopt);
    EXPECT_EQ(magic_skin_stage(-1, false), std::nullopt);
}

TEST(MagicStage, OfTheLiver) {
    EXPECT_EQ(magic_liver_stage(1.99), GvhdStage::stage0);
    EXPECT_EQ(magic_liver_stage(2), GvhdStage::stage1);
    EXPECT_EQ(magic_liver_stage(3), GvhdStage::stage1);
    EXPECT_EQ(magic_liver_stage(3.1), GvhdStage::stage2);
    EXPECT_EQ(magic_liver_stage(6), GvhdStage::stage2);
    EXPECT_EQ(magic_liver_stage(6.1), GvhdStage::stage3);
    EXPECT_EQ(magic_liver_stage(15), GvhdStage::stage3);
    EXPECT_EQ(magic_liver_stage(15.1), GvhdStage::stage4);
    EXPECT_EQ(magic_liver_stage(-0.1), std::nullopt);
}

carnk::Optional<GvhdStage> gut(carnk::Optional<double> volume, carnk::Optional<int> episodes, bool child) {
    LowerGutFindings f;
    if (volume) f.daily_volume = *volume;
    if (episodes) f.daily_episodes = *episodes;
    f.severe_pain_or_blood = false;
    f.child = child;
    return magic_lower_gi_stage(f);
}

TEST(MagicStage, OfTheLowerGutByVolume) {
    const std::vector<std::tuple<double, double, GvhdStage>> table{
        {499, 9.9, GvhdStage::stage0}, {500, 10, GvhdStage::stage1},  {999, 19.9, GvhdStage::stage1},
        {1000, 20, GvhdStage::stage2}, {1500, 30, GvhdStage::stage2}, {1501, 30.1, GvhdStage::stage3}};
    for (const auto& [adult, child, stage] : table) {
        EXPECT_EQ(gut(adult, std::nullopt, false), stage) << adult;
        EXPECT_EQ(gut(child, std::nullopt, true), stage) << child;
    }
}

TEST(MagicStage, OfTheLowerGutByEpisodes) {
    const std::vector<std::pair<int, GvhdStage>> adult{{2, GvhdStage::stage0}, {3, GvhdStage::stage1},
                                                       {4, GvhdStage::stage1}, {5, GvhdStage::stage2},
                                                       {7, GvhdStage::stage2}, {8, GvhdStage::stage3}};
    for (const auto& [episodes, stage] : adult)
        EXPECT_EQ(gut(std::nullopt, episodes, false), stage) << episodes;
    const std::vector<std::pair<int, GvhdStage>> child{{3, GvhdStage::stage0},  {4, GvhdStage::stage1},
                                                       {6, GvhdStage::stage1},  {7, GvhdStage::stage2},
                                                       {10, GvhdStage::stage2}, {11, GvhdStage::stage3}};
    for (const auto& [episodes, stage] : child)
        EXPECT_EQ(gut(std::nullopt, episodes, true), stage) << episodes;
}

TEST(MagicStage, OfTheLowerGutIsOpenIfVolumeAndEpisodesDisagree) {
    EXPECT_EQ(gut(1200, 6, false), GvhdStage::stage2);
    EXPECT_EQ(gut(1200, 3, false), std::nullopt);
}

TEST(MagicStage, OfTheLowerGutIsFourForPainOrBloodAndOpenIfThatIsUnknown) {
    LowerGutFindings f;
    f.severe_pain_or_blood = true;
    EXPECT_EQ(magic_lower_gi_stage(f), GvhdStage::stage4);
    f.severe_pain_or_blood = std::nullopt;
    f.daily_volume = 100.0;
    EXPECT_EQ(magic_lower_gi_stage(f), std::nullopt);
    EXPECT_EQ(gut(std::nullopt, std::nullopt, false), std::nullopt);
}

// ---- chronic graft-versus-host disease

constexpr std::array chronic_scores{ChronicGvhdScore::score0, ChronicGvhdScore::score1, ChronicGvhdScore::score2,
                                    ChronicGvhdScore::score3};
constexpr std::array other_organs{&ChronicGvhdFindings::skin,         &ChronicGvhdFindings::mouth,
                                  &ChronicGvhdFindings::eyes,         &ChronicGvhdFindings::gi_tract,
                                  &ChronicGvhdFindings::liver,        &ChronicGvhdFindings::joints_fascia,
                                  &ChronicGvhdFindings::genital_tract};

ChronicGvhdFindings uninvolved() {
    ChronicGvhdFindings f;
    for (const auto organ : other_organs)
        f.*organ = ChronicGvhdScore::score0;
    f.lungs = ChronicGvhdScore::score0;
    return f;
}

TEST(NihSeverity, IsNoneWithoutInvolvement) {
    EXPECT_EQ(nih_cgvhd_severity(uninvolved()), ChronicGvhdSeverity::none);
}

TEST(NihSeverity, OneOrTwoOrgansWithScore1AreMildAndThreeModerate) {
    ChronicGvhdFindings f = uninvolved();
    for (std::size_t i = 0; i < other_organs.size(); ++i) {
        f.*other_organs[i] = ChronicGvhdScore::score1;
        EXPECT_EQ(nih_cgvhd_severity(f), i < 2 ? ChronicGvhdSeverity::mild : ChronicGvhdSeverity::moderate) << i;
    }
}

TEST(NihSeverity, AnyOtherOrganWithScore2IsModerateAndWithScore3Severe) {
    for (const auto organ : other_organs) {
        ChronicGvhdFindings f = uninvolved();
        f.*organ = ChronicGvhdScore::score2;
        EXPECT_EQ(nih_cgvhd_severity(f), ChronicGvhdSeverity::moderate);
        f.*organ = ChronicGvhdScore::score3;
        EXPECT_EQ(nih_cgvhd_severity(f), ChronicGvhdSeverity::severe);
    }
}

TEST(NihSeverity, TheLungsWeighMore) {
    const std::array expected{ChronicGvhdSeverity::none, ChronicGvhdSeverity::moderate, ChronicGvhdSeverity::severe,
                              ChronicGvhdSeverity::severe};
    for (std::size_t i = 0; i < chronic_scores.size(); ++i) {
        ChronicGvhdFindings f = uninvolved();
        f.lungs = chronic_scores[i];
        EXPECT_EQ(nih_cgvhd_severity(f), expected[i]) << i;
    }
}

TEST(NihSeverity, IsOpenIfAnUnknownOrganCouldChangeIt) {
    ChronicGvhdFindings f = uninvolved();
    f.genital_tract = std::nullopt;
    EXPECT_EQ(nih_cgvhd_severity(f), std::nullopt);
    f.liver = ChronicGvhdScore::score3;
    EXPECT_EQ(nih_cgvhd_severity(f), ChronicGvhdSeverity::severe);
    EXPECT_EQ(nih_cgvhd_severity(ChronicGvhdFindings{}), std::nullopt);
}

TEST(NihSeverity, OfTheLungsFollowsFev1) {
    EXPECT_EQ(nih_lung_score(80), ChronicGvhdScore::score0);
    EXPECT_EQ(nih_lung_score(79.9), ChronicGvhdScore::score1);
    EXPECT_EQ(nih_lung_score(60), ChronicGvhdScore::score1);
    EXPECT_EQ(nih_lung_score(59), ChronicGvhdScore::score2);
    EXPECT_EQ(nih_lung_score(40), ChronicGvhdScore::score2);
    EXPECT_EQ(nih_lung_score(39), ChronicGvhdScore::score3);
    EXPECT_EQ(nih_lung_score(-1), std::nullopt);
}

}  // namespace
