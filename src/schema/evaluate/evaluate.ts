// The interpreter of expressions. In: an expression, the schema of the moment, variables. Out: a value.
// It changes nothing and never throws; what it cannot tell is an unknown value with a cause.

import type { Dialect } from "../../sql/definition.js";
import type { CallExpression, ColumnExpression, Expression } from "../../sql/expression.js";
import { isChange, isHarmless } from "../../sql/sql-text.js";
import type { Guard } from "../history.js";
import { switches } from "../timeline/archive.js";
import { type EvaluationContext, ownerOf } from "./context.js";
import { mostGuards } from "./effort.js";
import { callFunction } from "./functions.js";
import { listIn } from "./lists.js";
import { evaluateAggregate, evaluateQuery, relationNamed, viewNamed } from "./query.js";
import { cellValue, databaseName } from "./row.js";
import {
  change,
  inheriting,
  nullValue,
  numberValue,
  type TextValue,
  textOf,
  textValue,
  truthOf,
  unknownValue,
  type Value,
  whyUnknown,
} from "./value.js";

export function evaluate(expression: Expression, context: EvaluationContext): Value {
  if (context.effort.expressions-- <= 0) return unknownValue("unresolved");
  switch (expression.kind) {
    case "string":
      return textValue(
        expression.value,
        expression.segments.map(({ inner, outer, length }) => ({ inner, outer, length, file: context.file })),
      );
    case "number":
      return numberValue(expression.value);
    case "null":
      return nullValue;
    case "variable":
      return context.variables.get(expression.name) ?? systemVariable(expression.name, context);
    case "column":
      return evaluateName(expression, context);
    case "call":
      return evaluateCall(expression, context);
    case "query":
      return evaluateQuery(expression, context);
    case "unknown":
      return unknownValue("unresolved");
  }
}

function systemVariable(name: string, { schema }: EvaluationContext): Value {
  const bare = name.replace(/^@@(session\.|global\.|local\.)?/, "");
  const setting = switches[bare];
  if (setting) return numberValue(schema.settings[setting] ? 1 : 0);
  // A user variable that nobody set is NULL (MySQL 8.0 manual 11.4).
  return name.startsWith("@@") ? unknownValue("unresolved") : nullValue;
}

/** A column of the rows at hand, the field of a record, or else a local variable or parameter. */
function evaluateName(expression: ColumnExpression, { bindings, variables }: EvaluationContext): Value {
  const name = expression.name.toLowerCase();
  const { qualifier } = expression;
  const owner = bindings && ownerOf(bindings, name, qualifier);
  if (owner) return cellValue(owner.row[name]);
  const field = qualifier === undefined ? undefined : variables.get(`${qualifier}.${name}`);
  if (field) return field;
  // A field that nobody set is not known, which block's variable is meant of several is not kept, a table's column is no variable.
  const isOther =
    qualifier !== undefined &&
    (variables.get(qualifier) ||
      variables.isShadowing(name) ||
      bindings?.some(({ label }) => label === qualifier));
  if (isOther) return unknownValue("unresolved");
  return variables.get(name) ?? unknownValue("unresolved");
}

function evaluateCall(call: CallExpression, context: EvaluationContext): Value {
  const { name, arguments: args } = call;
  if (context.rows) {
    const aggregate = evaluateAggregate(name, args, context);
    if (aggregate) return aggregate;
  }
  switch (name) {
    case "if":
    case "case":
      return choose(args, context);
    case "database":
    case "schema":
    case "current_database":
    case "current_catalog":
      return databaseName(context.schema);
    case "current_schema":
      return textValue(context.schema.settings.current ?? "public");
    case "subscript":
      return evaluateSubscript(args, context);
    case "current_setting": {
      const [major = 0, minor = 0] = context.schema.server.version;
      // PostgreSQL 18 manual 19.15: from version 10 on the second part is that of the patch.
      const isVersion = args[0]?.kind === "string" && args[0].value.toLowerCase() === "server_version_num";
      if (isVersion) return textValue(String(major * 10_000 + minor));
      break;
    }
    case "to_regclass":
    case "pg_get_viewdef": {
      const text = args[0] && textOf(evaluate(args[0], context));
      if (text === undefined) return unknownValue("unresolved");
      return name === "to_regclass" ? relationNamed(text, context) : viewNamed(text, context);
    }
  }
  const listed = name === "=" && args[1] ? listOf(args[1], context) : undefined;
  if (listed && args[0])
    return callFunction("in", [evaluate(args[0], context), ...listed], context.schema.dialect);
  if (name === "and" || name === "or") return evaluateLogic(name, args, context);
  const values = args.map((argument) => evaluate(argument, context));
  return callFunction(name, values, context.schema.dialect);
}

