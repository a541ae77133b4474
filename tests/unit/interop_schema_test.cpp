// SPDX-License-Identifier: BSL-1.0
// The schemas beside the codec: what one takes, so does the other.
#include <carnk/catalog/builtin.hpp>
#include <carnk/insight/landscape.hpp>
#include <carnk/insight/pooled.hpp>
#include <carnk/interop/documents.hpp>
#include <carnk/interop/ledger.hpp>
#include <carnk/interop/registry_record.hpp>
#include <carnk/json/read.hpp>
#include <carnk/json/write.hpp>
#include <carnk/model/catalog.hpp>
#include <carnk/model/cost_estimate.hpp>
#include <carnk/model/patient.hpp>
#include <carnk/model/referral.hpp>
#include <carnk/rules/config.hpp>
#include <carnk/screen/criteria.hpp>
#include <carnk/screen/result.hpp>

#include "support/schema_check.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace carnk::testing {
namespace {

namespace bj = boost::json;
namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string text_of_file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return std::move(text).str();
}

std::string listed(const std::vector<SchemaFault>& faults) {
    std::string s;
    for (const SchemaFault& f : faults)
        s += f.pointer + " (" + f.keyword + ") ";
    return s;
}

SchemaCheck& schema_for(std::string_view schema) {
    static std::map<std::string, SchemaCheck> all;
    const auto it = all.find(std::string(schema));
    if (it != all.end()) return it->second;
    return all.emplace(schema, SchemaCheck(schema_named(schema))).first->second;
}

template <class... T>
void read_examples() {
    const auto read_one = [](const TypeInfo& type, auto read_it) {
        SCOPED_TRACE(type.schema);
        const std::string text = example_document(type);
        EXPECT_FALSE(text.empty());
        read_it(text);
        read_it(example_text(type));
        EXPECT_EQ(listed(schema_for(type.schema).faults(bj::parse(text))), "");
        EXPECT_EQ(listed(schema_for(type.schema).faults(bj::parse(example_text(type)))), "");
    };
    (read_one(type_info<T>(),
              [](const std::string& text) {
                  const Result<T> result = read<T>(text, {.policy = strict});
                  EXPECT_TRUE(result) << result.findings();
              }),
     ...);
}

TEST(Schema, ExamplesAreValidForTheCodecAndForTheSchema) {
    read_examples<AccessTopic, CarConstruct, Catalog, CatalogNote, CellProduct, Center, Checklist, ClinicalTerm,
                  ComparisonRow, CostEstimate, CostItem, CostPlan, CrossTable, EligibilityRecord, Faq, Landscape,
                  Ledger, MechanismItem, ParsedCriteria, PatientRecord, PooledOutcome, PublishedStudy, ReferralRequest,
                  RegistryRecord, ScreeningReport, TargetAntigen, Trial, ValidationConfig, ValueSet>();
}

// A document of its own that somebody adds is added to the list as well.
TEST(Schema, EveryDocumentOfTheHeadersHasOne) {
    const std::regex declared("string_view schema = \"(carnk/[a-z-]+/[0-9]+)\"");
    std::set<std::string> in_headers, in_list;
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(CARNK_SOURCE_DIR) / "include")) {
        const std::string text = entry.is_regular_file() ? text_of_file(entry.path()) : "";
        for (std::sregex_iterator it(text.begin(), text.end(), declared), end; it != end; ++it)
            in_headers.insert((*it)[1]);
    }
    for (const TypeInfo* type : document_types())
        in_list.emplace(type->schema);
    EXPECT_EQ(in_list, in_headers);
}

TEST(Schema, ExamplesOfFormsMatchTheirPatterns) {
    for (const TypeInfo* type : named_types(document_types()))
        if (type->kind == TypeKind::form) {
            EXPECT_FALSE(type->example.empty()) << type->name;
            EXPECT_TRUE(std::regex_search(std::string(type->example), std::regex(std::string(type->pattern))))
                << type->name;
        }
}

