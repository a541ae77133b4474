// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief JSON text as a list of places: what stands where, without copies.
#include <carnk/core/finding.hpp>
#include <carnk/json/options.hpp>

#include "interop/ctgov_layout.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1::ctgov {

/// A value or the name of a member. Of an object: name, value, name, value; then what comes after it.
struct Node {
    std::uint32_t begin = 0, end = 0;  ///< Place in the text.
    std::uint32_t next = 0;            ///< Index of the node behind it and all that is in it.
    Kind kind = Kind::word;
    bool plain = true;  ///< Of text: whether it stands there without escapes.
};

/// The places of one text.
class Tree {
public:
    /// Reads a text; findings of error severity if it is no JSON. `text` must outlive the tree.
    Findings read(std::string_view text, const ReadOptions& options);

    [[nodiscard]] const Node& operator[](std::uint32_t i) const noexcept { return nodes_[i]; }
    [[nodiscard]] std::uint32_t size() const noexcept { return static_cast<std::uint32_t>(nodes_.size()); }
    [[nodiscard]] std::string_view text() const noexcept { return text_; }
    /// The value as it stands.
    [[nodiscard]] std::string_view raw(std::uint32_t i) const noexcept {
        return text_.substr(nodes_[i].begin, nodes_[i].end - nodes_[i].begin);
    }
    /// Text without its quotation marks, decoded into `buffer` if it has escapes.
    [[nodiscard]] std::string_view decoded(std::uint32_t i, std::string& buffer) const;
    /// Whether it has nothing in it: a leaf.
    [[nodiscard]] bool is_leaf(std::uint32_t i) const noexcept { return nodes_[i].next == i + 1; }
    /// How many values have nothing in them.
    [[nodiscard]] std::uint32_t leaf_count() const noexcept { return leaves_; }
    /// Value of a member of an object; 0 if it has none (0 is the root).
    [[nodiscard]] std::uint32_t member(std::uint32_t object, std::string_view name) const;
    /// The value without white space between its tokens.
    [[nodiscard]] std::string compact(std::uint32_t i) const;

private:
    friend class TreeReader;
    std::string_view text_;
    std::vector<Node> nodes_;
    std::uint32_t leaves_ = 0;
};

}  // namespace carnk::inline v0_1::ctgov
