// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Writing documents.
#include <carnk/core/result.hpp>
#include <carnk/json/options.hpp>

#include <string>

namespace carnk::inline v0_1 {

/// @brief Writes one document, or says why a value has no JSON: NaN, an identifier that is not set, ill-formed text.
///
/// Members stand in declaration order, absent ones are left out, unknown ones stand where they stood.
/// @tparam T  A model, or a std::vector of models. Own described types need `<carnk/json/codec.hpp>`.
/// @errors CNK-JSON-008, CNK-JSON-022
/// @ingroup json
template <class T>
[[nodiscard]] Result<std::string> try_write(const T& value, const WriteOptions& options = {});

/// @brief Writes one document that the program knows to be writable, such as one that was read.
/// @throws PreconditionError with the findings if it is not; use try_write() to be told instead.
/// @ingroup json
template <class T>
[[nodiscard]] std::string write(const T& value, const WriteOptions& options = {}) {
    return try_write(value, options).value();
}

}  // namespace carnk::inline v0_1
