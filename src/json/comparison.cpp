// SPDX-License-Identifier: BSL-1.0
#include <carnk/model/comparison.hpp>

#include "json/records.hpp"

CARNK_RECORD(carnk::ComparisonRow)
