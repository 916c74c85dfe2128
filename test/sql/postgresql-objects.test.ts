import { describe, expect, test } from "vitest";
import { changeOf, changesOf, constructsOf, problemsOf, read, readClean } from "./postgresql-reading.js";

describe("indexes", () => {
  test("CREATE with everything", () => {
    const reading = readClean(
      "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON ONLY app.t USING gin (a, lower(b) COLLATE \"C\" text_pattern_ops DESC NULLS LAST, (c || d), e gist_ops (siglen = 32)) INCLUDE (f, g) WITH (fillfactor = 70) TABLESPACE fast WHERE a IS NOT NULL AND b <> 'x';",
    );
    const { table, index, ifNotExists, concurrently, range } = changeOf(reading, "addIndex");
    expect({ ifNotExists, concurrently }).toEqual({ ifNotExists: true, concurrently: true });
    expect(reading.at(table.range)).toBe("app.t");
    expect(reading.at(range)).toBe(reading.sql.slice(0, -1));
    expect(index).toMatchObject({ kind: "unique", constraint: false, inline: false, name: { text: "i" } });
    expect(reading.at(index.method?.range)).toBe("USING gin");
    expect(
      index.parts.map(({ column, expression, descending }) => [column?.text ?? expression, descending]),
    ).toEqual([
      ["a", false],
      ["lower(b)", true],
      ["c || d", false],
      ["e", false],
    ]);
    expect(reading.at(index.parts[1]?.range)).toBe('lower(b) COLLATE "C" text_pattern_ops DESC NULLS LAST');
    expect(index.include.map(({ text }) => text)).toEqual(["f", "g"]);
    expect(index.where?.value).toBe("a IS NOT NULL AND b <> 'x'");
    expect(reading.at(index.where?.range)).toBe("a IS NOT NULL AND b <> 'x'");
  });

  test("without a name; named concurrently or on", () => {
    expect(changeOf(readClean("CREATE INDEX ON t (a)"), "addIndex").index.name).toBeUndefined();
    expect(changeOf(readClean("CREATE INDEX CONCURRENTLY ON t (a)"), "addIndex").concurrently).toBe(true);
  });

  test("NULLS NOT DISTINCT", () => {
    const reading = read("CREATE UNIQUE INDEX i ON t (a) NULLS NOT DISTINCT WHERE b");
    expect(changeOf(reading, "addIndex").index).toMatchObject({
      nullsNotDistinct: true,
      where: { value: "b" },
    });
    expect(constructsOf(reading)).toEqual(["nulls-not-distinct: NULLS NOT DISTINCT"]);
  });

  test("DROP", () => {
    const reading = readClean("DROP INDEX CONCURRENTLY IF EXISTS app.i, j CASCADE");
    expect(changesOf(reading)).toMatchObject([
      {
        kind: "dropIndex",
        ifExists: true,
        cascade: true,
        concurrently: true,
        index: { name: { text: "i" } },
      },
      { kind: "dropIndex", index: { name: { text: "j" } } },
    ]);
    expect(changesOf(reading).map(({ range }) => reading.at(range))).toEqual(["app.i", "j"]);
  });

  test("ALTER", () => {
    const reading = readClean("ALTER INDEX IF EXISTS app.i RENAME TO j");
    expect(changeOf(reading, "renameIndex")).toMatchObject({ ifExists: true, to: { text: "j" } });
    expect(reading.at(changeOf(reading, "renameIndex").index.range)).toBe("app.i");
    for (const action of [
      "SET (fillfactor = 70)",
      "RESET (fillfactor)",
      "SET TABLESPACE fast",
      "ATTACH PARTITION j",
      "ALTER COLUMN 1 SET STATISTICS 100",
      "ALTER 1 SET STATISTICS 100",
    ])
      expect(changesOf(readClean(`ALTER INDEX i ${action}`))).toEqual([]);
    const wrong = read("ALTER INDEX i ALTER COLUMN 1 SET 3");
    expect(problemsOf(wrong)).toEqual(["3: Expected SET STATISTICS, found `3`."]);
  });
});

