// What a call means. In: a call, the newest routine of its name. Out: the routine, and the argument of each parameter. It runs nothing.

import type { Expression } from "../../sql/expression.js";
import type { CallStatement } from "../../sql/statement.js";
import type { NamedObject } from "../model.js";

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
export function overloadFor(newest: NamedObject, count: number): NamedObject {
  for (let one: NamedObject | undefined = newest; one; one = one.overloaded) {
    const parameters = (one.parameters ?? []).filter(({ mode }) => mode !== "out");
    const required = parameters.filter((parameter) => parameter.default === undefined).length;
    if (count >= required && count <= parameters.length) return one;
  }
  return newest;
}
