// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Files and folders that the command writes.
#include <filesystem>
#include <string>

namespace carnk::inline v0_1::tool {

/// @brief Makes a folder and those above it, if they are not there. @throws IoError
void make_folder(const std::filesystem::path& path);

/// @brief A file that is written beside its place and put there when it is complete, so that the place always holds the old file or the
/// whole new one. It is gone if it is not put there, also when a signal ends the command. One at a time.
class PartFile {
public:
    /// @brief For a place; what a link leads to is the place, not the link. @throws IoError
    explicit PartFile(const std::filesystem::path& place);
    PartFile(const PartFile&) = delete;
    PartFile& operator=(const PartFile&) = delete;
    ~PartFile();

    /// @brief An empty file of nobody else's, to be written.
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return part_; }
    /// @brief Moves it to its place, with the permissions of the file that was there. @return what went wrong; empty if nothing did
    [[nodiscard]] std::string put();

private:
    std::filesystem::path place_, part_{};
    bool there_ = false;
};

/// @brief The place of a file: what a link leads to.
[[nodiscard]] std::filesystem::path place_of(const std::filesystem::path& path);

/// @brief Whether something is there that is no file to be replaced: a terminal, a pipe, /dev/null. It is written to.
[[nodiscard]] bool is_device(const std::filesystem::path& path);

/// @brief Lets SIGINT, SIGTERM and SIGHUP end the command without leaving a part of a file behind, as far as they are not ignored; and
/// gives standard streams that are closed a place that refuses everything, so that no file takes their number.
void guard_process() noexcept;

}  // namespace carnk::inline v0_1::tool
