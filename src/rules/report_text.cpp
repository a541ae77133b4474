// SPDX-License-Identifier: BSL-1.0
// Reports for people: the line of the document with a mark under the place.
#include <carnk/core/optional.hpp>

#include "rules/excerpt.hpp"
#include "rules/outcome.hpp"
#include "rules/report_sink.hpp"
#include "rules/shown_text.hpp"

#include <algorithm>

namespace carnk::inline v0_1::detail {

namespace {

using namespace shown;

constexpr std::size_t few = 5;  // warnings and notes of one rule that are listed

ReportStyle style_of(Severity severity) {
    return severity == Severity::error     ? ReportStyle::error
           : severity == Severity::warning ? ReportStyle::warning
                                           : ReportStyle::note;
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

class TextSink : public ReportSink {
public:
    using ReportSink::ReportSink;

    std::string document(const ReportedDocument& d) override {
        std::string out;
        for (const Finding& f : d.findings)
            if (f.severity == Severity::error || ++listed_[f.rule] <= few || options().full) print(out, d, f);
        return out;
    }

    std::string finish() override {
        std::string out;
        for (const auto& [rule, n] : listed_)
            if (n > few && !options().full)
                out += styled(ReportStyle::dim, "... and " + grouped(static_cast<long long>(n - few)) + " more of " +
                                                    rule + (options().command_line ? "; --full lists them" : "")) +
                       '\n';
        const ReportTotals& t = totals();
        std::vector<std::string> counts;
        if (t.errors > 0) counts.push_back(styled(ReportStyle::error, counted(t.errors, "error")));
        if (t.warnings > 0) counts.push_back(styled(ReportStyle::warning, counted(t.warnings, "warning")));
        if (t.notes > 0) counts.push_back(styled(ReportStyle::note, counted(t.notes, "note")));
        const std::string in = " in " + counted(t.documents, "document");
        out += (counts.empty() ? styled(ReportStyle::good, "no findings") : joined(counts, ", ")) + in;
        if (const std::size_t ran = t.count(RuleOutcome::ran) + t.count(RuleOutcome::failed); ran > 0) {
            out += "; " + counted(t.count(RuleOutcome::ran), "rule") + " ran";
            if (t.rules_not_run_on > 0) out += ", but not on documents that could not be read";
        } else if (t.errors > 0) {
            out += "; rules not run, since what cannot be read cannot be checked";
        } else {
            out += "; rules not run";
        }
        out += '\n';
        for (const auto& [reason, rules] : t.skipped_by_reason()) {
            if (reason == skip_no_value) continue;
            out += styled(ReportStyle::dim, counted(rules.size(), "rule") + " skipped: " +
                                                (reason == skip_as_of && options().command_line
                                                     ? "no day to look from is given, see --as-of"
                                                     : printable(reason))) +
                   '\n';
        }
        for (const auto& [rule, total] : t.rules)
            if (total.outcome == RuleOutcome::failed)
                out += styled(ReportStyle::error, "rule failed to run") + ": " + printable(rule + ": " + total.reason) +
                       '\n';
        return out;
    }

private:
    std::string styled(ReportStyle style, std::string_view text) const {
        return options().style ? options().style(style, text) : std::string(text);
    }

    void print(std::string& out, const ReportedDocument& d, const Finding& f) const {
        const std::size_t width = options().width;
        std::string place = d.file;
        if (f.line) place += ':' + std::to_string(*f.line) + ':' + std::to_string(f.column.value_or(1));
        std::string message = f.message;
        Optional<Excerpt> excerpt;
        if (!d.text.empty() && f.line && *f.line > d.lines_before)
            excerpt = excerpt_of(d.text, *f.line - static_cast<std::uint32_t>(d.lines_before), f.column.value_or(1),
                                 width > 30 ? width - 10 : 20, options().unicode);
        if (!f.observed.empty() && !excerpt) message += "; found " + f.observed;

        out += styled(ReportStyle::strong, printable(place)) + ": " +
               styled(style_of(f.severity), word_of(f.severity)) + ": " +
               styled(ReportStyle::strong, printable(message)) + ' ' + styled(ReportStyle::dim, '[' + f.rule + ']') +
               '\n';
        if (excerpt) {
            const std::string number = std::to_string(*f.line);
            const std::string margin(std::max<std::size_t>(5, number.size()), ' ');
            out += styled(ReportStyle::dim, padded(number, margin.size(), true) + " | ") + excerpt->line + '\n' +
                   styled(ReportStyle::dim, margin + " | ") + std::string(excerpt->start, ' ') +
                   styled(ReportStyle::good, '^' + std::string(excerpt->length - 1, '~')) + '\n';
        }
        const auto detail = [&](std::string_view label, std::string_view text) {
            constexpr std::size_t indent = 8;
            const std::size_t hang = indent + label.size() + 1;
            bool first = true;
            for (const std::string& line : wrapped(printable(text), width > hang + 20 ? width - hang : 20)) {
                out += (first ? std::string(indent, ' ') + styled(ReportStyle::accent, label) + ' '
                              : std::string(hang, ' ')) +
                       line + '\n';
                first = false;
            }
        };
        std::string at = f.pointer.empty() ? "the whole document" : f.pointer;
        if (d.name_of)
            if (const std::string name = d.name_of(f.pointer); !name.empty()) at += " (" + name + ')';
        detail("at", at);
        if (!f.expected.empty()) detail("expected", f.expected);
        if (const std::string word = meant_word(f); !word.empty() && !f.fix) detail("did you mean", word + '?');
        for (const RelatedPlace& related : f.related)
            detail("see", (related.pointer.empty() ? "/" : related.pointer) + ": " + related.message);
        if (f.fix) detail("fix", *f.fix);
    }

    std::map<std::string, std::size_t> listed_{};  // warnings and notes by rule
};

}  // namespace

std::unique_ptr<ReportSink> make_text_sink(ReportOptions options) {
    return std::make_unique<TextSink>(std::move(options));
}

}  // namespace carnk::inline v0_1::detail
