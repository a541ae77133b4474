// SPDX-License-Identifier: BSL-1.0
// A patient's FHIR Bundle: what it states, denies and leaves open, and that nothing of it is lost or told.
#include <carnk/catalog/builtin.hpp>
#include <carnk/insight/match.hpp>
#include <carnk/interop/fhir_patient.hpp>
#include <carnk/json/read.hpp>
#include <carnk/json/write.hpp>
#include <carnk/model/catalog.hpp>
#include <carnk/rules/validate.hpp>
#include <carnk/screen/vocabulary.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <random>
#include <set>
#include <sstream>

namespace {

using namespace carnk;

std::string text_of(const std::string& name) {
    std::ifstream in(CARNK_TEST_DATA_DIR "/fhir_patient/" + name, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return std::move(text).str();
}
const std::string& bundle() {
    static const std::string text = text_of("bundle.json");
    return text;
}
std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    if (at == std::string::npos) ADD_FAILURE() << "the text has no " << from;
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

/// A bundle of one patient and one resource, given without its subject.
std::string with(const std::string& resource) {
    return R"({"resourceType":"Bundle","type":"collection","entry":[
{"fullUrl":"urn:uuid:1","resource":{"resourceType":"Patient","id":"p","birthDate":"1970"}},
{"resource":{"subject":{"reference":"Patient/p"},"patient":{"reference":"Patient/p"},)" +
           resource + "}}]}";
}
PatientRecord read_with(const std::string& resource) {
    const FhirPatientImport import = read_fhir_patient(with(resource));
    EXPECT_TRUE(check_ledger(import.ledgers.at(0), with(resource)).empty());
    if (import.records.size() != 1) ADD_FAILURE() << to_string(import.findings);
    return import.records.size() == 1 ? import.records[0] : PatientRecord();
}
std::string coded(const std::string& system, const std::string& code) {
    return R"({"coding":[{"system":")" + system + R"(","code":")" + code + R"("}]})";
}
const std::string sct = "http://snomed.info/sct", loinc = "http://loinc.org",
                  rxnorm = "http://www.nlm.nih.gov/research/umls/rxnorm", atc = "http://www.whocc.no/atc",
                  icd = "http://hl7.org/fhir/sid/icd-10-cm";

std::string observation(const std::string& code, const std::string& rest, const std::string& status = "final") {
    return R"("resourceType":"Observation","effectiveDateTime":"2026-01-25T08:00:00Z","status":")" + status +
           R"(","code":)" + coded(loinc, code) + ',' + rest;
}
std::string amount(const std::string& value, const std::string& unit, const std::string& more = {}) {
    return R"({"value":)" + value + R"(,"system":"http://unitsofmeasure.org","code":")" + unit + '"' + more + '}';
}

// ---------------------------------------------------------------------------------------------------- whole

TEST(FhirPatient, ScreensAsTheSamePatientInOurForm) {
    const FhirPatientImport import = read_fhir_patient(bundle());
    ASSERT_EQ(import.records.size(), 1U) << import.findings;
    const Result<PatientRecord> ours = read<PatientRecord>(text_of("patient.json"));
    ASSERT_TRUE(ours.ok()) << to_string(ours.findings());
    MatchOptions options;
    options.closed = options.doubtful = true;
    const Matcher matcher(builtin_catalog(), options);
    const CohortAnswer a = matcher.verdicts(import.records[0]), b = matcher.verdicts(*ours);
    ASSERT_EQ(a.verdicts.size(), builtin_catalog().eligibility.size());
    std::size_t decided = 0;
    for (std::size_t i = 0; i < a.verdicts.size(); ++i) {
        SCOPED_TRACE(a.verdicts[i].record.text());
        EXPECT_EQ(a.verdicts[i].verdict, b.verdicts[i].verdict);
        EXPECT_EQ(a.verdicts[i].not_met, b.verdicts[i].not_met);
        EXPECT_EQ(a.verdicts[i].open, b.verdicts[i].open);
        EXPECT_EQ(a.verdicts[i].to_review, b.verdicts[i].to_review);
        decided += a.verdicts[i].not_met.empty() ? 0U : 1U;
    }
    EXPECT_GE(decided, 5U);
}

TEST(FhirPatient, AccountsForEachLeafOnce) {
    const FhirPatientImport import = read_fhir_patient(bundle());
    ASSERT_EQ(import.ledgers.size(), 1U);
    EXPECT_TRUE(check_ledger(import.ledgers[0], bundle()).empty()) << check_ledger(import.ledgers[0], bundle());
    // A target is a place of the record, and holds the value where it is said to be the same.
    const std::string ours = write(import.records.at(0));
    const Result<std::vector<std::string>> places = leaves_of(ours);
    const std::set<std::string> known(places->begin(), places->end());
    for (const LedgerEntry& e : import.ledgers[0].entries) {
        if (!e.target) continue;
        const bool there =
            known.count(*e.target) != 0 || std::any_of(known.begin(), known.end(), [&](const auto& p) {
                return p.size() > e.target->size() && p.starts_with(*e.target) && p[e.target->size()] == '/';
            });
        EXPECT_TRUE(there) << e.source << " -> " << *e.target;
    }
    EXPECT_GT(import.ledgers[0].count(LedgerFate::exact), 60);
}

TEST(FhirPatient, SaysNothingOfThePerson) {
    const FhirPatientImport import = read_fhir_patient(bundle());
    std::string told = write(import.records.at(0)) + to_string(import.findings);
    for (const LedgerEntry& e : import.ledgers.at(0).entries)
        told += e.source + e.target.value_or("") + e.reason.value_or("");
    for (const char* word : {"Quackenbush", "Adalbert", "555-0173", "Zanzibar", "Pawtuckaway", "01845", "4b7a"})
        EXPECT_EQ(told.find(word), std::string::npos) << word;
    for (const Finding& f : import.findings)
        EXPECT_TRUE(f.observed.empty()) << f.rule;
    // Broken texts, too: a message quotes nothing of them.
    const FhirPatientImport broken = read_fhir_patient(replaced(bundle(), "\"Quackenbush\"", "\"Quackenbush"));
    EXPECT_TRUE(broken.records.empty());
    EXPECT_TRUE(broken.findings.has_errors());
    EXPECT_EQ(to_string(broken.findings).find("Quackenbush"), std::string::npos) << broken.findings;
}

TEST(FhirPatient, RecordsAreValidAndSurviveWriting) {
    const FhirPatientImport import = read_fhir_patient(bundle());
    const PatientRecord& r = import.records.at(0);
    const Result<PatientRecord> again = read<PatientRecord>(write(r));
    ASSERT_TRUE(again.ok()) << to_string(again.findings());
    EXPECT_EQ(*again, r);
    EXPECT_FALSE(validate(r).has_errors()) << validate(r);
    EXPECT_TRUE(r.completeness.empty()) << "a bundle never says that it is complete";
    EXPECT_EQ(r.id.text(), "patient");
    EXPECT_EQ(r.as_of->text(), "2026-01-31");
    EXPECT_EQ(r.demographics.body_weight->value, 70);
    EXPECT_EQ(r.demographics.body_date->text(), "2026-01-25");
}

TEST(FhirPatient, TakesBundlesOneALine) {
    const auto line = [](const std::string& status) {
        std::string s = with(observation("2160-0", R"("valueQuantity":)" + amount("0.8", "mg/dL"), status));
        s.erase(std::remove(s.begin(), s.end(), '\n'), s.end());
        return s + '\n';
    };
    const FhirPatientImport import =
        read_fhir_patient(line("final") + "\n{\"resourceType\":\"Bundle\"}\n{broken\n" + line("amended"),
                          {.label = Slug::of("study-a"), .as_of = PartialDate::of("2026-02-01")});
    ASSERT_EQ(import.records.size(), 2U) << import.findings;
    EXPECT_EQ(import.records[0].id.text(), "study-a-1");
    EXPECT_EQ(import.records[1].id.text(), "study-a-4");
    EXPECT_EQ(import.records[1].as_of->text(), "2026-02-01");
    EXPECT_EQ(import.ledgers.size(), 3U);
    ASSERT_NE(import.findings.find("CNK-FHIRIN-002"), nullptr);
    EXPECT_EQ(import.findings.find("CNK-FHIRIN-002")->line, 3U);
}

// ---------------------------------------------------------------------------------------------------- statements

TEST(FhirPatient, NeverTakesADenialForAFact) {
    const auto condition = [](const std::string& verification, const std::string& clinical) {
        return R"("resourceType":"Condition","recordedDate":"2024-02-03","code":)" + coded(icd, "C92.00") +
               (verification.empty() ? "" : R"(,"verificationStatus":)" + verification) +
               (clinical.empty() ? "" : R"(,"clinicalStatus":)" + clinical);
    };
    const std::string ver = "http://terminology.hl7.org/CodeSystem/condition-ver-status",
                      clin = "http://terminology.hl7.org/CodeSystem/condition-clinical";
    EXPECT_EQ(read_with(condition(coded(ver, "confirmed"), "")).conditions.at(0).assertion, Assertion::present);
    EXPECT_EQ(read_with(condition(coded(ver, "unconfirmed"), "")).conditions.at(0).assertion, Assertion::not_assessed);
    const PatientRecord refuted = read_with(condition(coded(ver, "refuted"), ""));
    EXPECT_EQ(refuted.conditions.at(0).assertion, Assertion::refuted);
    EXPECT_EQ(refuted.conditions.at(0).onset->text(), "2024-02-03");
    EXPECT_FALSE(refuted.conditions.at(0).activity);
    for (const std::string& bad :
         {coded(ver, "entered-in-error"), coded(ver, "Refuted"), coded("http://example.org", "confirmed"),
          std::string("\"refuted\""), std::string("[]"), std::string("{}"), std::string("null"),
          R"({"coding":[{"system":")" + ver + R"(","code":"confirmed"},{"system":")" + ver +
              R"(","code":"refuted"}]})"})
        EXPECT_TRUE(read_with(condition(bad, coded(clin, "active"))).conditions.empty()) << bad;
    EXPECT_TRUE(read_with(condition("", "\"active\"")).conditions.empty());
    EXPECT_EQ(read_with(condition("", coded(clin, "resolved"))).conditions.at(0).activity, Activity::resolved);
    EXPECT_FALSE(read_with(condition("", coded(clin, "inactive"))).conditions.at(0).activity);
    EXPECT_FALSE(read_with(condition("", coded(clin, "active")) + R"(,"abatementString":"last year")")
                     .conditions.at(0)
                     .activity);
    EXPECT_EQ(read_with(condition("", coded(clin, "remission"))).conditions.at(0).courses->at(0),
              DiseaseCourse::in_remission);
    EXPECT_EQ(read_with(R"("resourceType":"Condition","code":)" + coded(icd, "C92.02")).conditions.at(0).courses->at(0),
              DiseaseCourse::relapsed);
    const auto statement = [](const std::string& status, const std::string& more) {
        return R"("resourceType":"MedicationStatement","status":")" + status + R"(","medicationCodeableConcept":)" +
               coded(rxnorm, "11202") + more;
    };
    EXPECT_EQ(read_with(statement("completed", "")).therapies.at(0).assertion, Assertion::present);
    EXPECT_EQ(read_with(statement("intended", "")).therapies.at(0).assertion, Assertion::not_assessed);
    EXPECT_EQ(read_with(statement("not-taken", "")).therapies.at(0).assertion, Assertion::not_assessed) << "no day";
    EXPECT_EQ(read_with(statement("not-taken", R"(,"dateAsserted":"2026-01")")).therapies.at(0).assertion,
              Assertion::not_assessed)
        << "it may have been given before";
    EXPECT_EQ(read_with(replaced(statement("not-taken", R"(,"dateAsserted":"2026-01")"), "\"11202\"", "\"11289\""))
                  .medications.at(0)
                  .assertion,
              Assertion::refuted);
    EXPECT_TRUE(read_with(statement("active", R"(,"taken":"n")")).therapies.empty()) << "an older version";
    EXPECT_TRUE(read_with(statement("active", R"(,"modifierExtension":[{"url":"u:n"}])")).therapies.empty());
    EXPECT_TRUE(read_with(statement("", "")).therapies.empty());
    const auto request = [](const std::string& status, const std::string& intent, const std::string& more = {}) {
        return R"("resourceType":"MedicationRequest","authoredOn":"2026-01-01","status":")" + status +
               R"(","intent":")" + intent + R"(","medicationCodeableConcept":)" + coded(rxnorm, "11202") + more;
    };
    EXPECT_EQ(read_with(request("active", "order")).therapies.at(0).assertion, Assertion::not_assessed);
    EXPECT_EQ(read_with(request("completed", "order")).therapies.at(0).assertion, Assertion::present);
    EXPECT_FALSE(read_with(request("completed", "order")).therapies.at(0).start) << "the day of an order";
    EXPECT_EQ(read_with(request("completed", "plan")).therapies.at(0).assertion, Assertion::not_assessed);
    EXPECT_TRUE(read_with(request("completed", "order", R"(,"doNotPerform":true)")).therapies.empty());
    const auto procedure = [](const std::string& status) {
        return R"("resourceType":"Procedure","performedDateTime":"2024","status":")" + status + R"(","code":)" +
               coded(sct, "387713003");
    };
    EXPECT_EQ(read_with(procedure("completed")).procedures.at(0).assertion, Assertion::present);
    EXPECT_TRUE(read_with(procedure("not-done")).procedures.empty()) << "another one may have been done";
    EXPECT_EQ(read_with(procedure("preparation")).procedures.at(0).assertion, Assertion::not_assessed);
    EXPECT_TRUE(read_with(procedure("entered-in-error")).procedures.empty());
    const std::string creatinine = R"("valueQuantity":)" + amount("0.8", "mg/dL");
    EXPECT_EQ(read_with(observation("2160-0", creatinine, "preliminary")).measurements.at(0).assertion,
              Assertion::not_assessed);
    EXPECT_FALSE(read_with(observation("2160-0", creatinine, "preliminary")).measurements.at(0).value);
    EXPECT_TRUE(read_with(observation("2160-0", creatinine, "cancelled")).measurements.empty());
    EXPECT_EQ(read_with(observation("2160-0", creatinine + R"(,"dataAbsentReason":)" + coded(sct, "1")))
                  .measurements.at(0)
                  .assertion,
              Assertion::not_assessed);
}

