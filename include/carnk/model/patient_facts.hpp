// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Facts about a patient that screening looks at, one struct per domain of facts.
///
/// Codes are terms of the vocabulary; the comment of each member names the attribute by which filters reach it. Every fact says whether it is
/// present, refuted or not assessed: a list without an entry says nothing.
#include <carnk/core/describe.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/partial_date.hpp>
#include <carnk/core/quantity.hpp>
#include <carnk/model/clinical_scale.hpp>
#include <carnk/model/common.hpp>

namespace carnk::inline v0_1 {

/// @brief How a fact is known.
/// @ingroup patient
enum class Assertion : std::uint8_t {
    present,       ///< It was looked for and is there, or was measured.
    refuted,       ///< It was looked for and is not there.
    not_assessed,  ///< It was not looked for, or the result is not known.
};
CARNK_DESCRIBE_ENUM(Assertion, present, refuted, not_assessed)

/// @brief Where in the patient's documents a fact stands. Never holds a name or number of the person.
/// @ingroup patient
struct FactSource {
    /// Document: "laboratory report", "FHIR bundle".
    Optional<std::string> document;
    /// Place in it: a JSON Pointer or any locator.
    Optional<std::string> pointer;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const FactSource&) const = default;
};
CARNK_DESCRIBE_STRUCT(FactSource, document, pointer)

/// @brief A code of another terminology for the same thing, so that imported facts keep it.
/// @ingroup patient
struct ForeignCode {
    /// Terminology: an URI such as "http://loinc.org".
    Url system;
    /// Code in it.
    std::string code;
    /// Name that came with it.
    Optional<std::string> display;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ForeignCode&) const = default;
};
CARNK_DESCRIBE_STRUCT(ForeignCode, system, code, display)

/// @brief Who the person is, as far as criteria need it. Domain `demographic`; codes are the names of the members with hyphens.
/// @ingroup patient
struct Demographics {
    /// Date of birth, as precise as may be stored. The code `age` is computed from it.
    Optional<PartialDate> birth_date;
    /// Age on the day `age_date`, where the date of birth is not kept. @unit{a, mo}
    Optional<Quantity> age;
    /// Day on which the person had that age; absent: the day up to which the record was kept.
    Optional<PartialDate> age_date;
    /// Sex.
    Optional<Sex> sex;
    /// True if the person can become pregnant.
    Optional<bool> childbearing_potential;
    /// Body weight. @unit{kg}
    Optional<Quantity> body_weight;
    /// Body height. @unit{cm, m}
    Optional<Quantity> height;
    /// Day on which weight and height were taken.
    Optional<PartialDate> body_date;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const Demographics&) const = default;
};
CARNK_DESCRIBE_STRUCT(Demographics, birth_date, age, age_date, sex, childbearing_potential, body_weight, height,
                      body_date)

/// @brief Activity of a condition or infection. A criterion that asks for `active` is met by the two that follow it, too.
/// @ingroup patient
enum class Activity : std::uint8_t {
    active,        ///< Present now; whether it is under control is not said.
    controlled,    ///< Present now and under control.
    uncontrolled,  ///< Present now and not under control.
    resolved,      ///< Over.
};
CARNK_DESCRIBE_ENUM(Activity, active, controlled, uncontrolled, resolved)

/// @brief Severity of a condition.
/// @ingroup patient
enum class ConditionSeverity : std::uint8_t {
    mild,                      ///< Mild.
    moderate,                  ///< Moderate.
    severe,                    ///< Severe.
    critical,                  ///< Critical.
    clinically_significant,    ///< Clinically significant, no level given.
    clinically_insignificant,  ///< Not clinically significant, no level given.
};
CARNK_DESCRIBE_ENUM(ConditionSeverity, mild, moderate, severe, critical, clinically_significant,
                    clinically_insignificant)

/// @brief Where the disease stands.
/// @ingroup patient
enum class DiseaseCourse : std::uint8_t {
    newly_diagnosed,  ///< Not treated yet.
    relapsed,         ///< Came back after a response.
    refractory,       ///< Did not respond to the last treatment.
    in_remission,     ///< Complete response.
    mrd_positive,     ///< Remission with measurable residual disease.
    progressive,      ///< Growing.
    stable,           ///< Neither growing nor shrinking.
};
CARNK_DESCRIBE_ENUM(DiseaseCourse, newly_diagnosed, relapsed, refractory, in_remission, mrd_positive, progressive,
                    stable)

/// @brief Spread of a tumour. A criterion that asks for `advanced` is met by `locally_advanced`, `metastatic`, `extensive`, `unresectable`, too.
/// @ingroup patient
enum class DiseaseExtent : std::uint8_t {
    localized,         ///< Localised.
    advanced,          ///< Advanced; no more is said.
    locally_advanced,  ///< Locally advanced.
    metastatic,        ///< Metastatic.
    extensive,         ///< Extensive stage, as of small-cell lung cancer.
    unresectable,      ///< Cannot be removed by surgery.
    recurrent,         ///< Came back after local treatment.
};
CARNK_DESCRIBE_ENUM(DiseaseExtent, localized, advanced, locally_advanced, metastatic, extensive, unresectable,
                    recurrent)

