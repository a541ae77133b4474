// SPDX-License-Identifier: BSL-1.0
// Atoms over facts: units, limits, dates at their boundaries, presence and absence, hostile data, and every reason.
#include <carnk/json/read.hpp>
#include <carnk/json/write.hpp>
#include <carnk/screen/clinical.hpp>
#include <carnk/screen/screen.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace {

using namespace carnk;

PatientRecord patient(const std::string& members = "") {
    // The lists that are not given are empty.
    static const char* lists[] = {"conditions", "measurements", "biomarkers", "antigens",    "performance",
                                  "lesions",    "therapies",    "procedures", "transplants", "infections",
                                  "toxicities", "medications",  "allergies",  "consents",    "readiness",
                                  "trials",     "events",       "milestones", "donors",      "completeness"};
    const std::string own = members.substr(0, members.find("\"donors\":["));  // without what donors have
    std::string text = R"({"schema":"carnk/patient/1","id":"patient-001","as_of":"2026-01-31")";
    if (own.find("\"demographics\"") == std::string::npos) text += R"(,"demographics":{})";
    for (const char* l : lists)
        if ((l == std::string_view("donors") ? members : own).find('"' + std::string(l) + "\":[") == std::string::npos)
            text += ",\"" + std::string(l) + "\":[]";
    text += members.empty() ? "}" : ',' + members + '}';
    Result<PatientRecord> r = read<PatientRecord>(text);
    EXPECT_TRUE(r.ok()) << to_string(r.findings()) << text;
    return r.ok() ? std::move(r).value() : PatientRecord();
}

// A record with one inclusion criterion.
EligibilityRecord record(const std::string& expression) {
    Result<EligibilityRecord> r = read<EligibilityRecord>(
        R"({"schema":"carnk/eligibility/1","id":"elig-test","product":"P","therapy":"car_nk","coverage":{"inclusion":"complete","exclusion":"complete"},"trial_match":{"basis":"printed"},"criteria":[{"id":"inclusion-1","kind":"inclusion","scope":{"level":"study"},"text":"T","computability":"full","expression":)" +
        expression + R"(,"strength":"required"}],"sources":[]})");
    EXPECT_TRUE(r.ok()) << to_string(r.findings()) << expression;
    return r.ok() ? std::move(r).value() : EligibilityRecord();
}

const Vocabulary& words() {
    static const Vocabulary v([] {
        std::vector<ClinicalTerm> terms(3);
        terms[0].id = Slug::of("infection");
        terms[0].name = "infection";
        terms[1].id = Slug::of("hiv");
        terms[1].name = "HIV";
        terms[1].broader = {Slug::of("infection")};
        terms[2].id = Slug::of("hepatitis-b");
        terms[2].name = "hepatitis B";
        terms[2].broader = {Slug::of("infection")};
        return terms;
    }());
    return v;
}

struct Seen {
    Tri value;
    Reason reason;
    bool operator==(const Seen&) const = default;
};
void PrintTo(const Seen& s, std::ostream* out) {
    *out << "value " << static_cast<int>(s.value) << " reason " << static_cast<int>(s.reason);
}

std::set<Reason>& reached() {
    static std::set<Reason> all;
    return all;
}

Seen ask(const PatientRecord& p, const std::string& expression, ScreenOptions options = {}) {
    const EligibilityRecord r = record(expression);
    const Explanation e = Screener(p, words(), options).explain(*r.criteria.at(0).expression, &r);
    reached().insert(e.reason);
    return {e.value, e.reason};
}