describe("enum types", () => {
  test("CREATE", () => {
    const reading = readClean("CREATE TYPE app.mood AS ENUM ('sad', 'it''s fine');");
    const { type, values } = changeOf(reading, "createEnum");
    expect(reading.at(type.range)).toBe("app.mood");
    expect(values.map(({ value, range }) => [value, reading.at(range)])).toEqual([
      ["sad", "'sad'"],
      ["it's fine", "'it''s fine'"],
    ]);
    expect(changeOf(readClean("CREATE TYPE mood AS ENUM ()"), "createEnum").values).toEqual([]);
  });

  test("ADD VALUE", () => {
    const reading = readClean("ALTER TYPE mood ADD VALUE IF NOT EXISTS 'ok' BEFORE 'sad';");
    const change = changeOf(reading, "addEnumValue");
    expect(change).toMatchObject({ ifNotExists: true, neighbour: { side: "before", value: "sad" } });
    expect(reading.at(change.value.range)).toBe("'ok'");
    expect(
      changeOf(readClean("ALTER TYPE mood ADD VALUE 'x' AFTER 'y'"), "addEnumValue").neighbour?.side,
    ).toBe("after");
    expect(changeOf(readClean("ALTER TYPE mood ADD VALUE 'x'"), "addEnumValue").neighbour).toBeUndefined();
  });

  test("RENAME VALUE, RENAME TO, SET SCHEMA, DROP", () => {
    const reading = readClean("ALTER TYPE mood RENAME VALUE 'a' TO 'b'");
    expect(changeOf(reading, "renameEnumValue")).toMatchObject({ from: { value: "a" }, to: { value: "b" } });
    expect(changeOf(readClean("ALTER TYPE mood RENAME TO feeling"), "renameObject")).toMatchObject({
      object: "type",
      to: { text: "feeling" },
    });
    expect(changeOf(readClean("ALTER TYPE mood SET SCHEMA app"), "alterObject").schema?.text).toBe("app");
    expect(changesOf(readClean("DROP TYPE IF EXISTS mood, app.pair CASCADE"))).toMatchObject([
      { object: "type", ifExists: true, cascade: true },
      { object: "type", name: { schema: { text: "app" } } },
    ]);
  });
});

test.each([
  ['CREATE TYPE pair AS (a int, b text COLLATE "C")', "type"],
  ["CREATE TYPE span AS RANGE (subtype = float8)", "type"],
  ["CREATE TYPE shell", "type"],
  ["CREATE DOMAIN positive AS int CHECK (VALUE > 0)", "domain"],
  ["CREATE OR REPLACE VIEW v AS SELECT 1", "view"],
  ["CREATE TEMP RECURSIVE VIEW v (a) AS SELECT 1", "view"],
  ["CREATE MATERIALIZED VIEW IF NOT EXISTS v AS SELECT 1 WITH NO DATA", "view"],
  ["CREATE SEQUENCE IF NOT EXISTS s START WITH 1 INCREMENT BY 1 NO MINVALUE CACHE 1", "sequence"],
  ['CREATE EXTENSION IF NOT EXISTS "uuid-ossp" WITH SCHEMA public', "extension"],
  ["CREATE SCHEMA IF NOT EXISTS app", "schema"],
  ["CREATE SCHEMA AUTHORIZATION somebody", "schema"],
  ["CREATE DATABASE d WITH OWNER x", "database"],
])("%s makes an object known by name", (sql, object) => {
  expect(changeOf(readClean(sql), "createObject")).toMatchObject({ object });
});

test("a sequence has the table that owns it", () => {
  const reading = readClean("CREATE SEQUENCE app.s AS bigint OWNED BY app.t.id CYCLE");
  const { table, name } = changeOf(reading, "createObject");
  expect(reading.at(table?.range)).toBe("app.t");
  expect(table?.name.text).toBe("t");
  expect(reading.at(name.range)).toBe("app.s");
});

test("elements of CREATE SCHEMA stand in it", () => {
  const changes = changesOf(
    readClean(
      "CREATE SCHEMA app CREATE TABLE t (a int, b int) CREATE INDEX i ON t (a) GRANT SELECT ON t TO x",
    ),
  );
  expect(changes.map(({ kind }) => kind)).toEqual(["createObject", "createTable", "addIndex"]);
  expect(changes[1]).toMatchObject({ table: { schema: { text: "app" }, name: { text: "t" } } });
});