TEST(FhirPatient, ReadsValuesOfAllKinds) {
    const auto measured = [](const std::string& rest) {
        return read_with(observation("2160-0", rest)).measurements.at(0);
    };
    MeasurementFact f = measured(R"("valueQuantity":)" + amount("0.8", "mg/dL") + R"(,"referenceRange":[{"low":)" +
                                 amount("5", "mg/L") + R"(,"high":)" + amount("1.2", "mg/dL") + "}]");
    EXPECT_EQ(f.value->unit.text(), "mg/dL");
    EXPECT_EQ(f.date->text(), "2026-01-25");
    EXPECT_DOUBLE_EQ(*f.reference_range->low, 0.5);
    EXPECT_EQ(f.reference_range->high, 1.2);
    f = measured(R"("valueQuantity":)" + amount("0.8", "mg/dL", R"(,"comparator":"<")"));
    EXPECT_FALSE(f.value);
    EXPECT_EQ(f.censored->high, 0.8);
    EXPECT_TRUE(f.censored->high_open.value_or(false));
    f = measured(R"("valueQuantity":)" + amount("0.8", "mg/dL", R"(,"comparator":">=")"));
    EXPECT_EQ(f.censored->low, 0.8);
    EXPECT_FALSE(f.censored->low_open);
    EXPECT_EQ(measured(R"("valueCodeableConcept":)" + coded(sct, "10828004")).result, QualitativeResult::positive);
    EXPECT_EQ(measured(R"("valueString":"Not detected")").result, QualitativeResult::negative);
    EXPECT_EQ(measured(R"("valueString":"1:160")").titre, Count(160));
    EXPECT_EQ(measured(R"("valueRatio":{"numerator":{"value":1},"denominator":{"value":80}})").titre, Count(80));
    EXPECT_EQ(read_with(observation("6301-6", R"("valueInteger":3)")).measurements.at(0).value->unit.text(), "1");
    for (const std::string& slip : {std::string(R"("valueInteger":30)"), R"("valueQuantity":)" + amount("30", "1")})
        EXPECT_FALSE(read_with(observation("10230-1", slip)).measurements.at(0).value) << "30 is not 3000 %";
    EXPECT_TRUE(read_with(observation("10230-1", R"("valueQuantity":)" + amount("0.3", "1"))).measurements.at(0).value);
    EXPECT_EQ(measured(R"("valueRange":{"low":{"value":1},"high":{"value":2}})").censored->high, 2);
    EXPECT_EQ(measured(R"("interpretation":[)" +
                       coded("http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation", "H") + "]")
                  .result,
              QualitativeResult::elevated);
    // What cannot be read is not there, and never another thing.
    for (const char* bad :
         {R"("valueQuantity":{"value":0.8,"unit":"mg/dL"})",
          R"("valueQuantity":{"value":0.8,"system":"http://unitsofmeasure.org","code":"mg/DL"})",
          R"("valueQuantity":{"value":"0.8","system":"http://unitsofmeasure.org","code":"mg/dL"})",
          R"("valueQuantity":{"value":1e999,"system":"http://unitsofmeasure.org","code":"mg/dL"})",
          R"("valueQuantity":{"value":1,"comparator":"~","system":"http://unitsofmeasure.org","code":"mg/dL"})",
          R"("valueString":"positive?")", R"("valueString":"1:")", R"("valueString":"1:0")", R"("valueBoolean":true)",
          R"("valueTime":"12:00")", R"("valueDateTime":"2026")", R"("valuePeriod":{"start":"2026"})",
          R"("valueSampledData":{"origin":{"value":1}})", R"("valueRange":{"low":{"value":3},"high":{"value":2}})",
          R"("valueRatio":{"numerator":{"value":2},"denominator":{"value":80}})", R"("valueQuantity":7)",
          R"("note":[])", R"("valueInteger":3)"}) {
        const MeasurementFact none = measured(bad);
        EXPECT_EQ(none.assertion, Assertion::not_assessed) << bad;
        EXPECT_FALSE(none.value || none.result || none.titre || none.censored) << bad;
    }
    const PatientRecord parts =
        read_with(R"("resourceType":"Observation","status":"final","effectivePeriod":
{"start":"2026-01-02T00:00:00Z","end":"2026-01-05"},"code":)" +
                  coded(loinc, "57021-8") + R"(,"component":[{"code":)" + coded(loinc, "718-7") +
                  R"(,"valueQuantity":)" + amount("9.5", "g/dL") + R"(},{"code":)" + coded(loinc, "777-3") +
                  R"(,"valueQuantity":)" + amount("80", "10*3/uL") + "}]");
    ASSERT_EQ(parts.measurements.size(), 2U);
    EXPECT_EQ(parts.measurements[1].code.text(), "platelets");
    EXPECT_EQ(parts.measurements[1].date->text(), "2026-01");
    EXPECT_EQ(parts.measurements[1].source->pointer, "/entry/1/resource/component/1");
    EXPECT_EQ(read_with(observation("89247-1", R"("valueInteger":2)")).performance.at(0).value, Count(2));
    EXPECT_FALSE(read_with(observation("89247-1", R"("valueInteger":6)")).performance.at(0).value);
    EXPECT_FALSE(read_with(observation("89243-0", R"("valueInteger":85)")).performance.at(0).value);
    const PatientRecord hiv = read_with(observation("56888-1", R"("valueString":"Reactive")"));
    EXPECT_EQ(hiv.infections.at(0).assertion, Assertion::not_assessed) << "a screening test is no diagnosis";
    EXPECT_EQ(hiv.infections.at(0).serology, QualitativeResult::positive);
}

