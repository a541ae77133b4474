// SPDX-License-Identifier: BSL-1.0
// Reports of every form, on the same documents: recorded outputs, structure, hostile texts. With CARNK_UPDATE_GOLDEN=1 in the
// environment the recorded outputs are written anew.
#include <carnk/core/optional.hpp>
#include <carnk/json/canonical.hpp>
#include <carnk/json/locate.hpp>
#include <carnk/json/patch.hpp>
#include <carnk/json/read.hpp>
#include <carnk/model/catalog.hpp>
#include <carnk/rules/report.hpp>
#include <carnk/rules/rule.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace {

using namespace carnk;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::array formats{ReportFormat::text, ReportFormat::json, ReportFormat::ndjson,  ReportFormat::sarif,
                             ReportFormat::fhir, ReportFormat::csv,  ReportFormat::markdown};

constexpr RuleInfo info(std::string_view id, Severity severity, RuleCategory category, std::string_view title) {
    return {id, title, "Our register wants it so.", severity, category, "1.0", "Trial", "house rules, page 1"};
}

// Rules of an organisation: one finds, one needs a day, one looks at what is not there, one gives up.
const RuleSet& rules() {
    static const RuleSet set = [] {
        RuleSet s;
        s.add<Trial>(info("ACME-TRIAL-001", Severity::error, RuleCategory::provenance, "a trial names its sponsor"),
                     [](const Trial& t, RuleContext& ctx) {
                         if (!t.sponsor)
                             ctx.report("/title", "the sponsor is missing", t.title, "a sponsor",
                                        {{ctx.pointer("/id"), "the trial"}});
                     });
        s.add<Trial>(info("ACME-TRIAL-002", Severity::warning, RuleCategory::format, "a title is short"),
                     [](const Trial& t, RuleContext& ctx) {
                         if (t.title.size() < 20) return;
                         ctx.report("/title", "the title is long", std::to_string(t.title.size()) + " bytes");
                         ctx.repair_replace("/title", quoted_json(t.title.substr(0, 5)));
                     });
        s.add<Trial>(
            info("ACME-TRIAL-003", Severity::error, RuleCategory::plausibility, "a trial is of our time"),
            [](const Trial&, RuleContext&) {}, RuleNeed::as_of);
        s.add<Center>(info("ACME-CENTER-001", Severity::note, RuleCategory::practice, "a center is ours"),
                      [](const Center&, RuleContext&) {});
        s.add<Trial>(info("ACME-TRIAL-004", Severity::error, RuleCategory::structure, "a trial is looked up"),
                     [](const Trial&, RuleContext&) { throw std::runtime_error("the register does not answer"); });
        return s;
    }();
    return set;
}

constexpr std::string_view good_text = R"({
  "schema": "carnk/trial/1", "id": "NCT03056339", "title": "Tr\u00efal", "sponsor": {"name": "A | B"}, "status": "unknown",
  "nonsense": 1
})";

// One document, read and checked.
ReportedDocument checked(std::string file, std::string_view text, const RuleSet& set = rules()) {
    ReportedDocument d;
    d.file = std::move(file);
    d.type = "trial";
    d.text = text;
    const Result<Trial> trial = read<Trial>(text, {.policy = syntax_only});
    for (const Finding& f : trial.findings())
        if (f.rule != "CNK-JSON-011") d.findings.add(f);  // the documents are short
    ValidationReport report = validate_report(*trial.best_effort(), {.rules = &set});
    locate(text, report.findings);
    d.findings.add(report.findings);
    d.rules = report.rules;
    d.rules_ran = true;
    return d;
}

std::vector<ReportedDocument> documents() {
    static const std::string long_title =
        "{\n\t\"schema\": \"carnk/trial/1\",\n\t\"t\xC3\xAFtle\": 0, \"title\": \"A trial with a <title> that is | long\"\n}\n";
    return {checked("trials/a b.json", good_text), checked("trials/b.json", long_title)};
}

ReportOptions with_rules() {
    ReportOptions o;
    o.rules = &rules();
    o.tool_version = "1.2.3";
    return o;
}

std::string text_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

void expect_golden(const std::string& name, const std::string& text) {
    const std::filesystem::path file = std::filesystem::path(CARNK_SOURCE_DIR) / "tests/golden/report" / name;
    const char* const update = std::getenv("CARNK_UPDATE_GOLDEN");
    if (update && *update) {
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << text;
        return;
    }
    EXPECT_EQ(text, text_of(file)) << "recorded in " << file;
}

std::string at_pointer(const std::string& json, std::string_view pointer) {
    const Result<std::string_view> value = find_at(json, pointer);
    return value ? std::string(*value) : "nothing at " + std::string(pointer);
}

