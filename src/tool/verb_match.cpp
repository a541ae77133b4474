// SPDX-License-Identifier: BSL-1.0
#include <carnk/catalog/builtin.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/insight/match.hpp>
#include <carnk/json/ndjson.hpp>
#include <carnk/json/read.hpp>
#include <carnk/json/write.hpp>
#include <carnk/model/catalog.hpp>

#include "tool/app.hpp"
#include "tool/input.hpp"
#include "tool/place.hpp"
#include "tool/text.hpp"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>

namespace carnk::inline v0_1::tool {

namespace {

struct Options {
    std::string patient{}, cohort{}, as_of{}, near{}, country{}, format{};
    std::vector<std::string> cohorts{}, arms{}, dose_levels{};
    bool closed = false, doubtful = false, redact = false, identified = false, full = false, progress = false;
    std::size_t threads = 1;
};

MatchOptions match_options(const Options& o) {
    MatchOptions options;
    options.closed = o.closed;
    options.doubtful = o.doubtful;
    if (!o.as_of.empty()) {
        options.screen.as_of = PartialDate::from_text(o.as_of);
        if (!options.screen.as_of || !options.screen.as_of->day())
            throw UsageError("--as-of: a day as YYYY-MM-DD; found '" + printable(o.as_of) + "'");
    }
    if (!o.cohorts.empty()) options.screen.cohorts = o.cohorts;
    if (!o.arms.empty()) options.screen.arms = o.arms;
    if (!o.dose_levels.empty()) options.screen.dose_levels = o.dose_levels;
    if (!o.near.empty()) options.near = point_of(o.near);
    if (!o.country.empty()) {
        options.country = CountryCode::from_text(o.country);
        if (!options.country)
            throw UsageError("--country: " + std::string(CountryCode::expected) + "; found '" + printable(o.country) +
                             "'");
    }
    return options;
}

// How far a long run is, on one line of a terminal that is written over and over.
class Progress {
public:
    Progress(Output& err, bool on, std::uint64_t lines) : err_(err), on_(on), lines_(lines) {}
    void step(std::uint64_t patients, std::uint64_t line) {
        if (!on_ || patients % 64 != 0) return;
        std::string text = grouped(static_cast<long long>(patients)) + " patients";
        if (lines_ > 0) {
            const std::uint64_t part = std::min<std::uint64_t>(30, line * 30 / lines_);
            text += " [" + std::string(part, '#') + std::string(30 - part, '.') + "] " +
                    std::to_string(std::min<std::uint64_t>(100, line * 100 / lines_)) + " %";
        }
        shown_ = std::max(shown_, text.size());
        err_ << '\r' << text;
        err_.flush();
    }
    void end() {
        if (shown_ == 0) return;
        err_ << '\r' << std::string(shown_, ' ') << '\r';
        err_.flush();
    }

private:
    Output& err_;
    bool on_;
    std::uint64_t lines_;  // of the whole input; 0: not known
    std::size_t shown_ = 0;
};

// The answers, one a line.
class Lines : public CohortSink {
public:
    Lines(Session& session, Progress& progress) : session_(session), progress_(progress) {}
    ~Lines() override = default;
    bool take(const CohortAnswer& answer, std::string_view text) override {
        session_.terminal.out << text << '\n';
        ++patients;
        if (!answer.findings.empty()) ++with_findings;
        if (answer.verdicts.empty() && !answer.findings.empty()) ++unread;
        progress_.step(patients, static_cast<std::uint64_t>(answer.line.number()));
        return true;
    }
    std::uint64_t patients = 0, with_findings = 0, unread = 0;

private:
    Session& session_;
    Progress& progress_;
};

void cohort(Session& session, const Options& o, MatchOptions options) {
    options.screen.redact = !o.identified;
    const Matcher matcher(builtin_catalog(), options);
    const bool show = o.progress && session.terminal.err.terminal();
    std::uint64_t total = 0;
    std::ifstream file;
    if (o.cohort != "-") {
        if (show) read_lines(o.cohort, [&](std::string_view, std::size_t) { ++total; });
        std::error_code ignored;
        file.open(o.cohort, std::ios::binary);
        if (!file.is_open() || std::filesystem::is_directory(o.cohort, ignored))
            throw IoError("cannot read " + printable(o.cohort));
    } else
        std::ios::sync_with_stdio(false);
    std::istream& in = o.cohort == "-" ? std::cin : file;
    Progress progress(session.terminal.err, show, total);
    Lines sink(session, progress);
    NdjsonLines lines(in);
    screen_cohort(lines, matcher, o.threads, sink);
    progress.end();
    session.terminal.out.flush();
    if (in.bad()) throw IoError("cannot read " + printable(o.cohort) + " to its end");
    if (sink.unread > 0) {
        session.terminal.err << "carnk: " << counted(sink.unread, "patient", "patients") << " of "
                             << std::to_string(sink.patients) << " could not be read; see the findings of "
                             << (sink.unread == 1 ? "that line" : "those lines") << '\n';
        session.exit_code = exit_findings;
    }
}

void one(Session& session, const Options& o, MatchOptions options) {
    options.screen.redact = o.redact;
    const Result<PatientRecord> patient = read<PatientRecord>(read_text(o.patient), ReadOptions());
    if (!patient.ok()) {
        session.terminal.out.flush();
        session.terminal.err << to_string(patient.findings());
        session.exit_code = exit_findings;
        return;
    }
    if (!options.screen.as_of && !(patient->as_of && patient->as_of->day()))
        throw UsageError("the day of screening is not known: give --as-of DATE, or as_of in the patient's document");
    const MatchReport report = match(*patient, builtin_catalog(), options);
    if (o.format == "json")
        session.terminal.out << try_write(report, pretty).value() << '\n';
    else
        session.terminal.out << to_text(report, o.full);
}

void run(Session& session, const Options& o) {
    if (o.patient.empty() == o.cohort.empty()) throw UsageError("give the document of a patient, or --cohort FILE");
    if (!o.cohort.empty() && o.redact) throw UsageError("a cohort is redacted unless --identified is given");
    if (o.cohort.empty() && o.identified) throw UsageError("--identified is for cohorts");
    const std::string& input = o.patient.empty() ? o.cohort : o.patient;
    if (input == "-" && input_is_terminal()) throw UsageError("give a file, or the documents on standard input");
    const MatchOptions options = match_options(o);
    if (o.cohort.empty())
        one(session, o, options);
    else
        cohort(session, o, options);
}

}  // namespace

void add_match(CLI::App& app, Session& session) {
    CLI::App* verb = app.add_subcommand("match", "Trials and centers for a patient, or verdicts for a cohort");
    const auto o = std::make_shared<Options>();
    verb->add_option("patient", o->patient, "Document of the patient (carnk/patient/1); - is standard input")
        ->option_text("PATIENT");
    verb->add_option(
            "--cohort", o->cohort,
            "Patients, one a line (NDJSON), instead; - is standard input. The answer is NDJSON, one line a patient")
        ->option_text("FILE");
    verb->add_option("--near", o->near, "Place from which distances are counted, in degrees north and east")
        ->option_text("LAT,LON");
    verb->add_option("--country", o->country, "Only trials that are run in this country")->option_text("CODE");
    verb->add_flag("--closed", o->closed, "Also trials that are not open, or not known to be");
    verb->add_flag("--doubtful", o->doubtful, "Also trials whose record may not describe anything real");
    verb->add_option("--as-of", o->as_of,
                     "Day of screening; without it, the day up to which the patient's document was kept")
        ->option_text("DATE");
    verb->add_option("--for-cohort", o->cohorts,
                     "Cohort of a trial for which the patient is screened; may be given again")
        ->option_text("NAME");
    verb->add_option("--arm", o->arms, "Arm, in the same way")->option_text("NAME");
    verb->add_option("--dose-level", o->dose_levels, "Dose level, in the same way")->option_text("NAME");
    verb->add_flag("--redact", o->redact, "Leave out every value of the patient");
    verb->add_flag("--identified", o->identified, "Of a cohort, keep labels and the words of findings");
    verb->add_option("--threads", o->threads, "How many threads screen a cohort")
        ->option_text("N")
        ->check(CLI::Range(1, 256));
    verb->add_flag("--progress", o->progress, "Show on a terminal how far a cohort is");
    verb->add_flag("--full", o->full, "Every criterion and question; for text");
    add_format(*verb, o->format, {"text", "json"});
    verb->footer(
        "Examples:\n"
        "  carnk match patient.json --near 29.71,-95.40\n"
        "  carnk match patient.json --country CN --closed --format json\n"
        "  carnk match --cohort patients.ndjson --threads 2 > verdicts.ndjson\n\n"
        "Only trials that are open and not in doubt are screened; what is left out is listed with its reason. A verdict is no finding:\n"
        "the exit code is 1 only if a document of a patient is wrong.");
    verb->callback([&session, o] { run(session, *o); });
}

}  // namespace carnk::inline v0_1::tool
