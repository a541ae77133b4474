// SPDX-License-Identifier: BSL-1.0
#include <carnk/catalog/builtin.hpp>
#include <carnk/interop/clinicaltrials_gov.hpp>
#include <carnk/interop/documents.hpp>
#include <carnk/json/write.hpp>
#include <carnk/model/catalog.hpp>

#include "targets.hpp"

#include <fstream>
#include <set>
#include <sstream>

namespace carnk::fuzz {

namespace {

constexpr std::size_t largest = 6000;

std::string text_of(const std::string& file) {
    std::ifstream in(CARNK_TEST_DATA_DIR "/" + file, std::ios::binary);
    if (!in) broken("the data of the tests are there: " + file);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

std::string file_name(std::string_view schema) {
    std::string name(schema);
    for (char& c : name)
        if (c == '/') c = '-';
    return name;
}

void add(std::vector<Seed>& seeds, std::string name, std::string bytes) {
    if (bytes.size() <= largest) seeds.push_back({std::move(name), std::move(bytes)});
}

// The lines of a file that are not empty, with what they begin with taken off.
void add_lines(std::vector<Seed>& seeds, const std::string& name, const std::string& file, std::size_t every) {
    std::istringstream lines(text_of(file));
    std::size_t number = 0;
    for (std::string line; std::getline(lines, line);)
        if (++number % every == 0 && !line.empty())
            add(seeds, name + '-' + std::to_string(number), line.substr(line.starts_with("I ") ? 2 : 0));
}

std::vector<Seed> document_seeds() {
    std::vector<Seed> seeds;
    for (const TypeInfo* type : document_types()) {
        add(seeds, file_name(type->schema), example_document(*type));
        add(seeds, file_name(type->schema) + "-least", example_text(*type));
    }
    add(seeds, "broken-trial", text_of("broken_trial.json"));
    // The smallest records that say something of eligibility and of results, which are the deepest.
    std::string least;
    for (const EligibilityRecord& r : builtin_catalog().eligibility)
        if (std::string text = write(r); least.empty() || text.size() < least.size()) least = std::move(text);
    add(seeds, "eligibility", least);
    add_lines(seeds, "patient", "patients/cohort.ndjson", 12);
    return seeds;
}

std::vector<Seed> stream_seeds() {
    std::string trials, mixed;
    for (const Trial& t : builtin_catalog().trials)
        if (const std::string text = write(t); trials.size() + text.size() < largest) trials += text + '\n';
    for (const TypeInfo* type : document_types())
        if (const std::string text = example_text(*type); mixed.size() + text.size() < largest) mixed += text + '\n';
    return {
        {"trials", trials}, {"mixed", mixed}, {"blank-lines", "\n\r\n \t\n{}\r\n\n[]"}, {"mark", "\xEF\xBB\xBF{}\n"}};
}

std::vector<Seed> ctgov_seeds() {
    std::vector<Seed> seeds;
    add(seeds, "empty-page", R"({"totalCount":0,"studies":[]})");
    add(seeds, "least", R"({"protocolSection":{"identificationModule":{"nctId":"NCT03056339","briefTitle":"t"}}})");
    std::size_t n = 0;
    for (const Trial& t : builtin_catalog().trials)
        if (n < 6)
            if (std::string text = write_clinicaltrials_gov(t); text.size() <= largest)
                add(seeds, "trial-" + std::to_string(++n), std::move(text));
    // Each study of the made-up page that is small enough, alone.
    for (const RegistryRecord& r : read_clinicaltrials_gov(text_of("ctgov/made-up.json")).records)
        add(seeds, "made-up-" + std::to_string(++n), write_clinicaltrials_gov(r));
    return seeds;
}

// A patient with one resource each: what Patient and resource are in the bundle of the tests, on one line.
std::vector<Seed> fhir_seeds() {
    static constexpr std::string_view before =
        R"({"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"urn:uuid:1","resource":{"resourceType":"Patient","birthDate":"1961-05","gender":"male"}},{"resource":{"subject":{"reference":"urn:uuid:1"},)";
    static constexpr std::pair<const char*, std::string_view> resources[] = {
        {"condition",
         R"("resourceType":"Condition","verificationStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-ver-status","code":"confirmed"}]},"clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-clinical","code":"relapse"}]},"code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"C92.02"}]},"onsetDateTime":"2024-01-15T10:20:00+01:00")"},
        {"quantity",
         R"("resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"2160-0"}]},"effectivePeriod":{"start":"2026-01-02","end":"2026-01-05"},"valueQuantity":{"value":0.8,"comparator":"<","system":"http://unitsofmeasure.org","code":"mg/dL"},"referenceRange":[{"high":{"value":1.2,"system":"http://unitsofmeasure.org","code":"mg/dL"}}])"},
        {"component",
         R"("resourceType":"Observation","status":"amended","code":{"text":"panel"},"component":[{"code":{"coding":[{"system":"http://loinc.org","code":"89247-1"}]},"valueInteger":1},{"code":{"coding":[{"system":"http://loinc.org","code":"56888-1"}]},"valueString":"Not detected"}])"},
        {"drug",
         R"("resourceType":"MedicationStatement","status":"not-taken","dateAsserted":"2026-01","contained":[{"resourceType":"Medication","id":"m","code":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"6902"}]}}],"medicationReference":{"reference":"#m"},"dosage":[{"route":{"coding":[{"system":"http://snomed.info/sct","code":"26643006"}]}}])"},
        {"procedure",
         R"("resourceType":"Procedure","status":"not-done","code":{"coding":[{"system":"http://snomed.info/sct","code":"709115004"}]},"performedDateTime":"2024-10")"}};
    std::vector<Seed> seeds;
    for (const auto& [name, resource] : resources)
        add(seeds, name, std::string(before).append(resource).append("}}]}"));
    return seeds;
}

std::vector<Seed> criteria_seeds() {
    std::vector<Seed> seeds;
    add(seeds, "example", text_of("criteria/example.txt"));
    add_lines(seeds, "gold", "criteria/gold.txt", 20);
    add_lines(seeds, "heldout", "criteria/heldout.txt", 10);
    return seeds;
}

std::vector<Seed> config_seeds() {
    return {
        {"least", R"({"schema":"carnk/validation-config/1"})"},
        {"full",
         R"({"schema":"carnk/validation-config/1","severities":[{"rule":"CNK-TRIAL-001","severity":"note"}],)"
         R"("disabled_rules":["CNK-DOSE-003"],"disabled_categories":["consistency"],"suppressions":[)"
         R"({"rule":"CNK-TRIAL-001","file":"trial.json","pointer":"/arms","reason":"looked at","until":"2030-01-01"}]})"},
        {"unknown", R"({"schema":"carnk/validation-config/1","disabled_rules":["CNK-NONE-001"],"more":1})"}};
}

std::vector<Seed> patch_seeds() {
    return {{"find", "/a/0/b~1c\n[]\n1\n{\"a\":[{\"b/c\":1.10}]}"},
            {"add", "/a/-\n[{\"op\":\"add\",\"path\":\"/a/-\",\"value\":1}]\n{}\n{ \"a\" : [ ] }"},
            {"move",
             "\n[{\"op\":\"move\",\"from\":\"/a\",\"path\":\"/b\"},{\"op\":\"remove\",\"path\":\"/b/0\"}]\n"
             "{\"b\":[2]}\n{\"a\":[1,2]}"},
            {"copy",
             "/b\n[{\"op\":\"copy\",\"from\":\"/a\",\"path\":\"/b\"},{\"op\":\"test\",\"path\":\"/b\",\"value\":1e0}]\n"
             "{\"a\":1,\"b\":1}\n{\"a\":1}"},
            {"replace", "/0\n[{\"op\":\"replace\",\"path\":\"/0\",\"value\":\"\\u00e9\"}]\n[\"e\"]\n[\"x\",null,true]"},
            {"merge", "/a~0b\n{\"a\":null,\"c\":{\"d\":1}}\n{\"a~b\":{}}\n{\"a\":1,\"c\":{\"e\":2},\"a~b\":3}"}};
}

std::vector<Seed> value_seeds() {
    std::vector<Seed> seeds;
    for (const std::string_view text : {"a-slug-2",
                                        "10.1056/NEJMoa1910607",
                                        "32023374",
                                        "PMC7101242",
                                        "CD19",
                                        "P15391",
                                        "CD19_HUMAN",
                                        "C128057",
                                        "https://ror.org/04twxam07",
                                        "0000-0002-1825-0097",
                                        "US",
                                        "USD",
                                        "zh-Hans-CN",
                                        "https://example.org/a?b#c",
                                        "NCT03056339",
                                        "ChiCTR2000012345",
                                        "2026-11-22",
                                        "2024-02-29",
                                        "2020",
                                        "2020-13",
                                        "1.10",
                                        "-0.5e3",
                                        "95,780",
                                        "10*6/kg",
                                        "mg/m2",
                                        "{cells}/uL",
                                        "[iU]",
                                        "/uL",
                                        "mL/min/{1.73_m2}"})
        add(seeds, "value-" + std::to_string(seeds.size() + 1), std::string(text));
    return seeds;
}

}  // namespace

std::vector<Seed> seeds(std::string_view target) {
    if (target == "document") return document_seeds();
    if (target == "stream") return stream_seeds();
    if (target == "ctgov") return ctgov_seeds();
    if (target == "fhir") return fhir_seeds();
    if (target == "criteria") return criteria_seeds();
    if (target == "config") return config_seeds();
    if (target == "patch") return patch_seeds();
    return value_seeds();
}

const std::vector<std::string>& words() {
    static const std::vector<std::string> all = [] {
        std::set<std::string> words{"\"schema\":",
                                    "\"kind\":",
                                    "null",
                                    "true",
                                    "false",
                                    "\\u0000",
                                    "\\ud83e\\uddec",
                                    "1e400",
                                    "-0",
                                    "18446744073709551616",
                                    "[[",
                                    "{\"",
                                    "/-",
                                    "~0",
                                    "~1",
                                    "\xEF\xBB\xBF",
                                    "\xF0\x9F\xA7\xAC"};
        for (const TypeInfo* type : named_types(document_types())) {
            for (const MemberInfo& m : type->members)
                words.insert('"' + std::string(m.name) + "\":");
            for (const std::string_view w : type->words)
                words.insert('"' + std::string(w) + '"');
            if (!type->tag.empty()) words.insert('"' + std::string(type->tag) + '"');
            if (!type->schema.empty()) words.insert('"' + std::string(type->schema) + '"');
            if (!type->example.empty()) words.insert('"' + std::string(type->example) + '"');
        }
        for (const char* word : {"Inclusion Criteria:",
                                 "Exclusion Criteria:",
                                 "\n- ",
                                 "\n1. ",
                                 " or ",
                                 " and ",
                                 " unless ",
                                 " except ",
                                 ">=",
                                 "<=",
                                 "\xE2\x89\xA5",
                                 "\xE2\x89\xA4",
                                 " years",
                                 " within ",
                                 " weeks",
                                 " days before ",
                                 " x ULN",
                                 " mg/dL",
                                 "ECOG",
                                 "history of ",
                                 "at least ",
                                 "one of the following:",
                                 " no ",
                                 " not ",
                                 "\"status\":",
                                 "\"verificationStatus\":",
                                 "\"clinicalStatus\":",
                                 "\"modifierExtension\":",
                                 "\"component\":",
                                 "\"dataAbsentReason\":",
                                 "\"valueCodeableConcept\":",
                                 "\"valueRatio\":",
                                 "\"contained\":",
                                 "\"reference\":",
                                 "\"entered-in-error\"",
                                 "\"refuted\"",
                                 "\"not-done\"",
                                 "\"MedicationRequest\"",
                                 "\"AllergyIntolerance\"",
                                 "\"http://loinc.org\"",
                                 "\"http://snomed.info/sct\""})
            words.insert(word);
        return std::vector<std::string>(words.begin(), words.end());
    }();
    return all;
}

}  // namespace carnk::fuzz
