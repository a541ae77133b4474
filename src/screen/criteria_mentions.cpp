// SPDX-License-Identifier: BSL-1.0
// Diseases, infections, treatments and drugs that are there, were there, or are not.
#include "screen/criteria_read.hpp"

namespace carnk::inline v0_1::detail::criteria {

namespace {

// What stands before a mention and belongs to it.
struct Before {
    bool negative = false, history = false, carried = false, current = false, positive = false, negative_for = false,
         dirty = false, lost = false;
    std::string_view activity{}, severity{}, target{};
    Optional<Interval> grade{};
    std::size_t first = 0;
    bool any = false;

    void clear() { *this = Before(); }
    void begin(std::size_t i) {
        if (!any) first = i;
        any = true;
    }
};

bool connects(Role r) {
    return r == Role::comma || r == Role::either || r == Role::slash || r == Role::both;
}

// "(prednisone > 10 mg/day or equivalent)", in any order. Returns the first token after it, or 0.
std::size_t dose_at(const Sentence& s, std::size_t i, Bounds& dose) {
    std::size_t k = i, depth = 0, end = 0;
    bool drug = false;
    for (std::size_t n = 0; n < 12; ++n) {
        const Role r = s.role(k);
        if (r == Role::open) {
            ++depth;
            ++k;
        } else if (r == Role::close && depth > 0) {
            --depth;
            ++k;
            if (dose.end != 0) end = k;
        } else if (r == Role::filler || r == Role::equivalent) {
            if (r == Role::equivalent && s.word(k).find("predn") != std::string_view::npos) drug = true;
            ++k;
            if (dose.end != 0 && r == Role::equivalent) end = k;
        } else if (r == Role::mention && s.t[k].meaning->units == "dose") {
            drug = true;
            ++k;
            if (dose.end != 0) end = k;
        } else if (r == Role::compare && dose.end == 0) {
            const Bounds b = bounds_at(s, k);
            if (b.end == 0 || (b.unit != "mg/d" && b.unit != "mg/kg/d")) return 0;
            dose = b;
            k = end = b.end;
        } else {
            break;
        }
    }
    return dose.end != 0 && drug && depth == 0 ? end : 0;
}

struct Group {
    std::vector<const Meaning*> of{};
    std::size_t first = 0, end = 0;
};

void add_codes(std::vector<Slug>& codes, std::string_view list) {
    for (Slug& c : slugs(list, ',')) {
        bool there = false;
        for (const Slug& x : codes)
            there = there || x == c;
        if (!there) codes.push_back(std::move(c));
    }
}

// Whether the words after a mention leave its meaning open.
bool spoiled_after(const Sentence& s, std::size_t end) {
    // "HIV-related"
    if (end < s.t.size() && !s.t[end].read && s.t[end - 1].end < s.text.text.size() &&
        s.text.text[s.t[end - 1].end] == '-')
        return true;
    bool preposition = false;
    std::size_t k = end;
    for (; k < s.t.size() && !s.t[k].read && s.t[k].role == Role::filler; ++k) {
        const std::string_view w = s.word(k);
        preposition = preposition || w == "with" || w == "by" || w == "in" || w == "at" || w == "on" || w == "as" ||
                      w == "for" || w == "this" || w == "of" || w == "to";
    }
    if (k >= s.t.size() || s.t[k].read) return false;
    switch (s.t[k].was) {
        case Role::condition:
            return true;
        case Role::stop:
        case Role::comma:
        case Role::either:
        case Role::both:
        case Role::open:
        case Role::close:
        case Role::refusal:
        case Role::exceptive:
        case Role::dash:
        case Role::colon:
        case Role::slash:
        case Role::restrictor:
        case Role::judgement:
        case Role::negation:
        case Role::immunosuppression:
        case Role::iv_antibiotic:
            return false;
        case Role::within:
        case Role::before:
            return true;  // a time that was not understood
        default:
            return !preposition;
    }
}

}  // namespace

void read_mentions(Sentence& s) {
    Before b;
    bool with = false;  // "patients with ..." has been said in this clause
    bool any_mention = false;
    for (std::size_t i = 0; i < s.t.size(); ++i) {
        Role r = s.t[i].read ? Role::stop : s.t[i].role;
        if (r == Role::stop || r == Role::colon) {
            b.clear();
            if (!s.t[i].read) with = any_mention = false;
            continue;
        }
        if (connects(r) || r == Role::open || r == Role::close || r == Role::dash) {
            const Before last = b;
            b.clear();
            if (connects(r)) {
                b.negative = last.negative;
                b.history = b.carried = last.history;
                // "uncontrolled diabetes or hypertension": is the second meant to be uncontrolled, too?
                b.dirty = b.lost = last.lost;
                b.first = i + 1;
            }
            // In parentheses after something that was read stands an explanation of it.
            if (r == Role::open && i > 0 && s.t[i - 1].read) b.dirty = true;
            continue;
        }
        if (r == Role::filler || r == Role::label || r == Role::modal) {
            if (r == Role::modal) b.clear();
            if (r == Role::filler && s.word(i) == "with") {
                // "a transplant within 6 months or with ongoing ..." goes on about the transplant
                if (any_mention && !with && i > 0 && connects(s.t[i - 1].role)) b.dirty = true;
                with = with || !any_mention;
            }
            if (r == Role::label && s.role(i + 1) != Role::colon) b.dirty = true;  // "liver disease": of what else?
            continue;
        }
        if (r == Role::negation) {
            b.clear();
            b.begin(i);
            b.negative = true;
            continue;
        }
        if (r == Role::active) {
            b.begin(i);
            const std::string_view code = s.t[i].meaning->code;
            if (b.carried) b.history = b.carried = false;
            if (b.lost) b.dirty = b.lost = false;
            (code.substr(0, 8) == "activity" ? b.activity : b.severity) = code.substr(9);
            continue;
        }
        if (r == Role::history || r == Role::past) {
            b.begin(i);
            b.history = true;
            b.carried = false;
            continue;
        }
        if (r == Role::current) {
            b.begin(i);
            b.current = true;
            continue;
        }
        if ((r == Role::positive || r == Role::negative) && s.t[i].meaning->code == "for") {
            b.begin(i);
            (r == Role::positive ? b.positive : b.negative_for) = true;
            continue;
        }
        if (r == Role::anti || r == Role::target || r == Role::directed) {
            b.begin(i);
            if (r == Role::target) b.target = s.t[i].meaning->code;
            continue;
        }
        if (r == Role::grade) {
            Interval levels;
            const std::size_t end = levels_at(s, i + 1, levels);
            if (end != 0) {
                b.begin(i);
                b.grade = levels;
                i = end - 1;
                continue;
            }
        }
        if (r == Role::class_word) continue;
        const Meaning* meaning = s.t[i].meaning;
        if (r == Role::equivalent && s.word(i).substr(0, 8) == "of predn" && s.word(i).size() < 17) {
            meaning = &phrases_of("prednisone")->back().meaning;  // "use of prednisone > 5 mg/day"
            r = Role::mention;
        }
        if (r != Role::mention) {
            const bool lost = b.lost || !b.activity.empty() || !b.severity.empty();
            b.clear();
            b.lost = lost;
            b.dirty = true;
            continue;
        }
        any_mention = true;
        const Meaning& m = *meaning;
        if (b.dirty || (!b.target.empty() && m.units != "target")) {
            b.dirty = true;
            continue;
        }
        Group g;
        g.first = b.any ? b.first : i;
        g.of.push_back(&m);
        g.end = i + 1;
        // The list goes on with more of the same kind.
        bool conjunctive = false;
        for (;;) {
            std::size_t k = g.end;
            bool joined = false, both = false, either = false;
            while (connects(s.role(k)) || (joined && s.role(k) == Role::filler)) {
                both = both || s.role(k) == Role::both;
                either = either || s.role(k) == Role::either || s.role(k) == Role::slash;
                joined = true;
                ++k;
            }
            (void)either;
            if (!joined || s.role(k) != Role::mention || m.units == "dose") break;
            const Meaning& next = *s.t[k].meaning;
            if (next.domain != m.domain || next.variable != m.variable || next.units == "dose" ||
                (next.code == "infection") != (m.code == "infection"))
                break;
            conjunctive = conjunctive || both;
            g.of.push_back(&next);
            g.end = k + 1;
        }
        if (conjunctive && s.kind == CriterionKind::inclusion && !b.negative) {
            // "A and B" demands both: each for itself is not what is said here, and what follows may belong to one.
            b.clear();
            b.dirty = true;
            i = g.end - 1;
            continue;
        }
        std::vector<FactFilter> where;
        Bounds dose;
        Optional<TimeWindow> window;
        Optional<QualitativeResult> result;
        std::vector<Slug> methods;
        bool stopped = false, immunosuppressed = false, antibiotic = false, failed = false, one_time = false;
        std::size_t end = g.end;
        const bool steroid = m.variable == "steroid";
        if (steroid && m.units == "dose") end = i;  // "prednisone > 10 mg/day": the drug is part of the dose
        for (std::size_t n = 0; n < 8; ++n) {
            std::size_t k = end;
            if (steroid && dose.end == 0)
                if (const std::size_t after = dose_at(s, k, dose)) {
                    end = after;
                    continue;
                }
            dose.end = dose.end != 0 && dose.unit.empty() ? 0 : dose.end;
            while (s.role(k) == Role::filler || (s.role(k) == Role::comma && s.role(k + 1) == Role::within))
                ++k;
            TimeWindow w;
            if (!window)
                if (const std::size_t after = window_at(s, k, w)) {
                    window = w;
                    end = after;
                    continue;
                }
            if (!result && (s.role(k) == Role::positive || s.role(k) == Role::negative) &&
                s.t[k].meaning->code.empty() && m.variable == "infection" && m.code != "infection") {
                result = s.role(k) == Role::positive ? QualitativeResult::positive : QualitativeResult::negative;
                end = k + 1;
                continue;
            }
            if (s.role(k) == Role::method && m.domain == FactDomain::condition) {
                methods.push_back(Slug::of(s.t[k].meaning->code));
                end = k + 1;
                continue;
            }
            if (s.role(k) == Role::iv_antibiotic && m.domain == FactDomain::infection) {
                antibiotic = true;
                end = k + 1;
                continue;
            }
            if (s.role(k) == Role::immunosuppression && m.domain == FactDomain::toxicity) {
                immunosuppressed = true;
                end = k + 1;
                continue;
            }
            if (s.role(k) == Role::grade && m.code == "acute-gvhd" && g.of.size() == 1 && !b.grade) {
                Interval levels;
                if (const std::size_t after = levels_at(s, k + 1, levels)) {
                    b.grade = levels;
                    end = after;
                    continue;
                }
            }
            if (!window && (m.domain == FactDomain::therapy || m.domain == FactDomain::medication)) {
                std::size_t q = k;
                while (s.role(q) == Role::modal || s.role(q) == Role::filler || s.role(q) == Role::history)
                    ++q;
                if (s.role(q) == Role::stopped) {
                    q = s.skip(q + 1);
                    const bool bound = s.role(q) == Role::compare && s.t[q].op == Op::at_least;
                    if (bound && s.role(q + 1) == Role::number && s.role(q + 2) == Role::time_unit) {
                        std::size_t z = s.skip(q + 3);
                        if (s.role(z) == Role::before || s.word(z) == "prior") {
                            z = s.skip(z + 1);
                            if (s.role(z) == Role::anchor && anchor_of(s.t[z])) {
                                w.anchor = anchor_of(s.t[z]);
                                Quantity q_from, q_to;
                                q_from.value = -s.t[q + 1].value;
                                q_from.unit = UcumUnit::of(s.t[q + 2].meaning->code);
                                q_to.unit = UcumUnit::of("d");
                                TimeOffset from, to;
                                from.distance = q_from;
                                to.distance = q_to;
                                w.from = from;
                                w.to = to;
                                window = w;
                                stopped = true;
                                end = z + 1;
                                continue;
                            }
                        }
                    }
                }
            }
            break;
        }
        const auto reject = [&] {
            failed = true;
            b.clear();
        };
        const bool event = m.domain == FactDomain::therapy || m.domain == FactDomain::transplant ||
                           m.domain == FactDomain::procedure || m.domain == FactDomain::medication;
        if (steroid && m.units == "dose" && dose.end == 0) {
            reject();
        } else if (event && !b.history && !window && !(b.current && m.domain == FactDomain::medication)) {
            reject();
        } else if (m.domain == FactDomain::medication && !window && !b.current) {
            reject();
        } else if (event && b.current && m.domain != FactDomain::medication) {
            reject();
        } else if (event && (!b.activity.empty() || !b.severity.empty())) {
            reject();
        } else if (b.history && !b.activity.empty()) {
            reject();  // "history of active ..."
        } else if (stopped && (s.kind == CriterionKind::exclusion || b.negative || b.history)) {
            reject();
        } else if (b.negative && s.kind == CriterionKind::exclusion) {
            reject();  // a double negation, often not meant
        } else if (b.negative_for || result == QualitativeResult::negative) {
            reject();
        } else if (b.positive && m.variable != "infection") {
            reject();
        } else if (b.grade && !(m.code == "acute-gvhd" && g.of.size() == 1)) {
            reject();
        } else if (m.code == "hbsag" && !b.positive && !result) {
            reject();
        } else if (spoiled_after(s, end)) {
            reject();
        } else if (s.kind == CriterionKind::inclusion && !b.negative && !stopped && m.variable == "steroid") {
            reject();
        }
        if (failed) {
            b.dirty = true;
            i = g.end - 1;
            continue;
        }
        Atom a = atom(b.negative || stopped ? Quantifier::none : Quantifier::exists, m.domain, "");
        std::vector<Slug> codes;
        for (const Meaning* x : g.of)
            add_codes(codes, x->code);
        if (b.grade) {
            FactFilter f;
            OrdinalTest t;
            t.scale = OrdinalScale::acute_gvhd;
            t.levels = *b.grade;
            f.attribute = FactAttribute::grade;
            f.test = t;
            where.push_back(f);
        }
        if (!b.severity.empty()) where.push_back(code_filter(FactAttribute::severity, b.severity));
        const bool now = b.current && !event;
        const bool state = m.code == "ascites" || m.code == "pleural-effusion" || m.code == "pericardial-effusion";
        if (!b.activity.empty())
            where.push_back(code_filter(FactAttribute::activity, b.activity));
        else if (now || m.variable == "pregnancy" || !b.severity.empty() || (state && !b.history && !window))
            where.push_back(code_filter(FactAttribute::activity, "active"));
        if (m.variable == "pregnancy" && b.history) {
            b.dirty = true;
            continue;
        }
        if (immunosuppressed) where.push_back(code_filter(FactAttribute::treatment, "immunosuppressant"));
        if (antibiotic) where.push_back(code_filter(FactAttribute::treatment, "intravenous-antibiotic"));
        if (!b.target.empty()) where.push_back(code_filter(FactAttribute::target, b.target));
        if (dose.end != 0) {
            FactFilter f;
            RangeTest t;
            t.interval = dose.interval;
            t.unit = UcumUnit::of(dose.unit);
            f.attribute = FactAttribute::dose;
            f.test = t;
            where.push_back(f);
        }
        a.query.codes = std::move(codes);
        if (!methods.empty()) a.query.methods = std::move(methods);
        if (!where.empty()) a.query.where = std::move(where);
        std::string pattern = "mention";
        if (window) {
            if (a.quantifier == Quantifier::none) window->from_open = true;
            a.query.window = *window;
            pattern = stopped ? "stopped" : "window";
            one_time = true;
        } else if (m.domain == FactDomain::medication) {
            TimeWindow today;
            today.anchor = Anchor::screening;
            Quantity zero;
            zero.unit = UcumUnit::of("d");
            TimeOffset offset;
            offset.distance = zero;
            today.from = offset;
            today.to = offset;
            a.query.window = today;
            pattern = "current";
        }
        if (b.positive || result) {
            a.quantifier = Quantifier::any_of;
            ResultTest t;
            t.result = QualitativeResult::positive;
            a.test = t;
            pattern = "result";
        }
        Draft d;
        d.variable = std::string(m.variable);
        if (one_time && (m.variable == "prior-therapy" || m.variable == "transplant")) d.variable = "washout";
        d.pattern = d.variable + '.' + pattern;
        d.category = d.variable == "washout" ? CriterionCategory::washout : m.category;
        d.first = g.first;
        d.last = end - 1;
        d.mention = !stopped && !b.positive && !result;
        d.negative = b.negative;
        if ((b.positive || result) && b.negative) {
            Not no;
            no.of.emplace_back(a);
            d.expression = no;
        } else {
            d.expression = a;
        }
        s.drafts.push_back(std::move(d));
        s.mark(g.first, end);
        const Before last = b;
        b.clear();
        b.negative = last.negative;
        b.history = last.history && !window;
        i = end - 1;
    }
}

void read_since(Sentence& s) {
    for (std::size_t i = 0; i < s.t.size(); ++i) {
        if (s.role(i) != Role::compare || s.t[i].op != Op::at_least || s.kind != CriterionKind::inclusion) continue;
        if (s.role(i + 1) != Role::number || s.role(i + 2) != Role::time_unit) continue;
        std::size_t k = i + 3;
        while (s.role(k) == Role::filler || s.role(k) == Role::modal)
            ++k;
        if (s.role(k) != Role::since) continue;
        ++k;
        while (s.role(k) == Role::filler || s.role(k) == Role::history || s.role(k) == Role::past)
            ++k;
        std::vector<Slug> codes;
        const FactDomain domain = s.role(k) == Role::mention ? s.t[k].meaning->domain : FactDomain::demographic;
        if (domain != FactDomain::therapy && domain != FactDomain::transplant) continue;
        std::size_t end = k;
        while (s.role(k) == Role::mention && s.t[k].meaning->domain == domain) {
            add_codes(codes, s.t[k].meaning->code);
            end = ++k;
            while (connects(s.role(k)) || (k > end && s.role(k) == Role::filler))
                ++k;
        }
        TimeWindow w;
        k = s.skip(end);
        const bool before = s.role(k) == Role::before || (s.role(k) == Role::history && s.word(k) == "prior");
        if (before || s.word(k) == "at") {
            k = s.skip(k + 1);
        }
        if (s.role(k) == Role::anchor) {
            w.anchor = anchor_of(s.t[k]);
            end = k + 1;
        } else if (before) {
            continue;
        }
        if (spoiled_after(s, end)) continue;
        Quantity back, zero;
        back.value = -s.t[i + 1].value;
        back.unit = UcumUnit::of(s.t[i + 2].meaning->code);
        zero.unit = UcumUnit::of("d");
        TimeOffset from, to;
        from.distance = back;
        to.distance = zero;
        w.from = from;
        w.from_open = true;
        w.to = to;
        Atom a = atom(Quantifier::none, domain, "");
        a.query.codes = std::move(codes);
        a.query.window = w;
        Draft d;
        d.variable = "washout";
        d.pattern = "washout.since";
        d.category = CriterionCategory::washout;
        d.first = i;
        d.last = end - 1;
        d.expression = a;
        s.drafts.push_back(std::move(d));
        s.mark(i, end);
        i = end - 1;
    }
}

}  // namespace carnk::inline v0_1::detail::criteria
