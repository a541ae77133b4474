// SPDX-License-Identifier: BSL-1.0
#include <carnk/model/patient.hpp>

#include "json/records.hpp"

CARNK_DOCUMENT(carnk::PatientRecord)
CARNK_DOCUMENT(std::vector<carnk::PatientRecord>)
