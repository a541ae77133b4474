// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Graft-versus-host disease: acute by MAGIC, chronic by NIH 2014, with the grades that follow from the organs.
///
/// A function gives a grade only if every completion of what is unknown leads to the same one.
#include <carnk/core/describe.hpp>
#include <carnk/core/extra.hpp>
#include <carnk/core/number.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/partial_date.hpp>

#include <cstdint>
#include <string>

namespace carnk::inline v0_1 {

/// @brief Stage of acute graft-versus-host disease in skin, liver or lower gut.
/// @ingroup safety
/// @source Harris AC et al., Biol Blood Marrow Transplant 2016;22:4-10 (MAGIC)
enum class GvhdStage : std::uint8_t {
    stage0,  ///< Not involved.
    stage1,  ///< Skin: rash under 25 % of the body surface. Liver: bilirubin 2 to 3 mg/dL. Lower gut: 500 to 999 mL a day.
    stage2,  ///< Skin: 25 to 50 %. Liver: 3.1 to 6 mg/dL. Lower gut: 1000 to 1500 mL a day.
    stage3,  ///< Skin: more than 50 %. Liver: 6.1 to 15 mg/dL. Lower gut: more than 1500 mL a day.
    stage4,  ///< Skin: erythroderma with bullae and desquamation over 5 %. Liver: over 15 mg/dL. Lower gut: severe pain or blood.
};
CARNK_DESCRIBE_ENUM(GvhdStage, stage0, stage1, stage2, stage3, stage4)

/// @brief Stage of acute graft-versus-host disease in the upper gut: there are only two.
/// @ingroup safety
/// @source Harris AC et al., Biol Blood Marrow Transplant 2016;22:4-10 (MAGIC)
enum class UpperGutStage : std::uint8_t {
    stage0,  ///< No nausea, vomiting or loss of appetite, or only now and then.
    stage1,  ///< Persistent nausea, vomiting or loss of appetite.
};
CARNK_DESCRIBE_ENUM(UpperGutStage, stage0, stage1)

/// @brief Overall grade of acute graft-versus-host disease.
/// @ingroup safety
/// @source Harris AC et al., Biol Blood Marrow Transplant 2016;22:4-10 (MAGIC)
enum class AcuteGvhdGrade : std::uint8_t {
    grade0,  ///< None: no organ is involved.
    grade1,  ///< I: skin stage 1 or 2, nothing else.
    grade2,  ///< II: skin stage 3, or stage 1 of liver, upper or lower gut.
    grade3,  ///< III: stage 2 or 3 of liver or lower gut.
    grade4,  ///< IV: stage 4 of skin, liver or lower gut.
};
CARNK_DESCRIBE_ENUM(AcuteGvhdGrade, grade0, grade1, grade2, grade3, grade4)

/// @brief Acute graft-versus-host disease, organ by organ.
/// @ingroup safety
struct AcuteGvhdFindings {
    Optional<PartialDate> date;               ///< Day.
    Optional<GvhdStage> skin;                 ///< Skin, active erythema only.
    Optional<GvhdStage> liver;                ///< Liver, by bilirubin.
    Optional<UpperGutStage> upper_gi;         ///< Upper gut.
    Optional<GvhdStage> lower_gi;             ///< Lower gut, by stool.
    Optional<AcuteGvhdGrade> reported_grade;  ///< Overall grade as the source gives it.
    Extra extra;                              ///< Members that this version does not know.
    bool operator==(const AcuteGvhdFindings&) const = default;
};
CARNK_DESCRIBE_STRUCT(AcuteGvhdFindings, date, skin, liver, upper_gi, lower_gi, reported_grade)

namespace detail {
constexpr AcuteGvhdGrade magic_grade_of(GvhdStage skin, GvhdStage liver, UpperGutStage upper, GvhdStage lower) {
    using enum GvhdStage;
    if (skin == stage4 || liver == stage4 || lower == stage4) return AcuteGvhdGrade::grade4;
    if (liver >= stage2 || lower >= stage2) return AcuteGvhdGrade::grade3;
    if (skin == stage3 || liver == stage1 || lower == stage1 || upper == UpperGutStage::stage1)
        return AcuteGvhdGrade::grade2;
    return skin == stage0 ? AcuteGvhdGrade::grade0 : AcuteGvhdGrade::grade1;
}
}  // namespace detail

/// @brief Overall grade of acute graft-versus-host disease from the stages of the organs.
///
/// The grade is not the highest stage: skin stage 3 alone is grade II, lower gut stage 2 alone is grade III. The upper gut alone never
/// makes more than grade II.
/// @return Nothing if an organ that is not known could change the grade.
/// @ingroup safety
/// @source Harris AC et al., Biol Blood Marrow Transplant 2016;22:4-10 (MAGIC)
[[nodiscard]] constexpr Optional<AcuteGvhdGrade> magic_acute_gvhd_grade(const AcuteGvhdFindings& f) {
    const AcuteGvhdGrade low =
        detail::magic_grade_of(f.skin.value_or(GvhdStage::stage0), f.liver.value_or(GvhdStage::stage0),
                               f.upper_gi.value_or(UpperGutStage::stage0), f.lower_gi.value_or(GvhdStage::stage0));
    const AcuteGvhdGrade high =
        detail::magic_grade_of(f.skin.value_or(GvhdStage::stage4), f.liver.value_or(GvhdStage::stage4),
                               f.upper_gi.value_or(UpperGutStage::stage1), f.lower_gi.value_or(GvhdStage::stage4));
    if (low != high) return std::nullopt;
    return low;
}

/// @brief Stage of the skin.
/// @param body_surface_percent  Body surface with active rash. @unit{%} @range{0 to 100}
/// @param blistering_erythroderma  Generalised erythroderma (over 50 %) with bullae and desquamation of more than 5 %: all three.
/// @return Nothing if the percentage is out of range, or not over 50 with generalised erythroderma.
/// @ingroup safety
/// @source Harris AC et al., Biol Blood Marrow Transplant 2016;22:4-10 (MAGIC)
[[nodiscard]] constexpr Optional<GvhdStage> magic_skin_stage(double body_surface_percent,
                                                             bool blistering_erythroderma) {
    if (!(body_surface_percent >= 0 && body_surface_percent <= 100)) return std::nullopt;
    if (blistering_erythroderma) {
        if (body_surface_percent <= 50) return std::nullopt;
        return GvhdStage::stage4;
    }
    if (body_surface_percent > 50) return GvhdStage::stage3;
    if (body_surface_percent >= 25) return GvhdStage::stage2;
    return body_surface_percent > 0 ? GvhdStage::stage1 : GvhdStage::stage0;
}

/// @brief Stage of the liver. The table has gaps (3 to 3.1): a value in one belongs to the higher stage.
/// @param bilirubin  Total bilirubin in serum. @unit{mg/dL}
/// @return Nothing for a negative number.
/// @ingroup safety
/// @source Harris AC et al., Biol Blood Marrow Transplant 2016;22:4-10 (MAGIC)
[[nodiscard]] constexpr Optional<GvhdStage> magic_liver_stage(double bilirubin) {
    if (!(bilirubin >= 0)) return std::nullopt;
    if (bilirubin > 15) return GvhdStage::stage4;
    if (bilirubin > 6) return GvhdStage::stage3;
    if (bilirubin > 3) return GvhdStage::stage2;
    return bilirubin >= 2 ? GvhdStage::stage1 : GvhdStage::stage0;
}

/// @brief What the stage of the lower gut is judged by.
/// @ingroup safety
struct LowerGutFindings {
    /// Stool in a day. @unit{mL}, or @unit{mL/kg} for a child
    Optional<NonNegative> daily_volume;
    /// Episodes of diarrhoea in a day.
    Optional<Count> daily_episodes;
    /// Severe abdominal pain, with or without ileus, or grossly bloody stool, whatever the volume.
    Optional<bool> severe_pain_or_blood;
    /// True if the volume is per kilogram and the limits for children hold.
    bool child{};
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const LowerGutFindings&) const = default;
};
CARNK_DESCRIBE_STRUCT(LowerGutFindings, daily_volume, daily_episodes, severe_pain_or_blood, child)

