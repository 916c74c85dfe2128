// Which reader reads a statement of PostgreSQL. In: a cursor at the first token. Out: the verb, and what was read.

import type { Change } from "../../change.js";
import { TokenKind } from "../../tokens.js";
import type { ReadContext, ReadResult } from "../context.js";
import type { Cursor } from "../cursor.js";
import { type Body, readCall, readData } from "../session.js";
import { readAlter } from "./alter.js";
import { readComment } from "./comment.js";
import { readCreate } from "./create.js";
import { readDrop } from "./drop.js";
import { readMysqlStatementHere } from "./mysql-clauses.js";
import { readQueryStatement } from "./query.js";
import { readDo } from "./routine.js";
import { readCopy, readReset, readSet } from "./session.js";

const queries = ["SELECT", "WITH", "VALUES", "TABLE", "SHOW", "EXPLAIN"];
const dataVerbs = ["INSERT", "UPDATE", "DELETE", "TRUNCATE", "MERGE"];
// Neither schema nor rows change that the model knows: sessions, transactions, rights, maintenance, cursors.
const sessionVerbs = [
  ...[
    "BEGIN",
    "START",
    "COMMIT",
    "END",
    "ROLLBACK",
    "ABORT",
    "SAVEPOINT",
    "RELEASE",
    "PREPARE",
    "EXECUTE",
    "DEALLOCATE",
  ],
  ...[
    "GRANT",
    "REVOKE",
    "REASSIGN",
    "SECURITY",
    "LOCK",
    "LISTEN",
    "NOTIFY",
    "UNLISTEN",
    "DISCARD",
    "CHECKPOINT",
    "LOAD",
  ],
  ...["VACUUM", "ANALYZE", "ANALYSE", "CLUSTER", "REINDEX", "REFRESH", "DECLARE", "FETCH", "MOVE", "CLOSE"],
];

export function readPostgresqlStatement(cursor: Cursor, context: ReadContext): ReadResult {
  const result = readStatement(cursor, context);
  noteBackticks(cursor);
  return result;
}

function readStatement(cursor: Cursor, context: ReadContext): ReadResult {
  const verb = cursor.upper();
  const result = (body: Body, words = verb): ReadResult => ({ verb: words, body });
  if (cursor.accept("CREATE")) return readCreate(cursor, context);
  if (cursor.accept("ALTER")) return readAlter(cursor);
  if (cursor.accept("DROP")) return readDrop(cursor);
  if (cursor.accept("COMMENT", "ON")) return result(ddl(readComment(cursor)), "COMMENT ON");
  if (cursor.accept("DO")) return result(readDo(cursor, context));
  if (cursor.accept("SET")) return result(readSet(cursor));
  if (cursor.accept("RESET")) return result(readReset(cursor));
  if (cursor.accept("CALL")) return result(readCall(cursor));
  if (cursor.accept("COPY")) return result(readCopy(cursor));
  if (cursor.isAny(queries) || cursor.isMark("(")) return result(readQueryStatement(cursor));
  if (cursor.isAny(dataVerbs)) {
    cursor.at++;
    return result(readData(cursor, verb));
  }
  if (cursor.accept("IMPORT", "FOREIGN", "SCHEMA")) {
    cursor.at = cursor.last;
    return result({ kind: "opaque", reason: "what it imports is not known", mayChangeSchema: true });
  }
  if (cursor.isAny(sessionVerbs)) {
    cursor.at = cursor.last;
    return result({ kind: "session" });
  }
  const foreign = readMysqlStatementHere(cursor);
  if (foreign) return foreign;
  cursor.problem(cursor.here(), `No statement begins with \`${cursor.text()}\`.`, undefined, false);
  cursor.at = cursor.last;
  return result({ kind: "opaque", reason: `no statement begins with ${verb}`, mayChangeSchema: true });
}

function ddl(changes: readonly Change[]): Body {
  return { kind: "ddl", changes };
}

/** Once a statement: where there is one name in backticks, there are many. */
function noteBackticks(cursor: Cursor): void {
  const { tokens, first, last, at } = cursor;
  if (!tokens.hasBackticks) return;
  for (let index = first; index < at && index < last; index++) {
    if (tokens.kinds[index] !== TokenKind.QuotedName) continue;
    if (tokens.text.charCodeAt(tokens.starts[index] as number) !== 96) continue;
    const range = tokens.range(tokens.starts[index] as number, tokens.ends[index] as number);
    cursor.construct("backtick-name", range);
    return;
  }
}
