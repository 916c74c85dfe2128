// Statements that are no DDL: SET, SELECT … INTO, PREPARE, EXECUTE, CALL, USE, DML. In: a cursor at the verb.
// Out: what the statement is. DML is not read further than its target tables.

import type { ObjectName } from "../definition.js";
import type { Expression } from "../expression.js";
import type { Assignment, Statement } from "../statement.js";
import { TokenKind } from "../tokens.js";
import type { Cursor } from "./cursor.js";
import { readExpression, readQuery } from "./expression.js";

type Distributed<T> = T extends unknown
  ? Omit<T, "location" | "dialect" | "problems" | "constructs" | "verb" | "settings">
  : never;
/** A statement without what every statement has. */
export type Body = Distributed<Statement>;

const sessionScopes = ["GLOBAL", "SESSION", "LOCAL", "PERSIST", "PERSIST_ONLY"];

/** SET, cursor behind it: variables are assignments, the rest is the session's. */
export function readSet(cursor: Cursor): Body {
  const assignments: Assignment[] = [];
  if (cursor.isAny(["NAMES", "TRANSACTION", "CHARACTER", "CHARSET", "PASSWORD", "ROLE", "DEFAULT"])) {
    cursor.at = cursor.last;
    return { kind: "session" };
  }
  do {
    const assignment = readAssignment(cursor);
    if (!assignment) {
      cursor.at = cursor.last;
      return { kind: "session" };
    }
    assignments.push(assignment);
    if (!cursor.done && !cursor.isMark(",")) cursor.skipToElementEnd();
  } while (cursor.acceptMark(","));
  return { kind: "assign", assignments };
}

