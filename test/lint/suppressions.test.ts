import { describe, expect, test } from "vitest";
import type { LintInput } from "../../src/lint/run.js";
import { briefly, lintOf, migrationOf, ruleOf } from "./build.js";

// Reports each `bad` and each `worse` of a statement; `no-bad` in a comment is none.
const reporter = (word: string, id: string) =>
  ruleOf(id, "statement", ({ statement: { location } }, { report }) => {
    const { file, range } = location;
    for (const found of file.text
      .slice(range.start, range.end)
      .matchAll(new RegExp(`(?<!-)\\b${word}\\b`, "g"))) {
      const start = range.start + found.index;
      report({ at: { file, range: { start, end: start + word.length } }, message: `${word}.` });
    }
  });
const rules = [reporter("bad", "no-bad"), reporter("worse", "no-worse"), reporter("broken", "syntax")];

function run(sql: string, suppressions: Partial<LintInput["suppressions"]> = {}, today = "2026-11-22") {
  return lintOf([migrationOf("001_a", sql)], [], rules, {
    suppressions: { enabled: true, requireReason: false, reportUnused: true, ...suppressions },
    today,
  });
}
const brief = (...input: Parameters<typeof run>) => briefly(run(...input));

describe("scopes", () => {
  test("a line, in every comment style", () => {
    expect(brief("SELECT bad; -- integlint-disable-line no-bad\nSELECT bad;")).toEqual([
      "~no-bad@1:8",
      "no-bad@2:8",
    ]);
    expect(brief("SELECT bad; # integlint-disable-line no-bad: why")).toEqual(["~no-bad@1:8"]);
    expect(brief("SELECT bad; /* integlint-disable-line no-bad: why */")).toEqual(["~no-bad@1:8"]);
    expect(brief("/* integlint-disable-line no-bad */ SELECT bad;")).toEqual(["~no-bad@1:44"]);
  });

  test("the next line with code, and no other", () => {
    expect(brief("-- integlint-disable-next-line no-bad\nSELECT bad;\nSELECT bad;")).toEqual([
      "~no-bad@2:8",
      "no-bad@3:8",
    ]);
    expect(brief("SELECT bad;-- integlint-disable-next-line no-bad\nSELECT bad;")).toEqual([
      "no-bad@1:8",
      "~no-bad@2:8",
    ]);
  });

  test("what begins the line after is not covered", () => {
    expect(brief("SELECT bad, -- integlint-disable-line no-bad\nbad;")).toEqual([
      "~no-bad@1:8",
      "no-bad@2:1",
    ]);
    expect(brief("SELECT\n-- integlint-disable-next-line no-bad\nbad,\nbad;")).toEqual([
      "~no-bad@3:1",
      "no-bad@4:1",
    ]);
  });

  test("directives stack, with blank lines and comments between", () => {
    const sql = `-- integlint-disable-next-line no-bad: a
-- integlint-disable-next-line no-worse: b

/* more
   lines */
SELECT bad, worse;
SELECT bad;`;
    expect(brief(sql)).toEqual(["~no-bad@6:8", "~no-worse@6:13", "no-bad@7:8"]);
  });

  test("a comment of several lines counts from its last", () => {
    expect(brief("/* integlint-disable-next-line no-bad:\n   why */\nSELECT bad;")).toEqual(["~no-bad@3:8"]);
  });

  test("the statement that starts on the next line is covered whole", () => {
    const sql = "-- integlint-disable-next-line no-bad\nSELECT 1,\n  bad,\n  bad;\nSELECT bad;";
    expect(brief(sql)).toEqual(["~no-bad@3:3", "~no-bad@4:3", "no-bad@5:8"]);
  });

  test("inside a statement only the line is covered, not the statement", () => {
    const sql = "SELECT\n  -- integlint-disable-next-line no-bad\n  bad,\n  bad;";
    expect(brief(sql)).toEqual(["~no-bad@3:3", "no-bad@4:3"]);
  });

  test("regions, with and without an end", () => {
    const sql = `SELECT bad;
-- integlint-disable no-bad
SELECT bad, worse;
-- integlint-enable no-bad
SELECT bad;
-- integlint-disable no-bad, no-worse
SELECT bad, worse;
-- integlint-enable
SELECT bad;`;
    expect(brief(sql)).toEqual([
      "no-bad@1:8",
      "~no-bad@3:8",
      "no-worse@3:13",
      "no-bad@5:8",
      "~no-bad@7:8",
      "~no-worse@7:13",
      "no-bad@9:8",
    ]);
    expect(brief("-- integlint-disable no-bad\nSELECT bad;\nSELECT bad;")).toEqual([
      "~no-bad@2:8",
      "~no-bad@3:8",
    ]);
  });

  test("a file, from anywhere in it", () => {
    expect(brief("SELECT bad;\n-- integlint-disable-file no-bad: why\nSELECT worse;")).toEqual([
      "~no-bad@1:8",
      "no-worse@3:8",
    ]);
  });

  test("without names every rule but syntax; syntax by its name", () => {
    expect(brief("SELECT bad, worse, broken; -- integlint-disable-line")).toEqual([
      "~no-bad@1:8",
      "~no-worse@1:13",
      "syntax@1:20",
    ]);
    expect(brief("SELECT broken; -- integlint-disable-line syntax")).toEqual(["~syntax@1:8"]);
  });

  test("one rule enabled again inside a disable of everything", () => {
    const sql = "-- integlint-disable\nSELECT bad;\n-- integlint-enable no-bad\nSELECT bad, worse;";
    expect(brief(sql)).toEqual(["~no-bad@2:8", "no-bad@4:8", "~no-worse@4:13"]);
  });

  test("a string is no comment, and a comment must start with the word", () => {
    expect(brief("SELECT 'x -- integlint-disable-line no-bad', bad;")).toEqual(["no-bad@1:46"]);
    expect(brief("SELECT bad; -- see integlint-disable-line no-bad")).toEqual(["no-bad@1:8"]);
  });

  test("carriage returns do not matter", () => {
    expect(brief("-- integlint-disable-next-line no-bad: why\r\n\r\nSELECT bad;\r\nSELECT bad;\r\n")).toEqual(
      ["~no-bad@3:8", "no-bad@4:8"],
    );
  });

  test("--no-suppressions takes no notice of comments", () => {
    const sql = "SELECT bad; -- integlint-disable-line no-bad, no-such\n-- integlint-disable-line no-worse";
    expect(brief(sql, { enabled: false })).toEqual(["no-bad@1:8"]);
  });
});

