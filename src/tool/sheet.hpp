// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief A record as a sheet to read.
#include "tool/output.hpp"
#include "tool/records.hpp"

namespace carnk::inline v0_1::tool {

/// @brief Prints a record: what names it, doubt, its members as sections, what is not stated, its sources.
void print_sheet(Output& out, const Record& record);

}  // namespace carnk::inline v0_1::tool
