// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Outcomes pooled over the published studies: how many responded, had CRS, ICANS or GvHD, with honest intervals.
///
/// The studies are small, have no control arm and differ in product, dose, disease and time of assessment. A pooled figure says
/// what was seen in them; it is no forecast for a patient and no comparison with another therapy.
#include <carnk/core/describe.hpp>
#include <carnk/core/extra.hpp>
#include <carnk/core/identifier.hpp>
#include <carnk/core/number.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/quantity.hpp>
#include <carnk/core/result.hpp>
#include <carnk/core/source.hpp>
#include <carnk/export.hpp>
#include <carnk/model/common.hpp>
#include <carnk/model/outcome.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1 {

struct Catalog;

/// @brief From one fraction to another, both included.
/// @ingroup insight
struct FractionInterval {
    Fraction low;   ///< Lower end. @range{0 to 1}
    Fraction high;  ///< Upper end. @range{0 to 1}
    Extra extra;    ///< Members that this version does not know.
    bool operator==(const FractionInterval&) const = default;
};
CARNK_DESCRIBE_STRUCT(FractionInterval, low, high)

/// @brief So many of so many patients had an outcome.
/// @ingroup insight
struct EventCount {
    Count events{};    ///< Patients with the outcome.
    Count patients{};  ///< Patients counted in all.
    Extra extra;       ///< Members that this version does not know.
    bool operator==(const EventCount&) const = default;
};
CARNK_DESCRIBE_STRUCT(EventCount, events, patients)

/// @brief Exact interval of a proportion after Clopper and Pearson. Covers the truth at least as often as its level says.
///
/// Of no patients at all, it is from 0 to 1: nothing is known.
/// @param count  events and patients
/// @param level  confidence level, above 0 and below 1
/// @errors  CNK-STA-001 for more events than patients; CNK-STA-002 for a level that is not between 0 and 1
/// @source  Clopper CJ, Pearson ES, Biometrika 1934;26:404-413
/// @ingroup insight
[[nodiscard]] CARNK_API Result<FractionInterval> exact_interval(const EventCount& count, double level = 0.95);

/// @brief Score interval of a proportion after Wilson, without continuity correction. Covers the truth about as often as its level
/// says, on average.
/// @copydetails exact_interval
/// @source  Wilson EB, J Am Stat Assoc 1927;22:209-212; Newcombe RG, Stat Med 1998;17:857-872, method 3
/// @ingroup insight
[[nodiscard]] CARNK_API Result<FractionInterval> wilson_interval(const EventCount& count, double level = 0.95);

/// @brief How studies are pooled.
/// @ingroup insight
enum class PoolModel : std::uint8_t {
    /// Events are binomial within a study; the log odds of the studies are normal. Maximum likelihood, by adaptive Gauss-Hermite
    /// quadrature. Needs no correction for zero events.
    binomial_normal,
    /// Double arcsine of Freeman and Tukey, variance between studies after DerSimonian and Laird, turned back with the harmonic mean
    /// of the sizes (Miller 1978). Only as a check: the way back depends on that one size and can mislead where sizes differ much
    /// (Schwarzer et al., Res Synth Methods 2019;10:476-483).
    freeman_tukey,
};
CARNK_DESCRIBE_ENUM(PoolModel, binomial_normal, freeman_tukey)

/// @brief What could be made of the studies.
/// @ingroup insight
enum class PoolState : std::uint8_t {
    pooled,        ///< The model was fitted to two studies or more.
    single_study,  ///< One study: its own proportion with its exact interval.
    no_event,  ///< No study has an event: 0, with the exact interval of all patients together; no variance can be estimated.
    all_events,     ///< Every patient has the event: 1, likewise.
    not_estimable,  ///< The likelihood has no maximum at a finite variance: no estimate.
    no_study,       ///< No study has patients.
};
CARNK_DESCRIBE_ENUM(PoolState, pooled, single_study, no_event, all_events, not_estimable, no_study)

