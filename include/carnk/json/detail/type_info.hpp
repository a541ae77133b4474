// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief How the descriptions of types become data. There is no code in it, so that it costs next to nothing to compile.
#include <carnk/core/decimal.hpp>
#include <carnk/core/identifier.hpp>
#include <carnk/core/partial_date.hpp>
#include <carnk/core/type_name.hpp>
#include <carnk/json/detail/traits.hpp>
#include <carnk/json/type_info.hpp>

#include <limits>

namespace carnk::inline v0_1 {

namespace detail {

/// The name of a type: `Trial` for the library's own, `Slug` for `Identifier<format::Slug>`, `lab::Assay` for others.
template <class T>
constexpr std::string_view document_name() noexcept {
    std::string_view name = type_name<T>();
    for (const std::string_view word : {"struct ", "class ", "enum "})
        if (name.starts_with(word)) name.remove_prefix(word.size());
    if (const std::size_t argument = name.find('<'); argument != std::string_view::npos) {
        name = name.substr(argument + 1, name.find_first_of(",>", argument) - argument - 1);
        return name.substr(name.rfind(':') + 1);
    }
    if (name.starts_with(own_prefix())) name.remove_prefix(own_prefix().size());
    return name;
}

/// Limits of texts that their patterns do not say.
template <class T>
inline constexpr std::size_t longest_text = 0;
template <>
inline constexpr std::size_t longest_text<Slug> = 64;
template <>
inline constexpr std::size_t longest_text<HgncSymbol> = 24;
template <>
inline constexpr std::size_t longest_text<Decimal> = 20;  // 18 digits, sign and point
template <class T>
inline constexpr std::string_view code_list{};
template <>
inline constexpr std::string_view code_list<CountryCode> = format::country_codes;
template <>
inline constexpr std::string_view code_list<CurrencyCode> = format::currency_codes;

/// Patterns that say more than those that the types check with before they look closer: here, which days exist.
template <class T>
inline constexpr std::string_view exact_pattern = T::pattern;
template <>
inline constexpr std::string_view exact_pattern<PartialDate> =
    "^((1[89]|2\\d)\\d{2}(-(0[1-9]|1[0-2])|-(0[13578]|1[02])-(0[1-9]|[12]\\d|3[01])|-(0[469]|11)-(0[1-9]|[12]\\d|30)|"
    "-02-(0[1-9]|1\\d|2[0-8]))?|((1[89]|2\\d)(0[48]|[2468][048]|[13579][26])|2[048]00)-02-29)$";

template <class T>
struct WithoutOptional {
    using type = T;
};
template <class T>
struct WithoutOptional<Optional<T>> {
    using type = T;
};
template <class T>
struct WithoutOptional<std::optional<T>> {
    using type = T;
};

template <class T>
struct TypeOf {
    static const TypeInfo info;
};

template <class T>
inline constexpr auto member_infos = []<std::size_t... I>(std::index_sequence<I...>) {
    return std::array<MemberInfo, sizeof...(I)>{
        MemberInfo{mp::mp_at_c<Members<T>, I>::name,
                   &TypeOf<typename WithoutOptional<MemberType<T, mp::mp_at_c<Members<T>, I>>>::type>::info,
                   is_optional<MemberType<T, mp::mp_at_c<Members<T>, I>>>}...};
}
(std::make_index_sequence<member_count<T>>{});

template <class V>
inline constexpr auto choice_infos = []<class... A>(std::type_identity<std::variant<A...>>) {
    return std::array<const TypeInfo*, sizeof...(A)>{&TypeOf<A>::info...};
}(std::type_identity<VariantOf<V>>{});

template <class T>
constexpr TypeInfo make_object_info() {
    TypeInfo t{};
    t.kind = TypeKind::object;
    t.name = document_name<T>();
    t.members = member_infos<T>;
    if constexpr (HasKind<T>) t.tag = T::kind;
    if constexpr (HasSchema<T>) t.schema = T::schema;
    t.personal = is_personal<T>;
    t.keeps_unknown = HasExtra<T>;
    return t;
}

template <class T>
constexpr TypeInfo make_number_info() {
    TypeInfo t{};
    if constexpr (NumberValue<T>) {
        using Rep = typename T::rep;
        t.name = document_name<T>();
        t.expected = T::expected;
        t.kind = std::integral<Rep> ? TypeKind::whole : TypeKind::real;
        if constexpr (requires { T::low, T::high; }) {
            if constexpr (std::integral<Rep>) {
                t.whole_low = static_cast<std::int64_t>(T::low);
                t.whole_high = static_cast<std::uint64_t>(T::high);
            } else {
                t.bounded = true;
                t.low = T::low;
                t.high = T::high;
            }
        } else if constexpr (std::integral<Rep>) {
            t.whole_low = static_cast<std::int64_t>(std::numeric_limits<Rep>::min());
            t.whole_high = static_cast<std::uint64_t>(std::numeric_limits<Rep>::max());
        }
    } else if constexpr (std::integral<T>) {
        t.kind = TypeKind::whole;
        t.whole_low = static_cast<std::int64_t>(std::numeric_limits<T>::min());
        t.whole_high = static_cast<std::uint64_t>(std::numeric_limits<T>::max());
    } else {
        t.kind = TypeKind::real;
    }
    return t;
}

template <class T>
constexpr TypeInfo make_form_info() {
    TypeInfo t{};
    t.kind = TypeKind::form;
    t.name = document_name<T>();
    t.expected = T::expected;
    t.pattern = exact_pattern<T>;
    if constexpr (requires { T::example; }) t.example = T::example;
    t.max_length = longest_text<T>;
    t.codes = code_list<T>;
    if (!t.codes.empty()) t.code_length = t.example.size();
    return t;
}

template <class T>
constexpr TypeInfo make_type_info() {
    static_assert(has_codec<T>() && !is_optional<T>, "carnk: this type has no JSON codec");
    TypeInfo t{};
    if constexpr (std::same_as<T, std::string>) {
        t.kind = TypeKind::text;
    } else if constexpr (std::same_as<T, bool>) {
        t.kind = TypeKind::boolean;
    } else if constexpr (std::integral<T> || std::same_as<T, double> || NumberValue<T>) {
        t = make_number_info<T>();
    } else if constexpr (TextValue<T>) {
        t = make_form_info<T>();
    } else if constexpr (DescribedEnum<T>) {
        t.kind = TypeKind::words;
        t.name = document_name<T>();
        t.words = enumerator_names<T>;
    } else if constexpr (is_vector<T>) {
        t.kind = TypeKind::list;
        t.element = &TypeOf<typename T::value_type>::info;
    } else if constexpr (Variant<T>) {
        t.kind = TypeKind::choice;
        if constexpr (!std::same_as<T, VariantOf<T>>) t.name = document_name<T>();
        t.choices = choice_infos<T>;
    } else {
        t = make_object_info<T>();
    }
    return t;
}

template <class T>
constinit const TypeInfo TypeOf<T>::info = make_type_info<T>();

}  // namespace detail

template <class T>
const TypeInfo& type_info() noexcept {
    return detail::TypeOf<T>::info;
}

}  // namespace carnk::inline v0_1
