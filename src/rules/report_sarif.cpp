// SPDX-License-Identifier: BSL-1.0
// Reports as SARIF 2.1.0 (OASIS, errata 01): a run with the rules, the results, and what did not run.
#include <carnk/core/optional.hpp>
#include <carnk/json/patch.hpp>

#include "rules/outcome.hpp"
#include "rules/report_sink.hpp"
#include "rules/shown_text.hpp"

#include <algorithm>

namespace carnk::inline v0_1::detail {

namespace {

using shown::json_string;

// A file name as a relative reference: everything that is not plainly allowed in a path is percent-encoded.
std::string uri_of(std::string_view file) {
    static constexpr std::string_view hexadecimal = "0123456789ABCDEF";
    std::string out;
    for (const char c : file) {
        const auto u = static_cast<unsigned char>(c);
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           std::string_view("-._~/").find(c) != std::string_view::npos;
        if (plain)
            out += c;
        else
            out.append("%").append({hexadecimal[u >> 4U], hexadecimal[u & 15U]});
    }
    return out;
}

std::string text_object(std::string_view text) {
    return "{\"text\":" + json_string(text) + '}';
}

class SarifSink : public ReportSink {
public:
    using ReportSink::ReportSink;

    std::string document(const ReportedDocument& d) override {
        const std::string uri = uri_of(d.file);
        if (std::find(files_.begin(), files_.end(), uri) == files_.end()) files_.push_back(uri);
        const Columns columns(d);
        for (const Finding& f : d.findings)
            results_.push_back(result(d, writable(f), uri, columns));
        return {};
    }

    std::string finish() override {
        const ReportTotals& t = totals();
        for (const auto& [rule, total] : t.rules)
            if (total.outcome != RuleOutcome::skipped || total.reason != skip_no_value)
                static_cast<void>(index_of(rule));
        std::string out =
            "{\n\"$schema\":\"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json\",\n"
            "\"version\":\"2.1.0\",\n\"runs\":[{\n\"tool\":{\"driver\":{\"name\":" +
            json_string(options().tool) + ",\"version\":" + json_string(tool_version()) + ",\"rules\":[";
        for (std::size_t i = 0; i < rules_.size(); ++i)
            out.append(i > 0 ? ",\n  " : "\n  ").append(descriptor(rules_[i]));
        out += rules_.empty() ? "]}},\n" : "\n]}},\n";
        out += "\"columnKind\":\"unicodeCodePoints\",\n\"invocations\":[{\"executionSuccessful\":";
        out += t.count(RuleOutcome::failed) == 0 ? "true" : "false";
        out += notifications("toolExecutionNotifications", RuleOutcome::failed, "error", "failed to run");
        out += notifications("toolConfigurationNotifications", RuleOutcome::skipped, "note", "was skipped");
        out += ",\"properties\":{\"document_count\":" + std::to_string(t.documents) +
               ",\"ran_rule_count\":" + std::to_string(t.count(RuleOutcome::ran)) +
               ",\"skipped_rule_count\":" + std::to_string(t.count(RuleOutcome::skipped)) +
               ",\"failed_rule_count\":" + std::to_string(t.count(RuleOutcome::failed)) +
               ",\"documents_without_rules_count\":" + std::to_string(t.rules_not_run_on) + "}}],\n\"artifacts\":[";
        for (std::size_t i = 0; i < files_.size(); ++i)
            out.append(i > 0 ? "," : "").append("{\"location\":{\"uri\":" + json_string(files_[i]) + "}}");
        out += "],\n\"results\":[";
        for (std::size_t i = 0; i < results_.size(); ++i)
            out.append(i > 0 ? ",\n  " : "\n  ").append(results_[i]);
        return out + (results_.empty() ? "]\n}]}\n" : "\n]\n}]}\n");
    }

private:
    std::size_t index_of(const std::string& rule) {
        const auto [it, added] = indexes_.emplace(rule, rules_.size());
        if (added) rules_.push_back(rule);
        return it->second;
    }

    std::string descriptor(const std::string& rule) const {
        std::string out = "{\"id\":" + json_string(rule);
        const RuleInfo* const info = card(rule);
        if (info) {
            out += ",\"shortDescription\":" + text_object(info->title) +
                   ",\"fullDescription\":" + text_object(info->rationale) + ",\"help\":" +
                   text_object("Looks at: " + std::string(info->reads) + ". Source: " + std::string(info->citation) +
                               '.') +
                   ",\"defaultConfiguration\":{\"level\":\"" + std::string(word_of(info->severity)) + "\"}";
        }
        std::string properties;
        if (info)
            properties = "\"category\":\"" + std::string(word_of(info->category)) +
                         "\",\"since\":" + json_string(info->since) + ",\"tags\":[\"" +
                         std::string(word_of(info->category)) + "\"]";
        if (const auto it = totals().rules.find(rule); it != totals().rules.end()) {
            properties += (properties.empty() ? "" : ",") + std::string("\"outcome\":\"") +
                          std::string(word_of(it->second.outcome)) +
                          "\",\"checked_count\":" + std::to_string(it->second.checked_count);
            if (it->second.outcome != RuleOutcome::ran) properties += ",\"reason\":" + json_string(it->second.reason);
        }
        return out + (properties.empty() ? "}" : ",\"properties\":{" + properties + "}}");
    }

