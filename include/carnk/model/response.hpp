// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief How the response of a disease to treatment is judged: criteria, categories, measurable residual disease.
#include <carnk/core/describe.hpp>
#include <carnk/core/extra.hpp>
#include <carnk/core/number.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/partial_date.hpp>
#include <carnk/core/quantity.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace carnk::inline v0_1 {

/// @brief Published set of rules by which a response is judged.
/// @ingroup response
enum class ResponseCriteria : std::uint8_t {
    lugano_2014,   ///< Lymphoma, PET-CT and CT. @source Cheson BD et al., J Clin Oncol 2014;32:3059-3068
    recist_1_1,    ///< Solid tumours. @source Eisenhauer EA et al., Eur J Cancer 2009;45:228-247
    irecist,       ///< Solid tumours under immunotherapy. @source Seymour L et al., Lancet Oncol 2017;18:e143-e152
    imwg_2016,     ///< Multiple myeloma. @source Kumar S et al., Lancet Oncol 2016;17:e328-e346
    eln_aml_2022,  ///< Acute myeloid leukaemia. @source Doehner H et al., Blood 2022;140:1345-1377
    iwcll_2018,    ///< Chronic lymphocytic leukaemia. @source Hallek M et al., Blood 2018;131:2745-2760
    rano,          ///< High-grade glioma. @source Wen PY et al., J Clin Oncol 2010;28:1963-1972
    sle_sri_4,     ///< Systemic lupus erythematosus, responder index with a fall of at least 4 points.
    sle_lldas,     ///< Systemic lupus erythematosus, lupus low disease activity state.
    sle_doris,     ///< Systemic lupus erythematosus, remission by DORIS.
};
CARNK_DESCRIBE_ENUM(ResponseCriteria, lugano_2014, recist_1_1, irecist, imwg_2016, eln_aml_2022, iwcll_2018, rano,
                    sle_sri_4, sle_lldas, sle_doris)

/// @brief Category of response. Which of them a set of criteria knows says `response_code`. @source The articles named at ResponseCriteria
/// @ingroup response
enum class ResponseCategory : std::uint8_t {
    stringent_complete_response,             ///< Complete, also by free light chains and clonal marrow cells (myeloma).
    complete_response,                       ///< No sign of the disease by the criteria.
    complete_response_partial_recovery,      ///< Complete; blood counts partly recovered (CRh).
    complete_response_incomplete_recovery,   ///< Complete; blood counts not recovered (CRi).
    morphologic_leukemia_free_state,         ///< Marrow blasts below 5 %, no recovery asked for (MLFS).
    very_good_partial_response,              ///< At least 90 % fall of the myeloma protein.
    partial_response,                        ///< Clear fall of the disease, as the criteria define it.
    minimal_response,                        ///< Fall short of a partial response (myeloma).
    stable_disease,                          ///< Neither response nor progression.
    no_response,                             ///< Evaluable, no response (acute leukaemia).
    progressive_disease,                     ///< Growth or new disease.
    complete_metabolic_response,             ///< Complete, by PET.
    partial_metabolic_response,              ///< Partial, by PET.
    no_metabolic_response,                   ///< Unchanged, by PET.
    progressive_metabolic_disease,           ///< Progression, by PET.
    immune_complete_response,                ///< Complete, by immune criteria.
    immune_partial_response,                 ///< Partial, by immune criteria.
    immune_stable_disease,                   ///< Stable, by immune criteria.
    immune_unconfirmed_progressive_disease,  ///< Progression that a later scan has not confirmed yet.
    immune_confirmed_progressive_disease,    ///< Progression confirmed by a later scan.
    responder,                               ///< The criterion is met, where there is only yes or no.
    non_responder,                           ///< The criterion is not met, where there is only yes or no.
    not_evaluable,                           ///< Cannot be judged.
};
CARNK_DESCRIBE_ENUM(ResponseCategory, stringent_complete_response, complete_response,
                    complete_response_partial_recovery, complete_response_incomplete_recovery,
                    morphologic_leukemia_free_state, very_good_partial_response, partial_response, minimal_response,
                    stable_disease, no_response, progressive_disease, complete_metabolic_response,
                    partial_metabolic_response, no_metabolic_response, progressive_metabolic_disease,
                    immune_complete_response, immune_partial_response, immune_stable_disease,
                    immune_unconfirmed_progressive_disease, immune_confirmed_progressive_disease, responder,
                    non_responder, not_evaluable)

/// @brief One category of one set of criteria, and how the criteria abbreviate it.
/// @ingroup response
struct ResponseCode {
    ResponseCriteria criteria{};  ///< The criteria.
    ResponseCategory category{};  ///< A category of theirs.
    std::string_view code;        ///< Abbreviation: "CRi", "iUPD".
    bool objective{};             ///< Whether it counts as an objective response.
    bool complete{};  ///< Whether it counts as a complete response, with or without recovery of blood counts.
};

