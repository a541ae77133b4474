// SPDX-License-Identifier: BSL-1.0
#include <carnk/catalog/builtin.hpp>
#include <carnk/interop/fhir.hpp>
#include <carnk/json/write.hpp>
#include <carnk/model/catalog.hpp>

#include <iostream>

int main() {
    // One record: its resources, and what became of each of its leaves.
    const carnk::Trial* trial = carnk::builtin_catalog().find<carnk::Trial>("NCT03056339");
    const carnk::FhirExport one = carnk::to_fhir(carnk::write(*trial));
    for (const carnk::FhirResource& r : one.resources)
        std::cout << r.type << '/' << r.id << '\n';
    std::cout << to_text(one.ledgers[0]);

    // The words of ResearchStudy.status, from the table that the export works by.
    for (const carnk::FhirWord& w : carnk::fhir_study_statuses())
        std::cout << w.word << " -> " << (w.code.empty() ? "no code: data-absent-reason" : w.code) << '\n';
}
