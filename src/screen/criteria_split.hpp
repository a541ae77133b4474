// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Splitting a criteria text into headings, items and sentences.
#include <carnk/screen/criteria.hpp>

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace carnk::inline v0_1::detail::criteria {

/// @brief One item of a list, or a paragraph.
struct Item {
    std::size_t begin = 0, end = 0;                  ///< Its words, without the mark.
    std::size_t indent = 0;                          ///< Columns before its mark.
    int style = 0;                                   ///< Kind of its mark; 0 for none.
    Optional<CriterionKind> list{};                  ///< What the heading says.
    bool qualified = false;                          ///< The heading speaks of some patients only, or of a later time.
    bool donor = false;                              ///< The heading speaks of donors.
    bool rest = false;                               ///< Its last sentence is the rest of a text with too many.
    std::size_t heading_begin = 0, heading_end = 0;  ///< The heading; both 0 if there is none.
    std::vector<std::pair<std::size_t, std::size_t>> sentences{};
};

/// @brief A text in its parts.
struct Split {
    std::vector<CriteriaSpan> spans{};  ///< All of the text.
    std::vector<Item> items{};
};

/// @brief Most sentences of a text that are told apart: far more than any list has, so that a text that is made to be all dots does not
///        become a gigabyte of criteria.
inline constexpr std::size_t most_sentences = 10000;

/// @brief Splits a text. Linear.
[[nodiscard]] Split split(std::string_view text);

}  // namespace carnk::inline v0_1::detail::criteria
