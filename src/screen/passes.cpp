// SPDX-License-Identifier: BSL-1.0
#include <carnk/screen/clinical.hpp>

#include "rules/scales.hpp"
#include "screen/atom.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace carnk::inline v0_1::detail {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

bool one_of(std::string_view s, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), s) != words.end();
}

bool equal_words(std::string_view a, std::string_view b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
               return (x == '_' ? '-' : x) == (y == '_' ? '-' : y);
           });
}

// A value that says less, or something else, than is asked.
Tri value_match(const Vocabulary& words, std::string_view value, std::string_view wanted) {
    if (equal_words(value, wanted) || words.is_a(value, wanted)) return Tri::yes;
    if (words.is_a(wanted, value)) return Tri::unknown;
    std::string v(value), w(wanted);
    std::replace(v.begin(), v.end(), '-', '_');
    std::replace(w.begin(), w.end(), '-', '_');
    const auto under_control = {std::string_view("controlled"), std::string_view("uncontrolled")};
    if (w == "active" && one_of(v, under_control)) return Tri::yes;
    if (v == "active" && one_of(w, under_control)) return Tri::unknown;
    const auto advanced = {std::string_view("locally_advanced"), std::string_view("metastatic"),
                           std::string_view("extensive"), std::string_view("unresectable")};
    if (w == "advanced" && one_of(v, advanced)) return Tri::yes;
    if (v == "advanced" && one_of(w, advanced)) return Tri::unknown;
    const auto levels = {std::string_view("mild"), std::string_view("moderate"), std::string_view("severe"),
                         std::string_view("critical")};
    if (v.starts_with("clinically_") && one_of(w, levels)) return Tri::unknown;
    if (w.starts_with("clinically_") && one_of(v, levels)) return Tri::unknown;
    const auto failed = {std::string_view("failed"), std::string_view("refractory")};
    if (one_of(v, failed) && one_of(w, failed)) return Tri::unknown;
    const auto without = {std::string_view("no_response"), std::string_view("stable_disease"),
                          std::string_view("progressive_disease")};
    if (one_of(v, without) && one_of(w, without) && (v == "no_response" || w == "no_response")) return Tri::unknown;
    if (v == "sibling" && w == "matched_sibling") return Tri::unknown;
    return Tri::no;
}

// --- numbers between bounds ---

struct Numbers {
    double low = -infinite, high = infinite;
    bool low_open = false, high_open = false;
};

double snapped(double x, const Optional<double>& bound) {
    if (bound && std::fabs(x - *bound) <= 1e-9 * std::max(1e-300, std::fabs(*bound))) return *bound;
    return x;
}

Tri inside(Numbers n, const Interval& t) {
    for (const Optional<double>* bound : {&t.low, &t.high}) {
        n.low = snapped(n.low, *bound);
        n.high = snapped(n.high, *bound);
    }
    const bool low_open = t.low_open.value_or(false), high_open = t.high_open.value_or(false);
    if (t.low && (n.high < *t.low || (n.high == *t.low && (low_open || n.high_open)))) return Tri::no;
    if (t.high && (n.low > *t.high || (n.low == *t.high && (high_open || n.low_open)))) return Tri::no;
    const bool low_ok = !t.low || n.low > *t.low || (n.low == *t.low && (!low_open || n.low_open));
    const bool high_ok = !t.high || n.high < *t.high || (n.high == *t.high && (!high_open || n.high_open));
    return low_ok && high_ok ? Tri::yes : Tri::unknown;
}

Truth in_range(const Numbers& n, const Interval& t, const UcumUnit& unit, Optional<Quantity>* margin,
               Reason open = Reason::censored) {
    const Tri value = inside(n, t);
    if (margin && n.low == n.high && std::isfinite(n.low)) {
        Optional<double> m;
        if (t.low) m = n.low - *t.low;
        if (t.high && (!m || *t.high - n.low < *m)) m = *t.high - n.low;
        if (m) *margin = Quantity{*m, unit, {}};
    }
    return {value, value == Tri::yes ? Reason::value_in_range : value == Tri::no ? Reason::value_out_of_range : open};
}

