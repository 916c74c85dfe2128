// What statements may do. In: statements. Out: answers.

import type { Statement } from "../statement.js";

/** Whether one of them may change the schema. */
export function changesSchema(statements: readonly Statement[]): boolean {
  return statements.some((statement) => {
    switch (statement.kind) {
      case "ddl":
      case "execute":
      case "call":
        return true;
      case "if":
        return (
          statement.branches.some((branch) => changesSchema(branch.body)) ||
          changesSchema(statement.otherwise)
        );
      case "block":
        return (
          changesSchema(statement.body) || (statement.rescues ?? []).some(({ body }) => changesSchema(body))
        );
      case "opaque":
        return statement.mayChangeSchema;
      default:
        return false;
    }
  });
}
