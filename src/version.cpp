// SPDX-License-Identifier: BSL-1.0
#include <carnk/version.hpp>

namespace carnk::inline v0_1 {

const char* version_string() noexcept {
    return CARNK_VERSION_STRING;
}

}  // namespace carnk::inline v0_1