/// @brief Every category of every set of criteria, from best to worst within each.
///
/// Objective responses in acute leukaemia are all but "no response", as the criteria define that word; minimal response in myeloma
/// is none. Confirmation, which RECIST and IMWG ask for in some settings, is not part of the category.
/// @ingroup response
/// @source The articles named at ResponseCriteria
inline constexpr ResponseCode response_codes[] = {
    {ResponseCriteria::lugano_2014, ResponseCategory::complete_response, "CR", true, true},
    {ResponseCriteria::lugano_2014, ResponseCategory::complete_metabolic_response, "CMR", true, true},
    {ResponseCriteria::lugano_2014, ResponseCategory::partial_response, "PR", true, false},
    {ResponseCriteria::lugano_2014, ResponseCategory::partial_metabolic_response, "PMR", true, false},
    {ResponseCriteria::lugano_2014, ResponseCategory::stable_disease, "SD", false, false},
    {ResponseCriteria::lugano_2014, ResponseCategory::no_metabolic_response, "NMR", false, false},
    {ResponseCriteria::lugano_2014, ResponseCategory::progressive_disease, "PD", false, false},
    {ResponseCriteria::lugano_2014, ResponseCategory::progressive_metabolic_disease, "PMD", false, false},
    {ResponseCriteria::recist_1_1, ResponseCategory::complete_response, "CR", true, true},
    {ResponseCriteria::recist_1_1, ResponseCategory::partial_response, "PR", true, false},
    {ResponseCriteria::recist_1_1, ResponseCategory::stable_disease, "SD", false, false},
    {ResponseCriteria::recist_1_1, ResponseCategory::progressive_disease, "PD", false, false},
    {ResponseCriteria::recist_1_1, ResponseCategory::not_evaluable, "NE", false, false},
    {ResponseCriteria::irecist, ResponseCategory::immune_complete_response, "iCR", true, true},
    {ResponseCriteria::irecist, ResponseCategory::immune_partial_response, "iPR", true, false},
    {ResponseCriteria::irecist, ResponseCategory::immune_stable_disease, "iSD", false, false},
    {ResponseCriteria::irecist, ResponseCategory::immune_unconfirmed_progressive_disease, "iUPD", false, false},
    {ResponseCriteria::irecist, ResponseCategory::immune_confirmed_progressive_disease, "iCPD", false, false},
    {ResponseCriteria::imwg_2016, ResponseCategory::stringent_complete_response, "sCR", true, true},
    {ResponseCriteria::imwg_2016, ResponseCategory::complete_response, "CR", true, true},
    {ResponseCriteria::imwg_2016, ResponseCategory::very_good_partial_response, "VGPR", true, false},
    {ResponseCriteria::imwg_2016, ResponseCategory::partial_response, "PR", true, false},
    {ResponseCriteria::imwg_2016, ResponseCategory::minimal_response, "MR", false, false},
    {ResponseCriteria::imwg_2016, ResponseCategory::stable_disease, "SD", false, false},
    {ResponseCriteria::imwg_2016, ResponseCategory::progressive_disease, "PD", false, false},
    {ResponseCriteria::eln_aml_2022, ResponseCategory::complete_response, "CR", true, true},
    {ResponseCriteria::eln_aml_2022, ResponseCategory::complete_response_partial_recovery, "CRh", true, true},
    {ResponseCriteria::eln_aml_2022, ResponseCategory::complete_response_incomplete_recovery, "CRi", true, true},
    {ResponseCriteria::eln_aml_2022, ResponseCategory::morphologic_leukemia_free_state, "MLFS", true, false},
    {ResponseCriteria::eln_aml_2022, ResponseCategory::partial_response, "PR", true, false},
    {ResponseCriteria::eln_aml_2022, ResponseCategory::no_response, "NO_RESPONSE", false, false},
    {ResponseCriteria::eln_aml_2022, ResponseCategory::not_evaluable, "NON_EVALUABLE", false, false},
    {ResponseCriteria::iwcll_2018, ResponseCategory::complete_response, "CR", true, true},
    {ResponseCriteria::iwcll_2018, ResponseCategory::complete_response_incomplete_recovery, "CRi", true, true},
    {ResponseCriteria::iwcll_2018, ResponseCategory::partial_response, "PR", true, false},
    {ResponseCriteria::iwcll_2018, ResponseCategory::stable_disease, "SD", false, false},
    {ResponseCriteria::iwcll_2018, ResponseCategory::progressive_disease, "PD", false, false},
    {ResponseCriteria::rano, ResponseCategory::complete_response, "CR", true, true},
    {ResponseCriteria::rano, ResponseCategory::partial_response, "PR", true, false},
    {ResponseCriteria::rano, ResponseCategory::stable_disease, "SD", false, false},
    {ResponseCriteria::rano, ResponseCategory::progressive_disease, "PD", false, false},
    {ResponseCriteria::sle_sri_4, ResponseCategory::responder, "SRI-4", true, false},
    {ResponseCriteria::sle_sri_4, ResponseCategory::non_responder, "no SRI-4", false, false},
    {ResponseCriteria::sle_lldas, ResponseCategory::responder, "LLDAS", true, false},
    {ResponseCriteria::sle_lldas, ResponseCategory::non_responder, "no LLDAS", false, false},
    {ResponseCriteria::sle_doris, ResponseCategory::responder, "DORIS", true, true},
    {ResponseCriteria::sle_doris, ResponseCategory::non_responder, "no DORIS", false, false},
};

