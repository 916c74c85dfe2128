import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { applyChanges } from "../../src/schema/apply.js";
import { compareSchemas, type Difference } from "../../src/schema/compare.js";
import { diffSchemas } from "../../src/schema/diff.js";
import type { Schema } from "../../src/schema/model.js";
import { Timeline } from "../../src/schema/timeline/timeline.js";
import type { Dialect } from "../../src/sql/definition.js";
import { printChanges } from "../../src/sql/print.js";
import { SourceFile } from "../../src/text/source-file.js";
import { replayMysql, replayTexts, textAt, versions } from "./replay-text.js";

/** `missing column b of a`, `different column c of a: type int → bigint`. */
function tell(difference: Difference): string {
  const { how, kind, name, table, facts } = difference;
  const changes = facts.map(
    ({ fact, wanted, found }) => `${fact} ${wanted.value ?? "–"} → ${found.value ?? "–"}`,
  );
  return `${how} ${kind} ${name}${table === undefined ? "" : ` of ${table}`}${changes.length > 0 ? `: ${changes.join(", ")}` : ""}`;
}

function differences(forward: string, rollback: string, before = "CREATE TABLE base (id INT PRIMARY KEY);") {
  const history = replayMysql(before, { forward, rollback });
  const last = history.migrations[1];
  if (!last?.rollback) throw new Error("no rollback");
  return compareSchemas(last.forward.before, last.rollback.after);
}

describe("compareSchemas", () => {
  test("a rollback that undoes everything leaves nothing", () => {
    expect(
      differences(
        "CREATE TABLE a (id INT); ALTER TABLE base ADD x INT, ADD KEY (x), MODIFY id BIGINT;",
        "DROP TABLE a; ALTER TABLE base MODIFY id INT, DROP x;",
      ),
    ).toEqual([]);
  });

  test("what is left over, missing and different", () => {
    const found = differences(
      "ALTER TABLE base ADD y INT, DROP COLUMN x, MODIFY id BIGINT NOT NULL COMMENT 'n', ADD CONSTRAINT fk FOREIGN KEY (y) REFERENCES other (id);",
      "ALTER TABLE base MODIFY id INT UNSIGNED NOT NULL;",
      "CREATE TABLE base (id INT PRIMARY KEY, x INT, KEY idx (x)); CREATE TABLE other (id INT PRIMARY KEY);",
    );
    expect(found.map(tell)).toEqual([
      "different column id of base: type int → int unsigned",
      "missing column x of base",
      "left over column y of base",
      "missing index idx of base",
      "left over foreign key fk of base",
    ]);
  });

  test("facts come with both values and both places", () => {
    const [difference] = differences(
      "ALTER TABLE base MODIFY id BIGINT NOT NULL DEFAULT 5;",
      "ALTER TABLE base MODIFY id INT UNSIGNED NOT NULL;",
    );
    expect(difference && tell(difference)).toBe("different column id of base: type int → int unsigned");
    const [type] = difference?.facts ?? [];
    expect(type && [textAt(type.wanted.at), textAt(type.found.at)]).toEqual(["INT", "INT UNSIGNED"]);
    expect(type?.found.at.file.path).toBe("002_test_rollback.sql");
  });

  test("column order, InnoDB's own indexes and generated names do not count", () => {
    const before =
      "CREATE TABLE p (id INT PRIMARY KEY); CREATE TABLE base (a INT, b INT, FOREIGN KEY (a) REFERENCES p (id));";
    expect(
      differences(
        "ALTER TABLE base DROP FOREIGN KEY base_ibfk_1; ALTER TABLE base DROP COLUMN a; ALTER TABLE base ADD FOREIGN KEY (b) REFERENCES p (id);",
        "ALTER TABLE base ADD a INT; ALTER TABLE base ADD FOREIGN KEY (a) REFERENCES p (id); ALTER TABLE base DROP FOREIGN KEY base_ibfk_1;",
        before,
      ).map(tell),
    ).toEqual([]);
  });

  test("tables and triggers", () => {
    expect(
      differences(
        "CREATE TABLE a (id INT); DROP TABLE base; CREATE TRIGGER tr BEFORE UPDATE ON a FOR EACH ROW SET @x = 1;",
        "SELECT 1;",
      ).map(tell),
    ).toEqual(["missing table base", "left over table a", "left over object tr of a"]);
  });

  test("only the tables asked for", () => {
    const a = replayMysql("CREATE TABLE a (id INT); CREATE TABLE b (id INT);").final;
    const b = replayMysql("CREATE TABLE a (id BIGINT); CREATE TABLE b (id BIGINT);").final;
    expect(compareSchemas(a, b, { tables: ({ name }) => name === "b" }).map(tell)).toEqual([
      "different column id of b: type int → bigint",
    ]);
  });
});

