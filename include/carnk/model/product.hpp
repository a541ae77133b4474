// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Named cell products: who makes them, from what, and in which trials they are given.
#include <carnk/core/describe.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/model/construct.hpp>
#include <carnk/model/dose.hpp>
#include <carnk/model/manufacturing.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief What a name of a product is.
/// @ingroup product
enum class ProductNameKind : std::uint8_t {
    code,         ///< Code of the developer: "FT596".
    descriptive,  ///< Describes the product: "PD-L1 t-haNK".
    synonym,      ///< The same thing under another sponsor or in other words.
};
CARNK_DESCRIBE_ENUM(ProductNameKind, code, descriptive, synonym)

/// @brief One more name of a product.
/// @ingroup product
struct ProductName {
    /// Name, as the source prints it.
    std::string name;
    /// What kind of name.
    ProductNameKind kind{};
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ProductName&) const = default;
};
CARNK_DESCRIBE_STRUCT(ProductName, name, kind)

/// @brief How an organisation stands to a product.
/// @ingroup product
enum class ProductOrganisationRole : std::uint8_t {
    developer,     ///< Makes or owns it, as a source says.
    sponsor,       ///< Sponsors one of its trials; whether it makes the product is not stated.
    collaborator,  ///< Collaborator in one of its trials.
};
CARNK_DESCRIBE_ENUM(ProductOrganisationRole, developer, sponsor, collaborator)

/// @brief An organisation that has to do with a product.
/// @ingroup product
struct ProductOrganisation {
    /// Name, as the source prints it.
    std::string name;
    /// What it does.
    ProductOrganisationRole role{};
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ProductOrganisation&) const = default;
};
CARNK_DESCRIBE_STRUCT(ProductOrganisation, name, role)

/// @brief How donor and patient must match in HLA.
/// @ingroup product
enum class HlaMatching : std::uint8_t {
    not_required,    ///< No matching is needed.
    mismatched,      ///< Given across HLA differences.
    partial,         ///< Some loci must match.
    matched,         ///< Full match is needed.
    not_applicable,  ///< The patient's own cells.
};
CARNK_DESCRIBE_ENUM(HlaMatching, not_required, mismatched, partial, matched, not_applicable)

/// @brief Where a product stands, from the states of its trials as they were read; not a statement of the developer.
/// @ingroup product
enum class ProductStatus : std::uint8_t {
    preclinical,   ///< No trial was read of.
    planned,       ///< Trials are registered; none recruits yet.
    in_trials,     ///< A trial is recruiting or following patients.
    trials_ended,  ///< No trial is open: each is completed, terminated, withdrawn or suspended.
    not_known,     ///< The state of its trials is unknown.
};
CARNK_DESCRIBE_ENUM(ProductStatus, preclinical, planned, in_trials, trials_ended, not_known)

/// @brief A cell product that has a name.
///
/// The receptor is told by its constructs (`construct_ids`). `armoring` and its neighbours are what the records of its trials say
/// of it, which may be more or less than the construct does; absent if they name nothing.
/// @ingroup product
struct CellProduct {
    static constexpr std::string_view schema = "carnk/cell-product/1";  ///< Name and version of the document.

    /// Own id.
    Slug id;
    /// Name by which it is best known.
    std::string name;
    /// Other names and codes.
    std::vector<ProductName> other_names;
    /// Organisations.
    std::vector<ProductOrganisation> organisations;
    /// Ids of its constructs; empty if no record describes them.
    std::vector<Slug> construct_ids;
    /// Ids of its target antigens; empty if the sources do not name them.
    std::vector<Slug> target_ids;
    /// Trials in which it is given.
    std::vector<RegistryId> trial_ids;
    /// Cells that it is made from.
    Optional<CellSource> cell_source;
    /// How donor and patient must match in HLA.
    Optional<HlaMatching> hla_matching;
    /// Diseases for which it is studied.
    Optional<std::vector<DiseaseGroup>> disease_groups;
    /// Doses given or registered.
    Optional<std::vector<DoseLevel>> doses;
    /// Receptors beside the CAR.
    Optional<std::vector<OtherReceptor>> other_receptors;
    /// What the cell makes to last longer or work better.
    Optional<std::vector<Armoring>> armoring;
    /// Edits of the genome.
    Optional<std::vector<GeneEdit>> gene_edits;
    /// Safety switch.
    Optional<SafetySwitch> safety_switch;
    /// Receptor, in the words of a registry: "OX40-CD3zeta".
    Optional<std::string> receptor_description;
    /// How it is made.
    Optional<Manufacturing> manufacturing;
    /// Where it stands.
    Optional<ProductStatus> status;
    /// Why the record may not describe anything real.
    Optional<Doubt> doubt;
    /// Anything else.
    Optional<std::string> notes;
    /// How sure the editors are.
    Optional<Confidence> confidence;
    /// Where it comes from.
    std::vector<Source> sources;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CellProduct&) const = default;
};
CARNK_DESCRIBE_STRUCT(CellProduct, id, name, other_names, organisations, construct_ids, target_ids, trial_ids,
                      cell_source, hla_matching, disease_groups, doses, other_receptors, armoring, gene_edits,
                      safety_switch, receptor_description, manufacturing, status, doubt, notes, confidence, sources)

}  // namespace carnk::inline v0_1
