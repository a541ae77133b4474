// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief The catalogue as tables: CSV, Markdown, and SQL with keys, indices and views.
///
/// The tables follow from the descriptions of the types. Each list of records is a table whose key is the id. Members of members are
/// columns with names joined by `_`. A list is a table of its own that refers to its owner and keeps the order in `position`. A
/// choice (criteria, contents of standards) and what refers to itself is one column with JSON, beside a column with its kind. The column
/// `document` of each table of records holds the whole record as JSON, so that nothing is lost, unknown members included.
#include <carnk/core/optional.hpp>
#include <carnk/export.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1 {

struct Catalog;

/// @brief What a column holds.
/// @ingroup interop
enum class ColumnKind : std::uint8_t {
    text,     ///< Any text.
    boolean,  ///< `true` or `false`; 1 or 0 in SQL.
    whole,    ///< Whole number.
    real,     ///< Number.
    json,     ///< JSON text.
};

/// @brief One column of a table.
/// @ingroup interop
struct TableColumn {
    std::string name;                     ///< Name: members joined by `_`.
    ColumnKind kind = ColumnKind::text;   ///< What it holds.
    bool required = false;                ///< Whether each row has a value.
    std::vector<std::string_view> words;  ///< The words that are allowed; empty if any text is.
    std::string refers_to;                ///< Table of which it holds a key; empty if none.
    std::string description;              ///< What it means, with its unit.
};

/// @brief One table. The first column is its key; in a table of a list the second is the key of its owner.
/// @ingroup interop
struct Table {
    std::string name;                  ///< Name: the list of the catalogue, then members, joined by `_`.
    std::string owner;                 ///< Table of the owner; empty for records.
    std::string description;           ///< What a row is.
    std::vector<TableColumn> columns;  ///< Columns.
    std::vector<std::vector<Optional<std::string>>>
        rows;  ///< Rows, each with one cell for each column; absent: not stated.
};

/// @brief All records of a catalogue as tables. The tables and their columns are the same for every catalogue of this version.
/// @ingroup interop
[[nodiscard]] CARNK_API std::vector<Table> tables_of(const Catalog& catalog);

/// @brief A table as CSV with a line of names: comma, CR LF, quotation marks where needed. Absent is an empty field, an empty text `""`.
///
/// Texts stay as they are: a spreadsheet may take one that begins with `=` for a formula.
/// @source RFC 4180
/// @ingroup interop
[[nodiscard]] CARNK_API std::string csv_text(const Table& table);

/// @brief A table in GitHub Flavored Markdown, for papers and pages: numbers to the right, all else to the left, rows in the order of the table.
///
/// Columns that no row fills and columns of JSON, such as `document`, are not shown; a line below the table names them, so that nobody
/// takes them for forgotten. Absent is an empty cell, an empty text `""`. Whatever Markdown would take for markup stands behind a
/// backslash, the end of a line is `<br>`, and a space, tab or carriage return that Markdown would swallow is a character reference: each
/// text can be read back as it was.
/// @source GitHub Flavored Markdown Spec 0.29-gfm, "Tables (extension)" and "Backslash escapes"
/// @ingroup interop
[[nodiscard]] CARNK_API std::string markdown_text(const Table& table);

/// @brief Tables as an SQL script for SQLite 3.37 or newer: strict tables with foreign keys, checks of words, indices, rows, and the views
///        `trial_values`, `landscape`, `landscape_all` and `landscape_cross`, which count trials as landscape() and cross() do.
///
/// It is one transaction; references are checked at its end.
/// @ingroup interop
[[nodiscard]] CARNK_API std::string sql_text(const std::vector<Table>& tables);

}  // namespace carnk::inline v0_1
