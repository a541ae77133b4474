// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief What all drawings have in common.
#include <cstddef>
#include <cstdint>

namespace carnk::inline v0_1 {

struct Catalog;

/// @brief Pictures of records and results, as SVG 1.1 text with title and description.
///
/// The same value gives the same bytes. What is drawn comes from the value alone: no file is read, no font is measured, nothing is
/// fetched by whoever shows it. Texts may hold anything; what XML cannot carry, and marks that would turn the direction of writing,
/// are left out of the picture.
namespace draw {

/// @brief Colours of a drawing.
/// @ingroup draw
enum class Theme : std::uint8_t {
    automatic,  ///< Light or dark, as the reader prefers (CSS prefers-color-scheme).
    light,      ///< Dark on white: for print.
    dark,       ///< Light on black.
};

/// @brief How a drawing is made.
/// @ingroup draw
struct Options {
    /// Colours.
    Theme theme = Theme::automatic;
    /// Where the names of target antigens are looked up; null: their ids are shown. Must live until the function returns.
    const Catalog* names = nullptr;
    /// Most values of a chart, or parts of a tree, that are drawn; how many are left out is said in the drawing. 0: all.
    std::size_t most = 0;
};

}  // namespace draw

}  // namespace carnk::inline v0_1
