// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief The vocabulary: terms that criteria and patient records share.
#include <carnk/core/describe.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/model/fact_query.hpp>

namespace carnk::inline v0_1 {

/// @brief As what a term is used.
/// @ingroup eligibility
enum class TermUse : std::uint8_t {
    code,            ///< Says what a fact is.
    method,          ///< Assay, formula or device.
    specimen,        ///< Specimen.
    site,            ///< Place in the body.
    component,       ///< Part of a composite score.
    event,           ///< Event that a window counts from.
    classification,  ///< Published classification or response criteria.
    qualifier,       ///< Value of another attribute: subtype, treatment, route, intent, risk.
};
CARNK_DESCRIBE_ENUM(TermUse, code, method, specimen, site, component, event, classification, qualifier)

/// @brief One term of the vocabulary, named by its code in queries and facts.
///
/// Terms form a hierarchy: a query for a term also finds facts that are coded with a narrower one.
/// @ingroup eligibility
struct ClinicalTerm {
    static constexpr std::string_view schema = "carnk/clinical-term/1";  ///< Name and version of the document type.
    /// Code: "creatinine", "dlbcl", "proteasome-inhibitor".
    Slug id;
    /// Name, as a reader would say it.
    std::string name;
    /// As what it is used.
    std::vector<TermUse> uses;
    /// Domains of the facts with which it is used.
    std::vector<FactDomain> domains;
    /// Terms that are one step broader.
    std::vector<Slug> broader;
    /// Other names and abbreviations.
    std::vector<std::string> synonyms;
    /// Unit in which criteria usually give it; for measurements.
    Optional<UcumUnit> unit;
    /// What it means here, where the name does not say it all.
    Optional<std::string> definition;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ClinicalTerm&) const = default;
};
CARNK_DESCRIBE_STRUCT(ClinicalTerm, id, name, uses, domains, broader, synonyms, unit, definition)

}  // namespace carnk::inline v0_1
