// SPDX-License-Identifier: BSL-1.0
// Each warning and note on the built-in catalogue is explained in src/catalog/builtin-warnings.json, and no explanation is stale.
// With CARNK_UPDATE_GOLDEN=1 in the environment the places are written anew, where records have moved.
#include <carnk/catalog/builtin.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/json/patch.hpp>
#include <carnk/model/catalog.hpp>
#include <carnk/rules/config.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

namespace {

using namespace carnk;
using ::testing::IsEmpty;

const std::filesystem::path explained =
    std::filesystem::path(CARNK_SOURCE_DIR) / "src" / "catalog" / "builtin-warnings.json";

std::string text_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return std::move(text).str();
}

/// "/trials/3/sources/1" in its parts.
struct Place {
    std::string list{};   // "/trials/"
    std::string index{};  // "3"
    std::string rest{};   // "/sources/1"
};

Place place_of(const std::string& pointer) {
    const std::size_t list = pointer.find('/', 1) + 1, rest = std::min(pointer.find('/', list), pointer.size());
    return {pointer.substr(0, list), pointer.substr(list, rest - list), pointer.substr(rest)};
}

/// Index of each record of the catalogue in its list, by list and id.
std::map<std::string, std::map<std::string, std::string>> indexes(const std::set<std::string>& lists) {
    const std::string catalog = write(builtin_catalog());
    std::vector<std::string> pointers;
    constexpr std::size_t most = 1000;
    for (const std::string& list : lists)
        for (std::size_t i = 0; i < most; ++i)
            pointers.push_back(list + std::to_string(i) + "/id");
    const Result<std::vector<Optional<std::string_view>>> ids = find_all_at(catalog, pointers);
    EXPECT_TRUE(ids) << ids.findings();
    std::map<std::string, std::map<std::string, std::string>> found;
    for (std::size_t i = 0; ids && i < pointers.size(); ++i)
        if (const Optional<std::string_view>& id = (*ids)[i]) {
            const Place place = place_of(pointers[i]);
            found[place.list][std::string(id->substr(1, id->size() - 2))] = place.index;
        }
    return found;
}

// A reason begins with the id of its record, so that an explanation cannot slip to another record unseen.
TEST(KnownFindings, StandWhereTheirRecordIs) {
    std::string text = text_of(explained);
    const Result<ValidationConfig> config = read_validation_config(text);
    ASSERT_TRUE(config.ok()) << config.findings();
    ASSERT_TRUE(config->suppressions);
    std::set<std::string> lists;
    for (const ConfiguredSuppression& s : *config->suppressions)
        lists.insert(place_of(s.pointer).list);
    const auto at = indexes(lists);
    const char* const update = std::getenv("CARNK_UPDATE_GOLDEN");
    for (std::size_t i = 0; i < config->suppressions->size(); ++i) {
        const ConfiguredSuppression& s = (*config->suppressions)[i];
        SCOPED_TRACE(s.rule + " at " + s.pointer);
        const Place place = place_of(s.pointer);
        const std::size_t colon = s.reason.find(": ");
        ASSERT_NE(colon, std::string::npos) << "the reason does not begin with the id of a record";
        EXPECT_GE(s.reason.size(), colon + 30) << "that is no reason";
        const auto& list = at.at(place.list);
        const auto record = list.find(s.reason.substr(0, colon));
        ASSERT_NE(record, list.end()) << "there is no such record";
        if (record->second == place.index) continue;
        if (!update || !*update) {
            ADD_FAILURE() << "the record is at " << record->second << "; CARNK_UPDATE_GOLDEN=1 writes the places anew";
            continue;
        }
        const Result<std::string> changed = set_at(text, "/suppressions/" + std::to_string(i) + "/pointer",
                                                   '"' + place.list + record->second + place.rest + '"');
        ASSERT_TRUE(changed) << changed.findings();
        text = *changed;
        std::ofstream(explained, std::ios::binary) << text;
    }
}

TEST(KnownFindings, AreAllExplainedAndNoneIsStale) {
    const std::string text = text_of(explained);
    Result<ValidationConfig> config = read_validation_config(text);
    ASSERT_TRUE(config.ok()) << config.findings();
    EXPECT_THAT(config.findings(), IsEmpty());
    ConfiguredValidation configured(std::move(*config), text);
    ValidateOptions options;
    options.catalog = &builtin_catalog();
    ValidationReport report = validate_report(builtin_catalog(), configured.options("built-in catalogue", options));
    configured.settle("built-in catalogue", report.findings);
    EXPECT_THAT(report.findings, IsEmpty()) << "findings without an explanation";
    EXPECT_THAT(configured.unsettled({}), IsEmpty()) << "explanations of what is not found";
    // Only errors cannot be explained away.
    for (const Finding& f : validate(builtin_catalog(), options))
        EXPECT_NE(f.severity, Severity::error) << f.rule << " at " << f.pointer;
}

}  // namespace
