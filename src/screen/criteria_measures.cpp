// SPDX-License-Identifier: BSL-1.0
// Measured values, performance scales, ages, treatment lines.
#include "screen/criteria_read.hpp"

namespace carnk::inline v0_1::detail::criteria {

namespace {

Expression range_atom(const Bounds& b, FactDomain domain, std::string_view code, const std::vector<Slug>& methods,
                      bool no_oxygen, const Optional<TimeWindow>& window) {
    Atom a = atom(Quantifier::latest, domain, code);
    if (!methods.empty()) a.query.methods = methods;
    if (no_oxygen) {
        SupportRule rule;
        rule.support = Support::oxygen;
        rule.allowed = false;
        a.query.support = std::vector<SupportRule>{rule};
    }
    if (window) a.query.window = *window;
    if (b.normal) {
        ResultTest test;
        test.result = QualitativeResult::normal;
        a.test = std::move(test);
    } else {
        RangeTest test;
        test.interval = b.interval;
        test.unit = UcumUnit::of(b.unit.empty() ? "1" : b.unit);
        test.reference = b.reference;
        a.test = std::move(test);
    }
    return a;
}

bool connects(Role r) {
    return r == Role::both || r == Role::either || r == Role::slash || r == Role::comma;
}

std::string_view kind_of(const Bounds& b) {
    return b.normal ? "normal" : b.interval.low && b.interval.high ? "range" : "bound";
}

// What may follow a value: where and how it was measured. Returns the first token after it.
std::size_t circumstances(Sentence& s, std::size_t end, std::vector<Slug>& methods, bool& no_oxygen,
                          Optional<TimeWindow>& window) {
    for (int n = 0; n < 6; ++n) {
        std::size_t k = end;
        bool opened = false;
        while (s.role(k) == Role::filler || s.role(k) == Role::comma || s.role(k) == Role::either ||
               s.role(k) == Role::slash || (s.role(k) == Role::open && !opened)) {
            opened = opened || s.role(k) == Role::open;
            // A list goes on only where one has begun.
            if ((s.role(k) == Role::either || s.role(k) == Role::slash) && methods.empty()) return end;
            ++k;
        }
        std::size_t next = 0;
        TimeWindow w;
        if (s.role(k) == Role::method) {
            methods.push_back(Slug::of(s.t[k].meaning->code));
            next = k + 1;
        } else if (s.role(k) == Role::room_air && !no_oxygen) {
            no_oxygen = true;
            next = k + 1;
        } else if (!window) {
            next = window_at(s, k, w);
            if (next != 0 && w.from && w.from->half_lives) next = 0;
            if (next != 0) window = w;
        }
        if (next == 0) return end;
        if (opened && s.role(next) == Role::close) ++next;
        end = next;
    }
    return end;
}

// A limit that something relaxes: "(<= 3 x ULN for patients with Gilbert's syndrome)", ", or <= 5 x ULN if liver metastases are present",
// "except in patients with Gilbert's syndrome".
struct Relaxed {
    std::vector<Slug> codes{};  // what relaxes it
    Bounds bounds{};            // the other limit; end 0: there is none for them
    std::size_t end = 0;        // first token after it; 0 if there is no such thing
};

class RelaxedReader {
public:
    // Conditions and exceptions take the words behind them their role away: here they have it.
    RelaxedReader(Sentence& s, std::size_t from) : s_(s), from_(from) {
        for (std::size_t i = from; i < s.t.size() && i < from + 32; ++i) {
            saved_.push_back(s.t[i].role);
            s.t[i].role = s.t[i].was;
        }
    }
    RelaxedReader(const RelaxedReader&) = delete;
    RelaxedReader& operator=(const RelaxedReader&) = delete;
    ~RelaxedReader() {
        for (std::size_t i = 0; i < saved_.size(); ++i)
            s_.t[from_ + i].role = saved_[i];
    }

