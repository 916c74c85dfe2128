// The example projects, linted as a user would: what is said of each stands in its expected.txt, line for line.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lint } from "../src/index.js";
import { compact } from "../src/report/compact.js";

const root = join(import.meta.dirname, "../fixtures/projects");
const context = {
  tool: { name: "integlint", version: "0.0.0" },
  color: false,
  width: 100,
  statistics: false,
};

test.each(readdirSync(root))("%s", async (name) => {
  const result = await lint({ cwd: join(root, name), today: "2026-01-01" });
  expect(result.failures).toEqual([]);
  await expect(compact.render(result, context)).toMatchFileSnapshot(join(root, name, "expected.txt"));
});
