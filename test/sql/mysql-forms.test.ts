import { describe, expect, test } from "vitest";
import { read } from "./mysql-reading.js";

// Each is refused by MySQL 9.7 and MariaDB 10.11 as a syntax error at the token told, unless a server is named.

describe("a type takes its own numbers and words, and no others", () => {
  test.each([
    ["INT(5, 2)", "2: One number too many: 1 may stand here."],
    ["DECIMAL(5, 2, 1)", "1: One number too many: 2 may stand here."],
    ["DOUBLE(5)", "): The number of digits behind the point is missing."],
    ["DATE(3)", "(: DATE takes nothing in parentheses."],
    ["JSON(5)", "(: JSON takes nothing in parentheses."],
    ["BOOLEAN(1)", "(: BOOLEAN takes nothing in parentheses."],
    ["LONGTEXT(5)", "(: LONGTEXT takes nothing in parentheses."],
    ["TEXT UNSIGNED", "UNSIGNED: The type before `UNSIGNED` does not take it."],
    ["BIT UNSIGNED", "UNSIGNED: The type before `UNSIGNED` does not take it."],
    ["TIMESTAMP ZEROFILL", "ZEROFILL: The type before `ZEROFILL` does not take it."],
    ["INT CHARACTER SET utf8mb4", "CHARACTER: The type before `CHARACTER` does not take it."],
    ["BLOB CHARSET utf8mb4", "CHARSET: The type before `CHARSET` does not take it."],
    ["DATE BINARY", "BINARY: The type before `BINARY` does not take it."],
    ["NCHAR(5) CHARACTER SET utf8mb4", "CHARACTER: The type before `CHARACTER` does not take it."],
    ["ENUM", "): Expected `(` and the values, found `)`."],
    ["INT COMMENT = 'x'", "=: A column's COMMENT takes no `=`."],
  ])("%s", (type, wanted) => {
    expect(read(`CREATE TABLE t (a ${type})`).problems).toEqual([wanted]);
  });

  test.each([
    "INT(5) UNSIGNED ZEROFILL",
    "YEAR(4) UNSIGNED",
    "DECIMAL(5) UNSIGNED",
    "FLOAT(5)",
    "DOUBLE PRECISION(5, 2)",
    "TEXT(500) CHARACTER SET utf8mb4",
    "BLOB(500)",
    "ENUM('a') CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
    "LONG VARCHAR CHARACTER SET utf8mb4",
    "NATIONAL VARCHAR(5)",
    "NCHAR(5) BINARY",
    "TIME(3)",
    "INT COLLATE utf8mb4_bin",
  ])("%s is taken", (type) => {
    expect(read(`CREATE TABLE t (a ${type})`).problems).toEqual([]);
  });
});

describe("an option of a table takes its own kind of value", () => {
  test.each([
    ["COMMENT x", "x: COMMENT takes a string in quotes, found `x`."],
    ["AUTO_INCREMENT=x", "x: AUTO_INCREMENT takes a number, found `x`."],
    ["AUTO_INCREMENT='5'", "'5': AUTO_INCREMENT takes a number, found `'5'`."],
    ["ENGINE=5", "5: ENGINE takes a name, found `5`."],
    ["PACK_KEYS=x", "x: PACK_KEYS takes 0, 1 or DEFAULT, found `x`."],
    ["PACK_KEYS=2", "2: PACK_KEYS takes 0, 1 or DEFAULT, found `2`."],
    ["STATS_SAMPLE_PAGES=x", "x: STATS_SAMPLE_PAGES takes a number or DEFAULT, found `x`."],
    ["INSERT_METHOD=x", "x: INSERT_METHOD takes one of NO, FIRST, LAST, found `x`."],
  ])("%s", (option, wanted) => {
    expect(read(`CREATE TABLE t (a INT) ${option}`).problems).toEqual([wanted]);
    expect(read(`ALTER TABLE t ${option}`).problems).toEqual([wanted]);
  });

  test("a format of rows that there is not", () => {
    const [problem] = read("CREATE TABLE t (a INT) ROW_FORMAT=NICE").problems;
    expect(problem).toMatch(/^NICE: ROW_FORMAT takes one of DEFAULT, FIXED, DYNAMIC, /);
  });

  test.each([
    "AUTO_INCREMENT 5",
    "STATS_PERSISTENT=DEFAULT PACK_KEYS 1",
    "ROW_FORMAT dynamic, ENGINE 'InnoDB'",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: what a tool fills in
    "AUTO_INCREMENT=${start}",
  ])("%s is taken", (options) => {
    expect(read(`CREATE TABLE t (a INT) ${options}`).problems).toEqual([]);
  });

  test("MariaDB leaves a compression to the engine, MySQL wants a string", () => {
    const sql = "CREATE TABLE t (a INT) COMPRESSION=zlib";
    expect(read(sql).problems).toEqual(["zlib: COMPRESSION takes a string in quotes, found `zlib`."]);
    expect(read(sql, "mariadb").problems).toEqual([]);
  });
});

