// SPDX-License-Identifier: BSL-1.0
#include <carnk/insight/guide.hpp>

#include "json/records.hpp"

CARNK_DOCUMENT(carnk::Guide)
