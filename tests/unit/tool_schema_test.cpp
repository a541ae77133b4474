// SPDX-License-Identifier: BSL-1.0
// The verb schema, and the tables of the verb export.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::StartsWith;

struct Answer {
    int code = -1;     // exit code
    std::string text;  // standard output and error
};

Answer carnk(const std::string& arguments) {
    Answer answer;
    const std::string line = "NO_COLOR=1 LC_ALL=C.UTF-8 '" CARNK_TOOL_PATH "' " + arguments + " </dev/null 2>&1";
    std::FILE* const pipe = ::popen(line.c_str(), "r");
    if (!pipe) throw std::runtime_error("no pipe");
    char buffer[4096];
    for (std::size_t n = 0; (n = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;)
        answer.text.append(buffer, n);
    const int status = ::pclose(pipe);
    answer.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return answer;
}

std::string text_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return std::move(text).str();
}

class Folder {
public:
    Folder() {
        std::string name = (fs::temp_directory_path() / "carnk-schema-XXXXXX").string();
        if (!::mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
        path = name;
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
    fs::path path;
};

std::size_t files_in(const fs::path& folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

TEST(ToolSchema, ListsDocumentsAndPrintsTheirSchemas) {
    const Answer list = carnk("schema");
    EXPECT_EQ(list.code, 0);
    EXPECT_THAT(list.text, HasSubstr("carnk/target-antigen/1"));
    const Answer trial = carnk("schema trial");
    EXPECT_EQ(trial.code, 0);
    EXPECT_THAT(trial.text, StartsWith("{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n"
                                       "  \"$id\": \"urn:carnk:trial:1\",\n"));
    EXPECT_EQ(carnk("schema carnk/trial/1").text, trial.text);
    EXPECT_THAT(carnk("schema Money").text, HasSubstr("\"$id\": \"urn:carnk:type:Money\""));
    EXPECT_THAT(carnk("schema --openapi").text, StartsWith("{\n  \"openapi\": \"3.1.0\""));
    EXPECT_THAT(carnk("schema --typescript").text, HasSubstr("export interface Trial {"));
    EXPECT_THAT(carnk("schema --help").text, HasSubstr("Examples:"));
}

TEST(ToolSchema, MistakesEndWithTwo) {
    const Answer unknown = carnk("schema trail");
    EXPECT_EQ(unknown.code, 2);
    EXPECT_THAT(unknown.text, HasSubstr("did you mean Trial or trial?"));
    EXPECT_EQ(carnk("schema trial --openapi").code, 2);
    EXPECT_EQ(carnk("schema --typescript --openapi").code, 2);
}

TEST(ToolSchema, AllGoToAFolder) {
    const Folder folder;
    const Answer all = carnk("schema --all '" + (folder.path / "a/b").string() + '\'');
    EXPECT_EQ(all.code, 0) << all.text;
    EXPECT_GE(files_in(folder.path / "a/b"), 28U);
    EXPECT_EQ(text_of(folder.path / "a/b/trial.schema.json"), carnk("schema trial").text);
    EXPECT_TRUE(fs::exists(folder.path / "a/b/openapi.json"));
    EXPECT_TRUE(fs::exists(folder.path / "a/b/carnk.d.ts"));
    std::ofstream(folder.path / "file") << "x";
    EXPECT_EQ(carnk("schema --all '" + (folder.path / "file").string() + '\'').code, 3);
}

TEST(ToolExport, TablesAreFilesOrAScriptOrADatabase) {
    const Folder folder;
    const std::string to = "export --out '" + folder.path.string() + "' --format ";
    EXPECT_EQ(carnk(to + "csv").code, 0);
    EXPECT_THAT(text_of(folder.path / "trials_targets.csv"), StartsWith("row,record,position,value\r\n1,"));
    const Answer markdown = carnk(to + "markdown");
    EXPECT_EQ(markdown.code, 0);
    EXPECT_THAT(markdown.text, StartsWith("wrote " + folder.path.string() + "  ("));
    EXPECT_THAT(text_of(folder.path / "trials_targets.md"),
                StartsWith("| row | record | position | value |\n| ---: | :--- | ---: | :--- |\n| 1 | "));
    EXPECT_EQ(carnk(to + "sql").code, 0);
    EXPECT_THAT(text_of(folder.path / "carnk.sql"), HasSubstr("CREATE VIEW \"landscape\""));
    const Answer database = carnk(to + "sqlite");
    if (database.code == 2) GTEST_SKIP() << database.text;
    EXPECT_EQ(database.code, 0) << database.text;
    EXPECT_THAT(text_of(folder.path / "carnk.sqlite"), StartsWith("SQLite format 3"));
    EXPECT_FALSE(fs::exists(folder.path / "carnk.sqlite.part"));
}

}  // namespace
