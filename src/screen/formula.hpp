// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief The logic of expressions over numbered leaves: linear value, exact value, decisive sets.
#include <carnk/model/eligibility.hpp>

#include "screen/atom.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace carnk::inline v0_1::detail {

/// One different question of the formulas: an atom, a scope, a narrative, or something that cannot be asked.
struct Leaf {
    const Expression* expression = nullptr;  // null: cannot be asked
    AtomAnswer answer{};
};

struct Node {
    enum class Kind : std::uint8_t { all, any, none, at_least, at_most, implies, branches, leaf };
    Kind kind = Kind::leaf;
    std::size_t leaf = 0;   // number of the leaf
    std::int64_t k = 0;     // of at_least, at_most
    std::size_t split = 0;  // parts before it are conditions (implies), or pairs of condition and value (branches)
    std::vector<Node> parts{};
    const Expression* expression = nullptr;
    Tri value = Tri::unknown;  // with the answers of the leaves
};

using Values = std::vector<Tri>;
using LeafSet = std::vector<std::size_t>;  // sorted

/// Strong Kleene; every part is looked at.
Tri linear(const Node& node, const Values& values);
/// Known if and only if all answers to the unknown leaves agree; linear() beyond the limit.
Tri exact(const Node& node, Values values, std::size_t limit);
/// Sets of leaves on which the known value of a node rests, none of them superfluous; the first few. Empty for an unknown value.
std::vector<LeafSet> decisive_sets(const Node& node, const Values& values);
/// The leaves of a formula.
void leaves_of(const Node& node, LeafSet& leaves);

}  // namespace carnk::inline v0_1::detail
