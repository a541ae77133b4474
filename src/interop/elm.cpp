// SPDX-License-Identifier: BSL-1.0
#include <carnk/interop/elm.hpp>
#include <carnk/model/eligibility.hpp>
#include <carnk/screen/criteria.hpp>
#include <carnk/screen/screen.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>
#include <utility>
#include <variant>

namespace carnk::inline v0_1 {

namespace {

using Variant = std::variant<AllOf, AnyOf, Not, AtLeast, AtMost, Implies, Case, Ref, InScope, Atom, NarrativeAtom>;
using Texts = std::vector<std::string>;

// ------------------------------------------------------------------------------------------ JSON

std::string quoted(std::string_view text) {
    static constexpr char hex[] = "0123456789abcdef";
    std::string s = "\"";
    for (const char c : text) {
        const auto u = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            s.append(1, '\\').append(1, c);
        else if (u < 0x20)
            s.append("\\u00").append(1, hex[u >> 4]).append(1, hex[u & 15]);
        else
            s += c;
    }
    return s + '"';
}

std::string joined(const Texts& texts) {
    std::string s;
    for (const std::string& t : texts)
        s.append(s.empty() ? "" : ",").append(t);
    return s;
}

std::string type_name(std::string_view name) {
    return "\"{urn:hl7-org:elm-types:r1}" + std::string(name) + '"';
}

std::string named_type(std::string_view name) {
    return R"({"type":"NamedTypeSpecifier","name":)" + type_name(name) + '}';
}

std::string literal(std::string_view type, std::string_view value) {
    return R"({"type":"Literal","valueType":)" + type_name(type) + ",\"value\":" + quoted(value) + '}';
}

std::string boolean(bool value) {
    return literal("Boolean", value ? "true" : "false");
}

std::string null_of(std::string_view type) {
    return R"({"type":"As","operand":{"type":"Null"},"asTypeSpecifier":)" + named_type(type) + '}';
}

std::string unknown() {
    return null_of("Boolean");
}

std::string unary(std::string_view operation, const std::string& operand) {
    return "{\"type\":" + quoted(operation) + ",\"operand\":" + operand + '}';
}

std::string binary(std::string_view operation, const std::string& a, const std::string& b) {
    return "{\"type\":" + quoted(operation) + ",\"operand\":[" + a + ',' + b + "]}";
}

std::string negated(const std::string& operand) {
    return unary("Not", operand);
}

std::string conditional(const std::string& condition, const std::string& then, const std::string& otherwise) {
    return R"({"type":"If","condition":)" + condition + ",\"then\":" + then + ",\"else\":" + otherwise + '}';
}

// Operands in pairs of pairs: many of them do not make a deep tree.
std::string folded(std::string_view operation, const Texts& operands, std::size_t from, std::size_t to) {
    if (to - from == 1) return operands[from];
    const std::size_t middle = from + (to - from) / 2;
    return binary(operation, folded(operation, operands, from, middle), folded(operation, operands, middle, to));
}

std::string all_true(const Texts& operands) {
    return operands.empty() ? boolean(true) : folded("And", operands, 0, operands.size());
}

std::string any_true(const Texts& operands) {
    return operands.empty() ? boolean(false) : folded("Or", operands, 0, operands.size());
}

std::string sum(const Texts& elements) {
    return R"({"type":"Sum","source":{"type":"List","element":[)" + joined(elements) + "]}}";
}

std::string_view name_of(ElmType type) {
    return type == ElmType::boolean ? "Boolean" : type == ElmType::integer ? "Integer" : "Decimal";
}

// A number as ELM writes decimals, with eight places at most; nothing for what needs more.
Optional<std::string> decimal_text(double x) {
    if (!(std::fabs(x) < 1e19)) return std::nullopt;
    char buffer[64];
    const auto r = std::to_chars(buffer, buffer + sizeof buffer, x, std::chars_format::fixed);
    std::string s(buffer, r.ptr);
    const std::size_t point = s.find('.');
    if (point == std::string::npos) return s + ".0";
    if (s.size() - point > 9) return std::nullopt;
    return s;
}

Optional<std::string> integer_text(double x) {
    if (x != std::floor(x) || std::fabs(x) > 2147483647.0) return std::nullopt;
    return std::to_string(static_cast<std::int64_t>(x));
}

// ------------------------------------------------------------------------------------------ expressions

// A comparison of the latest value with bounds: what is compared, and how.
struct Comparison {
    ElmType type = ElmType::decimal;
    UcumUnit unit{};
    Optional<std::string> low{}, high{};
    bool low_open = false, high_open = false;
};

class Exporter {
public:
    explicit Exporter(const EligibilityRecord& record) : record_(record) {}