TEST(FhirPatient, MapsOnlyWhatIsInItsTable) {
    PatientRecord r = read_with(R"("resourceType":"Condition","code":{"text":"diffuse large B-cell lymphoma"})");
    EXPECT_EQ(r.conditions.at(0).code.text(), "uncoded") << "words are not read";
    EXPECT_EQ(r.conditions.at(0).notes, "diffuse large B-cell lymphoma");
    r = read_with(R"("resourceType":"Condition","code":)" + coded(icd, "L98.9"));
    EXPECT_EQ(r.conditions.at(0).code.text(), "icd-10-cm-l98.9");
    EXPECT_EQ(r.conditions.at(0).foreign_codes->at(0).code, "L98.9");
    r = read_with(R"("resourceType":"Condition","code":)" + coded("http://example.org/codes", "dlbcl"));
    EXPECT_FALSE(Vocabulary(builtin_catalog().terms).knows(r.conditions.at(0).code.text()));
    const auto two = [](const std::string& a, const std::string& b) {
        return R"("resourceType":"Condition","code":{"coding":[{"system":")" + sct + R"(","code":")" + a +
               R"("},{"system":")" + icd + R"(","code":")" + b + R"("}]})";
    };
    EXPECT_EQ(read_with(two("118601006", "C83.39")).conditions.at(0).code.text(), "dlbcl") << "the narrower one";
    EXPECT_EQ(read_with(two("91861009", "C83.39")).conditions.at(0).code.text(), "sct-91861009") << "they contradict";
    // A drug that is also put on the skin needs a way of giving that reaches the body.
    const auto steroid = [](const std::string& more) {
        return R"("resourceType":"MedicationStatement","status":"active","medicationCodeableConcept":)" +
               coded(rxnorm, "6902") + more;
    };
    const auto by = [](const std::string& code) {
        return R"(,"dosage":[{"route":)" + coded(sct, code) + "}]";
    };
    EXPECT_EQ(read_with(steroid("")).medications.at(0).agents.at(0).text(), "rxnorm-6902");
    EXPECT_EQ(read_with(steroid(by("6064005"))).medications.at(0).agents.at(0).text(), "rxnorm-6902");
    EXPECT_EQ(read_with(steroid(by("26643006"))).medications.at(0).agents.at(0).text(), "methylprednisolone");
    EXPECT_EQ(read_with(steroid(by("26643006"))).medications.at(0).route->text(), "oral");
    // What is given for a tumour is a treatment of it as well; what was thought to be one is none.
    const auto methotrexate = [](const std::string& reason, const std::string& known) {
        return read_fhir_patient(R"({"resourceType":"Bundle","entry":[
{"resource":{"resourceType":"Patient","id":"p"}},{"resource":{"resourceType":"Condition","id":"c","subject":
{"reference":"Patient/p"},"code":)" +
                                 coded(icd, reason) + R"(,"verificationStatus":)" +
                                 coded("http://terminology.hl7.org/CodeSystem/condition-ver-status", known) +
                                 R"(}},{"resource":{"resourceType":"MedicationStatement","status":"active","subject":
{"reference":"Patient/p"},"reasonReference":[{"reference":"Condition/c"}],"medicationCodeableConcept":)" +
                                 coded(rxnorm, "6851") + "}}]}")
            .records.at(0);
    };
    EXPECT_EQ(methotrexate("C91.00", "confirmed").therapies.size(), 1U);
    EXPECT_EQ(methotrexate("C91.00", "refuted").therapies.size(), 0U);
    EXPECT_EQ(methotrexate("I10", "confirmed").therapies.size(), 0U);
    EXPECT_EQ(methotrexate("C91.00", "refuted").medications.size(), 1U);
    // Classes are classes, and what nobody knows is no treatment of the disease.
    r = read_with(R"("resourceType":"MedicationStatement","status":"active","medicationCodeableConcept":)" +
                  coded(atc, "L01CB01"));
    EXPECT_EQ(r.therapies.at(0).classes.at(0).text(), "cytotoxic-chemotherapy");
    EXPECT_TRUE(r.therapies.at(0).agents.empty());
    r = read_with(R"("resourceType":"MedicationStatement","status":"active","medicationCodeableConcept":)" +
                  coded(rxnorm, "834061"));
    EXPECT_TRUE(r.therapies.empty());
    EXPECT_EQ(r.medications.size(), 1U);
}

