// SPDX-License-Identifier: BSL-1.0
#include "tool/report.hpp"

#include <carnk/core/optional.hpp>
#include <carnk/json/write.hpp>

#include "tool/common.hpp"
#include "tool/describe.hpp"
#include "tool/excerpt.hpp"
#include "tool/text.hpp"

#include <algorithm>
#include <map>

namespace carnk::tool {

namespace {

constexpr std::size_t few = 5;  // warnings and notes of one rule that text lists

// That a document has no value of the type that a rule looks at is no news.
bool is_news(const RuleResult& r) {
    return r.outcome == RuleOutcome::failed ||
           (r.outcome == RuleOutcome::skipped && r.reason && *r.reason != "the document has no value of its type");
}

Style style_of(Severity severity) {
    return severity == Severity::error ? Style::error : severity == Severity::warning ? Style::warning : Style::note;
}

// A finding may speak of a key that is no text; in JSON everything is.
Finding writable(Finding f) {
    for (std::string* text : {&f.pointer, &f.message, &f.observed, &f.expected})
        *text = well_formed(*text);
    for (RelatedPlace& place : f.related) {
        place.pointer = well_formed(place.pointer);
        place.message = well_formed(place.message);
    }
    return f;
}

// The allowed word that a wrong one most likely meant: findings list the allowed words, separated by commas.
std::string meant_word(const Finding& f) {
    if (f.rule != "CNK-JSON-017" || f.observed.size() < 3 || f.observed.front() != '"') return {};
    std::string_view list = f.expected;
    if (list.starts_with("one of ")) list.remove_prefix(7);
    std::vector<std::string> words;
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(", "), list.size());
        words.emplace_back(list.substr(0, end));
        list.remove_prefix(std::min(end + 2, list.size()));
    }
    const std::vector<std::string> best = near(std::string_view(f.observed).substr(1, f.observed.size() - 2), words, 1);
    return best.empty() ? std::string() : best.front();
}

}  // namespace

void Reporter::print(const DocumentReport& report, const Finding& f) {
    std::string place = report.file;
    if (f.line) place += ':' + std::to_string(*f.line) + ':' + std::to_string(f.column.value_or(1));
    std::string message = f.message;
    Optional<Excerpt> excerpt;
    if (!report.text.empty() && f.line && *f.line > report.lines_before)
        excerpt = excerpt_of(report.text, *f.line - static_cast<std::uint32_t>(report.lines_before),
                             f.column.value_or(1), out_.width() > 30 ? out_.width() - 10 : 20, out_.unicode());
    if (!f.observed.empty() && !excerpt) message += "; found " + f.observed;

    out_ << out_.styled(Style::strong, printable(place)) << ": "
         << out_.styled(style_of(f.severity), word_of(f.severity)) << ": "
         << out_.styled(Style::strong, printable(message)) << ' ' << out_.styled(Style::dim, '[' + f.rule + ']')
         << '\n';
    if (excerpt) {
        const std::string number = std::to_string(*f.line);
        const std::string margin(std::max<std::size_t>(5, number.size()), ' ');
        out_ << out_.styled(Style::dim, padded(number, margin.size(), true) + " | ") << excerpt->line << '\n'
             << out_.styled(Style::dim, margin + " | ") << std::string(excerpt->start, ' ')
             << out_.styled(Style::good, '^' + std::string(excerpt->length - 1, '~')) << '\n';
    }
    const auto detail = [&](std::string_view label, std::string_view text) {
        constexpr std::size_t indent = 8;
        const std::size_t hang = indent + label.size() + 1;
        bool first = true;
        for (const std::string& line : wrapped(printable(text), out_.width() > hang + 20 ? out_.width() - hang : 20)) {
            out_ << (first ? std::string(indent, ' ') + out_.styled(Style::accent, label) + ' '
                           : std::string(hang, ' '))
                 << line << '\n';
            first = false;
        }
    };
    std::string at = f.pointer.empty() ? "the whole document" : f.pointer;
    if (report.name_of)
        if (const std::string name = report.name_of(f.pointer); !name.empty()) at += " (" + name + ')';
    detail("at", at);
    if (!f.expected.empty()) detail("expected", f.expected);
    if (const std::string word = meant_word(f); !word.empty()) detail("did you mean", word + '?');
    for (const RelatedPlace& related : f.related)
        detail("see", (related.pointer.empty() ? "/" : related.pointer) + ": " + related.message);
}

