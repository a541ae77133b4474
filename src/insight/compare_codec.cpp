// SPDX-License-Identifier: BSL-1.0
#include <carnk/insight/compare.hpp>

#include "json/records.hpp"

CARNK_DOCUMENT(carnk::TherapyComparison)
CARNK_DOCUMENT(carnk::RecordComparison)
