// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Reading documents.
#include <carnk/core/result.hpp>
#include <carnk/json/options.hpp>

#include <string_view>

namespace carnk::inline v0_1 {

/// @brief Reads one document: a value and every finding of the text, in one pass.
///
/// The result is good if there is no finding of error severity; else the best effort can be looked at. Bad data never throw.
/// Root documents (types with a `schema`), and the elements of an array of them, must carry the member "schema".
/// For the models of the library this is compiled once, in the library; for own described types include
/// `<carnk/json/codec.hpp>`.
/// @tparam T        A model, or a std::vector of models.
/// @param  text     The whole document, UTF-8. It need not outlive the call.
/// @param  options  Policy and limits.
/// @errors CNK-JSON-001 to CNK-JSON-021
/// @par Thread safety  Any number of calls at once.
/// @ingroup json
template <class T>
[[nodiscard]] Result<T> read(std::string_view text, const ReadOptions& options = {});

}  // namespace carnk::inline v0_1
