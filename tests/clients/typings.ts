// SPDX-License-Identifier: BSL-1.0
// A small program over the typings: it must compile, and each line marked as an error must be one.
import type { AnyDocument, Expression, SecondaryId, Trial, TrialDocument, TrialStatus } from "./carnk.js";

export function title(document: AnyDocument): string {
  switch (document.schema) {
    case "carnk/trial/1":
      return document.title + (document.phase === undefined ? "" : ` (${document.phase})`);
    case "carnk/faq/1":
      return document.question;
    default:
      return document.schema;
  }
}

export function number(id: SecondaryId): string {
  return id.kind === "registry_number" ? id.id : (id.issuer ?? "somebody") + " " + id.id;
}

// Every kind of expression is handled: a new one is an error here until it is.
export function atoms(e: Expression): number {
  const sum = (list: Expression[]): number => list.reduce((n, x) => n + atoms(x), 0);
  switch (e.kind) {
    case "all":
    case "any":
    case "not":
    case "at_least":
    case "at_most":
      return sum(e.of);
    case "implies":
      return sum(e.condition) + sum(e.then);
    case "case":
      return e.branches.length;
    case "ref":
    case "in_scope":
    case "atom":
    case "narrative":
      return 1;
    default: {
      const never: never = e;
      return never;
    }
  }
}

export function open(trials: readonly Trial[]): Trial[] {
  const wanted: TrialStatus[] = ["recruiting"];
  return trials.filter((t) => wanted.includes(t.status));
}

declare const trial: TrialDocument;
// @ts-expect-error: a word that does not exist
export const a: TrialStatus = "recruting";
// @ts-expect-error: a member that may be absent
export const b: string = trial.official_title;
// @ts-expect-error: another document
export const c: "carnk/faq/1" = trial.schema;
// @ts-expect-error: required members are missing
export const d: Trial = { id: "NCT03056339" };
