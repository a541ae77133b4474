// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief The kinds of thing that a value set of a standard can be: codes, scales, grading schemes, formats, units, rules.
#include <carnk/core/describe.hpp>
#include <carnk/core/extra.hpp>
#include <carnk/core/identifier.hpp>
#include <carnk/core/interval.hpp>
#include <carnk/core/number.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/quantity.hpp>
#include <carnk/model/response.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief The code of the same thing in another scheme.
/// @ingroup standards
struct OtherCode {
    std::string scheme;  ///< Scheme: "alpha-3", "numeric".
    std::string code;    ///< Code in it.
    Extra extra;         ///< Members that this version does not know.
    bool operator==(const OtherCode&) const = default;
};
CARNK_DESCRIBE_STRUCT(OtherCode, scheme, code)

/// @brief One code of a list.
/// @ingroup standards
struct Concept {
    /// Code, exactly as the standard writes it.
    std::string code;
    /// Name for readers, as the standard prints it; absent if it was not seen.
    Optional<std::string> display;
    /// Meaning, in our own words.
    Optional<std::string> definition;
    /// Codes in other schemes.
    Optional<std::vector<OtherCode>> other_codes;
    /// Digits after the decimal point of the currency.
    Optional<Count> minor_unit_digits;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const Concept&) const = default;
};
CARNK_DESCRIBE_STRUCT(Concept, code, display, definition, other_codes, minor_unit_digits)

/// @brief A list of codes.
/// @ingroup standards
struct CodeList {
    static constexpr std::string_view kind = "codes";  ///< JSON member "kind".
    /// Codes, in the order of the standard.
    std::vector<Concept> concepts;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CodeList&) const = default;
};
CARNK_DESCRIBE_STRUCT(CodeList, concepts)

/// @brief One level of an ordinal scale.
/// @ingroup standards
struct ScaleLevel {
    /// Number of the level.
    Count value;
    /// Meaning, in our own words; absent if no source that was read shows it.
    Optional<std::string> definition;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ScaleLevel&) const = default;
};
CARNK_DESCRIBE_STRUCT(ScaleLevel, value, definition)

/// @brief An ordinal scale whose levels are whole numbers.
/// @ingroup standards
struct ScaleDefinition {
    static constexpr std::string_view kind = "scale";  ///< JSON member "kind".
    /// Least level.
    Count low;
    /// Greatest level.
    Count high;
    /// Difference between neighbouring levels.
    Count step;
    /// Levels, from best to worst.
    std::vector<ScaleLevel> levels;
    /// Ages for which it is used. @unit{a}
    Optional<Interval> age;
    /// Who uses it when, in words.
    Optional<std::string> applies;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ScaleDefinition&) const = default;
};
CARNK_DESCRIBE_STRUCT(ScaleDefinition, low, high, step, levels, age, applies)

/// @brief One level of a domain of a grading scheme.
/// @ingroup standards
struct GradingLevel {
    /// Code of the level: "2", "one_vasopressor".
    std::string code;
    /// Meaning, in our own words.
    Optional<std::string> definition;
    /// Values that belong to it, in the unit of the domain.
    Optional<Interval> range;
    /// Episodes of diarrhoea in a day that belong to it, where counted.
    Optional<CountRange> daily_episodes;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const GradingLevel&) const = default;
};
CARNK_DESCRIBE_STRUCT(GradingLevel, code, definition, range, daily_episodes)

/// @brief What a grading scheme looks at: an organ, a sign, a score.
/// @ingroup standards
struct GradingDomain {
    /// Code: "skin", "hypotension".
    std::string code;
    /// Unit of the ranges.
    Optional<UcumUnit> unit;
    /// Organs or parts that are each judged by it; absent if it is one thing.
    Optional<std::vector<std::string>> parts;
    /// Levels, from none to worst; empty if the grades state the findings themselves.
    std::vector<GradingLevel> levels;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const GradingDomain&) const = default;
};
CARNK_DESCRIBE_STRUCT(GradingDomain, code, unit, parts, levels)

