// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief What a person means by a word on the command line.
#include <cstdint>
#include <string_view>

namespace carnk::inline v0_1 {
enum class ClinicalOutcome : std::uint8_t;
enum class Dimension : std::uint8_t;
}  // namespace carnk::inline v0_1

namespace carnk::inline v0_1::tool {

/// @brief The outcome of a short name such as "crs", or of its word in the documents. @throws UsageError
[[nodiscard]] ClinicalOutcome outcome_of(std::string_view word);

/// @brief The dimension of a word such as "year" or "target". @throws UsageError
[[nodiscard]] Dimension dimension_of(std::string_view word);

}  // namespace carnk::inline v0_1::tool
