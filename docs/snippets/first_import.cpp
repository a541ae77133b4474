#include <carnk/carnk.hpp>
#include <carnk/interop/clinicaltrials_gov.hpp>

#include <iostream>

int main() {
    // As the register gives it: https://clinicaltrials.gov/api/v2/studies/NCT...
    const std::string text = R"({"protocolSection": {
        "identificationModule": {"nctId": "NCT99999901", "briefTitle": "CD19 CAR-NK cells from cord blood in lymphoma"},
        "statusModule": {"overallStatus": "RECRUITING", "mood": "good"},
        "conditionsModule": {"conditions": ["B-cell Lymphoma"]}}})";
    const carnk::CtgovImport import = carnk::read_clinicaltrials_gov(text);
    for (const carnk::RegistryRecord& record : import.records) {
        std::cout << record.trial.id.text() << ": " << record.trial.title << "\n\n";
        for (const carnk::DerivedFact& fact : record.derived)
            std::cout << fact.target << " is " << fact.value << ", by the rule " << fact.rule.text() << '\n';
    }
    std::cout << '\n' << to_text(import.ledgers.at(0)) << '\n' << import.findings;
}
