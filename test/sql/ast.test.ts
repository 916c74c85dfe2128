import { describe, expect, test } from "vitest";
import { astOf, loadAstParser } from "../../src/sql/ast.js";
import { maskStatement } from "../../src/sql/mask.js";
import { readScript } from "../../src/sql/read.js";
import { SourceFile } from "../../src/text/source-file.js";
import { read } from "./mysql-reading.js";

describe("the tree of a statement", () => {
  test.each([["mysql"], ["mariadb"]] as const)("of %s is node-sql-parser's", async (dialect) => {
    const parser = await loadAstParser(dialect);
    const [statement] = read("INSERT INTO t (a, b) VALUES (1, 'x');", dialect).statements;
    expect(astOf(statement as never, parser)).toMatchObject({ type: "insert", columns: ["a", "b"] });
  });

  test("of PostgreSQL is PostgreSQL's own", async () => {
    const parser = await loadAstParser("postgresql");
    const [statement] = read("UPDATE t SET a = now() WHERE b @> '{}'::jsonb;", "postgresql").statements;
    expect(astOf(statement as never, parser)).toMatchObject({ UpdateStmt: { relation: { relname: "t" } } });
  });

  test("is built once", async () => {
    const parser = await loadAstParser("mysql");
    const [statement] = read("SELECT 1").statements;
    expect(astOf(statement as never, parser)).toBe(astOf(statement as never, parser));
  });

  test("is of the statement alone, wherever it stands", async () => {
    const parser = await loadAstParser("mysql");
    const { statements } = read("-- a ' b\nSELECT 1; /* ; */ DELETE FROM t -- no\n WHERE a = 1; SELECT 2");
    expect(statements.map((statement) => (astOf(statement, parser) as { type: string }).type)).toEqual([
      "select",
      "delete",
      "select",
    ]);
  });

  test("is missing where the parser rejects the text", async () => {
    const parser = await loadAstParser("mysql");
    expect(astOf(read("SELECT FROM WHERE").statements[0] as never, parser)).toBeUndefined();
  });
});

describe("a verdict tells where the parser stopped", () => {
  test.each([
    ["mysql", "ALTER TABLE t ADD COLUMN a INT, FOO BAR", "FOO"],
    ["postgresql", "ALTER TABLE t ADD COLUMN a INT, FOO BAR", "FOO"],
    ["postgresql", 'CREATE TABLE "😀" (ä INT,)', ")"],
  ] as const)("%s: %s", async (dialect, sql, token) => {
    const { parse } = await loadAstParser(dialect);
    expect(parse(sql)).toMatchObject({ accepted: false, at: sql.lastIndexOf(token) });
  });

  test("or that the text ended too soon", async () => {
    const { parse } = await loadAstParser("postgresql");
    expect(parse("CREATE TABLE t (a INT")).toMatchObject({ accepted: false, at: 21 });
  });

  test("not what a statement means", async () => {
    const { parse } = await loadAstParser("mysql");
    expect(parse("INSERT INTO t (a) VALUES (1, 2)")).toEqual({ accepted: true });
  });
});

describe("a masked statement", () => {
  test("keeps every token in its place", () => {
    const sql = `x; ALTER /* no */ TABLE \${t} -- no\n ADD a INT /*!50100 NOT NULL */`;
    const { statements } = readScript(new SourceFile("t.sql", sql), { dialect: "mysql" });
    const { text, hasPlaceholders } = maskStatement(statements[1] as never);
    expect(text).toBe("ALTER          TABLE p___      \n ADD a INT          NOT NULL");
    expect(hasPlaceholders).toBe(true);
  });
});