/// @brief A pooled proportion.
/// @ingroup insight
struct PoolFit {
    /// Model.
    PoolModel model{};
    /// What could be made of the studies; see there for what `estimate` and `interval` are.
    PoolState state{};
    /// Studies in it.
    Count study_count{};
    /// Their patients.
    Count patient_count{};
    /// Their patients with the outcome.
    Count event_count{};
    /// Proportion in the median study. Where studies differ much, it is far from `average`: read both.
    Optional<Fraction> estimate;
    /// Mean proportion over studies as the model sees them; absent if no model was fitted, and with the Freeman-Tukey one.
    Optional<Fraction> average;
    /// Confidence interval of `estimate`: Wald on the scale of the model, or exact, see PoolState.
    Optional<FractionInterval> interval;
    /// Confidence interval of `estimate` by profile likelihood: to be preferred with few studies or rare events, where Wald's is too
    /// short. Absent if the model is not the binomial-normal one, or was not fitted.
    Optional<FractionInterval> likelihood_interval;
    /// Where the true proportion of a further study is expected; absent with less than three studies. Too short where the variance
    /// was estimated as zero only because there are few studies.
    Optional<FractionInterval> prediction_interval;
    /// Variance between studies, on the scale of the model. @unit{1}
    Optional<NonNegative> tau_squared;
    /// Estimate on the scale of the model: log odds, or double arcsine. @unit{1}
    Optional<double> scaled_estimate;
    /// Its standard error. @unit{1}
    Optional<NonNegative> standard_error;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const PoolFit&) const = default;
};
CARNK_DESCRIBE_STRUCT(PoolFit, model, state, study_count, patient_count, event_count, estimate, average, interval,
                      likelihood_interval, prediction_interval, tau_squared, scaled_estimate, standard_error)

/// @brief How far studies differ by more than chance.
/// @ingroup insight
struct Heterogeneity {
    /// Studies less one.
    Count degrees_of_freedom{};
    /// Cochran's Q of the log odds, weighted by inverse variance; a half is added to events and others of studies without either. @unit{1}
    NonNegative q;
    /// Chance of such a Q, or a greater one, if studies do not differ.
    Fraction q_p_value;
    /// Likelihood ratio of a proportion for each study against one for all; needs no correction for zero events. @unit{1}
    NonNegative likelihood_ratio;
    /// Chance of such a ratio, or a greater one, if studies do not differ. Both are rough where patients are few.
    Fraction likelihood_ratio_p_value;
    /// Part of the variation that is not chance: (Q - df) / Q, not below 0 (Higgins and Thompson, Stat Med 2002;21:1539-1558).
    Fraction i_squared;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const Heterogeneity&) const = default;
};
CARNK_DESCRIBE_STRUCT(Heterogeneity, degrees_of_freedom, q, q_p_value, likelihood_ratio, likelihood_ratio_p_value,
                      i_squared)

/// @brief How a pool is computed.
/// @ingroup insight
struct PoolSettings {
    /// Level of all intervals, above 0 and below 1.
    double level = 0.95;
    /// True for the prediction interval with Student's t of k - 2 degrees of freedom (Higgins et al., J R Stat Soc A
    /// 2009;172:137-159), false for the normal distribution.
    bool student_prediction = true;
};

/// @brief Pools proportions.
///
/// Studies without patients say nothing and are not counted. Zero events are events like others; no correction is made for them.
/// @param counts    events and patients of each study
/// @param model     how
/// @param settings  level of the intervals
/// @errors  CNK-STA-001 for more events than patients; CNK-STA-002 for a level that is not between 0 and 1; CNK-STA-003 for more
///          patients in all than can be counted
/// @par Complexity  Linear in the studies, some thousand evaluations each.
/// @source  Stijnen T, Hamza TH, Ozdemir P, Stat Med 2010;29:3046-3067
/// @ingroup insight
[[nodiscard]] CARNK_API Result<PoolFit> pool(const std::vector<EventCount>& counts,
                                             PoolModel model = PoolModel::binomial_normal,
                                             const PoolSettings& settings = {});