std::string measured(const std::string& code, double value, const std::string& unit, const std::string& more = "") {
    return R"({"code":")" + code + R"(","assertion":"present","date":"2026-01-20","value":{"value":)" +
           std::to_string(value) + R"(,"unit":")" + unit + "\"}" + more + "}";
}
PatientRecord with_measured(const std::string& list) {
    return patient("\"measurements\":[" + list + "]");
}
std::string latest(const std::string& code, const std::string& test, const std::string& query_more = "") {
    return R"({"kind":"atom","quantifier":"latest","query":{"domain":"measurement","codes":[")" + code + "\"]" +
           query_more + R"(},"test":)" + test + "}";
}
std::string range(const std::string& interval, const std::string& unit, const std::string& more = "") {
    return R"({"kind":"range","interval":)" + interval + R"(,"unit":")" + unit + "\"" + more + "}";
}
std::string exists(const std::string& domain, const std::string& more = "", const std::string& quantifier = "exists") {
    return R"({"kind":"atom","quantifier":")" + quantifier + R"(","query":{"domain":")" + domain + "\"" + more + "}}";
}

constexpr Seen in_range{Tri::yes, Reason::value_in_range}, out_of_range{Tri::no, Reason::value_out_of_range};
constexpr Seen unknown(Reason r) {
    return {Tri::unknown, r};
}

void units_convert_by_ucum_and_by_the_substance() {
    const std::string creatinine = latest("creatinine", range(R"({"high":1.5})", "mg/dL"));
    EXPECT_EQ(ask(with_measured(measured("creatinine", 132.0, "umol/L")), creatinine), in_range);      // 1.493 mg/dL
    EXPECT_EQ(ask(with_measured(measured("creatinine", 133.0, "umol/L")), creatinine), out_of_range);  // 1.504 mg/dL
    EXPECT_EQ(ask(with_measured(measured("creatinine", 15, "mg/L")), creatinine), in_range);
    EXPECT_EQ(ask(with_measured(measured("creatinine", 1, "U/L")), creatinine), unknown(Reason::unit_mismatch));
    const std::string hb = latest("hemoglobin", range(R"({"low":80})", "g/L"));
    EXPECT_EQ(ask(with_measured(measured("hemoglobin", 8, "g/dL")), hb), in_range);
    EXPECT_EQ(ask(with_measured(measured("hemoglobin", 7.9, "g/dL")), hb), out_of_range);
    EXPECT_EQ(ask(with_measured(measured("hemoglobin", 5, "mmol/L")), hb), unknown(Reason::unit_mismatch));
    const std::string platelets = latest("platelets", range(R"({"low":50})", "10*9/L"));
    EXPECT_EQ(ask(with_measured(measured("platelets", 50000, "/uL")), platelets), in_range);
    EXPECT_EQ(ask(with_measured(measured("platelets", 49999, "/uL")), platelets), out_of_range);
    EXPECT_EQ(ask(with_measured(measured("platelets", 50, "mmol/L")), platelets), unknown(Reason::unit_mismatch));
    const std::string gfr = latest("estimated-gfr", range(R"({"low":30})", "mL/min/{1.73_m2}"));
    EXPECT_EQ(ask(with_measured(measured("estimated-gfr", 60, "mL/min")), gfr), unknown(Reason::unit_mismatch));
}

void multiples_of_the_laboratory_limit() {
    const std::string alt = latest("alt", range(R"({"high":3})", "1", R"(,"reference":"uln")"));
    const std::string limit = R"(,"reference_range":{"low":0,"high":40})";
    EXPECT_EQ(ask(with_measured(measured("alt", 120, "U/L", limit)), alt), in_range);
    EXPECT_EQ(ask(with_measured(measured("alt", 121, "U/L", limit)), alt), out_of_range);
    EXPECT_EQ(ask(with_measured(measured("alt", 30, "U/L")), alt), unknown(Reason::reference_missing));
}

