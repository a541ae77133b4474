// SPDX-License-Identifier: BSL-1.0
#include <carnk/model/cost_estimate.hpp>

#include "json/records.hpp"

CARNK_DOCUMENT(carnk::CostPlan)
CARNK_DOCUMENT(carnk::CostEstimate)
CARNK_DOCUMENT(std::vector<carnk::CostEstimate>)
