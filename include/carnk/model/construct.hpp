// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief CAR constructs: receptors, antigen logic, armouring, gene edits, safety switch and gene transfer.
#include <carnk/core/describe.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/model/car_receptor.hpp>
#include <carnk/model/common.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief How far a construct has come.
/// @ingroup construct
enum class DevelopmentStage : std::uint8_t {
    preclinical,  ///< Cells and animals only.
    registered,   ///< A trial is registered; the source does not say that anybody was treated.
    clinical,     ///< In a clinical trial.
};
CARNK_DESCRIBE_ENUM(DevelopmentStage, preclinical, registered, clinical)

/// @brief How several receptors or binders are put together.
/// @ingroup construct
enum class CarFormat : std::uint8_t {
    single,                          ///< One receptor against one antigen.
    tandem,                          ///< Two binders in one chain.
    dual,                            ///< Two antigens; the source does not say how.
    bicistronic,                     ///< Two receptors from one transcript.
    bivalent_activating_inhibitory,  ///< An activating receptor with two binders beside an inhibitory one.
};
CARNK_DESCRIBE_ENUM(CarFormat, single, tandem, dual, bicistronic, bivalent_activating_inhibitory)

/// @brief How the activating antigens combine.
/// @ingroup construct
enum class AntigenGate : std::uint8_t {
    single,  ///< There is one.
    any,     ///< Each alone is enough (OR).
    all,     ///< All must be met (AND).
};
CARNK_DESCRIBE_ENUM(AntigenGate, single, any, all)

/// @brief The antigens of one of several versions that a record covers.
/// @ingroup construct
struct AntigenSet {
    /// Name of the version, where the source has one.
    Optional<std::string> name;
    /// Ids of the target antigens.
    std::vector<Slug> targets;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const AntigenSet&) const = default;
};
CARNK_DESCRIBE_STRUCT(AntigenSet, name, targets)

/// @brief When a cell with the construct kills: the activating antigens as `gate` says, and none of the inhibiting ones (NOT).
/// @ingroup construct
struct AntigenLogic {
    /// How the activating antigens combine; absent if the source names several and does not say.
    Optional<AntigenGate> gate;
    /// Ids of the antigens that switch the cell on; empty if the source does not name them.
    std::vector<Slug> activating;
    /// Ids of the antigens that hold it back; empty if there are none.
    std::vector<Slug> inhibiting;
    /// Where the record covers several versions, the antigens of each.
    Optional<std::vector<AntigenSet>> versions;
    /// In the words of the source, where they say more than the ids.
    Optional<std::string> description;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const AntigenLogic&) const = default;
};
CARNK_DESCRIBE_STRUCT(AntigenLogic, gate, activating, inhibiting, versions, description)

/// @brief Kind of a receptor beside the CAR.
/// @ingroup construct
enum class OtherReceptorKind : std::uint8_t {
    fc_receptor,         ///< CD16 for antibody-dependent killing.
    decoy_receptor,      ///< Binds a checkpoint ligand and gives no signal, such as truncated PD-1.
    switch_receptor,     ///< Turns an inhibiting signal into an activating one.
    chemokine_receptor,  ///< Leads the cells to the tumour.
    defense_receptor,    ///< Kills host cells that would reject the product.
    other,               ///< Anything else.
};
CARNK_DESCRIBE_ENUM(OtherReceptorKind, fc_receptor, decoy_receptor, switch_receptor, chemokine_receptor,
                    defense_receptor, other)

/// @brief A receptor put into the cell beside the CAR.
/// @ingroup construct
struct OtherReceptor {
    /// Kind.
    OtherReceptorKind kind{};
    /// Name: "hnCD16".
    std::string name;
    /// Protein that it is made from.
    Optional<ProteinReference> protein;
    /// True if it binds more strongly than the common form.
    Optional<bool> high_affinity;
    /// True if it cannot be cut off the surface.
    Optional<bool> non_cleavable;
    /// Variant: "158V".
    Optional<std::string> variant;
    /// In the words of the source, where they say more.
    Optional<std::string> description;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const OtherReceptor&) const = default;
};
CARNK_DESCRIBE_STRUCT(OtherReceptor, kind, name, protein, high_affinity, non_cleavable, variant, description)