std::string Reporter::json(const DocumentReport& report, bool indented) const {
    std::string out = "{\"file\":" + json_string(report.file);
    if (report.line > 0) out += ",\"line\":" + std::to_string(report.line);
    if (!report.type.empty()) out += ",\"type\":" + json_string(report.type);
    out += ",\"record_count\":" + std::to_string(report.record_count);
    out += std::string(",\"rules_ran\":") + (report.rules_ran ? "true" : "false");
    out += ",\"skipped_rules\":[";
    bool first = true;
    for (const RuleResult& r : report.rules) {
        if (!is_news(r)) continue;
        out += std::string(first ? "" : ",") + "{\"rule\":" + json_string(r.rule) +
               ",\"outcome\":" + json_string(word_of(r.outcome)) + ",\"reason\":" + json_string(r.reason.value_or("")) +
               '}';
        first = false;
    }
    out += "],\"error_count\":" + std::to_string(report.findings.count(Severity::error)) +
           ",\"warning_count\":" + std::to_string(report.findings.count(Severity::warning)) +
           ",\"note_count\":" + std::to_string(report.findings.count(Severity::note)) + ",\"findings\":[";
    first = true;
    for (const Finding& f : report.findings) {
        out += first ? "" : ",";
        if (indented) out += "\n    ";
        out += write(writable(f));
        first = false;
    }
    return out + (indented && !first ? "\n  ]}" : "]}");
}

void Reporter::add(const DocumentReport& report) {
    const std::size_t errors = report.findings.count(Severity::error);
    errors_ += errors;
    with_errors_ += errors > 0 ? 1 : 0;
    warnings_ += report.findings.count(Severity::warning);
    notes_ += report.findings.count(Severity::note);
    documents_ += report.record_count;
    rules_not_run_on_ += report.rules_ran ? 0U : 1U;

    for (const RuleResult& r : report.rules) {
        if (r.outcome == RuleOutcome::ran) ran_.insert(r.rule);
        if (r.outcome == RuleOutcome::skipped && is_news(r)) skipped_.emplace(r.rule, r.reason.value_or(""));
        if (r.outcome == RuleOutcome::failed) failed_.insert(r.rule + ": " + r.reason.value_or(""));
    }
    if (format_ == "text") {
        for (const Finding& f : report.findings)
            if (f.severity == Severity::error || ++listed_[f.rule] <= few || full_) print(report, f);
    } else if (format_ == "ndjson") {
        out_ << json(report, false) << '\n';
    } else {
        out_ << (documents_ == report.record_count ? "{\"documents\":[\n  " : ",\n  ") << json(report, true);
    }
}

void Reporter::finish() {
    if (format_ == "ndjson") return;
    if (format_ == "json") {
        out_ << (documents_ == 0 ? "{\"documents\":[" : "\n") << "],\n\"document_count\":" << std::to_string(documents_)
             << ",\"error_count\":" << std::to_string(errors_) << ",\"warning_count\":" << std::to_string(warnings_)
             << ",\"note_count\":" << std::to_string(notes_) << "}\n";
        return;
    }
    for (const auto& [rule, n] : listed_)
        if (n > few && !full_)
            out_ << out_.styled(Style::dim, "... and " + grouped(static_cast<long long>(n - few)) + " more of " + rule +
                                                "; --full lists them")
                 << '\n';
    std::vector<std::string> counts;
    if (errors_ > 0) counts.push_back(out_.styled(Style::error, counted(errors_, "error")));
    if (warnings_ > 0) counts.push_back(out_.styled(Style::warning, counted(warnings_, "warning")));
    if (notes_ > 0) counts.push_back(out_.styled(Style::note, counted(notes_, "note")));
    const std::string in = " in " + counted(documents_, "document");
    if (counts.empty())
        out_ << out_.styled(Style::good, "no findings") << in;
    else
        out_ << joined(counts, ", ") << in;
    if (!ran_.empty()) {
        out_ << "; " << counted(ran_.size(), "rule") << " ran";
        if (rules_not_run_on_ > 0) out_ << ", but not on documents that could not be read";
    } else if (errors_ > 0) {
        out_ << "; rules not run, since what cannot be read cannot be checked";
    } else {
        out_ << "; rules not run";
    }
    out_ << '\n';
    std::map<std::string, std::size_t> reasons;
    for (const auto& [rule, reason] : skipped_)
        if (!ran_.contains(rule)) ++reasons[reason];
    for (const auto& [reason, n] : reasons) {
        const bool wants_day = reason.find("the day on which") != std::string::npos;
        out_ << out_.styled(Style::dim,
                            counted(n, "rule") + " skipped: " +
                                (wants_day ? "no day to look from is given, see --as-of" : printable(reason)))
             << '\n';
    }
    for (const std::string& failed : failed_)
        out_ << out_.styled(Style::error, "rule failed to run") << ": " << printable(failed) << '\n';
}

}  // namespace carnk::tool
