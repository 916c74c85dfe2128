// The short mode of bench/fuzz.mjs for what integlint writes, of projects in any layout with any options. The same texts every time;
// INTEGLINT_FUZZ_SEED shifts them.

import { describe, expect, it } from "vitest";
import { dialects } from "../../bench/fuzz/properties.js";
import { tryCase } from "../../bench/fuzz/run.js";
import { loadSeeds } from "../../bench/fuzz/seeds.js";
import { findWrittenFaults } from "../../bench/fuzz/written.js";

const seeds = loadSeeds(["fixtures"]);
const firstSeed = Number(process.env.INTEGLINT_FUZZ_SEED ?? 1);

describe.each(dialects)("%s", (dialect) => {
  it("holds its properties on broken text", async () => {
    for (let seed = firstSeed; seed < firstSeed + 60; seed++)
      expect(await tryCase(seeds, seed, dialect, [findWrittenFaults]), `seed ${seed}`).toBeUndefined();
  });

  it("holds them on every tenth fixture as it stands", () => {
    for (const text of seeds.filter((_, at) => at % 10 === 0))
      expect(findWrittenFaults(text, dialect), text).toEqual([]);
  });

  // Each of these broke a property once.
  it.each([
    "ALTER TABLE  valueOf CONSTRAINT unque_name;\nALTER ALE channe|ls DROP CƮOLMN topic;\nDROP TABLE mesages;\n",
  ])("holds them on %j", (text) => {
    expect(findWrittenFaults(text, dialect)).toEqual([]);
  });
});
