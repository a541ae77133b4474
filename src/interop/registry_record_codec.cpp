// SPDX-License-Identifier: BSL-1.0
#include <carnk/interop/registry_record.hpp>

#include "json/records.hpp"

CARNK_EXTERN_RECORD(carnk::Trial)
CARNK_EXTERN_RECORD(carnk::EligibilityRecord)
CARNK_RECORD(carnk::RegistryRecord)
