import { describe, expect, test } from "vitest";
import { frameOf } from "../../src/report/frame.js";
import { SourceFile } from "../../src/text/source-file.js";
import { marked } from "./sample.js";

const style = { gutter: (text: string) => text, mark: (text: string) => text };

function frame(text: string, start: number, end: number, width = 80): string {
  return `\n${frameOf({ file: new SourceFile("a.sql", text), range: { start, end } }, width, style).join("\n")}`;
}
function frameAt(text: string, part: string, width = 80): string {
  const start = text.indexOf(part);
  return frame(text, start, start + part.length, width);
}

describe("one line", () => {
  test("the place is underlined", () => {
    expect(frameAt("SELECT bad FROM t;\nSELECT 2;", "bad")).toBe(`
   1 │ SELECT bad FROM t;
     │        ^^^`);
  });

  test("behind tabs, wide and combined characters", () => {
    expect(frameAt(marked, "bad")).toBe(`
   2 │     \`😀é\` INT, bad TEXT
     │                ^^^`);
    expect(frameAt("e\u0301 名前 bad", "名前")).toBe(`
   1 │ e\u0301 名前 bad
     │   ^^^^`);
  });

  test("what a terminal would act on is shown, and counted as shown", () => {
    expect(frameAt("`\u001b[31m\u202e` bad", "bad")).toBe(`
   1 │ \`␛[31m<U+202E>\` bad
     │                 ^^^`);
  });

  test("an empty place has one mark", () => {
    expect(frame("SELECT 1", 8, 8)).toBe(`
   1 │ SELECT 1
     │         ^`);
    expect(frame("", 0, 0)).toBe(`
   1 │
     │ ^`);
    expect(frame("a\nb", 1, 2)).toBe(`
   1 │ a
     │  ^`);
  });

  test("a place in no text has no frame", () => {
    expect(frame("SELECT 1", -1, -1)).toBe("\n");
  });

  test("large line numbers fit", () => {
    const text = `${"\n".repeat(12344)}SELECT bad`;
    expect(frameAt(text, "bad")).toBe(`
 12345 │ SELECT bad
       │        ^^^`);
  });
});

describe("long lines", () => {
  const line = `SELECT ${"column, ".repeat(30)}bad, ${"other, ".repeat(30)}1`;

  test("are cut on both sides, the place in sight", () => {
    expect(frameAt(line, "bad", 60)).toBe(`
   1 │ …umn, column, bad, other, other, other, other, other…
     │               ^^^`);
  });

  test("keep their start where the place is near it", () => {
    expect(frameAt(`bad, ${line}`, "bad", 60)).toBe(`
   1 │ bad, SELECT column, column, column, column, column,…
     │ ^^^`);
  });

  test("a place longer than the line is marked as far as it is shown", () => {
    const shown = frame(line, 0, line.length, 60).split("\n");
    expect(shown[2]).toMatch(/^ {5}│ \^+$/);
    expect(shown[2]?.length).toBeLessThanOrEqual(60);
  });

  test("no output is wider than the terminal, the place always marked", () => {
    for (let start = 0; start < line.length; start += 7) {
      const [, code, mark] = frame(line, start, start + 3, 60).split("\n") as [string, string, string];
      expect(code.length).toBeLessThanOrEqual(60);
      const from = mark.indexOf("^");
      expect(code.slice(from, from + 3)).toBe(line.slice(start, start + 3));
    }
  });

  test("of megabytes cost what is shown", () => {
    const file = new SourceFile("a.sql", "x".repeat(10_000_000));
    const started = performance.now();
    for (let at = 0; at < 1000; at++) {
      const range = { start: at * 9000, end: at * 9000 + 5 };
      expect(frameOf({ file, range }, 100, style)).toHaveLength(2);
    }
    // Looking at the whole line each time takes minutes.
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test("are not cut within a character of two units", () => {
    for (const lead of ["", "x"]) {
      const shown = frameAt(`${lead}${"😀".repeat(400)}bad${"😀".repeat(400)}`, "bad", 60);
      expect(shown).not.toContain("U+D");
      expect(shown).toContain("😀bad😀");
    }
  });
});

describe("several lines", () => {
  test("are marked beside", () => {
    expect(frameAt("x;\nCREATE TABLE a (\n  id INT\n);\ny;", "CREATE TABLE a (\n  id INT\n)")).toBe(`
   2 ┃ CREATE TABLE a (
   3 ┃   id INT
   4 ┃ );`);
  });

  test("a start within a line is marked, too", () => {
    expect(frameAt("  id INT,\n);", ",\n)")).toBe(`
   1 ┃   id INT,
     │         ^
   2 ┃ );`);
  });

  test("many are cut in the middle", () => {
    const text = Array.from({ length: 20 }, (_, at) => `line ${at + 1}`).join("\n");
    expect(frame(text, 0, text.length)).toBe(`
   1 ┃ line 1
   2 ┃ line 2
   3 ┃ line 3
   4 ┃ line 4
   ⋮
  20 ┃ line 20`);
  });
});
