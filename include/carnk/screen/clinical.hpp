// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Formulas of the bedside: kidney function, body surface, age, performance scales, mass and amount of substance.
///
/// Each gives nothing where an argument lies outside of what a person can have; none guesses a missing one. They are research formulas as
/// published and no medical device.
#include <carnk/core/optional.hpp>
#include <carnk/core/partial_date.hpp>
#include <carnk/core/unit.hpp>
#include <carnk/export.hpp>
#include <carnk/model/fact_test.hpp>
#include <carnk/model/patient_facts.hpp>

#include <string_view>

namespace carnk::inline v0_1 {

/// @brief Creatinine clearance by Cockcroft and Gault. @unit{mL/min}
/// @param age_years  18 to 130  @param weight_kg  20 to 500, the actual weight  @param creatinine_mg_dl  0.1 to 30, of serum
/// @param sex  female or male; nothing for others, for whom the formula has no factor
/// @source Cockcroft DW, Gault MH. Nephron 1976;16:31-41, doi:10.1159/000180580
/// @ingroup screen
[[nodiscard]] CARNK_API Optional<double> cockcroft_gault(double age_years, double weight_kg, double creatinine_mg_dl,
                                                         Sex sex);

/// @brief Estimated glomerular filtration rate, CKD-EPI creatinine equation of 2021, without race. @unit{mL/min/{1.73_m2}}
/// @param age_years  18 to 130  @param creatinine_mg_dl  0.1 to 30, of serum  @param sex  female or male
/// @source Inker LA et al. N Engl J Med 2021;385:1737-1749, doi:10.1056/NEJMoa2102953
/// @ingroup screen
[[nodiscard]] CARNK_API Optional<double> ckd_epi_2021(double age_years, double creatinine_mg_dl, Sex sex);

/// @brief Body surface area. @unit{m2}
/// @param height_cm  30 to 272  @param weight_kg  1 to 500
/// @source Mosteller RD. N Engl J Med 1987;317:1098, doi:10.1056/NEJM198710223171717
/// @ingroup screen
[[nodiscard]] CARNK_API Optional<double> body_surface_area(double height_cm, double weight_kg);

/// @brief Least and greatest value of something that is not known exactly.
/// @ingroup screen
struct Bounds {
    double low = 0;   ///< Least.
    double high = 0;  ///< Greatest.
    bool operator==(const Bounds&) const = default;
};

/// @brief Age in years at a date, as precise as both dates are: between the least and the greatest age that they allow.
///
/// The whole part are completed years; somebody born on 29 February completes a year on 1 March of other years. The rest is the part of
/// the year since the birthday. Nothing if the birth is certainly later than the date, or a date is not set.
/// @ingroup screen
[[nodiscard]] CARNK_API Optional<Bounds> age_in_years(const PartialDate& birth, const PartialDate& at);

/// @brief The levels of a performance scale that go with a level of another one; nothing if there is no such equivalence.
///
/// ECOG 0 is Karnofsky 90 to 100, 1 is 70 to 80, 2 is 50 to 60, 3 is 30 to 40, 4 is 10 to 20, 5 is 0. Lansky counts as Karnofsky,
/// for children. The equivalence is one of several in use and approximate: it never decides a criterion here.
/// @source ECOG-ACRIN, Comparing the ECOG Performance Status to the Karnofsky Performance Status, after Oken MM et al. Am J Clin Oncol
/// 1982;5:649-655 and Karnofsky DA, Burchenal JH 1949; Lansky SB et al. Cancer 1987;60:1651-1656
/// @ingroup screen
[[nodiscard]] CARNK_API Optional<Bounds> equivalent_performance(OrdinalScale from, int level, OrdinalScale to);

/// @brief Molar mass of what a laboratory code measures, or nothing if it has none that conversions in use agree on. @unit{g/mol}
///
/// creatinine 113.12 (1 mg/dL is 88.4 umol/L), bilirubin-total 584.67 (1 mg/dL is 17.1 umol/L). Not haemoglobin: laboratories count its
/// millimoles by single chains or by tetramers, a factor of four, and a unit does not say which.
/// @source PubChem CID 588 and CID 5280352
/// @ingroup screen
[[nodiscard]] CARNK_API Optional<double> molar_mass(std::string_view code);

/// @brief A measured value in another unit, by UCUM and, between mass and amount of substance, by the molar mass of what was measured.
///
/// More careful than UCUM alone, which ignores what stands in braces and counts moles as numbers: a rate per 1.73 m2 of body surface is not
/// one per person, a score is no percentage, and a number of moles no count of cells. These give nothing.
/// @param code  what was measured: "creatinine"  @source UCUM; molar masses as in molar_mass()
/// @ingroup screen
[[nodiscard]] CARNK_API Optional<double> convert_measured(std::string_view code, double value, const UcumUnit& from,
                                                          const UcumUnit& to);

}  // namespace carnk::inline v0_1
