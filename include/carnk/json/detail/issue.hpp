// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief The rules that reading a document can break.
#include <carnk/core/rule_info.hpp>
#include <carnk/json/options.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

namespace carnk::inline v0_1 {

/// @brief What can be wrong with a document on the way from text to value. Each has one rule; see json_rules.
/// @ingroup json
enum class Issue : std::uint8_t {
    syntax,
    truncated,
    trailing_text,
    byte_order_mark,
    ill_formed_utf8,
    control_character,
    bad_escape,
    too_deep,
    too_large,
    duplicate_member,
    missing_member,
    wrong_type,
    null_value,
    not_whole,
    number_range,
    bad_text,
    unknown_enumerator,
    unknown_kind,
    wrong_schema,
    unknown_member,
    too_many_findings,
    cannot_write,
};

/// @brief The rule of an issue and the fault that policies know it by.
/// @ingroup json
struct IssueRule {
    RuleInfo info;  ///< Card of the rule; its title is the message of the finding.
    Fault fault;    ///< Kind of fault.
};

/// @brief The rules of reading and writing, in the order of Issue.
/// @ingroup json
inline constexpr std::array json_rules{
    IssueRule{
        {"CNK-JSON-001", "the text is not JSON", "A document that breaks the grammar can be read in more than one way.",
         Severity::error, RuleCategory::structure, "0.1.0", "document", "RFC 8259, section 2"},
        Fault::syntax},
    IssueRule{{"CNK-JSON-002", "the text ends too early", "The document was cut off: part of the data is missing.",
               Severity::error, RuleCategory::structure, "0.1.0", "document", "RFC 8259, section 2"},
              Fault::syntax},
    IssueRule{{"CNK-JSON-003", "there is text after the document", "Two documents in one text would be read as one.",
               Severity::error, RuleCategory::structure, "0.1.0", "document", "RFC 8259, section 2"},
              Fault::syntax},
    IssueRule{{"CNK-JSON-004", "the text begins with a byte order mark", "A byte order mark is not part of JSON.",
               Severity::error, RuleCategory::structure, "0.1.0", "document", "RFC 8259, section 8.1"},
              Fault::syntax},
    IssueRule{{"CNK-JSON-005", "the text is not well-formed UTF-8",
               "Ill-formed text is shown differently by each program.", Severity::error, RuleCategory::structure,
               "0.1.0", "document", "RFC 8259, section 8.1; Unicode 15.0, table 3-7"},
              Fault::syntax},
    IssueRule{{"CNK-JSON-006", "a control character stands unescaped in a string",
               "Most often a line break inside a string: two values ran together.", Severity::error,
               RuleCategory::structure, "0.1.0", "document", "RFC 8259, section 7"},
              Fault::syntax},
    IssueRule{{"CNK-JSON-007", "an escape sequence in a string is not valid",
               "A lone surrogate or an unknown escape is no character.", Severity::error, RuleCategory::structure,
               "0.1.0", "document", "RFC 8259, section 7"},
              Fault::syntax},
    IssueRule{{"CNK-JSON-008", "the document is nested too deeply",
               "Depth is limited so that hostile documents cannot exhaust the stack.", Severity::error,
               RuleCategory::structure, "0.1.0", "document", "RFC 8259, section 9"},
              Fault::syntax},
    IssueRule{{"CNK-JSON-009", "the document is larger than the limit",
               "The caller limits the size so that hostile documents cannot exhaust memory.", Severity::error,
               RuleCategory::structure, "0.1.0", "document", "RFC 8259, section 9"},
              Fault::syntax},
    IssueRule{{"CNK-JSON-010", "the member stands twice in its object", "Readers differ in which of the two they take.",
               Severity::error, RuleCategory::structure, "0.1.0", "every object",
               "RFC 8259, section 4; RFC 7493, section 2.3"},
              Fault::duplicate_member},
    IssueRule{{"CNK-JSON-011", "a required member is missing", "Absent is never zero, empty or a default.",
               Severity::error, RuleCategory::structure, "0.1.0", "every object", "structural"},
              Fault::missing_member},
    IssueRule{{"CNK-JSON-012", "the value has the wrong type", "A value of another type would have to be guessed.",
               Severity::error, RuleCategory::structure, "0.1.0", "every member", "structural"},
              Fault::wrong_type},
    IssueRule{{"CNK-JSON-013", "null stands where a value is needed",
               "Only optional members may be null, which means absent.", Severity::error, RuleCategory::structure,
               "0.1.0", "every member", "structural"},
              Fault::wrong_type},
    IssueRule{{"CNK-JSON-014", "the number is not whole",
               "A count or an ordinal has no fractional part; rounding would change it.", Severity::error,
               RuleCategory::format, "0.1.0", "whole numbers", "structural"},
              Fault::bad_number},
    IssueRule{{"CNK-JSON-015", "the number is out of range",
               "It cannot be represented exactly enough, or cannot be true of what it counts.", Severity::error,
               RuleCategory::format, "0.1.0", "numbers", "structural"},
              Fault::bad_number},
    IssueRule{{"CNK-JSON-016", "the text has not the form of its type",
               "An identifier, date, unit or amount in another form identifies nothing.", Severity::error,
               RuleCategory::format, "0.1.0", "identifiers, dates, units, amounts", "the pattern of the type"},
              Fault::bad_text},
    IssueRule{{"CNK-JSON-017", "the word is not among the allowed ones",
               "A silent fallback to some other value would change what the document says.", Severity::error,
               RuleCategory::format, "0.1.0", "enumerations", "structural"},
              Fault::unknown_enumerator},
    IssueRule{{"CNK-JSON-018", "the kind is missing or not among the known ones",
               "Without its kind the object cannot be understood.", Severity::error, RuleCategory::structure, "0.1.0",
               "objects with a kind", "structural"},
              Fault::unknown_kind},
    IssueRule{{"CNK-JSON-019", "the document follows another schema",
               "A document of another type or version means other things by the same names.", Severity::error,
               RuleCategory::structure, "0.1.0", "schema", "structural"},
              Fault::wrong_schema},
    IssueRule{{"CNK-JSON-020", "the member is not known",
               "It is kept and written back, but this version does not understand it; or it is misspelt.",
               Severity::error, RuleCategory::structure, "0.1.0", "every object", "structural"},
              Fault::unknown_member},
    IssueRule{
        {"CNK-JSON-021", "there are more findings than are listed",
         "The list is limited; mend the first and read again. It is an error where a document is read: what comes after the "
         "last listed finding is checked, but the value may lack it.",
         Severity::note, RuleCategory::structure, "0.1.0", "document", "structural"},
        Fault::syntax},
    IssueRule{{"CNK-JSON-022", "the value cannot be written",
               "NaN, an unnamed enumerator, an identifier that is not set or ill-formed text has no JSON.",
               Severity::error, RuleCategory::structure, "0.1.0", "every member", "RFC 8259, sections 6 and 8.1"},
              Fault::syntax},
};

/// @brief The rule of an issue.
[[nodiscard]] constexpr const IssueRule& rule_of(Issue issue) noexcept {
    return json_rules[static_cast<std::size_t>(issue)];
}

}  // namespace carnk::inline v0_1
