// SPDX-License-Identifier: BSL-1.0
#include <carnk/insight/compare.hpp>

#include "json/type_infos.hpp"

CARNK_TYPE_INFO(carnk::TherapyComparison)
CARNK_TYPE_INFO(carnk::RecordComparison)
