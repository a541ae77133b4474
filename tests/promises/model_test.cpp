// SPDX-License-Identifier: BSL-1.0
// What a release has promised: its documents stay readable, and no type changes so that they would not, unless the version of the
// document says so. tests/golden/model has the model of each release, tests/golden/documents its documents.
//
// CARNK_UPDATE_GOLDEN=1 records the model and the documents of this version; those of versions before are never changed.
#include "model.hpp"

#include <carnk/interop/documents.hpp>
#include <carnk/interop/upgrade.hpp>
#include <carnk/version.hpp>

#include "../fuzz/documents.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace {

using namespace carnk;
using namespace carnk::promises;
namespace fs = std::filesystem;

const fs::path models = fs::path(CARNK_SOURCE_DIR) / "tests/golden/model";
const fs::path documents = fs::path(CARNK_SOURCE_DIR) / "tests/golden/documents";

std::string text_of_file(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return std::move(text).str();
}

// Whether this version has been released, as the changelog says. Until then its records may be written anew, and the release script sees to
// it that they are.
bool released() {
    return text_of_file(fs::path(CARNK_SOURCE_DIR) / "CHANGELOG.md").find("## " CARNK_VERSION_STRING " - unreleased") ==
           std::string::npos;
}

bool updating() {
    const char* const update = std::getenv("CARNK_UPDATE_GOLDEN");
    return update && *update == '1';
}

ModelType& type(Model& model, std::string_view name) {
    return *std::find_if(model.types.begin(), model.types.end(), [&](const ModelType& t) { return t.name == name; });
}

ModelMember& member(Model& model, std::string_view of, std::string_view name) {
    std::vector<ModelMember>& list = *type(model, of).members;
    return *std::find_if(list.begin(), list.end(), [&](const ModelMember& m) { return m.name == name; });
}

// A new version of every document.
Model raised(Model model) {
    for (ModelDocument& d : model.documents)
        d.schema.replace(d.schema.rfind('/') + 1, std::string::npos, "9");
    return model;
}

TEST(Promises, TheModelIsDescribed) {
    const Model model = current_model();
    EXPECT_EQ(model.version, CARNK_VERSION_STRING);
    EXPECT_EQ(model.documents.size(), document_types().size());
    EXPECT_GT(model.types.size(), 300U);
    EXPECT_GT(model.rules.size(), 300U);
    const Result<Model> back = read_model(text_of(model));
    ASSERT_TRUE(back) << back.findings();
    EXPECT_TRUE(*back == model);
    EXPECT_TRUE(delta_of(model, model).changes.empty());
    // Every type that a member names is described or plain.
    for (const ModelType& t : model.types)
        if (t.members)
            for (const ModelMember& m : *t.members) {
                std::string_view name = m.type;
                while (name.front() == '[')
                    name = name.substr(1, name.size() - 2);
                const bool plain = name == "text" || name == "boolean" || name == "whole" || name == "real";
                EXPECT_TRUE(plain || std::any_of(model.types.begin(), model.types.end(),
                                                 [&](const ModelType& x) { return x.name == name; }))
                    << t.name << '.' << m.name << " is of type " << m.type;
            }
}

TEST(Promises, NoReleasedModelIsBroken) {
    const fs::path own = models / (std::string(CARNK_VERSION_STRING) + ".json");
    if (updating()) {
        fs::create_directories(models);
        std::ofstream(own, std::ios::binary) << text_of(current_model());
    }
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator(models)) {
        const Result<Model> recorded = read_model(text_of_file(entry.path()));
        ASSERT_TRUE(recorded) << entry.path() << '\n' << recorded.findings();
        ++count;
        if (!released() && recorded->version == CARNK_VERSION_STRING) continue;
        const ModelDelta delta = delta_of(*recorded, current_model());
        for (const std::string& broken : delta.broken)
            ADD_FAILURE() << "since " << recorded->version << ": " << broken;
    }
    EXPECT_GE(count, 1U);
    // The record of this version is what this version is.
    ASSERT_TRUE(fs::exists(own)) << own << ": record the model of this version with CARNK_UPDATE_GOLDEN=1";
    const bool same = text_of_file(own) == text_of(current_model());
    if (released())
        EXPECT_TRUE(same)
            << "the model has changed: raise the version of the library, then record it with CARNK_UPDATE_GOLDEN=1";
    else if (!same)
        std::printf(
            "the model has changed since it was recorded; CARNK_UPDATE_GOLDEN=1 records it, and the release demands it:\n%s",
            text_of(delta_of(read_model(text_of_file(own)).value(), current_model())).c_str());
}

