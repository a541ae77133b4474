// SPDX-License-Identifier: BSL-1.0
// Criteria in words, without any patient value.
#include <algorithm>
#include <charconv>

#include "screen/program.hpp"
#include "screen/word.hpp"

namespace carnk::inline v0_1::detail {

namespace {

std::string number(double x) {
    char buffer[40];
    const auto r = std::to_chars(buffer, buffer + sizeof buffer, x);
    return std::string(buffer, r.ptr);
}

std::string plain(std::string_view name) {
    std::string s(name);
    std::replace(s.begin(), s.end(), '_', ' ');
    return s;
}

template <class E>
std::string spoken(E value) {
    return plain(word(value));
}

std::string unit_text(const UcumUnit& unit) {
    return unit.text() == "1" || unit.empty() ? std::string() : ' ' + unit.text();
}

std::string interval_text(const Interval& i, const std::string& unit) {
    if (!i.low && !i.high) return "any value";
    if (i.low && i.high && *i.low == *i.high) return number(*i.low) + unit;
    std::string s;
    if (i.low) s = (i.low_open.value_or(false) ? "more than " : "at least ") + number(*i.low) + unit;
    if (i.high)
        s += (i.low ? " and " : "") + std::string(i.high_open.value_or(false) ? "less than " : "at most ") +
             number(*i.high) + unit;
    return s;
}

std::string names(const std::vector<Slug>& codes, const Vocabulary& words, std::string_view between) {
    std::string s;
    for (std::size_t i = 0; i < codes.size(); ++i) {
        if (i > 0) s.append(i + 1 == codes.size() ? between : ", ");
        s += plain(words.name_of(codes[i].text()));
    }
    return s;
}

std::string offset_text(const TimeOffset& o) {
    std::string s;
    if (o.distance) {
        const double x = o.distance->value;
        if (x == 0 && !o.half_lives) return "the day itself";
        s = number(x < 0 ? -x : x) + ' ' + o.distance->unit.text();
    }
    if (o.half_lives) s += (s.empty() ? "" : " or ") + number(o.half_lives->number()) + " half-lives";
    if (o.choose) s += *o.choose == SpanChoice::shorter ? ", whichever is shorter," : ", whichever is longer,";
    return s + (o.distance && o.distance->value > 0 ? " after" : " before");
}

std::string window_text(const TimeWindow& w, const Vocabulary& words) {
    std::string anchor = spoken(w.anchor.value_or(Anchor::screening));
    if (w.anchor == Anchor::event && w.event) anchor = plain(words.name_of(w.event->text()));
    std::string s;
    if (w.from) s += "from " + offset_text(*w.from) + (w.from_open.value_or(false) ? " (not that day)" : "");
    if (w.to)
        s +=
            (s.empty() ? "up to " : " to ") + offset_text(*w.to) + (w.to_open.value_or(false) ? " (not that day)" : "");
    s += (s.empty() ? "at any time around " : ", counted from ") + anchor;
    if (w.day) s += *w.day == FactDay::start ? ", by its first day" : *w.day == FactDay::end ? ", by its last day" : "";
    return s;
}

std::string test_text(const Test& test, const Vocabulary& words) {
    struct Speaker {
        const Vocabulary& words;
        std::string operator()(const RangeTest& t) const {
            static constexpr std::string_view multiples[] = {
                " x upper limit of normal", " x lower limit of normal", " x upper limit of normal for the age",
                " x norm for age and sex",  " x own value before",      " of the predicted value"};
            return interval_text(
                t.interval,
                unit_text(t.unit) +
                    (t.reference ? std::string(multiples[static_cast<std::size_t>(*t.reference)]) : std::string()));
        }
        std::string operator()(const ChangeTest& t) const {
            return spoken(t.direction) + " of " + interval_text(t.amount, unit_text(t.unit)) +
                   (t.within ? " within " + number(t.within->value) + unit_text(t.within->unit) : "");
        }
        std::string operator()(const OrdinalTest& t) const {
            return interval_text(t.levels, "") + " on the scale " + spoken(t.scale);
        }
        std::string operator()(const StageTest& t) const {
            std::string s = "stage by " + spoken(t.system);
            if (t.low) s += " at least " + t.low->text();
            if (t.high) s += std::string(t.low ? " and" : "") + " at most " + t.high->text();
            return s;
        }
        std::string operator()(const CodeTest& t) const { return names(t.codes, words, " or "); }
        std::string operator()(const ResultTest& t) const { return spoken(t.result); }
        std::string operator()(const SemiQuantitativeTest& t) const {
            std::string s;
            if (t.low) s = (t.low_open.value_or(false) ? "more than " : "at least ") + spoken(*t.low);
            if (t.high)
                s += (t.low ? " and " : "") + std::string(t.high_open.value_or(false) ? "less than " : "at most ") +
                     spoken(*t.high);
            return s;
        }
        std::string operator()(const TitreTest& t) const {
            std::string s = "titre";
            if (t.low)
                s += (t.low_open.value_or(false) ? " above 1:" : " at least 1:") + std::to_string(t.low->number());
            if (t.high)
                s += (t.high_open.value_or(false) ? " below 1:" : " at most 1:") + std::to_string(t.high->number());
            return s;
        }
        std::string operator()(const DurationTest& t) const { return interval_text(t.interval, unit_text(t.unit)); }
        std::string operator()(const DateTest& t) const { return window_text(t.window, words); }
        std::string operator()(const WordsTest& t) const { return '"' + t.text + '"'; }
    };
    return std::visit(Speaker{words}, test);
}

std::string query_text(const FactQuery& q, const Vocabulary& words) {
    std::string s = q.subject == FactSubject::donor ? "of the donor: " : "";
    s += q.codes ? names(*q.codes, words, " or ") : "any " + spoken(q.domain);
    if (q.component) s += ", part " + plain(words.name_of(q.component->text()));
    if (q.methods) s += " by " + names(*q.methods, words, " or ");
    if (q.specimens) s += " in " + names(*q.specimens, words, " or ");
    if (q.sites) s += " at " + names(*q.sites, words, " or ");
    if (q.where)
        for (const FactFilter& w : *q.where)
            s += " with " + spoken(w.attribute) + ' ' + test_text(w.test, words);
    if (q.support)
        for (const SupportRule& r : *q.support)
            s += (r.allowed ? ", even under " : ", without ") + spoken(r.support) +
                 (r.within ? " in the " + number(r.within->value) + unit_text(r.within->unit) + " before" : "");
    if (q.window) s += ", " + window_text(*q.window, words);
    if (q.except)
        for (const FactQuery& e : *q.except)
            s += ", except " + query_text(e, words);
    return s;
}

std::string atom_text(const Atom& a, const Vocabulary& words) {
    const std::string query = query_text(a.query, words);
    const std::string test = a.test ? ": " + test_text(*a.test, words) : "";
    switch (a.quantifier) {
        case Quantifier::exists:
            return query;
        case Quantifier::none:
            return "no " + query;
        case Quantifier::count: {
            const CountRange r = a.count.value_or(CountRange());
            Interval i;
            if (r.low) i.low = static_cast<double>(r.low->number());
            if (r.high) i.high = static_cast<double>(r.high->number());
            return "number of " + (a.distinct ? "different values of " + spoken(*a.distinct) + " in " : "") + query +
                   ": " + interval_text(i, "");
        }
        case Quantifier::latest:
            return "latest " + query + test;
        case Quantifier::best:
        case Quantifier::any_of:
            return "one of " + query + test;
        case Quantifier::worst:
        case Quantifier::all_of:
            return "each of " + query + test;
    }
    return query;
}

}  // namespace

std::string in_words(const Expression& expression, const Vocabulary& words) {
    struct Speaker {
        const Vocabulary& words;
        std::string operator()(const AllOf&) const { return "all of"; }
        std::string operator()(const AnyOf&) const { return "one of"; }
        std::string operator()(const Not&) const { return "none of"; }
        std::string operator()(const AtLeast& e) const { return "at least " + std::to_string(e.k.number()) + " of"; }
        std::string operator()(const AtMost& e) const { return "at most " + std::to_string(e.k.number()) + " of"; }
        std::string operator()(const Implies&) const { return "if the first holds, so does the rest"; }
        std::string operator()(const Case&) const { return "the first case that applies"; }
        std::string operator()(const Ref& e) const { return "criterion " + e.criterion.text(); }
        std::string operator()(const InScope& e) const {
            std::string s = "screened for " + spoken(e.level);
            for (const std::string& n : e.names)
                s += (&n == &e.names.front() ? " " : " or ") + n;
            return s;
        }
        std::string operator()(const Atom& e) const { return atom_text(e, words); }
        std::string operator()(const NarrativeAtom& e) const { return e.text; }
    };
    return std::visit(Speaker{words}, static_cast<const std::variant<AllOf, AnyOf, Not, AtLeast, AtMost, Implies, Case,
                                                                     Ref, InScope, Atom, NarrativeAtom>&>(expression));
}

}  // namespace carnk::inline v0_1::detail
