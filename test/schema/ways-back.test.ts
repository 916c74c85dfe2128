// The files of fixtures/schema that hold two migrations and more: what undoes the last one stands beside them, as `.back.sql`, and leads back.
// What servers make of it, test/databases asks.

import { describe, expect, test } from "vitest";
import { writeRollback } from "../../src/generate/rollback.js";
import { schemaSql } from "../../src/report/schema-sql.js";
import { compareSchemas, type Difference } from "../../src/schema/compare.js";
import type { NamedObject, Schema } from "../../src/schema/model.js";
import { replayScript } from "../../src/schema/replay.js";
import type { Location } from "../../src/text/source-file.js";
import { modelLines, withoutPositions } from "../databases/catalog.js";
import { differencesOf } from "../databases/differences.js";
import { outcomesOf, readText, replayTexts, textAt, versions } from "./replay-text.js";
import { schemaFixtures } from "./schema-fixtures.js";

describe.each(["mysql", "mariadb", "postgresql"] as const)("fixtures/schema/%s", (dialect) => {
  const fixtures = schemaFixtures.filter(({ dialect: own, texts }) => own === dialect && texts.length > 1);
  const undone = fixtures.filter(({ notRun }) => !notRun);

  test.each(undone.map(({ name, texts, backPath }) => [name, texts, backPath] as const))(
    "%s, and back",
    async (_, texts, backPath) => {
      const last = replayTexts(dialect, texts).migrations.at(-1);
      if (!last) throw new Error("The fixture has no migration.");
      const { sql, missing, unknown } = writeRollback(last, { dialect, version: versions[dialect] });
      expect([...missing, ...unknown]).toEqual([]);
      const { steps, after } = replayScript(readText("back.sql", sql, dialect), last.forward.after);
      expect(steps.flatMap(({ refusals }) => refusals.map(({ message }) => message))).toEqual([]);
      expect(compareSchemas(last.forward.before, after)).toEqual([]);
      await expect(`${sql}\n`).toMatchFileSnapshot(backPath);
    },
  );
});

function tellDifference({ how, kind, name, facts }: Difference): string {
  const values = facts.map(({ fact, wanted, found }) => `${fact} ${wanted.value} → ${found.value}`);
  return `${how} ${kind} ${name} ${values.join(", ")}`;
}

/** Schemas that the SQL of `schema` does not make again, and why. An entry that is no longer true fails. */
const gaps: Readonly<Record<string, string>> = {
  "mariadb/indexes-that-keys-make-superfluous": "a foreign key that lost its index has one again",
  "mariadb/primary-keys-that-other-keys-take-the-place-of": "a foreign key that lost its index has one again",
  "postgresql/constraints-of-every-kind": "EXCLUDE is not written",
  "postgresql/inheritance-and-partitions": "a child states the checks that it inherits",
};

/** A routine is created as its author wrote it, whatever it is called now. */
const isRenamed = ({ name, place }: NamedObject) => textAt(place) !== name;

describe.each(["mysql", "mariadb", "postgresql"] as const)("fixtures/schema/%s", (dialect) => {
  const fixtures = schemaFixtures.filter(({ dialect: own, notRun }) => own === dialect && !notRun);

  test.each(fixtures.map(({ name, texts }) => [name, texts] as const))(
    "%s, out of nothing",
    (name, texts) => {
      const { final } = replayTexts(dialect, texts);
      if (final.objects.some(isRenamed)) return;
      const { sql, wrong } = remake(final);
      if (gaps[`${dialect}/${name}`]) expect(wrong, sql).not.toEqual([]);
      else expect(wrong, sql).toEqual([]);
    },
  );
});

/** The SQL that `schema` prints, and what its replay refuses or has otherwise. */
function remake(final: Schema) {
  const { dialect } = final;
  const statementAt = ({ file, range }: Location) => file.text.slice(range.start, range.end);
  const tool = { name: "integlint", version: "0.0.0", url: "" };
  const sql = schemaSql.render(final, { tool, version: versions[dialect], statementAt });
  const made = replayTexts(dialect, [sql]);
  const refused = outcomesOf(made).filter((outcome) => outcome.startsWith("refused"));
  const differences = compareSchemas(final, made.final).filter(({ kind }) => kind !== "object");
  return {
    sql,
    wrong: [...refused, ...differences.map(tellDifference), ...linesThatDiffer(final, made.final)],
  };
}

/** What a server's catalog would show of one of the two alone, such as collations, which count as equal where one of them is not stated. */
function linesThatDiffer(wanted: Schema, made: Schema): readonly string[] {
  const partial = new Set(
    wanted.tables.filter(({ knowledge }) => knowledge !== "whole").map(({ name }) => name),
  );
  const [wantedLines, madeLines] = [wanted, made].map((schema) => withoutPositions(modelLines(schema)));
  return differencesOf(wantedLines ?? [], madeLines ?? [], partial);
}
