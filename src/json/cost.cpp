// SPDX-License-Identifier: BSL-1.0
#include <carnk/model/cost.hpp>

#include "json/records.hpp"

CARNK_RECORD(carnk::CostItem)
