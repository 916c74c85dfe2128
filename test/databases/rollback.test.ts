// Written rollbacks on real servers: the catalog is as it was before the migration, also when several are rolled back, the last one first,
// and when one runs twice.

import { expect, test } from "vitest";
import { writeRollback } from "../../src/generate/rollback.js";
import { replay } from "../../src/schema/replay.js";
import { randomMigrations } from "../generate/random-sql.js";
import { migrationsOf } from "../schema/replay-text.js";
import { withoutPositions } from "./catalog.js";
import { describeOn, serverNamed } from "./servers.js";

/** More for figures: INTEGLINT_CASES=200. */
const cases = Number(process.env.INTEGLINT_CASES ?? 5);

for (const name of ["mariadb", "mysql", "postgresql"] as const) {
  describeOn(name, "written rollbacks of migrations by chance", () => {
    const seeds = Array.from({ length: cases }, (_, at) => 100 + at);

    test.each(seeds)("seed %i", { timeout: 120_000 }, (seed) => {
      const server = serverNamed(name);
      const scripts = randomMigrations(name, seed, 4, server.replay);
      const { migrations } = replay(migrationsOf(scripts, name), server.replay);
      const up = scripts.map((text, at) => ({ path: `up ${at + 1}`, text }));
      const down = migrations.map((history, at) => {
        return { path: `down ${at + 1}`, text: writeRollback(history, server.replay).sql };
      });
      // All the way up, and down to a level, each rollback twice.
      const level = 1 + (seed % 3);
      const back = down.slice(level).reverse();
      const run = server.run([...up, ...back.flatMap((script) => [script, script])]);
      const told = [...up, ...back].map(({ path, text }) => `-- ${path}\n${text}`).join("\n");
      expect(run.refused, told).toEqual([]);
      const wanted = server.run(up.slice(0, level));
      expect(withoutPositions(run.lines), told).toEqual(withoutPositions(wanted.lines));
    });
  });
}