/// @brief The entry of a category in a set of criteria, or null if the criteria do not know the category.
/// @ingroup response
[[nodiscard]] constexpr const ResponseCode* response_code(ResponseCriteria criteria,
                                                          ResponseCategory category) noexcept {
    for (const ResponseCode& c : response_codes)
        if (c.criteria == criteria && c.category == category) return &c;
    return nullptr;
}

/// @brief The category that a set of criteria abbreviates so, or nothing. The abbreviation is compared exactly.
/// @ingroup response
[[nodiscard]] constexpr Optional<ResponseCategory> response_category(ResponseCriteria criteria,
                                                                     std::string_view code) noexcept {
    for (const ResponseCode& c : response_codes)
        if (c.criteria == criteria && c.code == code) return c.category;
    return std::nullopt;
}

/// @brief How residual disease was looked for.
/// @ingroup response
enum class MrdMethod : std::uint8_t {
    flow_cytometry,  ///< Multiparameter flow cytometry.
    sequencing,      ///< High-throughput sequencing of a clonal rearrangement or a mutation.
    pcr,             ///< Quantitative or digital polymerase chain reaction.
    imaging,         ///< PET-CT or another image.
    other,           ///< Another method, see the notes.
};
CARNK_DESCRIBE_ENUM(MrdMethod, flow_cytometry, sequencing, pcr, imaging, other)

/// @brief What the search for residual disease found.
/// @ingroup response
enum class MrdResult : std::uint8_t {
    negative,       ///< None at the sensitivity of the method.
    positive,       ///< Found.
    indeterminate,  ///< The test was done and says neither.
};
CARNK_DESCRIBE_ENUM(MrdResult, negative, positive, indeterminate)

/// @brief Material in which residual disease was looked for.
/// @ingroup response
enum class MrdSpecimen : std::uint8_t {
    bone_marrow,       ///< Bone marrow.
    peripheral_blood,  ///< Peripheral blood.
    plasma,            ///< Cell-free DNA of plasma.
};
CARNK_DESCRIBE_ENUM(MrdSpecimen, bone_marrow, peripheral_blood, plasma)

/// @brief Measurable residual disease: disease below what the microscope sees.
/// @ingroup response
struct MrdAssessment {
    /// Result.
    MrdResult result{};
    /// Method.
    Optional<MrdMethod> method;
    /// Material.
    Optional<MrdSpecimen> specimen;
    /// Least fraction of abnormal cells that the method finds: 1e-5 is one in 100,000. @range{0 to 1}
    Optional<Fraction> sensitivity_fraction;
    /// Fraction of abnormal cells found, where positive. @range{0 to 1}
    Optional<Fraction> measured_fraction;
    /// Day.
    Optional<PartialDate> date;
    /// Time after the first infusion.
    Optional<Quantity> at;
    /// True if negative twice, at least a year apart, with imaging (myeloma).
    Optional<bool> sustained;
    /// In words.
    Optional<std::string> notes;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const MrdAssessment&) const = default;
};
CARNK_DESCRIBE_STRUCT(MrdAssessment, result, method, specimen, sensitivity_fraction, measured_fraction, date, at,
                      sustained, notes)

/// @brief Who judged a response.
/// @ingroup response
enum class ResponseAssessor : std::uint8_t {
    investigator,        ///< Investigator of the trial.
    independent_review,  ///< Independent committee.
};
CARNK_DESCRIBE_ENUM(ResponseAssessor, investigator, independent_review)

/// @brief Best response of one patient between the first infusion and progression or the next treatment.
/// @ingroup response
struct BestResponse {
    /// Category.
    ResponseCategory category{};
    /// Criteria; absent if the source does not name them.
    Optional<ResponseCriteria> criteria;
    /// Measurable residual disease at that response.
    Optional<MrdAssessment> mrd;
    /// Day on which it was first seen.
    Optional<PartialDate> date;
    /// Time from the first infusion until it was first seen.
    Optional<Quantity> time_to_response;
    /// How long it lasted, or has lasted so far.
    Optional<Quantity> duration;
    /// True if it lasted when last seen, so that `duration` is a lower bound.
    Optional<bool> ongoing;
    /// True if a second assessment confirmed it.
    Optional<bool> confirmed;
    /// Who judged it.
    Optional<ResponseAssessor> assessor;
    /// Five-point (Deauville) score of the PET, for lymphoma. @range{1 to 5}
    Optional<Count> deauville_score;
    /// In words.
    Optional<std::string> notes;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const BestResponse&) const = default;

    /// @brief True if the criteria, where known, have the category.
    [[nodiscard]] bool consistent() const noexcept {
        return !criteria || response_code(*criteria, category) != nullptr;
    }
};
CARNK_DESCRIBE_STRUCT(BestResponse, category, criteria, mrd, date, time_to_response, duration, ongoing, confirmed,
                      assessor, deauville_score, notes)

}  // namespace carnk::inline v0_1
