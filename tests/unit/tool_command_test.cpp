// SPDX-License-Identifier: BSL-1.0
// The command as its users run it: exit codes, outputs, pipes. With CARNK_UPDATE_GOLDEN=1 in the environment the recorded
// outputs are written anew.
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
#include <string>

namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

struct Answer {
    int code = -1;    // exit code; 128 + signal if a signal ended it
    std::string out;  // standard output
    std::string err;  // standard error
};

std::string text_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

// A folder for one test, gone afterwards.
class Folder {
public:
    Folder() {
        std::string name = (fs::temp_directory_path() / "carnk-tool-XXXXXX").string();
        if (!::mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
        path_ = name;
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() {
        std::error_code ignored;
        fs::permissions(path_, fs::perms::owner_all, ignored);
        fs::remove_all(path_, ignored);
    }
    [[nodiscard]] fs::path operator/(std::string_view name) const { return path_ / name; }
    [[nodiscard]] const fs::path& path() const { return path_; }
    fs::path write(std::string_view name, std::string_view text) const {
        std::ofstream(path_ / name, std::ios::binary) << text;
        return path_ / name;
    }

private:
    fs::path path_;
};

// Runs a shell command line in the folder of the project, in which "carnk" is the command.
Answer shell(const std::string& line) {
    const Folder folder;
    const std::string full = "cd '" CARNK_SOURCE_DIR "' && carnk() { '" CARNK_TOOL_PATH
                             "' \"$@\"; }; NO_COLOR=1 LC_ALL=C.UTF-8; export "
                             "NO_COLOR LC_ALL; { " +
                             line + "\n} >'" + (folder / "out").string() + "' 2>'" + (folder / "err").string() + "'";
    const int status = std::system(full.c_str());
    Answer run;
    run.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    run.out = text_of(folder / "out");
    run.err = text_of(folder / "err");
    return run;
}

Answer carnk(const std::string& arguments) {
    return shell("carnk " + arguments + " </dev/null");
}

void expect_golden(const std::string& name, const std::string& text) {
    const fs::path file = fs::path(CARNK_SOURCE_DIR) / "tests/golden/tool" / (name + ".txt");
    if (const char* update = std::getenv("CARNK_UPDATE_GOLDEN"); update && *update == '1') {
        std::ofstream(file, std::ios::binary) << text;
        return;
    }
    EXPECT_EQ(text, text_of(file)) << "recorded in " << file
                                   << "; if the change is right, record it with CARNK_UPDATE_GOLDEN=1";
}

std::size_t lines(const std::string& text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

TEST(ToolUsage, HelpIsForEveryVerbAndHasAnExample) {
    const Answer all = carnk("--help");
    EXPECT_EQ(all.code, 0);
    EXPECT_THAT(all.out, HasSubstr("Exit codes: 0 clean"));
    for (const char* verb :
         {"validate", "list",   "show",  "stats",   "evidence", "export", "rules",  "schema", "version", "cost",
          "compare",  "import", "guide", "centers", "refer",    "draw",   "manual", "match",  "convert", "diff"}) {
        EXPECT_THAT(all.out, HasSubstr(verb));
        const Answer help = carnk(std::string(verb) + " --help");
        EXPECT_EQ(help.code, 0) << verb;
        EXPECT_THAT(help.out, HasSubstr("Example")) << verb;
        EXPECT_THAT(help.out, HasSubstr(std::string("carnk ") + verb)) << verb;
        EXPECT_THAT(help.err, IsEmpty()) << verb;
    }
}

TEST(ToolUsage, HelpIsAlsoAWord) {
    EXPECT_EQ(carnk("help").out, carnk("--help").out);
    const Answer cost = carnk("help cost");
    EXPECT_EQ(cost.code, 0);
    EXPECT_EQ(cost.out, carnk("cost --help").out);
}

TEST(ToolUsage, TheManualAndTheCompletionKnowEveryVerb) {
    const std::string help = carnk("--help").out;
    const Answer man = carnk("manual"), bash = carnk("manual bash");
    EXPECT_EQ(man.code, 0);
    EXPECT_EQ(bash.code, 0);
    EXPECT_TRUE(man.out.starts_with(".TH CARNK 1")) << man.out.substr(0, 60);
    std::size_t verbs = 0;
    std::istringstream lines_of_help(help.substr(help.find("Subcommands:")));
    for (std::string line; std::getline(lines_of_help, line);)
        if (line.starts_with("  ") && line.size() > 2 && line[2] != ' ' && !line.starts_with("  carnk")) {
            const std::string verb = line.substr(2, line.find(' ', 2) - 2);
            ++verbs;
            EXPECT_THAT(man.out, HasSubstr("\n.SS carnk " + verb + '\n'));
            EXPECT_THAT(bash.out, HasSubstr("\n            " + verb + ") words='--"));
        }
    EXPECT_GE(verbs, 18U) << help;
    EXPECT_THAT(bash.out, HasSubstr("validate:--format) words='text json"));
    EXPECT_EQ(carnk("manual fish").code, 2);
}

TEST(ToolUsage, MistakesOnTheCommandLineEndWithTwo) {
    const Answer verb = carnk("valdate x.json");
    EXPECT_EQ(verb.code, 2);
    EXPECT_THAT(verb.err, HasSubstr("there is no verb 'valdate'; did you mean validate?"));
    EXPECT_THAT(carnk("shwo").err, HasSubstr("did you mean show?"));
    EXPECT_EQ(carnk("").code, 2);
    EXPECT_EQ(carnk("list --format xml").code, 2);
    EXPECT_EQ(carnk("list --nonsense").code, 2);
    EXPECT_EQ(carnk("validate --policy lax x.json").code, 2);
    EXPECT_EQ(carnk("validate --as-of yesterday --catalog").code, 2);
    EXPECT_EQ(carnk("stats --by colour").code, 2);
    EXPECT_EQ(carnk("stats --by phase,phase").code, 2);
    EXPECT_EQ(carnk("export").code, 2);
    const Answer type = carnk("list trails");
    EXPECT_EQ(type.code, 2);
    EXPECT_THAT(type.err, HasSubstr("did you mean trials?"));
    EXPECT_THAT(type.out, IsEmpty());
}

// Each says what was found and what is expected, and nothing is written.
TEST(ToolUsage, MistakesSayWhatIsExpected) {
    const std::string request = "--request '" CARNK_SOURCE_DIR "/tests/rules/CNK-REFERRAL-006/pass-order.json' ";
    const std::pair<std::string, const char*> mistakes[] = {
        {"cost --rate CNY=3", "found 'CNY=3'"},
        {"cost --stay-days many", "found 'many'"},
        {"cost --stay-days 14 --day-cost 2500", "found '2500'"},
        {"cost --stay-days 14 --day-cost USD:much@2025", "found 'much'"},
        {"cost --stay-days 14 --day-cost USD:2500@2025-07", "the price year is a year"},
        {"cost --country Narnia", "found 'Narnia'"},
        {"cost --therapy car-x", "car-x"},
        {"cost --plan plan.json --country US", "give --plan alone"},
        {"cost --format xml", "xml"},
        {"evidence response --by colour", "colour"},
        {"stats --by colour", "colour"},
        {"stats --as-of yesterday", "found 'yesterday'"},
        {"stats --by phase,phase", "two different dimensions"},
        {"compare NCT03056339 target/cd19", "target"},
        {"draw fish", "carnk draw --help"},
        {"draw construct no-such-car", "no-such-car"},
        {"guide no-such-topic", "no-such-topic"},
        {"rules CNK-JSON-999", "CNK-JSON-999"},
        {"screen --patient nobody.json --trial NCT00000001 --all", "give --trial ID or --all"},
        {"screen --patient tests/data/fhir_patient/patient.json --trial NCT00000001 --as-of 2026-01-31",
         "there are no eligibility criteria of 'NCT00000001'"},
        {"screen --patient tests/data/fhir_patient/patient.json --all --as-of 2026", "found '2026'"},
        {"match tests/data/fhir_patient/patient.json --near 200,1", "--near"},
        {"refer " + request + "--as-of 2026-01", "found '2026-01'"},
        {"refer " + request + "--as-of 2026-01-12 --to dancing", "there is no"},
        {"centers --near here", "found 'here'"},
        {"validate --type fish --catalog", "fish"},
        {"validate --as-of yesterday --catalog", "found 'yesterday'"},
        {"export elm NCT00000001 --out /nowhere", "there are no eligibility criteria of 'NCT00000001'"},
        {"export elm --out /nowhere --format csv", "found 'csv'"},
        {"export fhir --out /nowhere --format csv", "found 'csv'"},
        {"export elm --out /nowhere --definitions", "belong to 'carnk export fhir'"},
    };
    for (const auto& [arguments, expected] : mistakes) {
        const Answer run = carnk(arguments);
        EXPECT_EQ(run.code, 2) << arguments << '\n' << run.err;
        EXPECT_THAT(run.err, HasSubstr(expected)) << arguments;
        EXPECT_THAT(run.out, IsEmpty()) << arguments;
    }
}

TEST(ToolUsage, NearIdsAreSuggested) {
    const Answer show = carnk("show NCT03056340");
    EXPECT_EQ(show.code, 2);
    EXPECT_THAT(show.err, HasSubstr("NCT03056339"));
    EXPECT_EQ(carnk("rules CNK-JSON-999").code, 2);
}

TEST(ToolUsage, ColourOnlyWhereItIsWanted) {
    EXPECT_THAT(carnk("version").out, Not(HasSubstr("\x1b[")));
    EXPECT_THAT(carnk("--color always version").out, HasSubstr("\x1b["));
    EXPECT_THAT(carnk("version --color always").out, HasSubstr("\x1b["));
    EXPECT_THAT(carnk("--color never version").out, Not(HasSubstr("\x1b[")));
}

TEST(ToolUsage, OutputThatCannotBeWrittenEndsWithThree) {
    const Answer full = shell("carnk list trials >/dev/full");
    EXPECT_EQ(full.code, 3);
    EXPECT_THAT(full.err, HasSubstr("cannot write to standard output"));
}

TEST(ToolUsage, AReaderThatGoesAwayEndsItQuietly) {
    const Answer head = shell("carnk show --everything --format json | head -n 1");
    EXPECT_EQ(head.code, 0);
    EXPECT_EQ(lines(head.out), 1U);
    EXPECT_THAT(head.err, IsEmpty());
}

TEST(ToolValidate, ShowsWhatIsWrongAndWhere) {
    const Answer run = carnk("validate tests/data/broken_trial.json");
    EXPECT_EQ(run.code, 1);
    EXPECT_THAT(run.err, IsEmpty());
    EXPECT_THAT(run.out,
                HasSubstr("tests/data/broken_trial.json:18:13: error: the word is not among the allowed ones"));
    EXPECT_THAT(run.out, HasSubstr("did you mean recruiting?"));
    expect_golden("validate_broken_trial", run.out);
}

TEST(ToolValidate, TellsProgramsTheSame) {
    const Answer json = carnk("validate tests/data/broken_trial.json --format json");
    EXPECT_EQ(json.code, 1);
    expect_golden("validate_broken_trial_json", json.out);
    const Answer lines_ = carnk("validate tests/data/broken_trial.json --format ndjson");
    EXPECT_EQ(lines_.code, 1);
    EXPECT_EQ(lines(lines_.out), 1U);
}

TEST(ToolValidate, OtherProgramsGetTheirForms) {
    for (const char* format : {"sarif", "fhir", "csv", "markdown"}) {
        const Answer run = carnk("validate tests/data/broken_trial.json --format " + std::string(format));
        EXPECT_EQ(run.code, 1) << format;
        EXPECT_THAT(run.err, IsEmpty()) << format;
        EXPECT_THAT(run.out, HasSubstr("CNK-JSON-017")) << format;
        expect_golden("validate_broken_trial_" + std::string(format), run.out);
        EXPECT_EQ(carnk("validate --catalog --format " + std::string(format)).code, 0) << format;
    }
}

TEST(ToolConfig, ChangesWhatTheRulesDo) {
    const Folder folder;
    const std::string trial = "tests/rules/CNK-TRIAL-020/fail-country.json";
    ASSERT_EQ(carnk("validate --references none " + trial).code, 0);
    const auto with = [&](const std::string& members, const std::string& more = {}) {
        const auto file = folder.write("house.json", "{\"schema\": \"carnk/validation-config/1\"" + members + "}");
        return carnk("validate --references none --config '" + file.string() + "' " + more + " " + trial);
    };
    EXPECT_THAT(with("").out, HasSubstr("CNK-TRIAL-020"));
    EXPECT_EQ(with(R"(, "severities": [{"rule": "CNK-TRIAL-020", "severity": "error"}])").code, 1);
    EXPECT_THAT(with(R"(, "disabled_rules": ["CNK-TRIAL-020"])").out,
                ::testing::AllOf(HasSubstr("no findings"), HasSubstr("1 rule skipped: disabled by the caller")));
    EXPECT_THAT(with(R"(, "disabled_categories": ["consistency"])").out, HasSubstr("no findings"));
    const std::string accepted =
        R"(, "suppressions": [{"rule": "CNK-TRIAL-020", "pointer": "/countries", "reason": "r")";
    EXPECT_THAT(with(accepted + "}]").out, HasSubstr("no findings"));
    const Answer expired = with(accepted + ", \"until\": \"2025\"}]", "--as-of 2026-01-01");
    EXPECT_THAT(expired.out, HasSubstr("house.json:1:58: warning: the suppression has expired"));
    EXPECT_THAT(expired.out, HasSubstr("[CNK-TRIAL-020]"));
    EXPECT_THAT(with(accepted + R"(}, {"rule": "CNK-TRIAL-001", "pointer": "", "reason": "r"}])").out,
                HasSubstr("house.json:1:125: warning: the suppression matches no finding"));
}

TEST(ToolConfig, OneWithMistakesIsNotUsed) {
    const Folder folder;
    const auto file = folder.write("house.json",
                                   "{\"schema\": \"carnk/validation-config/1\",\n"
                                   "  \"disabled_rules\": [\"CNK-TRAIL-020\"]}");
    const Answer run = carnk("validate --config '" + file.string() + "' tests/rules/CNK-TRIAL-020/fail-country.json");
    EXPECT_EQ(run.code, 1);
    EXPECT_THAT(run.out, HasSubstr("house.json:2:22: error: there is no such rule"));
    EXPECT_THAT(run.out, HasSubstr("CNK-TRIAL-020")) << "what was meant";
    EXPECT_THAT(run.out, Not(HasSubstr("fail-country.json")));
    EXPECT_EQ(carnk("validate --config no-such-file.json --catalog").code, 3);
}

TEST(ToolFix, MendsWhatHasOneRightRepairAndSaysSo) {
    const Folder folder;
    std::string trial = carnk("show NCT03056339 --format json").out;
    const auto change = [&](const std::string& from, const std::string& to) {
        const std::size_t i = trial.find(from);
        ASSERT_NE(i, std::string::npos) << from;
        trial.replace(i, from.size(), to);
    };
    const std::string right = trial;
    change("\"id\": \"NCT03056339\"", "\"id\": \" nct03056339\"");
    change("\"US\"", "\"us\"");
    const auto file = folder.write("trial.json", trial);
    const std::string quoted = '\'' + file.string() + '\'';
    EXPECT_EQ(carnk("validate " + quoted).code, 1);
    EXPECT_THAT(carnk("validate " + quoted).out,
                HasSubstr(R"(fix [{"op":"replace","path":"/id","value":"NCT03056339"}])"));

    const auto output = folder / "mended.json";
    const Answer run = carnk("validate --fix --output '" + output.string() + "' " + quoted);
    EXPECT_EQ(run.code, 0) << run.out;
    EXPECT_EQ(text_of(output), right) << "every other byte is as it was";
    EXPECT_EQ(text_of(file), trial);
    EXPECT_THAT(run.err, HasSubstr("mended /id [CNK-JSON-016]: [{\"op\":\"replace\""));
    EXPECT_THAT(run.err, HasSubstr("2 fixes done"));

    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
    fs::create_symlink(file, folder / "link.json");
    EXPECT_EQ(carnk("validate --fix --in-place '" + (folder / "link.json").string() + "'").code, 0);
    EXPECT_EQ(text_of(file), right);
    EXPECT_TRUE(fs::is_symlink(folder / "link.json"));
    EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
    EXPECT_FALSE(fs::exists(file.string() + ".part"));
    EXPECT_THAT(carnk("validate --fix --in-place " + quoted).err, HasSubstr("nothing to mend"));
}

TEST(ToolFix, RulesAreMendedToo) {
    const Folder folder;
    const auto output = folder / "mended.json";
    const Answer run = carnk("validate --references none --fix --output '" + output.string() +
                             "' tests/rules/CNK-TRIAL-020/fail-country.json");
    EXPECT_EQ(run.code, 0);
    EXPECT_THAT(run.out, Not(HasSubstr("CNK-TRIAL-020")));
    EXPECT_THAT(run.err, HasSubstr("[CNK-TRIAL-020]: [{\"op\":\"remove\",\"path\":\"/countries/"));
}

TEST(ToolFix, PartsOfAnArrayAreMendedInTheirPlace) {
    const Folder folder;
    const std::string target = carnk("show target/cd19 --format ndjson").out;
    const std::string trial = text_of(fs::path(CARNK_SOURCE_DIR) / "tests/rules/CNK-TRIAL-020/fail-country.json");
    const auto file = folder.write("mixed.json", "[" + target + ",\n" + trial + "]");
    const Answer run = carnk("validate --references none --fix --in-place '" + file.string() + "'");
    EXPECT_THAT(run.err, HasSubstr("\"path\":\"/1/countries/"));
    EXPECT_THAT(run.out, Not(HasSubstr("CNK-TRIAL-020")));
    EXPECT_THAT(text_of(file), ::testing::StartsWith("[" + target + ",\n"));
}

TEST(ToolFix, DocumentsAboutAPersonOnlyIfTheirValuesMayBeShown) {
    const Folder folder;
    std::string patient = text_of(fs::path(CARNK_SOURCE_DIR) / "tests/rules/CNK-PATIENT-001/pass-after.json");
    const std::size_t date = patient.find("\"birth_date\": \"");
    ASSERT_NE(date, std::string::npos);
    patient.insert(date + 15, " ");
    const auto file = folder.write("patient.json", patient);
    const std::string quoted = '\'' + file.string() + '\'';
    const Answer hidden = carnk("validate --fix --in-place " + quoted);
    EXPECT_THAT(hidden.err, HasSubstr("--show-personal allows it"));
    EXPECT_EQ(text_of(file), patient);
    EXPECT_EQ(hidden.code, 1);
    EXPECT_EQ(carnk("validate --fix --in-place --show-personal " + quoted).code, 0);
    patient.erase(date + 15, 1);
    EXPECT_EQ(text_of(file), patient);
}

TEST(ToolFix, NeedsAPlaceToWriteTo) {
    for (const char* line :
         {"validate --fix tests/data/broken_trial.json",
          "validate --fix --in-place --output x tests/data/broken_trial.json", "validate --fix --in-place",
          "validate --fix --in-place -", "validate --fix --in-place --catalog",
          "validate --fix --output x tests/data/broken_trial.json tests/data/broken_trial.json"})
        EXPECT_EQ(carnk(line).code, 2) << line;
    const Folder folder;
    EXPECT_EQ(carnk("validate --fix --output '" + (folder / "no/such/folder.json").string() +
                    "' tests/data/broken_trial.json")
                  .code,
              3);
}

TEST(ToolValidate, TheBuiltinCatalogueIsClean) {
    const Answer run = carnk("validate --catalog");
    EXPECT_EQ(run.code, 0) << run.out;
    EXPECT_THAT(run.out, HasSubstr(" ran"));
}

TEST(ToolValidate, WhatShowWritesValidates) {
    const Answer round = shell("carnk show --everything --format ndjson | carnk validate --ndjson - --format ndjson");
    EXPECT_EQ(round.code, 0) << round.out.substr(0, 4000);
    EXPECT_EQ(lines(round.out), lines(carnk("show --everything --format ndjson").out));
    EXPECT_THAT(round.out, Not(HasSubstr("\"error_count\":1")));
    const Answer one = shell("carnk show NCT03056339 --format json | carnk validate -");
    EXPECT_EQ(one.code, 0) << one.out;
    const Answer two = shell("carnk show NCT03056339 target/cd19 --format json | carnk validate");
    EXPECT_EQ(two.code, 0) << two.out;
    EXPECT_THAT(two.out, HasSubstr("2 documents"));
}

TEST(ToolValidate, AStreamHasItsLineNumbers) {
    const Answer run = shell(
        R"(printf '%s\n\n%s\n' '{"schema":"carnk/trial/1","id":"no number"}' '{"schema":' | carnk validate --ndjson -)");
    EXPECT_EQ(run.code, 1);
    EXPECT_THAT(run.out, HasSubstr("<stdin>:1:32: error"));
    EXPECT_THAT(run.out, HasSubstr("<stdin>:3:11: error"));
    EXPECT_THAT(run.out, HasSubstr("in 2 documents"));
}

TEST(ToolValidate, ArraysOfOneTypeAndOfSeveral) {
    const Folder folder;
    const std::string trial = carnk("show NCT03056339 --format ndjson").out;
    const std::string target = carnk("show target/cd19 --format ndjson").out;
    const auto same = folder.write("same.json", "[" + trial + "," + trial + "]");
    EXPECT_THAT(carnk("validate --no-rules '" + same.string() + "'").out, HasSubstr("2 documents"));
    const auto mixed =
        folder.write("mixed.json", "[\n" + trial + ",\n" + target + ",\n  {\"schema\": \"carnk/target-antigen/1\"}]");
    const Answer run = carnk("validate --no-rules '" + mixed.string() + "'");
    EXPECT_EQ(run.code, 1);
    EXPECT_THAT(run.out, HasSubstr("mixed.json:6:3: error: a required member is missing"));
    EXPECT_THAT(run.out, HasSubstr("/2/id"));
    EXPECT_THAT(run.out, HasSubstr("in 3 documents"));
}

TEST(ToolValidate, TheTypeComesFromTheSchemaOrTheCaller) {
    const Folder folder;
    const auto unknown = folder.write("unknown.json", "{\"schema\": \"carnk/trail/1\"}");
    const Answer other = carnk("validate '" + unknown.string() + "'");
    EXPECT_EQ(other.code, 1);
    EXPECT_THAT(other.out, HasSubstr("the document follows another schema"));
    EXPECT_THAT(other.out, HasSubstr("carnk/trial/1"));
    const auto none = folder.write("none.json", "{\"id\": \"cd19\"}");
    EXPECT_THAT(carnk("validate '" + none.string() + "'").out, HasSubstr("--type can say it"));
    EXPECT_THAT(carnk("validate --type target '" + none.string() + "'").out, HasSubstr("/symbol"));
    const auto text = folder.write("text.json", "this is no JSON");
    EXPECT_THAT(carnk("validate '" + text.string() + "'").out, HasSubstr("CNK-JSON-001"));
}

TEST(ToolValidate, PersonalValuesAreNotShownUnlessAskedFor) {
    const Folder folder;
    const auto file = folder.write("patient.json", "{\"schema\": \"carnk/patient/1\", \"id\": \"JOHN SMITH\"}");
    const Answer hidden = carnk("validate '" + file.string() + "'");
    EXPECT_EQ(hidden.code, 1);
    EXPECT_THAT(hidden.out, Not(HasSubstr("SMITH")));
    EXPECT_THAT(carnk("validate --format json '" + file.string() + "'").out, Not(HasSubstr("SMITH")));
    EXPECT_THAT(carnk("validate --show-personal '" + file.string() + "'").out, HasSubstr("SMITH"));
    // Nor are they when the type cannot be told, because then it may be a person's.
    const auto unknown = folder.write("unknown.json", "{\"id\": \"JOHN SMITH\"}");
    EXPECT_THAT(carnk("validate '" + unknown.string() + "'").out, Not(HasSubstr("SMITH")));
}

TEST(ToolValidate, LongLinesAreCutAroundThePlace) {
    const Folder folder;
    const auto file = folder.write(
        "long.json", "{\"schema\": \"carnk/trial/1\", \"title\": \"" + std::string(5000, 'x') +
                         "\", \"status\": \"no such word\", \"notes\": \"" + std::string(5000, 'y') + "\"}");
    const Answer run = carnk("validate '" + file.string() + "'");
    std::istringstream out(run.out);
    bool marked = false;
    for (std::string line; std::getline(out, line);) {
        EXPECT_LE(line.size(), file.string().size() + 300) << line;
        marked = marked || line.find("no such word") != std::string::npos;
    }
    EXPECT_TRUE(marked) << run.out;
}

TEST(ToolValidate, PoliciesDecideWhatIsForgiven) {
    const Folder folder;
    std::string trial = carnk("show NCT03056339 --format ndjson").out;
    trial.insert(trial.find("\"id\""), "\"my_own\":1,");
    const std::string file = '\'' + folder.write("extra.json", trial).string() + '\'';
    const Answer preserve = carnk("validate " + file);
    EXPECT_EQ(preserve.code, 0) << preserve.out;
    EXPECT_THAT(preserve.out, HasSubstr("note: the member is not known"));
    EXPECT_EQ(carnk("validate --policy strict " + file).code, 1);
    EXPECT_EQ(carnk("validate --policy forward " + file).code, 0);
    EXPECT_EQ(carnk("validate --policy syntax-only tests/data/broken_trial.json --no-rules").code, 0);
}

TEST(ToolValidate, BytesThatAreNoTextAreShownAsSuch) {
    const Folder folder;
    const auto file = folder.write("bytes.json", "{\"schema\": \"carnk/trial/1\", \"\xff\x1b[31m\": \"\xc3\"}");
    for (const char* format : {"text", "json", "ndjson"}) {
        const Answer run = carnk("validate '" + file.string() + "' --format " + format);
        EXPECT_EQ(run.code, 1) << format << run.err;
        EXPECT_THAT(run.out, Not(HasSubstr("\xff"))) << format;
        EXPECT_THAT(run.out, Not(HasSubstr("\x1b"))) << format;
    }
}

TEST(ToolValidate, FilesThatCannotBeReadEndWithThreeAfterTheOthers) {
    const Answer run = carnk("validate no-such-file.json tests/data/broken_trial.json");
    EXPECT_EQ(run.code, 3);
    EXPECT_THAT(run.err, HasSubstr("cannot read no-such-file.json"));
    EXPECT_THAT(run.out, HasSubstr("broken_trial.json:"));
    EXPECT_EQ(carnk("validate tests").code, 3);
}

TEST(ToolList, AnOverviewAndTheRecordsOfAType) {
    const Answer overview = carnk("list");
    EXPECT_EQ(overview.code, 0);
    EXPECT_THAT(overview.out, HasSubstr("trials"));
    expect_golden("list", overview.out);
    const Answer trials = carnk("list trials");
    EXPECT_EQ(trials.code, 0);
    EXPECT_THAT(trials.out, HasSubstr("doubtful records are left out"));
    EXPECT_EQ(lines(carnk("list trial --format ndjson").out) + 33,
              lines(carnk("list trials --all --format ndjson").out));
    expect_golden("list_trials_filtered",
                  carnk("list trials --filter targets=CD19 --filter product.cell_source.origin=ipsc").out);
}

TEST(ToolList, FiltersLookThroughNestedMembers) {
    EXPECT_EQ(lines(carnk("list trials --all --format ndjson --filter countries=au").out), 4U);
    EXPECT_EQ(lines(carnk("list trials --all --format ndjson --filter phase=").out), 1U);
    EXPECT_EQ(lines(carnk("list trials --all --format ndjson --filter 'status=not yet recruiting'").out), 23U);
    const Answer wrong = carnk("list trials --filter origin=ipsc");
    EXPECT_EQ(wrong.code, 2);
    EXPECT_THAT(wrong.err, HasSubstr("product.cell_source.origin"));
    EXPECT_EQ(carnk("list trials --filter phase").code, 2);
}

TEST(ToolShow, ASheetToRead) {
    const Answer run = carnk("show NCT03056339");
    EXPECT_EQ(run.code, 0);
    EXPECT_THAT(run.out, HasSubstr("Sources"));
    expect_golden("show_trial", run.out);
    expect_golden("show_target", carnk("show target/cd19").out);
    expect_golden("show_several", carnk("show NCT03056339 target/cd19 --format ndjson").out);
}

TEST(ToolShow, DoubtStandsOnTop) {
    const Answer ids = shell(
        "carnk list trials --all --format ndjson | grep doubtful | head -n 1 | sed 's/.*\"id\":\"\\([^\"]*\\)\".*/\\1/'");
    const Answer run = carnk("show " + ids.out.substr(0, ids.out.find('\n')));
    EXPECT_EQ(run.code, 0) << run.err;
    EXPECT_LT(run.out.find("! Doubtful record"), run.out.find("Status"));
}

TEST(ToolShow, AmbiguousIdsAreNotGuessed) {
    const Answer both = carnk("show ft596");
    EXPECT_EQ(both.code, 2);
    EXPECT_THAT(both.err, HasSubstr("construct/ft596, product/ft596"));
    EXPECT_EQ(carnk("show construct/ft596").code, 0);
}

TEST(ToolShow, EveryRecordHasASheet) {
    const Answer all = carnk("show --everything");
    EXPECT_EQ(all.code, 0);
    EXPECT_GT(lines(all.out), 5000U);
    EXPECT_EQ(carnk("show").code, 2);
    EXPECT_EQ(carnk("show no/such").code, 2);
}

TEST(ToolStats, TablesWithBars) {
    const Answer run = carnk("stats");
    EXPECT_EQ(run.code, 0);
    EXPECT_THAT(run.out, HasSubstr("33 doubtful records are left out"));
    EXPECT_THAT(run.out, HasSubstr("not stated"));
    expect_golden("stats", run.out);
    expect_golden("stats_disease_by_phase", carnk("stats --by disease,phase").out);
    expect_golden("stats_phase_csv", carnk("stats --by phase --all --format csv").out);
    EXPECT_THAT(carnk("stats --format json").out, HasSubstr("\"schema\": \"carnk/landscape/1\""));
}

TEST(ToolEvidence, PoolsWithSourcesAndReasons) {
    const Answer run = carnk("evidence response");
    EXPECT_EQ(run.code, 0);
    EXPECT_THAT(run.out, HasSubstr("Liu E et al. 2020"));
    EXPECT_THAT(run.out, HasSubstr("computed from a printed"));
    EXPECT_THAT(run.out, HasSubstr("4 studies, 81 patients"));
    expect_golden("evidence_response", run.out);
    expect_golden("evidence_gvhd_by_source", carnk("evidence gvhd --by source").out);
    EXPECT_THAT(carnk("evidence survival").out, HasSubstr("nothing to pool"));
    EXPECT_THAT(carnk("evidence crs --format json").out, HasSubstr("\"schema\": \"carnk/pooled-outcome/1\""));
    EXPECT_EQ(carnk("evidence").code, 2);
    EXPECT_EQ(carnk("evidence response --by colour").code, 2);
    const Answer near = carnk("evidence respons");
    EXPECT_EQ(near.code, 2);
    EXPECT_THAT(near.err, HasSubstr("did you mean response"));
}

TEST(ToolCost, SaysWhatIsKnownAssumedAndUnknown) {
    const Answer run = carnk("cost");
    EXPECT_EQ(run.code, 0);
    EXPECT_THAT(run.out, HasSubstr("No CAR-NK product is approved or has a price"));
    expect_golden("cost_us_cn", run.out);
    expect_golden("cost_car_t_rate",
                  carnk("cost --country CN --therapy car_t --outside-trial --product relma-cel-price-cn "
                        "--rate 'CNY:USD=0.14@2025;made up for this test'")
                      .out);
    EXPECT_THAT(carnk("cost --country US --format json").out, HasSubstr("\"schema\": \"carnk/cost-estimate/1\""));
    expect_golden("cost_stay", carnk("cost --country US --stay-days 14 --day-cost USD:2500-3500@2025").out);
    EXPECT_EQ(carnk("cost --country XX").code, 2);
    EXPECT_EQ(carnk("cost --rate CNY=3").code, 2);
    EXPECT_EQ(carnk("cost --therapy car-x").code, 2);
    const Answer unused = carnk("cost --country US --rate 'CNY:USD=0.14@2025;made up'");
    EXPECT_EQ(unused.code, 0);
    EXPECT_THAT(unused.err, HasSubstr("CNK-EST-008"));
    EXPECT_EQ(carnk("cost --country US --rate 'CNY:USD=0@2025;made up'").code, 1);
}

TEST(ToolCompare, TherapiesAndRecords) {
    const Answer all = carnk("compare");
    EXPECT_EQ(all.code, 0);
    EXPECT_THAT(all.out, HasSubstr("Graft-versus-host disease"));
    EXPECT_THAT(all.out, HasSubstr("a randomised"));
    expect_golden("compare_crs", carnk("compare --about crs").out);
    expect_golden("compare_trials", carnk("compare NCT03056339 NCT05092451").out);
    EXPECT_THAT(carnk("compare --format json").out, HasSubstr("\"schema\": \"carnk/therapy-comparison/1\""));
    EXPECT_THAT(carnk("compare product/at19 product/ab-201 --format json").out,
                HasSubstr("\"schema\": \"carnk/record-comparison/1\""));
    EXPECT_EQ(carnk("compare NCT03056339").code, 2);
    EXPECT_EQ(carnk("compare NCT03056339 target/cd19").code, 2);
    EXPECT_EQ(carnk("compare --about nothing-such").code, 2);
}

TEST(ToolDraw, EveryKindAndItsMistakes) {
    for (const char* arguments :
         {"construct ft596", "landscape", "landscape --by target --top 5", "forest crs", "comparison --about crs"}) {
        const Answer drawn = carnk(std::string("draw ") + arguments);
        EXPECT_EQ(drawn.code, 0) << arguments;
        EXPECT_TRUE(drawn.out.starts_with("<svg ") && drawn.out.ends_with("</svg>\n")) << arguments;
        EXPECT_THAT(drawn.err, IsEmpty()) << arguments;
    }
    const Folder folder;
    const std::string file = (folder / "car.svg").string();
    EXPECT_EQ(carnk("draw construct car19-il15-ic9 --theme dark -o '" + file + "'").code, 0);
    EXPECT_THAT(text_of(file), HasSubstr("iC9/CAR19/IL15"));
    EXPECT_EQ(carnk("draw construct car19-il15-ic9 -o '" + (folder / "no/where.svg").string() + "'").code, 3);
    const Answer near = carnk("draw construct car19-il15-ic8");
    EXPECT_EQ(near.code, 2);
    EXPECT_THAT(near.err, HasSubstr("car19-il15-ic9"));
    EXPECT_THAT(carnk("draw construct NCT03056339").err, HasSubstr("is a trial"));
    EXPECT_EQ(shell("carnk show construct/ft596 --format json | carnk draw construct --file -").out,
              carnk("draw construct ft596").out);
    EXPECT_EQ(carnk("draw construct").code, 2);
    EXPECT_EQ(carnk("draw construct ft596 --file x.json").code, 2);
    EXPECT_EQ(carnk("draw construct --file tests/data/broken_trial.json").code, 1);
    EXPECT_EQ(carnk("draw").code, 2);
    EXPECT_EQ(carnk("draw landscape --by phase,phase").code, 2);
    EXPECT_EQ(carnk("draw landscape --by colour").code, 2);
    EXPECT_EQ(carnk("draw comparison --about nonsense").code, 2);
    EXPECT_EQ(carnk("draw forest nonsense").code, 2);
}

TEST(ToolDraw, ScreeningFromAPipe) {
    const std::string screen = "carnk screen --patient tests/rules/CNK-PATIENT-019/pass-agrees.json --trial ";
    const Answer one = shell(screen + "NCT05092451 --format json | carnk draw screening -");
    EXPECT_EQ(one.code, 0) << one.err;
    EXPECT_THAT(one.out, HasSubstr("Screening for NCT05092451"));
    EXPECT_THAT(one.out, HasSubstr("No medical advice"));
    const Answer all = shell(
        "carnk screen --patient tests/rules/CNK-PATIENT-019/pass-agrees.json --all --format json | carnk draw screening -");
    EXPECT_EQ(all.code, 2);
    EXPECT_THAT(all.err, HasSubstr("choose one with --trial"));
    EXPECT_EQ(shell("echo '{}' | carnk draw screening -").code, 1);
    EXPECT_EQ(carnk("draw screening nowhere.json").code, 3);
}

TEST(ToolGuide, TopicsWithSourcesAndEvidence) {
    expect_golden("guide", carnk("guide").out);
    expect_golden("guide_side_effects", carnk("guide side-effects").out);
    expect_golden("guide_access_cn", carnk("guide access --country CN").out);
    EXPECT_THAT(carnk("guide referral").out, HasSubstr("[ ] 1. "));
    EXPECT_THAT(carnk("guide what --format json").out, HasSubstr("\"schema\": \"carnk/guide/1\""));
    EXPECT_EQ(carnk("guide no-such-topic").code, 2);
    EXPECT_EQ(carnk("guide --country XX").code, 2);
}

TEST(ToolCenters, FoundByWhatIsAskedAndByDistance) {
    const Answer near = carnk("centers --country CN --recruiting --near 30.27,120.15");
    EXPECT_EQ(near.code, 0);
    EXPECT_THAT(near.out, HasSubstr("GeoNames"));
    expect_golden("centers_near", near.out);
    EXPECT_THAT(carnk("centers --target cd19 --near=-33.87,151.21").out, HasSubstr("Without coordinates"));
    EXPECT_THAT(carnk("centers --format json").out, HasSubstr("\"schema\":\"carnk/center/1\""));
    EXPECT_EQ(carnk("centers --near 95,0").code, 2);
    EXPECT_EQ(carnk("centers --near here").code, 2);
    EXPECT_EQ(carnk("centers --target no-such").code, 2);
    EXPECT_EQ(carnk("centers --programme dance").code, 2);
}

TEST(ToolRefer, PlansFormsAndSteps) {
    const std::string request = "--request '" CARNK_SOURCE_DIR "/tests/rules/CNK-REFERRAL-006/pass-order.json' ";
    const Answer plan = carnk("refer " + request + "--as-of 2026-01-12");
    EXPECT_EQ(plan.code, 0) << plan.err;
    expect_golden("refer_plan", plan.out);
    const Answer form = carnk("refer " + request + "--deidentify --code case-7 --nothing-known --format json");
    EXPECT_EQ(form.code, 0) << form.err;
    EXPECT_THAT(form.out, HasSubstr("\"schema\": \"carnk/deidentified-referral/1\""));
    EXPECT_EQ(form.out.find("request-1"), std::string::npos);
    expect_golden("refer_form", carnk("refer " + request + "--deidentify --code case-7 --nothing-known").out);
    EXPECT_EQ(carnk("refer " + request + "--deidentify --code case-7").code, 1) << "nobody answers for the rest";
    EXPECT_EQ(carnk("refer " + request + "--deidentify").code, 2);
    EXPECT_THAT(carnk("refer " + request + "--as-of 2026-01-12 --to in-review").out, HasSubstr("\"in_review\""));
    EXPECT_EQ(carnk("refer " + request + "--as-of 2026-01-12 --to accepted").code, 1);
    EXPECT_EQ(carnk("refer " + request + "--as-of 2026-01").code, 2);
    EXPECT_EQ(carnk("refer " + request).code, 2);
}

TEST(ToolExport, WritesTheCatalogueAndEachType) {
    const Folder folder;
    const std::string out = (folder / "deep/catalogue").string();
    const Answer run = carnk("export --out '" + out + "'");
    EXPECT_EQ(run.code, 0) << run.err;
    EXPECT_TRUE(fs::exists(out + "/catalog.json"));
    const Answer again = carnk("validate --no-rules '" + out + "/catalog.json' '" + out + "/trials.json'");
    EXPECT_EQ(again.code, 0) << again.out.substr(0, 2000);
    for (const auto& entry : fs::directory_iterator(out))
        EXPECT_EQ(entry.path().extension(), ".json") << entry.path();
    EXPECT_EQ(carnk("export --format ndjson --out '" + out + "'").code, 0);
    EXPECT_EQ(lines(text_of(out + "/trials.ndjson")), 199U);
}

TEST(ToolExport, WritesTheLogicOfCriteria) {
    const Folder folder;
    const Answer run = carnk("export elm NCT03056339 --out '" + folder.path().string() + "'");
    EXPECT_EQ(run.code, 0) << run.err;
    EXPECT_THAT(run.out, HasSubstr("(1 library, "));
    const auto written = std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator());
    EXPECT_EQ(written, 1);
    for (const auto& file : fs::directory_iterator(folder.path()))
        EXPECT_THAT(text_of(file.path()), HasSubstr("\"library\""));
}

TEST(ToolExport, SaysWhyItCannotWrite) {
    const Folder folder;
    const auto file = folder.write("file", "in the way");
    const Answer run = carnk("export --out '" + file.string() + "'");
    EXPECT_EQ(run.code, 3);
    EXPECT_THAT(run.err, HasSubstr("file"));
    // A disk that is full, as far as the process can tell: no file may grow beyond a few blocks.
    const Answer full = shell("ulimit -f 8; carnk export --out '" + (folder / "full").string() + "'");
    EXPECT_EQ(full.code, 3);
    EXPECT_THAT(full.err, HasSubstr("cannot write"));
    EXPECT_FALSE(fs::exists(folder / "full/catalog.json"));
    EXPECT_FALSE(fs::exists(folder / "full/catalog.json.part"));
}

TEST(ToolRules, ListsAndExplains) {
    const Answer all = carnk("rules");
    EXPECT_EQ(all.code, 0);
    EXPECT_THAT(all.out, HasSubstr("CNK-JSON-011"));
    const Answer one = carnk("rules cnk-json-011");
    EXPECT_EQ(one.code, 0);
    EXPECT_THAT(one.out, HasSubstr("Absent is never zero"));
    expect_golden("rules_one", one.out);
}

TEST(ToolRules, WritesThePageOfTheRules) {
    const Answer page = carnk("rules --format markdown");
    EXPECT_EQ(page.code, 0);
    EXPECT_TRUE(page.out.starts_with("# Rules\n\n"));
    // Every rule once, under its id.
    std::size_t anchors = 0, rules = 0;
    for (std::size_t i = 0; (i = page.out.find("<a id=\"CNK-", i)) != std::string::npos; ++i)
        ++anchors;
    const std::string ids = carnk("rules --format json").out;
    for (std::size_t i = 0; (i = ids.find("\"id\": ", i)) != std::string::npos; ++i)
        ++rules;
    EXPECT_GE(rules, 150U);
    EXPECT_EQ(anchors, rules);
    expect_golden("rules_one_markdown", carnk("rules CNK-JSON-011 --format markdown").out);
}

TEST(ToolVersion, NamesTheLibraryAndTheCatalogue) {
    const Answer text = carnk("version");
    EXPECT_EQ(text.code, 0);
    EXPECT_TRUE(text.out.starts_with("carnk "));
    EXPECT_THAT(carnk("version --format json").out, HasSubstr("\"trials\":199"));
}

// ---------------------------------------------------------------------------------------------------- convert, diff

TEST(ToolConvert, EveryFormHoldsTheSame) {
    const Folder folder;
    const std::string file = folder.write("a.json", carnk("show NCT03056339 --format json").out).string();
    for (const char* form : {"pretty", "compact", "canonical"}) {
        const Answer run = carnk("convert --form " + std::string(form) + " '" + file + "'");
        EXPECT_EQ(run.code, 0) << run.err;
        EXPECT_THAT(run.err, IsEmpty());
        const std::string other = folder.write("b.json", run.out).string();
        const Answer same = carnk("diff '" + file + "' '" + other + "'");
        EXPECT_EQ(same.code, 0) << form;
        EXPECT_EQ(same.out, "no difference\n");
    }
    // The canonical form of a pretty and of a compact text is the same, and it ends with its last byte.
    const Answer canonical = shell("carnk convert --form compact '" + file + "' | carnk convert --form canonical");
    EXPECT_EQ(canonical.out, carnk("convert --form canonical '" + file + "'").out);
    EXPECT_EQ(canonical.out.back(), '}');
}

TEST(ToolConvert, WritesNothingWrongAndKeepsWhatItDoesNotKnow) {
    const Folder folder;
    const std::string file =
        folder.write("a.json", R"({"schema":"carnk/trial/1","id":"NCT03056339","x":1.10})").string();
    const Answer broken = carnk("convert '" + file + "' --output '" + (folder / "out.json").string() + "'");
    EXPECT_EQ(broken.code, 1);
    EXPECT_THAT(broken.err, HasSubstr("CNK-JSON-011"));
    EXPECT_FALSE(fs::exists(folder / "out.json"));
    const std::string lines_file =
        folder
            .write("a.ndjson", "{\"x\": 1.10, \"schema\":\"carnk/value-set/1\"}\n" +
                                   shell("carnk show --format ndjson NCT03056339 | sed 's/^{/{ \"x\": 1.10,/'").out)
            .string();
    const Answer stream = carnk("convert --ndjson --notes '" + lines_file + "'");
    EXPECT_EQ(stream.code, 1);
    EXPECT_EQ(lines(stream.out), 1U);
    EXPECT_THAT(stream.out, HasSubstr("\"x\":1.10"));
    EXPECT_THAT(stream.err, HasSubstr("2:3: note:"));
    EXPECT_EQ(carnk("convert --type moon '" + file + "'").code, 2);
    const Answer unknown = shell("echo '{}' | carnk convert");
    EXPECT_EQ(unknown.code, 1);
    EXPECT_THAT(unknown.err, HasSubstr("--type"));
    EXPECT_EQ(carnk("convert /nowhere/a.json").code, 3);
}

TEST(ToolDiff, ShowsEveryValueThatDiffersAndMakesAPatch) {
    const Folder folder;
    const std::string a = folder.write("a.json", R"({"a":1.0,"b":[1,2],"c":"x"})").string(),
                      b = folder.write("b.json", R"({"c":"y","b":[1,2,3],"a":1})").string(),
                      broken = folder.write("broken.json", "{\"a\":").string();
    const Answer text = carnk("diff '" + a + "' '" + b + "'");
    EXPECT_EQ(text.code, 1);
    EXPECT_EQ(text.out, "/b/2\n  + 3\n/c\n  - \"x\"\n  + \"y\"\n2 differences\n");
    const Answer patch = carnk("diff '" + a + "' '" + b + "' --format patch");
    EXPECT_THAT(patch.out, HasSubstr(R"({"op":"replace","path":"/c","value":"y"})"));
    const Answer wrong = carnk("diff '" + a + "' '" + broken + "'");
    EXPECT_EQ(wrong.code, 1);
    EXPECT_THAT(wrong.out, IsEmpty());
    EXPECT_THAT(wrong.err, HasSubstr("broken.json:1:6: error"));
    EXPECT_EQ(carnk("diff - -").code, 2);
    EXPECT_EQ(carnk("diff '" + a + "' /nowhere/a.json").code, 3);
}

}  // namespace
