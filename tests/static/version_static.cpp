// SPDX-License-Identifier: BSL-1.0
#include <carnk/version.hpp>
#include <string_view>

static_assert(CARNK_VERSION == carnk::version_major * 10000 + carnk::version_minor * 100 + carnk::version_patch);
static_assert(std::string_view(CARNK_VERSION_STRING).find('.') != std::string_view::npos);
static_assert(noexcept(carnk::version_string()));
