// SPDX-License-Identifier: BSL-1.0
// Random eligibility records as ELM, each with a patient and what screening says of it: one line of JSON each, for an engine by others.
//
// elm_cases <expressions> [seed]
// elm_cases <file of patients>: the records of the catalogue for each of them
#include <carnk/catalog/builtin.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/interop/elm.hpp>
#include <carnk/json/ndjson.hpp>
#include <carnk/model/catalog.hpp>
#include <carnk/screen/screen.hpp>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>
#include <sstream>

namespace {

using namespace carnk;

std::string word(Tri t) {
    return t == Tri::yes ? "true" : t == Tri::no ? "false" : "null";
}

// What a library must say: each criterion, and whether all are met.
void print(const EligibilityRecord& record, const PatientRecord& patient, const Vocabulary& words) {
    ScreenOptions options;
    options.exact_limit = 0;  // ELM is linear, too
    const Screener screener(patient, words, options);
    const ElmLibrary library = write_elm(record);
    std::string expected;
    for (const Criterion& c : record.criteria)
        if (c.expression && !c.superseded.value_or(false))
            expected += (expected.empty() ? "\"" : ",\"") + c.id.text() +
                        "\":" + word(screener.evaluate(*c.expression, &record));
    bool fails = false, open = false;
    for (const CriterionOutcome& o : screener.screen(record).criteria) {
        fails = fails || o.status == CriterionStatus::not_met;
        open = open || (o.status != CriterionStatus::met && o.status != CriterionStatus::not_applicable);
    }
    expected += std::string(expected.empty() ? "" : ",") + "\"meets all criteria\":" +
                (fails  ? "false"
                 : open ? "null"
                        : "true");
    std::printf("{\"record\":\"%s\",\"elm\":%s,\"parameters\":%s,\"expected\":{%s}}\n", record.id.text().c_str(),
                library.text.c_str(), elm_parameters(library, screener).c_str(), expected.c_str());
}

class Maker {
public:
    explicit Maker(std::uint32_t seed) : random_(seed) {}
    std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); }

    PatientRecord patient() {
        PatientRecord p;
        p.id = Slug::of("random");
        p.as_of = PartialDate::of("2026-01-31");
        for (std::size_t i = 0; i < 5; ++i) {
            const std::size_t known = below(3);
            if (known > 0) {
                ConditionFact f;
                f.code = Slug::of("thing-" + std::to_string(i));
                f.assertion = known == 1 ? Assertion::present : Assertion::refuted;
                p.conditions.push_back(f);
            }
            if (below(3) > 0) {
                MeasurementFact m;
                m.code = Slug::of("value-" + std::to_string(i));
                m.value = Quantity{static_cast<double>(below(21)) / 4, UcumUnit::of("10*9/L"), {}};
                m.reference_range = Interval();
                m.reference_range->high = 2.0;
                m.date = PartialDate::of("2026-01-20");
                p.measurements.push_back(m);
            }
        }
        if (below(3) > 0) {
            PerformanceFact f;
            f.scale = OrdinalScale::ecog;
            f.value = static_cast<std::int64_t>(below(6));
            p.performance.push_back(f);
        }
        if (below(4) > 0)
            p.demographics.birth_date =
                PartialDate::of(std::to_string(1940 + below(80)) + (below(2) == 0 ? "-01-31" : "-02-01"));
        return p;
    }

    EligibilityRecord record(std::size_t expressions, std::size_t number) {
        EligibilityRecord r;
        r.id = Slug::of("random-" + std::to_string(number));
        r.product = "P";
        for (std::size_t i = 0; i < expressions; ++i) {
            Criterion c;
            c.id = Slug::of("c-" + std::to_string(i));
            c.kind = below(2) == 0 ? CriterionKind::inclusion : CriterionKind::exclusion;
            c.computability = below(8) == 0 ? Computability::partial : Computability::full;
            if (below(12) == 0) {
                c.scope.level = ScopeLevel::cohort;
                c.scope.names = std::vector<std::string>{"A"};
            }
            criteria_ = i;
            c.expression = expression(4);
            r.criteria.push_back(std::move(c));
        }
        return r;
    }