describe("reasons", () => {
  const reasonOf = (comment: string) =>
    run(`SELECT bad; ${comment}`).findings.find((finding) => finding.rule === "no-bad")?.suppressed?.reason;

  test.each([
    [
      "-- integlint-disable-line no-bad: one row per region, see ADR-12 (until 2027-03-01)",
      "one row per region, see ADR-12",
    ],
    ["-- integlint-disable-line no-bad:why not", undefined],
    ["-- integlint-disable-line no-bad -- as ESLint has it", "as ESLint has it"],
    ["/* integlint-disable-line no-bad: in a block */", "in a block"],
    ["/* integlint-disable-line no-bad */", undefined],
    ["# integlint-disable-line no-bad, no-worse: two: colons", "two: colons"],
    ["-- integlint-disable-line no-bad: kept (until the API is gone)", "kept (until the API is gone)"],
  ])("%s", (comment, reason) => {
    expect(reasonOf(comment)).toBe(reason);
  });

  test("are demanded by requireReason, without withdrawing the suppression", () => {
    const sql =
      "SELECT bad; -- integlint-disable-line no-bad\nSELECT bad; -- integlint-disable-line no-bad: why";
    const region = "-- integlint-disable no-bad: why\nSELECT bad;\n-- integlint-enable no-bad";
    expect(brief(region, { requireReason: true })).toEqual(["~no-bad@2:8"]);
    expect(brief(sql, { requireReason: true })).toEqual([
      "~no-bad@1:8",
      "suppression-reason@1:13",
      "~no-bad@2:8",
    ]);
    expect(brief(sql)).toEqual(["~no-bad@1:8", "~no-bad@2:8"]);
  });
});

describe("days", () => {
  const sql = "SELECT bad; -- integlint-disable-line no-bad: why (until 2027-03-01)";

  test("the last day is included", () => {
    expect(brief(sql, {}, "2027-03-01")).toEqual(["~no-bad@1:8"]);
    expect(brief(sql, {}, "2027-03-02")).toEqual(["no-bad@1:8", "suppression-expired@1:58"]);
  });

  test("what is no day does not suppress for ever", () => {
    for (const day of ["2027-13-01", "2027-3-1", "2027"]) {
      const result = run(sql.replace("2027-03-01", day));
      expect(briefly(result)).toEqual(["no-bad@1:8", "suppression-expired@1:58"]);
      expect(result.findings[1]?.message).toContain(`\`${day}\` is no day`);
    }
  });
});

