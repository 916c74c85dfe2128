// What the interpreter of expressions makes of one, told in a line. For tests.

import { Effort } from "../../src/schema/evaluate/effort.js";
import { evaluate } from "../../src/schema/evaluate/evaluate.js";
import { Scope } from "../../src/schema/evaluate/scope.js";
import type { Value } from "../../src/schema/evaluate/value.js";
import type { Moment } from "../../src/schema/timeline/moment.js";
import type { Dialect } from "../../src/sql/definition.js";
import type { Expression } from "../../src/sql/expression.js";
import type { Statement } from "../../src/sql/statement.js";
import { readText, replayTexts } from "./replay-text.js";

function expressionIn(statements: readonly Statement[]): Expression | undefined {
  for (const statement of statements) {
    if (statement.kind === "assign") return statement.assignments[0]?.value;
    const inner = statement.kind === "block" ? expressionIn(statement.body) : undefined;
    if (inner) return inner;
  }
  return undefined;
}

/** Made on the schema that these statements give; their texts' places are shown as what stands there. */
export function evaluator(dialect: Dialect, ddl: string): (expression: string) => string {
  const schema = replayTexts(dialect, [ddl]).final as Moment;
  return (written) => {
    const text =
      dialect === "postgresql"
        ? `DO $$ DECLARE x text := ${written}; BEGIN NULL; END $$;`
        : `SET @x = ${written};`;
    const { statements, file } = readText("expression.sql", text, dialect);
    const expression = expressionIn(statements);
    if (!expression) throw new Error(`no expression in ${text}`);
    const context = { schema, file, variables: new Scope(), effort: new Effort(1), evaluate };
    return tell(evaluate(expression, context), text);
  };
}

function tell(value: Value, source: string): string {
  const parts = [bare(value)];
  if (value.asked !== "nobody") parts.push(`asked ${value.asked}`);
  for (const { at, kind, taken, unknown } of value.guards) {
    const condition = source.slice(at.range.start, at.range.end);
    parts.push(`${taken ? "if" : "unless"} ${kind}${unknown ? "?" : ""} ${condition}`);
  }
  if (value.kind === "text") {
    for (const { value: other, guard } of value.untaken)
      parts.push(`else ${bare(other)} ${guard.taken ? "+" : "-"}`);
    const placed = value.segments.map(({ inner, outer, length }) => [
      value.text.slice(inner, inner + length),
      source.slice(outer, outer + length),
    ]);
    if (placed.some(([a, b]) => a !== b)) parts.push(`misplaced ${JSON.stringify(placed)}`);
    const own = placed.map(([a]) => a).join("|");
    if (own !== value.text) parts.push(`placed ${own}`);
  }
  return parts.join(", ");
}

function bare(value: Value): string {
  switch (value.kind) {
    case "text":
      return `'${value.text}'`;
    case "number":
      return String(value.number);
    case "null":
      return "NULL";
    case "name":
      return `name ${value.text}`;
    case "unknown": {
      const low = value.atLeast === undefined ? "" : ` ≥ ${value.atLeast}`;
      const prefix = value.prefix === undefined ? "" : ` from '${value.prefix}'`;
      return `unknown: ${value.cause}${low}${prefix}`;
    }
  }
}
