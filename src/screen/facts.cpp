// SPDX-License-Identifier: BSL-1.0
#include "screen/facts.hpp"

#include <carnk/screen/clinical.hpp>

#include <algorithm>
#include <cmath>

namespace carnk::inline v0_1::detail {

const UcumUnit& unit_one() {
    static const UcumUnit unit = UcumUnit::of("1");
    return unit;
}
const UcumUnit& unit_percent() {
    static const UcumUnit unit = UcumUnit::of("%");
    return unit;
}
const UcumUnit& unit_year() {
    static const UcumUnit unit = UcumUnit::of("a");
    return unit;
}
const UcumUnit& unit_day() {
    static const UcumUnit unit = UcumUnit::of("d");
    return unit;
}

namespace {

void put(Person& p, FactDomain d, Fact f) {
    p.domains[static_cast<std::size_t>(d)].facts.push_back(std::move(f));
}

template <class F>
std::vector<std::string_view> codes_of(const F& f) {
    std::vector<std::string_view> codes;
    if constexpr (requires { f.classes; }) {
        for (const Slug& c : f.classes)
            codes.push_back(c.text());
        for (const Slug& c : f.agents)
            codes.push_back(c.text());
    } else if constexpr (requires { f.antigen; }) {
        codes.push_back(f.antigen.text());
    } else if constexpr (requires { f.code; }) {
        codes.push_back(f.code.text());
    }
    std::sort(codes.begin(), codes.end());
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    return codes;
}

template <class F>
const Optional<PartialDate>& first_date(const F& f) {
    if constexpr (requires { f.onset; })
        return f.onset;
    else if constexpr (requires { f.start; })
        return f.start;
    else
        return f.date;
}

// Over, or not, where the fact says so.
template <class F>
Optional<bool> resolved(const F& f) {
    if constexpr (requires { f.activity; })
        if (f.activity) return *f.activity == Activity::resolved;
    return std::nullopt;
}

template <class F>
void days(Fact& out, const F& f, const Span& today) {
    const Optional<PartialDate>& first = first_date(f);
    bool planned = false;
    if constexpr (requires { f.planned; }) planned = f.planned.value_or(false);
    out.dated = first && !first->empty();
    if (out.dated)
        out.start = span_of(*first);
    else
        out.start = planned ? Span{today.low, no_end} : Span{no_begin, today.high};
    constexpr bool lasts = requires {
        f.end;
    };
    if constexpr (lasts) {
        const Optional<bool> over = resolved(f);
        if (f.end && !f.end->empty()) {
            out.end = span_of(*f.end);
            out.dated = true;
            if (out.end.high < out.start.low) out.impossible = true;
        } else if (over && *over) {
            out.end = {out.start.low, today.high};
        } else {
            out.end = {over ? std::max(out.start.low, today.low) : out.start.low, no_end};
        }
        if (out.end.low < out.start.low) out.end.low = out.start.low;
        if (out.start.high > out.end.high) out.start.high = out.end.high;
    } else {
        out.end = out.start;
    }
    // A treatment or a trial may be about to begin; a disease or a value is not known before it is there.
    constexpr bool decided_upon = requires {
        f.start;
    };
    if (!planned && out.dated && out.start.low > today.high) out.impossible = out.impossible || !decided_upon;
}

template <class F>
void take(Person& person, FactDomain domain, std::string_view list, const std::vector<F>& facts, const Span& today) {
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const F& f = facts[i];
        Fact out;
        out.payload = &f;
        out.codes = codes_of(f);
        if constexpr (std::is_same_v<F, PerformanceFact>) {
            static constexpr std::string_view names[] = {"ecog",
                                                         "karnofsky",
                                                         "lansky",
                                                         "nyha",
                                                         "cardiac-function-class",
                                                         "ctcae",
                                                         "acute-gvhd",
                                                         "acute-gvhd-glucksberg",
                                                         "acute-gvhd-magic",
                                                         "chronic-gvhd-nih",
                                                         "crs-astct",
                                                         "icans-astct"};
            out.codes = {names[static_cast<std::size_t>(f.scale)]};
        }
        if constexpr (std::is_same_v<F, TherapyFact>) {
            if (f.outcomes && !f.outcomes->empty())
                out.given = !std::all_of(f.outcomes->begin(), f.outcomes->end(), [](TherapyOutcome o) {
                    return o == TherapyOutcome::refused || o == TherapyOutcome::contraindicated;
                });
        }
        out.assertion = f.assertion;
        out.list = list;
        out.index = i;
        days(out, f, today);
        put(person, domain, std::move(out));
    }
}

void person_facts(Person& person, const Demographics& d, const Optional<Slug>& relation,
                  const Optional<PartialDate>& record_day, const PartialDate& as_of, const Span& today) {
    const auto add = [&](PersonFact f, Assertion assertion, std::string_view member, const Optional<PartialDate>& day) {
        Fact out;
        if (!f.code.empty()) out.codes = {f.code};
        f.demographics = &d;
        f.relation = relation;
        out.payload = std::move(f);
        out.assertion = assertion;
        out.list = member;
        out.start = out.end = day && !day->empty() ? span_of(*day) : Span{no_begin, today.high};
        out.dated = day.has_value();
        put(person, FactDomain::demographic, std::move(out));
    };
    const auto code = [](std::string_view name) {
        PersonFact f;
        f.code = name;
        return f;
    };
    add(code(""), Assertion::present, "demographics", {});
    if (d.birth_date || d.age) {
        PersonFact f = code("age");
        if (d.birth_date)
            if (const Optional<Bounds> age = age_in_years(*d.birth_date, as_of)) {
                f.age_low = age->low;
                f.age_high = age->high;
            }
        const bool born = f.age_low.has_value();
        const Optional<PartialDate> day = !d.age ? Optional<PartialDate>() : d.age_date ? d.age_date : record_day;
        const Optional<double> years = d.age ? d.age->in(unit_year()) : Optional<double>();
        if (day && !day->empty() && years && *years >= 0 && *years <= 130 && day->first_day() <= today.high) {
            // "45 years" are completed ones: up to, not including, 46.
            const double whole = d.age->value;
            const double step = whole == std::floor(whole) ? *Quantity{1, d.age->unit, {}}.in(unit_year()) : 0.1;
            const double low = *years + elapsed_years(day->last_day(), today.low);
            const double high = *years + step - 1e-6 + elapsed_years(day->first_day(), today.high);
            if (!born && !d.birth_date) {
                f.age_low = low;
                f.age_high = high;
            } else if (born && (high < *f.age_low - 0.01 || low > *f.age_high + 0.01)) {
                f.disputed = true;
            }
        }
        add(f, Assertion::present, d.birth_date ? "demographics/birth_date" : "demographics/age", {});
    }
    if (d.sex) {
        PersonFact f = code("sex");
        f.sex = d.sex;
        add(f, Assertion::present, "demographics/sex", {});
    }
    if (d.childbearing_potential)
        add(code("childbearing-potential"), *d.childbearing_potential ? Assertion::present : Assertion::refuted,
            "demographics/childbearing_potential", {});
    if (d.body_weight) {
        PersonFact f = code("body-weight");
        f.quantity = d.body_weight;
        add(f, Assertion::present, "demographics/body_weight", d.body_date);
    }
    if (d.height) {
        PersonFact f = code("height");
        f.quantity = d.height;
        add(f, Assertion::present, "demographics/height", d.body_date);
    }
}

// --- attributes ---

void number(AttributeValue& v, const Quantity& q) {
    if (!std::isfinite(q.value)) return;  // no number
    v.stated = v.number = true;
    v.low = v.high = q.value;
    v.unit = q.unit;
}

void number(AttributeValue& v, double x, const UcumUnit& unit) {
    v.stated = v.number = true;
    v.low = v.high = x;
    v.unit = unit;
}

void count(AttributeValue& v, double x) {
    number(v, x, unit_one());
    v.count = true;
}

void code(AttributeValue& v, std::string_view c) {
    v.stated = v.coded = true;
    v.codes.push_back(c);
}

std::string_view name(Activity a) {
    static constexpr std::string_view names[] = {"active", "controlled", "uncontrolled", "resolved"};
    return names[static_cast<std::size_t>(a)];
}
std::string_view name(ConditionSeverity s) {
    static constexpr std::string_view names[] = {
        "mild", "moderate", "severe", "critical", "clinically_significant", "clinically_insignificant"};
    return names[static_cast<std::size_t>(s)];
}
std::string_view name(DiseaseCourse c) {
    static constexpr std::string_view names[] = {"newly_diagnosed", "relapsed",    "refractory", "in_remission",
                                                 "mrd_positive",    "progressive", "stable"};
    return names[static_cast<std::size_t>(c)];
}
std::string_view name(DiseaseExtent e) {
    static constexpr std::string_view names[] = {"localized", "advanced",     "locally_advanced", "metastatic",
                                                 "extensive", "unresectable", "recurrent"};
    return names[static_cast<std::size_t>(e)];
}
std::string_view name(TherapyResponse r) {
    static constexpr std::string_view names[] = {
        "progressive_disease",        "no_response",      "stable_disease", "minimal_response", "partial_response",
        "very_good_partial_response", "complete_response"};
    return names[static_cast<std::size_t>(r)];
}
std::string_view name(TherapyOutcome o) {
    static constexpr std::string_view names[] = {"completed",  "failed",  "refractory",     "relapsed",
                                                 "intolerant", "refused", "contraindicated"};
    return names[static_cast<std::size_t>(o)];
}
std::string_view name(ConsentGiver g) {
    static constexpr std::string_view names[] = {"patient", "legal_guardian", "relative", "donor"};
    return names[static_cast<std::size_t>(g)];
}
std::string_view name(Sex s) {
    static constexpr std::string_view names[] = {"female", "male", "intersex"};
    return names[static_cast<std::size_t>(s)];
}
std::string_view name(const Slug& s) {
    return s.text();
}

template <class T>
void codes(AttributeValue& v, const Optional<T>& one) {
    if (one) code(v, name(*one));
}
template <class T>
void codes(AttributeValue& v, const Optional<std::vector<T>>& list) {
    if (!list) return;
    v.stated = v.coded = true;
    for (const T& x : *list)
        v.codes.push_back(name(x));
}

void measured(AttributeValue& v, const MeasurementFact& f) {
    v.code = f.code.text();
    if (f.value) {
        number(v, *f.value);
        // A value outside of its own bound: one of the two is wrong.
        if (f.censored && !f.censored->contains(f.value->value)) v.low = v.high = {};
    } else if (f.censored) {
        v.stated = v.number = true;
        v.low = f.censored->low;
        v.high = f.censored->high;
        v.low_open = f.censored->low_open.value_or(false);
        v.high_open = f.censored->high_open.value_or(false);
    }
    v.result = f.result;
    v.reading = f.reading;
    if (f.titre) v.titre = f.titre->number();
    if (f.result || f.reading || f.titre) v.stated = true;
}

struct Reader {
    FactAttribute attribute;
    const Span& today;
    const Fact& fact;
    AttributeValue v{};

