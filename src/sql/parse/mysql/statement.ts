// Which reader reads a statement of MySQL and MariaDB. In: a cursor at the first token. Out: the verb, and what was read.

import type { Change } from "../../change.js";
import type { NamedObjectKind } from "../../object-change.js";
import type { ReadContext, ReadResult } from "../context.js";
import type { Cursor } from "../cursor.js";
import {
  type Body,
  readCall,
  readData,
  readExecute,
  readPrepare,
  readSelect,
  readSet,
  readSettings,
} from "../session.js";
import { readAlterTable } from "./alter-table.js";
import { bodyStarts, readCompound } from "./body.js";
import { readCreateTable } from "./create-table.js";
import {
  type CreateFlags,
  readAlterDatabase,
  readCreateIndex,
  readCreateNamed,
  readDropIndex,
  readDropNamed,
  readDropTables,
  readRenameTables,
} from "./objects.js";
import { readOracleBlock } from "./oracle-block.js";
import { readRoutine, readTrigger } from "./routine.js";

const queries = [
  "SHOW",
  "DESCRIBE",
  "DESC",
  "EXPLAIN",
  "HELP",
  "WITH",
  "VALUES",
  "CHECKSUM",
  "HANDLER",
  "TABLE",
];
const dataVerbs = ["INSERT", "REPLACE", "UPDATE", "DELETE", "TRUNCATE", "LOAD"];
// Neither schema nor rows change that the model knows: sessions, transactions, rights, maintenance, replication.
const sessionVerbs = [
  "START",
  "BEGIN",
  "COMMIT",
  "ROLLBACK",
  "SAVEPOINT",
  "RELEASE",
  "LOCK",
  "UNLOCK",
  "GRANT",
  "REVOKE",
  "FLUSH",
  "ANALYZE",
  "OPTIMIZE",
  "REPAIR",
  "CHECK",
  "KILL",
  "RESET",
  "PURGE",
  "CHANGE",
  "STOP",
  "XA",
  "CACHE",
  "INSTALL",
  "UNINSTALL",
  "SHUTDOWN",
  "BINLOG",
  "CLONE",
  "RESTART",
  "DO",
  "END",
  "SIGNAL",
  "RESIGNAL",
  "GET",
  "RETURN",
  "LEAVE",
  "ITERATE",
  "OPEN",
  "FETCH",
  "CLOSE",
  "DECLARE",
];

export function readMysqlStatement(cursor: Cursor, context: ReadContext): ReadResult {
  const block = readOracleBlock(cursor);
  if (block) return block;
  const verb = cursor.word();
  const result = (body: Body, words = verb): ReadResult => ({ verb: words, body });
  if (cursor.accept("CREATE")) return readCreate(cursor, context);
  if (cursor.accept("ALTER")) return readAlter(cursor);
  if (cursor.accept("DROP")) return readDrop(cursor);
  if (cursor.accept("RENAME")) {
    if (cursor.accept("TABLE") || cursor.accept("TABLES"))
      return result(ddl(readRenameTables(cursor)), "RENAME TABLE");
    return result(session(cursor));
  }
  const settings = cursor.dialect === "mariadb" && cursor.is("SET") ? readSettings(cursor) : undefined;
  if (settings) return { ...readMysqlStatement(cursor, context), settings };
  if (cursor.accept("SET")) return result(readSet(cursor));
  if (cursor.is("SELECT")) return result(readSelect(cursor));
  if (cursor.accept("PREPARE")) return result(readPrepare(cursor));
  if (cursor.accept("EXECUTE")) return result(readExecute(cursor));
  if (cursor.accept("CALL")) return result(readCall(cursor));
  if (cursor.accept("USE")) {
    const uses = cursor.name();
    return result({ kind: "session", ...(uses ? { uses } : {}) });
  }
  if (cursor.isAny(dataVerbs)) {
    cursor.at++;
    return result(readData(cursor, verb));
  }
  if (cursor.accept("DEALLOCATE")) return result(session(cursor));
  if (bodyStarts(cursor)) return result(readCompound(cursor, context), verb);
  if (cursor.isAny(queries) || cursor.isMark("(")) {
    cursor.at = cursor.last;
    return result({ kind: "query" });
  }
  if (cursor.isAny(sessionVerbs)) return result(session(cursor));
  if (cursor.accept("COMMENT", "ON")) {
    cursor.construct("comment-on", cursor.since(cursor.first));
    cursor.at = cursor.last;
    return result(
      { kind: "opaque", reason: "COMMENT ON is not of this dialect", mayChangeSchema: false },
      "COMMENT ON",
    );
  }
  cursor.problem(cursor.here(), `No statement begins with \`${cursor.text()}\`.`, undefined, false);
  cursor.at = cursor.last;
  return result({ kind: "opaque", reason: "no statement begins like this", mayChangeSchema: true });
}