describe("suppressions that are findings", () => {
  test("one that suppresses nothing, with its removal", () => {
    const sql =
      "SELECT 1;\n  -- integlint-disable-next-line no-bad: why\nSELECT 2; -- integlint-disable-line no-worse\n";
    const { findings } = run(sql);
    expect(findings.map((finding) => [finding.rule, finding.severity, finding.message])).toEqual([
      ["suppression-unused", "warning", "The suppression of no-bad suppresses nothing."],
      ["suppression-unused", "warning", "The suppression of no-worse suppresses nothing."],
    ]);
    const applied = findings.map(({ edits }) => {
      const { start, end } = edits?.[0]?.range ?? { start: 0, end: 0 };
      return sql.slice(0, start) + (edits?.[0]?.text ?? "") + sql.slice(end);
    });
    expect(applied[0]).toBe("SELECT 1;\nSELECT 2; -- integlint-disable-line no-worse\n");
    expect(applied[1]).toBe("SELECT 1;\n  -- integlint-disable-next-line no-bad: why\nSELECT 2;\n");
  });

  test("one between two words leaves a blank, and no more than one", () => {
    for (const [before, after] of [
      ["", ""],
      [" ", ""],
      ["", " "],
      ["\t ", " "],
    ]) {
      const sql = `SELECT${before}/*integlint-disable no-bad*/${after}1;`;
      const { range, text } = run(sql).findings[0]?.edits?.[0] ?? { range: { start: 0, end: 0 }, text: "" };
      expect(sql.slice(0, range.start) + text + sql.slice(range.end)).toBe("SELECT 1;");
    }
  });

  test("of two rules only the one that is not needed", () => {
    const { findings } = run("SELECT bad; -- integlint-disable-line no-bad, no-worse");
    expect(findings[1]).toMatchObject({
      message: "The suppression of no-worse suppresses nothing.",
      help: "Remove no-worse from it.",
      edits: undefined,
    });
  });

  test("the inner of two is the one that was needed", () => {
    const sql = "-- integlint-disable-file no-bad\nSELECT bad; -- integlint-disable-line no-bad";
    expect(brief(sql)).toEqual(["suppression-unused@1:1", "~no-bad@2:8"]);
  });

  test("an enable that ends nothing", () => {
    expect(brief("-- integlint-enable no-bad\nSELECT 1;")).toEqual(["suppression-unused@1:1"]);
  });

  test("unused ones only when asked for", () => {
    expect(brief("SELECT 1; -- integlint-disable-line no-bad", { reportUnused: false })).toEqual([]);
  });

  test("an unknown rule, once, with the name that was meant", () => {
    const { findings } = run("SELECT bad; -- integlint-disable-line no-bat, no-bad");
    expect(findings.map((finding) => [finding.rule, finding.message, finding.help])).toEqual([
      ["no-bad", "bad.", undefined],
      ["suppression-unknown-rule", "There is no rule no-bat.", "Did you mean no-bad?"],
    ]);
    const prose = run("SELECT bad; -- integlint-disable-line no-bad because I say so").findings;
    expect(prose[1]?.message).toBe("There is no rule because, I, say or so.");
    expect(prose[1]?.help).toContain("a reason stands behind a colon");
  });

  test("a word that is no directive", () => {
    const { findings } = run("SELECT bad; -- integlint-disable-nextline no-bad");
    expect(findings[1]).toMatchObject({
      rule: "suppression-unknown-rule",
      message: "`integlint-disable-nextline` is no directive: this comment does nothing.",
      help: "Did you mean `integlint-disable-next-line`?",
    });
  });

  test("their severity is set like a rule's, and they can be suppressed", () => {
    const sql =
      "-- integlint-disable-file suppression-unused: generated\nSELECT 1; -- integlint-disable-line no-bad";
    expect(brief(sql).filter((line) => line.endsWith("2:11"))).toEqual(["~suppression-unused@2:11"]);
    const settings = new Map([["suppression-unused", { severity: "error" as const, options: {} }]]);
    const result = lintOf([migrationOf("001_a", "-- integlint-disable-line no-bad\n")], [], rules, {
      settings,
    });
    expect(result.findings[0]?.severity).toBe("error");
  });
});