TEST(FhirPatient, EachKindOfFactHasItsPlace) {
    const std::string resolved = R"("clinicalStatus":)" +
                                 coded("http://terminology.hl7.org/CodeSystem/condition-clinical", "resolved") + ',',
                      dated = R"(,"onsetDateTime":"2019-03-02","abatementDateTime":"2019-09")";
    const auto condition = [&](const std::string& code, const std::string& status = {}) {
        return read_with(R"("resourceType":"Condition",)" + status + R"("code":)" + coded(sct, code) + dated);
    };
    const PatientRecord hepatitis = condition("66071002", resolved);
    ASSERT_EQ(hepatitis.infections.size(), 1U);
    EXPECT_TRUE(hepatitis.conditions.empty());
    EXPECT_EQ(hepatitis.infections[0].code.text(), "hepatitis-b");
    EXPECT_EQ(hepatitis.infections[0].assertion, Assertion::present);
    EXPECT_EQ(hepatitis.infections[0].date->text(), "2019-03-02");
    EXPECT_EQ(hepatitis.infections[0].end->text(), "2019-09");
    EXPECT_EQ(hepatitis.infections[0].activity, Activity::resolved);
    EXPECT_FALSE(hepatitis.infections[0].serology) << "a diagnosis is no test";
    const PatientRecord gvhd = condition("402355000");
    ASSERT_EQ(gvhd.toxicities.size(), 1U);
    EXPECT_TRUE(gvhd.conditions.empty());
    EXPECT_EQ(gvhd.toxicities[0].code.text(), "acute-gvhd");
    EXPECT_EQ(gvhd.toxicities[0].date->text(), "2019-03-02");
    EXPECT_FALSE(gvhd.toxicities[0].activity) << "nothing says whether it is active";
    const auto procedure = [&](const std::string& code, const std::string& more) {
        return read_with(R"("resourceType":"Procedure","status":"completed","code":)" + coded(sct, code) + more);
    };
    const PatientRecord transplant = procedure("709115004", R"(,"performedDateTime":"2020-05-05")");
    ASSERT_EQ(transplant.transplants.size(), 1U);
    EXPECT_TRUE(transplant.procedures.empty());
    EXPECT_EQ(transplant.transplants[0].code.text(), "autologous-hsct");
    EXPECT_EQ(transplant.transplants[0].date->text(), "2020-05-05");
    const PatientRecord radiated =
        procedure("108290001", R"(,"performedPeriod":{"start":"2020-05-05","end":"2020-06-01"})");
    ASSERT_EQ(radiated.therapies.size(), 1U);
    EXPECT_EQ(radiated.therapies[0].classes.at(0).text(), "radiotherapy");
    EXPECT_EQ(radiated.therapies[0].start->text(), "2020-05-05");
    EXPECT_EQ(radiated.therapies[0].end->text(), "2020-06-01");
    const PatientRecord other =
        read_with(R"("resourceType":"Procedure","status":"not-done","code":)" + coded(sct, "709115004"));
    EXPECT_TRUE(other.transplants.empty()) << "one that was not done does not say that none ever was";
    EXPECT_EQ(read_with(R"("resourceType":"Procedure","status":"completed","code":{"text":"lens replaced"})")
                  .procedures.at(0)
                  .notes,
              "lens replaced");
}

