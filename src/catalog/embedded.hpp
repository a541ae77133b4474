// SPDX-License-Identifier: BSL-1.0
#pragma once

/// @file
/// The catalogue's data files as the build put them into the library. cmake/EmbedCatalog.cmake writes the definition.

#include <span>
#include <string_view>

namespace carnk::inline v0_1::detail {

/// @brief One data file of the catalogue, byte for byte.
struct EmbeddedFile {
    std::string_view name;  ///< Path below src/catalog/data, such as "trials.json".
    std::string_view text;  ///< The whole file.
};

/// @brief Every data file of the catalogue, in the order of their names.
/// @return    views of constants that live as long as the program
[[nodiscard]] std::span<const EmbeddedFile> embedded_catalog() noexcept;

}  // namespace carnk::inline v0_1::detail
