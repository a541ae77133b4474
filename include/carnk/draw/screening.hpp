// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Why a patient is or is not eligible, as a tree.
#include <carnk/draw/options.hpp>
#include <carnk/export.hpp>

#include <string>

namespace carnk::inline v0_1 {

struct ScreeningReport;

namespace draw {

/// @brief Draws a report of screening: the verdict, each criterion with its status, and the tree of reasons below it.
///
/// What decides is drawn strong. Values of the patient are in it unless the report is redacted, see ScreenOptions::redact: handle the
/// drawing as the report.
/// @param report   the report
/// @param options  colours; `most`: parts that are drawn at most, criteria come first
/// @ingroup draw
[[nodiscard]] CARNK_API std::string screening(const ScreeningReport& report, const Options& options = {});

}  // namespace draw

}  // namespace carnk::inline v0_1
