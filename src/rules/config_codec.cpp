// SPDX-License-Identifier: BSL-1.0
#include <carnk/rules/config.hpp>

#include "json/records.hpp"

CARNK_DOCUMENT(carnk::ValidationConfig)