/** `a = 1` of SET; nothing where something else stands. */
function readAssignment(cursor: Cursor): Assignment | undefined {
  cursor.acceptAny(sessionScopes);
  const variable = cursor.text().toLowerCase().replace(/["'`]/g, "");
  const isVariable = cursor.kind() === TokenKind.Variable || cursor.kind() === TokenKind.Word;
  cursor.at++;
  if (cursor.acceptMark(".")) cursor.at++;
  if (!isVariable || !(cursor.acceptMark("=") || cursor.acceptMark(":=") || cursor.accept("TO")))
    return undefined;
  return { variable, value: readExpression(cursor) };
}

/** MariaDB's SET STATEMENT a = 1, b = 2 FOR: what follows is what is run. Nothing, and no step, where something else stands. */
export function readSettings(cursor: Cursor): readonly Assignment[] | undefined {
  const start = cursor.at;
  if (!cursor.accept("SET", "STATEMENT")) return undefined;
  const settings: Assignment[] = [];
  do {
    const assignment = readAssignment(cursor);
    if (!assignment) break;
    settings.push(assignment);
    // Past what is no expression to us, such as a list of words.
    while (!cursor.done && !cursor.isMark(",") && !cursor.is("FOR"))
      if (!cursor.skipParentheses()) cursor.at++;
    if (cursor.accept("FOR")) return settings;
  } while (cursor.acceptMark(","));
  cursor.at = start;
  return undefined;
}

/** SELECT: with INTO @x an assignment, else a query. */
export function readSelect(cursor: Cursor): Body {
  const into = findInto(cursor);
  if (into < 0) {
    const assigned = readInlineAssignments(cursor);
    cursor.at = cursor.last;
    return assigned ?? { kind: "query" };
  }
  const start = cursor.at;
  const variables: string[] = [];
  cursor.at = into + 1;
  cursor.accept("STRICT");
  do {
    const target = cursor.at;
    cursor.at++;
    while (cursor.acceptMark(".")) cursor.at++;
    variables.push(cursor.textSince(target).toLowerCase().replace(/["'`]/g, ""));
  } while (cursor.acceptMark(","));
  cursor.at = start;
  const query = readQuery(cursor);
  cursor.at = cursor.last;
  const assignments = variables.map((variable, index) => {
    const value = query.select[index];
    if (query.from.length === 0 && value) return { variable, value };
    return { variable, value: { ...query, select: value ? [value] : [] } };
  });
  return { kind: "assign", assignments };
}

/** The INTO that names variables, not the one of INTO OUTFILE. */
function findInto(cursor: Cursor): number {
  let depth = 0;
  for (let ahead = 0; cursor.at + ahead < cursor.last; ahead++) {
    if (cursor.isMark("(", ahead)) depth++;
    else if (cursor.isMark(")", ahead)) depth--;
    else if (depth === 0 && cursor.is("INTO", ahead)) {
      const isFile = cursor.isAny(["OUTFILE", "DUMPFILE"], ahead + 1);
      return isFile ? -1 : cursor.at + ahead;
    }
  }
  return -1;
}

/** SELECT @x := (…): an assignment, too. */
function readInlineAssignments(cursor: Cursor): Body | undefined {
  if (cursor.kind(1) !== TokenKind.Variable || !cursor.isMark(":=", 2)) return undefined;
  const query = readQuery(cursor);
  const assignments: { variable: string; value: Expression }[] = [];
  for (const part of query.select) {
    if (part.kind !== "call" || part.name !== ":=") continue;
    const [variable, value] = part.arguments;
    if (variable?.kind !== "variable" || !value) continue;
    const isPlain = query.from.length === 0;
    assignments.push({ variable: variable.name, value: isPlain ? value : { ...query, select: [value] } });
  }
  return { kind: "assign", assignments };
}

/** PREPARE name FROM …, cursor behind PREPARE. */
export function readPrepare(cursor: Cursor): Body {
  const name = cursor.name()?.text.toLowerCase() ?? "";
  cursor.accept("FROM");
  const source = readExpression(cursor);
  cursor.at = cursor.last;
  return { kind: "prepare", name, source };
}

/** EXECUTE name, EXECUTE IMMEDIATE …, PL/pgSQL's EXECUTE expression; cursor behind EXECUTE. */
export function readExecute(cursor: Cursor): Body {
  const immediate = cursor.accept("IMMEDIATE");
  const isName = cursor.kind() === TokenKind.Word && (cursor.at + 1 >= cursor.last || cursor.is("USING", 1));
  if (!immediate && (isName || cursor.kind() === TokenKind.QuotedName)) {
    const name = cursor.name()?.text.toLowerCase() ?? "";
    cursor.at = cursor.last;
    return { kind: "execute", name };
  }
  const source = readExpression(cursor);
  cursor.at = cursor.last;
  return { kind: "execute", source };
}

/** CALL name(…), cursor behind CALL. */
export function readCall(cursor: Cursor): Body {
  const routine = cursor.objectName();
  if (!routine) return { kind: "opaque", reason: "CALL of nothing that has a name", mayChangeSchema: true };
  const list: Expression[] = [];
  if (cursor.acceptMark("(")) {
    while (!cursor.done && !cursor.isMark(")")) {
      const before = cursor.at;
      list.push(readExpression(cursor));
      if (!cursor.acceptMark(",") && !cursor.isMark(")")) cursor.skipToElementEnd();
      if (cursor.at === before) cursor.at++;
    }
  }
  cursor.at = cursor.last;
  return { kind: "call", routine, arguments: list };
}

/** INSERT, REPLACE, UPDATE, DELETE, TRUNCATE, LOAD: the tables that it writes; cursor behind the verb. */
export function readData(cursor: Cursor, verb: string): Body {
  const tables: ObjectName[] = [];
  const modifiers = [
    "LOW_PRIORITY",
    "DELAYED",
    "HIGH_PRIORITY",
    "IGNORE",
    "QUICK",
    "INTO",
    "TABLE",
    "ONLY",
    "FROM",
  ];
  if (verb === "LOAD") {
    while (!cursor.done && !(cursor.is("INTO") && cursor.is("TABLE", 1))) cursor.at++;
  }
  while (cursor.acceptAny(modifiers));
  do {
    const table = cursor.objectName();
    if (!table) break;
    tables.push(table);
    if (verb === "UPDATE" || verb === "TRUNCATE") {
      if (
        cursor.accept("AS") ||
        (cursor.isName() && !cursor.isAny(["SET", "JOIN", "INNER", "LEFT", "RIGHT", "CROSS"]))
      )
        cursor.name();
    } else break;
  } while (cursor.acceptMark(","));
  cursor.at = cursor.last;
  return { kind: "data", tables };
}
