// SPDX-License-Identifier: BSL-1.0
#include "screen/atom.hpp"

#include <carnk/screen/clinical.hpp>

#include <boost/container/small_vector.hpp>

#include <algorithm>
#include <charconv>
#include <set>

namespace carnk::inline v0_1::detail {

namespace {

constexpr std::size_t evidence_limit = 3;

std::string number_text(double x) {
    char buffer[40];
    const auto r = std::to_chars(buffer, buffer + sizeof buffer, x);
    return std::string(buffer, r.ptr);
}

// A value as text; empty if there is none.
std::string value_text(const AttributeValue& v) {
    std::string s;
    if (v.years && v.low && v.high) {
        s = number_text(static_cast<double>(static_cast<std::int64_t>(*v.low)));
        const std::string to = number_text(static_cast<double>(static_cast<std::int64_t>(*v.high)));
        if (to != s) s += " to " + to;
        return s + " a";
    }
    if (v.number) {
        if (v.low && v.high == v.low)
            s = number_text(*v.low);
        else if (v.low)
            s = (v.low_open ? "> " : ">= ") + number_text(*v.low);
        else if (v.high)
            s = (v.high_open ? "< " : "<= ") + number_text(*v.high);
        if (!v.unit.empty() && v.unit.text() != "1") s += ' ' + v.unit.text();
        return s;
    }
    for (const std::string_view c : v.codes)
        s.append(s.empty() ? "" : ", ").append(c);
    if (v.result) {
        static constexpr std::string_view names[] = {"positive", "negative", "elevated",     "low",
                                                     "normal",   "abnormal", "indeterminate"};
        s = names[static_cast<std::size_t>(*v.result)];
    } else if (v.reading) {
        static constexpr std::string_view names[] = {"negative", "trace", "1+", "2+", "3+", "4+"};
        s = names[static_cast<std::size_t>(*v.reading)];
    } else if (v.titre) {
        s = "1:" + std::to_string(*v.titre);
    }
    return s;
}

const Optional<PartialDate>* date_of(const Fact& fact) {
    return std::visit(
        [](const auto& p) -> const Optional<PartialDate>* {
            if constexpr (std::is_pointer_v<std::remove_cvref_t<decltype(p)>>) {
                if constexpr (requires { p->onset; })
                    return &p->onset;
                else if constexpr (requires { p->start; })
                    return &p->start;
                else
                    return &p->date;
            } else {
                return nullptr;
            }
        },
        fact.payload);
}

bool kind_of(Support stated, Support asked) {
    if (stated == asked) return true;
    if (asked == Support::any_transfusion)
        return stated == Support::red_cell_transfusion || stated == Support::platelet_transfusion;
    if (asked == Support::growth_factor) return stated == Support::g_csf || stated == Support::erythropoietin;
    return false;
}

// One member whose fact names codes, or not: "by one of these assays".
Truth named_match(const Vocabulary& words, const Named& named, const std::vector<Slug>& wanted) {
    if (!named.stated) return {Tri::unknown, Reason::attribute_missing};
    Tri value = Tri::no;
    for (const std::string_view c : named.codes)
        value = value | code_match(words, c, wanted);
    return {value, value == Tri::unknown ? Reason::coded_broadly : Reason::present};
}

Truth negated(Truth t) {
    t.value = !t.value;
    return t;
}

struct Member {
    const Fact* fact = nullptr;
    Truth truth{};
};

// A code that says what a thing is to a study or to practice, not what it is: no drug is coded as standard therapy by nature, so one that
// is not coded so may be it all the same.
bool relative(const FactQuery& q) {
    return q.codes && std::any_of(q.codes->begin(), q.codes->end(), [](const Slug& c) {
               const std::string& s = c.text();
               return s.starts_with("standard-") || s.starts_with("study-") || s.find("-study-") != std::string::npos;
           });
}

// One query asked of one person.
class Search {
public:
    template <class T>
    using Few = boost::container::small_vector<T, 8>;