test.each([
  ["DROP VIEW IF EXISTS a, b CASCADE", "view", 2],
  ["DROP MATERIALIZED VIEW a", "view", 1],
  ["DROP SEQUENCE s", "sequence", 1],
  ["DROP FUNCTION IF EXISTS f(int, text), g CASCADE", "function", 2],
  ["DROP PROCEDURE p()", "procedure", 1],
  ["DROP SCHEMA app CASCADE", "schema", 1],
  ["DROP EXTENSION IF EXISTS e", "extension", 1],
  ["DROP DOMAIN d", "domain", 1],
  ["DROP DATABASE d WITH (FORCE)", "database", 1],
])("%s", (sql, object, count) => {
  const changes = changesOf(readClean(sql));
  expect(changes).toHaveLength(count);
  for (const change of changes) expect(change).toMatchObject({ kind: "dropObject", object });
});

test.each([
  ["ALTER VIEW v RENAME TO w", "renameObject"],
  ["ALTER SEQUENCE s RENAME TO r", "renameObject"],
  ["ALTER FUNCTION f(int) RENAME TO g", "renameObject"],
  ["ALTER SCHEMA a RENAME TO b", "renameObject"],
  ["ALTER SEQUENCE IF EXISTS s OWNED BY t.id", "alterObject"],
  ["ALTER FUNCTION f(int, text) OWNER TO x", "alterObject"],
  ["ALTER DOMAIN d ADD CONSTRAINT c CHECK (VALUE > 0)", "alterObject"],
  ["ALTER EXTENSION e UPDATE TO '2.0'", "alterObject"],
  ["ALTER TYPE pair ADD ATTRIBUTE c int CASCADE, DROP ATTRIBUTE IF EXISTS a", "alterObject"],
] as const)("%s is %s", (sql, kind) => {
  changeOf(readClean(sql), kind);
});

describe("DROP TABLE", () => {
  test("several, each with its own range; one with the whole", () => {
    const reading = readClean('DROP TABLE IF EXISTS a, app."B" CASCADE');
    expect(changesOf(reading)).toMatchObject([
      { kind: "dropTable", ifExists: true, cascade: true },
      { kind: "dropTable", table: { name: { text: "B" } } },
    ]);
    expect(changesOf(reading).map(({ range }) => reading.at(range))).toEqual(["a", 'app."B"']);
    const one = readClean("DROP TABLE a");
    expect(one.at(changeOf(one, "dropTable").range)).toBe("DROP TABLE a");
  });
});

describe("COMMENT ON", () => {
  test("a column is altered", () => {
    const reading = readClean("COMMENT ON COLUMN app.t.a IS 'it''s a'\n 'b';");
    const change = changeOf(reading, "alterColumn");
    expect(change).toMatchObject({ ifExists: false, comment: { value: "it's ab" } });
    expect(reading.at(change.table.range)).toBe("app.t");
    expect(reading.at(change.column.range)).toBe("a");
    expect(reading.at(change.comment?.range)).toBe("'it''s a'\n 'b'");
    expect(changeOf(readClean("COMMENT ON COLUMN t.a IS NULL"), "alterColumn").comment?.value).toBeNull();
    expect(changeOf(readClean("COMMENT ON COLUMN t.a IS ''"), "alterColumn").comment?.value).toBeNull();
  });

  test.each([
    ["TABLE app.t", "table", "app.t", undefined],
    ["INDEX app.i", "index", undefined, "app.i"],
    ["CONSTRAINT c ON t", "constraint", "t", "c"],
    ["CONSTRAINT c ON DOMAIN d", "other", undefined, "c"],
    ["TYPE mood", "type", undefined, "mood"],
    ["FUNCTION f(int, text)", "other", undefined, undefined],
    ["VIEW v", "other", undefined, undefined],
    ["TRIGGER a ON t", "other", undefined, undefined],
    ["EXTENSION e", "other", undefined, undefined],
    ["OPERATOR @> (int, int)", "other", undefined, undefined],
  ])("%s", (subject, object, table, name) => {
    const reading = readClean(`COMMENT ON ${subject} IS 'x'`);
    const change = changeOf(reading, "setComment");
    expect(change).toMatchObject({ object, comment: { value: "x" } });
    expect([reading.at(change.table?.range), reading.at(change.name?.range)]).toEqual([table, name]);
  });
});

