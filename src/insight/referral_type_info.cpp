// SPDX-License-Identifier: BSL-1.0
#include <carnk/insight/deidentify.hpp>
#include <carnk/insight/referral.hpp>

#include "json/type_infos.hpp"

CARNK_TYPE_INFO(carnk::DeidentifiedReferral)
CARNK_TYPE_INFO(carnk::ReferralPlan)
