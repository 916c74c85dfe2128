// The short mode of bench/fuzz.mjs for all that follows the reader: replay, rules, reports. The same texts every time;
// INTEGLINT_FUZZ_SEED shifts them.

import { describe, expect, it } from "vitest";
import { findFlowFaults } from "../../bench/fuzz/flow.js";
import { dialects } from "../../bench/fuzz/properties.js";
import { tryCase } from "../../bench/fuzz/run.js";
import { loadSeeds } from "../../bench/fuzz/seeds.js";

const seeds = loadSeeds(["fixtures"]);
const firstSeed = Number(process.env.INTEGLINT_FUZZ_SEED ?? 1);

describe.each(dialects)("%s", (dialect) => {
  it("holds its properties on broken text", async () => {
    for (let seed = firstSeed; seed < firstSeed + 60; seed++)
      expect(await tryCase(seeds, seed, dialect, [findFlowFaults]), `seed ${seed}`).toBeUndefined();
  });

  // Each of these broke a property once.
  it.each([
    "ALTER TABLE a MODIFY C constructor or stc\n",
    "CREATE TABLE a (b __proto__, c valueOf(1));",
    "CREATE TABLE IF NOT EXISTS s(e VARCHAR(255,\n",
    "CREATE TABLE g(d R()KEY,d V,FOREIGN KEY()REFERENCES n()ø--",
    `CREATE TABLE t (\n  i${"MODIFY".repeat(60)}_ INT)`,
    "mb4RETURNS(50)\n  RETURN, name);\n\nDELIMITER\nCREATE DEFINER R PROCEDURE r: BEGIN\ns;DECLARE EXIT HANDLER FOR ",
    "ALTER TABLE n ADD CONSTRAINT E KEY IF",
    "s;\nDROP",
    "CREATE TABLE a (id INT);\nCREATE TABLE b (id INT);\nDROP TABLE a, b;\n",
    "ALTER TABLE l ADD INDEX IF NOT EXISTS(d)",
  ])("holds them on %j", (text) => {
    expect(findFlowFaults(text, dialect)).toEqual([]);
  });
});
