// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief The protein chain of a chimeric antigen receptor: binders, hinge, transmembrane and signalling domains.
#include <carnk/core/describe.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/model/common.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief What a domain of the receptor chain does.
///
/// Elements that are not part of the receptor (2A, IRES, cytokine, switch, reporter) are elements of the vector: see `VectorElement`.
/// @ingroup construct
enum class DomainKind : std::uint8_t {
    signal_peptide,  ///< Leader that sends the chain to the surface; cut off in the mature receptor.
    binder,          ///< Recognises the antigen.
    linker,          ///< Joins two other domains.
    hinge,           ///< Spacer between binder and membrane.
    transmembrane,   ///< Crosses the membrane.
    costimulatory,   ///< Second signal: CD28, 4-1BB, OX40, 2B4, DNAM-1.
    activation,      ///< First signal: CD3 zeta, Fc epsilon RI gamma, DAP12, or what the source counts as such.
    adaptor,         ///< Chain of an adaptor (DAP10, DAP12) that the source gives neither of these roles.
    inhibitory,      ///< Signal that holds the cell back, in an inhibitory receptor.
    other,           ///< Anything else.
};
CARNK_DESCRIBE_ENUM(DomainKind, signal_peptide, binder, linker, hinge, transmembrane, costimulatory, activation,
                    adaptor, inhibitory, other)

/// @brief What a binder is made from.
/// @ingroup construct
enum class BinderKind : std::uint8_t {
    scfv,              ///< Single-chain variable fragment.
    vhh,               ///< Single domain of a heavy-chain antibody (nanobody).
    fab,               ///< Antigen-binding fragment of an antibody.
    natural_receptor,  ///< Natural receptor or its extracellular part, such as NKG2D or PD-1.
    natural_ligand,    ///< Natural ligand of the target, such as a cytokine.
    peptide,           ///< Peptide.
    antibody_derived,  ///< From an antibody; the source does not say in which format.
    engineered,        ///< Designed scaffold such as a DARPin.
};
CARNK_DESCRIBE_ENUM(BinderKind, scfv, vhh, fab, natural_receptor, natural_ligand, peptide, antibody_derived, engineered)

/// @brief Order of the variable domains in a single-chain fragment, N- to C-terminal.
/// @ingroup construct
enum class VariableOrder : std::uint8_t {
    vl_vh,  ///< Light chain first.
    vh_vl,  ///< Heavy chain first.
};
CARNK_DESCRIBE_ENUM(VariableOrder, vl_vh, vh_vl)

/// @brief Species of a binder's sequence.
/// @ingroup construct
enum class BinderOrigin : std::uint8_t {
    mouse,      ///< Mouse.
    humanised,  ///< Of an animal, made human-like.
    human,      ///< Human.
    camelid,    ///< Camel, llama or alpaca.
    rabbit,     ///< Rabbit.
};
CARNK_DESCRIBE_ENUM(BinderOrigin, mouse, humanised, human, camelid, rabbit)

/// @brief The antigen-binding part of a receptor.
/// @ingroup construct
struct Binder {
    /// What it is made from.
    Optional<BinderKind> kind;
    /// Ids of the target antigens that it binds; empty if the source does not name them.
    std::vector<Slug> targets;
    /// Name of the antibody or clone: "FMC63", "FRP5".
    Optional<std::string> clone;
    /// Species of the sequence.
    Optional<BinderOrigin> origin;
    /// Order of the variable domains.
    Optional<VariableOrder> variable_order;
    /// What the source says of it, where it says more.
    Optional<std::string> description;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const Binder&) const = default;
};
CARNK_DESCRIBE_STRUCT(Binder, kind, targets, clone, origin, variable_order, description)

/// @brief Protein that a part of a construct is taken from.
/// @ingroup construct
struct ProteinReference {
    /// Approved symbol of the human gene.
    Optional<HgncSymbol> hgnc;
    /// UniProtKB accession of the human protein.
    Optional<UniprotAccession> uniprot;
    /// Which part of the protein, where the source says: "extracellular", "CH2-CH3", "TM and cytoplasmic".
    Optional<std::string> part;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ProteinReference&) const = default;
};
CARNK_DESCRIBE_STRUCT(ProteinReference, hgnc, uniprot, part)