/// @brief What a grade asks for in one domain.
/// @ingroup standards
struct GradeFinding {
    /// Code of the domain.
    std::string domain;
    /// Finding in our own words.
    Optional<std::string> definition;
    /// Code of the level of the domain.
    Optional<std::string> level;
    /// Values, in the unit of the domain.
    Optional<Interval> range;
    /// Whether the sign must be there.
    Optional<bool> present;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const GradeFinding&) const = default;
};
CARNK_DESCRIBE_STRUCT(GradeFinding, domain, definition, level, range, present)

/// @brief One grade of a grading scheme.
/// @ingroup standards
struct GradeDefinition {
    /// Grade as the scheme writes it: "3", "IV", "moderate".
    std::string grade;
    /// Meaning as a whole, in our own words.
    Optional<std::string> definition;
    /// Findings, domain by domain; empty if only the definition holds.
    std::vector<GradeFinding> findings;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const GradeDefinition&) const = default;
};
CARNK_DESCRIBE_STRUCT(GradeDefinition, grade, definition, findings)

/// @brief A number on which a grading scheme rests.
/// @ingroup standards
struct GradingThreshold {
    /// Name: "fever".
    std::string name;
    /// Number.
    Quantity value;
    /// What it means.
    Optional<std::string> definition;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const GradingThreshold&) const = default;
};
CARNK_DESCRIBE_STRUCT(GradingThreshold, name, value, definition)

/// @brief One item of a point score.
/// @ingroup standards
struct ScoreItem {
    /// Name of the item.
    std::string item;
    /// Most points for it.
    Count points;
    /// What is asked.
    Optional<std::string> definition;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ScoreItem&) const = default;
};
CARNK_DESCRIBE_STRUCT(ScoreItem, item, points, definition)

/// @brief A scheme that turns findings into a grade.
/// @ingroup standards
struct GradingScheme {
    static constexpr std::string_view kind = "grading";  ///< JSON member "kind".
    /// What is looked at.
    std::vector<GradingDomain> domains;
    /// Grades, from least to worst.
    std::vector<GradeDefinition> grades;
    /// Numbers on which it rests.
    std::vector<GradingThreshold> thresholds;
    /// Items of the score that is part of it.
    Optional<std::vector<ScoreItem>> score_items;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const GradingScheme&) const = default;
};
CARNK_DESCRIBE_STRUCT(GradingScheme, domains, grades, thresholds, score_items)

/// @brief What an entry of response criteria is.
/// @ingroup standards
enum class ResponseTermKind : std::uint8_t {
    category,      ///< Category of response.
    pet_category,  ///< Category of response by PET.
    mrd_category,  ///< Category that includes measurable residual disease.
    status,        ///< State of the disease at a landmark.
    principle,     ///< Rule for all categories.
};
CARNK_DESCRIBE_ENUM(ResponseTermKind, category, pet_category, mrd_category, status, principle)

/// @brief One entry of response criteria.
/// @ingroup standards
struct ResponseTerm {
    /// Code as the criteria write it.
    std::string code;
    /// What it is.
    ResponseTermKind term_kind{};
    /// Category of the model, where it is one.
    Optional<ResponseCategory> category;
    /// Definition in our own words; absent if no source that was read shows it.
    Optional<std::string> definition;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ResponseTerm&) const = default;
};
CARNK_DESCRIBE_STRUCT(ResponseTerm, code, term_kind, category, definition)

/// @brief Lesions that are measured to follow a tumour.
/// @ingroup standards
struct TargetLesionLimits {
    Count max_total;           ///< Most target lesions.
    Count max_per_organ;       ///< Most target lesions in one organ.
    Quantity node_short_axis;  ///< Least short axis of a lymph node that may be a target.
    Extra extra;               ///< Members that this version does not know.
    bool operator==(const TargetLesionLimits&) const = default;
};
CARNK_DESCRIBE_STRUCT(TargetLesionLimits, max_total, max_per_organ, node_short_axis)

/// @brief Parameters that the criteria take together.
/// @ingroup standards
struct ParameterGroup {
    std::string code;                     ///< Code of the group: "A".
    std::vector<std::string> parameters;  ///< Parameters.
    Extra extra;                          ///< Members that this version does not know.
    bool operator==(const ParameterGroup&) const = default;
};
CARNK_DESCRIBE_STRUCT(ParameterGroup, code, parameters)

