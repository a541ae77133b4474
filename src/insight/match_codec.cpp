// SPDX-License-Identifier: BSL-1.0
#include <carnk/insight/match.hpp>

#include "json/records.hpp"

CARNK_DOCUMENT(carnk::MatchReport)
CARNK_DOCUMENT(carnk::CohortAnswer)
