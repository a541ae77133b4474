// SPDX-License-Identifier: BSL-1.0
// Two validators by others, with the options that they have when nobody sets any, over the schemas: every document of the
// catalogue, the fixtures of the rules, and documents with one injected fault each. The codec is the judge of what is a fault.
// What is no JSON at all is for a strict reader by others: JSON.parse takes double members and replaces broken UTF-8.
//
// node schema.mjs <carnk> <folder of schemas> <source folder>
import { Validator } from "@cfworker/json-schema";
import Ajv2020 from "ajv/dist/2020.js";
import { parse as readStrictly } from "lossless-json";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const [carnk, schemas, source] = process.argv.slice(2);
const failures = [];
const fail = (text) => failures.push(text);
const parse = (file) => JSON.parse(readFileSync(file, "utf8"));

// ---------------------------------------------------------------------------------------------------- validators

const complaints = [];
const logger = { log() {}, warn: (...a) => complaints.push(a.join(" ")), error: (...a) => complaints.push(a.join(" ")) };
const validators = new Map();
for (const file of readdirSync(schemas).filter((f) => f.endsWith(".schema.json"))) {
  const schema = parse(join(schemas, file));
  const name = schema.properties.schema.const;
  const ajv = new Ajv2020.default({ logger });
  validators.set(name, { schema, ajv: ajv.compile(schema), second: new Validator(schema, "2020-12") });
}
if (complaints.length > 0) fail(`ajv in its strict mode complains: ${complaints.slice(0, 3).join("; ")}`);

// What the second validator says of a fault it says again of all that holds it: once for each keyword on the way from the root. Of that
// list the faults are what the specification calls "detailed": those below which there is no other. The cause of a failed "if" lies
// below the "then" beside it. Of ajv everything counts, a failed "if" too.
const below = (e) => (e.keyword === "if" ? e.keywordLocation.replace(/if$/, "then") : e.keywordLocation) + "/";
const isHolder = (e, all) => all.some((o) => o.keywordLocation.startsWith(below(e)) && holdsPlace(e, o));
const holdsPlace = (e, o) => o.instanceLocation === e.instanceLocation || o.instanceLocation.startsWith(`${e.instanceLocation}/`);
const place = (e) => (e.instanceLocation === "#" ? "" : decodeURIComponent(e.instanceLocation.slice(1)));
// All that each validator says: [pointer, keyword], the missing member at its own place.
function ajvFaults(validator, document) {
  if (validator.ajv(document)) return [];
  return validator.ajv.errors.map((e) => [
    e.keyword === "required" ? `${e.instancePath}/${e.params.missingProperty}` : e.instancePath,
    e.keyword,
  ]);
}
function secondFaults(validator, document) {
  const result = validator.second.validate(document);
  return result.errors
    .filter((e) => !isHolder(e, result.errors))
    .map((e) => [
      e.keyword === "required" ? `${place(e)}/${/"([^"]*)"/.exec(e.error)[1]}` : place(e),
      e.keyword,
    ]);
}
const shown = (faults) => faults.slice(0, 3).map(([p, k]) => `${p} (${k})`).join(", ");

// ---------------------------------------------------------------------------------------------------- valid documents

let valid = 0;
function expectValid(document, what) {
  const validator = validators.get(document.schema);
  if (!validator) return fail(`${what}: no schema for ${document.schema}`);
  ++valid;
  for (const faults of [ajvFaults(validator, document), secondFaults(validator, document)])
    if (faults.length > 0) fail(`${what} is valid, but: ${shown(faults)}`);
}
const records = [];
for (const file of readdirSync(join(source, "src/catalog/data")))
  for (const record of parse(join(source, "src/catalog/data", file))) {
    expectValid(record, `${file} ${record.id}`);
    records.push(record);
  }
const shownRecords = spawnSync(carnk, ["show", "--everything", "--format", "ndjson"], { maxBuffer: 1 << 28 });
const lines = shownRecords.stdout.toString().trim().split("\n");
if (lines.length !== records.length) fail(`carnk show gives ${lines.length} records, the data have ${records.length}`);
for (const line of lines) expectValid(JSON.parse(line), "carnk show");
for (const [name, { schema }] of validators) for (const e of schema.examples) expectValid(e, `the example of ${name}`);

