// SPDX-License-Identifier: BSL-1.0
#include "screen/formula.hpp"

#include <algorithm>

namespace carnk::inline v0_1::detail {

namespace {

using Parts = std::vector<Node>;

template <class Of>
Tri all_of(const Parts& p, std::size_t from, std::size_t to, const Of& of) {
    Tri t = Tri::yes;
    for (std::size_t i = from; i < to; ++i)
        t = t & of(p[i]);
    return t;
}

template <class Of>
Tri branches(const Node& n, const Of& of) {
    bool may_yes = false, may_no = false, may_unknown = false;
    const auto may = [&](Tri t) {
        (t == Tri::yes ? may_yes : t == Tri::no ? may_no : may_unknown) = true;
    };
    bool decided = false;
    for (std::size_t i = 0; i < n.split && !decided; i += 2) {
        const Tri when = of(n.parts[i]);
        if (when == Tri::no) continue;
        may(of(n.parts[i + 1]));
        decided = when == Tri::yes;
    }
    if (!decided) may(all_of(n.parts, n.split, n.parts.size(), of));
    if (may_unknown || (may_yes && may_no)) return Tri::unknown;
    return tri(may_yes);
}

constexpr std::size_t most_sets = 16;
using Sets = std::vector<LeafSet>;

LeafSet joined(const LeafSet& a, const LeafSet& b) {
    LeafSet s;
    std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(s));
    return s;
}

Sets product(const Sets& a, const Sets& b) {
    Sets out;
    for (const LeafSet& x : a)
        for (const LeafSet& y : b)
            if (out.size() < most_sets) out.push_back(joined(x, y));
    return out;
}

void append(Sets& a, const Sets& b) {
    for (const LeafSet& s : b)
        if (a.size() < most_sets && std::find(a.begin(), a.end(), s) == a.end()) a.push_back(s);
}

Sets support(const Node& n, const Values& v);

// So many of the parts that have this value.
Sets choose(const Parts& p, std::size_t from, std::size_t to, Tri value, std::int64_t need, const Values& v) {
    if (need <= 0) return {LeafSet()};
    std::vector<Sets> by_count(static_cast<std::size_t>(std::min<std::int64_t>(need, 64)) + 1);
    if (need > 64) return {};
    by_count[0] = {LeafSet()};
    for (std::size_t i = from; i < to; ++i) {
        if (linear(p[i], v) != value) continue;
        const Sets one = support(p[i], v);
        for (std::size_t c = by_count.size() - 1; c > 0; --c)
            append(by_count[c], product(by_count[c - 1], one));
    }
    return by_count.back();
}

Sets support(const Node& n, const Values& v) {
    const auto count = static_cast<std::int64_t>(n.parts.size());
    const Tri value = linear(n, v);
    if (value == Tri::unknown) return {};
    const bool yes = value == Tri::yes;
    const std::size_t end = n.parts.size();
    switch (n.kind) {
        case Node::Kind::leaf:
            return {{n.leaf}};
        case Node::Kind::all:
            return choose(n.parts, 0, end, value, yes ? count : 1, v);
        case Node::Kind::any:
            return choose(n.parts, 0, end, value, yes ? 1 : count, v);
        case Node::Kind::none:
            return choose(n.parts, 0, end, !value, yes ? count : 1, v);
        case Node::Kind::at_least:
            return choose(n.parts, 0, end, value, yes ? n.k : count - n.k + 1, v);
        case Node::Kind::at_most:
            return choose(n.parts, 0, end, !value, yes ? count - n.k : n.k + 1, v);
        case Node::Kind::implies: {
            const auto consequences = static_cast<std::int64_t>(end - n.split);
            if (!yes)
                return product(choose(n.parts, 0, n.split, Tri::yes, static_cast<std::int64_t>(n.split), v),
                               choose(n.parts, n.split, end, Tri::no, 1, v));
            Sets s = choose(n.parts, 0, n.split, Tri::no, 1, v);
            append(s, choose(n.parts, n.split, end, Tri::yes, consequences, v));
            return s;
        }
        case Node::Kind::branches: {
            Sets s{LeafSet()};
            for (std::size_t i = 0; i < n.split; i += 2) {
                const Tri when = linear(n.parts[i], v);
                if (when != Tri::unknown) s = product(s, support(n.parts[i], v));
                if (when == Tri::no) continue;
                s = product(s, support(n.parts[i + 1], v));
                if (when == Tri::yes) return s;
            }
            return product(s,
                           choose(n.parts, n.split, end, value, yes ? static_cast<std::int64_t>(end - n.split) : 1, v));
        }
    }
    return {};
}

}  // namespace

