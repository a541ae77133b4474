// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Every type of document behind one function each: read, write again, check.
#include <carnk/core/finding.hpp>
#include <carnk/json/options.hpp>
#include <carnk/rules/validate.hpp>

#include <span>
#include <string>
#include <string_view>

namespace carnk::test {

/// What came of a text.
struct Seen {
    bool good = false;          ///< Whether there is a good value.
    Findings findings{};        ///< Of reading.
    bool writable = false;      ///< Whether the good value could be written.
    std::string written{};      ///< The good value written again, compact.
    ValidationReport report{};  ///< Of the rules, if they were asked for and the type has any.
};

/// A type of document.
struct DocumentReader {
    std::string_view schema;  ///< "carnk/trial/1"
    /// Reads a text, writes what is good, and checks it if `rules` says so.
    Seen (*look)(std::string_view text, const ReadOptions& options, bool rules);
    /// Whether a good text has the same value in every layout, or why not; reads each again. Empty: it has.
    std::string (*same_in_all_layouts)(std::string_view text, const ReadOptions& options);
};

/// Every type of document, sorted by schema.
[[nodiscard]] std::span<const DocumentReader> document_readers();

/// The reader of a schema, or null.
[[nodiscard]] const DocumentReader* reader_of(std::string_view schema);

/// The schema that a document says it has, as it stands in the text; empty if it says none.
[[nodiscard]] std::string_view schema_in(std::string_view text);

}  // namespace carnk::test
