// Differences between two schemas, in words. In: differences. Out: phrases for a message. It compares nothing itself.

import type { Difference, FactDifference } from "../schema/compare.js";
import type { RelatedPlace } from "./rule.js";

/** `column channels.topic`, `index idx_topic of channels`, `table channels`. */
export function objectOf({ kind, name, table, found, wanted }: Difference): string {
  if (kind === "column") return `column ${table}.${name}`;
  const object = found ?? wanted;
  const what = kind === "object" && object && "object" in object ? object.object : kind;
  return table === undefined ? `${what} ${name}` : `${what} ${name} of ${table}`;
}

/** What a rollback made of it: `index idx_topic of channels is not dropped`. */
export function rollbackPhrase(difference: Difference): string {
  const object = objectOf(difference);
  if (difference.how === "left over") return `${object} is not dropped`;
  if (difference.how === "missing") return `${object} does not come back`;
  if (differsInComments(difference)) return `${object} comes back with another comment`;
  const facts = difference.facts.filter((fact) => !isComment(fact));
  const only = facts.length === 1 && facts[0]?.fact === "type";
  const phrases = factsOf(difference, only ? ", it was" : " instead of").map((phrase) =>
    only ? phrase.replace(/^type /, "") : phrase,
  );
  return `${object} comes back ${only ? "as" : "with"} ${phrases.join(" and ")}`;
}

/** Where both sides of a difference were decided. */
export function placesOf({ how, facts, at, ...difference }: Difference): readonly RelatedPlace[] {
  const object = objectOf({ how, facts, at, ...difference } as Difference);
  if (how === "left over") return [{ at, message: `${object} is added here.` }];
  if (how === "missing") return [{ at, message: `${object} was defined here.` }];
  return facts.flatMap(({ fact, wanted, found }) => [
    { at: wanted.at, message: `the ${fact} of ${object} was defined here.` },
    { at: found.at, message: `${object} comes back with another ${fact} here.` },
  ]);
}

/** Each fact that differs, without comments: `type varchar(255), not varchar(100)`. */
export function factsOf({ facts }: Pick<Difference, "facts">, joint = ", not"): readonly string[] {
  return facts
    .filter((fact) => !isComment(fact))
    .map(({ fact, found, wanted }) => phraseOf(fact, found.value ?? "none", wanted.value ?? "none", joint));
}

const longest = 60;

function phraseOf(fact: string, found: string, wanted: string, joint: string): string {
  if (fact === "definition") return "another definition";
  if (fact === "values") return phraseOfValues(valuesOf(found), valuesOf(wanted), "values");
  // "nullability NULL" says no more than "NULL".
  const name = fact === "nullability" ? "" : `${fact} `;
  if (Math.max(found.length, wanted.length) <= longest) return `${name}${found}${joint} ${wanted}`;
  if (isEnum(found) && isEnum(wanted)) return phraseOfValues(valuesOf(found), valuesOf(wanted));
  const from = placeToStart(found, wanted);
  return `${name}${shorten(found, from)}${joint} ${shorten(wanted, from)}`;
}

function phraseOfValues(found: readonly string[], wanted: readonly string[], noun = "an enum"): string {
  const lost = wanted.filter((value) => !found.includes(value));
  const added = found.filter((value) => !wanted.includes(value));
  const faults = [
    lost.length > 0 && `${noun === "values" ? "lack" : "lacks"} ${lost.join(", ")}`,
    added.length > 0 && `${noun === "values" ? "have" : "has"} ${added.join(", ")} besides`,
  ].filter((fault) => fault !== false);
  return faults.length > 0
    ? `${noun} that ${faults.join(" and ")}`
    : `${noun === "values" ? "its values" : "the values of its enum"} in another order`;
}

function isEnum(type: string): boolean {
  return /^enum\(/i.test(type);
}

function valuesOf(type: string): readonly string[] {
  return Array.from(type.matchAll(/'((?:[^']|'')*)'/g), ([, value = ""]) => value);
}

/** Two long texts that begin alike are cut before the place where they part. */
function placeToStart(found: string, wanted: string): number {
  const common = [...found].findIndex((character, at) => character !== wanted[at]);
  const parting = common < 0 ? found.length : common;
  return parting < longest - 10 ? 0 : parting - 10;
}

function shorten(value: string, from: number): string {
  const rest = from > 0 ? `…${value.slice(from)}` : value;
  return rest.length > longest ? `${rest.slice(0, longest - 1)}…` : rest;
}

/** Whether nothing but comments differ. */
export function differsInComments({ how, facts }: Difference): boolean {
  return how === "different" && facts.every(isComment);
}

function isComment({ fact }: FactDifference): boolean {
  return fact === "comment";
}

/** The first few, and how many more there are. */
export function listSome(phrases: readonly string[], most = 6): string {
  const rest = phrases.length - most;
  return rest > 0 ? `${phrases.slice(0, most).join("; ")}; and ${rest} more` : phrases.join("; ");
}
