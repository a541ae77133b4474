// SPDX-License-Identifier: BSL-1.0
// Findings as documents, for reports.
#include <carnk/core/finding.hpp>

#include "json/records.hpp"

template CARNK_API carnk::Result<std::string> carnk::try_write<carnk::Finding>(const carnk::Finding&,
                                                                               const carnk::WriteOptions&);
CARNK_DOCUMENT(std::vector<carnk::Finding>)
