// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Folders that the command writes to.
#include <filesystem>

namespace carnk::tool {

/// @brief Makes a folder and those above it, if they are not there. @throws IoError
void make_folder(const std::filesystem::path& path);

}  // namespace carnk::tool
