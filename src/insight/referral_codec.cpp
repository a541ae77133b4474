// SPDX-License-Identifier: BSL-1.0
#include <carnk/insight/referral.hpp>

#include "json/records.hpp"

CARNK_DOCUMENT(carnk::ReferralPlan)
