// SPDX-License-Identifier: BSL-1.0
// Files that the command writes, when the disk is full, the place is odd, a stream is closed, or a signal comes: a file is as before or
// complete, and the command says so.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

std::string text_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return std::move(text).str();
}

class ToolFiles : public ::testing::Test {
protected:
    ToolFiles() {
        std::string name = (fs::temp_directory_path() / "carnk-files-XXXXXX").string();
        if (!::mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
        path_ = name;
        fs::create_directory(path_ / "at");
    }
    ~ToolFiles() override {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    // Runs lines of shell in a folder that was empty, where $carnk is the command; what it says is in said().
    int run(const std::string& lines) {
        const std::string all = "cd '" + (path_ / "at").string() + "' && carnk='" CARNK_TOOL_PATH "' && { " + lines +
                                "\n} >../said 2>&1 </dev/null";
        const int status = std::system(all.c_str());
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
    [[nodiscard]] std::string said() const { return text_of(path_ / "said"); }
    // Names of the files in the folder.
    [[nodiscard]] std::vector<std::string> files() const {
        std::vector<std::string> names;
        for (const auto& entry : fs::directory_iterator(path_ / "at"))
            names.push_back(entry.path().filename().string());
        return names;
    }
    void put(const std::string& name, const std::string& text) const {
        std::ofstream(path_ / "at" / name, std::ios::binary) << text;
    }
    [[nodiscard]] std::string get(const std::string& name) const { return text_of(path_ / "at" / name); }

private:
    fs::path path_;
};

TEST_F(ToolFiles, AFileThatMayNotGrowLeavesTheOldOne) {
    put("a.svg", "old");
    EXPECT_EQ(run("ulimit -f 1; \"$carnk\" draw landscape --by target --output a.svg"), 3);
    EXPECT_THAT(said(), HasSubstr("cannot write"));
    EXPECT_THAT(said(), HasSubstr("File too large"));
    EXPECT_EQ(get("a.svg"), "old");
    EXPECT_EQ(files(), std::vector<std::string>{"a.svg"});
}

TEST_F(ToolFiles, ADeviceIsWrittenToAndNotReplaced) {
    EXPECT_EQ(run("\"$carnk\" draw landscape --by target --output /dev/full"), 3);
    EXPECT_THAT(said(), HasSubstr("cannot write /dev/full: No space left on device"));
    EXPECT_EQ(run("\"$carnk\" draw landscape --by target --output /dev/null"), 0);
    struct stat device {};
    ASSERT_EQ(::stat("/dev/full", &device), 0);
    EXPECT_TRUE(S_ISCHR(device.st_mode));
    EXPECT_EQ(run("mkfifo pipe; cat pipe >copy & \"$carnk\" draw landscape --by target --output pipe; wait"), 0);
    EXPECT_THAT(get("copy"), HasSubstr("</svg>"));
    EXPECT_EQ(run("test -p pipe"), 0);
}

TEST_F(ToolFiles, ANameThatIsTakenIsLeftAlone) {
    put("a.svg.part", "somebody else's");
    EXPECT_EQ(run("ln -s elsewhere a.svg.1.part; \"$carnk\" draw landscape --by target --output a.svg"), 0);
    EXPECT_EQ(get("a.svg.part"), "somebody else's");
    EXPECT_EQ(run("test ! -e elsewhere"), 0);
    EXPECT_THAT(get("a.svg"), HasSubstr("</svg>"));
    EXPECT_EQ(files().size(), 3U);
}

TEST_F(ToolFiles, ALinkStaysALinkAndPermissionsStay) {
    put("real.svg", "old");
    EXPECT_EQ(
        run("chmod 640 real.svg; ln -s real.svg a.svg; \"$carnk\" draw landscape --by target --output a.svg && test -L a.svg"),
        0);
    EXPECT_THAT(get("real.svg"), HasSubstr("</svg>"));
    EXPECT_EQ(
        run("stat -c %a real.svg; umask 027; \"$carnk\" draw landscape --by target --output new.svg; stat -c %a new.svg"),
        0);
    EXPECT_EQ(said(), "640\n640\n");
    EXPECT_EQ(run("mkdir folder; \"$carnk\" draw landscape --by target --output folder"), 3);
    EXPECT_THAT(said(), HasSubstr("cannot write"));
}

TEST_F(ToolFiles, AClosedStreamIsSaidAndNoFileTakesItsPlace) {
    EXPECT_EQ(run("\"$carnk\" list trials >&-"), 3);
    EXPECT_THAT(said(), HasSubstr("cannot write to standard output"));
    EXPECT_EQ(run("\"$carnk\" validate - <&-"), 3);
    EXPECT_THAT(said(), HasSubstr("cannot read <stdin>"));
    // Findings would go to the file that took the number of standard output.
    const std::string trial = "{\"schema\":\"carnk/trial/1\"}";
    put("trial.json", trial);
    EXPECT_EQ(run("\"$carnk\" draw landscape --by target --output a.svg <&- >&- 2>&-"), 0);
    EXPECT_THAT(get("a.svg"), HasSubstr("</svg>"));
    EXPECT_EQ(run("\"$carnk\" validate --fix --in-place trial.json >&- 2>&-"), 3);
    EXPECT_EQ(get("trial.json"), trial);
}

// Whenever the signal comes, the old file or the whole new one is there, and nothing else.
TEST_F(ToolFiles, ASignalLeavesNoPartOfAFile) {
    bool hit = false;
    for (const char* const signal : {"TERM", "HUP"})
        for (int i = 0; i < 5; ++i) {
            put("carnk.sqlite", "old");
            const int code =
                run(std::string("\"$carnk\" export --out . --format sqlite & pid=$!\n"
                                "while [ ! -e carnk.sqlite.part ] && kill -0 $pid 2>/dev/null; do :; done\n"
                                "kill -") +
                    signal + " $pid 2>/dev/null; wait $pid");
            if (code == 3 && said().find("without SQLite") != std::string::npos) GTEST_SKIP() << "built without SQLite";
            ASSERT_EQ(files(), std::vector<std::string>{"carnk.sqlite"}) << signal;
            if (code == 0) {
                ASSERT_GT(get("carnk.sqlite").size(), 10000U);
                continue;
            }
            ASSERT_EQ(code, 128 + (signal[0] == 'T' ? 15 : 1)) << said();
            ASSERT_EQ(get("carnk.sqlite"), "old") << signal;
            hit = true;
            break;
        }
    EXPECT_TRUE(hit) << "no signal came in time to be tested";
}

}  // namespace
