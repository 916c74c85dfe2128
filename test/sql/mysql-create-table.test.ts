import { describe, expect, test } from "vitest";
import { placesIn, read, readOne } from "./mysql-reading.js";

/** A column of a table, with the text behind each of its parts. */
function column(definition: string, dialect: "mysql" | "mariadb" = "mysql") {
  const sql = `CREATE TABLE t (c ${definition}, other INT)`;
  const [own] = readOne(sql, "createTable", dialect).columns;
  return { ...own, places: placesIn(sql, own) };
}

describe("a column", () => {
  test("has a place for each part", () => {
    const { places } = column(
      "VARCHAR(255) CHARACTER SET latin1 COLLATE latin1_bin NOT NULL DEFAULT 'x' COMMENT 'why' UNIQUE KEY",
    );
    expect(places).toEqual({
      ".": "c VARCHAR(255) CHARACTER SET latin1 COLLATE latin1_bin NOT NULL DEFAULT 'x' COMMENT 'why' UNIQUE KEY",
      name: "c",
      type: "VARCHAR(255) CHARACTER SET latin1 COLLATE latin1_bin",
      "type.charset": "CHARACTER SET latin1",
      "type.collation": "COLLATE latin1_bin",
      nullable: "NOT NULL",
      default: "'x'",
      comment: "COMMENT 'why'",
      "indexes.0": "UNIQUE KEY",
      "indexes.0.parts.0": "UNIQUE KEY",
      "indexes.0.parts.0.column": "c",
    });
  });

  test("has a place for each value of ENUM", () => {
    const { places, type } = column("ENUM('A', 'B,''C') NOT NULL");
    expect(places).toMatchObject({ "type.values.0": "'A'", "type.values.1": "'B,''C'" });
    expect(type?.values.map((one) => one.value)).toEqual(["A", "B,'C"]);
  });

  test.each([
    ["INT", { name: "int", text: "INT", arguments: [] }],
    ["INTEGER(11) UNSIGNED ZEROFILL", { name: "int", arguments: ["11"], unsigned: true, zerofill: true }],
    ["BOOL", { name: "tinyint", arguments: ["1"], text: "BOOL" }],
    ["numeric( 10 , 2 )", { name: "decimal", arguments: ["10", "2"], text: "numeric(10, 2)" }],
    ["DOUBLE PRECISION", { name: "double" }],
    ["CHAR VARYING(5)", { name: "varchar", arguments: ["5"] }],
    ["NATIONAL CHARACTER(5)", { name: "char", charset: { value: "utf8mb3" } }],
    ["LONG VARBINARY", { name: "mediumblob" }],
    ["CHAR(5) BYTE", { name: "binary" }],
    [
      "TEXT CHARSET utf8 COLLATE utf8_bin",
      { charset: { value: "utf8mb3" }, collation: { value: "utf8mb3_bin" } },
    ],
    ["JSON", { name: "json" }],
  ])("of type %s", (type, wanted) => {
    expect(column(type).type).toMatchObject(wanted);
  });

  test.each([
    ["DEFAULT 'x' 'y'", { kind: "literal", value: "xy", text: "'x' 'y'" }],
    ["DEFAULT -1.5", { kind: "literal", value: "-1.5", text: "-1.5" }],
    ["DEFAULT TRUE", { kind: "literal", value: "1" }],
    ["DEFAULT b'1'", { kind: "literal" }],
    ["DEFAULT NULL", { kind: "null" }],
    ["DEFAULT CURRENT_TIMESTAMP(6)", { kind: "now", text: "CURRENT_TIMESTAMP(6)" }],
    ["DEFAULT now()", { kind: "now" }],
    ["DEFAULT (now())", { kind: "now", text: "(now())" }],
    ["DEFAULT (uuid())", { kind: "expression", text: "(uuid())" }],
  ])("with %s", (definition, wanted) => {
    expect(column(`INT ${definition}`).default).toMatchObject(wanted);
  });

  test("may be generated", () => {
    const { generated, places } = column("INT GENERATED ALWAYS AS (a + (b * 2)) STORED");
    expect(generated?.stored).toBe(true);
    expect(places["generated.expression"]).toBe("a + (b * 2)");
    expect(column("INT AS (a) VIRTUAL").generated?.stored).toBe(false);
  });

  test("maintains itself", () => {
    const { onUpdate, places } = column("TIMESTAMP DEFAULT NOW() ON UPDATE CURRENT_TIMESTAMP(3)");
    expect(onUpdate?.value).toBe("CURRENT_TIMESTAMP(3)");
    expect(places.onUpdate).toBe("ON UPDATE CURRENT_TIMESTAMP(3)");
  });

  test("SERIAL brings its own facts along", () => {
    const { type, nullable, indexes, autoIncrement } = column("SERIAL");
    expect([type?.name, nullable?.value, indexes?.[0]?.kind, autoIncrement !== undefined]).toEqual([
      "bigint",
      false,
      "unique",
      true,
    ]);
    expect(column("INT SERIAL DEFAULT VALUE").indexes).toHaveLength(1);
  });

  test("may refer, check and hide", () => {
    const own = column("INT INVISIBLE REFERENCES p (id) ON DELETE CASCADE");
    expect(own.visible).toBe(false);
    expect(own.places["foreignKeys.0.onDelete"]).toBe("ON DELETE CASCADE");
    const checked = column("INT UNIQUE CONSTRAINT positive CHECK (c > 0) NOT ENFORCED");
    expect(checked.checks?.[0]).toMatchObject({ inline: true, enforced: false });
    expect(checked.places["checks.0.expression"]).toBe("c > 0");
  });
});

