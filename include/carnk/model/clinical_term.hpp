// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief The vocabulary: terms that criteria and patient records share.
#include <carnk/model/fact_query.hpp>

namespace carnk {

/// @brief One term of the vocabulary, named by its code in queries and facts.
///
/// Terms form a hierarchy: a query for a term also finds facts that are coded with a narrower one.
/// @ingroup eligibility
struct ClinicalTerm {
    static constexpr std::string_view schema = "carnk/clinical_term/1";  ///< Name and version of the document type.
    /// Code: "creatinine", "dlbcl", "proteasome-inhibitor".
    Slug id{};
    /// Name, as a reader would say it.
    std::string name{};
    /// Domains in which it is used.
    std::vector<FactDomain> domains{};
    /// Terms that are one step broader.
    std::vector<Slug> broader{};
    /// Other names and abbreviations.
    std::vector<std::string> synonyms{};
    /// Unit in which criteria usually give it; for measurements.
    std::optional<UcumUnit> unit{};
    /// What it means here, where the name does not say it all.
    std::optional<std::string> definition{};
    Extra extra{};  ///< Members that this version does not know.
    bool operator==(const ClinicalTerm&) const = default;
};
BOOST_DESCRIBE_STRUCT(ClinicalTerm, (), (id, name, domains, broader, synonyms, unit, definition))

}  // namespace carnk
