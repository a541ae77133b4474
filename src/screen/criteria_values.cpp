// SPDX-License-Identifier: BSL-1.0
// Numbers, bounds, windows.
#include "screen/criteria_read.hpp"
#include "screen/word.hpp"

#include <cmath>

namespace carnk::inline v0_1::detail::criteria {

std::vector<Slug> slugs(std::string_view list, char separator) {
    std::vector<Slug> out;
    while (!list.empty()) {
        const std::size_t at = list.find(separator);
        if (const Optional<Slug> s = Slug::from_text(list.substr(0, at))) out.push_back(*s);
        list = at == std::string_view::npos ? std::string_view() : list.substr(at + 1);
    }
    return out;
}

Atom atom(Quantifier quantifier, FactDomain domain, std::string_view codes) {
    Atom a;
    a.quantifier = quantifier;
    a.query.domain = domain;
    if (!codes.empty()) a.query.codes = slugs(codes, ',');
    return a;
}

FactFilter code_filter(FactAttribute attribute, std::string_view codes_with_bars) {
    CodeTest test;
    test.codes = slugs(codes_with_bars, '|');
    FactFilter f;
    f.attribute = attribute;
    f.test = std::move(test);
    return f;
}

Value value_at(const Sentence& s, std::size_t i) {
    Value v;
    if (s.role(i) != Role::number) return v;
    v.number = s.t[i].value;
    const UnitRead unit = read_unit(s.text.text, s.t[i].end);
    if (!unit.ucum.empty()) {
        v.unit = unit.ucum;
        v.end = s.token_at(unit.end, i + 1);
        if (unit.ucum == "%") {
            const std::size_t k = s.skip(v.end);
            if (s.role(k) == Role::predicted) {
                v.reference = ReferenceLimit::predicted;
                v.end = k + 1;
            }
        }
        return v;
    }
    v.end = i + 1;
    if (s.role(i + 1) == Role::time_unit) {
        v.unit = s.t[i + 1].meaning->code;
        v.end = i + 2;
        return v;
    }
    if (s.role(i + 1) == Role::age_tail && s.t[i + 1].meaning->code.empty() == false &&
        s.t[i + 1].meaning->code != "old")
        return v;
    if (s.role(i + 1) == Role::age_tail && s.t[i + 1].meaning->code.empty()) {
        v.unit = "a";
        v.age = true;
        v.end = i + 2;
        return v;
    }
    std::size_t k = i + 1;
    for (std::size_t n = 0; n < 7; ++n, ++k) {
        const Role r = s.role(k);
        if (r == Role::uln || r == Role::lln) {
            v.reference = r == Role::uln ? ReferenceLimit::uln : ReferenceLimit::lln;
            v.unit = "1";
            v.end = k + 1;
            // "3 x upper limit of normal (ULN)"
            if (s.role(k + 1) == Role::open && s.role(k + 2) == r && s.role(k + 3) == Role::close) v.end = k + 4;
            break;
        }
        if (r != Role::filler && r != Role::label && r != Role::times && r != Role::dash) break;
    }
    return v;
}

namespace {

void set_bound(Interval& interval, Op op, double x) {
    if (op == Op::at_least || op == Op::more) {
        interval.low = x;
        if (op == Op::more) interval.low_open = true;
    } else {
        interval.high = x;
        if (op == Op::less) interval.high_open = true;
    }
}

bool same_kind(const Value& a, const Value& b) {
    return a.unit == b.unit && a.reference == b.reference;
}

}  // namespace

Bounds bounds_at(const Sentence& s, std::size_t i) {
    Bounds b;
    bool negative = false, between = false;
    for (;; ++i) {
        const Role r = s.role(i);
        if (i >= s.t.size()) return b;
        if (r == Role::negation && !negative) {
            negative = true;
        } else if (r == Role::between) {
            between = true;
        } else if (r != Role::filler && r != Role::colon && r != Role::modal) {
            break;
        }
    }
    const auto finish = [&](const Value& v, std::size_t end) {
        b.unit = v.unit;
        b.reference = v.reference;
        b.age = b.age || v.age;
        b.end = end;
    };
    if (s.role(i) == Role::normal && !negative) {
        b.normal = true;
        b.end = i + 1;
        return b;
    }
    // "within 1.5 x ULN"
    if (s.role(i) == Role::within && !negative) {
        const Value v = value_at(s, s.skip(i + 1));
        if (v.end == 0 || v.reference != ReferenceLimit::uln) return b;
        set_bound(b.interval, Op::at_most, v.number);
        finish(v, v.end);
        return b;
    }
    if (s.role(i) == Role::compare) {
        const Op op = negative ? negated(s.t[i].op) : s.t[i].op;
        std::size_t k = s.skip(i + 1);
        if (s.role(k) == Role::uln || s.role(k) == Role::lln) {
            b.reference = s.role(k) == Role::uln ? ReferenceLimit::uln : ReferenceLimit::lln;
            b.unit = "1";
            set_bound(b.interval, op, 1);
            b.end = k + 1;
            return b;
        }
        Value v = value_at(s, k);
        if (v.end == 0) return b;
        // A contradiction: "greater than 18 or younger" is none of ours.
        set_bound(b.interval, op, v.number);
        finish(v, v.end);
        // "> 18 and < 75 years"
        std::size_t m = v.end;
        if (s.role(m) == Role::comma) ++m;
        if (s.role(m) == Role::both || s.role(m) == Role::to || (m > v.end && s.role(m) == Role::compare)) {
            if (s.role(m) != Role::compare) ++m;
            m = s.skip(m);
            if (s.role(m) == Role::compare) {
                const Value w = value_at(s, s.skip(m + 1));
                const bool lower = op == Op::at_least || op == Op::more;
                const bool upper = s.t[m].op == Op::at_most || s.t[m].op == Op::less;
                if (w.end != 0 && lower == upper && (v.unit.empty() || same_kind(v, w))) {
                    set_bound(b.interval, s.t[m].op, w.number);
                    finish(w, w.end);
                } else if (w.end != 0 && lower == upper) {
                    b.end = 0;  // different units
                }
            }
        }
        return b;
    }
    if (negative || s.role(i) != Role::number) return b;
    const Value v = value_at(s, i);
    std::size_t k = v.end;
    const Role joint = s.role(k);
    if (joint == Role::dash || joint == Role::to || (between && joint == Role::both)) {
        const Value w = value_at(s, s.skip(k + 1));
        if (w.end == 0 || !(v.unit.empty() || same_kind(v, w)) || w.number < v.number) return b;
        b.interval.low = v.number;
        b.interval.high = w.number;
        finish(w, w.end);
        return b;
    }
    if (between) return b;
    if (s.role(k) == Role::age_tail) ++k, b.age = true;
    if (s.role(k) == Role::or_more || s.role(k) == Role::or_less) {
        set_bound(b.interval, s.role(k) == Role::or_more ? Op::at_least : Op::at_most, v.number);
        finish(v, k + 1);
    }
    return b;
}

bool unit_fits(std::string_view units, const Bounds& b) {
    if (b.reference == ReferenceLimit::uln || b.reference == ReferenceLimit::lln)
        return units.find(" uln ") != std::string_view::npos;
    if (b.reference == ReferenceLimit::predicted) return units.find(" pred ") != std::string_view::npos;
    if (b.unit.empty()) return units.find(" 1 ") != std::string_view::npos;
    if (units.find(" time ") != std::string_view::npos)
        return b.unit == "d" || b.unit == "wk" || b.unit == "mo" || b.unit == "a";
    return units.find(' ' + std::string(b.unit) + ' ') != std::string_view::npos;
}

Optional<CountRange> counted(const Interval& interval) {
    CountRange range;
    const auto whole = [](double x) {
        return x >= 0 && x < 1000 && std::floor(x) == x;
    };
    if (interval.low) {
        if (!whole(*interval.low)) return std::nullopt;
        range.low = Count(static_cast<std::int64_t>(*interval.low) + (interval.low_open.value_or(false) ? 1 : 0));
    }
    if (interval.high) {
        const std::int64_t less = interval.high_open.value_or(false) ? 1 : 0;
        if (!whole(*interval.high) || *interval.high < static_cast<double>(less)) return std::nullopt;
        range.high = Count(static_cast<std::int64_t>(*interval.high) - less);
    }
    return range;
}

namespace {

int roman(std::string_view w) {
    return w == "i" ? 1 : w == "ii" ? 2 : w == "iii" ? 3 : w == "iv" ? 4 : w == "v" ? 5 : -1;
}

Optional<double> level(const Sentence& s, std::size_t i) {
    if (s.role(i) == Role::number) return s.t[i].value;
    if (i < s.t.size() && !s.t[i].read && s.role(i) == Role::unknown)
        if (const int r = roman(s.word(i)); r > 0) return static_cast<double>(r);
    return std::nullopt;
}

}  // namespace

std::size_t levels_at(const Sentence& s, std::size_t i, Interval& levels) {
    bool negative = false;
    for (; s.role(i) == Role::filler || s.role(i) == Role::colon || s.role(i) == Role::modal ||
           s.role(i) == Role::between ||
           (s.role(i) == Role::negation && !negative && s.role(s.skip(i + 1)) == Role::compare);
         ++i)
        negative = negative || s.role(i) == Role::negation;
    const auto percent = [&](std::size_t k) {
        return s.role(k) == Role::percent ? k + 1 : k;
    };
    if (s.role(i) == Role::compare) {
        const std::size_t k = s.skip(i + 1);
        const Optional<double> x = level(s, k);
        if (!x) return 0;
        set_bound(levels, negative ? negated(s.t[i].op) : s.t[i].op, *x);
        return percent(k + 1);
    }
    Optional<double> x = level(s, i);
    if (!x || negative) return 0;
    const double low = *x;
    double high = low;
    std::size_t k = percent(i + 1);
    if (s.role(k) == Role::or_more || s.role(k) == Role::or_less) {
        set_bound(levels, s.role(k) == Role::or_more ? Op::at_least : Op::at_most, low);
        return k + 1;
    }
    for (std::size_t n = 0; n < 8; ++n) {
        std::size_t m = k;
        bool range = false;
        while (s.role(m) == Role::comma || s.role(m) == Role::either || s.role(m) == Role::dash ||
               s.role(m) == Role::to || s.role(m) == Role::both || s.role(m) == Role::slash) {
            range = range || s.role(m) == Role::dash || s.role(m) == Role::to;
            ++m;
        }
        m = s.skip(m);
        // "II-IV": the dash between letters is no token
        if (m == k && !(roman(s.word(k)) > 0 && roman(s.word(k - 1)) > 0)) break;
        range = range || m == k;
        const Optional<double> y = level(s, m);
        if (!y || *y <= high) break;
        if (!range && *y != high + 1 && *y != high + 10) return 0;
        high = *y;
        k = percent(m + 1);
    }
    levels.low = low;
    levels.high = high;
    return k;
}

Optional<Anchor> anchor_of(const Token& token) {
    if (token.meaning == nullptr) return std::nullopt;
    for (std::uint8_t n = 0; n <= static_cast<std::uint8_t>(Anchor::event); ++n)
        if (word(static_cast<Anchor>(n)) == token.meaning->code) return static_cast<Anchor>(n);
    return std::nullopt;
}

std::size_t window_at(const Sentence& s, std::size_t i, TimeWindow& window) {
    if (s.role(i) != Role::within && s.role(i) != Role::past) {
        // "in the last 2 weeks": "in" is a filler
        i = s.skip(i);
        if (s.role(i) != Role::within && s.role(i) != Role::past) return 0;
    }
    const bool explicit_within = s.role(i) == Role::within;
    if (explicit_within) ++i;
    i = s.skip(i);
    bool past = false;
    while (s.role(i) == Role::past || s.role(i) == Role::before ||
           (s.role(i) == Role::history && (s.word(i) == "prior" || s.word(i) == "past" || s.word(i) == "previous"))) {
        past = true;
        ++i;
    }
    if (!explicit_within && !past) return 0;
    TimeOffset from;
    std::size_t k = i;
    for (int n = 0; n < 2; ++n) {
        if (s.role(k) != Role::number) return 0;
        const double x = s.t[k].value;
        if (s.role(k + 1) == Role::half_life && !from.half_lives && x >= 0) {
            from.half_lives = NonNegative(x);
            k += 2;
        } else if (s.role(k + 1) == Role::time_unit && !from.distance) {
            Quantity q;
            q.value = -x;
            q.unit = UcumUnit::of(s.t[k + 1].meaning->code);
            from.distance = q;
            k += 2;
        } else {
            return 0;
        }
        std::size_t m = k;
        if (n == 0 && s.role(m) == Role::open) ++m;
        if (n == 0 && s.role(m) == Role::either && s.role(m + 1) == Role::number &&
            (s.role(m + 2) == Role::half_life || s.role(m + 2) == Role::time_unit)) {
            k = m + 1;
            continue;
        }
        break;
    }
    const auto choice = [&](std::size_t m) -> std::size_t {
        while (s.role(m) == Role::comma || s.role(m) == Role::open || s.role(m) == Role::close)
            ++m;
        if (s.role(m) != Role::shorter && s.role(m) != Role::longer) return 0;
        from.choose = s.role(m) == Role::shorter ? SpanChoice::shorter : SpanChoice::longer;
        ++m;
        while (s.role(m) == Role::close || (s.role(m) == Role::comma && s.role(m + 1) == Role::before))
            ++m;
        return m;
    };
    const bool two = from.distance && from.half_lives;
    if (const std::size_t m = choice(k)) k = m;
    std::size_t m = s.skip(k);
    if (past && m == k && s.role(m) != Role::before) {
        // "within the past 6 months": counted from screening
    } else {
        const bool before = s.role(m) == Role::before || s.role(m) == Role::history;
        if (before && s.role(m) == Role::history && s.word(m) != "prior") return 0;
        const bool led = before || m != k;
        if (before) m = s.skip(m + 1);
        if (s.role(m) == Role::unknown &&
            (s.word(m) == "planned" || s.word(m) == "scheduled" || s.word(m) == "anticipated"))
            m = s.skip(m + 1);
        if (s.role(m) == Role::anchor) {
            window.anchor = anchor_of(s.t[m]);
            k = m + 1;
        } else if (led) {
            return 0;  // counted from something that is not understood
        }
    }
    if (two && !from.choose)
        if (const std::size_t c = choice(k)) k = c;
    if (two && !from.choose) return 0;
    window.from = from;
    Quantity zero;
    zero.unit = UcumUnit::of("d");
    TimeOffset to;
    to.distance = zero;
    window.to = to;
    return k;
}

std::size_t moment_at(const Sentence& s, std::size_t i, AssessmentPoint& point) {
    bool led = false;
    std::size_t k = i;
    while (s.role(k) == Role::filler || s.role(k) == Role::at_time || s.role(k) == Role::open ||
           s.role(k) == Role::comma) {
        led = led || s.word(k) == "at" || s.word(k) == "on" || s.role(k) == Role::at_time;
        ++k;
        if (k > i + 5) return 0;
    }
    if (!led) return 0;
    if (s.role(k) == Role::consent) {
        point = AssessmentPoint::screening;
    } else {
        if (s.role(k) != Role::anchor) return 0;
        const Optional<Anchor> a = anchor_of(s.t[k]);
        if (!a) return 0;
        switch (*a) {
            case Anchor::screening:
            case Anchor::enrolment:
            case Anchor::consent:
                point = AssessmentPoint::screening;
                break;
            case Anchor::apheresis:
                point = AssessmentPoint::apheresis;
                break;
            case Anchor::lymphodepletion:
                point = AssessmentPoint::lymphodepletion;
                break;
            case Anchor::infusion:
            case Anchor::first_infusion:
                point = AssessmentPoint::infusion;
                break;
            default:
                return 0;
        }
    }
    ++k;
    if (s.role(k) == Role::close) ++k;
    return k;
}

bool conditional_after(const Sentence& s, std::size_t end) {
    if (end >= s.t.size()) return false;
    const std::size_t k = s.skip(end);
    if (k >= s.t.size() || s.t[k].read) return false;
    // "for dose escalation": for some only
    if (s.t[k].was == Role::unknown)
        for (std::size_t i = end; i < k; ++i)
            if (s.word(i) == "for") return true;
    return s.t[k].was == Role::condition;
}

}  // namespace carnk::inline v0_1::detail::criteria