/// @brief Definitions of response criteria.
/// @ingroup standards
struct ResponseDefinition {
    static constexpr std::string_view kind = "response";  ///< JSON member "kind".
    /// Which criteria.
    ResponseCriteria criteria{};
    /// Categories and other entries, from best to worst.
    std::vector<ResponseTerm> terms;
    /// Five-point (Deauville) scale of the PET.
    Optional<std::vector<ScaleLevel>> pet_scale;
    /// Target lesions.
    Optional<TargetLesionLimits> target_lesions;
    /// What the judgement rests on.
    Optional<std::vector<std::string>> inputs;
    /// Groups of parameters.
    Optional<std::vector<ParameterGroup>> groups;
    /// What counts as measurable, in words.
    Optional<std::string> measurable;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ResponseDefinition&) const = default;
};
CARNK_DESCRIBE_STRUCT(ResponseDefinition, criteria, terms, pet_scale, target_lesions, inputs, groups, measurable)

/// @brief One line of a mapping.
/// @ingroup standards
struct MappingEntry {
    /// Codes on the one side; several mean all of them together.
    std::vector<std::string> from;
    /// Code on the other side.
    std::string to;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const MappingEntry&) const = default;
};
CARNK_DESCRIBE_STRUCT(MappingEntry, from, to)

/// @brief A mapping from one value set to another, in one direction.
/// @ingroup standards
struct CodeMapping {
    static constexpr std::string_view kind = "mapping";  ///< JSON member "kind".
    /// Id of the value set that is mapped.
    Slug from_set;
    /// Id of the value set that it is mapped to.
    Slug to_set;
    /// True if a standard body published it; false if it is customary or derived here.
    bool published{};
    /// Lines.
    std::vector<MappingEntry> entries;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CodeMapping&) const = default;
};
CARNK_DESCRIBE_STRUCT(CodeMapping, from_set, to_set, published, entries)

/// @brief One field of a foreign document type.
/// @ingroup standards
struct FieldDefinition {
    /// Name.
    std::string name;
    /// Types that it may have; empty if not stated.
    std::vector<std::string> types;
    /// True if it is a list of them.
    Optional<bool> list;
    /// True if it must be there.
    Optional<bool> required;
    /// Format of the text or number: "date", "int32".
    Optional<std::string> format;
    /// Regular expression for the text.
    Optional<std::string> pattern;
    /// Fields below it, by name.
    Optional<std::vector<std::string>> fields;
    /// In words.
    Optional<std::string> description;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const FieldDefinition&) const = default;
};
CARNK_DESCRIBE_STRUCT(FieldDefinition, name, types, list, required, format, pattern, fields, description)

/// @brief One type of a foreign document.
/// @ingroup standards
struct LayoutType {
    /// Name.
    std::string name;
    /// Plain type that it is a form of: "string"; absent for one with fields.
    Optional<std::string> base;
    /// In words.
    Optional<std::string> description;
    /// Fields.
    std::vector<FieldDefinition> fields;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const LayoutType&) const = default;
};
CARNK_DESCRIBE_STRUCT(LayoutType, name, base, description, fields)

/// @brief Layout of a foreign document, as far as the library reads or writes it.
/// @ingroup standards
struct FieldLayout {
    static constexpr std::string_view kind = "layout";  ///< JSON member "kind".
    /// Types, outermost first.
    std::vector<LayoutType> types;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const FieldLayout&) const = default;
};
CARNK_DESCRIBE_STRUCT(FieldLayout, types)

/// @brief A web interface of a register.
/// @ingroup standards
struct ApiDescription {
    static constexpr std::string_view kind = "api";  ///< JSON member "kind".
    /// Address in front of every endpoint.
    Url base_url;
    /// Endpoints.
    std::vector<std::string> endpoints;
    /// Regular expression for the ids of its records.
    Optional<std::string> id_pattern;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ApiDescription&) const = default;
};
CARNK_DESCRIBE_STRUCT(ApiDescription, base_url, endpoints, id_pattern)

