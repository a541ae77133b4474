// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Time in criteria: days that others are counted from, and windows around them.
#include <carnk/core/describe.hpp>
#include <carnk/core/extra.hpp>
#include <carnk/core/identifier.hpp>
#include <carnk/core/number.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/quantity.hpp>

#include <cstdint>

namespace carnk::inline v0_1 {

/// @brief The day from which a criterion counts.
/// @ingroup eligibility
enum class Anchor : std::uint8_t {
    screening,             ///< Day on which the patient is screened.
    consent,               ///< Day on which consent is signed.
    enrolment,             ///< Day on which the patient is enrolled.
    apheresis,             ///< Collection of cells by (leuk)apheresis.
    lymphodepletion,       ///< First day of the lymphodepleting chemotherapy.
    study_treatment,       ///< First day of any study treatment.
    first_infusion,        ///< First infusion of the studied cells.
    infusion,              ///< An infusion of the studied cells, whichever comes next.
    last_dose,             ///< Last dose of the studied treatment.
    last_follow_up,        ///< Last visit of the study.
    last_treatment,        ///< End of the last treatment before the study.
    last_treatment_start,  ///< Begin of the last treatment before the study.
    disease_onset,         ///< First sign of the disease.
    diagnosis,             ///< Day of the diagnosis.
    event,                 ///< Another event of the patient's history, which the window names by its code.
};
CARNK_DESCRIBE_ENUM(Anchor, screening, consent, enrolment, apheresis, lymphodepletion, study_treatment, first_infusion,
                    infusion, last_dose, last_follow_up, last_treatment, last_treatment_start, disease_onset, diagnosis,
                    event)

/// @brief Which of two spans of time counts.
/// @ingroup eligibility
enum class SpanChoice : std::uint8_t {
    shorter,  ///< "Whichever is shorter".
    longer,   ///< "Whichever is longer".
};
CARNK_DESCRIBE_ENUM(SpanChoice, shorter, longer)

/// @brief A point in time, as a distance from the anchor: "14 days or 5 half-lives before, whichever is shorter".
/// @ingroup eligibility
struct TimeOffset {
    /// Distance; negative is before the anchor. @unit{a, mo, wk, d, h}
    Optional<Quantity> distance;
    /// Distance in half-lives of the drug, in the direction of `distance`, and before the anchor if there is none. @unit{1}
    Optional<NonNegative> half_lives;
    /// Which of the two counts, where both are given.
    Optional<SpanChoice> choose;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const TimeOffset&) const = default;
};
CARNK_DESCRIBE_STRUCT(TimeOffset, distance, half_lives, choose)

/// @brief Which day of a fact that lasts (a treatment, a disease) must lie in a window.
/// @ingroup eligibility
enum class FactDay : std::uint8_t {
    any_day,  ///< Any day from start to end.
    start,    ///< The first day.
    end,      ///< The last day.
};
CARNK_DESCRIBE_ENUM(FactDay, any_day, start, end)

/// @brief A stretch of time around an anchor, ends included unless marked open.
///
/// "Within 5 days before apheresis" is `from` -5 d `to` 0 d; "at least 3 weeks since" is that nothing lies in the window `from` -3 wk, open.
/// @ingroup eligibility
struct TimeWindow {
    /// Day from which is counted; absent: the source does not say, and the day of screening is taken.
    Optional<Anchor> anchor;
    /// Code of the event, where the anchor is `event`: "autologous-hsct".
    Optional<Slug> event;
    /// Begin; absent: at any time before.
    Optional<TimeOffset> from;
    /// True if the begin itself is outside.
    Optional<bool> from_open;
    /// End; absent: at any time after.
    Optional<TimeOffset> to;
    /// True if the end itself is outside.
    Optional<bool> to_open;
    /// Which day of the fact must lie inside; absent: any day.
    Optional<FactDay> day;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const TimeWindow&) const = default;
};
CARNK_DESCRIBE_STRUCT(TimeWindow, anchor, event, from, from_open, to, to_open, day)

}  // namespace carnk::inline v0_1
