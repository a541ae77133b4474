// SPDX-License-Identifier: BSL-1.0
// Reports as tables: CSV (RFC 4180) and GitHub Flavored Markdown.
#include <carnk/core/optional.hpp>

#include "rules/report_sink.hpp"
#include "rules/shown_text.hpp"

namespace carnk::inline v0_1::detail {

namespace {

using namespace shown;

class CsvSink : public ReportSink {
public:
    using ReportSink::ReportSink;

    std::string document(const ReportedDocument& d) override {
        std::string out = head();
        for (const Finding& raw : d.findings) {
            const Finding f = writable(raw);
            const RuleInfo* const info = card(f.rule);
            row(out,
                {"finding", d.file, f.line ? std::to_string(*f.line) : "", f.column ? std::to_string(*f.column) : "",
                 std::string(word_of(f.severity)), f.rule, info ? std::string(word_of(info->category)) : "", f.pointer,
                 f.message, f.observed, f.expected, f.fix.value_or("")});
        }
        return out;
    }

    std::string finish() override {
        std::string out = head();
        for (const auto& [rule, total] : totals().rules) {
            const RuleInfo* const info = card(rule);
            const bool ran = total.outcome == RuleOutcome::ran;
            row(out, {std::string(word_of(total.outcome)), "", "", "", info ? std::string(word_of(info->severity)) : "",
                      rule, info ? std::string(word_of(info->category)) : "", "",
                      ran ? counted(total.checked_count, "value") + " checked" : total.reason, "", "", ""});
        }
        return out;
    }

private:
    std::string head() {
        if (!first_) return {};
        first_ = false;
        return "record,file,line,column,severity,rule,category,pointer,message,observed,expected,fix\r\n";
    }

    static void row(std::string& out, const std::vector<std::string>& cells) {
        for (std::size_t i = 0; i < cells.size(); ++i)
            out.append(i > 0 ? "," : "").append(csv_field(printable(well_formed(cells[i]))));
        out += "\r\n";
    }

    bool first_ = true;
};

// Text in a cell of a table: nothing in it is taken for markup.
std::string cell(std::string_view raw) {
    std::string out;
    for (const char c : printable(well_formed(raw))) {
        if (c == '\n' || c == '\r' || c == '\t')
            out += ' ';
        else {
            if (std::string_view("\\`*_[]<>#|~&").find(c) != std::string_view::npos) out += '\\';
            out += c;
        }
    }
    return out;
}

class MarkdownSink : public ReportSink {
public:
    using ReportSink::ReportSink;

    std::string document(const ReportedDocument& d) override {
        std::string out = first_ ? "# Validation report\n" : "";
        first_ = false;
        if (d.findings.empty()) return out;
        out += "\n## " + cell(d.file) + (d.line > 0 ? ", line " + std::to_string(d.line) : "") + "\n\n" +
               "| Severity | Line | Rule | Place | Finding |\n|---|---|---|---|---|\n";
        for (const Finding& f : d.findings) {
            std::string place = f.pointer.empty() ? "the whole document" : f.pointer;
            if (d.name_of)
                if (const std::string name = d.name_of(f.pointer); !name.empty()) place += " (" + name + ')';
            std::string message = whole_message(f);
            for (const RelatedPlace& related : f.related)
                message += "; see " + related.pointer + ": " + related.message;
            if (f.fix) message += "; fix: " + *f.fix;
            out.append("| ").append(word_of(f.severity)).append(" | ");
            if (f.line) out += std::to_string(*f.line) + ':' + std::to_string(f.column.value_or(1));
            out += " | " + f.rule + " | " + cell(place) + " | " + cell(message) + " |\n";
        }
        return out;
    }

    std::string finish() override {
        const ReportTotals& t = totals();
        std::string out = first_ ? "# Validation report\n" : "";
        out += "\n## Summary\n\n| Documents | Errors | Warnings | Notes |\n|---|---|---|---|\n| " +
               std::to_string(t.documents) + " | " + std::to_string(t.errors) + " | " + std::to_string(t.warnings) +
               " | " + std::to_string(t.notes) + " |\n\n- " + counted(t.count(RuleOutcome::ran), "rule") + " ran";
        if (t.rules_not_run_on > 0) out += "; on " + counted(t.rules_not_run_on, "document") + " no rules were run";
        out += '\n';
        for (const auto& [reason, rules] : t.skipped_by_reason())
            out += "- " + counted(rules.size(), "rule") + " skipped: " + cell(reason) + '\n';
        for (const auto& [rule, total] : t.rules)
            if (total.outcome == RuleOutcome::failed)
                out += "- " + rule + " failed to run: " + cell(total.reason) + '\n';
        return out;
    }

private:
    bool first_ = true;
};

}  // namespace

std::unique_ptr<ReportSink> make_csv_sink(ReportOptions options) {
    return std::make_unique<CsvSink>(std::move(options));
}

std::unique_ptr<ReportSink> make_markdown_sink(ReportOptions options) {
    return std::make_unique<MarkdownSink>(std::move(options));
}

}  // namespace carnk::inline v0_1::detail
