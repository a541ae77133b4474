// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief CAR-NK beside CAR-T, respect by respect; and two records of one type beside each other, member by member.
#include <carnk/core/describe.hpp>
#include <carnk/core/extra.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/result.hpp>
#include <carnk/core/source.hpp>
#include <carnk/export.hpp>
#include <carnk/json/patch.hpp>
#include <carnk/model/comparison.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1 {

struct Catalog;

/// @brief One respect in which CAR-NK and CAR-T are compared, with how far it can be trusted.
/// @ingroup insight
struct ComparedRespect {
    /// Id of the row in the catalogue.
    Slug id;
    /// The respect: "cytokine release syndrome".
    std::string respect;
    /// CAR-NK.
    ComparisonSide car_nk;
    /// CAR-T.
    ComparisonSide car_t;
    /// Level of the strongest evidence on either side, where the kinds of source make it evident.
    Optional<EvidenceLevel> evidence;
    /// Confidence by the kinds of source; absent without sources.
    Optional<Confidence> confidence;
    /// Newest date that a source states.
    Optional<PartialDate> as_of;
    /// What a reader must know: contradictions, what was not read, what is not comparable.
    Optional<std::string> notes;
    /// Where the facts come from.
    std::vector<Source> sources;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ComparedRespect&) const = default;
};
CARNK_DESCRIBE_STRUCT(ComparedRespect, id, respect, car_nk, car_t, evidence, confidence, as_of, notes, sources)

/// @brief What a meta-analysis or review found of one of the therapies, with how far it can be trusted.
/// @ingroup insight
struct ComparedPool {
    /// Id of the row in the catalogue.
    Slug id;
    /// What was found.
    PooledEstimates estimates;
    /// Level of evidence, where the kinds of source make it evident.
    Optional<EvidenceLevel> evidence;
    /// Confidence by the kinds of source; absent without sources.
    Optional<Confidence> confidence;
    /// Newest date that a source states.
    Optional<PartialDate> as_of;
    /// What a reader must know.
    Optional<std::string> notes;
    /// Where it comes from.
    std::vector<Source> sources;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ComparedPool&) const = default;
};
CARNK_DESCRIBE_STRUCT(ComparedPool, id, estimates, evidence, confidence, as_of, notes, sources)

/// @brief CAR-NK beside CAR-T. The two sides come from different trials with different patients; none of it is a randomised
/// comparison.
/// @ingroup insight
struct TherapyComparison {
    static constexpr std::string_view schema = "carnk/therapy-comparison/1";  ///< Name and version of the document.

    /// Respects, in the order of the catalogue.
    std::vector<ComparedRespect> respects;
    /// Published pools, CAR-NK first.
    std::vector<ComparedPool> pools;
    /// What a reader must know of all of it.
    std::vector<std::string> cautions;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const TherapyComparison&) const = default;
};
CARNK_DESCRIBE_STRUCT(TherapyComparison, respects, pools, cautions)

/// @brief CAR-NK beside CAR-T, from the comparison of a catalogue.
/// @param catalog  any catalogue
/// @param about    the id of a row, or a part of the name of a respect, in any letter case; empty for all
/// @return  What fits; nothing in it if nothing fits.
/// @ingroup insight
[[nodiscard]] CARNK_API TherapyComparison compare_therapies(const Catalog& catalog, std::string_view about = {});

/// @brief One member of two records.
/// @ingroup insight
struct ComparedMember {
    /// Name of the member, as in the documents.
    std::string member;
    /// True if both records have the same value, or both have none.
    bool same{};
    /// JSON text of the value in the first record; absent where it states none.
    Optional<std::string> first;
    /// JSON text of the value in the second record; absent where it states none.
    Optional<std::string> second;
    /// What differs within the member, with pointers into the records; empty if they are the same.
    std::vector<Change> changes;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ComparedMember&) const = default;
};
CARNK_DESCRIBE_STRUCT(ComparedMember, member, same, first, second, changes)

/// @brief Two records of one type, member by member.
/// @ingroup insight
struct RecordComparison {
    static constexpr std::string_view schema = "carnk/record-comparison/1";  ///< Name and version of the document.

    /// Schema of both records: "carnk/trial/1".
    std::string record_schema;
    /// Id of the first.
    std::string first_id;
    /// Id of the second.
    std::string second_id;
    /// Members that at least one of them states, in the order of the documents. Ids are not compared.
    std::vector<ComparedMember> members;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const RecordComparison&) const = default;
};
CARNK_DESCRIBE_STRUCT(RecordComparison, record_schema, first_id, second_id, members)

/// @brief Compares two documents of one type, as they are written by the library.
/// @errors  CNK-JSON-001 to 010 for text that is not JSON; CNK-COMPARE-002 for documents of different types, or without schema
/// @ingroup insight
[[nodiscard]] CARNK_API Result<RecordComparison> compare_documents(std::string_view first, std::string_view second);

/// @brief Compares two records of one type.
/// @errors  as compare_documents(), and CNK-JSON-008, CNK-JSON-022 for a value that cannot be written
/// @ingroup insight
template <class T>
[[nodiscard]] Result<RecordComparison> compare(const T& first, const T& second) {
    const Result<std::string> a = try_write(first);
    if (!a) return {std::nullopt, a.findings()};
    const Result<std::string> b = try_write(second);
    if (!b) return {std::nullopt, b.findings()};
    return compare_documents(*a, *b);
}

/// @brief Compares two constructs, two products or two trials of a catalogue by their ids; trials by any of their numbers.
/// @errors  CNK-COMPARE-001 for an id that no construct, product or trial has; CNK-COMPARE-002 for two of different types
/// @ingroup insight
[[nodiscard]] CARNK_API Result<RecordComparison> compare_records(const Catalog& catalog, std::string_view first,
                                                                 std::string_view second);

}  // namespace carnk::inline v0_1
