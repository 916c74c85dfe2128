import { describe, expect, test } from "vitest";
import { read } from "./mysql-reading.js";

/** The columns and keys of the table that a broken statement still gives. */
function elementsOf(sql: string): readonly string[] {
  const [change] = read(sql).changes;
  if (change?.kind !== "createTable") return [];
  return [
    ...change.columns.map((column) => column.name.text),
    ...change.indexes.map((index) => index.name?.text ?? index.kind),
    ...change.foreignKeys.map((key) => key.name?.text ?? "foreign key"),
  ];
}

describe("a broken table costs one problem, at the token to change, and is read on", () => {
  test.each([
    ["CREATE TABLE t (a INT, b INT,)", ",: Trailing comma before `)`."],
    ["CREATE TABLE t (a INT,, b INT)", ",: A comma too many: nothing stands before it."],
    ["CREATE TABLE t (a INT b INT)", "b: A comma is missing before `b`."],
    [
      "CREATE TABLE t (a INT NOT NULL PRIMARY KEY (a), b INT)",
      "PRIMARY: A comma is missing before `PRIMARY`.",
    ],
    ["CREATE TABLE t (a, b INT)", "a: Column `a` has no type."],
    ["CREATE TABLE t (a VARCHAR, b INT)", "VARCHAR: VARCHAR has no length."],
    ["CREATE TABLE t (a ENUM('x', 'y',), b INT)", ",: Trailing comma before `)` in the list of values."],
    ["CREATE TABLE t (a INT, b INT, KEY k (a,))", ",: Trailing comma before `)`."],
    ["CREATE TABLE t (a INT, order INT, b INT)", "order: `order` is a reserved word."],
    ["CREATE TABLE t (a INT, key VARCHAR(64), b INT)", "key: `key` is a reserved word."],
    ["CREATE TABLE t (a INT, b INT) TYPE=InnoDB", "TYPE=InnoDB: TYPE is no table option since MySQL 5.5."],
  ])("%s", (sql, wanted) => {
    expect(read(sql).problems).toEqual([wanted]);
    expect(elementsOf(sql)).toEqual(expect.arrayContaining(["a"]));
    if (/b INT/.test(sql)) expect(elementsOf(sql)).toContain("b");
  });

  test("a parenthesis that is never closed", () => {
    const { problems } = read("CREATE TABLE t (a INT, b INT");
    expect(problems).toEqual(["INT: The `)` that closes the table's definition is missing."]);
    expect(elementsOf("CREATE TABLE t (a INT, b INT")).toEqual(["a", "b"]);
  });

  test("a clause that it does not know", () => {
    const sql = "CREATE TABLE t (a INT FANCY, b INT, KEY k (a), c INT WITH GLITTER (5) NOT NULL)";
    expect(read(sql).problems).toEqual([
      "FANCY: Cannot read `FANCY` in the definition of column `a`.",
      "WITH: Cannot read `WITH` in the definition of column `c`.",
    ]);
    expect(elementsOf(sql)).toEqual(["a", "b", "c", "k"]);
  });

  test.each([
    [
      "CREATE TABLE t (a INT GLITTER = 5, b INT)",
      "? GLITTER: Cannot read `GLITTER` in the definition of column `a`.",
    ],
    ["CREATE TABLE t (a INT DEFAULT b + 1, c INT)", "? +: Cannot read `+` in the definition of column `a`."],
    ["ALTER TABLE t GLITTER = 5", "? GLITTER: There is no table option `GLITTER`."],
  ])("what an engine or a server may take is a doubt: %s", (sql, wanted) => {
    expect(read(sql).problems).toEqual([wanted]);
  });

  test("an element that is none", () => {
    const sql = "CREATE TABLE t (a INT, 5, b INT)";
    expect(read(sql).problems).toHaveLength(1);
    expect(elementsOf(sql)).toEqual(["a", "b"]);
  });
});

describe("a broken ALTER TABLE costs one problem, and the next action is read", () => {
  test.each([
    ["ADD a INT, DROP b,", ",: Trailing comma at the end of the statement."],
    ["ADD a INT DROP b", "DROP: A comma is missing before `DROP`."],
    ["ADD a INT,, DROP b", ",: A comma too many: no action stands before it."],
    ["ADD a INT, FROBNICATE c, DROP b", "FROBNICATE: Cannot read `FROBNICATE` as an action of ALTER TABLE."],
    ["ADD KEY k (x, DROP b", "DROP: `DROP` is a reserved word."],
    [
      "MODIFY a INT REFERENCES p (id), DROP b",
      "REFERENCES p (id): REFERENCES cannot stand behind MODIFY or CHANGE.",
    ],
  ])("%s", (actions, wanted) => {
    const { problems, changes } = read(`ALTER TABLE t ${actions}`);
    expect(problems[0]).toBe(wanted);
    if (!actions.includes("KEY k")) expect(changes.map((change) => change.kind)).toContain("dropColumn");
  });
});