describe("what is the same to a server", () => {
  const compare = (dialect: Dialect, wanted: string, found: string) =>
    compareSchemas(replayTexts(dialect, [wanted]).final, replayTexts(dialect, [found]).final).map(tell);

  test("names in other letters, but on PostgreSQL", () => {
    const [lower, upper] = [
      "CREATE TABLE t (id INT, x INT, KEY k (x));",
      "CREATE TABLE t (ID INT, x INT, KEY K (x));",
    ];
    expect(compare("mysql", lower, upper)).toEqual([]);
    expect(compare("postgresql", "CREATE TABLE t (id int);", 'CREATE TABLE t ("ID" int);')).toEqual([
      "missing column id of t",
      "left over column ID of t",
    ]);
  });

  test("a charset that one side does not know; no other fact", () => {
    const [partial, whole] = [
      "ALTER TABLE t ADD a VARCHAR(5) COMMENT 'x';",
      "CREATE TABLE t (a VARCHAR(5)) CHARACTER SET latin1 COLLATE latin1_bin;",
    ];
    expect(compare("mysql", whole, partial)).toEqual(["different column a of t: comment – → x"]);
    expect(compare("mysql", partial, whole)).toEqual(["different column a of t: comment x → –"]);
    const other = whole.replace("latin1 COLLATE latin1_bin", "utf8mb4 COLLATE utf8mb4_bin");
    expect(compare("mysql", whole, other)).toEqual([
      "different table t: charset latin1 → utf8mb4, collation latin1_bin → utf8mb4_bin",
      "different column a of t: charset latin1 → utf8mb4, collation latin1_bin → utf8mb4_bin",
    ]);
  });

  test("the number of a serial column's sequence; no other sequence", () => {
    const taken =
      "CREATE TABLE t (id serial); ALTER TABLE t RENAME TO u; CREATE TABLE t (id serial); DROP TABLE u;";
    const plain = "CREATE TABLE t (id serial);";
    expect(compare("postgresql", plain, taken)).toEqual([]);
    expect(compare("postgresql", taken, plain)).toEqual([]);
    const none = `${plain} ALTER TABLE t ALTER id DROP DEFAULT;`;
    expect(compare("postgresql", plain, none)).toEqual([
      expect.stringMatching(/^different column id of t: default \(nextval .* → –$/),
    ]);
    expect(compare("postgresql", none, plain)).toHaveLength(1);
    const other = "CREATE SEQUENCE s; CREATE TABLE t (id int NOT NULL DEFAULT nextval('s'));";
    expect(compare("postgresql", other, `${plain} CREATE SEQUENCE s;`)).toContainEqual(
      expect.stringMatching(/^different column id of t: default/),
    );
    const five = "CREATE TABLE t (id int DEFAULT 5);";
    expect(compare("postgresql", five, five.replace("5", "6"))).toEqual([
      "different column id of t: default 5 → 6",
    ]);
  });

  test("keys under names that a server made, each once", () => {
    const checks = (...list: string[]) =>
      `CREATE TABLE t (a INT, ${list.map((one) => `CHECK (${one})`).join(", ")});`;
    const without = (sql: string, ...names: string[]) =>
      `${sql}${names.map((name) => `ALTER TABLE t DROP CHECK ${name};`).join("")}`;
    // t_chk_1 here, t_chk_2 and t_chk_3 there.
    const one = checks("a > 1");
    const two = without(checks("a > 0", "a > 1", "a > 1"), "t_chk_1");
    expect(compare("mysql", one, two)).toEqual(["left over check t_chk_3 of t"]);
    expect(compare("mysql", two, one)).toEqual(["missing check t_chk_3 of t"]);
    const named = "CREATE TABLE t (a INT, CONSTRAINT c CHECK (a > 1));";
    expect(compare("mysql", one, named)).toEqual(["missing check t_chk_1 of t", "left over check c of t"]);
    expect(compare("mysql", one, one.replace("1", "2"))).toEqual([
      expect.stringMatching(/^different check t_chk_1 of t: condition/),
    ]);
  });

  test("of some tables only, enum types and other objects are left out", () => {
    const only = { tables: ({ name }: { readonly name: string }) => name === "t" };
    const [one, other] = [
      "CREATE TYPE e AS ENUM ('a'); CREATE TABLE t (a int); CREATE TABLE u (a int);",
      "CREATE VIEW v AS SELECT 1 AS one; CREATE TABLE u (b int);",
    ].map((sql) => replayTexts("postgresql", [sql]).final) as [Schema, Schema];
    expect(compareSchemas(one, other, only).map(tell)).toEqual(["missing table t"]);
    expect(compareSchemas(other, one, only).map(tell)).toEqual(["left over table t"]);
    expect(compareSchemas(other, one).map(tell)).toEqual([
      "missing column b of u",
      "left over column a of u",
      "left over table t",
      "left over enum type e",
      "missing object v",
    ]);
  });
});

describe("diffSchemas", () => {
  const pairs: readonly (readonly [Dialect, string, string])[] = [
    [
      "mysql",
      "CREATE TABLE p (id INT PRIMARY KEY); CREATE TABLE t (a INT, b VARCHAR(10) CHARACTER SET latin1, c INT, KEY idx (b), CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id), CONSTRAINT chk CHECK (c > 0)) COMMENT 'x';",
      "CREATE TABLE t (a BIGINT NOT NULL DEFAULT 3 COMMENT 'n', z INT, b VARCHAR(20), u TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, PRIMARY KEY (a), UNIQUE idx (b)) COMMENT 'y'; CREATE TABLE q (id INT PRIMARY KEY, t BIGINT, CONSTRAINT fq FOREIGN KEY (t) REFERENCES t (a) ON DELETE CASCADE);",
    ],
    [
      "postgresql",
      "CREATE TYPE s AS ENUM ('A'); CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE t (a int REFERENCES p, b varchar(10) DEFAULT 'x', c int CHECK (c > 0), UNIQUE (b)); CREATE INDEX i ON t (c);",
      "CREATE TYPE s AS ENUM ('Z', 'A', 'B'); CREATE TYPE s2 AS ENUM ('A'); CREATE TABLE t (a bigint NOT NULL, b text, d timestamptz DEFAULT now(), PRIMARY KEY (a)); CREATE UNIQUE INDEX i ON t (b) WHERE a > 0; COMMENT ON COLUMN t.b IS 'note';",
    ],
  ];

  const both = pairs.flatMap(([dialect, one, other]) => [
    [dialect, one, other] as const,
    [dialect, other, one] as const,
  ]);

  function apply(schema: Schema, changes: ReturnType<typeof diffSchemas>) {
    const timeline = Timeline.on(schema);
    // Each change is a statement of its own, as a printer writes them.
    const refusals = changes.flatMap((change) =>
      applyChanges(timeline, [change], new SourceFile("diff.sql", "")).flatMap((one) => one.refusals),
    );
    return { after: timeline.now, refusals: refusals.map(({ message }) => message) };
  }

  test.each(both)("%s: its changes lead from one schema to the other", (dialect, from, to) => {
    const start = replayTexts(dialect, [from]).final;
    const goal = replayTexts(dialect, [to]).final;
    const { after, refusals } = apply(start, diffSchemas(start, goal));
    expect(refusals).toEqual([]);
    const left = compareSchemas(goal, after).map(tell);
    // Values of an enum type cannot be taken away.
    expect(left.filter((one) => !one.startsWith("different enum type"))).toEqual([]);
  });

  test("equal schemas need no change", () => {
    for (const [dialect, one] of pairs) {
      const schema = replayTexts(dialect, [one]).final;
      expect(diffSchemas(schema, replayTexts(dialect, [one]).final)).toEqual([]);
    }
  });

  test("what it prints is whole, and no more than has to change", async () => {
    const mysql = `CREATE TABLE t (a INT NOT NULL, b VARCHAR(9) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT 'x' COMMENT 'b', c INT GENERATED ALWAYS AS (a + 1) STORED, d TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, e INT INVISIBLE,
      PRIMARY KEY (a), UNIQUE KEY u (b(4), a DESC) INVISIBLE, KEY k ((a + 1)) COMMENT 'k', CONSTRAINT chk CHECK (a > 0) NOT ENFORCED) COMMENT 'all';`;
    const small = "CREATE TABLE t (a INT, z INT);";
    const postgresql = `CREATE SCHEMA s; CREATE TYPE s.mood AS ENUM ('a', 'b'); CREATE TABLE p (id int PRIMARY KEY);
      CREATE TABLE s.t (a serial, b varchar(9) COLLATE "C" NOT NULL DEFAULT 'x', c int GENERATED ALWAYS AS (d + 1) STORED, d int GENERATED ALWAYS AS IDENTITY, m s.mood, CONSTRAINT pk PRIMARY KEY (a), CONSTRAINT fk FOREIGN KEY (d) REFERENCES p ON DELETE CASCADE ON UPDATE SET NULL, CONSTRAINT chk CHECK (d > 0), CONSTRAINT u UNIQUE NULLS NOT DISTINCT (b));
      CREATE INDEX i ON s.t USING btree (lower(b), d DESC) INCLUDE (m) WHERE d > 1; COMMENT ON CONSTRAINT fk ON s.t IS 'fk'; COMMENT ON INDEX s.i IS 'i'; COMMENT ON COLUMN s.t.b IS 'b';`;
    const little =
      "CREATE SCHEMA s; CREATE TYPE s.mood AS ENUM ('b'); CREATE TABLE s.t (a int, b text, c int, d bigint);";
    const texts: readonly (readonly [Dialect, string, string])[] = [
      ["mysql", "", mysql],
      ["mysql", small, mysql],
      ["mysql", mysql, small],
      ["postgresql", "", postgresql],
      ["postgresql", little, postgresql],
      ["postgresql", postgresql, little],
    ];
    const printed = texts.map(([dialect, from, to]) =>
      printChanges(
        diffSchemas(replayTexts(dialect, [from]).final, replayTexts(dialect, [to]).final),
        dialect,
        versions[dialect],
      ),
    );
    await expect(`${printed.join("\n\n")}\n`).toMatchFileSnapshot(
      join(import.meta.dirname, "printed-differences.sql"),
    );
  });
});
