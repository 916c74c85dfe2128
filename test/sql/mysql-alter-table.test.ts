import { describe, expect, test } from "vitest";
import type { Dialect } from "../../src/sql/definition.js";
import { read } from "./mysql-reading.js";

/** Each change of a statement as `kind: its text`. */
function changesOf(actions: string, dialect: Dialect = "mysql"): readonly string[] {
  const { changes, problems, textOf } = read(`ALTER TABLE t ${actions}`, dialect);
  expect(problems, actions).toEqual([]);
  return changes.map(({ kind, range }) => `${kind}: ${textOf(range)}`);
}

describe("actions", () => {
  test.each([
    ["ADD COLUMN a INT FIRST", "addColumn"],
    ["ADD a INT AFTER b", "addColumn"],
    ["DROP COLUMN a", "dropColumn"],
    ["DROP a", "dropColumn"],
    ["DROP `key`", "dropColumn"],
    ["MODIFY COLUMN a BIGINT NOT NULL", "redefineColumn"],
    ["CHANGE a b INT", "redefineColumn"],
    ["RENAME COLUMN a TO b", "renameColumn"],
    ["ALTER COLUMN a SET DEFAULT 5", "alterColumn"],
    ["ALTER a DROP DEFAULT", "alterColumn"],
    ["ALTER COLUMN a SET INVISIBLE", "alterColumn"],
    ["ADD INDEX i (a)", "addIndex"],
    ["ADD UNIQUE (a)", "addIndex"],
    ["ADD PRIMARY KEY (a)", "addIndex"],
    ["ADD FULLTEXT INDEX i (a)", "addIndex"],
    ["DROP INDEX i", "dropIndex"],
    ["DROP KEY i", "dropIndex"],
    ["RENAME INDEX i TO j", "renameIndex"],
    ["ALTER INDEX i INVISIBLE", "setIndexVisibility"],
    ["DROP PRIMARY KEY", "dropPrimaryKey"],
    ["ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id)", "addForeignKey"],
    ["DROP FOREIGN KEY fk", "dropForeignKey"],
    ["ADD CONSTRAINT c CHECK (a > 0)", "addCheck"],
    ["DROP CHECK c", "dropConstraint"],
    ["DROP CONSTRAINT c", "dropConstraint"],
    ["ALTER CHECK c NOT ENFORCED", "alterConstraint"],
    ["RENAME TO u", "renameTable"],
    ["RENAME AS s.u", "renameTable"],
    ["CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin", "convertCharset"],
    ["ENGINE=InnoDB ROW_FORMAT=DYNAMIC", "setTableOptions"],
    ["COMMENT 'x'", "setTableOptions"],
    ["DISABLE KEYS", "touchTable"],
    ["ORDER BY a, b DESC", "touchTable"],
    ["FORCE", "touchTable"],
    ["ADD PARTITION (PARTITION p VALUES LESS THAN (5))", "touchTable"],
    ["TRUNCATE PARTITION p", "touchTable"],
  ])("%s", (action, kind) => {
    expect(changesOf(action)).toEqual([`${kind}: ${action}`]);
  });

  test.each([
    ["ADD COLUMN IF NOT EXISTS a INT", "addColumn"],
    ["DROP FOREIGN KEY IF EXISTS fk", "dropForeignKey"],
    ["ADD CONSTRAINT IF NOT EXISTS c CHECK (a > 0)", "addCheck"],
    ["ALTER INDEX i NOT IGNORED", "setIndexVisibility"],
    ["ADD SYSTEM VERSIONING", "touchTable"],
    ["DROP PERIOD IF EXISTS FOR p", "dropConstraint"],
    ["ADD PERIOD FOR p (a, b)", "addCheck"],
    ["CONVERT PARTITION p TO TABLE u", "touchTable"],
    ["ADD PARTITION IF NOT EXISTS (PARTITION p VALUES LESS THAN (5))", "touchTable"],
  ])("of MariaDB: %s", (action, kind) => {
    expect(changesOf(action, "mariadb")).toEqual([`${kind}: ${action}`]);
  });

  test("come in the order written", () => {
    expect(
      changesOf("ADD a INT, DROP b, ENGINE=InnoDB COMMENT='x', ADD (c INT, KEY (c)), RENAME TO u"),
    ).toEqual([
      "addColumn: ADD a INT",
      "dropColumn: DROP b",
      "setTableOptions: ENGINE=InnoDB COMMENT='x'",
      "addColumn: c INT",
      "addIndex: KEY (c)",
      "renameTable: RENAME TO u",
    ]);
  });

  test("behind versioning are read, too", () => {
    expect(changesOf("DROP PERIOD FOR p, DROP KEY k", "mariadb")).toEqual([
      "dropConstraint: DROP PERIOD FOR p",
      "dropIndex: DROP KEY k",
    ]);
  });
});

