// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief What all forms of report share: counts, what became of each rule, places in the text.
#include <carnk/core/optional.hpp>
#include <carnk/rules/report.hpp>
#include <carnk/rules/rule.hpp>

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1::detail {

/// What became of a rule in all documents of a report: it ran if it ran on one of them.
struct RuleTotal {
    RuleOutcome outcome = RuleOutcome::skipped;
    std::uint64_t checked_count = 0;
    std::string reason{};  // of skipping or failing
};

/// Counts of a report.
struct ReportTotals {
    std::size_t documents = 0, errors = 0, warnings = 0, notes = 0, rules_not_run_on = 0;
    std::map<std::string, RuleTotal, std::less<>> rules{};

    [[nodiscard]] std::size_t count(RuleOutcome outcome) const noexcept;
    /// Rules that were skipped for each reason, in the order of the reasons.
    [[nodiscard]] std::map<std::string, std::vector<std::string>> skipped_by_reason() const;
};

/// Writes one form of report.
class ReportSink {
public:
    explicit ReportSink(ReportOptions options);
    ReportSink(const ReportSink&) = delete;
    ReportSink& operator=(const ReportSink&) = delete;
    virtual ~ReportSink();

    std::string add(const ReportedDocument& document);
    virtual std::string finish() = 0;
    [[nodiscard]] const ReportTotals& totals() const noexcept { return totals_; }

protected:
    virtual std::string document(const ReportedDocument& document) = 0;
    [[nodiscard]] const ReportOptions& options() const noexcept { return options_; }
    [[nodiscard]] std::string tool_version() const;
    /// The card of a rule, or null.
    [[nodiscard]] const RuleInfo* card(std::string_view rule) const;

private:
    ReportOptions options_;
    ReportTotals totals_{};
};

std::unique_ptr<ReportSink> make_text_sink(ReportOptions options);
std::unique_ptr<ReportSink> make_json_sink(ReportOptions options, bool lines);
std::unique_ptr<ReportSink> make_sarif_sink(ReportOptions options);
std::unique_ptr<ReportSink> make_fhir_sink(ReportOptions options);
std::unique_ptr<ReportSink> make_csv_sink(ReportOptions options);
std::unique_ptr<ReportSink> make_markdown_sink(ReportOptions options);

/// That a document has no value of the type that a rule looks at is no news.
[[nodiscard]] bool is_news(const RuleResult& result);

/// The finding in well-formed UTF-8: it may speak of a key that is no text, and in JSON everything is.
[[nodiscard]] Finding writable(Finding finding);

/// The message with what was found and what was expected.
[[nodiscard]] std::string whole_message(const Finding& finding);

/// "error", "warning", "note".
[[nodiscard]] std::string_view word_of(Severity severity) noexcept;
/// "structure" and so on.
[[nodiscard]] std::string_view word_of(RuleCategory category) noexcept;
/// "ran", "skipped", "failed".
[[nodiscard]] std::string_view word_of(RuleOutcome outcome) noexcept;

/// Turns columns in bytes into columns in characters.
class Columns {
public:
    explicit Columns(const ReportedDocument& document);
    /// The column of a finding in Unicode code points, from 1; nothing if the text is not there.
    [[nodiscard]] Optional<std::uint32_t> in_characters(const Finding& finding) const;

private:
    std::string_view text_;
    std::size_t lines_before_;
    std::vector<std::size_t> starts_{};  // offset of each line
};

}  // namespace carnk::inline v0_1::detail
