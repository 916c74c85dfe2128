import { readFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { compareBaseline, makeBaseline } from "../../src/lint/baseline.js";
import type { LintResult } from "../../src/lint/finding.js";
import { makeMatrix } from "../../src/lint/matrix.js";
import { matrixReporters, type ReporterName, reporters } from "../../src/report/index.js";
import { context, dangerous, hostileResult, marked, resultOf, sqlOf } from "./sample.js";
import { type Element, parseXml } from "./xml.js";

async function render(
  name: ReporterName,
  result: LintResult,
  more: Partial<typeof context> = {},
): Promise<string> {
  return (await reporters[name]()).render(result, { ...context, ...more });
}
// biome-ignore lint/suspicious/noExplicitAny: what comes out of a JSON report is looked at, not typed
const renderJson = async (name: ReporterName, result: LintResult): Promise<any> =>
  JSON.parse(await render(name, result));

const names = Object.keys(reporters) as ReporterName[];
const one = resultOf(marked, [{ on: "bad" }]);
const none = resultOf(marked, []);

/** A finding of each severity, one suppressed, one with everything. */
const mixed = resultOf(
  "SELECT first;\nSELECT second; -- integlint-disable-line b-rule: it is a test\nSELECT third,\n  fourth;\nCREATE TABLE jobs (id INT);\n",
  [
    { on: "first", rule: "a-rule", severity: "info", edits: [{ range: { start: 7, end: 12 }, text: "1" }] },
    { on: "second", rule: "b-rule" },
    {
      on: "third,\n  fourth",
      rule: "c-rule",
      message: "Two things are bad.",
      help: "Make them good.",
      remedy: sqlOf("ALTER TABLE jobs", "  ADD COLUMN good INT;"),
    },
    { on: "jobs", rule: "d-rule", severity: "warning" },
  ],
);

describe("every reporter", () => {
  test.each(names)("%s has its own name, ends in a line break, and says the same twice", async (name) => {
    expect((await reporters[name]()).name).toBe(name);
    const text = await render(name, mixed);
    expect(text).toMatch(/\n$/);
    expect(await render(name, mixed)).toBe(text);
  });

  test.each(names)("%s takes a result without findings", async (name) => {
    expect(await render(name, none)).not.toContain("undefined");
  });

  test.each(names)("%s passes nothing on that a terminal would act on", async (name) => {
    expect(await render(name, hostileResult())).not.toMatch(dangerous);
  });

  test.each(names.filter((name) => name !== "json" && name !== "sarif"))(
    "%s leaves out what is suppressed or in the baseline",
    async (name) => {
      // The code around a finding may hold any comment.
      expect((await render(name, mixed)).replace(/<pre[\s\S]*?<\/pre>/g, "")).not.toContain("b-rule");
      const { findings } = compareBaseline(mixed.findings, makeBaseline(mixed.findings));
      const text = await render(name, { ...mixed, findings });
      expect(text).not.toMatch(/\b[acd]-rule/);
    },
  );
});

describe("places, counted by hand", () => {
  test("compact", async () => {
    expect(await render("compact", one)).toBe(
      "migrations/001_jobs.sql:2:13: error bad-column: Column bad is bad.\n",
    );
  });

  test("pretty", async () => {
    expect(await render("pretty", one)).toContain("→ migrations/001_jobs.sql:2:13\n");
  });

  test("json: UTF-16 units, end behind, offsets", async () => {
    const { findings } = await renderJson("json", one);
    expect(findings[0].range).toEqual({
      start: { line: 2, column: 13, offset: 33 },
      end: { line: 2, column: 16, offset: 36 },
    });
    expect(marked.slice(33, 36)).toBe("bad");
  });

  test("sarif: UTF-16 units, end behind", async () => {
    const { runs } = await renderJson("sarif", one);
    expect(runs[0].columnKind).toBe("utf16CodeUnits");
    expect(runs[0].results[0].locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: "migrations/001_jobs.sql", uriBaseId: "%SRCROOT%" },
      region: { startLine: 2, startColumn: 13, endLine: 2, endColumn: 16 },
    });
  });

  test("github: the last column is part of the place", async () => {
    expect(await render("github", one)).toBe(
      "::error file=migrations/001_jobs.sql,line=2,col=13,endColumn=15,title=bad-column::Column bad is bad.\n",
    );
  });

  test("gitlab", async () => {
    const [issue] = await renderJson("gitlab", one);
    expect(issue.location).toEqual({ path: "migrations/001_jobs.sql", lines: { begin: 2, end: 2 } });
  });

  test("junit", async () => {
    const { children } = parseXml(await render("junit", one));
    expect(children[0]?.children[0]?.attributes).toMatchObject({ name: "bad-column 2:13" });
  });

  test("checkstyle", async () => {
    const { children } = parseXml(await render("checkstyle", one));
    expect(children[0]?.children[0]?.attributes).toMatchObject({ line: "2", column: "13" });
  });

  test("rdjson: UTF-8 bytes, end behind", async () => {
    const { diagnostics } = await renderJson("rdjson", one);
    expect(diagnostics[0].location.range).toEqual({
      start: { line: 2, column: 16 },
      end: { line: 2, column: 19 },
    });
  });

  test("markdown", async () => {
    expect(await render("markdown", one)).toContain("**migrations/001\\_jobs.sql:2:13**");
  });
});

