// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Results as a register posts them: participants, baseline, outcome measures, adverse events, group by group.
///
/// Numbers that the register keeps as text ("NA", "<0.001", "12.0") stay text: to make numbers of them is up to who knows their unit.
#include <carnk/core/describe.hpp>
#include <carnk/core/extra.hpp>
#include <carnk/core/number.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/model/outcome.hpp>
#include <carnk/model/trial_treatment.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief A group of participants for which results are posted. Groups of different sections may differ, whatever their ids.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, MeasureGroup and FlowGroup
struct ResultGroup {
    Optional<std::string> id;           ///< Id within its section: "BG000".
    Optional<std::string> title;        ///< Title.
    Optional<std::string> description;  ///< In the words of the source.
    Extra extra;                        ///< Members that this version does not know.
    bool operator==(const ResultGroup&) const = default;
};
CARNK_DESCRIBE_STRUCT(ResultGroup, id, title, description)

/// @brief A number of one group, as posted.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, DenomCount
struct GroupValue {
    Optional<std::string> group_id;  ///< Group.
    Optional<std::string> value;     ///< Number, as posted.
    Extra extra;                     ///< Members that this version does not know.
    bool operator==(const GroupValue&) const = default;
};
CARNK_DESCRIBE_STRUCT(GroupValue, group_id, value)

/// @brief How many were analysed in each group.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, Denom
struct ResultDenominator {
    Optional<std::string> units;     ///< What is counted: "Participants".
    std::vector<GroupValue> counts;  ///< Group by group.
    Extra extra;                     ///< Members that this version does not know.
    bool operator==(const ResultDenominator&) const = default;
};
CARNK_DESCRIBE_STRUCT(ResultDenominator, units, counts)

/// @brief How many of a group reached a milestone or left the study.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, FlowStats
struct FlowCount {
    Optional<std::string> group_id;  ///< Group.
    Optional<std::string> subjects;  ///< Participants, as posted.
    Optional<std::string> units;     ///< Other units, as posted.
    Optional<std::string> comment;   ///< In the words of the source.
    Extra extra;                     ///< Members that this version does not know.
    bool operator==(const FlowCount&) const = default;
};
CARNK_DESCRIBE_STRUCT(FlowCount, group_id, subjects, units, comment)

/// @brief A milestone of the participants' way, or a reason to leave it.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, FlowMilestone and DropWithdraw
struct FlowStep {
    Optional<std::string> name;     ///< "STARTED", "Death", in the words of the source.
    Optional<std::string> comment;  ///< More of it.
    std::vector<FlowCount> counts;  ///< Group by group.
    Extra extra;                    ///< Members that this version does not know.
    bool operator==(const FlowStep&) const = default;
};
CARNK_DESCRIBE_STRUCT(FlowStep, name, comment, counts)

/// @brief A part of the participants' way through the study.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, FlowPeriod
struct FlowPeriod {
    Optional<std::string> title;        ///< Title: "Overall Study".
    std::vector<FlowStep> milestones;   ///< Milestones.
    std::vector<FlowStep> withdrawals;  ///< Reasons to leave.
    Extra extra;                        ///< Members that this version does not know.
    bool operator==(const FlowPeriod&) const = default;
};
CARNK_DESCRIBE_STRUCT(FlowPeriod, title, milestones, withdrawals)

/// @brief How participants came into the study, through it and out of it.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, ParticipantFlowModule
struct ParticipantFlow {
    Optional<std::string> pre_assignment;  ///< What happened before assignment, in the words of the source.
    Optional<std::string> recruitment;     ///< Where and when they were recruited, in the words of the source.
    Optional<std::string> units_analyzed;  ///< What is counted beside participants.
    std::vector<ResultGroup> groups;       ///< Groups.
    std::vector<FlowPeriod> periods;       ///< Periods.
    Extra extra;                           ///< Members that this version does not know.
    bool operator==(const ParticipantFlow&) const = default;
};
CARNK_DESCRIBE_STRUCT(ParticipantFlow, pre_assignment, recruitment, units_analyzed, groups, periods)

