import { expect, test } from "vitest";
import { writeRollback } from "../../src/generate/rollback.js";
import { compareSchemas } from "../../src/schema/compare.js";
import type { Schema } from "../../src/schema/model.js";
import { replayScript } from "../../src/schema/replay.js";
import type { Dialect } from "../../src/sql/definition.js";
import { judgeRollback } from "../databases/rollback-verdict.js";
import { readText, replayTexts } from "../schema/replay-text.js";
import { randomMigrations } from "./random-sql.js";

const versions: Readonly<Record<Dialect, readonly number[]>> = {
  mysql: [8, 0],
  mariadb: [10, 11],
  postgresql: [15],
};
const cases = Number(process.env.INTEGLINT_CASES ?? 25);

for (const dialect of ["mysql", "mariadb", "postgresql"] as const) {
  test(`${dialect}: rollbacks of migrations by chance are proved, and run a second time`, {
    timeout: 3_600_000,
  }, () => {
    for (let seed = 1; seed <= cases; seed++) {
      const scripts = randomMigrations(dialect, seed, 4);
      for (const history of replayTexts(dialect, scripts).migrations) {
        const target = { dialect, version: versions[dialect] };
        const { sql, missing, unknown } = writeRollback(history, target);
        const { forward } = history.migration;
        const told = `seed ${seed}\n${scripts.join("---\n")}\n--- back from ${forward?.file.path}:\n${sql}`;
        expect([...missing, ...unknown], told).toEqual([]);
        const script = readText("written_rollback.sql", sql, dialect);
        const rollback = replayScript(script, history.forward.after);
        expect(judgeRollback({ ...history, rollback }), told).toEqual({ verdict: "proved", reasons: [] });
        const second = replayScript(script, rollback.after);
        const again = second.steps.flatMap(({ refusals }) => refusals);
        expect(
          again.map(({ message }) => message),
          told,
        ).toEqual([]);
        expect(compareSchemas(rollback.after, second.after), told).toEqual([]);
      }
    }
  });
}

test.each(["mysql", "mariadb", "postgresql"] as const)(
  "%s: rolled back one after the other, nothing is left",
  (dialect) => {
    for (let seed = 500; seed < 510; seed++) {
      const scripts = randomMigrations(dialect, seed, 5);
      const { migrations, final } = replayTexts(dialect, scripts);
      let now: Schema = final;
      for (const history of migrations.toReversed()) {
        const { sql } = writeRollback(history, { dialect, version: versions[dialect] });
        const { steps, after } = replayScript(readText("rollback.sql", sql, dialect), now);
        expect(
          steps.flatMap(({ refusals }) => refusals),
          sql,
        ).toEqual([]);
        expect(compareSchemas(history.forward.before, after), sql).toEqual([]);
        now = after;
      }
      expect([...now.tables, ...now.enumTypes, ...now.objects]).toEqual([]);
    }
  },
);
