import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Box, type Graph, graphOf, type Link } from "../../src/report/diagram/graph.js";
import { type Layout, layoutOf } from "../../src/report/diagram/layout.js";
import { diagramSvg } from "../../src/report/diagram/svg.js";
import type { ForeignKey } from "../../src/schema/model.js";
import { replayMysql } from "../schema/replay-text.js";

const key = { columns: ["a"], targetColumns: ["id"] } as unknown as ForeignKey;

/** Boxes of three rows; a pair is a child and the parent that it refers to. */
function graph(
  count: number,
  pairs: readonly (readonly [number, number])[],
  hubs: readonly number[] = [],
): Graph {
  const row = { mark: "", name: "a", detail: "INT", refers: false, title: "a", nullable: false } as const;
  const boxes = Array.from(
    { length: count },
    (_, at): Box => ({
      label: `t${at}`,
      rows: [row, row, row],
      more: 0,
      width: 120 + (at % 5) * 30,
      height: 90 + (at % 3) * 60,
    }),
  );
  const links = pairs.map(
    ([child, parent]): Link => ({
      child,
      childRow: 1,
      parent,
      parentRow: 0,
      key,
      optional: false,
      single: false,
    }),
  );
  return { boxes, links, hubs: new Set(hubs) };
}

function frames({ boxes }: Layout, { boxes: sizes }: Graph) {
  return boxes.map(({ box, x, y }) => {
    const { width, height } = sizes[box] as Box;
    return { box, left: x, top: y, right: x + width, bottom: y + height };
  });
}

const anyGraph = fc
  .integer({ min: 1, max: 24 })
  .chain((count) =>
    fc
      .array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 40 })
      .chain((pairs) =>
        fc
          .subarray([...Array(count).keys()], { maxLength: Math.min(3, count) })
          .map((hubs) => graph(count, pairs, hubs)),
      ),
  );

