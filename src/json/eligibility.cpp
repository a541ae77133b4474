// SPDX-License-Identifier: BSL-1.0
#include <carnk/model/eligibility.hpp>

#include "json/records.hpp"

CARNK_RECORD(carnk::EligibilityRecord)
