// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Fixes: the one right repair of a finding, where there is exactly one, and how it is done.
#include <carnk/core/result.hpp>
#include <carnk/export.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief Adds fixes to findings of reading that have exactly one right repair: the same thing in its canonical spelling.
///
/// - an identifier with blanks around it, in other letter case, or with its address or prefix before it: `https://doi.org/10.1000/x`,
///   `PMID: 1`, `nct03056339`, `us`;
/// - a word that differs from exactly one of the allowed ones only in letter case, blanks or hyphens: `Not yet recruiting`;
/// - a number in quotation marks, or a decimal without them.
///
/// Nothing is guessed: misspelt words, check digits, dates and units are left alone. A fix quotes the value, so it is not for
/// documents about a person unless their values may be shown.
/// @param text      The document that was read. If it is not well-formed, there are no fixes.
/// @param findings  What reading it found.
/// @ingroup json
CARNK_API void propose_fixes(std::string_view text, Findings& findings);

/// @brief A fix that was done.
/// @ingroup json
struct AppliedFix {
    /// Id of the rule whose finding it mends.
    std::string rule;
    /// Where the finding was: JSON Pointer (RFC 6901) into the text before.
    std::string pointer;
    /// What was done: JSON Patch (RFC 6902).
    std::string patch;
    bool operator==(const AppliedFix&) const = default;
};
CARNK_DESCRIBE_STRUCT(AppliedFix, rule, pointer, patch)

/// @brief A text after fixes.
/// @ingroup json
struct FixedText {
    /// The text; all bytes that no fix touches are as they were.
    std::string text;
    /// What was done, in document order.
    std::vector<AppliedFix> applied;
    /// Fixes that were left, because they touch the same place as another one or cannot be done; check the new text again.
    std::vector<AppliedFix> left;
    bool operator==(const FixedText&) const = default;
};
CARNK_DESCRIBE_STRUCT(FixedText, text, applied, left)

/// @brief Does the fixes of findings.
/// @param text      The text that the findings are about.
/// @param findings  Those without a fix do not count.
/// @errors CNK-JSON-001 to 010 if the text is not well-formed
/// @ingroup json
[[nodiscard]] CARNK_API Result<FixedText> apply_fixes(std::string_view text, const Findings& findings);

}  // namespace carnk::inline v0_1