// ---------------------------------------------------------------------------------------------------- fixtures

// Rules about the text itself. A strict reader refuses it: bytes that are no UTF-8, a byte order mark, members that are there twice with
// different values, halves of surrogate pairs (encodeURIComponent throws), and whatever else is no JSON.
const ofText = new Set([1, 2, 3, 4, 5, 6, 7, 10].map((n) => `CNK-JSON-${String(n).padStart(3, "0")}`));
function read(bytes) {
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  const wellFormed = (key, value) => {
    encodeURIComponent(key);
    if (typeof value === "string") encodeURIComponent(value);
    return value;
  };
  return readStrictly(text, wellFormed, Number);
}
// What is good JSON and follows its schema, and is refused by the library for a reason that neither can see.
const beyond = new Map([
  ["CNK-JSON-008", "JSON and JSON Schema have no greatest depth"],
  ["CNK-JSON-009", "the greatest size is an option of the reader"],
  ["CNK-JSON-020", "unknown members are kept by default"],
]);
// null for an absent optional member is read, never written, and not part of the schema.
const stricter = new Set(["CNK-JSON-013/pass-optional.json"]);
const fixtures = { all: 0, text: 0, schema: 0, beyond: 0 };
const rules = join(source, "tests/rules");
for (const rule of readdirSync(rules).filter((r) => r.startsWith("CNK-"))) {
  const expect = parse(join(rules, rule, "expect.json"));
  const ofJson = rule.startsWith("CNK-JSON-");
  if (ofJson) fixtures.all += expect.fail.length;
  for (const file of readdirSync(join(rules, rule)).filter((f) => /^(pass|fail)-.*\.json$/.test(f))) {
    const what = `${rule}/${file}`;
    const structural = ofJson && file.startsWith("fail-");
    let document, refusal;
    try {
      document = read(readFileSync(join(rules, rule, file)));
    } catch (e) {
      refusal = e.message;
    }
    if (structural && ofText.has(rule)) {
      if (refusal === undefined) fail(`${what} is taken for JSON`);
      ++fixtures.text;
      continue;
    }
    if (refusal !== undefined) {
      fail(`${what} is JSON, but: ${refusal}`);
      continue;
    }
    if (!structural || beyond.has(rule)) {
      if (structural) ++fixtures.beyond;
      // Of other rules some fixtures are read leniently: what the rule is about is no longer valid for a reader that checks.
      const known = validators.has(expect.type ?? document?.schema) && (ofJson || expect.read !== "syntax_only");
      if (structural || (known && !stricter.has(what) && !Array.isArray(document))) expectValid(document, what);
      continue;
    }
    const validator = validators.get(expect.type);
    const { at, also = [] } = expect.fail.find((f) => f.file === file);
    const wrong = [...at, ...also.map((f) => f.at)];
    for (const faults of [ajvFaults(validator, document), secondFaults(validator, document)]) {
      if (faults.length === 0) fail(`${what} is taken for valid`);
      else if (!wrong.some((place) => [place, `${place}/kind`].includes(faults[0][0]))) fail(`${what}: ${wrong} is wrong, but: ${shown(faults)}`);
      if (faults.length > 3) fail(`${what}: ${faults.length} errors for one fault`);
    }
    ++fixtures.schema;
  }
}
if (fixtures.text + fixtures.schema + fixtures.beyond !== fixtures.all) fail(`${fixtures.all} structural fixtures, and not all are judged`);
for (const rule of beyond.keys()) if (!readdirSync(rules).includes(rule)) fail(`there is no ${rule}`);

// ---------------------------------------------------------------------------------------------------- injected faults

