// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief The cell product that a clinical trial gives, as far as its sources describe it.
#include <carnk/core/describe.hpp>
#include <carnk/core/extra.hpp>
#include <carnk/core/identifier.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/model/common.hpp>
#include <carnk/model/dose.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief How several targets of one trial belong together.
/// @ingroup trial
enum class TargetUse : std::uint8_t {
    combined,            ///< One product is directed at all of them.
    separate_products,   ///< Each product is directed at one of them or at some.
    chosen_per_patient,  ///< A panel; one or two are chosen for each patient.
};
CARNK_DESCRIBE_ENUM(TargetUse, combined, separate_products, chosen_per_patient)

/// @brief An antigen in the words of the source, where these are not the name under which the catalogue keeps it.
/// @ingroup trial
struct NamedAntigen {
    /// Target of the catalogue.
    Slug target;
    /// As the source prints it: "MICA/MICB".
    std::string named_as;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const NamedAntigen&) const = default;
};
CARNK_DESCRIBE_STRUCT(NamedAntigen, target, named_as)

/// @brief Antigens that a logic-gated receptor pair weighs against each other.
/// @ingroup trial
struct ReceptorGate {
    /// Any one of these on a cell activates.
    std::vector<Slug> activating_any_of;
    /// Any one of these on the same cell inhibits ("NOT" gate).
    std::vector<Slug> inhibiting_any_of;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ReceptorGate&) const = default;
};
CARNK_DESCRIBE_STRUCT(ReceptorGate, activating_any_of, inhibiting_any_of)

/// @brief The receptor as the sources of a trial describe it; the full construct is a record of its own.
/// @ingroup trial
struct RegisteredReceptor {
    /// In the words of the source: "FMC63 scFv, CD28-CD3zeta".
    std::string description;
    /// Part that binds the antigen: "FMC63 scFv", "NKG2D".
    Optional<std::string> binder;
    /// Part between binder and membrane.
    Optional<std::string> hinge;
    /// Part in the membrane.
    Optional<std::string> transmembrane;
    /// Signalling parts, from the membrane inwards; absent where none are named.
    Optional<std::vector<RegisteredSignal>> signalling;
    /// Logic of several receptors.
    Optional<ReceptorGate> gate;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const RegisteredReceptor&) const = default;
};
CARNK_DESCRIBE_STRUCT(RegisteredReceptor, description, binder, hinge, transmembrane, signalling, gate)

/// @brief What the cells carry, or have lost, besides the receptor.
/// @ingroup trial
enum class ArmorFeature : std::uint8_t {
    il15,                         ///< Interleukin 15; the source does not say in which form.
    il15_membrane_bound,          ///< Interleukin 15 held in the membrane.
    il15_receptor_fusion,         ///< Interleukin 15 fused to its receptor.
    il15_superagonist,            ///< Secreted superagonist of the interleukin 15 receptor.
    il15_calibrated_release,      ///< Interleukin 15 set free from the membrane at a tuned rate.
    il2_er_retained,              ///< Interleukin 2 kept in the endoplasmic reticulum.
    il7,                          ///< Interleukin 7.
    il10,                         ///< Interleukin 10.
    il21,                         ///< Interleukin 21.
    ccl19,                        ///< Chemokine CCL19.
    cd16_high_affinity,           ///< CD16 of the high-affinity variant 158V.
    cd16_noncleavable,            ///< CD16 of high affinity that cannot be shed (hnCD16).
    inducible_caspase9,           ///< Suicide switch: caspase 9, activated by a drug such as rimiducid.
    egfr_safety_switch,           ///< Truncated EGFR, by which an antibody can remove the cells.
    tgfbr2_knockout,              ///< TGF-beta receptor 2 removed.
    cd38_knockout,                ///< CD38 removed, against killing each other under a CD38 antibody.
    nr3c1_knockout,               ///< Glucocorticoid receptor removed.
    immune_evasion_edits,         ///< Edits that hide the cells from the patient's immune system.
    gmcsf_neutralizing_scfv,      ///< Secreted fragment that binds GM-CSF.
    checkpoint_blocking_scfv,     ///< Secreted fragment that blocks an immune checkpoint.
    alloimmune_defense_receptor,  ///< Receptor against the patient's activated lymphocytes, binding 4-1BB.
    other,                        ///< Another, see `named_as`.
};
CARNK_DESCRIBE_ENUM(ArmorFeature, il15, il15_membrane_bound, il15_receptor_fusion, il15_superagonist,
                    il15_calibrated_release, il2_er_retained, il7, il10, il21, ccl19, cd16_high_affinity,
                    cd16_noncleavable, inducible_caspase9, egfr_safety_switch, tgfbr2_knockout, cd38_knockout,
                    nr3c1_knockout, immune_evasion_edits, gmcsf_neutralizing_scfv, checkpoint_blocking_scfv,
                    alloimmune_defense_receptor, other)

/// @brief One addition to the cells, or one gene taken from them.
/// @ingroup trial
struct RegisteredArmor {
    /// What it is.
    ArmorFeature feature{};
    /// In the words of the source: "high-affinity CD16 (158V)".
    std::string named_as;
    /// True if only some arms or variants have it ("and/or").
    Optional<bool> in_some_arms;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const RegisteredArmor&) const = default;
};
CARNK_DESCRIBE_STRUCT(RegisteredArmor, feature, named_as, in_some_arms)

/// @brief How the receptor's gene is brought into the cells.
/// @ingroup trial
enum class GeneDelivery : std::uint8_t {
    retroviral,            ///< Gammaretroviral vector.
    lentiviral,            ///< Lentiviral vector.
    mrna_electroporation,  ///< Messenger RNA by electric pulse; the receptor is there for days.
    transposon,            ///< Transposon system.
    targeted_integration,  ///< Put at a chosen site by gene editing.
    lipid_nanoparticle,    ///< Nucleic acid in lipid nanoparticles.
    plasmid,               ///< Plasmid DNA.
    other,                 ///< Another way.
};
CARNK_DESCRIBE_ENUM(GeneDelivery, retroviral, lentiviral, mrna_electroporation, transposon, targeted_integration,
                    lipid_nanoparticle, plasmid, other)

/// @brief The cell product or products of a trial.
/// @ingroup trial
struct TrialProduct {
    /// Names of products, or of the one product, as sources print them; empty if it has none.
    std::vector<std::string> names;
    /// Class of therapy that is given. `nk` where the cells have no encoded receptor.
    TherapyClass therapy{TherapyClass::car_nk};
    /// Constructs of the catalogue; absent if none is linked.
    Optional<std::vector<Slug>> construct_ids;
    /// Where the cells come from.
    Optional<CellSource> cell_source;
    /// How several targets belong together; absent where there is one or no source says.
    Optional<TargetUse> target_use;
    /// Antigens whose name in the sources differs from the catalogue's.
    Optional<std::vector<NamedAntigen>> antigens;
    /// Receptor.
    Optional<RegisteredReceptor> receptor;
    /// Armouring and edits; empty if no source names any.
    std::vector<RegisteredArmor> armoring;
    /// How the gene is brought in.
    Optional<GeneDelivery> gene_delivery;
    /// Ways into the body; absent where no source states one.
    Optional<std::vector<Route>> routes;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const TrialProduct&) const = default;
};
CARNK_DESCRIBE_STRUCT(TrialProduct, names, therapy, construct_ids, cell_source, target_use, antigens, receptor,
                      armoring, gene_delivery, routes)

}  // namespace carnk::inline v0_1
