// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief The logic of expressions over numbered leaves: linear value, exact value, decisive sets.
#include <carnk/model/eligibility.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace carnk::inline v0_1::detail {

struct Node {
    enum class Kind : std::uint8_t { all, any, none, at_least, at_most, implies, branches, leaf };
    Kind kind = Kind::leaf;
    std::size_t leaf = 0;   // number of the leaf
    std::int64_t k = 0;     // of at_least, at_most
    std::size_t split = 0;  // parts before it are conditions (implies), or pairs of condition and value (branches)
    std::vector<Node> parts{};
    const Expression* expression = nullptr;
    std::size_t number = 0;  // of the node, among those of all formulas of the program
    std::string text{};      // in words, where they are wanted
};

using Values = std::vector<Tri>;
using LeafSet = std::vector<std::size_t>;  // sorted

/// Strong Kleene.
Tri linear(const Node& node, const Values& values);
/// The same, for a formula and each of its parts; they are put at their numbers.
Tri evaluate(const Node& node, const Values& values, Values& of_nodes);
/// Known if and only if all answers to the unknown leaves agree; linear() beyond the limit.
Tri exact(const Node& node, const Values& values, std::size_t limit);
/// How many nodes a formula has.
std::size_t size_of(const Node& node);
/// Sets of leaves on which the known value of a node rests, none of them superfluous; the first few. Empty for an unknown value.
std::vector<LeafSet> decisive_sets(const Node& node, const Values& values);
/// The leaves of a formula.
void leaves_of(const Node& node, LeafSet& leaves);

}  // namespace carnk::inline v0_1::detail