describe("any graph, with circles, loops and several lines between two tables", () => {
  test("has each box once, inside the drawing, and none on another", () => {
    fc.assert(
      fc.property(anyGraph, (any) => {
        const layout = layoutOf(any);
        const placed = frames(layout, any);
        expect(placed.map(({ box }) => box).sort((a, b) => a - b)).toEqual([...any.boxes.keys()]);
        for (const [at, a] of placed.entries()) {
          expect(Math.min(a.left, a.top)).toBeGreaterThanOrEqual(0);
          expect(a.right).toBeLessThanOrEqual(layout.width + 0.01);
          expect(a.bottom).toBeLessThanOrEqual(layout.height + 0.01);
          for (const b of placed.slice(at + 1))
            expect(a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top).toBe(
              true,
            );
        }
      }),
      { numRuns: 300 },
    );
  });

  test("has a line for each link but those to hubs, from row to row", () => {
    fc.assert(
      fc.property(anyGraph, (any) => {
        const layout = layoutOf(any);
        const wanted = any.links.flatMap(({ child, parent }, at) =>
          child === parent || !(any.hubs.has(child) || any.hubs.has(parent)) ? at : [],
        );
        expect(layout.lines.map(({ link }) => link).sort((a, b) => a - b)).toEqual(wanted);
        const placed = new Map(frames(layout, any).map((frame) => [frame.box, frame]));
        for (const { link, points, leaves, enters } of layout.lines) {
          const { child, parent } = any.links[link] as Link;
          const [from, to] = [placed.get(child), placed.get(parent)];
          const [first, last] = [points[0], points.at(-1)];
          expect(first?.x).toBeCloseTo((leaves === 1 ? from?.right : from?.left) as number);
          expect(last?.x).toBeCloseTo((enters === -1 ? to?.right : to?.left) as number);
          expect(first?.y).toBeGreaterThan(from?.top as number);
          expect(first?.y).toBeLessThan(from?.bottom as number);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("has no line that runs through a box on its way past a layer", () => {
    fc.assert(
      fc.property(anyGraph, (any) => {
        const layout = layoutOf(any);
        const placed = frames(layout, any);
        for (const { points } of layout.lines) {
          for (let at = 1; at + 1 < points.length; at += 2) {
            const [a, b] = [points[at], points[at + 1]];
            if (!a || !b || at + 1 >= points.length - 1) continue;
            const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)];
            for (const box of placed) {
              const beside = box.right <= left || right <= box.left || a.y <= box.top || box.bottom <= a.y;
              expect(beside).toBe(true);
            }
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

test("parents stand left of their children", () => {
  const layout = layoutOf(
    graph(4, [
      [1, 0],
      [2, 1],
      [3, 2],
      [3, 0],
    ]),
  );
  const x = (box: number) => layout.boxes.find((placed) => placed.box === box)?.x as number;
  expect([0, 1, 2, 3].map(x)).toEqual([0, 1, 2, 3].map(x).sort((a, b) => a - b));
  expect(new Set([0, 1, 2, 3].map(x)).size).toBe(4);
});

test("what foreign keys connect is one group; hubs and single tables have their own", () => {
  const { groups } = layoutOf(
    graph(
      7,
      [
        [1, 0],
        [2, 0],
        [3, 4],
        [5, 6],
      ],
      [6],
    ),
  );
  expect(groups.map(({ kind }) => kind).sort()).toEqual(["connected", "connected", "hubs", "single"]);
});

test("a chain of five thousand tables has a drawing", () => {
  const pairs = Array.from({ length: 4999 }, (_, at) => [at + 1, at] as const);
  expect(layoutOf(graph(5000, pairs)).lines).toHaveLength(4999);
});

describe("of a schema", () => {
  const tables = ["a", "b", "c", "d", "e"].map(
    (name) =>
      `CREATE TABLE ${name} (id INT PRIMARY KEY, owner INT NOT NULL, CONSTRAINT fk_${name} FOREIGN KEY (owner) REFERENCES owners (id));`,
  );
  const sql = `CREATE TABLE owners (id INT PRIMARY KEY);
${tables.join("\n")}
CREATE TABLE parts (id INT PRIMARY KEY, a_id INT, code INT UNIQUE, note TEXT, kind ENUM('x', 'y') NOT NULL,
  CONSTRAINT fk_parts_a FOREIGN KEY (a_id) REFERENCES a (id),
  CONSTRAINT fk_parts_gone FOREIGN KEY (code) REFERENCES gone (id));`;

  test("what nearly all tables refer to is a hub, and what nobody makes has a box", () => {
    const { boxes, hubs, links } = graphOf(replayMysql(sql).final, "columns");
    expect([...hubs].map((at) => boxes[at]?.label)).toEqual(["owners"]);
    expect(boxes.at(-1)).toMatchObject({ label: "gone", rows: [] });
    expect(boxes.at(-1)?.table).toBeUndefined();
    const own = links.filter(({ child }) => boxes[child]?.label === "parts");
    expect(own.map(({ parent, optional, single }) => [boxes[parent]?.label, optional, single])).toEqual([
      ["a", true, false],
      ["gone", true, true],
    ]);
  });

  test("rows are marked, and name what they refer to", () => {
    const rows = (detail: "columns" | "keys") =>
      graphOf(replayMysql(sql).final, detail)
        .boxes.find(({ label }) => label === "parts")
        ?.rows.map(({ mark, name, detail: shown }) => `${mark} ${name} ${shown}`);
    expect(rows("columns")).toEqual([
      "PK id INT",
      "FK a_id → a",
      "FK code → gone",
      " note TEXT",
      " kind ENUM(2)",
    ]);
    expect(rows("keys")).toEqual(["PK id INT", "FK a_id → a", "FK code → gone"]);
  });

  test("many columns are cut, keys kept, the rest counted", () => {
    const columns = Array.from({ length: 40 }, (_, at) => `c${at} INT`).join(", ");
    const [box] = graphOf(
      replayMysql(`CREATE TABLE t (${columns}, id INT PRIMARY KEY);`).final,
      "columns",
    ).boxes;
    expect(box?.rows).toHaveLength(16);
    expect(box?.rows.at(-1)).toMatchObject({ mark: "PK", name: "id" });
    expect(box?.more).toBe(25);
  });

  test("the signs at a line's ends say how many rows may refer", () => {
    const svg = diagramSvg(graphOf(replayMysql(sql).final, "keys"), "x");
    const [line = ""] = /<g class="line optional"[\s\S]*?<\/g>/.exec(svg) ?? [];
    expect(line).toContain("<title>parts (a_id) → a (id)</title>");
    expect(line.match(/<circle/g)).toHaveLength(2);
  });
});
