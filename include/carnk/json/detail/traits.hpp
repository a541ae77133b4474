// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief How types map to JSON: what the codec, the schema and the generators need to know of a type.
#include <carnk/core/extra.hpp>
#include <carnk/core/number.hpp>
#include <carnk/core/text_value.hpp>

#include <boost/describe/enumerators.hpp>
#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace carnk::inline v0_1::detail {

namespace mp = boost::mp11;

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_optional<Optional<T>> = true;

template <class T>
inline constexpr bool is_vector = false;
template <class T, class A>
inline constexpr bool is_vector<std::vector<T, A>> = true;

template <class... A>
std::variant<A...> as_variant(const std::variant<A...>&);

/// A std::variant, or a struct derived from one (which is how a sum type refers to itself).
template <class T>
concept Variant = requires(const T& v) {
    as_variant(v);
};
template <class T>
using VariantOf = decltype(as_variant(std::declval<const T&>()));

template <class T>
concept DescribedEnum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;

template <class T>
concept DescribedStruct = std::is_class_v<T> && boost::describe::has_describe_members<T>::value;

/// The described public data members of T, in declaration order.
template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public>;

template <class T>
inline constexpr std::size_t member_count = mp::mp_size<Members<T>>::value;

/// Type of the member that a descriptor D describes.
template <class T, class D>
using MemberType = std::remove_cvref_t<decltype(std::declval<T&>().*D::pointer)>;

/// Calls f(descriptor, integral_constant of its index) for each described member.
template <class T, class F>
constexpr void for_each_member(F&& f) {
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        (f(mp::mp_at_c<Members<T>, I>{}, std::integral_constant<std::size_t, I>{}), ...);
    }
    (std::make_index_sequence<member_count<T>>{});
}

/// Structs that keep unknown members.
template <class T>
concept HasExtra = requires(T& t) {
    { t.extra } -> std::same_as<Extra&>;
};

/// Alternatives of a sum type: they carry the constant member "kind".
template <class T>
concept HasKind = requires {
    { &T::kind } -> std::same_as<const std::string_view*>;
};

/// Root documents: on their own they carry the constant member "schema".
template <class T>
concept HasSchema = requires {
    { &T::schema } -> std::same_as<const std::string_view*>;
};

/// Documents about a person: findings do not quote their values unless asked to.
template <class T>
inline constexpr bool is_personal = requires {
    requires T::personal;
};

/// Bit mask of the members that must be there.
template <class T>
inline constexpr std::uint64_t required_members = [] {
    std::uint64_t mask = 0;
    for_each_member<T>([&](auto d, auto i) {
        if (!is_optional<MemberType<T, decltype(d)>>) mask |= std::uint64_t{1} << i.value;
    });
    return mask;
}();

/// The names of all members, for dispatch by name.
template <class T>
inline constexpr auto member_names = [] {
    std::array<std::string_view, member_count<T>> names{};
    for_each_member<T>([&](auto d, auto i) { names[i.value] = decltype(d)::name; });
    return names;
}();

/// The words of an enum and their values.
template <class E>
using Enumerators = boost::describe::describe_enumerators<E>;
template <class E>
inline constexpr std::size_t enumerator_count = mp::mp_size<Enumerators<E>>::value;

template <class E>
inline constexpr auto enumerator_names = []<std::size_t... I>(std::index_sequence<I...>) {
    return std::array<std::string_view, sizeof...(I)>{mp::mp_at_c<Enumerators<E>, I>::name...};
}
(std::make_index_sequence<enumerator_count<E>>{});
template <class E>
inline constexpr auto enumerator_values = []<std::size_t... I>(std::index_sequence<I...>) {
    return std::array<E, sizeof...(I)>{mp::mp_at_c<Enumerators<E>, I>::value...};
}
(std::make_index_sequence<enumerator_count<E>>{});

/// Index of a text in a list of names, or the size of the list.
template <std::size_t N>
constexpr std::size_t index_of(const std::array<std::string_view, N>& names, std::string_view text) noexcept {
    for (std::size_t i = 0; i < N; ++i)
        if (names[i] == text) return i;
    return N;
}

/// The kinds of a sum type, in the order of its alternatives.
template <class V>
inline constexpr auto kind_names = []<class... A>(std::type_identity<std::variant<A...>>) {
    return std::array<std::string_view, sizeof...(A)>{A::kind...};
}(std::type_identity<VariantOf<V>>{});

/// Names joined with ", ", for "one of ...".
inline std::string joined(const std::string_view* names, std::size_t count) {
    std::string s;
    for (std::size_t i = 0; i < count; ++i)
        s.append(i == 0 ? "" : ", ").append(names[i]);
    return s;
}

template <class T>
constexpr bool has_codec();

template <class T>
inline constexpr bool element_has_codec = false;
template <class T>
inline constexpr bool element_has_codec<std::optional<T>> = has_codec<T>() && !is_optional<T>;
template <class T>
inline constexpr bool element_has_codec<Optional<T>> = has_codec<T>() && !is_optional<T>;
template <class T, class A>
inline constexpr bool element_has_codec<std::vector<T, A>> = has_codec<T>() && !is_optional<T>;

/// Whether the codec knows what to do with a type; described structs and sum types answer for their own members.
template <class T>
constexpr bool has_codec() {
    if constexpr (is_optional<T> || is_vector<T>)
        return element_has_codec<T>;
    else
        return std::same_as<T, bool> || (std::integral<T> && sizeof(T) <= 8 && !std::same_as<T, char>) ||
               std::same_as<T, double> || std::same_as<T, std::string> || TextValue<T> || NumberValue<T> ||
               DescribedEnum<T> || Variant<T> || DescribedStruct<T>;
}

}  // namespace carnk::inline v0_1::detail
