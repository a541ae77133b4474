// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief The language of typed criteria: all, any, not, k of n, if-then, cases, references, and atoms that look at facts.
///
/// Every expression has a value of Tri. Evaluation is strong Kleene; see each kind. Members of the incomplete type have no initialiser,
/// which clang 14 would instantiate too early; they start empty all the same.
#include <carnk/core/describe.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/tri.hpp>
#include <carnk/model/fact_query.hpp>

namespace carnk::inline v0_1 {

struct Expression;
struct CaseBranch;

/// @brief All of these hold; with none it is true.
/// @ingroup eligibility
struct AllOf {
    static constexpr std::string_view kind = "all";  ///< Tag in documents.
    /// Parts.
    std::vector<Expression> of;
    Extra extra;  ///< Members that this version does not know.
    template <std::same_as<AllOf> T>
    bool operator==(const T&) const;
};

/// @brief One at least of these holds; with none it is false.
/// @ingroup eligibility
struct AnyOf {
    static constexpr std::string_view kind = "any";  ///< Tag in documents.
    /// Parts.
    std::vector<Expression> of;
    Extra extra;  ///< Members that this version does not know.
    template <std::same_as<AnyOf> T>
    bool operator==(const T&) const;
};

/// @brief None of these holds; unknown stays unknown. With one part, as usual, it is its negation.
/// @ingroup eligibility
struct Not {
    static constexpr std::string_view kind = "not";  ///< Tag in documents.
    /// What must not hold.
    std::vector<Expression> of;
    Extra extra;  ///< Members that this version does not know.
    template <std::same_as<Not> T>
    bool operator==(const T&) const;
};

/// @brief At least k of these hold: true if k are true, false if fewer than k are true or unknown.
/// @ingroup eligibility
struct AtLeast {
    static constexpr std::string_view kind = "at_least";  ///< Tag in documents.
    /// How many. @range{1 to the number of parts}
    Count k;
    /// Parts.
    std::vector<Expression> of;
    Extra extra;  ///< Members that this version does not know.
    template <std::same_as<AtLeast> T>
    bool operator==(const T&) const;
};

/// @brief At most k of these hold: true if no more than k are true or unknown, false if more than k are true.
/// @ingroup eligibility
struct AtMost {
    static constexpr std::string_view kind = "at_most";  ///< Tag in documents.
    /// How many. @range{0 to the number of parts}
    Count k;
    /// Parts.
    std::vector<Expression> of;
    Extra extra;  ///< Members that this version does not know.
    template <std::same_as<AtMost> T>
    bool operator==(const T&) const;
};

/// @brief If the conditions hold, so do the consequences: a criterion for some patients only ("women must ...").
/// @ingroup eligibility
struct Implies {
    static constexpr std::string_view kind = "implies";  ///< Tag in documents.
    /// For whom: all of these hold.
    std::vector<Expression> condition;
    /// What must hold for them: all of these.
    std::vector<Expression> then;
    Extra extra;  ///< Members that this version does not know.
    template <std::same_as<Implies> T>
    bool operator==(const T&) const;
};

/// @brief The first branch whose condition holds decides: scales that depend on age, limits that liver disease relaxes.
///
/// Where a condition is unknown, the value is known only if all branches that may still apply agree.
/// @ingroup eligibility
struct Case {
    static constexpr std::string_view kind = "case";  ///< Tag in documents.
    /// Branches, in order.
    std::vector<CaseBranch> branches;
    /// What must hold if no condition does, all of it; empty: the criterion then does not apply and is true.
    std::vector<Expression> otherwise;
    Extra extra;  ///< Members that this version does not know.
    template <std::same_as<Case> T>
    bool operator==(const T&) const;
};

/// @brief The value of another criterion of the same record. References must not form a circle.
/// @ingroup eligibility
struct Ref {
    static constexpr std::string_view kind = "ref";  ///< Tag in documents.
    /// Id of the criterion.
    Slug criterion;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const Ref&) const = default;
};
CARNK_DESCRIBE_STRUCT(Ref, criterion)

/// @brief To what a criterion, or a part of one, applies.
/// @ingroup eligibility
enum class ScopeLevel : std::uint8_t {
    study,       ///< All patients.
    cohort,      ///< Patients of some cohorts or disease groups.
    arm,         ///< Patients of some arms.
    dose_level,  ///< Patients of some dose levels.
};
CARNK_DESCRIBE_ENUM(ScopeLevel, study, cohort, arm, dose_level)

/// @brief The patient is screened for one of these cohorts, arms or dose levels. Unknown if the screening does not say for which.
/// @ingroup eligibility
struct InScope {
    static constexpr std::string_view kind = "in_scope";  ///< Tag in documents.
    /// What the names are names of.
    ScopeLevel level{};
    /// Names, as the source gives them.
    std::vector<std::string> names;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const InScope&) const = default;
};
CARNK_DESCRIBE_STRUCT(InScope, level, names)

