// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Codes with their hashes, and the terms above and below each of them.
#include <carnk/screen/vocabulary.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1::detail {

/// Equal for codes that are the same: underscore and hyphen are.
[[nodiscard]] inline std::uint64_t code_hash(std::string_view code) noexcept {
    std::uint64_t h = 0xcbf29ce484222325U;
    for (const char c : code)
        h = (h ^ static_cast<unsigned char>(c == '_' ? '-' : c)) * 0x100000001b3U;
    return h ^ (h >> 32U);
}

[[nodiscard]] bool same_code(std::string_view a, std::string_view b) noexcept;

/// A code that hierarchies name.
struct HashedCode {
    std::string text{};
    std::uint64_t hash = 0;
};

/// The codes above and below one. They live as long as a copy of the vocabulary.
struct Related {
    std::span<const HashedCode> above{};
    std::span<const HashedCode> below{};
};
[[nodiscard]] Related related(const Vocabulary& words, std::string_view code);

}  // namespace carnk::inline v0_1::detail
