// The files of fixtures/expressions: what each expression comes to on its file's schema is what stands beside it.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { evaluator } from "./evaluate-text.js";

const root = join(import.meta.dirname, "../../fixtures/expressions");

test.each(["mysql", "postgresql"] as const)("%s", async (dialect) => {
  const [ddl = "", list = ""] = readFileSync(join(root, `${dialect}.sql`), "utf8").split("-- expressions\n");
  const tellValue = evaluator(dialect, ddl);
  const told = list
    .split("\n")
    .filter((line) => line !== "")
    .map((expression) => `${expression}\n  ${tellValue(expression)}\n`);
  await expect(told.join("")).toMatchFileSnapshot(join(root, `${dialect}.txt`));
});
