// SPDX-License-Identifier: BSL-1.0
#include <carnk/model/referral.hpp>

#include "json/records.hpp"

CARNK_DOCUMENT(carnk::ReferralRequest)
CARNK_DOCUMENT(std::vector<carnk::ReferralRequest>)
