// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief The catalogue that comes with the library.
#include <carnk/export.hpp>
#include <carnk/model/catalog.hpp>

namespace carnk::inline v0_1 {

/// @brief The reference catalogue: cited facts about CAR-NK therapy, compiled into the library. No file, no network.
///
/// Every record names its sources. Trials that may not describe anything real are in it, marked by `doubt`; see is_doubtful().
/// The first call reads the embedded documents; later calls cost nothing.
/// @return The one instance, which lives as long as the program.
/// @par Thread safety  Any number of calls at once.
/// @ingroup catalog
[[nodiscard]] CARNK_API const Catalog& builtin_catalog();

}  // namespace carnk::inline v0_1
