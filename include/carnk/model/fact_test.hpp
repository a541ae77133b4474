// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief What a criterion demands of one value: a number, a grade, a code, a result, a titre, a date.
#include <carnk/core/describe.hpp>
#include <carnk/core/interval.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/model/clinical_scale.hpp>
#include <carnk/model/fact_time.hpp>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace carnk::inline v0_1 {

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

}  // namespace carnk::inline v0_1
