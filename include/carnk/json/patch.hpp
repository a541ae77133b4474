// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Parts of JSON text: JSON Pointer, JSON Patch, merge patch, and what differs between two documents.
///
/// All work on text and keep the bytes of every number and string that they do not change: `1.10` stays `1.10`. The text of a
/// document must be well-formed, without duplicate members and within the depth of ReadOptions; else the findings of the reader
/// (CNK-JSON-001 to 010) say why not.
#include <carnk/core/rule_info.hpp>
#include <carnk/export.hpp>
#include <carnk/json/write.hpp>

#include <array>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief The rules that pointers and patches can break.
/// @ingroup json
inline constexpr std::array patch_rules{
    RuleInfo{"CNK-PATCH-001", "the text is not a JSON Pointer", "Another reading of it would change another value.",
             Severity::error, RuleCategory::format, "0.1.0", "pointers", "RFC 6901, section 3"},
    RuleInfo{"CNK-PATCH-002", "the document has nothing at the pointer", "A change to nothing would be lost unseen.",
             Severity::error, RuleCategory::structure, "0.1.0", "pointers", "RFC 6901, section 4; RFC 6902, section 4"},
    RuleInfo{"CNK-PATCH-003", "the patch is not a JSON Patch document",
             "An operation that is not understood is not done.", Severity::error, RuleCategory::structure, "0.1.0",
             "patches", "RFC 6902, sections 3 and 4"},
    RuleInfo{"CNK-PATCH-004", "the document has another value than the patch tests for",
             "The patch was made for another state of the document.", Severity::error, RuleCategory::consistency,
             "0.1.0", "patches", "RFC 6902, section 4.6"},
    RuleInfo{"CNK-PATCH-005", "the patch takes more work than is allowed",
             "A few operations can copy a document into itself until nothing else fits into memory.", Severity::error,
             RuleCategory::structure, "0.1.0", "patches", "structural"},
};

/// @brief The value at a pointer, as it stands in the text.
/// @return A view into `text`. @errors CNK-JSON-001 to 010, CNK-PATCH-001, CNK-PATCH-002
/// @source RFC 6901
/// @ingroup json
[[nodiscard]] CARNK_API Result<std::string_view> find_at(std::string_view text, std::string_view pointer);

/// @brief The values at several pointers, as they stand in the text, which is read once; nothing where there is none.
/// @return Views into `text`. @errors CNK-JSON-001 to 010
/// @ingroup json
[[nodiscard]] CARNK_API Result<std::vector<Optional<std::string_view>>> find_all_at(
    std::string_view text, const std::vector<std::string>& pointers);

/// @brief Puts a value in the place of the one at the pointer, or adds the member or the element past the last (`-` or its index).
///
/// All other bytes of the text, white space included, stay as they are; a member that is new comes last in its object.
/// @param json  One JSON value. @errors as of find_at()
/// @source RFC 6901
/// @ingroup json
[[nodiscard]] CARNK_API Result<std::string> set_at(std::string_view text, std::string_view pointer,
                                                   std::string_view json);

/// @brief Applies a merge patch: its members replace those of the document, null removes, objects go deeper. Compact text.
/// @errors CNK-JSON-001 to 010
/// @source RFC 7396
/// @ingroup json
[[nodiscard]] CARNK_API Result<std::string> apply_merge_patch(std::string_view text, std::string_view patch);

/// @brief Applies a JSON Patch, such as the fix of a finding: all of its operations or none. Compact text.
///
/// `test` compares as the RFC says: numbers by value (exactly, not through double), strings by characters, objects in any order.
/// @errors CNK-JSON-001 to 010, CNK-PATCH-001 to 005; the pointer of a finding is that of the operation in the patch
/// @source RFC 6902
/// @ingroup json
[[nodiscard]] CARNK_API Result<std::string> apply_patch(std::string_view text, std::string_view patch);

/// @brief Applies a JSON Patch as apply_patch() does, and keeps the layout: white space and every byte that the operations do not
/// touch stay as they are. All operations or none.
/// @errors as of apply_patch()
/// @source RFC 6902
/// @ingroup json
[[nodiscard]] CARNK_API Result<std::string> edit_text(std::string_view text, std::string_view patch);

/// @brief One value that differs between two documents.
/// @ingroup json
struct Change {
    /// JSON Pointer (RFC 6901) of the value; into the first document, or the second where the first has nothing.
    std::string pointer;
    /// JSON text of the value in the first document; absent where it has none.
    Optional<std::string> before;
    /// JSON text of the value in the second document; absent where it has none.
    Optional<std::string> after;
    bool operator==(const Change&) const = default;
};
CARNK_DESCRIBE_STRUCT(Change, pointer, before, after)

/// @brief What differs between two texts. Members are compared by name, elements of arrays by their index.
///
/// Values are equal as for `test` of JSON Patch: white space, the order of members, and `1.0` or `1` are no difference.
/// The order is that of the first document, what only the second has after the rest of its object or array.
/// @errors CNK-JSON-001 to 010
/// @ingroup json
[[nodiscard]] CARNK_API Result<std::vector<Change>> diff_text(std::string_view before, std::string_view after);

/// @brief What differs between two values of one type; empty if they are equal. @copydetails diff_text
/// @tparam T  A model of the library; own described types need `<carnk/json/codec.hpp>`.
/// @errors CNK-JSON-008, CNK-JSON-022 for a value that cannot be written
template <class T>
[[nodiscard]] Result<std::vector<Change>> diff(const T& before, const T& after) {
    const Result<std::string> a = try_write(before);
    if (!a) return {std::nullopt, a.findings()};
    const Result<std::string> b = try_write(after);
    if (!b) return {std::nullopt, b.findings()};
    return diff_text(*a, *b);
}

/// @brief Changes as a JSON Patch that makes the second document of the first.
/// @source RFC 6902
/// @ingroup json
[[nodiscard]] CARNK_API std::string to_patch(const std::vector<Change>& changes);

}  // namespace carnk::inline v0_1
