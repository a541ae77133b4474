// SPDX-License-Identifier: BSL-1.0
#include <carnk/interop/clinicaltrials_gov.hpp>
#include <carnk/json/write.hpp>

#include "tool/app.hpp"
#include "tool/input.hpp"
#include "tool/text.hpp"

#include <array>
#include <memory>
#include <set>

namespace carnk::inline v0_1::tool {

namespace {

struct Options {
    std::string from{}, file = "-", format{}, ledger{}, accessed{};
    bool trials = false, notes = false, back = false;
};

class Importer {
public:
    Importer(Session& session, const Options& options)
        : out_(session.terminal.out), err_(session.terminal.err), options_(options) {
        if (options.accessed.empty()) return;
        const Optional<PartialDate> day = PartialDate::from_text(options.accessed);
        if (!day)
            throw UsageError("--accessed: " + std::string(PartialDate::expected) + "; found '" +
                             printable(options.accessed) + "'");
        how_.accessed = *day;
    }

    /// Takes the lines as they come. A text of one object a line is imported line by line, any other one as a whole.
    void run() {
        read_lines(options_.file, [&](std::string_view line, std::size_t number) { take(line, number); });
        if (!stream_) whole();
        finish();
    }
    [[nodiscard]] bool errors() const noexcept { return errors_ > 0; }

private:
    static bool blank(std::string_view line) { return line.find_first_not_of(" \t\r\n") == std::string_view::npos; }

    void take(std::string_view line, std::size_t number) {
        if (stream_) return record(line, number);
        if (!text_.empty() && !decided_ && !blank(line)) {
            decided_ = true;
            stream_ = first_ != 0 && line.front() == '{';
            if (stream_) {
                how_.ledger = options_.ledger.empty() ? LedgerDetail::counts : LedgerDetail::entries;
                const std::string first = std::move(text_);
                text_.clear();
                record(std::string_view(first).substr(first.find('{')), first_);
                return record(line, number);
            }
        }
        // The first line that is not blank.
        if (first_ == 0 && !blank(line)) {
            first_ = number;
            if (line.front() != '{') decided_ = true;
        }
        text_.append(line) += '\n';
    }
    void record(std::string_view line, std::size_t number) {
        if (blank(line)) return;
        CtgovImport import = read_clinicaltrials_gov(line, how_);
        for (Finding& f : import.findings.list())
            if (f.line) f.line = static_cast<std::uint32_t>(number);
        add(std::move(import));
    }
    void whole() {
        CtgovImport import = read_clinicaltrials_gov(text_, how_);
        if (import.records.size() == 1 && import.ledgers.size() == 1) summary_ = to_text(import.ledgers[0]);
        list_ = import.records.size() != 1;
        add(std::move(import));
    }

