// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Eligibility criteria of a trial: the words, where they stand, and as much of their meaning as can be typed.
#include <carnk/core/describe.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/model/common.hpp>
#include <carnk/model/expression.hpp>

namespace carnk::inline v0_1 {

/// @brief On which list a criterion stands. Presentation, never logic, but for one thing: the expression of an exclusion says, in positive
/// wording, what is excluded, so that the patient passes if it does not hold.
/// @ingroup eligibility
enum class CriterionKind : std::uint8_t {
    inclusion,  ///< The patient must meet it.
    exclusion,  ///< The patient must not meet it.
};
CARNK_DESCRIBE_ENUM(CriterionKind, inclusion, exclusion)

/// @brief What a criterion is about.
/// @ingroup eligibility
enum class CriterionCategory : std::uint8_t {
    age,                 ///< Age.
    sex,                 ///< Sex.
    weight,              ///< Body weight.
    performance_status,  ///< Performance status.
    diagnosis,           ///< Disease, its activity, extent and measurability.
    antigen_expression,  ///< Expression of the target antigen.
    prior_therapy,       ///< Earlier treatment.
    prior_cell_therapy,  ///< Earlier cell or gene therapy.
    transplant,          ///< Earlier transplant.
    washout,             ///< Time since a treatment.
    organ_function,      ///< Blood counts, kidney, liver, coagulation, pancreas.
    cardiac,             ///< Heart.
    pulmonary,           ///< Lungs and oxygen.
    cns,                 ///< Brain and nerves.
    infection,           ///< Infections.
    gvhd,                ///< Graft-versus-host disease.
    pregnancy,           ///< Pregnancy, breastfeeding, contraception.
    consent,             ///< Consent.
    other,               ///< Anything else.
};
CARNK_DESCRIBE_ENUM(CriterionCategory, age, sex, weight, performance_status, diagnosis, antigen_expression,
                    prior_therapy, prior_cell_therapy, transplant, washout, organ_function, cardiac, pulmonary, cns,
                    infection, gvhd, pregnancy, consent, other)

/// @brief Shape of a criterion: which pattern its words follow. Documents what the language of expressions must be able to say.
/// @ingroup eligibility
enum class CriterionShape : std::uint8_t {
    numeric_threshold,                 ///< A number at least or at most so much.
    numeric_range,                     ///< A number between two others.
    relative_to_reference_limit,       ///< A multiple of a laboratory's limit.
    ordinal_range,                     ///< Levels of a scale.
    absence_of_condition,              ///< A condition is absent (or, as an exclusion, present).
    absence_with_exceptions,           ///< The same, with kinds that do not count.
    condition_with_lookback,           ///< A condition within a time before.
    condition_with_treatment,          ///< A condition that needs a certain treatment.
    washout_interval,                  ///< Time since a treatment.
    washout_half_life,                 ///< Time since a drug, in days or half-lives.
    life_expectancy,                   ///< Expected survival.
    antigen_expression,                ///< The target antigen is expressed.
    antigen_expression_multi_assay,    ///< The same, with a limit per assay.
    antigen_logic,                     ///< Several antigens, together or one of them.
    disease_status,                    ///< Relapsed, refractory, advanced, without options.
    coded_diagnosis_set,               ///< One diagnosis of a list.
    classification_criteria,           ///< Published classification criteria are met.
    stage_threshold,                   ///< A stage of a staging system.
    measurable_disease,                ///< Measurable lesions.
    composite_score,                   ///< A score, sometimes with a part score.
    k_of_n,                            ///< So many of a list.
    disjunction_any_of,                ///< One of a list.
    cohort_specific,                   ///< Holds for a cohort only.
    conditional_threshold,             ///< A limit that a condition relaxes.
    fallback_threshold,                ///< A second test where the first fails.
    age_dependent_scale,               ///< Another scale for another age.
    demographic_reference,             ///< The norm for age and sex.
    semi_quantitative,                 ///< Plus signs.
    titer_threshold,                   ///< A dilution.
    threshold_with_support_qualifier,  ///< A value without (or with) transfusion, growth factor or oxygen.
    prior_lines_count,                 ///< Number of treatment lines.
    required_prior_class,              ///< Classes of treatment that must have been given.
    prior_response_condition,          ///< Response to an earlier treatment.
    conditional_permission,            ///< An earlier treatment is allowed under conditions.
    concomitant_medication,            ///< Drugs taken now.
    infection_serology,                ///< Named infections.
    serology_with_reflex_test,         ///< If one test is positive, another one decides.
    test_negative,                     ///< A test is negative.
    toxicity_grade,                    ///< Grade of an adverse effect.
    time_since_onset,                  ///< Time since the disease began.
    allergy,                           ///< Hypersensitivity.
    immunologic_compatibility,         ///< Antibodies against the donor.
    donor_directed,                    ///< About the donor, not the patient.
    consent_or_ability,                ///< Consent and the ability to give it.
    behavioural_commitment,            ///< A promise: contraception.
    procedure_requirement,             ///< A procedure that is planned, possible or accepted.
    concurrent_trial,                  ///< Taking part in another trial.
    investigator_judgement,            ///< The investigator decides.
    soft_preference,                   ///< Preferred, not demanded.
    no_restriction,                    ///< Stated not to matter.
};
CARNK_DESCRIBE_ENUM(CriterionShape, numeric_threshold, numeric_range, relative_to_reference_limit, ordinal_range,
                    absence_of_condition, absence_with_exceptions, condition_with_lookback, condition_with_treatment,
                    washout_interval, washout_half_life, life_expectancy, antigen_expression,
                    antigen_expression_multi_assay, antigen_logic, disease_status, coded_diagnosis_set,
                    classification_criteria, stage_threshold, measurable_disease, composite_score, k_of_n,
                    disjunction_any_of, cohort_specific, conditional_threshold, fallback_threshold, age_dependent_scale,
                    demographic_reference, semi_quantitative, titer_threshold, threshold_with_support_qualifier,
                    prior_lines_count, required_prior_class, prior_response_condition, conditional_permission,
                    concomitant_medication, infection_serology, serology_with_reflex_test, test_negative,
                    toxicity_grade, time_since_onset, allergy, immunologic_compatibility, donor_directed,
                    consent_or_ability, behavioural_commitment, procedure_requirement, concurrent_trial,
                    investigator_judgement, soft_preference, no_restriction)

/// @brief How much of the words the expression says.
/// @ingroup eligibility
enum class Computability : std::uint8_t {
    full,       ///< All of it.
    partial,    ///< Some of it: `residue` says what is missing.
    narrative,  ///< Nothing: there is no expression, and the criterion evaluates to unknown.
};
CARNK_DESCRIBE_ENUM(Computability, full, partial, narrative)

/// @brief How binding a criterion is.
/// @ingroup eligibility
enum class Strength : std::uint8_t {
    required,    ///< Must be met.
    preference,  ///< Preferred; never decides.
    example,     ///< Given as an example of a demand that the trial states only in general; never decides alone.
};
CARNK_DESCRIBE_ENUM(Strength, required, preference, example)

/// @brief Point of the patient's way at which a criterion is checked.
/// @ingroup eligibility
enum class AssessmentPoint : std::uint8_t {
    screening,        ///< At screening or enrolment.
    apheresis,        ///< At the collection of cells from the patient or the donor.
    lymphodepletion,  ///< At the start of lymphodepletion.
    infusion,         ///< At the infusion of the cells.
};
CARNK_DESCRIBE_ENUM(AssessmentPoint, screening, apheresis, lymphodepletion, infusion)

/// @brief Whether the text is the source's own.
/// @ingroup eligibility
enum class Wording : std::uint8_t {
    verbatim,    ///< Letter for letter.
    paraphrase,  ///< Retold in other words.
};
CARNK_DESCRIBE_ENUM(Wording, verbatim, paraphrase)

/// @brief Something doubtful in how a criterion came to its typed form.
/// @ingroup eligibility
enum class CriterionDoubt : std::uint8_t {
    comparator_uncertain,  ///< "At least" or "at most" is lost in the source; what is typed is the likely one.
    unit_suspect,          ///< The unit as printed is probably wrong.
    unit_assumed,          ///< The unit is not printed; what is typed is the likely one.
    value_missing,         ///< A number is lost or cut off in the source.
    versions_differ,       ///< Copies of the record differ; see `record_version`.
    secondary_wording,     ///< Taken from a summary by a third party, not from the record.
};
CARNK_DESCRIBE_ENUM(CriterionDoubt, comparator_uncertain, unit_suspect, unit_assumed, value_missing, versions_differ,
                    secondary_wording)

/// @brief To what a criterion applies.
/// @ingroup eligibility
struct CriterionScope {
    /// All patients, or some cohorts, arms or dose levels.
    ScopeLevel level{};
    /// Names of these, as the source gives them; absent for the whole study, or where the source does not name them.
    Optional<std::vector<std::string>> names;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CriterionScope&) const = default;
};
CARNK_DESCRIBE_STRUCT(CriterionScope, level, names)

