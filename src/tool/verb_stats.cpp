// SPDX-License-Identifier: BSL-1.0
#include <carnk/catalog/builtin.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/insight/landscape.hpp>
#include <carnk/json/write.hpp>
#include <carnk/model/catalog.hpp>

#include "tool/app.hpp"
#include "tool/asked.hpp"
#include "tool/common.hpp"
#include "tool/describe.hpp"
#include "tool/page.hpp"
#include "tool/text.hpp"

#include <algorithm>
#include <memory>

namespace carnk::inline v0_1::tool {

namespace {

struct Options {
    std::string by{}, as_of{}, format{};
    std::size_t top = 12;
    bool all = false;
};

std::string count_text(const Count& count) {
    return grouped(count.number());
}

// A bar for a count: blocks with eighths where the terminal has them, else number signs.
std::string bar(std::int64_t count, std::int64_t most, std::size_t columns, bool unicode) {
    if (most <= 0 || count <= 0) return {};
    const auto eighths = static_cast<std::size_t>(count) * columns * 8 / static_cast<std::size_t>(most);
    std::string out;
    if (!unicode) return std::string(std::max<std::size_t>((eighths + 4) / 8, 1), '#');
    static constexpr std::string_view parts[] = {"",       "\u258F", "\u258E", "\u258D",
                                                 "\u258C", "\u258B", "\u258A", "\u2589"};
    for (std::size_t i = 0; i < eighths / 8; ++i)
        out += "\u2588";
    out += parts[eighths % 8];
    return out.empty() ? std::string(parts[1]) : out;
}

}  // namespace

Dimension dimension_of(std::string_view word) {
    std::string wanted = lowered(word);
    std::replace(wanted.begin(), wanted.end(), '-', '_');
    std::replace(wanted.begin(), wanted.end(), ' ', '_');
    if (wanted == "disease") wanted = "disease_group";
    if (wanted == "source" || wanted == "origin") wanted = "cell_source";
    if (wanted == "year") wanted = "start_year";
    for (const Dimension d : detail::enumerator_values<Dimension>)
        if (wanted == word_of(d)) return d;
    std::vector<std::string> words(detail::enumerator_names<Dimension>.begin(),
                                   detail::enumerator_names<Dimension>.end());
    const std::vector<std::string> meant = near(wanted, words);
    throw UsageError(
        "trials are not counted by '" + printable(word) + "'; " +
        (meant.empty() ? "--by takes " + joined(words, ", ") : "did you mean " + joined(meant, " or ") + '?'));
}

namespace {

class Printer {
public:
    Printer(Output& out, std::size_t top) : out_(out), top_(top) {}

    void head(std::int64_t counted_trials, std::int64_t left_out, const Optional<PartialDate>& as_of) {
        out_ << out_.styled(Style::strong, counted(static_cast<std::size_t>(counted_trials), "registered trial"));
        if (as_of) out_ << ", statuses as of " << as_of->text();
        out_ << '\n';
        if (left_out > 0)
            out_ << out_.styled(Style::warning, counted(static_cast<std::size_t>(left_out), "doubtful record is",
                                                        "doubtful records are") +
                                                    " left out")
                 << "; --all counts them too\n";
    }

    void tally(const Tally& tally, bool limited, std::size_t label_width) {
        out_ << '\n' << out_.styled(Style::heading, capitalized(std::string(label_of(tally.dimension)))) << '\n';
        std::int64_t most = 1;
        for (const ValueCount& v : tally.values)
            most = std::max<std::int64_t>(most, v.count);
        std::size_t listed = 0, further_values = 0;
        std::int64_t further = 0;
        const auto row = [&](std::string_view label, const std::string& count, std::int64_t n, Style style) {
            const std::string shown = shortened(printable(label), label_width, out_.unicode());
            out_ << "  " << out_.styled(style, padded(shown, label_width)) << "  " << padded(count, 4, true);
            if (n > 0)
                out_ << "  "
                     << out_.styled(style == Style::dim ? style : Style::accent,
                                    bar(n, most, bar_width(label_width), out_.unicode()));
            out_ << '\n';
        };
        for (const ValueCount& v : tally.values) {
            if (v.value && limited && listed == top_) {
                ++further_values;
                further += v.count;
                continue;
            }
            if (!v.value && further_values > 0) rest(further_values, further, label_width);
            row(v.label, count_text(v.count), v.count, v.value ? Style::plain : Style::dim);
            listed += v.value ? 1U : 0U;
        }
        if (further_values > 0 && (tally.values.empty() || tally.values.back().value))
            rest(further_values, further, label_width);
        if (tally.note)
            for (const std::string& line : wrapped(*tally.note, std::min<std::size_t>(out_.width(), 100) - 2))
                out_ << "  " << out_.styled(Style::dim, line) << '\n';
    }

private:
    void rest(std::size_t values, std::int64_t trials, std::size_t label_width) {
        out_ << "  "
             << out_.styled(Style::dim, padded("and " + std::to_string(values) + " more", label_width) + "  " +
                                            padded(grouped(trials), 4, true))
             << '\n';
    }
    [[nodiscard]] std::size_t bar_width(std::size_t label_width) const {
        const std::size_t used = 2 + label_width + 2 + 4 + 2;
        return std::clamp<std::size_t>(out_.width() > used ? out_.width() - used : 10, 10, 48);
    }

