// SPDX-License-Identifier: BSL-1.0
#include <carnk/interop/fhir_patient.hpp>
#include <carnk/json/write.hpp>

#include "tool/text.hpp"
#include "tool/verb_import.hpp"

namespace carnk::inline v0_1::tool {

namespace {

class Importer {
public:
    Importer(Session& session, const ImportOptions& options)
        : out_(session.terminal.out), options_(options), report_(session, options) {
        if (!options.as_of.empty()) {
            const Optional<PartialDate> day = PartialDate::from_text(options.as_of);
            if (!day)
                throw UsageError("--as-of: " + std::string(PartialDate::expected) + "; found '" +
                                 printable(options.as_of) + "'");
            how_.as_of = *day;
        }
        if (!options.label.empty() && !how_.label.assign(options.label))
            throw UsageError("--label: " + std::string(Slug::expected) + "; found '" + printable(options.label) + "'");
        how_.ledger_entries = !options.ledger.empty();
    }
    bool run() {
        text_.read(
            options_.file, [this](std::string_view line, std::size_t number) { bundle(line, number); },
            [this](std::string_view text) {
                how_.ledger_entries = true;
                add(read_fhir_patient(text, how_), true);
            });
        if (options_.format == "json" && text_.stream()) out_ << (records_ == 0 ? "[]\n" : "\n]\n");
        report_.finish(summary_, records_);
        report_.finish_notes();
        return !report_.errors();
    }

private:
    void bundle(std::string_view line, std::size_t number) {
        FhirPatientOptions own = how_;
        const std::string label = how_.label.empty() ? "patient" : how_.label.text();
        if (!own.label.assign(label + '-' + std::to_string(++bundles_))) own.label = how_.label;
        FhirPatientImport import = read_fhir_patient(line, own);
        for (Finding& f : import.findings.list())
            if (f.line) f.line = static_cast<std::uint32_t>(number);
        add(std::move(import), false);
    }
    void add(FhirPatientImport import, bool only) {
        for (const Finding& f : import.findings)
            report_.tell(f);
        if (only && import.ledgers.size() == 1) summary_ = to_text(import.ledgers[0]);
        for (const Ledger& ledger : import.ledgers)
            report_.count(ledger);
        const bool json = options_.format == "json";
        for (const PatientRecord& r : import.records) {
            if (json && text_.stream()) out_ << (records_ == 0 ? "[\n" : ",\n");
            out_ << write(r, json ? pretty : carnk::compact);
            if (!json || !text_.stream()) out_ << '\n';
            ++records_;
        }
    }

    Output& out_;
    const ImportOptions& options_;
    FhirPatientOptions how_{};
    ImportText text_{};
    ImportReport report_;
    std::string summary_{};
    std::size_t records_ = 0, bundles_ = 0;
};

std::string_view short_name(std::string_view system) {
    return system.ends_with("loinc.org")      ? "LOINC"
           : system.ends_with("/sct")         ? "SNOMED CT"
           : system.ends_with("/icd-10-cm")   ? "ICD-10-CM"
           : system.ends_with("/atc")         ? "ATC"
           : system.ends_with("/umls/rxnorm") ? "RxNorm"
                                              : system;
}

}  // namespace

void import_fhir_patient(Session& session, const ImportOptions& options) {
    if (options.codes) {
        Output& out = session.terminal.out;
        for (const FhirCode& c : fhir_codes())
            out << short_name(c.system) << '\t' << c.code << '\t' << c.term << '\t' << c.name << '\n';
        return;
    }
    if (!Importer(session, options).run()) session.exit_code = exit_findings;
}

}  // namespace carnk::inline v0_1::tool
