// SPDX-License-Identifier: BSL-1.0
// DuckDB over the exports: it reads every NDJSON and CSV file as it is, and the types that it infers are those of the dictionary.
//
// The dictionary of the documents is their JSON Schema; that of the tables is the SQL script, whose columns have types and checks.
//
// node duckdb.mjs <folder with schemas, ndjson, csv and sql>
import { DuckDBInstance, DuckDBTypeId } from "@duckdb/node-api";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

const [folder] = process.argv.slice(2);
const failures = [];
const fail = (text) => failures.push(text);
const connection = await (await DuckDBInstance.create(":memory:")).connect();
const quoted = (text) => `'${text.replaceAll("'", "''")}'`;

// ---------------------------------------------------------------------------------------------------- types

// What each type of the dictionary is in DuckDB: the one place where this is said. A list is the list of its element's type, an object a
// STRUCT of its members; a choice is a STRUCT of the members of all its kinds.
const inDuckdb = {
  text: DuckDBTypeId.VARCHAR, // words, forms and dates too: a date may be a month or a year
  boolean: DuckDBTypeId.BOOLEAN,
  whole: DuckDBTypeId.BIGINT,
  real: DuckDBTypeId.DOUBLE,
  json: DuckDBTypeId.VARCHAR, // of tables: JSON in a text
};

// Where the data tell DuckDB less, or other things, than the dictionary says. Each reason is proven by the values themselves.
const isDay = (v) => typeof v === "string" && /^\d{4}-\d\d-\d\d$/.test(v);
const reasons = {
  "no value in any record": (type, is, values) => values.length === 0,
  "a real number, and all values are whole": (type, is, values) =>
    type === "real" && is === DuckDBTypeId.BIGINT && values.every((v) => /^-?\d+$/.test(String(v))),
  "a date, and all values have a day": (type, is, values) =>
    type === "text" && is === DuckDBTypeId.DATE && values.every(isDay),
  "objects, all of them empty": (type, is, values) =>
    type === "object" && is === "JSON" && values.every((v) => JSON.stringify(v) === "{}"),
  // CSV does not tell text from numbers, nor words from truth values.
  "a text, and all values are digits": (type, is, values) =>
    type === "text" && is === DuckDBTypeId.BIGINT && values.every((v) => /^\d+$/.test(String(v))),
  "a word, and all values are yes or no": (type, is, values) =>
    type === "text" && is === DuckDBTypeId.BOOLEAN && values.every((v) => typeof v === "boolean"),
};
// Where reasons hold, but for two that need no list: a column without values says nothing of its type, and every whole number is a real one.
const unlisted = ["no value in any record", "a real number, and all values are whole"];
const listed = new Map();
const list = (reason, ...columns) => columns.forEach((column) => listed.set(column, reason));
list(
  "a date, and all values have a day",
  "access.ndjson.entries[].coverage[].effective",
  "access.ndjson.entries[].legal_acts[].effective",
  "access_entries_coverage.csv effective",
  "access_entries_legal_acts.csv effective",
  "costs.ndjson.coverage[].effective",
  "costs_coverage.csv effective",
  "trials.csv dates_first_submitted",
  "trials.ndjson.dates.first_submitted",
  "value_sets.csv version_date",
  "value_sets.ndjson.version_date",
);
list("objects, all of them empty", "comparisons.ndjson.content.car_nk.outcomes[].proportion");
list(
  "a text, and all values are digits",
  "comparisons_sources.csv pmid",
  "constructs_sources.csv pmid",
  "costs_coverage.csv maximum_high",
  "eligibility_sources.csv pmid",
  "faqs_sources.csv pmid",
  "mechanisms_cited_pmids.csv value",
  "mechanisms_sources.csv pmid",
  "products_sources.csv pmid",
  "studies.csv citation_pmid",
  "studies_sources.csv pmid",
  "targets_sources.csv pmid",
  "value_sets_sources.csv pmid",
);
list("a word, and all values are yes or no", "targets.csv fratricide_on_nk_cells");
const met = new Map(); // reason, columns
let compared = 0;
const shownType = (type) => (type.alias === "JSON" ? "JSON" : type.typeId);
function deviation(where, type, is, values) {
  for (const [reason, holds] of Object.entries(reasons))
    if (holds(type, is, values)) {
      if (!met.has(reason)) met.set(reason, []);
      return void met.get(reason).push(where);
    }
  fail(`${where}: the dictionary says ${type}, DuckDB ${DuckDBTypeId[is] ?? is}`);
}
function scalar(where, type, is, values) {
  ++compared;
  if (is.typeId !== inDuckdb[type] || is.alias === "JSON") deviation(where, type, shownType(is), values);
}

