import { expect, test } from "vitest";
import { addsRowsOnce, selfReadOf } from "../../src/rule/data/repeat.js";
import { writtenColumns, writtenLiterals } from "../../src/rule/data/values.js";
import type { Dialect } from "../../src/sql/definition.js";
import { readScript } from "../../src/sql/read.js";
import type { DataStatement } from "../../src/sql/statement.js";
import { SourceFile } from "../../src/text/source-file.js";

function read(text: string, dialect: Dialect = "mysql"): DataStatement {
  const [statement] = readScript(new SourceFile("a.sql", text), { dialect }).statements;
  if (statement?.kind !== "data") throw new Error(`no data statement: ${text}`);
  return statement;
}

function literals(
  text: string,
  tableColumns?: readonly string[],
  wanted = (_: string) => true,
): readonly string[] {
  const statement = read(text);
  return [...writtenLiterals(statement, tableColumns, wanted)].map(({ column, value, isNumber, range }) => {
    expect(text.slice(range.start, range.end)).toContain(isNumber ? value : value.slice(0, 1));
    return `${column}=${value}${isNumber ? "#" : ""}`;
  });
}

test.each([
  ["INSERT INTO t (a, `b`) VALUES ('x', 1), ('it''s', NULL);", ["a=x", "b=1#", "a=it's"]],
  ["INSERT INTO db.t (a) VALUES (CONCAT('x', 'y')), (('z'));", []],
  ["INSERT INTO t (a, b) VALUES (f(1, 2), 'x');", ["b=x"]],
  ["INSERT INTO t VALUES ('x', 'y');", ["one=x", "two=y"]],
  ["INSERT INTO t SET a = 'x', t.b = 2;", ["a=x", "b=2#"]],
  ["INSERT INTO t (a, b) SELECT 'x' AS a, c FROM s;", ["a=x"]],
  ["INSERT INTO t (a) VALUES ('x') ON DUPLICATE KEY UPDATE a = 'y', b = VALUES(b);", ["a=x", "a=y"]],
  ["REPLACE INTO t (a) VALUE ('x');", ["a=x"]],
  ["UPDATE t SET a = 'x', b = (SELECT 'y'), c = 'z' WHERE d = 'w';", ["a=x", "c=z"]],
  ["UPDATE t JOIN s ON t.i = s.i SET t.a = 'x' ORDER BY 'y';", ["a=x"]],
  ["DELETE FROM t WHERE a = 'x';", []],
])("%s writes %j", (text, expected) => {
  expect(literals(text, ["one", "two"])).toEqual(expected);
});

test("columns that are not wanted are not told", () => {
  expect(literals("INSERT INTO t (a, b) VALUES ('x', 'y');", undefined, (name) => name === "b")).toEqual([
    "b=y",
  ]);
  expect(literals("INSERT INTO t VALUES ('x');")).toEqual([]);
});

test("PostgreSQL's casts and upserts are read", () => {
  const statement = read(
    "INSERT INTO t (a) VALUES ('x'::kind) ON CONFLICT (a) DO UPDATE SET a = 'y';",
    "postgresql",
  );
  expect([...writtenLiterals(statement, undefined, () => true)].map(({ value }) => value)).toEqual([
    "x",
    "y",
  ]);
});

test.each([
  ["INSERT INTO t (a, b) VALUES (1, 2);", ["a", "b"]],
  ["INSERT INTO t VALUES (1, 2);", []],
  ["INSERT INTO t (SELECT a FROM s);", []],
  ["UPDATE t SET a = 1, t.b = c;", ["a", "b"]],
  ["UPDATE t, s SET t.a = s.b;", []],
])("%s names the columns %j", (text, expected) => {
  expect(writtenColumns(read(text)).map((word) => word.text)).toEqual(expected);
});

test.each([
  "INSERT IGNORE INTO t VALUES (1);",
  "INSERT LOW_PRIORITY IGNORE INTO t VALUES (1);",
  "INSERT INTO t VALUES (1) ON DUPLICATE KEY UPDATE a = 1;",
  "INSERT INTO t SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM t);",
  "INSERT INTO t SELECT a FROM s WHERE a NOT IN (SELECT a FROM t);",
  "INSERT INTO t SELECT s.a FROM s LEFT JOIN t ON t.a = s.a WHERE t.a IS NULL;",
])("%s adds rows once", (text) => {
  expect(addsRowsOnce(read(text))).toBe(true);
});

test.each([
  "INSERT INTO t VALUES (1);",
  "INSERT INTO t VALUES ('ON CONFLICT');",
  "INSERT INTO t (`IGNORE`) VALUES (1);",
  "INSERT INTO t SELECT a FROM s LEFT JOIN u ON TRUE;",
])("%s adds rows each time", (text) => {
  expect(addsRowsOnce(read(text))).toBe(false);
});

const selfRead = (text: string, dialect: Dialect = "mysql") => {
  const range = selfReadOf(read(text, dialect));
  return range && text.slice(range.start, range.end);
};

test.each([
  ["UPDATE t SET n = n + 1;", "n"],
  ["UPDATE t SET n = t.n + 1;", "n"],
  ["UPDATE t AS x SET n = x.n || 'a';", "n"],
  ["UPDATE t SET a = b, b = 'x';", "b"],
  ["UPDATE t JOIN s ON s.i = t.i SET t.n = t.n + s.n;", "n"],
])("%s reads what it writes", (text, expected) => {
  expect(selfRead(text)).toBe(expected);
});

test.each([
  "UPDATE t SET n = 1;",
  "UPDATE t SET a = b;",
  "UPDATE t SET n = COALESCE(n, 0);",
  "UPDATE t SET n = CASE WHEN n = 1 THEN 2 ELSE n END;",
  "UPDATE t SET n = n + 1 WHERE n < 5;",
  "UPDATE t SET n = (SELECT COUNT(n) FROM s);",
  "UPDATE t JOIN s ON s.i = t.i SET t.n = s.n;",
])("%s can run twice", (text) => {
  expect(selfRead(text)).toBeUndefined();
});

test("another table's column of that name is read on PostgreSQL", () => {
  expect(selfRead("UPDATE t SET n = s.n FROM s;", "postgresql")).toBeUndefined();
});