    ElmLibrary run() {
        Texts met;
        for (const Criterion& c : record_.criteria) {
            if (c.superseded.value_or(false)) {
                note(c, "superseded, and left out");
                continue;
            }
            criterion_ = &c;
            parts_ = 0;
            const std::string& id = c.id.text();
            if (c.expression) {
                open_.assign(1, id);
                if (is_defined(id)) {
                    note(c, "has the id of another criterion");
                } else if (circular(*c.expression)) {
                    note(c, "refers to itself");
                } else {
                    const std::string value = expression(*c.expression);
                    define(id, value);
                }
            }
            if (c.strength == Strength::required) met.push_back(passed(c));
        }
        define("meets all criteria", all_true(met));
        const EligibilityCoverage& seen = record_.coverage;
        std::string about = "Eligibility criteria of " + record_.id.text();
        if (seen.inclusion != ListCompleteness::complete || seen.exclusion != ListCompleteness::complete)
            about += "; the record does not hold all criteria of the trial";
        Texts parameters;
        for (const ElmParameter& p : out_.parameters)
            parameters.push_back("{\"name\":" + quoted(p.name) +
                                 ",\"accessLevel\":\"Public\",\"parameterTypeSpecifier\":" +
                                 named_type(name_of(p.type)) + ",\"default\":" + null_of(name_of(p.type)) + '}');
        out_.text =
            R"({"library":{"annotation":[{"type":"Annotation","t":[{"name":"description","value":)" + quoted(about) +
            R"(}]}],"identifier":{"id":)" + quoted(record_.id.text()) +
            R"(},"schemaIdentifier":{"id":"urn:hl7-org:elm","version":"r1"},"usings":{"def":[{"localIdentifier":"System","uri":"urn:hl7-org:elm-types:r1"}]},)" +
            (parameters.empty() ? std::string() : "\"parameters\":{\"def\":[" + joined(parameters) + "]},") +
            "\"statements\":{\"def\":[" + joined(definitions_) + "]}}}";
        return std::move(out_);
    }

private:
    void note(const Criterion& c, std::string reason) {
        for (const ElmNote& n : out_.notes)
            if (n.criterion == c.id && n.reason == reason) return;
        out_.notes.push_back({c.id, std::move(reason)});
    }

    void define(const std::string& name, const std::string& value) {
        definitions_.push_back("{\"name\":" + quoted(name) +
                               R"(,"context":"Unfiltered","accessLevel":"Public","expression":)" + value + '}');
        defined_.push_back(name);
    }

    [[nodiscard]] bool is_defined(const std::string& name) const {
        return std::find(defined_.begin(), defined_.end(), name) != defined_.end();
    }

    static std::string reference(const std::string& name) {
        return R"({"type":"ExpressionRef","name":)" + quoted(name) + '}';
    }

    // Of several with one id, the last, as in screening.
    [[nodiscard]] const Criterion* find(const Slug& id) const {
        const Criterion* found = nullptr;
        for (const Criterion& c : record_.criteria)
            if (c.id == id) found = &c;
        return found;
    }

    // Whether references lead back to where they come from.
    bool circular(const Expression& e) {
        const auto any = [&](const std::vector<Expression>& list) {
            return std::any_of(list.begin(), list.end(), [&](const Expression& x) { return circular(x); });
        };
        const auto* ref = std::get_if<Ref>(&e);
        if (ref == nullptr)
            return std::visit(
                [&](const auto& x) {
                    if constexpr (requires { x.of; })
                        return any(x.of);
                    else if constexpr (requires { x.then; })
                        return any(x.condition) || any(x.then);
                    else if constexpr (requires { x.branches; })
                        return any(x.otherwise) ||
                               std::any_of(x.branches.begin(), x.branches.end(),
                                           [&](const auto& b) { return circular(b.when) || circular(b.then); });
                    else
                        return false;
                },
                static_cast<const Variant&>(e));
        const std::string& id = ref->criterion.text();
        if (std::find(sound_.begin(), sound_.end(), id) != sound_.end()) return false;
        if (std::find(open_.begin(), open_.end(), id) != open_.end()) return true;
        const Criterion* target = find(ref->criterion);
        if (target == nullptr || !target->expression) return false;
        open_.push_back(id);
        const bool found = circular(*target->expression);
        open_.pop_back();
        if (!found) sound_.push_back(id);
        return found;
    }

