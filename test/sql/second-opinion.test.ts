import { describe, expect, test } from "vitest";
import type { Dialect } from "../../src/sql/definition.js";
import { readScript } from "../../src/sql/read.js";
import { confirmProblems } from "../../src/sql/second-opinion.js";
import { SourceFile } from "../../src/text/source-file.js";

/** What is left of a script's problems: `text: message`, `?` where it is still uncertain. */
async function confirmed(sql: string, dialect: Dialect = "mysql"): Promise<readonly string[]> {
  const { statements } = readScript(new SourceFile("t.sql", sql), { dialect });
  return (await confirmProblems(statements)).flatMap(({ problems }) =>
    problems.map(
      ({ certain, range, message }) =>
        `${certain ? "" : "? "}${sql.slice(range.start, range.end)}: ${message}`,
    ),
  );
}

describe("data statements on PostgreSQL are what its grammar says", () => {
  test.each([
    ["UPDATE t ST a = 1", ["a: Cannot read `a` here."]],
    ["DELETE FORM t", ["FORM: Cannot read `FORM` here."]],
    ["INSERT INTO t VALUES (1, 'x'", ["'x': The statement ends too soon, behind `'x'`."]],
    ["SELECT f(1", ["1: The statement ends too soon, behind `1`."]],
    ["WITH x AS (SELECT 1) UPDATE t SET a = (SELECT 1 FROM x)", []],
    ["UPDATE t SET a = $1 WHERE WHERE", []],
    ["-- liquibase\nUPDATE t SET a = 1\n--rollback UPDATE t SET a = 2 WHERE\nWHERE b ~* 'x'", []],
  ])("%s", async (sql, wanted) => expect(await confirmed(sql, "postgresql")).toEqual(wanted));

  test("and on MySQL where somebody asks", async () => {
    const { statements } = readScript(new SourceFile("t.sql", "UPDATE t ST a = 1; UPDATE t SET a = 1"), {
      dialect: "mysql",
    });
    const found = async (data: boolean) =>
      (await confirmProblems(statements, { data })).map(({ problems }) => problems.length);
    expect(await found(false)).toEqual([0, 0]);
    expect(await found(true)).toEqual([1, 0]);
  });

  test.each([
    ["INSERT INTO t (a) VALUE (1)"],
    ["SELECT STRAIGHT_JOIN a.b FROM a JOIN c"],
    ["SELECT j.a FROM t JOIN JSON_TABLE(t.b, '$[*]' COLUMNS (a INT PATH '$')) AS j"],
    ["SELECT a FROM t WHERE BINARY a LIKE 'x'"],
    ["UPDATE IGNORE t a JOIN t b ON a.c = b.c SET a.d = 1"],
  ])("but not where its parser lacks what the server has: %s", async (sql) => {
    const { statements } = readScript(new SourceFile("t.sql", sql), { dialect: "mysql" });
    const [statement] = await confirmProblems(statements, { data: true });
    expect(statement?.problems).toEqual([]);
  });
});

describe("an uncertain problem is a finding where the parser stops, too", () => {
  test.each([
    [
      "CREATE TABLE t (a INT GLITTER = 5)",
      ["GLITTER: Cannot read `GLITTER` in the definition of column `a`."],
    ],
    [
      "ALTER TABLE t ADD a INT, FROBNICATE b",
      ["FROBNICATE: Cannot read `FROBNICATE` as an action of ALTER TABLE."],
    ],
    ["CREATE TABLE t (a NUMBER(5))", ["NUMBER: `NUMBER` is not a type."]],
  ])("%s", async (sql, wanted) => {
    expect(await confirmed(sql)).toEqual(wanted);
  });

  test("one after the other", async () => {
    const found = await confirmed("CREATE TABLE t (a INT +, b INT, c INT -)");
    expect(found.map((problem) => problem.split(":")[0])).toEqual(["+", "-"]);
  });

  test("behind clauses of another server, which are cut out", async () => {
    const sql = "ALTER TABLE t ADD COLUMN IF NOT EXISTS a INT, ADD b JSONB GLITTER = 5";
    expect((await confirmed(sql)).map((problem) => problem.split(":")[0])).toEqual(["GLITTER"]);
  });

  test("in a statement of a body", async () => {
    const sql = "CREATE PROCEDURE p() BEGIN SELECT 1; ALTER TABLE t ADD a INT GLITTER = 5; END";
    expect((await confirmed(sql)).map((problem) => problem.split(":")[0])).toEqual(["GLITTER"]);
  });

  test("with placeholders in it", async () => {
    const sql = `ALTER TABLE \${schema}.t ADD a INT GLITTER = 5`;
    expect((await confirmed(sql)).map((problem) => problem.split(":")[0])).toEqual(["GLITTER"]);
  });
});

describe("it is none", () => {
  test("where the parser stops at a clause that it merely lacks", async () => {
    expect(await confirmed("ALTER TABLE t CONVERT TO CHARACTER SET utf8mb4, ADD a INT GLITTER = 5")).toEqual([
      "? GLITTER: Cannot read `GLITTER` in the definition of column `a`.",
    ]);
  });

  test("where the parser accepts the statement", async () => {
    const { statements } = readScript(new SourceFile("t.sql", "ALTER TABLE t ADD a INT"), {
      dialect: "postgresql",
    });
    const [statement] = statements;
    const problem = { range: { start: 22, end: 23 }, message: "Cannot read `INT`.", certain: false };
    const [asked] = await confirmProblems([
      { ...(statement as NonNullable<typeof statement>), problems: [problem] },
    ]);
    expect(asked?.problems).toEqual([problem]);
  });

  test("beside a problem that is certain: it may follow from it", async () => {
    expect(await confirmed("ALTER TABLE t CONVERT TO CHARACTER SET utf8mb4, ADD a INT GLITTER = 5,")).toEqual(
      [",: Trailing comma at the end of the statement."],
    );
  });
});

describe("PostgreSQL's grammar is the server's", () => {
  test("so that its place counts where ours is another", async () => {
    const sql = "ALTER TABLE t ADD a INT";
    const { statements } = readScript(new SourceFile("t.sql", `${sql} BAR`), { dialect: "postgresql" });
    const [statement] = statements;
    const problem = { range: { start: 0, end: 5 }, message: "Cannot read `ALTER`.", certain: false };
    const [asked] = await confirmProblems([
      { ...(statement as NonNullable<typeof statement>), problems: [problem] },
    ]);
    expect(asked?.problems).toEqual([
      { range: { start: 24, end: 27 }, message: "Cannot read `BAR` here.", certain: true },
    ]);
  });
});

test("a script without doubt is not asked about", async () => {
  const { statements } = readScript(new SourceFile("t.sql", "CREATE TABLE t (a INT,); DROP TABLE t"), {
    dialect: "mysql",
  });
  const asked = await confirmProblems(statements);
  expect(asked.every((statement, at) => statement === statements[at])).toBe(true);
});
