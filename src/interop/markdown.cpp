// SPDX-License-Identifier: BSL-1.0
#include <carnk/interop/tables.hpp>

namespace carnk::inline v0_1 {

namespace {

bool is_word(char c) noexcept {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// The text of a cell. The names of columns and most ids keep their underscores: within words these are no markup.
std::string cell(std::string_view text) {
    if (text.empty()) return "\"\"";
    if (text == "\"\"") return "\\\"\\\"";
    std::string out;
    out.reserve(text.size() + 8);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool edge = i == 0 || i + 1 == text.size() || text[i - 1] == '\n' || text[i + 1] == '\n';
        if (c == '\n') {
            out += "<br>";
        } else if (c == '\r') {
            out += "&#13;";
        } else if (edge && (c == ' ' || c == '\t')) {
            out += c == ' ' ? "&#32;" : "&#9;";
        } else {
            const bool markup = std::string_view("\\|`*[]<>&~").find(c) != std::string_view::npos ||
                                (c == '_' && (edge || !is_word(text[i - 1]) || !is_word(text[i + 1])));
            if (markup) out += '\\';
            out += c;
        }
    }
    return out;
}

bool is_number(const TableColumn& column) noexcept {
    return column.kind == ColumnKind::whole || column.kind == ColumnKind::real;
}

}  // namespace

std::string markdown_text(const Table& table) {
    std::vector<std::size_t> shown;
    std::string empty, json;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const TableColumn& column = table.columns[i];
        bool filled = column.required;
        for (const auto& row : table.rows)
            filled = filled || row[i].has_value();
        if (filled && column.kind != ColumnKind::json) {
            shown.push_back(i);
            continue;
        }
        std::string& names = filled ? json : empty;
        names.append(names.empty() ? "" : ", ").append(cell(column.name));
    }
    std::string out = "|";
    for (const std::size_t i : shown)
        out.append(" ").append(cell(table.columns[i].name)).append(" |");
    out += "\n|";
    for (const std::size_t i : shown)
        out += is_number(table.columns[i]) ? " ---: |" : " :--- |";
    out += '\n';
    for (const auto& row : table.rows) {
        out += '|';
        for (const std::size_t i : shown)
            out.append(" ").append(row[i] ? cell(*row[i]) + ' ' : std::string()).append("|");
        out += '\n';
    }
    if (!empty.empty()) out.append("\nNo row has a value of: ").append(empty).append(".\n");
    if (!json.empty()) out.append("\nOf JSON, and not shown: ").append(json).append(".\n");
    return out;
}

}  // namespace carnk::inline v0_1
