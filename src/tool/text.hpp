// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Text as a terminal shows it: that of the reports of the library.
#include "rules/shown_text.hpp"

namespace carnk::inline v0_1::tool {

using namespace carnk::shown;

}  // namespace carnk::inline v0_1::tool
