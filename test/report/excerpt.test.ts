import { describe, expect, test } from "vitest";
import { excerptHtml } from "../../src/report/html/excerpt.js";
import { SourceFile } from "../../src/text/source-file.js";
import { marked } from "./sample.js";

describe("the code of a finding", () => {
  const shown = (text: string, start: number, end: number) =>
    excerptHtml({ file: new SourceFile("a.sql", text), range: { start, end } }).replace(
      /<pre[^>]*>|\n?<\/pre>/g,
      "",
    );
  const on = (text: string, part: string) =>
    shown(text, text.indexOf(part), text.indexOf(part) + part.length);

  test("is marked between tabs, wide characters and CRLF", () => {
    expect(on(marked, "bad")).toBe(
      '<span class="n">1</span>CREATE TABLE jobs (\n' +
        '<span class="n in">2</span>&#9;`😀é` INT, <mark>bad</mark> TEXT\n' +
        '<span class="n">3</span>);',
    );
  });

  test("over several lines is marked without its indentation, and cut in the middle", () => {
    expect(on("a (\n  b,\n  c)", "(\n  b,\n  c")).toBe(
      '<span class="n in">1</span>a <mark>(</mark>\n' +
        '<span class="n in">2</span>  <mark>b,</mark>\n' +
        '<span class="n in">3</span>  <mark>c</mark>)',
    );
    const lines = Array.from({ length: 30 }, (_, at) => `line ${at + 1}`).join("\n");
    expect(shown(lines, 0, lines.length).match(/(?<=class="n in">)\d+/g)).toEqual([
      "1",
      "2",
      "3",
      "4",
      "5",
      "6",
      "30",
    ]);
  });

  test("of an empty place is a point, of no place nothing", () => {
    expect(shown("SELECT 1", 8, 8)).toBe('<span class="n in">1</span>SELECT 1<mark class="point"></mark>');
    expect(shown("", 0, 0)).toBe('<span class="n in">1</span><mark class="point"></mark>');
    expect(shown("SELECT 1", -1, -1)).toBe("");
  });

  test("in a line of megabytes is a stretch of it, in whole characters", () => {
    const text = `${"😀".repeat(500_000)}bad${"😀".repeat(500_000)}`;
    const found = on(text, "bad");
    expect(found.length).toBeLessThan(500);
    expect(found).toContain("<mark>bad</mark>");
    expect(found).not.toContain("U+D");
    expect(found).toMatch(/>…😀+<mark>bad<\/mark>😀+…$/u);
  });
});
