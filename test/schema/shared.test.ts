// What a statement leaves as it is stays the same object: thousands of moments of one history are cheap only because they share it.

import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import type { Step } from "../../src/schema/history.js";
import type { Table } from "../../src/schema/model.js";
import { replayTexts } from "./replay-text.js";
import { schemaFixtures } from "./schema-fixtures.js";

function copiesIn({ before, after, change }: Step): string[] {
  return after.tables.flatMap((table) => {
    const old = before.table(table.name, table.schema);
    return old && old !== table ? partsCopied(old, table).map((part) => `${change.kind}: ${part}`) : [];
  });
}

function partsCopied(old: Table, table: Table): string[] {
  if (isDeepStrictEqual(old, table)) return [`table ${table.name}`];
  return (["columns", "indexes", "foreignKeys", "checks"] as const).flatMap((kind) =>
    table[kind]
      .filter((one) => {
        const before = (old[kind] as readonly (typeof one)[]).find(({ name }) => name === one.name);
        return before !== undefined && before !== one && isDeepStrictEqual(before, one);
      })
      .map(({ name }) => `${kind} ${table.name}.${name}`),
  );
}

test.each(schemaFixtures.map((fixture) => [fixture.dialect, fixture.name, fixture] as const))(
  "%s: %s",
  (dialect, _, { texts, version }) => {
    const { migrations } = replayTexts(dialect, texts, { ...(version && { version }) });
    expect(migrations.flatMap(({ forward }) => forward.steps.flatMap(copiesIn))).toEqual([]);
  },
);
