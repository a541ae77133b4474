// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Scales and results that facts of a patient and criteria share.
#include <carnk/core/describe.hpp>

#include <cstdint>

namespace carnk::inline v0_1 {

/// @brief Ordered scales whose levels are numbers.
/// @ingroup eligibility
enum class OrdinalScale : std::uint8_t {
    ecog,                    ///< ECOG performance status, 0 (best) to 5.
    karnofsky,               ///< Karnofsky performance status, 100 (best) to 0 by 10.
    lansky,                  ///< Lansky play performance of children under 16, 100 (best) to 10 by 10.
    nyha,                    ///< New York Heart Association class, 1 (best) to 4.
    cardiac_function_class,  ///< "Cardiac function class" 1 to 4, where the source does not name NYHA.
    ctcae,                   ///< Grade by the Common Terminology Criteria for Adverse Events, 1 to 5.
    acute_gvhd,  ///< Grade of acute graft-versus-host disease, 0 to 4, by a scheme that the source does not name.
    acute_gvhd_glucksberg,  ///< The same by (modified) Glucksberg.
    acute_gvhd_magic,       ///< The same by MAGIC.
    chronic_gvhd_nih,       ///< Chronic graft-versus-host disease by NIH 2014: 1 mild, 2 moderate, 3 severe.
    crs_astct,              ///< Cytokine release syndrome by ASTCT 2019, 1 to 4, 5 death.
    icans_astct,            ///< Neurotoxicity (ICANS) by ASTCT 2019, 1 to 4, 5 death.
};
CARNK_DESCRIBE_ENUM(OrdinalScale, ecog, karnofsky, lansky, nyha, cardiac_function_class, ctcae, acute_gvhd,
                    acute_gvhd_glucksberg, acute_gvhd_magic, chronic_gvhd_nih, crs_astct, icans_astct)

/// @brief Staging systems: ordered levels that have names.
/// @ingroup eligibility
enum class StageSystem : std::uint8_t {
    iscl_eortc,  ///< Mycosis fungoides and Sezary syndrome: ia, ib, iia, iib, iiia, iiib, iva1, iva2, ivb.
    bclc,        ///< Hepatocellular carcinoma, Barcelona Clinic: 0, a, b, c, d.
    ann_arbor,   ///< Lymphoma, Ann Arbor or Lugano: i, ii, iii, iv.
    tnm,         ///< TNM stage group: 0, i, ii, iii, iv, each with letters.
    iss,         ///< Multiple myeloma, International Staging System: i, ii, iii.
    ipss_r,      ///< Myelodysplastic syndrome, revised IPSS: very_low, low, intermediate, high, very_high.
};
CARNK_DESCRIBE_ENUM(StageSystem, iscl_eortc, bclc, ann_arbor, tnm, iss, ipss_r)

/// @brief Result of a test that is not a number.
/// @ingroup eligibility
enum class QualitativeResult : std::uint8_t {
    positive,       ///< Positive, detected, expressed.
    negative,       ///< Negative, not detected.
    elevated,       ///< Above normal.
    low,            ///< Below normal.
    normal,         ///< Within normal.
    abnormal,       ///< Outside normal, no direction given.
    indeterminate,  ///< Neither positive nor negative.
};
CARNK_DESCRIBE_ENUM(QualitativeResult, positive, negative, elevated, low, normal, abnormal, indeterminate)

/// @brief Steps of a semi-quantitative reading: a urine dipstick, the staining intensity of a slide.
/// @ingroup eligibility
enum class SemiQuantitative : std::uint8_t {
    negative,    ///< 0 or "-".
    trace,       ///< "+/-" or trace.
    one_plus,    ///< 1+.
    two_plus,    ///< 2+.
    three_plus,  ///< 3+.
    four_plus,   ///< 4+.
};
CARNK_DESCRIBE_ENUM(SemiQuantitative, negative, trace, one_plus, two_plus, three_plus, four_plus)

/// @brief Support under which a value may have been reached.
/// @ingroup eligibility
enum class Support : std::uint8_t {
    any_transfusion,       ///< Any transfusion.
    red_cell_transfusion,  ///< Red blood cells.
    platelet_transfusion,  ///< Platelets.
    growth_factor,         ///< Any haematopoietic growth factor.
    g_csf,                 ///< Granulocyte colony-stimulating factor.
    erythropoietin,        ///< Erythropoietin.
    oxygen,                ///< Supplemental oxygen; without it is "on room air".
    continuous_support,    ///< "Continuous supportive treatment", not further named.
};
CARNK_DESCRIBE_ENUM(Support, any_transfusion, red_cell_transfusion, platelet_transfusion, growth_factor, g_csf,
                    erythropoietin, oxygen, continuous_support)

}  // namespace carnk::inline v0_1
