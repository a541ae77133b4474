// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Reports: what was found in documents, what was looked for, and what could not be, as people and programs take it.
#include <carnk/core/finding.hpp>
#include <carnk/export.hpp>
#include <carnk/rules/validate.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1 {

namespace detail {
class ReportSink;
}

/// @brief The form of a report.
/// @ingroup rules
enum class ReportFormat : std::uint8_t {
    text,      ///< For people: the line of the document with a mark under the place.
    json,      ///< One JSON document: every finding with all of its members.
    ndjson,    ///< One line of JSON for each document; nothing after the last.
    sarif,     ///< SARIF 2.1.0, as code hosts and editors take it.
    fhir,      ///< An OperationOutcome of FHIR R4.
    csv,       ///< A table, RFC 4180: a row for each finding, then one for each rule.
    markdown,  ///< Tables of GitHub Flavored Markdown.
};
CARNK_DESCRIBE_ENUM(ReportFormat, text, json, ndjson, sarif, fhir, csv, markdown)

/// @brief One document that was checked, and all that was found.
/// @ingroup rules
struct ReportedDocument {
    /// Name of the file, as the reader of the report knows it; an address relative to where the report is read.
    std::string file{};
    /// Line of a stream that holds the document, from 1; 0 if it is no stream.
    std::size_t line = 0;
    /// Type of the document, such as "trial"; empty if not known.
    std::string type{};
    /// Documents in it: elements of an array.
    std::size_t record_count = 1;
    /// Findings, with pointers into the text and, where there is text, lines and columns of the file: see locate().
    Findings findings{};
    /// Whether rules were run; they are not on what could not be read.
    bool rules_ran = false;
    /// What became of each rule.
    std::vector<RuleResult> rules{};
    /// Text to show lines of, which must outlive the call; empty if lines must not be shown, as those of documents about a person.
    std::string_view text{};
    /// Lines of the file before that text.
    std::size_t lines_before = 0;
    /// A name for the record at a pointer, such as its id; may be empty.
    std::function<std::string(std::string_view)> name_of{};
};

/// @brief How a piece of a text report is meant.
/// @ingroup rules
enum class ReportStyle : std::uint8_t {
    strong,   ///< Places and messages.
    dim,      ///< Rule ids, line numbers.
    error,    ///< The word "error".
    warning,  ///< The word "warning".
    note,     ///< The word "note".
    good,     ///< The mark under a place; "no findings".
    accent,   ///< Labels.
};

/// @brief How a report is written. Each member may be left out of a designated initialiser.
/// @ingroup rules
struct ReportOptions {
    /// Rules whose cards are shown; null for those of the library.
    const RuleSet* rules = nullptr;
    /// Whether text lists every warning and note, and not only the first five of each rule.
    bool full = true;
    /// Whether text may name options of the command, such as --full.
    bool command_line = false;
    /// Columns that text and its lines are cut to.
    std::size_t width = 100;
    /// Whether text may use more than ASCII.
    bool unicode = false;
    /// Shows a piece of text in a style, as escape sequences of a terminal do; empty for plain text.
    std::function<std::string(ReportStyle, std::string_view)> style{};
    /// Name of the program that makes the report.
    std::string tool = "carnk";
    /// Its version; empty for that of the library.
    std::string tool_version{};
    /// Address that names the system of the rule ids, for FHIR codings; empty if there is none.
    std::string rule_system{};
};

/// @brief Writes a report document by document, so that long streams need not be kept.
///
/// Each report says what was found and where, which rules ran, which were skipped and why, and which failed to run. Lines of a
/// document are shown only if its text is given. Output is the same for the same input.
/// @par Example
/// @code
/// carnk::ReportWriter writer(carnk::ReportFormat::sarif);
/// std::cout << writer.add(document) << writer.finish();
/// @endcode
/// @source OASIS SARIF 2.1.0 (errata 01); HL7 FHIR R4 (4.0.1), OperationOutcome; RFC 4180; RFC 8259
/// @ingroup rules
class CARNK_API ReportWriter {
public:
    /// @brief Begins a report.
    explicit ReportWriter(ReportFormat format, ReportOptions options = {});
    ReportWriter(ReportWriter&&) noexcept;             ///< Takes over.
    ReportWriter& operator=(ReportWriter&&) noexcept;  ///< Takes over.
    ~ReportWriter();

    /// @brief Takes one document. @return the part of the report that is ready; may be empty.
    [[nodiscard]] std::string add(const ReportedDocument& document);
    /// @brief Ends the report. @return the rest of it. Nothing may be added after.
    [[nodiscard]] std::string finish();
    /// @brief Whether there was a finding of error severity, or a rule that failed to run.
    [[nodiscard]] bool has_errors() const noexcept;

private:
    std::unique_ptr<detail::ReportSink> sink_;
};

/// @brief The whole report on some documents. @see ReportWriter
/// @ingroup rules
[[nodiscard]] CARNK_API std::string write_report(const std::vector<ReportedDocument>& documents, ReportFormat format,
                                                 const ReportOptions& options = {});

}  // namespace carnk::inline v0_1
