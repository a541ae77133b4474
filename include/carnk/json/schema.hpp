// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief JSON Schema, OpenAPI and TypeScript from the descriptions that the codec uses.
///
/// The schemas say what the library writes: the default policy of the reader, but for two things. The reader takes `null` for an
/// absent optional member, the schema does not. And what no pattern can say (check digits, days of a month, the grammar of units,
/// members that stand twice) only the reader checks.
#include <carnk/export.hpp>
#include <carnk/json/type_info.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief What a schema carries beside the rules.
/// @ingroup json
struct SchemaOptions {
    bool descriptions = true;  ///< The documentation comments, as "description".
    /// Machine-readable annotations that JSON Schema has no keyword for: "x-ucum-unit", "x-enum-descriptions". Validators that refuse
    /// unknown keywords, such as ajv in its strict mode, must be told of them; without this option the unit is a "$comment".
    bool extensions = false;
    /// A valid document, as JSON text, for "examples" of the root; without one, the least document that example_text() makes.
    std::string_view example{};
    /// Descriptions of own types: called with "Type" or "Type.member", gives an empty text if there is none. May be null.
    std::string_view (*describe)(std::string_view key) = nullptr;
};

/// @brief The JSON Schema (draft 2020-12) of a type, as pretty JSON with a line feed at the end.
///
/// A document of its own has the id `urn:carnk:trial:1` for the schema `carnk/trial/1`; other types `urn:carnk:type:Money`. All types
/// that it needs are in `$defs`. A choice is a chain of if and then on `kind`, so that a validator reports what is wrong with the
/// one object that was meant, not what all others would have wanted. Members by which a choice holds itself, as `of` of expressions, stand
/// before the chain, so that a fault in depth is not reported once more for each level; their names mean the same in all its kinds,
/// where the reader would keep them as unknown members.
/// @par Thread safety  Any number of calls at once.
/// @ingroup json
[[nodiscard]] CARNK_API std::string schema_text(const TypeInfo& type, const SchemaOptions& options = {});

/// @brief The JSON Schema of a model of the library or, with `<carnk/json/codec.hpp>`, of an own described type.
/// @ingroup json
template <class T>
[[nodiscard]] std::string schema_of(const SchemaOptions& options = {}) {
    return schema_text(type_info<T>(), options);
}

/// @brief An OpenAPI 3.1 document without paths whose components are the types, and for documents of their own `TrialDocument`,
///        which is the type with the member "schema". A choice is a oneOf with a discriminator. Carries the extensions.
/// @ingroup json
[[nodiscard]] CARNK_API std::string openapi_text(std::span<const TypeInfo* const> roots,
                                                 const SchemaOptions& options = {});

/// @brief TypeScript declarations of the types, and of `TrialDocument` for documents of their own.
/// @ingroup json
[[nodiscard]] CARNK_API std::string typescript_text(std::span<const TypeInfo* const> roots,
                                                    const SchemaOptions& options = {});

/// @brief The least document of a type: its required members, with made-up values of the right form. For tests and forms; it says
///        nothing that is true. Empty if a type of text has no example.
/// @ingroup json
[[nodiscard]] CARNK_API std::string example_text(const TypeInfo& type);

/// @brief All types with a name that a type is made of, itself among them, sorted by name, each once.
/// @ingroup json
[[nodiscard]] CARNK_API std::vector<const TypeInfo*> named_types(std::span<const TypeInfo* const> roots);

/// @brief The name of a type in schemas: that of its C++ type or alias, dots for colons; empty for plain types and lists.
/// @ingroup json
[[nodiscard]] CARNK_API std::string name_of(const TypeInfo& type);

/// @brief The documentation comment of "Type", "Type.member" or "Type.word" of the library's headers; empty if there is none.
/// @ingroup json
[[nodiscard]] CARNK_API std::string_view description_of(std::string_view key) noexcept;

/// @brief The UCUM units that the documentation comment of "Type" or "Type.member" names, as `d, wk`; empty if it names none.
/// @ingroup json
[[nodiscard]] CARNK_API std::string_view unit_of(std::string_view key) noexcept;

/// @brief The UCUM units of the number or the numbers of a member: those that its own comment names, or else those of its type.
///
/// Empty if it holds no number, if the unit stands in another member, as with a Quantity, and for calendar years.
/// @ingroup json
[[nodiscard]] CARNK_API std::string_view unit_of(const TypeInfo& type, const MemberInfo& member);

}  // namespace carnk::inline v0_1
