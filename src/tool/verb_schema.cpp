// SPDX-License-Identifier: BSL-1.0
#include <carnk/interop/documents.hpp>

#include "tool/app.hpp"
#include "tool/common.hpp"
#include "tool/files.hpp"
#include "tool/input.hpp"
#include "tool/text.hpp"

#include <memory>

namespace carnk::inline v0_1::tool {

namespace {

struct Options {
    std::string type{}, folder{};
    bool openapi = false, typescript = false, extensions = false, plain = false;
};

// The words before the first full stop: what a list has room for.
std::string first_sentence(std::string_view text) {
    const std::size_t end = text.find_first_of(".\n");
    return std::string(text.substr(0, end));
}

void list_types(Output& out) {
    Table table({{"Name", false, Style::strong}, {"Schema", false, Style::plain}, {"Document", false, Style::plain}});
    for (const TypeInfo* type : carnk::document_types())
        table.add(
            {std::string(document_name(*type)), std::string(type->schema), first_sentence(description_of(type->name))});
    table.print(out);
    out << '\n' << "carnk schema NAME prints the schema of one, or of any part such as Money.\n";
}

void write_all(Output& out, const Options& options, const SchemaOptions& how) {
    const std::filesystem::path folder(options.folder);
    make_folder(folder);
    std::size_t files = 0;
    const auto put = [&](const std::string& name, const std::string& text) {
        write_file((folder / name).string(), text);
        ++files;
    };
    for (const TypeInfo* type : carnk::document_types())
        put(std::string(document_name(*type)) + ".schema.json", schema_named(type->schema, how));
    put("openapi.json", openapi_text(carnk::document_types(), how));
    put("carnk.d.ts", typescript_text(carnk::document_types(), how));
    out << "wrote " << counted(files, "file") << " to " << printable(options.folder) << '\n';
}

void schema(Session& session, const Options& options) {
    Output& out = session.terminal.out;
    SchemaOptions how;
    how.descriptions = !options.plain;
    how.extensions = options.extensions;
    const int asked = (options.type.empty() ? 0 : 1) + (options.folder.empty() ? 0 : 1) + (options.openapi ? 1 : 0) +
                      (options.typescript ? 1 : 0);
    if (asked > 1) throw UsageError("give one of TYPE, --all, --openapi and --typescript");
    if (!options.folder.empty()) {
        write_all(out, options, how);
    } else if (options.openapi) {
        out << openapi_text(carnk::document_types(), how);
    } else if (options.typescript) {
        out << typescript_text(carnk::document_types(), how);
    } else if (options.type.empty()) {
        list_types(out);
    } else if (const std::string text = schema_named(options.type, how); !text.empty()) {
        out << text;
    } else {
        std::vector<std::string> names;
        for (const TypeInfo* type : carnk::document_types())
            names.emplace_back(document_name(*type));
        for (const TypeInfo* type : named_types(carnk::document_types()))
            names.push_back(name_of(*type));
        const std::vector<std::string> meant = near(options.type, names);
        throw UsageError("there is no type '" + printable(options.type) + "'; " +
                         (meant.empty() ? std::string("'carnk schema' lists the documents")
                                        : "did you mean " + joined(meant, " or ") + '?'));
    }
}

}  // namespace

void add_schema(CLI::App& app, Session& session) {
    CLI::App* verb = app.add_subcommand("schema", "Print JSON Schema, OpenAPI or TypeScript of the documents");
    const auto options = std::make_shared<Options>();
    verb->add_option("TYPE", options->type, "Document or part: trial, carnk/trial/1, Money; without it, a list")
        ->type_name("");
    verb->add_option("--all", options->folder,
                     "Write the schemas of all documents, openapi.json and carnk.d.ts to this folder")
        ->option_text("DIR");
    verb->add_flag("--openapi", options->openapi, "Print an OpenAPI 3.1 document with all types as components");
    verb->add_flag("--typescript", options->typescript, "Print TypeScript declarations of all types");
    verb->add_flag("--extensions", options->extensions,
                   "Add x-ucum-unit and x-enum-descriptions, which validators may have to be told of");
    verb->add_flag("--no-descriptions", options->plain, "Leave the descriptions out");
    verb->footer(
        "JSON Schema is draft 2020-12. Where an optional member is absent the reader also takes null; the schemas do not.\n"
        "Check digits, days of a month and the grammar of units are checked by 'carnk validate' only.\n\n"
        "Examples:\n"
        "  carnk schema trial > trial.schema.json\n"
        "  carnk schema --all schemas\n"
        "  carnk schema --typescript > carnk.d.ts");
    verb->callback([&session, options] { schema(session, *options); });
}

}  // namespace carnk::inline v0_1::tool
