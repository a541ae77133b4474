#include <carnk/carnk.hpp>

#include <iostream>

int main() {
    const carnk::Catalog& catalog = carnk::builtin_catalog();

    carnk::PatientRecord patient;
    patient.id = carnk::Slug::of("patient-1");                         // a label of your own, never a name
    patient.demographics.birth_date = carnk::PartialDate::of("1970");  // as precise as it is known
    carnk::AntigenFact cd70;
    cd70.antigen = carnk::Slug::of("cd70");
    cd70.assertion = carnk::Assertion::present;
    cd70.positive_percent = 4;  // percent of the tumour cells
    cd70.method = carnk::Slug::of("ihc");
    cd70.specimen = carnk::Slug::of("tumor");
    cd70.date = carnk::PartialDate::of("2026-01-10");
    patient.antigens.push_back(cd70);
    patient.milestones.push_back({carnk::Anchor::enrolment, carnk::PartialDate::of("2026-02-02"), true, {}});

    carnk::ScreenOptions options;
    options.as_of = carnk::PartialDate::of("2026-01-31");
    const carnk::Screener screener(patient, carnk::Vocabulary(catalog.terms), options);
    for (const carnk::EligibilityRecord& record : catalog.eligibility)
        if (record.trial_id && record.trial_id->text() == "NCT05092451") {
            const carnk::ScreeningReport report = screener.screen(record);
            for (const carnk::CriterionOutcome& c : report.criteria)
                if (c.status == carnk::CriterionStatus::met || c.status == carnk::CriterionStatus::not_met)
                    std::cout << (c.status == carnk::CriterionStatus::met ? "met      " : "not met  ") << c.text
                              << '\n';
            std::cout << "to find out: " << report.questions.size()
                      << " questions, first: " << report.questions.at(0).text << '\n';
            std::cout << (report.verdict == carnk::Verdict::ineligible ? "ineligible: a criterion is not met\n"
                                                                       : "another verdict\n");
        }
}