/// @brief Stage of the lower gut. Adult limits are for patients over 50 kg.
///
/// Volume and episodes are two ways to judge it, and the criteria do not say which of them wins.
/// @return Nothing if pain and blood are not known to be absent, if neither volume nor episodes are known, or if they disagree.
/// @ingroup safety
/// @source Harris AC et al., Biol Blood Marrow Transplant 2016;22:4-10 (MAGIC); NCI PDQ, NBK577669, Table 4
[[nodiscard]] constexpr Optional<GvhdStage> magic_lower_gi_stage(const LowerGutFindings& f) {
    if (f.severe_pain_or_blood.value_or(false)) return GvhdStage::stage4;
    if (!f.severe_pain_or_blood) return std::nullopt;
    Optional<GvhdStage> by_volume;
    if (f.daily_volume) {
        const double v = *f.daily_volume;
        const double one = f.child ? 10 : 500, two = f.child ? 20 : 1000, three = f.child ? 30 : 1500;
        by_volume = v > three  ? GvhdStage::stage3
                    : v >= two ? GvhdStage::stage2
                    : v >= one ? GvhdStage::stage1
                               : GvhdStage::stage0;
    }
    Optional<GvhdStage> by_episodes;
    if (f.daily_episodes) {
        const auto n = f.daily_episodes->number();
        const std::int64_t one = f.child ? 4 : 3, two = f.child ? 7 : 5, three = f.child ? 10 : 7;
        by_episodes = n > three  ? GvhdStage::stage3
                      : n >= two ? GvhdStage::stage2
                      : n >= one ? GvhdStage::stage1
                                 : GvhdStage::stage0;
    }
    if (by_volume && by_episodes && *by_volume != *by_episodes) return std::nullopt;
    return by_volume ? by_volume : by_episodes;
}

