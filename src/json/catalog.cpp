// SPDX-License-Identifier: BSL-1.0
#include <carnk/model/catalog.hpp>

#include "json/records.hpp"

CARNK_DOCUMENT(carnk::Catalog)