/// @brief Where the words of a criterion stand in the document that they were taken from.
/// @ingroup eligibility
struct TextSpan {
    /// Place of the text in the document: a JSON Pointer (RFC 6901) for JSON, else any locator.
    Optional<std::string> pointer;
    /// First byte of the criterion in that text, from 0.
    Optional<Count> begin;
    /// First byte after the criterion.
    Optional<Count> end;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const TextSpan&) const = default;
};
CARNK_DESCRIBE_STRUCT(TextSpan, pointer, begin, end)

/// @brief One eligibility criterion.
/// @ingroup eligibility
struct Criterion {
    /// Id within the record: "inclusion-1".
    Slug id;
    /// Which list it stands on.
    CriterionKind kind{};
    /// What it is about.
    Optional<CriterionCategory> category;
    /// Which pattern its words follow.
    Optional<CriterionShape> shape;
    /// To what it applies.
    CriterionScope scope;
    /// The criterion in words.
    std::string text;
    /// Language of the words.
    Optional<LanguageTag> language;
    /// Whether the words are the source's own.
    Optional<Wording> wording;
    /// Where the words stand.
    Optional<TextSpan> span;
    /// How much of the words the expression says.
    Computability computability{};
    /// What the words say, typed; for an exclusion: what is excluded.
    Optional<Expression> expression;
    /// What the words say and the expression does not.
    Optional<std::string> residue;
    /// How binding it is.
    Strength strength{};
    /// True if the source says that it may be waived.
    Optional<bool> waivable;
    /// Who decides, where it is a matter of judgement.
    Optional<Judge> judged_by;
    /// When it is checked.
    Optional<AssessmentPoint> assessed_at;
    /// Version of the registry record that it stands in, where versions differ: "2025-04", "earlier".
    Optional<std::string> record_version;
    /// True if a later version of the record replaced it: kept for history, not evaluated.
    Optional<bool> superseded;
    /// What is doubtful in its typed form.
    Optional<std::vector<CriterionDoubt>> doubts;
    /// What else a reader must know.
    Optional<std::string> notes;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const Criterion&) const = default;
};
CARNK_DESCRIBE_STRUCT(Criterion, id, kind, category, shape, scope, text, language, wording, span, computability,
                      expression, residue, strength, waivable, judged_by, assessed_at, record_version, superseded,
                      doubts, notes)

