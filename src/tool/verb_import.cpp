// SPDX-License-Identifier: BSL-1.0
#include <carnk/interop/clinicaltrials_gov.hpp>
#include <carnk/json/write.hpp>

#include "tool/input.hpp"
#include "tool/text.hpp"
#include "tool/verb_import.hpp"

#include <memory>
#include <set>

namespace carnk::inline v0_1::tool {

void ImportText::read(const std::string& file, const Record& record, const Whole& whole) {
    read_lines(file, [&](std::string_view line, std::size_t number) { take(line, number, record); });
    if (!stream_) whole(text_);
}

void ImportText::take(std::string_view line, std::size_t number, const Record& record) {
    const bool blank = line.find_first_not_of(" \t\r\n") == std::string_view::npos;
    if (stream_) {
        if (!blank) record(line, number);
        return;
    }
    if (!text_.empty() && !decided_ && !blank) {
        decided_ = true;
        stream_ = first_ != 0 && line.front() == '{';
        if (stream_) {
            const std::string first = std::move(text_);
            text_.clear();
            record(std::string_view(first).substr(first.find('{')), first_);
            return record(line, number);
        }
    }
    // The first line that is not blank.
    if (first_ == 0 && !blank) {
        first_ = number;
        if (line.front() != '{') decided_ = true;
    }
    text_.append(line) += '\n';
}

ImportReport::ImportReport(Session& session, const ImportOptions& options)
    : err_(session.terminal.err), options_(options) {}

void ImportReport::tell(const Finding& f) {
    if (f.severity == Severity::error) ++errors_;
    if (f.severity == Severity::note && !options_.notes) {
        ++notes_;
        return;
    }
    err_ << printable(options_.file == "-" ? std::string(standard_input) : options_.file) << ':'
         << printable(well_formed(to_string(f))) << '\n';
}

void ImportReport::count(const Ledger& ledger) {
    leaves_ += ledger.leaves;
    for (const LedgerCount& c : ledger.counts)
        counts_[static_cast<std::size_t>(c.fate)] += c.leaves;
    if (!options_.ledger.empty()) ledgers_ += try_write(ledger).value() + '\n';
}

void ImportReport::finish(const std::string& summary, std::size_t records) {
    if (!options_.ledger.empty()) write_file(options_.ledger, ledgers_);
    if (!summary.empty()) {
        err_ << printable(well_formed(summary));
        return;
    }
    err_ << counted(records, "record") << ", " << grouped(static_cast<long long>(leaves_)) << " leaves";
    static constexpr std::array<std::string_view, 8> names{"exact",     "renamed", "narrowed",        "widened",
                                                           "defaulted", "merged",  "kept as unknown", "dropped"};
    for (std::size_t i = 0; i < counts_.size(); ++i)
        if (counts_[i] > 0) err_ << ", " << grouped(static_cast<long long>(counts_[i])) << ' ' << names[i];
    err_ << '\n';
}

void ImportReport::finish_notes() {
    if (notes_ > 0) err_ << counted(notes_, "note") << "; --notes shows them\n";
}

namespace {

class Importer {
public:
    Importer(Session& session, const ImportOptions& options)
        : out_(session.terminal.out), err_(session.terminal.err), options_(options), report_(session, options) {
        if (options.accessed.empty()) return;
        const Optional<PartialDate> day = PartialDate::from_text(options.accessed);
        if (!day)
            throw UsageError("--accessed: " + std::string(PartialDate::expected) + "; found '" +
                             printable(options.accessed) + "'");
        how_.accessed = *day;
    }

    void run() {
        text_.read(
            options_.file, [this](std::string_view line, std::size_t number) { record(line, number); },
            [this](std::string_view text) { whole(text); });
        finish();
    }
    [[nodiscard]] bool errors() const noexcept { return report_.errors(); }

private:
    void record(std::string_view line, std::size_t number) {
        how_.ledger = options_.ledger.empty() ? LedgerDetail::counts : LedgerDetail::entries;
        CtgovImport import = read_clinicaltrials_gov(line, how_);
        for (Finding& f : import.findings.list())
            if (f.line) f.line = static_cast<std::uint32_t>(number);
        add(std::move(import));
    }
    void whole(std::string_view text) {
        CtgovImport import = read_clinicaltrials_gov(text, how_);
        if (import.records.size() == 1 && import.ledgers.size() == 1) summary_ = to_text(import.ledgers[0]);
        list_ = import.records.size() != 1;
        add(std::move(import));
    }

