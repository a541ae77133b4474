// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Charts: the landscape of trials, pooled outcomes, CAR-NK beside CAR-T.
#include <carnk/draw/options.hpp>
#include <carnk/export.hpp>

#include <cstdint>
#include <string>

namespace carnk::inline v0_1 {

enum class Dimension : std::uint8_t;
struct CrossTable;
struct Landscape;
struct PooledOutcome;
struct TherapyComparison;

namespace draw {

/// @brief Draws the trials of a landscape by one dimension, a bar for each value, with its count.
///
/// Doubtful records that were left out, values that are not drawn, and the date of the data are said in the drawing.
/// @param landscape  the counts
/// @param dimension  by what
/// @param options    colours; `most`: values that are drawn at most
/// @ingroup draw
[[nodiscard]] CARNK_API std::string bars(const Landscape& landscape, Dimension dimension, const Options& options = {});

/// @brief Draws a cross table as a column for each row, put together from the values of its columns: years by phase.
///
/// A year between others in which no trial starts has its empty place. Where a trial may have several values of the columns' dimension,
/// a column is higher than the number of trials, and the drawing says so.
/// @param table    the counts
/// @param options  colours
/// @ingroup draw
[[nodiscard]] CARNK_API std::string columns(const CrossTable& table, const Options& options = {});

/// @brief Draws a pooled outcome as a forest plot: studies with their exact intervals, the pooled proportion, and where a further
/// study is expected.
///
/// The pooled interval is that by likelihood where there is one, see PoolFit. Studies that are not in the figure are named below it,
/// with the reason. There is no axis of effect: studies without control arm have none.
/// @param outcome  the pool
/// @param options  colours
/// @ingroup draw
[[nodiscard]] CARNK_API std::string forest(const PooledOutcome& outcome, const Options& options = {});

/// @brief Draws CAR-NK and CAR-T side by side, respect by respect, with the percentages that sources state as bars.
/// @param comparison  what is compared
/// @param options     colours; `most`: respects that are drawn at most
/// @ingroup draw
[[nodiscard]] CARNK_API std::string comparison(const TherapyComparison& comparison, const Options& options = {});

}  // namespace draw

}  // namespace carnk::inline v0_1