    // Whether the patient passes a criterion, as screening takes it: what a person must look at is unknown.
    std::string passed(const Criterion& c) {
        std::string value = unknown();
        if (!c.expression || !is_defined(c.id.text())) {
            if (!c.expression) note(c, "has no typed form: null");
        } else if (c.computability != Computability::full) {
            note(c,
                 "the typed form does not say " + c.residue.value_or("all of it") + ": null in `meets all criteria`");
        } else if (c.judged_by || (c.doubts && std::any_of(c.doubts->begin(), c.doubts->end(), [](CriterionDoubt d) {
                                       return d != CriterionDoubt::versions_differ &&
                                              d != CriterionDoubt::secondary_wording;
                                   }))) {
            note(c, "a person must decide: null in `meets all criteria`");
        } else {
            value = reference(c.id.text());
            if (c.kind == CriterionKind::exclusion) value = negated(value);
        }
        if (c.scope.level != ScopeLevel::study && c.scope.names) {
            InScope scope;
            scope.level = c.scope.level;
            scope.names = *c.scope.names;
            value = binary("Or", negated(answer(scope)), value);
        }
        return value;
    }

    Texts each(const std::vector<Expression>& list) {
        Texts all;
        for (const Expression& e : list)
            all.push_back(expression(e));
        return all;
    }

    // Something that is needed twice: by its name, unless it is short.
    std::string shared(const std::string& value) {
        if (value.size() < 120) return value;
        const std::string name = criterion_->id.text() + " part " + std::to_string(++parts_);
        define(name, value);
        return reference(name);
    }

    // At least k hold. Null counts as what it may be: 0 in the one sum, 1 in the other.
    std::string at_least(std::int64_t k, const Texts& parts) {
        if (k <= 0) return boolean(true);
        if (k > static_cast<std::int64_t>(parts.size())) return boolean(false);
        Texts sure, possible;
        const std::string zero = literal("Integer", "0"), one = literal("Integer", "1");
        for (const std::string& part : parts) {
            const std::string p = shared(part);
            sure.push_back(conditional(p, one, zero));
            possible.push_back(conditional(unary("IsFalse", p), zero, one));
        }
        const std::string needed = literal("Integer", std::to_string(k));
        return conditional(binary("GreaterOrEqual", sum(sure), needed), boolean(true),
                           conditional(binary("Less", sum(possible), needed), boolean(false), unknown()));
    }

    // The first branch that applies decides; where that is not known, those that may must agree.
    std::string branches(const Case& c, std::size_t i) {
        if (i == c.branches.size()) return all_true(each(c.otherwise));
        const std::string when = shared(expression(c.branches[i].when)), then = shared(expression(c.branches[i].then));
        const std::string rest = shared(branches(c, i + 1));
        return any_true({binary("And", when, then), binary("And", negated(when), rest), binary("And", then, rest)});
    }

    std::string expression(const Expression& e) {
        const Variant& v = e;
        if (const auto* all = std::get_if<AllOf>(&v)) return all_true(each(all->of));
        if (const auto* any = std::get_if<AnyOf>(&v)) return any_true(each(any->of));
        if (const auto* none = std::get_if<Not>(&v)) return negated(any_true(each(none->of)));
        if (const auto* least = std::get_if<AtLeast>(&v)) return at_least(least->k.number(), each(least->of));
        if (const auto* most = std::get_if<AtMost>(&v)) return negated(at_least(most->k.number() + 1, each(most->of)));
        if (const auto* if_then = std::get_if<Implies>(&v))
            return binary("Implies", all_true(each(if_then->condition)), all_true(each(if_then->then)));
        if (const auto* cases = std::get_if<Case>(&v)) return branches(*cases, 0);
        if (const auto* scope = std::get_if<InScope>(&v)) return answer(*scope);
        if (const auto* ref = std::get_if<Ref>(&v)) return referred(*ref);
        if (const auto* atom = std::get_if<Atom>(&v)) return asked(*atom);
        note(*criterion_, "what only a person can decide is null");
        return unknown();
    }

