// SPDX-License-Identifier: BSL-1.0
#include <carnk/core/optional.hpp>
#include <carnk/insight/landscape.hpp>
#include <carnk/json/detail/traits.hpp>
#include <carnk/model/catalog.hpp>
#include <carnk/model/target.hpp>
#include <carnk/model/trial.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace carnk::inline v0_1 {

namespace {

constexpr std::string_view not_stated = "not stated";
constexpr std::array dimensions = detail::enumerator_values<Dimension>;

template <class E>
std::string word_of(E value) {
    for (std::size_t i = 0; i < detail::enumerator_count<E>; ++i)
        if (detail::enumerator_values<E>[i] == value) return std::string(detail::enumerator_names<E>[i]);
    return {};
}

std::string spaced(std::string text) {
    std::replace(text.begin(), text.end(), '_', ' ');
    return text;
}

// A value of a dimension: its place in an order of its own (all 0 where counts decide), what documents call it, its name.
struct Value {
    int rank = 0;
    std::string text{};
    std::string label{};
    bool stated = true;

    bool operator<(const Value& other) const {
        return std::tie(rank, text, stated) < std::tie(other.rank, other.text, other.stated);
    }
};

std::string phase_label(TrialPhase phase) {
    switch (phase) {
        case TrialPhase::early_phase1:
            return "early phase 1";
        case TrialPhase::phase1:
            return "phase 1";
        case TrialPhase::phase1_2:
            return "phase 1/2";
        case TrialPhase::phase2:
            return "phase 2";
        case TrialPhase::phase2_3:
            return "phase 2/3";
        case TrialPhase::phase3:
            return "phase 3";
        case TrialPhase::phase4:
            return "phase 4";
        case TrialPhase::not_applicable:
            return "not applicable";
    }
    return word_of(phase);
}

// From registered to ended; the states of expanded access after those of trials; unknown last.
int status_rank(TrialStatus status) {
    constexpr std::array order{TrialStatus::not_yet_recruiting,
                               TrialStatus::recruiting,
                               TrialStatus::enrolling_by_invitation,
                               TrialStatus::active_not_recruiting,
                               TrialStatus::suspended,
                               TrialStatus::completed,
                               TrialStatus::terminated,
                               TrialStatus::withdrawn,
                               TrialStatus::available,
                               TrialStatus::temporarily_not_available,
                               TrialStatus::no_longer_available,
                               TrialStatus::approved_for_marketing,
                               TrialStatus::withheld,
                               TrialStatus::unknown};
    return static_cast<int>(std::find(order.begin(), order.end(), status) - order.begin());
}

std::string origin_label(NkOrigin origin) {
    switch (origin) {
        case NkOrigin::ipsc:
            return "iPSC";
        case NkOrigin::nk92:
            return "NK-92";
        case NkOrigin::primary_unspecified:
            return "primary, unspecified";
        default:
            return spaced(word_of(origin));
    }
}

class Counter {
public:
    Counter(const Catalog& catalog, const LandscapeOptions& options) {
        for (const TargetAntigen& t : catalog.targets)
            target_names_.emplace(t.id.text(), t.symbol);
        for (const Trial& t : catalog.trials) {
            if (t.doubt && leaves_out(options, t.doubt->reason))
                ++doubtful_;
            else if (options.as_of && first_seen(t) && before(*options.as_of, *first_seen(t)) == Tri::yes)
                ++later_;
            else {
                trials_.push_back(&t);
                if (!first_seen(t)) ++undated_;
            }
        }
    }
    static bool leaves_out(const LandscapeOptions& options, DoubtReason reason) {
        return !options.include_doubtful &&
               std::find(options.leave_out.begin(), options.leave_out.end(), reason) != options.leave_out.end();
    }

    [[nodiscard]] const std::vector<const Trial*>& trials() const noexcept { return trials_; }
    [[nodiscard]] std::int64_t doubtful() const noexcept { return doubtful_; }
    [[nodiscard]] std::int64_t later() const noexcept { return later_; }
    [[nodiscard]] std::string as_of_note(const PartialDate& date) const {
        return "As of " + date.text() + ": " + std::to_string(later_) +
               " trials are left out that were registered later or, where the record has no date of registration, "
               "begun later; " +
               std::to_string(undated_) + " with neither date are counted. Statuses are the latest known.";
    }

