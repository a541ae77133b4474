// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief The logic of eligibility criteria as ELM, the form in which engines for Clinical Quality Language take expressions.
#include <carnk/core/identifier.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/export.hpp>
#include <carnk/model/expression.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace carnk::inline v0_1 {

struct EligibilityRecord;
class Screener;

/// @brief Type of a parameter of an exported library.
/// @ingroup interop
enum class ElmType : std::uint8_t {
    boolean,  ///< Boolean: the answer to a question.
    integer,  ///< Integer: a level of a scale, or the reciprocal of a titre.
    decimal,  ///< Decimal: a number in `ElmParameter::unit`.
};

/// @brief What an exported library does not know by itself: a question about the patient. Its value is null where that is not known.
/// @ingroup interop
struct ElmParameter {
    std::string name;                 ///< Name in the library: the question in one line, as of short_form().
    ElmType type = ElmType::boolean;  ///< Its type.
    UcumUnit unit;  ///< Unit of a number, `1` for multiples of a reference limit; empty for a Boolean.
    Expression
        question;  ///< The atom or scope. Of a number: the first atom that asks for it, whose bounds do not count.
};

/// @brief What an exported library says otherwise than the record, or not at all, and why.
/// @ingroup interop
struct ElmNote {
    Slug criterion;      ///< Id of the criterion.
    std::string reason;  ///< Why, in words.
};

/// @brief An eligibility record as an ELM library.
/// @ingroup interop
struct ElmLibrary {
    std::string text;                      ///< JSON, compact.
    std::vector<ElmParameter> parameters;  ///< Its parameters, in the order of their first use.
    std::vector<ElmNote> notes;            ///< What it does not say.
};

/// @brief Exports the logic of a record's criteria.
///
/// Each criterion with a typed form is an expression that has its id as name; for an exclusion it says what is excluded, as in the
/// record. `meets all criteria` is true if all that are binding are met, false if one is not; what a person must decide is null in it.
/// Superseded criteria are left out. Null is unknown: And, Or, Not and Implies of ELM are those of Tri. At least and at most k are
/// sums of what is true and of what is not false; cases are not those of ELM, which take a condition that is null for false, but And, Or
/// and Not that say what Case says.
///
/// What facts of the patient there are is not exported: an atom is a parameter. Where the latest value is compared with bounds, the
/// parameter is that value in the unit of the criterion, and the library compares; the answers to all other atoms (windows of time,
/// filters, counts, presence, which a list proves only if it is complete) are Booleans, because ELM takes for absent what is not recorded.
/// What can only be judged is null.
/// @par Complexity  Linear in the expressions.
/// @par Thread safety  Any number of calls at once.
/// @source HL7 Clinical Quality Language Specification, release 1 (1.5): Expression Logical Model, JSON form
/// @ingroup interop
[[nodiscard]] CARNK_API ElmLibrary write_elm(const EligibilityRecord& record);

/// @brief The values of the parameters for one patient, as a JSON object by name: what an engine is given beside the library.
///
/// What is not known, or known only between bounds, is null.
/// @param screener  of the patient, with explanations and not redacted; else numbers are null
/// @ingroup interop
[[nodiscard]] CARNK_API std::string elm_parameters(const ElmLibrary& library, const Screener& screener);

}  // namespace carnk::inline v0_1
