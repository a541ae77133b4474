// SPDX-License-Identifier: BSL-1.0
// carnk import as its users run it.
#include <gtest/gtest.h>

#include <sys/wait.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace {

const std::string made_up = "tests/data/ctgov/made-up.json";

// What a command prints on one of its two ways, and its exit code.
std::string output_of(const std::string& arguments, int& code, const std::string& redirect = "2>/dev/null") {
    const std::string line =
        "cd '" CARNK_SOURCE_DIR "' && NO_COLOR=1 LC_ALL=C.UTF-8 '" CARNK_TOOL_PATH "' " + arguments + ' ' + redirect;
    std::string out;
    std::FILE* pipe = ::popen(line.c_str(), "r");
    if (pipe == nullptr) return out;
    char buffer[4096];
    for (std::size_t n = 0; (n = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;)
        out.append(buffer, n);
    const int status = ::pclose(pipe);
    code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return out;
}

std::string text_of_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return std::move(text).str();
}

TEST(ToolImport, TellsWhatWasFoundAndWhatBecameOfTheLeaves) {
    int code = -1;
    const std::string said = output_of("import ctgov --notes " + made_up, code, "2>&1 >/dev/null");
    EXPECT_EQ(code, 0);
    for (const char* part :
         {"made-up.json:11:31: warning: the word is not on the register's list; it is kept; found MOON_BASE",
          "/trial/targets/0 is cd19", "[CNK-CTGOV-001] at /somethingNew",
          "ClinicalTrials.gov API v2 -> carnk/registry-record/1: NCT99999901: 341 leaves\n", "  exact\n",
          "  kept as unknown\n", ": the model has no member for it\n"})
        EXPECT_NE(said.find(part), std::string::npos) << part << "\n" << said;
    EXPECT_EQ(output_of("import ctgov " + made_up, code, "2>&1 >/dev/null").find("[CNK-CTGOV-010]"), std::string::npos);
}

TEST(ToolImport, WritesRecordsThatTheCommandReads) {
    int code = -1;
    const std::string record = output_of("import ctgov " + made_up, code);
    EXPECT_NE(record.find("\"schema\": \"carnk/registry-record/1\""), std::string::npos);
    for (const char* options : {"", "--trials", "--format ndjson", "--trials --format ndjson"}) {
        SCOPED_TRACE(options);
        const std::string ndjson = std::string(options).find("ndjson") != std::string::npos ? "--ndjson " : "";
        output_of("import ctgov " + made_up + ' ' + options, code,
                  "2>/dev/null | '" CARNK_TOOL_PATH "' validate " + ndjson + "- >/dev/null 2>&1");
        EXPECT_EQ(code, 0);
    }
}

TEST(ToolImport, WritesTheLayoutOfTheRegisterAgain) {
    int code = -1;
    const std::string back = output_of("import ctgov --back " + made_up, code);
    EXPECT_EQ(code, 0);
    EXPECT_EQ(back.rfind("{\"protocolSection\":{\"identificationModule\":{\"nctId\":\"NCT99999901\"", 0), 0U);
    EXPECT_NE(back.find("\"somethingNew\":[1.50,"), std::string::npos);
}

TEST(ToolImport, TakesLinesOneByOne) {
    const std::filesystem::path folder = std::filesystem::temp_directory_path();
    const std::string lines = (folder / "carnk_import_test.ndjson").string(),
                      ledger = (folder / "carnk_import_test.ledger").string();
    const auto study = [](const std::string& id) {
        return R"({"protocolSection":{"identificationModule":{"nctId":")" + id +
               R"(","briefTitle":"a"},"statusModule":{"overallStatus":"RECRUITING"}}})"
               "\n";
    };
    std::ofstream(lines) << '\n'
                         << study("NCT99999901") << study("NCT99999902") << "{\"broken\n"
                         << study("NCT99999901");
    int code = -1;
    const std::string json = output_of("import ctgov --ledger '" + ledger + "' '" + lines + "'", code);
    EXPECT_EQ(code, 1);
    EXPECT_EQ(json.rfind("[\n", 0), 0U);
    EXPECT_EQ(json.substr(json.size() - 3), "\n]\n");
    const std::string said = output_of("import ctgov --format ndjson '" + lines + "'", code, "2>&1 >/dev/null");
    EXPECT_NE(said.find(":4:9: error: "), std::string::npos) << said;
    EXPECT_NE(said.find("[CNK-CTGOV-008]"), std::string::npos) << said;
    EXPECT_NE(said.find("3 records, 9 leaves, 9 renamed"), std::string::npos) << said;
    const std::string ledgers = text_of_file(ledger);
    EXPECT_EQ(std::count(ledgers.begin(), ledgers.end(), '\n'), 3);
    std::filesystem::remove(lines);
    std::filesystem::remove(ledger);
}

