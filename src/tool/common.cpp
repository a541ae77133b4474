// SPDX-License-Identifier: BSL-1.0
#include "tool/common.hpp"

#include <carnk/model/catalog.hpp>
#include <carnk/model/catalog_index.hpp>

#include "tool/text.hpp"

#include <algorithm>

namespace carnk::inline v0_1::tool {

namespace {

std::string same_form(std::string_view text) {
    std::string s = lowered(text);
    std::replace(s.begin(), s.end(), ' ', '_');
    return s;
}

// Calls found(leaf) for each leaf that a path leads to, through lists. Whether the path leads to a member at all.
template <class Found>
bool follow(const Node& node, std::string_view path, Found&& found) {
    if (node.kind == Node::Kind::list) {
        bool any = false;
        for (const Node& child : node.children)
            any = follow(child, path, found) || any;
        return any;
    }
    if (path.empty()) {
        if (node.kind == Node::Kind::leaf) found(node);
        // An object is what its first member says: `conditions=lymphoma`.
        if (node.kind == Node::Kind::object && !node.children.empty()) follow(node.children.front(), {}, found);
        return true;
    }
    const std::size_t dot = std::min(path.find('.'), path.size());
    const Node* child = node.find(path.substr(0, dot));
    return child && follow(*child, path.substr(std::min(dot + 1, path.size())), found);
}

bool meets(const Node& tree, const Filter& filter) {
    bool stated = false, equal = false;
    const std::string wanted = same_form(filter.value);
    follow(tree, filter.path, [&](const Node& leaf) {
        stated = true;
        equal = equal || same_form(leaf.raw) == wanted || same_form(leaf.text) == wanted;
    });
    return filter.value.empty() ? !stated : equal;
}

void collect_paths(const Node& node, const std::string& prefix, std::vector<std::string>& paths) {
    for (const Node& child : node.children) {
        if (node.kind == Node::Kind::list) {
            collect_paths(child, prefix, paths);
            continue;
        }
        const std::string path = prefix.empty() ? child.name : prefix + '.' + child.name;
        paths.push_back(path);
        collect_paths(child, path, paths);
    }
}

}  // namespace

Record find_record(const Catalog& catalog, const std::string& id) {
    std::vector<Record> all = all_records(catalog);
    std::vector<Record> found;
    const std::size_t slash = id.find('/');
    const RecordType* type = slash == std::string::npos ? nullptr : find_record_type(id.substr(0, slash));
    const std::string wanted = lowered(type ? id.substr(slash + 1) : id);
    for (const Record& r : all)
        if ((!type || r.type == type) && lowered(r.id) == wanted) found.push_back(r);
    if (found.size() == 1) return found.front();
    if (found.size() > 1) {
        std::vector<std::string> paths;
        for (const Record& r : found)
            paths.push_back(r.path());
        throw UsageError("'" + printable(id) + "' is the id of several records: " + joined(paths, ", "));
    }
    if (const Trial* trial = CatalogIndex(catalog).trial(id))
        for (const Record& r : all)
            if (r.value == trial) return r;

    std::vector<std::string> ids;
    for (const Record& r : all)
        if (!type || r.type == type) ids.push_back(r.id);
    std::string message = "the catalogue has no record '" + printable(id) + "'";
    if (const std::vector<std::string> meant = near(type ? id.substr(slash + 1) : id, ids); !meant.empty())
        message += "; did you mean " + joined(meant, " or ") + '?';
    else
        message += "; 'carnk list' shows what there is";
    throw UsageError(message);
}

Filter parse_filter(std::string_view text) {
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos || equals == 0)
        throw UsageError("a filter is written member=value, such as status=recruiting; found '" + printable(text) +
                         "'");
    return {std::string(text.substr(0, equals)), std::string(text.substr(equals + 1))};
}

std::vector<Record> filtered(std::vector<Record> records, const std::vector<Filter>& filters) {
    if (filters.empty() || records.empty()) return records;
    std::vector<bool> known(filters.size());
    std::vector<Record> kept;
    std::vector<std::string> paths;
    for (const Record& r : records) {
        const Node tree = r.tree();
        bool all = true;
        for (std::size_t i = 0; i < filters.size(); ++i) {
            if (!known[i]) known[i] = follow(tree, filters[i].path, [](const Node&) {});
            all = all && meets(tree, filters[i]);
        }
        if (all) kept.push_back(r);
        if (std::find(known.begin(), known.end(), false) != known.end()) {
            collect_paths(tree, {}, paths);
            std::sort(paths.begin(), paths.end());
            paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
        }
    }
    for (std::size_t i = 0; i < filters.size(); ++i) {
        if (known[i]) continue;
        std::string message =
            "no " + records.front().type->singular + " has a member '" + printable(filters[i].path) + "'";
        std::vector<std::string> meant;
        for (const std::string& path : paths)
            if (path.ends_with('.' + filters[i].path)) meant.push_back(path);
        if (meant.empty()) meant = near(filters[i].path, paths);
        if (!meant.empty()) message += "; did you mean " + joined(meant, " or ") + '?';
        throw UsageError(message);
    }
    return kept;
}

void Table::print(Output& out, std::size_t indent, bool cut) const {
    constexpr std::size_t middle_limit = 21;
    cut = cut && out.terminal();
    std::vector<std::size_t> widths(columns_.size());
    bool headed = false;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        widths[i] = display_width(columns_[i].title);
        headed = headed || !columns_[i].title.empty();
        for (const auto& row : rows_)
            widths[i] = std::max(widths[i], display_width(row[i]));
        // On a terminal, columns in the middle leave room for the last one.
        if (cut && i > 0 && i + 1 < columns_.size()) widths[i] = std::min(widths[i], middle_limit);
    }
    const auto line = [&](const std::vector<std::string>& cells, bool heading) {
        std::string text(indent, ' ');
        std::size_t used = indent;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const bool last = i + 1 == cells.size();
            std::string cell = cells[i];
            if (!last && cut && i > 0) cell = shortened(cell, widths[i], out.unicode());
            if (last && cut) cell = shortened(cell, out.width() > used + 16 ? out.width() - used : 16, out.unicode());
            if (!last || columns_[i].right) cell = padded(cell, widths[i], columns_[i].right);
            text += out.styled(heading ? Style::dim : columns_[i].style, cell);
            if (!last) text += "  ";
            used += widths[i] + 2;
        }
        while (text.ends_with(' '))
            text.pop_back();
        out << text << '\n';
    };
    if (headed) {
        std::vector<std::string> titles;
        for (const Column& c : columns_)
            titles.push_back(c.title);
        line(titles, true);
    }
    for (const auto& row : rows_)
        line(row, false);
}

}  // namespace carnk::inline v0_1::tool
