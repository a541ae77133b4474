// SPDX-License-Identifier: BSL-1.0
#include <carnk/insight/landscape.hpp>

#include "json/records.hpp"

CARNK_DOCUMENT(carnk::Landscape)
CARNK_DOCUMENT(carnk::CrossTable)
