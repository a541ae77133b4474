// SPDX-License-Identifier: BSL-1.0
#include <carnk/json/patch.hpp>

#include "tool/app.hpp"
#include "tool/input.hpp"
#include "tool/text.hpp"

#include <memory>

namespace carnk::inline v0_1::tool {

namespace {

struct Options {
    std::string before{}, after{}, format{};
};

void run(Session& session, const Options& o) {
    if (o.before == "-" && o.after == "-") throw UsageError("only one of the two can be standard input");
    const std::string before = read_text(o.before), after = read_text(o.after);
    // Each is looked at alone first, so that what is wrong with one is said with its name.
    for (const auto& [file, text] : {std::pair{&o.before, &before}, std::pair{&o.after, &after}}) {
        const Result<std::string_view> whole = find_at(*text, "");
        if (whole.ok()) continue;
        for (const Finding& f : whole.findings())
            session.terminal.err << printable(*file == "-" ? std::string(standard_input) : *file) << ':'
                                 << printable(well_formed(to_string(f))) << '\n';
        session.exit_code = exit_findings;
    }
    if (session.exit_code != exit_clean) return;
    const std::vector<Change> changes = diff_text(before, after).value();
    Output& out = session.terminal.out;
    if (o.format == "patch")
        out << to_patch(changes) << '\n';
    else {
        const auto line = [&](Style style, std::string_view sign, const std::string& value) {
            out << "  " << out.styled(style, std::string(sign) + ' ' + printable(well_formed(value))) << '\n';
        };
        for (const Change& c : changes) {
            out << printable(c.pointer.empty() ? "the whole document" : c.pointer) << '\n';
            if (c.before) line(Style::error, "-", *c.before);
            if (c.after) line(Style::good, "+", *c.after);
        }
        out << (changes.empty() ? std::string("no difference") : counted(changes.size(), "difference", "differences"))
            << '\n';
    }
    if (!changes.empty()) session.exit_code = exit_findings;
}

}  // namespace

void add_diff(CLI::App& app, Session& session) {
    CLI::App* verb = app.add_subcommand("diff", "What differs between two documents, value by value");
    const auto options = std::make_shared<Options>();
    verb->add_option("before", options->before, "The first document; - is standard input")
        ->option_text("FILE")
        ->required();
    verb->add_option("after", options->after, "The second one; - is standard input")->option_text("FILE")->required();
    add_format(*verb, options->format, {"text", "patch"});
    verb->footer(
        "Examples:\n"
        "  carnk show NCT03056339 --format json | carnk diff - mine.json\n"
        "  carnk diff before.json after.json --format patch     (JSON Patch, RFC 6902)\n\n"
        "White space, the order of members, and 1.0 or 1 are no difference. The exit code is 1 if there is one.");
    verb->callback([&session, options] { run(session, *options); });
}

}  // namespace carnk::inline v0_1::tool
