// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Documents from files and standard input: which type they are of, and which parts a text has.
#include <carnk/core/finding.hpp>

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1::tool {

/// @brief Name under which standard input is spoken of.
inline constexpr std::string_view standard_input = "<stdin>";

/// @brief The whole text of a file, or of standard input for "-". @throws IoError
[[nodiscard]] std::string read_text(const std::string& file);

/// @brief Calls `take(line, number)` for each line of a file, or of standard input for "-"; numbers begin at 1. @throws IoError
void read_lines(const std::string& file, const std::function<void(std::string_view, std::size_t)>& take);

/// @brief Writes beside the place and then moves there, so that a file is either as before or complete. What a link leads to is
/// written, not the link, and a file that is there keeps its permissions. @throws IoError
void write_file(const std::string& file, std::string_view text);

/// @brief Whether somebody types at the keyboard, so that reading standard input would wait for them.
[[nodiscard]] bool input_is_terminal() noexcept;

/// @brief One document of a text.
struct Part {
    std::size_t begin = 0;      ///< Offset of its first byte.
    std::size_t end = 0;        ///< Offset past its last byte.
    std::string pointer{};      ///< Where it stands in the text: "" or "/3".
    std::string schema{};       ///< Value of its member "schema"; empty if it has none.
    std::size_t schema_at = 0;  ///< Offset of that value, or of the document if it has none.
};

/// @brief What a text holds.
struct Parts {
    bool list = false;          ///< Whether it is an array.
    std::vector<Part> parts{};  ///< The document, or the elements of the array.

    /// @brief Whether all documents name the same schema; those that name none do not count.
    [[nodiscard]] bool uniform() const noexcept;
    /// @brief The first schema that is named, or nothing.
    [[nodiscard]] std::string schema() const;
};

/// @brief Looks through a text, broken ones included, for its documents and their schemas.
[[nodiscard]] Parts parts_of(std::string_view text);

/// @brief Moves findings about a part of a text to their place in the whole.
/// @param text  the whole  @param part  the part  @param lines_before  lines before the text itself, in a stream
void move_findings(Findings& findings, std::string_view text, const Part& part, std::size_t lines_before);

}  // namespace carnk::inline v0_1::tool
