// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Turns any described value into a Node. A few small types of the core get a form on one line.
#include <carnk/core/interval.hpp>
#include <carnk/core/money.hpp>
#include <carnk/core/quantity.hpp>
#include <carnk/core/source.hpp>
#include <carnk/json/detail/traits.hpp>
#include <carnk/model/common.hpp>
#include <carnk/model/trial_design.hpp>

#include "tool/node.hpp"
#include "tool/text.hpp"

#include <string>
#include <variant>

namespace carnk::inline v0_1::tool {

// Forms on one line for the types of the core; defined in describe.cpp.
[[nodiscard]] std::string one_line(const Interval& value);
[[nodiscard]] std::string one_line(const CountRange& value);
[[nodiscard]] std::string one_line(const Quantity& value);
[[nodiscard]] std::string one_line(const QuantityRange& value);
[[nodiscard]] std::string one_line(const Money& value);
[[nodiscard]] std::string one_line(const Proportion& value);
[[nodiscard]] std::string one_line(const Disease& value);
[[nodiscard]] std::string one_line(const Source& value);
[[nodiscard]] std::string one_line(const TrialDate& value);
[[nodiscard]] std::string one_line(const Enrollment& value);

/// @brief The word of an enumerator as documents have it.
template <class E>
[[nodiscard]] std::string word_of(E value) {
    for (std::size_t i = 0; i < detail::enumerator_count<E>; ++i)
        if (detail::enumerator_values<E>[i] == value) return std::string(detail::enumerator_names<E>[i]);
    return {};
}

template <class T>
[[nodiscard]] Node describe(const T& value);

/// Adds a member to an object.
template <class T>
void add_member(Node& object, std::string_view name, const T& value) {
    Node& child = object.children.emplace_back();
    if constexpr (detail::is_optional<T>) {
        if (value) child = describe(*value);
    } else {
        child = describe(value);
    }
    child.name = name;
}

template <class T>
Node describe_object(const T& value) {
    Node n;
    n.kind = Node::Kind::object;
    if constexpr (detail::HasKind<T>) {
        Node kind = leaf(std::string(T::kind), humanized(T::kind));
        kind.name = "kind";
        n.children.push_back(std::move(kind));
    }
    detail::for_each_member<T>([&](auto d, auto) {
        using D = decltype(d);
        add_member(n, D::name, value.*D::pointer);
    });
    if constexpr (detail::HasExtra<T>)
        for (const ExtraMember& m : value.extra.members()) {
            Node extra = leaf(m.json, m.json);
            extra.name = m.key;
            n.children.push_back(std::move(extra));
        }
    if constexpr (requires { one_line(value); }) n.text = one_line(value);
    return n;
}

/// @brief The tree of any value that has a codec.
template <class T>
Node describe(const T& value) {
    using namespace detail;
    if constexpr (std::same_as<T, std::string>)
        return leaf(value, value);
    else if constexpr (std::same_as<T, bool>)
        return leaf(value ? "true" : "false", value ? "yes" : "no");
    else if constexpr (std::integral<T>)
        return leaf(std::to_string(value), std::to_string(value));
    else if constexpr (std::same_as<T, double>)
        return leaf(shown_number(value), shown_number(value));
    else if constexpr (std::same_as<T, Year>)
        return leaf(std::to_string(value.number()), std::to_string(value.number()));
    else if constexpr (NumberValue<T>) {
        if constexpr (std::integral<typename T::rep>)
            return leaf(std::to_string(value.number()), grouped(value.number()));
        else
            return leaf(shown_number(value.number()), shown_number(value.number()));
    } else if constexpr (TextValue<T>)
        return leaf(std::string(value.text()), std::string(value.text()));
    else if constexpr (DescribedEnum<T>) {
        std::string word = word_of(value);
        std::string shown = humanized(word);
        return leaf(std::move(word), std::move(shown));
    } else if constexpr (is_vector<T>) {
        Node n;
        n.kind = Node::Kind::list;
        for (const auto& element : value)
            n.children.push_back(describe<typename T::value_type>(element));
        return n;
    } else if constexpr (Variant<T>) {
        const VariantOf<T>& v = value;
        return std::visit([](const auto& alternative) { return describe_object(alternative); }, v);
    } else {
        return describe_object(value);
    }
}

}  // namespace carnk::inline v0_1::tool