    // presence: the answer may rest on that there is nothing else; then a code that nobody knows may be what is asked for.
    Search(const Asker& asker, const Person& person, const FactQuery& query, const PreparedQuery& prepared,
           bool presence)
        : asker_(asker),
          person_(person),
          query_(query),
          prepared_(prepared),
          list_(person.of(query.domain)),
          presence_(presence) {
        if (list_.facts.empty()) return;
        for (const Candidate& c : candidates()) {
            const Fact& f = list_.facts[c.fact];
            if (f.assertion == Assertion::not_assessed) {
                not_assessed_ = &f;
                if (match(f, query, c.match, prepared.relative, 0).value != Tri::no && !f.strange)
                    unassessed_.push_back(&f);
                continue;
            }
            if (f.assertion == Assertion::refuted) refuted_.push_back(&f);
            const Truth t = match(f, query, c.match, prepared.relative, 0);
            if (t.value == Tri::no) {
                if (f.assertion == Assertion::present &&
                    (t.reason == Reason::stale || t.reason == Reason::under_support))
                    passed_over_ = t.reason;
                continue;
            }
            (f.assertion == Assertion::present ? members : denied).push_back({&f, t});
        }
    }

    Few<Member> members{};  // present facts that match, surely or perhaps
    Few<Member> denied{};   // refuted facts that match but for that: a negative serology has a value all the same

    // Whether it is known that there is nothing beyond what is listed.
    Optional<Reason> closed() const {
        if (by_refutation()) return Reason::refuted;
        bool incomplete = false;
        if (by_completeness(incomplete)) return Reason::absent_as_complete;
        return std::nullopt;
    }
    bool complete() const {
        bool incomplete = false;
        return by_completeness(incomplete);
    }

    // Why nothing is known where nothing was found.
    Reason nothing() const {
        if (passed_over_) return *passed_over_;
        if (not_assessed_) return Reason::not_assessed;
        bool incomplete = false;
        by_completeness(incomplete);
        return incomplete ? Reason::list_incomplete : Reason::not_found;
    }
    const Fact* not_assessed() const { return not_assessed_; }
    // Facts that would match if only somebody had looked; a value may be there whatever is refuted.
    const Few<const Fact*>& not_looked_for() const { return unassessed_; }
    // Those of them that no refuted fact settles.
    Few<const Fact*> unassessed() const {
        Few<const Fact*> open;
        for (const Fact* f : unassessed_)
            if (!contradicted(*f)) open.push_back(f);
        return open;
    }
    const Few<const Fact*>& refuted() const { return refuted_; }

    // Whether a refuted fact denies what a present one says.
    bool contradicted(const Fact& f) const {
        for (const Fact* r : refuted_) {
            if (restricted(*r, &f)) continue;
            bool same = f.codes.empty() && r->codes.empty();
            for (const std::string_view c : f.codes)
                for (const std::string_view d : r->codes)
                    same = same || asker_.words->is_a(c, d);
            if (!same) continue;
            const bool apart = (r->dated && r->start.low != no_begin &&
                                (single_day(*r) ? r->start.high : r->end.high) < f.start.low) ||
                               (f.end.high != no_end && f.dated && r->dated && f.end.high < r->start.low);
            if (!apart) return true;
        }
        return false;
    }

private:
    struct Candidate {
        std::uint32_t fact = 0;
        Tri match = Tri::no;  // whether its codes are what is asked for
    };
    using Candidates = boost::container::small_vector<Candidate, 16>;

    // Facts that say something about the codes of the query, in their order; all facts, if the query has no codes.
    Candidates candidates() const {
        Candidates found;
        const auto size = static_cast<std::uint32_t>(list_.facts.size());
        if (!query_.codes || prepared_.relative) {
            for (std::uint32_t i = 0; i < size; ++i)
                found.push_back({i, query_.codes ? coded(i, *query_.codes, prepared_.hashes) : Tri::yes});
            return found;
        }
        for (std::size_t w = 0; w < prepared_.hashes.size(); ++w)
            list_.index.find((*query_.codes)[w].text(), prepared_.hashes[w], [&](const CodeHit& hit) {
                list_.index.facts_of(hit, [&](const CodedFact& c) { found.push_back({c.fact, match_of(hit, c)}); });
            });
        if (query_.domain != FactDomain::demographic)
            for (const std::uint32_t i : list_.uncoded)
                found.push_back({i, Tri::unknown});
        if (presence_)
            for (const std::uint32_t i : list_.strange)
                found.push_back({i, Tri::no});
        const auto before = [](const Candidate& a, const Candidate& b) {
            return a.fact != b.fact ? a.fact < b.fact : a.match > b.match;
        };
        const auto same = [](const Candidate& a, const Candidate& b) {
            return a.fact == b.fact;
        };
        if (found.size() > 1) {
            std::sort(found.begin(), found.end(), before);
            found.erase(std::unique(found.begin(), found.end(), same), found.end());
        }
        return found;
    }

