// SPDX-License-Identifier: BSL-1.0
// The canonical form of carnk beside that of another implementation of RFC 8785: every record of the catalogue, and values that are hard.
//
// node canonical.mjs <carnk>
import canonicalize from "canonicalize";
import { spawnSync } from "node:child_process";

const [carnk] = process.argv.slice(2);
const lines = (buffer) => buffer.toString("utf8").trim().split("\n");
const run = (args, input) => {
  const done = spawnSync(carnk, args, { input, maxBuffer: 1 << 28 });
  if (done.status !== 0) throw new Error(`carnk ${args.join(" ")} ends with ${done.status}: ${done.stderr}`);
  return done.stdout;
};

const records = lines(run(["show", "--everything", "--format", "ndjson"]));
// Members that carnk does not know are kept, and so are in the canonical form: numbers at the limits of double, names that sort otherwise
// by code point than by UTF-16 code unit, escapes.
const numbers = [0, 1, -1, 1e21, 1e20, 123456789012345680000, 1e-6, 1e-7, 0.1, 0.30000000000000004, 5e-324, 2.2250738585072014e-308,
  1.7976931348623157e308, 9007199254740991, 9007199254740992, 333333333.3333333, 4.5, 2e-3, 1e23, 100];
let seed = 20261123;
const random = () => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0);
for (const view = new DataView(new ArrayBuffer(8)); numbers.length < 2000; ) {
  view.setUint32(0, random());
  view.setUint32(4, random());
  if (Number.isFinite(view.getFloat64(0))) numbers.push(view.getFloat64(0));
}
const strings = ["\u20ac", "\r", "\ufb33", "1", "\u{1f600}", "\u0080", "\u00f6", "\"\\/\b\f\n\t\u0001\u007f", "", "\u2028", "a\u0301"];
const hard = { ...JSON.parse(records[0]), numbers, names: Object.fromEntries(strings.map((s, i) => [s, i])), strings };
records.push(JSON.stringify(hard));

const ours = lines(run(["convert", "--ndjson", "--form", "canonical", "-"], records.join("\n")));
let different = 0;
records.forEach((record, i) => {
  const theirs = canonicalize(JSON.parse(record));
  if (ours[i] === theirs) return;
  if (++different > 3) return;
  let at = 0;
  while (ours[i] && ours[i][at] === theirs[at]) ++at;
  console.error(`record ${i} differs at ${at}: ${ours[i]?.slice(at, at + 60)} instead of ${theirs.slice(at, at + 60)}`);
});
if (records.length < 1000 || ours.length !== records.length || different > 0) {
  console.error(`${different} of ${records.length} differ, ${ours.length} came back`);
  process.exit(1);
}
console.log(`${records.length} documents have the canonical form that another implementation gives them.`);
