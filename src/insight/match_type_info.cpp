// SPDX-License-Identifier: BSL-1.0
#include <carnk/insight/match.hpp>

#include "json/type_infos.hpp"

CARNK_TYPE_INFO(carnk::CohortAnswer)
CARNK_TYPE_INFO(carnk::MatchReport)
