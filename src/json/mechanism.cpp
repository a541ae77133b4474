// SPDX-License-Identifier: BSL-1.0
#include "json/records.hpp"

CARNK_RECORD(carnk::MechanismItem)
