// SPDX-License-Identifier: BSL-1.0
// A checker of an organisation: the rules of the library and its own, for a type of the library and for a type of its own, with its own
// prefix, a configuration that names them, and the reports of the library.
#include <carnk/carnk.hpp>
#include <carnk/json/codec.hpp>
#include <carnk/rules/config.hpp>
#include <carnk/rules/engine.hpp>
#include <carnk/rules/report.hpp>
#include <carnk/rules/rule.hpp>

#include <boost/describe/class.hpp>

#include <iostream>

namespace acme {

/// A freezer of cell products: a document that the library knows nothing of.
struct Freezer {
    static constexpr std::string_view schema = "acme/freezer/1";
    std::string name;
    carnk::Quantity temperature;
    std::vector<carnk::CellProduct> products;
    carnk::Extra extra;
};
BOOST_DESCRIBE_STRUCT(Freezer, (), (name, temperature, products))

constexpr carnk::RuleInfo sponsor_known{
    "ACME-TRIAL-001",       "a trial names its sponsor",     "Our register is sorted by sponsor.",
    carnk::Severity::error, carnk::RuleCategory::provenance, "2.0",
    "Trial.sponsor",        "ACME handbook, chapter 4"};
constexpr carnk::RuleInfo title_trimmed{"ACME-TRIAL-002",
                                        "a title ends without a full stop",
                                        "Lists of titles look alike.",
                                        carnk::Severity::warning,
                                        carnk::RuleCategory::format,
                                        "2.0",
                                        "Trial.title",
                                        "ACME handbook, chapter 4"};
constexpr carnk::RuleInfo cold{"ACME-FREEZER-001",     "cells are kept below -130 Cel", "Above it they age.",
                               carnk::Severity::error, carnk::RuleCategory::practice,   "2.0",
                               "Freezer.temperature",  "ACME handbook, chapter 9"};

const carnk::RuleSet& rules() {
    static const carnk::RuleSet set = [] {
        carnk::RuleSet s = carnk::RuleSet::builtin();  // a copy, to which own rules are added
        s.add<carnk::Trial>(sponsor_known, [](const carnk::Trial& t, carnk::RuleContext& ctx) {
            if (!t.sponsor) ctx.report("", "the trial names no sponsor", t.id.text(), "sponsor");
        });
        s.add<carnk::Trial>(title_trimmed, [](const carnk::Trial& t, carnk::RuleContext& ctx) {
            if (!t.title.ends_with('.')) return;
            ctx.report("/title", "the title ends with a full stop");
            ctx.repair_replace("/title", carnk::quoted_json(t.title.substr(0, t.title.size() - 1)));
        });
        s.add<Freezer>(cold, [](const Freezer& f, carnk::RuleContext& ctx) {
            const auto degrees = carnk::convert(f.temperature.value, f.temperature.unit, carnk::UcumUnit::of("Cel"));
            if (!degrees || *degrees > -130) ctx.report("/temperature", "it is too warm for cells");
        });
        return s;
    }();
    return set;
}

template <class T>
carnk::ReportedDocument checked(std::string file, std::string_view text, const carnk::ValidateOptions& options) {
    carnk::ReportedDocument d;
    d.file = std::move(file);
    d.text = text;
    const carnk::Result<T> document = carnk::read<T>(text);
    d.findings = document.findings();
    if (!document) return d;
    carnk::ValidationReport report = carnk::validate_report(*document, options);
    carnk::locate(text, report.findings);
    d.findings.add(report.findings);
    d.rules = std::move(report.rules);
    d.rules_ran = true;
    return d;
}

bool check(bool ok, const char* what) {
    if (!ok) std::cerr << "failed: " << what << '\n';
    return ok;
}

}  // namespace acme

int main() {
    using namespace acme;
    carnk::Trial trial = *carnk::builtin_catalog().find<carnk::Trial>("NCT03056339");
    trial.sponsor.reset();
    trial.title += '.';
    const std::string text = carnk::write(trial, carnk::pretty);
    const std::string freezer = R"({"schema": "acme/freezer/1", "name": "B2",
  "temperature": {"value": -80, "unit": "Cel"}, "products": []})";

    carnk::ValidateOptions options;
    options.catalog = &carnk::builtin_catalog();
    options.rules = &rules();
    carnk::ReportOptions report;
    report.rules = &rules();
    report.tool = "acme-check";
    report.tool_version = "2.0";
    const std::vector<carnk::ReportedDocument> documents{checked<carnk::Trial>("trial.json", text, options),
                                                         checked<Freezer>("freezer.json", freezer, options)};
    std::cout << carnk::write_report(documents, carnk::ReportFormat::text, report);
    const std::string sarif = carnk::write_report(documents, carnk::ReportFormat::sarif, report);

    // The house accepts the first finding of the trial.
    const carnk::Result<carnk::ValidationConfig> config = carnk::read_validation_config(
        R"({"schema": "carnk/validation-config/1", "suppressions":
            [{"rule": "ACME-TRIAL-001", "file": "trial.json", "pointer": "", "reason": "the register has none"}]})",
        &rules());
    const carnk::ValidateOptions accepting = carnk::ConfiguredValidation(config.value()).options("trial.json", options);

    const auto has = [](const carnk::Findings& f, const char* rule) {
        return f.find(rule) != nullptr;
    };
    const bool ok =
        check(has(documents[0].findings, "ACME-TRIAL-001"), "an own rule on a type of the library") &&
        check(has(documents[0].findings, "ACME-TRIAL-002") &&
                  documents[0].findings.find("ACME-TRIAL-002")->fix.has_value(),
              "an own rule with a fix") &&
        check(has(documents[1].findings, "ACME-FREEZER-001"), "an own rule on an own type") &&
        check(sarif.find("\"id\":\"ACME-FREEZER-001\"") != std::string::npos, "own cards stand in reports") &&
        check(sarif.find("ACME handbook, chapter 9") != std::string::npos, "with their citations") &&
        check(!has(checked<carnk::Trial>("trial.json", text, accepting).findings, "ACME-TRIAL-001"),
              "a configuration silences own rules");
    std::cout << (ok ? "acme-check works with carnk " : "acme-check fails with carnk ") << carnk::version_string()
              << '\n';
    return ok ? 0 : 1;
}
