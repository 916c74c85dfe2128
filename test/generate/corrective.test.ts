import { describe, expect, it } from "vitest";
import { applyRemedies, chooseRemedies, writeCorrective } from "../../src/generate/corrective.js";
import { doubtOf } from "../../src/generate/corrective-rows.js";
import type { Finding } from "../../src/lint/finding.js";
import { replaceForeignKey } from "../../src/rule/index.js";
import type { Change } from "../../src/sql/change.js";
import type { Dialect } from "../../src/sql/definition.js";
import { readText, replayTexts } from "../schema/replay-text.js";

const versions = { mysql: [8, 0], mariadb: [10, 11], postgresql: [15] } as const;
const targetOf = (dialect: Dialect) => ({ dialect, version: versions[dialect] });

function changesIn(sql: string, dialect: Dialect): readonly Change[] {
  return readText("remedy.sql", sql, dialect).statements.flatMap((statement) =>
    statement.kind === "ddl" ? statement.changes : [],
  );
}

const schema = {
  mysql: `CREATE TABLE tenants (id CHAR(36) NOT NULL PRIMARY KEY);
    CREATE TABLE jobs (id INT PRIMARY KEY, tenantId CHAR(36) NOT NULL, note VARCHAR(20), size INT NOT NULL,
      state VARCHAR(20), kind ENUM('a', 'b'), other CHAR(36),
      KEY k (size), CONSTRAINT fk_t FOREIGN KEY (tenantId) REFERENCES tenants (id));`,
  postgresql: `CREATE TABLE tenants (id CHAR(36) NOT NULL PRIMARY KEY);
    CREATE TABLE jobs (id INT PRIMARY KEY, "tenantId" CHAR(36) NOT NULL, note VARCHAR(20), size INT NOT NULL,
      state VARCHAR(20) CONSTRAINT c CHECK (state IN ('a', 'b')), config JSON, other CHAR(36),
      CONSTRAINT fk_t FOREIGN KEY ("tenantId") REFERENCES tenants (id));
    CREATE TABLE deferred (a CHAR(36), b CHAR(36),
      CONSTRAINT fk_d FOREIGN KEY (a) REFERENCES tenants (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
      CONSTRAINT fk_m FOREIGN KEY (b) REFERENCES tenants (id) MATCH FULL,
      CONSTRAINT fk_p FOREIGN KEY (b) REFERENCES tenants (id) ON UPDATE SET NULL /* so */ NOT DEFERRABLE);
    CREATE INDEX patterns ON deferred (a text_pattern_ops);
    CREATE INDEX filled ON deferred (a) WITH (fillfactor = 70);
    CREATE INDEX plain ON deferred (a DESC, "b") WHERE a IS NOT NULL;`,
} as const;

const unchecked = false;
const checked = true;

