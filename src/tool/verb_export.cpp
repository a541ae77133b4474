// SPDX-License-Identifier: BSL-1.0
#include <carnk/catalog/builtin.hpp>
#include <carnk/interop/elm.hpp>
#include <carnk/interop/fhir.hpp>
#include <carnk/interop/tables.hpp>
#include <carnk/json/canonical.hpp>
#include <carnk/json/write.hpp>
#include <carnk/model/catalog.hpp>

#include "tool/app.hpp"
#include "tool/common.hpp"
#include "tool/files.hpp"
#include "tool/input.hpp"
#include "tool/records.hpp"
#include "tool/sqlite_file.hpp"
#include "tool/text.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <memory>

namespace carnk::inline v0_1::tool {

namespace {

namespace fs = std::filesystem;

struct Options {
    std::string folder{}, format{}, as{}, from{}, ledger{}, server = FhirOptions().server;
    std::vector<std::string> records{};
    bool everything = false, definitions = false;
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
        if (format == "markdown") write_file((folder / (table.name + ".md")).string(), markdown_text(table));
    }
    const fs::path file = folder / ("carnk." + format);
    if (format == "sqlite")
        write_database(file, sql_text(tables));
    else if (format == "sql")
        write_file(file.string(), sql_text(tables));
    const bool one_each = format == "csv" || format == "markdown";
    out << "wrote " << printable((one_each ? folder : file).string()) << "  (" << counted(tables.size(), "table")
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

// ---------------------------------------------------------------------------------------------------- FHIR

// The documents of a file: one, an array of them, or one a line.
std::vector<std::string> documents_in(const std::string& file) {
    std::vector<std::string> documents;
    if (file.ends_with(".ndjson") || file.ends_with(".jsonl")) {
        read_lines(file, [&](std::string_view line, std::size_t) {
            if (line.find_first_not_of(" \t\r") != std::string_view::npos) documents.emplace_back(line);
        });
        return documents;
    }
    const std::string text = read_text(file);
    const Parts parts = parts_of(text);
    // A text that is broken goes on whole, so that what is said of it is said once.
    if (!parts.list || !canonicalize(text)) return {text};
    for (const Part& part : parts.parts)
        documents.push_back(text.substr(part.begin, part.end - part.begin));
    return documents;
}

// Who asks for a record by its id gets it; of lists, doubtful ones stay out.
std::vector<std::string> documents_of(const Options& options, std::size_t& left_out) {
    const Catalog& catalog = builtin_catalog();
    std::vector<std::string> documents;
    const auto put = [&](const std::vector<Record>& records) {
        for (const Record& r : records) {
            if (r.doubt && !options.everything)
                ++left_out;
            else
                documents.push_back(r.json(compact).value());
        }
    };
    if (options.records.empty()) put(all_records(catalog));
    for (const std::string& asked : options.records)
        if (const RecordType* type = find_record_type(asked))
            put(type->records(*type, catalog));
        else
            documents.push_back(find_record(catalog, asked).json(compact).value());
    return documents;
}

void summarize(Output& err, const FhirExport& result) {
    static constexpr std::array<std::string_view, 8> names{"exact",     "renamed", "narrowed",        "widened",
                                                           "defaulted", "merged",  "kept as unknown", "dropped"};
    std::array<std::int64_t, names.size()> counts{};
    std::int64_t leaves = 0;
    for (const Ledger& ledger : result.ledgers) {
        leaves += ledger.leaves;
        for (const LedgerCount& c : ledger.counts)
            counts[static_cast<std::size_t>(c.fate)] += c.leaves;
    }
    err << counted(result.ledgers.size(), "record") << ", " << grouped(leaves) << " leaves";
    for (std::size_t i = 0; i < counts.size(); ++i)
        if (counts[i] > 0) err << ", " << grouped(counts[i]) << ' ' << names[i];
    err << '\n';
}

void export_fhir(Session& session, const Options& options) {
    Output& out = session.terminal.out;
    const fs::path to(options.folder);
    const auto put = [&](const fs::path& file, const std::string& text, std::size_t resources) {
        write_file(file.string(), text);
        out << "wrote " << printable(file.string()) << "  (" << counted(resources, "resource") << ", "
            << sized(text.size()) << ")\n";
    };
    if (options.definitions) {
        make_folder(to);
        for (const FhirResource& r : fhir_definitions())
            put(to / ("StructureDefinition-" + r.id + ".json"), r.json + '\n', 1);
        return;
    }
    FhirOptions how;
    how.server = options.server;
    if (how.server.find(':') == std::string::npos || how.server.find_first_of(" \t\r\n") != std::string::npos)
        throw UsageError("--server: expected an address such as https://fhir.example.org/r4; found '" +
                         printable(how.server) + "'");
    how.doubtful = true;
    std::size_t left_out = 0;
    const std::vector<std::string> documents =
        options.from.empty() ? documents_of(options, left_out) : documents_in(options.from);
    const FhirExport result = to_fhir(std::span<const std::string>(documents), how);
    const bool lines = options.format == "ndjson" || to.extension() == ".ndjson";
    if (const fs::path kind = to.extension(); kind == ".json" || kind == ".ndjson") {
        put(to, lines ? fhir_ndjson(result) : fhir_bundle(result, how), result.resources.size());
    } else {
        make_folder(to);
        if (!lines) put(to / "bundle.json", fhir_bundle(result, how), result.resources.size());
        std::map<std::string, FhirExport> by_type;
        if (lines)
            for (const FhirResource& r : result.resources)
                by_type[r.type].resources.push_back(r);
        for (const auto& [type, part] : by_type)
            put(to / (type + ".ndjson"), fhir_ndjson(part), part.resources.size());
    }
    if (!options.ledger.empty()) {
        std::string ledgers;
        for (const Ledger& ledger : result.ledgers)
            ledgers += try_write(ledger).value() + '\n';
        write_file(options.ledger, ledgers);
    }
    Output& err = session.terminal.err;
    for (const Finding& f : result.findings)
        err << printable(to_string(f)) << '\n';
    if (result.ledgers.size() == 1)
        err << printable(to_text(result.ledgers[0]));
    else
        summarize(err, result);
    if (left_out > 0) err << counted(left_out, "doubtful record") << " left out; --everything exports them too\n";
    if (!result.findings.empty()) session.exit_code = exit_findings;
}

// ---------------------------------------------------------------------------------------------------- ELM

bool is_asked_for(const EligibilityRecord& record, const std::vector<std::string>& ids) {
    return ids.empty() || std::any_of(ids.begin(), ids.end(), [&](const std::string& id) {
               const std::string wanted = lowered(id);
               return lowered(record.id.text()) == wanted ||
                      (record.trial_id && lowered(record.trial_id->text()) == wanted);
           });
}

// The criteria of each trial as a library for engines of Clinical Quality Language; what a library does not say goes to standard error.
void export_elm(Session& session, const Options& options) {
    std::vector<const EligibilityRecord*> records;
    for (const EligibilityRecord& r : builtin_catalog().eligibility)
        if (is_asked_for(r, options.records)) records.push_back(&r);
    for (const std::string& id : options.records)
        if (std::none_of(records.begin(), records.end(),
                         [&](const EligibilityRecord* r) { return is_asked_for(*r, {id}); }))
            throw UsageError("there are no eligibility criteria of '" + printable(id) +
                             "'; carnk list eligibility shows which there are");
    const fs::path folder(options.folder);
    make_folder(folder);
    std::size_t parameters = 0, notes = 0, bytes = 0;
    for (const EligibilityRecord* record : records) {
        const ElmLibrary library = write_elm(*record);
        write_file((folder / (record->id.text() + ".elm.json")).string(), library.text + '\n');
        parameters += library.parameters.size();
        notes += library.notes.size();
        bytes += library.text.size();
        for (const ElmNote& note : library.notes)
            session.terminal.err << record->id.text() << ' ' << note.criterion.text() << ": " << printable(note.reason)
                                 << '\n';
    }
    session.terminal.out << "wrote " << printable(folder.string()) << "  ("
                         << counted(records.size(), "library", "libraries") << ", " << counted(parameters, "parameter")
                         << ", " << sized(bytes) << "; " << counted(notes, "note") << " on what they do not say)\n";
}

void run(Session& session, Options options) {
    if (options.as == "elm") {
        if (!options.ledger.empty() || options.definitions || options.everything || !options.from.empty())
            throw UsageError("--from, --ledger, --definitions and --everything belong to 'carnk export fhir'");
        if (options.format != "json") throw UsageError("ELM has the format json; found '" + options.format + "'");
        return export_elm(session, options);
    }
    if (options.as.empty()) {
        if (!options.ledger.empty() || options.definitions || options.everything || !options.from.empty())
            throw UsageError("--from, --ledger, --definitions and --everything belong to 'carnk export fhir'");
        return export_catalog(session, options);
    }
    if (options.format != "json" && options.format != "ndjson")
        throw UsageError("FHIR has the formats json and ndjson; found '" + options.format + "'");
    if (!options.from.empty() && (!options.records.empty() || options.everything || options.definitions))
        throw UsageError("--from takes all records of the file, and none of the catalogue");
    export_fhir(session, options);
}

}  // namespace

void add_export(CLI::App& app, Session& session) {
    CLI::App* verb = app.add_subcommand("export", "Write the built-in catalogue to files");
    const auto options = std::make_shared<Options>();
    verb->add_option(
            "standard", options->as,
            "fhir: as resources of HL7 FHIR R4 (4.0.1); elm: the logic of criteria as HL7 ELM; else as documents or tables")
        ->check(CLI::IsMember({"fhir", "elm"}).description(""))
        ->option_text("[fhir|elm]");
    verb->add_option("records", options->records,
                     "Of FHIR: types or ids of records; of ELM: trials or ids of criteria; nothing is all")
        ->option_text("[TYPE|ID...]");
    verb->add_option("--out", options->folder,
                     "Folder to write to; it is made if it is not there. Of FHIR also a file, .json or .ndjson")
        ->required()
        ->option_text("DIR");
    add_format(*verb, options->format, {"json", "ndjson", "csv", "markdown", "sqlite", "sql"});
    verb->add_option(
            "--from", options->from,
            "Of FHIR: the records of this file instead of the catalogue's: a document, an array of them, or one a line "
            "(.ndjson); - is standard input")
        ->option_text("FILE");
    verb->add_option("--ledger", options->ledger,
                     "Of FHIR: write what became of every leaf to this file, one ledger a line")
        ->option_text("FILE");
    verb->add_option("--server", options->server, "Of FHIR: address before type and id of each resource")
        ->option_text("URL");
    verb->add_flag("--everything", options->everything, "Of FHIR: doubtful records too");
    verb->add_flag("--definitions", options->definitions,
                   "Of FHIR: write the StructureDefinitions of our extensions and profiles instead");
    verb->footer(
        "Writes catalog.json with everything, and one file for each type of record. As tables, lists within records are tables\n"
        "of their own: csv is one file each, markdown the same for papers, without columns that are empty or JSON; sqlite is one database\n"
        "with keys, checks and views, sql the script that makes it.\n"
        "Files are replaced only when they are complete.\n\n"
        "As FHIR, trials are ResearchStudy, criteria Group, centers Organization and Location, products Medication, constructs\n"
        "Substance, published studies Evidence and RiskEvidenceSynthesis, costs ChargeItemDefinition, terms and value sets CodeSystem\n"
        "and ValueSet, all else Basic; in one Bundle, or as lines, a file for each type. A summary of what became of the leaves goes to\n"
        "standard error.\n\n"
        "As ELM, the criteria of each trial are one library for engines of Clinical Quality Language. What is asked of the patient is a\n"
        "parameter, null where it is not known; what a library does not say goes to standard error.\n\n"
        "Examples:\n"
        "  carnk export --out catalogue\n"
        "  carnk export --out catalogue --format ndjson\n"
        "  carnk export --out . --format sqlite && sqlite3 carnk.sqlite 'SELECT * FROM landscape'\n"
        "  carnk export fhir --out fhir --ledger ledger.ndjson\n"
        "  carnk export fhir NCT03056339 elig-nct03056339 --out trial.json\n"
        "  carnk import ctgov studies.json --trials | carnk export fhir --from - --out studies.fhir.json\n"
        "  carnk export elm NCT05092451 --out elm");
    verb->callback([&session, options] { run(session, *options); });
}

}  // namespace carnk::inline v0_1::tool
