import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits, chooseWishes } from "../../src/generate/edits.js";
import { unifiedDiff } from "../../src/generate/edits-diff.js";
import { keepGood } from "../../src/generate/fix.js";
import { SourceFile } from "../../src/text/source-file.js";
import { makeFolder } from "../folder.js";

const file = new SourceFile("a.sql", "0123456789");
const edit = (start: number, end: number, text: string) => ({ range: { start, end }, text });
const wish = (...edits: ReturnType<typeof edit>[]) => ({ file, edits });

describe("chooseWishes", () => {
  it("takes the first of those that meet, all edits of a wish or none, and equal edits once", () => {
    const first = wish(edit(1, 3, "a"));
    const touching = wish(edit(3, 3, "b"));
    const partly = wish(edit(6, 6, "c"), edit(2, 4, "d"));
    const far = wish(edit(6, 7, "e"));
    const same = wish(edit(6, 7, "e"), edit(9, 9, "f"));
    const broken = wish(edit(0, 5, "g"), edit(4, 6, "h"));
    expect(chooseWishes([far, touching, first, partly, same, broken, wish()])).toEqual([first, far, same]);
    expect(
      applyEdits(
        file.text,
        [far, first, same].flatMap(({ edits }) => edits),
      ),
    ).toBe("0a345e78f9");
  });

  it("keeps files apart", () => {
    const other = { file: new SourceFile("b.sql", "0"), edits: [edit(0, 1, "x")] };
    expect(chooseWishes([wish(edit(0, 1, "y")), other])).toHaveLength(2);
  });
});

it("keeps what passes, whatever does harm beside it, alone or with another", async () => {
  const lists = fc.uniqueArray(fc.nat(40), { maxLength: 20 });
  const groupOf = (item: number) => String(item % 5);
  await fc.assert(
    fc.asyncProperty(lists, lists, fc.boolean(), async (items, bad, shows) => {
      const attempt = async (some: readonly number[]) => {
        const found = some.filter((item) => bad.includes(item));
        if (found.length === 0) return undefined;
        // As far as it shows: the groups in which there is harm.
        return shows ? some.filter((item) => found.some((one) => groupOf(one) === groupOf(item))) : [];
      };
      const kept = await keepGood(items, { attempt, groupOf });
      expect([...kept].sort()).toEqual(items.filter((item) => !bad.includes(item)).sort());
    }),
  );
  const attempt = async (some: readonly number[]) => (some.includes(1) && some.includes(3) ? [] : undefined);
  expect(await keepGood([1, 2, 3, 4], { attempt, groupOf })).toEqual([1, 2, 4]);
});

it("tries no more often than a group has items, where it shows which group does harm", async () => {
  let count = 0;
  const items = Array.from({ length: 1000 }, (_, item) => item);
  const groupOf = (item: number) => String(item % 100);
  const attempt = async (some: readonly number[]) => {
    count++;
    const found = new Set(some.filter((item) => item % 7 === 0).map(groupOf));
    return found.size === 0 ? undefined : some.filter((item) => found.has(groupOf(item)));
  };
  const kept = await keepGood(items, { attempt, groupOf });
  expect([...kept].sort((a, b) => a - b)).toEqual(items.filter((item) => item % 7 !== 0));
  expect(count).toBeLessThan(30);
});

describe("unifiedDiff", () => {
  const line = fc.constantFrom("a", "b", "c", "", "x\r");
  const text = fc
    .tuple(fc.array(line, { maxLength: 25 }), fc.boolean())
    .map(([lines, ends]) => lines.join("\n") + (ends && lines.length > 0 ? "\n" : ""));

  it("is a patch that git applies", { timeout: 60_000 }, () => {
    const folder = makeFolder();
    execFileSync("git", ["init", "-q"], { cwd: folder });
    const path = join(folder, "a b.sql");
    fc.assert(
      fc.property(text, text, (before, after) => {
        const patch = unifiedDiff("a b.sql", before, after);
        expect(patch === "").toBe(before === after);
        // git takes a patch of an empty file for one of a file that is not there.
        if (before === after || before === "" || after === "") return;
        writeFileSync(path, before);
        execFileSync("git", ["-c", "core.autocrlf=false", "apply", "--whitespace=nowarn", "-"], {
          cwd: folder,
          input: patch,
          stdio: "pipe",
        });
        expect(readFileSync(path, "utf8")).toBe(after);
      }),
      { numRuns: 25 },
    );
  });

  it("shows no more than changes, with three lines around it", () => {
    const lines = Array.from({ length: 30 }, (_, number) => `line ${number}\n`);
    const after = lines.map((one, number) => (number === 3 || number === 25 ? `new ${number}\n` : one));
    expect(unifiedDiff("m.sql", lines.join(""), after.join(""))).toBe(
      [
        "--- a/m.sql\n+++ b/m.sql\n@@ -1,7 +1,7 @@\n",
        " line 0\n line 1\n line 2\n-line 3\n+new 3\n line 4\n line 5\n line 6\n",
        "@@ -23,7 +23,7 @@\n line 22\n line 23\n line 24\n-line 25\n+new 25\n line 26\n line 27\n line 28\n",
      ].join(""),
    );
  });
});