    // A drug by name says more than its class, and a class more than those above it.
    static Tri match_of(const CodeHit& hit, const CodedFact& c) {
        return hit.narrower ? Tri::yes : c.elsewhere ? Tri::no : Tri::unknown;
    }

    // Whether the codes of a fact are among those that are wanted.
    Tri coded(std::uint32_t fact, const std::vector<Slug>& wanted, const std::vector<std::uint64_t>& hashes) const {
        if (list_.facts[fact].codes.empty()) return Tri::unknown;
        Tri value = Tri::no;
        for (std::size_t w = 0; w < wanted.size() && value != Tri::yes; ++w)
            list_.index.find(wanted[w].text(), hashes[w], [&](const CodeHit& hit) {
                list_.index.facts_of(hit, [&](const CodedFact& c) {
                    if (c.fact == fact) value = value | match_of(hit, c);
                });
            });
        return value;
    }

    Truth match(const Fact& f, const FactQuery& q, Tri codes, bool relative, int depth) const {
        if (depth > 16) return {Tri::unknown, Reason::not_computable};
        Truth t{Tri::yes, Reason::present};
        if (q.codes) {
            if (codes == Tri::no && (relative || (presence_ && f.strange))) codes = Tri::unknown;
            if (codes == Tri::no) return {Tri::no, Reason::not_found};
            if (codes == Tri::unknown) t = both(t, {Tri::unknown, Reason::coded_broadly});
        }
        if (!f.given && !asks_outcome(q)) return {Tri::no, Reason::not_found};
        if (q.component) t = both(t, named_match(*asker_.words, component_of(f), {*q.component}));
        if (q.methods) t = both(t, named_match(*asker_.words, method_of(f), *q.methods));
        if (q.specimens) t = both(t, named_match(*asker_.words, specimen_of(f), *q.specimens));
        if (q.sites) {
            const AttributeValue v = attribute_of(f, FactAttribute::site, asker_.view->today);
            t = both(t, named_match(*asker_.words, {v.stated, v.codes}, *q.sites));
        }
        if (q.where)
            for (const FactFilter& w : *q.where) {
                Truth one = passes(asker_, attribute_of(f, w.attribute, asker_.view->today), w.test, f, nullptr);
                if (one.value == Tri::unknown && one.reason == Reason::value_missing)
                    one.reason = Reason::attribute_missing;
                if (one.value == Tri::no) return {Tri::no, Reason::not_found};
                t = both(t, one);
            }
        if (q.support) {
            const Truth one = supported(f, *q.support);
            if (one.value == Tri::no) return one;
            t = both(t, one);
        }
        if (t.value == Tri::no) return t;
        Truth time = in_window(asker_, f, q.window);
        if (!q.window && !f.dated && f.start.low == no_begin && !f.impossible) time = {Tri::yes, Reason::present};
        if (time.value == Tri::no) return {Tri::no, Reason::stale};
        t = both(t, time);
        if (q.except)
            for (const FactQuery& e : *q.except) {
                const PreparedQuery p = prepared(e);
                const auto number = static_cast<std::uint32_t>(&f - list_.facts.data());
                const Truth one =
                    match(f, e, e.codes ? coded(number, *e.codes, p.hashes) : Tri::yes, p.relative, depth + 1);
                if (one.value == Tri::yes) return {Tri::no, Reason::not_found};
                t = both(t, negated(one));
            }
        return t;
    }

