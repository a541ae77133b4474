// SPDX-License-Identifier: BSL-1.0
// Findings as documents, for reports.
#include <carnk/core/finding.hpp>

#include "json/records.hpp"

CARNK_DOCUMENT(carnk::Finding)
CARNK_DOCUMENT(std::vector<carnk::Finding>)