/// @brief What a posted number is.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, MeasureParam
enum class MeasureStatistic : std::uint8_t {
    geometric_mean,                ///< Geometric mean.
    geometric_least_squares_mean,  ///< Geometric least squares mean.
    least_squares_mean,            ///< Least squares mean.
    log_mean,                      ///< Mean of logarithms.
    mean,                          ///< Arithmetic mean.
    median,                        ///< Median.
    number,                        ///< A number, see the unit.
    count_of_participants,         ///< Participants.
    count_of_units,                ///< Other units.
};
CARNK_DESCRIBE_ENUM(MeasureStatistic, geometric_mean, geometric_least_squares_mean, least_squares_mean, log_mean, mean,
                    median, number, count_of_participants, count_of_units)

/// @brief One posted number of one group.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, Measurement
struct Measurement {
    Optional<std::string> group_id;     ///< Group.
    Optional<std::string> value;        ///< Number, as posted.
    Optional<std::string> spread;       ///< Dispersion, as posted.
    Optional<std::string> lower_limit;  ///< Lower end of an interval, as posted.
    Optional<std::string> upper_limit;  ///< Upper end of an interval, as posted.
    Optional<std::string> comment;      ///< In the words of the source.
    Extra extra;                        ///< Members that this version does not know.
    bool operator==(const Measurement&) const = default;
};
CARNK_DESCRIBE_STRUCT(Measurement, group_id, value, spread, lower_limit, upper_limit, comment)

/// @brief A row of a posted table.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, MeasureCategory
struct MeasureCategory {
    Optional<std::string> title;            ///< Title: "Female".
    std::vector<Measurement> measurements;  ///< Group by group.
    Extra extra;                            ///< Members that this version does not know.
    bool operator==(const MeasureCategory&) const = default;
};
CARNK_DESCRIBE_STRUCT(MeasureCategory, title, measurements)

/// @brief Rows of a posted table that belong together.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, MeasureClass
struct MeasureClass {
    Optional<std::string> title;                  ///< Title: "United States".
    std::vector<ResultDenominator> denominators;  ///< How many were analysed, where other than in the whole.
    std::vector<MeasureCategory> categories;      ///< Rows.
    Extra extra;                                  ///< Members that this version does not know.
    bool operator==(const MeasureClass&) const = default;
};
CARNK_DESCRIBE_STRUCT(MeasureClass, title, denominators, categories)

/// @brief One statistical comparison.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, MeasureAnalysis
struct StatisticalAnalysis {
    std::vector<std::string> group_ids;             ///< Groups that are compared.
    Optional<std::string> group_description;        ///< How, in the words of the source.
    Optional<bool> non_inferiority_tested;          ///< True if non-inferiority or equivalence was tested.
    Optional<std::string> hypothesis;               ///< Kind of hypothesis, the register's word: "SUPERIORITY".
    Optional<std::string> hypothesis_comment;       ///< More of it.
    Optional<std::string> p_value;                  ///< P value, as posted.
    Optional<std::string> p_value_comment;          ///< More of it.
    Optional<std::string> method;                   ///< Statistical method: "Log Rank".
    Optional<std::string> method_comment;           ///< More of it.
    Optional<std::string> parameter;                ///< What was estimated: "Hazard Ratio (HR)".
    Optional<std::string> estimate;                 ///< The estimate, as posted.
    Optional<std::string> estimate_comment;         ///< More of it.
    Optional<std::string> dispersion;               ///< Kind of dispersion, the register's word: "STANDARD_DEVIATION".
    Optional<std::string> dispersion_value;         ///< Dispersion, as posted.
    Optional<std::string> confidence_sides;         ///< Sides of the interval, the register's word: "TWO_SIDED".
    Optional<std::string> confidence_percent;       ///< Level of the interval, as posted. @unit{%}
    Optional<std::string> confidence_low;           ///< Lower end, as posted.
    Optional<std::string> confidence_low_comment;   ///< Why there is none.
    Optional<std::string> confidence_high;          ///< Upper end, as posted.
    Optional<std::string> confidence_high_comment;  ///< Why there is none.
    Optional<std::string> description;              ///< Another analysis, in the words of the source.
    Extra extra;                                    ///< Members that this version does not know.
    bool operator==(const StatisticalAnalysis&) const = default;
};
CARNK_DESCRIBE_STRUCT(StatisticalAnalysis, group_ids, group_description, non_inferiority_tested, hypothesis,
                      hypothesis_comment, p_value, p_value_comment, method, method_comment, parameter, estimate,
                      estimate_comment, dispersion, dispersion_value, confidence_sides, confidence_percent,
                      confidence_low, confidence_low_comment, confidence_high, confidence_high_comment, description)

