// SPDX-License-Identifier: BSL-1.0
#include <carnk/model/target.hpp>

#include "json/records.hpp"

CARNK_RECORD(carnk::TargetAntigen)
