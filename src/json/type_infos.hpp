// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief How the descriptions of the library's documents are compiled: each once.
#include <carnk/export.hpp>
#include <carnk/json/detail/type_info.hpp>

/// Compiles the description of a type and of all that it is made of.
#define CARNK_TYPE_INFO(T) template CARNK_API const carnk::TypeInfo& carnk::type_info<T>() noexcept;
