// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief What a criterion demands of one value: a number, a grade, a code, a result, a titre, a date.
#include <carnk/core/describe.hpp>
#include <carnk/core/interval.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/model/fact_time.hpp>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace carnk {

/// @brief What a number is a multiple of, or is compared with.
/// @ingroup eligibility
enum class ReferenceLimit : std::uint8_t {
    uln,               ///< Upper limit of normal of the laboratory.
    lln,               ///< Lower limit of normal of the laboratory.
    uln_age_adjusted,  ///< Upper limit of normal for the age.
    age_sex_norm,      ///< Normal range for the age and sex.
    baseline,          ///< The patient's own value before.
    predicted,         ///< Value predicted from age, sex and height; the number is a percentage of it.
};
CARNK_DESCRIBE_ENUM(ReferenceLimit, uln, lln, uln_age_adjusted, age_sex_norm, baseline, predicted)

/// @brief Ordered scales whose levels are numbers.
/// @ingroup eligibility
enum class OrdinalScale : std::uint8_t {
    ecog,                    ///< ECOG performance status, 0 (best) to 5.
    karnofsky,               ///< Karnofsky performance status, 100 (best) to 0 by 10.
    lansky,                  ///< Lansky play performance of children under 16, 100 (best) to 10 by 10.
    nyha,                    ///< New York Heart Association class, 1 (best) to 4.
    cardiac_function_class,  ///< "Cardiac function class" 1 to 4, where the source does not name NYHA.
    ctcae,                   ///< Grade by the Common Terminology Criteria for Adverse Events, 1 to 5.
    acute_gvhd,  ///< Grade of acute graft-versus-host disease, 0 to 4, by a scheme that the source does not name.
    acute_gvhd_glucksberg,  ///< The same by (modified) Glucksberg.
    acute_gvhd_magic,       ///< The same by MAGIC.
    chronic_gvhd_nih,       ///< Chronic graft-versus-host disease by NIH 2014: 1 mild, 2 moderate, 3 severe.
    crs_astct,              ///< Cytokine release syndrome by ASTCT 2019, 1 to 4, 5 death.
    icans_astct,            ///< Neurotoxicity (ICANS) by ASTCT 2019, 1 to 4, 5 death.
};
CARNK_DESCRIBE_ENUM(OrdinalScale, ecog, karnofsky, lansky, nyha, cardiac_function_class, ctcae, acute_gvhd,
                    acute_gvhd_glucksberg, acute_gvhd_magic, chronic_gvhd_nih, crs_astct, icans_astct)

/// @brief Staging systems: ordered levels that have names.
/// @ingroup eligibility
enum class StageSystem : std::uint8_t {
    iscl_eortc,  ///< Mycosis fungoides and Sezary syndrome: ia, ib, iia, iib, iiia, iiib, iva1, iva2, ivb.
    bclc,        ///< Hepatocellular carcinoma, Barcelona Clinic: 0, a, b, c, d.
    ann_arbor,   ///< Lymphoma, Ann Arbor or Lugano: i, ii, iii, iv.
    tnm,         ///< TNM stage group: 0, i, ii, iii, iv, each with letters.
    iss,         ///< Multiple myeloma, International Staging System: i, ii, iii.
    ipss_r,      ///< Myelodysplastic syndrome, revised IPSS: very_low, low, intermediate, high, very_high.
};
CARNK_DESCRIBE_ENUM(StageSystem, iscl_eortc, bclc, ann_arbor, tnm, iss, ipss_r)

/// @brief Result of a test that is not a number.
/// @ingroup eligibility
enum class QualitativeResult : std::uint8_t {
    positive,       ///< Positive, detected, expressed.
    negative,       ///< Negative, not detected.
    elevated,       ///< Above normal.
    low,            ///< Below normal.
    normal,         ///< Within normal.
    abnormal,       ///< Outside normal, no direction given.
    indeterminate,  ///< Neither positive nor negative.
};
CARNK_DESCRIBE_ENUM(QualitativeResult, positive, negative, elevated, low, normal, abnormal, indeterminate)

/// @brief Steps of a semi-quantitative reading: a urine dipstick, the staining intensity of a slide.
/// @ingroup eligibility
enum class SemiQuantitative : std::uint8_t {
    negative,    ///< 0 or "-".
    trace,       ///< "+/-" or trace.
    one_plus,    ///< 1+.
    two_plus,    ///< 2+.
    three_plus,  ///< 3+.
    four_plus,   ///< 4+.
};
CARNK_DESCRIBE_ENUM(SemiQuantitative, negative, trace, one_plus, two_plus, three_plus, four_plus)

/// @brief The value is a number in an interval.
/// @ingroup eligibility
struct RangeTest {
    static constexpr std::string_view kind = "range";  ///< Tag in documents.
    /// Allowed numbers, in `unit`.
    Interval interval;
    /// Unit of the numbers; `1` for multiples of a reference limit.
    UcumUnit unit;
    /// What the numbers are multiples of; absent: they stand for themselves.
    Optional<ReferenceLimit> reference;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const RangeTest&) const = default;
};
CARNK_DESCRIBE_STRUCT(RangeTest, interval, unit, reference)

