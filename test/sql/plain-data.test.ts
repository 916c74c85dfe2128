// Data statements that need no full parser. What is called plain the full parser has to take, whatever it was made of.

import { describe, expect, test } from "vitest";
import { loadAstParser } from "../../src/sql/ast.js";
import { isPlainData } from "../../src/sql/plain-data.js";

const plain = [
  "INSERT INTO t (id, a) VALUES (1, 'x'), (-2, NULL), (3, E'a\\'b')",
  'INSERT INTO public."T" VALUES (DEFAULT, now(), \'{"a": 1}\'::jsonb, ARRAY[1, 2], 1.5e3) ON CONFLICT DO NOTHING',
  "INSERT INTO t (id) SELECT id FROM u WHERE NOT EXISTS (SELECT 1 FROM t) ON CONFLICT (id) DO UPDATE SET a = excluded.a",
  "UPDATE ONLY t SET a = COALESCE(b, 'x') || 'y', c = DEFAULT FROM u JOIN v ON v.id = u.id WHERE t.id = u.id AND u.x IS NOT NULL",
  "UPDATE t SET a = CASE WHEN b IN ('x', 'y') THEN 1 ELSE CAST(c AS integer) END /* why */ WHERE d BETWEEN 1 AND 2 -- so",
  "DELETE FROM t USING u WHERE t.id = u.id RETURNING t.*",
  "DELETE FROM t WHERE a NOT LIKE 'x%' OR b->>'k' = 'v'",
  "TRUNCATE TABLE t, u RESTART IDENTITY CASCADE",
  "SELECT setval('t_id_seq', (SELECT max(id) FROM t))",
  "SELECT a, count(*) AS n FROM t GROUP BY a HAVING count(*) > 1 ORDER BY a DESC LIMIT 5",
];

const doubtful = [
  "UPDATE t ST a = 1",
  "DELETE FORM t",
  "INSERT INTO t VALUES (1, 'x'",
  "INSERT INTO t VALUES (1 'x')",
  "INSERT INTO t VALUES (1),",
  "INSERT INTO t VALUE (1)",
  "INSERT INTO user VALUES (1)",
  "UPDATE t SET a = 1, WHERE id = 1",
  "SELECT * FROM t WHERE",
  "SELECT a FROM t GROUP a",
  "SELECT NOT FROM t",
  "UPDATE t SET a = $1",
];

describe("a data statement", () => {
  test.each(plain)("is plain: %s", (sql) => expect(isPlainData(sql)).toBe(true));
  test.each(doubtful)("is left to the parser: %s", (sql) => expect(isPlainData(sql)).toBe(false));

  test("with a token too few, too many or out of place is plain only where the parser takes it", async () => {
    const parser = await loadAstParser("postgresql");
    const wrong: string[] = [];
    let count = 0;
    for (const sql of plain) {
      const tokens = sql.match(/'[^']*'|[\w$]+|\s+|[^\w\s]/g) ?? [];
      for (let at = 0; at < tokens.length; at++) {
        const other = tokens[(at * 7 + 3) % tokens.length] as string;
        for (const broken of [
          tokens.toSpliced(at, 1),
          tokens.toSpliced(at, 0, tokens[at] as string),
          tokens.toSpliced(at, 1, other),
          tokens.toSpliced(at, 0, ` ${other} `),
        ]) {
          const text = broken.join("");
          if (!isPlainData(text)) continue;
          count++;
          if (!parser.check(text).accepted) wrong.push(text);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThan(300);
  });

  test("of many megabytes takes no longer than its reading", () => {
    const rows = Array.from({ length: 50_000 }, (_, at) => `(${at}, 'name ${at}', NULL)`).join(",\n");
    const start = performance.now();
    expect(isPlainData(`INSERT INTO t VALUES ${rows}`)).toBe(true);
    expect(isPlainData(`INSERT INTO t VALUES ${rows},`)).toBe(false);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
