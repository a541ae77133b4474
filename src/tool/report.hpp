// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief What `carnk validate` says: findings for people with the source line, or for programs as JSON.
#include <carnk/core/finding.hpp>
#include <carnk/rules/validate.hpp>

#include "tool/output.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::tool {

/// @brief One document with all that was found.
struct DocumentReport {
    std::string file{};               ///< Name of the file, or "<stdin>".
    std::size_t line = 0;             ///< Line of a stream that holds the document; 0 if it is no stream.
    std::string type{};               ///< "trial"; empty if not known.
    std::size_t record_count = 1;     ///< Documents in it: elements of an array.
    Findings findings{};              ///< Findings, with places in the file.
    bool rules_ran = false;           ///< Whether the rules were run.
    std::vector<RuleResult> rules{};  ///< What became of each.
    std::string_view text{};          ///< Text to show lines of; empty if lines must not be shown.
    std::size_t lines_before = 0;     ///< Lines of the file before that text.
    std::function<std::string(std::string_view)> name_of{};  ///< A name for the record at a pointer; may be empty.
};

/// @brief Prints reports one by one and counts.
class Reporter {
public:
    /// @param format  "text", "json" or "ndjson"
    /// @param full    whether text lists every warning and note, and not only the first of each rule
    Reporter(Output& out, std::string format, bool full) : out_(out), format_(std::move(format)), full_(full) {}

    /// @brief Takes one document; text and lines are printed at once.
    void add(const DocumentReport& report);
    /// @brief Prints the counts, and closes the JSON.
    void finish();

    /// @brief Whether there was a finding of error severity, or a rule that failed to run.
    [[nodiscard]] bool has_errors() const noexcept { return errors_ > 0 || !failed_.empty(); }

private:
    void print(const DocumentReport& report, const Finding& finding);
    [[nodiscard]] std::string json(const DocumentReport& report, bool indented) const;

    Output& out_;
    std::string format_;
    bool full_;
    std::size_t documents_ = 0, with_errors_ = 0, errors_ = 0, warnings_ = 0, notes_ = 0, rules_not_run_on_ = 0;
    std::set<std::string> ran_{}, failed_{};
    std::set<std::pair<std::string, std::string>> skipped_{};  // rule, reason
    std::map<std::string, std::size_t> listed_{};              // warnings and notes by rule
};

}  // namespace carnk::tool
