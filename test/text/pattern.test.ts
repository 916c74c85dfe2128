// Our own way through regular expressions says what the engine's says, and always comes to an end.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compilePattern, longestTested, PatternError } from "../../src/text/pattern.js";

const atom = fc.constantFrom(
  ...["a", "b", "_", "1", ".", "\\d", "\\w", "\\s", "[ab]", "[^a]", "[a-c_]", "\\p{L}", "\\u{1F600}", "\\."],
);
const assertion = fc.constantFrom("^", "$", "\\b", "\\B");
const quantifier = fc.constantFrom("", "", "", "*", "+", "?", "{2}", "{1,3}", "{2,}", "*?", "+?", "{0,2}?");
const { source } = fc.letrec<{ source: string; term: string; sequence: string }>((tie) => ({
  term: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    { weight: 6, arbitrary: fc.tuple(atom, quantifier).map(([one, many]) => one + many) },
    { weight: 1, arbitrary: assertion },
    {
      weight: 2,
      arbitrary: fc.tuple(tie("source"), quantifier).map(([inner, many]) => `(${inner})${many}`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom("(?:", "(?=", "(?!", "(?<=", "(?<!"), tie("source"))
        .map(([open, inner]) => `${open}${inner})`),
    },
  ),
  sequence: fc.array(tie("term"), { maxLength: 4 }).map((terms) => terms.join("")),
  source: fc.array(tie("sequence"), { minLength: 1, maxLength: 3 }).map((parts) => parts.join("|")),
}));
const text = fc.string({ unit: fc.constantFrom(..."aab_1 .c\n😀é"), maxLength: 12 });

describe("compilePattern", () => {
  it.each(["u", ""] as const)("says what the engine says, flags %j", (flags) => {
    fc.assert(
      fc.property(source, fc.array(text, { minLength: 1, maxLength: 5 }), (pattern, texts) => {
        const unicode = /\\[pu]/.test(pattern) ? "u" : flags;
        for (const one of texts)
          expect(compilePattern(pattern, unicode).test(one), JSON.stringify([pattern, one])).toBe(
            new RegExp(pattern, unicode).test(one),
          );
      }),
      { seed: 1, numRuns: 1500 },
    );
  });

  it.each(["(a+)+$", "^(a|a)*$", "(a|aa)+$", "^(([a-z])+.)+[A-Z]([a-z])+$", "(.*a){12}$", "a*a*a*a*a*a*b"])(
    "%s comes to an end",
    (pattern) => {
      const start = performance.now();
      expect(compilePattern(pattern).test(`${"a".repeat(longestTested - 1)}!`)).toBe(false);
      expect(performance.now() - start).toBeLessThan(2000);
    },
  );

  it.each([
    ["(", /Invalid|Unterminated/],
    ["(a)\\1", /refers back/],
    ["(?<x>a)\\k<x>", /refers back/],
    ["(a{100}){100}", /too large/],
    ["a{100000}", /too large/],
  ])("%s is refused", (pattern, message) => {
    expect(() => compilePattern(pattern)).toThrow(PatternError);
    expect(() => compilePattern(pattern)).toThrow(message);
  });

  it("fits nothing that is longer than names are", () => {
    expect(compilePattern("a").test("a".repeat(longestTested))).toBe(true);
    expect(compilePattern("a").test("a".repeat(longestTested + 1))).toBe(false);
  });
});
