// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Descriptions of the structs and enumerations of the library, in the form of Boost.Describe, at next to no cost until they are used.
///
/// `BOOST_DESCRIBE_STRUCT` makes a class of each member and adds to four sets of overloaded functions, which the compiler
/// searches for each new one: with 400 types, two thirds of what the models cost a file that includes them. The macros here give
/// the same answers to `boost::describe::describe_members` and `describe_enumerators` by one class each, whose body is looked at
/// when somebody asks. They are for namespace carnk; own types are described by Boost's macros, and nothing else differs.
#include <boost/describe/detail/list.hpp>
#include <boost/describe/detail/pp_for_each.hpp>
#include <boost/describe/modifiers.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace carnk::inline v0_1 {

/// @brief The description of a struct or an enumeration of the library; specialised by CARNK_DESCRIBE_STRUCT and CARNK_DESCRIBE_ENUM.
/// @ingroup core
template <class T>
struct Description;

namespace detail {

/// One of the values of a Described: a pointer to a member, or an enumerator.
template <std::size_t I, class V>
struct DescribedValue {
    V value;
};
template <std::size_t I, class V>
constexpr V described_value(const DescribedValue<I, V>& d) {
    return d.value;
}

/// Values, and their names from a text of L bytes such as "id, title, phase".
template <std::size_t L, class I, class... V>
struct Described;
template <std::size_t L, std::size_t... I, class... V>
struct Described<L, std::index_sequence<I...>, V...> : DescribedValue<I, V>... {
    static constexpr std::size_t size = sizeof...(V);
    char text[L] = {};                 ///< The names, without what stands between them.
    std::size_t begin[size + 1] = {};  ///< Where each name begins, and the last one ends.

    constexpr Described(const char (&names)[L], V... values) : DescribedValue<I, V>{values}... {
        std::size_t name = 0, length = 0;
        for (const char c : names) {
            if (c == ',') begin[++name] = length;
            if (c != ',' && c != ' ') text[length++] = c;
        }
        begin[size] = length - 1;
    }
};

struct Describe {
    template <std::size_t L, class... V>
    constexpr auto operator()(const char (&names)[L], V... values) const {
        return Described<L, std::index_sequence_for<V...>, V...>(names, values...);
    }
};

template <class T>
inline constexpr auto described = Description<T>::visit(Describe());

/// The I-th name, with a zero behind it.
template <class T, std::size_t I>
struct DescribedName {
    static constexpr std::size_t begin = described<T>.begin[I];
    char text[described<T>.begin[I + 1] - begin + 1] = {};

    constexpr DescribedName() {
        for (std::size_t i = 0; i + 1 < sizeof text; ++i)
            text[i] = described<T>.text[begin + i];
    }
};
template <class T, std::size_t I>
inline constexpr DescribedName<T, I> described_name;

/// What Boost.Describe calls a descriptor of a member.
template <class T, std::size_t I>
struct MemberDescriptor {
    static constexpr auto pointer = described_value<I>(described<T>);
    static constexpr const char* name = described_name<T, I>.text;
    static constexpr unsigned modifiers = boost::describe::mod_public;
};

/// What Boost.Describe calls a descriptor of an enumerator.
template <class T, std::size_t I>
struct EnumeratorDescriptor {
    static constexpr T value = described_value<I>(described<T>);
    static constexpr const char* name = described_name<T, I>.text;
};

template <template <class, std::size_t> class D, class T, std::size_t... I>
boost::describe::detail::list<D<T, I>...> descriptor_list(std::index_sequence<I...>);

template <template <class, std::size_t> class D, class T>
using Descriptors = decltype(descriptor_list<D, T>(std::make_index_sequence<described<T>.size>()));

template <class T>
concept HasDescription = requires {
    sizeof(Description<T>);
};

/// Has no member for a type without description, so that none of the functions below is for it.
template <class T>
struct DescriptorsOf {};
template <class T>
    requires(std::is_class_v<T>&& HasDescription<T>)
struct DescriptorsOf<T> {
    using members = Descriptors<MemberDescriptor, T>;
    using none = boost::describe::detail::list<>;
};
template <class T>
    requires(std::is_enum_v<T>&& HasDescription<T>)
struct DescriptorsOf<T> {
    using enumerators = Descriptors<EnumeratorDescriptor, T>;
};

}  // namespace detail

// What Boost.Describe looks for, by argument-dependent lookup. Never called.
template <class T>
typename detail::DescriptorsOf<T>::members boost_public_member_descriptor_fn(T**);
template <class T>
typename detail::DescriptorsOf<T>::none boost_protected_member_descriptor_fn(T**);
template <class T>
typename detail::DescriptorsOf<T>::none boost_private_member_descriptor_fn(T**);
template <class T>
typename detail::DescriptorsOf<T>::none boost_base_descriptor_fn(T**);
template <class T>
typename detail::DescriptorsOf<T>::enumerators boost_enum_descriptor_fn(T**);

}  // namespace carnk::inline v0_1

// clang-format off
#define CARNK_MEMBER_POINTER(C, m) , &C::m
#define CARNK_ENUMERATOR(E, e) , E::e
#define CARNK_DESCRIBE(T, ONE, ...)                                                  \
    template <>                                                                      \
    struct Description<T> {                                                          \
        template <class Visitor>                                                     \
        static constexpr auto visit(Visitor v) {                                     \
            return v(#__VA_ARGS__ BOOST_DESCRIBE_PP_FOR_EACH(ONE, T, __VA_ARGS__));  \
        }                                                                            \
    };

/// @brief Describes the public members of a struct, in the order of its documents. In namespace carnk, after the struct.
/// @ingroup core
#define CARNK_DESCRIBE_STRUCT(C, ...) CARNK_DESCRIBE(C, CARNK_MEMBER_POINTER, __VA_ARGS__)
/// @brief Describes the values of an enumeration; their names are the words of the documents. In namespace carnk.
/// @ingroup core
#define CARNK_DESCRIBE_ENUM(E, ...) CARNK_DESCRIBE(E, CARNK_ENUMERATOR, __VA_ARGS__)
// clang-format on
