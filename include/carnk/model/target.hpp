// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Target antigens: what the receptors of CAR-NK cells recognise, where else it occurs, and how tumours escape.
#include <carnk/core/describe.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/tri.hpp>
#include <carnk/model/common.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief What kind of molecule a target antigen is. It decides which identifiers can apply.
/// @ingroup target
enum class TargetKind : std::uint8_t {
    protein,           ///< A protein of one human gene.
    protein_group,     ///< Several proteins that one binder recognises, such as the NKG2D ligands; see `members`.
    splice_isoform,    ///< One splice isoform of a gene, such as CLDN18.2; the accession is that of the gene product.
    deletion_variant,  ///< A mutant with a deletion, such as EGFRvIII; the accession is that of the parent protein.
    glycolipid,        ///< A glycolipid such as GD2; no gene symbol applies.
    polysaccharide,    ///< A polysaccharide such as fungal beta-glucan; no gene symbol applies.
    viral_protein,     ///< A protein of a virus; no human gene symbol applies.
    unresolved,        ///< The source names it by a code that cannot be matched to a molecule.
};
CARNK_DESCRIBE_ENUM(TargetKind, protein, protein_group, splice_isoform, deletion_variant, glycolipid, polysaccharide,
                    viral_protein, unresolved)

/// @brief Why a target has a record: curated as a target, or only because another record names it.
/// @ingroup target
enum class TargetBasis : std::uint8_t {
    curated,             ///< Curated as a CAR target, with expression and stage.
    named_in_trial,      ///< Minimal record: a registered trial names it.
    named_in_construct,  ///< Minimal record: a construct names it.
    named_in_criterion,  ///< Minimal record: an eligibility criterion names it.
    named_in_study,      ///< Minimal record: a published study names it.
    named_in_center,     ///< Minimal record: a treatment center's programme names it.
};
CARNK_DESCRIBE_ENUM(TargetBasis, curated, named_in_trial, named_in_construct, named_in_criterion, named_in_study,
                    named_in_center)

/// @brief What recognising the antigen is meant to do.
/// @ingroup target
enum class TargetRole : std::uint8_t {
    diseased_cell,  ///< Marks the cells to be killed: tumour cells, or B and plasma cells in autoimmune disease.
    protective,     ///< Marks healthy cells to be spared: input of an inhibitory receptor (NOT gate).
    pathogen,       ///< Marks a pathogen or infected cells.
};
CARNK_DESCRIBE_ENUM(TargetRole, diseased_cell, protective, pathogen)

/// @brief Group of diseases by which targets are sorted: the lineage of the diseased cells, finer than `DiseaseGroup`.
/// @ingroup target
enum class TargetGroup : std::uint8_t {
    b_cell,             ///< B-cell cancers and B-cell driven autoimmune disease.
    plasma_cell,        ///< Myeloma and other plasma-cell diseases.
    t_cell,             ///< T-cell cancers.
    t_cell_or_hodgkin,  ///< T-cell and Hodgkin lymphoma.
    myeloid,            ///< Acute myeloid leukaemia and related cancers.
    solid,              ///< Solid tumours.
    mixed,              ///< Blood cancers and solid tumours.
    pan_tumour,         ///< Stress ligands and the like, on tumours of most kinds.
};
CARNK_DESCRIBE_ENUM(TargetGroup, b_cell, plasma_cell, t_cell, t_cell_or_hodgkin, myeloid, solid, mixed, pan_tumour)

/// @brief How far a target has come in CAR-NK cells, by the texts that were read.
/// @ingroup target
enum class TargetStage : std::uint8_t {
    clinical,             ///< Patients have been treated, or an interventional trial is under way.
    registered,           ///< A trial is registered or a programme announced; no treatment was read of.
    preclinical,          ///< Cells and animals only.
    patent,               ///< Claimed in a patent.
    combination_partner,  ///< Target of an antibody given with CAR-NK cells, not of the receptor.
    engager,              ///< Target of an NK-cell engager loaded on the cells, not of a receptor.
    other_car,            ///< Target of other CAR cells or of the field; no CAR-NK text was read.
};
CARNK_DESCRIBE_ENUM(TargetStage, clinical, registered, preclinical, patent, combination_partner, engager, other_car)

