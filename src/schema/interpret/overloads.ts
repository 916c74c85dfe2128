// What a call means. In: a call, the schema of the moment. Out: the routine, what its parameters are before and after, what it may do. It runs
// nothing.

import type { Expression } from "../../sql/expression.js";
import { changesSchema } from "../../sql/parse/effects.js";
import type { CallStatement, Statement } from "../../sql/statement.js";
import type { Scope } from "../evaluate/scope.js";
import { nullValue, type Value } from "../evaluate/value.js";
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

/** Declares what parameters are at the start; `isOwn` says that the call gives the argument, and not the routine. */
export function passArguments(
  call: CallStatement,
  { parameters = [] }: NamedObject,
  variables: Scope,
  evaluate: (argument: Expression, isOwn: boolean) => Value,
): void {
  for (const [at, { name, mode, default: otherwise }] of parameters.entries()) {
    const given = argumentFor(call, at, name?.text);
    const argument = given ?? otherwise;
    const value = argument && mode !== "out" ? evaluate(argument, given !== undefined) : nullValue;
    if (name) variables.declare(name.text.toLowerCase(), value);
  }
}

/** OUT and INOUT: the variables that a call gives for them have what the parameters have in the end. */
export function returnArguments(
  { arguments: list }: CallStatement,
  { parameters = [] }: NamedObject,
  inside: Scope,
  outside: Scope,
): void {
  for (const [at, { name, mode }] of parameters.entries()) {
    const argument = list[at];
    if (mode === "in" || !name || (argument?.kind !== "variable" && argument?.kind !== "column")) continue;
    outside.set(argument.name.toLowerCase(), inside.get(name.text.toLowerCase()) ?? nullValue);
  }
}

/** The argument of the parameter at a place: the one that names it, or else the one in that place. */
function argumentFor(
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
