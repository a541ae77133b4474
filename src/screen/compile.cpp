// SPDX-License-Identifier: BSL-1.0
#include "screen/compile.hpp"

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

Truth Compiler::scope(const InScope& s) const {
    return scope_truth(options_, s.level, s.names);
}

Node Compiler::leaf(const Expression* expression, AtomAnswer answer) {
    Node n;
    n.kind = Node::Kind::leaf;
    n.leaf = leaves_.size();
    n.expression = expression;
    values_.push_back(answer.truth.value);
    leaves_.push_back({expression, std::move(answer)});
    return n;
}

Node Compiler::blocked(Reason reason) {
    AtomAnswer a;
    a.truth = {Tri::unknown, reason};
    return leaf(nullptr, std::move(a));
}

void Compiler::list(Node& node, const std::vector<Expression>& parts) {
    for (const Expression& e : parts)
        node.parts.push_back(make(e));
}

const Criterion* Compiler::criterion(std::string_view id) {
    if (record_ && criteria_.empty())
        for (const Criterion& c : record_->criteria)
            criteria_[c.id.text()] = &c;
    const auto at = criteria_.find(id);
    return at == criteria_.end() ? nullptr : at->second;
}

Node Compiler::compile(const Expression& expression) {
    nodes_ = 0;
    return make(expression);
}

Node Compiler::make(const Expression& e) {
    if (++nodes_ > most_nodes || ++all_nodes_ > most_nodes_of_all) return blocked(Reason::not_computable);
    Node n;
    n.expression = &e;
    const Variant& v = variant_of(e);
    if (const auto* all = std::get_if<AllOf>(&v)) {
        n.kind = Node::Kind::all;
        list(n, all->of);
    } else if (const auto* any = std::get_if<AnyOf>(&v)) {
        n.kind = Node::Kind::any;
        list(n, any->of);
    } else if (const auto* negation = std::get_if<Not>(&v)) {
        n.kind = Node::Kind::none;
        list(n, negation->of);
    } else if (const auto* least = std::get_if<AtLeast>(&v)) {
        n.kind = Node::Kind::at_least;
        n.k = least->k.number();
        list(n, least->of);
    } else if (const auto* most = std::get_if<AtMost>(&v)) {
        n.kind = Node::Kind::at_most;
        n.k = most->k.number();
        list(n, most->of);
    } else if (const auto* if_then = std::get_if<Implies>(&v)) {
        n.kind = Node::Kind::implies;
        list(n, if_then->condition);
        n.split = n.parts.size();
        list(n, if_then->then);
    } else if (const auto* cases = std::get_if<Case>(&v)) {
        n.kind = Node::Kind::branches;
        for (const CaseBranch& b : cases->branches) {
            n.parts.push_back(make(b.when));
            n.parts.push_back(make(b.then));
        }
        n.split = n.parts.size();
        list(n, cases->otherwise);
    } else if (const auto* ref = std::get_if<Ref>(&v)) {
        const std::string& id = ref->criterion.text();
        const Criterion* const target = criterion(id);
        if (!target) return blocked(Reason::unknown_criterion);
        if (!target->expression) return blocked(Reason::no_expression);
        if (std::find(open_.begin(), open_.end(), id) != open_.end()) return blocked(Reason::reference_circle);
        if (open_.size() >= deepest_reference) return blocked(Reason::not_computable);
        open_.push_back(target->id.text());
        n.kind = Node::Kind::all;
        n.parts.push_back(make(*target->expression));
        open_.pop_back();
    } else {
        if (leaves_.size() >= most_leaves) return blocked(Reason::not_computable);
        for (std::size_t i = 0; i < leaves_.size(); ++i)
            if (leaves_[i].expression && variant_of(*leaves_[i].expression) == v) {
                n.kind = Node::Kind::leaf;
                n.leaf = i;
                return n;
            }
        AtomAnswer a;
        if (const auto* atom = std::get_if<Atom>(&v))
            a = answer(asker_, *atom, evidence_);
        else if (const auto* s = std::get_if<InScope>(&v))
            a.truth = scope(*s);
        else
            a.truth = {Tri::unknown, Reason::not_computable};
        return leaf(&e, std::move(a));
    }
    return n;
}

void Compiler::evaluate(Node& node) const {
    for (Node& p : node.parts)
        evaluate(p);
    node.value = linear(node, values_);
}

namespace {

std::string_view kind_of(const Expression* e) {
    if (!e) return "none";
    return std::visit([](const auto& x) { return std::remove_cvref_t<decltype(x)>::kind; }, variant_of(*e));
}

// Leaves on which an unknown value rests are the unknown ones on the way.
bool build(Explanation& out, const Node& n, const Compiler& c, const Vocabulary& words, bool redact,
           const LeafSet& deciding, bool open) {
    out.kind = kind_of(n.expression);
    out.value = n.value;
    if (n.kind == Node::Kind::leaf) {
        const Leaf& l = c.leaves()[n.leaf];
        if (n.expression) out.text = in_words(*n.expression, words);
        out.reason = l.answer.truth.reason;
        if (!redact) out.margin = l.answer.margin;
        out.evidence = l.answer.evidence;
        if (redact)
            for (Evidence& e : out.evidence) {
                e.value.reset();
                e.date.reset();
            }
        out.decisive = open ? n.value == Tri::unknown : std::binary_search(deciding.begin(), deciding.end(), n.leaf);
        return out.decisive;
    }
    if (n.expression) out.text = in_words(*n.expression, words);
    out.reason = Reason::by_parts;
    for (const Node& p : n.parts) {
        Explanation part;
        const bool here = build(part, p, c, words, redact, deciding, open) && (!open || p.value == Tri::unknown);
        out.decisive = out.decisive || here;
        out.parts.push_back(std::move(part));
    }
    if (open && n.value != Tri::unknown) out.decisive = false;
    return out.decisive;
}

// Parts below a part that does not decide do not decide either.
void prune(Explanation& e, bool above) {
    e.decisive = e.decisive && above;
    for (Explanation& p : e.parts)
        prune(p, e.decisive);
}

}  // namespace

Explanation explained(const Node& node, const Compiler& compiler, const Vocabulary& words, bool redact) {
    LeafSet deciding;
    for (const LeafSet& s : decisive_sets(node, compiler.values()))
        for (const std::size_t i : s)
            deciding.insert(std::upper_bound(deciding.begin(), deciding.end(), i), i);
    Explanation out;
    build(out, node, compiler, words, redact, deciding, node.value == Tri::unknown);
    prune(out, true);
    return out;
}

}  // namespace carnk::inline v0_1::detail
