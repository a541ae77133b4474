// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Text as people are shown it, in reports and by the command: widths, wrapping, names for people.
#include <carnk/export.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1::shown {

/// @brief One character of UTF-8 text: its bytes, and the columns that it fills (0 for combining marks, 2 for wide ones).
struct Character {
    std::string_view bytes;  ///< One code point, or one byte that is not UTF-8.
    std::size_t width;       ///< Columns.
};

/// @brief The first character of a text that is not empty.
[[nodiscard]] CARNK_API Character first_character(std::string_view text) noexcept;

/// @brief Columns that a text fills.
[[nodiscard]] CARNK_API std::size_t display_width(std::string_view text) noexcept;

/// @brief The text with blanks after it (or, if `right`, before it) up to a width.
[[nodiscard]] CARNK_API std::string padded(std::string_view text, std::size_t width, bool right = false);

/// @brief The text cut to a width, with "..." or its one-column form at the end if something was cut.
[[nodiscard]] CARNK_API std::string shortened(std::string_view text, std::size_t width, bool unicode);

/// @brief The lines of a text wrapped at blanks to a width. Line ends in the text stay; a word that is too long, such as an address,
/// stays whole, so that it can be copied.
[[nodiscard]] CARNK_API std::vector<std::string> wrapped(std::string_view text, std::size_t width);

/// @brief A text that is safe to print: control characters that could steer a terminal become `\xNN`. Line ends and tabs stay.
[[nodiscard]] CARNK_API std::string printable(std::string_view text);

/// @brief The text with each byte that is not UTF-8 replaced by U+FFFD.
[[nodiscard]] CARNK_API std::string well_formed(std::string_view text);

/// @brief The name of a member for people: "status_as_of" as "status as of", "doi" as "DOI".
[[nodiscard]] CARNK_API std::string humanized(std::string_view name);

/// @brief The same text with its first letter in upper case.
[[nodiscard]] CARNK_API std::string capitalized(std::string text);

/// @brief "1 error", "2 errors"; with group separators from 10,000 on.
[[nodiscard]] CARNK_API std::string counted(std::size_t n, std::string_view singular, std::string_view plural = {});

/// @brief A whole number with commas between groups of three digits: "1,234".
[[nodiscard]] CARNK_API std::string grouped(long long n);

/// @brief The candidates that a mistyped word most likely meant, best first, at most `most`; letter case does not count.
[[nodiscard]] CARNK_API std::vector<std::string> near(std::string_view word, const std::vector<std::string>& candidates,
                                                      std::size_t most = 3);

/// @brief Texts joined by a separator.
[[nodiscard]] CARNK_API std::string joined(const std::vector<std::string>& texts, std::string_view separator);

/// @brief ASCII letters in lower case.
[[nodiscard]] CARNK_API std::string lowered(std::string_view text);

/// @brief A text as a JSON string, with quotation marks; bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] CARNK_API std::string json_string(std::string_view text);

/// @brief A text as one field of a CSV file (RFC 4180). What a spreadsheet would run as a formula is defused.
[[nodiscard]] CARNK_API std::string csv_field(std::string_view text);

}  // namespace carnk::inline v0_1::shown
