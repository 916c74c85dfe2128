// Changes → SQL of a dialect. In: changes, read from a text or made by a rule. Out: statements that the server takes, each with
// its `;`. It reads no text and decides nothing about a schema: what a change does not tell, a comment names.

import type { Change, ChangeKind } from "./change.js";
import type { Dialect } from "./definition.js";
import { mergeActions } from "./print/merge.js";
import { mysqlColumnPrinters } from "./print/mysql/columns.js";
import { mysqlKeyPrinters } from "./print/mysql/keys.js";
import { mysqlTablePrinters } from "./print/mysql/table.js";
import { objectPrinters } from "./print/objects.js";
import { postgresqlColumnPrinters } from "./print/postgresql/columns.js";
import { postgresqlKeyPrinters } from "./print/postgresql/keys.js";
import { postgresqlTablePrinters } from "./print/postgresql/table.js";
import type { Piece, Printers, Target } from "./print/target.js";

const mysql: Printers<ChangeKind> = {
  ...mysqlTablePrinters,
  ...mysqlColumnPrinters,
  ...mysqlKeyPrinters,
  ...objectPrinters,
};

const printers: Readonly<Record<Dialect, Printers<ChangeKind>>> = {
  mysql,
  mariadb: mysql,
  postgresql: {
    ...postgresqlTablePrinters,
    ...postgresqlColumnPrinters,
    ...postgresqlKeyPrinters,
    ...objectPrinters,
  },
};

/** Changes in order, a statement a line; neighbours on one table share an ALTER TABLE where that means the same. */
export function printChanges(
  changes: readonly Change[],
  dialect: Dialect,
  version: readonly number[] = [],
): string {
  const target: Target = { dialect, version };
  const pieces = changes.map((change) => ({ change, pieces: printPieces(change, target) }));
  return mergeActions(pieces, target).join("\n");
}

function printPieces<K extends ChangeKind>(
  change: Extract<Change, { kind: K }>,
  target: Target,
): readonly Piece[] {
  const print = printers[target.dialect][change.kind] as Printers<K>[K];
  return print(change, target);
}
