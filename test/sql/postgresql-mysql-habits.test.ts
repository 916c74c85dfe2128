import { describe, expect, test } from "vitest";
import type { ColumnDefinition } from "../../src/sql/definition.js";
import { changeOf, changesOf, constructsOf, problemsOf, read } from "./postgresql-reading.js";

/** A text of MySQL's that is read as meant: it has these constructs, and no problem. */
function readHabit(sql: string, ...constructs: readonly string[]) {
  const reading = read(sql);
  expect(problemsOf(reading)).toEqual([]);
  expect(constructsOf(reading)).toEqual(constructs);
  return reading;
}

describe("what a column says", () => {
  const columnOf = (definition: string, ...constructs: readonly string[]): ColumnDefinition => {
    const reading = readHabit(`CREATE TABLE t (a ${definition}, b int);`, ...constructs);
    const { columns } = changeOf(reading, "createTable");
    expect(columns.map(({ name }) => name.text)).toEqual(["a", "b"]);
    return columns[0] as ColumnDefinition;
  };

  test("AUTO_INCREMENT", () => {
    const column = columnOf("int NOT NULL AUTO_INCREMENT PRIMARY KEY", "auto-increment: AUTO_INCREMENT");
    expect(column.autoIncrement).toBeDefined();
    expect(column.indexes[0]?.kind).toBe("primary");
  });

  test("COMMENT", () => {
    expect(columnOf("int COMMENT 'it''s a'", "inline-comment: COMMENT 'it''s a'").comment?.value).toBe(
      "it's a",
    );
    expect(columnOf('int COMMENT "a"', 'inline-comment: COMMENT "a"').comment?.value).toBe("a");
  });

  test("ON UPDATE CURRENT_TIMESTAMP", () => {
    const column = columnOf(
      "timestamp DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP(3)",
      "on-update-current-timestamp: ON UPDATE CURRENT_TIMESTAMP(3)",
    );
    expect([column.default?.kind, column.onUpdate?.value]).toEqual(["now", "CURRENT_TIMESTAMP(3)"]);
  });

  test("CURRENT_TIMESTAMP()", () => {
    const { default: value } = columnOf(
      "timestamp DEFAULT CURRENT_TIMESTAMP() NOT NULL",
      "current-timestamp-call: CURRENT_TIMESTAMP",
    );
    expect(value?.kind).toBe("now");
  });

  test("UNIQUE KEY, VISIBLE, AS (…) STORED", () => {
    expect(columnOf("int UNIQUE KEY", "unique-key-words: UNIQUE KEY").indexes[0]?.kind).toBe("unique");
    expect(columnOf("int INVISIBLE", "column-visibility: INVISIBLE").visible).toBe(false);
    const { generated } = columnOf("int AS (b + 1) STORED", "generated-without-always: AS (b + 1) STORED");
    expect(generated).toMatchObject({ stored: true, expression: { value: "b + 1" } });
  });
});

describe("keys in the table's definition", () => {
  test("KEY, INDEX, FULLTEXT", () => {
    const reading = readHabit(
      "CREATE TABLE t (a int, KEY idx_a (a), INDEX (a), KEY k USING BTREE (a, b(20) DESC), FULLTEXT KEY f (c))",
      "inline-key: KEY idx_a (a)",
      "inline-key: INDEX (a)",
      "key-options: USING BTREE",
      "key-prefix: (20)",
      "key-direction: DESC",
      "inline-key: KEY k USING BTREE (a, b(20) DESC)",
      "fulltext-index: FULLTEXT KEY f (c)",
    );
    const { indexes } = changeOf(reading, "createTable");
    expect(indexes.map(({ kind, name, constraint }) => [kind, name?.text, constraint])).toEqual([
      ["index", "idx_a", false],
      ["index", undefined, false],
      ["index", "k", false],
      ["fulltext", "f", false],
    ]);
    expect(indexes[2]?.parts[1]).toMatchObject({ length: 20, descending: true });
    expect(indexes[2]?.method?.value).toBe("btree");
  });

  test("UNIQUE KEY name", () => {
    const reading = readHabit(
      "CREATE TABLE t (a int, UNIQUE KEY uq_a (a), UNIQUE uq_b (a), CONSTRAINT x UNIQUE INDEX uq_c (a))",
      "unique-key-words: UNIQUE KEY uq_a",
      "unique-key-words: uq_b",
      "unique-key-words: UNIQUE INDEX uq_c",
    );
    expect(changeOf(reading, "createTable").indexes.map(({ kind, name }) => [kind, name?.text])).toEqual([
      ["unique", "uq_a"],
      ["unique", "uq_b"],
      ["unique", "uq_c"],
    ]);
  });

  test("FOREIGN KEY name, CONSTRAINT without one", () => {
    const reading = readHabit(
      "CREATE TABLE t (a int, FOREIGN KEY fk_a (a) REFERENCES s (id), CONSTRAINT FOREIGN KEY (a) REFERENCES s (id))",
      "foreign-key-index-name: fk_a",
      "constraint-without-name: CONSTRAINT",
    );
    expect(changeOf(reading, "createTable").foreignKeys[0]?.indexName?.text).toBe("fk_a");
  });

  test("columns called key or index are columns", () => {
    const reading = readHabit("CREATE TABLE t (key varchar(20), index geometry(Point), key int)");
    expect(changeOf(reading, "createTable").columns).toHaveLength(3);
  });
});

