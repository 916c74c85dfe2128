// All that a rule is shown by: its fixtures on each dialect and its bad example. In: a rule. Out: texts to lint, by what they show.

import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Rule } from "../src/rule/index.js";
import { exampleOf } from "./examples.js";
import { readFixtures } from "./fixtures.js";
import type { Fixture } from "./lint-fixture.js";

const root = join(import.meta.dirname, "../fixtures/rules");

export function casesOf({ meta }: Rule): readonly (readonly [name: string, Omit<Fixture, "rules">])[] {
  const folder = join(root, meta.id);
  const stored = existsSync(folder) ? readFixtures(folder) : [];
  return [
    ...stored.flatMap(({ name, targets, texts, options, config }) =>
      targets.map(
        (target) =>
          [
            `${name} on ${target.dialect}`,
            { ...target, texts, config, options: { [meta.id]: options } },
          ] as const,
      ),
    ),
    ["the bad example", exampleOf(meta, meta.examples.bad)],
  ];
}