    // The values of one trial, each once. A trial that states none has the one value "not stated".
    [[nodiscard]] std::set<Value> values(const Trial& t, Dimension dimension) const {
        std::set<Value> found;
        switch (dimension) {
            case Dimension::phase:
                if (t.phase) found.insert({static_cast<int>(*t.phase), word_of(*t.phase), phase_label(*t.phase)});
                break;
            case Dimension::status:
                found.insert({status_rank(t.status), word_of(t.status), spaced(word_of(t.status))});
                break;
            case Dimension::disease_group:
                if (t.disease_group) found.insert({0, word_of(*t.disease_group), spaced(word_of(*t.disease_group))});
                break;
            case Dimension::target:
                for (const Slug& id : t.targets) {
                    const auto name = target_names_.find(id.text());
                    found.insert({0, id.text(), name == target_names_.end() ? id.text() : name->second});
                }
                break;
            case Dimension::cell_source:
                if (t.product.cell_source && t.product.cell_source->origin) {
                    const NkOrigin origin = *t.product.cell_source->origin;
                    found.insert({0, word_of(origin), origin_label(origin)});
                }
                break;
            case Dimension::country:
                for (const CountryCode& c : t.countries)
                    found.insert({0, c.text(), c.text()});
                break;
            case Dimension::sponsor:
                if (t.sponsor && !t.sponsor->name.empty()) found.insert({0, t.sponsor->name, t.sponsor->name});
                break;
            case Dimension::start_year:
                if (t.dates.start && !t.dates.start->date.empty()) {
                    const int year = t.dates.start->date.year();
                    found.insert({year, std::to_string(year), std::to_string(year)});
                }
                break;
        }
        if (found.empty()) found.insert({0, {}, std::string(not_stated), false});
        return found;
    }

    // All values of a dimension with their trials, in the order in which they are shown.
    [[nodiscard]] std::vector<std::pair<Value, std::int64_t>> counts(Dimension dimension) const {
        std::map<Value, std::int64_t> map;
        for (const Trial* t : trials_)
            for (const Value& v : values(*t, dimension))
                ++map[v];
        std::vector<std::pair<Value, std::int64_t>> list(map.begin(), map.end());
        std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) {
            if (a.first.stated != b.first.stated) return a.first.stated;
            if (a.first.rank != b.first.rank) return a.first.rank < b.first.rank;
            if (a.first.rank == 0 && a.second != b.second) return a.second > b.second;
            return a.first.label < b.first.label;
        });
        return list;
    }

private:
    // Registration, or else the start; null if the record has neither.
    static const PartialDate* first_seen(const Trial& t) noexcept {
        return t.dates.first_submitted ? &*t.dates.first_submitted
               : t.dates.first_posted  ? &t.dates.first_posted->date
               : t.dates.start         ? &t.dates.start->date
                                       : nullptr;
    }

    std::map<std::string, std::string> target_names_;
    std::vector<const Trial*> trials_;
    std::int64_t doubtful_ = 0, later_ = 0, undated_ = 0;
};

ValueCount value_count(const Value& value, std::int64_t count) {
    ValueCount v;
    if (value.stated) v.value = value.text;
    v.label = value.label;
    v.count = count;
    return v;
}

// How many trials have more than one value of a dimension.
std::int64_t with_several(const Counter& counter, Dimension dimension) {
    std::int64_t n = 0;
    for (const Trial* t : counter.trials())
        n += counter.values(*t, dimension).size() > 1 ? 1 : 0;
    return n;
}

