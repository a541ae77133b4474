// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Databases that the command writes.
#include <filesystem>
#include <string>

namespace carnk::inline v0_1::tool {

/// @brief Whether the command was built with SQLite.
[[nodiscard]] bool has_sqlite() noexcept;

/// @brief Makes a database by a script. A file that was there is replaced only when the new one is complete. @throws IoError
void write_database(const std::filesystem::path& path, const std::string& script);

}  // namespace carnk::inline v0_1::tool
