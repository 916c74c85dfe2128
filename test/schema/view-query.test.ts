import { expect, test } from "vitest";
import { readViewQuery } from "../../src/schema/view-query.js";

/** `t, app.u AS v: v.a b *`, with `~` before the colon where columns without a label may be of something else, which nobody then asks for. */
function shown(query: string): string {
  const { relations, columns, isFlat } = readViewQuery(query);
  const sources = relations.map(({ name, schema, label }) => {
    const whole = schema === undefined ? name : `${schema}.${name}`;
    return label === name ? whole : `${whole} AS ${label}`;
  });
  const read = columns.map(({ label, name = "*" }) => (label === undefined ? name : `${label}.${name}`));
  return `${sources.join(", ")}${isFlat ? "" : " ~"}: ${read.join(" ")}`;
}

test.each([
  ["SELECT id, a FROM t", "t: id a"],
  ["SELECT * FROM t, ONLY app.u AS v", "t, app.u AS v: *"],
  ["SELECT DISTINCT t.*, 2 * x FROM t", "t: t.* x"],
  ["SELECT count(*), sum(a) AS total FROM t ORDER BY total", "t: a"],
  ["SELECT a b, c AS d, 1 e, NULL f, (g) h, 'x' i, CASE WHEN j THEN k END l FROM t", "t: a c g j k"],
  ["SELECT a AS b FROM t WHERE b > 1 GROUP BY b", "t: a b"],
  ['SELECT "A", "select" FROM "T" x', "T AS x: A select"],
  ["SELECT public.t.a FROM public.t", "public.t: t.a"],
  ["SELECT extract(epoch FROM a), substring(b FROM 2), a IS DISTINCT FROM c FROM t", "t: a b a c"],
  ["SELECT a::date, b::timestamp with time zone c, CAST(d AS text), DATE '2020-01-01' FROM t", "t: a b d"],
  ["SELECT (a).b, c[1] FROM t", "t: a c"],
  ["SELECT a FROM t JOIN u ON t.x = u.x LEFT JOIN v w ON true, z", "t, u, v AS w, z: a t.x u.x"],
  ["SELECT a FROM (t JOIN u ON t.x = u.x)", "t, u: a t.x u.x"],
  ["SELECT a FROM t NATURAL JOIN u", "t, u ~: a"],
  ["SELECT a FROM (SELECT b FROM t) s", "t ~: a b"],
  [
    "WITH c AS (SELECT a FROM t), d (x) AS MATERIALIZED (SELECT 1) SELECT x FROM c, d, app.c",
    "t, app.c ~: c a x x",
  ],
  ["SELECT x FROM t AS s (x)", "t AS  ~: x x"],
  ["SELECT a FROM f(1) g, t", "t ~: a"],
  ["SELECT * FROM t UNION SELECT * FROM u", "t, u: "],
  ["SELECT a FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.b = t.b) LIMIT 1", "t, u: a u.b t.b"],
  ["SELECT a FROM t WINDOW w AS (PARTITION BY b), v AS (ORDER BY c)", "t ~: a w b v c"],
  ["SELECT a -- FROM x, y\n, b /* c, d */ - e, f/g FROM t", "t: a b e f g"],
  ["SELECT a, $$ FROM x $$, $q$ $$ b $q$, E'it\\'s', B'1' FROM t WHERE c = 'it''s d'", "t: a c"],
  ['SELECT "a ""b""", Été, 1.5e3, .5, c1 FROM "T 1"', 'T 1: a "b" été c1'],
  ["SELECT e'x', n, (e) FROM t", "t: n e"],
  ["VALUES (1)", ": "],
  ["SELECT ((", ": "],
  ["SELECT a FROM", ": a"],
])("%s", (query, expected) => {
  expect(shown(query)).toBe(expected);
});
