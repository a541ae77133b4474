// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief What is known of a rule: the card that users cite, silence and look up.
#include <carnk/core/describe.hpp>
#include <carnk/core/finding.hpp>

#include <cstdint>
#include <string_view>

namespace carnk::inline v0_1 {

/// @brief What a rule is about.
/// @ingroup core
enum class RuleCategory : std::uint8_t {
    structure,     ///< The document is not JSON, or not of the declared shape.
    format,        ///< A text or number has not the form of its type.
    reference,     ///< An id points at nothing, at the wrong thing, or is not unique.
    consistency,   ///< Two statements of the data contradict each other.
    plausibility,  ///< The data can hardly be right.
    provenance,    ///< A fact without source, or a source that says too little.
    practice,      ///< Possible, but against what the field recommends.
};
CARNK_DESCRIBE_ENUM(RuleCategory, structure, format, reference, consistency, plausibility, provenance, practice)

/// @brief The card of one rule. Ids are never reused; texts may improve.
/// @ingroup core
struct RuleInfo {
    std::string_view id;         ///< "CNK-TRIAL-004".
    std::string_view title;      ///< What must hold, in one short sentence.
    std::string_view rationale;  ///< Why it matters to who uses the data.
    Severity severity;           ///< Weight of its findings, unless the caller overrides it.
    RuleCategory category;       ///< What it is about.
    std::string_view since;      ///< Release in which it appeared: "0.1.0".
    std::string_view reads;      ///< Types and members that it looks at: "Trial.dates.start, Trial.dates.completion".
    std::string_view
        citation;  ///< Paper or standard with section; "structural" where it follows from the format itself.
};

}  // namespace carnk::inline v0_1
