// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief One record of a register as it was imported: the trial, its posted results, its criteria, and what was derived from its words.
#include <carnk/model/eligibility.hpp>
#include <carnk/model/posted_results.hpp>
#include <carnk/model/trial.hpp>

namespace carnk::inline v0_1 {

/// @brief A document that the register shows with a record.
/// @ingroup trial
/// @source ClinicalTrials.gov API v2, LargeDoc
struct PostedDocument {
    Optional<std::string> kind_abbreviation;  ///< The register's abbreviation: "Prot_SAP".
    Optional<bool> has_protocol;              ///< True if the protocol is in it.
    Optional<bool> has_sap;                   ///< True if the statistical analysis plan is in it.
    Optional<bool> has_icf;                   ///< True if the form of informed consent is in it.
    Optional<std::string> label;              ///< Label.
    Optional<PartialDate> date;               ///< Date of the document.
    Optional<std::string> uploaded;           ///< When it was handed in, as posted: "2022-08-10T11:19".
    Optional<std::string> file_name;          ///< Name of the file.
    Optional<Count> size;                     ///< Size. @unit{By}
    Extra extra;                              ///< Members that this version does not know.
    bool operator==(const PostedDocument&) const = default;
};
CARNK_DESCRIBE_STRUCT(PostedDocument, kind_abbreviation, has_protocol, has_sap, has_icf, label, date, uploaded,
                      file_name, size)

/// @brief A value that the register does not state: derived from its words, by a rule that can be looked up.
/// @ingroup trial
struct DerivedFact {
    /// JSON Pointer of the value in this document.
    std::string target;
    /// The value, as text.
    std::string value;
    /// Rule: "target.car", "origin.cord-blood".
    Slug rule;
    /// JSON Pointer of the text in the register's record; absent where the rule is that nothing was found.
    Optional<std::string> source;
    /// The words that led to it.
    Optional<std::string> words;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const DerivedFact&) const = default;
};
CARNK_DESCRIBE_STRUCT(DerivedFact, target, value, rule, source, words)

/// @brief One record of a register, imported.
///
/// What no member takes is kept as unknown member of the object that is nearest, under the name `ctgov:` and the JSON Pointer
/// within the register's object, as it stood but for white space between values.
/// @ingroup trial
struct RegistryRecord {
    static constexpr std::string_view schema = "carnk/registry-record/1";  ///< Name and version of the document type.
    /// The trial.
    Trial trial;
    /// Results as posted; absent if there are none.
    Optional<PostedResults> results;
    /// Documents that the register shows; empty if there are none.
    std::vector<PostedDocument> documents;
    /// Criteria as read from the text of the register; absent if it has none.
    Optional<EligibilityRecord> eligibility;
    /// What was derived, value by value: editors have not looked at it.
    std::vector<DerivedFact> derived;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const RegistryRecord&) const = default;
};
CARNK_DESCRIBE_STRUCT(RegistryRecord, trial, results, documents, eligibility, derived)

}  // namespace carnk::inline v0_1
