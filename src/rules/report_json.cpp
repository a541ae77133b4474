// SPDX-License-Identifier: BSL-1.0
// Reports as JSON: one document, or a line for each document.
#include <carnk/core/optional.hpp>
#include <carnk/json/write.hpp>

#include "rules/report_sink.hpp"
#include "rules/shown_text.hpp"

namespace carnk::inline v0_1::detail {

namespace {

using shown::json_string;

class JsonSink : public ReportSink {
public:
    JsonSink(ReportOptions options, bool lines) : ReportSink(std::move(options)), lines_(lines) {}

    std::string document(const ReportedDocument& d) override {
        if (lines_) return object(d) + '\n';
        std::string out = first_ ? "{\"documents\":[\n  " : ",\n  ";
        first_ = false;
        return out + object(d);
    }

    std::string finish() override {
        if (lines_) return {};
        const ReportTotals& t = totals();
        std::string out = first_ ? "{\"documents\":[" : "\n";
        out += "],\n\"ran_rules\":[";
        bool first = true;
        for (const auto& [rule, total] : t.rules) {
            if (total.outcome != RuleOutcome::ran) continue;
            out += (first ? "" : ",") + json_string(rule);
            first = false;
        }
        out += "],\n\"document_count\":" + std::to_string(t.documents) +
               ",\"error_count\":" + std::to_string(t.errors) + ",\"warning_count\":" + std::to_string(t.warnings) +
               ",\"note_count\":" + std::to_string(t.notes);
        return out + "}\n";
    }

private:
    std::string object(const ReportedDocument& d) const {
        std::string out = "{\"file\":" + json_string(d.file);
        if (d.line > 0) out += ",\"line\":" + std::to_string(d.line);
        if (!d.type.empty()) out += ",\"type\":" + json_string(d.type);
        out += ",\"record_count\":" + std::to_string(d.record_count);
        std::size_t ran = 0;
        for (const RuleResult& r : d.rules)
            ran += r.outcome == RuleOutcome::ran ? 1U : 0U;
        out.append(",\"rules_ran\":").append(d.rules_ran ? "true" : "false");
        out += ",\"ran_rule_count\":" + std::to_string(ran) + ",\"skipped_rules\":[";
        bool first = true;
        for (const RuleResult& r : d.rules) {
            if (!is_news(r)) continue;
            out += std::string(first ? "" : ",") + "{\"rule\":" + json_string(r.rule) + ",\"outcome\":\"" +
                   std::string(word_of(r.outcome)) + "\",\"reason\":" + json_string(r.reason.value_or("")) + '}';
            first = false;
        }
        out += "],\"error_count\":" + std::to_string(d.findings.count(Severity::error)) +
               ",\"warning_count\":" + std::to_string(d.findings.count(Severity::warning)) +
               ",\"note_count\":" + std::to_string(d.findings.count(Severity::note)) + ",\"findings\":[";
        first = true;
        for (const Finding& f : d.findings) {
            out += first ? "" : ",";
            if (!lines_) out += "\n    ";
            out += write(writable(f));
            first = false;
        }
        return out + (!lines_ && !first ? "\n  ]}" : "]}");
    }

    bool lines_;
    bool first_ = true;
};

}  // namespace

std::unique_ptr<ReportSink> make_json_sink(ReportOptions options, bool lines) {
    return std::make_unique<JsonSink>(std::move(options), lines);
}

}  // namespace carnk::inline v0_1::detail