/// @brief How much of a list of criteria was seen.
/// @ingroup eligibility
enum class ListCompleteness : std::uint8_t {
    complete,         ///< All of it.
    mostly_complete,  ///< Nearly all of it.
    partial,          ///< A part.
    truncated,        ///< The beginning; the rest is cut off.
    summary_only,     ///< Key points or thresholds, from a summary.
    not_seen,         ///< Nothing.
};
CARNK_DESCRIBE_ENUM(ListCompleteness, complete, mostly_complete, partial, truncated, summary_only, not_seen)

/// @brief What the criteria were taken from.
/// @ingroup eligibility
enum class CoverageBasis : std::uint8_t {
    registry_copy,         ///< A copy of the registry record.
    registry_summary,      ///< The summary part of a registry record.
    third_party_summary,   ///< A summary by somebody else, often made by a machine.
    publication_abstract,  ///< The abstract of an article.
    publication_table,     ///< A table of an article.
};
CARNK_DESCRIBE_ENUM(CoverageBasis, registry_copy, registry_summary, third_party_summary, publication_abstract,
                    publication_table)

/// @brief How much of a trial's criteria the record holds.
/// @ingroup eligibility
struct EligibilityCoverage {
    /// The list of inclusion criteria; absent: the source does not say.
    Optional<ListCompleteness> inclusion;
    /// The list of exclusion criteria; absent: the source does not say.
    Optional<ListCompleteness> exclusion;
    /// What they were taken from.
    Optional<CoverageBasis> basis;
    /// In the words of the editors.
    Optional<std::string> description;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const EligibilityCoverage&) const = default;
};
CARNK_DESCRIBE_STRUCT(EligibilityCoverage, inclusion, exclusion, basis, description)

