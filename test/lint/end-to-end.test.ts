// The engine on SQL that was read and replayed, with the real rules.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { rules } from "../../rules/index.js";
import { compareBaseline, makeBaseline } from "../../src/lint/baseline.js";
import { type ReporterName, reporters } from "../../src/report/index.js";
import { lintFixture } from "../lint-fixture.js";
import { context } from "../report/sample.js";

function run(texts: Readonly<Record<string, string>>, ids: readonly string[], more = {}) {
  return lintFixture({
    dialect: "mysql",
    texts: new Map(Object.entries(texts)),
    rules: rules.filter((rule) => ids.includes(rule.meta.id)),
    suppressions: true,
    ...more,
  });
}
const brief = (...input: Parameters<typeof run>) =>
  run(...input).findings.map(({ rule, location: { file, range }, subject, suppressed }) => {
    const name = file.path.replace(/^migrations\/(\d+).*$/, "$1");
    return `${suppressed ? "~" : ""}${rule} ${name}:${file.positionAt(range.start).line} ${subject.table ?? ""}.${subject.name}`;
  });

const jobs = `CREATE TABLE jobs (
  id VARCHAR(255) NOT NULL,
  config JSON NOT NULL,
  settings JSON
    NOT NULL,
  PRIMARY KEY (id)
);
`;

describe("suppressions in real statements", () => {
  const withComment = (line: number, comment: string) => {
    const lines = jobs.split("\n");
    lines.splice(line, 0, comment);
    return { "001_a.sql": lines.join("\n") };
  };

  test("above a column: that column only", () => {
    expect(
      brief(withComment(2, "  -- integlint-disable-next-line json-comment: a"), ["json-comment"]),
    ).toEqual(["~json-comment 001:4 jobs.config", "json-comment 001:5 jobs.settings"]);
  });

  test("above a table: all of it", () => {
    expect(brief(withComment(0, "# integlint-disable-next-line json-comment: a"), ["json-comment"])).toEqual([
      "~json-comment 001:4 jobs.config",
      "~json-comment 001:5 jobs.settings",
    ]);
  });

  test("above a later ALTER, where the fact was decided last", () => {
    const alter =
      "-- integlint-disable-next-line json-comment: a\nALTER TABLE jobs MODIFY config JSON NULL;\n";
    expect(brief({ "001_a.sql": jobs, "002_b.sql": alter }, ["json-comment"])).toEqual([
      "json-comment 001:4 jobs.settings",
      "~json-comment 002:2 jobs.config",
    ]);
  });

  test("above SQL in a string, for what that SQL does", () => {
    const sql = `-- integlint-disable-next-line json-comment: a
SET @q = IF((SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_NAME = 'jobs') = 0,
  'CREATE TABLE jobs (id INT PRIMARY KEY, config JSON)', 'SELECT 1');
PREPARE s FROM @q;
EXECUTE s;
`;
    expect(brief({ "001_a.sql": sql }, ["json-comment"])).toEqual(["~json-comment 001:3 jobs.config"]);
  });
});

describe("state, not text", () => {
  test("a dropped table is not judged, its statements are", () => {
    const texts = { "001_a.sql": jobs, "002_b.sql": "DROP TABLE jobs;\n" };
    expect(brief(texts, ["json-comment", "idempotent"])).toEqual([
      "idempotent 001:1 jobs.001_a",
      "idempotent 002:1 jobs.002_b",
    ]);
  });

  test("a table known from ALTERs only: what was added is judged, the table is unknown", () => {
    const texts = { "001_a.sql": "ALTER TABLE legacy ADD COLUMN config JSON;\n" };
    const result = run(texts, ["json-comment", "primary-key"]);
    expect(result.findings.map((finding) => finding.subject.name)).toEqual(["config"]);
    expect(result.matrix.map(({ rule, verdict }) => [rule, verdict])).toEqual([
      ["primary-key", "unknown"],
      ["json-comment", "fail"],
    ]);
  });

  test("a file alone is judged in its context", () => {
    const texts = { "001_a.sql": jobs, "002_b.sql": "ALTER TABLE jobs MODIFY config JSON NULL;\n" };
    const reportOnly = (path: string) => path.includes("002");
    expect(brief(texts, ["json-comment"], { reportOnly })).toEqual(["json-comment 002:1 jobs.config"]);
  });

  test("a migration says what it touches, dynamic SQL included", () => {
    const sql = `${jobs}SET @q = 'ALTER TABLE teams ADD COLUMN x INT';
PREPARE s FROM @q;
EXECUTE s;
INSERT INTO users (id) VALUES (1);
`;
    const [migration] = run({ "001_a.sql": sql }, []).migrations;
    expect([...(migration?.touches ?? [])].sort()).toEqual(["jobs", "teams", "users"]);
  });
});

