// SPDX-License-Identifier: BSL-1.0
#include <carnk/model/registry_record.hpp>

#include "json/records.hpp"

CARNK_EXTERN_RECORD(carnk::Trial)
CARNK_EXTERN_RECORD(carnk::EligibilityRecord)
CARNK_RECORD(carnk::RegistryRecord)
