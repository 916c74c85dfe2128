// Statements that read, as far as they do more: SELECT of a function, SELECT … INTO table, WITH … INSERT. In: a cursor at the verb.
// Out: what the statement is.

import type { CreateTable } from "../../change.js";
import type { ObjectName } from "../../definition.js";
import type { Expression } from "../../expression.js";
import type { Cursor } from "../cursor.js";
import { readExpression } from "../expression.js";
import { type Body, readData } from "../session.js";
import { schemaOfSearchPath } from "./session.js";

const dataWords = ["INSERT", "UPDATE", "DELETE", "MERGE"];

/** SELECT, WITH, VALUES, TABLE, or a query in parentheses. */
export function readQueryStatement(cursor: Cursor): Body {
  const body = cursor.is("SELECT")
    ? (readSelectInto(cursor) ?? readCalled(cursor))
    : cursor.is("WITH")
      ? readWith(cursor)
      : undefined;
  if (cursor.is("TABLE")) checkTable(cursor);
  cursor.at = cursor.last;
  return body ?? { kind: "query" };
}

const afterTable = ["ORDER", "LIMIT", "OFFSET", "FETCH", "FOR", "UNION", "INTERSECT", "EXCEPT", "INTO"];

/** TABLE name is a query; anything more is mostly a CREATE or ALTER that lacks its first word. */
function checkTable(cursor: Cursor): void {
  cursor.at++;
  cursor.accept("ONLY");
  cursor.objectName();
  if (cursor.done || cursor.isMark("*") || cursor.isAny(afterTable)) return;
  const help = "Write CREATE, ALTER or DROP before TABLE.";
  cursor.problem(cursor.here(), `Cannot read \`${cursor.text()}\` here.`, help, false);
}

/** WITH x AS (…) INSERT INTO t. */
function readWith(cursor: Cursor): Body | undefined {
  while (!cursor.done && !cursor.isAny(["SELECT", "VALUES", ...dataWords])) {
    if (!cursor.skipParentheses()) cursor.at++;
  }
  if (!cursor.isAny(dataWords)) return undefined;
  const verb = cursor.upper();
  cursor.at++;
  return readData(cursor, verb);
}

/** SELECT … INTO table FROM …: a table with columns that this statement does not tell. */
function readSelectInto(cursor: Cursor): Body | undefined {
  const start = cursor.at;
  while (!cursor.done && !cursor.isAny(["INTO", "FROM", "WHERE", "UNION"])) {
    if (!cursor.skipParentheses()) cursor.at++;
  }
  const isInto = cursor.accept("INTO");
  if (isInto) cursor.acceptAny(["LOCAL", "GLOBAL"]);
  const word = cursor.acceptAny(["TEMPORARY", "TEMP", "UNLOGGED"]);
  cursor.accept("TABLE");
  const table = isInto ? cursor.objectName() : undefined;
  if (table) cursor.at = cursor.last;
  else cursor.at = start;
  return table && { kind: "ddl", changes: [createdFrom(cursor, table, word?.startsWith("TEMP") ?? false)] };
}

function createdFrom(cursor: Cursor, table: ObjectName, temporary: boolean): CreateTable {
  const range = cursor.since(cursor.first);
  const none = { columns: [], indexes: [], foreignKeys: [], checks: [], options: [], like: [], inherits: [] };
  const flags = { ifNotExists: false, orReplace: false, temporary, partitioned: false };
  return { kind: "createTable", table, ...flags, ...none, asQuery: range, range };
}

// Functions of the server that migrations call for their effect on rows, sequences or the session.
const serverFunctions = new RegExp(
  `^(${[
    "pg_\\w+|has_\\w+_privilege|txid_\\w+|inet_\\w+|json\\w*|array_\\w+|string_\\w+|regexp_\\w+|to_\\w+|row_\\w+|current_\\w+|lo_\\w+",
    "setval|nextval|currval|lastval|now|clock_timestamp|version|col_description|obj_description|gen_random_uuid",
    "count|max|min|sum|avg|coalesce|nullif|greatest|least|exists|not|format|concat|concat_ws|length|lower|upper|md5",
    "replace|substr|substring|trim|btrim|left|right|repeat|reverse|chr|ascii|random|abs|ceil|floor|round|date_part|date_trunc",
    "age|extract|unnest|generate_series|quote_ident|quote_literal|cast|row|set_bit|encode|decode|convert_from|sha256",
  ].join("|")})$`,
);

/** SELECT f(…) or PERFORM f(…) and nothing else: a call of a function, which may do anything. */
export function readCalled(cursor: Cursor): Body | undefined {
  const start = cursor.at;
  cursor.at++;
  const body = readCall(cursor);
  cursor.at = start;
  return body;
}

function readCall(cursor: Cursor): Body | undefined {
  if (!cursor.isName()) return undefined;
  const routine = cursor.objectName();
  if (!routine || !cursor.isMark("(")) return undefined;
  const names: (string | undefined)[] = [];
  const args = readCallArguments(cursor, names);
  if (!cursor.done || routine.schema?.text === "pg_catalog" || serverFunctions.test(routine.name.text)) {
    return routine.name.text === "set_config" ? readSetConfig(args) : undefined;
  }
  if (routine.name.text === "set_config") return readSetConfig(args);
  const isNamed = names.some((name) => name !== undefined);
  return { kind: "call", routine, arguments: args, ...(isNamed && { argumentNames: names }) };
}

function readCallArguments(cursor: Cursor, names: (string | undefined)[]): readonly Expression[] {
  const list: Expression[] = [];
  cursor.at++;
  while (!cursor.done && !cursor.isMark(")")) {
    const before = cursor.at;
    const isNamed = cursor.isName() && (cursor.isMark("=>", 1) || cursor.isMark(":=", 1));
    names.push(isNamed ? cursor.text().toLowerCase() : undefined);
    if (isNamed) cursor.at += 2;
    list.push(readExpression(cursor));
    if (!cursor.isMark(",") && !cursor.isMark(")")) cursor.skipToElementEnd();
    cursor.acceptMark(",");
    if (cursor.at === before) cursor.at++;
  }
  cursor.acceptMark(")");
  return list;
}

/** set_config('search_path', 'a, b', false). */
function readSetConfig([setting, value]: readonly Expression[]): Body | undefined {
  if (setting?.kind !== "string" || value?.kind !== "string" || setting.value.toLowerCase() !== "search_path")
    return undefined;
  const names = value.value.split(",").map((part) => part.trim().replace(/^"(.*)"$/, "$1"));
  const uses = schemaOfSearchPath(names.map((text) => ({ text, quoted: false, range: value.range })));
  return { kind: "session", ...(uses ? { uses } : {}) };
}