/// @brief How far proportions differ by more than chance; absent with less than two studies that have patients.
/// @errors  CNK-STA-001 for more events than patients
/// @ingroup insight
[[nodiscard]] CARNK_API Result<Optional<Heterogeneity>> heterogeneity(const std::vector<EventCount>& counts);

/// @brief By what studies are put into groups.
/// @ingroup insight
enum class PoolGrouping : std::uint8_t {
    target,         ///< Antigens that switch the cells on; several of one product are one group.
    cell_source,    ///< Tissue or line from which the cells are made.
    disease_group,  ///< Group of diseases.
    disease,        ///< Diseases, as the record names them; several of one study are one group.
};
CARNK_DESCRIBE_ENUM(PoolGrouping, target, cell_source, disease_group, disease)

/// @brief Why a study is not in a pool.
/// @ingroup insight
enum class PoolExclusion : std::uint8_t {
    not_reported,       ///< The text read says nothing of the outcome.
    only_in_subgroup,   ///< Reported only for parts of the group.
    only_percentage,    ///< Only a percentage is stated; a count computed from it would be a guess.
    derived_count,      ///< The record has a count that was computed from a printed percentage.
    no_denominator,     ///< The events are stated, but not of how many patients.
    no_event_count,     ///< Stated in words or as a range only.
    no_patients,        ///< Of no patients.
    inconsistent,       ///< More events than patients.
    overlap,            ///< Some of its patients are, or may be, in another study of the pool.
    not_peer_reviewed,  ///< Left out because only peer-reviewed articles were asked for.
};
CARNK_DESCRIBE_ENUM(PoolExclusion, not_reported, only_in_subgroup, only_percentage, derived_count, no_denominator,
                    no_event_count, no_patients, inconsistent, overlap, not_peer_reviewed)

/// @brief A study in a pool.
/// @ingroup insight
struct PooledStudy {
    /// Its id in the catalogue.
    Slug study_id;
    /// As it is cited: "Liu E et al. 2020".
    std::string label;
    /// Number of its trial.
    Optional<RegistryId> trial_id;
    /// Kind of the report.
    SourceKind publication{};
    /// Events and patients, as stated.
    EventCount count;
    /// True if the events were computed from a printed percentage; never without PooledOptions::include_derived.
    bool derived{};
    /// Exact interval after Clopper and Pearson.
    FractionInterval exact;
    /// Score interval after Wilson.
    FractionInterval wilson;
    /// When it was counted.
    Optional<Quantity> at;
    /// What was counted under this name.
    Optional<std::string> definition;
    /// What a reader must know of the count.
    Optional<std::string> note;
    /// How sure the editors are of the count.
    Optional<Confidence> confidence;
    /// Where it comes from.
    std::vector<Source> sources;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const PooledStudy&) const = default;
};
CARNK_DESCRIBE_STRUCT(PooledStudy, study_id, label, trial_id, publication, count, derived, exact, wilson, at,
                      definition, note, confidence, sources)

/// @brief A study that is not in a pool, and why.
/// @ingroup insight
struct ExcludedStudy {
    /// Its id in the catalogue.
    Slug study_id;
    /// As it is cited.
    std::string label;
    /// Why.
    PoolExclusion reason{};
    /// The study of the pool with which it shares patients; only with the reason "overlap".
    Optional<Slug> overlaps_with;
    /// The same in a sentence, with what the record has.
    std::string explanation;
    /// Where its record comes from.
    std::vector<Source> sources;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ExcludedStudy&) const = default;
};
CARNK_DESCRIBE_STRUCT(ExcludedStudy, study_id, label, reason, overlaps_with, explanation, sources)

/// @brief The pool without one study.
/// @ingroup insight
struct LeaveOneOut {
    /// The study that is left out.
    Slug study_id;
    /// The pool of the others.
    PoolFit fit;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const LeaveOneOut&) const = default;
};
CARNK_DESCRIBE_STRUCT(LeaveOneOut, study_id, fit)

