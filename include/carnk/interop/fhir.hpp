// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief HL7 FHIR R4 (4.0.1): records of the catalogue as resources, with a ledger for each, and the definitions of our extensions.
///
/// A trial is a ResearchStudy, criteria are a Group, a center is an Organization and a Location, a product a Medication, a construct a
/// Substance, a published study Evidence with one RiskEvidenceSynthesis for each of its numbers, a fact of cost a
/// ChargeItemDefinition, a term a concept of one CodeSystem, a list of codes a ValueSet with a CodeSystem, anything else a Basic. What R4
/// has no element for is kept as JSON in an extension, with the pointer to where it stood: nothing is lost.
#include <carnk/core/result.hpp>
#include <carnk/export.hpp>
#include <carnk/interop/ledger.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1 {

struct Catalog;

/// @brief How records are exported. Each member may be left out of a designated initialiser.
/// @ingroup interop
struct FhirOptions {
    /// Address before the type and the id of a resource in `fullUrl`: that of the server for which they are meant. The default stands in
    /// a domain that never exists.
    /// @source RFC 2606, section 2
    std::string server = "http://carnk.invalid/fhir";
    /// Whether records that may describe nothing real are exported as well; they carry the tag `doubtful`.
    bool doubtful = false;
    /// Whether ledgers are made.
    bool ledger = true;
};

/// @brief One resource.
/// @ingroup interop
struct FhirResource {
    std::string type;  ///< Type: "ResearchStudy".
    std::string id;    ///< Id: letters, digits, hyphens and dots; at most 64.
    std::string json;  ///< The resource, compact JSON.
};

/// @brief What came of an export.
/// @ingroup interop
struct FhirExport {
    /// The resources, in the order of the records.
    std::vector<FhirResource> resources;
    /// One for each record. Targets are JSON Pointers into the Bundle: `/entry/4/resource/title`; of NDJSON, line 5.
    std::vector<Ledger> ledgers;
    /// Records that were left out because they are doubtful.
    std::size_t left_out = 0;
    /// What was found. Errors: a document could not be exported.
    Findings findings;
};

/// @brief Exports one record: the text of a document of this library, of any type.
///
/// The text is taken as it stands and not checked against its type: what is not as expected is kept as JSON. Documents about persons
/// are not exported.
/// @errors CNK-JSON-001 to 010 for a text that is not JSON; 011, 012, 016 and 019 for one that is no record with an id
/// @par Thread safety  Any number of calls at once.
/// @source HL7 FHIR R4 (4.0.1)
/// @ingroup interop
[[nodiscard]] CARNK_API FhirExport to_fhir(std::string_view document, const FhirOptions& options = {});

/// @brief Exports a catalogue. Resources refer to each other where both are exported, else by identifier.
/// @par Thread safety  Any number of calls at once.
/// @ingroup interop
[[nodiscard]] CARNK_API FhirExport to_fhir(const Catalog& catalog, const FhirOptions& options = {});

/// @brief Exports records that belong together, one document each: single ones of a catalogue, say. As to_fhir() of each, with references.
/// @ingroup interop
[[nodiscard]] CARNK_API FhirExport to_fhir(std::span<const std::string> documents, const FhirOptions& options = {});

/// @brief The resources as one Bundle of type `collection`, compact JSON with one entry a line.
/// @ingroup interop
[[nodiscard]] CARNK_API std::string fhir_bundle(const FhirExport& result, const FhirOptions& options = {});

/// @brief The resources one a line.
/// @ingroup interop
[[nodiscard]] CARNK_API std::string fhir_ndjson(const FhirExport& result);

/// @brief The StructureDefinitions of our extensions and profiles, made from the table that the export works by; compact JSON.
/// @ingroup interop
[[nodiscard]] CARNK_API std::vector<FhirResource> fhir_definitions();

/// @brief One word of ours and what FHIR says for it.
/// @ingroup interop
struct FhirWord {
    std::string_view word;    ///< Ours: "terminated".
    std::string_view code;    ///< Of FHIR: "administratively-completed"; empty where FHIR has none.
    bool reversible = false;  ///< Whether no other word of ours has the same code.
};

/// @brief Statuses of trials in ResearchStudy.status.
///
/// R4 has no code for trials of which nothing is known, and none for expanded access: there the element says why it has no value.
/// @source HL7 FHIR R4, http://hl7.org/fhir/research-study-status
/// @ingroup interop
[[nodiscard]] CARNK_API std::span<const FhirWord> fhir_study_statuses();

/// @brief Phases of trials in ResearchStudy.phase.
/// @source HL7 FHIR R4, http://terminology.hl7.org/CodeSystem/research-study-phase
/// @ingroup interop
[[nodiscard]] CARNK_API std::span<const FhirWord> fhir_study_phases();

}  // namespace carnk::inline v0_1