    static bool asks_outcome(const FactQuery& q) {
        if (q.where)
            for (const FactFilter& w : *q.where)
                if (w.attribute == FactAttribute::outcome) return true;
        return false;
    }

    Truth supported(const Fact& f, const std::vector<SupportRule>& rules) const {
        Truth t{Tri::yes, Reason::present};
        const Optional<std::vector<Support>>* stated = support_of(f);
        for (const SupportRule& rule : rules) {
            if (rule.allowed) continue;
            if (!stated || !*stated) {
                t = both(t, {Tri::unknown, Reason::under_support});
                continue;
            }
            for (const Support s : **stated) {
                if (kind_of(s, rule.support)) return {Tri::no, Reason::under_support};
                if (kind_of(rule.support, s)) t = both(t, {Tri::unknown, Reason::under_support});
            }
        }
        return t;
    }

    static bool single_day(const Fact& r) { return r.end.high == no_end || r.start == r.end; }

    // A refuted fact that says more than its code denies only that much: not what `f` says, unless that says the same.
    bool restricted(const Fact& r, const Fact* f = nullptr) const {
        if (!r.restricted) return false;
        if (!f) return true;
        for (const FactAttribute a : telling_attributes)
            if (const AttributeValue v = attribute_of(r, a, asker_.view->today); v.stated) {
                const AttributeValue w = attribute_of(*f, a, asker_.view->today);
                if (!w.stated || w.codes != v.codes || w.low != v.low || w.high != v.high) return true;
            }
        return false;
    }

    // Whether a present fact of the same time says what this one denies, whatever else the query wants of it.
    bool disputed(const Fact& r) const {
        return std::any_of(list_.facts.begin(), list_.facts.end(), [&](const Fact& f) {
            return f.assertion == Assertion::present && f.given && !f.codes.empty() && f.codes == r.codes &&
                   f.start == r.start && f.end == r.end;
        });
    }

    // First and last day that the query asks about; nothing if an anchor is unknown.
    Optional<Span> asked() const {
        Span s{no_begin, asker_.view->today.high};
        if (!query_.window) return s;
        const TimeWindow& w = *query_.window;
        const Optional<Span> anchor = anchor_days(asker_, w.anchor.value_or(Anchor::screening), w.event);
        if (!anchor) return std::nullopt;
        // The widest that the ends can be: found by asking where a single day still may lie inside.
        const auto edge = [&](const Optional<TimeOffset>& o, bool upper) {
            if (!o) return upper ? no_end : no_begin;
            if (o->half_lives && !(o->distance && o->choose == SpanChoice::shorter)) return upper ? no_end : no_begin;
            if (!o->distance) return upper ? anchor->high : anchor->low;
            const std::string& unit = o->distance->unit.text();
            const double amount = o->distance->value;
            const Day from = upper ? anchor->high : anchor->low;
            if ((unit == "a" || unit == "mo") && amount > -2000 && amount < 2000 &&
                amount == static_cast<double>(static_cast<int>(amount)))
                return add_months(from, static_cast<std::int64_t>(amount) * (unit == "a" ? 12 : 1), upper);
            const Optional<double> days = o->distance->in(unit_day());
            if (!days || *days > 1e6 || *days < -1e6) return upper ? no_end : no_begin;
            return from + static_cast<Day>(*days) +
                   (upper ? (*days > 0 ? 1 : 0) * (*days != static_cast<double>(static_cast<Day>(*days))) : 0);
        };
        return Span{edge(w.from, false), edge(w.to, true)};
    }

    // The same, once.
    const Optional<Span>& days() const {
        if (!days_known_) {
            days_ = asked();
            days_known_ = true;
        }
        return days_;
    }

    // Whether a refuted fact, of the code or of one above it, denies it for all the time that is asked about.
    bool denies(const Fact& r) const {
        if (r.assertion != Assertion::refuted || r.impossible || r.restricted) return false;
        if (disputed(r)) return false;
        if (!r.dated || r.start.low == no_begin) return true;
        if (!query_.window) return true;
        if (!days()) return false;
        return single_day(r) ? r.start.low >= days()->high : r.start.high <= days()->low && r.end.low >= days()->high;
    }