/// @brief A stage in a staging system.
/// @ingroup patient
struct DiseaseStage {
    /// System.
    StageSystem system{};
    /// Stage, lower case, as the system lists them: "iib".
    Slug stage;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const DiseaseStage&) const = default;
};
CARNK_DESCRIBE_STRUCT(DiseaseStage, system, stage)

/// @brief A disease, finding or state, pregnancy (`pregnancy`) and breastfeeding (`breastfeeding`) included. Domain `condition`.
/// @ingroup patient
struct ConditionFact {
    /// Which.
    Slug code;
    /// Present, refuted or not assessed.
    Assertion assertion{};
    /// First day. Attribute `value` has no meaning here; the window looks at onset to end.
    Optional<PartialDate> onset;
    /// Last day; absent while it lasts, or if not known.
    Optional<PartialDate> end;
    /// Activity. Attribute `activity`.
    Optional<Activity> activity;
    /// Severity. Attribute `severity`.
    Optional<ConditionSeverity> severity;
    /// Where the disease stands, all that apply. Attribute `course`.
    Optional<std::vector<DiseaseCourse>> courses;
    /// Spread, all that apply. Attribute `extent`.
    Optional<std::vector<DiseaseExtent>> extents;
    /// Narrower kinds. Attribute `subtype`.
    Optional<std::vector<Slug>> subtypes;
    /// Stage. Attribute `stage`.
    Optional<DiseaseStage> stage;
    /// Risk group, by the usual score of the disease: "intermediate", "high". Attribute `risk`.
    Optional<Slug> risk;
    /// Classification criteria that are met: "eular-acr-2019-sle". Attribute `classification`.
    Optional<std::vector<Slug>> classifications;
    /// Place in the body. Attribute `site`.
    Optional<std::vector<Slug>> sites;
    /// What it is treated with now. Attribute `treatment`.
    Optional<std::vector<Slug>> treatments;
    /// How it was found: "histology", "mri".
    Optional<std::vector<Slug>> methods;
    /// Codes of other terminologies.
    Optional<std::vector<ForeignCode>> foreign_codes;
    /// Where it stands in the documents.
    Optional<FactSource> source;
    /// What else is known.
    Optional<std::string> notes;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ConditionFact&) const = default;
};
CARNK_DESCRIBE_STRUCT(ConditionFact, code, assertion, onset, end, activity, severity, courses, extents, subtypes, stage,
                      risk, classifications, sites, treatments, methods, foreign_codes, source, notes)

/// @brief A measured value, score or estimate. Domain `measurement`; attribute `value` is the number, result, reading or titre that is there.
/// @ingroup patient
struct MeasurementFact {
    /// What was measured: "creatinine", "lvef", "life-expectancy".
    Slug code;
    /// Present if measured; not assessed otherwise.
    Assertion assertion{};
    /// Day of the sample or examination.
    Optional<PartialDate> date;
    /// The number, with its unit.
    Optional<Quantity> value;
    /// Bound, where the laboratory reports one: "< 20" has an open upper end and no lower one.
    Optional<Interval> censored;
    /// Result that is not a number.
    Optional<QualitativeResult> result;
    /// Semi-quantitative reading.
    Optional<SemiQuantitative> reading;
    /// Titre, as its reciprocal: 1:80 is 80.
    Optional<Count> titre;
    /// The laboratory's limits of normal, in the unit of the value.
    Optional<Interval> reference_range;
    /// Value predicted for the person, in the unit of the value.
    Optional<double> predicted;
    /// Part of a composite score.
    Optional<Slug> component;
    /// Formula, device or assay: "cockcroft-gault".
    Optional<Slug> method;
    /// Specimen: "serum".
    Optional<Slug> specimen;
    /// Place in the body.
    Optional<Slug> site;
    /// Support under which it was reached; an empty list means that there was none.
    Optional<std::vector<Support>> support;
    /// Codes of other terminologies.
    Optional<std::vector<ForeignCode>> foreign_codes;
    /// Where it stands in the documents.
    Optional<FactSource> source;
    /// What else is known.
    Optional<std::string> notes;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const MeasurementFact&) const = default;
};
CARNK_DESCRIBE_STRUCT(MeasurementFact, code, assertion, date, value, censored, result, reading, titre, reference_range,
                      predicted, component, method, specimen, site, support, foreign_codes, source, notes)

