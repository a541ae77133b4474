// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Going through typed criteria.
#include <carnk/model/expression.hpp>
#include <carnk/rules/rule.hpp>

#include <string>
#include <variant>

namespace carnk::inline v0_1::detail {

/// Calls f(expression, pointer) for an expression and all below it, pointers counted from where the walk began.
template <class F>
void each_expression(const Expression& e, const std::string& pointer, const F& f) {
    f(e, pointer);
    const auto list = [&](const std::vector<Expression>& parts, const char* member) {
        for (std::size_t i = 0; i < parts.size(); ++i)
            each_expression(parts[i], pointer + at(member, i), f);
    };
    std::visit(
        [&](const auto& x) {
            if constexpr (requires { x.of; })
                list(x.of, "of");
            else if constexpr (requires { x.condition; }) {
                list(x.condition, "condition");
                list(x.then, "then");
            } else if constexpr (requires { x.branches; }) {
                for (std::size_t i = 0; i < x.branches.size(); ++i) {
                    each_expression(x.branches[i].when, pointer + at("branches", i, "when"), f);
                    each_expression(x.branches[i].then, pointer + at("branches", i, "then"), f);
                }
                list(x.otherwise, "otherwise");
            }
        },
        static_cast<
            const std::variant<AllOf, AnyOf, Not, AtLeast, AtMost, Implies, Case, Ref, InScope, Atom, NarrativeAtom>&>(
            e));
}

/// The expression as one of its kinds, or null.
template <class Kind>
const Kind* as(const Expression& e) {
    return std::get_if<Kind>(&static_cast<const std::variant<AllOf, AnyOf, Not, AtLeast, AtMost, Implies, Case, Ref,
                                                             InScope, Atom, NarrativeAtom>&>(e));
}

}  // namespace carnk::inline v0_1::detail
