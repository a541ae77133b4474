// SPDX-License-Identifier: BSL-1.0
// Criteria as ELM: what a library is made of, and the values of its parameters. What an engine makes of it is in tests/clients.
#include <carnk/catalog/builtin.hpp>
#include <carnk/interop/elm.hpp>
#include <carnk/json/read.hpp>
#include <carnk/model/catalog.hpp>
#include <carnk/screen/screen.hpp>

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <set>

namespace {

using namespace carnk;
namespace json = boost::json;

EligibilityRecord record(const std::string& criteria) {
    Result<EligibilityRecord> r = read<EligibilityRecord>(
        R"({"schema":"carnk/eligibility/1","id":"elig-test","product":"P","therapy":"car_nk","coverage":{"inclusion":"complete","exclusion":"complete"},"trial_match":{"basis":"printed"},"criteria":[)" +
        criteria + R"(],"sources":[]})");
    EXPECT_TRUE(r.ok()) << to_string(r.findings());
    return r.ok() ? std::move(r).value() : EligibilityRecord();
}

std::string criterion(const std::string& id, const std::string& expression, const std::string& more = "") {
    return R"({"id":")" + id + R"(","kind":")" + id.substr(0, id.find('-')) +
           R"(","scope":{"level":"study"},"text":"T","computability":"full","expression":)" + expression +
           R"(,"strength":"required")" + more + "}";
}

std::string latest(const std::string& domain, const std::string& code, const std::string& test) {
    return R"({"kind":"atom","quantifier":"latest","query":{"domain":")" + domain + R"(","codes":[")" + code +
           R"("]},"test":)" + test + "}";
}

const std::string anc =
    latest("measurement", "anc", R"({"kind":"range","interval":{"low":1,"low_open":true},"unit":"10*9/L"})");
const std::string hiv = R"({"kind":"atom","quantifier":"exists","query":{"domain":"infection","codes":["hiv"]}})";

// All names that a library defines and refers to.
struct Names {
    std::set<std::string> parameters{}, expressions{};
    std::set<std::string> used_parameters{}, used_expressions{};

    explicit Names(const ElmLibrary& library) {
        const json::value root = json::parse(library.text);
        const json::object& l = root.as_object().at("library").as_object();
        if (const json::value* p = l.if_contains("parameters")) {
            for (const json::value& v : p->as_object().at("def").as_array()) {
                EXPECT_TRUE(parameters.emplace(v.as_object().at("name").as_string()).second);
            }
        }
        for (const json::value& v : l.at("statements").as_object().at("def").as_array()) {
            EXPECT_TRUE(expressions.emplace(v.as_object().at("name").as_string()).second);
            walk(v.as_object().at("expression"));
        }
    }
    void walk(const json::value& v) {
        if (const json::array* list = v.if_array())
            for (const json::value& x : *list)
                walk(x);
        const json::object* o = v.if_object();
        if (o == nullptr) return;
        if (const json::value* type = o->if_contains("type"); type != nullptr && o->contains("name")) {
            if (*type == "ParameterRef") used_parameters.emplace(o->at("name").as_string());
            if (*type == "ExpressionRef") used_expressions.emplace(o->at("name").as_string());
        }
        for (const auto& member : *o)
            walk(member.value());
    }
};

TEST(Elm, EveryRecordOfTheCatalogueIsALibrary) {
    std::size_t numbers = 0, booleans = 0;
    for (const EligibilityRecord& r : builtin_catalog().eligibility) {
        const ElmLibrary library = write_elm(r);
        const Names names(library);
        EXPECT_EQ(names.parameters, names.used_parameters) << r.id.text();
        EXPECT_EQ(names.parameters.size(), library.parameters.size());
        for (const std::string& n : names.used_expressions)
            EXPECT_TRUE(names.expressions.count(n) != 0) << r.id.text() << ' ' << n;
        EXPECT_TRUE(names.expressions.count("meets all criteria") != 0);
        for (const Criterion& c : r.criteria)
            if (c.expression && !c.superseded.value_or(false)) {
                EXPECT_TRUE(names.expressions.count(c.id.text()) != 0) << r.id.text() << ' ' << c.id.text();
            }
        for (const ElmParameter& p : library.parameters) {
            (p.type == ElmType::boolean ? booleans : numbers) += 1;
            EXPECT_EQ(p.unit.empty(), p.type == ElmType::boolean) << p.name;
        }
        EXPECT_EQ(library.text, write_elm(r).text);
    }
    EXPECT_GT(numbers, 150U);
    EXPECT_GT(booleans, 150U);
}

TEST(Elm, TheLatestValueIsANumberAndTheRestAreAnswers) {
    const std::string more =
        latest("measurement", "anc", R"({"kind":"range","interval":{"low":0.5,"high":3},"unit":"10*9/L"})");
    const ElmLibrary library = write_elm(record(
        criterion("inclusion-1", anc) + ',' + criterion("inclusion-2", more) + ',' +
        criterion("exclusion-1", R"({"kind":"any","of":[)" + hiv + R"(,{"kind":"narrative","text":"unfit"}]})")));
    ASSERT_EQ(library.parameters.size(), 2U);
    EXPECT_EQ(library.parameters[0].type, ElmType::decimal);
    EXPECT_EQ(library.parameters[0].unit.text(), "10*9/L");
    EXPECT_EQ(library.parameters[1].type, ElmType::boolean);
    EXPECT_EQ(library.parameters[1].name, "has hiv");
    EXPECT_NE(library.text.find(R"("type":"Greater","operand":[{"type":"ParameterRef","name":"latest anc)"),
              std::string::npos)
        << library.text;
    EXPECT_NE(library.text.find(R"("valueType":"{urn:hl7-org:elm-types:r1}Decimal","value":"0.5")"), std::string::npos);
    ASSERT_EQ(library.notes.size(), 1U);
    EXPECT_EQ(library.notes[0].criterion.text(), "exclusion-1");
}

