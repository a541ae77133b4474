// SPDX-License-Identifier: BSL-1.0
#include <carnk/rules/rule.hpp>

#include "tool/app.hpp"
#include "tool/common.hpp"
#include "tool/describe.hpp"
#include "tool/text.hpp"

#include <memory>

namespace carnk::tool {

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
    add_format(*verb, options->format, {"text", "json"});
    verb->footer(
        "Examples:\n"
        "  carnk rules\n"
        "  carnk rules CNK-JSON-011\n"
        "  carnk rules --format json | jq -r '.[].id'");
    verb->callback([&session, options] { rules(session, *options); });
}

}  // namespace carnk::tool
