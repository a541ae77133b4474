// SPDX-License-Identifier: BSL-1.0
#include <carnk/draw/charts.hpp>
#include <carnk/insight/landscape.hpp>

#include "draw/svg.hpp"
#include "draw/words.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1::draw {

namespace {

constexpr double margin = 18;

std::string head_of(Dimension by) {
    return "CAR-NK trials by " + std::string(label_of(by));
}

std::string trials(std::int64_t count) {
    return shown::counted(static_cast<std::size_t>(count), "trial");
}

std::vector<std::string> notes_of(std::int64_t counted, std::int64_t doubtful, const Optional<PartialDate>& as_of) {
    std::string text = trials(counted) + (as_of ? "; newest status of " + as_of->text() : std::string()) + '.';
    if (doubtful > 0)
        text += ' ' + shown::counted(static_cast<std::size_t>(doubtful), "record") +
                " that may not describe anything real " + (doubtful == 1 ? "is" : "are") + " not counted.";
    return {text};
}

// The step of an axis: 1, 2 or 5 times a power of ten, with at most six steps up to the greatest value.
std::int64_t step_of(std::int64_t most) {
    std::int64_t step = 1;
    for (int i = 0; most > step * 6; ++i)
        step = i % 3 == 1 ? step / 2 * 5 : step * 2;
    return std::max<std::int64_t>(step, 1);
}

Optional<int> year_of(const CrossRow& row) {
    if (!row.value) return std::nullopt;
    int year = 0;
    const char* end = row.value->data() + row.value->size();
    const auto [at, problem] = std::from_chars(row.value->data(), end, year);
    if (problem != std::errc() || at != end || year < 1900 || year > 2200) return std::nullopt;
    return year;
}

}  // namespace

std::string bars(const Landscape& landscape, Dimension dimension, const Options& options) {
    constexpr double width = 720, label_width = 210, count_width = 60, row_gap = 6;
    const Tally* tally = landscape.tally(dimension);
    static const Tally none{};
    const Tally& t = tally ? *tally : none;
    const std::size_t drawn = options.most == 0 ? t.values.size() : std::min(options.most, t.values.size());
    std::int64_t most = 1;
    std::vector<std::string> told;
    for (std::size_t i = 0; i < t.values.size(); ++i) {
        most = std::max(most, t.values[i].count.number());
        if (i < drawn) told.push_back(t.values[i].label + " " + std::to_string(t.values[i].count.number()));
    }
    std::vector<std::string> notes =
        notes_of(landscape.trial_count, landscape.doubtful_left_out_count, landscape.as_of);
    if (drawn < t.values.size()) {
        std::int64_t low = most, high = 0;
        for (std::size_t i = drawn; i < t.values.size(); ++i) {
            low = std::min(low, t.values[i].count.number());
            high = std::max(high, t.values[i].count.number());
        }
        notes.push_back(shown::counted(t.values.size() - drawn, "further value is", "further values are") +
                        " not drawn, with " +
                        (low == high ? trials(low) : std::to_string(low) + " to " + trials(high)) +
                        (t.values.size() - drawn == 1 ? "." : " each."));
    }
    if (t.further_value_count)
        notes.push_back(shown::counted(static_cast<std::size_t>(*t.further_value_count), "further value") + " with " +
                        trials(t.further_trial_count ? t.further_trial_count->number() : 0) +
                        " in all are not listed.");
    if (t.note) notes.push_back(*t.note);

    Svg svg("bars-" + std::string(label_of(dimension)), head_of(dimension),
            "Bar chart. " + shown::joined(told, "; ") + ". " + shown::joined(notes, " "), options.theme);
    double y = margin + 16;
    svg.text(margin, y, head_of(dimension), {17, true});
    y += 18;
    const double left = margin + label_width + 10, room = width - left - count_width - margin, top = y;
    // Texts first, so that the lines of the axis know how far they go.
    struct Row {
        std::vector<std::string> label;
        double y, height;
    };
    std::vector<Row> rows;
    for (std::size_t i = 0; i < drawn; ++i) {
        Row r;
        r.label = fitted(t.values[i].label, label_width, 12, false, 2);
        r.y = y;
        r.height = std::max(20.0, 15.0 * static_cast<double>(r.label.size()) + 4);
        y += r.height + row_gap;
        rows.push_back(std::move(r));
    }
    const std::int64_t step = step_of(most);
    for (std::int64_t v = 0; v <= most; v += step) {
        const double x = left + room * static_cast<double>(v) / static_cast<double>(most);
        svg.line(x, top, x, y, v == 0 ? "axis" : "grid");
        svg.text(x, y + 13, std::to_string(v), {11, false, "middle", true});
    }
    for (std::size_t i = 0; i < drawn; ++i) {
        const ValueCount& v = t.values[i];
        const Row& r = rows[i];
        const double length = room * static_cast<double>(v.count.number()) / static_cast<double>(most);
        svg.open(v.label + ": " + trials(v.count.number()), false);
        svg.lines(left - 10,
                  r.y + r.height / 2 + 4 - 7.5 * static_cast<double>(r.label.size() - (r.label.empty() ? 0 : 1)),
                  r.label, 15, {12, false, "end"});
        svg.rect({left, r.y, length, r.height}, v.value ? "blue" : "plain", 2, !v.value);
        svg.text(left + length + 8, r.y + r.height / 2 + 4, shown::grouped(v.count.number()), {12, true});
        svg.close();
    }
    y += 34;
    for (const std::string& n : notes)
        y = svg.lines(margin, y, fitted(n, width - 2 * margin, 11), 15, {11, false, "start", true});
    return svg.finish(width, y);
}

