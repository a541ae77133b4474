// SPDX-License-Identifier: BSL-1.0
#include <carnk/interop/registry_record.hpp>

#include "json/type_infos.hpp"

CARNK_TYPE_INFO(carnk::RegistryRecord)