/// @brief One posted table: a baseline characteristic or an outcome measure.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, BaselineMeasure and OutcomeMeasure
struct PostedMeasure {
    Optional<OutcomeRank> rank;                   ///< Rank of an outcome measure; absent for baseline.
    Optional<std::string> title;                  ///< What is measured.
    Optional<std::string> description;            ///< In the words of the source.
    Optional<std::string> population;             ///< Who was analysed, in the words of the source.
    Optional<std::string> reporting;              ///< Whether results are posted, the register's word: "POSTED".
    Optional<std::string> expected_posting;       ///< When they will be, as posted.
    Optional<MeasureStatistic> statistic;         ///< What the numbers are.
    Optional<std::string> dispersion;             ///< What the spread is, the register's word: "STANDARD_DEVIATION".
    Optional<std::string> unit;                   ///< Unit in the words of the source: "years".
    Optional<bool> percent_computed;              ///< True if the register computes percentages.
    Optional<std::string> time_frame;             ///< When, in the words of the source.
    Optional<std::string> units_analyzed;         ///< What is counted beside participants.
    Optional<std::string> denominator_units;      ///< Units that the numbers are a part of.
    std::vector<ResultGroup> groups;              ///< Groups, of an outcome measure.
    std::vector<ResultDenominator> denominators;  ///< How many were analysed.
    std::vector<MeasureClass> classes;            ///< The numbers.
    std::vector<StatisticalAnalysis> analyses;    ///< Comparisons.
    Extra extra;                                  ///< Members that this version does not know.
    bool operator==(const PostedMeasure&) const = default;
};
CARNK_DESCRIBE_STRUCT(PostedMeasure, rank, title, description, population, reporting, expected_posting, statistic,
                      dispersion, unit, percent_computed, time_frame, units_analyzed, denominator_units, groups,
                      denominators, classes, analyses)

/// @brief What the participants were like when they came.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, BaselineCharacteristicsModule
struct BaselineCharacteristics {
    Optional<std::string> population;             ///< Who was analysed, in the words of the source.
    Optional<std::string> units_analyzed;         ///< What is counted beside participants.
    std::vector<ResultGroup> groups;              ///< Groups.
    std::vector<ResultDenominator> denominators;  ///< How many were analysed.
    std::vector<PostedMeasure> measures;          ///< Tables.
    Extra extra;                                  ///< Members that this version does not know.
    bool operator==(const BaselineCharacteristics&) const = default;
};
CARNK_DESCRIBE_STRUCT(BaselineCharacteristics, population, units_analyzed, groups, denominators, measures)