/// @brief One protein of a group of target antigens.
/// @ingroup target
struct TargetMember {
    /// Approved gene symbol.
    HgncSymbol hgnc;
    /// UniProtKB accession of the human protein.
    Optional<UniprotAccession> uniprot;
    /// UniProtKB entry name.
    Optional<UniprotEntryName> uniprot_entry;
    /// Recommended protein name of UniProtKB.
    Optional<std::string> protein_name;
    /// True if the identifiers were checked against a UniProtKB export.
    bool identifiers_verified{};
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const TargetMember&) const = default;
};
CARNK_DESCRIBE_STRUCT(TargetMember, hgnc, uniprot, uniprot_entry, protein_name, identifiers_verified)

/// @brief Normal tissue or cell type on which an antigen was looked for.
/// @ingroup target
enum class NormalSite : std::uint8_t {
    hematopoietic_stem_cell,  ///< Blood stem cells.
    early_progenitor,         ///< Early blood progenitors, lineage not stated.
    myeloid_progenitor,       ///< Progenitors of myeloid cells.
    myeloid_cell,             ///< Granulocytes and monocytes and their kin.
    monocyte,                 ///< Monocytes.
    dendritic_cell,           ///< Dendritic cells.
    antigen_presenting_cell,  ///< Antigen-presenting cells, kind not stated.
    basophil,                 ///< Basophils.
    b_cell,                   ///< B cells.
    plasma_cell,              ///< Plasma cells.
    t_cell,                   ///< T cells.
    helper_t_cell,            ///< CD4 T cells.
    cytotoxic_t_cell,         ///< CD8 T cells.
    gamma_delta_t_cell,       ///< Gamma-delta T cells.
    activated_lymphocyte,     ///< Activated lymphocytes.
    nk_cell,                  ///< Natural killer cells: the antigen is then on the therapy itself.
    kupffer_cell,             ///< Macrophages of the liver.
    microglia,                ///< Macrophages of the brain.
    stem_cell,                ///< Stem cells, kind not stated.
    endothelium,              ///< Lining of blood vessels.
    airway,                   ///< Airways.
    lung,                     ///< Lung tissue.
    gut,                      ///< Epithelium of the gut.
    stomach,                  ///< Gastric mucosa.
    liver,                    ///< Hepatocytes.
    pancreatic_islet,         ///< Islet cells of the pancreas.
    prostate,                 ///< Prostate.
    skin,                     ///< Skin.
    tongue_papilla,           ///< Epithelium of the papillae of the tongue.
    salivary_gland,           ///< Salivary glands.
    basal_ganglia,            ///< Basal ganglia of the brain.
    cerebellum,               ///< Cells of the cerebellum.
    nerve,                    ///< Nerve tissue.
    any_normal_tissue,        ///< Normal tissue as a whole, where the source does not name it.
};
CARNK_DESCRIBE_ENUM(NormalSite, hematopoietic_stem_cell, early_progenitor, myeloid_progenitor, myeloid_cell, monocyte,
                    dendritic_cell, antigen_presenting_cell, basophil, b_cell, plasma_cell, t_cell, helper_t_cell,
                    cytotoxic_t_cell, gamma_delta_t_cell, activated_lymphocyte, nk_cell, kupffer_cell, microglia,
                    stem_cell, endothelium, airway, lung, gut, stomach, liver, pancreatic_islet, prostate, skin,
                    tongue_papilla, salivary_gland, basal_ganglia, cerebellum, nerve, any_normal_tissue)

/// @brief How much of an antigen a normal tissue carries, as the source words it.
/// @ingroup target
enum class ExpressionLevel : std::uint8_t {
    present,   ///< Carries it; no amount given.
    subset,    ///< Some of the cells carry it.
    low,       ///< Low, very limited or rare.
    absent,    ///< Does not carry it.
    disputed,  ///< Sources disagree.
};
CARNK_DESCRIBE_ENUM(ExpressionLevel, present, subset, low, absent, disputed)

/// @brief An antigen on one normal tissue or cell type.
/// @ingroup target
struct NormalExpression {
    /// Tissue or cell type.
    NormalSite site{};
    /// How much.
    ExpressionLevel level{};
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const NormalExpression&) const = default;
};
CARNK_DESCRIBE_STRUCT(NormalExpression, site, level)