describe("partitions are held against the grammar", () => {
  test.each([
    ["HASH", "HASH: Expected `(`, but the statement ends."],
    ["HASH()", "): Expected what it goes by, found `)`."],
    ["LINEAR RANGE (a)", "RANGE: Expected HASH, KEY, found `RANGE`."],
    ["HASH(a) PARTITIONS x", "x: Expected a number, found `x`."],
    ["RANGE (a) (PARTITION p VALUES LESS (5))", "(: Expected THAN, found `(`."],
    ["RANGE (a) (PARTITION p VALUES LESS THAN 5)", "5: Expected `(`, found `5`."],
    ["RANGE (a) (PARTITION p VALUES LESS THAN (5),)", "): Expected PARTITION, found `)`."],
    ["LIST (a) (PARTITION p VALUES IN ())", "): Expected what it goes by, found `)`."],
    ["LIST (a) (PARTITION p VALUES IN (1) COMMENT=x)", "x: COMMENT takes a string in quotes, found `x`."],
  ])("PARTITION BY %s", (scheme, wanted) => {
    expect(read(`CREATE TABLE t (a INT) PARTITION BY ${scheme}`).problems).toEqual([wanted]);
  });

  test.each([
    "KEY ()",
    "LINEAR KEY ALGORITHM=2 (a) PARTITIONS 4",
    "RANGE COLUMNS (a) (PARTITION p VALUES LESS THAN (5) ENGINE=InnoDB, PARTITION q VALUES LESS THAN (MAXVALUE))",
    "RANGE (a) SUBPARTITION BY HASH (a) SUBPARTITIONS 2 (PARTITION p VALUES LESS THAN MAXVALUE (SUBPARTITION s, SUBPARTITION u COMMENT 'x'))",
    "HASH (a) SELECT 1 AS a",
  ])("PARTITION BY %s is taken", (scheme) => {
    expect(read(`CREATE TABLE t (a INT) PARTITION BY ${scheme}`).problems).toEqual([]);
  });

  test.each([
    ["DROP PARTITION", "PARTITION: Expected the name of a partition, but the statement ends."],
    ["DROP PARTITION ALL", "ALL: Expected the name of a partition, found `ALL`."],
    ["DROP PARTITION p, ADD COLUMN b INT", "ADD: `ADD` is a reserved word."],
    ["COALESCE PARTITION p", "p: Expected the number of partitions, found `p`."],
    ["REORGANIZE PARTITION p", "p: Expected INTO, but the statement ends."],
    ["EXCHANGE PARTITION p WITH u", "u: Expected TABLE, found `u`."],
    ["REMOVE PARTITION", "PARTITION: Expected PARTITIONING behind REMOVE, found `PARTITION`."],
    ["ADD b INT, REMOVE PARTITIONING", "REMOVE: A comma stands before REMOVE PARTITIONING."],
    ["ADD b INT, PARTITION BY HASH (a)", "PARTITION: A comma stands before PARTITION BY."],
  ])("%s", (action, wanted) => {
    expect(read(`ALTER TABLE t ${action}`).problems[0]).toEqual(wanted);
  });

  test.each([
    "DROP PARTITION p, q",
    "TRUNCATE PARTITION ALL",
    "ADD PARTITION PARTITIONS 4",
    "ADD PARTITION (PARTITION p VALUES LESS THAN (5))",
    "REORGANIZE PARTITION",
    "REORGANIZE PARTITION p, q INTO (PARTITION r VALUES LESS THAN (5))",
    "EXCHANGE PARTITION p WITH TABLE u WITHOUT VALIDATION",
    "CHECK PARTITION p",
    "REPAIR PARTITION LOCAL p",
    "ADD b INT REMOVE PARTITIONING",
    "ENGINE=InnoDB PARTITION BY HASH (a)",
  ])("%s is taken", (action) => {
    expect(read(`ALTER TABLE t ${action}`).problems).toEqual([]);
  });
});

test.each([
  ["CREATE TABLE t LIKE u (a INT)", "(: Cannot read `(`: nothing may stand behind LIKE and its table."],
  ["CREATE TABLE t (a INT, CHECK ())", "(): The check has no condition."],
  ["CREATE TABLE t (a INT, KEY k (a) WITH PARSER)", "): Expected the name of a parser, found `)`."],
  ["CREATE TABLE t (a INT, KEY k (a) KEY_BLOCK_SIZE=x)", "x: KEY_BLOCK_SIZE takes a number, found `x`."],
  [
    "CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES u (a) MATCH NICE)",
    "NICE: Expected FULL, PARTIAL or SIMPLE, found `NICE`.",
  ],
])("%s", (sql, wanted) => {
  expect(read(sql).problems).toEqual([wanted]);
});

test("MariaDB has CONSTRAINT IF NOT EXISTS for a check alone", () => {
  const key = "ALTER TABLE t ADD CONSTRAINT IF NOT EXISTS f FOREIGN KEY (a) REFERENCES u (a)";
  expect(read(key, "mariadb").problems).toEqual([
    "FOREIGN: Behind CONSTRAINT IF NOT EXISTS and the name, only a CHECK may stand.",
  ]);
  expect(read("ALTER TABLE t ADD CONSTRAINT IF NOT EXISTS f CHECK (a > 1)", "mariadb").problems).toEqual([]);
});