    std::string notifications(std::string_view member, RuleOutcome outcome, std::string_view level,
                              std::string_view verb) {
        std::string list;
        for (const auto& [rule, total] : totals().rules) {
            if (total.outcome != outcome || (outcome == RuleOutcome::skipped && total.reason == skip_no_value))
                continue;
            list.append(list.empty() ? "\n  " : ",\n  ");
            list += "{\"level\":\"" + std::string(level) +
                    "\",\"message\":" + text_object("rule " + rule + ' ' + std::string(verb) + ": " + total.reason) +
                    ",\"associatedRule\":{\"id\":" + json_string(rule) +
                    ",\"index\":" + std::to_string(index_of(rule)) + "}}";
        }
        return list.empty() ? list : ",\"" + std::string(member) + "\":[" + list + ']';
    }

    static std::string logical(const std::string& pointer) {
        return "\"logicalLocations\":[{\"fullyQualifiedName\":" + json_string(pointer) + ",\"kind\":\"value\"}]";
    }

    // The fix as a change of text: from the first byte that it changes to the last. Nothing where there is no text to change, or
    // where all fixes together would mean to write more of it than is reasonable; the JSON Patch is in the properties in any case.
    std::string fixes(const ReportedDocument& d, const Finding& f, const std::string& uri) {
        constexpr std::size_t most = std::size_t{64} << 20U;
        if (d.text.empty() || (rewritten_ += d.text.size()) > most) return {};
        const Result<std::string> mended = edit_text(d.text, *f.fix);
        if (!mended || *mended == d.text) return {};
        const std::string_view before = d.text, after = *mended;
        const auto inside = [](std::string_view s, std::size_t i) {
            return i < s.size() && (static_cast<unsigned char>(s[i]) & 0xC0U) == 0x80U;
        };
        std::size_t begin = 0, same = 0;
        while (begin < std::min(before.size(), after.size()) && before[begin] == after[begin])
            ++begin;
        while (begin > 0 && (inside(before, begin) || inside(after, begin)))
            --begin;
        while (same < std::min(before.size(), after.size()) - begin &&
               before[before.size() - same - 1] == after[after.size() - same - 1])
            ++same;
        while (same > 0 && (inside(before, before.size() - same) || inside(after, after.size() - same)))
            --same;
        const auto place = [&](std::size_t offset, std::string_view which) {
            const std::string_view passed = before.substr(0, offset);
            const auto line = std::count(passed.begin(), passed.end(), '\n');
            const std::string_view in_line = passed.substr(passed.rfind('\n') + 1);
            const auto characters = std::count_if(in_line.begin(), in_line.end(), [](char c) {
                return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
            });
            return '"' + std::string(which) +
                   "Line\":" + std::to_string(static_cast<std::size_t>(line) + 1 + d.lines_before) + ",\"" +
                   std::string(which) + "Column\":" + std::to_string(characters + 1);
        };
        return ",\"fixes\":[{\"description\":" + text_object("the only right value, by rule " + f.rule) +
               ",\"artifactChanges\":[{\"artifactLocation\":{\"uri\":" + json_string(uri) +
               "},\"replacements\":[{\"deletedRegion\":{" + place(begin, "start") + ',' +
               place(before.size() - same, "end") +
               "},\"insertedContent\":" + text_object(after.substr(begin, after.size() - same - begin)) + "}]}]}]";
    }

    std::string result(const ReportedDocument& d, const Finding& f, const std::string& uri, const Columns& columns) {
        std::string out =
            "{\"ruleId\":" + json_string(f.rule) + ",\"ruleIndex\":" + std::to_string(index_of(f.rule)) +
            ",\"level\":\"" + std::string(word_of(f.severity)) + "\",\"message\":" + text_object(whole_message(f)) +
            ",\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":" + json_string(uri) + '}';
        if (f.line) {
            out += ",\"region\":{\"startLine\":" + std::to_string(*f.line);
            if (const auto column = columns.in_characters(f)) out += ",\"startColumn\":" + std::to_string(*column);
            out += '}';
        }
        out += '}';
        // The whole document has no name of its own.
        if (!f.pointer.empty()) out += ',' + logical(f.pointer);
        out += "}]";
        std::vector<std::string> related;
        for (const RelatedPlace& place : f.related) {
            std::string one = "{\"physicalLocation\":{\"artifactLocation\":{\"uri\":" + json_string(uri) + "}},";
            one += place.pointer.empty() ? "" : logical(place.pointer) + ',';
            one += "\"message\":" + text_object(place.message) + '}';
            if (std::find(related.begin(), related.end(), one) == related.end()) related.push_back(std::move(one));
        }
        if (!related.empty()) out += ",\"relatedLocations\":[" + shown::joined(related, ",") + ']';
        if (f.fix) out += fixes(d, f, uri);
        std::string properties;
        const auto property = [&](std::string_view name, std::string_view value) {
            properties.append(properties.empty() ? "\"" : ",\"").append(name).append("\":").append(json_string(value));
        };
        if (!f.observed.empty()) property("observed", f.observed);
        if (!f.expected.empty()) property("expected", f.expected);
        if (!d.type.empty()) property("document_type", d.type);
        if (d.name_of)
            if (const std::string name = d.name_of(f.pointer); !name.empty()) property("record", name);
        if (f.fix) property("json_patch", *f.fix);
        if (!properties.empty()) out += ",\"properties\":{" + properties + '}';
        return out + '}';
    }

    std::vector<std::string> files_{}, rules_{}, results_{};
    std::size_t rewritten_ = 0;  // bytes of text that fixes were tried on
    std::map<std::string, std::size_t> indexes_{};
};

}  // namespace

std::unique_ptr<ReportSink> make_sarif_sink(ReportOptions options) {
    return std::make_unique<SarifSink>(std::move(options));
}

}  // namespace carnk::inline v0_1::detail