std::string made(ReportFormat format) {
    return write_report(documents(), format, with_rules());
}

TEST(Report, EachFormIsAsRecorded) {
    expect_golden("text.txt", made(ReportFormat::text));
    expect_golden("json.json", made(ReportFormat::json));
    expect_golden("ndjson.ndjson", made(ReportFormat::ndjson));
    expect_golden("sarif.sarif", made(ReportFormat::sarif));
    expect_golden("fhir.json", made(ReportFormat::fhir));
    expect_golden("csv.csv", made(ReportFormat::csv));
    expect_golden("markdown.md", made(ReportFormat::markdown));
}

TEST(Report, EachFormSaysWhatRanWhatWasSkippedAndWhatFailed) {
    for (const ReportFormat format : formats) {
        const std::string out = made(format);
        SCOPED_TRACE(out);
        EXPECT_THAT(out, HasSubstr("ACME-TRIAL-001"));
        EXPECT_THAT(out, HasSubstr("the sponsor is missing"));
        EXPECT_THAT(out, HasSubstr("it needs the day on which the document is looked at"));
        EXPECT_THAT(out, HasSubstr("ACME-TRIAL-004"));
        EXPECT_THAT(out, HasSubstr("the register does not answer"));
    }
}

TEST(Report, JsonFormsAreWellFormed) {
    for (const ReportFormat format : {ReportFormat::json, ReportFormat::sarif, ReportFormat::fhir}) {
        const auto canonical_text = canonicalize(made(format));
        EXPECT_TRUE(canonical_text) << canonical_text.findings();
    }
    std::istringstream lines(made(ReportFormat::ndjson));
    int n = 0;
    for (std::string line; std::getline(lines, line); ++n)
        EXPECT_TRUE(canonicalize(line)) << line;
    EXPECT_EQ(n, 2);
}

TEST(Report, SarifHasRulesResultsAndNotifications) {
    const std::string out = made(ReportFormat::sarif);
    EXPECT_EQ(at_pointer(out, "/version"), "\"2.1.0\"");
    EXPECT_EQ(at_pointer(out, "/runs/0/tool/driver/version"), "\"1.2.3\"");
    // Each result names its rule by id and by the index of that rule.
    std::size_t results = 0;
    for (; find_at(out, "/runs/0/results/" + std::to_string(results)); ++results) {
        const std::string result = "/runs/0/results/" + std::to_string(results);
        const std::string index = at_pointer(out, result + "/ruleIndex");
        EXPECT_EQ(at_pointer(out, "/runs/0/tool/driver/rules/" + index + "/id"), at_pointer(out, result + "/ruleId"));
    }
    std::size_t findings = 0;
    for (const ReportedDocument& d : documents())
        findings += d.findings.size();
    EXPECT_EQ(results, findings);
    EXPECT_EQ(at_pointer(out, "/runs/0/invocations/0/executionSuccessful"), "false");
    EXPECT_THAT(at_pointer(out, "/runs/0/invocations/0/toolExecutionNotifications/0/message/text"),
                HasSubstr("ACME-TRIAL-004 failed to run"));
    EXPECT_THAT(at_pointer(out, "/runs/0/invocations/0/toolConfigurationNotifications/0/message/text"),
                HasSubstr("ACME-TRIAL-003 was skipped"));
    EXPECT_EQ(at_pointer(out, "/runs/0/artifacts/0/location/uri"), "\"trials/a%20b.json\"");
    EXPECT_THAT(out, Not(HasSubstr("ACME-CENTER-001"))) << "that there are no centers is no news";
}

TEST(Report, SarifCountsColumnsInCharacters) {
    const std::string text = "{\"schema\": \"carnk/trial/1\", \"\xC3\xA4\xF0\x9F\xA7\xAC\": 1, \"title\": \"\"}";
    const std::string out = write_report({checked("a.json", text)}, ReportFormat::sarif, with_rules());
    const std::size_t bytes = text.find("\"\"") + 1;
    EXPECT_THAT(out, HasSubstr("\"startColumn\":" + std::to_string(bytes - 4) + "}}"));
}

