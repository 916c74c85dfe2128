// The short mode of bench/fuzz.mjs: the same texts every time; INTEGLINT_FUZZ_SEED shifts them. The long mode looks for work that
// grows too fast, too.

import { describe, expect, it } from "vitest";
import { createRandom, mutate } from "../../bench/fuzz/mutate.js";
import { dialects, findFaults } from "../../bench/fuzz/properties.js";
import { tryCase } from "../../bench/fuzz/run.js";
import { loadSeeds } from "../../bench/fuzz/seeds.js";

const seeds = loadSeeds(["fixtures"]);
const firstSeed = Number(process.env.INTEGLINT_FUZZ_SEED ?? 1);

describe.each(dialects)("%s", (dialect) => {
  it("holds its properties on every fixture as it stands", () => {
    const broken = seeds.flatMap((text) => findFaults(text, dialect).map((fault) => [fault, text]));
    expect(broken).toEqual([]);
  });

  it("holds them on broken text", async () => {
    for (let seed = firstSeed; seed < firstSeed + 400; seed++)
      expect(await tryCase(seeds, seed, dialect, [findFaults]), `seed ${seed}`).toBeUndefined();
  });
});

it("repeats a text from its seed", () => {
  const texts = [7, 8].map((seed) => mutate(seeds, createRandom(seed)));
  expect(texts).toEqual([7, 8].map((seed) => mutate(seeds, createRandom(seed))));
  expect(texts[0]).not.toBe(texts[1]);
});
