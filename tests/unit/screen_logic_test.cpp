// SPDX-License-Identifier: BSL-1.0
// The logic: Kleene's laws, De Morgan, exact against linear against brute force, learning never flips what is known.
#include <carnk/screen/screen.hpp>

#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

namespace {

using namespace carnk;

std::string code_of(std::size_t i) {
    return "thing-" + std::to_string(i);
}

Expression atom(std::size_t i) {
    Atom a;
    a.quantifier = Quantifier::exists;
    a.query.domain = FactDomain::condition;
    a.query.codes = std::vector<Slug>{Slug::of(code_of(i))};
    return a;
}

Expression all(std::vector<Expression> e) {
    AllOf x;
    x.of = std::move(e);
    return x;
}
Expression any(std::vector<Expression> e) {
    AnyOf x;
    x.of = std::move(e);
    return x;
}
Expression none(std::vector<Expression> e) {
    Not x;
    x.of = std::move(e);
    return x;
}

PatientRecord patient(const std::vector<Tri>& values) {
    PatientRecord p;
    p.id = Slug::of("patient-001");
    p.as_of = PartialDate::of("2026-01-31");
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i] == Tri::unknown) continue;
        ConditionFact f;
        f.code = Slug::of(code_of(i));
        f.assertion = values[i] == Tri::yes ? Assertion::present : Assertion::refuted;
        p.conditions.push_back(f);
    }
    return p;
}

// Every assignment of three values to n atoms.
template <class F>
void each_assignment(std::size_t n, const F& f) {
    std::vector<Tri> values(n, Tri::no);
    for (;;) {
        f(values);
        std::size_t i = 0;
        while (i < n && values[i] == Tri::yes)
            values[i++] = Tri::no;
        if (i == n) return;
        values[i] = values[i] == Tri::no ? Tri::unknown : Tri::yes;
    }
}

TEST(Logic, KleeneAndDeMorganOverAllAssignmentsUpToSixAtoms) {
    const Vocabulary words;
    std::size_t checked = 0;
    for (std::size_t n = 1; n <= 6; ++n) {
        std::vector<Expression> atoms, negated;
        for (std::size_t i = 0; i < n; ++i) {
            atoms.push_back(atom(i));
            negated.push_back(none({atom(i)}));
        }
        each_assignment(n, [&](const std::vector<Tri>& v) {
            const PatientRecord p = patient(v);
            const Screener s(p, words);
            Tri least = Tri::yes, greatest = Tri::no;
            std::int64_t yes = 0, open = 0;
            for (const Tri t : v) {
                least = least & t;
                greatest = greatest | t;
                yes += t == Tri::yes;
                open += t == Tri::unknown;
            }
            ASSERT_EQ(s.evaluate(all(atoms)), least);
            ASSERT_EQ(s.evaluate(any(atoms)), greatest);
            ASSERT_EQ(s.evaluate(none({all(atoms)})), s.evaluate(any(negated)));
            ASSERT_EQ(s.evaluate(none({any(atoms)})), s.evaluate(all(negated)));
            ASSERT_EQ(s.evaluate(none(atoms)), !greatest);
            ASSERT_EQ(s.evaluate(none({none({all(atoms)})})), least);
            for (std::int64_t k = 0; k <= static_cast<std::int64_t>(n) + 1; ++k) {
                AtLeast l;
                l.k = k;
                l.of = atoms;
                ASSERT_EQ(s.evaluate(l), yes >= k ? Tri::yes : yes + open < k ? Tri::no : Tri::unknown);
                AtMost m;
                m.k = k;
                m.of = atoms;
                ASSERT_EQ(s.evaluate(m), yes + open <= k ? Tri::yes : yes > k ? Tri::no : Tri::unknown);
            }
            Implies i;
            i.condition = {atoms.front()};
            i.then = {atoms.back()};
            ASSERT_EQ(s.evaluate(i), implies(v.front(), v.back()));
            ++checked;
        });
    }
    EXPECT_EQ(checked, 3U + 9U + 27U + 81U + 243U + 729U);
}

