// SPDX-License-Identifier: BSL-1.0
#include <carnk/catalog/builtin.hpp>
#include <carnk/interop/tables.hpp>
#include <carnk/json/write.hpp>
#include <carnk/model/catalog.hpp>

#include "tool/app.hpp"
#include "tool/files.hpp"
#include "tool/input.hpp"
#include "tool/records.hpp"
#include "tool/sqlite_file.hpp"
#include "tool/text.hpp"

#include <filesystem>
#include <memory>

namespace carnk::tool {

namespace {

namespace fs = std::filesystem;

struct Options {
    std::string folder{}, format{};
};

std::string sized(std::size_t bytes) {
    return bytes < 1024 ? counted(bytes, "byte") : grouped(static_cast<long long>((bytes + 512) / 1024)) + " KiB";
}

// Tables: one CSV file each, or all in one database or script.
void export_tables(Output& out, const fs::path& folder, const std::string& format) {
    if (format == "sqlite" && !has_sqlite())
        throw UsageError("this command was built without SQLite; --format sql writes a script for the sqlite3 command");
    make_folder(folder);
    const std::vector<carnk::Table> tables = tables_of(builtin_catalog());
    std::size_t rows = 0;
    for (const carnk::Table& table : tables) {
        rows += table.rows.size();
        if (format == "csv") write_file((folder / (table.name + ".csv")).string(), csv_text(table));
    }
    const fs::path file = folder / ("carnk." + format);
    if (format == "sqlite")
        write_database(file, sql_text(tables));
    else if (format == "sql")
        write_file(file.string(), sql_text(tables));
    out << "wrote " << printable((format == "csv" ? folder : file).string()) << "  (" << counted(tables.size(), "table")
        << ", " << counted(rows, "row") << ")\n";
}

void export_catalog(Session& session, const Options& options) {
    if (options.format != "json" && options.format != "ndjson")
        return export_tables(session.terminal.out, options.folder, options.format);
    const Catalog& catalog = builtin_catalog();
    const fs::path folder(options.folder);
    make_folder(folder);

    Output& out = session.terminal.out;
    const auto put = [&](const std::string& name, const std::string& text, std::size_t records) {
        write_file((folder / name).string(), text);
        out << "wrote " << printable((folder / name).string()) << "  (" << counted(records, "record") << ", "
            << sized(text.size()) << ")\n";
    };
    std::size_t all = 0;
    for (const RecordType& type : record_types())
        all += type.records(type, catalog).size();
    put("catalog.json", write(catalog, pretty) + '\n', all);
    for (const RecordType& type : record_types()) {
        const std::vector<Record> records = type.records(type, catalog);
        std::string text;
        if (options.format == "json")
            text = type.write_all(catalog, pretty).value() + '\n';
        else
            for (const Record& r : records)
                text += r.json(compact).value() + '\n';
        put(std::string(type.plural) + '.' + options.format, text, records.size());
    }
}

}  // namespace

void add_export(CLI::App& app, Session& session) {
    CLI::App* verb = app.add_subcommand("export", "Write the built-in catalogue to files");
    const auto options = std::make_shared<Options>();
    verb->add_option("--out", options->folder, "Folder to write to; it is made if it is not there")
        ->required()
        ->option_text("DIR");
    add_format(*verb, options->format, {"json", "ndjson", "csv", "sqlite", "sql"});
    verb->footer(
        "Writes catalog.json with everything, and one file for each type of record. As tables, lists within records are tables\n"
        "of their own: csv is one file each, sqlite one database with keys, checks and views, sql the script that makes it.\n"
        "Files are replaced only when they are complete.\n\n"
        "Examples:\n"
        "  carnk export --out catalogue\n"
        "  carnk export --out catalogue --format ndjson\n"
        "  carnk export --out . --format sqlite && sqlite3 carnk.sqlite 'SELECT * FROM landscape'");
    verb->callback([&session, options] { export_catalog(session, *options); });
}

}  // namespace carnk::tool