TEST(FhirPatient, WeightsAndHeightsOfTheLastDayAgreeOrAreNotTaken) {
    const auto weights = [](const std::string& a, const std::string& day_a, const std::string& b,
                            const std::string& day_b) {
        const auto one = [](const std::string& value, const std::string& day) {
            return R"({"resource":{"resourceType":"Observation","status":"final","subject":{"reference":"Patient/p"},
"effectiveDateTime":")" +
                   day + R"(","code":)" + coded(loinc, "29463-7") + R"(,"valueQuantity":)" + amount(value, "kg") + "}}";
        };
        const std::string text =
            R"({"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","id":"p"}},)" + one(a, day_a) +
            ',' + one(b, day_b) + "]}";
        FhirPatientImport import = read_fhir_patient(text);
        EXPECT_TRUE(check_ledger(import.ledgers.at(0), text).empty()) << check_ledger(import.ledgers.at(0), text);
        return import;
    };
    EXPECT_EQ(weights("70", "2026-01-25", "72", "2025-12-01").records.at(0).demographics.body_weight->value, 70);
    EXPECT_EQ(weights("70", "2025-12-01", "72", "2026-01-25").records.at(0).demographics.body_weight->value, 72);
    EXPECT_EQ(weights("70", "2026-01-25", "70", "2026-01-25").records.at(0).demographics.body_weight->value, 70);
    const FhirPatientImport disputed = weights("70", "2026-01-25", "90", "2026-01-25");
    EXPECT_FALSE(disputed.records.at(0).demographics.body_weight);
    EXPECT_NE(disputed.findings.find("CNK-FHIRIN-005"), nullptr);
}

