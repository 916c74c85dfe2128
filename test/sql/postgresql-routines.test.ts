import { describe, expect, test } from "vitest";
import type { Expression } from "../../src/sql/expression.js";
import { readScript } from "../../src/sql/read.js";
import type { BlockStatement, Statement } from "../../src/sql/statement.js";
import { SourceFile } from "../../src/text/source-file.js";
import { changeOf, constructsOf, problemsOf, type Reading, read, readClean } from "./postgresql-reading.js";

/** The statements of DO, with the text that stands at each. */
function blockOf(code: string): { block: BlockStatement; reading: Reading; texts: readonly string[] } {
  const reading = readClean(`DO $$\n${code}\n$$;`);
  const [statement] = reading.statements;
  if (statement?.kind !== "block") throw new Error(`DO is ${statement?.kind}`);
  return {
    block: statement,
    reading,
    texts: statement.body.map(({ location }) => reading.at(location.range) ?? ""),
  };
}

const verbs = (statements: readonly Statement[]) => statements.map(({ kind, verb }) => `${kind} ${verb}`);
const nameOf = (expression: Expression | undefined) =>
  expression?.kind === "call" ? expression.name : expression?.kind;

describe("DO", () => {
  test("its statements have their places in the file", () => {
    const { block, reading, texts } = blockOf(
      "BEGIN\n  ALTER TABLE t ADD COLUMN a int;\n  DROP INDEX i;\nEND",
    );
    expect(block.verb).toBe("DO");
    expect(texts).toEqual(["ALTER TABLE t ADD COLUMN a int", "DROP INDEX i"]);
    const [alter] = block.body;
    const change = alter?.kind === "ddl" ? alter.changes[0] : undefined;
    expect(change?.kind === "addColumn" && reading.at(change.column.name.range)).toBe("a");
  });

  test.each([
    "DO 'BEGIN DROP TABLE t; END'",
    "DO LANGUAGE plpgsql $x$ BEGIN DROP TABLE t; END $x$",
    "DO $x$ BEGIN DROP TABLE t; END $x$ LANGUAGE 'plpgsql'",
  ])("%s", (sql) => {
    const reading = readClean(sql);
    const [statement] = reading.statements;
    const inner = statement?.kind === "block" ? statement.body[0] : undefined;
    expect(reading.at(inner?.location.range)).toBe("DROP TABLE t");
  });

  test("a quote doubled in a quoted body shifts nothing behind it", () => {
    const reading = readClean("DO 'BEGIN COMMENT ON TABLE t IS ''x''; DROP TABLE t; END'");
    const [statement] = reading.statements;
    const texts =
      statement?.kind === "block" ? statement.body.map(({ location }) => reading.at(location.range)) : [];
    expect(texts[1]).toBe("DROP TABLE t");
  });

  test("of another language is opaque", () => {
    expect(readClean("DO LANGUAGE plv8 'x'").statements[0]).toMatchObject({
      kind: "opaque",
      mayChangeSchema: true,
    });
  });

  test("what it swallows", () => {
    const { block } = blockOf(
      "BEGIN\n CREATE TYPE a AS ENUM ('x');\nEXCEPTION WHEN duplicate_object OR SQLSTATE '42P07' THEN NULL; WHEN others THEN RAISE; END",
    );
    expect(block.handlers).toEqual(["duplicate_object", "42p07"]);
    expect(verbs(block.body)).toEqual(["ddl CREATE TYPE"]);
  });

  test("what handlers do to the schema stands beside the body, but for what is raised anew", () => {
    const { block } = blockOf(
      "BEGIN\n DROP TABLE a;\nEXCEPTION WHEN undefined_table OR SQLSTATE '42P01' THEN DROP VIEW a; WHEN others THEN RAISE; END",
    );
    expect(verbs(block.body)).toEqual(["ddl DROP TABLE"]);
    expect(block.handlers).toEqual(["undefined_table", "42p01"]);
    expect(block.rescues?.map(({ conditions, body }) => [conditions, verbs(body)])).toEqual([
      [["undefined_table", "42p01"], ["ddl DROP VIEW"]],
    ]);
  });

  test("handlers that leave the schema alone are conditions, nothing more", () => {
    const { block } = blockOf("BEGIN DROP TABLE a; EXCEPTION WHEN undefined_table THEN NULL; END");
    expect(block).toMatchObject({ handlers: ["undefined_table"] });
    expect(block.rescues).toBeUndefined();
  });

  test("declarations are assignments", () => {
    const { block } = blockOf(
      "DECLARE a text := 'x'; b CONSTANT int NOT NULL DEFAULT 1 + 1; c record; d numeric(10, 2) = 3; cur CURSOR FOR SELECT a = 1; BEGIN NULL; END",
    );
    expect(
      block.body.map(
        (one) => one.kind === "assign" && [one.assignments[0]?.variable, nameOf(one.assignments[0]?.value)],
      ),
    ).toEqual([
      ["a", "string"],
      ["b", "+"],
      ["c", "null"],
      ["d", "number"],
      ["cur", "unknown"],
    ]);
    expect(block.body.every(({ verb }) => verb === "DECLARE")).toBe(true);
  });

  test("conditions", () => {
    const { block, reading } = blockOf(
      "BEGIN\n IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'a') THEN\n  CREATE TYPE a AS ENUM ();\n ELSIF x > 1 THEN DROP TABLE b;\n ELSE DROP TABLE c; DROP TABLE d;\n END IF;\n DROP TABLE e;\nEND",
    );
    const [branching, last] = block.body;
    if (branching?.kind !== "if") throw new Error("no IF");
    expect(branching.branches.map(({ condition, body }) => [nameOf(condition), verbs(body)])).toEqual([
      ["not", ["ddl CREATE TYPE"]],
      [">", ["ddl DROP TABLE"]],
    ]);
    expect(verbs(branching.otherwise)).toHaveLength(2);
    expect(reading.at(branching.location.range)).toMatch(/^IF NOT EXISTS[\s\S]*END IF$/);
    expect(reading.at(last?.location.range)).toBe("DROP TABLE e");
  });

  test("a condition that cannot be read whole is unknown", () => {
    const { block } = blockOf("BEGIN IF a @> 'x' AND CASE WHEN b THEN c END THEN DROP TABLE t; END IF; END");
    const [branching] = block.body;
    expect(branching?.kind === "if" && branching.branches[0]?.condition.kind).toBe("unknown");
    expect(branching?.kind === "if" && verbs(branching.branches[0]?.body ?? [])).toEqual(["ddl DROP TABLE"]);
  });

  test("CASE", () => {
    const { block } = blockOf(
      "BEGIN CASE a WHEN 1 THEN DROP TABLE t; ELSE NULL; END CASE; DROP TABLE s; END",
    );
    const [branching] = block.body;
    expect(branching?.kind === "if" && nameOf(branching.branches[0]?.condition)).toBe("=");
    expect(verbs(block.body)).toEqual(["if CASE", "ddl DROP TABLE"]);
  });

  test("loops whose rounds do not stand there are opaque; they count where they may change the schema", () => {
    const { block, texts } = blockOf(
      "BEGIN\n <<outer>> FOR r IN SELECT a FROM t LOOP EXECUTE 'x'; END LOOP outer;\n WHILE a < 1 LOOP a := a + 1; END LOOP;\n FOREACH x IN ARRAY a LOOP DROP TABLE t; END LOOP;\n FOR i IN 1..3 LOOP EXIT; END LOOP;\n DROP TABLE t;\nEND",
    );
    expect(block.body.map((one) => (one.kind === "opaque" ? one.mayChangeSchema : one.kind))).toEqual([
      true,
      false,
      true,
      false,
      "ddl",
    ]);
    expect(texts[0]).toBe("FOR r IN SELECT a FROM t LOOP EXECUTE 'x'; END LOOP outer");
  });

  test.each([
    ["FOREACH x IN ARRAY ARRAY['a', 'b']::text[] LOOP", ["a", "b"]],
    ["FOREACH x IN ARRAY '{a, b}'::text[] LOOP", ["a", "b"]],
    ["FOREACH x IN ARRAY words LOOP", ["c", "d"]],
    ["FOR x IN SELECT unnest(ARRAY['a', 'b']) LOOP", ["a", "b"]],
    ["FOR x IN (SELECT unnest(ARRAY['a'])) LOOP", ["a"]],
    ["FOR x IN 1..3 LOOP", [1, 2, 3]],
    ["FOR x IN REVERSE 6 .. 1 BY 2 LOOP", [6, 4, 2]],
    ["FOR x IN 2..1 LOOP", []],
    ["FOREACH x IN ARRAY changed LOOP", undefined],
    ["FOREACH x IN ARRAY twice LOOP", undefined],
    ["FOREACH x IN ARRAY ARRAY['a', b] LOOP", undefined],
    ["FOREACH x IN ARRAY '{\"a b\"}' LOOP", undefined],
    ["FOR x IN 1..n LOOP", undefined],
    ["FOR x IN 1..100000 LOOP", undefined],
    ["FOR x IN SELECT a FROM t LOOP", undefined],
    ["FOR x IN SELECT unnest(ARRAY['a']) WHERE y LOOP", undefined],
  ])("%s has its rounds in the text", (head, wanted) => {
    const declared =
      "words text[] := ARRAY['c', 'd']; changed text[] := ARRAY['c']; twice text[] := ARRAY['c'];";
    const rest = "changed := NULL; DECLARE twice text[] := ARRAY['d']; BEGIN END;";
    const { block } = blockOf(`DECLARE ${declared} BEGIN ${head} EXECUTE x; END LOOP; ${rest} END`);
    const loop = block.body[3];
    const values = loop?.kind === "block" ? loop.body.map(valueOfRound) : undefined;
    expect(values).toEqual(wanted);
  });

  test("a loop that is left early is opaque", () => {
    const { block } = blockOf(
      "BEGIN FOR i IN 1..2 LOOP IF a THEN EXIT; END IF; EXECUTE 'x'; END LOOP; FOR i IN 1..2 LOOP BEGIN CONTINUE; END; EXECUTE 'x'; END LOOP; END",
    );
    expect(block.body.map(({ kind }) => kind)).toEqual(["opaque", "opaque"]);
  });

  test("dynamic SQL", () => {
    const { block, reading } = blockOf(
      "BEGIN EXECUTE 'DROP TABLE ' || quote_ident(a); EXECUTE format('ALTER TABLE %I ADD b int', t) USING c; EXECUTE sql; EXECUTE 'SELECT 1' INTO STRICT n USING a; END",
    );
    expect(
      block.body.map((one) => [one.kind, one.kind === "execute" ? nameOf(one.source) : undefined]),
    ).toEqual([
      ["execute", "||"],
      ["execute", "format"],
      ["execute", "column"],
      ["assign", undefined],
    ]);
    const [first] = block.body;
    const source =
      first?.kind === "execute" && first.source?.kind === "call" ? first.source.arguments[0] : undefined;
    if (source?.kind !== "string") throw new Error("no string");
    const [segment] = source.segments;
    expect(reading.sql.slice(segment?.outer, (segment?.outer ?? 0) + (segment?.length ?? 0))).toBe(
      "DROP TABLE ",
    );
  });

  test("a string in a string in a body keeps its place", () => {
    const reading = readClean("DO 'BEGIN EXECUTE ''DROP TABLE t''; END'");
    const [statement] = reading.statements;
    const execute = statement?.kind === "block" ? statement.body[0] : undefined;
    const source = execute?.kind === "execute" ? execute.source : undefined;
    const segment = source?.kind === "string" ? source.segments[0] : undefined;
    expect(reading.sql.slice(segment?.outer, (segment?.outer ?? 0) + (segment?.length ?? 0))).toBe(
      "DROP TABLE t",
    );
  });

  test("assignments", () => {
    const { block } = blockOf(
      "BEGIN a := 'x'; NEW.updated_at = now(); b[1] := 2; c[1].d := 3; SELECT count(*), e INTO STRICT f, g.h FROM t WHERE i = 1; END",
    );
    expect(
      block.body.map(
        (one) =>
          one.kind === "assign" &&
          one.assignments.map(({ variable, value }) => `${variable} ${nameOf(value)}`),
      ),
    ).toEqual([
      ["a string"],
      ["new.updated_at call"].map(() => "new.updated_at now"),
      ["b[1] number"],
      ["c[1].d number"],
      ["f query", "g.h query"],
    ]);
  });

  test("what controls the routine", () => {
    const { block } = blockOf(
      "BEGIN PERFORM f(1); PERFORM pg_sleep(1); PERFORM 1 FROM t; RAISE NOTICE 'a; b %', c; RAISE EXCEPTION 'x' USING HINT = 'y'; RAISE; ASSERT a; GET DIAGNOSTICS n = ROW_COUNT; NULL; BEGIN COMMIT; END; RETURN; END",
    );
    expect(verbs(block.body)).toEqual([
      "call PERFORM",
      "query PERFORM",
      "query PERFORM",
      "session RAISE",
      "session RAISE EXCEPTION",
      "session RAISE EXCEPTION",
      "session ASSERT",
      "session GET",
      "block BEGIN",
      "session RETURN",
    ]);
  });

  test("what is wrong inside is told where it stands", () => {
    const reading = read("DO $$ BEGIN\n  CREATE TABLE t (a int,);\n  CREATE TABLE s (a int(11));\nEND $$;");
    expect(problemsOf(reading)).toEqual([",: Trailing comma before `)`."]);
    expect(constructsOf(reading)).toEqual(["type-width: (11)"]);
  });

  test("its comments are comments of the file", () => {
    const sql = "-- one\nDO $$ BEGIN\n  -- two\n  NULL; /* three */\nEND $$; -- four";
    const { comments } = readScript(new SourceFile("test.sql", sql), { dialect: "postgresql" });
    expect(comments.map(({ text, range }) => [text.trim(), sql.slice(range.start, range.end)])).toEqual([
      ["one", "-- one"],
      ["two", "-- two"],
      ["three", "/* three */"],
      ["four", "-- four"],
    ]);
  });
});

