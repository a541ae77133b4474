// SPDX-License-Identifier: BSL-1.0
#include <carnk/insight/landscape.hpp>

#include "json/type_infos.hpp"

CARNK_TYPE_INFO(carnk::CrossTable)
CARNK_TYPE_INFO(carnk::Landscape)