// All places of a document.
function* places(value, at = []) {
  yield at;
  if (value !== null && typeof value === "object")
    for (const key of Object.keys(value)) yield* places(value[key], [...at, key]);
}
const pointer = (at) => at.map((k) => `/${String(k).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
function changed(document, at, change) {
  const copy = structuredClone(document);
  let holder = copy;
  for (const key of at.slice(0, -1)) holder = holder[key];
  change(holder, at.at(-1));
  return copy;
}
const kinds = [
  ["another type", (v) => (typeof v === "string" ? 7 : typeof v === "object" ? "text" : {})],
  ["null", () => null],
  ["another text", (v) => (typeof v === "string" ? "~ no such ~" : undefined)],
  ["a number out of range", (v) => (typeof v === "number" ? -1e15 : undefined)],
  ["half a number", (v) => (typeof v === "number" ? v + 0.5 : undefined)],
  ["nothing", "delete"],
];
// The same faults in each run: every so-many-th place of every record, the kinds in turn.
const injected = [];
const step = Number(process.env.CARNK_CLIENTS_STEP ?? 41);
let count = 0;
for (const record of records)
  for (const at of places(record)) {
    if (at.length === 0 || ++count % step !== 0) continue;
    let old = record;
    for (const key of at) old = old[key];
    let [what, change] = kinds[injected.length % kinds.length];
    if (change !== "delete" && change(old) === undefined) [what, change] = kinds[0];
    if (change === "delete") {
      if (/^\d+$/.test(at.at(-1))) continue;
      injected.push({ type: record.schema, what, at: pointer(at), document: changed(record, at, (h, k) => delete h[k]) });
    } else {
      const now = change(old);
      injected.push({ type: record.schema, what, at: pointer(at), document: changed(record, at, (h, k) => (h[k] = now)) });
    }
  }
// What the codec says, for all at once, type by type: the number of the record and the place of each error.
const judged = new Map();
for (const type of validators.keys()) {
  const mine = injected.filter((i) => i.type === type);
  if (mine.length === 0) continue;
  const input = mine.map((i) => JSON.stringify(i.document)).join("\n");
  const run = spawnSync(carnk, ["validate", "--ndjson", "--no-rules", "--type", type, "--format", "ndjson", "-"], {
    input,
    maxBuffer: 1 << 28,
  });
  if (run.status !== 1) fail(`carnk validate ends with ${run.status}: ${run.stderr}`);
  for (const line of run.stdout.toString().trim().split("\n")) {
    const report = JSON.parse(line);
    const errors = report.findings.filter((f) => f.severity === "error");
    if (errors.length > 0) judged.set(mine[report.line - 1], errors);
  }
}
// Forms of which the schema holds only a part: check digits, the grammar of units.
const partly = (finding) => finding.rule === "CNK-JSON-016";
let faulty = 0;
let most = 0;
for (const one of injected) {
  const findings = judged.get(one) ?? [];
  const validator = validators.get(one.type);
  const what = `${one.type} ${one.document.id} with ${one.what} at ${one.at}`;
  const answers = [ajvFaults(validator, one.document), secondFaults(validator, one.document)];
  if (findings.length > 0) ++faulty;
  for (const faults of answers) {
    if (findings.length === 0 && faults.length > 0 && one.what !== "null") fail(`${what} is valid, but: ${shown(faults)}`);
    if (findings.length === 0) continue;
    if (faults.length === 0) {
      if (!findings.every(partly)) fail(`${what} is taken for valid; the codec says ${findings[0].rule}`);
      continue;
    }
    if (![one.at, `${one.at}/kind`].includes(faults[0][0])) fail(`${what}: first error ${shown(faults)}`);
    if (faults.length > 3) fail(`${what}: ${faults.length} errors for one fault: ${shown(faults)}`);
    most = Math.max(most, faults.length);
  }
}
if (faulty < 500) fail(`only ${faulty} injected faults`);

console.log(
  `${validators.size} schemas; ${valid} valid documents; ` +
    `${fixtures.all} structural fixtures: ${fixtures.text} refused by a strict reader, ${fixtures.schema} by both validators, ` +
    `${fixtures.beyond} that neither can see (${[...beyond].map(([rule, why]) => `${rule}: ${why}`).join("; ")}); ` +
    `${injected.length} changed documents, ${faulty} of them with a fault, at most ${most} errors for one`,
);
for (const f of failures.slice(0, 40)) console.error(f);
if (failures.length > 0) console.error(`${failures.length} failures`);
process.exit(failures.length > 0 ? 1 : 0);