namespace {

// The value of a node from the values of its parts.
template <class Of>
Tri combined(const Node& n, const Values& v, const Of& of) {
    std::int64_t yes = 0, open = 0;
    switch (n.kind) {
        case Node::Kind::leaf:
            return v[n.leaf];
        case Node::Kind::all:
            return all_of(n.parts, 0, n.parts.size(), of);
        case Node::Kind::implies:
            return implies(all_of(n.parts, 0, n.split, of), all_of(n.parts, n.split, n.parts.size(), of));
        case Node::Kind::branches:
            return branches(n, of);
        case Node::Kind::any:
        case Node::Kind::none:
        case Node::Kind::at_least:
        case Node::Kind::at_most:
            for (const Node& p : n.parts) {
                const Tri t = of(p);
                yes += t == Tri::yes ? 1 : 0;
                open += t == Tri::unknown ? 1 : 0;
            }
            break;
    }
    // At least k: any is k = 1. At most k is its negation for k + 1: none is k = 0.
    const std::int64_t k = n.kind == Node::Kind::at_least ? n.k : n.kind == Node::Kind::at_most ? n.k + 1 : 1;
    const Tri reached = yes >= k ? Tri::yes : yes + open < k ? Tri::no : Tri::unknown;
    return n.kind == Node::Kind::any || n.kind == Node::Kind::at_least ? reached : !reached;
}

}  // namespace

Tri linear(const Node& n, const Values& v) {
    return combined(n, v, [&](const Node& part) { return linear(part, v); });
}

Tri evaluate(const Node& n, const Values& v, Values& of_nodes) {
    for (const Node& p : n.parts)
        (void)evaluate(p, v, of_nodes);
    return of_nodes[n.number] = combined(n, v, [&](const Node& part) { return of_nodes[part.number]; });
}

void leaves_of(const Node& n, LeafSet& leaves) {
    if (n.kind == Node::Kind::leaf) {
        const auto at = std::lower_bound(leaves.begin(), leaves.end(), n.leaf);
        if (at == leaves.end() || *at != n.leaf) leaves.insert(at, n.leaf);
    }
    for (const Node& p : n.parts)
        leaves_of(p, leaves);
}

namespace {

// How many parts are looked at, at most, to try all answers.
constexpr std::size_t most_visits = std::size_t{1} << 22;

// How many times an unknown leaf stands in a formula.
std::size_t unknown_places(const Node& n, const Values& v) {
    if (n.kind == Node::Kind::leaf) return v[n.leaf] == Tri::unknown ? 1 : 0;
    std::size_t count = 0;
    for (const Node& p : n.parts)
        count += unknown_places(p, v);
    return count;
}

}  // namespace

std::size_t size_of(const Node& n) {
    std::size_t count = 1;
    for (const Node& p : n.parts)
        count += size_of(p);
    return count;
}

Tri exact(const Node& n, const Values& values, std::size_t limit) {
    const Tri simple = linear(n, values);
    if (simple != Tri::unknown || n.kind == Node::Kind::leaf) return simple;
    LeafSet leaves;
    leaves_of(n, leaves);
    std::erase_if(leaves, [&](std::size_t i) { return values[i] != Tri::unknown; });
    // If each stands in one place, no two parts hang together, and the value of the parts says all.
    if (leaves.size() > std::min<std::size_t>(limit, 16) || unknown_places(n, values) == leaves.size()) return simple;
    if (size_of(n) > most_visits >> leaves.size()) return simple;
    Values v = values;
    bool may_yes = false, may_no = false;
    for (std::uint32_t answers = 0; answers < (std::uint32_t{1} << leaves.size()); ++answers) {
        for (std::size_t i = 0; i < leaves.size(); ++i)
            v[leaves[i]] = tri(((answers >> i) & 1U) != 0);
        (linear(n, v) == Tri::yes ? may_yes : may_no) = true;
        if (may_yes && may_no) return Tri::unknown;
    }
    return tri(may_yes);
}

std::vector<LeafSet> decisive_sets(const Node& n, const Values& v) {
    const Tri value = linear(n, v);
    Sets found;
    if (value == Tri::unknown) return found;
    for (LeafSet s : support(n, v)) {
        // Leave out what is not needed: the same question may stand in several places.
        for (std::size_t i = 0; i < s.size();) {
            Values only(v.size(), Tri::unknown);
            for (std::size_t j = 0; j < s.size(); ++j)
                if (j != i) only[s[j]] = v[s[j]];
            if (linear(n, only) == value)
                s.erase(s.begin() + static_cast<std::ptrdiff_t>(i));
            else
                ++i;
        }
        if (std::find(found.begin(), found.end(), s) == found.end()) found.push_back(std::move(s));
    }
    return found;
}

}  // namespace carnk::inline v0_1::detail
