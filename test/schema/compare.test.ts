import { describe, expect, test } from "vitest";
import { applyChanges } from "../../src/schema/apply.js";
import { compareSchemas, type Difference } from "../../src/schema/compare.js";
import { diffSchemas } from "../../src/schema/diff.js";
import type { Schema } from "../../src/schema/model.js";
import { Timeline } from "../../src/schema/timeline/timeline.js";
import type { Dialect } from "../../src/sql/definition.js";
import { SourceFile } from "../../src/text/source-file.js";
import { replayMysql, replayTexts, textAt } from "./replay-text.js";

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
});
