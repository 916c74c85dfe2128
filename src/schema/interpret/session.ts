// What statements say of the session, and SQL that concerns nothing else. In: a timeline, names and values. Out: nothing, or
// an answer.

import type { Expression } from "../../sql/expression.js";
import { truthOf, type Value } from "../evaluate/value.js";
import { switches } from "../timeline/archive.js";
import type { Timeline } from "../timeline/timeline.js";

/** USE, SET search_path. */
export function useSchema(timeline: Timeline, name: string): void {
  const { settings, dialect } = timeline;
  const home = dialect === "postgresql" ? "public" : settings.home;
  const current = name === home || home === undefined ? undefined : name;
  timeline.settings = { ...settings, current };
}

/** A variable of the session without what says whose it is. */
function plainName(variable: string): string {
  return variable.replace(/^@@(session\.|global\.|local\.)?/, "");
}

/** The check that a variable of the session turns. */
export function switchOf(variable: string): (typeof switches)[string] | undefined {
  return switches[plainName(variable)];
}

/** What an assignment says of the session; most say nothing. */
export function setSession(timeline: Timeline, variable: string, written: Expression, value: Value): void {
  setMode(timeline, variable, value);
  const turned = switchOf(variable);
  if (turned) setSwitch(timeline, turned, written, value);
}

/** SET sql_mode. Of a mode that is not known nothing is expected. */
function setMode(timeline: Timeline, variable: string, value: Value): void {
  if (plainName(variable) !== "sql_mode") return;
  const strict = value.kind === "text" && /\b(STRICT_(TRANS|ALL)_TABLES|TRADITIONAL)\b/i.test(value.text);
  timeline.settings = { ...timeline.settings, strict };
}

/** An unknown value puts back what was there before, as dumps do: the check is on. */
function setSwitch(
  timeline: Timeline,
  name: (typeof switches)[string],
  written: Expression,
  value: Value,
): void {
  const { settings } = timeline;
  // The word OFF reads like a name; in quotes it is the same word.
  const word = written.kind === "column" ? written.name : value.kind === "text" ? value.text : undefined;
  const isOn =
    word === undefined
      ? value.kind === "null" || truthOf(value, timeline.world.server.dialect) !== false
      : !/^(off|false|0)$/i.test(word);
  timeline.settings = { ...settings, [name]: isOn };
}

/** What one statement had for itself is as it was before (MariaDB documentation "SET STATEMENT"). */
export function restoreSettings(timeline: Timeline, before: Timeline["settings"]): void {
  const { foreignKeyChecks, uniqueReferences, strict } = before;
  timeline.settings = { ...timeline.settings, foreignKeyChecks, uniqueReferences, strict };
}
