// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief The facts of a patient in one form, whatever domain they are of: codes, days, assertion, attributes.
#include <carnk/model/patient.hpp>
#include "screen/code_index.hpp"
#include "screen/days.hpp"
#include "screen/vocabulary.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace carnk::inline v0_1::detail {

/// What the demographics of a person say about one code.
struct PersonFact {
    std::string_view code{};        // empty: the person as such
    Optional<Quantity> quantity{};  // weight, height
    Optional<double> age_low{};     // age in years
    Optional<double> age_high{};
    bool disputed = false;  // age and date of birth contradict each other
    Optional<Sex> sex{};
    const Demographics* demographics = nullptr;
    Optional<Slug> relation{};  // of a donor
};

using Payload = std::variant<PersonFact, const ConditionFact*, const MeasurementFact*, const BiomarkerFact*,
                             const AntigenFact*, const PerformanceFact*, const LesionFact*, const TherapyFact*,
                             const ProcedureFact*, const TransplantFact*, const InfectionFact*, const ToxicityFact*,
                             const MedicationFact*, const AllergyFact*, const ConsentFact*, const ReadinessFact*,
                             const TrialParticipation*, const EventFact*>;

struct Fact {
    Payload payload{};
    std::vector<std::string_view> codes{};
    Assertion assertion{};
    Span start{}, end{};      // possible first and last days
    bool dated = false;       // a date is stated
    bool impossible = false;  // ends before it begins, or begins after the day of screening though it is no plan
    bool given = true;        // false: a treatment that was refused or must not be given
    bool strange = false;     // the vocabulary knows none of its codes: it may be anything of its domain
    bool named = false;       // names a drug that the vocabulary knows, which says more than its class
    bool restricted = false;  // refuted, and says more than its code: it denies only that much
    std::string_view list{};  // member of the document
    std::size_t index = 0;
};

/// What a fact may say beyond its code.
inline constexpr FactAttribute telling_attributes[] = {
    FactAttribute::activity,  FactAttribute::severity, FactAttribute::course,        FactAttribute::extent,
    FactAttribute::subtype,   FactAttribute::stage,    FactAttribute::risk,          FactAttribute::grade,
    FactAttribute::site,      FactAttribute::intent,   FactAttribute::route,         FactAttribute::line,
    FactAttribute::treatment, FactAttribute::outcome,  FactAttribute::donor_relation};

/// Units that are needed again and again: `1`, `%`, `a`, `d`.
const UcumUnit& unit_one();
const UcumUnit& unit_percent();
const UcumUnit& unit_year();
const UcumUnit& unit_day();

/// All facts of one domain of one person, and what asking for a code finds among them.
struct FactList {
    std::vector<Fact> facts{};
    CodeIndex index{};
    std::vector<std::uint32_t> strange{};  // facts of which no code is known
    std::vector<std::uint32_t> uncoded{};  // facts without a code
};

inline constexpr std::size_t domain_count = static_cast<std::size_t>(FactDomain::event) + 1;

struct Person {
    std::array<FactList, domain_count> domains{};
    const std::vector<DomainCompleteness>* completeness = nullptr;
    std::string prefix{};  // pointer of a donor
    [[nodiscard]] const FactList& of(FactDomain d) const { return domains[static_cast<std::size_t>(d)]; }
};

/// A patient, ready to be asked. Refers to the record.
struct PatientView {
    PatientView(const PatientRecord& record, const PartialDate& as_of, const Vocabulary& words);
    const PatientRecord* record;
    Span today;
    Person patient{};
    std::vector<Person> donors{};
};

/// Where a fact stands in the patient's document.
std::string pointer_of(const Person& person, const Fact& fact);

/// The value of one attribute of a fact: what is stated of it.
struct AttributeValue {
    bool stated = false;
    Optional<double> low{}, high{};  // number, in `unit`; equal ends: known exactly
    bool low_open = false, high_open = false;
    bool number = false;
    bool count = false;  // a number of things: any unit without dimension will do
    bool years = false;  // an age
    UcumUnit unit{};
    std::vector<std::string_view> codes{};
    bool coded = false;
    Optional<QualitativeResult> result{};
    Optional<SemiQuantitative> reading{};
    Optional<std::int64_t> titre{};
    const DiseaseStage* stage = nullptr;
    Optional<OrdinalScale> scale{};
    Optional<Span> day{};                  // for tests on dates
    Optional<Span> from{}, to{};           // for tests on lengths of time
    const ConsentFact* promise = nullptr;  // attribute `until`
    std::string_view code{};               // what was measured
};
AttributeValue attribute_of(const Fact& fact, FactAttribute attribute, const Span& today);

/// The method, specimen, sites, component of a fact, where its kind has them. `stated` false: not said.
struct Named {
    bool stated = false;
    std::vector<std::string_view> codes{};
};
Named method_of(const Fact& fact);
Named specimen_of(const Fact& fact);
Named component_of(const Fact& fact);
const Optional<std::vector<Support>>* support_of(const Fact& fact);
/// Half-life in days, or nothing.
Optional<double> half_life_days(const Fact& fact);

}  // namespace carnk::inline v0_1::detail
