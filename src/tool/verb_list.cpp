// SPDX-License-Identifier: BSL-1.0
#include <carnk/catalog/builtin.hpp>
#include <carnk/model/catalog.hpp>

#include "tool/app.hpp"
#include "tool/common.hpp"
#include "tool/text.hpp"

#include <memory>

namespace carnk::inline v0_1::tool {

namespace {

struct Options {
    std::string type{}, format{};
    std::vector<std::string> filters{};
    bool all = false;
};

// Members that tell records of a type apart at a glance, beside id and title.
std::vector<std::string_view> glance(std::string_view plural) {
    if (plural == "trials") return {"phase", "status", "targets"};
    if (plural == "targets") return {"group", "stage"};
    if (plural == "constructs") return {"stage"};
    if (plural == "products") return {"stage"};
    if (plural == "centers") return {"address.country"};
    if (plural == "mechanisms") return {"kind"};
    if (plural == "studies") return {"citation.year"};
    if (plural == "costs") return {"category"};
    if (plural == "faqs" || plural == "notes") return {"topic"};
    return {};
}

std::string cell(const Node& tree, std::string_view path) {
    const std::size_t dot = path.find('.');
    const Node* n = tree.find(path.substr(0, dot));
    if (n && dot != std::string_view::npos) return cell(*n, path.substr(dot + 1));
    if (!n || n->is_empty()) return "-";
    if (n->kind != Node::Kind::list) return n->text;
    std::vector<std::string> texts;
    for (const Node& child : n->children)
        if (texts.size() < 3) texts.push_back(child.text);
    if (n->children.size() > 3) texts.push_back("...");
    return joined(texts, ",");
}

void overview(Session& session, const Options& options) {
    Output& out = session.terminal.out;
    const Catalog& catalog = builtin_catalog();
    if (options.format == "text") {
        Table table(
            {{"TYPE", false, Style::strong}, {"RECORDS", true}, {"DOUBTFUL", true}, {"SCHEMA", false, Style::dim}});
        for (const RecordType& type : record_types()) {
            const std::vector<Record> records = type.records(type, catalog);
            std::size_t doubtful = 0;
            for (const Record& r : records)
                doubtful += r.doubt ? 1U : 0U;
            table.add({std::string(type.plural), grouped(static_cast<long long>(records.size())),
                       doubtful == 0 ? "-" : std::to_string(doubtful), std::string(type.schema)});
        }
        table.print(out);
        out << "\n'carnk list TYPE' lists the records of a type, 'carnk show ID' shows one.\n";
        return;
    }
    std::vector<std::string> entries;
    for (const RecordType& type : record_types()) {
        const std::vector<Record> records = type.records(type, catalog);
        std::size_t doubtful = 0;
        for (const Record& r : records)
            doubtful += r.doubt ? 1U : 0U;
        entries.push_back("{\"type\":" + json_string(type.plural) + ",\"schema\":" + json_string(type.schema) +
                          ",\"record_count\":" + std::to_string(records.size()) +
                          ",\"doubtful_count\":" + std::to_string(doubtful) + '}');
    }
    out << (options.format == "json" ? "[\n  " + joined(entries, ",\n  ") + "\n]" : joined(entries, "\n")) << '\n';
}

void list(Session& session, const Options& options) {
    if (options.type.empty()) {
        if (!options.filters.empty())
            throw UsageError("--filter needs a type, such as: carnk list trials --filter ...");
        return overview(session, options);
    }
    const RecordType& type = record_type(options.type);
    std::vector<Filter> filters;
    for (const std::string& text : options.filters)
        filters.push_back(parse_filter(text));

    std::vector<Record> kept;
    std::size_t left_out = 0;
    for (Record& r : filtered(type.records(type, builtin_catalog()), filters)) {
        if (r.doubt && !options.all)
            ++left_out;
        else
            kept.push_back(std::move(r));
    }
    Output& out = session.terminal.out;
    if (options.format == "text") {
        std::vector<Table::Column> columns{{"ID", false, Style::strong}};
        const std::vector<std::string_view> paths = glance(type.plural);
        for (const std::string_view path : paths)
            columns.push_back({humanized(path.substr(path.rfind('.') + 1))});
        for (Table::Column& c : columns)
            for (char& letter : c.title)
                if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
        columns.push_back({"TITLE"});
        Table table(columns);
        for (const Record& r : kept) {
            const Node tree = r.tree();
            std::vector<std::string> cells{r.id};
            for (const std::string_view path : paths)
                cells.push_back(printable(cell(tree, path)));
            cells.push_back((r.doubt ? "(doubtful) " : "") + printable(r.title));
            table.add(std::move(cells));
        }
        if (!kept.empty()) table.print(out);
        out << out.styled(Style::dim, counted(kept.size(), type.singular, type.plural)) << '\n';
        if (left_out > 0)
            out << out.styled(Style::warning, counted(left_out, "doubtful record is", "doubtful records are") +
                                                  " left out; --all lists them too")
                << '\n';
        return;
    }
    std::vector<std::string> entries;
    for (const Record& r : kept) {
        std::string entry = "{\"id\":" + json_string(r.id) + ",\"type\":" + json_string(type.singular) +
                            ",\"title\":" + json_string(r.title);
        if (r.doubt) entry += ",\"doubtful\":true";
        entries.push_back(entry + '}');
    }
    if (options.format == "json")
        out << (entries.empty() ? "[]" : "[\n  " + joined(entries, ",\n  ") + "\n]") << '\n';
    else
        for (const std::string& entry : entries)
            out << entry << '\n';
    if (left_out > 0)
        session.terminal.err << counted(left_out, "doubtful record is", "doubtful records are")
                             << " left out; --all lists them too\n";
}

}  // namespace

void add_list(CLI::App& app, Session& session) {
    CLI::App* verb = app.add_subcommand("list", "List the records of the built-in catalogue");
    const auto options = std::make_shared<Options>();
    verb->add_option("TYPE", options->type, "Type of record, such as trials; without it, an overview of the types")
        ->type_name("");
    verb->add_flag("--all", options->all, "Doubtful records too");
    verb->add_option("--filter", options->filters,
                     "Only records where MEMBER has VALUE; nested members with dots; an empty value means not stated. "
                     "May be given several times")
        ->option_text("MEMBER=VALUE")
        ->allow_extra_args(false);
    add_format(*verb, options->format, {"text", "json", "ndjson"});
    verb->footer(
        "Examples:\n"
        "  carnk list\n"
        "  carnk list trials --filter targets=cd19 --filter product.cell_source.origin=cord_blood\n"
        "  carnk list centers --format ndjson | jq -r .id");
    verb->callback([&session, options] { list(session, *options); });
}

}  // namespace carnk::inline v0_1::tool