    bool by_refutation() const {
        if (!query_.codes) return false;
        for (std::size_t w = 0; w < prepared_.hashes.size(); ++w) {
            bool denied_here = false;
            list_.index.find((*query_.codes)[w].text(), prepared_.hashes[w], [&](const CodeHit& hit) {
                if (!hit.broader || denied_here) return;
                list_.index.facts_of(
                    hit, [&](const CodedFact& c) { denied_here = denied_here || denies(list_.facts[c.fact]); });
            });
            if (!denied_here) return false;
        }
        return true;
    }

    bool by_completeness(bool& incomplete) const {
        // What is not stated of the person is not denied: these are members, not a list.
        if (query_.domain == FactDomain::demographic) return false;
        for (const DomainCompleteness& c : *person_.completeness) {
            if (c.domain != query_.domain || c.complete_as_of.empty()) continue;
            if (c.codes) {
                if (!query_.codes) continue;
                const bool all = std::all_of(query_.codes->begin(), query_.codes->end(), [&](const Slug& code) {
                    return std::any_of(c.codes->begin(), c.codes->end(),
                                       [&](const Slug& s) { return asker_.words->is_a(code.text(), s.text()); });
                });
                if (!all) continue;
            }
            incomplete = true;
            if (!days() || days()->high >= no_end) continue;
            if (c.complete_as_of.first_day() < days()->high) continue;
            if (c.complete_from && (c.complete_from->empty() || c.complete_from->last_day() > days()->low)) continue;
            return true;
        }
        return false;
    }

    const Asker& asker_;
    const Person& person_;
    const FactQuery& query_;
    const PreparedQuery& prepared_;
    const FactList& list_;
    bool presence_;
    Few<const Fact*> refuted_{};
    Few<const Fact*> unassessed_{};
    mutable Optional<Span> days_{};
    mutable bool days_known_ = false;
    const Fact* not_assessed_ = nullptr;
    Optional<Reason> passed_over_{};
};

// Whether two facts of a list say the same in all that they say.
bool same_fact(const Fact& a, const Fact& b) {
    return std::visit(
        [&](const auto& p) {
            using P = std::remove_cvref_t<decltype(p)>;
            if constexpr (std::is_pointer_v<P>) {
                const P* other = std::get_if<P>(&b.payload);
                return other != nullptr && **other == *p;
            } else {
                return false;
            }
        },
        a.payload);
}

class Answerer {
public:
    Answerer(const Asker& asker, const Person& person, const Atom& atom, const PreparedQuery& query, bool evidence)
        : asker_(asker),
          person_(person),
          atom_(atom),
          evidence_(evidence),
          search_(asker, person, atom.query, query, presence(atom.quantifier)) {}

    AtomAnswer run() {
        switch (atom_.quantifier) {
            case Quantifier::exists:
                out_.truth = exists();
                break;
            case Quantifier::none:
                out_.truth = negated(exists());
                break;
            case Quantifier::count:
                out_.truth = count();
                break;
            case Quantifier::latest:
                out_.truth = latest();
                break;
            case Quantifier::any_of:
            case Quantifier::best:
                out_.truth = any(false);
                break;
            case Quantifier::all_of:
            case Quantifier::worst:
                out_.truth = any(true);
                break;
        }
        return std::move(out_);
    }

private:
    static bool presence(Quantifier q) {
        return q == Quantifier::exists || q == Quantifier::none || q == Quantifier::count;
    }

    void note(const Fact& f) {
        if (!evidence_ || out_.evidence.size() >= evidence_limit) return;
        Evidence e;
        e.pointer = pointer_of(person_, f);
        std::string text = value_text(attribute_of(f, FactAttribute::value, asker_.view->today));
        if (text.empty())
            text = f.assertion == Assertion::present   ? "present"
                   : f.assertion == Assertion::refuted ? "refuted"
                                                       : "not assessed";
        e.value = std::move(text);
        if (const Optional<PartialDate>* d = date_of(f)) e.date = *d;
        out_.evidence.push_back(std::move(e));
    }