// The test of the test: deliberate changes to the model, from the record of this version on.
TEST(Promises, ABreakingChangeNeedsANewVersionOfItsDocuments) {
    const Model before = current_model();
    struct Case {
        const char* what;
        void (*change)(Model&);
        const char* said;
    };
    const Case cases[] = {
        {"member gone",
         [](Model& m) { std::erase_if(*type(m, "Trial").members, [](const auto& x) { return x.name == "title"; }); },
         "carnk/trial/1 must become version 2: Trial.title is gone"},
        {"member renamed", [](Model& m) { member(m, "Trial", "title").name = "name"; },
         "Trial.name is new and must be there"},
        {"another type", [](Model& m) { member(m, "Trial", "title").type = "Slug"; }, "Trial.title was text, is Slug"},
        {"required now", [](Model& m) { member(m, "Trial", "acronym").optional = false; },
         "Trial.acronym must be there now"},
        {"word gone", [](Model& m) { type(m, "TrialStatus").words->pop_back(); }, "the word is gone"},
        {"choice gone", [](Model& m) { type(m, "Expression").choices->pop_back(); },
         "carnk/eligibility/1 must become version 2"},
        {"tighter", [](Model& m) { type(m, "Count").high = 10; }, "has a lower greatest value"},
        {"another form", [](Model& m) { type(m, "Slug").pattern = "^x$"; }, "Slug has another form"},
        {"type gone", [](Model& m) { std::erase_if(m.types, [](const auto& t) { return t.name == "Money"; }); },
         "Money is gone"},
        {"unknown refused", [](Model& m) { type(m, "Trial").keeps_unknown = false; }, "refuses unknown members"},
    };
    for (const Case& c : cases) {
        Model after = before;
        c.change(after);
        const ModelDelta delta = delta_of(before, after);
        EXPECT_FALSE(delta.broken.empty()) << c.what;
        EXPECT_TRUE(std::any_of(delta.broken.begin(), delta.broken.end(),
                                [&](const std::string& b) { return b.find(c.said) != std::string::npos; }))
            << c.what << ": " << text_of(delta);
        // After a new version of the documents it is said and allowed.
        const ModelDelta major = delta_of(before, raised(after));
        EXPECT_TRUE(major.broken.empty()) << c.what << ": " << text_of(major);
        EXPECT_TRUE(std::any_of(major.changes.begin(), major.changes.end(), [](const ModelChange& x) {
            return x.weight == Weight::breaking;
        })) << c.what;
    }
}

TEST(Promises, AWiderModelNeedsNone) {
    const Model before = current_model();
    Model after = before;
    type(after, "Trial").members->push_back({"new_member", "text", true, {}});
    type(after, "TrialStatus").words->push_back("new_word");
    type(after, "Count").high = 1e15;
    member(after, "Trial", "title").optional = true;
    after.documents.push_back({"carnk/new/1", "Trial", {}});
    const ModelDelta delta = delta_of(before, after);
    EXPECT_TRUE(delta.broken.empty()) << text_of(delta);
    EXPECT_EQ(delta.changes.size(), 5U) << text_of(delta);
    for (const ModelChange& c : delta.changes)
        EXPECT_EQ(c.weight, Weight::wider);
    // Nor does a rule that is new or weighs otherwise; an id that is gone is a promise broken, whatever the version.
    after.rules.push_back({"CNK-NEW-001", "note", "0.2.0", {}});
    after.rules.front().severity = "note";
    EXPECT_TRUE(delta_of(before, after).broken.empty());
    EXPECT_EQ(delta_of(before, after).changes.size(), 7U);
    Model without = raised(after);
    without.rules.erase(without.rules.begin());
    EXPECT_EQ(delta_of(before, without).broken.size(), 1U) << text_of(delta_of(before, without));
    // A document that is gone is never allowed.
    after.documents.erase(after.documents.begin());
    EXPECT_FALSE(delta_of(before, after).broken.empty());
}

// The version that the type of a document has now: "carnk/trial/2" for "carnk/trial/1".
std::string present(const std::string& schema) {
    const std::string name = schema.substr(0, schema.rfind('/') + 1);
    for (const TypeInfo* t : document_types())
        if (t->schema.starts_with(name) && t->schema.find('/', name.size()) == std::string_view::npos)
            return std::string(t->schema);
    return schema;
}

// One document of each schema version that was released, as that release wrote it: after the steps since, if there are any.
TEST(Promises, DocumentsOfEveryReleaseAreReadable) {
    const auto file_of = [](std::string schema) {
        std::replace(schema.begin(), schema.end(), '/', '-');
        return documents / (schema + ".json");
    };
    if (updating()) {
        fs::create_directories(documents);
        for (const TypeInfo* t : document_types())
            if (const fs::path file = file_of(std::string(t->schema)); !fs::exists(file) || !released())
                std::ofstream(file, std::ios::binary) << example_text(*t);
    }
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator(documents)) {
        const std::string released_text = text_of_file(entry.path());
        const std::string schema(test::schema_in(released_text));
        const Result<Upgraded> upgraded = upgrade(released_text, present(schema));
        ASSERT_TRUE(upgraded) << entry.path() << '\n' << upgraded.findings();
        EXPECT_TRUE(!upgraded->steps.empty() || upgraded->text == released_text);
        const std::string& text = upgraded->text;
        const test::DocumentReader* const reader = test::reader_of(test::schema_in(text));
        ASSERT_TRUE(reader) << entry.path() << ": no reader for its schema";
        const test::Seen seen = reader->look(text, {.policy = strict}, false);
        EXPECT_TRUE(seen.good) << entry.path() << '\n' << seen.findings;
        EXPECT_EQ(reader->same_in_all_layouts(text, {}), "") << entry.path();
        ++count;
    }
    for (const TypeInfo* t : document_types())
        EXPECT_TRUE(!released() || fs::exists(file_of(std::string(t->schema))))
            << t->schema << " has no document in tests/golden/documents";
    EXPECT_GE(count, 30U);
}

}  // namespace