TEST(Elm, WhatIsNotSaidIsNoted) {
    const std::string ref = R"({"kind":"ref","criterion":")";
    const ElmLibrary library = write_elm(
        record(criterion("inclusion-1", ref + "inclusion-2\"}") + ',' +
               criterion("inclusion-2", ref + "inclusion-1\"}") + ',' + criterion("inclusion-3", ref + "nowhere\"}") +
               ',' + criterion("inclusion-4", latest("measurement", "anc", R"({"kind":"words","text":"enough"})")) +
               ',' + criterion("inclusion-5", anc, R"(,"judged_by":"investigator")") + ',' +
               criterion("inclusion-6", anc, R"(,"superseded":true)") + ',' +
               criterion("inclusion-7", latest("measurement", "anc",
                                               R"({"kind":"range","interval":{"low":1e-12},"unit":"10*9/L"})"))));
    std::set<std::string> noted;
    for (const ElmNote& n : library.notes)
        noted.insert(n.criterion.text());
    EXPECT_EQ(noted, (std::set<std::string>{"inclusion-1", "inclusion-2", "inclusion-3", "inclusion-4", "inclusion-5",
                                            "inclusion-6"}));
    const Names names(library);
    EXPECT_EQ(names.expressions.count("inclusion-1"), 0U);
    EXPECT_EQ(names.expressions.count("inclusion-6"), 0U);
    // More places than a decimal of ELM has: the answer is asked for, not the number.
    EXPECT_EQ(library.parameters.back().type, ElmType::boolean);
}

TEST(Elm, ParametersOfAPatient) {
    const ElmLibrary library = write_elm(record(
        criterion("inclusion-1", anc) + ',' +
        criterion("inclusion-2", latest("measurement", "alt",
                                        R"({"kind":"range","interval":{"high":3},"unit":"1","reference":"uln"})")) +
        ',' +
        criterion("inclusion-3", latest("demographic", "age", R"({"kind":"range","interval":{"low":18},"unit":"a"})")) +
        ',' + criterion("exclusion-1", hiv)));
    PatientRecord p;
    p.id = Slug::of("p");
    p.as_of = PartialDate::of("2026-01-31");
    EXPECT_EQ(elm_parameters(library, Screener(p, {})), "{\"" + library.parameters[0].name + "\":null,\"" +
                                                            library.parameters[1].name + "\":null,\"" +
                                                            library.parameters[2].name + "\":null,\"has hiv\":null}");
    MeasurementFact m;
    m.code = Slug::of("anc");
    m.value = Quantity{1500, UcumUnit::of("/uL"), {}};
    p.measurements = {m, m};
    p.measurements[1].code = Slug::of("alt");
    p.measurements[1].value = Quantity{80, UcumUnit::of("U/L"), {}};
    p.measurements[1].reference_range = Interval();
    p.measurements[1].reference_range->high = 40;
    p.demographics.birth_date = PartialDate::of("1986-01-31");
    InfectionFact f;
    f.code = Slug::of("hiv");
    f.assertion = Assertion::refuted;
    p.infections = {f};
    const json::object known = json::parse(elm_parameters(library, Screener(p, {}))).as_object();
    EXPECT_EQ(known.at(library.parameters[0].name).to_number<double>(), 1.5);
    EXPECT_EQ(known.at(library.parameters[1].name).to_number<double>(), 2);
    EXPECT_EQ(known.at(library.parameters[2].name).to_number<double>(), 40);
    EXPECT_EQ(known.at("has hiv"), json::value(false));
    // Two values of one day: none is the latest.
    p.measurements.push_back(m);
    p.measurements[2].value->value = 300;
    EXPECT_TRUE(
        json::parse(elm_parameters(library, Screener(p, {}))).as_object().at(library.parameters[0].name).is_null());
}

TEST(Elm, ATitreIsItsReciprocal) {
    const std::string titre = latest("measurement", "antinuclear-antibody", R"({"kind":"titre","low":80})");
    const ElmLibrary library = write_elm(record(criterion("inclusion-1", titre)));
    ASSERT_EQ(library.parameters.size(), 1U);
    EXPECT_EQ(library.parameters[0].type, ElmType::integer);
    PatientRecord p;
    p.id = Slug::of("p");
    p.as_of = PartialDate::of("2026-01-31");
    const auto value = [&] {
        return json::parse(elm_parameters(library, Screener(p, {}))).as_object().at(library.parameters[0].name);
    };
    EXPECT_TRUE(value().is_null());
    MeasurementFact m;
    m.code = Slug::of("antinuclear-antibody");
    m.date = PartialDate::of("2026-01-20");
    m.result = QualitativeResult::positive;
    p.measurements = {m};
    EXPECT_TRUE(value().is_null()) << "positive is no titre";
    for (const std::int64_t reciprocal : {1, 40, 80, 160, 2147483647}) {
        p.measurements[0].titre = Count(reciprocal);
        EXPECT_EQ(value(), json::value(reciprocal));
    }
    p.measurements[0].titre = Count(3'000'000'000);
    EXPECT_TRUE(value().is_null()) << "an Integer of ELM has 32 bits";
    p.measurements.push_back(m);
    p.measurements[1].titre = Count(40);
    EXPECT_TRUE(value().is_null()) << "two titres of one day: none is the latest";
}

}  // namespace