    Truth exists() {
        const Member* open = nullptr;
        bool contradiction = false;
        for (const Member& m : search_.members) {
            if (search_.contradicted(*m.fact)) {
                contradiction = true;
                note(*m.fact);
                continue;
            }
            if (m.truth.value == Tri::unknown) {
                if (!open) open = &m;
                continue;
            }
            out_.evidence.clear();
            note(*m.fact);
            return {Tri::yes, Reason::present};
        }
        if (contradiction) return {Tri::unknown, Reason::conflicting};
        if (open) {
            note(*open->fact);
            return {Tri::unknown, open->truth.reason};
        }
        if (const Search::Few<const Fact*> open_facts = search_.unassessed(); !open_facts.empty()) {
            note(*open_facts.front());
            return {Tri::unknown, Reason::not_assessed};
        }
        if (const Optional<Reason> why = search_.closed()) {
            if (*why == Reason::refuted)
                for (const Fact* r : search_.refuted())
                    note(*r);
            return {Tri::no, *why};
        }
        if (search_.not_assessed()) note(*search_.not_assessed());
        return {Tri::unknown, search_.nothing()};
    }

    Truth count() {
        std::set<std::string> sure, all;
        std::int64_t unnamed = 0, sure_facts = 0, all_facts = 0;
        Reason open = Reason::not_found;
        std::vector<const Fact*> all_counted;
        for (const Member& m : search_.members) {
            note(*m.fact);
            ++all_facts;
            // Twice the same may be one that was written down twice.
            const bool again = std::any_of(all_counted.rbegin(), all_counted.rend(),
                                           [&](const Fact* f) { return same_fact(*f, *m.fact); });
            if (all_counted.size() < 1000) all_counted.push_back(m.fact);
            const bool denied = search_.contradicted(*m.fact);
            const bool certain = m.truth.value == Tri::yes && !again && !denied;
            if (certain)
                ++sure_facts;
            else if (open != Reason::conflicting)
                open = denied ? Reason::conflicting : again ? Reason::attribute_missing : m.truth.reason;
            if (!atom_.distinct) continue;
            const AttributeValue v = attribute_of(*m.fact, *atom_.distinct, asker_.view->today);
            std::vector<std::string> names;
            if (v.stated && v.number)
                names.push_back(value_text(v));
            else
                for (const std::string_view c : v.codes)
                    names.emplace_back(c);
            if (names.empty()) {
                ++unnamed;
                if (open != Reason::conflicting) open = Reason::attribute_missing;
            }
            for (const std::string& n : names) {
                all.insert(n);
                if (certain) sure.insert(n);
            }
        }
        std::int64_t low = sure_facts, high = all_facts;
        if (atom_.distinct) {
            low = sure.empty() && sure_facts > 0 ? 1 : static_cast<std::int64_t>(sure.size());
            high = static_cast<std::int64_t>(all.size()) + unnamed;
        }
        const Optional<Reason> closed = search_.members.empty() ? search_.closed() : Optional<Reason>();
        const bool bounded = (closed || search_.complete()) && search_.unassessed().empty();
        const CountRange range = atom_.count.value_or(CountRange());
        const bool low_ok = !range.low || low >= range.low->number();
        const bool high_ok = !range.high || (bounded && high <= range.high->number());
        if (low_ok && high_ok) return {Tri::yes, Reason::count_in_range};
        if ((range.high && low > range.high->number()) || (range.low && bounded && high < range.low->number()))
            return {Tri::no, Reason::count_out_of_range};
        return {Tri::unknown, open == Reason::not_found ? search_.nothing() : open};
    }

    // Facts whose value can be tested: a negative serology belongs to a refuted infection.
    Search::Few<Member> testable() const {
        Search::Few<Member> all = search_.members;
        for (const Member& m : search_.denied)
            if (attribute_of(*m.fact, FactAttribute::value, asker_.view->today).stated) all.push_back(m);
        return all;
    }

    Truth test(const Fact& f, bool margin) {
        if (!atom_.test) return {Tri::unknown, Reason::not_computable};
        return passes(asker_, attribute_of(f, FactAttribute::value, asker_.view->today), *atom_.test, f,
                      margin ? &out_.margin : nullptr);
    }