describe("functions and procedures", () => {
  test("in PL/pgSQL: parameters, and the body as one block", () => {
    const reading = readClean(
      "CREATE OR REPLACE FUNCTION app.touch(a int, OUT b text, INOUT c numeric(10, 2) DEFAULT 1, VARIADIC d int[], timestamp with time zone) RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = app, pg_temp COST 10 AS $f$\nDECLARE x int;\nBEGIN\n  NEW.updated_at := now();\n  RETURN NEW;\nEND;\n$f$;",
    );
    const change = changeOf(reading, "createObject");
    expect(change).toMatchObject({ object: "function", orReplace: true, name: { schema: { text: "app" } } });
    expect(change.parameters?.map(({ name, mode, type }) => [name?.text, mode, type?.name])).toEqual([
      ["a", "in", "integer"],
      ["b", "out", "text"],
      ["c", "inout", "numeric"],
      ["d", "in", "integer"],
      [undefined, "in", "timestamp with time zone"],
    ]);
    expect(reading.at(change.bodyRange)).toMatch(/^\$f\$[\s\S]*\$f\$$/);
    const [block] = change.body ?? [];
    expect(block?.kind === "block" && verbs(block.body)).toEqual([
      "assign DECLARE",
      "assign SET",
      "session RETURN",
    ]);
  });

  test("in SQL: the statements of the string", () => {
    const reading = readClean(
      "CREATE FUNCTION f() RETURNS TABLE (a int, b text) LANGUAGE sql IMMUTABLE STRICT AS 'SELECT 1; DELETE FROM t -- it''s'",
    );
    const { body } = changeOf(reading, "createObject");
    expect(verbs(body ?? [])).toEqual(["query SELECT", "data DELETE"]);
    expect(reading.at(body?.[1]?.location.range)).toBe("DELETE FROM t");
  });

  test("bodies of the standard came with 14", () => {
    const atomic = read(
      "CREATE PROCEDURE p() LANGUAGE sql BEGIN ATOMIC INSERT INTO t VALUES (CASE WHEN a THEN 1 END); SELECT 1; END;",
    );
    expect(atomic.statements).toHaveLength(1);
    const change = changeOf(atomic, "createObject");
    expect([change.object, verbs(change.body ?? [])]).toEqual(["procedure", ["data INSERT", "query SELECT"]]);
    expect(constructsOf(atomic)).toEqual(["sql-standard-body: BEGIN"]);
    expect(problemsOf(read("CREATE FUNCTION f(a int) RETURNS int RETURN a + 1;"))).toEqual([]);
  });

  test("in other languages: no statements", () => {
    expect(
      changeOf(readClean("CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'lib', 'symbol'"), "createObject")
        .body,
    ).toBeUndefined();
    expect(
      changeOf(
        readClean("CREATE FUNCTION f() RETURNS int AS $$ return 1 $$ LANGUAGE plpython3u"),
        "createObject",
      ).body,
    ).toBeUndefined();
  });

  test("types alone, SETOF, defaults", () => {
    const { parameters } = changeOf(
      readClean(
        "CREATE FUNCTION f(int, double precision = 1, t.a%TYPE, name text DEFAULT 'a,b)') RETURNS SETOF record LANGUAGE sql AS ''",
      ),
      "createObject",
    );
    expect(parameters?.map(({ name, type }) => [name?.text, type?.name])).toEqual([
      [undefined, "integer"],
      [undefined, "double precision"],
      [undefined, "t.a%type"],
      ["name", "text"],
    ]);
  });
});

function valueOfRound(round: Statement): unknown {
  const [first] = round.kind === "block" ? round.body : [];
  const value = first?.kind === "assign" ? first.assignments[0]?.value : undefined;
  return value && "value" in value ? value.value : undefined;
}
