import { describe, expect, test } from "vitest";
import type { ColumnDefinition } from "../../src/sql/definition.js";
import { changeOf, constructsOf, problemsOf, type Reading, read, readClean } from "./postgresql-reading.js";

const table = (reading: Reading) => changeOf(reading, "createTable");
const texts = (names: readonly { readonly text: string }[] | undefined) => names?.map(({ text }) => text);

function columnOf(definition: string): { column: ColumnDefinition; at: Reading["at"] } {
  const reading = readClean(`CREATE TABLE t (${definition});`);
  const { columns } = table(reading);
  return { column: columns[0] as ColumnDefinition, at: reading.at };
}

describe("the table", () => {
  test("names are folded, quoted ones exact, qualified ones split", () => {
    const reading = readClean('CREATE TABLE App."Users" (ID int, "userId" int, "a""b" int);');
    const change = table(reading);
    expect(change.table.schema?.text).toBe("app");
    expect(change.table.name).toMatchObject({ text: "Users", quoted: true });
    expect(reading.at(change.table.range)).toBe('App."Users"');
    expect(reading.at(change.table.name.range)).toBe('"Users"');
    expect(change.columns.map(({ name }) => name.text)).toEqual(["id", "userId", 'a"b']);
    expect(reading.at(change.range)).toBe(reading.sql.slice(0, -1));
  });

  test("long names are cut to 63 bytes, as the server does; only ASCII is folded", () => {
    const { columns } = table(
      readClean(`CREATE TABLE t (${"a".repeat(70)} int, ${"ä".repeat(40)} int, ÄB int);`),
    );
    expect(columns.map(({ name }) => name.text)).toEqual(["a".repeat(63), "ä".repeat(31), "Äb"]);
  });

  test("flags", () => {
    expect(table(readClean("CREATE TABLE IF NOT EXISTS t (a int)"))).toMatchObject({
      ifNotExists: true,
      temporary: false,
    });
    expect(table(readClean("CREATE TEMP TABLE t (a int) ON COMMIT DROP"))).toMatchObject({ temporary: true });
    expect(table(readClean("CREATE GLOBAL TEMPORARY TABLE t (a int) ON COMMIT DELETE ROWS")).temporary).toBe(
      true,
    );
    expect(table(readClean("CREATE UNLOGGED TABLE t ()")).columns).toEqual([]);
  });

  test("storage parameters are options, the rest is stepped over", () => {
    const reading = readClean(
      "CREATE TABLE t (a int) USING heap WITH (fillfactor = 70, toast.autovacuum_enabled = false) TABLESPACE fast",
    );
    expect(table(reading).options.map(({ name, value }) => [name, value])).toEqual([
      ["fillfactor", "70"],
      ["toast.autovacuum_enabled", "false"],
    ]);
    expect(reading.at(table(reading).options[0]?.range)).toBe("fillfactor = 70");
  });

  test("inheritance", () => {
    const reading = readClean("CREATE TABLE t (a int) INHERITS (base, app.other)");
    expect(table(reading).inherits.map(({ range }) => reading.at(range))).toEqual(["base", "app.other"]);
  });

  test("LIKE with what it includes", () => {
    const including = (sql: string) =>
      table(readClean(sql)).like.map((one) => [one.table.name.text, one.including]);
    expect(including("CREATE TABLE t (LIKE s)")).toEqual([["s", []]]);
    expect(including("CREATE TABLE t (LIKE s INCLUDING ALL, b int)")).toEqual([["s", ["all"]]]);
    expect(including("CREATE TABLE t (LIKE s INCLUDING DEFAULTS INCLUDING INDEXES)")).toEqual([
      ["s", ["defaults", "indexes"]],
    ]);
    const [[, all]] = including("CREATE TABLE t (LIKE s INCLUDING ALL EXCLUDING INDEXES)") as [
      [string, string[]],
    ];
    expect(all).toContain("defaults");
    expect(all).not.toContain("indexes");
    expect(all).not.toContain("all");
  });

  test("partitioned, and partitions", () => {
    expect(
      table(readClean('CREATE TABLE t (a int, b text) PARTITION BY RANGE (a, lower(b) COLLATE "C" text_ops)'))
        .partitioned,
    ).toBe(true);
    for (const bound of [
      "FOR VALUES FROM ('2026-01-01') TO (MAXVALUE)",
      "FOR VALUES IN ('a', NULL)",
      "FOR VALUES WITH (MODULUS 4, REMAINDER 0)",
      "DEFAULT",
    ]) {
      const reading = readClean(`CREATE TABLE p PARTITION OF app.t ${bound} PARTITION BY LIST (b)`);
      expect(reading.at(table(reading).partitionOf?.range)).toBe("app.t");
      expect(table(reading).partitioned).toBe(true);
    }
    const own = table(
      readClean(
        "CREATE TABLE p PARTITION OF t (a WITH OPTIONS NOT NULL, b DEFAULT 1, CHECK (a > 0)) DEFAULT",
      ),
    );
    expect(own.columns.map(({ name, type, nullable }) => [name.text, type, nullable?.value])).toEqual([
      ["a", undefined, false],
      ["b", undefined, undefined],
    ]);
    expect(own.checks).toHaveLength(1);
  });

  test("of a composite type", () => {
    const { columns } = table(readClean("CREATE TABLE t OF pair (a WITH OPTIONS PRIMARY KEY)"));
    expect(columns[0]?.indexes[0]?.kind).toBe("primary");
  });

  test("from a query", () => {
    const reading = readClean("CREATE TABLE t AS SELECT 1 AS a");
    expect(reading.at(table(reading).asQuery)).toBe("AS SELECT 1 AS a");
    expect(table(readClean("CREATE TABLE t (one, two) AS VALUES (1, 2)")).columns).toEqual([]);
    expect(
      table(readClean("CREATE TABLE t WITH (fillfactor = 10) AS TABLE s WITH NO DATA")).asQuery,
    ).toBeDefined();
    const into = readClean("SELECT a, (SELECT 1 FROM x) INTO TEMP app.t FROM s");
    expect(table(into)).toMatchObject({ temporary: true });
    expect(into.at(table(into).table.range)).toBe("app.t");
  });

  test("a foreign table is known by its name", () => {
    const change = changeOf(
      readClean("CREATE FOREIGN TABLE IF NOT EXISTS f (a int) SERVER s"),
      "createObject",
    );
    expect(change).toMatchObject({ object: "view", ifNotExists: true });
  });
});

