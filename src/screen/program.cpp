// SPDX-License-Identifier: BSL-1.0
#include "screen/program.hpp"

#include <algorithm>

namespace carnk::inline v0_1::detail {

namespace {

// More than any criterion, any record and any chain of references has: those that multiply end here. What lies beyond is unknown, and a
// person must look at it.
constexpr std::size_t most_nodes = 20000, most_nodes_of_all = 50000, most_leaves = 1000, deepest_reference = 64;

using Variant = std::variant<AllOf, AnyOf, Not, AtLeast, AtMost, Implies, Case, Ref, InScope, Atom, NarrativeAtom>;

const Variant& variant_of(const Expression& e) {
    return e;
}

}  // namespace

Truth scope_truth(const ScreenOptions& options, ScopeLevel level, const Optional<std::vector<std::string>>& names) {
    if (level == ScopeLevel::study) return {Tri::yes, Reason::in_scope};
    const Optional<std::vector<std::string>>& chosen = level == ScopeLevel::cohort ? options.cohorts
                                                       : level == ScopeLevel::arm  ? options.arms
                                                                                   : options.dose_levels;
    if (!chosen || !names) return {Tri::unknown, Reason::scope_unknown};
    for (const std::string& n : *names)
        if (std::find(chosen->begin(), chosen->end(), n) != chosen->end()) return {Tri::yes, Reason::in_scope};
    return {Tri::no, Reason::out_of_scope};
}

Node Program::node(Node::Kind kind, const Expression* expression) {
    Node n;
    n.kind = kind;
    n.expression = expression;
    n.number = numbered_++;
    if (words_ && expression) n.text = in_words(*expression, *words_);
    return n;
}

Node Program::leaf(Leaf l) {
    Node n = node(Node::Kind::leaf, l.expression);
    n.leaf = leaves_.size();
    l.text = n.text;
    leaves_.push_back(std::move(l));
    return n;
}

Node Program::blocked(Reason reason) {
    Leaf l;
    l.blocked = reason;
    return leaf(std::move(l));
}

void Program::list(Node& node, const std::vector<Expression>& parts) {
    node.parts.reserve(node.parts.size() + parts.size());
    for (const Expression& e : parts)
        node.parts.push_back(make(e));
}

const Criterion* Program::criterion(std::string_view id) {
    if (record_ && criteria_.empty())
        for (const Criterion& c : record_->criteria)
            criteria_[c.id.text()] = &c;
    const auto at = criteria_.find(id);
    return at == criteria_.end() ? nullptr : at->second;
}

Node Program::compile(const Expression& expression) {
    nodes_ = 0;
    return make(expression);
}

Node Program::make(const Expression& e) {
    if (++nodes_ > most_nodes || ++all_nodes_ > most_nodes_of_all) return blocked(Reason::not_computable);
    const Variant& v = variant_of(e);
    using K = Node::Kind;
    const auto of = [&](K kind, const std::vector<Expression>& parts, std::int64_t k = 0) {
        Node n = node(kind, &e);
        n.k = k;
        list(n, parts);
        return n;
    };
    if (const auto* all = std::get_if<AllOf>(&v)) return of(K::all, all->of);
    if (const auto* any = std::get_if<AnyOf>(&v)) return of(K::any, any->of);
    if (const auto* negation = std::get_if<Not>(&v)) return of(K::none, negation->of);
    if (const auto* least = std::get_if<AtLeast>(&v)) return of(K::at_least, least->of, least->k.number());
    if (const auto* most = std::get_if<AtMost>(&v)) return of(K::at_most, most->of, most->k.number());
    if (const auto* if_then = std::get_if<Implies>(&v)) {
        Node n = of(K::implies, if_then->condition);
        n.split = n.parts.size();
        list(n, if_then->then);
        return n;
    }
    if (const auto* cases = std::get_if<Case>(&v)) {
        Node n = node(K::branches, &e);
        for (const CaseBranch& b : cases->branches) {
            n.parts.push_back(make(b.when));
            n.parts.push_back(make(b.then));
        }
        n.split = n.parts.size();
        list(n, cases->otherwise);
        return n;
    }
    if (const auto* ref = std::get_if<Ref>(&v)) {
        const std::string& id = ref->criterion.text();
        const Criterion* const target = criterion(id);
        if (!target) return blocked(Reason::unknown_criterion);
        if (!target->expression) return blocked(Reason::no_expression);
        if (std::find(open_.begin(), open_.end(), id) != open_.end()) return blocked(Reason::reference_circle);
        if (open_.size() >= deepest_reference) return blocked(Reason::not_computable);
        open_.push_back(target->id.text());
        Node n = node(K::all, &e);
        n.parts.push_back(make(*target->expression));
        open_.pop_back();
        return n;
    }
    if (leaves_.size() >= most_leaves) return blocked(Reason::not_computable);
    for (std::size_t i = 0; i < leaves_.size(); ++i)
        if (leaves_[i].expression && variant_of(*leaves_[i].expression) == v) {
            Node n = node(K::leaf, &e);
            n.leaf = i;
            return n;
        }
    Leaf l;
    l.expression = &e;
    if (const auto* atom = std::get_if<Atom>(&v)) l.query = prepared(atom->query);
    return leaf(std::move(l));
}

namespace {

// Expressions are large and lie far apart: the next one is fetched from memory while this one is asked.
void fetch(const Expression* e) {
#if defined(__GNUC__)
    for (std::size_t i = 0; e && i < sizeof *e; i += 64)
        __builtin_prefetch(reinterpret_cast<const char*>(e) + i);
#else
    (void)e;
#endif
}

// Calls take(answer) for each leaf, in order.
template <class Take>
void ask(const Program& program, const Asker& asker, const ScreenOptions& options, bool evidence, Take&& take) {
    const std::vector<Leaf>& leaves = program.leaves();
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        if (i + 1 < leaves.size()) fetch(leaves[i + 1].expression);
        const Variant* const v = leaves[i].expression ? &variant_of(*leaves[i].expression) : nullptr;
        if (const Atom* atom = v ? std::get_if<Atom>(v) : nullptr) {
            take(answer(asker, *atom, leaves[i].query, evidence));
        } else {
            const InScope* s = v ? std::get_if<InScope>(v) : nullptr;
            take(AtomAnswer{s ? scope_truth(options, s->level, s->names) : Truth{Tri::unknown, leaves[i].blocked}});
        }
    }
}

}  // namespace