/// @brief Score of one organ in chronic graft-versus-host disease.
/// @ingroup safety
/// @source Jagasia MH et al., Biol Blood Marrow Transplant 2015;21:389-401 (NIH 2014)
enum class ChronicGvhdScore : std::uint8_t {
    score0,  ///< Not involved.
    score1,  ///< Mild, no significant impairment.
    score2,  ///< Moderate, significant impairment.
    score3,  ///< Severe, major disability.
};
CARNK_DESCRIBE_ENUM(ChronicGvhdScore, score0, score1, score2, score3)

/// @brief Global severity of chronic graft-versus-host disease.
/// @ingroup safety
/// @source Jagasia MH et al., Biol Blood Marrow Transplant 2015;21:389-401 (NIH 2014)
enum class ChronicGvhdSeverity : std::uint8_t {
    none,      ///< No organ involved.
    mild,      ///< One or two organs with score 1, lungs 0.
    moderate,  ///< Three or more organs with score 1, or any other organ than the lungs with score 2, or lungs 1.
    severe,    ///< Any organ with score 3, or lungs 2.
};
CARNK_DESCRIBE_ENUM(ChronicGvhdSeverity, none, mild, moderate, severe)

/// @brief Chronic graft-versus-host disease, organ by organ.
///
/// An organ whose findings another cause explains fully is left at 0; one explained partly is scored as it is. The performance score
/// is not used.
/// @ingroup safety
/// @source Jagasia MH et al., Biol Blood Marrow Transplant 2015;21:389-401 (NIH 2014)
struct ChronicGvhdFindings {
    Optional<PartialDate> date;                       ///< Day.
    Optional<ChronicGvhdScore> skin;                  ///< Skin; the higher of its two scores.
    Optional<ChronicGvhdScore> mouth;                 ///< Mouth.
    Optional<ChronicGvhdScore> eyes;                  ///< Eyes.
    Optional<ChronicGvhdScore> gi_tract;              ///< Gut.
    Optional<ChronicGvhdScore> liver;                 ///< Liver.
    Optional<ChronicGvhdScore> lungs;                 ///< Lungs, by FEV1 and not by symptoms.
    Optional<ChronicGvhdScore> joints_fascia;         ///< Joints and fascia.
    Optional<ChronicGvhdScore> genital_tract;         ///< Genital tract.
    Optional<ChronicGvhdSeverity> reported_severity;  ///< Global severity as the source gives it.
    Extra extra;                                      ///< Members that this version does not know.
    bool operator==(const ChronicGvhdFindings&) const = default;
};
CARNK_DESCRIBE_STRUCT(ChronicGvhdFindings, date, skin, mouth, eyes, gi_tract, liver, lungs, joints_fascia,
                      genital_tract, reported_severity)

