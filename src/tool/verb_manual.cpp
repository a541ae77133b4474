// SPDX-License-Identifier: BSL-1.0
// The manual page and the completion of shells, both made from the command line itself, so that neither is ever stale.
#include <carnk/version.hpp>

#include "tool/app.hpp"
#include "tool/text.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1::tool {

namespace {

// --- the manual page, in the man macros of roff ------------------------------------------------------------------------

// A text of which no character is a request or an escape of roff; hyphens stay what they are, so that options can be copied.
std::string roff(std::string_view text) {
    std::string out;
    bool line_begins = true;
    for (const char c : text) {
        if (line_begins && (c == '.' || c == '\'')) out += "\\&";
        if (c == '\\')
            out += "\\e";
        else if (c == '-')
            out += "\\-";
        else
            out += c;
        line_begins = c == '\n';
    }
    return out;
}

std::string names_of(const CLI::Option& option) {
    if (option.get_positional()) return option.get_single_name();
    std::vector<std::string> names;
    for (const std::string& s : option.get_snames())
        names.push_back('-' + s);
    for (const std::string& s : option.get_lnames())
        names.push_back("--" + s);
    return joined(names, ", ");
}

void options_of(Output& out, const CLI::App& app) {
    for (const CLI::Option* option : app.get_options()) {
        const std::string& text = option->get_option_text();
        out << ".TP\n.BI \"" << roff(names_of(*option)) << (text.empty() ? "" : "\" \" " + roff(text)) << "\"\n"
            << roff(option->get_description()) << '\n';
    }
}

// "Examples:\n  carnk ...": a paragraph that keeps its lines.
void footer_of(Output& out, const std::string& footer) {
    if (!footer.empty()) out << ".PP\n.nf\n" << roff(footer) << "\n.fi\n";
}

// A verb, and the verbs below it.
void verb_of(Output& out, const std::string& name, const CLI::App& verb) {
    out << ".SS " << roff(name) << '\n' << roff(verb.get_description()) << ".\n";
    options_of(out, verb);
    footer_of(out, verb.get_footer());
    for (const CLI::App* below : verb.get_subcommands({}))
        verb_of(out, name + ' ' + below->get_name(), *below);
}

void man_page(Output& out, const CLI::App& app) {
    out << ".TH CARNK 1 \"\" \"carnk " << version_string() << "\" \"User Commands\"\n"
        << ".SH NAME\ncarnk \\- " << roff("domain models of CAR-NK cell therapy on the command line") << '\n'
        << ".SH SYNOPSIS\n.B carnk\n.RI [ option ...]\n.I verb\n.RI [ argument ...]\n"
        << ".SH DESCRIPTION\n"
        << roff(app.get_description()) << "\nIt works without network and server. Nothing of it is medical advice.\n";
    footer_of(out, app.get_footer());
    out << ".SH OPTIONS\n";
    options_of(out, app);
    out << ".SH VERBS\n";
    for (const CLI::App* verb : app.get_subcommands({}))
        verb_of(out, "carnk " + verb->get_name(), *verb);
    out << ".SH EXIT STATUS\n"
        << ".TP\n0\nDone; nothing of error severity was found.\n.TP\n1\nFindings of error severity.\n"
        << ".TP\n2\nThe command line makes no sense.\n.TP\n3\nSomething could not be read or written.\n"
        << ".SH ENVIRONMENT\n.TP\n.B NO_COLOR\nIf set, nothing is coloured.\n";
}

// --- completion of bash -------------------------------------------------------------------------------------------------

// The options of a verb, and of the verbs below it.
void add_options(std::vector<std::string>& words, const CLI::App& app) {
    for (const CLI::Option* option : app.get_options())
        for (const std::string& name : option->get_lnames())
            if (std::find(words.begin(), words.end(), "--" + name) == words.end()) words.push_back("--" + name);
}
void add_all_options(std::vector<std::string>& words, const CLI::App& verb) {
    add_options(words, verb);
    for (const CLI::App* below : verb.get_subcommands({}))
        add_all_options(words, *below);
}

std::string verb_words(const CLI::App& app) {
    std::vector<std::string> words;
    for (const CLI::App* verb : app.get_subcommands({}))
        words.push_back(verb->get_name());
    return joined(words, " ");
}

// The words that an option takes, where it takes one of a list: "text|json" gives "text json".
std::string choices(const CLI::Option& option) {
    std::string words = option.get_option_text();
    if (words.find('|') == std::string::npos || words.find_first_of("[]<>:@=;, ") != std::string::npos) return {};
    std::replace(words.begin(), words.end(), '|', ' ');
    return words;
}

void cases_of(Output& out, const std::string& verb, const CLI::App& app) {
    for (const CLI::Option* option : app.get_options())
        if (const std::string words = choices(*option); !words.empty())
            for (const std::string& name : option->get_lnames())
                out << "        " << verb << ":--" << name << ") words='" << words << "' ;;\n";
    if (const std::string below = verb_words(app); !below.empty() && verb != "*")
        out << "        " << verb << ':' << verb << ") words='" << below << "' ;;\n";
    if (verb != "*")
        for (const CLI::App* below : app.get_subcommands({}))
            cases_of(out, verb, *below);
}

void bash_completion(Output& out, const CLI::App& app) {
    const std::string verbs = verb_words(app);
    out << "# bash completion of carnk " << version_string() << "; made by: carnk manual bash\n"
        << "_carnk() {\n"
           "    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} verb= words= i\n"
           "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
           "        case \" "
        << verbs
        << " \" in *\" ${COMP_WORDS[i]} \"*) verb=${COMP_WORDS[i]}; break ;; esac\n"
           "    done\n"
           "    case \"$verb:$previous\" in\n";
    cases_of(out, "*", app);
    for (const CLI::App* verb : app.get_subcommands({}))
        cases_of(out, verb->get_name(), *verb);
    out << "    esac\n"
           "    if [[ -z $words && $current == -* ]]; then\n"
           "        case $verb in\n";
    std::vector<std::string> everywhere;
    add_options(everywhere, app);
    for (const CLI::App* verb : app.get_subcommands({})) {
        std::vector<std::string> words;
        add_all_options(words, *verb);
        add_options(words, app);
        out << "            " << verb->get_name() << ") words='" << joined(words, " ") << "' ;;\n";
    }
    out << "            *) words='" << joined(everywhere, " ")
        << "' ;;\n"
           "        esac\n"
           "    elif [[ -z $words && -z $verb ]]; then\n"
           "        words='"
        << verbs
        << "'\n"
           "    fi\n"
           "    [[ -n $words ]] && mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
           "}\n"
           "complete -o default -F _carnk carnk\n";
}

}  // namespace

void add_manual(CLI::App& app, Session& session) {
    CLI::App* verb = app.add_subcommand("manual", "Print the manual page or the completion of a shell");
    const auto form = std::make_shared<std::string>("man");
    verb->add_option("form", *form, "man (roff, the manual page) or bash (completion); man if not given")
        ->check(CLI::IsMember({"man", "bash"}).description(""))
        ->option_text("man|bash");
    verb->footer(
        "Examples:\n"
        "  carnk manual | man -l -\n"
        "  source <(carnk manual bash)");
    verb->callback([&app, &session, form] {
        Output& out = session.terminal.out;
        *form == "bash" ? bash_completion(out, app) : man_page(out, app);
    });
}

}  // namespace carnk::inline v0_1::tool
