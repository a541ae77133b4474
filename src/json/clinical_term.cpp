// SPDX-License-Identifier: BSL-1.0
#include <carnk/model/clinical_term.hpp>

#include "json/records.hpp"

CARNK_RECORD(carnk::ClinicalTerm)
