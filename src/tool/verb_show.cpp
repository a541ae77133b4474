// SPDX-License-Identifier: BSL-1.0
#include <carnk/catalog/builtin.hpp>
#include <carnk/json/options.hpp>
#include <carnk/model/catalog.hpp>

#include "tool/app.hpp"
#include "tool/common.hpp"
#include "tool/sheet.hpp"
#include "tool/text.hpp"

#include <memory>

namespace carnk::inline v0_1::tool {

namespace {

struct Options {
    std::vector<std::string> ids{};
    std::string format{};
    bool everything = false;
};

void show(Session& session, const Options& options) {
    const Catalog& catalog = builtin_catalog();
    std::vector<Record> records;
    if (options.everything) {
        if (!options.ids.empty()) throw UsageError("give ids or --everything, not both");
        records = all_records(catalog);
    } else if (options.ids.empty()) {
        throw UsageError("which record? Give its id, such as NCT03056339; 'carnk list' shows what there is");
    }
    for (const std::string& id : options.ids)
        records.push_back(find_record(catalog, id));

    Output& out = session.terminal.out;
    if (options.format == "text") {
        for (std::size_t i = 0; i < records.size(); ++i) {
            if (i > 0) {
                std::string rule;
                for (std::size_t k = 0; k < std::min<std::size_t>(out.width(), 112); ++k)
                    rule += out.unicode() ? "\u2500" : "-";
                out << '\n' << out.styled(Style::dim, rule) << "\n\n";
            }
            print_sheet(out, records[i]);
        }
        return;
    }
    const bool lines = options.format == "ndjson";
    const bool array = !lines && records.size() > 1;
    // Several pretty documents are an array, whose elements are indented as one.
    if (array) out << "[\n";
    for (std::size_t i = 0; i < records.size(); ++i) {
        std::string text = records[i].json(lines ? compact : pretty).value();
        if (array)
            for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 3))
                text.insert(at + 1, "  ");
        out << (array ? "  " : "") << text << (array && i + 1 < records.size() ? ",\n" : "\n");
    }
    if (array) out << "]\n";
}

}  // namespace

void add_show(CLI::App& app, Session& session) {
    CLI::App* verb = app.add_subcommand("show", "Show records of the built-in catalogue");
    const auto options = std::make_shared<Options>();
    verb->add_option("ID", options->ids, "Id of a record, or TYPE/ID where several types have it")->type_name("");
    verb->add_flag("--everything", options->everything, "All records, doubtful ones too");
    add_format(*verb, options->format, {"text", "json", "ndjson"});
    verb->footer(
        "Examples:\n"
        "  carnk show NCT03056339\n"
        "  carnk show target/cd19 --format json | carnk validate -\n"
        "  carnk show --everything --format ndjson | carnk validate --ndjson -");
    verb->callback([&session, options] { show(session, *options); });
}

}  // namespace carnk::inline v0_1::tool
