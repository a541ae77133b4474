// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief The peers of the codec: other libraries read and write the same records, into and from the same structs.
///
/// All peers are driven by the same descriptions, so that they fill the same members with the same value types (identifiers,
/// dates and numbers check themselves for everyone). What a peer does beyond: it throws on a wrong JSON type and on a missing
/// member. What none does: report several errors with their places, reject duplicate keys, keep unknown members.
#include <carnk/model/trial.hpp>

#include <string>
#include <string_view>

namespace bench {

/// Text whose bytes can be read beyond its end, for simdjson.
struct PaddedLine {
    std::string_view text;
    std::size_t readable;
};

carnk::Trial boost_read(std::string_view text);            ///< parse with the default resource, then the struct.
carnk::Trial boost_read_monotonic(std::string_view text);  ///< The same in a monotonic_resource.
carnk::Trial nlohmann_read(std::string_view text);         ///< parse, then the struct.
carnk::Trial rapidjson_read(std::string_view text);        ///< Document with UTF-8 checked, then the struct.
carnk::Trial simdjson_read(const PaddedLine& line);        ///< On demand: one pass over the fields, expected one first.
/// The same into the memory of an older one. The other readers make a tree, and have no way to fill a struct again.
void simdjson_read_again(const PaddedLine& line, carnk::Trial& trial);

std::string boost_write(const carnk::Trial& trial);            ///< A tree in the default resource, then serialize.
std::string boost_write_monotonic(const carnk::Trial& trial);  ///< A tree in a monotonic_resource, then serialize.
std::string nlohmann_write(const carnk::Trial& trial);         ///< A tree (members in order), then dump.
std::string rapidjson_write(const carnk::Trial& trial);        ///< Writer, without a tree, UTF-8 checked.

}  // namespace bench
