// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Counts over the trials of a catalogue: how many by phase, status, target, country and the like.
#include <carnk/core/describe.hpp>
#include <carnk/core/extra.hpp>
#include <carnk/core/number.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/partial_date.hpp>
#include <carnk/export.hpp>
#include <carnk/model/common.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1 {

struct Catalog;

/// @brief What trials can be counted by.
/// @ingroup insight
enum class Dimension : std::uint8_t {
    phase,          ///< Phase of development, in clinical order.
    status,         ///< Overall status, from not yet open to ended, "unknown" last.
    disease_group,  ///< Group of the diseases studied.
    target,         ///< Target antigen; a trial with several counts for each.
    cell_source,    ///< Tissue or line from which the cells are made.
    country,        ///< Country with a site; a trial in several counts for each.
    sponsor,        ///< Sponsor, as its name is spelt in the sources.
    start_year,     ///< Year in which the trial started or is to start.
};
CARNK_DESCRIBE_ENUM(Dimension, phase, status, disease_group, target, cell_source, country, sponsor, start_year)

/// @brief How many trials have one value.
///
/// Trials that state no value are counted under an entry of their own, whose `value` is absent and whose label is
/// "not stated"; they are never added to another value, such as the status "unknown" or the phase "not applicable".
/// @ingroup insight
struct ValueCount {
    /// The value as the documents have it: an enumerator, a target id, a country code, a name, a year. Absent: not stated.
    Optional<std::string> value;
    /// The value as a reader would name it: "phase 1/2", "CD19", "not stated".
    std::string label;
    /// Trials that have it.
    Count count{};
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ValueCount&) const = default;
};
CARNK_DESCRIBE_STRUCT(ValueCount, value, label, count)

/// @brief The counts of one dimension.
/// @ingroup insight
struct Tally {
    /// What is counted by.
    Dimension dimension{};
    /// The values, most frequent first and then by name; phases, statuses and years in their own order. "Not stated" is last.
    std::vector<ValueCount> values;
    /// Values that are left out because the list is limited, see LandscapeOptions::sponsor_limit; absent if there are none.
    Optional<Count> further_value_count;
    /// Trials behind these values.
    Optional<Count> further_trial_count;
    /// What a reader must know to add the counts up.
    Optional<std::string> note;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const Tally&) const = default;

    /// @brief Trials that have a value, given as the documents have it; 0 if none.
    [[nodiscard]] std::int64_t count_of(std::string_view value) const noexcept {
        for (const ValueCount& v : values)
            if (v.value && *v.value == value) return v.count;
        return 0;
    }
    /// @brief Trials that state no value.
    [[nodiscard]] std::int64_t not_stated_count() const noexcept {
        for (const ValueCount& v : values)
            if (!v.value) return v.count;
        return 0;
    }
};
CARNK_DESCRIBE_STRUCT(Tally, dimension, values, further_value_count, further_trial_count, note)

/// @brief How many trials carry a doubt of one kind, and whether they were counted.
/// @ingroup insight
struct DoubtCount {
    /// Kind of doubt.
    DoubtReason reason{};
    /// Trials that carry it.
    Count count{};
    /// True if these trials are among those that were counted.
    bool counted{};
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const DoubtCount&) const = default;
};
CARNK_DESCRIBE_STRUCT(DoubtCount, reason, count, counted)

/// @brief The trials of a catalogue in numbers.
/// @ingroup insight
struct Landscape {
    static constexpr std::string_view schema = "carnk/landscape/1";  ///< Name and version of the document.

