// SPDX-License-Identifier: BSL-1.0
// What was read, for people, and expressions in one line.
#include <carnk/screen/criteria.hpp>

#include "screen/word.hpp"

#include <charconv>

namespace carnk::inline v0_1 {

namespace {

using detail::word;

std::string number(double x) {
    char buffer[40];
    const auto r = std::to_chars(buffer, buffer + sizeof buffer, x);
    return {buffer, r.ptr};
}

std::string interval(const Interval& i) {
    if (i.low && i.high) {
        const bool low = i.low_open.value_or(false), high = i.high_open.value_or(false);
        if (!low && !high) return ' ' + number(*i.low) + ".." + number(*i.high);
        return std::string(low ? " > " : " >= ") + number(*i.low) + (high ? " < " : " <= ") + number(*i.high);
    }
    if (i.low) return (i.low_open.value_or(false) ? " > " : " >= ") + number(*i.low);
    if (i.high) return (i.high_open.value_or(false) ? " < " : " <= ") + number(*i.high);
    return " any";
}

std::string unit(const UcumUnit& u, const Optional<ReferenceLimit>& reference) {
    if (!reference) return ' ' + std::string(u.text());
    switch (*reference) {
        case ReferenceLimit::uln:
            return " xULN";
        case ReferenceLimit::lln:
            return " xLLN";
        case ReferenceLimit::predicted:
            return " %pred";
        default:
            return ' ' + std::string(u.text()) + " of " + std::string(word(*reference));
    }
}

std::string offset(const TimeOffset& o) {
    std::string s;
    if (o.distance) s = number(o.distance->value) + ' ' + std::string(o.distance->unit.text());
    if (o.half_lives) s += (s.empty() ? "-" : "|") + number(o.half_lives->number()) + " t1/2";
    if (o.choose) s += ' ' + std::string(word(*o.choose));
    return s;
}

std::string window(const TimeWindow& w) {
    std::string s = "@";
    if (w.anchor) s += word(*w.anchor);
    if (w.event) s += ':' + w.event->text();
    s += w.from_open.value_or(false) ? '(' : '[';
    if (w.from) s += offset(*w.from);
    // A single day
    if (w.from && w.to && *w.from == *w.to && !w.to_open.value_or(false)) return s + ']';
    s += ", ";
    if (w.to) s += offset(*w.to);
    return s + (w.to_open.value_or(false) ? ')' : ']');
}

std::string list(const std::vector<Slug>& codes, char separator) {
    std::string s;
    for (const Slug& c : codes)
        s += (s.empty() ? "" : std::string(1, separator)) + c.text();
    return s;
}

std::string test(const Test& t) {
    struct Visitor {
        std::string operator()(const RangeTest& x) const {
            const std::string u = x.unit.text() == "1" && !x.reference ? std::string(" 1") : unit(x.unit, x.reference);
            return interval(x.interval) + u;
        }
        std::string operator()(const ChangeTest& x) const {
            return ' ' + std::string(word(x.direction)) + interval(x.amount) + unit(x.unit, std::nullopt);
        }
        std::string operator()(const OrdinalTest& x) const { return interval(x.levels); }
        std::string operator()(const StageTest& x) const {
            return " stage " + std::string(word(x.system)) + ' ' + (x.low ? x.low->text() : "") + ".." +
                   (x.high ? x.high->text() : "");
        }
        std::string operator()(const CodeTest& x) const { return '=' + list(x.codes, '|'); }
        std::string operator()(const ResultTest& x) const { return ':' + std::string(word(x.result)); }
        std::string operator()(const SemiQuantitativeTest& x) const {
            return ' ' + (x.low ? std::string(word(*x.low)) : "") + ".." + (x.high ? std::string(word(*x.high)) : "");
        }
        std::string operator()(const TitreTest& x) const {
            return " titre " + (x.low ? std::to_string(x.low->number()) : "") + ".." +
                   (x.high ? std::to_string(x.high->number()) : "");
        }
        std::string operator()(const DurationTest& x) const {
            return interval(x.interval) + unit(x.unit, std::nullopt);
        }
        std::string operator()(const DateTest& x) const {
            const TimeWindow& w = x.window;
            if (w.anchor && w.from && w.from->distance && !w.to && w.from->distance->value >= 0)
                return ">=" + std::string(word(*w.anchor)) + '+' + number(w.from->distance->value) + ' ' +
                       std::string(w.from->distance->unit.text());
            return ' ' + window(w);
        }
        std::string operator()(const WordsTest& x) const { return " \"" + x.text + '"'; }
    };
    return std::visit(Visitor(), t);
}

std::string filters(const FactQuery& q) {
    std::string s;
    if (q.where)
        for (const FactFilter& f : *q.where) {
            s += " {";
            if (const auto* code = std::get_if<CodeTest>(&f.test);
                code != nullptr && f.attribute == FactAttribute::activity)
                s += list(code->codes, '|');
            else if (const auto* level = std::get_if<OrdinalTest>(&f.test); level != nullptr)
                s += std::string(word(f.attribute)) +
                     (level->levels.low && level->levels.high ? interval(level->levels) : interval(level->levels)) +
                     ' ' + std::string(word(level->scale));
            else
                s += std::string(word(f.attribute)) + test(f.test);
            s += '}';
        }
    return s;
}

std::string circumstances(const FactQuery& q) {
    std::string s;
    if (q.methods) s += " by " + list(*q.methods, ',');
    if (q.sites) s += " at " + list(*q.sites, ',');
    if (q.support)
        for (const SupportRule& r : *q.support)
            s += (r.allowed ? " +" : " -") + std::string(word(r.support)) +
                 (r.within ? ' ' + number(r.within->value) + ' ' + std::string(r.within->unit.text()) : "");
    if (q.window) s += ' ' + window(*q.window);
    if (q.except)
        for (const FactQuery& x : *q.except)
            s += " except(" + std::string(word(x.domain)) + (x.codes ? ' ' + list(*x.codes, ',') : "") + filters(x) +
                 circumstances(x) + ')';
    return s;
}

std::string atom_text(const Atom& a) {
    const FactQuery& q = a.query;
    std::string what = q.codes ? list(*q.codes, ',') : std::string(word(q.domain));
    if (q.subject == FactSubject::donor) what = "donor:" + what;
    if (q.component) what += '.' + q.component->text();
    if (q.specimens) what += '[' + list(*q.specimens, ',') + ']';
    std::string s;
    switch (a.quantifier) {
        case Quantifier::exists:
            return "has " + what + filters(q) + circumstances(q);
        case Quantifier::none:
            return "no " + what + filters(q) + circumstances(q);
        case Quantifier::count: {
            s = (a.distinct ? std::string(word(*a.distinct)) + "s(" : "count(") + what + filters(q) + circumstances(q) +
                ')';
            Interval i;
            if (a.count && a.count->low) i.low = static_cast<double>(a.count->low->number());
            if (a.count && a.count->high) i.high = static_cast<double>(a.count->high->number());
            return s + interval(i);
        }
        case Quantifier::latest:
        case Quantifier::any_of:
            break;
        default:
            what = std::string(word(a.quantifier)) + ' ' + what;
    }
    // A performance scale says its name once.
    return what + (a.test ? test(*a.test) : "") + filters(q) + circumstances(q);
}

std::string parts(const std::vector<Expression>& of, std::string_view separator = "; ") {
    std::string s;
    for (const Expression& e : of)
        s += (s.empty() ? "" : std::string(separator)) + short_form(e);
    return s;
}

std::string words_of(std::string_view text, const Count& begin, const Count& end) {
    const auto b = static_cast<std::size_t>(begin.number()), e = static_cast<std::size_t>(end.number());
    if (b > e || e > text.size()) return {};
    std::string s;
    for (const char c : text.substr(b, e - b)) {
        const bool space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
        if (!space)
            s += c;
        else if (!s.empty() && s.back() != ' ')
            s += ' ';
    }
    return s;
}

}  // namespace

std::string short_form(const Expression& expression) {
    struct Visitor {
        std::string operator()(const AllOf& x) const { return x.of.empty() ? "true" : "all(" + parts(x.of) + ')'; }
        std::string operator()(const AnyOf& x) const { return x.of.empty() ? "false" : "any(" + parts(x.of) + ')'; }
        std::string operator()(const Not& x) const { return "not(" + parts(x.of) + ')'; }
        std::string operator()(const AtLeast& x) const {
            return "at_least(" + std::to_string(x.k.number()) + "; " + parts(x.of) + ')';
        }
        std::string operator()(const AtMost& x) const {
            return "at_most(" + std::to_string(x.k.number()) + "; " + parts(x.of) + ')';
        }
        std::string operator()(const Implies& x) const {
            return "if(" + parts(x.condition) + " => " + parts(x.then) + ')';
        }
        std::string operator()(const Case& x) const {
            std::string s = "case(";
            for (const CaseBranch& b : x.branches)
                s += short_form(b.when) + " => " + short_form(b.then) + "; ";
            return s + "else " + parts(x.otherwise) + ')';
        }
        std::string operator()(const Ref& x) const { return "ref " + x.criterion.text(); }
        std::string operator()(const InScope& x) const {
            std::string s = "in_scope " + std::string(word(x.level));
            for (const std::string& n : x.names)
                s += " \"" + n + '"';
            return s;
        }
        std::string operator()(const Atom& x) const { return atom_text(x); }
        std::string operator()(const NarrativeAtom& x) const { return '"' + x.text + '"'; }
    };
    return std::visit(Visitor(), static_cast<const std::variant<AllOf, AnyOf, Not, AtLeast, AtMost, Implies, Case, Ref,
                                                                InScope, Atom, NarrativeAtom>&>(expression));
}

std::string to_text(const ParsedCriteria& c, std::string_view text) {
    std::string out;
    std::size_t full = 0, partial = 0, narrative = 0;
    for (const Criterion& x : c.criteria)
        ++(x.computability == Computability::full      ? full
           : x.computability == Computability::partial ? partial
                                                       : narrative);
    out += std::to_string(c.criteria.size()) + " criteria: " + std::to_string(full) + " read in full, " +
           std::to_string(partial) + " in part, " + std::to_string(narrative) + " left as words\n";
    bool first = true;
    Optional<CriterionKind> list;
    for (const CriteriaSentence& s : c.sentences) {
        if (first || list != s.list) {
            out += '\n';
            out += !s.list ? "BEFORE ANY HEADING" : *s.list == CriterionKind::inclusion ? "INCLUSION" : "EXCLUSION";
            out += '\n';
        }
        first = false;
        list = s.list;
        const std::string indent(2 + 2 * static_cast<std::size_t>(std::min<std::int64_t>(s.depth.number(), 20)), ' ');
        const std::string_view sign = s.computability == Computability::full      ? "[x] "
                                      : s.computability == Computability::partial ? "[~] "
                                                                                  : "[ ] ";
        out += indent;
        out += sign;
        out += words_of(text, s.begin, s.end);
        out += '\n';
        for (const CriteriaPart& p : s.parts)
            out += indent + "      " + short_form(p.expression) + "    (" + p.pattern.text() + ")\n";
        if (!s.parts.empty())
            for (const TextSpan& u : s.unread)
                out += indent + "      words: " + words_of(text, *u.begin, *u.end) + '\n';
    }
    return out;
}

}  // namespace carnk::inline v0_1
