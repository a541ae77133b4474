// SPDX-License-Identifier: BSL-1.0
// The carnk command: the face of the library for people and pipes.
#include <CLI/CLI.hpp>

#include "tool/app.hpp"
#include "tool/files.hpp"
#include "tool/text.hpp"

#include <csignal>
#include <cstdio>
#include <exception>
#include <map>
#include <memory>
#include <new>
#include <string_view>
#include <vector>

namespace {

using namespace carnk::tool;

constexpr std::string_view footer = R"(Examples:
  carnk stats                          what the built-in catalogue holds, in numbers
  carnk list trials --filter targets=cd19 --filter status=recruiting
  carnk show NCT03056339               one record, with its sources
  carnk validate trial.json            findings with file, line and column
  carnk validate --catalog             the built-in catalogue against every rule

Exit codes: 0 clean, 1 findings of error severity, 2 usage, 3 input or output failure.)";

// Help whose descriptions are wrapped beside the options.
class HelpFormatter : public CLI::Formatter {
public:
    HelpFormatter() { column_width(30); }
    std::string make_option_desc(const CLI::Option* option) const override {
        return joined(wrapped(option->get_description(), 70), "\n");
    }
};

// The word on the command line that CLI11 could not place, and near ones that it may have meant.
std::string explained(const CLI::App& app, const CLI::ParseError& error, int argc, char** argv) {
    std::string message = error.what();
    if (argc > 1 && app.get_subcommands().empty() && argv[1][0] != '-') {
        std::vector<std::string> verbs;
        for (const CLI::App* verb : app.get_subcommands({}))
            verbs.push_back(verb->get_name());
        message = "there is no verb '" + printable(argv[1]) + "'";
        const std::vector<std::string> meant = near(argv[1], verbs);
        message +=
            meant.empty() ? "; the verbs are " + joined(verbs, ", ") : "; did you mean " + joined(meant, " or ") + '?';
    }
    return message;
}

int run(int argc, char** argv) {
    // "carnk help VERB", as many type it, is "carnk VERB --help".
    static char help_option[] = "--help";
    std::vector<char*> words(argv, argv + argc);
    if (argc > 1 && std::string_view(argv[1]) == "help") {
        words.erase(words.begin() + 1);
        words.push_back(help_option);
        argv = words.data();
    }
    Session session;
    Terminal& terminal = session.terminal;
    CLI::App app{"Typed domain models for CAR-NK cell therapy: check documents, read the built-in catalogue.", "carnk"};
    app.footer(std::string(footer));
    app.require_subcommand(1);
    app.fallthrough();
    app.formatter(std::make_shared<HelpFormatter>());
    app.set_help_flag("-h,--help", "Show this help and end");

    ColorMode color = ColorMode::automatic;
    const std::map<std::string, ColorMode> modes{
        {"auto", ColorMode::automatic}, {"always", ColorMode::always}, {"never", ColorMode::never}};
    app.add_option("--color", color, "When to colour: auto (on a terminal, unless NO_COLOR is set), always, never")
        ->transform(CLI::CheckedTransformer(modes).description(""))
        ->option_text("auto|always|never")
        ->group("Everywhere");
    app.parse_complete_callback([&] {
        terminal.out.set_color(color);
        terminal.err.set_color(color);
    });

    add_validate(app, session);
    add_convert(app, session);
    add_diff(app, session);
    add_list(app, session);
    add_show(app, session);
    add_stats(app, session);
    add_evidence(app, session);
    add_centers(app, session);
    add_compare(app, session);
    add_cost(app, session);
    add_guide(app, session);
    add_draw(app, session);
    add_export(app, session);
    add_import(app, session);
    add_match(app, session);
    add_refer(app, session);
    add_rules(app, session);
    add_schema(app, session);
    add_screen(app, session);
    add_criteria(app, session);
    add_manual(app, session);
    add_version(app, session);

    const auto complain = [&](std::string_view message, ExitCode code) {
        terminal.out.flush();
        terminal.err << "carnk: " << terminal.err.styled(Style::error, "error: ") << message << '\n';
        return static_cast<int>(code);
    };
    try {
        app.parse(argc, argv);
        terminal.out.flush();
        terminal.err.flush();
        return session.exit_code;
    } catch (const CLI::CallForHelp&) {
        terminal.out << app.help();
        terminal.out.flush();
        return exit_clean;
    } catch (const CLI::ParseError& error) {
        if (argc == 1) {
            terminal.err << app.help();
            return exit_usage;
        }
        const auto verbs = app.get_subcommands();
        const std::string help = verbs.empty() ? "carnk --help" : "carnk " + verbs.front()->get_name() + " --help";
        const int code = complain(explained(app, error, argc, argv), exit_usage);
        terminal.err << "Try: " << help << '\n';
        return code;
    } catch (const UsageError& error) {
        return complain(error.what(), exit_usage);
    } catch (const IoError& error) {
        try {
            return complain(error.what(), exit_io);
        } catch (const IoError&) {
            return exit_io;  // standard output is broken and has been told of
        }
    }
}

}  // namespace

int main(int argc, char** argv) {
    guard_process();
#ifdef SIGPIPE
    // A reader that has seen enough ends the command quietly, even if whoever started it ignores the signal.
    std::signal(SIGPIPE, SIG_DFL);
#endif
#ifdef SIGXFSZ
    // A file that may not grow is an error of that write, not the end of the process.
    std::signal(SIGXFSZ, SIG_IGN);
#endif
    try {
        return run(argc, argv);
    } catch (const std::bad_alloc&) {
        std::fputs("carnk: error: out of memory\n", stderr);
        return exit_io;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "carnk: error: %s\n", error.what());
        return exit_io;
    }
}
