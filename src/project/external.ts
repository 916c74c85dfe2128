// Tables that the configuration declares → tables that a replay starts from. In: table → column → type as SQL. Out: the same, read.

import type { Config } from "../config/config.js";
import { ConfigError } from "../config/errors.js";
import type { ExternalTable } from "../schema/replay.js";
import { readType } from "../sql/type-text.js";

export function readExternal(
  external: Config["external"],
  dialect: Config["dialect"],
  version: readonly number[],
): readonly ExternalTable[] {
  return Object.entries(external).map(([table, types]) => {
    const names = table.split(".");
    return {
      name: names.at(-1) as string,
      schema: names.at(-2),
      columns: Object.entries(types).map(([column, type]) => {
        const read = readType(type, dialect, version);
        if (!read) throw new ConfigError(`external.${table}.${column}: "${type}" is no type of ${dialect}.`);
        return { name: column, type: read };
      }),
    };
  });
}