/// @brief How it is known to which trial the criteria belong.
/// @ingroup eligibility
enum class TrialMatchBasis : std::uint8_t {
    printed,     ///< The registry number is printed in the source.
    matched,     ///< Found by comparison; the number is not printed in what was read.
    not_shown,   ///< The number is not printed, and the trial was not found.
    not_single,  ///< The criteria are those of several trials.
};
CARNK_DESCRIBE_ENUM(TrialMatchBasis, printed, matched, not_shown, not_single)

/// @brief What was compared to find the trial.
/// @ingroup eligibility
enum class MatchedOn : std::uint8_t {
    title,       ///< Title.
    enrolment,   ///< Number of patients.
    product,     ///< Name of the product.
    indication,  ///< Disease.
    phase,       ///< Phase.
    ages,        ///< Limits of age.
};
CARNK_DESCRIBE_ENUM(MatchedOn, title, enrolment, product, indication, phase, ages)

/// @brief To which trial the criteria belong, and how that is known.
/// @ingroup eligibility
struct TrialMatch {
    /// Basis.
    TrialMatchBasis basis{};
    /// What was compared; absent unless matched.
    Optional<std::vector<MatchedOn>> matched_on;
    /// In the words of the editors, where they say more.
    Optional<std::string> description;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const TrialMatch&) const = default;
};
CARNK_DESCRIBE_STRUCT(TrialMatch, basis, matched_on, description)

/// @brief Kind of receptor that the cells carry.
/// @ingroup eligibility
enum class ReceptorKind : std::uint8_t {
    chimeric_antigen_receptor,  ///< CAR.
    chimeric_nk_receptor,       ///< Chimeric natural killer receptor on T cells.
};
CARNK_DESCRIBE_ENUM(ReceptorKind, chimeric_antigen_receptor, chimeric_nk_receptor)

/// @brief The eligibility criteria of one trial, or of one version of its record.
/// @ingroup eligibility
struct EligibilityRecord {
    static constexpr std::string_view schema = "carnk/eligibility/1";  ///< Name and version of the document type.
    /// Id of the record: "elig-nct04796675".
    Slug id;
    /// Registry number of the trial; absent if not known or if the criteria are those of several trials.
    Optional<RegistryId> trial_id;
    /// Product, as the source names it.
    std::string product;
    /// Class of therapy.
    TherapyClass therapy{};
    /// What is known of the cells here, such as the NK-92 line.
    Optional<CellSource> cells;
    /// Receptor, where it is not simply a chimeric antigen receptor.
    Optional<ReceptorKind> receptor;
    /// How much of the trial's criteria the record holds.
    EligibilityCoverage coverage;
    /// How it is known to which trial the criteria belong.
    TrialMatch trial_match;
    /// Criteria, in the order of the source.
    std::vector<Criterion> criteria;
    /// What a reader must know of the whole.
    Optional<std::string> notes;
    /// Where it comes from.
    std::vector<Source> sources;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const EligibilityRecord&) const = default;
};
CARNK_DESCRIBE_STRUCT(EligibilityRecord, id, trial_id, product, therapy, cells, receptor, coverage, trial_match,
                      criteria, notes, sources)

}  // namespace carnk::inline v0_1