    void add(CtgovImport import) {
        for (const Finding& f : import.findings)
            report_.tell(f);
        for (const Ledger& ledger : import.ledgers)
            report_.count(ledger);
        for (const RegistryRecord& r : import.records)
            put(r);
    }
    void put(const RegistryRecord& record) {
        if (text_.stream() && !ids_.insert(record.trial.id.text()).second) {
            Finding f;
            f.rule = "CNK-CTGOV-008";
            f.severity = Severity::warning;
            f.message = "the text holds more than one record of the study";
            f.observed = record.trial.id.text();
            report_.tell(f);
        }
        const bool json = options_.format == "json";
        const WriteOptions& layout = json ? pretty : carnk::compact;
        std::string text = options_.back     ? write_clinicaltrials_gov(record)
                           : options_.trials ? write(record.trial, layout)
                                             : write(record, layout);
        if (json && (text_.stream() || list_)) out_ << (records_ == 0 ? "[\n" : ",\n");
        out_ << text;
        if (!json || !(text_.stream() || list_)) out_ << '\n';
        ++records_;
    }
    void finish() {
        if (options_.format == "json" && (text_.stream() || list_)) out_ << (records_ == 0 ? "[]\n" : "\n]\n");
        report_.finish(summary_, records_);
        if (options_.trials && !options_.back)
            err_
                << "only the trials were written: posted results, documents, criteria and marks of derivation were not\n";
        report_.finish_notes();
    }

    Output& out_;
    Output& err_;
    const ImportOptions& options_;
    CtgovOptions how_{};
    ImportText text_{};
    ImportReport report_;
    std::string summary_{};
    std::set<std::string> ids_{};
    std::size_t records_ = 0;
    bool list_ = false;
};

void run(Session& session, const ImportOptions& options) {
    const bool fhir = options.from != "ctgov";
    const auto belongs = [&](bool given, const char* option, bool here) {
        if (given && !here) throw UsageError(std::string(option) + " is not for " + options.from);
    };
    belongs(!options.accessed.empty(), "--accessed", !fhir);
    belongs(options.trials, "--trials", !fhir);
    belongs(options.back, "--back", !fhir);
    belongs(!options.label.empty(), "--label", fhir);
    belongs(!options.as_of.empty(), "--as-of", fhir);
    belongs(options.codes, "--codes", fhir);
    if (!options.codes && options.file == "-" && input_is_terminal())
        throw UsageError("give a file, or the text on standard input");
    if (fhir) return import_fhir_patient(session, options);
    Importer importer(session, options);
    importer.run();
    if (importer.errors()) session.exit_code = exit_findings;
}

}  // namespace

void add_import(CLI::App& app, Session& session) {
    CLI::App* verb =
        app.add_subcommand("import", "Read records of a register, or patients, into documents of this library");
    const auto options = std::make_shared<ImportOptions>();
    verb->add_option(
            "source", options->from,
            "What is read: ctgov is ClinicalTrials.gov, API version 2; fhir-patient is a FHIR R4 Bundle of one patient")
        ->required()
        ->check(CLI::IsMember({"ctgov", "fhir-patient"}).description(""))
        ->option_text("ctgov|fhir-patient");
    verb->add_option("file", options->file,
                     "A study, an array of studies, a page of a search, a bundle, or one of these a line; - or nothing "
                     "is standard input")
        ->option_text("FILE");
    verb->add_option("--ledger", options->ledger, "Write what became of every leaf to this file, one ledger a line")
        ->option_text("FILE");
    verb->add_option("--accessed", options->accessed, "Day on which the records were fetched")->option_text("DATE");
    verb->add_flag("--trials", options->trials, "Write the trials only, which other verbs read");
    verb->add_flag("--back", options->back, "Write the register's layout again, as a check that nothing is lost");
    verb->add_flag("--notes", options->notes,
                   "Show notes: unknown members, and each value that was derived from words");
    verb->add_option("--label", options->label,
                     "Label of the patient's record, never a name or number of the person; with bundles one a line, "
                     "-1, -2 and so on follow")
        ->option_text("LABEL");
    verb->add_option("--as-of", options->as_of, "Day up to which the patient's record was kept")->option_text("DATE");
    verb->add_flag("--codes", options->codes,
                   "List the codes that are mapped from FHIR, and the terms that they become");
    add_format(*verb, options->format, {"json", "ndjson"});
    verb->footer(
        "Writes records (carnk/registry-record/1) with the trial, posted results, documents, criteria and what was derived from words,\n"
        "or patient records (carnk/patient/1), which carnk screen and carnk match read.\n"
        "Findings and a summary of the ledger go to standard error.\n\n"
        "Examples:\n"
        "  carnk import ctgov NCT03056339.json > record.json\n"
        "  carnk import ctgov page.json --trials --format ndjson | carnk validate --ndjson -\n"
        "  carnk import ctgov studies.ndjson --format ndjson --ledger ledger.ndjson > records.ndjson\n"
        "  carnk import fhir-patient bundle.json > patient.json\n"
        "  carnk import fhir-patient cohort.ndjson --format ndjson > patients.ndjson");
    verb->callback([&session, options] { run(session, *options); });
}

}  // namespace carnk::inline v0_1::tool
