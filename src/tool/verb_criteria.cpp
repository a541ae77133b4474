// SPDX-License-Identifier: BSL-1.0
#include <carnk/json/write.hpp>
#include <carnk/screen/criteria.hpp>

#include "tool/app.hpp"
#include "tool/input.hpp"
#include "tool/text.hpp"

#include <memory>

namespace carnk::inline v0_1::tool {

namespace {

struct Options {
    std::string file = "-", format{};
};

void run(Session& session, const Options& o) {
    if (o.file == "-" && input_is_terminal()) throw UsageError("give a file, or the text on standard input");
    const std::string text = read_text(o.file);
    const ParsedCriteria criteria = parse_criteria(text);
    Output& out = session.terminal.out;
    if (o.format == "json")
        out << try_write(criteria, pretty).value() << '\n';
    else
        out << printable(well_formed(to_text(criteria, text)));
}

}  // namespace

void add_criteria(CLI::App& app, Session& session) {
    CLI::App* verb = app.add_subcommand("criteria", "Read the eligibility text of a registry into typed criteria");
    const auto options = std::make_shared<Options>();
    verb->add_option("file", options->file,
                     "Text with inclusion and exclusion criteria; - or nothing is standard input")
        ->option_text("FILE");
    add_format(*verb, options->format, {"text", "json"});
    verb->footer(
        "Examples:\n"
        "  carnk criteria eligibility.txt\n"
        "  carnk criteria --format json < eligibility.txt\n\n"
        "Each sentence is marked [x] read in full, [~] in part, [ ] left as words; below it stand what was understood, with the pattern\n"
        "that read it, and the words that were not.");
    verb->callback([&session, options] { run(session, *options); });
}

}  // namespace carnk::inline v0_1::tool