    Relaxed read(const Bounds& limit, const std::vector<const Meaning*>& measures) {
        Relaxed r;
        std::size_t k = from_;
        const bool comma = s_.role(k) == Role::comma;
        if (comma) ++k;
        const bool opened = s_.role(k) == Role::open;
        if (opened) ++k;
        const std::string_view word = s_.word(k);
        const bool exception =
            s_.role(k) == Role::exceptive && (word.starts_with("unless") || word.starts_with("except"));
        if (s_.role(k) == Role::either || s_.role(k) == Role::both ||
            (s_.role(k) == Role::exceptive && (word == "but" || word == "however")))
            ++k;
        k = s_.skip(k);
        if (exception) {
            k = things(past(k + 1), r.codes);
            if (k == 0) return {};
            std::size_t m = k;
            while (s_.role(m) == Role::filler || s_.role(m) == Role::modal || s_.role(m) == Role::restrictor ||
                   s_.role(m) == Role::comma || s_.role(m) == Role::open || one_of(m, measures))
                ++m;
            if (const Bounds other = bounds_at(s_, m); other.end != 0) {
                r.bounds = other;
                k = other.end;
                for (std::size_t i = m; i > 0 && s_.role(i - 1) != Role::relaxing; --i)
                    if (s_.role(i - 1) == Role::open && s_.role(k) == Role::close) ++k;
            }
        } else {
            r.bounds = bounds_at(s_, k);
            if (r.bounds.end == 0) return {};
            k = things(past(r.bounds.end), r.codes);
            if (k == 0) return {};
        }
        k = s_.skip(k);
        if (opened) {
            if (s_.role(k) != Role::close) return {};
            ++k;
        }
        // Nothing else may be said of them.
        const Role next = s_.role(k);
        if (next != Role::stop && next != Role::comma && next != Role::close && !(opened && next == Role::both))
            return {};
        if (r.bounds.end != 0) {
            const Interval &a = limit.interval, &b = r.bounds.interval;
            const bool upper = a.high && !a.low && b.high && !b.low, lower = a.low && !a.high && b.low && !b.high;
            if (limit.normal || r.bounds.normal || (!upper && !lower)) return {};
            const bool same = limit.unit == r.bounds.unit && limit.reference == r.bounds.reference;
            // It must leave more room: upwards for what is demanded to be low, or excluded for being high.
            if (same) {
                const double usual = upper ? *a.high : *a.low, other = upper ? *b.high : *b.low;
                if (upper == (s_.kind == CriterionKind::inclusion) ? other <= usual : other >= usual) return {};
            }
            for (const Meaning* m : measures)
                if (!unit_fits(m->units, r.bounds)) return {};
        }
        r.end = k;
        return r;
    }

private:
    // Behind "for patients with", "if", "in the presence of".
    [[nodiscard]] std::size_t past(std::size_t k) const {
        while (s_.role(k) == Role::filler || s_.role(k) == Role::condition)
            ++k;
        return k;
    }
    [[nodiscard]] bool one_of(std::size_t k, const std::vector<const Meaning*>& measures) const {
        if (s_.role(k) != Role::measure) return false;
        for (const Meaning* m : measures)
            if (m->code == s_.t[k].meaning->code) return true;
        return false;
    }
    [[nodiscard]] std::size_t things(std::size_t k, std::vector<Slug>& codes) const {
        if (s_.role(k) != Role::relaxing) return 0;
        codes.push_back(Slug::of(s_.t[k].meaning->code));
        ++k;
        while (s_.role(k) == Role::either && s_.role(s_.skip(k + 1)) == Role::relaxing) {
            k = s_.skip(k + 1);
            codes.push_back(Slug::of(s_.t[k].meaning->code));
            ++k;
        }
        k = s_.skip(k);
        return s_.word(k) == "present" ? k + 1 : k;
    }