/// @brief How many of a group died, or had any serious or any other adverse event.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, EventGroup
struct EventGroup {
    Optional<std::string> id;           ///< Id within the section: "EG000".
    Optional<std::string> title;        ///< Title.
    Optional<std::string> description;  ///< In the words of the source.
    Optional<Count> deaths;             ///< Participants who died of any cause.
    Optional<Count> deaths_at_risk;     ///< Participants among whom deaths were counted.
    Optional<Count> serious;            ///< Participants with a serious event.
    Optional<Count> serious_at_risk;    ///< Participants among whom these were counted.
    Optional<Count> other;              ///< Participants with another event above the threshold.
    Optional<Count> other_at_risk;      ///< Participants among whom these were counted.
    Extra extra;                        ///< Members that this version does not know.
    bool operator==(const EventGroup&) const = default;
};
CARNK_DESCRIBE_STRUCT(EventGroup, id, title, description, deaths, deaths_at_risk, serious, serious_at_risk, other,
                      other_at_risk)

/// @brief How many of a group had one adverse event.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, EventStats
struct EventCounts {
    Optional<std::string> group_id;  ///< Group.
    Optional<Count> events;          ///< Times that it happened.
    Optional<Count> affected;        ///< Participants to whom it happened.
    Optional<Count> at_risk;         ///< Participants among whom it was looked for.
    Extra extra;                     ///< Members that this version does not know.
    bool operator==(const EventCounts&) const = default;
};
CARNK_DESCRIBE_STRUCT(EventCounts, group_id, events, affected, at_risk)

/// @brief How an adverse event was looked for.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, EventAssessment
enum class EventAssessment : std::uint8_t {
    non_systematic_assessment,  ///< As participants reported it.
    systematic_assessment,      ///< By a method, at fixed times.
};
CARNK_DESCRIBE_ENUM(EventAssessment, non_systematic_assessment, systematic_assessment)

/// @brief One adverse event, group by group.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, AdverseEvent
struct PostedEvent {
    Optional<std::string> term;            ///< Term.
    Optional<std::string> organ_system;    ///< Organ system.
    Optional<std::string> vocabulary;      ///< Where the term comes from: "MedDRA 25.0".
    Optional<EventAssessment> assessment;  ///< How it was looked for.
    Optional<std::string> notes;           ///< In the words of the source.
    std::vector<EventCounts> counts;       ///< Group by group.
    /// Which of the syndromes of cell therapy the term names, recognised by its words: derived, not posted. Never says a grade.
    Optional<ClinicalOutcome> recognised;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const PostedEvent&) const = default;
};
CARNK_DESCRIBE_STRUCT(PostedEvent, term, organ_system, vocabulary, assessment, notes, counts, recognised)

/// @brief Adverse events as posted. A participant may be counted in both lists.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, AdverseEventsModule
struct PostedAdverseEvents {
    Optional<std::string> threshold;          ///< Percentage above which other events are listed, as posted. @unit{%}
    Optional<std::string> time_frame;         ///< For how long they were watched for, in the words of the source.
    Optional<std::string> description;        ///< In the words of the source.
    Optional<std::string> mortality_comment;  ///< About deaths, in the words of the source.
    std::vector<EventGroup> groups;           ///< Groups.
    std::vector<PostedEvent> serious;         ///< Serious events.
    std::vector<PostedEvent> other;           ///< Other events above the threshold.
    Extra extra;                              ///< Members that this version does not know.
    bool operator==(const PostedAdverseEvents&) const = default;
};
CARNK_DESCRIBE_STRUCT(PostedAdverseEvents, threshold, time_frame, description, mortality_comment, groups, serious,
                      other)

/// @brief Results as a register posts them.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, ResultsSection
struct PostedResults {
    Optional<ParticipantFlow> participant_flow;    ///< Who came, stayed and left.
    Optional<BaselineCharacteristics> baseline;    ///< What they were like.
    std::vector<PostedMeasure> outcome_measures;   ///< Outcomes.
    Optional<PostedAdverseEvents> adverse_events;  ///< Adverse events.
    Optional<std::string> limitations;             ///< Limitations and caveats, in the words of the source.
    Extra extra;                                   ///< Members that this version does not know.
    bool operator==(const PostedResults&) const = default;
};
CARNK_DESCRIBE_STRUCT(PostedResults, participant_flow, baseline, outcome_measures, adverse_events, limitations)

}  // namespace carnk::inline v0_1