void latest_value_and_conflicts() {
    const std::string q = latest("anc", range(R"({"low":1})", "10*9/L"));
    const auto at = [](const std::string& day, const std::string& value) {
        return R"({"code":"anc","assertion":"present","date":")" + day + R"(","value":{"value":)" + value +
               R"(,"unit":"10*9/L"}})";
    };
    EXPECT_EQ(ask(with_measured(at("2026-01-20", "0.5") + ',' + at("2026-01-21", "1.5")), q), in_range);
    EXPECT_EQ(ask(with_measured(at("2026-01-20", "0.5") + ',' + at("2026-01-20", "1.5")), q),
              unknown(Reason::conflicting));
    EXPECT_EQ(ask(with_measured(at("2026-01-20", "0.5") + ',' + at("2026-01", "1.5")), q),
              unknown(Reason::partial_date));
    EXPECT_EQ(ask(with_measured(at("2026-01-20", "1.2") + ',' + at("2026-01", "1.5")), q), in_range);
    EXPECT_EQ(ask(with_measured(at("2027-01-20", "1.2")), q), unknown(Reason::impossible_date));
    const std::string recent =
        latest("anc", range(R"({"low":1})", "10*9/L"),
               R"(,"window":{"anchor":"screening","from":{"distance":{"value":-7,"unit":"d"}}})");
    EXPECT_EQ(ask(with_measured(at("2026-01-24", "1.2")), recent), in_range);
    EXPECT_EQ(ask(with_measured(at("2026-01-23", "1.2")), recent), unknown(Reason::stale));
    EXPECT_EQ(ask(with_measured(at("2026-01", "1.2")), recent), unknown(Reason::partial_date));
    EXPECT_EQ(ask(with_measured(at("2025-12", "1.2")), recent), unknown(Reason::stale));
}

void support_censoring_methods_and_missing_values() {
    const std::string q = latest("platelets", range(R"({"low":50})", "10*9/L"),
                                 R"(,"support":[{"support":"any_transfusion","allowed":false}])");
    EXPECT_EQ(ask(with_measured(measured("platelets", 60, "10*9/L", R"(,"support":[])")), q), in_range);
    EXPECT_EQ(ask(with_measured(measured("platelets", 60, "10*9/L")), q), unknown(Reason::under_support));
    EXPECT_EQ(ask(with_measured(measured("platelets", 60, "10*9/L", R"(,"support":["platelet_transfusion"])")), q),
              unknown(Reason::under_support));
    const std::string clearance =
        latest("creatinine-clearance", range(R"({"low":60})", "mL/min"), R"(,"methods":["cockcroft-gault"])");
    EXPECT_EQ(ask(with_measured(measured("creatinine-clearance", 70, "mL/min")), clearance),
              unknown(Reason::attribute_missing));
    EXPECT_EQ(
        ask(with_measured(measured("creatinine-clearance", 70, "mL/min", R"(,"method":"cockcroft-gault")")), clearance),
        in_range);
    const std::string plain = latest("crp", range(R"({"high":20})", "mg/L"));
    EXPECT_EQ(ask(with_measured(R"({"code":"crp","assertion":"present"})"), plain), unknown(Reason::value_missing));
    EXPECT_EQ(ask(with_measured(R"({"code":"crp","assertion":"not_assessed"})"), plain), unknown(Reason::not_assessed));
    EXPECT_EQ(ask(patient(), plain), unknown(Reason::not_found));
}

void age_at_its_boundaries() {
    const std::string q =
        R"({"kind":"atom","quantifier":"latest","query":{"domain":"demographic","codes":["age"]},"test":)" +
        range(R"({"low":18,"high":75})", "a") + "}";
    const auto born = [](const std::string& day) {
        return patient(R"("demographics":{"birth_date":")" + day + "\"}");
    };
    EXPECT_EQ(ask(born("2008-01-31"), q), in_range);      // 18 today
    EXPECT_EQ(ask(born("2008-02-01"), q), out_of_range);  // tomorrow
    EXPECT_EQ(ask(born("1950-02-01"), q), in_range);      // 75 for one day more
    EXPECT_EQ(ask(born("1950-01-31"), q), out_of_range);  // 76 today
    EXPECT_EQ(ask(born("2008-01"), q), in_range);
    EXPECT_EQ(ask(born("2008"), q), unknown(Reason::partial_date));
    EXPECT_EQ(ask(born("1950"), q), unknown(Reason::partial_date));
    EXPECT_EQ(ask(born("1951"), q), in_range);
    EXPECT_EQ(ask(born("2030"), q), unknown(Reason::value_missing));
    EXPECT_EQ(ask(patient(R"("demographics":{"age":{"value":75,"unit":"a"},"age_date":"2026-01-31"})"), q), in_range);
    EXPECT_EQ(ask(patient(R"("demographics":{"age":{"value":75,"unit":"a"},"age_date":"2025-06-30"})"), q),
              unknown(Reason::partial_date));
    EXPECT_EQ(ask(patient(R"("demographics":{"age":{"value":75,"unit":"a"},"age_date":"2024-06-30"})"), q),
              out_of_range);
}

