// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Cytokine release syndrome and neurotoxicity (ICANS): what is seen, and the grade that follows by ASTCT 2019.
///
/// A function gives a grade only if every completion of what is unknown leads to the same one.
#include <carnk/core/describe.hpp>
#include <carnk/core/extra.hpp>
#include <carnk/core/number.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/partial_date.hpp>
#include <carnk/core/quantity.hpp>

#include <cstdint>
#include <string>

namespace carnk::inline v0_1 {

/// @brief Grade of cytokine release syndrome or ICANS.
/// @ingroup safety
/// @source Lee DW et al., Biol Blood Marrow Transplant 2019;25:625-638
enum class AstctGrade : std::uint8_t {
    none,    ///< No such syndrome.
    grade1,  ///< Mild.
    grade2,  ///< Moderate.
    grade3,  ///< Severe.
    grade4,  ///< Life-threatening.
    grade5,  ///< Death by the syndrome.
};
CARNK_DESCRIBE_ENUM(AstctGrade, none, grade1, grade2, grade3, grade4, grade5)

/// @brief Low blood pressure and what it takes to hold it, from least to worst. @source Lee DW et al., Biol Blood Marrow Transplant 2019;25:625-638
/// @ingroup safety
enum class CrsHypotension : std::uint8_t {
    none,                   ///< No hypotension.
    no_vasopressor,         ///< Hypotension that needs no vasopressor.
    one_vasopressor,        ///< One vasopressor, with or without vasopressin.
    multiple_vasopressors,  ///< Several vasopressors; vasopressin does not count.
};
CARNK_DESCRIBE_ENUM(CrsHypotension, none, no_vasopressor, one_vasopressor, multiple_vasopressors)

/// @brief Lack of oxygen and what it takes to treat it, from least to worst. @source Lee DW et al., Biol Blood Marrow Transplant 2019;25:625-638
/// @ingroup safety
enum class CrsHypoxia : std::uint8_t {
    none,               ///< No oxygen is needed.
    low_flow,           ///< Low-flow nasal cannula, at most 6 L/min, or blow-by.
    high_flow_or_mask,  ///< High-flow nasal cannula (over 6 L/min), face mask, non-rebreather or Venturi mask.
    positive_pressure,  ///< CPAP, BiPAP, or intubation and ventilation.
};
CARNK_DESCRIBE_ENUM(CrsHypoxia, none, low_flow, high_flow_or_mask, positive_pressure)

/// @brief Least temperature that counts as fever in cytokine release syndrome. @unit{Cel}
/// @ingroup safety
inline constexpr double crs_fever_celsius = 38.0;

/// @brief What was seen of a cytokine release syndrome at its worst, or on one day.
/// @ingroup safety
struct CrsFindings {
    /// Day.
    Optional<PartialDate> date;
    /// Highest temperature.
    Optional<Quantity> temperature;
    /// True for a temperature of 38.0 degrees Celsius or more, where the number itself is not given.
    Optional<bool> fever;
    /// True if fever has been there and antipyretic or anticytokine treatment (tocilizumab, steroids) was given since, so that fever
    /// is no longer asked for.
    Optional<bool> fever_treated;
    /// Blood pressure.
    Optional<CrsHypotension> hypotension;
    /// Oxygen.
    Optional<CrsHypoxia> hypoxia;
    /// True if another cause explains it: then it is no cytokine release syndrome. Absent is read as no.
    Optional<bool> other_cause;
    /// True if the patient died of it. Absent is read as no.
    Optional<bool> fatal;
    /// Grade as the source gives it.
    Optional<AstctGrade> reported_grade;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CrsFindings&) const = default;
};
CARNK_DESCRIBE_STRUCT(CrsFindings, date, temperature, fever, fever_treated, hypotension, hypoxia, other_cause, fatal,
                      reported_grade)

namespace detail {
/// Lowest and highest grade that the known facts allow.
struct GradeBounds {
    int low = 0, high = 0;
    constexpr void worst_of(int at_least, int at_most) {
        if (low < at_least) low = at_least;
        if (high < at_most) high = at_most;
    }
    template <class Grade>
    [[nodiscard]] constexpr Optional<Grade> grade() const {
        if (low != high) return std::nullopt;
        return static_cast<Grade>(low);
    }
};
}  // namespace detail

/// @brief Whether the entry criterion of cytokine release syndrome holds: fever, or fever that was treated away.
/// @return Nothing if that is not known.
/// @ingroup safety
[[nodiscard]] inline Optional<bool> crs_fever(const CrsFindings& findings) {
    Optional<bool> fever = findings.fever;
    if (findings.temperature && !fever.value_or(false))
        if (const Optional<double> celsius = findings.temperature->in(UcumUnit::of("Cel")))
            fever = *celsius >= crs_fever_celsius;
    if (fever.value_or(false) || findings.fever_treated.value_or(false)) return true;
    if (!fever || !findings.fever_treated) return std::nullopt;
    return false;
}