Truth missing(const AttributeValue& v, Reason reason = Reason::value_missing) {
    return {Tri::unknown, v.stated ? reason : Reason::value_missing};
}

Truth known(bool passed) {
    return {tri(passed), passed ? Reason::value_in_range : Reason::value_out_of_range};
}

Truth of(Tri value, Reason open) {
    return {value, value == Tri::yes ? Reason::value_in_range : value == Tri::no ? Reason::value_out_of_range : open};
}

Numbers time_between(const Span& from, const Span& to, std::string_view unit) {
    Numbers n;
    n.low = from.high >= no_end || to.low <= no_begin || to.low <= from.high ? 0 : elapsed(from.high, to.low, unit);
    n.high = from.low <= no_begin || to.high >= no_end ? infinite
             : to.high <= from.low                     ? 0
                                                       : elapsed(from.low, to.high, unit);
    return n;
}

struct Tester {
    const Asker& asker;
    const AttributeValue& v;
    const Fact& fact;
    Optional<Quantity>* margin;

    Truth operator()(const RangeTest& t) const {
        if (v.from && v.to) return duration(t.interval, t.unit);
        if (t.reference) return against_reference(t);
        if (const auto* const* a = std::get_if<const AntigenFact*>(&fact.payload))
            if (const Optional<NonNegative>* other = antigen_number(**a, t.unit.text())) {
                if (!*other) return {Tri::unknown, Reason::value_missing};
                const double x = (*other)->number();
                return in_range({x, x, false, false}, t.interval, t.unit, margin);
            }
        if (!v.number) return missing(v);
        if (!v.low && !v.high && v.stated && !v.unit.empty()) return {Tri::unknown, Reason::conflicting};
        Numbers n{v.low ? *v.low : -infinite, v.high ? *v.high : infinite, v.low_open, v.high_open};
        if (v.unit.empty() && !v.count) {
            if (v.low || v.high) return censored_unit(t, n);
            return {Tri::unknown, Reason::censored};
        }
        if (!v.count) {
            const bool exact = n.low == n.high;
            for (double* end : {&n.low, &n.high}) {
                if (!std::isfinite(*end)) continue;
                const Optional<double> x = convert_measured(v.code, *end, v.unit, t.unit);
                if (!x) return {Tri::unknown, Reason::unit_mismatch};
                *end = *x;
                if (!exact) continue;
                n.high = *x;
                break;
            }
        } else if (t.unit != unit_one()) {
            const Optional<UnitMeaning> m = unit_meaning(t.unit.text());
            if (!m || m->dimension != std::array<int, 5>{}) return {Tri::unknown, Reason::unit_mismatch};
        }
        Interval limits = t.interval;
        // Completed years: 75.9 is still 75.
        if (v.years && t.unit.text() == "a" && limits.high && !limits.high_open.value_or(false)) {
            limits.high = std::floor(*limits.high) + 1;
            limits.high_open = true;
        }
        return in_range(n, limits, t.unit, margin, v.years ? Reason::partial_date : Reason::censored);
    }

    // A bound has the unit of the laboratory, which the fact does not repeat.
    static Truth censored_unit(const RangeTest&, const Numbers&) { return {Tri::unknown, Reason::unit_mismatch}; }

    static const Optional<NonNegative>* antigen_number(const AntigenFact& a, std::string_view unit) {
        if (unit.find("MFI") != std::string_view::npos) return &a.fluorescence_intensity;
        if (unit.find("core") != std::string_view::npos) return &a.h_score;
        if (unit.find("molecules") != std::string_view::npos) return &a.molecules_per_cell;
        return nullptr;
    }

