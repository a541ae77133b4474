// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief The documentation comments of the headers, as cmake/EmbedDescriptions.cmake finds them.
#include <span>

namespace carnk::inline v0_1::detail {

/// @brief One comment. All texts are UTF-8 and may be empty, but for the key.
struct DescriptionText {
    const char* key;   ///< "Type", "Type.member" or, for a choice without a type of its own, "A|B|C".
    const char* text;  ///< The comment, without what is for the documentation tool only.
    const char* unit;  ///< UCUM units of the member, as `d, wk`.
    const char* name;  ///< Name of a choice that has no type of its own.
};

/// @brief All comments, sorted by key.
[[nodiscard]] std::span<const DescriptionText> descriptions() noexcept;

}  // namespace carnk::inline v0_1::detail
