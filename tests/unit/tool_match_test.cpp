// SPDX-License-Identifier: BSL-1.0
// carnk match as its users run it.
#include <gtest/gtest.h>

#include <sys/wait.h>

#include <algorithm>
#include <cstdio>
#include <stdexcept>
#include <string>

namespace {

// Standard output and error of a shell line in the folder of the project, where $CARNK is the command.
std::string output_of(const std::string& line, int& code) {
    const std::string full =
        "cd '" CARNK_SOURCE_DIR "' && export CARNK='" CARNK_TOOL_PATH "' && { " + line + "; } 2>&1";
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

constexpr const char* cohort = "tests/data/patients/cohort.ndjson";

TEST(ToolMatch, OnePatient) {
    int code = -1;
    const std::string text =
        output_of("head -n 1 " + std::string(cohort) + " | \"$CARNK\" match - --near 29.71,-95.40", code);
    EXPECT_EQ(code, 0);
    EXPECT_NE(text.find("trials screened for p01-lbcl-after-car-t, as of 2026-01-31"), std::string::npos) << text;
    EXPECT_NE(text.find("km to The University of Texas MD Anderson Cancer Center"), std::string::npos);
    EXPECT_NE(text.find("open trials whose criteria the catalogue does not have"), std::string::npos);
    EXPECT_NE(text.find("No medical advice"), std::string::npos);
    const std::string json =
        output_of("head -n 1 " + std::string(cohort) + " | \"$CARNK\" match - --redact --closed --format json", code);
    EXPECT_EQ(code, 0);
    EXPECT_NE(json.find("\"schema\": \"carnk/match/1\""), std::string::npos);
    EXPECT_EQ(json.find("p01-lbcl"), std::string::npos);
}

TEST(ToolMatch, CohortsGoOnAfterABadLine) {
    int code = -1;
    const std::string text = output_of("{ head -n 2 " + std::string(cohort) + "; echo '{\"zq7\":'; tail -n 1 " +
                                           std::string(cohort) + "; } | \"$CARNK\" match --cohort - --threads 2",
                                       code);
    EXPECT_EQ(code, 1);
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 5);
    EXPECT_NE(text.find("\"number\":4,\"line\":4"), std::string::npos) << text.substr(0, 400);
    EXPECT_NE(text.find("1 patient of 4 could not be read"), std::string::npos);
    EXPECT_EQ(text.find("zq7"), std::string::npos);
    EXPECT_EQ(text.find("p01-"), std::string::npos);
    const std::string named =
        output_of("\"$CARNK\" match --identified --closed --doubtful --cohort " + std::string(cohort), code);
    EXPECT_EQ(code, 0);
    EXPECT_NE(named.find("\"patient\":\"p01-lbcl-after-car-t\""), std::string::npos);
}

TEST(ToolMatch, MistakesAreSaid) {
    int code = -1;
    for (const char* arguments : {"", "x.json --cohort y.ndjson", "--cohort y.ndjson --redact", "x.json --identified",
                                  "x.json --near 200,1", "x.json --country Germany", "x.json --as-of 2026"}) {
        const std::string text = output_of("\"$CARNK\" match " + std::string(arguments), code);
        EXPECT_EQ(code, 2) << arguments << ": " << text;
    }
    output_of("\"$CARNK\" match --cohort /nowhere/patients.ndjson", code);
    EXPECT_EQ(code, 3);
}

}  // namespace