describe("pretty", () => {
  test("shows all that there is to say", async () => {
    expect(`\n${await render("pretty", mixed)}`).toBe(`
info[a-rule] Column first is bad.
  → migrations/001_jobs.sql:1:8
   1 │ SELECT first;
     │        ^^^^^
  why:  Naming · integlint explain a-rule

error[c-rule] Two things are bad.
  → migrations/001_jobs.sql:3:8
   3 ┃ SELECT third,
     │        ^
   4 ┃   fourth;
  help: Make them good.
  sql:  ALTER TABLE jobs
          ADD COLUMN good INT;
  why:  Naming · integlint explain c-rule

warning[d-rule] Column jobs is bad.
  → migrations/001_jobs.sql:5:14
   5 │ CREATE TABLE jobs (id INT);
     │              ^^^^
  why:  Naming · integlint explain d-rule

1 error, 1 warning, 1 info in 1 file · 1 suppressed · checked 1 file, 1 table, 5 rules
`);
  });

  test("says that there is nothing to say", async () => {
    expect(await render("pretty", none)).toBe("No findings · checked 1 file, 1 table, 1 rule\n");
  });

  test("wraps what is long, colours what is asked for, links where it may", async () => {
    const long = resultOf(marked, [{ on: "bad", message: "word ".repeat(30).trim() }]);
    const lines = (await render("pretty", long, { width: 40 })).split("\n");
    expect(Math.max(...lines.slice(0, 6).map((line) => line.length))).toBeLessThanOrEqual(40);
    const colored = await render("pretty", one, { color: true });
    expect(colored).toContain("\u001b[31m");
    expect(stripVTControlCharacters(colored)).toBe(await render("pretty", one));
    const linked = await render("pretty", one, { hyperlinks: "file:///work/" });
    expect(linked).toContain(
      "\u001b]8;;file:///work/migrations/001_jobs.sql\u0007migrations/001_jobs.sql:2:13\u001b]8;;",
    );
  });

  test("counts rules that failed", async () => {
    expect(await render("pretty", hostileResult())).toContain("1 internal error in rules");
  });
});

describe("json", () => {
  const schema = JSON.parse(readFileSync("schema/report.schema.json", "utf8"));
  const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);

  test.each([
    ["none", none],
    ["one", one],
    ["mixed", mixed],
    ["hostile", hostileResult()],
  ])("%s validates against its schema", async (_, result) => {
    validate(await renderJson("json", result));
    expect(validate.errors).toBeNull();
    validate(JSON.parse(await render("json", result, { statistics: true })));
    expect(validate.errors).toBeNull();
  });

  test("a wrong report does not validate", async () => {
    const report = await renderJson("json", one);
    expect(validate({ ...report, extra: 1 })).toBe(false);
    report.findings[0].range.start.line = 0;
    expect(validate(report)).toBe(false);
  });

  test("summary, suppressions, fixes and remedies are in it", async () => {
    const report = await renderJson("json", mixed);
    expect(report.summary).toEqual({
      files: 1,
      migrations: 1,
      statements: 4,
      tables: 1,
      errors: 1,
      warnings: 1,
      infos: 1,
      suppressed: 1,
      baselined: 0,
    });
    const [first, second, third] = report.findings;
    expect(first.fix.edits[0]).toMatchObject({ text: "1", range: { start: { offset: 7 } } });
    expect(second.suppressed).toMatchObject({
      reason: "it is a test",
      range: { start: { line: 2, column: 16 } },
    });
    expect(third).toMatchObject({
      help: "Make them good.",
      remedySql: "ALTER TABLE jobs\n  ADD COLUMN good INT;",
      section: "naming",
      url: "docs/rules/c-rule.md",
    });
    expect(report.matrix.tables[0]).toMatchObject({
      table: "jobs",
      cells: { "key-name": { verdict: "pass" } },
    });
    expect(report).not.toHaveProperty("statistics");
  });
});

