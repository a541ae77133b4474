// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Reading one sentence: which parts are understood, and which words are left.
#include "screen/criteria_words.hpp"

#include <cstddef>

namespace carnk::inline v0_1::detail::criteria {

/// @brief A part while it is made.
struct Draft {
    std::string variable{}, pattern{};
    CriterionCategory category{};
    std::size_t first = 0, last = 0;  ///< Tokens, both included.
    Expression expression{};
    bool mention = false;  ///< Says that something is there.
    bool negative = false;
};

/// @brief What stands between two parts.
enum class Joint : std::uint8_t { all, any };

/// @brief A sentence that was read. Offsets are bytes of the sentence as given.
struct Reading {
    struct Part {
        std::string variable{}, pattern{};
        CriterionCategory category{};
        std::size_t begin = 0, end = 0;
        Expression expression{};
    };
    std::vector<Part> parts{};
    std::vector<Joint> joints{};  ///< Between part i and part i + 1.
    std::vector<std::pair<std::size_t, std::size_t>> unread{};
    bool whole = false;        ///< Nothing that has a meaning is left.
    bool alternative = false;  ///< A word that was not understood stands behind an "or".
    bool lead_in = false;      ///< Ends with a colon.
    bool exceptive = false;    ///< Has an "unless", "except" or the like that was not understood.
    bool one_of = false;       ///< "one of the following".
    bool some_of = false;      ///< "at least two of the following".
    bool neutral = false;      ///< Has no content of its own: "Adequate organ function defined as".
    bool permissive = false;   ///< Allows instead of demanding.
    Optional<AssessmentPoint> assessed_at{};
    Optional<Judge> judged_by{};
};

/// @brief Reads a sentence of a list. Linear in its length.
[[nodiscard]] Reading read_sentence(std::string_view sentence, CriterionKind kind);

// --- shared by the readers ---------------------------------------------------------------------------------------------

/// @brief A number with what it is a number of.
struct Value {
    double number = 0;
    std::string_view unit{};  ///< UCUM; empty if none is printed.
    Optional<ReferenceLimit> reference{};
    bool age = false;     ///< "years of age", "years old".
    std::size_t end = 0;  ///< First token after it; 0 if there is no value.
};

/// @brief An interval with its unit.
struct Bounds {
    Interval interval{};
    std::string_view unit{};
    Optional<ReferenceLimit> reference{};
    bool age = false;
    bool normal = false;  ///< "within normal limits" in place of numbers.
    std::size_t end = 0;  ///< First token after it; 0 if there are no bounds.
};

/// @brief The sentence and where its readers are.
struct Sentence {
    const Plain& text;
    std::vector<Token> t{};
    CriterionKind kind{};
    std::vector<Draft> drafts{};
    Optional<AssessmentPoint> assessed_at{};

    [[nodiscard]] Role role(std::size_t i) const { return i < t.size() && !t[i].read ? t[i].role : Role::stop; }
    [[nodiscard]] std::string_view word(std::size_t i) const {
        return i < t.size() ? std::string_view(text.text).substr(t[i].begin, t[i].end - t[i].begin)
                            : std::string_view();
    }
    [[nodiscard]] bool is_filler(std::size_t i) const { return role(i) == Role::filler; }
    [[nodiscard]] std::size_t skip(std::size_t i) const {
        while (is_filler(i))
            ++i;
        return i;
    }
    /// First token after this byte.
    [[nodiscard]] std::size_t token_at(std::uint32_t byte, std::size_t from) const {
        while (from < t.size() && t[from].begin < byte)
            ++from;
        return from;
    }
    void mark(std::size_t first, std::size_t end) {
        for (std::size_t i = first; i < end && i < t.size(); ++i)
            t[i].read = true;
    }
};

[[nodiscard]] Value value_at(const Sentence& s, std::size_t i);
[[nodiscard]] Bounds bounds_at(const Sentence& s, std::size_t i);
/// @brief "within 2 weeks or 5 half-lives, whichever is shorter, before apheresis". Returns the first token after it, or 0.
[[nodiscard]] std::size_t window_at(const Sentence& s, std::size_t i, TimeWindow& window);
/// @brief "at screening", "at the time of consent": for tests that are made then. Returns the first token after it, or 0.
[[nodiscard]] std::size_t moment_at(const Sentence& s, std::size_t i, AssessmentPoint& point);
[[nodiscard]] Optional<Anchor> anchor_of(const Token& token);
/// @brief The count of an interval: "more than 4" is 5 or more. Nothing if it is not whole.
[[nodiscard]] Optional<CountRange> counted(const Interval& interval);
[[nodiscard]] bool unit_fits(std::string_view units, const Bounds& bounds);
/// @brief Levels of a scale: ">= 2", "0, 1 or 2", "III-IV". Returns the first token after it, or 0.
[[nodiscard]] std::size_t levels_at(const Sentence& s, std::size_t i, Interval& levels);
/// @brief Whether what follows makes the part hold for some only.
[[nodiscard]] bool conditional_after(const Sentence& s, std::size_t end);

[[nodiscard]] Atom atom(Quantifier quantifier, FactDomain domain, std::string_view codes);
[[nodiscard]] FactFilter code_filter(FactAttribute attribute, std::string_view codes_with_bars);
[[nodiscard]] std::vector<Slug> slugs(std::string_view list, char separator);

void read_measures(Sentence& s);
void read_scales(Sentence& s);
void read_ages(Sentence& s);
void read_lines(Sentence& s);
void read_lesions(Sentence& s);
void read_antigens(Sentence& s);
void read_sex(Sentence& s);
void read_consents(Sentence& s);
void read_fertility(Sentence& s);
void read_since(Sentence& s);
void read_mentions(Sentence& s);

}  // namespace carnk::inline v0_1::detail::criteria