/// @brief How CAR-NK cells are kept from killing each other.
/// @ingroup target
enum class FratricideRemedy : std::uint8_t {
    knock_out,         ///< The antigen's gene is knocked out in the cells.
    naturally_absent,  ///< The cells used lack the antigen, as NK-92 lacks CD5.
    inhibitory_car,    ///< An inhibitory receptor spares cells of the same kind.
    unspecified,       ///< The source says that it has to be handled, not how.
};
CARNK_DESCRIBE_ENUM(FratricideRemedy, knock_out, naturally_absent, inhibitory_car, unspecified)

/// @brief Whether the effector cells carry the antigen themselves, so that they would kill each other.
/// @ingroup target
struct FratricideRisk {
    /// Whether NK cells carry the antigen.
    Tri on_nk_cells{};
    /// Part of NK cells that carry it: all or some, as the source says.
    Optional<ExpressionLevel> level;
    /// What is done about it; absent if the source does not say.
    Optional<FratricideRemedy> remedy;
    /// What the source says, in our words.
    std::string description;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const FratricideRisk&) const = default;
};
CARNK_DESCRIBE_STRUCT(FratricideRisk, on_nk_cells, level, remedy, description)

/// @brief Harm to healthy tissue that recognising an antigen can do.
/// @ingroup target
enum class OffTumourEffect : std::uint8_t {
    b_cell_aplasia,        ///< Loss of normal B cells.
    t_cell_aplasia,        ///< Loss of normal T cells.
    marrow_suppression,    ///< Low blood counts from loss of myeloid cells or stem cells.
    neurotoxicity,         ///< Harm to nerve tissue.
    skin_nail_taste,       ///< Rash, nail and taste changes.
    cytokine_release,      ///< Cytokine release syndrome.
    loss_of_car_cells,     ///< The CAR cells destroy each other.
    severe_toxicity,       ///< Severe toxicity of any kind.
    unspecified_toxicity,  ///< Toxicity that the source does not name.
};
CARNK_DESCRIBE_ENUM(OffTumourEffect, b_cell_aplasia, t_cell_aplasia, marrow_suppression, neurotoxicity, skin_nail_taste,
                    cytokine_release, loss_of_car_cells, severe_toxicity, unspecified_toxicity)

/// @brief Whether a harm was seen or only feared.
/// @ingroup target
enum class RiskEvidence : std::uint8_t {
    expected,  ///< Expected or feared because of where the antigen occurs.
    observed,  ///< Seen in treated patients or in experiments.
    fatal,     ///< Seen, and a patient died.
    not_seen,  ///< Looked for in treated patients and not seen.
};
CARNK_DESCRIBE_ENUM(RiskEvidence, expected, observed, fatal, not_seen)

/// @brief One on-target, off-tumour risk of an antigen.
/// @ingroup target
struct OffTumourRisk {
    /// Harm.
    OffTumourEffect effect{};
    /// Seen, feared, or looked for and not seen; absent if the source names the effect only.
    Optional<RiskEvidence> evidence;
    /// Therapy in which it was seen or not seen, where the source says; CAR-T experience is not CAR-NK experience.
    Optional<TherapyClass> therapy;
    /// Patients treated in the series, where the source says.
    Optional<Count> patient_count;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const OffTumourRisk&) const = default;
};
CARNK_DESCRIBE_STRUCT(OffTumourRisk, effect, evidence, therapy, patient_count)

/// @brief A disease whose cells carry the antigen.
/// @ingroup target
struct TargetIndication {
    /// Disease, as the source names it.
    Disease disease;
    /// Its group.
    DiseaseGroup group{};
    /// Part of the cases that carry the antigen, where the source says. @range{0 to 1}
    Optional<Fraction> positive_fraction;
    /// In the words of the source, where they say more than the name.
    Optional<std::string> description;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const TargetIndication&) const = default;
};
CARNK_DESCRIBE_STRUCT(TargetIndication, disease, group, positive_fraction, description)