    Truth words_only() const { return {Tri::unknown, Reason::not_computable}; }

    Truth latest() {
        if (atom_.test && std::holds_alternative<WordsTest>(*atom_.test)) return words_only();
        if (atom_.test && std::holds_alternative<ChangeTest>(*atom_.test)) return change();
        const Search::Few<Member> all = testable();
        Day newest = no_begin;
        for (const Member& m : all)
            if (m.truth.value == Tri::yes) newest = std::max(newest, m.fact->start.low);
        Optional<Truth> agreed;
        const Member* first_sure = nullptr;
        const Member* first_open = nullptr;
        bool differ = false, same_day = true, unknown_test = false;
        Truth unknown{};
        for (const Member& m : all) {
            if (m.fact->start.high < newest) continue;
            const Truth t = test(*m.fact, false);
            note(*m.fact);
            if (m.truth.value == Tri::yes) {
                if (first_sure && first_sure->fact->start != m.fact->start) same_day = false;
                if (!first_sure) first_sure = &m;
            } else {
                if (!first_open) first_open = &m;
                same_day = false;
            }
            if (t.value == Tri::unknown) {
                unknown_test = true;
                unknown = t;
            } else if (agreed && agreed->value != t.value) {
                differ = true;
            } else if (!agreed) {
                agreed = t;
            }
        }
        if (!first_sure)
            return first_open ? Truth{Tri::unknown, first_open->truth.reason} : Truth{Tri::unknown, search_.nothing()};
        if (differ && same_day) return {Tri::unknown, Reason::conflicting};
        if (differ && first_open) return {Tri::unknown, first_open->truth.reason};
        if (differ) return {Tri::unknown, first_sure->fact->dated ? Reason::partial_date : Reason::undated};
        if (unknown_test) return unknown;
        for (const Fact* f : search_.not_looked_for())
            if (f->start.high >= newest) return {Tri::unknown, Reason::not_assessed};
        (void)test(*first_sure->fact, true);
        return *agreed;
    }

    // A value that changed by so much in so long: some pair of two values did.
    Truth change() {
        const ChangeTest& t = std::get<ChangeTest>(*atom_.test);
        struct Value {
            Span day;
            double x;
            const Fact* fact;
        };
        std::vector<Value> values;
        Reason open = Reason::not_found;
        for (const Member& m : search_.members) {
            const AttributeValue v = attribute_of(*m.fact, FactAttribute::value, asker_.view->today);
            if (!v.number || !v.low || v.low != v.high) {
                open = Reason::value_missing;
                continue;
            }
            const Optional<double> x = convert_measured(v.code, *v.low, v.unit, t.unit);
            if (!x || m.truth.value != Tri::yes || !m.fact->dated) {
                open = !x ? Reason::unit_mismatch : m.fact->dated ? m.truth.reason : Reason::undated;
                continue;
            }
            values.push_back({m.fact->start, *x, m.fact});
        }
        std::sort(values.begin(), values.end(), [](const Value& a, const Value& b) {
            return a.day.low != b.day.low ? a.day.low < b.day.low : a.x < b.x;
        });
        if (values.size() > 1000) values.erase(values.begin(), values.end() - 1000);
        for (std::size_t i = 0; i < values.size(); ++i)
            for (std::size_t j = i + 1; j < values.size(); ++j) {
                const Value &a = values[i], &b = values[j];
                if (a.day.high >= b.day.low) continue;
                const double grown = t.direction == ChangeDirection::rise ? b.x - a.x : a.x - b.x;
                if (grown <= 0 || !t.amount.contains(grown)) continue;
                if (t.within) {
                    const double length = elapsed(a.day.low, b.day.high, t.within->unit.text());
                    if (length < 0 || length > t.within->value) continue;
                }
                note(*a.fact);
                note(*b.fact);
                return {Tri::yes, Reason::value_in_range};
            }
        if (values.size() > 1) open = Reason::value_missing;
        return {Tri::unknown, open == Reason::not_found ? search_.nothing() : open};
    }