    Output& out_;
    std::size_t top_;
};

// Dimensions with many values, of which the first say most; the others have an order of their own or few values.
bool is_long(Dimension dimension) {
    return dimension == Dimension::target || dimension == Dimension::country || dimension == Dimension::sponsor;
}

std::size_t widest_label(const std::vector<Tally>& tallies) {
    std::size_t width = 0;
    for (const Tally& t : tallies)
        for (const ValueCount& v : t.values)
            width = std::max(width, display_width(v.label));
    return std::min<std::size_t>(width, 34);
}

PartialDate date_of(const std::string& text) {
    const Optional<PartialDate> date = PartialDate::from_text(text);
    if (!date) throw UsageError("--as-of: " + std::string(PartialDate::expected) + "; found '" + printable(text) + "'");
    return *date;
}

void tell_date(Output& out, const std::vector<std::string>& notes) {
    for (const std::string& note : notes)
        if (note.starts_with("As of ")) Page(out).paragraph(note, "");
}

void one(Session& session, const Options& options, const Optional<Dimension>& dimension) {
    LandscapeOptions counting;
    counting.include_doubtful = options.all;
    if (!options.as_of.empty()) counting.as_of = date_of(options.as_of);
    counting.sponsor_limit = 0;
    Landscape landscape_now = landscape(builtin_catalog(), counting);
    if (dimension) std::erase_if(landscape_now.tallies, [&](const Tally& t) { return t.dimension != *dimension; });
    Output& out = session.terminal.out;
    if (options.format == "json") {
        out << write(landscape_now, pretty) << '\n';
    } else if (options.format == "csv") {
        out << "dimension,value,label,count\r\n";
        for (const Tally& t : landscape_now.tallies)
            for (const ValueCount& v : t.values)
                out << word_of(t.dimension) << ',' << csv_field(v.value.value_or("")) << ',' << csv_field(v.label)
                    << ',' << std::to_string(v.count.number()) << "\r\n";
    } else {
        Printer printer(out, options.top);
        printer.head(landscape_now.trial_count, landscape_now.doubtful_left_out_count, landscape_now.as_of);
        tell_date(out, landscape_now.notes);
        const std::size_t label_width = widest_label(landscape_now.tallies);
        for (const Tally& t : landscape_now.tallies)
            printer.tally(t, !dimension && is_long(t.dimension), label_width);
    }
}

void two(Session& session, const Options& options, Dimension rows, Dimension columns) {
    LandscapeOptions counting;
    counting.include_doubtful = options.all;
    if (!options.as_of.empty()) counting.as_of = date_of(options.as_of);
    const CrossTable table = cross(builtin_catalog(), rows, columns, counting);
    Output& out = session.terminal.out;
    if (options.format == "json") {
        out << write(table, pretty) << '\n';
        return;
    }
    const std::string corner = std::string(label_of(rows)) + " / " + std::string(label_of(columns));
    if (options.format == "csv") {
        out << csv_field(corner);
        for (const ValueCount& c : table.columns)
            out << ',' << csv_field(c.label);
        out << ",trials\r\n";
        for (const CrossRow& row : table.rows) {
            out << csv_field(row.label);
            for (const Count& n : row.counts)
                out << ',' << std::to_string(n.number());
            out << ',' << std::to_string(row.trial_count.number()) << "\r\n";
        }
        return;
    }
    Printer(out, options.top).head(table.trial_count, table.doubtful_left_out_count, std::nullopt);
    tell_date(out, table.notes);
    out << '\n';
    std::vector<Table::Column> heads{{corner, false, Style::plain}};
    for (const ValueCount& c : table.columns)
        heads.push_back({c.label, true});
    heads.push_back({"trials", true, Style::strong});
    Table text(heads);
    for (const CrossRow& row : table.rows) {
        std::vector<std::string> cells{printable(row.label)};
        for (const Count& n : row.counts)
            cells.push_back(n.number() == 0 ? "." : count_text(n));
        cells.push_back(count_text(row.trial_count));
        text.add(std::move(cells));
    }
    std::vector<std::string> totals{"trials"};
    for (const ValueCount& c : table.columns)
        totals.push_back(count_text(c.count));
    totals.push_back(count_text(table.trial_count));
    text.add(std::move(totals));
    text.print(out, 0, false);
}

void stats(Session& session, const Options& options) {
    if (options.by.empty()) return one(session, options, std::nullopt);
    const std::size_t comma = options.by.find(',');
    const Dimension rows = dimension_of(std::string_view(options.by).substr(0, comma));
    if (comma == std::string::npos) return one(session, options, rows);
    if (options.by.find(',', comma + 1) != std::string::npos) throw UsageError("--by takes one dimension or two");
    const Dimension columns = dimension_of(std::string_view(options.by).substr(comma + 1));
    if (rows == columns) throw UsageError("--by takes two different dimensions");
    two(session, options, rows, columns);
}

}  // namespace

void add_stats(CLI::App& app, Session& session) {
    CLI::App* verb = app.add_subcommand("stats", "Count the trials of the built-in catalogue");
    const auto options = std::make_shared<Options>();
    verb->add_option("--by", options->by,
                     "Count by one dimension, or by two as rows and columns: phase, status, disease_group, target, "
                     "cell_source, country, sponsor, start_year")
        ->option_text("DIM[,DIM]");
    verb->add_option("--top", options->top,
                     "Targets, countries and sponsors that are listed, 12 if not given; all with --by")
        ->option_text("N");
    verb->add_flag("--all", options->all, "Doubtful records too");
    verb->add_option("--as-of", options->as_of,
                     "Without trials registered after this date; where a record does not say when, begun after it")
        ->option_text("DATE");
    add_format(*verb, options->format, {"text", "json", "csv"});
    verb->footer(
        "Examples:\n"
        "  carnk stats --as-of 2020 --by phase\n"
        "  carnk stats\n"
        "  carnk stats --by target,phase\n"
        "  carnk stats --all --format csv > landscape.csv");
    verb->callback([&session, options] { stats(session, *options); });
}

}  // namespace carnk::inline v0_1::tool
