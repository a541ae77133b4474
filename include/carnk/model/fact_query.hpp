// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief A question for facts of a patient: which records, and which not.
#include <carnk/core/describe.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/model/fact_test.hpp>

namespace carnk::inline v0_1 {

/// @brief Kind of fact; one list of the patient record each.
/// @ingroup eligibility
enum class FactDomain : std::uint8_t {
    /// Codes age, sex, body-weight, height, childbearing-potential (present or refuted). An age up to and including a number of years means
    /// completed years: 75.9 is still 75. For every other end the exact age counts.
    demographic,
    condition,            ///< Diseases, findings, pregnancy and breastfeeding, now or in history.
    measurement,          ///< Laboratory, vital signs, imaging and function values, disease scores, expected survival.
    biomarker,            ///< Mutations and other molecular findings of the disease.
    antigen_expression,   ///< Target antigen on the diseased cells; codes are target ids.
    performance,          ///< Performance status and functional class; codes are scales.
    lesion,               ///< Single tumour lesions.
    therapy,              ///< Treatments of the disease under study; codes are drugs, drug classes and modalities.
    procedure,            ///< Operations and other interventions.
    transplant,           ///< Stem-cell and organ transplants.
    infection,            ///< Infections and serology; codes are pathogens or kinds of infection.
    toxicity,             ///< Adverse effects, graft-versus-host disease included.
    medication,           ///< Other drugs, vaccines included.
    allergy,              ///< Hypersensitivity to a substance.
    consent,              ///< Consents, agreements and commitments of a person.
    readiness,            ///< Practical preconditions: tissue at hand, usable veins.
    trial_participation,  ///< Other clinical trials.
    event,                ///< Dated turns of the disease: relapse, progression, onset of symptoms.
};
CARNK_DESCRIBE_ENUM(FactDomain, demographic, condition, measurement, biomarker, antigen_expression, performance, lesion,
                    therapy, procedure, transplant, infection, toxicity, medication, allergy, consent, readiness,
                    trial_participation, event)

/// @brief Whose facts.
/// @ingroup eligibility
enum class FactSubject : std::uint8_t {
    patient,  ///< The patient.
    donor,    ///< The donor of the cells.
};
CARNK_DESCRIBE_ENUM(FactSubject, patient, donor)

/// @brief One member of a fact that a filter can look at. What is meant in each domain says the patient record.
/// @ingroup eligibility
enum class FactAttribute : std::uint8_t {
    value,      ///< The main value: number, level, result, percentage of positive cells.
    intensity,  ///< Staining or fluorescence intensity of an antigen.
    activity,  ///< Activity of a condition or infection: active (controlled and uncontrolled are kinds of it), resolved.
    severity,  ///< Severity: mild, moderate, severe, critical, clinically_significant.
    course,    ///< Course of the disease: relapsed, refractory, mrd_positive, in_remission.
    extent,  ///< Spread of the disease; locally_advanced, metastatic, extensive and unresectable are kinds of advanced.
    subtype,            ///< Narrower kind.
    stage,              ///< Stage of the disease.
    risk,               ///< Risk group.
    grade,              ///< Grade of a toxicity.
    classification,     ///< Classification criteria that are met: "eular-acr-2019-sle".
    duration,           ///< How long it lasted, or has lasted until the day of screening.
    stable_duration,    ///< How long it has not changed.
    treatment,          ///< What it is or was treated with.
    dose,               ///< Dose of a drug.
    route,              ///< Way of giving a drug.
    intent,             ///< Why it was given: curative, salvage, bridging, replacement.
    line,               ///< Line of therapy, or number of the course.
    course_count,       ///< Courses or cycles given.
    best_response,      ///< Best response to a therapy.
    response_duration,  ///< How long the response lasted.
    outcome,            ///< How a therapy ended: failed, refractory, relapsed, intolerant, refused, contraindicated.
    agent_count,        ///< How many drugs a regimen had.
    site,               ///< Place in the body.
    longest_diameter,   ///< Longest diameter of a lesion.
    short_axis,         ///< Short axis of a lymph node.
    measurable_by,      ///< Response criteria or method by which a lesion can be assessed.
    donor_relation,     ///< Relation of the donor to the patient.
    given_by,           ///< Who consents: patient, legal_guardian, relative.
    until,              ///< Until when a commitment holds.
    date,               ///< Day, or first day.
    end,                ///< Last day.
    target,             ///< Antigen that a therapy is directed against.
    indication,         ///< What a drug is taken for.
    agent,              ///< Drug of a therapy.
};
CARNK_DESCRIBE_ENUM(FactAttribute, value, intensity, activity, severity, course, extent, subtype, stage, risk, grade,
                    classification, duration, stable_duration, treatment, dose, route, intent, line, course_count,
                    best_response, response_duration, outcome, agent_count, site, longest_diameter, short_axis,
                    measurable_by, donor_relation, given_by, until, date, end, target, indication, agent)

/// @brief A condition on another member of the same record.
/// @ingroup eligibility
struct FactFilter {
    /// Member.
    FactAttribute attribute{};
    /// What it must be.
    Test test;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const FactFilter&) const = default;
};
CARNK_DESCRIBE_STRUCT(FactFilter, attribute, test)

