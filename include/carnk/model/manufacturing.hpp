// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief How NK-cell products are made: feeder cells, expansion, gene transfer, release tests.
#include <carnk/core/describe.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/quantity.hpp>
#include <carnk/model/common.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief What drives NK cells to multiply in culture.
/// @ingroup product
enum class FeederKind : std::uint8_t {
    k562_mb15_41bbl,    ///< K562 cells with membrane-bound interleukin 15 and 4-1BB ligand.
    k562_mbil21_41bbl,  ///< K562 cells with membrane-bound interleukin 21 and 4-1BB ligand.
    pm21_particles,     ///< Particles of plasma membrane with interleukin 21 (PM21).
    other_feeder,       ///< Other feeder cells, or the source does not name them.
    feeder_free,        ///< None: cytokines or antibodies only.
};
CARNK_DESCRIBE_ENUM(FeederKind, k562_mb15_41bbl, k562_mbil21_41bbl, pm21_particles, other_feeder, feeder_free)

/// @brief Whether the cells to be expanded had been frozen.
/// @ingroup product
enum class StartingState : std::uint8_t {
    fresh,   ///< Not frozen.
    frozen,  ///< Thawed.
};
CARNK_DESCRIBE_ENUM(StartingState, fresh, frozen)

/// @brief How much NK cells multiplied with one method.
/// @ingroup product
struct ExpansionYield {
    /// Method.
    FeederKind feeder{};
    /// Tissue that the cells came from.
    Optional<NkOrigin> origin;
    /// Fresh or frozen at the start.
    Optional<StartingState> starting_state;
    /// Cells at the end for each cell at the start. @unit{1} @range{above 0}
    Optional<double> fold;
    /// True if the number is "about".
    Optional<bool> approximate;
    /// Time in culture.
    Optional<Quantity> duration;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ExpansionYield&) const = default;
};
CARNK_DESCRIBE_STRUCT(ExpansionYield, feeder, origin, starting_state, fold, approximate, duration)

/// @brief What a release test measures.
/// @ingroup product
enum class ReleaseAttribute : std::uint8_t {
    viability,                    ///< Living cells.
    nk_purity,                    ///< NK cells among all.
    car_positive,                 ///< Cells with the receptor.
    t_cell_content,               ///< T cells, which could cause graft-versus-host disease.
    vector_copy_number,           ///< Vector copies per cell.
    replication_competent_virus,  ///< Replication-competent retro- or lentivirus.
    residual_feeder,              ///< Feeder cells left over.
    residual_stem_cell,           ///< Undifferentiated stem cells left over.
    sterility,                    ///< Bacteria and fungi.
    mycoplasma,                   ///< Mycoplasma.
    endotoxin,                    ///< Endotoxin.
    potency,                      ///< Killing or another effect.
    identity,                     ///< HLA type or another mark of identity.
    cell_count,                   ///< Number of cells.
};
CARNK_DESCRIBE_ENUM(ReleaseAttribute, viability, nk_purity, car_positive, t_cell_content, vector_copy_number,
                    replication_competent_virus, residual_feeder, residual_stem_cell, sterility, mycoplasma, endotoxin,
                    potency, identity, cell_count)

/// @brief One test that a batch must pass.
/// @ingroup product
struct ReleaseTest {
    /// What is measured.
    ReleaseAttribute attribute{};
    /// Limits that the batch must keep to.
    Optional<QuantityRange> limits;
    /// Value found in a batch, where a source reports that.
    Optional<Quantity> observed;
    /// In the words of the source.
    Optional<std::string> description;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ReleaseTest&) const = default;
};
CARNK_DESCRIBE_STRUCT(ReleaseTest, attribute, limits, observed, description)

/// @brief Quality that a cord blood unit must have, or by which outcomes differ.
/// @ingroup product
struct CordUnitCriteria {
    /// Most nucleated red cells in the unit. @unit{{cells}}
    Optional<NonNegative> nucleated_red_cells_max;
    /// Longest time from collection to freezing.
    Optional<Quantity> collection_to_freezing_max;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CordUnitCriteria&) const = default;
};
CARNK_DESCRIBE_STRUCT(CordUnitCriteria, nucleated_red_cells_max, collection_to_freezing_max)

/// @brief How a product is made. What is absent, the sources do not say.
/// @ingroup product
struct Manufacturing {
    /// Cells removed or selected before culture, in words: "CD3-depleted".
    Optional<std::string> starting_selection;
    /// Quality of the cord blood units used.
    Optional<CordUnitCriteria> cord_unit;
    /// Feeder cells.
    Optional<FeederKind> feeder;
    /// Rounds of stimulation with feeder cells.
    Optional<Count> stimulation_round_count;
    /// Cytokines in culture, usual names: "IL-2", "IL-12".
    Optional<std::vector<std::string>> cytokines;
    /// Expansion that was reached.
    Optional<std::vector<ExpansionYield>> expansion;
    /// Vector particles for each cell (multiplicity of infection). @unit{1}
    Optional<Interval> multiplicity_of_infection;
    /// Time from start to product.
    Optional<QuantityRange> duration;
    /// Release tests.
    Optional<std::vector<ReleaseTest>> release_tests;
    /// True if made under good manufacturing practice, as the source says.
    Optional<bool> gmp;
    /// In the words of the source.
    Optional<std::string> description;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const Manufacturing&) const = default;
};
CARNK_DESCRIBE_STRUCT(Manufacturing, starting_selection, cord_unit, feeder, stimulation_round_count, cytokines,
                      expansion, multiplicity_of_infection, duration, release_tests, gmp, description)

}  // namespace carnk::inline v0_1