/** The values of ANY (ARRAY[…]), or of a column that is a list: PostgreSQL 18 manual 9.25.3. */
function listOf(operand: Expression, context: EvaluationContext): readonly Value[] | undefined {
  if (operand.kind !== "call" || (operand.name !== "any" && operand.name !== "some")) return undefined;
  const [list] = operand.arguments;
  if (list?.kind === "call" && list.name === "array")
    return list.arguments.map((one) => evaluate(one, context));
  return list && listIn(list, context)?.map(numberValue);
}

/** `indkey[0]`, `conkey[1]`: vectors begin at 0, arrays at 1 (PostgreSQL 18 manual 8.15). */
function evaluateSubscript([list, place]: readonly Expression[], context: EvaluationContext): Value {
  const numbers = list && listIn(list, context);
  const at = place && evaluate(place, context);
  if (!numbers || at?.kind !== "number") return unknownValue("unresolved");
  const first = list.kind === "column" && list.name.toLowerCase().startsWith("ind") ? 0 : 1;
  const found = numbers[at.number - first];
  return found === undefined ? nullValue : numberValue(found);
}

/** The first part that decides ends it. */
function evaluateLogic(name: "and" | "or", args: readonly Expression[], context: EvaluationContext): Value {
  const values: Value[] = [];
  for (const argument of args) {
    const value = evaluate(argument, context);
    const isDecided = value.kind !== "null" && truthOf(value, context.schema.dialect) === (name === "or");
    if (isDecided) return callFunction(name, [value], context.schema.dialect);
    values.push(value);
  }
  return callFunction(name, values, context.schema.dialect);
}

/** IF and CASE: condition, value, …, else. The value remembers what decided it, and what it would have been otherwise. */
function choose(args: readonly Expression[], context: EvaluationContext): Value {
  const hasElse = args.length % 2 === 1;
  let value = hasElse ? evaluate(args[args.length - 1] as Expression, context) : nullValue;
  // From the last branch to the first: there may be thousands.
  for (let at = args.length - (hasElse ? 3 : 2); at >= 0; at -= 2)
    value = chooseBranch(args[at] as Expression, args[at + 1] as Expression, value, context);
  return value;
}

function chooseBranch(
  condition: Expression,
  then: Expression,
  otherwise: Value,
  context: EvaluationContext,
): Value {
  const decider = evaluate(condition, context);
  const taken = evaluate(then, context);
  const { dialect } = context.schema;
  const unknown = whyUnknown(decider);
  if (unknown === "condition" && !(isSql(taken) && isSql(otherwise)))
    return inheriting(unknownValue("unresolved"), [decider]);
  const isTaken = decide(decider, dialect, () => isChanging(otherwise) && !isChanging(taken));
  if (decider.asked === "nobody" && !unknown) return inheriting(isTaken ? taken : otherwise, [decider]);
  const at = { file: context.file, range: condition.range };
  const guard = (yes: boolean): Guard => ({
    kind: decider.asked === "catalog" ? "catalog" : "data",
    at,
    taken: yes,
    ...(unknown && { unknown }),
  });
  const [chosen, other] = isTaken ? [taken, otherwise] : [otherwise, taken];
  if (chosen.guards.length + untakenIn(chosen) + untakenIn(other) > mostGuards)
    return inheriting(unknownValue("unresolved"), [decider]);
  const value = inheriting(change(chosen, { guards: [...chosen.guards, guard(true)] }), [decider]);
  if (value.kind !== "text" || other.kind !== "text") return value;
  return change(value, { untaken: [...value.untaken, ...untakenOf(other, guard(false))] });
}

function untakenIn(value: Value): number {
  return value.kind === "text" ? value.untaken.length : 0;
}

function untakenOf(value: TextValue, guard: Guard): TextValue["untaken"] {
  return [{ value: { ...value, untaken: [] }, guard }, ...value.untaken];
}

/**
 * Whether the first branch is followed. A condition over rows counts as true, and so does one that depends on objects that the model
 * does not know, or is beyond this interpreter, unless only the other branch makes a change.
 */
export function decide(decider: Value, dialect: Dialect, prefersOther: () => boolean): boolean {
  return truthOf(decider, dialect) ?? !prefersOther();
}

function isChanging(value: Value): boolean {
  return value.kind === "text" && isChange(value.text);
}

/** Whether it is SQL to run, and no part of something else. */
function isSql(value: Value): boolean {
  return value.kind === "text" && (isChange(value.text) || isHarmless(value.text));
}
