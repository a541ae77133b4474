// SPDX-License-Identifier: BSL-1.0
#include <carnk/rules/rule.hpp>

#include "tool/app.hpp"
#include "tool/common.hpp"
#include "tool/describe.hpp"
#include "tool/text.hpp"

#include <algorithm>
#include <memory>
#include <vector>

namespace carnk::inline v0_1::tool {

namespace {

struct Options {
    std::string id{}, format{};
};

std::string json(const RuleInfo& rule) {
    const auto member = [](std::string_view name, std::string_view value) {
        return json_string(name) + ": " + json_string(value);
    };
    return "{\n    " + member("id", rule.id) + ",\n    " + member("title", rule.title) + ",\n    " +
           member("rationale", rule.rationale) + ",\n    " + member("severity", word_of(rule.severity)) + ",\n    " +
           member("category", word_of(rule.category)) + ",\n    " + member("since", rule.since) + ",\n    " +
           member("reads", rule.reads) + ",\n    " + member("citation", rule.citation) + "\n  }";
}

Style style_of(Severity severity) {
    return severity == Severity::error ? Style::error : severity == Severity::warning ? Style::warning : Style::note;
}

void explain(Output& out, const RuleInfo& rule) {
    out << out.styled(Style::strong, rule.id) << "  " << out.styled(style_of(rule.severity), word_of(rule.severity))
        << "  " << out.styled(Style::dim, word_of(rule.category)) << '\n'
        << capitalized(std::string(rule.title)) << ".\n\n";
    const auto part = [&](std::string_view label, std::string_view text) {
        bool first = true;
        for (const std::string& line : wrapped(text, std::min<std::size_t>(out.width(), 112) - 12)) {
            out << (first ? "  " + out.styled(Style::accent, padded(label, 8)) + "  " : std::string(12, ' ')) << line
                << '\n';
            first = false;
        }
    };
    part("Why", rule.rationale);
    part("Looks at", rule.reads);
    part("Source", rule.citation);
    part("Since", rule.since);
}

// Text of a card in Markdown: nothing in it is taken for markup.
std::string plain(std::string_view text) {
    std::string out;
    for (const char c : printable(text)) {
        if (std::string_view("\\`*_[]<>#|~&").find(c) != std::string_view::npos) out += '\\';
        out += c == '\n' ? ' ' : c;
    }
    return out;
}

// The page of the rules: by category, each rule with an anchor that is its id.
void page(Output& out, const std::vector<const RuleInfo*>& chosen) {
    out << "# Rules\n\n"
        << "What carnk checks, written by `carnk rules --format markdown` from the rules themselves. Ids stay as they are "
           "and are never used\nfor another rule; messages may change. `carnk rules ID` explains one on the terminal.\n";
    std::vector<RuleCategory> categories;
    for (const RuleInfo* rule : chosen)
        if (std::find(categories.begin(), categories.end(), rule->category) == categories.end())
            categories.push_back(rule->category);
    std::sort(categories.begin(), categories.end());
    const auto count = [&](RuleCategory category, Severity severity) {
        return std::to_string(std::count_if(chosen.begin(), chosen.end(), [&](const RuleInfo* rule) {
            return rule->category == category && rule->severity == severity;
        }));
    };
    out << "\n| Category | Errors | Warnings | Notes |\n|---|---:|---:|---:|\n";
    for (const RuleCategory category : categories)
        out << "| [" << capitalized(word_of(category)) << "](#" << word_of(category) << ") | "
            << count(category, Severity::error) << " | " << count(category, Severity::warning) << " | "
            << count(category, Severity::note) << " |\n";
    for (const RuleCategory category : categories) {
        out << "\n## " << capitalized(word_of(category)) << '\n';
        for (const RuleInfo* rule : chosen) {
            if (rule->category != category) continue;
            out << "\n<a id=\"" << rule->id << "\"></a>\n\n### " << rule->id << ": " << plain(rule->title) << "\n\n"
                << capitalized(word_of(rule->severity)) << ", since " << rule->since << ". " << plain(rule->rationale)
                << "\n\n- Looks at: " << plain(rule->reads) << "\n- Source: " << plain(rule->citation) << '\n';
        }
    }
}

void rules(Session& session, const Options& options) {
    Output& out = session.terminal.out;
    const RuleSet& all = RuleSet::builtin();
    std::vector<const RuleInfo*> chosen;
    std::string wanted = options.id;
    for (char& c : wanted)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    for (const RuleInfo& rule : all.infos())
        if (wanted.empty() || rule.id == wanted ||
            (rule.id.starts_with(wanted) && rule.id.substr(wanted.size(), 1) == "-"))
            chosen.push_back(&rule);
    if (chosen.empty()) {
        std::vector<std::string> ids;
        for (const RuleInfo& rule : all.infos())
            ids.emplace_back(rule.id);
        const std::vector<std::string> meant = near(wanted, ids);
        throw UsageError(
            "there is no rule '" + printable(options.id) + "'" +
            (meant.empty() ? "; 'carnk rules' lists them" : "; did you mean " + joined(meant, " or ") + '?'));
    }
    if (options.format == "json") {
        out << "[\n";
        for (std::size_t i = 0; i < chosen.size(); ++i)
            out << "  " << json(*chosen[i]) << (i + 1 < chosen.size() ? ",\n" : "\n");
        out << "]\n";
        return;
    }
    if (options.format == "markdown") return page(out, chosen);
    if (chosen.size() == 1) return explain(out, *chosen.front());
    Table table({{"RULE", false, Style::strong}, {"SEVERITY"}, {"CATEGORY"}, {"WHAT MUST HOLD"}});
    for (const RuleInfo* rule : chosen)
        table.add({std::string(rule->id), word_of(rule->severity), word_of(rule->category), std::string(rule->title)});
    table.print(out);
    out << '\n' << counted(chosen.size(), "rule") << "; 'carnk rules ID' explains one\n";
}

}  // namespace

void add_rules(CLI::App& app, Session& session) {
    CLI::App* verb = app.add_subcommand("rules", "List the rules, or explain one");
    const auto options = std::make_shared<Options>();
    verb->add_option("ID", options->id, "Id of a rule, such as CNK-JSON-011, or of an area, such as CNK-JSON")
        ->type_name("");
    add_format(*verb, options->format, {"text", "json", "markdown"});
    verb->footer(
        "Examples:\n"
        "  carnk rules\n"
        "  carnk rules CNK-JSON-011\n"
        "  carnk rules --format json | jq -r '.[].id'\n"
        "  carnk rules --format markdown > rules.md");
    verb->callback([&session, options] { rules(session, *options); });
}

}  // namespace carnk::inline v0_1::tool
