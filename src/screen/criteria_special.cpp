// SPDX-License-Identifier: BSL-1.0
// Sex, measurable disease, antigens, consent, pregnancy tests, contraception.
#include "screen/criteria_read.hpp"

namespace carnk::inline v0_1::detail::criteria {

namespace {

Draft draft(std::string_view variable, std::string_view pattern, CriterionCategory category, std::size_t first,
            std::size_t end, Expression expression) {
    Draft d;
    d.variable = variable;
    d.pattern = pattern;
    d.category = category;
    d.first = first;
    d.last = end - 1;
    d.expression = std::move(expression);
    return d;
}

// Adjectives of a disease, between which and its antigen nothing is said.
bool adjective(std::string_view w) {
    for (const std::string_view x : {"relapsed", "refractory", "recurrent", "advanced", "metastatic", "unresectable"})
        if (w == x) return true;
    return false;
}

// First token of the clause and first after it.
std::pair<std::size_t, std::size_t> clause_of(const Sentence& s, std::size_t i) {
    std::size_t a = i, b = i;
    const auto ends = [&](std::size_t k) {
        return s.t[k].was == Role::stop;
    };
    while (a > 0 && !ends(a - 1))
        --a;
    while (b < s.t.size() && !ends(b))
        ++b;
    return {a, b};
}

Expression female_rule(bool fertile, const Atom& then) {
    Implies rule;
    Atom when = atom(Quantifier::exists, FactDomain::demographic, "childbearing-potential");
    if (!fertile) return then;
    rule.condition.emplace_back(when);
    rule.then.emplace_back(then);
    return rule;
}

}  // namespace

void read_sex(Sentence& s) {
    for (std::size_t i = 0; i < s.t.size(); ++i) {
        const Role r = s.role(i);
        if (r != Role::any_sex && r != Role::one_sex) continue;
        std::size_t k = s.skip(i + 1);
        // "Male and female patients must agree ..." is about something else.
        if (s.role(k) == Role::modal || s.role(k) == Role::committing || s.role(k) == Role::consenting) {
            const auto [first, end] = clause_of(s, i);
            bool aged = false;
            for (std::size_t x = first; x < end; ++x)
                aged = aged || s.t[x].role == Role::age_word || s.t[x].role == Role::age_tail;
            if (!aged) continue;
        }
        if (s.kind == CriterionKind::exclusion || (k < s.t.size() && s.role(k) == Role::unknown)) continue;
        if (i > 0 && s.role(i - 1) == Role::negation) continue;
        Expression e = AllOf();
        if (r == Role::one_sex) {
            Atom a = atom(Quantifier::latest, FactDomain::demographic, "sex");
            CodeTest t;
            t.codes = slugs(s.t[i].meaning->code, '|');
            a.test = t;
            e = a;
        }
        s.drafts.push_back(
            draft("sex", r == Role::any_sex ? "sex.any" : "sex.only", CriterionCategory::sex, i, i + 1, e));
        s.mark(i, i + 1);
    }
}

void read_lesions(Sentence& s) {
    for (std::size_t i = 0; i < s.t.size(); ++i) {
        const bool disease = s.role(i) == Role::measurable, lesion = s.role(i) == Role::lesion;
        if (!disease && !lesion) continue;
        std::size_t k = i + 1;
        while (s.role(k) == Role::filler || s.role(k) == Role::label || s.role(k) == Role::open ||
               s.role(k) == Role::comma)
            ++k;
        if (s.role(k) != Role::response) continue;
        std::size_t end = k + 1;
        while (s.role(end) == Role::label && s.word(end).substr(0, 8) == "criteria")
            ++end;
        if (s.role(end) == Role::close && s.role(k - 1) == Role::open) ++end;
        if (s.role(end) == Role::either) continue;  // or by other criteria
        if (conditional_after(s, end)) continue;
        std::size_t first = i;
        bool negative = false;
        Optional<CountRange> count;
        if (lesion) {
            std::size_t b = i;
            while (b > 0 && s.role(b - 1) == Role::filler)
                --b;
            if (b > 0 && s.role(b - 1) == Role::number) {
                const double n = s.t[b - 1].value;
                --b;
                const bool least = b > 0 && s.role(b - 1) == Role::compare && s.t[b - 1].op == Op::at_least;
                if (!least || n < 1 || n > 20) continue;
                CountRange range;
                range.low = Count(static_cast<std::int64_t>(n));
                count = range;
                first = b - 1;
            }
        }
        std::size_t b = first;
        while (b > 0 && (s.role(b - 1) == Role::filler))
            --b;
        if (b > 0 && s.role(b - 1) == Role::negation) negative = true;
        if (b > 0 && s.role(b - 1) == Role::unknown) continue;
        if (negative) continue;
        Atom a = atom(count ? Quantifier::count : Quantifier::exists, FactDomain::lesion, "");
        a.query.where = std::vector<FactFilter>{code_filter(FactAttribute::measurable_by, s.t[k].meaning->code)};
        a.count = count;
        s.drafts.push_back(draft("measurable", count ? "measurable.count" : "measurable.disease",
                                 CriterionCategory::diagnosis, first, end, a));
        s.mark(first, end);
        i = end - 1;
    }
}

void read_antigens(Sentence& s) {
    for (std::size_t i = 0; i < s.t.size(); ++i) {
        if (s.role(i) != Role::target) continue;
        std::vector<std::string_view> list;
        std::size_t k = i;
        bool slash = false;
        Optional<QualitativeResult> result;
        bool both = false;
        for (;;) {
            list.push_back(s.t[k].meaning->code);
            ++k;
            // "CD19+ or CD22+"
            std::size_t m = k;
            if (s.role(m) == Role::plus || s.role(m) == Role::positive) ++m;
            const Role joint = s.role(m);
            if ((joint == Role::either || joint == Role::both || joint == Role::slash) &&
                s.role(m + 1) == Role::target) {
                both = both || joint == Role::both;
                slash = slash || joint == Role::slash;
                k = m + 1;
                continue;
            }
            break;
        }
        const std::size_t last_target = k;
        std::size_t first = i;
        bool expression = false, prefix = false;
        // Before: "positive for", "expression of"
        {
            std::size_t b = i;
            while (b > 0 && s.role(b - 1) == Role::filler)
                --b;
            if (b > 0) {
                const Role r = s.role(b - 1);
                if (r == Role::positive && s.t[b - 1].meaning->code == "for") {
                    result = QualitativeResult::positive;
                    first = b - 1;
                    prefix = true;
                } else if (r == Role::expression) {
                    expression = true;
                    first = b - 1;
                } else if (r == Role::unknown && adjective(s.word(b - 1))) {
                    // stays a word that was not understood
                } else if (r == Role::unknown || r == Role::anti || r == Role::negation || r == Role::inability ||
                           r == Role::negative || r == Role::restrictor || r == Role::mention || r == Role::active ||
                           r == Role::number) {
                    continue;
                }
                if (first == b - 1 && first > 0) {
                    std::size_t c = first;
                    while (c > 0 && s.role(c - 1) == Role::filler)
                        --c;
                    if (c > 0 && (s.role(c - 1) == Role::negation || s.role(c - 1) == Role::unknown ||
                                  s.role(c - 1) == Role::inability))
                        continue;
                }
            }
        }
        if (s.role(k) == Role::plus || (s.role(k) == Role::positive && s.t[k].meaning->code.empty())) {
            result = QualitativeResult::positive;
            ++k;
        } else if (s.role(k) == Role::negative && s.t[k].meaning->code.empty()) {
            result = QualitativeResult::negative;
            ++k;
        }
        if (s.role(k) == Role::expression) {
            expression = true;
            ++k;
        }
        if (s.role(k) == Role::directed || s.role(k) == Role::cell_word || (!result && !expression)) continue;
        std::vector<Slug> methods;
        std::size_t end = k;
        const auto read_methods = [&] {
            for (int n = 0; n < 4; ++n) {
                std::size_t m = end;
                bool opened = false;
                while (s.role(m) == Role::filler || s.role(m) == Role::open ||
                       ((s.role(m) == Role::either || s.role(m) == Role::slash || s.role(m) == Role::comma) &&
                        !methods.empty()) ||
                       s.role(m) == Role::label) {
                    opened = opened || s.role(m) == Role::open;
                    ++m;
                }
                if (s.role(m) != Role::method) return;
                methods.push_back(Slug::of(s.t[m].meaning->code));
                end = m + 1;
                if (opened && s.role(end) == Role::close) ++end;
            }
        };
        read_methods();
        // A percentage of cells
        Bounds b;
        std::size_t m = end;
        while (s.role(m) == Role::filler || s.role(m) == Role::label || s.role(m) == Role::open ||
               s.role(m) == Role::comma)
            ++m;
        if (s.role(m) == Role::compare || (s.role(m) == Role::number && s.role(m) != Role::open)) {
            b = bounds_at(s, m);
            if (b.end == 0 || b.unit != "%" || b.reference || result == QualitativeResult::negative) continue;
            end = b.end;
            if (s.role(end) == Role::cells_of) ++end;
            if (s.role(end) == Role::close) ++end;
            read_methods();
        } else if (!result) {
            result = QualitativeResult::positive;  // "confirmed CD19 expression"
        }
        if (both && list.size() > 1) {
            // all of them: one part each
        }
        if (slash) continue;  // "CD19/CD22": one or both?
        if (s.role(end) == Role::cell_word && b.end == 0) continue;
        bool noun = false;
        while (s.role(end) == Role::label && (s.word(end) == "disease" || s.word(end).substr(0, 5) == "tumor" ||
                                              s.word(end).substr(0, 6) == "tumour")) {
            ++end;
            noun = true;
        }
        (void)noun;
        if (conditional_after(s, end)) continue;
        // Words before that belong to it: "Tumor must be HER2 positive", "Confirmed"
        std::size_t c = first;
        while (c > 0 && (s.role(c - 1) == Role::filler || s.role(c - 1) == Role::modal || s.role(c - 1) == Role::label))
            --c;
        if (c > 0 && s.role(c - 1) != Role::stop && s.role(c - 1) != Role::colon && s.role(c - 1) != Role::both &&
            s.role(c - 1) != Role::comma && s.role(c - 1) != Role::either && s.role(c - 1) != Role::open &&
            s.role(c - 1) != Role::unknown && s.role(c - 1) != Role::refusal)
            continue;
        for (std::size_t x = c; x < first; ++x)
            if (s.role(x) == Role::label) s.mark(x, x + 1);
        std::vector<Expression> atoms;
        for (const std::string_view code : list) {
            Atom a = atom(Quantifier::latest, FactDomain::antigen_expression, code);
            if (!methods.empty()) a.query.methods = methods;
            if (b.end != 0) {
                RangeTest t;
                t.interval = b.interval;
                t.unit = UcumUnit::of("%");
                a.test = t;
            } else {
                ResultTest t;
                t.result = *result;
                a.test = t;
            }
            atoms.emplace_back(a);
        }
        (void)prefix;
        (void)last_target;
        Expression e = atoms.front();
        if (atoms.size() > 1) {
            if (both) {
                AllOf all;
                all.of = std::move(atoms);
                e = std::move(all);
            } else {
                AnyOf any;
                any.of = std::move(atoms);
                e = std::move(any);
            }
        }
        s.drafts.push_back(draft("antigen", b.end != 0 ? "antigen.percentage" : "antigen.result",
                                 CriterionCategory::antigen_expression, first, end, std::move(e)));
        s.mark(first, end);
        i = end - 1;
    }
}

void read_consents(Sentence& s) {
    for (std::size_t i = 0; i < s.t.size(); ++i) {
        if (s.role(i) != Role::consent) continue;
        if (s.kind == CriterionKind::exclusion) return;
        const auto [first, end] = clause_of(s, i);
        bool bad = false, guardian = false;
        for (std::size_t x = first; x < end; ++x) {
            const Role r = s.t[x].was;
            bad = bad || r == Role::negation || r == Role::inability || r == Role::permission || r == Role::condition ||
                  r == Role::exceptive || r == Role::refusal;
            guardian = guardian || r == Role::guardian;
        }
        if (bad) continue;
        Atom a = atom(Quantifier::exists, FactDomain::consent, "informed-consent");
        if (guardian)
            a.query.where = std::vector<FactFilter>{code_filter(FactAttribute::given_by, "patient|legal_guardian")};
        std::size_t a_first = i, a_end = i + 1;
        const auto belongs = [&](std::size_t x) {
            const Role r = s.role(x);
            return r == Role::consenting || r == Role::guardian || r == Role::consent || r == Role::filler ||
                   r == Role::modal || r == Role::both || r == Role::either || r == Role::comma || r == Role::open ||
                   r == Role::close;
        };
        while (a_first > first && belongs(a_first - 1))
            --a_first;
        while (a_end < end && belongs(a_end))
            ++a_end;
        while (a_end > i + 1 && s.role(a_end - 1) != Role::consenting && s.role(a_end - 1) != Role::consent &&
               s.role(a_end - 1) != Role::guardian)
            --a_end;
        while (a_first < i && s.role(a_first) != Role::consenting && s.role(a_first) != Role::consent &&
               s.role(a_first) != Role::guardian)
            ++a_first;
        s.drafts.push_back(draft("consent", guardian ? "consent.guardian" : "consent.informed",
                                 CriterionCategory::consent, a_first, a_end, a));
        s.mark(a_first, a_end);
        i = a_end - 1;
    }
}

void read_fertility(Sentence& s) {
    for (std::size_t i = 0; i < s.t.size(); ++i) {
        const bool test = s.role(i) == Role::pregnancy_test, pill = s.role(i) == Role::contraceptive;
        if (!test && !pill) continue;
        if (s.kind == CriterionKind::exclusion) return;
        const auto [first, end] = clause_of(s, i);
        bool bad = false, fertile = false;
        std::size_t subject = end;
        for (std::size_t x = first; x < end; ++x) {
            const Role r = s.t[x].was;
            bad = bad || r == Role::inability || r == Role::permission || r == Role::condition ||
                  r == Role::exceptive || r == Role::refusal || r == Role::any_sex || r == Role::one_sex ||
                  (r == Role::unknown && (s.word(x) == "male" || s.word(x) == "males" || s.word(x) == "men" ||
                                          s.word(x) == "partner" || s.word(x) == "partners"));
            if (r == Role::fertile) {
                fertile = true;
                subject = x;
            }
        }
        if (bad) continue;
        if (test) {
            std::size_t b = i;
            while (b > first && (s.role(b - 1) == Role::filler))
                --b;
            std::size_t a_end = i + 1, a_first = i;
            if (b > first && s.role(b - 1) == Role::negative && s.t[b - 1].meaning->code.empty()) {
                a_first = b - 1;
            } else {
                std::size_t k = i + 1;
                while (s.role(k) == Role::filler || s.role(k) == Role::modal)
                    ++k;
                if (s.role(k) != Role::negative || !s.t[k].meaning->code.empty()) continue;
                a_end = k + 1;
            }
            Atom a = atom(Quantifier::latest, FactDomain::measurement, "pregnancy-test");
            const bool two =
                a_first < i && s.text.text.substr(s.t[a_first].end, s.t[i].begin - s.t[a_first].end).find("urine") !=
                                   std::string::npos;
            if (!two && s.word(i).substr(0, 5) == "serum")
                a.query.specimens = slugs("serum", ',');
            else if (!two && s.word(i).substr(0, 5) == "blood")
                a.query.specimens = slugs("blood", ',');
            if (!two && s.text.text.substr(s.t[a_first].begin, s.t[i].begin - s.t[a_first].begin).find("urine") !=
                            std::string::npos)
                continue;
            ResultTest t;
            t.result = QualitativeResult::negative;
            a.test = t;
            TimeWindow w;
            if (const std::size_t after = window_at(s, a_end, w)) {
                if (w.from && !w.from->half_lives) {
                    a.query.window = w;
                    a_end = after;
                }
            }
            AssessmentPoint point{};
            if (const std::size_t after = moment_at(s, a_end, point)) {
                s.assessed_at = point;
                a_end = after;
            }
            s.drafts.push_back(draft("pregnancy-test", "pregnancy-test.negative", CriterionCategory::pregnancy, a_first,
                                     a_end, female_rule(true, a)));
            s.mark(a_first, a_end);
        } else {
            std::size_t a_first = i, a_end = i + 1;
            const auto belongs = [&](std::size_t x) {
                const Role r = s.role(x);
                return r == Role::committing || r == Role::filler || r == Role::modal || r == Role::contraceptive ||
                       (r == Role::consenting &&
                        (s.word(x) == "agree" || s.word(x) == "willing" || s.word(x) == "able" ||
                         s.word(x) == "willing to" || s.word(x) == "consent"));
            };
            while (a_first > first && belongs(a_first - 1))
                --a_first;
            while (a_end < end && (belongs(a_end) || (s.role(a_end) == Role::both && belongs(a_end + 1))))
                ++a_end;
            while (a_end > i + 1 && s.role(a_end - 1) == Role::filler)
                --a_end;
            Atom a = atom(Quantifier::exists, FactDomain::consent, "contraception");
            // "for 12 months after the infusion"
            std::size_t k = a_end;
            while (s.role(k) == Role::filler || (s.role(k) == Role::compare && s.t[k].op == Op::at_least) ||
                   s.role(k) == Role::both || s.role(k) == Role::to)
                ++k;
            if (s.role(k) == Role::number && s.role(k + 1) == Role::time_unit) {
                std::size_t m = s.skip(k + 2);
                Optional<Anchor> anchor;
                if (s.word(m) == "after" || s.word(m) == "following" || s.word(m) == "post") {
                    m = s.skip(m + 1);
                    if (s.role(m) == Role::anchor) anchor = anchor_of(s.t[m]);
                } else if (s.role(m) == Role::since && s.word(m).find("last dose") == std::string_view::npos) {
                    m = s.skip(m + 1);
                    if (s.role(m) == Role::anchor) anchor = anchor_of(s.t[m]);
                }
                // "after the last dose" may have been read as one phrase
                if (!anchor && s.role(s.skip(k + 2)) == Role::since) {
                    const std::string_view w = s.word(s.skip(k + 2));
                    if (w.find("last dose") != std::string_view::npos ||
                        (w.substr(w.size() - 4) == "last" && s.word(s.skip(k + 2) + 1) == "dose"))
                        continue;
                }
                if (!anchor) continue;
                TimeWindow w;
                w.anchor = anchor;
                Quantity q;
                q.value = s.t[k].value;
                q.unit = UcumUnit::of(s.t[k + 1].meaning->code);
                TimeOffset from;
                from.distance = q;
                w.from = from;
                DateTest t;
                t.window = w;
                FactFilter f;
                f.attribute = FactAttribute::until;
                f.test = t;
                a.query.where = std::vector<FactFilter>{f};
                a_end = m + 1;
            }
            bool number = false;
            for (std::size_t x = a_end; x < end; ++x)
                number = number || s.role(x) == Role::number;
            bool negative = false;
            for (std::size_t x = first; x < end; ++x)
                negative = negative || s.t[x].was == Role::negation;
            if (number || negative) continue;
            s.drafts.push_back(draft("contraception", "contraception.agreed", CriterionCategory::pregnancy, a_first,
                                     a_end, female_rule(fertile, a)));
            s.mark(a_first, a_end);
        }
        if (subject < end) s.mark(subject, subject + 1);
    }
}

}  // namespace carnk::inline v0_1::detail::criteria
