// Correct rollbacks with one fault each: what the server's catalog tells of them, rollback-complete and rollback-order have to tell, too.

import { expect, test } from "vitest";
import { writeRollback } from "../../src/generate/rollback.js";
import type { MigrationHistory } from "../../src/schema/history.js";
import { replay, replayScript } from "../../src/schema/replay.js";
import { type Mutant, mutantsOf } from "../generate/mutants.js";
import { Chance, randomMigrations } from "../generate/random-sql.js";
import { migrationsOf, readText } from "../schema/replay-text.js";
import { catalogDifferences, judgeRollback } from "./rollback-verdict.js";
import { describeOn, type Server, serverNamed } from "./servers.js";

/** Migrations whose rollbacks are mutated; more for figures: INTEGLINT_CASES=100. */
const cases = Number(process.env.INTEGLINT_CASES ?? 3);
/** Of each rollback. */
const most = Number(process.env.INTEGLINT_MUTANTS ?? 4);

interface Count {
  mutants: number;
  changing: number;
  readonly missed: string[];
  readonly untrue: string[];
}

for (const name of ["mariadb", "postgresql"] as const) {
  describeOn(name, "rollbacks with a fault", () => {
    test("are found where they change the schema, and only there", { timeout: 3_600_000 }, () => {
      const server = serverNamed(name);
      const count: Count = { mutants: 0, changing: 0, missed: [], untrue: [] };
      for (let seed = 300; seed < 300 + cases; seed++) {
        // The catalog's lines tell nothing of views.
        const scripts = randomMigrations(name, seed, 2).map((text) => text.replace(/^.* VIEW .*\n/gm, ""));
        const [, history] = replay(migrationsOf(scripts, name), server.replay).migrations;
        if (!history) throw new Error("Two migrations were replayed.");
        const { sql } = writeRollback(history, server.replay);
        const before = server.run([{ path: "1", text: scripts[0] ?? "" }]).lines;
        const chance = new Chance(seed);
        for (const mutant of chance.some(mutantsOf(sql, name), most * 2 - 1).slice(0, most))
          judge(mutant, { server, history, scripts, before, count });
      }
      const told = [
        ...count.missed.map((one) => `MISSED ${one}`),
        ...count.untrue.map((one) => `UNTRUE ${one}`),
      ];
      if (process.env.INTEGLINT_CASES)
        process.stdout.write(
          `${name}: ${JSON.stringify({ ...count, missed: count.missed.length, untrue: count.untrue.length })}\n${told.join("\n")}\n`,
        );
      expect(count.missed.length, told.join("\n\n")).toBeLessThanOrEqual(count.changing * 0.01);
      expect(count.untrue, told.join("\n\n")).toEqual([]);
      expect(count.changing).toBeGreaterThan(0);
    });
  });
}

interface Case {
  readonly server: Server;
  readonly history: MigrationHistory;
  readonly scripts: readonly string[];
  /** The catalog before the migration. */
  readonly before: readonly string[];
  readonly count: Count;
}

function judge(mutant: Mutant, { server, history, scripts, before, count }: Case): void {
  const script = readText("mutant.sql", mutant.sql, server.replay.dialect);
  // What cannot be read is no rollback, and another rule's to find.
  if (script.statements.some(({ problems }) => problems.length > 0)) return;
  const rollback = replayScript(script, history.forward.after);
  const { verdict, reasons } = judgeRollback({ ...history, rollback });
  const up = scripts.map((text, at) => ({ path: `${at}`, text }));
  const run = server.run([...up, { path: "mutant", text: mutant.sql }]);
  const differences = catalogDifferences(before, run.lines);
  const isChanged = differences.length > 0;
  const told = [
    mutant.what,
    ...reasons,
    ...differences,
    ...run.refused.map(({ message }) => message),
    ...scripts,
    mutant.sql,
  ].join("\n");
  count.mutants++;
  if (isChanged) count.changing++;
  if (isChanged && verdict === "proved") count.missed.push(told);
  if (!isChanged && verdict === "incomplete") count.untrue.push(told);
}
