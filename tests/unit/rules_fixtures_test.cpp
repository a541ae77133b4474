// SPDX-License-Identifier: BSL-1.0
// Every rule has files that keep it and files that break it, and breaks nothing else: see tests/rules/fixtures.hpp.
#include <carnk/core/optional.hpp>
#include <carnk/json/canonical.hpp>
#include <carnk/json/fix.hpp>
#include <carnk/json/locate.hpp>
#include <carnk/json/patch.hpp>
#include <carnk/json/read.hpp>
#include <carnk/json/write.hpp>
#include <carnk/model/catalog.hpp>
#include <carnk/model/cost_estimate.hpp>
#include <carnk/model/patient.hpp>
#include <carnk/model/referral.hpp>
#include <carnk/rules/rule.hpp>
#include <carnk/rules/validate.hpp>

#include "rules/fixtures.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>

namespace carnk::testing {
namespace {

namespace fs = std::filesystem;

const fs::path root = fs::path(CARNK_SOURCE_DIR) / "tests" / "rules";

std::string text_of_file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return std::move(text).str();
}

std::vector<fs::path> folders() {
    std::vector<fs::path> list;
    for (const auto& entry : fs::directory_iterator(root))
        if (entry.is_directory()) list.push_back(entry.path());
    std::sort(list.begin(), list.end());
    return list;
}

std::vector<fs::path> files(const fs::path& folder, std::string_view prefix) {
    std::vector<fs::path> list;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().filename().string().starts_with(prefix)) list.push_back(entry.path());
    std::sort(list.begin(), list.end());
    return list;
}

/// The rules of the library and one that gives up, for CNK-RULE-001.
const RuleSet& rules() {
    static const RuleSet set = [] {
        static constexpr RuleInfo info{
            "TEST-THROW-001", "no title is \"throw\"", "",          Severity::error, RuleCategory::structure,
            "0.1.0",          "Trial.title",           "structural"};
        RuleSet s = RuleSet::builtin();
        s.add<Trial>(info, [](const Trial& t, RuleContext&) {
            if (t.title == "throw") throw std::runtime_error("gave up");
        });
        return s;
    }();
    return set;
}

template <class T>
Outcome look(std::string_view text, const ReadOptions& options, const ValidateOptions& check, bool writing) {
    const Result<T> value = read<T>(text, options);
    Outcome out{value.findings(), {}};
    if (!value.best_effort()) return out;
    out.checking = writing ? try_write(*value.best_effort()).findings() : validate(*value.best_effort(), check);
    return out;
}

using Look = Outcome (*)(std::string_view, const ReadOptions&, const ValidateOptions&, bool);

template <class... T>
std::map<std::string_view, Look> looks() {
    return {{T::schema, &look<T>}...};
}

carnk::Optional<Outcome> look_at(std::string_view type, std::string_view text, const ReadOptions& options,
                                 const ValidateOptions& check, bool writing) {
    static const auto by_schema =
        looks<AccessTopic, CarConstruct, Catalog, CatalogNote, CellProduct, Center, Checklist, ClinicalTerm,
              ComparisonRow, CostEstimate, CostItem, CostPlan, EligibilityRecord, Faq, MechanismItem, PatientRecord,
              PublishedStudy, ReferralRequest, TargetAntigen, Trial, ValueSet>();
    if (const auto it = by_schema.find(type); it != by_schema.end()) return it->second(text, options, check, writing);
    if (type.starts_with("call ")) return look_at_call(type.substr(5), text);
    return look_at_part(type, text, options, check);
}

std::string schema_in(std::string_view text) {
    const std::size_t i = text.find("\"schema\"");
    const std::size_t begin = i == std::string_view::npos ? i : text.find("\"carnk/", i);
    if (begin == std::string_view::npos) return {};
    return std::string(text.substr(begin + 1, text.find('"', begin + 1) - begin - 1));
}

using Raised = std::vector<std::pair<std::string, std::string>>;  // rule, pointer

Raised raised(const Findings& findings) {
    Raised r;
    for (const Finding& f : findings)
        r.emplace_back(f.rule, f.pointer);
    std::sort(r.begin(), r.end());
    return r;
}

/// The fixtures of one rule.
struct Folder {
    std::string rule{};
    fs::path path{};
    Expectation expectation{};
    Catalog catalog{};
};