    /// The newest date on which the status of a counted trial was seen; absent if no trial states one.
    Optional<PartialDate> as_of;
    /// Trials that were counted.
    Count trial_count{};
    /// Trials of the catalogue that were left out because there is doubt about their records.
    Count doubtful_left_out_count{};
    /// Trials that were left out because they came after LandscapeOptions::as_of.
    Count later_left_out_count{};
    /// The doubtful records by kind of doubt, in the order of the kinds; empty if there are none.
    std::vector<DoubtCount> doubts;
    /// One tally for each dimension, in the order of the dimensions.
    std::vector<Tally> tallies;
    /// What a reader must know of the numbers.
    std::vector<std::string> notes;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const Landscape&) const = default;

    /// @brief The counts of one dimension. Every landscape that landscape() makes has them all.
    [[nodiscard]] const Tally* tally(Dimension dimension) const noexcept {
        for (const Tally& t : tallies)
            if (t.dimension == dimension) return &t;
        return nullptr;
    }
};
CARNK_DESCRIBE_STRUCT(Landscape, as_of, trial_count, doubtful_left_out_count, later_left_out_count, doubts, tallies,
                      notes)

/// @brief Which trials are counted.
/// @ingroup insight
struct LandscapeOptions {
    /// True to count every record, whatever `leave_out` says.
    bool include_doubtful = false;
    /// Kinds of doubt whose records are left out; by default all.
    std::vector<DoubtReason> leave_out{DoubtReason::template_like,  DoubtReason::same_series,
                                       DoubtReason::near_duplicate, DoubtReason::not_a_car,
                                       DoubtReason::no_infusion,    DoubtReason::other};
    /// Leaves out trials that were certainly registered (first submitted or posted) after this date or, where the record has no date
    /// of registration, certainly begun after it; trials with neither date are counted, and a note says how many. The status counted
    /// is the latest known all the same: a catalogue does not keep former ones.
    Optional<PartialDate> as_of;
    /// Most sponsors that are listed by name; the others are counted together. 0 means all.
    std::size_t sponsor_limit = 20;
};

/// @brief Counts the trials of a catalogue by every dimension.
/// @param catalog  Any catalogue; its targets give the names of target ids.
/// @param options  Which trials are counted.
/// @par Complexity  Linear in the trials, times their values.
/// @ingroup insight
[[nodiscard]] CARNK_API Landscape landscape(const Catalog& catalog, const LandscapeOptions& options = {});

/// @brief One row of a cross table.
/// @ingroup insight
struct CrossRow {
    /// Value of the row's dimension, as the documents have it. Absent: not stated.
    Optional<std::string> value;
    /// The value as a reader would name it.
    std::string label;
    /// Trials that have this value and that of the column, one for each column.
    std::vector<Count> counts;
    /// Trials that have this value. Less than the sum of `counts` where a trial has several values of the columns' dimension.
    Count trial_count{};
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CrossRow&) const = default;
};
CARNK_DESCRIBE_STRUCT(CrossRow, value, label, counts, trial_count)

/// @brief Trials counted by two dimensions at once.
/// @ingroup insight
struct CrossTable {
    static constexpr std::string_view schema = "carnk/cross-table/1";  ///< Name and version of the document.

    /// What the rows are.
    Dimension rows_by{};
    /// What the columns are.
    Dimension columns_by{};
    /// The columns with the trials of each, in the order of the counts of each row.
    std::vector<ValueCount> columns;
    /// The rows.
    std::vector<CrossRow> rows;
    /// Trials that were counted.
    Count trial_count{};
    /// Trials that were left out because there is doubt about their records.
    Count doubtful_left_out_count{};
    /// Trials that were left out because they came after LandscapeOptions::as_of.
    Count later_left_out_count{};
    /// What a reader must know of the numbers.
    std::vector<std::string> notes;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CrossTable&) const = default;
};
CARNK_DESCRIBE_STRUCT(CrossTable, rows_by, columns_by, columns, rows, trial_count, doubtful_left_out_count,
                      later_left_out_count, notes)

/// @brief Counts the trials of a catalogue by two dimensions. All values are listed, sponsors too.
/// @ingroup insight
[[nodiscard]] CARNK_API CrossTable cross(const Catalog& catalog, Dimension rows, Dimension columns,
                                         const LandscapeOptions& options = {});

/// @brief A dimension as a reader would name it: "disease group".
/// @ingroup insight
[[nodiscard]] CARNK_API std::string_view label_of(Dimension dimension) noexcept;

}  // namespace carnk::inline v0_1