    void add(CtgovImport import) {
        for (const Finding& f : import.findings)
            tell(f);
        for (const Ledger& ledger : import.ledgers) {
            leaves_ += ledger.leaves;
            for (const LedgerCount& c : ledger.counts)
                counts_[static_cast<std::size_t>(c.fate)] += c.leaves;
            if (!options_.ledger.empty()) ledgers_ += try_write(ledger).value() + '\n';
        }
        for (const RegistryRecord& r : import.records)
            put(r);
    }
    void put(const RegistryRecord& record) {
        if (stream_ && !ids_.insert(record.trial.id.text()).second) {
            Finding f;
            f.rule = "CNK-CTGOV-008";
            f.severity = Severity::warning;
            f.message = "the text holds more than one record of the study";
            f.observed = record.trial.id.text();
            tell(f);
        }
        const bool json = options_.format == "json";
        const WriteOptions& layout = json ? pretty : carnk::compact;
        std::string text = options_.back     ? write_clinicaltrials_gov(record)
                           : options_.trials ? write(record.trial, layout)
                                             : write(record, layout);
        if (json && (stream_ || list_)) out_ << (records_ == 0 ? "[\n" : ",\n");
        out_ << text;
        if (!json || !(stream_ || list_)) out_ << '\n';
        ++records_;
    }
    void tell(const Finding& f) {
        if (f.severity == Severity::error) ++errors_;
        if (f.severity == Severity::note && !options_.notes) {
            ++notes_;
            return;
        }
        err_ << printable(options_.file == "-" ? std::string(standard_input) : options_.file) << ':'
             << printable(well_formed(to_string(f))) << '\n';
    }
    void finish() {
        if (options_.format == "json" && (stream_ || list_)) out_ << (records_ == 0 ? "[]\n" : "\n]\n");
        if (!options_.ledger.empty()) write_file(options_.ledger, ledgers_);
        if (!summary_.empty()) {
            err_ << printable(well_formed(summary_));
        } else {
            err_ << counted(records_, "record") << ", " << grouped(static_cast<long long>(leaves_)) << " leaves";
            static constexpr std::array<std::string_view, 8> names{
                "exact", "renamed", "narrowed", "widened", "defaulted", "merged", "kept as unknown", "dropped"};
            for (std::size_t i = 0; i < counts_.size(); ++i)
                if (counts_[i] > 0) err_ << ", " << grouped(static_cast<long long>(counts_[i])) << ' ' << names[i];
            err_ << '\n';
        }
        if (options_.trials && !options_.back)
            err_
                << "only the trials were written: posted results, documents, criteria and marks of derivation were not\n";
        if (notes_ > 0) err_ << counted(notes_, "note") << "; --notes shows them\n";
    }

    Output& out_;
    Output& err_;
    const Options& options_;
    CtgovOptions how_{};
    std::string text_, ledgers_, summary_;
    std::set<std::string> ids_;
    std::array<std::int64_t, 8> counts_{};
    std::int64_t leaves_ = 0;
    std::size_t first_ = 0, records_ = 0, errors_ = 0, notes_ = 0;
    bool decided_ = false, stream_ = false, list_ = false;
};

void run(Session& session, const Options& options) {
    if (options.file == "-" && input_is_terminal()) throw UsageError("give a file, or the text on standard input");
    Importer importer(session, options);
    importer.run();
    if (importer.errors()) session.exit_code = exit_findings;
}

}  // namespace

void add_import(CLI::App& app, Session& session) {
    CLI::App* verb = app.add_subcommand("import", "Read records of a register into documents of this library");
    const auto options = std::make_shared<Options>();
    verb->add_option("register", options->from,
                     "Where the records come from: ctgov is ClinicalTrials.gov, API version 2")
        ->required()
        ->check(CLI::IsMember({"ctgov"}).description(""))
        ->option_text("ctgov");
    verb->add_option(
            "file", options->file,
            "A study, an array of studies, a page of a search, or one of these a line; - or nothing is standard input")
        ->option_text("FILE");
    verb->add_option("--ledger", options->ledger, "Write what became of every leaf to this file, one ledger a line")
        ->option_text("FILE");
    verb->add_option("--accessed", options->accessed, "Day on which the records were fetched")->option_text("DATE");
    verb->add_flag("--trials", options->trials, "Write the trials only, which other verbs read");
    verb->add_flag("--back", options->back, "Write the register's layout again, as a check that nothing is lost");
    verb->add_flag("--notes", options->notes,
                   "Show notes: unknown members, and each value that was derived from words");
    add_format(*verb, options->format, {"json", "ndjson"});
    verb->footer(
        "Writes records (carnk/registry-record/1) with the trial, posted results, documents, criteria and what was derived from words.\n"
        "Findings and a summary of the ledger go to standard error.\n\n"
        "Examples:\n"
        "  carnk import ctgov NCT03056339.json > record.json\n"
        "  carnk import ctgov page.json --trials --format ndjson | carnk validate --ndjson -\n"
        "  carnk import ctgov studies.ndjson --format ndjson --ledger ledger.ndjson > records.ndjson");
    verb->callback([&session, options] { run(session, *options); });
}

}  // namespace carnk::inline v0_1::tool
