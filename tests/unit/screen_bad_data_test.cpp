// SPDX-License-Identifier: BSL-1.0
// Bad patient data, kind by kind: findings from validation, unknowns from screening, never a wrong answer.
#include <carnk/catalog/builtin.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/json/read.hpp>
#include <carnk/json/write.hpp>
#include <carnk/model/catalog.hpp>
#include <carnk/rules/validate.hpp>
#include <carnk/screen/screen.hpp>

#include <gtest/gtest.h>

#include <limits>

namespace {

using namespace carnk;

const Vocabulary& words() {
    static const Vocabulary v(builtin_catalog().terms);
    return v;
}

const PartialDate& today() {
    static const PartialDate d = PartialDate::of("2026-01-31");
    return d;
}

PatientRecord plain() {
    PatientRecord p;
    p.id = Slug::of("patient-001");
    p.as_of = today();
    return p;
}

Atom about(Quantifier q, FactDomain domain, const char* code) {
    Atom a;
    a.quantifier = q;
    a.query.domain = domain;
    a.query.codes = std::vector<Slug>{Slug::of(code)};
    return a;
}

Atom latest(FactDomain domain, const char* code, double low, const char* unit) {
    Atom a = about(Quantifier::latest, domain, code);
    RangeTest t;
    t.interval.low = low;
    t.unit = UcumUnit::of(unit);
    a.test = t;
    return a;
}

struct Seen {
    Tri value;
    Reason reason;
    bool operator==(const Seen&) const = default;
};
void PrintTo(const Seen& s, std::ostream* out) {
    *out << (s.value == Tri::yes ? "yes" : s.value == Tri::no ? "no" : "unknown") << " because " << words_of(s.reason);
}
Seen ask(const PatientRecord& p, const Expression& e) {
    const Explanation x = Screener(p, words()).explain(e);
    return {x.value, x.reason};
}

bool finds(const PatientRecord& p, std::string_view rule) {
    const Findings all = validate(p);
    for (const Finding& f : all)
        if (f.rule == rule) return true;
    return false;
}

ConditionFact condition(const char* code, Assertion assertion = Assertion::present) {
    ConditionFact f;
    f.code = Slug::of(code);
    f.assertion = assertion;
    return f;
}

MeasurementFact measured(const char* code, double value, const char* unit) {
    MeasurementFact m;
    m.code = Slug::of(code);
    m.value = Quantity{value, UcumUnit::of(unit), {}};
    m.date = today();
    return m;
}

DomainCompleteness complete(FactDomain domain) {
    DomainCompleteness c;
    c.domain = domain;
    c.complete_as_of = today();
    return c;
}

PartialDate day_of(int i) {
    const auto two = [](int n) {
        return std::string(n < 10 ? "-0" : "-") + std::to_string(n);
    };
    return PartialDate::of(std::to_string(1900 + i / 336 % 120) + two(1 + i / 28 % 12) + two(1 + i % 28));
}

TEST(BadData, DatesThatDoNotExistDoNotParse) {
    for (const char* bad : {"1980-02-31", "1980-13", "1980-00-10", "0000", "31.02.1980", "1980-2-3", " 1980", "3000"}) {
        const Result<PatientRecord> r = read<PatientRecord>(
            R"({"schema":"carnk/patient/1","id":"p","demographics":{"birth_date":")" + std::string(bad) + "\"}}");
        ASSERT_FALSE(r.ok()) << bad;
        bool found = false;
        for (const Finding& f : r.findings())
            found = found || (f.rule == "CNK-JSON-016" && f.pointer == "/demographics/birth_date");
        EXPECT_TRUE(found) << to_string(r.findings());
        EXPECT_EQ(to_string(r.findings()).find(bad), std::string::npos) << "a value of a patient in a message";
    }
}

TEST(BadData, ImpossibleDatesAreFoundAndDecideNothing) {
    const Atom there = about(Quantifier::exists, FactDomain::condition, "cirrhosis");
    PatientRecord p = plain();
    p.completeness = {complete(FactDomain::condition)};
    EXPECT_EQ(ask(p, there), (Seen{Tri::no, Reason::absent_as_complete}));
    constexpr Seen impossible{Tri::unknown, Reason::impossible_date};
    p.demographics.birth_date = PartialDate::of("1980-05-05");
    p.conditions = {condition("cirrhosis")};
    p.conditions[0].onset = PartialDate::of("1979-12");
    p.conditions[0].end = PartialDate::of("1980-01");
    EXPECT_EQ(ask(p, there), impossible);
    EXPECT_TRUE(finds(p, "CNK-PATIENT-001"));
    p.conditions[0].onset = PartialDate::of("2026-02-01");  // tomorrow
    p.conditions[0].end.reset();
    EXPECT_EQ(ask(p, there), impossible);
    EXPECT_TRUE(finds(p, "CNK-PATIENT-002"));
    p.conditions[0].onset = PartialDate::of("2025-02-01");
    p.conditions[0].end = PartialDate::of("2025-01");
    EXPECT_EQ(ask(p, there), impossible);
    EXPECT_TRUE(finds(p, "CNK-PATIENT-004"));
    p.conditions[0].end = PartialDate::of("2025");  // may be right
    EXPECT_EQ(ask(p, there), (Seen{Tri::yes, Reason::present}));
    // Somebody who is not born yet has no age.
    p.demographics.birth_date = PartialDate::of("2027");
    EXPECT_EQ(ask(p, latest(FactDomain::demographic, "age", 0, "a")), (Seen{Tri::unknown, Reason::value_missing}));
}