function session(cursor: Cursor): Body {
  cursor.at = cursor.last;
  return { kind: "session" };
}

function ddl(changes: readonly Change[]): Body {
  return { kind: "ddl", changes };
}

const namedObjects: readonly (readonly [string, NamedObjectKind])[] = [
  ["VIEW", "view"],
  ["SEQUENCE", "sequence"],
  ["DATABASE", "database"],
  ["SCHEMA", "database"],
  ["EVENT", "event"],
  ["PROCEDURE", "procedure"],
  ["FUNCTION", "function"],
  ["TRIGGER", "trigger"],
  ["TYPE", "type"],
  ["DOMAIN", "domain"],
  ["EXTENSION", "extension"],
];

// Of the server, not of a schema.
const serverObjects = [
  "USER",
  "ROLE",
  "SERVER",
  "TABLESPACE",
  "LOGFILE",
  "RESOURCE",
  "INSTANCE",
  "SPATIAL",
  "UNDO",
  "SRS",
  "PUBLIC",
  "LIBRARY",
  "PACKAGE",
];

function readCreate(cursor: Cursor, context: ReadContext): ReadResult {
  const flags = readCreateFlags(cursor);
  if (cursor.accept("TABLE")) {
    const change = readCreateTable(cursor, flags);
    return { verb: "CREATE TABLE", body: { kind: "ddl", changes: change ? [change] : [] } };
  }
  const isIndex =
    cursor.is("INDEX") ||
    (cursor.isAny(["UNIQUE", "FULLTEXT", "SPATIAL", "ONLINE", "OFFLINE", "VECTOR"]) && cursor.is("INDEX", 1));
  if (isIndex) return { verb: "CREATE INDEX", body: ddl(readCreateIndex(cursor, flags.orReplace)) };
  if (cursor.accept("TRIGGER")) return { verb: "CREATE TRIGGER", body: readTrigger(cursor, context, flags) };
  if (cursor.isAny(["PROCEDURE", "FUNCTION", "EVENT"])) return readRoutine(cursor, context, flags);
  const named = namedObjects.find(([word]) => cursor.accept(word));
  if (named) {
    const [word, object] = named;
    if (object === "type" || object === "domain" || object === "extension")
      cursor.construct(`create-${object}`, cursor.since(cursor.first));
    return { verb: `CREATE ${word}`, body: ddl(readCreateNamed(cursor, object, flags)) };
  }
  return readServerObject(cursor, "CREATE");
}

function readCreateFlags(cursor: Cursor): CreateFlags {
  const start = cursor.at;
  const orReplace = cursor.accept("OR", "REPLACE");
  if (
    orReplace &&
    cursor.isAny(["TABLE", "INDEX", "UNIQUE", "TEMPORARY", "TRIGGER", "PROCEDURE", "FUNCTION", "EVENT"])
  ) {
    cursor.construct("create-or-replace", cursor.since(start));
  }
  let temporary = false;
  while (!cursor.done) {
    if (cursor.accept("TEMPORARY")) temporary = true;
    else if (cursor.accept("DEFINER")) skipAccount(cursor);
    else if (cursor.accept("ALGORITHM")) cursor.at += 2;
    else if (cursor.accept("SQL", "SECURITY")) cursor.at++;
    // MySQL 9.4 manual 15.1.17.
    else if (cursor.dialect === "mysql" && cursor.accept("JSON", "RELATIONAL", "DUALITY")) continue;
    else if (!cursor.accept("AGGREGATE") && !cursor.accept("MATERIALIZED")) break;
  }
  return { orReplace, temporary };
}