// A fix as a change of text does what the JSON Patch does, with regions in characters.
TEST(Report, SarifShowsFixesAsChangesOfText) {
    const std::string text =
        "{\n  \"schema\": \"carnk/trial/1\",\n  \"\xC3\xA4\": 1, \"title\": \"A title of \xC3\xA4 trial that is long\"\n}";
    const ReportedDocument d = checked("a.json", text);
    const std::string out = write_report({d}, ReportFormat::sarif, with_rules());
    std::size_t i = 0;
    const auto result = [&] {
        return "/runs/0/results/" + std::to_string(i);
    };
    while (find_at(out, result()) && at_pointer(out, result() + "/ruleId") != "\"ACME-TRIAL-002\"")
        ++i;
    const std::string change = result() + "/fixes/0/artifactChanges/0";
    EXPECT_EQ(at_pointer(out, change + "/artifactLocation/uri"), "\"a.json\"");
    const std::string replacement = change + "/replacements/0";
    EXPECT_EQ(at_pointer(out, replacement + "/deletedRegion"),
              "{\"startLine\":3,\"startColumn\":26,\"endLine\":3,\"endColumn\":52}");
    EXPECT_EQ(at_pointer(out, replacement + "/insertedContent/text"), "\"\"");
    // Without the text there is no region; the patch is there in any case.
    ReportedDocument hidden = d;
    hidden.text = {};
    const std::string without = write_report({hidden}, ReportFormat::sarif, with_rules());
    EXPECT_THAT(without, Not(HasSubstr("artifactChanges")));
    EXPECT_THAT(without, HasSubstr("json_patch"));
    // Lines of a stream are counted from its beginning.
    ReportedDocument streamed = d;
    streamed.lines_before = 10;
    EXPECT_THAT(write_report({streamed}, ReportFormat::sarif, with_rules()),
                HasSubstr("\"deletedRegion\":{\"startLine\":13,"));
}

TEST(Report, OperationOutcomeHasOneIssueAtLeastAndKnownCodes) {
    const std::string none = write_report({}, ReportFormat::fhir);
    EXPECT_EQ(at_pointer(none, "/resourceType"), "\"OperationOutcome\"");
    EXPECT_EQ(at_pointer(none, "/issue/0/severity"), "\"information\"");
    const std::string out = made(ReportFormat::fhir);
    for (std::size_t i = 0; find_at(out, "/issue/" + std::to_string(i)); ++i) {
        const std::string issue = "/issue/" + std::to_string(i);
        EXPECT_THAT(at_pointer(out, issue + "/severity"),
                    ::testing::AnyOf("\"error\"", "\"warning\"", "\"information\""));
        EXPECT_THAT(at_pointer(out, issue + "/code"),
                    ::testing::AnyOf("\"structure\"", "\"required\"", "\"value\"", "\"invariant\"", "\"business-rule\"",
                                     "\"exception\"", "\"informational\"", "\"code-invalid\"", "\"too-long\""));
    }
    ReportOptions options = with_rules();
    options.rule_system = "https://example.org/rules";
    EXPECT_THAT(write_report(documents(), ReportFormat::fhir, options),
                HasSubstr("{\"system\":\"https://example.org/rules\",\"code\":\"ACME-TRIAL-001\""));
}

TEST(Report, OperationOutcomeSaysWhetherMoreFindingsThanListedAreAnError) {
    for (const Severity severity : {Severity::error, Severity::note}) {
        ReportedDocument d;
        d.file = "a.json";
        Finding f;
        f.rule = "CNK-JSON-021";
        f.severity = severity;
        f.message = "m";
        d.findings.add(f);
        const std::string out = write_report({d}, ReportFormat::fhir);
        EXPECT_EQ(at_pointer(out, "/issue/0/severity"), severity == Severity::error ? "\"error\"" : "\"information\"");
        EXPECT_EQ(at_pointer(out, "/issue/0/code"),
                  severity == Severity::error ? "\"too-costly\"" : "\"informational\"");
    }
}

