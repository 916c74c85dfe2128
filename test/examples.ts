// The examples of a rule's meta as texts to lint. In: an example. Out: a fixture without rules.

import type { Example, RuleMeta } from "../src/rule/index.js";
import type { Fixture } from "./lint-fixture.js";

export function exampleOf({ dialects }: RuleMeta, example: string | Example): Omit<Fixture, "rules"> {
  const {
    sql,
    rollback,
    merged,
    dialect,
    file = "001_example.sql",
  }: Example = typeof example === "string" ? { sql: example } : example;
  const texts = new Map([[file, `${sql}\n`]]);
  if (rollback !== undefined) texts.set(file.replace(/\.sql$/, "_rollback.sql"), `${rollback}\n`);
  return {
    dialect: dialect ?? dialects[0] ?? "mysql",
    texts,
    ...(merged && { merged: new Map(Object.entries(merged)) }),
  };
}
