// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief What several verbs need: finding records by id, filters, tables.
#include "tool/output.hpp"
#include "tool/records.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1::tool {

/// @brief The record with this id, "type/id" or, for a trial, a number in another register.
/// @throws UsageError, with near ids, if there is none, or several of different types
[[nodiscard]] Record find_record(const Catalog& catalog, const std::string& id);

/// @brief One condition on a record: a member, by its path, has a value.
struct Filter {
    std::string
        path{};  ///< Names with dots between them, such as "product.cell_source.origin"; lists are looked through.
    std::string
        value{};  ///< Value as in the documents or as shown; letter case does not count. Empty: nothing is stated.
};

/// @brief Reads "path=value". @throws UsageError
[[nodiscard]] Filter parse_filter(std::string_view text);

/// @brief The records that meet all filters.
/// @throws UsageError if no record at all has such a member
[[nodiscard]] std::vector<Record> filtered(std::vector<Record> records, const std::vector<Filter>& filters);

/// @brief Text in columns.
class Table {
public:
    /// @brief One column.
    struct Column {
        std::string title{};         ///< Heading; all empty: no heading.
        bool right = false;          ///< Numbers stand on the right.
        Style style = Style::plain;  ///< Style of its cells.
    };
    explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}
    /// @brief Adds a row with one cell for each column.
    void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
    /// @brief Prints it. On a terminal, cells are cut so that lines fit into its width, unless `cut` is false.
    void print(Output& out, std::size_t indent = 0, bool cut = true) const;

private:
    std::vector<Column> columns_;
    std::vector<std::vector<std::string>> rows_;
};

}  // namespace carnk::inline v0_1::tool