TEST(BadData, AgeAndBirthThatContradictEachOtherAreNoAge) {
    const Atom adult = latest(FactDomain::demographic, "age", 18, "a");
    PatientRecord p = plain();
    p.demographics.birth_date = PartialDate::of("1990-05-05");
    p.demographics.age = Quantity{35, UcumUnit::of("a"), {}};
    EXPECT_EQ(ask(p, adult), (Seen{Tri::yes, Reason::value_in_range}));
    p.demographics.age->value = 12;
    p.demographics.age_date = today();
    EXPECT_EQ(ask(p, adult), (Seen{Tri::unknown, Reason::conflicting}));
    EXPECT_TRUE(finds(p, "CNK-PATIENT-009"));
}

TEST(BadData, ContradictionsAndDuplicates) {
    const Atom there = about(Quantifier::exists, FactDomain::condition, "cirrhosis");
    PatientRecord p = plain();
    p.conditions = {condition("cirrhosis"), condition("cirrhosis", Assertion::refuted)};
    for (ConditionFact& f : p.conditions)
        f.activity = Activity::active;
    EXPECT_EQ(ask(p, there), (Seen{Tri::unknown, Reason::conflicting}));
    EXPECT_TRUE(finds(p, "CNK-PATIENT-005"));
    p.conditions = {condition("cirrhosis"), condition("cirrhosis")};
    EXPECT_EQ(ask(p, there), (Seen{Tri::yes, Reason::present}));
    // Twice the same is not two.
    Atom count = about(Quantifier::count, FactDomain::condition, "cirrhosis");
    count.count = CountRange();
    count.count->low = 2;
    p.completeness = {complete(FactDomain::condition)};
    EXPECT_EQ(ask(p, count).value, Tri::unknown);
    p.conditions[1].onset = PartialDate::of("2020");
    EXPECT_EQ(ask(p, count).value, Tri::yes);
    // A list that is complete but for what nobody looked at is not.
    p.conditions = {condition("cirrhosis", Assertion::not_assessed)};
    EXPECT_EQ(ask(p, there), (Seen{Tri::unknown, Reason::not_assessed}));
    // A value that nobody has yet may be the latest.
    p.measurements = {measured("anc", 2, "10*9/L"), measured("anc", 2, "10*9/L")};
    p.measurements[0].date = PartialDate::of("2026-01-01");
    const Atom anc = latest(FactDomain::measurement, "anc", 1, "10*9/L");
    EXPECT_EQ(ask(p, anc).value, Tri::yes);
    p.measurements[1].assertion = Assertion::not_assessed;
    EXPECT_EQ(ask(p, anc), (Seen{Tri::unknown, Reason::not_assessed}));
    p.measurements[1].date = PartialDate::of("2025-12-31");
    EXPECT_EQ(ask(p, anc).value, Tri::yes);
}

TEST(BadData, CodesThatNobodyKnowsMayBeAnything) {
    const Atom none = about(Quantifier::none, FactDomain::infection, "hiv");
    PatientRecord p = plain();
    p.completeness = {complete(FactDomain::infection)};
    InfectionFact f;
    f.code = Slug::of("tuberculosis");
    p.infections = {f};
    EXPECT_EQ(ask(p, none), (Seen{Tri::yes, Reason::absent_as_complete}));
    p.infections[0].code = Slug::of("zz-b24-something");
    EXPECT_EQ(ask(p, none), (Seen{Tri::unknown, Reason::coded_broadly}));
    // A value is asked for by its name: another thing that was measured does not matter.
    p.measurements = {measured("anc", 2, "10*9/L"), measured("zz-unheard-of", 0, "10*9/L")};
    EXPECT_EQ(ask(p, latest(FactDomain::measurement, "anc", 1, "10*9/L")), (Seen{Tri::yes, Reason::value_in_range}));
}