TEST(Schema, EveryDescribedTypeMemberAndWordHasADescription) {
    std::vector<std::string> missing;
    std::size_t count = 0;
    const auto look = [&](const std::string& key) {
        ++count;
        if (description_of(key).empty()) missing.push_back(key);
    };
    for (const TypeInfo* type : named_types(document_types())) {
        if (type->name.empty()) continue;  // found by its name, so it has one
        const std::string name(type->name);
        look(name);
        for (const MemberInfo& m : type->members)
            look(name + '.' + std::string(m.name));
        for (const std::string_view word : type->words)
            look(name + '.' + std::string(word));
    }
    EXPECT_THAT(missing, IsEmpty());
    EXPECT_GT(count, 3000U);
    EXPECT_EQ(description_of("Trial.status_as_of"), "When the status was seen: date of the copy that stated it.");
    EXPECT_EQ(description_of("Trial.extra"), "");
    EXPECT_EQ(description_of(""), "");
    EXPECT_EQ(unit_of("DoseLevel.cells"), "{cells}");
    EXPECT_EQ(unit_of("Trial.title"), "");
}

// Choices without name would be repeated wherever they stand; types of the same name would hide one another.
void collect(const TypeInfo& type, std::map<std::string, std::set<const TypeInfo*>>& met) {
    EXPECT_TRUE(type.kind != TypeKind::choice || !name_of(type).empty());
    if (const std::string name = name_of(type); !name.empty() && !met[name].insert(&type).second) return;
    if (type.element) collect(*type.element, met);
    for (const MemberInfo& m : type.members)
        collect(*m.type, met);
    for (const TypeInfo* choice : type.choices)
        collect(*choice, met);
}
TEST(Schema, NamesOfTypesAreTheirOwn) {
    std::map<std::string, std::set<const TypeInfo*>> met;
    for (const TypeInfo* type : document_types())
        collect(*type, met);
    for (const auto& [name, types] : met)
        EXPECT_EQ(types.size(), 1U) << name;
    EXPECT_GT(met.size(), 400U);
}

TEST(Schema, EveryRecordOfTheCatalogueIsValid) {
    const bj::value catalog = bj::parse(write(builtin_catalog()));
    SchemaCheck whole(schema_named("catalog"));
    EXPECT_EQ(listed(whole.faults(catalog)), "");
    for (const auto& entry : fs::directory_iterator(fs::path(CARNK_SOURCE_DIR) / "src/catalog/data")) {
        SCOPED_TRACE(entry.path());
        const bj::value list = bj::parse(text_of_file(entry.path()));
        ASSERT_FALSE(list.as_array().empty());
        for (const bj::value& record : list.as_array())
            EXPECT_EQ(listed(schema_for(record.at("schema").as_string().c_str()).faults(record)), "");
    }
}

// What the codec finds in the fail files of its own rules, the schema finds at the same place. What it cannot find is listed.
TEST(Schema, FilesThatBreakTheStructureAreNotValid) {
    const std::set<std::string> beyond{
        "CNK-JSON-010",  // a JSON value has no member twice
        "CNK-JSON-020",  // by default unknown members are kept
    };
    std::size_t looked_at = 0;
    for (const auto& entry : fs::directory_iterator(fs::path(CARNK_SOURCE_DIR) / "tests/rules")) {
        const std::string rule = entry.path().filename().string();
        if (!rule.starts_with("CNK-JSON-0") || beyond.contains(rule)) continue;
        const bj::value expect = bj::parse(text_of_file(entry.path() / "expect.json"));
        for (const bj::value& fail : expect.at("fail").as_array()) {
            const fs::path file = entry.path() / fail.at("file").as_string().c_str();
            SCOPED_TRACE(file);
            boost::system::error_code not_json;
            const bj::value document = bj::parse(text_of_file(file), not_json);
            if (not_json || !document.is_object() || !expect.as_object().contains("type") ||
                expect.as_object().contains("write") || expect.as_object().contains("max_bytes") ||
                expect.as_object().contains("max_findings"))
                continue;
            const TypeInfo* type = find_type(expect.at("type").as_string().c_str());
            if (!type || type->schema.empty()) continue;
            ++looked_at;
            const std::vector<SchemaFault> faults = schema_for(type->schema).faults(document);
            ASSERT_EQ(faults.size(), 1U) << listed(faults);
            const std::string at = fail.at("at").as_array().at(0).as_string().c_str();
            EXPECT_TRUE(faults[0].pointer == at || faults[0].pointer == at + "/kind") << faults[0].pointer;
        }
    }
    EXPECT_GE(looked_at, 18U);
}