/// @brief Whether a value counts when it was reached under support.
/// @ingroup eligibility
struct SupportRule {
    /// Kind of support.
    Support support{};
    /// True if the value counts nevertheless; false if it must have been reached without.
    bool allowed{};
    /// How long before the sample the rule looks back; absent: not stated.
    Optional<Quantity> within;
    /// In the words of the source, where it says more.
    Optional<std::string> description;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const SupportRule&) const = default;
};
CARNK_DESCRIBE_STRUCT(SupportRule, support, allowed, within, description)

/// @brief Which facts a criterion looks at: those of a domain that have one of the codes, pass every filter, lie in the window, and match no exception.
///
/// Exceptions are about records, not about patients: "no malignancy except treated basal-cell carcinoma" is `none` over a query with that
/// exception, and a patient who has both a carcinoma of the lung and one of the skin still has a malignancy.
/// @ingroup eligibility
struct FactQuery {
    /// Kind of fact.
    FactDomain domain{};
    /// Terms of the vocabulary, any of which may match, narrower terms included; absent: any.
    Optional<std::vector<Slug>> codes;
    /// Whose facts; absent: the patient's.
    Optional<FactSubject> subject;
    /// Part of a composite score: "non-laboratory-items".
    Optional<Slug> component;
    /// Assays, formulas or devices by which it must have been found, any of which: "cockcroft-gault", "ihc".
    Optional<std::vector<Slug>> methods;
    /// Specimens, any of which: "bone-marrow", "aml-blasts".
    Optional<std::vector<Slug>> specimens;
    /// Places in the body, any of which.
    Optional<std::vector<Slug>> sites;
    /// Filters on the same record, all of which must pass.
    Optional<std::vector<FactFilter>> where;
    /// Support under which the value must, must not or may have been reached.
    Optional<std::vector<SupportRule>> support;
    /// When; absent: at any time up to the day of screening.
    Optional<TimeWindow> window;
    /// Records that do not count, though they match the rest.
    Optional<std::vector<FactQuery>> except;
    Extra extra;  ///< Members that this version does not know.
    template <std::same_as<FactQuery> T>
    bool operator==(const T&) const;
};
CARNK_DESCRIBE_STRUCT(FactQuery, domain, codes, subject, component, methods, specimens, sites, where, support, window,
                      except)

// Written out: clang 14 cannot default the comparison of a type that contains itself. A template: made when it is used.
template <std::same_as<FactQuery> T>
bool FactQuery::operator==(const T& o) const {
    return domain == o.domain && codes == o.codes && subject == o.subject && component == o.component &&
           methods == o.methods && specimens == o.specimens && sites == o.sites && where == o.where &&
           support == o.support && window == o.window && except == o.except && extra == o.extra;
}

}  // namespace carnk::inline v0_1