std::string columns(const CrossTable& table, const Options& options) {
    static constexpr std::array<std::string_view, 9> paints{"teal",   "blue", "green", "amber", "red",
                                                            "violet", "lime", "pink",  "orange"};
    struct Place {
        std::string label;
        const CrossRow* row;
        std::int64_t height;
    };
    std::vector<Place> places;
    std::int64_t most = 1;
    bool several = false;
    for (const CrossRow& row : table.rows) {
        if (const auto year = year_of(row);
            year && table.rows_by == Dimension::start_year && !places.empty() && places.back().row)
            if (const auto before = year_of(*places.back().row))
                for (int y = *before + 1; y < *year; ++y)
                    places.push_back({std::to_string(y), nullptr, 0});
        std::int64_t sum = 0;
        for (const Count& c : row.counts)
            sum += c.number();
        several = several || sum > row.trial_count.number();
        most = std::max(most, sum);
        places.push_back({row.label, &row, sum});
    }
    const std::string head = head_of(table.rows_by) + " and " + std::string(label_of(table.columns_by));
    std::vector<std::string> notes = notes_of(table.trial_count, table.doubtful_left_out_count, std::nullopt);
    if (several)
        notes.push_back(
            "A trial with several values is drawn for each of them, so that columns are higher than the number of trials.");
    std::vector<std::string> told;
    for (const CrossRow& row : table.rows) {
        std::vector<std::string> parts;
        for (std::size_t i = 0; i < row.counts.size() && i < table.columns.size(); ++i)
            if (row.counts[i].number() > 0)
                parts.push_back(table.columns[i].label + " " + std::to_string(row.counts[i].number()));
        told.push_back(row.label + ": " + trials(row.trial_count.number()) + " (" + shown::joined(parts, ", ") + ")");
    }

    constexpr double left = margin + 44, height = 300, column = 44, space = 10;
    const double width = std::max(640.0, left + static_cast<double>(places.size()) * (column + space) + margin);
    Svg svg("columns-" + std::string(label_of(table.rows_by)) + "-" + std::string(label_of(table.columns_by)), head,
            "Stacked columns. " + shown::joined(told, "; ") + ". " + shown::joined(notes, " "), options.theme);
    double y = margin + 16;
    y = svg.lines(margin, y, fitted(head, width - 2 * margin, 17, true), 21, {17, true});
    // The legend, as many entries on a line as go.
    double x = margin;
    y += 6;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const std::vector<std::string> label = fitted(table.columns[i].label, 200, 12, false, 1);
        const double need = 18 + (label.empty() ? 0 : width_of(label[0], 12)) + 18;
        if (x + need > width - margin && x > margin) {
            x = margin;
            y += 20;
        }
        const bool stated = table.columns[i].value.has_value();
        svg.rect({x, y - 11, 13, 13}, stated ? paints[i % paints.size()] : "plain", 2, !stated);
        if (!label.empty()) svg.text(x + 19, y, label[0], {12});
        x += need;
    }
    y += 22;
    const double top = y, base = y + height;
    const std::int64_t step = step_of(most);
    for (std::int64_t v = 0; v <= most; v += step) {
        const double at = base - height * static_cast<double>(v) / static_cast<double>(most);
        svg.line(left, at, width - margin, at, v == 0 ? "axis" : "grid");
        svg.text(left - 8, at + 4, std::to_string(v), {11, false, "end", true});
    }
    x = left + space / 2;
    std::size_t label_lines = 1;
    for (const Place& p : places) {
        double at = base;
        if (p.row)
            for (std::size_t i = 0; i < p.row->counts.size() && i < table.columns.size(); ++i) {
                const std::int64_t n = p.row->counts[i].number();
                if (n == 0) continue;
                const double h = height * static_cast<double>(n) / static_cast<double>(most);
                at -= h;
                svg.open(p.label + ", " + table.columns[i].label + ": " + trials(n), false);
                const bool stated = table.columns[i].value.has_value();
                svg.rect({x, at, column, h}, stated ? paints[i % paints.size()] : "plain", 0, !stated);
                if (h >= 14) svg.text(x + column / 2, at + h / 2 + 4, std::to_string(n), {11, false, "middle"});
                svg.close();
            }
        if (p.height > 0)
            svg.text(x + column / 2, std::max(at - 5, top - 4), std::to_string(p.height), {11, true, "middle"});
        const std::vector<std::string> label = fitted(p.label, column + space - 4, 11, false, 3);
        label_lines = std::max(label_lines, label.size());
        svg.lines(x + column / 2, base + 15, label, 13, {11, false, "middle"});
        x += column + space;
    }
    y = base + 15 + 13 * static_cast<double>(label_lines) + 12;
    for (const std::string& n : notes)
        y = svg.lines(margin, y, fitted(n, width - 2 * margin, 11), 15, {11, false, "start", true});
    return svg.finish(width, y);
}

}  // namespace carnk::inline v0_1::draw
