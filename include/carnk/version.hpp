// SPDX-License-Identifier: BSL-1.0
#pragma once

/// @file
/// The version of the library. The three numbers below are the only place where it is written:
/// the build, the package files and the command all take it from here.

#include <carnk/export.hpp>

/// Raised when code that used the library may have to change.
#define CARNK_VERSION_MAJOR 0
/// Raised when something is added; while the major version is 0, also when code may have to change.
#define CARNK_VERSION_MINOR 1
/// Raised when only faults are repaired.
#define CARNK_VERSION_PATCH 0

#define CARNK_DETAIL_TEXT_OF(x) #x
#define CARNK_DETAIL_TEXT(x) CARNK_DETAIL_TEXT_OF(x)

/// The version as text, such as "0.1.0".
#define CARNK_VERSION_STRING               \
    CARNK_DETAIL_TEXT(CARNK_VERSION_MAJOR) \
    "." CARNK_DETAIL_TEXT(CARNK_VERSION_MINOR) "." CARNK_DETAIL_TEXT(CARNK_VERSION_PATCH)

/// The version as one number for `#if`: major * 10000 + minor * 100 + patch.
#define CARNK_VERSION (CARNK_VERSION_MAJOR * 10000 + CARNK_VERSION_MINOR * 100 + CARNK_VERSION_PATCH)

namespace carnk::inline v0_1 {

/// The version of the headers that this code was compiled with, first part.
inline constexpr int version_major = CARNK_VERSION_MAJOR;
/// The version of the headers that this code was compiled with, second part.
inline constexpr int version_minor = CARNK_VERSION_MINOR;
/// The version of the headers that this code was compiled with, third part.
inline constexpr int version_patch = CARNK_VERSION_PATCH;

/// @brief The version of the compiled library that is linked in, such as "0.1.0".
///
/// It differs from #CARNK_VERSION_STRING when a program compiled with one version's headers runs with another
/// version's shared library.
/// @return    a string that lives as long as the program
[[nodiscard]] CARNK_API const char* version_string() noexcept;

}  // namespace carnk::inline v0_1