TEST(FhirPatient, EntriesThatSayNothingOrTwiceTheSame) {
    const std::string creatinine = R"({"resource":{"resourceType":"Observation","id":"o","status":"final",
"subject":{"reference":"Patient/p"},"code":)" +
                                   coded(loinc, "2160-0") + R"(,"valueQuantity":)" + amount("0.8", "mg/dL") + "}",
                      closed = creatinine + '}';
    const auto of = [&](const std::string& entries, const std::string& patient = {}) {
        const std::string text = R"({"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","id":"p")" +
                                 patient + "}}," + entries + "]}";
        FhirPatientImport import = read_fhir_patient(text);
        EXPECT_TRUE(check_ledger(import.ledgers.at(0), text).empty()) << check_ledger(import.ledgers.at(0), text);
        return import;
    };
    EXPECT_EQ(of(closed + ',' + closed).records.at(0).measurements.size(), 1U) << "word for word";
    EXPECT_TRUE(of(closed + ',' + replaced(closed, "0.8", "0.9")).records.at(0).measurements.empty()) << "which one?";
    EXPECT_TRUE(
        of(creatinine + R"(,"request":{"method":"DELETE","url":"Observation/o"}})").records.at(0).measurements.empty());
    EXPECT_TRUE(of(creatinine + R"(,"search":{"mode":"outcome"}})").records.at(0).measurements.empty());
    const FhirPatientImport dead = of(closed, R"(,"deceasedDateTime":"2026-02-01")");
    EXPECT_NE(dead.findings.find("CNK-FHIRIN-006"), nullptr) << "screening a patient who has died";
    EXPECT_EQ(of(closed, R"(,"deceasedBoolean":false)").findings.find("CNK-FHIRIN-006"), nullptr);
    EXPECT_NE(of(closed, R"(,"active":false)").findings.find("CNK-FHIRIN-006"), nullptr);
    // Rules by which a bundle must be read, and which nobody here knows.
    const FhirPatientImport ruled = read_fhir_patient(
        R"({"resourceType":"Bundle","implicitRules":"http://example.org/rules","entry":[
{"resource":{"resourceType":"Patient"}}]})");
    EXPECT_TRUE(ruled.records.empty());
    EXPECT_NE(ruled.findings.find("CNK-FHIRIN-001"), nullptr);
}

