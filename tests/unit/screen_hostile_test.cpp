// SPDX-License-Identifier: BSL-1.0
// Whatever is known of a patient may be made worse, and no criterion of the catalogue turns from yes to no, from no to yes, or from unknown to known.
// CARNK_SCREEN_WORSE sets how often.
#include <carnk/catalog/builtin.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/model/catalog.hpp>
#include <carnk/screen/screen.hpp>

#include <gtest/gtest.h>

#include "support/cohort.hpp"
#include "support/random_value.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>

namespace {

using namespace carnk;
using test::cohort;
using test::Random;

const Vocabulary& words() {
    static const Vocabulary v(builtin_catalog().terms);
    return v;
}

// ------------------------------------------------------------------------------------------ what the catalogue asks for

struct Asked {
    std::map<FactDomain, std::vector<Slug>> codes{};
    std::vector<Slug> methods{}, specimens{}, others{};
    std::vector<UcumUnit> units{};
    std::vector<double> bounds{};
};

void gather(const Test& t, Asked& a) {
    if (const auto* r = std::get_if<RangeTest>(&t)) {
        a.units.push_back(r->unit);
        for (const Optional<double>* b : {&r->interval.low, &r->interval.high})
            if (*b) a.bounds.push_back(**b);
    }
    if (const auto* c = std::get_if<CodeTest>(&t)) a.others.insert(a.others.end(), c->codes.begin(), c->codes.end());
}

void gather(const FactQuery& q, Asked& a) {
    const auto add = [](std::vector<Slug>& to, const Optional<std::vector<Slug>>& from) {
        if (from) to.insert(to.end(), from->begin(), from->end());
    };
    add(a.codes[q.domain], q.codes);
    add(a.methods, q.methods);
    add(a.specimens, q.specimens);
    add(a.others, q.sites);
    if (q.where)
        for (const FactFilter& f : *q.where)
            gather(f.test, a);
    if (q.except)
        for (const FactQuery& e : *q.except)
            gather(e, a);
}

void gather(const Expression& e, Asked& a) {
    const auto each = [&](const std::vector<Expression>& parts) {
        for (const Expression& p : parts)
            gather(p, a);
    };
    std::visit(
        [&](const auto& x) {
            if constexpr (requires { x.of; })
                each(x.of);
            else if constexpr (requires { x.then; }) {
                each(x.condition);
                each(x.then);
            } else if constexpr (requires { x.branches; }) {
                for (const CaseBranch& b : x.branches) {
                    gather(b.when, a);
                    gather(b.then, a);
                }
                each(x.otherwise);
            } else if constexpr (requires { x.query; }) {
                gather(x.query, a);
                if (x.test) gather(*x.test, a);
            }
        },
        static_cast<
            const std::variant<AllOf, AnyOf, Not, AtLeast, AtMost, Implies, Case, Ref, InScope, Atom, NarrativeAtom>&>(
            e));
}

const Asked& asked() {
    static const Asked all = [] {
        Asked a;
        for (const EligibilityRecord& r : builtin_catalog().eligibility)
            for (const Criterion& c : r.criteria)
                if (c.expression) gather(*c.expression, a);
        return a;
    }();
    return all;
}

template <class T>
const T& one_of(Random& r, const std::vector<T>& list) {
    return list[r.between(0, list.size() - 1)];
}

// ------------------------------------------------------------------------------------------ random patients

PartialDate day(Random& r, int from = 2019) {
    const auto year = std::to_string(from + static_cast<int>(r.between(0, 7)));
    const std::size_t month = r.between(1, 12), d = r.between(1, 28);
    const auto two = [](std::size_t n) {
        return std::string(n < 10 ? "-0" : "-") + std::to_string(n);
    };
    return PartialDate::of(r.one_in(8) ? year : r.one_in(8) ? year + two(month) : year + two(month) + two(d));
}

// Random members are from all of their range; these are the ones that criteria ask about.
template <class T>
void settle(T& value, Random& r) {
    using namespace carnk::detail;
    if constexpr (is_optional<T>) {
        if (value) settle(*value, r);
    } else if constexpr (is_vector<T>) {
        for (auto& v : value)
            settle(v, r);
    } else if constexpr (std::same_as<T, PartialDate>) {
        value = day(r);
    } else if constexpr (std::same_as<T, UcumUnit>) {
        if (!r.one_in(4)) value = one_of(r, asked().units);
    } else if constexpr (std::same_as<T, Slug>) {
        if (!r.one_in(4)) value = one_of(r, asked().others);
    } else if constexpr (std::same_as<T, double>) {
        value = r.one_in(3) ? one_of(r, asked().bounds) : static_cast<double>(r.between(0, 100'000)) / 100;
    } else if constexpr (std::same_as<T, Assertion>) {
        value = r.one_in(6) ? Assertion::not_assessed : r.one_in(4) ? Assertion::refuted : Assertion::present;
    } else if constexpr (DescribedEnum<T> || std::integral<T> || std::same_as<T, std::string> || TextValue<T> ||
                         Variant<T>) {
    } else if constexpr (NumberValue<T>) {
        if constexpr (std::integral<typename T::rep>)
            value = T::from_number(static_cast<typename T::rep>(r.between(0, 6))).value_or(value);
    } else {
        for_each_member<T>([&](auto d, auto) {
            using D = decltype(d);
            settle(value.*D::pointer, r);
        });
    }
}

template <class F>
void put(std::vector<F>& list, FactDomain domain, Random& r) {
    const auto found = asked().codes.find(domain);
    for (std::size_t n = r.between(2, 6); n > 0; --n) {
        F f = test::random_value<F>(r, 3);
        settle(f, r);
        if (found != asked().codes.end() && !found->second.empty()) {
            const Slug& code = one_of(r, found->second);
            if constexpr (requires { f.classes; })
                (r.one_in(3) ? f.agents : f.classes).push_back(code);
            else if constexpr (requires { f.antigen; })
                f.antigen = code;
            else if constexpr (requires { f.code; })
                f.code = code;
        }
        if constexpr (requires { f.method; })
            if (f.method && !asked().methods.empty()) f.method = one_of(r, asked().methods);
        if constexpr (requires { f.specimen; })
            if (f.specimen && !asked().specimens.empty()) f.specimen = one_of(r, asked().specimens);
        // What ends before it begins is a contradiction of its own.
        if constexpr (requires { f.end; }) {
            Optional<PartialDate>* first = nullptr;
            if constexpr (requires { f.onset; })
                first = &f.onset;
            else if constexpr (requires { f.start; })
                first = &f.start;
            else
                first = &f.date;
            if (*first && f.end && f.end->last_day() < (*first)->first_day()) std::swap(*first, f.end);
        }
        list.push_back(std::move(f));
    }
}

const PartialDate& today() {
    static const PartialDate d = PartialDate::of("2026-01-31");
    return d;
}

PatientRecord random_patient(Random& r) {
    using D = FactDomain;
    PatientRecord p;
    p.id = Slug::of("random");
    p.as_of = today();
    p.demographics = test::random_value<Demographics>(r, 3);
    settle(p.demographics, r);
    if (p.demographics.birth_date) p.demographics.birth_date = day(r, r.one_in(3) ? 2004 : 1950);
    if (p.demographics.age && r.one_in(2))
        p.demographics.age = Quantity{static_cast<double>(r.between(1, 90)), UcumUnit::of("a"), {}};
    put(p.conditions, D::condition, r);
    put(p.measurements, D::measurement, r);
    put(p.measurements, D::measurement, r);
    put(p.biomarkers, D::biomarker, r);
    put(p.antigens, D::antigen_expression, r);
    put(p.performance, D::performance, r);
    put(p.lesions, D::lesion, r);
    put(p.therapies, D::therapy, r);
    put(p.procedures, D::procedure, r);
    put(p.transplants, D::transplant, r);
    put(p.infections, D::infection, r);
    put(p.toxicities, D::toxicity, r);
    put(p.medications, D::medication, r);
    put(p.allergies, D::allergy, r);
    put(p.consents, D::consent, r);
    put(p.readiness, D::readiness, r);
    put(p.trials, D::trial_participation, r);
    put(p.events, D::event, r);
    for (int i = 0; i < 18; ++i) {
        if (r.one_in(3)) continue;
        DomainCompleteness c;
        c.domain = static_cast<D>(i);
        c.complete_as_of = today();
        if (r.one_in(4)) c.complete_from = day(r, 1990);
        p.completeness.push_back(c);
    }
    for (const Anchor a : {Anchor::enrolment, Anchor::apheresis, Anchor::lymphodepletion, Anchor::infusion})
        if (r.one_in(2))
            p.milestones.push_back({a, PartialDate::of("2026-02-1" + std::to_string(r.between(0, 9))), {}, {}});
    return p;
}

// ------------------------------------------------------------------------------------------ making it worse

// Members whose absence says something else than that nothing is known of them.
bool means_something(std::string_view member) {
    static constexpr std::string_view names[] = {"planned",       // absent: done
                                                 "outcomes",      // absent: given
                                                 "until_offset",  // absent: until the anchor
                                                 "age_date",      // absent: the day of the record
                                                 "codes",         // absent: all of the domain
                                                 "complete_from"};
    return std::find(std::begin(names), std::end(names), member) != std::end(names);
}

PartialDate coarser(const PartialDate& d, Random& r) {
    const std::string& t = d.text();
    return PartialDate::of(t.substr(0, t.size() == 10 && r.one_in(2) ? 7 : 4));
}

// One member of one fact; what was done, or nothing if it could not be.
template <class F>
std::string worsen_member(F& f, Random& r, bool dates_only = false) {
    using namespace carnk::detail;
    const std::size_t pick = r.between(0, member_count<F> - 1);
    std::string done;
    for_each_member<F>([&](auto d, auto i) {
        if (i.value != pick) return;
        using D = decltype(d);
        using M = MemberType<F, D>;
        auto& m = f.*D::pointer;
        if (means_something(d.name)) return;
        if constexpr (std::same_as<M, PartialDate>) {
            m = coarser(m, r);
            done = std::string(d.name) + " cut to " + m.text();
        } else if constexpr (is_optional<M>) {
            if (!m) return;
            if constexpr (std::same_as<M, Optional<PartialDate>>)
                if (dates_only || !r.one_in(3)) {
                    m = coarser(*m, r);
                    done = std::string(d.name) + " cut to " + m->text();
                    return;
                }
            if (dates_only) return;
            if constexpr (std::same_as<M, Optional<Quantity>>)
                if (r.one_in(2)) {
                    m->unit = UcumUnit();
                    done = std::string(d.name) + " without unit";
                    return;
                }
            m.reset();
            done = std::string(d.name) + " removed";
        }
    });
    return done;
}

template <class F>
std::string worsen_fact(std::vector<F>& list, Random& r) {
    if (list.empty()) return {};
    F& f = list[r.between(0, list.size() - 1)];
    if constexpr (requires { f.assertion; }) {
        if (r.one_in(6)) {
            if (f.assertion == Assertion::not_assessed) return {};
            f.assertion = Assertion::not_assessed;
            return "not assessed any more";
        }
        if (r.one_in(6)) {
            // The same fact once more, and denied: what was measured cannot be denied, but measured otherwise.
            F twin = f;
            if constexpr (std::same_as<F, MeasurementFact> || std::same_as<F, BiomarkerFact>) {
                if (!twin.value) return {};
                twin.value->value = twin.value->value * 1000 + 1000;
            } else {
                if (f.assertion == Assertion::not_assessed) return {};
                twin.assertion = f.assertion == Assertion::present ? Assertion::refuted : Assertion::present;
                // A refusal is no claim that there was a treatment.
                if constexpr (requires { twin.outcomes; })
                    if (twin.outcomes) return {};
            }
            list.push_back(std::move(twin));
            return "contradicted by a twin";
        }
        // What is denied without a detail is denied more, not less.
        return worsen_member(f, r, f.assertion == Assertion::refuted);
    } else {
        return worsen_member(f, r);
    }
}

std::string worsen(PatientRecord& p, Random& r) {
    std::string done;
    std::string where;
    const std::size_t pick = r.between(0, 22);
    std::size_t at = 0;
    const auto fact = [&](auto& list, const char* name) {
        if (at++ != pick) return;
        where = name;
        done = worsen_fact(list, r);
    };
    fact(p.conditions, "conditions");
    fact(p.measurements, "measurements");
    fact(p.measurements, "measurements");
    fact(p.measurements, "measurements");
    fact(p.biomarkers, "biomarkers");
    fact(p.antigens, "antigens");
    fact(p.performance, "performance");
    fact(p.lesions, "lesions");
    fact(p.therapies, "therapies");
    fact(p.therapies, "therapies");
    fact(p.procedures, "procedures");
    fact(p.transplants, "transplants");
    fact(p.infections, "infections");
    fact(p.toxicities, "toxicities");
    fact(p.medications, "medications");
    fact(p.allergies, "allergies");
    fact(p.consents, "consents");
    fact(p.readiness, "readiness");
    fact(p.trials, "trials");
    fact(p.events, "events");
    fact(p.milestones, "milestones");
    if (at++ == pick) {
        where = "demographics";
        done = worsen_member(p.demographics, r);
    }
    if (at++ == pick && !p.completeness.empty()) {
        where = "completeness";
        const std::size_t i = r.between(0, p.completeness.size() - 1);
        if (r.one_in(2)) {
            done = worsen_member(p.completeness[i], r);
        } else {
            p.completeness.erase(p.completeness.begin() + static_cast<std::ptrdiff_t>(i));
            done = "one removed";
        }
    }
    return done.empty() ? done : where + ": " + done;
}

// ------------------------------------------------------------------------------------------ the property

struct Values {
    std::vector<Tri> all{};
    std::vector<const Criterion*> criteria{};
    std::vector<const EligibilityRecord*> records{};
};

Values values_of(const PatientRecord& p) {
    ScreenOptions fast;
    fast.as_of = today();
    fast.explain = false;
    const Screener s(p, words(), fast);
    Values v;
    for (const EligibilityRecord& r : builtin_catalog().eligibility)
        for (const Criterion& c : r.criteria)
            if (c.expression) {
                v.all.push_back(s.evaluate_exact(*c.expression, &r));
                v.criteria.push_back(&c);
                v.records.push_back(&r);
            }
    return v;
}

// Whether what was unknown was so because data contradict each other: who takes one side away does not make them worse.
bool was_contradictory(const Explanation& e) {
    if (e.parts.empty())
        return e.reason == Reason::conflicting || e.reason == Reason::impossible_date ||
               e.reason == Reason::donors_differ;
    return std::any_of(e.parts.begin(), e.parts.end(), was_contradictory);
}

// The parts of an explanation in one line, with the facts on which they rest.
std::string shown(const Explanation& e) {
    static constexpr std::string_view values[] = {"no", "unknown", "yes"};
    std::string s(values[static_cast<std::size_t>(e.value)]);
    s.append(" (").append(words_of(e.reason)).append(") ").append(e.text.substr(0, 200));
    for (const Evidence& v : e.evidence)
        s.append(" {")
            .append(v.pointer)
            .append(" ")
            .append(v.value.value_or(""))
            .append(v.date ? " " + v.date->text() : "")
            .append("}");
    for (const Explanation& p : e.parts)
        s.append(" [").append(shown(p)).append("]");
    return s;
}

constexpr std::string_view word(Tri t) {
    return t == Tri::yes ? "yes" : t == Tri::no ? "no" : "unknown";
}

TEST(Hostile, KnowingLessNeverTurnsAnAnswer) {
    const char* wanted = std::getenv("CARNK_SCREEN_WORSE");
    const long rounds = wanted ? std::atol(wanted) : 60;
    Random r(20261123);
    const std::vector<PatientRecord> known = cohort();
    ASSERT_GE(known.size(), 30U);
    std::size_t steps = 0, lost = 0, answers = 0, failures = 0;
    for (long round = 0; round < rounds && failures < 5; ++round) {
        const PatientRecord base = round % 2 ? random_patient(r) : one_of(r, known);
        const Values before = values_of(base);
        for (const Tri t : before.all)
            answers += t != Tri::unknown;
        for (int step = 0; step < 12 && failures < 5; ++step) {
            PatientRecord p = base;
            std::string done;
            for (int tries = 0; tries < 30 && done.empty(); ++tries)
                done = worsen(p, r);
            if (done.empty()) continue;
            ++steps;
            const Values after = values_of(p);
            for (std::size_t i = 0; i < before.all.size(); ++i) {
                const Tri a = before.all[i], b = after.all[i];
                if (a == b) continue;
                if (b == Tri::unknown) {
                    ++lost;
                    continue;
                }
                ScreenOptions o;
                o.as_of = today();
                const Explanation why =
                    Screener(base, words(), o).explain(*before.criteria[i]->expression, before.records[i]);
                if (a == Tri::unknown && was_contradictory(why)) continue;
                const Explanation now =
                    Screener(p, words(), o).explain(*before.criteria[i]->expression, before.records[i]);
                ADD_FAILURE() << "round " << round << ": " << before.records[i]->id.text() << ' '
                              << before.criteria[i]->id.text() << " turned from " << word(a) << " to " << word(b)
                              << " by " << done << "\nbefore: " << shown(why) << "\nafter: " << shown(now);
                if (++failures >= 5) break;
            }
        }
    }
    std::printf("%zu steps, %zu answers known, %zu lost\n", steps, answers, lost);
    EXPECT_GT(steps, static_cast<std::size_t>(rounds) * 5);
    EXPECT_GT(answers, static_cast<std::size_t>(rounds) * 20);
    EXPECT_GT(lost, static_cast<std::size_t>(rounds));
}

}  // namespace
