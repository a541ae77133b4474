// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief What screening answers: a verdict, and why, and what to find out next.
#include <carnk/core/describe.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/partial_date.hpp>
#include <carnk/core/tri.hpp>
#include <carnk/model/eligibility.hpp>

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief Why a part of a criterion has the value that it has. The codes are a stability promise.
/// @ingroup screen
enum class Reason : std::uint8_t {
    by_parts,            ///< Follows from the parts.
    present,             ///< A fact that matches is there.
    refuted,             ///< Stated not to be there.
    absent_as_complete,  ///< Not listed, and the list is declared complete.
    value_in_range,      ///< The value passes the test.
    value_out_of_range,  ///< The value does not pass the test.
    count_in_range,      ///< The number of facts is as demanded.
    count_out_of_range,  ///< The number of facts is not as demanded.
    not_found,           ///< Nothing is stated.
    not_assessed,        ///< Stated not to have been looked for.
    list_incomplete,     ///< The list is declared complete, but not up to the end or not from the begin of the window.
    value_missing,       ///< The fact is there, its value is not.
    attribute_missing,   ///< The fact is there, a member that the criterion asks for is not.
    coded_broadly,   ///< A fact with a broader code, or a value that says less than is asked, may or may not be meant.
    unit_mismatch,   ///< The unit does not convert to that of the criterion.
    scale_mismatch,  ///< Scored on another scale, or no scale is named.
    reference_missing,  ///< The laboratory's limit of normal, or another reference, is not stated.
    censored,           ///< Only a bound of the value is known, and it does not settle the test.
    under_support,      ///< The value was reached under support that must not be, or the support is not stated.
    stale,              ///< Facts are there, but outside of the window.
    partial_date,       ///< A date that is not known to the day leaves it open.
    undated,            ///< No date is stated.
    impossible_date,    ///< A date cannot be right: it ends before it begins, or lies after the day of screening.
    anchor_unknown,     ///< The day that the window counts from is not known.
    half_life_missing,  ///< The half-life of the drug is not stated.
    conflicting,        ///< Facts contradict each other.
    donors_differ,      ///< The donors differ.
    not_computable,     ///< Only a person can decide.
    scope_unknown,      ///< It is not said for which cohort, arm or dose level the patient is screened.
    in_scope,           ///< Screened for what the part applies to.
    out_of_scope,       ///< Screened for something else.
    reference_circle,   ///< The criterion refers to itself.
    unknown_criterion,  ///< Refers to a criterion that the record does not have.
    no_expression,      ///< The criterion has no typed form.
};
CARNK_DESCRIBE_ENUM(Reason, by_parts, present, refuted, absent_as_complete, value_in_range, value_out_of_range,
                    count_in_range, count_out_of_range, not_found, not_assessed, list_incomplete, value_missing,
                    attribute_missing, coded_broadly, unit_mismatch, scale_mismatch, reference_missing, censored,
                    under_support, stale, partial_date, undated, impossible_date, anchor_unknown, half_life_missing,
                    conflicting, donors_differ, not_computable, scope_unknown, in_scope, out_of_scope, reference_circle,
                    unknown_criterion, no_expression)

/// @brief A fact of the patient's document on which a value rests.
/// @ingroup screen
struct Evidence {
    /// Where it stands: JSON Pointer (RFC 6901) into the patient's document.
    std::string pointer;
    /// The value that was looked at, as text; absent in redacted form.
    Optional<std::string> value;
    /// Date of the fact; absent in redacted form, or if it has none.
    Optional<PartialDate> date;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const Evidence&) const = default;
};
CARNK_DESCRIBE_STRUCT(Evidence, pointer, value, date)

/// @brief One part of a criterion with its value: a tree of the same shape as the expression. Every part is evaluated.
/// @ingroup screen
struct Explanation {
    /// Kind of the expression, as in documents: "all", "atom".
    std::string kind;
    /// What was asked, in words.
    std::string text;
    /// Answer.
    Tri value{Tri::unknown};
    /// Why.
    Reason reason{};
    /// True if the value of the whole criterion rests on this part.
    bool decisive{};
    /// How far the value lies from the nearer bound, in the unit of the criterion: positive inside, negative outside. Absent in redacted form.
    Optional<Quantity> margin;
    /// Facts on which it rests, the first few.
    std::vector<Evidence> evidence;
    /// Parts, in the order of the expression.
    std::vector<Explanation> parts;
    Extra extra;  ///< Members that this version does not know.
    template <std::same_as<Explanation> T>
    bool operator==(const T& o) const {
        return kind == o.kind && text == o.text && value == o.value && reason == o.reason && decisive == o.decisive &&
               margin == o.margin && evidence == o.evidence && parts == o.parts && extra == o.extra;
    }
};
CARNK_DESCRIBE_STRUCT(Explanation, kind, text, value, reason, decisive, margin, evidence, parts)