// = user@host, = CURRENT_USER().
function skipAccount(cursor: Cursor): void {
  cursor.acceptMark("=");
  cursor.at++;
  cursor.skipParentheses();
  if (cursor.text().startsWith("@")) cursor.at++;
  if (cursor.touches(-1) && cursor.text(-1) === "@") cursor.at++;
}

// ALTER [ONLINE | OFFLINE] [IGNORE] TABLE.
function skipAlterWords(cursor: Cursor): void {
  while (cursor.isAny(["ONLINE", "OFFLINE", "IGNORE"])) {
    cursor.construct(cursor.is("IGNORE") ? "alter-ignore" : "alter-online", cursor.here());
    cursor.at++;
  }
}

function readAlter(cursor: Cursor): ReadResult {
  skipAlterWords(cursor);
  if (cursor.accept("TABLE")) return { verb: "ALTER TABLE", body: ddl(readAlterTable(cursor)) };
  if (cursor.accept("DATABASE") || cursor.accept("SCHEMA")) {
    return { verb: "ALTER DATABASE", body: ddl(readAlterDatabase(cursor)) };
  }
  readCreateFlags(cursor);
  const named = namedObjects.find(([word]) => cursor.accept(word));
  if (!named) return readServerObject(cursor, "ALTER");
  const [word, object] = named;
  if (object === "type") cursor.construct("create-type", cursor.since(cursor.first));
  const name = cursor.objectName();
  cursor.at = cursor.last;
  const range = cursor.since(cursor.first);
  return {
    verb: `ALTER ${word}`,
    body: {
      kind: "ddl",
      changes: [{ kind: "alterObject", object, ...(name ? { name } : {}), options: [], range }],
    },
  };
}

function readDrop(cursor: Cursor): ReadResult {
  const temporary = cursor.accept("TEMPORARY");
  if (cursor.accept("TABLE") || cursor.accept("TABLES")) {
    return { verb: "DROP TABLE", body: ddl(readDropTables(cursor, temporary)) };
  }
  if (cursor.acceptAny(["ONLINE", "OFFLINE"])) cursor.construct("alter-online", cursor.here(-1));
  if (cursor.accept("INDEX")) return { verb: "DROP INDEX", body: ddl(readDropIndex(cursor)) };
  if (cursor.accept("PREPARE")) return { verb: "DROP PREPARE", body: session(cursor) };
  const named = namedObjects.find(([word]) => cursor.accept(word));
  if (!named) return readServerObject(cursor, "DROP");
  const [word, object] = named;
  return { verb: `DROP ${word}`, body: ddl(readDropNamed(cursor, object)) };
}

// Words of these statements that stand where no kind of object does: CREATE UNIQUE UNIQUE INDEX.
const misplacedWords = ["UNIQUE", "FULLTEXT", "SPATIAL", "INDEX", "TABLE", "COLUMN", "KEY", "ON", "IF"];

function readServerObject(cursor: Cursor, verb: string): ReadResult {
  const word = cursor.upper();
  const words = `${verb} ${word}`;
  if (cursor.isAny(serverObjects)) return { verb: words, body: session(cursor) };
  cursor.problem(
    cursor.here(),
    `Cannot ${verb} \`${cursor.text()}\`: no such kind of object.`,
    undefined,
    cursor.isAny(misplacedWords),
  );
  cursor.at = cursor.last;
  return { verb: words, body: { kind: "opaque", reason: `${words} is not known`, mayChangeSchema: true } };
}
