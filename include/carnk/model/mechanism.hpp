// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief How NK and CAR-NK cells recognise, kill and fail: receptors, mechanisms, engineering, limits.
#include <carnk/core/describe.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/model/car_receptor.hpp>
#include <carnk/model/manufacturing.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief What a mechanism record is about.
/// @ingroup mechanism
enum class MechanismKind : std::uint8_t {
    receptor_activating,  ///< Natural receptor that switches NK cells on.
    receptor_inhibitory,  ///< Natural receptor that holds NK cells back.
    killing_mechanism,    ///< How a target cell is killed.
    engineering,          ///< What is done to the cells and why.
    safety_switch,        ///< Means to remove the cells.
    advantage,            ///< What CAR-NK cells do better.
    limitation,           ///< What limits them.
    manufacturing,        ///< How they are made.
    clinical,             ///< How they are given.
};
CARNK_DESCRIBE_ENUM(MechanismKind, receptor_activating, receptor_inhibitory, killing_mechanism, engineering,
                    safety_switch, advantage, limitation, manufacturing, clinical)

/// @brief What a natural receptor binds.
/// @ingroup mechanism
struct ReceptorLigand {
    /// Name, as the source prints it: "MICA", "HLA-C", "viral haemagglutinin".
    std::string name;
    /// Other name in the source: "PVR".
    Optional<std::string> alias;
    /// Gene of the ligand, where it is one human protein named by its gene symbol or a mapped name.
    Optional<HgncSymbol> hgnc;
    /// Id of the target antigen that is this ligand, where there is a record.
    Optional<Slug> target_id;
    /// Member of the receptor family that binds it, where the source says: "KIR2DL1-3".
    Optional<std::string> bound_by;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ReceptorLigand&) const = default;
};
CARNK_DESCRIBE_STRUCT(ReceptorLigand, name, alias, hgnc, target_id, bound_by)

/// @brief An adaptor protein through which a receptor signals.
/// @ingroup mechanism
struct ReceptorAdaptor {
    /// Name, as the source prints it: "DAP12", "CD3 zeta".
    std::string name;
    /// Gene.
    Optional<HgncSymbol> hgnc;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ReceptorAdaptor&) const = default;
};
CARNK_DESCRIBE_STRUCT(ReceptorAdaptor, name, hgnc)

/// @brief What is particular to a natural receptor of NK cells.
/// @ingroup mechanism
struct ReceptorDetails {
    /// Gene; absent for a family of genes.
    Optional<HgncSymbol> hgnc;
    /// UniProtKB accession; absent for a family.
    Optional<UniprotAccession> uniprot;
    /// What it binds.
    std::vector<ReceptorLigand> ligands;
    /// The same in words, as read.
    std::string ligands_text;
    /// True if the source says that there are others ("and others").
    Optional<bool> ligands_incomplete;
    /// Adaptors through which it signals; absent if the source does not say.
    Optional<std::vector<ReceptorAdaptor>> adaptors;
    /// Motifs in its own tail through which it signals; absent if the source does not say.
    Optional<std::vector<SignallingMotif>> motifs;
    /// Adaptors and motifs in words, as read.
    Optional<std::string> signalling_text;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ReceptorDetails&) const = default;
};
CARNK_DESCRIBE_STRUCT(ReceptorDetails, hgnc, uniprot, ligands, ligands_text, ligands_incomplete, adaptors, motifs,
                      signalling_text)

/// @brief One statement on how NK and CAR-NK cells work, with its sources.
/// @ingroup mechanism
struct MechanismItem {
    static constexpr std::string_view schema = "carnk/mechanism/1";  ///< Name and version of the document.

    /// Own id.
    Slug id;
    /// What it is about.
    MechanismKind kind{};
    /// Language of its texts; absent: not stated.
    Optional<LanguageTag> language;
    /// Short name.
    std::string name;
    /// The statement, in our words.
    std::string statement;
    /// Details of a natural receptor; there exactly if `kind` is one of the two receptor kinds.
    Optional<ReceptorDetails> receptor;
    /// Expansion reached with feeder cells, where the statement gives numbers.
    Optional<std::vector<ExpansionYield>> expansion;
    /// Most target cells that one NK cell has been reported to kill, where the statement says. @unit{{cells}}
    Optional<Count> kills_per_cell_max;
    /// Ids of constructs that the statement names.
    std::vector<Slug> construct_ids;
    /// Ids of target antigens that the statement names.
    std::vector<Slug> target_ids;
    /// PubMed ids that a source cites for it; the works themselves were not read.
    std::vector<Pmid> cited_pmids;
    /// Level of the strongest evidence, where the kinds of source make it evident.
    Optional<EvidenceLevel> evidence;
    /// Anything else.
    Optional<std::string> notes;
    /// How sure the editors are.
    Optional<Confidence> confidence;
    /// Where it comes from.
    std::vector<Source> sources;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const MechanismItem&) const = default;
};
CARNK_DESCRIBE_STRUCT(MechanismItem, id, kind, language, name, statement, receptor, expansion, kills_per_cell_max,
                      construct_ids, target_ids, cited_pmids, evidence, notes, confidence, sources)

}  // namespace carnk::inline v0_1
