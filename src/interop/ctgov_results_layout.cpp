// SPDX-License-Identifier: BSL-1.0
// The results section. Fields stand in the order of the register's OpenAPI file of version 2.
#include "interop/ctgov_layout.hpp"

namespace carnk::inline v0_1::ctgov {

namespace {

using M = PostedMeasure;
using A = StatisticalAnalysis;

constexpr Field group_fields[] = {
    leaf<&ResultGroup::id>("id", "/id"),
    leaf<&ResultGroup::title>("title", "/title"),
    leaf<&ResultGroup::description>("description", "/description"),
};
constexpr Table group = table_of<ResultGroup>(group_fields);

constexpr Field value_fields[] = {
    leaf<&GroupValue::group_id>("groupId", "/group_id"),
    leaf<&GroupValue::value>("value", "/value"),
};
constexpr Table value = table_of<GroupValue>(value_fields);

constexpr Field denominator_fields[] = {
    leaf<&ResultDenominator::units>("units", "/units"),
    list<&ResultDenominator::counts>("counts", "/counts", value),
};
constexpr Table denominator = table_of<ResultDenominator>(denominator_fields);

// ---------------------------------------------------------------------------------------------------- flow

constexpr Field flow_count_fields[] = {
    leaf<&FlowCount::group_id>("groupId", "/group_id"),
    leaf<&FlowCount::comment>("comment", "/comment"),
    leaf<&FlowCount::subjects>("numSubjects", "/subjects"),
    leaf<&FlowCount::units>("numUnits", "/units"),
};
constexpr Table flow_count = table_of<FlowCount>(flow_count_fields);

constexpr Field milestone_fields[] = {
    leaf<&FlowStep::name>("type", "/name"),
    leaf<&FlowStep::comment>("comment", "/comment"),
    list<&FlowStep::counts>("achievements", "/counts", flow_count),
};
constexpr Table milestone = table_of<FlowStep>(milestone_fields);

constexpr Field withdrawal_fields[] = {
    leaf<&FlowStep::name>("type", "/name"),
    leaf<&FlowStep::comment>("comment", "/comment"),
    list<&FlowStep::counts>("reasons", "/counts", flow_count),
};
constexpr Table withdrawal = table_of<FlowStep>(withdrawal_fields);

constexpr Field period_fields[] = {
    leaf<&FlowPeriod::title>("title", "/title"),
    list<&FlowPeriod::milestones>("milestones", "/milestones", milestone),
    list<&FlowPeriod::withdrawals>("dropWithdraws", "/withdrawals", withdrawal),
};
constexpr Table period = table_of<FlowPeriod>(period_fields);

constexpr Field flow_fields[] = {
    leaf<&ParticipantFlow::pre_assignment>("preAssignmentDetails", "/pre_assignment"),
    leaf<&ParticipantFlow::recruitment>("recruitmentDetails", "/recruitment"),
    leaf<&ParticipantFlow::units_analyzed>("typeUnitsAnalyzed", "/units_analyzed"),
    list<&ParticipantFlow::groups>("groups", "/groups", group),
    list<&ParticipantFlow::periods>("periods", "/periods", period),
};
constexpr Table flow = table_of<ParticipantFlow>(flow_fields);

// ---------------------------------------------------------------------------------------------------- measures

constexpr Field measurement_fields[] = {
    leaf<&Measurement::group_id>("groupId", "/group_id"),
    leaf<&Measurement::value>("value", "/value"),
    leaf<&Measurement::spread>("spread", "/spread"),
    leaf<&Measurement::lower_limit>("lowerLimit", "/lower_limit"),
    leaf<&Measurement::upper_limit>("upperLimit", "/upper_limit"),
    leaf<&Measurement::comment>("comment", "/comment"),
};
constexpr Table measurement = table_of<Measurement>(measurement_fields);

constexpr Field category_fields[] = {
    leaf<&MeasureCategory::title>("title", "/title"),
    list<&MeasureCategory::measurements>("measurements", "/measurements", measurement),
};
constexpr Table category = table_of<MeasureCategory>(category_fields);

constexpr Field class_fields[] = {
    leaf<&MeasureClass::title>("title", "/title"),
    list<&MeasureClass::denominators>("denoms", "/denominators", denominator),
    list<&MeasureClass::categories>("categories", "/categories", category),
};
constexpr Table measure_class = table_of<MeasureClass>(class_fields);

constexpr Field analysis_fields[] = {
    leaf<&A::parameter>("paramType", "/parameter"),
    leaf<&A::estimate>("paramValue", "/estimate"),
    leaf<&A::dispersion>("dispersionType", "/dispersion"),
    leaf<&A::dispersion_value>("dispersionValue", "/dispersion_value"),
    leaf<&A::method>("statisticalMethod", "/method"),
    leaf<&A::method_comment>("statisticalComment", "/method_comment"),
    leaf<&A::p_value>("pValue", "/p_value"),
    leaf<&A::p_value_comment>("pValueComment", "/p_value_comment"),
    leaf<&A::confidence_sides>("ciNumSides", "/confidence_sides"),
    leaf<&A::confidence_percent>("ciPctValue", "/confidence_percent"),
    leaf<&A::confidence_low>("ciLowerLimit", "/confidence_low"),
    leaf<&A::confidence_high>("ciUpperLimit", "/confidence_high"),
    leaf<&A::confidence_low_comment>("ciLowerLimitComment", "/confidence_low_comment"),
    leaf<&A::confidence_high_comment>("ciUpperLimitComment", "/confidence_high_comment"),
    leaf<&A::estimate_comment>("estimateComment", "/estimate_comment"),
    leaf<&A::non_inferiority_tested>("testedNonInferiority", "/non_inferiority_tested"),
    leaf<&A::hypothesis>("nonInferiorityType", "/hypothesis"),
    leaf<&A::hypothesis_comment>("nonInferiorityComment", "/hypothesis_comment"),
    leaf<&A::description>("otherAnalysisDescription", "/description"),
    leaf<&A::group_description>("groupDescription", "/group_description"),
    leaves<&A::group_ids>("groupIds", "/group_ids"),
};
constexpr Table analysis = table_of<A>(analysis_fields);

constexpr Field outcome_measure_fields[] = {
    leaf<&M::rank>("type", "/rank"),
    leaf<&M::title>("title", "/title"),
    leaf<&M::description>("description", "/description"),
    leaf<&M::population>("populationDescription", "/population"),
    leaf<&M::reporting>("reportingStatus", "/reporting"),
    leaf<&M::expected_posting>("anticipatedPostingDate", "/expected_posting"),
    leaf<&M::statistic>("paramType", "/statistic"),
    leaf<&M::dispersion>("dispersionType", "/dispersion"),
    leaf<&M::unit>("unitOfMeasure", "/unit"),
    leaf<&M::percent_computed>("calculatePct", "/percent_computed"),
    leaf<&M::time_frame>("timeFrame", "/time_frame"),
    leaf<&M::units_analyzed>("typeUnitsAnalyzed", "/units_analyzed"),
    leaf<&M::denominator_units>("denomUnitsSelected", "/denominator_units"),
    list<&M::groups>("groups", "/groups", group),
    list<&M::denominators>("denoms", "/denominators", denominator),
    list<&M::classes>("classes", "/classes", measure_class),
    list<&M::analyses>("analyses", "/analyses", analysis),
};
constexpr Table outcome_measure = table_of<M>(outcome_measure_fields);

constexpr Field outcome_measures_fields[] = {
    list<&PostedResults::outcome_measures>("outcomeMeasures", "/outcome_measures", outcome_measure),
};
constexpr Table outcome_measures = flat_table(outcome_measures_fields);

constexpr Field baseline_measure_fields[] = {
    leaf<&M::title>("title", "/title"),
    leaf<&M::description>("description", "/description"),
    leaf<&M::population>("populationDescription", "/population"),
    leaf<&M::statistic>("paramType", "/statistic"),
    leaf<&M::dispersion>("dispersionType", "/dispersion"),
    leaf<&M::unit>("unitOfMeasure", "/unit"),
    leaf<&M::percent_computed>("calculatePct", "/percent_computed"),
    leaf<&M::denominator_units>("denomUnitsSelected", "/denominator_units"),
    list<&M::denominators>("denoms", "/denominators", denominator),
    list<&M::classes>("classes", "/classes", measure_class),
};
constexpr Table baseline_measure = table_of<M>(baseline_measure_fields);

constexpr Field baseline_fields[] = {
    leaf<&BaselineCharacteristics::population>("populationDescription", "/population"),
    leaf<&BaselineCharacteristics::units_analyzed>("typeUnitsAnalyzed", "/units_analyzed"),
    list<&BaselineCharacteristics::groups>("groups", "/groups", group),
    list<&BaselineCharacteristics::denominators>("denoms", "/denominators", denominator),
    list<&BaselineCharacteristics::measures>("measures", "/measures", baseline_measure),
};
constexpr Table baseline = table_of<BaselineCharacteristics>(baseline_fields);

// ---------------------------------------------------------------------------------------------------- adverse events

constexpr Field event_group_fields[] = {
    leaf<&EventGroup::id>("id", "/id"),
    leaf<&EventGroup::title>("title", "/title"),
    leaf<&EventGroup::description>("description", "/description"),
    leaf<&EventGroup::deaths>("deathsNumAffected", "/deaths"),
    leaf<&EventGroup::deaths_at_risk>("deathsNumAtRisk", "/deaths_at_risk"),
    leaf<&EventGroup::serious>("seriousNumAffected", "/serious"),
    leaf<&EventGroup::serious_at_risk>("seriousNumAtRisk", "/serious_at_risk"),
    leaf<&EventGroup::other>("otherNumAffected", "/other"),
    leaf<&EventGroup::other_at_risk>("otherNumAtRisk", "/other_at_risk"),
};
constexpr Table event_group = table_of<EventGroup>(event_group_fields);

constexpr Field event_counts_fields[] = {
    leaf<&EventCounts::group_id>("groupId", "/group_id"),
    leaf<&EventCounts::events>("numEvents", "/events"),
    leaf<&EventCounts::affected>("numAffected", "/affected"),
    leaf<&EventCounts::at_risk>("numAtRisk", "/at_risk"),
};
constexpr Table event_counts = table_of<EventCounts>(event_counts_fields);

constexpr Field event_fields[] = {
    leaf<&PostedEvent::term>("term", "/term"),
    leaf<&PostedEvent::organ_system>("organSystem", "/organ_system"),
    leaf<&PostedEvent::vocabulary>("sourceVocabulary", "/vocabulary"),
    leaf<&PostedEvent::assessment>("assessmentType", "/assessment"),
    leaf<&PostedEvent::notes>("notes", "/notes"),
    list<&PostedEvent::counts>("stats", "/counts", event_counts),
};
constexpr Table event = table_of<PostedEvent>(event_fields);

constexpr Field adverse_events_fields[] = {
    leaf<&PostedAdverseEvents::threshold>("frequencyThreshold", "/threshold"),
    leaf<&PostedAdverseEvents::time_frame>("timeFrame", "/time_frame"),
    leaf<&PostedAdverseEvents::description>("description", "/description"),
    leaf<&PostedAdverseEvents::mortality_comment>("allCauseMortalityComment", "/mortality_comment"),
    list<&PostedAdverseEvents::groups>("eventGroups", "/groups", event_group),
    list<&PostedAdverseEvents::serious>("seriousEvents", "/serious", event),
    list<&PostedAdverseEvents::other>("otherEvents", "/other", event),
};
constexpr Table adverse_events = table_of<PostedAdverseEvents>(adverse_events_fields);

// ---------------------------------------------------------------------------------------------------- the whole

constexpr Field limitations_fields[] = {
    leaf<&PostedResults::limitations>("description", "/limitations"),
};
constexpr Table limitations = flat_table(limitations_fields);

constexpr Field more_fields[] = {
    flat("limitationsAndCaveats", limitations),
    kept("certainAgreement"),
    kept("pointOfContact"),
};
constexpr Table more = flat_table(more_fields);

constexpr Field results_fields[] = {
    part<&PostedResults::participant_flow>("participantFlowModule", "/participant_flow", flow),
    part<&PostedResults::baseline>("baselineCharacteristicsModule", "/baseline", baseline),
    flat("outcomeMeasuresModule", outcome_measures),
    part<&PostedResults::adverse_events>("adverseEventsModule", "/adverse_events", adverse_events),
    flat("moreInfoModule", more),
};

}  // namespace

const Table results_table = table_of<PostedResults>(results_fields);

}  // namespace carnk::inline v0_1::ctgov