/// @brief The form of an identifier. The library's own types may ask for more than the pattern.
/// @ingroup standards
struct IdentifierFormat {
    static constexpr std::string_view kind = "identifier";  ///< JSON member "kind".
    /// Regular expression for the whole text.
    std::string pattern;
    /// Regular expression for a second form: the three-letter code.
    Optional<std::string> alternative_pattern;
    /// Regular expression for the part after the prefix.
    Optional<std::string> local_pattern;
    /// Regular expression for the symbol that stands for the same thing.
    Optional<std::string> symbol_pattern;
    /// Regular expression as the Bioregistry publishes it, where `pattern` differs.
    Optional<std::string> bioregistry_pattern;
    /// A valid one; absent if none was seen.
    Optional<std::string> example;
    /// How the check digits are made, in words.
    Optional<std::string> checksum;
    /// Web address with "<id>" in the place of the identifier.
    Optional<std::string> url_form;
    /// Codes that the catalogue uses, where the identifier is from a list.
    Optional<std::vector<Concept>> concepts;
    /// Where the whole list is.
    Optional<std::string> full_list;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const IdentifierFormat&) const = default;
};
CARNK_DESCRIBE_STRUCT(IdentifierFormat, pattern, alternative_pattern, local_pattern, symbol_pattern,
                      bioregistry_pattern, example, checksum, url_form, concepts, full_list)

/// @brief Units in which something is measured.
/// @ingroup standards
struct MeasuredUnits {
    /// What is measured: "creatinine".
    std::string quantity;
    /// Units, the preferred first.
    std::vector<UcumUnit> units;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const MeasuredUnits&) const = default;
};
CARNK_DESCRIBE_STRUCT(MeasuredUnits, quantity, units)

/// @brief Units of one field.
/// @ingroup standards
struct UnitGroup {
    std::string group;                      ///< Field: "chemistry".
    std::vector<MeasuredUnits> quantities;  ///< What is measured in it.
    Extra extra;                            ///< Members that this version does not know.
    bool operator==(const UnitGroup&) const = default;
};
CARNK_DESCRIBE_STRUCT(UnitGroup, group, quantities)

/// @brief Conversion of a mass to an amount of substance, which holds for one substance only.
/// @ingroup standards
struct SubstanceConversion {
    std::string substance;  ///< Substance: "creatinine".
    Quantity from;          ///< So much of the one
    Quantity to;            ///< is so much of the other.
    Extra extra;            ///< Members that this version does not know.
    bool operator==(const SubstanceConversion&) const = default;
};
CARNK_DESCRIBE_STRUCT(SubstanceConversion, substance, from, to)

/// @brief Units of measurement and conversions.
/// @ingroup standards
struct UnitTable {
    static constexpr std::string_view kind = "units";  ///< JSON member "kind".
    /// Units by field.
    std::vector<UnitGroup> groups;
    /// Conversions that need the substance.
    std::vector<SubstanceConversion> conversions;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const UnitTable&) const = default;
};
CARNK_DESCRIBE_STRUCT(UnitTable, groups, conversions)

/// @brief One kind of data that identifies a person.
/// @ingroup standards
struct PersonalIdentifier {
    /// Letter of the paragraph.
    std::string letter;
    /// What it is.
    std::string item;
    /// Fields of documents that may hold it; suggestions, no part of the rule.
    std::vector<std::string> field_hints;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const PersonalIdentifier&) const = default;
};
CARNK_DESCRIBE_STRUCT(PersonalIdentifier, letter, item, field_hints)

/// @brief A rule on what must go before data count as not identifying anybody.
/// @ingroup standards
struct PrivacyRule {
    static constexpr std::string_view kind = "privacy";  ///< JSON member "kind".
    /// Place in the law.
    std::string citation;
    /// What must be removed.
    std::vector<PersonalIdentifier> identifiers;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const PrivacyRule&) const = default;
};
CARNK_DESCRIBE_STRUCT(PrivacyRule, citation, identifiers)

}  // namespace carnk::inline v0_1