Folder load(const fs::path& path) {
    Folder f{path.filename().string(), path, {}, {}};
    Result<Expectation> e = read_expectation(text_of_file(path / "expect.json"));
    EXPECT_TRUE(e) << e.findings();
    if (!e) return f;
    f.expectation = *e;
    if (!f.expectation.catalog) return f;
    Result<Catalog> catalog = read<Catalog>(text_of_file(path / *f.expectation.catalog), {.policy = strict});
    EXPECT_TRUE(catalog) << catalog.findings();
    if (catalog) f.catalog = *catalog;
    return f;
}

/// What one file raises; the findings of reading only for the rules of reading.
Findings look_at_document(const Folder& folder, const std::string& text, const FailFile* fail = nullptr,
                          bool show_personal = false) {
    const Expectation& e = folder.expectation;
    const bool of_reading = folder.rule.starts_with("CNK-JSON") && !e.write;
    ReadOptions options{.policy = strict};
    if (e.read == "syntax_only") options.policy = syntax_only;
    ValidateOptions check;
    check.show_personal_values = options.show_personal_values = show_personal;
    check.rules = &rules();
    if (e.catalog) check.catalog = &folder.catalog;
    if (e.as_of) check.as_of = *e.as_of;
    if (e.suppressions) check.suppressions = *e.suppressions;
    if (fail && fail->suppressions) check.suppressions = *fail->suppressions;
    if (e.max_bytes) options.max_bytes = static_cast<std::size_t>(e.max_bytes->number());
    if (e.max_findings)
        (of_reading ? options.max_findings : check.max_findings) = static_cast<std::size_t>(e.max_findings->number());
    const std::string type = e.type ? *e.type : schema_in(text);
    carnk::Optional<Outcome> out = look_at(type, text, options, check, e.write.has_value());
    EXPECT_TRUE(out) << "no such type of document: " << type;
    if (!out) return {};
    if (of_reading) return out->reading;
    if (options.policy == strict) {
        EXPECT_TRUE(out->reading.empty()) << out->reading;
    }
    locate(text, out->checking);
    for (const Finding& f : out->checking) {
        EXPECT_TRUE(f.line || e.write) << f.pointer << " is no place in the file";
    }
    return out->checking;
}

Findings look_at_file(const Folder& folder, const fs::path& path, const FailFile* fail = nullptr) {
    return look_at_document(folder, text_of_file(path), fail);
}

std::string area_of(const fs::path& folder) {
    const std::string name = folder.filename().string();
    return name.substr(0, name.rfind('-'));
}

/// All rules of one area, such as "CNK-TRIAL".
class RuleFixtures : public ::testing::TestWithParam<std::string> {
protected:
    static inline std::set<std::string> fixes_seen{};  // rules whose fail files show a fix
    static void TearDownTestSuite() {
        // Each rule that offers a fix shows it in a fixture; only if all tests ran can that be told.
        const auto& suite = *::testing::UnitTest::GetInstance()->current_test_suite();
        if (suite.test_to_run_count() != suite.total_test_count()) return;
        for (const char* rule :
             {"CNK-JSON-012", "CNK-JSON-016", "CNK-JSON-017", "CNK-SOURCE-006", "CNK-TRIAL-020", "CNK-TARGET-008",
              "CNK-TARGET-011", "CNK-PRODUCT-003", "CNK-STUDY-006", "CNK-PATIENT-014", "CNK-ACCESS-002",
              "CNK-STANDARD-001", "CNK-COST-009", "CNK-REF-001", "CNK-DOSE-004"})
            EXPECT_TRUE(fixes_seen.contains(rule)) << "no fixture shows the fix of " << rule;
    }

    template <class F>
    void each_folder(F f) {
        for (const fs::path& path : folders()) {
            if (area_of(path) != GetParam()) continue;
            SCOPED_TRACE(path);
            f(load(path));
        }
    }
};

TEST_P(RuleFixtures, PassFilesRaiseNothing) {
    each_folder([](const Folder& folder) {
        const auto list = files(folder.path, "pass-");
        EXPECT_FALSE(list.empty());
        for (const fs::path& path : list) {
            SCOPED_TRACE(path);
            const Findings findings = look_at_file(folder, path);
            EXPECT_TRUE(findings.empty()) << findings;
        }
    });
}