    void value(const PersonFact& f) {
        v.code = f.code;
        if (f.quantity) number(v, *f.quantity);
        if (f.age_low) {
            v.stated = v.number = v.years = true;
            if (!f.disputed) {
                v.low = f.age_low;
                v.high = f.age_high;
            }
            v.unit = unit_year();
        }
        codes(v, f.sex);
    }
    void value(const MeasurementFact& f) { measured(v, f); }
    void value(const BiomarkerFact& f) {
        if (f.value) number(v, *f.value);
        v.result = f.result;
        v.stated = v.stated || f.result.has_value();
    }
    void value(const AntigenFact& f) {
        if (f.positive_percent) number(v, f.positive_percent->number(), unit_percent());
        v.result = f.result;
        v.stated = v.stated || f.result.has_value() || f.h_score || f.fluorescence_intensity || f.molecules_per_cell;
    }
    void value(const PerformanceFact& f) {
        if (f.value) count(v, static_cast<double>(f.value->number()));
        v.scale = f.scale;
    }
    void value(const LesionFact& f) {
        if (f.longest_diameter) number(v, *f.longest_diameter);
    }
    void value(const InfectionFact& f) {
        v.result = f.serology;
        v.stated = f.serology.has_value();
    }
    void value(const ToxicityFact& f) { grade(f); }
    void value(const MedicationFact& f) {
        if (f.dose) number(v, *f.dose);
    }
    template <class F>
    void value(const F&) {}
    void grade(const ToxicityFact& f) {
        if (f.grade) count(v, static_cast<double>(f.grade->number()));
        v.scale = f.scale;
    }

