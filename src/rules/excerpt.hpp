// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief The line of a document that a finding is about, with a mark under the place.
#include <carnk/core/optional.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace carnk::inline v0_1::shown {

/// @brief One line of a text as it is shown, and the columns to mark.
struct Excerpt {
    std::string
        line{};  ///< The line, with tabs turned to blanks, unprintable bytes shown, and cut where it is too long.
    std::size_t start = 0;   ///< First marked column, from 0.
    std::size_t length = 1;  ///< Marked columns, at least 1.
};

/// @brief The line with a place in it, cut to a width so that the place is seen.
/// @param text    the whole text
/// @param line    from 1  @param column  in bytes, from 1
/// @param width   columns that there are
/// @return nothing if the text has no such line
[[nodiscard]] Optional<Excerpt> excerpt_of(std::string_view text, std::uint32_t line, std::uint32_t column,
                                           std::size_t width, bool unicode);

}  // namespace carnk::inline v0_1::shown