void presence_absence_and_contradiction() {
    const std::string q = exists("infection", R"(,"codes":["hiv"])");
    const std::string none = exists("infection", R"(,"codes":["hiv"])", "none");
    const auto fact = [](const std::string& code, const std::string& assertion, const std::string& more = "") {
        return R"({"code":")" + code + R"(","assertion":")" + assertion + "\"" + more + "}";
    };
    const auto infected = [](const std::string& list, const std::string& more = "") {
        return patient("\"infections\":[" + list + "]" + more);
    };
    EXPECT_EQ(ask(infected(fact("hiv", "present")), q), (Seen{Tri::yes, Reason::present}));
    EXPECT_EQ(ask(infected(fact("hiv", "refuted")), q), (Seen{Tri::no, Reason::refuted}));
    EXPECT_EQ(ask(infected(fact("hiv", "refuted")), none), (Seen{Tri::yes, Reason::refuted}));
    EXPECT_EQ(ask(infected(fact("infection", "refuted")), q), (Seen{Tri::no, Reason::refuted}));
    EXPECT_EQ(ask(infected(fact("infection", "present")), q), unknown(Reason::coded_broadly));
    EXPECT_EQ(ask(infected(fact("hiv", "not_assessed")), q), unknown(Reason::not_assessed));
    EXPECT_EQ(ask(infected(fact("hiv", "present") + ',' + fact("hiv", "refuted")), q), unknown(Reason::conflicting));
    EXPECT_EQ(ask(infected(fact("hiv", "present") + ',' + fact("infection", "refuted")), none),
              unknown(Reason::conflicting));
    EXPECT_EQ(ask(infected(""), none), unknown(Reason::not_found));
    const std::string complete = R"(,"completeness":[{"domain":"infection","complete_as_of":"2026-01-31"}])";
    EXPECT_EQ(ask(infected("", complete), none), (Seen{Tri::yes, Reason::absent_as_complete}));
    const std::string earlier = R"(,"completeness":[{"domain":"infection","complete_as_of":"2026-01-30"}])";
    EXPECT_EQ(ask(infected("", earlier), none), unknown(Reason::list_incomplete));
    const std::string month = R"(,"completeness":[{"domain":"infection","complete_as_of":"2026-01"}])";
    EXPECT_EQ(ask(infected("", month), none), unknown(Reason::list_incomplete));
    const std::string active =
        exists("infection",
               R"(,"codes":["hiv"],"where":[{"attribute":"activity","test":{"kind":"code","codes":["active"]}}])");
    EXPECT_EQ(ask(infected(fact("hiv", "present", R"(,"activity":"controlled")")), active).value, Tri::yes);
    EXPECT_EQ(ask(infected(fact("hiv", "present")), active), unknown(Reason::attribute_missing));
    EXPECT_EQ(ask(infected(fact("hiv", "present", R"(,"activity":"resolved")"), complete), active).value, Tri::no);
    const std::string any =
        R"({"kind":"atom","quantifier":"any_of","query":{"domain":"infection","codes":["hiv","hepatitis-b"]},"test":{"kind":"result","result":"positive"}})";
    EXPECT_EQ(ask(infected(fact("hiv", "refuted", R"(,"serology":"negative")")), any), unknown(Reason::not_found));
    EXPECT_EQ(ask(infected(fact("hiv", "refuted", R"(,"serology":"negative")") + ',' +
                           fact("hepatitis-b", "refuted", R"(,"serology":"negative")")),
                  any),
              out_of_range);
    EXPECT_EQ(ask(infected(fact("hiv", "present", R"(,"serology":"positive")")), any), in_range);
}

