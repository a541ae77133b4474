// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief A CAR construct drawn across the membrane of the cell.
#include <carnk/draw/options.hpp>
#include <carnk/export.hpp>

#include <string>

namespace carnk::inline v0_1 {

struct CarConstruct;

namespace draw {

/// @brief Draws a construct: receptors from outside the cell inwards, what the cell makes beside them, edits, safety switch.
///
/// Domains stand outside, in or inside the membrane by their kind, in the order of the record; whether that order is the true one,
/// the drawing says. What the sources do not state (the transmembrane part, or any domain at all) has a dashed outline and is called
/// so; nothing is filled in. It is a scheme: sizes mean nothing.
/// @param construct  any construct, a broken one included
/// @param options    colours; where names of targets come from
/// @return  SVG, from `<svg` to `</svg>` with a line end
/// @par Complexity  Linear in the parts.
/// @ingroup draw
[[nodiscard]] CARNK_API std::string construct(const CarConstruct& construct, const Options& options = {});

}  // namespace draw

}  // namespace carnk::inline v0_1
