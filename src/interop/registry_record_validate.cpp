// SPDX-License-Identifier: BSL-1.0
// The engine for records of registers.
#include <carnk/interop/registry_record.hpp>
#include <carnk/rules/engine.hpp>

namespace carnk::inline v0_1 {

template CARNK_API ValidationReport validate_report<RegistryRecord>(const RegistryRecord&, const ValidateOptions&);
template CARNK_API ValidationReport validate_report<std::vector<RegistryRecord>>(const std::vector<RegistryRecord>&,
                                                                                 const ValidateOptions&);

}  // namespace carnk::inline v0_1
