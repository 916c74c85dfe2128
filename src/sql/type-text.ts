// A column's type as people write it outside of SQL, in a configuration. In: its text. Out: the type; undefined where the dialect has none
// of that name, or there is more than a type.

import { SourceFile } from "../text/source-file.js";
import type { DataType, Dialect } from "./definition.js";
import { readScript } from "./read.js";

export function readType(text: string, dialect: Dialect, version: readonly number[]): DataType | undefined {
  const file = new SourceFile("type", `CREATE TABLE t (c ${text})`);
  const [statement, ...more] = readScript(file, { dialect, version }).statements;
  if (more.length > 0 || statement?.kind !== "ddl" || statement.problems.length > 0) return undefined;
  const [change] = statement.changes;
  return change?.kind === "createTable" && change.columns.length === 1 ? change.columns[0]?.type : undefined;
}
