// SPDX-License-Identifier: BSL-1.0
#include <carnk/model/guide.hpp>

#include "json/records.hpp"

CARNK_RECORD(carnk::Checklist)
CARNK_RECORD(carnk::Faq)
CARNK_RECORD(carnk::CatalogNote)