describe("what rows may stand against", () => {
  it.each<[keyof typeof schema, string, (readonly [boolean, RegExp])?]>([
    ["mysql", "ALTER TABLE jobs ADD COLUMN a INT"],
    ["mysql", "ALTER TABLE jobs ADD COLUMN a INT NOT NULL DEFAULT 1"],
    ["mysql", "ALTER TABLE jobs ADD COLUMN a INT NOT NULL", [unchecked, /no value for jobs\.a$/]],
    ["mysql", "ALTER TABLE jobs ADD COLUMN a INT DEFAULT 1 UNIQUE", [unchecked, /no value for jobs\.a$/]],
    ["mysql", "ALTER TABLE jobs ADD COLUMN a INT NULL; ALTER TABLE jobs ADD UNIQUE u (a)"],
    ["mysql", "ALTER TABLE jobs ADD INDEX i (note)"],
    ["mysql", "ALTER TABLE jobs ADD UNIQUE u (note, size)", [checked, /share \(note, size\)/]],
    ["mysql", "ALTER TABLE jobs DROP PRIMARY KEY, ADD PRIMARY KEY (size)", [checked, /share \(size\)/]],
    [
      "mysql",
      "ALTER TABLE jobs ADD CONSTRAINT f FOREIGN KEY (other) REFERENCES tenants (id)",
      [checked, /no row of tenants/],
    ],
    [
      "mysql",
      "ALTER TABLE jobs DROP FOREIGN KEY fk_t; ALTER TABLE jobs ADD CONSTRAINT f FOREIGN KEY (tenantId) REFERENCES tenants (id) ON DELETE CASCADE",
    ],
    [
      "mysql",
      "ALTER TABLE jobs DROP FOREIGN KEY fk_t; ALTER TABLE jobs ADD CONSTRAINT f FOREIGN KEY (other) REFERENCES tenants (id)",
      [checked, /no row of tenants/],
    ],
    ["mysql", "ALTER TABLE jobs MODIFY note VARCHAR(20) NOT NULL", [checked, /no value for jobs\.note$/]],
    ["mysql", "ALTER TABLE jobs MODIFY note VARCHAR(20) DEFAULT 'x'"],
    ["mysql", "ALTER TABLE jobs MODIFY note VARCHAR(40)"],
    [
      "mysql",
      "ALTER TABLE jobs MODIFY note VARCHAR(10)",
      [unchecked, /narrows from VARCHAR\(20\) to VARCHAR\(10\)/],
    ],
    [
      "mysql",
      "ALTER TABLE jobs MODIFY tenantId VARCHAR(255) NOT NULL",
      [unchecked, /foreign keys hold the type of jobs\.tenantId/],
    ],
    [
      "mysql",
      "ALTER TABLE tenants MODIFY id VARCHAR(255) NOT NULL",
      [unchecked, /foreign keys hold the type of tenants\.id/],
    ],
    ["mysql", "ALTER TABLE jobs MODIFY state ENUM('x', 'y')", [checked, /other values in jobs\.state/]],
    ["mysql", "ALTER TABLE jobs MODIFY kind ENUM('a', 'b', 'c')"],
    ["mysql", "ALTER TABLE jobs MODIFY kind ENUM('a', 'c')", [unchecked, /loses the values b/]],
    ["mysql", "ALTER TABLE jobs DROP COLUMN note", [unchecked, /takes its rows along/]],
    ["mysql", "ALTER TABLE jobs RENAME INDEX k TO idx_k"],
    ["postgresql", "ALTER TABLE jobs ALTER COLUMN note SET NOT NULL", [checked, /no value for jobs\.note/]],
    ["postgresql", "ALTER TABLE jobs ALTER COLUMN config TYPE JSONB"],
    [
      "postgresql",
      "ALTER TABLE jobs ALTER COLUMN note TYPE JSONB",
      [unchecked, /narrows from VARCHAR\(20\) to JSONB/i],
    ],
    ["postgresql", "ALTER TABLE jobs ADD CONSTRAINT d CHECK (size > 0)", [checked, /not fulfil size > 0/]],
    [
      "postgresql",
      "ALTER TABLE jobs DROP CONSTRAINT c; ALTER TABLE jobs ADD CONSTRAINT c CHECK (state IN ('a', 'b', 'c'))",
    ],
    [
      "postgresql",
      "ALTER TABLE jobs DROP CONSTRAINT c; ALTER TABLE jobs ADD CONSTRAINT c CHECK (state IN ('a', 'c'))",
      [checked, /not fulfil/],
    ],
    [
      "postgresql",
      "ALTER TABLE jobs DROP CONSTRAINT c; ALTER TABLE jobs ADD CONSTRAINT c CHECK (note IN ('a', 'b', 'c'))",
      [checked, /not fulfil/],
    ],
    [
      "postgresql",
      "ALTER TABLE deferred DROP CONSTRAINT fk_d; ALTER TABLE deferred ADD CONSTRAINT fk_d FOREIGN KEY (a) REFERENCES tenants (id) ON DELETE CASCADE",
      [unchecked, /fk_d says more .*: DEFERRABLE INITIALLY DEFERRED$/],
    ],
    [
      "postgresql",
      "ALTER TABLE deferred DROP CONSTRAINT fk_m; ALTER TABLE deferred ADD CONSTRAINT fk_m FOREIGN KEY (b) REFERENCES tenants (id) ON DELETE CASCADE",
      [unchecked, /fk_m says more .*: MATCH FULL$/],
    ],
    [
      "postgresql",
      "ALTER TABLE deferred DROP CONSTRAINT fk_p; ALTER TABLE deferred ADD CONSTRAINT fk_p FOREIGN KEY (b) REFERENCES tenants (id) ON DELETE CASCADE",
    ],
    ["postgresql", "DROP INDEX patterns", [unchecked, /index patterns says more .*: a text_pattern_ops$/]],
    ["postgresql", "DROP INDEX filled", [unchecked, /index filled says more .*: WITH \(fillfactor = 70\)$/]],
    ["postgresql", "DROP INDEX plain"],
  ])("%s: %s", (dialect, sql, expected) => {
    const doubt = doubtOf(
      changesIn(`${sql};`, dialect),
      replayTexts(dialect, [schema[dialect]]).final,
      targetOf(dialect),
    );
    if (!expected) return expect(doubt).toBeUndefined();
    expect(doubt?.why).toMatch(expected[1]);
    expect(doubt?.isChecked).toBe(expected[0]);
    expect(doubt?.query !== undefined).toBe(expected[0]);
  });
});

