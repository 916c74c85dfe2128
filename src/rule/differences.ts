// Differences between two schemas, in words. In: differences. Out: phrases for a message. It compares nothing itself.

import type { Difference, FactDifference } from "../schema/compare.js";

/** `column channels.topic`, `index idx_topic of channels`, `table channels`. */
export function objectOf({ kind, name, table, found, wanted }: Difference): string {
  if (kind === "column") return `column ${table}.${name}`;
  const object = found ?? wanted;
  const what = kind === "object" && object && "object" in object ? object.object : kind;
  return table === undefined ? `${what} ${name}` : `${what} ${name} of ${table}`;
}

/** Each fact that differs, without comments: `type varchar(255), not varchar(100)`. */
export function factsOf({ facts }: Pick<Difference, "facts">): readonly string[] {
  return facts
    .filter((fact) => !isComment(fact))
    .map(({ fact, found, wanted }) => `${fact} ${shorten(found.value)}, not ${shorten(wanted.value)}`);
}

/** A long list of values says more by its beginning than a message can hold. */
function shorten(value = "none"): string {
  return value.length > 60 ? `${value.slice(0, 59)}…` : value;
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