    void operator()(const PersonFact& f) {
        if (attribute == FactAttribute::value) value(f);
        if (attribute == FactAttribute::donor_relation) codes(v, f.relation);
    }
    template <class F>
    void operator()(const F* p) {
        const F& f = *p;
        switch (attribute) {
            case FactAttribute::value:
                value(f);
                break;
            case FactAttribute::intensity:
                if constexpr (requires { f.intensity; }) {
                    v.reading = f.intensity;
                    v.stated = f.intensity.has_value();
                }
                break;
            case FactAttribute::activity:
                if constexpr (requires { f.activity; }) codes(v, f.activity);
                break;
            case FactAttribute::severity:
                if constexpr (requires { f.severity; }) codes(v, f.severity);
                break;
            case FactAttribute::course:
                if constexpr (requires { f.courses; }) codes(v, f.courses);
                break;
            case FactAttribute::extent:
                if constexpr (requires { f.extents; }) codes(v, f.extents);
                break;
            case FactAttribute::subtype:
                if constexpr (requires { f.subtypes; }) codes(v, f.subtypes);
                break;
            case FactAttribute::stage:
                if constexpr (requires { f.stage; })
                    if (f.stage) {
                        v.stated = true;
                        v.stage = &*f.stage;
                        v.codes = {f.stage->stage.text()};
                    }
                break;
            case FactAttribute::risk:
                if constexpr (requires { f.risk; }) codes(v, f.risk);
                break;
            case FactAttribute::grade:
                if constexpr (requires { f.grade; }) grade(f);
                break;
            case FactAttribute::classification:
                if constexpr (requires { f.classifications; }) codes(v, f.classifications);
                break;
            case FactAttribute::duration:
                if (fact.dated) {
                    v.stated = true;
                    v.from = fact.start;
                    // What lasts counts until the day of screening.
                    v.to = Span{std::min(fact.end.low, today.low), std::min(fact.end.high, today.high)};
                    if (fact.end.high == no_end && fact.end.low == fact.start.low) v.to->low = fact.start.low;
                }
                break;
            case FactAttribute::stable_duration:
                if constexpr (requires { f.stable_since; })
                    if (f.stable_since) {
                        v.stated = true;
                        v.from = span_of(*f.stable_since);
                        v.to = today;
                    }
                break;
            case FactAttribute::treatment:
                if constexpr (requires { f.treatments; }) codes(v, f.treatments);
                break;
            case FactAttribute::dose:
                if constexpr (requires { f.dose; })
                    if (f.dose) number(v, *f.dose);
                break;
            case FactAttribute::route:
                if constexpr (requires { f.route; }) codes(v, f.route);
                break;
            case FactAttribute::intent:
                if constexpr (requires { f.intent; }) codes(v, f.intent);
                break;
            case FactAttribute::line:
                if constexpr (requires { f.line; })
                    if (f.line) count(v, static_cast<double>(f.line->number()));
                break;
            case FactAttribute::course_count:
                if constexpr (requires { f.course_count; })
                    if (f.course_count) count(v, static_cast<double>(f.course_count->number()));
                break;
            case FactAttribute::best_response:
                if constexpr (requires { f.best_response; }) codes(v, f.best_response);
                break;
            case FactAttribute::response_duration:
                if constexpr (requires { f.response_duration; })
                    if (f.response_duration) number(v, *f.response_duration);
                break;
            case FactAttribute::outcome:
                if constexpr (requires { f.outcomes; }) codes(v, f.outcomes);
                break;
            case FactAttribute::agent_count:
                if constexpr (requires { f.agents; })
                    if (!f.agents.empty()) count(v, static_cast<double>(f.agents.size()));
                break;
            case FactAttribute::site:
                if constexpr (requires { f.sites; })
                    codes(v, f.sites);
                else if constexpr (requires { f.site; })
                    codes(v, f.site);
                break;
            case FactAttribute::longest_diameter:
                if constexpr (requires { f.longest_diameter; })
                    if (f.longest_diameter) number(v, *f.longest_diameter);
                break;
            case FactAttribute::short_axis:
                if constexpr (requires { f.short_axis; })
                    if (f.short_axis) number(v, *f.short_axis);
                break;
            case FactAttribute::measurable_by:
                if constexpr (requires { f.measurable_by; }) codes(v, f.measurable_by);
                break;
            case FactAttribute::donor_relation:
                if constexpr (requires { f.donor_relation; }) codes(v, f.donor_relation);
                break;
            case FactAttribute::given_by:
                if constexpr (requires { f.given_by; }) codes(v, f.given_by);
                break;
            case FactAttribute::until:
                if constexpr (requires { f.until_anchor; })
                    if (f.until_anchor) {
                        v.stated = true;
                        v.promise = &f;
                    }
                break;
            case FactAttribute::date:
                if (fact.dated && fact.start.low != no_begin) {
                    v.stated = true;
                    v.day = fact.start;
                }
                break;
            case FactAttribute::end:
                if (fact.dated && fact.end.high != no_end) {
                    v.stated = true;
                    v.day = fact.end;
                }
                break;
            case FactAttribute::target:
                if constexpr (requires { f.targets; }) codes(v, f.targets);
                break;
            case FactAttribute::indication:
                if constexpr (requires { f.indications; }) codes(v, f.indications);
                break;
            case FactAttribute::agent:
                if constexpr (requires { f.agents; })
                    if (!f.agents.empty())
                        for (const Slug& a : f.agents)
                            code(v, a.text());
                break;
        }
    }
};

// What is dated before the birth of the person is of somebody else, or one of the dates is wrong.
void before_birth(Person& p, const Demographics& d) {
    if (!d.birth_date || d.birth_date->empty()) return;
    const Day birth = span_of(*d.birth_date).low;
    for (FactList& l : p.domains)
        for (Fact& f : l.facts)
            if (f.dated && (f.start.high < birth || f.end.high < birth)) f.impossible = true;
}

// What the vocabulary knows of the facts' codes.
void look_up(FactList& list, bool terms, const Vocabulary& words, const Span& today) {
    const auto known = [&](std::string_view code) {
        return words.empty() || words.knows(code);
    };
    const auto names_known = [&](const std::vector<Slug>& agents) {
        return std::any_of(agents.begin(), agents.end(), [&](const Slug& a) { return known(a.text()); });
    };
    for (std::size_t i = 0; i < list.facts.size(); ++i) {
        Fact& f = list.facts[i];
        const auto number = static_cast<std::uint32_t>(i);
        if (f.codes.empty()) list.uncoded.push_back(number);
        if (terms && !f.codes.empty() && std::none_of(f.codes.begin(), f.codes.end(), known)) {
            f.strange = true;
            list.strange.push_back(number);
        }
        if (const auto* const* t = std::get_if<const TherapyFact*>(&f.payload)) f.named = names_known((*t)->agents);
        if (const auto* const* m = std::get_if<const MedicationFact*>(&f.payload)) f.named = names_known((*m)->agents);
        if (f.assertion == Assertion::refuted)
            f.restricted = std::any_of(std::begin(telling_attributes), std::end(telling_attributes),
                                       [&](FactAttribute a) { return attribute_of(f, a, today).stated; });
        for (const std::string_view c : f.codes)
            // A drug by name says more than its class, and a class more than those above it.
            list.index.add(c, number, f.named || std::any_of(f.codes.begin(), f.codes.end(), [&](std::string_view d) {
                                          return d != c && words.is_a(d, c);
                                      }));
    }
    list.index.close(words);
}

void look_up(Person& p, const Vocabulary& words, const Span& today) {
    for (std::size_t d = 0; d < domain_count; ++d) {
        if (p.domains[d].facts.empty()) continue;
        // Their codes are targets, scales and members, not terms.
        const bool terms = static_cast<FactDomain>(d) != FactDomain::demographic &&
                           static_cast<FactDomain>(d) != FactDomain::antigen_expression &&
                           static_cast<FactDomain>(d) != FactDomain::performance;
        look_up(p.domains[d], terms, words, today);
    }
}

template <class Get>
Named named(const Fact& fact, Get get) {
    return std::visit(
        [&](const auto& p) {
            if constexpr (std::is_pointer_v<std::remove_cvref_t<decltype(p)>>)
                return get(*p);
            else
                return Named();
        },
        fact.payload);
}

void name_one(Named& n, const Optional<Slug>& one) {
    if (!one) return;
    n.stated = true;
    n.codes.push_back(one->text());
}

}  // namespace

