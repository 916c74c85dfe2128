// What lets a change run twice. In: a change, the server that it is for. Out: the change with its own IF [NOT] EXISTS where the server
// has that, else a question to the catalog that decides whether it runs. It prints no change.

import type { Presence } from "../schema/renames.js";
import type { Change } from "../sql/change.js";
import type { Target } from "../sql/print/target.js";
import type { Guarded, Lookup } from "./guards/lookup.js";
import { columnsOnMysql, guardOnMysql, tablesOnMysql } from "./guards/mysql.js";
import { columnsOnPostgresql, guardOnPostgresql, tablesOnPostgresql } from "./guards/postgresql.js";

export type { Guarded, Lookup };

export function guardChange(change: Change, target: Target): Guarded {
  return target.dialect === "postgresql" ? guardOnPostgresql(change, target) : guardOnMysql(change, target);
}

/** A change that runs only while something is there, whatever it would ask for itself. */
export function guardByPresence(change: Change, { table, column }: Presence, target: Target): Guarded {
  const isPostgresql = target.dialect === "postgresql";
  const question =
    column === undefined
      ? (isPostgresql ? tablesOnPostgresql : tablesOnMysql)(table)
      : (isPostgresql ? columnsOnPostgresql : columnsOnMysql)(table, column);
  return { change, lookup: { ...question, runsIf: "there" } };
}

/** SQL, each statement with its `;`, that runs only where the catalog says so. */
export function printGuarded(sql: string, lookup: Lookup, target: Target): string {
  return target.dialect === "postgresql" ? printBlock(sql, lookup) : printPrepared(sql, lookup);
}

function printBlock(sql: string, { from, where, runsIf }: Lookup): string {
  const quote = sql.includes("$$") ? "$guarded$" : "$$";
  return [
    `DO ${quote}`,
    "BEGIN",
    `  IF ${runsIf === "there" ? "EXISTS" : "NOT EXISTS"} (`,
    `    SELECT 1 FROM ${from}`,
    `    WHERE ${where.join(" AND ")}`,
    "  ) THEN",
    ...sql.split("\n").map((line) => `    ${line}`),
    "  END IF;",
    "END",
    `${quote};`,
  ].join("\n");
}

/** MySQL has IF only in routines: what is prepared is the statement, or one that does nothing. */
function printPrepared(sql: string, { from, where, runsIf }: Lookup): string {
  // Line breaks stay as they are: a string may hold them.
  const quoted = `'${sql.replace(/;$/, "").replace(/\\/g, "\\\\").replace(/'/g, "''")}'`;
  return [
    "SET @found = (",
    `  SELECT COUNT(*) FROM ${from}`,
    `  WHERE ${where.join(" AND ")}`,
    ");",
    `SET @sql = IF(@found ${runsIf === "there" ? "> 0" : "= 0"}, ${quoted}, 'SELECT 1');`,
    "PREPARE stmt FROM @sql;",
    "EXECUTE stmt;",
    "DEALLOCATE PREPARE stmt;",
  ].join("\n");
}
