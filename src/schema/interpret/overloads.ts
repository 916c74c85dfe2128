// Routines that share a name. In: the newest of them. Out: the one that a call means. It runs nothing.

import type { NamedObject } from "../model.js";

/** Of routines with one name, the newest that a call with so many arguments can mean (PostgreSQL 18 manual 10.3). */
export function overloadFor(newest: NamedObject, count: number): NamedObject {
  for (let one: NamedObject | undefined = newest; one; one = one.overloaded) {
    const parameters = (one.parameters ?? []).filter(({ mode }) => mode !== "out");
    const required = parameters.filter((parameter) => parameter.default === undefined).length;
    if (count >= required && count <= parameters.length) return one;
  }
  return newest;
}