TEST(FhirPatient, TableNamesTermsOfTheCatalogue) {
    std::set<std::string> codes;
    for (const FhirCode& c : fhir_codes()) {
        const std::string at = std::string(c.system) + '|' + std::string(c.code);
        EXPECT_TRUE(codes.insert(at).second) << at;
        const auto& terms = builtin_catalog().terms;
        const auto term =
            std::find_if(terms.begin(), terms.end(), [&](const ClinicalTerm& t) { return t.id.text() == c.term; });
        if (c.domain == FactDomain::demographic && term == terms.end()) {
            EXPECT_EQ(c.term, "height");
            continue;
        }
        ASSERT_NE(term, terms.end()) << at;
        EXPECT_NE(std::find(term->domains.begin(), term->domains.end(), c.domain), term->domains.end()) << at;
        EXPECT_FALSE(c.name.empty()) << at;
        EXPECT_TRUE(c.method.empty() || Vocabulary(terms).knows(c.method)) << at;
    }
    EXPECT_GT(codes.size(), 250U);
}

// ---------------------------------------------------------------------------------------------------- frame

TEST(FhirPatient, TakesOnlyWhatIsAboutThePatient) {
    const std::string o = observation("2160-0", R"("valueQuantity":)" + amount("0.8", "mg/dL"));
    EXPECT_EQ(read_with(o).measurements.size(), 1U);
    const std::string whole = with(o);
    for (const char* other : {R"("subject":{"reference":"Patient/q"})", R"("subject":{"reference":"#p"})",
                              R"("subject":{"identifier":{"value":"p"}})", R"("subject":"Patient/p")", R"("x":1)"}) {
        const FhirPatientImport import =
            read_fhir_patient(replaced(whole, R"("subject":{"reference":"Patient/p"})", other));
        ASSERT_EQ(import.records.size(), 1U);
        EXPECT_TRUE(import.records[0].measurements.empty()) << other;
        EXPECT_NE(import.findings.find("CNK-FHIRIN-003"), nullptr) << other;
    }
    for (const char* same : {"urn:uuid:1", "Patient/p/_history/3"})
        EXPECT_EQ(read_fhir_patient(replaced(whole, R"("subject":{"reference":"Patient/p"})",
                                             std::string(R"("subject":{"reference":")") + same + "\"}"))
                      .records.at(0)
                      .measurements.size(),
                  1U)
            << same;
}