describe("sarif", () => {
  test("results point at rules, carry fixes, fingerprints and suppressions", async () => {
    const [run] = (await renderJson("sarif", mixed)).runs;
    const [first, second, third] = run.results;
    expect(run.tool.driver.rules[first.ruleIndex].id).toBe("a-rule");
    expect(first).toMatchObject({
      level: "note",
      partialFingerprints: { "subject/v1": expect.stringMatching(/^\w{16}$/) },
    });
    expect(first.fixes[0].artifactChanges[0].replacements[0]).toEqual({
      deletedRegion: { startLine: 1, startColumn: 8, endLine: 1, endColumn: 13 },
      insertedContent: { text: "1" },
    });
    expect(second.suppressions[0]).toMatchObject({ kind: "inSource", justification: "it is a test" });
    expect(third.suppressions).toEqual([]);
    expect(third.message.text).toContain("ADD COLUMN good INT;");
  });

  test("failures of rules are the invocation's", async () => {
    const [run] = (await renderJson("sarif", hostileResult())).runs;
    expect(run.invocations[0].executionSuccessful).toBe(false);
    expect(run.invocations[0].toolExecutionNotifications[0].associatedRule.id).toBe("broken");
    expect(run.results[0].locations[0].physicalLocation.artifactLocation.uri).toBe(
      "dir/%250A%3Cb%3E%2Ca%3Ab%26%22'%07.sql",
    );
    expect(run.results[0].message.text).toContain("\\[click](");
  });
});

describe("hostile names", () => {
  test("github: one line a finding, no command of the name's own", async () => {
    const text = await render("github", hostileResult());
    expect(text.trimEnd().split("\n")).toHaveLength(1);
    expect(text).toMatch(
      /^::error file=dir\/%250A<b>%2Ca%3Ab&"'␇\.sql,line=1,col=14,endColumn=40,title=bad-table::/,
    );
    expect(text).toContain("%250A [click]");
  });

  test.each(["junit", "checkstyle"] as const)("%s is XML that says what the name says", async (name) => {
    const texts: string[] = [];
    const collect = ({ attributes, children, text }: Element): void => {
      texts.push(...Object.values(attributes), text);
      children.forEach(collect);
    };
    collect(parseXml(await render(name, hostileResult())));
    expect(texts.join("\n")).toContain("<script>alert(1)</script>|`a`");
    expect(texts.join("\n")).toContain("dir/%0A<b>,a:b&\"'\ufffd.sql");
  });

  test("markdown: no markup, no HTML, nobody is mentioned, the fence holds", async () => {
    const text = await render("markdown", hostileResult());
    const [item = "", code = ""] = text.split("```sql");
    expect(item).not.toMatch(/<(?!\/?(sub|br)>)/);
    expect(item).toContain("\\|\\`a\\`");
    expect(item).toContain("@&#8203;all #&#8203;1");
    expect(item).not.toContain("[click]");
    expect(code.split("```")).toHaveLength(2);
  });

  test("a fence is longer than any inside it", async () => {
    const sql = resultOf(marked, [{ on: "bad", remedy: sqlOf("SELECT '", "````", "@all';") }]);
    expect(await render("markdown", sql)).toContain("  `````sql\n  SELECT '\n  ````\n  @all';\n  `````\n");
  });
});

describe("gitlab", () => {
  test("fingerprints are all different", async () => {
    const issues: { fingerprint: string }[] = await renderJson("gitlab", mixed);
    expect(new Set(issues.map((issue) => issue.fingerprint)).size).toBe(3);
  });
});

describe("junit", () => {
  test("counts add up, infos pass, failures of rules are errors", async () => {
    const root = parseXml(await render("junit", mixed));
    expect(root.attributes).toMatchObject({ tests: "3", failures: "2", errors: "0" });
    const cases = root.children[0]?.children ?? [];
    expect(cases.map((found) => found.children[0]?.name)).toEqual(["system-out", "failure", "failure"]);
    expect(parseXml(await render("junit", none)).attributes).toMatchObject({ tests: "1", failures: "0" });
    expect(parseXml(await render("junit", hostileResult())).attributes).toMatchObject({
      tests: "2",
      errors: "1",
    });
  });
});

