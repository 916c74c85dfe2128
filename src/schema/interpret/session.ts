// What statements say of the session, and SQL that concerns nothing else. In: a timeline, names and values. Out: nothing, or
// an answer.

import { truthOf, type Value } from "../evaluate/value.js";
import type { Timeline } from "../timeline/timeline.js";

/** USE, SET search_path. */
export function useSchema(timeline: Timeline, name: string): void {
  const { settings, dialect } = timeline;
  const home = dialect === "postgresql" ? "public" : settings.home;
  const current = name === home || home === undefined ? undefined : name;
  if (current !== settings.current) timeline.settings = { ...settings, current };
}

export function isForeignKeyChecks(variable: string): boolean {
  return /^(@@(session\.|global\.)?)?foreign_key_checks$/.test(variable);
}

/** An unknown value puts back what was there before, as dumps do: the checks are on. */
export function setForeignKeyChecks(timeline: Timeline, value: Value): void {
  const { settings } = timeline;
  const isOff = truthOf(value) === false && value.kind !== "null";
  const foreignKeyChecks = !(isOff || (value.kind === "text" && /^off$/i.test(value.text)));
  if (foreignKeyChecks !== settings.foreignKeyChecks) timeline.settings = { ...settings, foreignKeyChecks };
}

/** Whether SQL that begins so changes no schema, whatever follows. */
export function isHarmless(beginning: string): boolean {
  return /^\s*(grant|revoke|alter\s+default\s+privileges|(create|alter|drop)\s+(role|user)|select|insert|update|delete|truncate|set|analyze|vacuum|refresh|notify|call\s+pg_)\b/i.test(
    beginning,
  );
}