/// @brief What the cell makes, beside receptors, to last longer or work better.
/// @ingroup construct
enum class ArmoringKind : std::uint8_t {
    il15_form_not_stated,     ///< Interleukin 15; the source does not say in which form.
    il15_secreted,            ///< Secreted interleukin 15.
    il15_membrane_bound,      ///< Interleukin 15 held on the membrane.
    il15_receptor_fusion,     ///< Interleukin 15 fused to its receptor's alpha chain, on the membrane.
    il15_calibrated_release,  ///< Interleukin 15 released from the membrane at a set rate.
    il2_er_retained,          ///< Interleukin 2 kept in the endoplasmic reticulum.
    il2_receptor_fusion,      ///< Interleukin 2 fused to its receptor.
    il7,                      ///< Interleukin 7.
    il10,                     ///< Interleukin 10.
    il12,                     ///< Interleukin 12.
    il18,                     ///< Interleukin 18.
    il21,                     ///< Interleukin 21.
    ccl19,                    ///< Chemokine CCL19.
    checkpoint_antibody,      ///< Secreted antibody fragment against a checkpoint.
    cytokine_antibody,        ///< Secreted antibody fragment that neutralises a cytokine.
    other,                    ///< See the description.
};
CARNK_DESCRIBE_ENUM(ArmoringKind, il15_form_not_stated, il15_secreted, il15_membrane_bound, il15_receptor_fusion,
                    il15_calibrated_release, il2_er_retained, il2_receptor_fusion, il7, il10, il12, il18, il21, ccl19,
                    checkpoint_antibody, cytokine_antibody, other)

/// @brief How firmly the source names a part.
/// @ingroup construct
enum class PartCertainty : std::uint8_t {
    option,   ///< One of several options, or only in some versions.
    example,  ///< Named as an example only.
};
CARNK_DESCRIBE_ENUM(PartCertainty, option, example)

/// @brief One thing that the cell makes to last longer or work better.
/// @ingroup construct
struct Armoring {
    /// What.
    ArmoringKind kind{};
    /// Gene of the transgenic protein.
    Optional<HgncSymbol> hgnc;
    /// Genes of the proteins that a secreted binder blocks.
    Optional<std::vector<HgncSymbol>> against;
    /// Present if the source does not simply say that it is there.
    Optional<PartCertainty> certainty;
    /// In the words of the source.
    std::string description;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const Armoring&) const = default;
};
CARNK_DESCRIBE_STRUCT(Armoring, kind, hgnc, against, certainty, description)

/// @brief What an edit does to a gene.
/// @ingroup construct
enum class GeneEditKind : std::uint8_t {
    knock_out,  ///< Destroys it.
    knock_in,   ///< Puts it in.
};
CARNK_DESCRIBE_ENUM(GeneEditKind, knock_out, knock_in)

/// @brief Tool of an edit.
/// @ingroup construct
enum class GeneEditTool : std::uint8_t {
    crispr_cas9,   ///< CRISPR with Cas9.
    crispr,        ///< CRISPR; nuclease not stated.
    crispr_cas12,  ///< CRISPR with a Cas12 nuclease.
    base_editing,  ///< Base editor.
    talen,         ///< TAL effector nuclease.
    zinc_finger,   ///< Zinc-finger nuclease.
};
CARNK_DESCRIBE_ENUM(GeneEditTool, crispr_cas9, crispr, crispr_cas12, base_editing, talen, zinc_finger)

/// @brief What an edit is for.
/// @ingroup construct
enum class GeneEditPurpose : std::uint8_t {
    rejection_evasion,      ///< To hide the cells from the host's T and NK cells.
    fratricide_prevention,  ///< To keep the cells from killing each other.
    checkpoint_removal,     ///< To remove a brake inside the cell.
    tgf_beta_resistance,    ///< To make them insensitive to TGF-beta.
    steroid_resistance,     ///< To make them insensitive to glucocorticoids.
};
CARNK_DESCRIBE_ENUM(GeneEditPurpose, rejection_evasion, fratricide_prevention, checkpoint_removal, tgf_beta_resistance,
                    steroid_resistance)