/// @brief Grade of a cytokine release syndrome: none without fever, else the worse of hypotension and hypoxia.
/// @return Nothing if what is not known could change the grade.
/// @ingroup safety
/// @source Lee DW et al., Biol Blood Marrow Transplant 2019;25:625-638
[[nodiscard]] inline Optional<AstctGrade> astct_crs_grade(const CrsFindings& findings) {
    if (findings.fatal.value_or(false)) return AstctGrade::grade5;
    if (findings.other_cause.value_or(false)) return AstctGrade::none;
    const Optional<bool> fever = crs_fever(findings);
    if (!fever) return std::nullopt;
    if (!*fever) return AstctGrade::none;
    const auto grade = [](auto level) {
        return 1 + static_cast<int>(level);
    };
    detail::GradeBounds bounds;
    bounds.worst_of(grade(findings.hypotension.value_or(CrsHypotension::none)),
                    grade(findings.hypotension.value_or(CrsHypotension::multiple_vasopressors)));
    bounds.worst_of(grade(findings.hypoxia.value_or(CrsHypoxia::none)),
                    grade(findings.hypoxia.value_or(CrsHypoxia::positive_pressure)));
    return bounds.grade<AstctGrade>();
}

/// @brief The items of the immune effector cell-associated encephalopathy (ICE) score, ten points in all.
/// @ingroup safety
/// @source Lee DW et al., Biol Blood Marrow Transplant 2019;25:625-638
struct IceItems {
    Optional<bool> knows_year;        ///< Orientation: one point.
    Optional<bool> knows_month;       ///< Orientation: one point.
    Optional<bool> knows_city;        ///< Orientation: one point.
    Optional<bool> knows_hospital;    ///< Orientation: one point.
    Optional<Count> objects_named;    ///< Objects named of three shown: one point each. @range{0 to 3}
    Optional<bool> follows_commands;  ///< Follows simple commands: one point.
    Optional<bool> writes_sentence;   ///< Writes a standard sentence: one point.
    Optional<bool> counts_backward;   ///< Counts back from 100 by ten: one point.
    Extra extra;                      ///< Members that this version does not know.
    bool operator==(const IceItems&) const = default;
};
CARNK_DESCRIBE_STRUCT(IceItems, knows_year, knows_month, knows_city, knows_hospital, objects_named, follows_commands,
                      writes_sentence, counts_backward)

/// @brief ICE score, 0 to 10; ten is normal.
/// @return Nothing if an item is not known or more than three objects are said to be named.
/// @ingroup safety
/// @source Lee DW et al., Biol Blood Marrow Transplant 2019;25:625-638
[[nodiscard]] inline Optional<int> ice_score(const IceItems& items) {
    if (!items.objects_named || *items.objects_named > 3) return std::nullopt;
    int score = static_cast<int>(items.objects_named->number());
    for (const Optional<bool>& item : {items.knows_year, items.knows_month, items.knows_city, items.knows_hospital,
                                       items.follows_commands, items.writes_sentence, items.counts_backward}) {
        if (!item) return std::nullopt;
        score += *item ? 1 : 0;
    }
    return score;
}

/// @brief Level of consciousness, as far as nothing else (such as a sedative) explains it. @source Lee DW et al., Biol Blood Marrow Transplant 2019;25:625-638
/// @ingroup safety
enum class IcansConsciousness : std::uint8_t {
    alert,                  ///< Not depressed.
    awakens_spontaneously,  ///< Depressed; awakens by itself.
    awakens_to_voice,       ///< Awakens to voice.
    awakens_to_touch,       ///< Awakens only to touch.
    unarousable,            ///< Cannot be awakened, or only by vigorous or repeated touch; stupor or coma.
};
CARNK_DESCRIBE_ENUM(IcansConsciousness, alert, awakens_spontaneously, awakens_to_voice, awakens_to_touch, unarousable)

/// @brief Seizures, the worst seen. @source Lee DW et al., Biol Blood Marrow Transplant 2019;25:625-638
/// @ingroup safety
enum class IcansSeizure : std::uint8_t {
    none,                     ///< No seizure.
    resolves_quickly,         ///< Clinical seizure, focal or generalised, that resolves rapidly.
    eeg_only_resolves,        ///< Non-convulsive seizure on EEG that resolves with treatment.
    prolonged,                ///< Life-threatening, longer than 5 minutes.
    repeated_without_return,  ///< Repeated, clinical or electrical, without return to baseline between.
};
CARNK_DESCRIBE_ENUM(IcansSeizure, none, resolves_quickly, eeg_only_resolves, prolonged, repeated_without_return)