    std::string referred(const Ref& ref) {
        const Criterion* target = find(ref.criterion);
        if (target == nullptr || !target->expression) {
            note(*criterion_, "refers to a criterion that has no typed form: null");
            return unknown();
        }
        if (target->superseded.value_or(false)) return expression(*target->expression);
        return reference(target->id.text());
    }

    static std::string parameter_reference(const std::string& name) {
        return R"({"type":"ParameterRef","name":)" + quoted(name) + '}';
    }

    // The parameter of a question; the same question has the same one. What is named alike and is not the same gets a number.
    std::string parameter(const std::string& wanted, ElmType type, const UcumUnit& unit, const Expression& key,
                          const Expression& question) {
        for (std::size_t i = 0; i < keys_.size(); ++i)
            if (out_.parameters[i].type == type && keys_[i] == key) return parameter_reference(out_.parameters[i].name);
        std::string name = wanted;
        const auto taken = [&] {
            return std::any_of(out_.parameters.begin(), out_.parameters.end(),
                               [&](const ElmParameter& p) { return p.name == name; });
        };
        for (int n = 2; taken(); ++n)
            name = wanted + " (" + std::to_string(n) + ')';
        keys_.push_back(key);
        ElmParameter p;
        p.name = name;
        p.type = type;
        p.unit = unit;
        p.question = question;
        out_.parameters.push_back(std::move(p));
        return parameter_reference(name);
    }

    std::string answer(const Expression& question) {
        return parameter(short_form(question), ElmType::boolean, {}, question, question);
    }

    std::string asked(const Atom& a) {
        if (a.test && std::holds_alternative<WordsTest>(*a.test)) {
            note(*criterion_, "a demand that is known in words only is null");
            return unknown();
        }
        if (const Optional<Comparison> c = comparison(a)) {
            // The same value, whatever it is compared with.
            Atom key = a;
            std::visit(
                [](auto& t) {
                    if constexpr (requires { t.interval; })
                        t.interval = Interval();
                    else if constexpr (requires { t.levels; })
                        t.levels = Interval();
                    else if constexpr (requires { t.low_open; }) {
                        t.low.reset();
                        t.high.reset();
                        t.low_open.reset();
                        t.high_open.reset();
                    }
                },
                *key.test);
            const std::string value =
                parameter("latest " + short_form(key), c->type, c->unit, Expression(key), Expression(a));
            const std::string_view type = name_of(c->type);
            Texts ends;
            if (c->low)
                ends.push_back(binary(c->low_open ? "Greater" : "GreaterOrEqual", value, literal(type, *c->low)));
            if (c->high) ends.push_back(binary(c->high_open ? "Less" : "LessOrEqual", value, literal(type, *c->high)));
            return all_true(ends);
        }
        return answer(a);
    }

    static Optional<Comparison> comparison(const Atom& a) {
        if (a.quantifier != Quantifier::latest || !a.test) return std::nullopt;
        Comparison c;
        Interval i;
        const bool age = a.query.domain == FactDomain::demographic && a.query.codes && a.query.codes->size() == 1 &&
                         a.query.codes->front().text() == "age";
        if (const auto* range = std::get_if<RangeTest>(&*a.test)) {
            if (range->reference == ReferenceLimit::baseline || range->reference == ReferenceLimit::age_sex_norm)
                return std::nullopt;
            i = range->interval;
            c.unit = range->unit;
            if (age && c.unit.text() == "a") completed_years(i);
        } else if (const auto* length = std::get_if<DurationTest>(&*a.test)) {
            i = length->interval;
            c.unit = length->unit;
        } else if (const auto* level = std::get_if<OrdinalTest>(&*a.test)) {
            c.type = ElmType::integer;
            c.unit = UcumUnit::of("1");
            i = level->levels;
        } else if (const auto* titre = std::get_if<TitreTest>(&*a.test)) {
            c.type = ElmType::integer;
            c.unit = UcumUnit::of("1");
            if (titre->low) i.low = static_cast<double>(titre->low->number());
            if (titre->high) i.high = static_cast<double>(titre->high->number());
            i.low_open = titre->low_open;
            i.high_open = titre->high_open;
        } else {
            return std::nullopt;
        }
        if (!i.low && !i.high) return std::nullopt;
        const auto text = [&](const Optional<double>& x) {
            return c.type == ElmType::integer ? integer_text(*x) : decimal_text(*x);
        };
        if (i.low && !(c.low = text(i.low))) return std::nullopt;
        if (i.high && !(c.high = text(i.high))) return std::nullopt;
        c.low_open = i.low_open.value_or(false);
        c.high_open = i.high_open.value_or(false);
        return c;
    }

