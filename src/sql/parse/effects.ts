// What statements may do. In: statements. Out: answers.

import { isSettled } from "../sql-text.js";
import type { CallStatement, OpaqueStatement, Statement } from "../statement.js";

/** Whether one of them may change the schema. A routine may, unless `callMay` knows better. */
export function changesSchema(
  statements: readonly Statement[],
  callMay: (call: CallStatement) => boolean = () => true,
): boolean {
  const mayAll = (some: readonly Statement[]) => changesSchema(some, callMay);
  return statements.some((statement) => {
    switch (statement.kind) {
      case "ddl":
        return true;
      case "execute":
        return statement.source?.kind !== "string" || !isSettled(statement.source.value);
      case "call":
        return callMay(statement);
      case "if":
        return statement.branches.some(({ body }) => mayAll(body)) || mayAll(statement.otherwise);
      case "block":
        return mayAll(statement.body) || (statement.rescues ?? []).some(({ body }) => mayAll(body));
      case "opaque":
        return statement.mayChangeSchema && (statement.calls?.some(callMay) ?? true);
      default:
        return false;
    }
  });
}

/** What a loop may do whose rounds are not known. */
export function effectsOf(body: readonly Statement[]): Pick<OpaqueStatement, "mayChangeSchema" | "calls"> {
  const calls: CallStatement[] = [];
  const mayItself = changesSchema(body, (call) => {
    calls.push(call);
    return false;
  });
  if (mayItself || calls.length === 0) return { mayChangeSchema: mayItself };
  return { mayChangeSchema: true, calls };
}