describe("rdjson", () => {
  test("carries severities and suggestions", async () => {
    const { diagnostics } = await renderJson("rdjson", mixed);
    expect(diagnostics.map((found: { severity: string }) => found.severity)).toEqual([
      "INFO",
      "ERROR",
      "WARNING",
    ]);
    expect(diagnostics[0].suggestions).toEqual([
      { range: { start: { line: 1, column: 8 }, end: { line: 1, column: 13 } }, text: "1" },
    ]);
  });
});

describe("markdown", () => {
  test("is capped, the worst first, the rest counted", async () => {
    const sql = `${"SELECT bad;\n".repeat(2)}CREATE TABLE jobs (id INT);`;
    const many = Array.from({ length: 2000 }, (_, at) => ({
      on: "bad",
      rule: `rule-${at}`,
      severity: at === 1500 ? undefined : ("info" as const),
    }));
    const text = await render("markdown", resultOf(sql, many));
    expect(text.length).toBeLessThanOrEqual(60_000);
    const items = text.split("\n").filter((line) => line.startsWith("- "));
    expect(items[0]).toContain("❌");
    expect(text).toContain("rule-1500");
    expect(text).toContain(`… and ${2000 - items.length} more findings.`);
    expect(text).toContain("## Conformance");
  });

  test("one enormous remedy does not fill it", async () => {
    const sql = "x".repeat(100_000);
    const text = await render("markdown", resultOf(marked, [{ on: "bad", remedy: sqlOf(sql) }]));
    expect(text.length).toBeLessThan(10_000);
    expect(text).toContain("…");
  });
});

describe("matrix", () => {
  const matrix = makeMatrix(mixed);

  test("pretty", async () => {
    const text = (await matrixReporters.pretty()).render(matrix, context);
    expect(`\n${text}`).toBe(`
              a
other
  jobs 100%   ✓

Naming  a  key-name   100%  1 of 1

✓ conforms   ✗ does not   ~ suppressed   ? unknown   – exempt   · not concerned

Conformance 100% 1 of 1 judged, 1 table
`);
  });

  test("markdown and json", async () => {
    expect((await matrixReporters.markdown()).render(matrix, context)).toContain("| jobs | ✅ |\n");
    expect(JSON.parse((await matrixReporters.json()).render(matrix, context)).share).toEqual({
      passed: 1,
      judged: 1,
      percent: 100,
    });
  });

  test("fits the terminal: columns that do not are shown below", async () => {
    const columns = Array.from({ length: 60 }, (_, at) => ({
      rule: `rule-${at}`,
      summary: "",
      share: { passed: 0, judged: 1 },
    }));
    const cells = new Map(
      columns.map(({ rule }) => [rule, { rule, table: "t", verdict: "fail" as const, findings: 1 }]),
    );
    const row = { table: "t".repeat(60), class: "other" as const, cells, share: { passed: 0, judged: 60 } };
    const wide = {
      sections: [{ section: "naming" as const, title: "Naming", columns }],
      rows: [row],
      share: row.share,
    };
    const text = (await matrixReporters.pretty()).render(wide, context);
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(text.match(/✗/g)).toHaveLength(61);
    expect(text).toMatch(/\bah\b/);
  });

  test("a section stays together where it can", async () => {
    const sections = (["naming", "indexes", "rollbacks"] as const).map((section) => ({
      section,
      title: section,
      columns: [1, 2, 3, 4].map((at) => ({
        rule: `${section}-${at}`,
        summary: "",
        share: { passed: 0, judged: 0 },
      })),
    }));
    const row = { table: "jobs", class: "other" as const, cells: new Map(), share: { passed: 0, judged: 0 } };
    const text = (await matrixReporters.pretty()).render(
      { sections, rows: [row], share: row.share },
      { ...context, width: 35 },
    );
    expect(text.match(/^ +[a-l] .*$/gm)?.map((line) => line.trim())).toEqual(["a b c d  e f g h", "i j k l"]);
  });

  test("hostile names", async () => {
    for (const name of ["pretty", "markdown", "json"] as const) {
      const text = (await matrixReporters[name]()).render(makeMatrix(hostileResult()), context);
      expect(text).not.toMatch(dangerous);
      if (name === "markdown") expect(text).not.toContain("<script");
    }
  });

  test("no tables", async () => {
    const empty = { sections: [], rows: [], share: { passed: 0, judged: 0 } };
    expect((await matrixReporters.pretty()).render(empty, context)).toBe("No tables.\n");
    expect((await matrixReporters.markdown()).render(empty, context)).toBe("No tables.\n");
  });
});
