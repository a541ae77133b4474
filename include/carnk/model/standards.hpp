// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Value sets of standards: scales, grading schemes, response criteria, code lists, formats, units, privacy.
#include <carnk/core/describe.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/partial_date.hpp>
#include <carnk/core/source.hpp>
#include <carnk/model/standards_content.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief What a value set is for.
/// @ingroup standards
enum class StandardArea : std::uint8_t {
    performance_status,  ///< How well a patient gets along.
    toxicity,            ///< Grades of adverse events.
    response,            ///< Response of a disease.
    clinicaltrials_gov,  ///< Register ClinicalTrials.gov.
    fhir,                ///< HL7 FHIR.
    identifier,          ///< Identifiers and code lists.
    unit,                ///< Units of measurement.
    privacy,             ///< Protection of persons.
};
CARNK_DESCRIBE_ENUM(StandardArea, performance_status, toxicity, response, clinicaltrials_gov, fhir, identifier, unit,
                    privacy)

/// @brief What a value set holds.
/// @ingroup standards
using StandardContent = std::variant<CodeList, ScaleDefinition, GradingScheme, ResponseDefinition, CodeMapping,
                                     FieldLayout, ApiDescription, IdentifierFormat, UnitTable, PrivacyRule>;

/// @brief A value set, scheme or format of a standard, as data.
///
/// Definitions are in our own words; codes and regular expressions are exact. A definition that is absent was not seen in any source
/// that was read.
/// @ingroup standards
struct ValueSet {
    static constexpr std::string_view schema = "carnk/value-set/1";  ///< Name and version of the document.

    /// Own id.
    Slug id;
    /// Name, as the standard calls it.
    std::string title;
    /// What it is for.
    StandardArea area{};
    /// Address that stands for the set in other documents.
    Optional<Url> system;
    /// Version.
    Optional<std::string> version;
    /// Day of that version.
    Optional<PartialDate> version_date;
    /// The values.
    StandardContent content;
    /// Rules that go with them, in our own words.
    std::vector<std::string> rules;
    /// What a user must know: gaps, contradictions, hints.
    std::vector<std::string> notes;
    /// Where they come from.
    std::vector<Source> sources;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ValueSet&) const = default;
};
CARNK_DESCRIBE_STRUCT(ValueSet, id, title, area, system, version, version_date, content, rules, notes, sources)

}  // namespace carnk::inline v0_1