    Sentence& s_;
    std::size_t from_;
    std::vector<Role> saved_{};
};

Expression relaxed_atom(Expression usual, const Relaxed& r, const Meaning& m) {
    Atom there = atom(Quantifier::exists, FactDomain::condition, "");
    there.query.codes = r.codes;
    if (r.bounds.end == 0) {
        AnyOf either;
        either.of.push_back(std::move(usual));
        either.of.emplace_back(std::move(there));
        return either;
    }
    CaseBranch branch;
    branch.when = there;
    branch.then = range_atom(r.bounds, m.domain, m.code, {}, false, {});
    Case c;
    c.branches.push_back(std::move(branch));
    c.otherwise.push_back(std::move(usual));
    return c;
}

}  // namespace

void read_measures(Sentence& s) {
    for (std::size_t i = 0; i < s.t.size(); ++i) {
        if (s.role(i) != Role::measure) continue;
        const Meaning& first = *s.t[i].meaning;
        std::vector<const Meaning*> list{&first};
        std::vector<Slug> methods;
        bool no_oxygen = false, pending = false, broken = false;
        std::size_t k = i + 1, depth = i > 0 && s.role(i - 1) == Role::open ? 1 : 0;
        for (; k < s.t.size() && k < i + 30; ++k) {
            const Role r = s.role(k);
            if (r == Role::measure) {
                bool same = false;
                for (const Meaning* m : list)
                    same = same || m->code == s.t[k].meaning->code;
                if (!same) {
                    if (!pending) broken = true;
                    list.push_back(s.t[k].meaning);
                }
                pending = false;
            } else if (connects(r)) {
                if (depth == 0) pending = true;
            } else if (r == Role::open) {
                ++depth;
            } else if (r == Role::close) {
                if (depth == 0) break;
                --depth;
            } else if (r == Role::method) {
                methods.push_back(Slug::of(s.t[k].meaning->code));
            } else if (r == Role::room_air) {
                no_oxygen = true;
            } else if (r == Role::expression || (r != Role::filler && r != Role::label && r != Role::colon)) {
                break;
            }
        }
        Bounds b = bounds_at(s, k);
        std::size_t first_token = i;
        if (b.end == 0 && i > 0) {
            // "minimum life expectancy of 8 weeks"
            std::size_t c = i;
            while (c > 0 && s.role(c - 1) == Role::filler)
                --c;
            if (c > 0 && s.role(c - 1) == Role::compare) {
                const Value v = value_at(s, k);
                if (v.end != 0) {
                    const Op op = s.t[c - 1].op;
                    (op == Op::at_least || op == Op::more ? b.interval.low : b.interval.high) = v.number;
                    if (op == Op::more) b.interval.low_open = true;
                    if (op == Op::less) b.interval.high_open = true;
                    b.unit = v.unit;
                    b.reference = v.reference;
                    b.end = v.end;
                    first_token = c - 1;
                }
            }
        }
        // "1.0 <= x <= 3.0": the other end stands before
        if (first_token == i && i > 1 && s.role(i - 1) == Role::compare) broken = true;
        // "room air oxygen saturation"
        if (first.code == "spo2" && first_token == i && i > 0 && s.role(i - 1) == Role::room_air) {
            no_oxygen = true;
            first_token = i - 1;
        }
        bool fits = b.end != 0 && !broken;
        std::size_t end = b.end;
        // Predicted values, the word before or after the unit
        for (const Meaning* m : list)
            fits = fits && (b.normal ? m->units.find(" uln ") != std::string_view::npos : unit_fits(m->units, b));
        if (!fits) continue;
        // In an enumeration each has its own bound: "ANC, platelets >= 50" is not clear.
        if (list.size() > 1) {
            bool comma_only = true;
            for (std::size_t x = i; x < k; ++x) {
                const Role r = s.role(x);
                if (r == Role::both || r == Role::either || r == Role::slash) comma_only = false;
            }
            if (comma_only) continue;
        }
        while (depth > 0 && s.role(end) == Role::close) {
            --depth;
            ++end;
        }
        Relaxed relaxed = RelaxedReader(s, end).read(b, list);
        // What exempts from an exclusion is not said that way.
        if (relaxed.bounds.end == 0 && s.kind == CriterionKind::exclusion) relaxed = {};
        if (relaxed.end != 0) end = relaxed.end;
        Optional<TimeWindow> window;
        end = circumstances(s, end, methods, no_oxygen, window);
        // For which of the two limits it was measured so is not clear.
        if (relaxed.end != 0 && (!methods.empty() || no_oxygen || window)) continue;
        AssessmentPoint point{};
        if (const std::size_t after = moment_at(s, end, point)) {
            s.assessed_at = point;
            end = after;
        }
        if (conditional_after(s, end)) continue;
        for (const Meaning* m : list) {
            Draft d;
            d.variable = m->variable;
            d.pattern = d.variable + '.' + std::string(relaxed.end != 0 ? "relaxed" : kind_of(b));
            d.category = m->category;
            d.first = first_token;
            d.last = end - 1;
            d.expression = range_atom(b, m->domain, m->code, methods, no_oxygen, window);
            if (relaxed.end != 0) d.expression = relaxed_atom(std::move(d.expression), relaxed, *m);
            s.drafts.push_back(std::move(d));
        }
        s.mark(first_token, end);
        i = end - 1;
    }
}

void read_scales(Sentence& s) {
    const auto age_at = [&](std::size_t k, Interval& age) -> std::size_t {
        // "for patients >= 16 years of age", "(age < 16 years)", also where a condition begins
        std::size_t m = k;
        bool led = false;
        while (m < s.t.size() && m < k + 8 && !s.t[m].read &&
               (s.t[m].was == Role::open || s.t[m].was == Role::condition || s.t[m].was == Role::filler ||
                s.t[m].was == Role::age_word || s.t[m].was == Role::comma)) {
            led = led || s.t[m].was == Role::age_word || s.t[m].was == Role::condition;
            ++m;
        }
        if (!led) return 0;
        std::vector<Role> saved;
        for (std::size_t x = m; x < s.t.size() && x < m + 8; ++x) {
            saved.push_back(s.t[x].role);
            s.t[x].role = s.t[x].was;
        }
        Bounds b = bounds_at(s, m);
        std::size_t end = b.end;
        if (end != 0)
            while (s.role(end) == Role::age_tail || (s.role(end) == Role::close))
                ++end;
        for (std::size_t x = 0; x < saved.size(); ++x)
            s.t[m + x].role = saved[x];
        if (end == 0 || b.unit != "a") return 0;
        age = b.interval;
        return end;
    };
    for (std::size_t i = 0; i < s.t.size(); ++i) {
        if (s.role(i) != Role::scale) continue;
        std::vector<const Meaning*> list{s.t[i].meaning};
        std::size_t k = i + 1;
        Interval age;
        bool aged = false;
        for (std::size_t depth = i > 0 && s.role(i - 1) == Role::open ? 1 : 0; k < s.t.size() && k < i + 20; ++k) {
            const Role r = s.role(k);
            if (r == Role::scale) {
                bool same = false;
                for (const Meaning* m : list)
                    same = same || m->code == s.t[k].meaning->code;
                if (!same) list.push_back(s.t[k].meaning);
            } else if (r == Role::open) {
                if (const std::size_t end = age_at(k, age)) {
                    aged = true;
                    k = end - 1;
                } else {
                    ++depth;
                }
            } else if (r == Role::close && depth > 0) {
                --depth;
            } else if (r != Role::filler && r != Role::label && r != Role::class_word && r != Role::either &&
                       r != Role::slash && r != Role::comma &&
                       !(r == Role::both && s.role(s.skip(k + 1)) == Role::scale) && r != Role::colon) {
                break;
            }
        }
        Interval levels;
        std::size_t end = levels_at(s, k, levels);
        if (end == 0) continue;
        const std::string_view code = list.front()->code;
        const double most = code == "ecog" ? 5 : code == "nyha" ? 4 : 100;
        if ((levels.low && *levels.low > most) || (levels.high && *levels.high > most)) continue;
        if ((code == "karnofsky" || code == "lansky") &&
            ((levels.low && *levels.low < 10 && *levels.low != 0) || (levels.high && *levels.high < 10)))
            continue;
        if (levels.low && levels.high && *levels.low == *levels.high && *levels.low != 0)
            continue;  // "KPS 80": at least or exactly
        if (code == "nyha")
            while (s.role(end) == Role::filler ||
                   (end < s.t.size() && s.t[end].meaning != nullptr && s.t[end].meaning->code == "heart-failure" &&
                    s.role(end) == Role::unknown))
                ++end;
        if (!aged) {
            if (const std::size_t after = age_at(end, age)) {
                aged = true;
                end = after;
            }
        }
        TimeWindow window;
        if (window_at(s, end, window) != 0 && code == "nyha") continue;
        AssessmentPoint point{};
        if (const std::size_t after = moment_at(s, end, point)) {
            s.assessed_at = point;
            end = after;
        }
        if (conditional_after(s, end)) continue;
        // "NYHA class III heart failure": the words before the scale
        std::size_t first = i;
        if (code == "nyha" && first > 0 && s.role(first - 1) == Role::open) {
            std::size_t m = first - 1;
            while (m > 0 && s.role(m - 1) == Role::filler)
                --m;
            if (m > 0 && s.t[m - 1].meaning != nullptr && s.t[m - 1].meaning->code == "heart-failure") first = m - 1;
        } else if (code == "nyha" && first > 0) {
            std::size_t m = first;
            while (m > 0 && s.role(m - 1) == Role::filler)
                --m;
            if (m > 0 && s.t[m - 1].meaning != nullptr && s.t[m - 1].meaning->code == "heart-failure") first = m - 1;
        }
        for (const Meaning* m : list) {
            OrdinalTest test;
            test.levels = levels;
            test.scale = m->code == "ecog"        ? OrdinalScale::ecog
                         : m->code == "karnofsky" ? OrdinalScale::karnofsky
                         : m->code == "lansky"    ? OrdinalScale::lansky
                                                  : OrdinalScale::nyha;
            Atom a = atom(Quantifier::latest, m->domain, m->code);
            a.test = test;
            Draft d;
            d.variable = m->variable;
            d.pattern = d.variable + (aged ? ".by-age" : levels.low && levels.high ? ".range" : ".bound");
            d.category = m->category;
            d.first = first;
            d.last = end - 1;
            d.expression = a;
            if (aged) {
                RangeTest years;
                years.interval = age;
                years.unit = UcumUnit::of("a");
                Atom when = atom(Quantifier::latest, FactDomain::demographic, "age");
                when.test = years;
                Implies rule;
                rule.condition.emplace_back(when);
                rule.then.emplace_back(a);
                d.expression = rule;
            }
            s.drafts.push_back(std::move(d));
        }
        s.mark(first, end);
        i = end - 1;
    }
}

void read_ages(Sentence& s) {
    for (std::size_t i = 0; i < s.t.size(); ++i) {
        const Role r = s.role(i);
        const bool word = r == Role::age_word;
        if (!word && r != Role::compare && r != Role::number && r != Role::between && r != Role::negation) continue;
        std::size_t k = word ? i + 1 : i;
        if (word)
            for (std::size_t n = 0;
                 n < 5 && (s.role(k) == Role::open || s.role(k) == Role::close || s.role(k) == Role::age_tail ||
                           s.role(k) == Role::filler || s.role(k) == Role::time_unit);
                 ++n)
                ++k;
        const Bounds b = bounds_at(s, k);
        if (b.end == 0 || b.normal || b.reference) continue;
        std::size_t end = b.end;
        bool tail = b.age;
        while (s.role(end) == Role::age_tail) {
            tail = true;
            ++end;
        }
        Interval interval = b.interval;
        // ">= 18 years of age or older" says the same twice
        if (s.role(end) == Role::or_more && interval.low && !interval.high && !interval.low_open) {
            ++end;
        }
        const std::string_view before = s.word(i);
        const bool older = r == Role::compare && (before.substr(0, 5) == "older" || before.substr(0, 7) == "younger");
        bool older_tail = false;
        if (b.end > 0 && s.word(b.end - 1).find("older") != std::string_view::npos) older_tail = true;
        if (b.end > 0 && s.word(b.end - 1).find("younger") != std::string_view::npos) older_tail = true;
        if (!word && !tail && !older && !older_tail) continue;
        if (b.unit != "a" && !(b.unit.empty() && word)) continue;
        const double top = interval.high ? *interval.high : interval.low ? *interval.low : 0;
        if (top > 120) continue;
        while (s.role(end) == Role::age_tail ||
               (s.role(end) == Role::open && s.role(end + 1) == Role::filler && s.role(end + 2) == Role::close))
            end += s.role(end) == Role::open ? 3 : 1;
        AssessmentPoint point{};
        if (const std::size_t after = moment_at(s, end, point)) {
            s.assessed_at = point;
            end = after;
        }
        if (conditional_after(s, end)) continue;
        std::size_t first = i;
        // "18 <= age <= 75": the other end stands before
        if (word && i > 0 && s.role(i - 1) == Role::compare) {
            if (i < 2 || s.role(i - 2) != Role::number || interval.low || !interval.high) continue;
            const Op op = s.t[i - 1].op;
            if (op != Op::less && op != Op::at_most) continue;
            interval.low = s.t[i - 2].value;
            if (op == Op::less) interval.low_open = true;
            first = i - 2;
        }
        Bounds age = b;
        age.unit = "a";
        age.interval = interval;
        Draft d;
        d.variable = "age";
        d.pattern = std::string("age.") + std::string(kind_of(age));
        d.category = CriterionCategory::age;
        d.first = first;
        d.last = end - 1;
        d.expression = range_atom(age, FactDomain::demographic, "age", {}, false, std::nullopt);
        s.drafts.push_back(std::move(d));
        s.mark(first, end);
        i = end - 1;
    }
}

void read_lines(Sentence& s) {
    for (std::size_t i = 0; i < s.t.size(); ++i) {
        if (s.role(i) != Role::line) continue;
        // Back to the number.
        std::size_t first = i;
        for (std::size_t n = 0; n < 8 && first > 0; ++n) {
            const Role r = s.role(first - 1);
            if (r != Role::number && r != Role::compare && r != Role::or_more && r != Role::or_less &&
                r != Role::dash && r != Role::to && r != Role::filler && r != Role::history && r != Role::between &&
                r != Role::past)
                break;
            --first;
        }
        while (first < i && s.role(first) != Role::number && s.role(first) != Role::compare &&
               s.role(first) != Role::between)
            ++first;
        if (first == i) continue;
        const Bounds b = bounds_at(s, first);
        if (b.end == 0 || !b.unit.empty() || b.reference) continue;
        std::size_t k = b.end;
        while (s.role(k) == Role::filler || s.role(k) == Role::history || s.role(k) == Role::past)
            ++k;
        if (k != i) continue;
        std::string_view code;
        std::size_t end = i + 1;
        k = end;
        while (s.role(k) == Role::filler || s.role(k) == Role::history || s.role(k) == Role::past)
            ++k;
        if (s.role(k) == Role::therapy_of) {
            if (s.t[k].meaning->code != "-") code = s.t[k].meaning->code;
            end = k + 1;
        } else if (s.role(k) == Role::mention && s.t[k].meaning->domain == FactDomain::therapy) {
            code = s.t[k].meaning->code;
            end = k + 1;
        } else if (k < s.t.size() && s.role(k) == Role::unknown) {
            continue;  // lines of something else
        }
        const Optional<CountRange> range = counted(b.interval);
        if (!range || conditional_after(s, end)) continue;
        while (first > 0 && (s.role(first - 1) == Role::history || s.role(first - 1) == Role::filler))
            --first;
        Atom a = atom(Quantifier::count, FactDomain::therapy, code);
        a.count = *range;
        a.distinct = FactAttribute::line;
        Draft d;
        d.variable = "prior-lines";
        d.pattern = "prior-lines.count";
        d.category = CriterionCategory::prior_therapy;
        d.first = first;
        d.last = end - 1;
        d.expression = a;
        s.drafts.push_back(std::move(d));
        s.mark(first, end);
        i = end - 1;
    }
}

}  // namespace carnk::inline v0_1::detail::criteria
