// SPDX-License-Identifier: BSL-1.0
// Criteria as ELM, evaluated by cql-execution: random expressions over random patients, and every record of the catalogue for
// every patient of the tests. What carnk says, the engine must say.
//
// node elm.mjs <program that makes the cases> <file of patients>
// CARNK_CLIENTS_EXPRESSIONS: how many random expressions.
import cql from "cql-execution";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

const [cases, patients] = process.argv.slice(2);
const wanted = process.env.CARNK_CLIENTS_EXPRESSIONS ?? "2000";

const seen = { true: 0, false: 0, null: 0 };
const failures = [];
let compared = 0;
let libraries = 0;
let less = 0;

// A number that is known only between bounds (the age of somebody whose year of birth is known) is no parameter: with it null, the engine
// may know less than carnk, never something else. Random patients have no such numbers.
async function check(line, exact) {
  const { record, elm, parameters, expected } = JSON.parse(line);
  const library = new cql.Library(elm);
  const executor = new cql.Executor(library, new cql.CodeService({}), parameters);
  // No patients: all expressions stand for themselves.
  const results = (await executor.exec(new cql.PatientSource([]))).unfilteredResults;
  ++libraries;
  for (const [name, value] of Object.entries(expected)) {
    ++compared;
    const found = results[name] ?? null;
    ++seen[String(value)];
    if (found === null && value !== null && !exact) ++less;
    else if (found !== value) failures.push(`${record} ${name}: carnk says ${value}, the engine ${found}\n  ${line.slice(0, 4000)}`);
  }
  // Nothing is known: what is true or false without any answer must be so with all of them.
  const empty = new cql.Executor(library, new cql.CodeService({}), {});
  const without = (await empty.exec(new cql.PatientSource([]))).unfilteredResults;
  for (const [name, value] of Object.entries(expected)) {
    const found = without[name] ?? null;
    if (found !== null && found !== value) failures.push(`${record} ${name}: ${found} without any answer, but ${value}`);
  }
}

async function run(argument, exact) {
  const program = spawn(cases, [argument], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => program.on("close", resolve));
  for await (const line of createInterface({ input: program.stdout })) await check(line, exact);
  const code = await ended;
  if (code !== 0) failures.push(`${cases} ${argument} ended with ${code}`);
}

await run(wanted, true);
const random = compared;
await run(patients, false);
if (less > compared / 100) failures.push(`the engine knows less in ${less} of ${compared}`);
for (const [value, count] of Object.entries(seen))
  if (count < compared / 50) failures.push(`only ${count} of ${compared} are ${value}`);
for (const text of failures.slice(0, 5)) console.error(text);
console.log(
  `${libraries} libraries, ${random} values of random expressions and ${compared - random} of the catalogue: ` +
    `${seen.true} true, ${seen.false} false, ${seen.null} null; ` +
    `${less} of the catalogue unknown for want of an exact number, ${failures.length} differ`,
);
process.exit(failures.length > 0 ? 1 : 0);