describe("chooseRemedies", () => {
  const findingFor = (sql: string): Finding => ({ remedy: changesIn(sql, "mysql") }) as unknown as Finding;

  it("takes what does not touch the same", () => {
    const [a, b, c, d, e, f] = [
      "ALTER TABLE t ADD INDEX i (a);",
      "ALTER TABLE t ADD INDEX j (a);",
      "ALTER TABLE t MODIFY a INT;",
      "ALTER TABLE t MODIFY a BIGINT;",
      "ALTER TABLE t DROP FOREIGN KEY f; ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES u (id);",
      "ALTER TABLE t RENAME INDEX F TO g;",
    ].map(findingFor) as [Finding, Finding, Finding, Finding, Finding, Finding];
    expect(chooseRemedies([a, b, c, d, e, f])).toEqual([a, c, e]);
  });

  it("tells keys of one name on several tables apart, and not their new names", () => {
    const [a, b, c, d] = [
      "ALTER TABLE t RENAME INDEX x TO i;",
      "ALTER TABLE u RENAME INDEX x TO j;",
      "ALTER TABLE v RENAME INDEX x TO j;",
      "ALTER TABLE v DROP INDEX x;",
    ].map(findingFor) as [Finding, Finding, Finding, Finding];
    expect(chooseRemedies([a, b, c, d])).toEqual([a, b, d]);
  });
});

describe("writeCorrective", () => {
  const write = (dialect: Dialect, sql: string, remedy: string) => {
    const before = replayTexts(dialect, [sql]).final;
    const after = applyRemedies([changesIn(remedy, dialect)], before);
    return typeof after === "number" ? undefined : writeCorrective(before, after, targetOf(dialect));
  };

  it("keeps what is said of a foreign key that is replaced, there and back", () => {
    const said = `${schema.postgresql} COMMENT ON CONSTRAINT fk_t ON jobs IS 'whose';`;
    const { final } = replayTexts("postgresql", [said]);
    const key = final.table("jobs")?.foreignKeys[0];
    if (!key) throw new Error("there is no key");
    const after = applyRemedies([replaceForeignKey(final, key, { onDelete: "cascade" })], final);
    if (typeof after === "number") throw new Error("refused");
    const written = writeCorrective(final, after, targetOf("postgresql"));
    for (const sql of [written?.forward, written?.rollback])
      expect(sql).toMatch(/ADD CONSTRAINT fk_t [\s\S]*COMMENT ON CONSTRAINT fk_t ON jobs IS 'whose';$/);
    const again = replayTexts("postgresql", [said, written?.forward ?? "", written?.rollback ?? ""]).final;
    expect(again.table("jobs")?.foreignKeys[0]).toMatchObject({ comment: "whose" });
    expect(again.table("jobs")?.foreignKeys[0]?.onDelete).toBeUndefined();
  });

  it("renames keys that only changed their names, there and back", () => {
    const table =
      "CREATE TABLE t (id INT PRIMARY KEY, a INT, CONSTRAINT c CHECK (a > 1)); CREATE INDEX i ON t (a);";
    const remedy = "ALTER INDEX i RENAME TO idx_t_a; ALTER TABLE t RENAME CONSTRAINT c TO chk_t;";
    expect(write("postgresql", table, remedy)).toEqual({
      forward: expect.stringMatching(
        /^ALTER INDEX IF EXISTS i RENAME TO idx_t_a;\n\nDO[\s\S]*RENAME CONSTRAINT c TO chk_t;[\s\S]*\$\$;$/,
      ),
      rollback: expect.stringMatching(
        /^ALTER INDEX IF EXISTS idx_t_a RENAME TO i;\n\nDO[\s\S]*RENAME CONSTRAINT chk_t TO c;[\s\S]*\$\$;$/,
      ),
      tables: ["t"],
    });
  });

  it("is nothing where a server would refuse", () => {
    expect(write("mysql", "CREATE TABLE t (a INT);", "ALTER TABLE t ADD INDEX i (b);")).toBeUndefined();
  });

  it("is empty where nothing changes", () => {
    const sql = "CREATE TABLE t (a INT, KEY k (a));";
    expect(write("mysql", sql, "ALTER TABLE t DROP INDEX k; ALTER TABLE t ADD INDEX k (a);")).toEqual({
      forward: "",
      rollback: "",
      tables: [],
    });
  });
});