describe("columns", () => {
  test("nullability, with its range", () => {
    const { column, at } = columnOf("a int NOT NULL");
    expect(column.nullable?.value).toBe(false);
    expect(at(column.nullable?.range)).toBe("NOT NULL");
    expect(at(column.range)).toBe("a int NOT NULL");
    expect(columnOf("a int NULL").column.nullable?.value).toBe(true);
    expect(columnOf("a int").column.nullable).toBeUndefined();
    expect(columnOf("a int CONSTRAINT a_set NOT NULL NO INHERIT").column.nullable?.value).toBe(false);
  });

  test.each([
    ["0", "literal", "0"],
    ["-1", "literal", "-1"],
    ["'it''s'", "literal", "it's"],
    ["E'a\\nb\\x41'", "literal", "a\nbA"],
    ["U&'d\\0061ta'", "literal", "data"],
    ["$$x$$", "literal", "x"],
    ["true", "literal", "1"],
    ["FALSE", "literal", "0"],
    ["'{}'::jsonb", "literal", "{}"],
    ["'x'::character varying", "literal", "x"],
    ["('new'::text)", "literal", "new"],
    ["'{}'::text[]", "literal", "{}"],
    ["date '2020-01-01'", "literal", "2020-01-01"],
    ["CAST('x' AS text)", "literal", "x"],
    ["B'101'", "literal", "101"],
    ["X'0F'", "literal", "00001111"],
    ["NULL", "null", undefined],
    ["NULL::character varying", "null", undefined],
    ["now()", "now", undefined],
    ["CURRENT_TIMESTAMP", "now", undefined],
    ["CURRENT_TIMESTAMP(3)", "now", undefined],
    ["localtimestamp", "now", undefined],
    ["(now() AT TIME ZONE 'utc'::text)", "now", undefined],
    ["timezone('utc', now())", "now", undefined],
    ["now()::timestamp", "now", undefined],
    ["gen_random_uuid()", "expression", undefined],
    ["nextval('a_seq'::regclass)", "expression", undefined],
    ["ARRAY[]::text[]", "expression", undefined],
    ["1 + 2", "expression", undefined],
    ["'a' || 'b'", "expression", undefined],
    ["clock_timestamp()", "expression", undefined],
    ["CASE WHEN true THEN 1 ELSE 2 END", "expression", undefined],
  ])("DEFAULT %s is %s", (written, kind, value) => {
    const { column, at } = columnOf(`a text DEFAULT ${written} NOT NULL`);
    expect(column.default).toMatchObject({ kind, text: written });
    expect(column.default?.value).toBe(value);
    expect(at(column.default?.range)).toBe(written);
    expect(column.nullable?.value).toBe(false);
  });

  test("keys behind the type", () => {
    const { column, at } = columnOf(
      "a int CONSTRAINT t_pk PRIMARY KEY WITH (fillfactor = 70) CONSTRAINT t_uq UNIQUE USING INDEX TABLESPACE fast",
    );
    expect(
      column.indexes.map(({ kind, name, inline, constraint }) => [kind, name?.text, inline, constraint]),
    ).toEqual([
      ["primary", "t_pk", true, true],
      ["unique", "t_uq", true, true],
    ]);
    expect(at(column.indexes[0]?.range)).toBe("CONSTRAINT t_pk PRIMARY KEY WITH (fillfactor = 70)");
    expect(texts(column.indexes[0]?.parts.map((part) => part.column as { text: string }))).toEqual(["a"]);
  });

  test("NULLS NOT DISTINCT came with 15", () => {
    const reading = read("CREATE TABLE t (a int UNIQUE NULLS NOT DISTINCT, UNIQUE NULLS NOT DISTINCT (a))");
    expect(table(reading).columns[0]?.indexes[0]?.nullsNotDistinct).toBe(true);
    expect(table(reading).indexes[0]?.nullsNotDistinct).toBe(true);
    expect(constructsOf(reading)[0]).toBe("nulls-not-distinct: NULLS NOT DISTINCT");
  });

  test("references behind the type, each part in its place", () => {
    const { column, at } = columnOf(
      "a int CONSTRAINT t_fk REFERENCES app.s (id) MATCH FULL ON DELETE CASCADE ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED NOT NULL",
    );
    const [key] = column.foreignKeys;
    expect(key).toMatchObject({
      inline: true,
      notValid: false,
      onDelete: { value: "cascade" },
      onUpdate: { value: "no action" },
    });
    expect(key?.name?.text).toBe("t_fk");
    expect(texts(key?.columns)).toEqual(["a"]);
    expect(texts(key?.targetColumns)).toEqual(["id"]);
    expect(at(key?.target.range)).toBe("app.s");
    expect(at(key?.referencesRange)).toBe("REFERENCES app.s (id)");
    expect(at(key?.onDelete?.range)).toBe("ON DELETE CASCADE");
    expect(at(key?.onUpdate?.range)).toBe("ON UPDATE NO ACTION");
    expect(column.nullable?.value).toBe(false);
  });

  test("checks behind the type", () => {
    const { column, at } = columnOf(
      "a int CONSTRAINT positive CHECK (a > 0 AND a < (SELECT 1)) NO INHERIT DEFAULT 1",
    );
    const [check] = column.checks;
    expect(check).toMatchObject({
      inline: true,
      enforced: true,
      expression: { value: "a > 0 AND a < (SELECT 1)" },
    });
    expect(at(check?.expression.range)).toBe("a > 0 AND a < (SELECT 1)");
    expect(at(check?.range)).toBe("CONSTRAINT positive CHECK (a > 0 AND a < (SELECT 1)) NO INHERIT");
    expect(column.default?.value).toBe("1");
  });

  test("identity", () => {
    const { column, at } = columnOf(
      "id bigint GENERATED BY DEFAULT AS IDENTITY (START WITH 10 INCREMENT BY 5 NO CYCLE) PRIMARY KEY",
    );
    expect(column.identity?.value).toBe("by default");
    expect(at(column.identity?.range)).toBe("GENERATED BY DEFAULT AS IDENTITY");
    expect(column.indexes[0]?.kind).toBe("primary");
    expect(columnOf("id int GENERATED ALWAYS AS IDENTITY").column.identity?.value).toBe("always");
  });

  test("generated", () => {
    const { column, at } = columnOf("b int GENERATED ALWAYS AS (a * 2) STORED NOT NULL");
    expect(column.generated).toMatchObject({ stored: true, expression: { value: "a * 2" } });
    expect(at(column.generated?.expression.range)).toBe("a * 2");
    const virtual = read(
      "CREATE TABLE t (b int GENERATED ALWAYS AS (a * 2) VIRTUAL, c int GENERATED ALWAYS AS (a))",
    );
    expect(table(virtual).columns.map(({ generated }) => generated?.stored)).toEqual([false, false]);
    expect(constructsOf(virtual)).toHaveLength(2);
  });

  test("storage and compression", () => {
    const reading = read("CREATE TABLE t (a text STORAGE external COMPRESSION lz4 NOT NULL)");
    expect(constructsOf(reading)).toEqual([
      "column-storage: STORAGE external",
      "column-compression: COMPRESSION lz4",
    ]);
    expect(table(reading).columns[0]?.nullable?.value).toBe(false);
  });

  test("words that are not reserved name columns", () => {
    const { columns } = table(
      readClean(
        "CREATE TABLE t (key text PRIMARY KEY, index int, type text, comment text, exclude int, date date, year int, unique_id int)",
      ),
    );
    expect(columns.map(({ name }) => name.text)).toEqual([
      "key",
      "index",
      "type",
      "comment",
      "exclude",
      "date",
      "year",
      "unique_id",
    ]);
  });
});