PatientView::PatientView(const PatientRecord& r, const PartialDate& as_of, const Vocabulary& words)
    : record(&r), today(span_of(as_of)) {
    using D = FactDomain;
    person_facts(patient, r.demographics, {}, r.as_of, as_of, today);
    take(patient, D::condition, "conditions", r.conditions, today);
    take(patient, D::measurement, "measurements", r.measurements, today);
    take(patient, D::biomarker, "biomarkers", r.biomarkers, today);
    take(patient, D::antigen_expression, "antigens", r.antigens, today);
    take(patient, D::performance, "performance", r.performance, today);
    take(patient, D::lesion, "lesions", r.lesions, today);
    take(patient, D::therapy, "therapies", r.therapies, today);
    take(patient, D::procedure, "procedures", r.procedures, today);
    take(patient, D::transplant, "transplants", r.transplants, today);
    take(patient, D::infection, "infections", r.infections, today);
    take(patient, D::toxicity, "toxicities", r.toxicities, today);
    take(patient, D::medication, "medications", r.medications, today);
    take(patient, D::allergy, "allergies", r.allergies, today);
    take(patient, D::consent, "consents", r.consents, today);
    take(patient, D::readiness, "readiness", r.readiness, today);
    take(patient, D::trial_participation, "trials", r.trials, today);
    take(patient, D::event, "events", r.events, today);
    patient.completeness = &r.completeness;
    for (std::size_t i = 0; i < r.donors.size(); ++i) {
        const DonorRecord& d = r.donors[i];
        Person p;
        p.prefix = "/donors/" + std::to_string(i);
        person_facts(p, d.demographics, d.relation, r.as_of, as_of, today);
        take(p, D::condition, "conditions", d.conditions, today);
        take(p, D::measurement, "measurements", d.measurements, today);
        take(p, D::infection, "infections", d.infections, today);
        take(p, D::medication, "medications", d.medications, today);
        take(p, D::consent, "consents", d.consents, today);
        p.completeness = &d.completeness;
        donors.push_back(std::move(p));
    }
    before_birth(patient, r.demographics);
    for (std::size_t i = 0; i < donors.size(); ++i)
        before_birth(donors[i], r.donors[i].demographics);
    look_up(patient, words, today);
    for (Person& p : donors)
        look_up(p, words, today);
}

