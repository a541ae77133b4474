// SPDX-License-Identifier: BSL-1.0
#include <carnk/core/optional.hpp>
#include <carnk/rules/report.hpp>
#include <carnk/version.hpp>

#include "rules/outcome.hpp"
#include "rules/report_sink.hpp"
#include "rules/shown_text.hpp"

#include <algorithm>
#include <utility>

namespace carnk::inline v0_1 {

namespace detail {

std::size_t ReportTotals::count(RuleOutcome outcome) const noexcept {
    std::size_t n = 0;
    for (const auto& [rule, total] : rules)
        n += total.outcome == outcome ? 1U : 0U;
    return n;
}

std::map<std::string, std::vector<std::string>> ReportTotals::skipped_by_reason() const {
    std::map<std::string, std::vector<std::string>> reasons;
    for (const auto& [rule, total] : rules)
        if (total.outcome == RuleOutcome::skipped) reasons[total.reason].push_back(rule);
    return reasons;
}

ReportSink::ReportSink(ReportOptions options) : options_(std::move(options)) {}
ReportSink::~ReportSink() = default;

std::string ReportSink::add(const ReportedDocument& d) {
    totals_.documents += d.record_count;
    totals_.errors += d.findings.count(Severity::error);
    totals_.warnings += d.findings.count(Severity::warning);
    totals_.notes += d.findings.count(Severity::note);
    totals_.rules_not_run_on += d.rules_ran ? 0U : 1U;
    for (const RuleResult& r : d.rules) {
        RuleTotal& total = totals_.rules[r.rule];
        total.checked_count += r.checked_count;
        if (r.outcome == RuleOutcome::failed || (r.outcome == RuleOutcome::ran && total.outcome != RuleOutcome::failed))
            total.outcome = r.outcome;
        // Of several reasons, one that the caller can do something about is told.
        if (r.reason && (total.reason.empty() || (total.reason == skip_no_value && r.outcome != RuleOutcome::ran) ||
                         r.outcome == RuleOutcome::failed))
            total.reason = *r.reason;
    }
    return document(d);
}

std::string ReportSink::tool_version() const {
    return options_.tool_version.empty() ? std::string(version_string()) : options_.tool_version;
}

const RuleInfo* ReportSink::card(std::string_view rule) const {
    if (options_.rules)
        if (const RuleInfo* info = options_.rules->find(rule)) return info;
    return RuleSet::builtin().find(rule);
}

bool is_news(const RuleResult& r) {
    return r.outcome == RuleOutcome::failed ||
           (r.outcome == RuleOutcome::skipped && r.reason && *r.reason != skip_no_value);
}

Finding writable(Finding f) {
    for (std::string* text : {&f.pointer, &f.message, &f.observed, &f.expected})
        *text = shown::well_formed(*text);
    for (RelatedPlace& place : f.related) {
        place.pointer = shown::well_formed(place.pointer);
        place.message = shown::well_formed(place.message);
    }
    return f;
}

std::string whole_message(const Finding& f) {
    std::string s = f.message;
    if (!f.observed.empty()) s.append("; found ").append(f.observed);
    if (!f.expected.empty()) s.append("; expected ").append(f.expected);
    return s;
}

std::string_view word_of(Severity severity) noexcept {
    return severity == Severity::error ? "error" : severity == Severity::warning ? "warning" : "note";
}

std::string_view word_of(RuleCategory category) noexcept {
    static constexpr std::string_view words[] = {"structure",    "format",     "reference", "consistency",
                                                 "plausibility", "provenance", "practice"};
    return words[static_cast<std::size_t>(category)];
}

std::string_view word_of(RuleOutcome outcome) noexcept {
    return outcome == RuleOutcome::ran ? "ran" : outcome == RuleOutcome::failed ? "failed" : "skipped";
}

Columns::Columns(const ReportedDocument& d) : text_(d.text), lines_before_(d.lines_before) {
    const bool wanted =
        std::any_of(d.findings.begin(), d.findings.end(), [](const Finding& f) { return f.column.has_value(); });
    if (text_.empty() || !wanted) return;
    starts_.push_back(0);
    for (std::size_t i = 0; (i = text_.find('\n', i)) != std::string_view::npos;)
        starts_.push_back(++i);
}

Optional<std::uint32_t> Columns::in_characters(const Finding& f) const {
    if (!f.line || !f.column || *f.line <= lines_before_) return std::nullopt;
    const std::size_t line = *f.line - lines_before_ - 1;
    if (line >= starts_.size()) return std::nullopt;
    std::string_view before = text_.substr(starts_[line]).substr(0, *f.column - 1);
    std::uint32_t column = 1;
    while (!before.empty()) {
        before.remove_prefix(shown::first_character(before).bytes.size());
        ++column;
    }
    return column;
}

namespace {

std::unique_ptr<ReportSink> make_sink(ReportFormat format, ReportOptions options) {
    switch (format) {
        case ReportFormat::text:
            break;
        case ReportFormat::json:
            return make_json_sink(std::move(options), false);
        case ReportFormat::ndjson:
            return make_json_sink(std::move(options), true);
        case ReportFormat::sarif:
            return make_sarif_sink(std::move(options));
        case ReportFormat::fhir:
            return make_fhir_sink(std::move(options));
        case ReportFormat::csv:
            return make_csv_sink(std::move(options));
        case ReportFormat::markdown:
            return make_markdown_sink(std::move(options));
    }
    return make_text_sink(std::move(options));
}

}  // namespace

}  // namespace detail

ReportWriter::ReportWriter(ReportFormat format, ReportOptions options)
    : sink_(detail::make_sink(format, std::move(options))) {}
ReportWriter::ReportWriter(ReportWriter&&) noexcept = default;
ReportWriter& ReportWriter::operator=(ReportWriter&&) noexcept = default;
ReportWriter::~ReportWriter() = default;

std::string ReportWriter::add(const ReportedDocument& document) {
    return sink_->add(document);
}

std::string ReportWriter::finish() {
    return sink_->finish();
}

bool ReportWriter::has_errors() const noexcept {
    return sink_->totals().errors > 0 || sink_->totals().count(RuleOutcome::failed) > 0;
}

std::string write_report(const std::vector<ReportedDocument>& documents, ReportFormat format,
                         const ReportOptions& options) {
    ReportWriter writer(format, options);
    std::string out;
    for (const ReportedDocument& d : documents)
        out += writer.add(d);
    return out + writer.finish();
}

}  // namespace carnk::inline v0_1