    Truth against_reference(const RangeTest& t) const {
        const auto* const* p = std::get_if<const MeasurementFact*>(&fact.payload);
        if (v.number && !v.low && !v.high && !v.unit.empty()) return {Tri::unknown, Reason::conflicting};
        if (!p || !v.number || v.low != v.high || !v.low) return missing(v, Reason::reference_missing);
        const MeasurementFact& m = **p;
        Optional<double> limit;
        switch (*t.reference) {
            case ReferenceLimit::uln:
            case ReferenceLimit::uln_age_adjusted:
                if (m.reference_range) limit = m.reference_range->high;
                break;
            case ReferenceLimit::lln:
                if (m.reference_range) limit = m.reference_range->low;
                break;
            case ReferenceLimit::predicted:
                if (v.unit.text() == "%") {  // of the predicted value already
                    if (m.predicted && *m.predicted != 100) return {Tri::unknown, Reason::conflicting};
                    const Optional<double> x = convert_measured(v.code, *v.low, v.unit, t.unit);
                    if (!x) return {Tri::unknown, Reason::unit_mismatch};
                    return in_range({*x, *x, false, false}, t.interval, t.unit, margin);
                }
                limit = m.predicted;
                break;
            case ReferenceLimit::age_sex_norm:
            case ReferenceLimit::baseline:
                break;
        }
        if (!limit || !(*limit > 0) || !std::isfinite(*limit)) return {Tri::unknown, Reason::reference_missing};
        const Optional<double> x = convert(*v.low / *limit, unit_one(), t.unit);
        if (!x) return {Tri::unknown, Reason::unit_mismatch};
        return in_range({*x, *x, false, false}, t.interval, t.unit, margin);
    }

    Truth duration(const Interval& interval, const UcumUnit& unit) const {
        if (!v.from || !v.to) return missing(v);
        if (!one_of(unit.text(), {"a", "mo", "wk", "d", "h"})) return {Tri::unknown, Reason::unit_mismatch};
        return in_range(time_between(*v.from, *v.to, unit.text()), interval, unit, margin, Reason::partial_date);
    }

    Truth operator()(const ChangeTest&) const { return missing(v); }  // needs two values; see the atom

    Truth operator()(const OrdinalTest& t) const {
        if (!v.number || !v.low) return missing(v);
        if (!v.scale) return {Tri::unknown, Reason::scale_mismatch};
        const bool same = *v.scale == t.scale ||
                          (t.scale == OrdinalScale::acute_gvhd && (*v.scale == OrdinalScale::acute_gvhd_glucksberg ||
                                                                   *v.scale == OrdinalScale::acute_gvhd_magic)) ||
                          (t.scale == OrdinalScale::cardiac_function_class && *v.scale == OrdinalScale::nyha);
        if (!same) return {Tri::unknown, Reason::scale_mismatch};
        const ScaleRange range = range_of(t.scale);
        if (*v.low < range.low || *v.low > range.high) return {Tri::unknown, Reason::value_missing};
        return in_range({*v.low, *v.low, false, false}, t.levels, unit_one(), margin);
    }

    Truth operator()(const StageTest& t) const {
        if (!v.stage) return missing(v, Reason::scale_mismatch);
        if (v.stage->system != t.system) return {Tri::unknown, Reason::scale_mismatch};
        Tri value = Tri::yes;
        if (t.low) value = value & stage_reaches(t.system, v.stage->stage.text(), t.low->text(), false);
        if (t.high) value = value & stage_reaches(t.system, v.stage->stage.text(), t.high->text(), true);
        return of(value, Reason::coded_broadly);
    }

    // Rank of a stage: where letters follow the number freely, number before letters.
    static Optional<std::ptrdiff_t> stage_rank(StageSystem system, std::string_view stage) {
        if (system != StageSystem::tnm) return rank_of(system, stage);
        static constexpr std::string_view numbers[] = {"0", "i", "ii", "iii", "iv"};
        const std::size_t n = std::min(stage.find_first_not_of("0iv"), stage.size());
        for (std::ptrdiff_t i = 0; i < 5; ++i)
            if (numbers[i] == stage.substr(0, n)) return i * 100 + (n < stage.size() ? stage[n] - 'a' + 1 : 0);
        return std::nullopt;
    }

    static bool group_of(std::string_view group, std::string_view stage) {
        return stage.starts_with(group) &&
               (stage.size() == group.size() || (stage[group.size()] != 'i' && stage[group.size()] != 'v'));
    }

