// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief The catalogue and the document types without their C++ types: what the verbs work on.
#include <carnk/core/finding.hpp>
#include <carnk/core/result.hpp>
#include <carnk/json/options.hpp>
#include <carnk/model/common.hpp>
#include <carnk/rules/validate.hpp>

#include "tool/node.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1 {
struct Catalog;
}

namespace carnk::inline v0_1::tool {

struct RecordType;

/// @brief One record of a catalogue. It refers to the catalogue and must not outlive it.
struct Record {
    const RecordType* type = nullptr;  ///< Its type.
    const void* value = nullptr;       ///< The record itself.
    std::string id{};                  ///< Its id.
    std::string title{};               ///< A short line that names it.
    const Doubt* doubt = nullptr;      ///< Why it may describe nothing real, or null.
    bool low_confidence = false;       ///< Whether the editors are not sure of it.

    [[nodiscard]] Node tree() const;                                            ///< All that it says.
    [[nodiscard]] Result<std::string> json(const WriteOptions& options) const;  ///< As a document with schema.
    [[nodiscard]] std::string path() const;                                     ///< "trial/NCT03056339".
};

/// @brief A type of records, that is, one list of the catalogue.
struct RecordType {
    std::string_view plural{};  ///< Name of the list: "trials".
    std::string singular{};     ///< "trial".
    std::string_view schema{};  ///< "carnk/trial/1".
    std::vector<Record> (*records)(const RecordType&, const Catalog&) = nullptr;
    Node (*tree)(const void*) = nullptr;
    Result<std::string> (*write)(const void*, const WriteOptions&) = nullptr;
    Result<std::string> (*write_all)(const Catalog&, const WriteOptions&) = nullptr;
};

/// @brief All types of the catalogue, in its order.
[[nodiscard]] const std::vector<RecordType>& record_types();

/// @brief The type that a person means: "trials", "trial", "carnk/trial/1"; hyphens and underscores are the same.
/// @return null if there is none
[[nodiscard]] const RecordType* find_record_type(std::string_view name);

/// @brief The type that a person means. @throws UsageError, with near names, if there is none.
[[nodiscard]] const RecordType& record_type(std::string_view name);

/// @brief All records of a catalogue, type by type.
[[nodiscard]] std::vector<Record> all_records(const Catalog& catalog);

/// @brief The newest date on which something in the catalogue was looked at or stated, as text; empty if none is given.
[[nodiscard]] std::string newest_date(const Catalog& catalog);

/// @brief What became of one document.
struct CheckedDocument {
    Findings findings{};              ///< Of reading and of the rules; pointers and places are those in the text.
    bool read = false;                ///< Whether it could be read without errors.
    bool rules_ran = false;           ///< Whether the rules were run on it.
    std::vector<RuleResult> rules{};  ///< What became of each rule.
};

/// @brief A type of document that can be read and checked: the records, the catalogue, patients.
struct DocumentType {
    std::string name{};         ///< "trial".
    std::string_view schema{};  ///< "carnk/trial/1".
    bool lists = false;         ///< Whether an array of them can be read as one.
    bool personal = false;      ///< Whether it is about a person, so that its values are not shown.
    /// Checks one document, or an array of them if `list`.
    CheckedDocument (*check)(std::string_view text, bool list, bool with_rules, const ReadOptions&,
                             const ValidateOptions&) = nullptr;
    /// Reads one document, or an array of them if `list`, and writes it again. Findings of reading stay in the result.
    Result<std::string> (*rewrite)(std::string_view text, bool list, const ReadOptions&, const WriteOptions&) = nullptr;
};

/// @brief All types of document.
[[nodiscard]] const std::vector<DocumentType>& document_types();

/// @brief The type with this schema, or null.
[[nodiscard]] const DocumentType* find_document_type(std::string_view schema);

}  // namespace carnk::inline v0_1::tool
