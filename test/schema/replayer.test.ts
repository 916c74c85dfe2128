import { describe, expect, test } from "vitest";
import type { SchemaHistory } from "../../src/schema/history.js";
import { Replayer, replay } from "../../src/schema/replay.js";
import { migrationsOf, stepsOf } from "./replay-text.js";

const options = { dialect: "mysql", version: [8, 0] } as const;

const traced = (history: SchemaHistory) =>
  stepsOf(history).map(({ outcome, refusals, after }) => [
    outcome,
    refusals.map(({ message, related }) => [
      message,
      related?.at.file.text.slice(related.at.range.start, related.at.range.end),
      related?.at.range.start,
    ]),
    after.tables.map(({ name, schema }) => `${schema}.${name}`),
  ]);

/** Replays the texts one after the other, migrations that stay the same being the same objects; compares with a replay from nothing. */
function replayAll(...versions: readonly (readonly string[])[]): readonly SchemaHistory[] {
  const replayer = new Replayer(options);
  const known = new Map<string, ReturnType<typeof migrationsOf>[number]>();
  return versions.map((texts) => {
    const migrations = migrationsOf(texts, "mysql").map((migration, at) => {
      const key = `${at} ${texts[at]}`;
      const same = known.get(key) ?? migration;
      known.set(key, same);
      return same;
    });
    const history = replayer.replay(migrations);
    expect(traced(history)).toEqual(traced(replay(migrations, options)));
    return history;
  });
}

describe("a replay that goes on where something changed", () => {
  const early = "ALTER TABLE later ADD COLUMN a INT;";

  test("keeps what stands before it", () => {
    const base = ["CREATE TABLE a (id INT);", "CREATE TABLE b (id INT);"];
    const [first, second] = replayAll(
      [...base, "ALTER TABLE a ADD x INT;"],
      [...base, "ALTER TABLE b ADD x INT;"],
    );
    expect(second?.migrations.slice(0, 2)).toEqual(first?.migrations.slice(0, 2));
    expect(second?.migrations[1]).toBe(first?.migrations[1]);
    expect(second?.final.table("a")?.columns).toHaveLength(1);
  });

  test("tells an earlier migration of a table that is created later now, elsewhere, or no more", () => {
    const [none, later] = replayAll(
      [early, "CREATE TABLE b (id INT);"],
      [early, "CREATE TABLE later (id INT);"],
      [early, "-- further down\nCREATE TABLE later (id INT);"],
      [early, "CREATE TABLE b (id INT);"],
      [early],
      [early, "SELECT 1;", "CREATE TABLE later (id INT);"],
    );
    expect(traced(none as SchemaHistory)[0]).not.toEqual(traced(later as SchemaHistory)[0]);
  });

  test("begins anew where the migrations turn out to mean another database", () => {
    const [before, after] = replayAll(
      ["CREATE TABLE a (id INT);", "CREATE TABLE shop.b (id INT);", "SELECT 1;"],
      ["CREATE TABLE a (id INT);", "CREATE TABLE shop.b (id INT);", "USE other; CREATE TABLE c (id INT);"],
    );
    expect(before?.final.table("b")).toBeDefined();
    expect(after?.final.table("b")).toBeUndefined();
  });

  test("follows migrations that are put in, taken out and turned round", () => {
    const [a, b, c] = ["CREATE TABLE a (id INT);", "ALTER TABLE a ADD b INT;", "DROP TABLE a;"] as const;
    replayAll([a, b, c], [a, c], [a, c, b], [b, a, c], [], [a], [c, a, b, a]);
  });
});
