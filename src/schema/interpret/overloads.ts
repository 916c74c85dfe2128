// What a call means. In: a call, the schema of the moment. Out: the routine, the argument of each parameter, what it may do. It runs nothing.

import type { Expression } from "../../sql/expression.js";
import { changesSchema } from "../../sql/parse/effects.js";
import type { CallStatement, Statement } from "../../sql/statement.js";
import type { NamedObject } from "../model.js";
import type { Moment } from "../timeline/moment.js";

/** The routine that a call means; nothing where no migration creates it. */
export function routineOf({ routine, arguments: list }: CallStatement, now: Moment): NamedObject | undefined {
  const name = routine.name.text;
  const schema = routine.schema?.text === "public" ? undefined : routine.schema?.text;
  const newest =
    now.object("procedure", name, schema) ??
    now.object("function", name, schema) ??
    now.object("procedure", name);
  return newest && overloadFor(newest, list.length);
}

/** Whether statements may change the schema, the routines that they call included. */
export function mayChange(statements: readonly Statement[], now: Moment): boolean {
  const seen = new Set<NamedObject>();
  const callMay = (call: CallStatement): boolean => {
    const routine = routineOf(call, now);
    if (!routine?.body) return true;
    if (seen.has(routine)) return false;
    seen.add(routine);
    return changesSchema(routine.body, callMay);
  };
  return changesSchema(statements, callMay);
}

/** The argument of the parameter at a place: the one that names it, or else the one in that place. */
export function argumentFor(
  { arguments: list, argumentNames: names }: CallStatement,
  at: number,
  parameter: string | undefined,
): Expression | undefined {
  if (!names) return list[at];
  const named = parameter === undefined ? -1 : names.indexOf(parameter.toLowerCase());
  if (named >= 0) return list[named];
  return names[at] === undefined ? list[at] : undefined;
}

/** Of routines with one name, the newest that a call with so many arguments can mean (PostgreSQL 18 manual 10.3). */
function overloadFor(newest: NamedObject, count: number): NamedObject {
  for (let one: NamedObject | undefined = newest; one; one = one.overloaded) {
    const parameters = (one.parameters ?? []).filter(({ mode }) => mode !== "out");
    const required = parameters.filter((parameter) => parameter.default === undefined).length;
    if (count >= required && count <= parameters.length) return one;
  }
  return newest;
}
