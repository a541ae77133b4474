// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief HL7 FHIR R4: a patient's Bundle into a patient record for screening.
///
/// What the bundle states goes into facts; what it denies or does not know stays denied or unknown. Codes are mapped by one table and by
/// nothing else: what is not in it is kept with its code as a fact of which nobody knows what it means, so that screening says unknown.
#include <carnk/core/result.hpp>
#include <carnk/export.hpp>
#include <carnk/interop/ledger.hpp>
#include <carnk/json/options.hpp>
#include <carnk/model/patient.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief How bundles are imported. Each member may be left out of a designated initialiser.
/// @ingroup interop
struct FhirPatientOptions {
    /// Label of the record; of the n-th bundle of several, `<label>-<n>`. Where empty "patient". Never a name or number of the person.
    Slug label{};
    /// Day up to which the record was kept; where empty, the day of the bundle's time stamp.
    PartialDate as_of{};
    /// True for one entry of the ledger for each leaf; false for the counts only.
    bool ledger_entries = true;
    /// Limits of the text; its policy does not count.
    ReadOptions read{};
};

/// @brief What came of an import.
/// @ingroup interop
struct FhirPatientImport {
    /// The records, in the order of the text; a bundle that could not be imported has none.
    std::vector<PatientRecord> records;
    /// One for each JSON text that could be read: one in all, or one a line. Pointers of targets are those of the record.
    std::vector<Ledger> ledgers;
    /// What was found; no finding quotes a value of the patient. Errors: a bundle could not be imported; others are in `records`.
    Findings findings;
};

/// @brief Reads a FHIR R4 Bundle of one patient, or several bundles one a line.
///
/// Read are Patient, Condition, Observation, Procedure, MedicationStatement, MedicationAdministration, MedicationRequest, AllergyIntolerance
/// and the Medication that they name; other resources are dropped. A resource is not imported, and said so, if it was entered in error, if it
/// is not known to be about the patient, or if it has a modifier extension or a status that the specification does not list. What is
/// refuted becomes `refuted`; what is suspected, preliminary, planned or ordered `not_assessed`; an order becomes `present` only when it is
/// completed; a procedure or dose that was not done says nothing of others and is dropped. Nothing is declared complete: what the bundle
/// does not name is unknown. Names, numbers, addresses and narratives are dropped; the words of a concept that has no code are kept as a
/// note of its fact. Dates are kept to the day. Bad data never throw.
/// @errors CNK-FHIRIN-001 to 010; CNK-JSON-001 to 010 for a text that is not JSON
/// @par Thread safety  Any number of calls at once.
/// @source HL7 FHIR R4 (4.0.1): Bundle, Patient, Condition, Observation, Procedure, MedicationStatement, MedicationAdministration,
///         MedicationRequest, AllergyIntolerance, Medication
/// @ingroup interop
[[nodiscard]] CARNK_API FhirPatientImport read_fhir_patient(std::string_view text,
                                                            const FhirPatientOptions& options = {});

/// @brief One code of a terminology and the term of ours that it stands for.
/// @ingroup interop
struct FhirCode {
    std::string_view system;  ///< Terminology, as in Coding.system: "http://loinc.org".
    std::string_view code;    ///< Code; with `*` at the end, all that begin so.
    std::string_view term;    ///< Id of a term of the catalogue: "creatinine".
    FactDomain domain{};      ///< Domain of the fact that it becomes.
    std::string_view name;    ///< Name in the terminology.
    /// True for a drug that is also put on the skin, into the eye or inhaled, which its code does not tell: it is taken for the term only
    /// where the resource states a way of giving that reaches the whole body.
    bool systemic_only = false;
    std::string_view method{};  ///< Method that the code names: "cockcroft-gault"; empty if none.
};

/// @brief All codes that read_fhir_patient() maps. Every other code stays a code.
/// @source LOINC; SNOMED CT; ICD-10-CM; RxNorm; WHO ATC index
/// @ingroup interop
[[nodiscard]] CARNK_API std::span<const FhirCode> fhir_codes();

}  // namespace carnk::inline v0_1
