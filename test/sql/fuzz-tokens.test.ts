// Texts made of tokens, and strings made of anything: fast-check draws them and makes what fails small.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dialects, findFaults } from "../../bench/fuzz/properties.js";
import { loadSeeds } from "../../bench/fuzz/seeds.js";
import type { Dialect } from "../../src/sql/definition.js";
import { readDynamic } from "../../src/sql/dynamic.js";
import { decodeSegments } from "../../src/sql/literal.js";
import { readScript } from "../../src/sql/read.js";
import type { Statement } from "../../src/sql/statement.js";
import { SourceFile } from "../../src/text/source-file.js";

const seed = Number(process.env.INTEGLINT_FUZZ_SEED ?? 1);
const seeds = loadSeeds(["fixtures"]);

/** Every token of the fixtures, as often as they have it. */
const tokens = seeds.flatMap(
  (text) => text.match(/[\w$]+|'[^'\n]*'|`[^`\n]*`|--[^\n]*\n|\s+|[^\s\w]/g) ?? [],
);
const token = fc.integer({ min: 0, max: tokens.length - 1 }).map((at) => tokens[at] as string);
const separator = fc.constantFrom("", " ", "\n", "\r\n");
const sentence = fc
  .array(fc.tuple(token, separator), { maxLength: 80 })
  .map((pairs) => pairs.map((pair) => pair.join("")).join(""));

describe.each(dialects)("%s", (dialect) => {
  it("holds its properties on tokens in any order", () => {
    const property = fc.property(sentence, (text) => {
      expect(findFaults(text, dialect)).toEqual([]);
    });
    fc.assert(property, { seed, numRuns: 300 });
  });

  it("holds them on any characters", () => {
    const property = fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
      expect(findFaults(text, dialect)).toEqual([]);
    });
    fc.assert(property, { seed, numRuns: 300 });
  });

  it("decodes a string to what was put into it, and knows where each stretch stands", () => {
    const property = fc.property(fc.string({ unit: "grapheme" }), fc.nat(100), (value, outer) => {
      const raw = writeString(value, dialect);
      const decoded = decodeSegments(raw, dialect, outer);
      expect(decoded.value).toBe(value);
      let covered = 0;
      for (const { inner, outer: place, length } of decoded.segments) {
        expect(inner).toBe(covered);
        expect(place).toBeGreaterThanOrEqual(outer);
        expect(place + length).toBeLessThanOrEqual(outer + raw.length);
        covered = inner + length;
      }
      expect(covered).toBe(value.length);
    });
    fc.assert(property, { seed, numRuns: 300 });
  });

  it("reads a statement in a string as it reads it in the file, only further on", () => {
    const plain = statementsOf(dialect).filter((text) => !/['\\$]/.test(text) && text.length < 2000);
    expect(plain.length).toBeGreaterThan(50);
    for (const text of plain) {
      const before = "SET @q = '";
      const file = new SourceFile("a.sql", `${before}${text}';`);
      const segments = [{ inner: 0, outer: before.length, length: text.length }];
      const fallback = { start: 0, end: 0 };
      const inside = readDynamic({ value: text, segments, file, dialect, fallback });
      const alone = readScript(new SourceFile("a.sql", text), { dialect });
      expect(shift(inside, 0)).toEqual(shift(alone.statements, before.length));
    }
  });
});

function writeString(value: string, dialect: Dialect): string {
  const doubled = value.replaceAll("'", "''");
  return dialect === "postgresql" ? `'${doubled}'` : `'${doubled.replaceAll("\\", "\\\\")}'`;
}

/** The statements of all fixtures, each as its own text; commands of a client stand in no string. */
function statementsOf(dialect: Dialect): readonly string[] {
  return seeds.flatMap((text) =>
    readScript(new SourceFile("a.sql", text), { dialect })
      .statements.filter(({ kind, verb }) => kind !== "client" && verb !== "SOURCE")
      .map(({ location: { range } }) => text.slice(range.start, range.end)),
  );
}

/** Statements with all places moved, and without their files. */
function shift(statements: readonly Statement[], by: number): unknown {
  const text = JSON.stringify(statements, (key, value: unknown) => {
    if (key === "file") return undefined;
    return (key === "start" || key === "end") && typeof value === "number" ? value + by : value;
  });
  return JSON.parse(text);
}
