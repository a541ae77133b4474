// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief From expressions to formulas, with the answers of their leaves.
#include <carnk/screen/screen.hpp>

#include "screen/formula.hpp"

#include <string_view>
#include <unordered_map>
#include <vector>

namespace carnk::inline v0_1::detail {

/// Makes formulas of the expressions of one record; equal atoms become one leaf.
class Compiler {
public:
    Compiler(const Asker& asker, const ScreenOptions& options, const EligibilityRecord* record, bool evidence)
        : asker_(asker), options_(options), record_(record), evidence_(evidence) {}

    Node compile(const Expression& expression);
    /// Sets the values of a formula's parts.
    void evaluate(Node& node) const;

    [[nodiscard]] const std::vector<Leaf>& leaves() const { return leaves_; }
    [[nodiscard]] const Values& values() const { return values_; }

private:
    Node make(const Expression& expression);
    Node leaf(const Expression* expression, AtomAnswer answer);
    Node blocked(Reason reason);
    void list(Node& node, const std::vector<Expression>& parts);
    Truth scope(const InScope& s) const;
    [[nodiscard]] const Criterion* criterion(std::string_view id);

    const Asker& asker_;
    const ScreenOptions& options_;
    const EligibilityRecord* record_;
    bool evidence_;
    std::vector<Leaf> leaves_{};
    Values values_{};
    std::vector<std::string_view> open_{};                               // criteria that are being looked into
    std::size_t nodes_ = 0, all_nodes_ = 0;                              // of this formula, of all
    std::unordered_map<std::string_view, const Criterion*> criteria_{};  // by id; made when first needed
};

/// Whether the screening is for one of these cohorts, arms or dose levels; unknown if it does not say.
Truth scope_truth(const ScreenOptions& options, ScopeLevel level, const Optional<std::vector<std::string>>& names);

/// The explanation of a formula that evaluate() went over.
Explanation explained(const Node& node, const Compiler& compiler, const Vocabulary& words, bool redact);

/// Words for an atom and the like, without any patient value.
std::string in_words(const Expression& expression, const Vocabulary& words);

}  // namespace carnk::inline v0_1::detail