Answers::Answers(const Program& program, const Asker& asker, const ScreenOptions& options, bool evidence)
    : of_nodes(program.node_count(), Tri::unknown) {
    leaves.reserve(program.leaves().size());
    values.reserve(program.leaves().size());
    ask(program, asker, options, evidence, [&](AtomAnswer&& a) {
        values.push_back(a.truth.value);
        leaves.push_back(std::move(a));
    });
}

Values leaf_values(const Program& program, const Asker& asker, const ScreenOptions& options) {
    Values values;
    values.reserve(program.leaves().size());
    ask(program, asker, options, false, [&](const AtomAnswer& a) { values.push_back(a.truth.value); });
    return values;
}

namespace {

std::string_view kind_of(const Expression* e) {
    if (!e) return "none";
    return std::visit([](const auto& x) { return std::remove_cvref_t<decltype(x)>::kind; }, variant_of(*e));
}

// Leaves on which an unknown value rests are the unknown ones on the way.
bool build(Explanation& out, const Node& n, const Answers& a, bool redact, const LeafSet& deciding, bool open) {
    out.kind = kind_of(n.expression);
    out.value = a.of_nodes[n.number];
    out.text = n.text;
    if (n.kind == Node::Kind::leaf) {
        const AtomAnswer& answer = a.leaves[n.leaf];
        out.reason = answer.truth.reason;
        if (!redact) out.margin = answer.margin;
        out.evidence = answer.evidence;
        if (redact)
            for (Evidence& e : out.evidence) {
                e.value.reset();
                e.date.reset();
            }
        out.decisive = open ? out.value == Tri::unknown : std::binary_search(deciding.begin(), deciding.end(), n.leaf);
        return out.decisive;
    }
    out.reason = Reason::by_parts;
    out.parts.reserve(n.parts.size());
    for (const Node& p : n.parts) {
        const bool here = build(out.parts.emplace_back(), p, a, redact, deciding, open) &&
                          (!open || out.parts.back().value == Tri::unknown);
        out.decisive = out.decisive || here;
    }
    if (open && out.value != Tri::unknown) out.decisive = false;
    return out.decisive;
}

// Parts below a part that does not decide do not decide either.
void prune(Explanation& e, bool above) {
    e.decisive = e.decisive && above;
    for (Explanation& p : e.parts)
        prune(p, e.decisive);
}

}  // namespace

Explanation explained(const Node& node, const Answers& answers, const std::vector<LeafSet>& sets, bool redact) {
    LeafSet deciding;
    for (const LeafSet& s : sets)
        for (const std::size_t i : s)
            deciding.insert(std::upper_bound(deciding.begin(), deciding.end(), i), i);
    Explanation out;
    build(out, node, answers, redact, deciding, answers.of_nodes[node.number] == Tri::unknown);
    prune(out, true);
    return out;
}

}  // namespace carnk::inline v0_1::detail