/// @brief Who decides.
/// @ingroup eligibility
enum class Judge : std::uint8_t {
    investigator,        ///< The investigator.
    treating_physician,  ///< The treating physician.
    sponsor,             ///< The sponsor or its medical monitor.
};
CARNK_DESCRIBE_ENUM(Judge, investigator, treating_physician, sponsor)

/// @brief A part that only a person can decide: always unknown, with the reason "not computable".
/// @ingroup eligibility
struct NarrativeAtom {
    static constexpr std::string_view kind = "narrative";  ///< Tag in documents.
    /// What must hold, in words.
    std::string text;
    /// Who decides, where the source says so.
    Optional<Judge> judged_by;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const NarrativeAtom&) const = default;
};
CARNK_DESCRIBE_STRUCT(NarrativeAtom, text, judged_by)

/// @brief How an atom sums up the facts that its query finds.
/// @ingroup eligibility
enum class Quantifier : std::uint8_t {
    exists,  ///< There is such a fact. No test.
    none,    ///< There is no such fact: true only if refuted or if the domain is declared complete. No test.
    count,   ///< Their number is in `count`. No test.
    latest,  ///< The latest passes the test.
    best,    ///< The one that is nearest to passing the test passes it.
    worst,   ///< The one that is farthest from passing the test passes it.
    any_of,  ///< One at least passes the test.
    all_of,  ///< All pass the test, and there is one at least.
};
CARNK_DESCRIBE_ENUM(Quantifier, exists, none, count, latest, best, worst, any_of, all_of)

/// @brief A question for facts and what the answer must be: the leaf of every computable criterion.
///
/// Facts that are not found make it unknown, never false. A value in a unit that does not convert, older than the window, or in conflict
/// with another of the same day makes it unknown with that reason.
/// @ingroup eligibility
struct Atom {
    static constexpr std::string_view kind = "atom";  ///< Tag in documents.
    /// How the facts are summed up.
    Quantifier quantifier{};
    /// Which facts.
    FactQuery query;
    /// What their value must be; absent for `exists`, `none`, `count`.
    Optional<Test> test;
    /// How many there must be; for `count` only.
    Optional<CountRange> count;
    /// Count the different values of this member instead of the records: lines of therapy, say.
    Optional<FactAttribute> distinct;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const Atom&) const = default;
};
CARNK_DESCRIBE_STRUCT(Atom, quantifier, query, test, count, distinct)

/// @brief A typed criterion, or a part of one.
///
/// A variant of `AllOf`, `AnyOf`, `Not`, `AtLeast`, `AtMost`, `Implies`, `Case`, `Ref`, `InScope`, `Atom`, `NarrativeAtom`. A default-made
/// expression is an empty `AllOf`: true.
/// @ingroup eligibility
struct Expression : std::variant<AllOf, AnyOf, Not, AtLeast, AtMost, Implies, Case, Ref, InScope, Atom, NarrativeAtom> {
    using variant::variant;
};

/// @brief One branch of a `Case`.
/// @ingroup eligibility
struct CaseBranch {
    /// When it applies.
    Expression when;
    /// What must hold then.
    Expression then;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CaseBranch&) const = default;
};
CARNK_DESCRIBE_STRUCT(CaseBranch, when, then)

CARNK_DESCRIBE_STRUCT(AllOf, of)
CARNK_DESCRIBE_STRUCT(AnyOf, of)
CARNK_DESCRIBE_STRUCT(Not, of)
CARNK_DESCRIBE_STRUCT(AtLeast, k, of)
CARNK_DESCRIBE_STRUCT(AtMost, k, of)
CARNK_DESCRIBE_STRUCT(Implies, condition, then)
CARNK_DESCRIBE_STRUCT(Case, branches, otherwise)

// Written out: clang 14 cannot default the comparison of a type that contains itself. Templates: made when they are used.
template <std::same_as<AllOf> T>
bool AllOf::operator==(const T& o) const {
    return of == o.of && extra == o.extra;
}
template <std::same_as<AnyOf> T>
bool AnyOf::operator==(const T& o) const {
    return of == o.of && extra == o.extra;
}
template <std::same_as<Not> T>
bool Not::operator==(const T& o) const {
    return of == o.of && extra == o.extra;
}
template <std::same_as<AtLeast> T>
bool AtLeast::operator==(const T& o) const {
    return k == o.k && of == o.of && extra == o.extra;
}
template <std::same_as<AtMost> T>
bool AtMost::operator==(const T& o) const {
    return k == o.k && of == o.of && extra == o.extra;
}
template <std::same_as<Implies> T>
bool Implies::operator==(const T& o) const {
    return condition == o.condition && then == o.then && extra == o.extra;
}
template <std::same_as<Case> T>
bool Case::operator==(const T& o) const {
    return branches == o.branches && otherwise == o.otherwise && extra == o.extra;
}

}  // namespace carnk::inline v0_1
