// SPDX-License-Identifier: BSL-1.0
#include <carnk/catalog/builtin.hpp>
#include <carnk/model/catalog.hpp>
#include <carnk/version.hpp>

#include "tool/app.hpp"
#include "tool/common.hpp"
#include "tool/records.hpp"
#include "tool/text.hpp"

#include <memory>

namespace carnk::inline v0_1::tool {

namespace {

void version(Session& session, const std::string& format) {
    Output& out = session.terminal.out;
    const Catalog& catalog = builtin_catalog();
    const std::string newest = newest_date(catalog);
    if (format == "text") {
        out << out.styled(Style::strong, "carnk " + std::string(version_string())) << "\n\n"
            << "Built-in catalogue" << (newest.empty() ? "" : ", newest date " + newest) << '\n';
        Table table({{""}, {"", true}, {"", false, Style::dim}});
        for (const RecordType& type : record_types())
            table.add({std::string(type.plural), grouped(static_cast<long long>(type.records(type, catalog).size())),
                       std::string(type.schema)});
        table.print(out, 2);
        out << "\nOther documents\n";
        for (const DocumentType& type : document_types())
            if (!find_record_type(type.schema)) out << "  " << type.schema << '\n';
        return;
    }
    out << "{\"version\":" << json_string(version_string());
    if (!newest.empty()) out << ",\"catalog_newest_date\":" << json_string(newest);
    out << ",\"catalog\":{";
    bool first = true;
    for (const RecordType& type : record_types()) {
        out << (first ? "" : ",") << json_string(type.plural) << ':'
            << std::to_string(type.records(type, catalog).size());
        first = false;
    }
    out << "},\"schemas\":[";
    first = true;
    for (const DocumentType& type : document_types()) {
        out << (first ? "" : ",") << json_string(type.schema);
        first = false;
    }
    out << "]}\n";
}

}  // namespace

void add_version(CLI::App& app, Session& session) {
    CLI::App* verb = app.add_subcommand("version", "Show the version of the library, the schemas and the catalogue");
    const auto format = std::make_shared<std::string>();
    add_format(*verb, *format, {"text", "json"});
    verb->footer("Example:\n  carnk version --format json");
    verb->callback([&session, format] { version(session, *format); });
}

}  // namespace carnk::inline v0_1::tool
