// SPDX-License-Identifier: BSL-1.0
#include <carnk/screen/criteria.hpp>

#include "json/type_infos.hpp"

CARNK_TYPE_INFO(carnk::ParsedCriteria)