TEST(Logic, CaseTakesTheFirstBranchThatAppliesAndAgreesWhereItIsOpen) {
    const Vocabulary words;
    Case c;
    c.branches.push_back({atom(0), atom(1), {}});
    c.branches.push_back({atom(2), atom(3), {}});
    c.otherwise = {atom(4)};
    each_assignment(5, [&](const std::vector<Tri>& v) {
        const PatientRecord p = patient(v);
        std::vector<Tri> may;
        if (v[0] != Tri::no) may.push_back(v[1]);
        if (v[0] != Tri::yes) {
            if (v[2] != Tri::no) may.push_back(v[3]);
            if (v[2] != Tri::yes) may.push_back(v[4]);
        }
        Tri expected = may.front();
        for (const Tri t : may)
            if (t != expected) expected = Tri::unknown;
        ASSERT_EQ(Screener(p, words).evaluate(c), expected);
    });
    Case empty;
    EXPECT_EQ(Screener(patient({}), words).evaluate(empty), Tri::yes);
}

TEST(Logic, ReferencesLeadToCriteriaAndCirclesEnd) {
    EligibilityRecord r;
    const auto add = [&](std::string_view id, Optional<Expression> e) {
        Criterion c;
        c.id = Slug::of(id);
        c.expression = std::move(e);
        r.criteria.push_back(c);
    };
    const auto ref = [](std::string_view id) {
        Ref x;
        x.criterion = Slug::of(id);
        return Expression(x);
    };
    add("a", atom(0));
    add("b", ref("a"));
    add("c", any({ref("d"), ref("a")}));
    add("d", ref("c"));
    add("e", {});
    const PatientRecord yes = patient({Tri::yes}), no = patient({Tri::no});
    EXPECT_EQ(Screener(yes, {}).evaluate(ref("b"), &r), Tri::yes);
    EXPECT_EQ(Screener(yes, {}).evaluate(ref("c"), &r), Tri::yes);
    EXPECT_EQ(Screener(no, {}).evaluate(ref("c"), &r), Tri::unknown);
    EXPECT_EQ(Screener(no, {}).evaluate(ref("e"), &r), Tri::unknown);
    EXPECT_EQ(Screener(no, {}).evaluate(ref("nowhere"), &r), Tri::unknown);
    EXPECT_EQ(Screener(no, {}).evaluate(ref("a")), Tri::unknown);
}

TEST(Logic, ReferencesThatMultiplyEnd) {
    EligibilityRecord r;
    for (int i = 0; i < 60; ++i) {
        Criterion c;
        c.id = Slug::of("c" + std::to_string(i));
        Ref next;
        next.criterion = Slug::of("c" + std::to_string(i + 1));
        c.expression = all({next, next});
        r.criteria.push_back(c);
    }
    const PatientRecord p = patient({});
    EXPECT_EQ(Screener(p, {}).evaluate(*r.criteria.front().expression, &r), Tri::unknown);
}

// --- random expressions ---

class Maker {
public:
    explicit Maker(std::uint32_t seed) : random_(seed) {}
    std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); }

    Expression expression(std::size_t atoms, int depth) {
        const std::size_t kind = depth == 0 ? 0 : below(9);
        switch (kind) {
            case 1:
                return all(parts(atoms, depth));
            case 2:
                return any(parts(atoms, depth));
            case 3:
                return none(parts(atoms, depth));
            case 4: {
                AtLeast x;
                x.k = static_cast<std::int64_t>(below(4));
                x.of = parts(atoms, depth);
                return x;
            }
            case 5: {
                AtMost x;
                x.k = static_cast<std::int64_t>(below(4));
                x.of = parts(atoms, depth);
                return x;
            }
            case 6: {
                Implies x;
                x.condition = parts(atoms, depth);
                x.then = parts(atoms, depth);
                return x;
            }
            case 7: {
                Case x;
                for (std::size_t i = below(3); i > 0; --i)
                    x.branches.push_back({expression(atoms, depth - 1), expression(atoms, depth - 1), {}});
                if (below(2) == 0) x.otherwise = parts(atoms, depth);
                return x;
            }
            default:
                return atom(below(atoms));
        }
    }
    std::vector<Tri> values(std::size_t n) {
        std::vector<Tri> v;
        for (std::size_t i = 0; i < n; ++i)
            v.push_back(static_cast<Tri>(below(3)));
        return v;
    }

