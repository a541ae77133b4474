// SPDX-License-Identifier: BSL-1.0
#include <carnk/model/study.hpp>

#include "json/records.hpp"

CARNK_RECORD(carnk::PublishedStudy)