std::string pointer_of(const Person& person, const Fact& fact) {
    std::string s = person.prefix;
    s.append("/").append(fact.list);
    if (!std::holds_alternative<PersonFact>(fact.payload)) s.append("/").append(std::to_string(fact.index));
    return s;
}

AttributeValue attribute_of(const Fact& fact, FactAttribute attribute, const Span& today) {
    Reader reader{attribute, today, fact};
    std::visit(reader, fact.payload);
    return std::move(reader.v);
}

Named method_of(const Fact& fact) {
    return named(fact, [](const auto& f) {
        Named n;
        if constexpr (requires { f.methods; }) {
            if (f.methods) {
                n.stated = true;
                for (const Slug& s : *f.methods)
                    n.codes.push_back(s.text());
            }
        } else if constexpr (requires { f.method; })
            name_one(n, f.method);
        return n;
    });
}

Named specimen_of(const Fact& fact) {
    return named(fact, [](const auto& f) {
        Named n;
        if constexpr (requires { f.specimen; }) name_one(n, f.specimen);
        return n;
    });
}

Named component_of(const Fact& fact) {
    return named(fact, [](const auto& f) {
        Named n;
        if constexpr (requires { f.component; }) name_one(n, f.component);
        return n;
    });
}

const Optional<std::vector<Support>>* support_of(const Fact& fact) {
    const auto* const* m = std::get_if<const MeasurementFact*>(&fact.payload);
    return m ? &(*m)->support : nullptr;
}

Optional<double> half_life_days(const Fact& fact) {
    const Optional<Quantity>* q = nullptr;
    if (const auto* const* t = std::get_if<const TherapyFact*>(&fact.payload)) q = &(*t)->half_life;
    if (const auto* const* m = std::get_if<const MedicationFact*>(&fact.payload)) q = &(*m)->half_life;
    if (!q || !*q) return std::nullopt;
    const Optional<double> days = (*q)->in(unit_day());
    if (!days || !(*days >= 0) || *days > 1e6) return std::nullopt;
    return days;
}

}  // namespace carnk::inline v0_1::detail