TEST_P(RuleFixtures, FailFilesRaiseExactlyTheirRule) {
    each_folder([](const Folder& folder) {
        const auto list = files(folder.path, "fail-");
        EXPECT_FALSE(list.empty());
        EXPECT_EQ(list.size(), folder.expectation.fail.size()) << "expect.json and the files differ";
        for (const fs::path& path : list) {
            SCOPED_TRACE(path);
            const auto& fails = folder.expectation.fail;
            const auto it =
                std::find_if(fails.begin(), fails.end(), [&](const FailFile& f) { return f.file == path.filename(); });
            if (it == fails.end()) {
                ADD_FAILURE() << "expect.json does not name the file";
                continue;
            }
            EXPECT_FALSE(it->at.empty());
            Raised expected;
            for (const std::string& pointer : it->at)
                expected.emplace_back(folder.rule, pointer);
            if (it->also)
                for (const AlsoFinding& f : *it->also)
                    expected.emplace_back(f.rule, f.at);
            std::sort(expected.begin(), expected.end());
            const Findings findings = look_at_file(folder, path, &*it);
            EXPECT_EQ(raised(findings), expected) << findings;
        }
    });
}

/// How often each rule is broken.
std::map<std::string, int> by_rule(const Findings& findings) {
    std::map<std::string, int> n;
    for (const Finding& f : findings)
        ++n[f.rule];
    return n;
}

// A fix mends its finding, breaks no rule that was not broken as often before, and does on the text what it does on the values.
TEST_P(RuleFixtures, FixesMendTheirFindingAndNothingElse) {
    each_folder([](const Folder& folder) {
        for (const FailFile& fail : folder.expectation.fail) {
            SCOPED_TRACE(folder.path / fail.file);
            const std::string text = text_of_file(folder.path / fail.file);
            Findings before = look_at_document(folder, text, &fail, true);
            if (canonicalize(text)) propose_fixes(text, before);
            if (fail.fix_count) {
                EXPECT_EQ(
                    std::count_if(before.begin(), before.end(), [](const Finding& f) { return f.fix.has_value(); }),
                    fail.fix_count->number());
            }
            for (const Finding& f : before) {
                if (!f.fix || folder.expectation.max_findings)
                    continue;  // where not all are listed, they cannot be counted
                SCOPED_TRACE(*f.fix);
                fixes_seen.insert(f.rule);
                const Result<std::string> mended = edit_text(text, *f.fix), values = apply_patch(text, *f.fix);
                EXPECT_TRUE(mended) << mended.findings();
                if (!mended || !values) continue;
                EXPECT_EQ(canonicalize(*mended).value(), canonicalize(*values).value());
                const std::map<std::string, int> was = by_rule(before);
                std::map<std::string, int> is = by_rule(look_at_document(folder, *mended, &fail, true));
                EXPECT_LT(is[f.rule], was.at(f.rule)) << "the finding is still there";
                for (const auto& [rule, n] : is)
                    EXPECT_LE(n, was.contains(rule) ? was.at(rule) : 0) << "the fix breaks " << rule;
            }
        }
    });
}

std::vector<std::string> folder_names() {
    std::vector<std::string> names;
    for (const fs::path& folder : folders())
        names.push_back(folder.filename().string());
    return names;
}

std::vector<std::string> areas() {
    std::set<std::string> names;
    for (const fs::path& folder : folders())
        names.insert(area_of(folder));
    return {names.begin(), names.end()};
}

INSTANTIATE_TEST_SUITE_P(Rules, RuleFixtures, ::testing::ValuesIn(areas()),
                         [](const ::testing::TestParamInfo<std::string>& area) {
                             std::string name = area.param;
                             std::replace(name.begin(), name.end(), '-', '_');
                             return name;
                         });

TEST(RuleCatalogue, RulesAndFoldersAreTheSame) {
    std::set<std::string> ids, names;
    for (const RuleInfo& info : RuleSet::builtin().infos())
        ids.insert(std::string(info.id));
    for (const std::string& name : folder_names())
        names.insert(name);
    EXPECT_EQ(ids, names);
}

