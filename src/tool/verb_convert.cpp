// SPDX-License-Identifier: BSL-1.0
#include "tool/app.hpp"
#include "tool/input.hpp"
#include "tool/records.hpp"
#include "tool/text.hpp"

#include <memory>

namespace carnk::inline v0_1::tool {

namespace {

struct Options {
    std::string file = "-", type{}, policy = "preserve", form{}, output{};
    bool ndjson = false, notes = false;
};

class Converter {
public:
    Converter(Session& session, const Options& options) : session_(session), options_(options) {
        if (!options.type.empty() && (type_ = find_document_type(options.type)) == nullptr)
            throw UsageError("--type: there is no type '" + printable(options.type) + "'");
        reading_.policy = policy_of(options.policy);
        writing_ = options.form == "canonical" ? canonical : options.form == "compact" ? carnk::compact : pretty;
    }

    void run() {
        if (options_.file == "-" && input_is_terminal())
            throw UsageError("give a file, or documents on standard input");
        if (options_.ndjson) {
            writing_.layout = options_.form == "canonical" ? Layout::canonical : Layout::compact;
            read_lines(options_.file, [&](std::string_view line, std::size_t number) {
                if (line.find_first_not_of(" \t\r") != std::string_view::npos) document(line, number);
            });
        } else
            document(read_text(options_.file), 0);
        if (errors_) {
            session_.exit_code = exit_findings;
            // A file is written whole or not at all.
            if (!options_.output.empty()) return;
        }
        if (options_.output.empty())
            session_.terminal.out << text_;
        else
            write_file(options_.output, text_);
    }

private:
    void document(std::string_view text, std::size_t line) {
        const Parts parts = parts_of(text);
        const DocumentType* type = type_ ? type_ : find_document_type(parts.schema());
        if (type && !type->lists && parts.list)
            throw UsageError("an array of documents of the type " + type->name +
                             " cannot be converted as one; use --ndjson");
        if (!type || (!type_ && !parts.uniform())) {
            // What the text is cannot be told, so only its syntax can be.
            const std::string file = options_.file == "-" ? std::string(standard_input) : options_.file;
            session_.terminal.err
                << "carnk: " << printable(file) << (line > 0 ? ':' + std::to_string(line) : std::string())
                << ": the member \"schema\" names no type of document, or several; --type can say it, and "
                   "carnk validate what is wrong\n";
            errors_ = true;
            return;
        }
        Result<std::string> written = type->rewrite(text, parts.list, reading_, writing_);
        for (Finding& f : written.findings().list()) {
            if (line > 0 && f.line) f.line = static_cast<std::uint32_t>(line);
            tell(f);
        }
        if (!written.ok()) {
            errors_ = true;
            return;
        }
        text_ += *written;
        // The canonical form has no end of line: a signature is over these bytes and no other.
        if (options_.ndjson || writing_.layout != Layout::canonical) text_ += '\n';
    }

    void tell(const Finding& f) {
        if (f.severity == Severity::note && !options_.notes) return;
        session_.terminal.err << printable(options_.file == "-" ? std::string(standard_input) : options_.file) << ':'
                              << printable(well_formed(to_string(f))) << '\n';
    }

    Session& session_;
    const Options& options_;
    const DocumentType* type_ = nullptr;
    ReadOptions reading_{};
    WriteOptions writing_{};
    std::string text_{};
    bool errors_ = false;
};

}  // namespace

void add_convert(CLI::App& app, Session& session) {
    CLI::App* verb = app.add_subcommand("convert", "Write documents again: pretty, compact or canonical");
    const auto options = std::make_shared<Options>();
    verb->add_option("file", options->file, "A document or an array of documents; - or nothing is standard input")
        ->option_text("FILE");
    verb->add_option("--type", options->type, "Type of the documents; if not given, their member \"schema\" says it")
        ->option_text("TYPE");
    add_policy(*verb, options->policy);
    verb->add_flag("--ndjson", options->ndjson, "One document a line, in and out");
    verb->add_option("--output", options->output, "File to write instead of standard output")->option_text("FILE");
    verb->add_flag("--notes", options->notes, "Show notes, such as members that are not known and are kept");
    verb->add_option("--form", options->form,
                     "pretty if not given; canonical is RFC 8785, the same bytes for the same content")
        ->default_str("pretty")
        ->check(CLI::IsMember({"pretty", "compact", "canonical"}).description(""))
        ->option_text("pretty|compact|canonical");
    verb->footer(
        "Examples:\n"
        "  carnk convert trial.json --form canonical | sha256sum\n"
        "  carnk convert --ndjson records.ndjson --output compact.ndjson\n\n"
        "Members that this version does not know are kept. A document with findings of error severity is not written.");
    verb->callback([&session, options] { Converter(session, *options).run(); });
}

}  // namespace carnk::inline v0_1::tool