describe("constraints of the table", () => {
  test("primary and unique keys", () => {
    const reading = readClean(
      "CREATE TABLE t (a int, b int, c int, CONSTRAINT t_pk PRIMARY KEY (a, b) INCLUDE (c), UNIQUE (c) DEFERRABLE)",
    );
    const [primary, unique] = table(reading).indexes;
    expect(primary).toMatchObject({ kind: "primary", constraint: true, inline: false });
    expect(primary?.parts.map(({ column, range }) => [column?.text, reading.at(range)])).toEqual([
      ["a", "a"],
      ["b", "b"],
    ]);
    expect(texts(primary?.include)).toEqual(["c"]);
    expect(reading.at(primary?.range)).toBe("CONSTRAINT t_pk PRIMARY KEY (a, b) INCLUDE (c)");
    expect(unique).toMatchObject({ kind: "unique", constraint: true });
    expect(unique?.name).toBeUndefined();
  });

  test("foreign keys", () => {
    const reading = readClean(
      'CREATE TABLE t (a int, b int, CONSTRAINT "fkT" FOREIGN KEY (a, b) REFERENCES "S" ON UPDATE SET NULL ON DELETE SET DEFAULT)',
    );
    const [key] = table(reading).foreignKeys;
    expect(texts(key?.columns)).toEqual(["a", "b"]);
    expect(key?.targetColumns).toEqual([]);
    expect(key).toMatchObject({
      inline: false,
      onUpdate: { value: "set null" },
      onDelete: { value: "set default" },
    });
    expect(key?.name?.text).toBe("fkT");
    expect(reading.at(key?.referencesRange)).toBe('REFERENCES "S"');
  });

  test("ON DELETE SET NULL with columns came with 15", () => {
    const reading = read(
      "CREATE TABLE t (a int, b int, FOREIGN KEY (a, b) REFERENCES s (a, b) ON DELETE SET NULL (b))",
    );
    expect(table(reading).foreignKeys[0]?.onDelete?.value).toBe("set null");
    expect(constructsOf(reading)).toEqual(["set-null-columns: (b)"]);
  });

  test("checks", () => {
    const reading = readClean(
      "CREATE TABLE t (a text, CONSTRAINT known CHECK (a IN ('x', 'y''z') AND a ~ '^[a-z)]+$'))",
    );
    const [check] = table(reading).checks;
    expect(check?.expression.value).toBe("a IN ('x', 'y''z') AND a ~ '^[a-z)]+$'");
    expect(check?.inline).toBe(false);
  });

  test("exclusions", () => {
    const reading = readClean(
      "CREATE TABLE t (room int, during tstzrange, CONSTRAINT free EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (room > 0))",
    );
    const [index] = table(reading).indexes;
    expect(index).toMatchObject({
      kind: "exclusion",
      method: { value: "gist" },
      where: { value: "room > 0" },
    });
    expect(index?.parts.map(({ column }) => column?.text)).toEqual(["room", "during"]);
  });

  test("what 18 brought", () => {
    const reading = read(
      "CREATE TABLE t (NOT NULL b, a int, b int, CHECK (a > 0) NOT ENFORCED, PRIMARY KEY (a, b WITHOUT OVERLAPS), FOREIGN KEY (a, PERIOD b) REFERENCES s (a, PERIOD b))",
    );
    expect(problemsOf(reading)).toEqual([]);
    const { columns, checks, foreignKeys } = table(reading);
    expect(columns.map(({ nullable }) => nullable?.value)).toEqual([undefined, false]);
    expect(checks[0]).toMatchObject({ enforced: false, notValid: true });
    expect(texts(foreignKeys[0]?.columns)).toEqual(["a", "b"]);
    expect(constructsOf(reading).map((line) => line.split(":")[0])).toEqual([
      "not-null-constraint",
      "not-enforced",
      "without-overlaps",
    ]);
  });
});
