// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Doses of cells, their schedules, and the lymphodepletion before them.
#include <carnk/core/describe.hpp>
#include <carnk/core/interval.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/quantity.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief To what a number of cells refers.
/// @ingroup dose
enum class DoseBasis : std::uint8_t {
    per_kg,  ///< Per kilogram of body weight.
    per_m2,  ///< Per square metre of body surface.
    flat,    ///< In all, whatever the weight.
};
CARNK_DESCRIBE_ENUM(DoseBasis, per_kg, per_m2, flat)

/// @brief Which cells a dose counts.
/// @ingroup dose
enum class CountedCells : std::uint8_t {
    car_positive,  ///< Cells that carry the receptor.
    car_nk,        ///< "CAR-NK cells"; the source does not say how they were counted.
    total,         ///< All cells of the product.
    viable,        ///< Living cells.
};
CARNK_DESCRIBE_ENUM(CountedCells, car_positive, car_nk, total, viable)

/// @brief Way into the body.
/// @ingroup dose
enum class Route : std::uint8_t {
    intravenous,      ///< Into a vein.
    intraperitoneal,  ///< Into the abdominal cavity.
    intracranial,     ///< Into the brain or the wall of a resection cavity.
    intra_arterial,   ///< Into an artery, such as the hepatic artery.
    intratumoral,     ///< Into the tumour.
    intrapleural,     ///< Into the pleural cavity.
    intrathecal,      ///< Into the cerebrospinal fluid.
    inhaled,          ///< Into the airways.
};
CARNK_DESCRIBE_ENUM(Route, intravenous, intraperitoneal, intracranial, intra_arterial, intratumoral, intrapleural,
                    intrathecal, inhaled)

/// @brief When doses are given within a cycle.
/// @ingroup dose
struct DoseSchedule {
    /// Infusions in one cycle, or in all where there are no cycles.
    Optional<CountRange> infusions;
    /// Days of the cycle on which they are given; day 0 or 1 is the first, as the source counts. @unit{d}
    Optional<std::vector<int>> days;
    /// Time from one infusion to the next.
    Optional<Quantity> interval;
    /// Length of a cycle.
    Optional<Quantity> cycle_length;
    /// Cycles.
    Optional<CountRange> cycles;
    /// In the words of the source, where it says more.
    Optional<std::string> description;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const DoseSchedule&) const = default;
};
CARNK_DESCRIBE_STRUCT(DoseSchedule, infusions, days, interval, cycle_length, cycles, description)

/// @brief One dose level: how many cells, how they are counted, and when they are given.
/// @ingroup dose
struct DoseLevel {
    /// Label as the source prints it, such as "DL2".
    Optional<std::string> label;
    /// Cells in one infusion; a point value has equal ends. Whether per kilogram or in all says `basis`. @unit{{cells}} @range{0 to 1e12}
    Optional<Interval> cells;
    /// Per kilogram, per square metre or flat.
    Optional<DoseBasis> basis;
    /// Which cells are counted.
    Optional<CountedCells> counted;
    /// Way into the body.
    Optional<Route> route;
    /// When it is given.
    Optional<DoseSchedule> schedule;
    /// True if the source names it as the recommended dose for phase 2.
    Optional<bool> recommended_phase2;
    /// In the words of the source.
    Optional<std::string> description;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const DoseLevel&) const = default;
};
CARNK_DESCRIBE_STRUCT(DoseLevel, label, cells, basis, counted, route, schedule, recommended_phase2, description)

/// @brief One drug of a lymphodepleting or supporting regimen.
/// @ingroup dose
struct RegimenAgent {
    /// International nonproprietary name, lower case: "fludarabine".
    std::string agent;
    /// Dose, usually per square metre; a point value has equal ends.
    Optional<QuantityRange> dose;
    /// Days on which it is given, counted from the first infusion of cells (day 0); negative before it. @unit{d}
    Optional<std::vector<int>> days;
    /// True if it is an alternative or given only to some patients.
    Optional<bool> optional;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const RegimenAgent&) const = default;
};
CARNK_DESCRIBE_STRUCT(RegimenAgent, agent, dose, days, optional)

/// @brief Chemotherapy that makes room for the infused cells.
/// @ingroup dose
struct Lymphodepletion {
    /// Drugs; empty if the source says that there is such a treatment but not with what.
    std::vector<RegimenAgent> agents;
    /// In the words of the source.
    Optional<std::string> description;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const Lymphodepletion&) const = default;
};
CARNK_DESCRIBE_STRUCT(Lymphodepletion, agents, description)

}  // namespace carnk::inline v0_1