/// @brief How diseased cells get away from a receptor against an antigen.
/// @ingroup target
enum class EscapeKind : std::uint8_t {
    antigen_loss,              ///< Cells without the antigen grow out.
    down_regulation,           ///< Cells carry less of it.
    heterogeneous_expression,  ///< Not all cells carried it in the first place.
    shedding,                  ///< The antigen is cut off the surface.
    trogocytosis,              ///< The effector cell takes the antigen over.
    splice_or_mutation,        ///< The epitope is lost by mutation or splicing.
    lineage_switch,            ///< The cancer changes its lineage.
    other,                     ///< See the description.
};
CARNK_DESCRIBE_ENUM(EscapeKind, antigen_loss, down_regulation, heterogeneous_expression, shedding, trogocytosis,
                    splice_or_mutation, lineage_switch, other)

/// @brief One way of escape that a source reports for an antigen.
/// @ingroup target
struct EscapeMechanism {
    /// Kinds that the statement covers; at least one.
    std::vector<EscapeKind> kinds;
    /// Therapy after which it was seen, where that is a cell therapy.
    Optional<TherapyClass> after_therapy;
    /// Drug after which it was seen, lower case, where that is a drug: "rituximab".
    Optional<std::string> after_drug;
    /// In the words of the source.
    std::string description;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const EscapeMechanism&) const = default;
};
CARNK_DESCRIBE_STRUCT(EscapeMechanism, kinds, after_therapy, after_drug, description)

/// @brief An antigen that receptors of CAR-NK cells recognise, or one that other records name.
///
/// Identifiers are those of the human protein. Records with `basis` other than `curated` are minimal: they exist so that references
/// from trials, criteria and constructs resolve, and say no more than what names them.
/// @ingroup target
struct TargetAntigen {
    static constexpr std::string_view schema = "carnk/target-antigen/1";  ///< Name and version of the document.

    /// Own id: the symbol in lower case with hyphens.
    Slug id;
    /// Symbol by which the field calls it: "CD19", "BCMA", "NKG2D ligands".
    std::string symbol;
    /// Other names and spellings, including those by which other records name it.
    std::vector<std::string> aliases;
    /// Why the record exists.
    TargetBasis basis{};
    /// Kind of molecule.
    TargetKind kind{};
    /// What recognising it is meant to do.
    Optional<TargetRole> role;
    /// Approved symbol of its gene.
    Optional<HgncSymbol> hgnc;
    /// UniProtKB accession.
    Optional<UniprotAccession> uniprot;
    /// UniProtKB entry name.
    Optional<UniprotEntryName> uniprot_entry;
    /// Recommended protein name of UniProtKB.
    Optional<std::string> protein_name;
    /// True if the identifiers (its own or those of its members) were checked against a UniProtKB export.
    bool identifiers_verified{};
    /// The proteins of a group.
    Optional<std::vector<TargetMember>> members;
    /// Normal tissues and cell types, as far as the text names them; absent if no text was read.
    Optional<std::vector<NormalExpression>> normal_expression;
    /// Normal expression and its risk in words, as read.
    Optional<std::string> normal_expression_text;
    /// Whether NK cells carry it themselves; absent if the text does not say.
    Optional<FratricideRisk> fratricide;
    /// Harm to healthy tissue that the text names; absent if it names none.
    Optional<std::vector<OffTumourRisk>> off_tumour_risks;
    /// Diseases whose cells carry it; empty if it is no target of disease, absent if not stated.
    Optional<std::vector<TargetIndication>> indications;
    /// Group by which it is sorted.
    Optional<TargetGroup> group;
    /// Ways of escape; absent if none was read of.
    Optional<std::vector<EscapeMechanism>> escape_mechanisms;
    /// How far it has come in CAR-NK cells.
    Optional<TargetStage> stage;
    /// The same in words, as read.
    Optional<std::string> stage_description;
    /// Trials that the stage rests on or that name the antigen.
    std::vector<RegistryId> trial_ids;
    /// Anything else.
    Optional<std::string> notes;
    /// How sure the editors are.
    Optional<Confidence> confidence;
    /// Where it comes from.
    std::vector<Source> sources;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const TargetAntigen&) const = default;
};
CARNK_DESCRIBE_STRUCT(TargetAntigen, id, symbol, aliases, basis, kind, role, hgnc, uniprot, uniprot_entry, protein_name,
                      identifiers_verified, members, normal_expression, normal_expression_text, fratricide,
                      off_tumour_risks, indications, group, escape_mechanisms, stage, stage_description, trial_ids,
                      notes, confidence, sources)

}  // namespace carnk::inline v0_1