/// @brief One edit of the cell's genome, or a number of edits that the source does not list.
/// @ingroup construct
struct GeneEdit {
    /// Gene.
    Optional<HgncSymbol> hgnc;
    /// What is done to it.
    Optional<GeneEditKind> kind;
    /// With what.
    Optional<GeneEditTool> tool;
    /// True if by homology-directed repair.
    Optional<bool> homology_directed;
    /// What for, where the source says.
    Optional<GeneEditPurpose> purpose;
    /// Number of edits, where the source gives that instead of the genes.
    Optional<Count> edit_count;
    /// Edits among them that evade rejection by the host, where the source gives their number.
    Optional<Count> evasion_edit_count;
    /// In the words of the source.
    std::string description;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const GeneEdit&) const = default;
};
CARNK_DESCRIBE_STRUCT(GeneEdit, hgnc, kind, tool, homology_directed, purpose, edit_count, evasion_edit_count,
                      description)

/// @brief Kind of a safety switch.
/// @ingroup construct
enum class SafetySwitchKind : std::uint8_t {
    inducible_caspase9,  ///< Caspase 9 that a small drug dimerises; the cell dies.
    truncated_egfr,      ///< Extracellular EGFR that an anti-EGFR antibody binds.
    cd20_epitope,        ///< CD20 or its epitope, which rituximab binds.
    hsv_tk,              ///< Viral thymidine kinase, which ganciclovir turns against the cell.
    other,               ///< See the description.
};
CARNK_DESCRIBE_ENUM(SafetySwitchKind, inducible_caspase9, truncated_egfr, cd20_epitope, hsv_tk, other)

/// @brief Means to remove the cells from the patient.
/// @ingroup construct
struct SafetySwitch {
    /// Kind.
    SafetySwitchKind kind{};
    /// Protein, in words: "FKBP12-F36V".
    Optional<std::string> protein;
    /// Drug that throws it, lower case or as coded: "cetuximab", "AP1903".
    Optional<std::string> drug;
    /// Present if the source does not simply say that it is there.
    Optional<PartCertainty> certainty;
    /// In the words of the source.
    std::string description;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const SafetySwitch&) const = default;
};
CARNK_DESCRIBE_STRUCT(SafetySwitch, kind, protein, drug, certainty, description)

/// @brief Envelope that a viral vector wears.
/// @ingroup construct
enum class VectorEnvelope : std::uint8_t {
    baboon,  ///< Baboon endogenous retrovirus.
    rd114,   ///< Feline endogenous retrovirus RD114.
    vsv_g,   ///< Vesicular stomatitis virus G.
    galv,    ///< Gibbon ape leukaemia virus.
};
CARNK_DESCRIBE_ENUM(VectorEnvelope, baboon, rd114, vsv_g, galv)

/// @brief What an element of a vector is.
/// @ingroup construct
enum class VectorElementKind : std::uint8_t {
    receptor,       ///< The receptor's reading frame.
    payload,        ///< Cytokine or another transgene.
    safety_switch,  ///< Safety switch.
    reporter,       ///< Marker such as GFP.
    cleavage_2a,    ///< Self-cleaving 2A peptide.
    ires,           ///< Internal ribosome entry site.
    promoter,       ///< Promoter.
    other,          ///< Anything else.
};
CARNK_DESCRIBE_ENUM(VectorElementKind, receptor, payload, safety_switch, reporter, cleavage_2a, ires, promoter, other)

/// @brief One element of a vector.
/// @ingroup construct
struct VectorElement {
    /// What it is.
    VectorElementKind kind{};
    /// Name as in the source: "IL15", "P2A", "GFP"; absent if the source does not name it.
    Optional<std::string> name;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const VectorElement&) const = default;
};
CARNK_DESCRIBE_STRUCT(VectorElement, kind, name)

/// @brief One way in which the genes of a construct get into the cell.
/// @ingroup construct
struct GeneTransfer {
    /// Method.
    GeneTransferMethod method{};
    /// Envelope of a viral vector.
    Optional<VectorEnvelope> envelope;
    /// Plasmid or vector backbone: "SFG-IRES-GFP".
    Optional<std::string> backbone;
    /// Full name of the vector.
    Optional<std::string> vector_name;
    /// Elements that the source names, in its order.
    Optional<std::vector<VectorElement>> elements;
    /// True if expression is transient.
    Optional<bool> transient;
    /// In the words of the source.
    std::string description;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const GeneTransfer&) const = default;
};
CARNK_DESCRIBE_STRUCT(GeneTransfer, method, envelope, backbone, vector_name, elements, transient, description)

