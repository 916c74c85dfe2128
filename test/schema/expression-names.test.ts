import { expect, test } from "vitest";
import { type ObjectRole, renameObjectsIn } from "../../src/schema/expression-names.js";

function renamed(role: ObjectRole, expression: string): string {
  return renameObjectsIn(expression, (own, { name, schema }) =>
    own === role && name === "old" && schema === undefined ? { name: "New", schema: "s" } : undefined,
  );
}

test("a type stands behind a cast, in CAST or before a text", () => {
  expect(renamed("type", "'a'::old")).toBe(`'a'::s."New"`);
  expect(renamed("type", "a::public.old[]")).toBe(`a::s."New"[]`);
  expect(renamed("type", "CAST(old AS old)")).toBe(`CAST(old AS s."New")`);
  expect(renamed("type", "a > old 'old'")).toBe(`a > s."New" 'old'`);
});

test("a function stands before a parenthesis", () => {
  expect(renamed("function", "old + old(old) + x.old(1)")).toBe(`old + s."New"(old) + x.old(1)`);
});

test("a sequence stands in a text that nextval or regclass reads", () => {
  expect(renamed("sequence", "'old' || nextval('old')")).toBe(`'old' || nextval('s."New"')`);
  expect(renamed("sequence", "currval('public.old'::regclass)")).toBe(`currval('s."New"'::regclass)`);
});