Tally tally_of(const Counter& counter, Dimension dimension, const LandscapeOptions& options) {
    Tally tally;
    tally.dimension = dimension;
    const std::size_t limit = dimension == Dimension::sponsor ? options.sponsor_limit : 0;
    std::size_t listed = 0;
    std::int64_t further_values = 0, further_trials = 0;
    for (const auto& [value, count] : counter.counts(dimension)) {
        if (value.stated && limit != 0 && listed == limit) {
            ++further_values;
            further_trials += count;
            continue;
        }
        listed += value.stated ? 1 : 0;
        tally.values.push_back(value_count(value, count));
    }
    if (further_values > 0) {
        tally.further_value_count = further_values;
        tally.further_trial_count = further_trials;
    }
    if (const std::int64_t several = with_several(counter, dimension); several > 0) {
        tally.note = "A trial counts once for each " + std::string(label_of(dimension)) + ": " +
                     std::to_string(several) + (several == 1 ? " trial has" : " trials have") +
                     " more than one, so the counts add up to more than the number of trials.";
    } else if (dimension == Dimension::sponsor) {
        tally.note = "Sponsors are counted as the sources spell them; one sponsor may stand under several spellings.";
    } else if (dimension == Dimension::status) {
        tally.note = "\"unknown\" is what the register says of a trial that was not updated for long.";
    }
    return tally;
}

Optional<PartialDate> newest_status(const std::vector<const Trial*>& trials) {
    Optional<PartialDate> newest;
    for (const Trial* t : trials)
        if (t->status_as_of && !t->status_as_of->empty() &&
            (!newest || std::pair(t->status_as_of->last_day(), t->status_as_of->first_day()) >
                            std::pair(newest->last_day(), newest->first_day())))
            newest = t->status_as_of;
    return newest;
}

}  // namespace

std::string_view label_of(Dimension dimension) noexcept {
    switch (dimension) {
        case Dimension::phase:
            return "phase";
        case Dimension::status:
            return "status";
        case Dimension::disease_group:
            return "disease group";
        case Dimension::target:
            return "target";
        case Dimension::cell_source:
            return "cell source";
        case Dimension::country:
            return "country";
        case Dimension::sponsor:
            return "sponsor";
        case Dimension::start_year:
            return "start year";
    }
    return {};
}

Landscape landscape(const Catalog& catalog, const LandscapeOptions& options) {
    const Counter counter(catalog, options);
    Landscape result;
    result.as_of = newest_status(counter.trials());
    result.trial_count = static_cast<std::int64_t>(counter.trials().size());
    result.doubtful_left_out_count = counter.doubtful();
    result.later_left_out_count = counter.later();

    std::map<DoubtReason, std::int64_t> doubts;
    for (const Trial& t : catalog.trials)
        if (t.doubt) ++doubts[t.doubt->reason];
    for (const auto& [reason, count] : doubts) {
        DoubtCount d;
        d.reason = reason;
        d.count = count;
        d.counted = !Counter::leaves_out(options, reason);
        result.doubts.push_back(std::move(d));
    }
    for (const Dimension dimension : dimensions)
        result.tallies.push_back(tally_of(counter, dimension, options));

    if (counter.doubtful() > 0)
        result.notes.push_back(std::to_string(counter.doubtful()) +
                               " records are left out because there is doubt about what they describe.");
    if (options.as_of) result.notes.push_back(counter.as_of_note(*options.as_of));
    result.notes.emplace_back(
        "Each record counts as one trial. What a record does not state is counted as \"not stated\" and never as "
        "another value.");
    return result;
}

CrossTable cross(const Catalog& catalog, Dimension rows, Dimension columns, const LandscapeOptions& options) {
    const Counter counter(catalog, options);
    CrossTable table;
    table.rows_by = rows;
    table.columns_by = columns;
    table.trial_count = static_cast<std::int64_t>(counter.trials().size());
    table.doubtful_left_out_count = counter.doubtful();
    table.later_left_out_count = counter.later();
    if (options.as_of) table.notes.push_back(counter.as_of_note(*options.as_of));

    std::map<std::pair<Value, Value>, std::int64_t> cells;
    for (const Trial* t : counter.trials()) {
        const std::set<Value> across = counter.values(*t, columns);
        for (const Value& row : counter.values(*t, rows))
            for (const Value& column : across)
                ++cells[{row, column}];
    }
    const auto column_counts = counter.counts(columns);
    for (const auto& [value, count] : column_counts)
        table.columns.push_back(value_count(value, count));
    for (const auto& [value, count] : counter.counts(rows)) {
        CrossRow row;
        if (value.stated) row.value = value.text;
        row.label = value.label;
        row.trial_count = count;
        for (const auto& column : column_counts) {
            const auto cell = cells.find({value, column.first});
            row.counts.emplace_back(cell == cells.end() ? 0 : cell->second);
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace carnk::inline v0_1
