// SPDX-License-Identifier: BSL-1.0
#include <carnk/interop/tables.hpp>

namespace carnk::inline v0_1 {

namespace {

std::string name(std::string_view text) {
    return '"' + std::string(text) + '"';
}

std::string literal(std::string_view text) {
    std::string out = "'";
    for (const char c : text) {
        if (c == '\0') {
            out += "'||char(0)||'";
            continue;
        }
        if (c == '\'') out += '\'';
        out += c;
    }
    return out + '\'';
}

std::string_view sql_type(ColumnKind kind) {
    switch (kind) {
        case ColumnKind::boolean:
        case ColumnKind::whole:
            return "INTEGER";
        case ColumnKind::real:
            return "REAL";
        case ColumnKind::text:
        case ColumnKind::json:
            break;
    }
    return "TEXT";
}

// A description on one line, behind "--".
std::string remark(std::string_view text) {
    std::string out = "-- ";
    for (const char c : text)
        out += c == '\n' || c == '\r' ? ' ' : c;
    return out + '\n';
}

std::string value(const Optional<std::string>& cell, ColumnKind kind) {
    if (!cell) return "NULL";
    switch (kind) {
        case ColumnKind::boolean:
            return *cell == "true" ? "1" : "0";
        case ColumnKind::whole:
        case ColumnKind::real:
            return *cell;
        case ColumnKind::text:
        case ColumnKind::json:
            break;
    }
    return literal(*cell);
}

void create(std::string& out, const Table& table) {
    out += '\n' + remark(table.description) + "CREATE TABLE " + name(table.name) + " (\n";
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const TableColumn& c = table.columns[i];
        out += "  " + name(c.name) + ' ' + std::string(sql_type(c.kind));
        if (i == 0) out += " PRIMARY KEY";
        if (c.required) out += " NOT NULL";
        if (c.kind == ColumnKind::boolean) out += " CHECK (" + name(c.name) + " IN (0, 1))";
        // Before SQLite 3.45 NULL is not valid.
        if (c.kind == ColumnKind::json)
            out += " CHECK (" + (c.required ? "" : name(c.name) + " IS NULL OR ") + "json_valid(" + name(c.name) + "))";
        if (!c.words.empty()) {
            out += " CHECK (" + name(c.name) + " IN (";
            for (std::size_t w = 0; w < c.words.size(); ++w)
                out += (w == 0 ? "" : ", ") + literal(c.words[w]);
            out += "))";
        }
        if (!c.refers_to.empty()) out += " REFERENCES " + name(c.refers_to) + " DEFERRABLE INITIALLY DEFERRED";
        if (i + 1 < table.columns.size()) out += ',';
        if (table.owner.empty() || i > 2)
            out += ' ' + remark(c.description);
        else
            out += '\n';
    }
    out += ") STRICT;\n";
    if (!table.owner.empty())
        out += "CREATE UNIQUE INDEX " + name(table.name + "_place") + " ON " + name(table.name) + " (" +
               name(table.columns[1].name) + ", " + name(table.columns[2].name) + ");\n";
    for (std::size_t i = 2; i < table.columns.size(); ++i) {
        const TableColumn& c = table.columns[i];
        const bool listed_value = !table.owner.empty() && c.name == "value" && c.kind != ColumnKind::json;
        if (!c.refers_to.empty() || listed_value)
            out += "CREATE INDEX " + name(table.name + "_by_" + c.name) + " ON " + name(table.name) + " (" +
                   name(c.name) + ");\n";
    }
}

void insert(std::string& out, const Table& table) {
    for (const auto& row : table.rows) {
        out += "INSERT INTO " + name(table.name) + " VALUES (";
        for (std::size_t i = 0; i < row.size(); ++i)
            out += (i == 0 ? "" : ",") + value(row[i], table.columns[i].kind);
        out += ");\n";
    }
}

// Every trial with each of its values, once; NULL is "not stated". Then the counts, without and with doubtful records.
constexpr std::string_view views = R"sql(
CREATE VIEW "trial_values" AS
  SELECT "id" AS "trial_id", 'phase' AS "dimension", "phase" AS "value" FROM "trials"
  UNION SELECT "id", 'status', "status" FROM "trials"
  UNION SELECT "id", 'disease_group', "disease_group" FROM "trials"
  UNION SELECT t."id", 'target', v."value" FROM "trials" t LEFT JOIN "trials_targets" v ON v."record" = t."id"
  UNION SELECT "id", 'cell_source', "product_cell_source_origin" FROM "trials"
  UNION SELECT t."id", 'country', v."value" FROM "trials" t LEFT JOIN "trials_countries" v ON v."record" = t."id"
  UNION SELECT "id", 'sponsor', nullif("sponsor_name", '') FROM "trials"
  UNION SELECT "id", 'start_year', substr("dates_start_date", 1, 4) FROM "trials";
CREATE VIEW "landscape" AS
  SELECT v."dimension", v."value", count(*) AS "trial_count"
  FROM "trial_values" v JOIN "trials" t ON t."id" = v."trial_id"
  WHERE t."doubt_reason" IS NULL
  GROUP BY v."dimension", v."value";
CREATE VIEW "landscape_all" AS
  SELECT "dimension", "value", count(*) AS "trial_count" FROM "trial_values" GROUP BY "dimension", "value";
CREATE VIEW "landscape_cross" AS
  SELECT r."dimension" AS "rows_by", r."value" AS "row_value", c."dimension" AS "columns_by", c."value" AS "column_value",
         count(*) AS "trial_count"
  FROM "trial_values" r JOIN "trial_values" c ON c."trial_id" = r."trial_id" AND c."dimension" <> r."dimension"
  JOIN "trials" t ON t."id" = r."trial_id"
  WHERE t."doubt_reason" IS NULL
  GROUP BY 1, 2, 3, 4;
)sql";

}  // namespace

std::string sql_text(const std::vector<Table>& tables) {
    std::string out =
        "-- The carnk catalogue for SQLite 3.37 or newer.\n"
        "PRAGMA foreign_keys = ON;\n"
        "BEGIN;\n";
    for (const Table& table : tables)
        create(out, table);
    out += '\n';
    for (const Table& table : tables)
        insert(out, table);
    out += views;
    out += "COMMIT;\n";
    return out;
}

}  // namespace carnk::inline v0_1