test("a baseline outlives new lines, new files and new formatting", () => {
  const ids = rules.map((rule) => rule.meta.id);
  const before = run({ "001_a.sql": jobs }, ids).findings;
  const baseline = makeBaseline(before);
  const moved = `\n\n${jobs.replace("CREATE TABLE jobs (", "create  table jobs\n(").replaceAll("  ", "\t")}`;
  const after = run({ "001_a.sql": moved, "002_b.sql": "SELECT 1;\n" }, ids).findings;
  const { findings, stale } = compareBaseline(after, baseline);
  expect(before.length).toBeGreaterThan(3);
  expect(stale).toEqual([]);
  expect(findings.filter((finding) => !finding.baselined).map((finding) => finding.subject.name)).toEqual(
    findings
      .filter((finding) => finding.subject.name.startsWith("002_b"))
      .map((finding) => finding.subject.name),
  );
});

/** Every example project's migrations, as one folder each. */
function* projects(): Generator<[name: string, texts: Map<string, string>]> {
  const root = "fixtures/projects";
  for (const name of readdirSync(root)) {
    const folder = join(root, name, "migrations");
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) continue;
    const files = readdirSync(folder).filter((file) => file.endsWith(".sql"));
    yield [name, new Map(files.map((file) => [file, readFileSync(join(folder, file), "utf8")]))];
  }
}

describe.each([...projects()])("example project %s", (name, texts) => {
  const dialect = name.includes("postgres") ? "postgresql" : name.includes("maria") ? "mariadb" : "mysql";
  const lintIt = () => lintFixture({ dialect, texts, rules, suppressions: true });
  const result = lintIt();

  test("no rule fails, every place is in its file, fingerprints are unique, order holds", () => {
    expect(result.failures).toEqual([]);
    for (const { location, related } of result.findings) {
      for (const { file, range } of [location, ...related.map(({ at }) => at)]) {
        expect(range.start).toBeGreaterThanOrEqual(0);
        expect(range.end).toBeGreaterThanOrEqual(range.start);
        expect(range.end).toBeLessThanOrEqual(file.text.length);
      }
    }
    const { findings } = result;
    expect(new Set(findings.map((finding) => finding.fingerprint)).size).toBe(findings.length);
    const keys = findings.map(({ location: { file, range } }) => [file.path, range.start] as const);
    for (const [at, [path, start]] of keys.entries()) {
      const before = keys[at - 1];
      if (before?.[0] === path) expect(before[1]).toBeLessThanOrEqual(start);
      else if (before) expect(before[0] < path).toBe(true);
    }
  });

  test("verdicts add up", () => {
    for (const { checked, passed, failed, suppressed, exempt, unknown } of result.statistics) {
      expect(passed + failed + suppressed + exempt + unknown).toBe(checked);
    }
  });

  test("the JSON report is as its schema says", async () => {
    const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(
      JSON.parse(readFileSync("schema/report.schema.json", "utf8")),
    );
    const { render } = await reporters.json();
    validate(JSON.parse(render(result, context)));
    expect(validate.errors).toBeNull();
  });

  test("the same input gives the same bytes in every format", async () => {
    const again = lintIt();
    for (const reporter of Object.keys(reporters) as ReporterName[]) {
      const { render } = await reporters[reporter]();
      expect(render(again, context)).toBe(render(result, context));
    }
  });
});