private:
    std::vector<Expression> parts(std::size_t atoms, int depth) {
        std::vector<Expression> p;
        for (std::size_t i = below(4); i > 0; --i)
            p.push_back(expression(atoms, depth - 1));
        return p;
    }
    std::mt19937 random_;
};

TEST(Logic, ExactEqualsBruteForceAndNeverContradictsLinear) {
    const Vocabulary words;
    Maker make(20260131);
    std::size_t settled = 0;
    for (int round = 0; round < 400; ++round) {
        const std::size_t n = round < 380 ? 1 + make.below(6) : 12;
        const Expression e = make.expression(n, n == 12 ? 5 : 4);
        std::vector<Tri> v = n == 12 ? std::vector<Tri>(n, Tri::unknown) : make.values(n);
        const PatientRecord p = patient(v);
        const Screener s(p, words);
        const Tri linear = s.evaluate(e), exact = s.evaluate_exact(e);
        if (linear != Tri::unknown) {
            ASSERT_EQ(exact, linear);
        }
        bool may_yes = false, may_no = false;
        std::vector<std::size_t> open;
        for (std::size_t i = 0; i < n; ++i)
            if (v[i] == Tri::unknown) open.push_back(i);
        for (std::uint32_t bits = 0; bits < (1U << open.size()) && !(may_yes && may_no); ++bits) {
            for (std::size_t i = 0; i < open.size(); ++i)
                v[open[i]] = tri(((bits >> i) & 1U) != 0);
            const PatientRecord completed = patient(v);
            const Tri t = Screener(completed, words).evaluate(e);
            ASSERT_NE(t, Tri::unknown);
            (t == Tri::yes ? may_yes : may_no) = true;
        }
        ASSERT_EQ(exact, may_yes && may_no ? Tri::unknown : tri(may_yes));
        settled += exact != linear ? 1U : 0U;
    }
    EXPECT_GT(settled, 0U);
    // The simplest of them.
    const Expression either = any({atom(0), none({atom(0)})});
    const PatientRecord p = patient({Tri::unknown});
    EXPECT_EQ(Screener(p, words).evaluate(either), Tri::unknown);
    EXPECT_EQ(Screener(p, words).evaluate_exact(either), Tri::yes);
}

TEST(Logic, LearningAFactNeverFlipsWhatIsKnown) {
    const Vocabulary words;
    const char* wanted = std::getenv("CARNK_SCREEN_CASES");
    const long cases = wanted ? std::atol(wanted) : 100000;
    Maker make(7);
    long known = 0;
    for (long round = 0; round < cases;) {
        const Expression e = make.expression(5, 3);
        for (int i = 0; i < 10; ++i, ++round) {
            std::vector<Tri> v = make.values(5);
            const PatientRecord before = patient(v);
            const Tri first = Screener(before, words).evaluate(e);
            if (first == Tri::unknown) continue;
            ++known;
            for (Tri& t : v)
                if (t == Tri::unknown && make.below(2) == 0) t = tri(make.below(2) == 0);
            const PatientRecord after = patient(v);
            ASSERT_EQ(Screener(after, words).evaluate(e), first);
        }
    }
    EXPECT_GT(known, cases / 4);
}

TEST(Logic, DecisivePartsAndTheirSetsAreEnough) {
    EligibilityRecord r;
    r.id = Slug::of("elig-test");
    Criterion c;
    c.id = Slug::of("inclusion-1");
    c.computability = Computability::full;
    c.expression = any({all({atom(0), atom(1)}), atom(2), atom(3)});
    r.criteria.push_back(c);
    const PatientRecord p = patient({Tri::yes, Tri::yes, Tri::no, Tri::unknown});
    const ScreeningReport report = Screener(p, {}).screen(r);
    const CriterionOutcome& o = report.criteria.at(0);
    EXPECT_EQ(o.status, CriterionStatus::met);
    ASSERT_EQ(o.decisive_sets.size(), 1U);
    EXPECT_EQ(o.decisive_sets[0].atoms, (std::vector<std::string>{"thing-0", "thing-1"}));
    EXPECT_TRUE(o.explanation->parts[0].decisive);
    EXPECT_TRUE(o.explanation->parts[0].parts[0].decisive);
    EXPECT_FALSE(o.explanation->parts[1].decisive);
    EXPECT_TRUE(report.questions.empty());
}

}  // namespace