describe("what another server has is noted", () => {
  test.each([
    ["ALTER TABLE t ADD COLUMN IF NOT EXISTS a INT", ["IF NOT EXISTS: add-column-if-not-exists"]],
    [
      "ALTER TABLE IF EXISTS t DROP IF EXISTS a",
      ["IF EXISTS: alter-table-if-exists", "IF EXISTS: drop-column-if-exists"],
    ],
    ["ALTER IGNORE TABLE t ADD UNIQUE (a)", ["IGNORE: alter-ignore"]],
    ["ALTER TABLE t WAIT 5 DROP a", ["WAIT 5: ddl-wait"]],
    ["ALTER TABLE t ADD SYSTEM VERSIONING", ["SYSTEM VERSIONING: system-versioning"]],
    ["ALTER TABLE t ADD KEY k (a) IGNORED", ["IGNORED: ignored-index"]],
    ["ALTER TABLE t ADD KEY k (a) INVISIBLE", ["INVISIBLE: invisible-index"]],
    ["ALTER TABLE t ALTER COLUMN a TYPE TEXT", ["TYPE: alter-column-type"]],
    ["ALTER TABLE t ALTER COLUMN a SET NOT NULL", ["SET NOT NULL: alter-column-nullability"]],
    ["ALTER TABLE t ADD a JSONB", ["JSONB: type-jsonb"]],
    ["ALTER TABLE t ADD a INT AS (b->>'$.c')", ["->>: json-arrow"]],
    ["ALTER TABLE t ADD a INT AS (b) STORED NOT NULL", ["NOT NULL: generated-nullability"]],
    ['ALTER TABLE "t" ADD "a" INT', ['"t": double-quoted-name']],
    ["CREATE TABLE t (a INT) PAGE_CHECKSUM=1", ["PAGE_CHECKSUM: mariadb-table-option"]],
    ["DROP INDEX i ON t LOCK=NONE", ["LOCK: drop-index-options"]],
  ])("%s", (sql, wanted) => {
    const { constructs, problems } = read(sql);
    expect(problems).toEqual([]);
    expect(constructs).toEqual(wanted);
  });

  test("not where the script asked for it", () => {
    expect(read(`SET sql_mode = 'ANSI_QUOTES'; DROP TABLE "t"`).constructs).toEqual([]);
    expect(read(`SET sql_mode = 'STRICT_ALL_TABLES'; DROP TABLE "t"`).constructs).toHaveLength(1);
  });
});

describe("other statements", () => {
  test.each([
    ["DROP TABLE IF EXISTS a, s.b", ["dropTable", "dropTable"]],
    ["RENAME TABLE a TO b, c TO d", ["renameTable", "renameTable"]],
    ["CREATE UNIQUE INDEX i ON t (a)", ["addIndex"]],
    ["CREATE FULLTEXT INDEX i ON t (a) ALGORITHM=INPLACE LOCK=NONE", ["addIndex"]],
    ["DROP INDEX i ON t", ["dropIndex"]],
    ["CREATE VIEW v AS SELECT 1", ["createObject"]],
    ["CREATE DATABASE d CHARACTER SET utf8mb4", ["createObject", "alterObject"]],
    ["ALTER DATABASE COLLATE utf8mb4_bin", ["alterObject"]],
    ["DROP PROCEDURE IF EXISTS p", ["dropObject"]],
    ["CREATE TRIGGER x BEFORE UPDATE ON t FOR EACH ROW SET NEW.a = 1", ["createObject"]],
  ])("%s", (sql, kinds) => {
    const { changes, problems } = read(sql);
    expect(problems).toEqual([]);
    expect(changes.map((change) => change.kind)).toEqual(kinds);
  });

  test.each([
    ["INSERT INTO t VALUES (1)", "data"],
    ["SELECT 1", "query"],
    ["SET NAMES utf8mb4", "session"],
    ["SET @a = 1", "assign"],
    ["SELECT COUNT(*) INTO @a FROM t", "assign"],
    ["PREPARE s FROM @a", "prepare"],
    ["EXECUTE s", "execute"],
    ["CALL p(1)", "call"],
    ["USE d", "session"],
    ["LOCK TABLES t WRITE", "session"],
  ])("%s", (sql, kind) => {
    expect(read(sql).statements.map((statement) => statement.kind)).toEqual([kind]);
  });
});
