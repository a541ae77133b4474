// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Words, numbers and signs of criteria sentences, and what the words mean.
#include <carnk/core/optional.hpp>
#include <carnk/model/eligibility.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1::detail::criteria {

/// @brief A text in lower-case ASCII with one spelling for each sign; everything else reads from it.
struct Plain {
    std::string text;               ///< What is read.
    std::vector<std::uint32_t> at;  ///< For each byte of `text`, and for its end, the offset in the source.
};

/// @brief "≥" becomes ">=", "×" becomes "*", "⁹" becomes "^9", "&lt;" becomes "<", and the like. Takes any bytes.
[[nodiscard]] Plain plain(std::string_view source);

/// @brief Relation between a value and its bound.
enum class Op : std::uint8_t { none, less, at_most, more, at_least };
/// @brief "not less than" for "less than".
[[nodiscard]] Op negated(Op op);

/// @brief What a word or phrase is.
enum class Role : std::uint8_t {
    unknown,            ///< Not in the lexicon.
    filler,             ///< Carries no meaning of its own here.
    label,              ///< Names a group of demands: "renal function".
    negation,           ///< "no", "without".
    compare,            ///< "at least".
    or_more,            ///< "or greater", after the number.
    or_less,            ///< "or less", after the number.
    between,            ///< "between", "from".
    to,                 ///< "to".
    both,               ///< "and".
    either,             ///< "or", "and/or".
    comma,              ///< ",".
    slash,              ///< "/".
    dash,               ///< A dash between numbers or by itself.
    stop,               ///< ";" and sentence ends.
    colon,              ///< ":".
    open,               ///< "(".
    close,              ///< ")".
    number,             ///< A number.
    percent,            ///< "%".
    times,              ///< "x".
    plus,               ///< "+".
    measure,            ///< A value that is measured.
    scale,              ///< A performance scale.
    mention,            ///< A disease, treatment or other thing that is there or not.
    active,             ///< "active", "uncontrolled", "severe": a filter.
    history,            ///< "history of", "prior".
    current,            ///< "receiving", "current use of".
    age_word,           ///< "age".
    age_tail,           ///< "years of age", "old".
    time_unit,          ///< "weeks".
    half_life,          ///< "half-lives".
    within,             ///< "within".
    past,               ///< "last", "past", before a span of time.
    before,             ///< "before", "prior to".
    at_time,            ///< "at the time of".
    anchor,             ///< "enrollment".
    shorter,            ///< "whichever is shorter".
    longer,             ///< "whichever is longer".
    since,              ///< "since".
    stopped,            ///< "discontinued".
    uln,                ///< "upper limit of normal".
    lln,                ///< "lower limit of normal".
    normal,             ///< "within normal limits".
    predicted,          ///< "predicted".
    method,             ///< An assay, formula or device.
    room_air,           ///< "on room air".
    line,               ///< "lines of".
    therapy_of,         ///< What the lines are of.
    positive,           ///< "positive".
    negative,           ///< "negative".
    expression,         ///< "expression".
    target,             ///< An antigen.
    directed,           ///< "directed", "targeted".
    anti,               ///< "anti".
    cells_of,           ///< "of tumor cells", after a percentage.
    measurable,         ///< "measurable disease".
    lesion,             ///< "measurable lesion".
    response,           ///< Response criteria.
    consent,            ///< "informed consent".
    consenting,         ///< "sign", "provide", and the like: only together with a consent.
    guardian,           ///< "patient or legal guardian".
    fertile,            ///< "women of childbearing potential".
    contraceptive,      ///< "contraception".
    committing,         ///< "agree", "use": only together with contraception.
    pregnancy_test,     ///< "pregnancy test".
    serum,              ///< A specimen.
    any_sex,            ///< "male or female".
    one_sex,            ///< "female patients only".
    grade,              ///< "grade".
    class_word,         ///< "class".
    immunosuppression,  ///< "requiring immunosuppression".
    iv_antibiotic,      ///< "requiring IV antibiotics".
    equivalent,         ///< "prednisone or equivalent".
    modal,              ///< "must".
    restrictor,         ///< "requiring", "that": narrows what comes before.
    exceptive,          ///< "unless", "except".
    condition,          ///< "if", "for patients with".
    permission,         ///< "allowed", "may".
    refusal,            ///< "excluded", "not eligible".
    judgement,          ///< "in the opinion of".
    inability,          ///< "unable".
    cell_word,          ///< Words that make a marker one of other cells: "CD4+ T cells".
    each,               ///< "at least one" lesion.
    relaxing,  ///< "Gilbert's syndrome", "liver metastases": where it relaxes a limit; elsewhere not understood.
};

/// @brief What a phrase of the lexicon stands for.
struct Meaning {
    Role role{};                   ///< What it is.
    std::string_view code{};       ///< Code, or codes with commas; unit, anchor or number for some roles.
    std::string_view variable{};   ///< What a part made of it is about.
    FactDomain domain{};           ///< Kind of fact.
    CriterionCategory category{};  ///< Category of a criterion made of it.
    std::string_view units{};      ///< For a measure: units that it may have, with blanks around each; see `unit_fits`.
};

/// @brief A word, phrase, number or sign.
struct Token {
    Role role{};
    Role was{};                        ///< Its role before a condition took it away.
    Op op{};                           ///< For `compare`.
    const Meaning* meaning = nullptr;  ///< For phrases of the lexicon.
    std::uint32_t begin = 0, end = 0;  ///< Bytes of Plain::text.
    double value = 0;                  ///< For `number`.
    bool read = false;                 ///< Part of what was understood.
};

/// @brief The tokens of a text, phrases put together.
[[nodiscard]] std::vector<Token> tokens(const Plain& plain);

/// @brief Longest phrases of the lexicon that begin with this word, first. Words are in the form of `stem`.
struct Phrase {
    std::vector<std::string_view> words;
    Meaning meaning;
};
[[nodiscard]] const std::vector<Phrase>* phrases_of(std::string_view first_word);
/// @brief A word without plural ending, in American spelling.
[[nodiscard]] std::string stem(std::string_view word);

/// @brief A unit, read from the text itself, which has too many spellings for words.
struct UnitRead {
    std::string_view ucum{};  ///< Empty if there is none.
    std::uint32_t end = 0;    ///< First byte after it.
};
[[nodiscard]] UnitRead read_unit(std::string_view text, std::uint32_t at);

}  // namespace carnk::inline v0_1::detail::criteria
