// SPDX-License-Identifier: BSL-1.0
#include <carnk/catalog/builtin.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/json/read.hpp>
#include <carnk/json/write.hpp>
#include <carnk/model/catalog.hpp>
#include <carnk/screen/screen.hpp>

#include "tool/app.hpp"
#include "tool/input.hpp"
#include "tool/text.hpp"

#include <algorithm>
#include <memory>

namespace carnk::inline v0_1::tool {

namespace {

struct Options {
    std::string patient{}, trial{}, as_of{}, format{};
    std::vector<std::string> cohorts{}, arms{}, dose_levels{};
    bool all = false, redact = false, full = false;
};

// The records of a trial by its registry number in any register, or the one with this id.
std::vector<const EligibilityRecord*> chosen(const Catalog& catalog, const std::string& id) {
    std::vector<const EligibilityRecord*> records;
    const std::string wanted = lowered(id);
    for (const EligibilityRecord& r : catalog.eligibility)
        if (lowered(r.id.text()) == wanted || (r.trial_id && lowered(r.trial_id->text()) == wanted))
            records.push_back(&r);
    if (!records.empty()) return records;
    std::vector<std::string> known;
    for (const EligibilityRecord& r : catalog.eligibility)
        known.push_back(r.trial_id ? r.trial_id->text() : r.id.text());
    const std::vector<std::string> meant = near(id, known);
    throw UsageError("there are no eligibility criteria of '" + printable(id) + "'" +
                     (meant.empty() ? "; carnk list eligibility shows which there are"
                                    : "; did you mean " + joined(meant, " or ") + '?'));
}

PatientRecord patient_of(const Options& o, Session& session, bool& good) {
    const Result<PatientRecord> read = carnk::read<PatientRecord>(read_text(o.patient), ReadOptions());
    good = read.ok();
    if (good) return *read;
    session.terminal.out.flush();
    session.terminal.err << to_string(read.findings());
    session.exit_code = exit_findings;
    return {};
}

void run(Session& session, const Options& o) {
    if (o.trial.empty() == !o.all) throw UsageError("give --trial ID or --all");
    ScreenOptions options;
    options.redact = o.redact;
    if (!o.as_of.empty()) {
        options.as_of = PartialDate::from_text(o.as_of);
        if (!options.as_of || !options.as_of->day())
            throw UsageError("--as-of: a day as YYYY-MM-DD; found '" + printable(o.as_of) + "'");
    }
    if (!o.cohorts.empty()) options.cohorts = o.cohorts;
    if (!o.arms.empty()) options.arms = o.arms;
    if (!o.dose_levels.empty()) options.dose_levels = o.dose_levels;
    const Catalog& catalog = builtin_catalog();
    std::vector<const EligibilityRecord*> records;
    if (o.all)
        for (const EligibilityRecord& r : catalog.eligibility)
            records.push_back(&r);
    else
        records = chosen(catalog, o.trial);
    bool good = false;
    const PatientRecord patient = patient_of(o, session, good);
    if (!good) return;
    if (!options.as_of && !(patient.as_of && patient.as_of->day()))
        throw UsageError("the day of screening is not known: give --as-of DATE, or as_of in the patient's document");
    const Screener screener(patient, Vocabulary(catalog.terms), options);
    std::vector<ScreeningReport> reports;
    for (const EligibilityRecord* r : records)
        reports.push_back(screener.screen(*r));
    // What is most open to the patient first; within it, in the order of the catalogue.
    std::stable_sort(reports.begin(), reports.end(),
                     [](const ScreeningReport& a, const ScreeningReport& b) { return a.verdict < b.verdict; });
    Output& out = session.terminal.out;
    if (o.format == "json") {
        out << try_write(reports, pretty).value() << '\n';
    } else if (o.format == "ndjson") {
        for (const ScreeningReport& r : reports)
            out << try_write(r, compact).value() << '\n';
    } else {
        for (std::size_t i = 0; i < reports.size(); ++i)
            out << (i > 0 ? "\n" : "") << to_text(reports[i], o.full);
    }
}

}  // namespace

void add_screen(CLI::App& app, Session& session) {
    CLI::App* verb = app.add_subcommand("screen", "Screen a patient for trials, with reasons and open questions");
    const auto options = std::make_shared<Options>();
    verb->add_option("--patient", options->patient, "Document of the patient (carnk/patient/1); - is standard input")
        ->option_text("FILE")
        ->required();
    verb->add_option("--trial", options->trial, "Registry number of a trial, or id of its eligibility record")
        ->option_text("ID");
    verb->add_flag("--all", options->all, "Every trial whose criteria the catalogue has");
    verb->add_option("--as-of", options->as_of,
                     "Day of screening; without it, the day up to which the patient's document was kept")
        ->option_text("DATE");
    verb->add_option("--cohort", options->cohorts, "Cohort for which the patient is screened; may be given again")
        ->option_text("NAME");
    verb->add_option("--arm", options->arms, "Arm, in the same way")->option_text("NAME");
    verb->add_option("--dose-level", options->dose_levels, "Dose level, in the same way")->option_text("NAME");
    verb->add_flag("--redact", options->redact, "Leave out every value of the patient");
    verb->add_flag("--full", options->full, "Explain what is met, too; for text");
    add_format(*verb, options->format, {"text", "json", "ndjson"});
    verb->footer(
        "Examples:\n"
        "  carnk screen --patient patient.json --trial NCT05092451 --as-of 2026-01-31\n"
        "  carnk screen --patient - --all --redact --format ndjson < patient.json\n\n"
        "A verdict, whatever it says, is no finding: the exit code is 0. It is 1 if the patient's document is wrong.");
    verb->callback([&session, options] { run(session, *options); });
}

}  // namespace carnk::inline v0_1::tool
