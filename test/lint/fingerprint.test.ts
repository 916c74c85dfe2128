import { describe, expect, test } from "vitest";
import { compareBaseline, makeBaseline, printBaseline, readBaseline } from "../../src/lint/baseline.js";
import { fingerprintAll } from "../../src/lint/fingerprint.js";
import { identityOf } from "../../src/lint/judge.js";
import { readScript } from "../../src/sql/read.js";
import { SourceFile } from "../../src/text/source-file.js";
import { lintOf, migrationOf, ruleOf, scriptOf, tableOf } from "./build.js";

const everyColumn = ruleOf("every-column", "column", (column, { report }) =>
  report({ at: column.at(), message: `Column ${column.name} is bad.` }),
);
const everyStatement = ruleOf("every-statement", "statement", ({ statement }, { report }) =>
  report({ at: statement.location, message: "Bad statement." }),
);

function run(sql: string, columns: readonly string[], name = "001_a") {
  const migration = migrationOf(name, sql);
  const table = tableOf(migration.forward ?? scriptOf("x", ""), "jobs", columns);
  return lintOf([migration], [table], [everyColumn, everyStatement]).findings;
}
const prints = (...input: Parameters<typeof run>) =>
  run(...input).map((finding) => `${finding.rule} ${finding.fingerprint}`);

describe("fingerprints", () => {
  const before = prints("CREATE TABLE jobs (id INT, size INT);", ["id", "size"]);

  test("differ between subjects and rules", () => {
    expect(new Set(before).size).toBe(3);
  });

  test("survive moved lines, new formatting, comments and letter case", () => {
    const after = prints("\n\n-- jobs\ncreate table jobs ( -- new\n  id INT,\n  /* x */ size INT\n);", [
      "id",
      "size",
    ]);
    expect(after).toEqual(before);
  });

  test("a column's survives a renamed file, a statement's survives new neighbours", () => {
    const renamed = prints("CREATE TABLE jobs (id INT, size INT);", ["id", "size"], "007_b");
    expect(renamed.filter((print) => print.startsWith("every-column"))).toEqual(
      before.filter((print) => print.startsWith("every-column")),
    );
    const more = prints("SELECT 1; CREATE TABLE jobs (id INT, size INT);", ["id", "size"]);
    expect(more).toEqual(expect.arrayContaining(before));
    expect(more).toHaveLength(4);
  });

  test("what creates a table is known when the table is edited; another statement is not", () => {
    const identity = (sql: string) => {
      const [statement] = readScript(new SourceFile("a.sql", sql), { dialect: "mysql" }).statements;
      return identityOf({ kind: "statement", value: { statement } } as never);
    };
    const created = identity("CREATE TABLE jobs (id INT, size INT);");
    expect(identity("CREATE TABLE jobs (id INT, size BIGINT, more INT);")).toEqual(created);
    const altered = identity("ALTER TABLE jobs ADD size INT;");
    expect(identity("ALTER TABLE jobs ADD size BIGINT;")).not.toEqual(altered);
    expect(altered).not.toEqual(created);
  });

  test("of several about one thing, those that stay are known when one goes", () => {
    const identity = (detail: string) => ({ about: ["r", "jobs"], detail });
    const [a, b, c] = fingerprintAll(["a", "b", "c"].map(identity));
    expect(new Set([a, b, c]).size).toBe(3);
    const [first, second] = fingerprintAll(["c", "b"].map(identity));
    // `b` takes over the plain one, `c` keeps its own: both are among the old ones.
    expect([second, first]).toEqual([a, c]);
    expect(fingerprintAll(["b"].map(identity))).toEqual([a]);
  });

  test("equal findings are still told apart", () => {
    const same = { about: ["r", "jobs"], detail: "a" };
    expect(new Set(fingerprintAll([same, same, same])).size).toBe(3);
  });

  test("stay the same from release to release", () => {
    expect(fingerprintAll([{ about: ["json-comment", "column", "jobs", "config"], detail: "" }])).toEqual([
      "20ac08ae51174773",
    ]);
  });
});

describe("baseline", () => {
  const sql = "CREATE TABLE jobs (id INT, size INT);";
  const all = run(sql, ["id", "size"]);
  const baseline = makeBaseline(all);

  test("knows what it was made of, wherever that stands now", () => {
    const moved = run(`\n\n${sql}`, ["id", "size"]);
    const { findings, stale } = compareBaseline(moved, baseline);
    expect(findings.map((finding) => finding.baselined)).toEqual([true, true, true]);
    expect(stale).toEqual([]);
  });

  test("does not know what is new, and reports what is fixed", () => {
    const old = makeBaseline(run(sql, ["id"]));
    const { findings } = compareBaseline(all, old);
    expect(findings.filter((finding) => !finding.baselined).map((finding) => finding.subject.name)).toEqual([
      "size",
    ]);
    const { stale } = compareBaseline(run(sql, ["id"]), baseline);
    expect(stale.map((entry) => entry.subject)).toEqual(["column jobs.size"]);
  });

  test("leaves suppressed findings alone", () => {
    const suppressed = all.map((finding) => ({ ...finding, suppressed: { at: finding.location } }));
    expect(makeBaseline(suppressed)).toEqual([]);
    expect(compareBaseline(suppressed, baseline).stale).toEqual(baseline);
  });

  test("is written sorted, one line an entry, and read back", () => {
    const text = printBaseline(baseline);
    expect(text.split("\n").filter((line) => line.includes('"rule"'))).toHaveLength(3);
    expect(baseline.map((entry) => entry.subject)).toEqual([
      "column jobs.id",
      "column jobs.size",
      "statement in 001_a",
    ]);
    expect(readBaseline(text)).toEqual(baseline);
    expect(readBaseline(printBaseline([]))).toEqual([]);
  });

  test.each([
    ["[]", "a baseline is a JSON object"],
    ['{"version":2}', "baseline version 2 is not 1"],
    ['{"version":1,"findings":{}}', "`findings` is not a list"],
    ['{"version":1,"findings":[3]}', "findings[0] is not an object"],
    ['{"version":1,"findings":[{"rule":"a","subject":"b"}]}', "findings[0].fingerprint is not a text"],
  ])("refuses %s", (text, message) => {
    expect(() => readBaseline(text)).toThrow(message);
  });
});