namespace detail {
constexpr ChronicGvhdSeverity nih_severity_of(const ChronicGvhdFindings& f, ChronicGvhdScore unknown) {
    using enum ChronicGvhdScore;
    const ChronicGvhdScore lungs = f.lungs.value_or(unknown);
    int involved = lungs == score0 ? 0 : 1;
    ChronicGvhdScore worst = lungs;
    for (const Optional<ChronicGvhdScore>& organ :
         {f.skin, f.mouth, f.eyes, f.gi_tract, f.liver, f.joints_fascia, f.genital_tract}) {
        const ChronicGvhdScore score = organ.value_or(unknown);
        involved += score == score0 ? 0 : 1;
        if (score > worst) worst = score;
    }
    if (worst == score3 || lungs >= score2) return ChronicGvhdSeverity::severe;
    if (worst == score2 || lungs == score1 || involved >= 3) return ChronicGvhdSeverity::moderate;
    return involved > 0 ? ChronicGvhdSeverity::mild : ChronicGvhdSeverity::none;
}
}  // namespace detail

/// @brief Global severity of chronic graft-versus-host disease from the scores of the organs.
///
/// The lungs weigh more than the others: score 1 makes the disease at least moderate, score 2 makes it severe.
/// @return Nothing if an organ that is not known could change the severity.
/// @ingroup safety
/// @source Jagasia MH et al., Biol Blood Marrow Transplant 2015;21:389-401 (NIH 2014), PMC4329079
[[nodiscard]] constexpr Optional<ChronicGvhdSeverity> nih_cgvhd_severity(const ChronicGvhdFindings& findings) {
    const ChronicGvhdSeverity low = detail::nih_severity_of(findings, ChronicGvhdScore::score0);
    const ChronicGvhdSeverity high = detail::nih_severity_of(findings, ChronicGvhdScore::score3);
    if (low != high) return std::nullopt;
    return low;
}

/// @brief Score of the lungs in chronic graft-versus-host disease.
/// @param fev1_percent  Forced expiratory volume in one second, of the predicted value. @unit{%}
/// @note The limits (80, 60, 40) were read in secondary quotations of the consensus, not in the article itself.
/// @return Nothing for a negative number.
/// @ingroup safety
/// @source Jagasia MH et al., Biol Blood Marrow Transplant 2015;21:389-401 (NIH 2014)
[[nodiscard]] constexpr Optional<ChronicGvhdScore> nih_lung_score(double fev1_percent) {
    if (!(fev1_percent >= 0)) return std::nullopt;
    if (fev1_percent >= 80) return ChronicGvhdScore::score0;
    if (fev1_percent >= 60) return ChronicGvhdScore::score1;
    return fev1_percent >= 40 ? ChronicGvhdScore::score2 : ChronicGvhdScore::score3;
}

}  // namespace carnk::inline v0_1
