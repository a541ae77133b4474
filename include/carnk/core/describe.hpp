// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Descriptions of structs and enumerations by Boost.Describe, made so that they cost nothing until they are used.
///
/// `BOOST_DESCRIBE_STRUCT` makes a closure of each member in every file that includes the header. The two macros here
/// are its own parts behind `template <int = 0>`: the same descriptors for the same `boost::describe::describe_members`, made
/// where somebody asks for them. Own types can be described by either.
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

// clang-format off
/// @brief Describes the public members of a struct, in the order of its documents. At namespace scope, after the struct.
/// @ingroup core
#define CARNK_DESCRIBE_STRUCT(C, ...)                                                                             \
    template <int = 0> boost::describe::detail::list<> boost_base_descriptor_fn(C**) { return {}; }               \
    template <int = 0> boost::describe::detail::list<> boost_protected_member_descriptor_fn(C**) { return {}; }   \
    template <int = 0> boost::describe::detail::list<> boost_private_member_descriptor_fn(C**) { return {}; }     \
    template <int = 0> BOOST_DESCRIBE_PUBLIC_MEMBERS(C __VA_OPT__(,) __VA_ARGS__)

/// @brief Describes the values of an enumeration; their names are the words of the documents. At namespace scope.
/// @ingroup core
#define CARNK_DESCRIBE_ENUM(E, ...)                                                                               \
    template <int = 0> BOOST_DESCRIBE_ENUM_BEGIN(E)                                                               \
    BOOST_DESCRIBE_PP_FOR_EACH(BOOST_DESCRIBE_ENUM_ENTRY, E, __VA_ARGS__)                                         \
    BOOST_DESCRIBE_ENUM_END(E)
// clang-format on
