// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief A record as a tree of named texts: what the sheet shows and what filters look at, whatever the type of the record.
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace carnk::inline v0_1::tool {

/// @brief One member, list element or value of a record.
struct Node {
    /// What it is.
    enum class Kind {
        absent,  ///< An optional member that is not there.
        leaf,    ///< One value.
        object,  ///< Members.
        list,    ///< Elements; may be empty.
    };
    Kind kind = Kind::absent;
    /// Name of the member as in the documents; empty for list elements.
    std::string name{};
    /// A leaf as in the documents, without quotation marks.
    std::string raw{};
    /// A leaf, or an object that reads best on one line, as it is shown.
    std::string text{};
    /// Members or elements.
    std::vector<Node> children{};

    /// @brief Whether it is shown as text: a leaf or an object with a form on one line.
    [[nodiscard]] bool is_text() const noexcept { return kind == Kind::leaf || !text.empty(); }
    /// @brief Whether there is nothing to show: absent, an empty list or object.
    [[nodiscard]] bool is_empty() const noexcept {
        return kind == Kind::absent || (kind != Kind::leaf && text.empty() && children.empty());
    }
    /// @brief The member of this name, or null.
    [[nodiscard]] const Node* find(std::string_view member) const noexcept {
        for (const Node& n : children)
            if (n.name == member) return &n;
        return nullptr;
    }
};

/// @brief A value of one type that can be shown.
[[nodiscard]] inline Node leaf(std::string raw, std::string text) {
    Node n;
    n.kind = Node::Kind::leaf;
    n.raw = std::move(raw);
    n.text = std::move(text);
    return n;
}

/// @brief A real number for people: "0.75", "10,000", "1.5e8".
[[nodiscard]] std::string shown_number(double value);

/// @brief A UCUM unit for people: "mg/m2", "days" for "d", nothing for "1".
[[nodiscard]] std::string shown_unit(std::string_view ucum);

/// @brief From so much to so much: "5 to 10", "at least 5", "less than 10".
[[nodiscard]] std::string shown_range(const std::string& low, const std::string& high, bool low_open = false,
                                      bool high_open = false);

}  // namespace carnk::inline v0_1::tool