    static Tri stage_reaches(StageSystem system, std::string_view stage, std::string_view bound, bool upper) {
        const bool lettered = system != StageSystem::ipss_r;
        if (stage == bound || (lettered && group_of(bound, stage))) return Tri::yes;
        if (lettered && group_of(stage, bound)) return Tri::unknown;
        const Optional<std::ptrdiff_t> a = stage_rank(system, stage), b = stage_rank(system, bound);
        if (!a || !b) return Tri::unknown;
        return tri(upper ? *a <= *b : *a >= *b);
    }

    Truth operator()(const CodeTest& t) const {
        if (!v.coded && v.codes.empty()) return missing(v);
        Tri value = Tri::no;
        for (const std::string_view code : v.codes)
            for (const Slug& wanted : t.codes)
                value = value | value_match(*asker.words, code, wanted.text());
        return of(value, Reason::coded_broadly);
    }

    Truth operator()(const ResultTest& t) const {
        using R = QualitativeResult;
        if (t.reference && *t.reference == ReferenceLimit::baseline) return {Tri::unknown, Reason::reference_missing};
        Optional<R> r = v.result;
        if (r && contradicted_by_number(*r)) return {Tri::unknown, Reason::conflicting};
        if (!r) {
            // A number beside the laboratory's limits.
            const auto* const* m = std::get_if<const MeasurementFact*>(&fact.payload);
            if (!m || !v.number || v.low != v.high || !v.low) return missing(v);
            if (t.result != R::elevated && t.result != R::low && t.result != R::normal && t.result != R::abnormal)
                return {Tri::unknown, Reason::value_missing};
            const Optional<Interval>& range = (*m)->reference_range;
            if (!range || (!range->low && !range->high)) return {Tri::unknown, Reason::reference_missing};
            if (range->high && *v.low > *range->high)
                r = R::elevated;
            else if (range->low && *v.low < *range->low)
                r = R::low;
            else if (range->low && range->high)
                r = R::normal;
            else if ((range->high && t.result == R::elevated) || (range->low && t.result == R::low))
                return known(false);
            else
                return {Tri::unknown, Reason::reference_missing};
        }
        if (*r == t.result) return known(true);
        const auto directed = [](R x) {
            return x == R::elevated || x == R::low;
        };
        const auto graded = [&](R x) {
            return directed(x) || x == R::normal || x == R::abnormal;
        };
        if (*r == R::indeterminate || t.result == R::indeterminate)
            return t.result == R::indeterminate ? known(false) : Truth{Tri::unknown, Reason::coded_broadly};
        if (!graded(*r) && !graded(t.result)) return known(false);
        if (graded(*r) != graded(t.result)) return {Tri::unknown, Reason::coded_broadly};
        if (t.result == R::abnormal && directed(*r)) return known(true);
        if (*r == R::abnormal && directed(t.result)) return {Tri::unknown, Reason::coded_broadly};
        return known(false);
    }

    // A result in words against the number beside it and the laboratory's limits.
    bool contradicted_by_number(QualitativeResult r) const {
        using R = QualitativeResult;
        const auto* const* m = std::get_if<const MeasurementFact*>(&fact.payload);
        if (!m || !v.number || !v.low || v.low != v.high || !(*m)->reference_range) return false;
        const Interval& range = *(*m)->reference_range;
        const bool above = range.high && *v.low > *range.high, below = range.low && *v.low < *range.low;
        if (r == R::normal) return above || below;
        if (r == R::elevated) return below || (range.high && !above);
        if (r == R::low) return above || (range.low && !below);
        return r == R::abnormal && range.low && range.high && !above && !below;
    }

    Truth operator()(const SemiQuantitativeTest& t) const {
        if (!v.reading) return missing(v);
        const SemiQuantitative r = *v.reading;
        const bool low_ok = !t.low || (t.low_open.value_or(false) ? r > *t.low : r >= *t.low);
        const bool high_ok = !t.high || (t.high_open.value_or(false) ? r < *t.high : r <= *t.high);
        return known(low_ok && high_ok);
    }

    Truth operator()(const TitreTest& t) const {
        if (!v.titre) return missing(v);
        const std::int64_t r = *v.titre;
        const bool low_ok = !t.low || (t.low_open.value_or(false) ? r > t.low->number() : r >= t.low->number());
        const bool high_ok = !t.high || (t.high_open.value_or(false) ? r < t.high->number() : r <= t.high->number());
        return known(low_ok && high_ok);
    }

