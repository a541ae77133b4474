// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Screening: whether a patient meets the criteria of a trial, as far as the facts say.
#include <carnk/export.hpp>
#include <carnk/model/eligibility.hpp>
#include <carnk/model/patient.hpp>
#include <carnk/screen/result.hpp>
#include <carnk/screen/vocabulary.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief For what and when a patient is screened.
/// @ingroup screen
struct ScreenOptions {
    /// Day of screening, to the day. Without it, and without PatientRecord::as_of to the day, every question of time stays unknown.
    Optional<PartialDate> as_of;
    /// Cohorts for which the patient is screened, as the record names them; absent: not said.
    Optional<std::vector<std::string>> cohorts;
    /// Arms, in the same way.
    Optional<std::vector<std::string>> arms;
    /// Dose levels, in the same way.
    Optional<std::vector<std::string>> dose_levels;
    /// True to leave out every value of the patient: label, values, dates, margins.
    bool redact = false;
    /// Most different unknown atoms of a criterion for which the exact evaluator tries all answers. @range{0 to 16}
    std::size_t exact_limit = 12;
    /// False for statuses and verdicts alone: explanations, decisive sets and questions are left out, and it is faster.
    bool explain = true;
};

/// @brief The criteria of a record, made ready once for any number of patients.
///
/// What does not depend on the patient is found here: which questions are the same, their words, the codes that they ask for.
/// It refers to the record, which must outlive it and stay unchanged.
/// @par Thread safety  Any number of readers at once.
/// @ingroup screen
class CARNK_API PreparedCriteria {
public:
    /// @brief Makes them ready. @param vocabulary  for the words of explanations: the one that the patients are screened with
    PreparedCriteria(const EligibilityRecord& record, const Vocabulary& vocabulary);
    ~PreparedCriteria();
    PreparedCriteria(PreparedCriteria&&) noexcept;
    PreparedCriteria& operator=(PreparedCriteria&&) noexcept;

private:
    friend class Screener;
    struct Data;
    const Data* data_;  // owned
};

/// @brief A verdict and the status of each criterion, without words.
/// @ingroup screen
struct ScreeningStatus {
    Verdict verdict{Verdict::undetermined};  ///< The answer.
    std::vector<CriterionStatus>
        criteria;  ///< One for each criterion of the record, in its order; superseded ones are not applicable.
};

/// @brief Screens one patient for any number of records.
///
/// Truth is strong Kleene (see Tri). What is not stated is unknown; a list says that something is absent only by a refuted fact or by a
/// declaration that it is complete. A refuted fact with one date speaks for the time up to that day, with two for the days between, without a
/// date for all time; a criterion without a window takes any of them. Dates that are not known to the day are intervals: what does not hold
/// for all their days, nor for none, is unknown. Windows in months and years go by the calendar, half-lives by the half-life of the fact.
/// Values are compared in the unit of the criterion with a relative tolerance of 1e-9. A criterion for one member of several (`any_of`,
/// `best`, `worst`, `all_of`) needs a fact for every code that it names before it is false.
///
/// It refers to the patient's record, which must outlive it and stay unchanged.
/// What is larger than any criterion (20,000 parts, 50,000 in all of a record, 1,000 different atoms, 64 references in a chain) is not looked
/// into: the rest is unknown, not computable, and for a person to review.
/// @par Complexity  Linear in the facts that have the codes of a query.
/// @par Thread safety  Any number of calls at once.
/// @ingroup screen
class CARNK_API Screener {
public:
    /// @brief Makes it ready. Bad data (impossible dates, unknown units) do no harm: what rests on them is unknown.
    Screener(const PatientRecord& patient, const Vocabulary& vocabulary, ScreenOptions options = {});
    ~Screener();
    Screener(Screener&&) noexcept;
    Screener& operator=(Screener&&) noexcept;

    /// @brief Verdict, explanation and next questions for one record. Superseded criteria are not evaluated.
    [[nodiscard]] ScreeningReport screen(const EligibilityRecord& record) const;
    /// @brief The same, for criteria that serve many patients.
    [[nodiscard]] ScreeningReport screen(const PreparedCriteria& criteria) const;
    /// @brief Verdict and statuses alone, as screen() gives them.
    [[nodiscard]] ScreeningStatus status(const PreparedCriteria& criteria) const;
    /// @brief Values of the expressions of all criteria of the record, in its order, as evaluate() gives them; unknown without an expression and
    ///        for superseded ones.
    [[nodiscard]] std::vector<Tri> values(const PreparedCriteria& criteria) const;

    /// @brief Value of an expression. @param record  where references lead; null: they are unknown
    [[nodiscard]] Tri evaluate(const Expression& expression, const EligibilityRecord* record = nullptr) const;
    /// @brief Value of an expression that is known if and only if all answers to its unknown atoms agree: `a or not a` is true.
    ///
    /// The same atom in several places has the same answer. Where there are more unknown atoms than ScreenOptions::exact_limit, or the
    /// expression has so many parts that trying all answers would look at more than four million, the value is that of evaluate().
    [[nodiscard]] Tri evaluate_exact(const Expression& expression, const EligibilityRecord* record = nullptr) const;
    /// @brief Why an expression has its value. Obeys ScreenOptions::redact.
    [[nodiscard]] Explanation explain(const Expression& expression, const EligibilityRecord* record = nullptr) const;

private:
    struct Data;
    const Data* data_;  // owned
};

/// @brief A report in English, line by line, the same for the same report. @param full  true to list what is met, too, with explanations
/// @ingroup screen
[[nodiscard]] CARNK_API std::string to_text(const ScreeningReport& report, bool full = false);

/// @brief What a reason says, in words: "not listed, and the list is complete".
/// @ingroup screen
[[nodiscard]] CARNK_API std::string_view words_of(Reason reason);

}  // namespace carnk::inline v0_1
