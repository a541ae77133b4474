// SPDX-License-Identifier: BSL-1.0
// carnk export fhir as its users run it. What it writes is looked at by the validators of tests/clients.
#include <gtest/gtest.h>

#include <sys/wait.h>

#include <cstdio>
#include <filesystem>
#include <random>
#include <stdexcept>
#include <string>

namespace {

namespace fs = std::filesystem;

// Standard output and error of the command, run in a folder of its own.
class Command {
public:
    Command() : folder_(fs::temp_directory_path() / ("carnk-fhir-" + std::to_string(std::random_device()()))) {
        fs::create_directories(folder_);
    }
    ~Command() { fs::remove_all(folder_); }
    Command(const Command&) = delete;
    Command& operator=(const Command&) = delete;

    std::string operator()(const std::string& line, int& code) const {
        const std::string full = "cd '" + folder_.string() + "' && '" CARNK_TOOL_PATH "' " + line + " 2>&1";
        std::FILE* pipe = ::popen(full.c_str(), "r");
        if (!pipe) throw std::runtime_error("no pipe");
        std::string text;
        char block[4096];
        for (std::size_t n = 0; (n = std::fread(block, 1, sizeof block, pipe)) > 0;)
            text.append(block, n);
        const int status = ::pclose(pipe);
        code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        return text;
    }
    [[nodiscard]] bool has(const std::string& file) const { return fs::file_size(folder_ / file) > 2; }

private:
    fs::path folder_;
};

TEST(ToolFhir, OneRecordTellsWhatBecameOfItsLeaves) {
    const Command run;
    int code = -1;
    const std::string text = run("export fhir NCT03056339 --out trial.json --ledger ledger.ndjson", code);
    EXPECT_EQ(code, 0);
    EXPECT_NE(text.find("wrote trial.json  (1 resource"), std::string::npos) << text;
    EXPECT_NE(text.find("carnk/trial/1 -> FHIR R4 ResearchStudy: NCT03056339: 133 leaves"), std::string::npos) << text;
    EXPECT_TRUE(run.has("trial.json"));
    EXPECT_TRUE(run.has("ledger.ndjson"));
}

TEST(ToolFhir, AListLeavesDoubtfulRecordsOutUnlessAsked) {
    const Command run;
    int code = -1;
    const std::string text = run("export fhir trials --format ndjson --out lines", code);
    EXPECT_EQ(code, 0);
    EXPECT_NE(text.find("33 doubtful records left out"), std::string::npos) << text;
    EXPECT_NE(text.find("166 records"), std::string::npos) << text;
    EXPECT_TRUE(run.has("lines/ResearchStudy.ndjson"));
    const std::string all = run("export fhir trials --everything --out all", code);
    EXPECT_EQ(all.find("left out"), std::string::npos) << all;
    EXPECT_NE(all.find("199 records"), std::string::npos) << all;
    EXPECT_TRUE(run.has("all/bundle.json"));
}

TEST(ToolFhir, RecordsOfAFileAreExported) {
    const Command run;
    int code = -1;
    const std::string import = "import ctgov '" CARNK_TEST_DATA_DIR "/ctgov/NCT02513394.json' ",
                      command = "'" CARNK_TOOL_PATH "' ";
    std::string text =
        run(import + "--trials 2>/dev/null | " + command + "export fhir --from - --out study.fhir.json", code);
    EXPECT_NE(text.find("carnk/trial/1 -> FHIR R4 ResearchStudy: NCT02513394"), std::string::npos) << text;
    EXPECT_EQ(code, 0);
    EXPECT_TRUE(run.has("study.fhir.json"));
    text = run("show NCT03056339 --format json > a.json; { echo '['; cat a.json; echo ','; " + command +
                   "show NCT05092451 --format json; echo ']'; } > two.json; " + command +
                   "export fhir --from two.json --format ndjson --out two.ndjson",
               code);
    EXPECT_EQ(code, 0);
    EXPECT_NE(text.find("2 records, "), std::string::npos) << text;
    text = run("show NCT03056339 --format ndjson > b.ndjson; echo '{\"broken\":' >> b.ndjson; " + command +
                   "export fhir --from b.ndjson --out b.json",
               code);
    EXPECT_EQ(code, 1) << "what cannot be exported is told of";
    EXPECT_NE(text.find("(1 resource"), std::string::npos) << text;
    (void)run("export fhir --from nowhere.json --out c.json", code);
    EXPECT_EQ(code, 3);
}

TEST(ToolFhir, DefinitionsAreFiles) {
    const Command run;
    int code = -1;
    (void)run("export fhir --definitions --out definitions", code);
    EXPECT_EQ(code, 0);
    EXPECT_TRUE(run.has("definitions/StructureDefinition-carnk-profile-trial.json"));
    EXPECT_TRUE(run.has("definitions/StructureDefinition-carnk-member.json"));
}

TEST(ToolFhir, WhatMakesNoSenseIsRefused) {
    const Command run;
    int code = -1;
    for (const char* line :
         {"export fhir", "export hl7 --out x", "export fhir --format csv --out x", "export fhir no-such-record --out x",
          "export fhir --server 'a b' --out x", "export --ledger l --out x", "export --from f --out x",
          "export fhir --from f trials --out x"}) {
        const std::string text = run(line, code);
        EXPECT_EQ(code, 2) << line << ": " << text;
    }
}

}  // namespace
