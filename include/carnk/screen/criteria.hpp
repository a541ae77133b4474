// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief From the text of a registry to criteria: what can be read is typed, everything else stays words.
#include <carnk/export.hpp>
#include <carnk/model/eligibility.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief What a stretch of a criteria text is.
/// @ingroup screen
enum class CriteriaSpanKind : std::uint8_t {
    space,     ///< White space between the others.
    mark,      ///< A bullet or number.
    heading,   ///< A heading: "Inclusion Criteria:".
    sentence,  ///< A sentence, or an item of a list.
};
CARNK_DESCRIBE_ENUM(CriteriaSpanKind, space, mark, heading, sentence)

/// @brief A stretch of the text. All spans together are the text, without gap or overlap.
/// @ingroup screen
struct CriteriaSpan {
    /// What it is.
    CriteriaSpanKind kind{};
    /// First byte, from 0. @unit{By}
    Count begin;
    /// First byte after it. @unit{By}
    Count end;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CriteriaSpan&) const = default;
};
CARNK_DESCRIBE_STRUCT(CriteriaSpan, kind, begin, end)

/// @brief A part of a sentence that was understood.
/// @ingroup screen
struct CriteriaPart {
    /// What it is about: "anc", "prior-lines".
    Slug variable;
    /// Which pattern read it: "anc.bound", "infection.mention".
    Slug pattern;
    /// Category of the criterion that it makes.
    CriterionCategory category{};
    /// First byte of the words that were read. @unit{By}
    Count begin;
    /// First byte after them. @unit{By}
    Count end;
    /// What they say, literally; on a list of exclusions: what is excluded.
    Expression expression;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CriteriaPart&) const = default;
};
CARNK_DESCRIBE_STRUCT(CriteriaPart, variable, pattern, category, begin, end, expression)

/// @brief What was read of one sentence.
/// @ingroup screen
struct CriteriaSentence {
    /// First byte. @unit{By}
    Count begin;
    /// First byte after it. @unit{By}
    Count end;
    /// On which list it stands; absent if no heading says so.
    Optional<CriterionKind> list;
    /// How deep its item is nested, from 0.
    Count depth;
    /// Which sentence introduces its item ("one of the following:"), as an index; absent if none does.
    Optional<Count> under;
    /// How much of its words the parts say.
    Computability computability{};
    /// What was understood, in the order of the words.
    std::vector<CriteriaPart> parts;
    /// Words that were not understood, as stretches of the whole text.
    std::vector<TextSpan> unread;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CriteriaSentence&) const = default;
};
CARNK_DESCRIBE_STRUCT(CriteriaSentence, begin, end, list, depth, under, computability, parts, unread)

/// @brief A criteria text, read.
/// @ingroup screen
struct ParsedCriteria {
    static constexpr std::string_view schema = "carnk/parsed-criteria/1";  ///< Name and version of the document type.
    /// Length of the text.
    Count bytes;
    /// What the text is made of, in its order, without gaps.
    std::vector<CriteriaSpan> spans;
    /// Its sentences, in its order.
    std::vector<CriteriaSentence> sentences;
    /// What they say, one criterion an item of the lists, as in an EligibilityRecord.
    std::vector<Criterion> criteria;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ParsedCriteria&) const = default;
};
CARNK_DESCRIBE_STRUCT(ParsedCriteria, bytes, spans, sentences, criteria)

/// @brief Reads a registry's eligibility text (English).
///
/// Finds the lists by their headings, the items by their bullets, numbers and indentation, and the sentences. In each it looks for what it
/// knows for sure; nothing is guessed: a number without its unit, a demand under a condition that is not understood, a permission, a
/// judgement stay words. A criterion of which words are left over is partial at most and names them in its residue, so that a screening
/// never decides by it alone. Before the first heading it is not known whether something is demanded or excluded: such criteria are given as
/// inclusions, partial, and say so.
///
/// Any bytes may come: what is not UTF-8 appears as U+FFFD in Criterion::text, while all offsets are those of the text as given.
/// Of a text with more than 10,000 sentences, the rest is one sentence that stays words.
/// @par Complexity  Linear in the text.
/// @par Thread safety  Any number of calls at once.
/// @ingroup screen
[[nodiscard]] CARNK_API ParsedCriteria parse_criteria(std::string_view text);

/// @brief An expression in one line, exact and the same for the same expression: `anc >= 1000 /uL`, `has pregnancy {active}`.
///
/// Numbers with UCUM units; `has`, `no`: there is, is not, such a fact; `{...}`: filters on the same fact; `@enrolment[-4 wk, 0 d]`: window
/// around a day, a round bracket where an end is open.
/// @ingroup screen
[[nodiscard]] CARNK_API std::string short_form(const Expression& expression);

/// @brief An expression as a sentence of a list of criteria, in English: "ANC >= 1000/uL".
///
/// What is returned has been read again and gives exactly this expression, in full; for an expression of which that is not so, nothing is
/// returned. It covers what parse_criteria() reads.
/// @param kind  list on which the sentence is to stand
/// @ingroup screen
[[nodiscard]] CARNK_API Optional<std::string> criterion_sentence(const Expression& expression, CriterionKind kind);

/// @brief What was read, sentence by sentence, for people. @param text  the same text that was read
/// @ingroup screen
[[nodiscard]] CARNK_API std::string to_text(const ParsedCriteria& criteria, std::string_view text);

}  // namespace carnk::inline v0_1