describe("a key", () => {
  const keyOf = (element: string) => {
    const sql = `CREATE TABLE t (a INT, ${element})`;
    const { indexes, foreignKeys, checks } = readOne(sql, "createTable");
    const own = indexes[0] ?? foreignKeys[0] ?? checks[0];
    return { ...own, places: placesIn(sql, own) };
  };

  test.each([
    ["PRIMARY KEY (a, b)", { kind: "primary", constraint: true }],
    ["CONSTRAINT n UNIQUE (a)", { kind: "unique", constraint: true, name: { text: "n" } }],
    ["UNIQUE KEY n (a)", { kind: "unique", constraint: false }],
    ["KEY (a)", { kind: "index" }],
    ["INDEX n USING BTREE (a)", { kind: "index", method: { value: "btree" } }],
    ["FULLTEXT KEY n (a) WITH PARSER ngram", { kind: "fulltext" }],
    ["SPATIAL INDEX n (a)", { kind: "spatial" }],
    ["KEY n (a) COMMENT 'why' INVISIBLE", { comment: { value: "why" }, visible: false }],
    [
      "KEY n (a(10) DESC, (lower(b)))",
      { parts: [{ length: 10, descending: true }, { expression: "lower(b)" }] },
    ],
    ["KEY date (a)", { name: { text: "date" } }],
  ])("%s", (element, wanted) => {
    const { places, ...key } = keyOf(element);
    expect(key).toMatchObject(wanted);
    expect(places["."]).toBe(element);
  });

  test("has a place for each part", () => {
    expect(
      keyOf("CONSTRAINT fk FOREIGN KEY i (a, b) REFERENCES s.p (c, d) ON UPDATE SET NULL ON DELETE NO ACTION")
        .places,
    ).toEqual({
      ".": "CONSTRAINT fk FOREIGN KEY i (a, b) REFERENCES s.p (c, d) ON UPDATE SET NULL ON DELETE NO ACTION",
      name: "fk",
      indexName: "i",
      "columns.0": "a",
      "columns.1": "b",
      target: "s.p",
      "target.schema": "s",
      "target.name": "p",
      "targetColumns.0": "c",
      "targetColumns.1": "d",
      onDelete: "ON DELETE NO ACTION",
      onUpdate: "ON UPDATE SET NULL",
      referencesRange: "REFERENCES s.p (c, d)",
    });
  });

  test("may be a check", () => {
    const { places } = keyOf("CONSTRAINT c CHECK (a IN ('x', ')'))");
    expect(places.expression).toBe("a IN ('x', ')')");
  });
});

describe("a table", () => {
  test("has options by name", () => {
    const sql = `CREATE TABLE t (a INT) ENGINE = InnoDB, DEFAULT CHARSET utf8mb4 COLLATE='utf8mb4_bin'
      AUTO_INCREMENT=5 COMMENT 'x' ROW_FORMAT=DYNAMIC DATA DIRECTORY='/d'`;
    const { options } = readOne(sql, "createTable");
    expect(options.map(({ name, value }) => `${name}=${value}`)).toEqual([
      "engine=InnoDB",
      "charset=utf8mb4",
      "collation=utf8mb4_bin",
      "auto_increment=5",
      "comment=x",
      "row_format=DYNAMIC",
      "data directory=/d",
    ]);
    expect(sql.slice(options[1]?.range.start, options[1]?.range.end)).toBe("DEFAULT CHARSET utf8mb4");
  });

  test.each([
    ["CREATE TABLE IF NOT EXISTS t (a INT)", { ifNotExists: true }],
    ["CREATE TEMPORARY TABLE t (a INT)", { temporary: true }],
    ["CREATE TABLE s.t (a INT)", { table: { schema: { text: "s" }, name: { text: "t" } } }],
    ["CREATE TABLE t LIKE u", { like: [{ table: { name: { text: "u" } } }] }],
    ["CREATE TABLE t (LIKE u)", { like: [{ table: { name: { text: "u" } } }] }],
    [
      "CREATE TABLE t (a INT) PARTITION BY RANGE (a) (PARTITION p VALUES LESS THAN (5))",
      { partitioned: true },
    ],
    ["CREATE TABLE t (a INT) /*!50100 PARTITION BY HASH (a) */", { partitioned: true }],
  ])("%s", (sql, wanted) => {
    expect(readOne(sql, "createTable")).toMatchObject(wanted);
  });

  test("may have the columns of a query", () => {
    const sql = "CREATE TABLE t (a INT) ENGINE=InnoDB AS SELECT 1 AS b";
    const { asQuery } = readOne(sql, "createTable");
    expect(sql.slice(asQuery?.start, asQuery?.end)).toBe("AS SELECT 1 AS b");
  });

  test("may be replaced, on MariaDB", () => {
    expect(readOne("CREATE OR REPLACE TABLE t (a INT)", "createTable", "mariadb").orReplace).toBe(true);
    expect(read("CREATE OR REPLACE TABLE t (a INT)").constructs).toEqual(["OR REPLACE: create-or-replace"]);
  });
});
