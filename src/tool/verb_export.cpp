// SPDX-License-Identifier: BSL-1.0
#include <carnk/catalog/builtin.hpp>
#include <carnk/json/write.hpp>
#include <carnk/model/catalog.hpp>

#include "tool/app.hpp"
#include "tool/files.hpp"
#include "tool/input.hpp"
#include "tool/records.hpp"
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

void export_catalog(Session& session, const Options& options) {
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
    add_format(*verb, options->format, {"json", "ndjson"});
    verb->footer(
        "Writes catalog.json with everything, and one file for each type of record. Files are replaced only when they are\n"
        "complete.\n\n"
        "Examples:\n"
        "  carnk export --out catalogue\n"
        "  carnk export --out catalogue --format ndjson");
    verb->callback([&session, options] { export_catalog(session, *options); });
}

}  // namespace carnk::tool
