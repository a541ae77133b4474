// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Why rules did not run, as the engine says it and reports tell it.
#include <string_view>

namespace carnk::inline v0_1::detail {

inline constexpr std::string_view skip_disabled = "disabled by the caller";
inline constexpr std::string_view skip_category = "its category is disabled by the caller";
inline constexpr std::string_view skip_catalog = "it needs a catalogue, and none is given";
inline constexpr std::string_view skip_as_of = "it needs the day on which the document is looked at, and none is given";
inline constexpr std::string_view skip_no_value = "the document has no value of its type";

}  // namespace carnk::inline v0_1::detail