    // Two values of the same thing at the same time, of which one passes and the other does not: neither is to be trusted.
    bool denied_by_twin(const Fact& f, Tri value, const Search::Few<Member>& all) {
        const FactDomain d = atom_.query.domain;
        if (d != FactDomain::measurement && d != FactDomain::biomarker && d != FactDomain::antigen_expression &&
            d != FactDomain::performance)
            return false;
        return std::any_of(all.begin(), all.end(), [&](const Member& m) {
            if (m.truth.value != Tri::yes || m.fact->codes != f.codes || m.fact->start != f.start ||
                method_of(*m.fact).codes != method_of(f).codes || specimen_of(*m.fact).codes != specimen_of(f).codes ||
                component_of(*m.fact).codes != component_of(f).codes ||
                attribute_of(*m.fact, FactAttribute::site, asker_.view->today).codes !=
                    attribute_of(f, FactAttribute::site, asker_.view->today).codes)
                return false;
            return test(*m.fact, false).value == !value;
        });
    }

    // One passes, or all do.
    Truth any(bool every) {
        if (atom_.test && std::holds_alternative<WordsTest>(*atom_.test)) return words_only();
        Optional<Truth> open;
        const Fact* decided = nullptr;
        std::size_t sure = 0;
        std::vector<std::string_view> seen;
        const Search::Few<Member> all = testable();
        for (const Member& m : all) {
            const Truth t = test(*m.fact, false);
            if (m.truth.value == Tri::unknown) {
                // It may belong here: that matters only if it could change the answer.
                if (t.value != tri(every) && !open) open = Truth{Tri::unknown, m.truth.reason};
                continue;
            }
            ++sure;
            for (const std::string_view c : m.fact->codes)
                seen.push_back(c);
            note(*m.fact);
            if (t.value == Tri::unknown) {
                if (!open) open = t;
            } else if (t.value == tri(!every)) {
                if (denied_by_twin(*m.fact, t.value, all)) {
                    if (!open) open = Truth{Tri::unknown, Reason::conflicting};
                    continue;
                }
                decided = m.fact;
                break;
            }
        }
        if (decided) {
            const Truth t = test(*decided, true);
            out_.evidence.clear();
            note(*decided);
            return t;
        }
        if (open) return *open;
        if (sure == 0) {
            return {Tri::unknown, search_.nothing()};
        }
        if (!search_.not_looked_for().empty()) return {Tri::unknown, Reason::not_assessed};
        // Every code that is asked for must have been looked at.
        if (atom_.query.codes && !search_.complete())
            for (const Slug& code : *atom_.query.codes)
                if (std::none_of(seen.begin(), seen.end(),
                                 [&](std::string_view c) { return asker_.words->is_a(c, code.text()); }))
                    return {Tri::unknown, Reason::not_found};
        return {tri(every), every ? Reason::value_in_range : Reason::value_out_of_range};
    }

    const Asker& asker_;
    const Person& person_;
    const Atom& atom_;
    bool evidence_;
    Search search_;
    AtomAnswer out_{};
};

}  // namespace

PreparedQuery prepared(const FactQuery& query) {
    PreparedQuery p;
    p.relative = relative(query);
    if (query.codes)
        for (const Slug& code : *query.codes)
            p.hashes.push_back(code_hash(code.text()));
    return p;
}

AtomAnswer answer(const Asker& asker, const Atom& atom, const PreparedQuery& query, bool evidence) {
    if (atom.query.subject.value_or(FactSubject::patient) == FactSubject::patient)
        return Answerer(asker, asker.view->patient, atom, query, evidence).run();
    Optional<AtomAnswer> all;
    for (const Person& donor : asker.view->donors) {
        AtomAnswer one = Answerer(asker, donor, atom, query, evidence).run();
        if (all && all->truth.value != one.truth.value) {
            all->truth = {Tri::unknown, Reason::donors_differ};
            all->margin.reset();
            return *all;
        }
        if (!all) all = std::move(one);
    }
    return all.value_or(AtomAnswer());
}

}  // namespace carnk::inline v0_1::detail