/// @brief Direction of a change.
/// @ingroup eligibility
enum class ChangeDirection : std::uint8_t {
    rise,  ///< The value grew.
    fall,  ///< The value fell.
};
CARNK_DESCRIBE_ENUM(ChangeDirection, rise, fall)

/// @brief The value changed by so much in so long.
/// @ingroup eligibility
struct ChangeTest {
    static constexpr std::string_view kind = "change";  ///< Tag in documents.
    /// Up or down.
    ChangeDirection direction{};
    /// Size of the change, never negative, in `unit`.
    Interval amount;
    /// Unit of the change.
    UcumUnit unit;
    /// Longest time between the two values.
    Optional<Quantity> within;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ChangeTest&) const = default;
};
CARNK_DESCRIBE_STRUCT(ChangeTest, direction, amount, unit, within)

/// @brief The value is a level of an ordered scale.
/// @ingroup eligibility
struct OrdinalTest {
    static constexpr std::string_view kind = "ordinal";  ///< Tag in documents.
    /// Scale.
    OrdinalScale scale{};
    /// Allowed levels, as numbers of the scale.
    Interval levels;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const OrdinalTest&) const = default;
};
CARNK_DESCRIBE_STRUCT(OrdinalTest, scale, levels)

/// @brief The value is a stage, in the order of its system.
/// @ingroup eligibility
struct StageTest {
    static constexpr std::string_view kind = "stage";  ///< Tag in documents.
    /// Staging system.
    StageSystem system{};
    /// Lowest stage allowed, lower case: "iib".
    Optional<Slug> low;
    /// Highest stage allowed.
    Optional<Slug> high;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const StageTest&) const = default;
};
CARNK_DESCRIBE_STRUCT(StageTest, system, low, high)

/// @brief The value is one of these codes, or narrower than one of them.
/// @ingroup eligibility
struct CodeTest {
    static constexpr std::string_view kind = "code";  ///< Tag in documents.
    /// Allowed codes: terms of the vocabulary or, where the member is an enumeration, its enumerators.
    std::vector<Slug> codes;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CodeTest&) const = default;
};
CARNK_DESCRIBE_STRUCT(CodeTest, codes)

/// @brief The value is this qualitative result.
/// @ingroup eligibility
struct ResultTest {
    static constexpr std::string_view kind = "result";  ///< Tag in documents.
    /// Demanded result.
    QualitativeResult result{};
    /// What "normal" refers to, where the source says so.
    Optional<ReferenceLimit> reference;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ResultTest&) const = default;
};
CARNK_DESCRIBE_STRUCT(ResultTest, result, reference)

/// @brief The value is a semi-quantitative reading between two steps.
/// @ingroup eligibility
struct SemiQuantitativeTest {
    static constexpr std::string_view kind = "semi_quantitative";  ///< Tag in documents.
    /// Lowest step.
    Optional<SemiQuantitative> low;
    /// Highest step.
    Optional<SemiQuantitative> high;
    /// True if the lowest step itself is outside.
    Optional<bool> low_open;
    /// True if the highest step itself is outside.
    Optional<bool> high_open;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const SemiQuantitativeTest&) const = default;
};
CARNK_DESCRIBE_STRUCT(SemiQuantitativeTest, low, high, low_open, high_open)

/// @brief The value is a titre, given by its reciprocal: 1:80 or higher is `low` 80.
/// @ingroup eligibility
struct TitreTest {
    static constexpr std::string_view kind = "titre";  ///< Tag in documents.
    /// Lowest reciprocal.
    Optional<Count> low;
    /// Highest reciprocal.
    Optional<Count> high;
    /// True if the lowest itself is outside.
    Optional<bool> low_open;
    /// True if the highest itself is outside.
    Optional<bool> high_open;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const TitreTest&) const = default;
};
CARNK_DESCRIBE_STRUCT(TitreTest, low, high, low_open, high_open)

/// @brief The value is a length of time in an interval.
/// @ingroup eligibility
struct DurationTest {
    static constexpr std::string_view kind = "duration";  ///< Tag in documents.
    /// Allowed lengths, in `unit`.
    Interval interval;
    /// Unit of time. @unit{a, mo, wk, d, h}
    UcumUnit unit;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const DurationTest&) const = default;
};
CARNK_DESCRIBE_STRUCT(DurationTest, interval, unit)

/// @brief The value is a date in a window.
/// @ingroup eligibility
struct DateTest {
    static constexpr std::string_view kind = "date";  ///< Tag in documents.
    /// Allowed days.
    TimeWindow window;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const DateTest&) const = default;
};
CARNK_DESCRIBE_STRUCT(DateTest, window)

/// @brief The demand is known only in words: evaluates to unknown. Keeps what is typed about a demand whose value is lost or vague.
/// @ingroup eligibility
struct WordsTest {
    static constexpr std::string_view kind = "words";  ///< Tag in documents.
    /// The demand in words: "value cut off in the source".
    std::string text;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const WordsTest&) const = default;
};
CARNK_DESCRIBE_STRUCT(WordsTest, text)

/// @brief What a criterion demands of one value.
/// @ingroup eligibility
using Test = std::variant<RangeTest, ChangeTest, OrdinalTest, StageTest, CodeTest, ResultTest, SemiQuantitativeTest,
                          TitreTest, DurationTest, DateTest, WordsTest>;

}  // namespace carnk
