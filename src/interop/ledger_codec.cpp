// SPDX-License-Identifier: BSL-1.0
#include <carnk/interop/ledger.hpp>

#include "json/records.hpp"
#include "json/type_infos.hpp"

CARNK_DOCUMENT(carnk::Ledger)
CARNK_TYPE_INFO(carnk::Ledger)