// What a rule has on average at least, so that the share does not sink unseen.
TEST(RuleCatalogue, HasEnoughFixtures) {
    std::size_t documents = 0, rules = 0;
    for (const fs::path& folder : folders()) {
        ++rules;
        documents += files(folder, "pass-").size() + files(folder, "fail-").size();
    }
    RecordProperty("rules", static_cast<int>(rules));
    RecordProperty("documents", static_cast<int>(documents));
    EXPECT_GE(documents, 5 * rules) << documents << " documents for " << rules << " rules";
}

TEST(RuleCatalogue, IdsAreUniqueAndCardsComplete) {
    std::set<std::string_view> ids, titles;
    for (const RuleInfo& info : RuleSet::builtin().infos()) {
        SCOPED_TRACE(info.id);
        EXPECT_TRUE(ids.insert(info.id).second);
        EXPECT_TRUE(titles.insert(info.title).second) << info.title;
        EXPECT_THAT(std::string(info.id), ::testing::MatchesRegex("CNK-[A-Z]+-[0-9][0-9][0-9]"));
        EXPECT_FALSE(info.title.empty());
        EXPECT_FALSE(info.rationale.empty());
        EXPECT_TRUE(info.rationale.ends_with('.'));
        EXPECT_FALSE(info.title.ends_with('.'));
        EXPECT_EQ(info.since, "0.1.0");
        EXPECT_FALSE(info.reads.empty());
        EXPECT_FALSE(info.citation.empty());
    }
}

/// Ids of rules in the literals of the sources: "CNK-TRIAL-001", also at the end of a longer literal.
std::set<std::string> ids_in_sources() {
    std::set<std::string> ids;
    for (const char* folder : {"src", "include"})
        for (const auto& entry : fs::recursive_directory_iterator(fs::path(CARNK_SOURCE_DIR) / folder)) {
            const std::string extension = entry.path().extension().string();
            if (extension != ".cpp" && extension != ".hpp") continue;
            const std::string text = text_of_file(entry.path());
            for (std::size_t i = 0; (i = text.find("\"CNK-", i)) != std::string::npos; ++i) {
                const std::size_t end = text.find('"', i + 1);
                ids.insert(text.substr(i + 1, end - i - 1));
            }
        }
    return ids;
}

TEST(RuleCatalogue, EveryIdInTheSourcesHasACard) {
    const std::set<std::string> ids = ids_in_sources();
    EXPECT_GE(ids.size(), RuleSet::builtin().infos().size());
    for (const std::string& id : ids) {
        if (id == "CNK-") continue;  // the prefix itself
        EXPECT_NE(RuleSet::builtin().find(id), nullptr) << "\"" << id << "\" stands in the sources and has no card";
    }
    for (const RuleInfo& info : RuleSet::builtin().infos())
        EXPECT_TRUE(ids.contains(std::string(info.id))) << info.id << " has a card that the sources do not spell out";
}

TEST(RuleCatalogue, NoIdHasTwoCards) {
    // The set would refuse a second card with another title; a second definition of the same id in the sources is seen here.
    std::map<std::string, int> cards;
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(CARNK_SOURCE_DIR) / "src" / "rules")) {
        const std::string text = text_of_file(entry.path());
        for (std::size_t i = 0; (i = text.find("card(", i)) != std::string::npos; ++i) {
            const std::size_t quote = text.find_first_not_of(" \n", i + 5);
            if (quote != std::string::npos && text.compare(quote, 5, "\"CNK-") == 0)
                ++cards[text.substr(quote + 1, text.find('"', quote + 1) - quote - 1)];
        }
    }
    EXPECT_GE(cards.size(), 250U);
    for (const auto& [id, n] : cards)
        EXPECT_EQ(n, 1) << id;
}

TEST(RuleCatalogue, NumbersHaveNoGaps) {
    std::map<std::string, int> last;
    std::vector<std::string> ids;
    for (const RuleInfo& info : RuleSet::builtin().infos())
        ids.emplace_back(info.id);
    std::sort(ids.begin(), ids.end());
    for (const std::string& id : ids)
        EXPECT_EQ(std::stoi(id.substr(id.size() - 3)), ++last[id.substr(0, id.size() - 4)]) << id;
}

}  // namespace
}  // namespace carnk::testing
