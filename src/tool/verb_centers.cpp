// SPDX-License-Identifier: BSL-1.0
#include <carnk/catalog/builtin.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/insight/centers.hpp>
#include <carnk/json/write.hpp>
#include <carnk/model/catalog.hpp>

#include "tool/app.hpp"
#include "tool/common.hpp"
#include "tool/describe.hpp"
#include "tool/page.hpp"
#include "tool/place.hpp"
#include "tool/text.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

namespace carnk::inline v0_1::tool {

namespace {

struct Options {
    std::string country{}, programme{}, target{}, near{}, format{};
    bool recruiting = false, confirmed = false;
};

template <class T>
T parsed(std::string_view option, std::string_view text) {
    const Optional<T> value = T::from_text(text);
    if (!value)
        throw UsageError(std::string(option) + ": " + std::string(T::expected) + "; found '" + printable(text) + "'");
    return *value;
}

ProgrammeKind programme_of(const std::string& word) {
    std::string wanted = lowered(word);
    std::replace(wanted.begin(), wanted.end(), '-', '_');
    std::vector<std::string> words;
    for (const ProgrammeKind k : detail::enumerator_values<ProgrammeKind>) {
        if (wanted == word_of(k)) return k;
        words.push_back(word_of(k));
    }
    throw UsageError("no programme is called '" + printable(word) + "'; they are " + joined(words, ", "));
}

std::string distance_text(const Optional<double>& km) {
    return km ? grouped(std::lround(*km)) : std::string("-");
}

std::string as_json(const CenterMatch& m) {
    std::string text =
        "{\"distance_km\":" + (m.distance ? std::to_string(std::lround(*m.distance)) : std::string("null")) +
        ",\"recruiting_trials\":[";
    for (std::size_t i = 0; i < m.recruiting_trials.size(); ++i)
        text += (i > 0 ? "," : "") + json_string(m.recruiting_trials[i].text());
    return text + "],\"center\":" + write(*m.center, compact) + '}';
}

class CentersPage : public Page {
public:
    explicit CentersPage(Output& out) : Page(out) {}

    void table(const std::vector<CenterMatch>& matches, bool distances) {
        Table table({{"center", false, Style::plain},
                     {"city", false},
                     {"country", false},
                     {distances ? "km" : "", true},
                     {"recruits", true},
                     {"trials", true},
                     {"CAR-NK", false},
                     {"id", false, Style::dim},
                     {"", false, Style::dim}});
        for (const CenterMatch& m : matches) {
            const Center& c = *m.center;
            table.add({printable(shortened(c.official_name, 46, false)),
                       printable(c.address.city.value_or("not stated")), c.address.country.text(),
                       distances ? distance_text(m.distance) : "", std::to_string(m.recruiting_trials.size()),
                       std::to_string(c.trial_ids.size()), c.car_nk_programme_confirmed ? "confirmed" : "not found",
                       std::string(c.id.text()), sources_.marks(c.sources)});
        }
        table.print(out_, 2, false);
    }

    void end(bool distances) {
        heading("To know");
        paragraph(
            "Most of what is known of a center is its part in registered trials: that it recruits is as of the "
            "record of the trial and has to be verified there. 'carnk show center/ID' shows all of it.",
            "  - ");
        if (distances)
            paragraph(
                "Distances are great circles to the city of the center, not to the building, and no travel "
                "distances. Coordinates are from GeoNames (CC BY 4.0), as each center's record says.",
                "  - ");
        sources_.print(*this);
    }

private:
    SourceList sources_{};
};

void centers(Session& session, const Options& o) {
    const Catalog& catalog = builtin_catalog();
    CenterQuery query;
    if (!o.country.empty()) query.country = parsed<CountryCode>("--country", o.country);
    if (!o.programme.empty()) query.activity = programme_of(o.programme);
    if (!o.target.empty()) {
        const Record target = find_record(catalog, "target/" + lowered(o.target));
        query.target_id = Slug::of(target.id);
    }
    if (o.recruiting) query.recruiting = true;
    if (o.confirmed) query.confirmed = true;
    if (!o.near.empty()) query.near = point_of(o.near);
    const CenterSearch found = find_centers(catalog, query);
    Output& out = session.terminal.out;
    if (o.format == "json") {
        const auto list = [&](const std::vector<CenterMatch>& matches) {
            for (std::size_t i = 0; i < matches.size(); ++i)
                out << (i > 0 ? ",\n" : "\n") << as_json(matches[i]);
        };
        out << "{\"matches\":[";
        list(found.matches);
        out << "],\n\"without_coordinates\":[";
        list(found.without_coordinates);
        out << "]}\n";
        return;
    }
    const std::size_t all = found.matches.size() + found.without_coordinates.size();
    out << out.styled(Style::strong, counted(all, "center fits", "centers fit")) << " of "
        << std::to_string(catalog.centers.size()) << '\n';
    if (all == 0) return;
    CentersPage page(out);
    if (!found.matches.empty()) {
        out << '\n';
        page.table(found.matches, query.near.has_value());
    }
    if (!found.without_coordinates.empty()) {
        page.heading("Without coordinates, so that no distance is known");
        page.table(found.without_coordinates, false);
    }
    page.end(query.near.has_value());
}

}  // namespace

void add_centers(CLI::App& app, Session& session) {
    CLI::App* verb = app.add_subcommand("centers", "Search for treatment centers, also by distance from a place");
    const auto o = std::make_shared<Options>();
    verb->add_option("--country", o->country, "Country of the center")->option_text("CODE");
    verb->add_option("--programme", o->programme,
                     "Kind of programme: car_nk, car_nk_with_car_t, car_nk_with_transplant, antibody_conjugated_nk, "
                     "cell_production, preclinical")
        ->option_text("KIND");
    verb->add_option("--target", o->target, "Target of one of its programmes, such as cd19")->option_text("ID");
    verb->add_flag("--recruiting", o->recruiting, "With a trial that recruits, doubtful records not counted");
    verb->add_flag("--confirmed", o->confirmed, "Only where a programme with CAR-NK cells is confirmed");
    verb->add_option("--near", o->near, "Place from which distances are counted, in degrees north and east")
        ->option_text("LAT,LON");
    add_format(*verb, o->format, {"text", "json"});
    verb->footer(
        "Examples:\n"
        "  carnk centers --country US --recruiting\n"
        "  carnk centers --target cd19 --near 48.86,2.35\n"
        "  carnk centers --near=-33.87,151.21 --format json");
    verb->callback([&session, o] { centers(session, *o); });
}

}  // namespace carnk::inline v0_1::tool