describe("a clause that is not finished, or holds too much", () => {
  test.each([
    ["ALTER TABLE t MODIFY a VARCHAR(64 NOT NULL", "NOT: Expected a comma or `)`, found `NOT`."],
    ["ALTER TABLE t MODIFY a VARCHAR(64", "64: Expected a comma or `)`, but the statement ends."],
    ["ALTER TABLE t MODIFY a VARCHAR(64 64) NOT NULL", "64: Expected a comma or `)`, found `64`."],
    ["ALTER TABLE t MODIFY a DECIMAL(,9) NOT NULL", ",: Expected a number, found `,`."],
    ["ALTER TABLE t MODIFY a CHAR() NOT NULL", "): Expected a number, found `)`."],
    ["ALTER TABLE t MODIFY a SPARKLE", "SPARKLE: `SPARKLE` is not a type."],
    ["CREATE TABLE t (a ENUM('x' 'y'))", "'y': Expected a comma or `)` in the list of values, found `'y'`."],
    ["CREATE TABLE t (a INT COMMENT 'x' 'y')", "'y': Expected one string, found `'y'` behind it."],
    [
      "CREATE TABLE t (a INT PRIMARY AUTO_INCREMENT)",
      "AUTO_INCREMENT: Expected KEY behind PRIMARY, found `AUTO_INCREMENT`.",
    ],
    ["CREATE TABLE t (a INT DEFAULT DEFAULT 1)", "DEFAULT: DEFAULT has no value."],
    ["CREATE TABLE t (a INT DEFAULT COMMENT 'x')", "DEFAULT: DEFAULT has no value."],
    ["CREATE TABLE t (a INT DEFAULT NOT NULL)", "DEFAULT: DEFAULT has no value."],
    ["ALTER TABLE t ADD a DATETIME DEFAULT NOW(", "(: Expected `)`, but the statement ends."],
    ["CREATE TABLE t (a CHAR(1) COLLATE)", "): Expected a collation, found `)`."],
    ["CREATE TABLE t (a INT) ENGINE=", "=: Expected the value of an option, but the statement ends."],
    ["CREATE TABLE t (a INT) ENGINE ENGINE = InnoDB", "=: Cannot read `=` behind `ENGINE`."],
    ["CREATE TABLE t (a INT) DEFAULT CHARSTE = utf8mb4", "DEFAULT: Cannot read `DEFAULT` here."],
    ["CREATE TABLE t (a INT, FOREIGN KEY () REFERENCES u (a))", "): Expected a column name, found `)`."],
    ["CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES u (a,))", "): Expected a column name, found `)`."],
    [
      "CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES u u (a))",
      "u: Expected `(` and the referenced columns, found `u`.",
    ],
    [
      "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES u (a) ON UPDTAE CASCADE",
      "UPDTAE: Expected DELETE or UPDATE behind ON, found `UPDTAE`.",
    ],
    [
      "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES u (a) ON CASCADE, DROP b",
      "CASCADE: Expected DELETE or UPDATE behind ON, found `CASCADE`.",
    ],
    [
      "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES u (a) ON ON DELETE CASCADE",
      "ON: Expected DELETE or UPDATE behind ON, found `ON`.",
    ],
    ["ALTER TABLE t CONVERT TO CHARACTER SET", "SET: Expected a character set, but the statement ends."],
    ["ALTER TABLE t ALTER a SET 0 DEFAULT", "SET: Cannot read `SET` as a change of a column."],
    ["ALTER TABLE t DISABLE DISABLE KEYS", "DISABLE: Expected KEYS, found `DISABLE`."],
    ["ALTER TABLE t LOCK = = SHARED", "=: Expected how it is done, found `=`."],
    ["ALTER TABLE t ENABLE KEYS KEYS", "KEYS: Cannot read `KEYS` here."],
    ["CREATE INDEX ON t (a)", "ON: The index has no name."],
    ["CREATE INDEX i ON t (a b)", "b: Expected a comma or `)`, found `b`."],
    ["CREATE UNIQUE UNIQUE INDEX i ON t (a)", "UNIQUE: Cannot CREATE `UNIQUE`: no such kind of object."],
    ["DROP TABLE t t", "t: Cannot read `t` here."],
  ])("%s", (sql, wanted) => {
    expect(read(sql).problems).toEqual([wanted]);
  });
});

describe("what swallows the rest is told at its beginning", () => {
  test.each([
    ["CREATE TABLE t (a INT DEFAULT 'x, b INT); DROP TABLE u;", "'"],
    ["CREATE TABLE t (a INT /* why, b INT); DROP TABLE u;", "/*"],
    ["CREATE TABLE `t (a INT); DROP TABLE u;", "`"],
  ])("%s", (sql, wanted) => {
    const { problems } = read(sql);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.startsWith(`${wanted}: `)).toBe(true);
  });
});

describe("reserved words", () => {
  test.each([
    ["CREATE TABLE groups (rank INT)", [8, 0], 2],
    ["CREATE TABLE groups (rank INT)", [5, 7], 0],
    ["CREATE TABLE `groups` (`rank` INT)", [8, 0], 0],
    ["ALTER TABLE t DROP COLUMN system, ADD COLUMN name INT", [8, 0], 1],
    ["DROP TABLE s.order", [8, 0], 0],
  ])("%s on %j: %i", (sql, version, count) => {
    const reserved = read(sql, "mysql", version).problems.filter((problem) =>
      problem.endsWith("is a reserved word."),
    );
    expect(reserved).toHaveLength(count);
  });

  test("are those of the dialect", () => {
    expect(read("CREATE TABLE t (rank INT)", "mariadb", [10, 11]).problems).toEqual([]);
    expect(read("CREATE TABLE t (offset INT)", "mariadb", [10, 11]).problems).toHaveLength(1);
    expect(read("CREATE TABLE t (offset INT)", "mysql", [8, 0]).problems).toEqual([]);
  });
});

describe("statements", () => {
  test("that begin like none", () => {
    const { statements, problems } = read("CRAETE TABLE t (a INT); DROP TABLE u;");
    expect(problems).toHaveLength(1);
    expect(statements.map((statement) => statement.kind)).toEqual(["opaque", "ddl"]);
  });

  test("whose `;` was forgotten", () => {
    const { problems, changes } = read("DROP TABLE a\nDROP TABLE b;");
    expect(problems).toEqual(["DROP: A `;` is missing before `DROP`."]);
    expect(changes).toHaveLength(2);
  });
});
