// SPDX-License-Identifier: BSL-1.0
#include <carnk/screen/criteria.hpp>

#include "json/records.hpp"

CARNK_DOCUMENT(carnk::ParsedCriteria)