void washouts_in_days_and_half_lives() {
    const auto treated = [](const std::string& more) {
        return patient(R"("therapies":[{"classes":["targeted-therapy"],"agents":[],"assertion":"present")" + more +
                       R"(}],"completeness":[{"domain":"therapy","complete_as_of":"2026-01-31"}])");
    };
    const std::string days = exists(
        "therapy",
        R"(,"codes":["targeted-therapy"],"window":{"anchor":"screening","from":{"distance":{"value":-14,"unit":"d"}},"from_open":true,"to":{"distance":{"value":0,"unit":"d"}}})",
        "none");
    EXPECT_EQ(ask(treated(R"(,"end":"2026-01-17")"), days).value, Tri::yes);  // 14 days ago
    EXPECT_EQ(ask(treated(R"(,"end":"2026-01-18")"), days).value, Tri::no);
    EXPECT_EQ(ask(treated(R"(,"end":"2026-01")"), days), unknown(Reason::partial_date));
    EXPECT_EQ(ask(treated(R"(,"end":"2025-12")"), days).value, Tri::yes);
    EXPECT_EQ(ask(treated(R"(,"start":"2025-01-01")"), days), unknown(Reason::partial_date));  // may still last
    EXPECT_EQ(ask(treated(""), days), unknown(Reason::undated));
    EXPECT_EQ(ask(treated(R"(,"start":"2026-01-10","end":"2025-01-10")"), days), unknown(Reason::impossible_date));
    EXPECT_EQ(ask(treated(R"(,"end":"2026-01-30","outcomes":["refused"])"), days).value, Tri::yes);
    const std::string half = exists(
        "therapy",
        R"(,"codes":["targeted-therapy"],"window":{"anchor":"screening","from":{"distance":{"value":-14,"unit":"d"},"half_lives":5,"choose":"shorter"},"from_open":true,"to":{"distance":{"value":0,"unit":"d"}}})",
        "none");
    EXPECT_EQ(ask(treated(R"(,"end":"2026-01-25","half_life":{"value":24,"unit":"h"})"), half).value, Tri::yes);
    EXPECT_EQ(ask(treated(R"(,"end":"2026-01-27","half_life":{"value":24,"unit":"h"})"), half).value, Tri::no);
    EXPECT_EQ(ask(treated(R"(,"end":"2026-01-25","half_life":{"value":10,"unit":"d"})"), half).value, Tri::no);
    EXPECT_EQ(ask(treated(R"(,"end":"2026-01-25")"), half), unknown(Reason::half_life_missing));
    EXPECT_EQ(ask(treated(R"(,"end":"2026-01-10")"), half).value, Tri::yes);  // 14 days suffice either way
    const std::string before =
        exists("therapy", R"(,"window":{"anchor":"lymphodepletion","from":{"distance":{"value":-3,"unit":"mo"}}})");
    EXPECT_EQ(ask(treated(R"(,"end":"2026-01-10")"), before), unknown(Reason::anchor_unknown));
}