    // Completed years: 75.9 is still 75.
    static void completed_years(Interval& i) {
        if (!i.high || i.high_open.value_or(false)) return;
        i.high = std::floor(*i.high) + 1;
        i.high_open = true;
    }

    const EligibilityRecord& record_;
    const Criterion* criterion_ = nullptr;
    std::size_t parts_ = 0;
    ElmLibrary out_{};
    Texts definitions_{}, defined_{}, open_{}, sound_{};
    std::vector<Expression> keys_{};
};

// ------------------------------------------------------------------------------------------ values

// The reciprocal of the titre that an atom compares, if it is known: the greatest that it reaches.
Optional<double> titre_of(Atom atom, const Screener& screener) {
    const auto says = [&](std::int64_t low, bool exactly) {
        TitreTest t;
        t.low = Count(low);
        if (exactly) t.high = Count(low);
        atom.test = t;
        return screener.evaluate(atom);
    };
    if (says(0, false) != Tri::yes) return std::nullopt;
    std::int64_t reached = 0, beyond = Count::high;
    if (says(beyond, false) != Tri::no) return std::nullopt;
    while (beyond - reached > 1) {
        const std::int64_t middle = reached + (beyond - reached) / 2;
        const Tri t = says(middle, false);
        if (t == Tri::unknown) return std::nullopt;
        (t == Tri::yes ? reached : beyond) = middle;
    }
    // Another titre of the same day would say otherwise here; and an Integer of ELM has 32 bits.
    if (reached > INT32_MAX || says(reached, true) != Tri::yes) return std::nullopt;
    return static_cast<double>(reached);
}

// The number that an atom compares, if it is known exactly: how far it lies above 0.
Optional<double> number_of(Atom atom, const Screener& screener) {
    std::visit(
        [](auto& t) {
            Interval from_zero;
            from_zero.low = 0;
            if constexpr (requires { t.interval; })
                t.interval = from_zero;
            else if constexpr (requires { t.levels; })
                t.levels = from_zero;
        },
        *atom.test);
    const Explanation e = screener.explain(atom);
    if (e.value == Tri::unknown || !e.margin) return std::nullopt;
    const double x = e.margin->value;
    // Another value of the same day would say otherwise here.
    std::visit(
        [&](auto& t) {
            Interval just;
            just.low = just.high = x;
            if constexpr (requires { t.interval; })
                t.interval = just;
            else if constexpr (requires { t.levels; })
                t.levels = just;
        },
        *atom.test);
    const bool age = atom.query.codes && atom.query.codes->size() == 1 && atom.query.codes->front().text() == "age";
    if (!age && screener.evaluate(atom) != Tri::yes) return std::nullopt;
    return x;
}

}  // namespace

ElmLibrary write_elm(const EligibilityRecord& record) {
    return Exporter(record).run();
}

std::string elm_parameters(const ElmLibrary& library, const Screener& screener) {
    Texts members;
    for (const ElmParameter& p : library.parameters) {
        std::string value = "null";
        if (p.type == ElmType::boolean) {
            const Tri t = screener.evaluate(p.question);
            if (t != Tri::unknown) value = t == Tri::yes ? "true" : "false";
        } else if (const auto* atom = std::get_if<Atom>(&p.question); atom != nullptr && atom->test) {
            const bool titre = std::holds_alternative<TitreTest>(*atom->test);
            if (const Optional<double> x = titre ? titre_of(*atom, screener) : number_of(*atom, screener)) {
                char buffer[40];
                const auto r = std::to_chars(buffer, buffer + sizeof buffer, *x);
                value.assign(buffer, r.ptr);
            }
        }
        members.push_back(quoted(p.name) + ':' + value);
    }
    return '{' + joined(members) + '}';
}

}  // namespace carnk::inline v0_1