describe("triggers", () => {
  test("with the function that they call", () => {
    const reading = readClean(
      "CREATE TRIGGER touch BEFORE INSERT OR UPDATE OF a, b ON app.t FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION app.touch('a', 1);",
    );
    const { name, table, trigger, orReplace } = changeOf(reading, "createObject");
    expect(trigger).toMatchObject({ timing: "before", events: ["insert", "update"], forEachRow: true });
    expect(reading.at(trigger?.calls?.range)).toBe("app.touch");
    expect([name.name.text, reading.at(table?.range), orReplace]).toEqual(["touch", "app.t", false]);
  });

  test("of statements, of constraints, instead of", () => {
    const triggerOf = (sql: string) => changeOf(readClean(sql), "createObject").trigger;
    expect(triggerOf("CREATE TRIGGER a AFTER DELETE OR TRUNCATE ON t EXECUTE PROCEDURE f()")).toMatchObject({
      timing: "after",
      events: ["delete", "truncate"],
      forEachRow: false,
    });
    expect(triggerOf("CREATE TRIGGER a INSTEAD OF INSERT ON v FOR ROW EXECUTE FUNCTION f()")?.timing).toBe(
      "instead of",
    );
    expect(
      triggerOf(
        "CREATE CONSTRAINT TRIGGER a AFTER INSERT ON t FROM s DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION f()",
      ),
    ).toBeDefined();
    expect(
      triggerOf(
        "CREATE TRIGGER a AFTER UPDATE ON t REFERENCING OLD TABLE AS o NEW TABLE AS n FOR EACH STATEMENT EXECUTE FUNCTION f()",
      ),
    ).toMatchObject({ forEachRow: false });
  });

  test("replaced since 14", () => {
    const reading = read("CREATE OR REPLACE TRIGGER a AFTER INSERT ON t EXECUTE FUNCTION f()");
    expect(changeOf(reading, "createObject").orReplace).toBe(true);
    expect(constructsOf(reading)).toEqual(["replace-trigger: CREATE OR REPLACE TRIGGER"]);
  });

  test("DROP, RENAME", () => {
    const reading = readClean("DROP TRIGGER IF EXISTS a ON app.t CASCADE");
    const dropped = changeOf(reading, "dropObject");
    expect(dropped).toMatchObject({ object: "trigger", ifExists: true, cascade: true });
    expect(reading.at(dropped.table?.range)).toBe("app.t");
    expect(changeOf(readClean("ALTER TRIGGER a ON t RENAME TO b"), "renameObject")).toMatchObject({
      object: "trigger",
      table: { name: { text: "t" } },
      to: { text: "b" },
    });
  });
});

test.each([
  ["CREATE POLICY p ON app.t FOR SELECT USING (true)", "policy"],
  ["ALTER POLICY p ON app.t USING (false)", "policy"],
  ["DROP POLICY IF EXISTS p ON app.t", "policy"],
  ["CREATE OR REPLACE RULE r AS ON UPDATE TO app.t DO ALSO (SELECT 1; SELECT 2)", "rule"],
  ["DROP RULE r ON app.t", "rule"],
])("%s touches its table", (sql, what) => {
  const reading = readClean(sql);
  const change = changeOf(reading, "touchTable");
  expect([change.what, reading.at(change.table.range)]).toEqual([what, "app.t"]);
});

