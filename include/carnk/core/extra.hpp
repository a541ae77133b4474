// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Members of a document that this version of the library does not know.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief One member that was read and not understood, kept as it stood in the document.
/// @ingroup core
struct ExtraMember {
    /// Key as it stood between the quotation marks, escapes included.
    std::string key;
    /// Value, byte for byte as it stood: any JSON value.
    std::string json;
    /// How many declared members of the object come before it: it is written back after that many.
    std::uint16_t after{};
    bool operator==(const ExtraMember&) const = default;
};

/// @brief The unknown members of one object, in the order in which they stood.
///
/// A document of a newer version, or with an organisation's own members, passes through an older program
/// without loss: the members are kept and written back where they stood.
/// @ingroup core
class Extra {
public:
    /// @brief All kept members, in document order.
    [[nodiscard]] const std::vector<ExtraMember>& members() const noexcept { return members_; }
    /// @brief True if there are none.
    [[nodiscard]] bool empty() const noexcept { return members_.empty(); }
    /// @brief How many there are.
    [[nodiscard]] std::size_t size() const noexcept { return members_.size(); }
    /// @brief The JSON text of the member with this key, or null. The key is compared as it stood in the document.
    [[nodiscard]] const std::string* find(std::string_view key) const noexcept {
        for (const ExtraMember& m : members_)
            if (m.key == key) return &m.json;
        return nullptr;
    }
    /// @brief Keeps one more member. The caller answers for `json` being one well-formed JSON value.
    void add(ExtraMember member) { members_.push_back(std::move(member)); }
    /// @brief Drops all.
    void clear() noexcept { members_.clear(); }
    bool operator==(const Extra&) const = default;

private:
    std::vector<ExtraMember> members_;
};

}  // namespace carnk::inline v0_1