void counts_scales_scopes_and_donors() {
    const std::string lines =
        R"({"kind":"atom","quantifier":"count","query":{"domain":"therapy"},"count":{"low":2},"distinct":"line"})";
    const auto therapies = [](const std::string& list, bool complete) {
        return patient("\"therapies\":[" + list + "]" +
                       (complete ? R"(,"completeness":[{"domain":"therapy","complete_as_of":"2026-01-31"}])" : ""));
    };
    const std::string one = R"({"classes":["x"],"agents":[],"assertion":"present","line":1})";
    const std::string two = R"({"classes":["x"],"agents":[],"assertion":"present","line":2})";
    EXPECT_EQ(ask(therapies(one + ',' + two, false), lines), (Seen{Tri::yes, Reason::count_in_range}));
    EXPECT_EQ(ask(therapies(one + ',' + one, false), lines).value, Tri::unknown);
    EXPECT_EQ(ask(therapies(one + ',' + one, true), lines), (Seen{Tri::no, Reason::count_out_of_range}));

    // No drug is standard therapy by nature: one that is not coded so may be it.
    const std::string standard = exists("therapy", R"(,"codes":["standard-therapy"])");
    EXPECT_EQ(ask(therapies(one, true), standard), unknown(Reason::coded_broadly));
    EXPECT_EQ(ask(therapies("", true), standard).value, Tri::no);

    const auto performance = [](const std::string& scale) {
        return patient(R"("performance":[{"scale":")" + scale + R"(","assertion":"present","value":1}])");
    };
    const std::string ecog =
        R"({"kind":"atom","quantifier":"latest","query":{"domain":"performance"},"test":{"kind":"ordinal","scale":"ecog","levels":{"high":1}}})";
    EXPECT_EQ(ask(performance("ecog"), ecog), in_range);
    EXPECT_EQ(ask(performance("nyha"), ecog), unknown(Reason::scale_mismatch));

    const std::string cohort = R"({"kind":"in_scope","level":"cohort","names":["1"]})";
    ScreenOptions first, second;
    first.cohorts = std::vector<std::string>{"1"};
    second.cohorts = std::vector<std::string>{"2"};
    EXPECT_EQ(ask(patient(), cohort), unknown(Reason::scope_unknown));
    EXPECT_EQ(ask(patient(), cohort, first), (Seen{Tri::yes, Reason::in_scope}));
    EXPECT_EQ(ask(patient(), cohort, second), (Seen{Tri::no, Reason::out_of_scope}));

    const std::string donor = exists("infection", R"(,"codes":["hiv"],"subject":"donor")");
    const auto donors = [](const std::string& assertions) {
        std::string list;
        for (const char c : assertions)
            list +=
                std::string(list.empty() ? "" : ",") + R"({"id":"donor-)" + std::to_string(list.size()) +
                R"(","demographics":{},"conditions":[],"measurements":[],"infections":[{"code":"hiv","assertion":")" +
                (c == '+' ? "present" : "refuted") + R"("}],"medications":[],"consents":[],"completeness":[]})";
        return patient("\"donors\":[" + list + "]");
    };
    EXPECT_EQ(ask(donors("-"), donor).value, Tri::no);
    EXPECT_EQ(ask(donors("+-"), donor), unknown(Reason::donors_differ));
    EXPECT_EQ(ask(patient(), donor), unknown(Reason::not_found));

    EXPECT_EQ(ask(patient(), R"({"kind":"narrative","text":"fit"})"), unknown(Reason::not_computable));
    EXPECT_EQ(ask(patient(), R"({"kind":"all","of":[]})"), (Seen{Tri::yes, Reason::by_parts}));
    EXPECT_EQ(ask(patient(), R"({"kind":"ref","criterion":"nowhere"})"), unknown(Reason::unknown_criterion));
    const std::string antigen = R"({"kind":"atom","quantifier":"latest","query":{"domain":"lesion"},"test":)" +
                                range(R"({"low":1})", "cm") + "}";
    EXPECT_EQ(
        ask(patient(R"("lesions":[{"code":"node","assertion":"present","longest_diameter":{"value":15,"unit":"mm"}}])"),
            antigen),
        in_range);
}