// ---------------------------------------------------------------------------------------------------- NDJSON

// A type of a schema: {kind, element, members}, each member with all types that it may have.
function typesOf(schema, defs) {
  if (schema.$ref) return typesOf(defs[schema.$ref.slice("#/$defs/".length)], defs);
  if (schema.allOf) {
    const members = new Map();
    for (const [name, s] of Object.entries(schema.properties)) members.set(name, typesOf(s, defs));
    for (const { then } of schema.allOf)
      for (const [name, types] of typesOf(then, defs)[0].members())
        members.set(name, [...(members.get(name) ?? []), ...types]);
    return [{ kind: "object", members: () => members }];
  }
  if (schema.const !== undefined || schema.enum || schema.type === "string") return [{ kind: "text" }];
  if (schema.type === "boolean") return [{ kind: "boolean" }];
  if (schema.type === "integer") return [{ kind: "whole" }];
  if (schema.type === "number") return [{ kind: "real" }];
  if (schema.type === "array") return [{ kind: "list", element: () => typesOf(schema.items, defs) }];
  // What is {} stands with the choice that the object belongs to.
  const members = () =>
    new Map(Object.entries(schema.properties).flatMap(([name, s]) => (Object.keys(s).length === 0 ? [] : [[name, typesOf(s, defs)]])));
  return [{ kind: "object", members }];
}
const show = (types) => [...new Set(types.map((t) => t.kind))].sort().join(" or ");

// What DuckDB made of the values at one place, which have one of these types.
function compare(where, types, is, values) {
  const kinds = [...new Set(types.map((t) => t.kind))];
  if (kinds.length > 1) {
    // A member that is of one type in one kind of a choice and of another in the next: the values may still be all of one.
    const fits = (t, v) =>
      t.kind === "list" ? Array.isArray(v) : t.kind === "object" ? v !== null && typeof v === "object" && !Array.isArray(v)
      : t.kind === "text" ? typeof v === "string" : t.kind === "boolean" ? typeof v === "boolean" : typeof v === "number";
    types = types.filter((t) => values.some((v) => fits(t, v)));
    if (kinds.includes("real")) types = types.map((t) => (t.kind === "whole" ? { kind: "real" } : t));
    const left = [...new Set(types.map((t) => t.kind))];
    if (left.length > 1) {
      ++compared;
      if (is.alias !== "JSON") fail(`${where}: the dictionary says ${show(types)}, DuckDB ${is}, not JSON`);
      return;
    }
    if (left.length === 0) return deviation(where, show(types), shownType(is), values);
  }
  const [first] = types;
  if (first.kind === "list") {
    ++compared;
    if (is.typeId !== DuckDBTypeId.LIST) return deviation(where, "list", shownType(is), values);
    compare(`${where}[]`, types.flatMap((t) => t.element()), is.valueType, values.flat(1));
  } else if (first.kind === "object") {
    ++compared;
    if (is.typeId !== DuckDBTypeId.STRUCT) return deviation(where, "object", shownType(is), values);
    const members = new Map();
    for (const t of types) for (const [name, m] of t.members()) members.set(name, [...(members.get(name) ?? []), ...m]);
    is.entryNames.forEach((name, i) => {
      if (!members.has(name)) return fail(`${where}.${name}: not in the dictionary`);
      const below = values.filter((v) => Object.hasOwn(v, name)).map((v) => v[name]);
      compare(`${where}.${name}`, members.get(name), is.entryTypes[i], below);
    });
    for (const name of members.keys())
      if (!is.entryNames.includes(name) && values.some((v) => Object.hasOwn(v, name)))
        fail(`${where}.${name}: in the data, but DuckDB does not see it`);
  } else {
    scalar(where, first.kind, is, values);
  }
}

const schemas = new Map();
for (const file of readdirSync(join(folder, "schemas")).filter((f) => f.endsWith(".schema.json"))) {
  const schema = JSON.parse(readFileSync(join(folder, "schemas", file), "utf8"));
  schemas.set(schema.properties.schema.const, schema);
}
let records = 0;
const documents = new Map(); // list, its lines
for (const file of readdirSync(join(folder, "ndjson")).filter((f) => f.endsWith(".ndjson"))) {
  const path = join(folder, "ndjson", file);
  const lines = readFileSync(path, "utf8").trimEnd().split("\n");
  const values = lines.map((line) => JSON.parse(line));
  documents.set(basename(file, ".ndjson"), lines);
  records += lines.length;
  // All lines are looked at, and objects are STRUCTs, however rare a member is; else all is as DuckDB has it.
  const from = `read_json(${quoted(path)}, sample_size = -1, field_appearance_threshold = 0, map_inference_threshold = -1)`;
  const rows = await connection.runAndReadAll(`SELECT count(*) FROM ${from}`);
  if (Number(rows.getRows()[0][0]) !== lines.length) fail(`${file}: ${rows.getRows()[0][0]} rows of ${lines.length} lines`);
  const read = await connection.run(`SELECT * FROM ${from} LIMIT 0`);
  const schema = schemas.get(values[0].schema);
  const table = { typeId: DuckDBTypeId.STRUCT, entryNames: read.columnNames(), entryTypes: read.columnTypes() };
  compare(basename(file), typesOf({ ...schema, allOf: undefined }, schema.$defs), table, values);
}