/// @brief A mutation or another molecular finding. Domain `biomarker`; attribute `value` is the result or the number.
/// @ingroup patient
struct BiomarkerFact {
    /// Which: "flt3-mutation".
    Slug code;
    /// Present, refuted or not assessed.
    Assertion assertion{};
    /// Day of the sample.
    Optional<PartialDate> date;
    /// Number, such as the variant allele fraction.
    Optional<Quantity> value;
    /// Result in words of a test.
    Optional<QualitativeResult> result;
    /// Narrower kinds: "itd". Attribute `subtype`.
    Optional<std::vector<Slug>> subtypes;
    /// Assay.
    Optional<Slug> method;
    /// Specimen.
    Optional<Slug> specimen;
    /// Codes of other terminologies.
    Optional<std::vector<ForeignCode>> foreign_codes;
    /// Where it stands in the documents.
    Optional<FactSource> source;
    /// What else is known.
    Optional<std::string> notes;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const BiomarkerFact&) const = default;
};
CARNK_DESCRIBE_STRUCT(BiomarkerFact, code, assertion, date, value, result, subtypes, method, specimen, foreign_codes,
                      source, notes)

/// @brief Expression of an antigen on the diseased cells. Domain `antigen_expression`; attribute `value` is the result or the percentage.
/// @ingroup patient
struct AntigenFact {
    /// Id of the target: "cd19".
    Slug antigen;
    /// Present if looked for; not assessed otherwise.
    Assertion assertion{};
    /// Day of the sample.
    Optional<PartialDate> date;
    /// Overall result.
    Optional<QualitativeResult> result;
    /// Positive cells among the diseased ones. @unit{%} @range{0 to 100}
    Optional<Percent> positive_percent;
    /// Staining intensity. Attribute `intensity`.
    Optional<SemiQuantitative> intensity;
    /// H-score. @unit{1} @range{0 to 300}
    Optional<NonNegative> h_score;
    /// Mean or median fluorescence intensity. @unit{{MFI}}
    Optional<NonNegative> fluorescence_intensity;
    /// Antigen molecules on one cell. @unit{{molecules}}
    Optional<NonNegative> molecules_per_cell;
    /// Assay: "ihc", "flow-cytometry".
    Optional<Slug> method;
    /// Specimen: "bone-marrow".
    Optional<Slug> specimen;
    /// Place in the body.
    Optional<Slug> site;
    /// Where it stands in the documents.
    Optional<FactSource> source;
    /// What else is known.
    Optional<std::string> notes;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const AntigenFact&) const = default;
};
CARNK_DESCRIBE_STRUCT(AntigenFact, antigen, assertion, date, result, positive_percent, intensity, h_score,
                      fluorescence_intensity, molecules_per_cell, method, specimen, site, source, notes)

/// @brief Performance status or functional class. Domain `performance`; codes are the scales with hyphens, attribute `value` is the level.
/// @ingroup patient
struct PerformanceFact {
    /// Scale that was really scored.
    OrdinalScale scale{};
    /// Present if scored; not assessed otherwise.
    Assertion assertion{};
    /// Level on the scale.
    Optional<Count> value;
    /// Day.
    Optional<PartialDate> date;
    /// Where it stands in the documents.
    Optional<FactSource> source;
    /// What else is known.
    Optional<std::string> notes;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const PerformanceFact&) const = default;
};
CARNK_DESCRIBE_STRUCT(PerformanceFact, scale, assertion, value, date, source, notes)

/// @brief One lesion of a tumour. Domain `lesion`; attribute `value` is the longest diameter.
/// @ingroup patient
struct LesionFact {
    /// Which: "lymph-node", "extranodal", "soft-tissue", "bone".
    Slug code;
    /// Present, refuted or not assessed.
    Assertion assertion{};
    /// Day of the examination.
    Optional<PartialDate> date;
    /// Place in the body. Attribute `site`.
    Optional<Slug> site;
    /// Longest diameter. Attribute `longest_diameter`. @unit{mm, cm}
    Optional<Quantity> longest_diameter;
    /// Short axis of a node. Attribute `short_axis`. @unit{mm, cm}
    Optional<Quantity> short_axis;
    /// Criteria or methods by which it can be assessed: "recist-1.1", "mibg". Attribute `measurable_by`.
    Optional<std::vector<Slug>> measurable_by;
    /// Local treatments that it has had, such as "radiotherapy"; an empty list means none. Attribute `treatment`.
    Optional<std::vector<Slug>> treatments;
    /// Imaging method: "mri".
    Optional<Slug> method;
    /// Where it stands in the documents.
    Optional<FactSource> source;
    /// What else is known.
    Optional<std::string> notes;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const LesionFact&) const = default;
};
CARNK_DESCRIBE_STRUCT(LesionFact, code, assertion, date, site, longest_diameter, short_axis, measurable_by, treatments,
                      method, source, notes)

}  // namespace carnk::inline v0_1
