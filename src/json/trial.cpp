// SPDX-License-Identifier: BSL-1.0
#include <carnk/model/trial.hpp>

#include "json/records.hpp"

CARNK_RECORD(carnk::Trial)
