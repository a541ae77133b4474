// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief One record for everything that can be wrong, from a missing comma to a contradictory dose.

#include <carnk/core/describe.hpp>
#include <carnk/core/optional.hpp>

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief How much a finding weighs.
/// @ingroup core
enum class Severity : std::uint8_t {
    note,     ///< Worth knowing; nothing is wrong.
    warning,  ///< Probably wrong, or right and needs a look.
    error,    ///< Wrong: the data must not be used as they are.
};
CARNK_DESCRIBE_ENUM(Severity, note, warning, error)

/// @brief A place that a finding also concerns: the other side of a contradiction, the first of two duplicates.
/// @ingroup core
struct RelatedPlace {
    /// JSON Pointer (RFC 6901) of the place.
    std::string pointer;
    /// What it has to do with the finding.
    std::string message;
    bool operator==(const RelatedPlace&) const = default;
};
CARNK_DESCRIBE_STRUCT(RelatedPlace, pointer, message)

/// @brief One thing that was found, and where.
/// @ingroup core
struct Finding {
    /// Id of the rule, such as "CNK-JSON-009". Ids are a stability promise; messages are not.
    std::string rule;
    /// Weight.
    Severity severity{Severity::error};
    /// Where: JSON Pointer (RFC 6901) into the document; empty for the whole document.
    std::string pointer;
    /// Line in the text, from 1; absent when there is no text.
    Optional<std::uint32_t> line;
    /// Column in the line, from 1, counted in bytes; absent when there is no text.
    Optional<std::uint32_t> column;
    /// What is wrong, in one English sentence.
    std::string message;
    /// What was found, shortened when long. Empty where it would repeat the message, or where it is withheld.
    std::string observed;
    /// What was expected: a type, a range, the allowed values.
    std::string expected;
    /// Other places that it concerns.
    std::vector<RelatedPlace> related;
    /// The one right repair, where there is exactly one, as a JSON Patch document (RFC 6902).
    Optional<std::string> fix;
    bool operator==(const Finding&) const = default;
};
CARNK_DESCRIBE_STRUCT(Finding, rule, severity, pointer, line, column, message, observed, expected, related, fix)

/// @brief A list of findings in the order in which they were made.
/// @ingroup core
class Findings {
public:
    using const_iterator = std::vector<Finding>::const_iterator;  ///< Random access, read only.

    Findings() = default;
    /// @brief Takes over a list.
    explicit Findings(std::vector<Finding> list) : list_(std::move(list)) {}

    /// @brief Adds one.
    void add(Finding finding) { list_.push_back(std::move(finding)); }
    /// @brief Adds all of another list.
    void add(const Findings& other) {
        for (std::size_t i = 0, n = other.size(); i < n; ++i)
            list_.push_back(Finding(other.list_[i]));  // `other` may be this list
    }

    [[nodiscard]] const_iterator begin() const noexcept { return list_.begin(); }               ///< First finding.
    [[nodiscard]] const_iterator end() const noexcept { return list_.end(); }                   ///< Past the last.
    [[nodiscard]] std::size_t size() const noexcept { return list_.size(); }                    ///< How many in all.
    [[nodiscard]] bool empty() const noexcept { return list_.empty(); }                         ///< True if none.
    [[nodiscard]] const Finding& operator[](std::size_t i) const noexcept { return list_[i]; }  ///< The i-th, from 0.
    [[nodiscard]] std::vector<Finding>& list() noexcept { return list_; }                       ///< To change in place.

    /// @brief How many have this weight.
    [[nodiscard]] std::size_t count(Severity severity) const noexcept {
        std::size_t n = 0;
        for (const Finding& f : list_)
            n += f.severity == severity ? 1U : 0U;
        return n;
    }
    /// @brief True if one at least is an error.
    [[nodiscard]] bool has_errors() const noexcept { return count(Severity::error) != 0; }
    /// @brief The first finding of a rule, or null.
    [[nodiscard]] const Finding* find(std::string_view rule) const noexcept {
        for (const Finding& f : list_)
            if (f.rule == rule) return &f;
        return nullptr;
    }
    bool operator==(const Findings&) const = default;

private:
    std::vector<Finding> list_;
};

/// @brief One finding as text: `8:9: error: ... [CNK-...] at /arms/1/dose`.
/// @ingroup core
[[nodiscard]] inline std::string to_string(const Finding& f) {
    static constexpr std::string_view names[] = {"note", "warning", "error"};
    std::string s;
    if (f.line) s += std::to_string(*f.line) + ':' + std::to_string(f.column.value_or(1)) + ": ";
    s.append(names[static_cast<std::size_t>(f.severity)]).append(": ").append(f.message);
    if (!f.observed.empty()) s.append("; found ").append(f.observed);
    if (!f.expected.empty()) s.append("; expected ").append(f.expected);
    s.append(" [").append(f.rule).append("] at ").append(f.pointer.empty() ? "/" : f.pointer);
    return s;
}

/// @brief All findings as text, one a line.
/// @ingroup core
[[nodiscard]] inline std::string to_string(const Findings& findings) {
    std::string s;
    for (const Finding& f : findings)
        s.append(to_string(f)).push_back('\n');
    return s;
}

/// @brief Prints one finding a line. Works with any character stream, so that this header needs none.
/// @ingroup core
template <class Traits>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, const Findings& findings) {
    return out << to_string(findings);
}

}  // namespace carnk::inline v0_1
