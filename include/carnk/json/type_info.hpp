// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief The description of a type as data: what the schema, typings and tables are made from when the program runs.
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace carnk::inline v0_1 {

/// @brief What a value of a type is in a document.
/// @ingroup json
enum class TypeKind : std::uint8_t {
    text,     ///< Any string.
    boolean,  ///< true or false.
    whole,    ///< A whole number between two bounds.
    real,     ///< A number, maybe between two bounds.
    form,     ///< A string of a certain form: identifiers, dates, units, amounts.
    words,    ///< One of a list of words.
    list,     ///< An array.
    object,   ///< An object with declared members.
    choice,   ///< One of several objects, told apart by their member "kind".
};

struct TypeInfo;

/// @brief One declared member of an object.
/// @ingroup json
struct MemberInfo {
    std::string_view name{};         ///< Key.
    const TypeInfo* type = nullptr;  ///< Type of the value; of an optional member the type of what may be there.
    bool optional = false;           ///< True if it may be absent.
};

/// @brief What is known of a type when the program runs. One constant for each type; see type_info().
/// @ingroup json
struct TypeInfo {
    TypeKind kind{};               ///< What its values are. What follows is empty where it does not apply.
    std::string_view name{};       ///< C++ name: of the library's types without namespace. Empty: no name of its own.
    std::string_view expected{};   ///< The form or range in words.
    std::string_view pattern{};    ///< The form as an ECMA-262 regular expression.
    std::string_view example{};    ///< A text of the form.
    std::string_view codes{};      ///< All texts that are allowed, one behind the other, each `code_length` long.
    std::size_t code_length = 0;   ///< Length of one of `codes`.
    std::size_t max_length = 0;    ///< Longest text, or 0 if the form does not limit it. @unit{By}
    bool bounded = false;          ///< Whether the bounds of a real number count.
    double low = 0;                ///< Least real number.
    double high = 0;               ///< Greatest real number.
    std::int64_t whole_low = 0;    ///< Least whole number.
    std::uint64_t whole_high = 0;  ///< Greatest whole number.
    const TypeInfo* element = nullptr;           ///< Type of the elements of a list.
    std::span<const std::string_view> words{};   ///< The words, in the order of the enumeration.
    std::span<const MemberInfo> members{};       ///< The members, in the order of documents.
    std::span<const TypeInfo* const> choices{};  ///< The objects of a choice.
    std::string_view tag{};                      ///< Value of the constant member "kind".
    std::string_view schema{};                   ///< Value of the constant member "schema" of a document of its own.
    bool personal = false;                       ///< Whether it is a document about a person.
    bool keeps_unknown = false;  ///< Whether members that are not declared are kept; else they are an error.
};

/// @brief The description of a type: a model of the library, or with `<carnk/json/codec.hpp>` any type that has a codec.
/// @ingroup json
template <class T>
[[nodiscard]] const TypeInfo& type_info() noexcept;

}  // namespace carnk::inline v0_1
