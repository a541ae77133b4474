// SPDX-License-Identifier: BSL-1.0
#include <carnk/insight/guide.hpp>

#include "json/type_infos.hpp"

CARNK_TYPE_INFO(carnk::Guide)
