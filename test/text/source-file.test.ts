import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SourceFile } from "../../src/text/source-file.js";

const linesOf = (text: string) => text.split(/\r\n|\r|\n/);
const anyText = fc
  .array(fc.constantFrom("a", "é", "😀", " ", "\n", "\r", "\r\n", "\u2028"), { maxLength: 60 })
  .map((parts) => parts.join(""));

describe("SourceFile", () => {
  it("counts lines and columns from 1, whatever ends the lines", () => {
    const file = new SourceFile("a.sql", "ab\ncd\r\ne\rf");
    expect([0, 2, 3, 6, 7, 8, 9, 10, 11].map((offset) => file.positionAt(offset))).toEqual([
      { line: 1, column: 1 },
      { line: 1, column: 3 },
      { line: 2, column: 1 },
      { line: 2, column: 4 },
      { line: 3, column: 1 },
      { line: 3, column: 2 },
      { line: 4, column: 1 },
      { line: 4, column: 2 },
      { line: 4, column: 2 },
    ]);
    expect([1, 2, 3, 4].map((line) => file.lineText(line))).toEqual(["ab", "cd", "e", "f"]);
  });

  it("takes offsets past either end for that end", () => {
    const file = new SourceFile("a.sql", "a\nb");
    expect(file.positionAt(-5)).toEqual({ line: 1, column: 1 });
    expect(file.positionAt(99)).toEqual({ line: 2, column: 2 });
    expect(new SourceFile("a.sql", "").positionAt(3)).toEqual({ line: 1, column: 1 });
  });

  it("has the lines that splitting the text gives", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const file = new SourceFile("a.sql", text);
        const lines = linesOf(text);
        expect(file.lineCount).toBe(lines.length);
        expect(lines.map((_, at) => file.lineText(at + 1))).toEqual(lines);
      }),
      { seed: 1 },
    );
  });

  it("finds each offset again from its line and column", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const file = new SourceFile("a.sql", text);
        for (let offset = 0; offset <= text.length; offset++) {
          const { line, column } = file.positionAt(offset);
          expect(file.lineStart(line) + column - 1).toBe(offset);
          expect(line).toBeLessThanOrEqual(file.lineCount);
        }
      }),
      { seed: 1 },
    );
  });

  it("finds its way in a line of ten million units and in a million lines", () => {
    const line = new SourceFile("a.sql", `${"x".repeat(10_000_000)}\nb`);
    expect(line.positionAt(9_999_999)).toEqual({ line: 1, column: 10_000_000 });
    expect(line.lineText(2)).toBe("b");
    const lines = new SourceFile("a.sql", "x\r\n".repeat(1_000_000));
    expect(lines.lineCount).toBe(1_000_001);
    for (let offset = 0; offset < 3_000_000; offset += 299_999)
      expect(lines.positionAt(offset).line).toBe(Math.floor(offset / 3) + 1);
  });
});
