// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief From expressions to formulas, which know no patient, and the answers of a patient to their leaves.
#include <carnk/screen/screen.hpp>

#include "screen/atom.hpp"
#include "screen/formula.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace carnk::inline v0_1::detail {

/// One different question of the formulas: an atom, a scope, a narrative, or something that cannot be asked.
struct Leaf {
    const Expression* expression = nullptr;   // null: cannot be asked
    Reason blocked = Reason::not_computable;  // why, then
    PreparedQuery query{};                    // of an atom
    std::string text{};                       // in words, where they are wanted
};

/// Makes formulas of the expressions of one record; equal atoms become one leaf.
class Program {
public:
    /// `words` for texts; null: there are none.
    Program(const EligibilityRecord* record, const Vocabulary* words) : record_(record), words_(words) {}

    Node compile(const Expression& expression);
    [[nodiscard]] const std::vector<Leaf>& leaves() const { return leaves_; }
    [[nodiscard]] std::size_t node_count() const { return numbered_; }

private:
    Node make(const Expression& expression);
    Node node(Node::Kind kind, const Expression* expression);
    Node leaf(Leaf leaf);
    Node blocked(Reason reason);
    void list(Node& node, const std::vector<Expression>& parts);
    [[nodiscard]] const Criterion* criterion(std::string_view id);

    const EligibilityRecord* record_;
    const Vocabulary* words_;
    std::vector<Leaf> leaves_{};
    std::size_t numbered_ = 0;
    std::vector<std::string_view> open_{};                               // criteria that are being looked into
    std::size_t nodes_ = 0, all_nodes_ = 0;                              // of this formula, of all
    std::unordered_map<std::string_view, const Criterion*> criteria_{};  // by id; made when first needed
};

/// What a patient says to the leaves of a program.
struct Answers {
    Answers(const Program& program, const Asker& asker, const ScreenOptions& options, bool evidence);
    std::vector<AtomAnswer> leaves{};
    Values values{};    // of the leaves
    Values of_nodes{};  // of the nodes, once evaluate() went over them
};

/// The values alone.
Values leaf_values(const Program& program, const Asker& asker, const ScreenOptions& options);

/// Whether the screening is for one of these cohorts, arms or dose levels; unknown if it does not say.
Truth scope_truth(const ScreenOptions& options, ScopeLevel level, const Optional<std::vector<std::string>>& names);

/// The explanation of a formula that evaluate() went over. `sets`: its decisive sets.
Explanation explained(const Node& node, const Answers& answers, const std::vector<LeafSet>& sets, bool redact);

/// Words for an atom and the like, without any patient value.
std::string in_words(const Expression& expression, const Vocabulary& words);

}  // namespace carnk::inline v0_1::detail