TEST(Report, PointersBecomePathsOfFhirPath) {
    ReportedDocument d;
    d.file = "a.json";
    for (const char* pointer : {"/sites/3/country", "/2/id", "/a~1b/0/0", "/x`y"}) {
        Finding f;
        f.rule = "ACME-1-001";
        f.pointer = pointer;
        f.message = "m";
        d.findings.add(f);
    }
    const std::string out = write_report({d}, ReportFormat::fhir);
    EXPECT_EQ(at_pointer(out, "/issue/0/expression/0"), "\"sites[3].country\"");
    EXPECT_EQ(at_pointer(out, "/issue/1/expression/0"), "\"$this[2].id\"");
    EXPECT_EQ(at_pointer(out, "/issue/2/expression/0"), "\"`a/b`[0][0]\"");
    EXPECT_EQ(at_pointer(out, "/issue/3/expression/0"), R"("`x\\`y`")");
}

// The fields of CSV text, as RFC 4180 says.
std::vector<std::vector<std::string>> rows_of(const std::string& csv) {
    std::vector<std::vector<std::string>> rows(1, {""});
    bool quoted = false;
    for (std::size_t i = 0; i < csv.size(); ++i) {
        std::string& field = rows.back().back();
        if (quoted && csv[i] == '"' && csv.compare(i, 2, "\"\"") == 0)
            field += csv[i++];
        else if (csv[i] == '"')
            quoted = !quoted;
        else if (!quoted && csv[i] == ',')
            rows.back().emplace_back();
        else if (!quoted && csv.compare(i, 2, "\r\n") == 0) {
            rows.emplace_back(1, "");
            ++i;
        } else
            field += csv[i];
    }
    EXPECT_FALSE(quoted);
    EXPECT_EQ(rows.back(), std::vector<std::string>{""}) << "the last line has no end";
    rows.pop_back();
    return rows;
}

TEST(Report, CsvHasTheSameFieldsInEachRow) {
    const auto rows = rows_of(made(ReportFormat::csv));
    for (const auto& row : rows)
        EXPECT_EQ(row.size(), 12U);
    EXPECT_EQ(rows[0][0], "record");
    const auto ran = std::count_if(rows.begin(), rows.end(), [](const auto& row) { return row[0] == "ran"; });
    const auto skipped = std::count_if(rows.begin(), rows.end(), [](const auto& row) { return row[0] == "skipped"; });
    const auto failed = std::count_if(rows.begin(), rows.end(), [](const auto& row) { return row[0] == "failed"; });
    EXPECT_EQ(ran, 2);
    EXPECT_EQ(skipped, 2);
    EXPECT_EQ(failed, 1);
}

TEST(Report, HostileTextsStayTexts) {
    ReportedDocument d;
    d.file = "=cmd|' /C calc'!A0\x1b[31m.json";
    Finding f;
    f.rule = "CNK-JSON-020";
    f.pointer = "/\xff\x1b[31m";
    f.message = "a \"quote\", a | pipe,\r\na line and <script>alert(1)</script> \\";
    f.observed = "=1+1";
    f.related.push_back({"/\xfe", "\x01"});
    d.findings.add(f);
    for (const ReportFormat format : formats) {
        const std::string out = write_report({d}, format);
        SCOPED_TRACE(out);
        EXPECT_THAT(out, Not(HasSubstr("\x1b")));
        EXPECT_THAT(out, Not(HasSubstr("\xff")));
    }
    for (const ReportFormat format :
         {ReportFormat::json, ReportFormat::ndjson, ReportFormat::sarif, ReportFormat::fhir})
        EXPECT_TRUE(canonicalize(write_report({d}, format)));
    const auto rows = rows_of(write_report({d}, ReportFormat::csv));
    EXPECT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[1][1].front(), '\'') << "a spreadsheet would run it";
    const std::string table = write_report({d}, ReportFormat::markdown);
    EXPECT_THAT(table, HasSubstr("\\<script\\>"));
    EXPECT_THAT(table, HasSubstr("\\| pipe"));
}

TEST(Report, WithoutTextNoLineIsShown) {
    std::vector<ReportedDocument> list = documents();
    for (ReportedDocument& d : list) {
        d.text = {};
        for (Finding& f : d.findings.list())
            f.observed.clear();
    }
    EXPECT_THAT(write_report(list, ReportFormat::text), Not(HasSubstr("<title>")));
    EXPECT_THAT(write_report(list, ReportFormat::sarif, with_rules()), Not(HasSubstr("startColumn")));
}

TEST(Report, ErrorsAndFailedRulesAreErrors) {
    ReportWriter clean(ReportFormat::csv);
    ReportedDocument d;
    d.file = "a.json";
    static_cast<void>(clean.add(d));
    EXPECT_FALSE(clean.has_errors());
    Finding warning;
    warning.rule = "CNK-TRIAL-001";
    warning.severity = Severity::warning;
    d.findings.add(warning);
    static_cast<void>(clean.add(d));
    EXPECT_FALSE(clean.has_errors());
    RuleResult failed;
    failed.rule = "ACME-TRIAL-004";
    failed.outcome = RuleOutcome::failed;
    d.rules.push_back(failed);
    static_cast<void>(clean.add(d));
    EXPECT_TRUE(clean.has_errors());
    ReportWriter moved = std::move(clean);
    EXPECT_TRUE(moved.has_errors());
}

TEST(Report, TextListsTheFirstFiveOfARuleUnlessAllAreWanted) {
    ReportedDocument d;
    d.file = "a.json";
    for (int i = 0; i < 8; ++i) {
        Finding f;
        f.rule = "CNK-TRIAL-001";
        f.severity = Severity::warning;
        f.message = "warning " + std::to_string(i);
        d.findings.add(f);
    }
    ReportOptions options;
    EXPECT_THAT(write_report({d}, ReportFormat::text, options), HasSubstr("warning 7"));
    options.full = false;
    EXPECT_THAT(write_report({d}, ReportFormat::text, options), HasSubstr("... and 3 more of CNK-TRIAL-001\n"));
    EXPECT_THAT(write_report({d}, ReportFormat::json, options), HasSubstr("warning 7"));
}

}  // namespace
