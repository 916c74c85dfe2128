import { expect, test } from "vitest";
import {
  namedIn,
  type ObjectRole,
  qualifiedName,
  renameObjectsIn,
} from "../../src/schema/expression-names.js";

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
  expect(renamed("type", "CAST(old AS public.old) > old::old")).toBe(`CAST(old AS s."New") > old::s."New"`);
  // A column that is called "as", a name of three parts, a type of another schema.
  expect(renamed("type", '"as" old, a::b.public.old, a::x.old, a::old.x')).toBe(
    '"as" old, a::b.public.old, a::x.old, a::old.x',
  );
});

test("a function stands before a parenthesis", () => {
  expect(renamed("function", "old + old(old) + x.old(1)")).toBe(`old + s."New"(old) + x.old(1)`);
});

test("a sequence stands in a text that nextval or regclass reads", () => {
  expect(renamed("sequence", "'old' || nextval('old')")).toBe(`'old' || nextval('s."New"')`);
  expect(
    renamed("sequence", "'old'::text || f('old') || nextval(old) || nextval('a.b.old') || nextval('')"),
  ).toBe("'old'::text || f('old') || nextval(old) || nextval('a.b.old') || nextval('')");
  expect(renamed("sequence", "currval('public.old'::regclass)")).toBe(`currval('s."New"'::regclass)`);
});

test("what is named, in the roles that are asked for", () => {
  const sql = "f(a::kind) + nextval('counter') + s.g(1)";
  expect(namedIn(sql, "type")).toEqual(["kind"]);
  expect(namedIn(sql, "function", "sequence")).toEqual(["f", "nextval", "counter", "g"]);
});

test("a name that needs quotes has them, also inside a text", () => {
  const rename = (to: string) => renameObjectsIn("nextval('old')", () => ({ name: to }));
  expect(rename("it's")).toBe(`"it's"('"it''s"')`);
  expect(qualifiedName({ name: "a b", schema: "S" })).toBe('"S"."a b"');
});
