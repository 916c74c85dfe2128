// Tables that the configuration declares → tables that a replay starts from. In: table → column → type as SQL. Out: the same, read.

import type { Config } from "../config/config.js";
import { ConfigError } from "../config/errors.js";
import type { ExternalTable } from "../schema/replay.js";
import type { ColumnDefinition } from "../sql/definition.js";
import { readScript } from "../sql/read.js";
import { SourceFile } from "../text/source-file.js";

export function readExternal(
  external: Config["external"],
  dialect: Config["dialect"],
  version: readonly number[],
): readonly ExternalTable[] {
  const quote = dialect === "postgresql" ? '"' : "`";
  return Object.entries(external).map(([table, types]) => {
    const names = table.split(".");
    return {
      name: names.at(-1) as string,
      schema: names.at(-2),
      columns: Object.entries(types).map(([column, type]) => {
        const text = `CREATE TABLE t (${quote}${column}${quote} ${type})`;
        const { statements } = readScript(new SourceFile("external", text), { dialect, version });
        const definition = columnIn(statements);
        if (statements.length !== 1 || !definition?.type)
          throw new ConfigError(`external.${table}.${column}: "${type}" is no type of ${dialect}.`);
        return { name: column, type: definition.type };
      }),
    };
  });
}

function columnIn(statements: ReturnType<typeof readScript>["statements"]): ColumnDefinition | undefined {
  const [statement] = statements;
  if (statement?.kind !== "ddl" || statement.problems.length > 0) return undefined;
  const [change] = statement.changes;
  return change?.kind === "createTable" && change.columns.length === 1 ? change.columns[0] : undefined;
}
