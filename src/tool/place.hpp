// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Places on the command line.
#include <carnk/model/trial_site.hpp>

#include <string>

namespace carnk::inline v0_1::tool {

/// @brief Reads "latitude,longitude" in degrees, as --near has it. @throws UsageError
[[nodiscard]] GeoPoint point_of(const std::string& text);

}  // namespace carnk::inline v0_1::tool