private:
    Expression expression(int depth) {
        switch (depth == 0 ? 0 : below(10)) {
            case 1:
                return list(AllOf(), depth);
            case 2:
                return list(AnyOf(), depth);
            case 3:
                return list(Not(), depth);
            case 4: {
                AtLeast x;
                x.k = static_cast<std::int64_t>(below(5));
                return list(std::move(x), depth);
            }
            case 5: {
                AtMost x;
                x.k = static_cast<std::int64_t>(below(5));
                return list(std::move(x), depth);
            }
            case 6: {
                Implies x;
                x.condition = parts(depth);
                x.then = parts(depth);
                return x;
            }
            case 7: {
                Case x;
                for (std::size_t i = below(3); i > 0; --i)
                    x.branches.push_back({expression(depth - 1), expression(depth - 1), {}});
                if (below(2) == 0) x.otherwise = parts(depth);
                return x;
            }
            case 8: {
                if (criteria_ == 0) return atom();
                Ref x;
                x.criterion = Slug::of("c-" + std::to_string(below(criteria_)));
                return x;
            }
            default:
                return atom();
        }
    }
    template <class List>
    Expression list(List x, int depth) {
        x.of = parts(depth);
        return x;
    }
    std::vector<Expression> parts(int depth) {
        std::vector<Expression> p;
        for (std::size_t i = below(5); i > 0; --i)
            p.push_back(expression(depth - 1));
        return p;
    }
    Interval bounds(std::size_t steps, double step) {
        Interval i;
        const std::size_t which = below(3);
        if (which != 1) i.low = static_cast<double>(below(steps)) * step;
        if (which != 0) i.high = i.low.value_or(0) + static_cast<double>(below(steps)) * step;
        if (below(3) == 0) i.low_open = true;
        if (below(3) == 0) i.high_open = true;
        return i;
    }
    Expression atom() {
        if (below(20) == 0) return NarrativeAtom();
        Atom a;
        const Slug one = Slug::of("thing-" + std::to_string(below(5)));
        switch (below(5)) {
            case 0: {
                a.quantifier = Quantifier::latest;
                a.query.domain = FactDomain::measurement;
                a.query.codes = std::vector<Slug>{Slug::of("value-" + std::to_string(below(5)))};
                RangeTest t;
                t.interval = bounds(21, 0.25);
                t.unit = UcumUnit::of("10*9/L");
                if (below(4) == 0) {
                    t.unit = UcumUnit::of("1");
                    t.reference = ReferenceLimit::uln;
                }
                a.test = t;
                return a;
            }
            case 1: {
                a.quantifier = Quantifier::latest;
                if (below(2) == 0) {
                    a.query.domain = FactDomain::performance;
                    a.query.codes = std::vector<Slug>{Slug::of("ecog")};
                    OrdinalTest t;
                    t.scale = OrdinalScale::ecog;
                    t.levels = bounds(5, 1);
                    a.test = t;
                } else {
                    a.query.domain = FactDomain::demographic;
                    a.query.codes = std::vector<Slug>{Slug::of("age")};
                    RangeTest t;
                    t.interval = bounds(80, 1);
                    t.unit = UcumUnit::of("a");
                    a.test = t;
                }
                return a;
            }
            default:
                a.quantifier = below(3) == 0 ? Quantifier::none : Quantifier::exists;
                a.query.domain = FactDomain::condition;
                a.query.codes = std::vector<Slug>{one};
                return a;
        }
    }

    std::mt19937 random_;
    std::size_t criteria_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) return 2;
    char* end = nullptr;
    const unsigned long expressions = std::strtoul(argv[1], &end, 10);
    if (*end != '\0') {
        std::ifstream in(argv[1], std::ios::binary);
        std::ostringstream text;
        text << in.rdbuf();
        const std::string all = text.str();
        const Vocabulary words(builtin_catalog().terms);
        NdjsonReader<PatientRecord> reader{NdjsonLines(all)};
        for (NdjsonRecord<PatientRecord> r; reader.next(r);) {
            if (!r.result.ok()) return 1;
            for (const EligibilityRecord& e : builtin_catalog().eligibility)
                print(e, *r.result, words);
        }
        return 0;
    }
    Maker make(argc > 2 ? static_cast<std::uint32_t>(std::strtoul(argv[2], nullptr, 10)) : 20260131U);
    const Vocabulary words;
    constexpr std::size_t each = 5;
    for (std::size_t made = 0; made < expressions; made += each)
        print(make.record(each, made / each), make.patient(), words);
    return 0;
}
