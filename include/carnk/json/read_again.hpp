// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Reading documents one after the other into the same memory.
#include <carnk/json/read.hpp>

namespace carnk::inline v0_1 {

/// @brief Reads one document into the memory of an older value: gives what read() gives, and allocates only what is larger.
///
/// Nothing of the older value is left. What grew stays grown: strings and lists keep the room of the largest that they held, so
/// take a new Result now and then where documents differ much in size. NdjsonReader does so for streams.
/// @param text     The whole document, as for read().
/// @param result   An older result, good or bad, also one whose value was moved from; becomes the new one. If memory runs out
///                 (`std::bad_alloc`) there is no value in it.
/// @param options  Policy and limits.
/// @errors CNK-JSON-001 to CNK-JSON-021
/// @par Thread safety  Any number of calls at once, each with a result of its own.
/// @ingroup json
template <class T>
void read_again(std::string_view text, Result<T>& result, const ReadOptions& options = {});

}  // namespace carnk::inline v0_1