void promises_compare_without_dates() {
    const auto promised = [](const std::string& offset) {
        return patient(R"("consents":[{"code":"contraception","assertion":"present","until_anchor":"last_dose")" +
                       offset + "}]");
    };
    const std::string q = exists(
        "consent",
        R"(,"codes":["contraception"],"where":[{"attribute":"until","test":{"kind":"date","window":{"anchor":"last_dose","from":{"distance":{"value":3,"unit":"mo"}}}}}])");
    EXPECT_EQ(ask(promised(R"(,"until_offset":{"distance":{"value":3,"unit":"mo"}})"), q).value, Tri::yes);
    EXPECT_EQ(ask(promised(R"(,"until_offset":{"distance":{"value":1,"unit":"a"}})"), q).value, Tri::yes);
    EXPECT_EQ(ask(promised(R"(,"until_offset":{"distance":{"value":60,"unit":"d"}})"), q).value, Tri::unknown);
    EXPECT_EQ(ask(promised(R"(,"until_offset":{"distance":{"value":90,"unit":"d"}})"), q).value, Tri::unknown);
}

TEST(Atoms, UnitsConvertByUcumAndByTheSubstance) {
    units_convert_by_ucum_and_by_the_substance();
}
TEST(Atoms, MultiplesOfTheLaboratoryLimit) {
    multiples_of_the_laboratory_limit();
}
TEST(Atoms, LatestValueAndConflicts) {
    latest_value_and_conflicts();
}
TEST(Atoms, SupportCensoringMethodsAndMissingValues) {
    support_censoring_methods_and_missing_values();
}
TEST(Atoms, AgeAtItsBoundaries) {
    age_at_its_boundaries();
}
TEST(Atoms, PresenceAbsenceAndContradiction) {
    presence_absence_and_contradiction();
}
TEST(Atoms, WashoutsInDaysAndHalfLives) {
    washouts_in_days_and_half_lives();
}
TEST(Atoms, CountsScalesScopesAndDonors) {
    counts_scales_scopes_and_donors();
}
TEST(Atoms, PromisesCompareWithoutDates) {
    promises_compare_without_dates();
}

TEST(Formulas, MatchTheirPublishedValues) {
    EXPECT_NEAR(*cockcroft_gault(40, 72, 1, Sex::male), 100, 1e-9);
    EXPECT_NEAR(*cockcroft_gault(40, 72, 1, Sex::female), 85, 1e-9);
    EXPECT_NEAR(*ckd_epi_2021(50, 1.0, Sex::male), 142 * std::pow(1 / 0.9, -1.2) * std::pow(0.9938, 50), 1e-9);
    EXPECT_NEAR(*ckd_epi_2021(50, 0.7, Sex::female), 142 * std::pow(0.9938, 50) * 1.012, 1e-9);
    EXPECT_NEAR(*body_surface_area(180, 80), 2.0, 1e-9);
    EXPECT_FALSE(cockcroft_gault(10, 30, 1, Sex::male));
    EXPECT_FALSE(ckd_epi_2021(50, 0, Sex::male));
    EXPECT_FALSE(body_surface_area(0, 80));
    EXPECT_EQ(*equivalent_performance(OrdinalScale::ecog, 1, OrdinalScale::karnofsky), (Bounds{70, 80}));
    EXPECT_EQ(*equivalent_performance(OrdinalScale::karnofsky, 60, OrdinalScale::ecog), (Bounds{2, 2}));
    EXPECT_FALSE(equivalent_performance(OrdinalScale::nyha, 1, OrdinalScale::ecog));
    EXPECT_EQ(*age_in_years(PartialDate::of("2000-02-29"), PartialDate::of("2018-03-01")), (Bounds{18, 18}));
    EXPECT_LT(age_in_years(PartialDate::of("2000-02-29"), PartialDate::of("2018-02-28"))->high, 18);
    EXPECT_NEAR(*convert_measured("creatinine", 1, UcumUnit::of("mg/dL"), UcumUnit::of("umol/L")), 88.4, 0.01);
    EXPECT_NEAR(*convert_measured("bilirubin-total", 17.104, UcumUnit::of("umol/L"), UcumUnit::of("mg/dL")), 1, 1e-4);
    EXPECT_FALSE(convert_measured("albumin", 1, UcumUnit::of("mg/dL"), UcumUnit::of("umol/L")));
}