/// @brief How a patient stands to one criterion.
/// @ingroup screen
enum class CriterionStatus : std::uint8_t {
    met,                     ///< The patient passes: an inclusion holds, an exclusion does not.
    not_met,                 ///< The patient does not pass.
    not_enough_information,  ///< Facts are missing.
    needs_review,  ///< A person must decide: narrative, judgement, or a typed form that does not say all or is in doubt.
    not_applicable,  ///< For other patients, or replaced by a later version of the record.
};
CARNK_DESCRIBE_ENUM(CriterionStatus, met, not_met, not_enough_information, needs_review, not_applicable)

/// @brief Answers that are enough for the value of a criterion, none of them superfluous.
/// @ingroup screen
struct DecisiveSet {
    /// What was asked, in words.
    std::vector<std::string> atoms;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const DecisiveSet&) const = default;
};
CARNK_DESCRIBE_STRUCT(DecisiveSet, atoms)

/// @brief The outcome of one criterion.
/// @ingroup screen
struct CriterionOutcome {
    /// Id of the criterion in its record.
    Slug id;
    /// Which list it stands on.
    CriterionKind kind{};
    /// How binding it is. Only `required` ones decide.
    Strength strength{};
    /// The criterion in words.
    std::string text;
    /// How the patient stands to it.
    CriterionStatus status{CriterionStatus::not_enough_information};
    /// Value of the expression; for an exclusion, yes means that what is excluded is there.
    Tri value{Tri::unknown};
    /// Value by the exact evaluator; absent where it says the same.
    Optional<Tri> exact_value;
    /// True if the source says that it may be waived.
    bool waivable{};
    /// What the typed form does not say, or why a person must look.
    Optional<std::string> caution;
    /// Why it has this value; absent if there is no expression.
    Optional<Explanation> explanation;
    /// Minimal sets of answers on which a known value rests, the first few.
    std::vector<DecisiveSet> decisive_sets;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CriterionOutcome&) const = default;
};
CARNK_DESCRIBE_STRUCT(CriterionOutcome, id, kind, strength, text, status, value, exact_value, waivable, caution,
                      explanation, decisive_sets)

/// @brief Something to find out, and what it would settle.
/// @ingroup screen
struct NextQuestion {
    /// What to find out, in words.
    std::string text;
    /// Why it is not known.
    Reason reason{};
    /// Criteria that are known if the answer is yes.
    Count settled_if_yes{};
    /// Criteria that are known if the answer is no.
    Count settled_if_no{};
    /// True if one of the answers alone makes the patient ineligible.
    bool may_exclude{};
    /// Criteria in which it stands.
    std::vector<Slug> criteria;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const NextQuestion&) const = default;
};
CARNK_DESCRIBE_STRUCT(NextQuestion, text, reason, settled_if_yes, settled_if_no, may_exclude, criteria)

/// @brief The answer for one patient and one record.
/// @ingroup screen
enum class Verdict : std::uint8_t {
    eligible,                    ///< Every criterion is met, and the record holds all criteria of the trial.
    eligible_subject_to_review,  ///< What can be computed is met; a person must look at the rest.
    undetermined,                ///< Facts are missing.
    ineligible_unless_waived,    ///< A criterion is not met that the source says may be waived; no other fails.
    ineligible,                  ///< A criterion is not met.
};
CARNK_DESCRIBE_ENUM(Verdict, eligible, eligible_subject_to_review, undetermined, ineligible_unless_waived, ineligible)

/// @brief How one patient stands to the eligibility criteria of one trial. No medical advice: a trial's physicians decide.
/// @ingroup screen
struct ScreeningReport {
    static constexpr std::string_view schema = "carnk/screening/1";  ///< Name and version of the document type.
    static constexpr bool personal = true;  ///< About a person: findings do not quote its values.
    /// Label of the patient; absent in redacted form.
    Optional<Slug> patient;
    /// Id of the eligibility record.
    Slug record;
    /// Registry number of the trial.
    Optional<RegistryId> trial_id;
    /// Product, as the record names it.
    std::string product;
    /// Day of screening; absent if it is not known to the day, and in redacted form if only the patient's document states it.
    Optional<PartialDate> as_of;
    /// The answer.
    Verdict verdict{Verdict::undetermined};
    /// True if no patient value is in it.
    bool redacted{};
    /// Criteria that decide, in the order of the record.
    std::vector<CriterionOutcome> criteria;
    /// Preferences and examples, which never decide.
    std::vector<CriterionOutcome> preferences;
    /// What to find out next, what settles most first.
    std::vector<NextQuestion> questions;
    /// What a reader must know: criteria that were not seen, doubts about the trial.
    std::vector<std::string> notes;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ScreeningReport&) const = default;
};
CARNK_DESCRIBE_STRUCT(ScreeningReport, patient, record, trial_id, product, as_of, verdict, redacted, criteria,
                      preferences, questions, notes)

}  // namespace carnk::inline v0_1