/// @brief Short sequence in a cytoplasmic tail that carries the signal on.
/// @ingroup construct
enum class SignallingMotif : std::uint8_t {
    itam,  ///< Immunoreceptor tyrosine-based activation motif: CD3 zeta, Fc epsilon RI gamma, DAP12.
    itim,  ///< Immunoreceptor tyrosine-based inhibition motif: inhibitory KIR, NKG2A.
    itsm,  ///< Immunoreceptor tyrosine-based switch motif: 2B4, SLAMF7.
    yxxm,  ///< Motif that binds PI3 kinase: YINM of DAP10, YMNM of CD28.
};
CARNK_DESCRIBE_ENUM(SignallingMotif, itam, itim, itsm, yxxm)

/// @brief Signalling motifs of one kind in a domain.
/// @ingroup construct
struct MotifCount {
    /// Kind of motif.
    SignallingMotif motif{};
    /// How many copies the domain carries; absent if not known.
    Optional<Count> copy_count;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const MotifCount&) const = default;
};
CARNK_DESCRIBE_STRUCT(MotifCount, motif, copy_count)

/// @brief One domain of a receptor chain.
/// @ingroup construct
struct Domain {
    /// What it does.
    DomainKind kind{};
    /// What it is taken from, shortest usual name: "CD8alpha", "4-1BB", "FMC63 scFv".
    std::string name;
    /// Details of a binder; only where `kind` is `binder`.
    Optional<Binder> binder;
    /// Protein that it is taken from.
    Optional<ProteinReference> protein;
    /// Signalling motifs; absent if not known.
    Optional<std::vector<MotifCount>> motifs;
    /// True if the source names this domain and the next as one piece ("CD8alpha hinge/TM"), taken from one protein without a cut.
    Optional<bool> joined_to_next;
    /// The entry of the source, where it reads otherwise than kind and name: "CD28 TM", "CD8alpha hinge/TM".
    Optional<std::string> source_text;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const Domain&) const = default;
};
CARNK_DESCRIBE_STRUCT(Domain, kind, name, binder, protein, motifs, joined_to_next, source_text)

/// @brief What the order of `CarReceptor::domains` means.
/// @ingroup construct
enum class DomainOrder : std::uint8_t {
    n_to_c,     ///< From the N- to the C-terminus, as the source gives it.
    as_named,   ///< In the order of the receptor's name or of a footnote; the true order may differ.
    not_known,  ///< No order: the source names parts only.
};
CARNK_DESCRIBE_ENUM(DomainOrder, n_to_c, as_named, not_known)

/// @brief What a receptor does when it meets its antigen.
/// @ingroup construct
enum class ReceptorRole : std::uint8_t {
    activating,     ///< Makes the cell kill.
    inhibitory,     ///< Holds the cell back.
    costimulatory,  ///< Gives the second signal only (split receptors).
};
CARNK_DESCRIBE_ENUM(ReceptorRole, activating, inhibitory, costimulatory)

/// @brief One chimeric antigen receptor of a cell.
/// @ingroup construct
struct CarReceptor {
    /// Name, where the source has one and the cell has several: "aCAR", "iCAR".
    Optional<std::string> name;
    /// What it does.
    ReceptorRole role{};
    /// Ids of the target antigens that it recognises; empty if the source does not name them.
    std::vector<Slug> targets;
    /// Domains; absent if the source tells none. May leave out domains that the source does not mention: a missing hinge is a
    /// statement of the source's silence, not of the receptor.
    Optional<std::vector<Domain>> domains;
    /// What the order of `domains` means; there whenever `domains` is.
    Optional<DomainOrder> domain_order;
    /// Costimulatory domains; 0 means that the source says that there is none, absent that it does not say.
    Optional<Count> costimulatory_count;
    /// True if the receptor is a complex of several chains rather than one fusion.
    Optional<bool> multichain;
    /// In the words of the source, where it says more.
    Optional<std::string> description;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CarReceptor&) const = default;
};
CARNK_DESCRIBE_STRUCT(CarReceptor, name, role, targets, domains, domain_order, costimulatory_count, multichain,
                      description)

}  // namespace carnk::inline v0_1