describe("the table", () => {
  test("options", () => {
    const reading = readHabit(
      "CREATE TABLE t (a int) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='x' AUTO_INCREMENT=5;",
      "table-options: ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='x' AUTO_INCREMENT=5",
    );
    expect(changeOf(reading, "createTable").options).toContainEqual(
      expect.objectContaining({ name: "comment", value: "x" }),
    );
  });

  test("LIKE without parentheses", () => {
    const reading = readHabit("CREATE TABLE t LIKE s", "create-table-like: LIKE s");
    expect(changeOf(reading, "createTable").like).toMatchObject([{ including: ["all"] }]);
  });

  test("backticks: once a statement", () => {
    const reading = readHabit("CREATE TABLE `T` (`a b` int, `c` int)", "backtick-name: `T`");
    const change = changeOf(reading, "createTable");
    expect(change.table.name).toMatchObject({ text: "T", quoted: true });
    expect(change.columns[0]?.name.text).toBe("a b");
  });

  test("comments that start with #", () => {
    const reading = readHabit(
      "# one\nCREATE TABLE t ( # two\n  a int, # three\n  b jsonb CHECK (b #>> '{a}' = 'x')\n);",
      "hash-comment: # one",
      "hash-comment: # two",
      "hash-comment: # three",
    );
    expect(changeOf(reading, "createTable").columns).toHaveLength(2);
  });
});

describe("ALTER TABLE", () => {
  test("MODIFY and CHANGE", () => {
    const reading = readHabit(
      "ALTER TABLE t MODIFY COLUMN a text NOT NULL, CHANGE b c int AFTER a",
      "modify-column: MODIFY COLUMN a text NOT NULL",
      "column-position: AFTER a",
      "change-column: CHANGE b c int AFTER a",
    );
    expect(changesOf(reading)).toMatchObject([
      { kind: "redefineColumn", column: { text: "a" }, definition: { nullable: { value: false } } },
      {
        kind: "redefineColumn",
        column: { text: "b" },
        definition: { name: { text: "c" } },
        position: { kind: "after" },
      },
    ]);
  });

  test("FIRST, AFTER, ADD ( … )", () => {
    const reading = readHabit(
      "ALTER TABLE t ADD a int FIRST, ADD COLUMN (b int, c int)",
      "column-position: FIRST",
      "add-column-list: (b int, c int)",
    );
    expect(changesOf(reading)).toMatchObject([
      { position: { kind: "first" } },
      { column: { name: { text: "b" } } },
      { column: { name: { text: "c" } } },
    ]);
  });

  test("DROP of keys", () => {
    const reading = readHabit(
      "ALTER TABLE t DROP FOREIGN KEY IF EXISTS fk, DROP PRIMARY KEY, DROP INDEX i, DROP KEY k, DROP CHECK c",
      "drop-foreign-key-if-exists: IF EXISTS",
      "drop-foreign-key: DROP FOREIGN KEY IF EXISTS fk",
      "drop-primary-key: DROP PRIMARY KEY",
      "alter-table-index: INDEX i",
      "alter-table-index: KEY k",
      "drop-check: DROP CHECK c",
    );
    expect(changesOf(reading).map(({ kind }) => kind)).toEqual([
      "dropForeignKey",
      "dropPrimaryKey",
      "dropIndex",
      "dropIndex",
      "dropConstraint",
    ]);
  });

  test("ADD INDEX, RENAME INDEX, IF NOT EXISTS of constraints", () => {
    const reading = readHabit(
      "ALTER TABLE t ADD INDEX i (a), ADD CONSTRAINT IF NOT EXISTS c UNIQUE (a)",
      "inline-key: INDEX i (a)",
      "constraint-if-not-exists: IF NOT EXISTS",
    );
    expect(changesOf(reading)).toMatchObject([{ index: { kind: "index" } }, { ifNotExists: true }]);
    expect(
      changesOf(readHabit("ALTER TABLE t RENAME INDEX i TO j", "rename-index: RENAME INDEX i TO j")),
    ).toMatchObject([{ kind: "renameIndex" }]);
    readHabit("ALTER TABLE t RENAME AS s", "rename-table: RENAME");
    readHabit("ALTER TABLE t ENGINE=InnoDB", "table-options: ENGINE=InnoDB");
    readHabit(
      "ALTER TABLE t CONVERT TO CHARACTER SET utf8mb4",
      "character-set: CONVERT TO CHARACTER SET utf8mb4",
    );
  });
});

test("other statements", () => {
  expect(
    changesOf(readHabit("RENAME TABLE a TO b, c TO d", "rename-table: RENAME TABLE a TO b, c TO d")),
  ).toMatchObject([{ kind: "renameTable" }, { kind: "renameTable", to: { name: { text: "d" } } }]);
  const dropped = readHabit("DROP INDEX i ON t", "drop-index-on-table: ON t");
  expect(changeOf(dropped, "dropIndex").table?.name.text).toBe("t");
  const created = readHabit("CREATE INDEX i USING BTREE ON t (a)", "index-method-first: USING BTREE");
  expect(changeOf(created, "addIndex").index.method?.value).toBe("btree");
  readHabit("CREATE FULLTEXT INDEX i ON t (a)", "fulltext-index: FULLTEXT");
  readHabit(
    "CREATE INDEX i ON t (a) ALGORITHM=INPLACE LOCK=NONE",
    "table-options: ALGORITHM=INPLACE LOCK=NONE",
  );
  readHabit("USE app", "use-database: USE app");
  readHabit("CREATE DATABASE IF NOT EXISTS d", "create-database-if-not-exists: IF NOT EXISTS");
  readHabit(
    "CREATE TRIGGER IF NOT EXISTS a AFTER INSERT ON t EXECUTE FUNCTION f()",
    "create-trigger-if-not-exists: IF NOT EXISTS",
  );
});