TEST(FhirPatient, RefusesWhatIsNoBundleOfOnePatient) {
    for (const char* text :
         {"", "null", "[]", "{}", "7", "{\"resourceType\":\"Patient\"}", "{\"resourceType\":\"Bundle\"}",
          R"({"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient"}},
                             {"resource":{"resourceType":"Patient","gender":"female"}}]})",
          R"({"resourceType":"Bundle","type":"history","entry":[{"resource":{"resourceType":"Patient"}}]})",
          R"({"resourceType":"Bundle","entry":{"resource":{"resourceType":"Patient"}}})",
          R"({"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","modifierExtension":[]}}]})"}) {
        const FhirPatientImport import = read_fhir_patient(text);
        EXPECT_TRUE(import.records.empty()) << text;
        EXPECT_FALSE(import.findings.empty()) << text;
        for (const Ledger& ledger : import.ledgers)
            EXPECT_TRUE(check_ledger(ledger, text).empty()) << text;
    }
}

// Each leaf stands in the ledger once, whatever the text has become; and a patient never gains a fact by a denial.
TEST(FhirPatient, LedgerHoldsForChangedBundles) {
    const char* const many = std::getenv("CARNK_FHIR_CASES");
    const int cases = many ? std::atoi(many) : 300;
    std::mt19937_64 random(20260131);
    const Result<std::vector<std::string>> leaves = leaves_of(bundle());
    static const char* const values[] = {"null", "[]",          "{}",    "true",   "-1",
                                         "\"\"", "\"refuted\"", "1e308", "[[{}]]", "{\"a\":[1]}"};
    // Places of tokens that can be replaced without breaking the text.
    std::vector<std::pair<std::size_t, std::size_t>> places;
    for (std::size_t i = 0; i < bundle().size(); ++i) {
        if (bundle()[i] != ':') continue;
        const std::size_t begin = i + 2;
        if (begin >= bundle().size() || bundle()[begin] != '"') continue;
        std::size_t end = begin + 1;
        while (bundle()[end] != '"')
            end += bundle()[end] == '\\' ? 2U : 1U;
        places.emplace_back(begin, end + 1);
    }
    int imported = 0;
    for (int n = 0; n < cases; ++n) {
        std::string text = bundle();
        const int changes = 1 + static_cast<int>(random() % 3);
        std::vector<std::size_t> at;
        for (int c = 0; c < changes; ++c)
            at.push_back(random() % places.size());
        std::sort(at.rbegin(), at.rend());
        at.erase(std::unique(at.begin(), at.end()), at.end());
        for (const std::size_t p : at)
            text.replace(places[p].first, places[p].second - places[p].first, values[random() % std::size(values)]);
        const FhirPatientImport import = read_fhir_patient(text);
        ASSERT_EQ(import.ledgers.size(), 1U) << import.findings;
        const Findings proof = check_ledger(import.ledgers[0], text);
        ASSERT_TRUE(proof.empty()) << proof;
        imported += import.records.size() == 1 ? 1 : 0;
        for (const PatientRecord& r : import.records) {
            const Result<PatientRecord> again = read<PatientRecord>(write(r));
            ASSERT_TRUE(again.ok()) << to_string(again.findings());
            for (const ConditionFact& f : r.conditions)
                if (f.code.text() == "epilepsy" || f.code.text() == "sle") {
                    EXPECT_NE(f.assertion, Assertion::present);
                }
        }
    }
    EXPECT_GT(imported, cases / 2);
    // Cut off anywhere: a finding, no record, nothing else.
    for (std::size_t cut = 1; cut < bundle().size(); cut += bundle().size() / 40) {
        const FhirPatientImport import = read_fhir_patient(std::string_view(bundle()).substr(0, cut));
        EXPECT_TRUE(import.records.empty());
        EXPECT_TRUE(import.findings.has_errors());
    }
}

TEST(FhirPatient, ManyResourcesCostInProportion) {
    std::string text = R"({"resourceType":"Bundle","type":"collection","entry":[
{"resource":{"resourceType":"Patient","id":"p"}})";
    const std::string one = R"({"resource":{"subject":{"reference":"Patient/p"},)" +
                            observation("2160-0", R"("valueQuantity":)" + amount("0.8", "mg/dL")) + "}}";
    for (int i = 0; i < 20'000; ++i)
        text.append(",\n").append(one);
    text += "]}";
    const FhirPatientImport import = read_fhir_patient(text, {.ledger_entries = false});
    ASSERT_EQ(import.records.size(), 1U);
    EXPECT_EQ(import.records[0].measurements.size(), 20'000U);
    EXPECT_EQ(import.findings.size(), 0U) << import.findings;
}

}  // namespace