/// @brief Raised intracranial pressure or brain oedema, the worst seen. Bleeding is not part of ICANS. @source Lee DW et al., Biol Blood Marrow Transplant 2019;25:625-638
/// @ingroup safety
enum class IcansPressure : std::uint8_t {
    none,               ///< No sign.
    focal_edema,        ///< Focal oedema on imaging.
    diffuse_edema,      ///< Diffuse oedema on imaging.
    posturing,          ///< Decerebrate or decorticate posturing.
    sixth_nerve_palsy,  ///< Palsy of the sixth cranial nerve.
    papilledema,        ///< Papilloedema.
    cushing_triad,      ///< Cushing's triad.
};
CARNK_DESCRIBE_ENUM(IcansPressure, none, focal_edema, diffuse_edema, posturing, sixth_nerve_palsy, papilledema,
                    cushing_triad)

/// @brief What was seen of a neurotoxicity at its worst, or on one day.
/// @ingroup safety
struct IcansFindings {
    /// Day.
    Optional<PartialDate> date;
    /// Items of the ICE score.
    Optional<IceItems> ice_items;
    /// ICE score as the source gives it, where the items are not known. @range{0 to 10}
    Optional<Count> ice_total;
    /// Cornell Assessment of Pediatric Delirium instead of ICE, for children under 12. @range{0 to 32}
    Optional<Count> capd_total;
    /// Level of consciousness.
    Optional<IcansConsciousness> consciousness;
    /// Seizures.
    Optional<IcansSeizure> seizure;
    /// Deep focal weakness, such as hemiparesis or paraparesis. Tremor and myoclonus do not count.
    Optional<bool> deep_focal_weakness;
    /// Raised intracranial pressure or oedema.
    Optional<IcansPressure> pressure;
    /// True if another cause explains it: then it is no ICANS. Absent is read as no.
    Optional<bool> other_cause;
    /// True if the patient died of it. Absent is read as no.
    Optional<bool> fatal;
    /// Grade as the source gives it.
    Optional<AstctGrade> reported_grade;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const IcansFindings&) const = default;
};
CARNK_DESCRIBE_STRUCT(IcansFindings, date, ice_items, ice_total, capd_total, consciousness, seizure,
                      deep_focal_weakness, pressure, other_cause, fatal, reported_grade)

/// @brief Grade of a neurotoxicity (ICANS): the worst of its five domains.
///
/// An ICE score of 0 is grade 3 in a patient who can be awakened and grade 4 in one who cannot, which the level of consciousness says.
/// A score out of its range counts as not known. For children a CAPD score under 9 goes with grades 1 and 2, which consciousness tells
/// apart, and 9 or more is grade 3; whether a score of 0 is grade 1 or no ICANS is left open, as the summaries of the consensus leave it.
/// @return Nothing if what is not known could change the grade.
/// @ingroup safety
/// @source Lee DW et al., Biol Blood Marrow Transplant 2019;25:625-638
[[nodiscard]] inline Optional<AstctGrade> astct_icans_grade(const IcansFindings& findings) {
    if (findings.fatal.value_or(false)) return AstctGrade::grade5;
    if (findings.other_cause.value_or(false)) return AstctGrade::none;

    detail::GradeBounds bounds;
    Optional<int> cognition;        // grade of the score alone: never 4
    Optional<int> least_cognition;  // where the score leaves two grades open
    if (findings.capd_total) {
        const auto capd = findings.capd_total->number();
        if (capd <= 32) cognition = capd >= 9 ? 3 : 1;
        if (capd == 0) least_cognition = 0;
    } else {
        Optional<int> ice = findings.ice_items ? ice_score(*findings.ice_items) : std::nullopt;
        if (!ice && findings.ice_total && *findings.ice_total <= 10)
            ice = static_cast<int>(findings.ice_total->number());
        if (ice) cognition = *ice >= 10 ? 0 : *ice >= 7 ? 1 : *ice >= 3 ? 2 : 3;
    }
    Optional<int> seizure;
    if (findings.seizure)
        seizure = *findings.seizure == IcansSeizure::none ? 0 : *findings.seizure < IcansSeizure::prolonged ? 3 : 4;
    Optional<int> pressure;
    if (findings.pressure)
        pressure = *findings.pressure == IcansPressure::none          ? 0
                   : *findings.pressure == IcansPressure::focal_edema ? 3
                                                                      : 4;
    Optional<int> motor;
    if (findings.deep_focal_weakness) motor = *findings.deep_focal_weakness ? 4 : 0;
    Optional<int> consciousness;
    if (findings.consciousness) consciousness = static_cast<int>(*findings.consciousness);

    bounds.worst_of(least_cognition.value_or(cognition.value_or(0)), cognition.value_or(3));
    for (const Optional<int>& domain : {consciousness, seizure, motor, pressure})
        bounds.worst_of(domain.value_or(0), domain.value_or(4));
    return bounds.grade<AstctGrade>();
}

}  // namespace carnk::inline v0_1