/// @brief Ordinal of a CAR generation: how many signalling and other functions it carries.
/// @ingroup construct
/// @source Cancers 2021;13:5418, Figure 3 (doi 10.3390/cancers13215418)
enum class GenerationNumber : std::uint8_t {
    first,   ///< One activation signal.
    second,  ///< And one costimulatory domain.
    third,   ///< And a second costimulatory domain.
    fourth,  ///< And a transgenic protein such as a cytokine.
    fifth,   ///< And a cytokine-receptor or gated signal.
};
CARNK_DESCRIBE_ENUM(GenerationNumber, first, second, third, fourth, fifth)

/// @brief Generation that the source or the editors assign to a construct.
/// @ingroup construct
struct CarGeneration {
    /// Generation.
    GenerationNumber number{};
    /// Generation of the receptor alone, where it is given beside that of the armoured whole.
    Optional<GenerationNumber> receptor;
    /// True if marked as of NK type: signalling parts taken from NK-cell receptors.
    Optional<bool> nk_type;
    /// True if marked as armoured.
    Optional<bool> armoured;
    /// In the words of the source.
    std::string description;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CarGeneration&) const = default;
};
CARNK_DESCRIBE_STRUCT(CarGeneration, number, receptor, nk_type, armoured, description)

/// @brief Part of the cells that carried the receptor in an experiment.
/// @ingroup construct
struct CarExpression {
    /// Mean or single value. @unit{%} @range{0 to 100}
    Optional<Percent> mean;
    /// Range seen, or the bound that the source gives ("more than 60%"). @unit{%}
    Optional<Interval> range;
    /// True if the value is "about".
    Optional<bool> approximate;
    /// Cells or condition: "expanded", "unstimulated".
    Optional<std::string> condition;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CarExpression&) const = default;
};
CARNK_DESCRIBE_STRUCT(CarExpression, mean, range, approximate, condition)

/// @brief A CAR construct: everything that is put into the cells, and into which cells.
///
/// What is absent, the sources do not say; for about half of all constructs no domain has been published.
/// @ingroup construct
struct CarConstruct {
    static constexpr std::string_view schema = "carnk/car-construct/1";  ///< Name and version of the document.

    /// Own id.
    Slug id;
    /// Name as the sources print it.
    std::string name;
    /// Names of products made with it; see also `CellProduct::construct_ids`.
    std::vector<std::string> product_names;
    /// Which antigens switch the cell on and which hold it back.
    AntigenLogic antigens;
    /// How receptors and binders are put together; absent if not stated.
    Optional<CarFormat> format;
    /// How far it has come.
    DevelopmentStage stage{};
    /// The same in words, where they say more: "clinical (NSCLC)".
    Optional<std::string> stage_description;
    /// Cells that it is put into.
    CellSource cell_source;
    /// Receptors; at least one.
    std::vector<CarReceptor> receptors;
    /// Receptors beside the CAR; absent if the source names none.
    Optional<std::vector<OtherReceptor>> other_receptors;
    /// What the cell makes to last longer or work better; absent if the source names nothing.
    Optional<std::vector<Armoring>> armoring;
    /// Edits of the genome; absent if the source names none.
    Optional<std::vector<GeneEdit>> gene_edits;
    /// Safety switch; absent if the source names none.
    Optional<SafetySwitch> safety_switch;
    /// Ways in which the genes get in; absent if the source does not say.
    Optional<std::vector<GeneTransfer>> gene_transfer;
    /// Generation.
    Optional<CarGeneration> generation;
    /// Part of the cells that carried the receptor.
    Optional<std::vector<CarExpression>> car_expression;
    /// Trials in which it is studied.
    std::vector<RegistryId> trial_ids;
    /// Anything else.
    Optional<std::string> notes;
    /// How sure the editors are.
    Optional<Confidence> confidence;
    /// Where it comes from.
    std::vector<Source> sources;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CarConstruct&) const = default;
};
CARNK_DESCRIBE_STRUCT(CarConstruct, id, name, product_names, antigens, format, stage, stage_description, cell_source,
                      receptors, other_receptors, armoring, gene_edits, safety_switch, gene_transfer, generation,
                      car_expression, trial_ids, notes, confidence, sources)

}  // namespace carnk::inline v0_1