describe("sessions and data", () => {
  test.each([
    ["SET search_path TO app, public", "app"],
    ["SET LOCAL search_path = 'App'", "App"],
    ['SET search_path TO "$user", app', "app"],
    ["SET SCHEMA 'app'", "app"],
    ["SELECT pg_catalog.set_config('search_path', 'app, public', false)", "app"],
    ["SELECT set_config('search_path', '', false)", undefined],
    ["RESET search_path", "public"],
    ["SET search_path TO DEFAULT", "public"],
    ["SET statement_timeout = 0", undefined],
    ["SET TIME ZONE 'utc'", undefined],
    ["BEGIN", undefined],
    ["GRANT SELECT ON t TO x", undefined],
    ["ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO x", undefined],
    ["CREATE ROLE x LOGIN", undefined],
    ["REFRESH MATERIALIZED VIEW CONCURRENTLY v", undefined],
    ["LOCK TABLE t IN EXCLUSIVE MODE", undefined],
  ])("%s", (sql, uses) => {
    const [statement] = readClean(sql).statements;
    expect(statement?.kind).toBe("session");
    expect(statement?.kind === "session" && statement.uses?.text).toBe(uses);
  });

  test.each([
    ["INSERT INTO app.t (a) VALUES (1) ON CONFLICT DO NOTHING", ["app.t"]],
    ["UPDATE ONLY t SET a = 1, b = 2", ["t"]],
    ["DELETE FROM t USING s", ["t"]],
    ["TRUNCATE TABLE a, b RESTART IDENTITY CASCADE", ["a", "b"]],
    ["COPY t (a, b) FROM stdin", ["t"]],
    ["WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x", ["t"]],
    ["MERGE INTO t USING s ON true WHEN MATCHED THEN DELETE", ["t"]],
  ])("%s writes", (sql, tables) => {
    const reading = readClean(sql);
    const [statement] = reading.statements;
    expect(statement?.kind === "data" && statement.tables.map(({ range }) => reading.at(range))).toEqual(
      tables,
    );
  });

  test.each([
    "SELECT 1",
    "COPY t TO stdout",
    "(SELECT 1) UNION SELECT 2",
    "VALUES (1)",
    "TABLE t ORDER BY 1",
    "EXPLAIN SELECT 1",
    "SHOW x",
    "SELECT setval('s', 1)",
    "SELECT f(1), 2",
  ])("%s reads", (sql) => {
    expect(readClean(sql).statements[0]?.kind).toBe("query");
  });

  test("SELECT of a function alone calls it", () => {
    const reading = readClean("SELECT app.upgrade('t', n => 2);");
    const [statement] = reading.statements;
    expect(statement?.kind).toBe("call");
    if (statement?.kind !== "call") return;
    expect(reading.at(statement.routine.range)).toBe("app.upgrade");
    expect(statement.arguments.map(({ kind }) => kind)).toEqual(["string", "number"]);
  });

  test("psql's commands and the rows of COPY are no SQL", () => {
    const { statements } = readClean(
      "\\set x 1\nCOPY t FROM stdin;\n1\ta;b\n\\.\nSELECT 1 \\gexec\n\\connect -\nDROP TABLE t;",
    );
    expect(statements.map(({ kind }) => kind)).toEqual([
      "client",
      "data",
      "query",
      // \\gexec runs what the query gives.
      "opaque",
      "client",
      "ddl",
    ]);
    expect(read("\\i other.sql").statements[0]).toMatchObject({ kind: "opaque", mayChangeSchema: true });
  });

  test("what cannot be followed is opaque", () => {
    expect(read("DROP OWNED BY x").statements[0]).toMatchObject({ kind: "opaque", mayChangeSchema: true });
    expect(read("IMPORT FOREIGN SCHEMA a FROM SERVER s INTO b").statements[0]?.kind).toBe("opaque");
    const unknown = read("FROBNICATE t");
    expect(unknown.statements[0]?.kind).toBe("opaque");
    expect(problemsOf(unknown)).toEqual(["FROBNICATE: No statement begins with `FROBNICATE`."]);
  });
});

test.each([
  ["TYPE a AS ENUM ('a')", "TYPE: PostgreSQL has no CREATE OR REPLACE TYPE."],
  ["MATERIALIZED VIEW a AS SELECT 1", "MATERIALIZED: PostgreSQL has no CREATE OR REPLACE MATERIALIZED VIEW."],
  ["UNIQUE INDEX a ON b (c)", "UNIQUE: PostgreSQL has no CREATE OR REPLACE INDEX."],
  ["VIEW a AS SELECT 1", undefined],
  ["TEMP RECURSIVE VIEW a (n) AS SELECT 1", undefined],
  ["RULE a AS ON INSERT TO b DO INSTEAD NOTHING", undefined],
])("CREATE OR REPLACE %s", (rest, problem) => {
  expect(problemsOf(read(`CREATE OR REPLACE ${rest}`))).toEqual(problem === undefined ? [] : [problem]);
});
