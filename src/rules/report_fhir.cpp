// SPDX-License-Identifier: BSL-1.0
// Reports as an OperationOutcome of HL7 FHIR R4 (4.0.1).
#include <carnk/core/optional.hpp>

#include "rules/report_sink.hpp"
#include "rules/shown_text.hpp"

#include <algorithm>

namespace carnk::inline v0_1::detail {

namespace {

using shown::json_string;

std::string_view severity_word(Severity severity) {
    return severity == Severity::error ? "error" : severity == Severity::warning ? "warning" : "information";
}

// The issue type of http://hl7.org/fhir/issue-type that says most.
std::string_view type_of(const Finding& f, const RuleInfo* info) {
    if (f.rule == "CNK-RULE-001") return "exception";
    if (f.rule == "CNK-JSON-011") return "required";
    if (f.rule == "CNK-JSON-017") return "code-invalid";
    if (f.rule == "CNK-JSON-008" || f.rule == "CNK-JSON-009") return "too-long";
    if (f.rule == "CNK-JSON-021" && f.severity == Severity::error) return "too-costly";
    if (f.rule == "CNK-JSON-021" || f.rule == "CNK-RULE-002") return "informational";
    if (!info) return "processing";
    switch (info->category) {
        case RuleCategory::structure:
            return "structure";
        case RuleCategory::format:
            return "value";
        case RuleCategory::reference:
        case RuleCategory::consistency:
            return "invariant";
        case RuleCategory::plausibility:
        case RuleCategory::provenance:
        case RuleCategory::practice:
            break;
    }
    return "business-rule";
}

// "/sites/0/country" as "sites[0].country"; names that are no identifiers stand between backticks.
// Source: FHIRPath 2.0.0 (Normative Release 1), sections 2 (expressions) and 6.2.2 (indexer), identifiers of its grammar.
std::string path_of(std::string_view pointer) {
    std::string out;
    while (!pointer.empty()) {
        pointer.remove_prefix(1);
        const std::size_t end = std::min(pointer.find('/'), pointer.size());
        std::string token;
        for (std::size_t i = 0; i < end; ++i) {
            const bool escaped = pointer[i] == '~' && i + 1 < end;
            token += escaped ? (pointer[++i] == '1' ? '/' : '~') : pointer[i];
        }
        pointer.remove_prefix(end);
        const bool index = !token.empty() && token.find_first_not_of("0123456789") == std::string::npos;
        if (index) {
            out.append(out.empty() ? "$this[" : "[").append(token).append("]");
            continue;
        }
        if (!out.empty()) out += '.';
        const auto letter = [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        };
        const bool plain = !token.empty() && letter(token[0]) && std::all_of(token.begin(), token.end(), [&](char c) {
            return letter(c) || (c >= '0' && c <= '9');
        });
        if (plain) {
            out += token;
            continue;
        }
        out += '`';
        for (const char c : token) {
            if (c == '`' || c == '\\') out += '\\';
            out += c;
        }
        out += '`';
    }
    return out;
}

class FhirSink : public ReportSink {
public:
    using ReportSink::ReportSink;

    std::string document(const ReportedDocument& d) override {
        std::string out;
        for (const Finding& f : d.findings) {
            out += out.empty() && first_ ? "" : ",\n  ";
            out += issue(d, writable(f));
        }
        return begun(std::move(out));
    }

    std::string finish() override {
        const ReportTotals& t = totals();
        std::string out;
        const auto tell = [&](std::string_view severity, std::string_view code, const std::string& text,
                              const std::string& rules) {
            out += out.empty() && first_ ? "" : ",\n  ";
            out += "{\"severity\":\"" + std::string(severity) + "\",\"code\":\"" + std::string(code) +
                   "\",\"details\":{\"text\":" + json_string(text) + '}';
            if (!rules.empty()) out += ",\"diagnostics\":" + json_string(rules);
            out += '}';
        };
        std::string ran;
        for (const auto& [rule, total] : t.rules)
            if (total.outcome == RuleOutcome::ran) ran += (ran.empty() ? "" : " ") + rule;
        for (const auto& [rule, total] : t.rules)
            if (total.outcome == RuleOutcome::failed)
                tell("error", "exception", "a rule failed to run: " + (total.reason.empty() ? "unknown" : total.reason),
                     rule);
        tell("information", "informational",
             shown::counted(t.errors, "error") + ", " + shown::counted(t.warnings, "warning") + ", " +
                 shown::counted(t.notes, "note") + " in " + shown::counted(t.documents, "document") + "; " +
                 shown::counted(t.count(RuleOutcome::ran), "rule") + " ran" +
                 (t.rules_not_run_on > 0 ? ", but not on documents that could not be read or were only read" : ""),
             ran);
        for (const auto& [reason, rules] : t.skipped_by_reason())
            tell("information", "informational", shown::counted(rules.size(), "rule") + " skipped: " + reason,
                 shown::joined(rules, " "));
        return begun(std::move(out)) + "\n]}\n";
    }

private:
    // The head of the resource stands before the first issue.
    std::string begun(std::string issues) {
        if (issues.empty() || !first_) return issues;
        first_ = false;
        return "{\"resourceType\":\"OperationOutcome\",\"issue\":[\n  " + issues;
    }

    std::string issue(const ReportedDocument& d, const Finding& f) const {
        const RuleInfo* const info = card(f.rule);
        std::string out = "{\"severity\":\"" + std::string(severity_word(f.severity)) + "\",\"code\":\"" +
                          std::string(type_of(f, info)) + "\",\"details\":{\"coding\":[{";
        if (!options().rule_system.empty()) out += "\"system\":" + json_string(options().rule_system) + ',';
        out += "\"code\":" + json_string(f.rule);
        if (info) out += ",\"display\":" + json_string(info->title);
        out += "}],\"text\":" + json_string(f.message.empty() ? f.rule : f.message) + "},\"diagnostics\":";
        std::string place = d.file;
        if (f.line) place += ':' + std::to_string(*f.line) + ':' + std::to_string(f.column.value_or(1));
        if (!f.pointer.empty()) place += " at " + f.pointer;
        Finding rest = f;
        rest.message = place;
        out += json_string(whole_message(rest));
        if (!f.pointer.empty()) out += ",\"expression\":[" + json_string(path_of(f.pointer)) + ']';
        return out + '}';
    }

    bool first_ = true;
};

}  // namespace

std::unique_ptr<ReportSink> make_fhir_sink(ReportOptions options) {
    return std::make_unique<FhirSink>(std::move(options));
}

}  // namespace carnk::inline v0_1::detail
