// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Streams: what a second thread gives, and whether memory stays flat.
#include <cstddef>
#include <string_view>

namespace bench {

/// Reads all records of an NDJSON text with so many threads. @return how many records were good
std::size_t read_stream(std::string_view text, std::size_t threads);

/// Reads so many records from a stream that repeats a text, and prints the memory of the process on the way.
void print_stream_memory(std::string_view text, std::size_t records, std::size_t threads);

}  // namespace bench
