// SPDX-License-Identifier: BSL-1.0
#include <carnk/insight/deidentify.hpp>

#include "json/records.hpp"

CARNK_DOCUMENT(carnk::DeidentifiedReferral)
