// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief What the writers of schemas, OpenAPI and TypeScript share.
#include <carnk/json/schema.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1::detail {

/// @brief The comment of a type or member: the library's, else the caller's; empty if descriptions are not wanted.
[[nodiscard]] std::string_view described_as(const SchemaOptions& options, const std::string& key);

/// @brief The comment of a type with what its form or its words mean.
[[nodiscard]] std::string type_description(const SchemaOptions& options, const TypeInfo& type);

/// @brief The comment of a member with its unit.
[[nodiscard]] std::string member_description(const SchemaOptions& options, const TypeInfo& type,
                                             const MemberInfo& member);

/// @brief Whether a type stands under its name, so that others refer to it.
[[nodiscard]] inline bool has_name(const TypeInfo& type) {
    return !name_of(type).empty();
}

/// @brief The codes of a form, one by one.
[[nodiscard]] std::vector<std::string_view> codes_of(const TypeInfo& type);

/// @brief JSON text, built member by member, two blanks a level.
class JsonText {
public:
    /// @brief Begins an object or array: `{` or `[`.
    void begin(char bracket);
    /// @brief Ends what was begun last.
    void end();
    /// @brief The key of the member that comes next.
    void key(std::string_view name);
    /// @brief A string.
    void text(std::string_view value);
    /// @brief Any JSON on one line.
    void raw(std::string_view json);
    /// @brief Any JSON; its lines are indented.
    void block(std::string_view json);
    /// @brief A member that is a string.
    void member(std::string_view name, std::string_view value) {
        key(name);
        text(value);
    }
    /// @brief Numbers, exactly.
    void number(double value);
    void number(std::int64_t value);   ///< @copydoc number
    void number(std::uint64_t value);  ///< @copydoc number

    /// @brief The whole text, with a line feed at its end.
    [[nodiscard]] std::string take();

private:
    void place();
    std::string out_;
    std::string open_;   // brackets that are open
    bool first_ = true;  // whether nothing stands in the open one
    bool after_key_ = false;
};

}  // namespace carnk::inline v0_1::detail
