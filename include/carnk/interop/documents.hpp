// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief All types of document of the library by name, their schemas with examples, and what is made from all at once.
#include <carnk/export.hpp>
#include <carnk/json/schema.hpp>

#include <span>
#include <string>
#include <string_view>

namespace carnk::inline v0_1 {

/// @brief All types that are documents of their own, sorted by their schema: what `carnk schema --all` writes.
/// @ingroup interop
[[nodiscard]] CARNK_API std::span<const TypeInfo* const> document_types();

/// @brief The document or part with this name: `trial`, `carnk/trial/1`, `Trial`, `Money`; hyphens, underscores and letter case do not
///        count.
/// @return null if there is none
/// @ingroup interop
[[nodiscard]] CARNK_API const TypeInfo* find_type(std::string_view name);

/// @brief A valid document of a type, as pretty JSON: the shortest record of the built-in catalogue where it has the type, else the least
///        document, which says nothing that is true. Empty for parts.
/// @ingroup interop
[[nodiscard]] CARNK_API std::string example_document(const TypeInfo& type);

/// @brief The JSON Schema of a type by its name, with an example; empty if there is no such type.
/// @ingroup interop
[[nodiscard]] CARNK_API std::string schema_named(std::string_view name, const SchemaOptions& options = {});

/// @brief "trial" for `carnk/trial/1`: the name under which the schema of a document is filed.
/// @ingroup interop
[[nodiscard]] CARNK_API std::string_view document_name(const TypeInfo& type) noexcept;

}  // namespace carnk::inline v0_1
