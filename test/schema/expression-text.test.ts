// The text of conditions: which names stand in it, and what means the same.

import { describe, expect, test } from "vitest";
import {
  columnsUsed,
  foldExpression,
  renameColumnIn,
  tokenizeExpression,
  usesColumn,
} from "../../src/schema/expression-text.js";

test("strings, names, numbers and signs, each with its place", () => {
  const tokens = tokenizeExpression("`a``b` >= 'it''s\\n' /* c */ AND x1.\"y\" <> 1.5e3 -- end", "mysql");
  expect(tokens.map(({ kind, text, quoted }) => `${kind} ${text}${quoted ? " quoted" : ""}`)).toEqual([
    "word a`b quoted",
    "sign >=",
    "string it'sn",
    "word and",
    "word x1",
    "sign .",
    "string y quoted",
    "sign <>",
    "number 1.5e3",
  ]);
  expect(tokens.map(({ start, end }) => [start, end]).slice(0, 3)).toEqual([
    [0, 6],
    [7, 9],
    [10, 19],
  ]);
});

describe("foldExpression", () => {
  test.each([
    ["( A  >  1 )", "a > 1"],
    ["((a) > (1))", "(a) > (1)"],
    ["(a) > (1)", "(a) > (1)"],
    ["a > 1 -- note", "a > 1"],
    ["status = 'a'::text", "status = 'a'"],
    ["status = 'a'::character varying(20)", "status = 'a'"],
    ["at > '1'::timestamp without time zone", "at > '1'"],
    ["m = 'a'::app.mood", "m = 'a'"],
    ["t = ANY (ARRAY['a'::text, 'b'::text])", "t = ANY (ARRAY['a', 'b'])"],
    ["t = '{a}'::text[]", "t = '{a}'"],
    ["t = '{a}'::varchar(3)[][] AND u", "t = '{a}' AND u"],
    ['"a" = 1', "a = 1"],
    ["a = 'it''s'", "a='it''s'"],
    ["a = 'x'::\"char\" AND b", "a = 'x' AND b"],
    ["a = 'x'::app.mood.deep AND b", "a = 'x' AND b"],
    ["at > '1'::timestamp(3) without time zone AND b", "at > '1' AND b"],
    ["d = '1'::double precision OR b", "d = '1' OR b"],
    ["a = 'x'::text::mood", "a = 'x'"],
    ["a = '(' AND b = ')'", "A = '(' AND B = ')'"],
    ["(('a' || ')'))", "'a' || ')'"],
    ["a[1] = '{}'::int[3]", "a[1] = '{}'"],
  ])("%s means %s on PostgreSQL", (one, other) => {
    expect(foldExpression(one, "postgresql")).toBe(foldExpression(other, "postgresql"));
  });

  test.each([
    ["a = 'B'", "a = 'b'"],
    ["a::text = 'x'", "a = 'x'"],
    ["(a) + (b)", "a) + (b"],
    ["a = '(x)'", "a = 'x'"],
    ["a = 1::int", "a = 1"],
    ["a = 'x'::text AND with", "a = 'x'"],
    ["a = 'x'::text 'y'", "a = 'x'"],
    ["(a", "a"],
    ["[a]", "a"],
  ])("%s is not %s", (one, other) => {
    expect(foldExpression(one, "postgresql")).not.toBe(foldExpression(other, "postgresql"));
  });

  test("what looks like a cast is none on MySQL", () => {
    expect(foldExpression("a = 'x'", "mysql")).toBe("a = 'x'");
    expect(foldExpression('a = "x"', "mysql")).toBe("a = 'x'");
  });
});

describe("names in conditions", () => {
  test.each([
    ["lower(Name) = 'x'", "name", true, true],
    ["`Name` = 1", "NAME", true, false],
    ['"Name" = 1', "Name", false, true],
    ["name(x) > 1", "name", false, false],
    ["a = 'name'", "name", false, false],
    ["names > 1", "name", false, false],
    ["a > 1 AND NAME > 1", "name", true, true],
  ])("%s names %s: %s on MySQL, %s on PostgreSQL", (expression, column, onMysql, onPostgresql) => {
    expect(usesColumn(expression, column, "mysql")).toBe(onMysql);
    expect(usesColumn(expression, column, "postgresql")).toBe(onPostgresql);
    expect(columnsUsed(expression, [column, "other"], "mysql")).toEqual(onMysql ? [column] : []);
    expect(columnsUsed(expression, ["other", column], "postgresql")).toEqual(onPostgresql ? [column] : []);
  });

  test("a name that holds a quote is written with two", () => {
    expect(usesColumn("`a``b` > 0", "a`b", "mysql")).toBe(true);
    expect(usesColumn('"a""b" > 0', 'a"b', "postgresql")).toBe(true);
  });

  test("a new name stands wherever the old one was meant, in the quotes that were there", () => {
    expect(renameColumnIn("`n` > 0 AND n < 'n' OR t.N = n(n)", "n", "total", "mysql")).toBe(
      "`total` > 0 AND total < 'n' OR t.total = n(total)",
    );
    expect(renameColumnIn('"n" > 0 AND n < 9', "n", "m", "postgresql")).toBe('"m" > 0 AND m < 9');
  });
});