TEST(Hostile, AHundredThousandObservations) {
    PatientRecord p = patient();
    for (int i = 0; i < 100000; ++i) {
        MeasurementFact m;
        m.code = Slug::of(i % 2 ? "anc" : "x" + std::to_string(i));
        m.assertion = Assertion::present;
        m.value = Quantity{static_cast<double>(i % 5), UcumUnit::of(i % 3 ? "10*9/L" : "mg"), {}};
        if (i % 7) m.date = PartialDate::of(i % 11 ? "2025-06" : "2999-12-31");
        p.measurements.push_back(m);
    }
    EXPECT_EQ(ask(p, latest("anc", range(R"({"low":1})", "10*9/L"))).value, Tri::unknown);
}

TEST(Reports, RedactionLeavesNoValueAndTextIsStable) {
    const PatientRecord p = with_measured(measured("creatinine", 7.654321, "mg/dL"));
    const EligibilityRecord r = record(latest("creatinine", range(R"({"high":1.5})", "mg/dL")));
    ScreenOptions hidden;
    hidden.redact = true;
    const ScreeningReport open = Screener(p, words()).screen(r), closed = Screener(p, words(), hidden).screen(r);
    EXPECT_EQ(open.verdict, Verdict::ineligible);
    EXPECT_EQ(closed.verdict, open.verdict);
    const std::string shown = try_write(open).value(), redacted = try_write(closed).value();
    EXPECT_NE(shown.find("7.654321"), std::string::npos);
    for (const std::string& text : {redacted, to_text(closed), to_text(closed, true)})
        for (const char* value : {"7.65", "6.15", "patient-001", "2026-01-20"})
            EXPECT_EQ(text.find(value), std::string::npos) << value;
    EXPECT_EQ(to_text(open, true), to_text(Screener(p, words()).screen(r), true));
    EXPECT_NE(to_text(open).find("6.15432 mg/dL outside the limit"), std::string::npos) << to_text(open);
    const Result<ScreeningReport> back = read<ScreeningReport>(shown);
    ASSERT_TRUE(back.ok()) << to_string(back.findings());
    EXPECT_EQ(*back, open);
}

// What the tests of atoms reach, and what only a record can.
TEST(Reports, EveryReasonIsReached) {
    units_convert_by_ucum_and_by_the_substance();
    multiples_of_the_laboratory_limit();
    latest_value_and_conflicts();
    support_censoring_methods_and_missing_values();
    age_at_its_boundaries();
    presence_absence_and_contradiction();
    washouts_in_days_and_half_lives();
    counts_scales_scopes_and_donors();
    promises_compare_without_dates();
    EligibilityRecord r = record(R"({"kind":"ref","criterion":"inclusion-1"})");
    const auto add = [&](std::string_view id, Optional<Expression> e) {
        Criterion c;
        c.id = Slug::of(id);
        c.expression = std::move(e);
        r.criteria.push_back(c);
    };
    add("inclusion-2", {});
    Ref none;
    none.criterion = Slug::of("inclusion-2");
    const PatientRecord p = patient();
    reached().insert(Screener(p, words()).explain(none, &r).reason);
    const Explanation circle = Screener(p, words()).explain(*r.criteria[0].expression, &r);
    reached().insert(circle.parts.at(0).reason);
    const std::string censored = latest("crp", range(R"({"high":20})", "mg/L"));
    reached().insert(
        ask(with_measured(R"({"code":"crp","assertion":"present","date":"2026-01-20","censored":{}})"), censored)
            .reason);
    for (int i = 0; i <= static_cast<int>(Reason::no_expression); ++i)
        EXPECT_TRUE(reached().contains(static_cast<Reason>(i))) << "reason " << i;
}

}  // namespace
