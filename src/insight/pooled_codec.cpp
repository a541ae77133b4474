// SPDX-License-Identifier: BSL-1.0
#include <carnk/insight/pooled.hpp>

#include "json/records.hpp"

CARNK_DOCUMENT(carnk::PooledOutcome)