TEST(BadData, NumbersThatAreNone) {
    constexpr double infinite = std::numeric_limits<double>::infinity();
    for (const double x : {std::numeric_limits<double>::quiet_NaN(), infinite, -infinite}) {
        PatientRecord p = plain();
        p.measurements = {measured("anc", x, "10*9/L")};
        MeasurementFact& m = p.measurements[0];
        EXPECT_EQ(ask(p, latest(FactDomain::measurement, "anc", 1, "10*9/L")).value, Tri::unknown) << x;
        EXPECT_EQ(ask(p, latest(FactDomain::measurement, "anc", 1, "/uL")).value, Tri::unknown) << x;
        EXPECT_FALSE(try_write(p).ok());
        m.value.reset();
        m.censored = Interval();
        m.censored->low = x;
        EXPECT_EQ(ask(p, latest(FactDomain::measurement, "anc", 1, "10*9/L")).value, Tri::unknown) << x;
        m = measured("anc", 1, "U/L");
        m.reference_range = Interval();
        m.reference_range->high = x;
        Atom uln = latest(FactDomain::measurement, "anc", 1, "1");
        std::get<RangeTest>(*uln.test).reference = ReferenceLimit::uln;
        EXPECT_EQ(ask(p, uln).value, Tri::unknown) << x;
        p.demographics.age = Quantity{x, UcumUnit::of("a"), {}};
        p.demographics.body_weight = Quantity{x, UcumUnit::of("kg"), {}};
        EXPECT_EQ(ask(p, latest(FactDomain::demographic, "age", 18, "a")).value, Tri::unknown) << x;
        EXPECT_EQ(ask(p, latest(FactDomain::demographic, "body-weight", 18, "kg")).value, Tri::unknown) << x;
    }
    for (const char* bad : {"NaN", "1e999", "-Infinity", "\"1\"", "01"})
        EXPECT_FALSE(read<PatientRecord>(R"({"schema":"carnk/patient/1","id":"p","demographics":{"age":{"value":)" +
                                         std::string(bad) + R"(,"unit":"a"}}})")
                         .ok())
            << bad;
}

// A value and what is said beside it: where they do not agree, neither counts.
TEST(BadData, ValuesThatContradictThemselves) {
    PatientRecord p = plain();
    p.measurements = {measured("anc", 2, "10*9/L")};
    MeasurementFact& m = p.measurements[0];
    m.censored = Interval();
    m.censored->high = 1;
    EXPECT_EQ(ask(p, latest(FactDomain::measurement, "anc", 1, "10*9/L")), (Seen{Tri::unknown, Reason::conflicting}));
    m.censored.reset();
    m.reference_range = Interval();
    m.reference_range->high = 1;
    m.result = QualitativeResult::normal;
    Atom normal = about(Quantifier::latest, FactDomain::measurement, "anc");
    ResultTest t;
    t.result = QualitativeResult::normal;
    normal.test = t;
    EXPECT_EQ(ask(p, normal), (Seen{Tri::unknown, Reason::conflicting}));
    m.result = QualitativeResult::elevated;
    EXPECT_EQ(ask(p, normal), (Seen{Tri::no, Reason::value_out_of_range}));
    // One of two values of the same sample passes: neither is to be trusted, nor is their order.
    m = measured("anc", 2, "10*9/L");
    p.measurements.push_back(measured("anc", 0.2, "10*9/L"));
    Atom one = latest(FactDomain::measurement, "anc", 1, "10*9/L");
    for (const Quantifier q : {Quantifier::latest, Quantifier::any_of, Quantifier::all_of}) {
        one.quantifier = q;
        EXPECT_EQ(ask(p, one), (Seen{Tri::unknown, Reason::conflicting})) << static_cast<int>(q);
    }
}

TEST(BadData, TextsEmptyAndHugeChangeNothing) {
    PatientRecord p = plain();
    p.conditions = {condition("cirrhosis")};
    const Atom there = about(Quantifier::exists, FactDomain::condition, "cirrhosis");
    for (const std::string& text : {std::string(), std::string(5'000'000, 'x'), std::string("\0\xFF\"\\", 4)}) {
        p.notes = text;
        p.conditions[0].notes = text;
        EXPECT_EQ(ask(p, there), (Seen{Tri::yes, Reason::present}));
        (void)validate(p);
    }
}

TEST(BadData, AHundredThousandFactsAreValidatedInTime) {
    PatientRecord p = plain();
    for (int i = 0; i < 100000; ++i) {
        p.conditions.push_back(
            condition(i % 2 ? "cirrhosis" : "ascites", i % 11 ? Assertion::present : Assertion::refuted));
        p.conditions.back().onset = day_of(i);
    }
    EXPECT_TRUE(finds(p, "CNK-PATIENT-005"));
}

}  // namespace
