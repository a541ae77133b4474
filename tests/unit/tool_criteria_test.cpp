// SPDX-License-Identifier: BSL-1.0
// carnk criteria as its users run it. With CARNK_UPDATE_GOLDEN=1 in the environment the recorded output is written anew.
#include <gtest/gtest.h>

#include <sys/wait.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

namespace {

// What a command prints, and its exit code.
std::string output_of(const std::string& arguments, int& code) {
    const std::string line =
        "cd '" CARNK_SOURCE_DIR "' && NO_COLOR=1 LC_ALL=C.UTF-8 '" CARNK_TOOL_PATH "' " + arguments + " 2>&1";
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

TEST(ToolCriteria, ReadsATextSentenceBySentence) {
    int code = -1;
    const std::string text = output_of("criteria tests/data/criteria/example.txt", code);
    EXPECT_EQ(code, 0);
    const std::string file = std::string(CARNK_SOURCE_DIR) + "/tests/golden/tool/criteria.txt";
    if (const char* update = std::getenv("CARNK_UPDATE_GOLDEN"); update != nullptr && *update == '1') {
        std::ofstream(file, std::ios::binary) << text;
        return;
    }
    std::ifstream in(file, std::ios::binary);
    std::ostringstream recorded;
    recorded << in.rdbuf();
    EXPECT_EQ(text, recorded.str()) << "recorded in " << file;
    EXPECT_EQ(output_of("criteria - < tests/data/criteria/example.txt", code), text);
}

TEST(ToolCriteria, WritesTheWholeResultAsADocument) {
    int code = -1;
    const std::string json = output_of("criteria --format json tests/data/criteria/example.txt", code);
    EXPECT_EQ(code, 0);
    EXPECT_NE(json.find("\"schema\": \"carnk/parsed-criteria/1\""), std::string::npos);
    EXPECT_NE(json.find("\"pattern\": \"washout.window\""), std::string::npos);
}

TEST(ToolCriteria, AFileThatIsNotThereIsAnInputFailure) {
    int code = -1;
    const std::string said = output_of("criteria /nowhere/criteria.txt", code);
    EXPECT_EQ(code, 3);
    EXPECT_NE(said.find("/nowhere/criteria.txt"), std::string::npos);
}

}  // namespace