/// @brief The pool of one group of studies. Differences between groups were not planned by anybody and are no finding.
/// @ingroup insight
struct PoolSubgroup {
    /// By what the studies are grouped.
    PoolGrouping by{};
    /// The value as the documents have it; several are joined by "+". Absent: not stated.
    Optional<std::string> value;
    /// The value as a reader would name it.
    std::string label;
    /// Studies in it.
    std::vector<Slug> study_ids;
    /// Their pool.
    PoolFit fit;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const PoolSubgroup&) const = default;
};
CARNK_DESCRIBE_STRUCT(PoolSubgroup, by, value, label, study_ids, fit)

/// @brief A pooled figure that others have published, beside ours.
/// @ingroup insight
struct PublishedPool {
    /// Id of the row in the comparison of the catalogue.
    Slug comparison_id;
    /// Therapy in the words of the source.
    std::string therapy;
    /// Patients in the words of the source.
    std::string population;
    /// Studies in it.
    Optional<Count> study_count;
    /// Patients in them.
    Optional<Count> patient_count;
    /// Its figure.
    OutcomeResult result;
    /// Our pool of the studies with the same targets, of counts that the sources state.
    PoolFit ours;
    /// The same with counts that were computed from printed percentages.
    PoolFit ours_with_derived;
    /// What sets them apart, in words.
    std::string discussion;
    /// Where the published figure comes from.
    std::vector<Source> sources;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const PublishedPool&) const = default;
};
CARNK_DESCRIBE_STRUCT(PublishedPool, comparison_id, therapy, population, study_count, patient_count, result, ours,
                      ours_with_derived, discussion, sources)

/// @brief One outcome over the published studies of a catalogue.
/// @ingroup insight
struct PooledOutcome {
    static constexpr std::string_view schema = "carnk/pooled-outcome/1";  ///< Name and version of the document.

    /// What is counted.
    ClinicalOutcome outcome{};
    /// Level of all intervals. @range{0 to 1}
    Fraction level;
    /// The main figure: binomial-normal model.
    PoolFit fit;
    /// The check: Freeman-Tukey.
    PoolFit check;
    /// How far the studies differ; absent with less than two.
    Optional<Heterogeneity> heterogeneity;
    /// The studies in it, in the order of the catalogue.
    std::vector<PooledStudy> studies;
    /// The others, in the order of the catalogue.
    std::vector<ExcludedStudy> excluded;
    /// Without each of the studies in turn; empty with less than three.
    std::vector<LeaveOneOut> leave_one_out;
    /// Groups of studies, by what was asked for.
    std::vector<PoolSubgroup> subgroups;
    /// Published pools of the same outcome of CAR-NK.
    std::vector<PublishedPool> published;
    /// What a reader must know of the figures.
    std::vector<std::string> notes;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const PooledOutcome&) const = default;
};
CARNK_DESCRIBE_STRUCT(PooledOutcome, outcome, level, fit, check, heterogeneity, studies, excluded, leave_one_out,
                      subgroups, published, notes)

/// @brief What is pooled, and how.
/// @ingroup insight
struct PooledOptions {
    /// Level of the intervals and kind of the prediction interval.
    PoolSettings settings{};
    /// True to take counts that were computed from printed percentages, too: to see what they would change.
    bool include_derived = false;
    /// True to take peer-reviewed articles only.
    bool peer_reviewed_only = false;
    /// By what to group the studies; each gives its subgroups.
    std::vector<PoolGrouping> by{PoolGrouping::target, PoolGrouping::cell_source, PoolGrouping::disease_group};
};

/// @brief Pools an outcome over the published studies of a catalogue.
///
/// Counts are those of whole groups. Of studies that share patients, the one with most patients is taken, then the newest, then
/// the first by id. Nothing is imputed: what no source states is in `excluded`, with the reason.
/// @errors  CNK-STA-002 for a level that is not between 0 and 1
/// @ingroup insight
[[nodiscard]] CARNK_API Result<PooledOutcome> pooled(const Catalog& catalog, ClinicalOutcome outcome,
                                                     const PooledOptions& options = {});

/// @brief An outcome as a reader would name it: "objective response".
/// @ingroup insight
[[nodiscard]] CARNK_API std::string_view label_of(ClinicalOutcome outcome) noexcept;

}  // namespace carnk::inline v0_1
