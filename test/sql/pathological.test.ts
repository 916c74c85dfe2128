// Texts that are long, deep, open or strange. Growth is told from the processor's time for a text and for one eight times as long:
// what takes 32 times as long, thrice in a row, does not grow with its text. Nothing here depends on how fast the machine is.

import { describe, expect, it } from "vitest";
import { findGrowth } from "../../bench/fuzz/growth.js";
import { monsters } from "../../bench/fuzz/monsters.js";
import { dialects, findFaults } from "../../bench/fuzz/properties.js";
import type { Dialect } from "../../src/sql/definition.js";
import { readScript } from "../../src/sql/read.js";
import type { Statement } from "../../src/sql/statement.js";
import { decode } from "../../src/text/decode.js";
import { SourceFile } from "../../src/text/source-file.js";

const read = (text: string, dialect: Dialect = "mysql") =>
  readScript(new SourceFile("a.sql", text), { dialect }).statements;

describe.each(dialects)("%s", (dialect) => {
  it.each(Object.keys(monsters))("%s", (name) => {
    const monster = monsters[name] as (size: number) => string;
    expect(findFaults(monster(60), dialect)).toEqual([]);
    const { suspicious, growth } = findGrowth(monster, 1000, dialect);
    expect(suspicious, `${growth.toFixed(0)} times as long for 8 times the text`).toBe(false);
  });
});

describe("what is too deep is said to be", () => {
  const depth = 10_000;
  const nest = (open: string, close: string) => `${open.repeat(depth)}SELECT 1; ${close.repeat(depth)}`;

  it.each([
    ["mysql", `CREATE PROCEDURE p() BEGIN ${nest("BEGIN ", "END; ")} END;`],
    ["mysql", `CREATE PROCEDURE p() BEGIN ${nest("IF a THEN ", "END IF; ")} END;`],
    ["mariadb", nest("BEGIN NOT ATOMIC ", "END; ")],
    ["postgresql", `DO $$ BEGIN ${nest("BEGIN ", "END; ")} END $$;`],
    ["postgresql", `DO $$ BEGIN ${nest("IF a THEN ", "END IF; ")} END $$;`],
  ] as const)("%s: %.40s…", (dialect, text) => {
    expect(reasonsIn(read(text, dialect))).toContain(
      "statements stand in each other more than 100 levels deep",
    );
  });

  it("takes an expression that nests or goes on too far for unknown, and reads what follows", () => {
    const deep = `${"(".repeat(depth)}1${")".repeat(depth)}`;
    const long = Array.from({ length: depth }, () => "1").join(" + ");
    for (const value of [deep, long]) {
      const statements = read(`SET @a = ${value};\nDROP TABLE b;`);
      expect(statements.map(({ kind }) => kind)).toEqual(["assign", "ddl"]);
      expect(depthOf(statements[0] as object)).toBeLessThan(3000);
    }
  });
});

describe("long texts", () => {
  it("keeps no tokens of the rows of a seed, in one line of ten million units", () => {
    const rows = "(1,'x;y''z'),".repeat(800_000);
    const statements = read(`INSERT INTO a VALUES ${rows}(2,'');DROP TABLE b;`);
    expect(statements.map(({ verb, location: { range } }) => [verb, range.end - range.start])).toEqual([
      ["INSERT", "INSERT INTO a VALUES (2,'')".length + rows.length],
      ["DROP TABLE", 12],
    ]);
  });

  it("reads fifty million units", () => {
    const text = `INSERT INTO a VALUES ${"(1,'x'),".repeat(3_125_000)}(2,'');\n/* ${"x".repeat(25_000_000)} */ DROP TABLE b;`;
    expect(read(text).map(({ verb }) => verb)).toEqual(["INSERT", "DROP TABLE"]);
  });

  it("reads a hundred thousand statements and ten thousand columns", () => {
    expect(read("DROP TABLE a;\n".repeat(100_000))).toHaveLength(100_000);
    const columns = Array.from({ length: 10_000 }, (_, at) => `c${at} INT`);
    const [table] = changesOf(read(`CREATE TABLE a (${columns.join(", ")});`));
    expect(table?.kind === "createTable" && table.columns.length).toBe(10_000);
  });

  it("reads a hundred thousand statements without semicolons as one after the other", () => {
    const text = "ALTER TABLE a ADD b INT\n".repeat(100_000);
    const [statement, ...others] = read(text);
    expect(others).toEqual([]);
    expect(changesOf(read(text))).toHaveLength(100_000);
    expect(statement?.problems).toHaveLength(99_999);
  });
});

describe("strange texts", () => {
  const table = "CREATE TABLE a (b INT, c INT);";

  it.each([
    ["NUL between the words", table.replaceAll(" ", "\0")],
    ["carriage returns", table.replaceAll(" ", "\r")],
    ["line ends of Windows", table.replaceAll(" ", "\r\n")],
    ["no-break spaces", table.replaceAll(" ", "\u00a0")],
    ["a byte order mark in the middle", `DROP TABLE x;\n\ufeff${table}`],
    ["UTF-16", decode(Buffer.from(table, "utf16le")).text],
    ["bytes that are no UTF-8", decode(Buffer.from(`-- caf\u00e9\n${table}`, "latin1")).text],
  ])("reads a table written with %s", (_, text) => {
    const created = changesOf(read(text)).at(-1);
    expect(created?.kind === "createTable" && created.columns.map(({ name }) => name.text)).toEqual([
      "b",
      "c",
    ]);
  });

  it("ends a comment where an old Macintosh ends the line", () => {
    expect(read("-- x\rDROP TABLE a;\r# y\rDROP TABLE b;")).toHaveLength(2);
  });

  // MySQL 8.4 manual 9.2: U+0080 to U+FFFF may stand in a name without quotes.
  it("keeps what cannot be seen as part of the name, as servers do", () => {
    for (const name of ["a\u200b", "a\u202eb", "\u2066a", "ａ", "😀"]) {
      const text = `CREATE TABLE ${name} (b INT);`;
      const [created] = changesOf(read(text));
      const written = created?.kind === "createTable" ? created.table.name : undefined;
      expect(written?.text).toBe(name);
      expect(text.slice(written?.range.start, written?.range.end)).toBe(name);
    }
  });

  it("tells what is never closed, once", () => {
    for (const open of ["'", '"', "`", "/*"]) {
      const problems = read(`DROP TABLE a;\nCREATE TABLE b (c INT DEFAULT ${open}x);\nDROP TABLE d;`).flatMap(
        (statement) => statement.problems,
      );
      expect(problems.map(({ message }) => message)).toEqual([expect.stringMatching(/is never closed\.$/)]);
    }
  });
});

function changesOf(statements: readonly Statement[]) {
  return statements.flatMap((statement) => (statement.kind === "ddl" ? statement.changes : []));
}

function reasonsIn(statements: readonly Statement[]): readonly string[] {
  const found: string[] = [];
  const open: object[] = [...statements];
  for (let node = open.pop(); node; node = open.pop()) {
    if ("reason" in node) found.push(node.reason as string);
    for (const [key, value] of Object.entries(node))
      if (key !== "file" && typeof value === "object" && value !== null) open.push(value);
  }
  return found;
}

/** How deep objects stand in each other. */
function depthOf(root: object): number {
  let deepest = 0;
  const open: [object, number][] = [[root, 1]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, depth] = next;
    deepest = Math.max(deepest, depth);
    for (const [key, value] of Object.entries(node))
      if (key !== "file" && typeof value === "object" && value !== null) open.push([value, depth + 1]);
  }
  return deepest;
}
