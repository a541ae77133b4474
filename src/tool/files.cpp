// SPDX-License-Identifier: BSL-1.0
#include "tool/files.hpp"

#include "tool/output.hpp"
#include "tool/text.hpp"

#include <system_error>

namespace carnk::tool {

void make_folder(const std::filesystem::path& path) {
    std::error_code problem;
    std::filesystem::create_directories(path, problem);
    if (problem && !std::filesystem::is_directory(path))
        throw IoError("cannot make the folder " + printable(path.string()) + ": " + problem.message());
}

}  // namespace carnk::tool
