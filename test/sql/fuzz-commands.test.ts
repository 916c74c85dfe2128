// The short mode of bench/fuzz.mjs for the commands beside lint and for editors, on projects on the disk. The same texts every time;
// INTEGLINT_FUZZ_SEED shifts them.

import { describe, expect, it } from "vitest";
import { findCommandFaults } from "../../bench/fuzz/commands.js";
import { findEditorFaults } from "../../bench/fuzz/editor.js";
import { dialects } from "../../bench/fuzz/properties.js";
import { tryCase } from "../../bench/fuzz/run.js";
import { loadSeeds } from "../../bench/fuzz/seeds.js";

const seeds = loadSeeds(["fixtures"]);
const firstSeed = Number(process.env.INTEGLINT_FUZZ_SEED ?? 1);

describe.each(dialects)("%s", (dialect) => {
  it("holds its properties on broken text", async () => {
    for (let seed = firstSeed; seed < firstSeed + 4; seed++)
      expect(
        await tryCase(seeds, seed, dialect, [findCommandFaults, findEditorFaults]),
        `seed ${seed}`,
      ).toBeUndefined();
  }, 120_000);
});
