// COMMENT ON of PostgreSQL. In: a cursor behind ON. Out: changes: a column's comment is `alterColumn`.

import type { Change, SetComment } from "../../change.js";
import type { Name, ObjectName, Written } from "../../definition.js";
import { TokenKind } from "../../tokens.js";
import type { Cursor } from "../cursor.js";
import { found } from "../expect.js";
import { readColumnName, readName, readObjectName } from "./names.js";

export function readComment(cursor: Cursor): readonly Change[] {
  if (cursor.accept("COLUMN")) return readColumnComment(cursor);
  const subject = readSubject(cursor);
  const comment = readText(cursor);
  if (!subject || !comment) return [];
  return [{ kind: "setComment", ...subject, comment, range: cursor.since(cursor.first) }];
}

/** `schema.table.column`. */
function readColumnComment(cursor: Cursor): readonly Change[] {
  const start = cursor.at;
  const names: Name[] = [];
  do {
    const name = names.length === 0 ? readName(cursor, "a column, as table.column") : readColumnName(cursor);
    if (!name) break;
    names.push(name);
  } while (cursor.acceptMark("."));
  const [column, table, schema] = names.reverse();
  const range = table ? rangeOfTable(cursor, start) : cursor.here();
  if (column && !table)
    cursor.problem(column.range, `Expected the table of column \`${column.text}\`, as table.column.`);
  const comment = readText(cursor);
  if (!column || !table || !comment) return [];
  const target: ObjectName = { ...(schema ? { schema } : {}), name: table, range };
  const whole = cursor.since(cursor.first);
  return [{ kind: "alterColumn", table: target, column, ifExists: false, comment, range: whole }];
}

/** Up to the name before the last dot. */
function rangeOfTable(cursor: Cursor, start: number) {
  const behind = cursor.at;
  cursor.at = behind - 2;
  const range = cursor.since(start);
  cursor.at = behind;
  return range;
}

type Subject = Pick<SetComment, "object" | "table" | "name">;

function readSubject(cursor: Cursor): Subject | undefined {
  if (cursor.accept("TABLE")) {
    const table = readObjectName(cursor, "a table name");
    return table && { object: "table", table };
  }
  if (cursor.accept("INDEX")) {
    const name = readObjectName(cursor, "the name of an index");
    return name && { object: "index", name };
  }
  if (cursor.accept("TYPE") || cursor.accept("DOMAIN")) {
    const name = readObjectName(cursor, "the name of a type");
    return name && { object: "type", name };
  }
  if (cursor.accept("CONSTRAINT")) return readConstraint(cursor);
  return readOther(cursor);
}

// PostgreSQL 18 manual, COMMENT.
const kinds = [
  ...[
    "ACCESS",
    "AGGREGATE",
    "CAST",
    "COLLATION",
    "CONVERSION",
    "DATABASE",
    "EVENT",
    "EXTENSION",
    "FOREIGN",
    "FUNCTION",
  ],
  ...[
    "LANGUAGE",
    "LARGE",
    "MATERIALIZED",
    "OPERATOR",
    "POLICY",
    "PROCEDURAL",
    "PROCEDURE",
    "PUBLICATION",
    "ROLE",
  ],
  ...["ROUTINE", "RULE", "SCHEMA", "SEQUENCE", "SERVER", "STATISTICS", "SUBSCRIPTION", "TABLESPACE", "TEXT"],
  ...["TRANSFORM", "TRIGGER", "VIEW"],
];

// Behind these stands a name and nothing else, but for arguments.
const plainKinds = [
  ...[
    "COLLATION",
    "CONVERSION",
    "DATABASE",
    "EXTENSION",
    "FUNCTION",
    "PROCEDURE",
    "ROLE",
    "ROUTINE",
    "SCHEMA",
  ],
  ...["SEQUENCE", "SERVER", "STATISTICS", "TABLESPACE", "VIEW"],
];

function readOther(cursor: Cursor): Subject | undefined {
  if (!cursor.acceptAny(kinds)) {
    cursor.problem(
      cursor.here(),
      `Expected TABLE, COLUMN, INDEX and so on${found(cursor)}.`,
      undefined,
      false,
    );
  }
  if (cursor.isAny(plainKinds, -1)) {
    const name = readObjectName(cursor, "what the comment is on");
    // The types of a function's arguments.
    cursor.skipParentheses();
    return name && { object: "other" };
  }
  const start = cursor.at;
  while (
    !cursor.done &&
    !(cursor.is("IS") && !cursor.isMark(".", -1)) &&
    cursor.kind() !== TokenKind.String
  ) {
    if (!cursor.skipParentheses()) cursor.at++;
  }
  if (cursor.at === start) cursor.problem(cursor.here(), `Expected what the comment is on${found(cursor)}.`);
  return { object: "other" };
}

function readConstraint(cursor: Cursor): Subject | undefined {
  const own = readName(cursor, "the name of a constraint");
  if (!own) return undefined;
  const name: ObjectName = { name: own, range: own.range };
  if (!cursor.accept("ON")) cursor.problem(cursor.here(), `Expected ON and a table${found(cursor)}.`);
  const isDomain = cursor.is("DOMAIN") && cursor.isName(1) && !cursor.is("IS", 1);
  if (isDomain) cursor.at++;
  const table = readObjectName(cursor, "a table name");
  if (isDomain) return { object: "other", name };
  return table && { object: "constraint", table, name };
}

/** IS 'text', IS NULL. */
function readText(cursor: Cursor): Written<string | null> | undefined {
  if (!cursor.accept("IS")) {
    const help = "Write IS before the text.";
    cursor.problem(cursor.here(), `Expected IS${found(cursor)}.`, help);
    cursor.acceptMark("=");
  }
  if (cursor.accept("NULL")) return { value: null, range: cursor.here(-1) };
  const text = cursor.string();
  if (!text) cursor.problem(cursor.here(), `Expected the text of the comment${found(cursor)}.`);
  // An empty comment is none (CreateComments in comment.c).
  return text && { ...text, value: text.value || null };
}
