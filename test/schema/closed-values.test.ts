import { describe, expect, test } from "vitest";
import { closedValuesOf } from "../../src/schema/closed-values.js";

describe("closedValuesOf", () => {
  test.each([
    ["status IN ('A', 'B')", ["A", "B"]],
    ["`status` in ('A','it''s')", ["A", "it's"]],
    ["((status)::text = ANY ((ARRAY['A'::character varying, 'B'::character varying])::text[]))", ["A", "B"]],
    ["status = 'A' OR status = 'B' OR status IS NULL", ["A", "B"]],
    ["status IS NULL OR (status IN ('A') )", ["A"]],
    ["status IN ('A') AND length(name) > 3", ["A"]],
    ["t.status IN (_utf8mb4'A', N'B')", ["A", "B"]],
    ["status IN (1, -2)", ["1", "-2"]],
    ['status IN ("A", "B")', ["A", "B"]],
    ["status = 'A or B' OR status = 'x = y'", ["A or B", "x = y"]],
    ["(status = ('A'))", ["A"]],
    ["status = 'A' OR status IN ('A', 'B')", ["A", "B"]],
    ["status = -1 OR status = 2", ["-1", "2"]],
    ["(status IN ('A')) AND (status IN ('A', 'B'))", ["A"]],
    ["length(name) > 3 AND status = 'A'", ["A"]],
    ["status IS NULL AND status = 'A'", ["A"]],
    ["status IN ('(', ')')", ["(", ")"]],
    ["(status)::varchar(20) = 'A'::varchar(20)", ["A"]],
  ])("%s closes the column", (expression, values) => {
    expect(closedValuesOf(expression, "Status", "mysql")).toEqual(values);
  });

  test.each([
    "status <> 'A'",
    "status IN (SELECT x FROM y)",
    "status = 'A' OR other = 'B'",
    "other IN ('A')",
    "status IS NULL",
    "NOT status IN ('A')",
    "status NOT IN ('A', 'B')",
    "lower(status) LIKE 'a%'",
    "status IN ('A'",
    "'A' = status OR status = 'B'",
    "status = 1 + 2",
    "status = +1",
    "status = 'A' || 'B'",
    "status = - - 1",
    "status IN ('A') OR true",
    "coalesce(status, 'A') = 'A'",
    "status IS NOT NULL",
    "status = ANY (other)",
    "status = ALL (ARRAY['A'])",
    "a.b.status = 'A'",
    "a + status = 1",
    "status IN ('A', lower('B'))",
    "",
  ])("%s leaves it open", (expression) => {
    expect(closedValuesOf(expression, "status", "mysql")).toBeUndefined();
  });
});