// ---------------------------------------------------------------------------------------------------- CSV

// Name, columns and number of rows of each table, from the SQL script of the same tables.
const tables = new Map();
let current;
for (const line of readFileSync(join(folder, "sql", "carnk.sql"), "utf8").split("\n")) {
  const create = /^CREATE TABLE "(\w+)" \($/.exec(line);
  const column = /^ {2}"(\w+)" (TEXT|INTEGER|REAL)\b(.*)$/.exec(line);
  const insert = /^INSERT INTO "(\w+)" VALUES \(/.exec(line);
  if (create) tables.set(create[1], (current = { columns: new Map(), rows: 0 }));
  else if (column && current)
    current.columns.set(
      column[1],
      column[2] === "REAL" ? "real"
      : column[2] === "INTEGER" ? (column[3].includes(" IN (0, 1))") ? "boolean" : "whole")
      : column[3].includes("json_valid(") ? "json" : "text",
    );
  else if (/^\) STRICT;$/.test(line)) current = undefined;
  else if (insert) ++tables.get(insert[1]).rows;
}
let rowsOfTables = 0;
for (const [name, { columns, rows }] of tables) {
  // Texts of any length, and "" is a text that is empty.
  const from =
    `read_csv(${quoted(join(folder, "csv", `${name}.csv`))}, sample_size = -1, allow_quoted_nulls = false, ` +
    `max_line_size = 10000000, header = true, delim = ',', quote = '"', escape = '"')`;
  const read = await connection.runAndReadAll(`SELECT * FROM ${from}`);
  const cells = read.getColumnsJson();
  rowsOfTables += read.currentRowCount;
  if (read.currentRowCount !== rows) fail(`${name}.csv: ${read.currentRowCount} rows of ${rows}`);
  const [wanted, got] = [[...columns.keys()], read.columnNames()];
  if (wanted.join() !== got.join()) {
    fail(`${name}.csv: other columns than in SQL`);
    continue;
  }
  wanted.forEach((column, i) =>
    scalar(`${name}.csv ${column}`, columns.get(column), read.columnType(i), (cells[i] ?? []).filter((v) => v !== null)),
  );
  // The last column of records is the document, which crosses CSV without a change.
  if (!documents.has(name)) continue;
  const lines = documents.get(name);
  if (lines.length !== read.currentRowCount) fail(`${name}.csv: ${read.currentRowCount} rows of ${lines.length} records`);
  const differ = lines.findIndex((line, i) => cells.at(-1)?.[i] !== line);
  if (differ >= 0) fail(`${name}.csv: document ${differ} is not the line of the NDJSON`);
}
let inserted = 0;
for (const { rows } of tables.values()) inserted += rows;
if (rowsOfTables !== inserted) fail(`DuckDB reads ${rowsOfTables} rows of tables, the script inserts ${inserted}`);

// ---------------------------------------------------------------------------------------------------- what differs

for (const [reason, columns] of met) {
  if (unlisted.includes(reason)) continue;
  for (const column of columns) if (listed.get(column) !== reason) fail(`${column}: ${reason}, which is not on the list`);
}
for (const [column, reason] of listed)
  if (!met.get(reason)?.includes(column)) fail(`${column} is on the list (${reason}), but is no longer so`);
if (documents.size < 16 || tables.size < 190 || compared < 2000) fail(`too little: ${documents.size} lists, ${tables.size} tables`);

console.log(
  `${documents.size} NDJSON files with ${records} records, ${tables.size} CSV files with ${rowsOfTables} rows; ` +
    `${compared} types compared; ` + [...met].map(([reason, c]) => `${c.length}: ${reason}`).join("; "),
);
for (const f of failures.slice(0, 60)) console.error(f);
if (failures.length > 0) console.error(`${failures.length} failures`);
process.exit(failures.length > 0 ? 1 : 0);