TEST(Schema, DatesAreThoseOfTheCalendar) {
    SchemaCheck check(schema_named("PartialDate"));
    std::size_t days = 0;
    for (const int year : {1799, 1800, 1900, 1999, 2000, 2004, 2023, 2100, 2400, 2999, 3000})
        for (int month = 0; month <= 13; ++month)
            for (int day = 0; day <= 32; ++day) {
                char text[16];
                std::snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
                const bool valid = check.faults(bj::value(text)).empty();
                ASSERT_EQ(valid, PartialDate::from_text(text).has_value()) << text;
                days += valid ? 1 : 0;
            }
    EXPECT_EQ(days, 9U * 365U + 3U);
    for (const char* text : {"2023", "2023-05", "2023-13", "202", "2023-5", "2023-05-17T00:00", ""})
        EXPECT_EQ(check.faults(bj::value(text)).empty(), PartialDate::from_text(text).has_value()) << text;
}

TEST(Schema, TypesAreFoundByAnyOfTheirNames) {
    for (const char* name : {"trial", "Trial", "carnk/trial/1", "TRIAL"})
        EXPECT_EQ(find_type(name), &type_info<Trial>()) << name;
    EXPECT_EQ(find_type("car_construct"), find_type("CarConstruct"));
    EXPECT_EQ(document_name(*find_type("CarConstruct")), "car-construct");
    ASSERT_NE(find_type("Money"), nullptr);
    EXPECT_THAT(schema_named("Money"), HasSubstr("\"$id\": \"urn:carnk:type:Money\""));
    EXPECT_THAT(schema_named("money"), HasSubstr("\"$ref\": \"#/$defs/Money\""));
    EXPECT_EQ(find_type("no such thing"), nullptr);
    EXPECT_EQ(schema_named("no such thing"), "");
}

TEST(Schema, UnitsAreAnnotations) {
    EXPECT_THAT(schema_named("DoseLevel"), HasSubstr("\"$comment\": \"UCUM unit: {cells}\""));
    SchemaOptions extended;
    extended.extensions = true;
    const std::string text = schema_named("DoseLevel", extended);
    EXPECT_THAT(text, HasSubstr("\"x-ucum-unit\": \"{cells}\""));
    EXPECT_THAT(text, HasSubstr("\"x-enum-descriptions\""));
    SchemaOptions plain;
    plain.descriptions = false;
    EXPECT_THAT(schema_named("Trial", plain), ::testing::Not(HasSubstr("\"description\": \"")));
}

// Every reference leads somewhere, in one document for all types.
void references(const bj::value& v, std::set<std::string>& met) {
    if (v.is_array())
        for (const bj::value& e : v.as_array())
            references(e, met);
    if (!v.is_object()) return;
    for (const auto& [key, member] : v.as_object()) {
        if (key == "$ref" && member.is_string()) met.insert(member.as_string().c_str());
        if (key == "discriminator" && member.is_object() && member.as_object().contains("mapping"))
            for (const auto& [kind, target] : member.at("mapping").as_object())
                met.insert(target.as_string().c_str());
        references(member, met);
    }
}
TEST(Schema, OpenApiHoldsAllTypesAndDocuments) {
    const bj::value api = bj::parse(openapi_text(document_types()));
    EXPECT_EQ(api.at("openapi").as_string(), "3.1.0");
    const bj::object& schemas = api.at("components").at("schemas").as_object();
    EXPECT_TRUE(schemas.contains("TrialDocument"));
    EXPECT_EQ(schemas.at("SecondaryId").at("discriminator").at("propertyName").as_string(), "kind");
    std::set<std::string> met;
    references(api, met);
    EXPECT_GT(met.size(), 300U);
    for (const std::string& r : met) {
        const std::string prefix = "#/components/schemas/";
        ASSERT_TRUE(r.starts_with(prefix)) << r;
        EXPECT_TRUE(schemas.contains(r.substr(prefix.size()))) << r;
    }
}

TEST(Schema, OutputsAreTheSameEachTime) {
    EXPECT_EQ(schema_named("catalog"), schema_named("catalog"));
    EXPECT_EQ(typescript_text(document_types()), typescript_text(document_types()));
    EXPECT_THAT(typescript_text(document_types()), HasSubstr("export interface TrialDocument extends Trial {\n"
                                                             "  schema: \"carnk/trial/1\";\n}\n"));
}

}  // namespace
}  // namespace carnk::testing