TEST(ToolImport, RefusesWhatIsNoStudy) {
    int code = -1;
    output_of("import ctgov tests/data/broken_trial.json", code);
    EXPECT_EQ(code, 1);
    output_of("import moon " + made_up, code);
    EXPECT_EQ(code, 2);
    output_of("import ctgov --accessed yesterday " + made_up, code);
    EXPECT_EQ(code, 2);
    output_of("import ctgov /nowhere/study.json", code);
    EXPECT_EQ(code, 3);
    output_of("import ctgov -", code, "</dev/null 2>/dev/null");
    EXPECT_EQ(code, 1);
}

// From the bundle of a hospital to verdicts, in one pipe.
TEST(ToolImport, TakesPatientsFromFhir) {
    const std::string bundle = "tests/data/fhir_patient/bundle.json";
    int code = -1;
    const std::string record = output_of("import fhir-patient --label study-a " + bundle, code);
    EXPECT_EQ(code, 0);
    EXPECT_NE(record.find("\"id\": \"study-a\""), std::string::npos);
    EXPECT_EQ(record.find("Quackenbush"), std::string::npos);
    const std::string screen = "screen --all --as-of 2026-01-31 --redact --format ndjson --patient ";
    const std::string ours = output_of(screen + "tests/data/fhir_patient/patient.json", code);
    EXPECT_EQ(code, 0);
    const std::string theirs = output_of("import fhir-patient --label as-written-by-hand " + bundle +
                                             " 2>/dev/null | '" + CARNK_TOOL_PATH "' " + screen + "-",
                                         code);
    EXPECT_EQ(code, 0);
    // The pointers of the evidence are the same, too: the facts stand in the same places.
    EXPECT_EQ(theirs, ours);
    EXPECT_EQ(std::count(ours.begin(), ours.end(), '\n'), 47);

    const std::string said = output_of("import fhir-patient --notes " + bundle, code, "2>&1 >/dev/null");
    for (const char* part : {"[CNK-FHIRIN-004] at /entry/8/resource/code", "[CNK-FHIRIN-008] at /entry/1/resource",
                             "FHIR R4 Bundle -> carnk/patient/1: patient: "})
        EXPECT_NE(said.find(part), std::string::npos) << part << '\n' << said;

    const std::filesystem::path file = std::filesystem::temp_directory_path() / "carnk_fhir_cohort.ndjson";
    const std::string patient =
        R"({"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","birthDate":"1970"}}]})";
    std::ofstream(file) << patient << "\n\n{\"resourceType\":\"Bundle\"}\n" << patient << '\n';
    const std::string lines = output_of("import fhir-patient --format ndjson '" + file.string() + "'", code);
    EXPECT_EQ(code, 1) << "one of the bundles has no patient";
    EXPECT_NE(lines.find("\"id\":\"patient-1\""), std::string::npos) << lines;
    EXPECT_NE(lines.find("\"id\":\"patient-3\""), std::string::npos) << lines;
    EXPECT_EQ(std::count(lines.begin(), lines.end(), '\n'), 2);
    EXPECT_NE(output_of("import fhir-patient '" + file.string() + "'", code, "2>&1 >/dev/null").find(":3:1: error: "),
              std::string::npos);
    std::filesystem::remove(file);

    EXPECT_NE(output_of("import fhir-patient --codes", code).find("LOINC\t2160-0\tcreatinine\t"), std::string::npos);
    EXPECT_EQ(code, 0);
    for (const char* wrong : {"--trials", "--back", "--accessed 2026", "--as-of soon", "--label 'A B'"}) {
        output_of("import fhir-patient " + bundle + ' ' + wrong, code);
        EXPECT_EQ(code, 2) << wrong;
    }
    output_of("import ctgov --codes", code);
    EXPECT_EQ(code, 2);
}

}  // namespace