    Truth operator()(const DurationTest& t) const {
        if (v.from && v.to) return duration(t.interval, t.unit);
        if (!v.number || !v.low || v.low != v.high) return missing(v);
        const Optional<double> x = convert(*v.low, v.unit, t.unit);
        if (!x) return {Tri::unknown, Reason::unit_mismatch};
        return in_range({*x, *x, false, false}, t.interval, t.unit, margin);
    }

    Truth operator()(const DateTest& t) const {
        if (v.promise) return promised(t.window);
        if (!v.day) return {Tri::unknown, Reason::undated};
        Truth r = day_in_window(asker, *v.day, *v.day, t.window, &fact);
        if (r.value != Tri::unknown) r = known(r.value == Tri::yes);
        return r;
    }

    // A promise until so long after an anchor, against a demand that counts from the same anchor: no dates are needed.
    Truth promised(const TimeWindow& w) const {
        const Anchor anchor = w.anchor.value_or(Anchor::screening);
        if (*v.promise->until_anchor != anchor || anchor == Anchor::event)
            return {Tri::unknown, Reason::anchor_unknown};
        TimeWindow until;
        until.anchor = Anchor::screening;
        until.from = w.from;
        until.from_open = w.from_open;
        until.to = w.to;
        until.to_open = w.to_open;
        const TimeOffset offset = v.promise->until_offset.value_or(TimeOffset());
        if (offset.half_lives || (w.from && w.from->half_lives) || (w.to && w.to->half_lives))
            return {Tri::unknown, Reason::half_life_missing};
        // Months differ in length: it must hold whenever the anchor is.
        static const PatientRecord nobody;
        PatientView view(nobody, PartialDate(), *asker.words);
        const Asker then{&view, asker.words};
        bool can_hold = false, can_fail = false;
        for (Day day = day_number(2000, 1, 1); day < day_number(2004, 1, 1); ++day) {
            view.today = {day, day};
            // The day of the promise, moved by the same rule as the bounds of the demand.
            const Span moved = offset.distance ? moved_day(day, *offset.distance) : Span{day, day};
            const Tri here = w.from && w.from->distance && offset.distance == w.from->distance &&
                                     !w.from_open.value_or(false) && !w.to
                                 ? Tri::yes
                                 : day_in_window(then, moved, moved, until, nullptr).value;
            can_hold = can_hold || here != Tri::no;
            can_fail = can_fail || here != Tri::yes;
        }
        return of(can_hold == can_fail ? Tri::unknown : tri(can_hold), Reason::partial_date);
    }

    static Span moved_day(Day day, const Quantity& distance) {
        const std::string& unit = distance.unit.text();
        const double amount = distance.value;
        if ((unit == "a" || unit == "mo") && amount == std::round(amount) && std::fabs(amount) < 2000) {
            const std::int64_t months = static_cast<std::int64_t>(amount) * (unit == "a" ? 12 : 1);
            return {add_months(day, months, false), add_months(day, months, true)};
        }
        const Optional<double> days = distance.in(unit_day());
        if (!days || std::fabs(*days) > 1e6) return Span{};
        return {day + static_cast<Day>(std::floor(*days)), day + static_cast<Day>(std::ceil(*days))};
    }

    Truth operator()(const WordsTest&) const { return {Tri::unknown, Reason::not_computable}; }
};

}  // namespace

Tri code_match(const Vocabulary& words, std::string_view code, const std::vector<Slug>& wanted) {
    Tri value = Tri::no;
    for (const Slug& w : wanted) {
        if (words.is_a(code, w.text())) return Tri::yes;
        if (words.is_a(w.text(), code)) value = Tri::unknown;
    }
    return value;
}

Truth passes(const Asker& asker, const AttributeValue& value, const Test& test, const Fact& fact,
             Optional<Quantity>* margin) {
    return std::visit(Tester{asker, value, fact, margin}, test);
}

}  // namespace carnk::inline v0_1::detail
