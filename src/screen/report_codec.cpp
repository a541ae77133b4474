// SPDX-License-Identifier: BSL-1.0
#include <carnk/screen/result.hpp>

#include "json/records.hpp"

CARNK_DOCUMENT(carnk::ScreeningReport)
CARNK_DOCUMENT(std::vector<carnk::ScreeningReport>)
