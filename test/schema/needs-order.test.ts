import { expect, test } from "vitest";
import { inNeedsOrder } from "../../src/schema/needs-order.js";

/** `a>bc` needs b and c. */
function order(...written: string[]): string {
  const needs = new Map(written.map((one) => [one[0] as string, [...one.slice(2)]]));
  const ordered = inNeedsOrder([...needs.keys()], (name) => needs.get(name) ?? []);
  return ordered.join("");
}

test("what is needed comes first, the rest stays where it was", () => {
  expect(order("a", "b", "c")).toBe("abc");
  expect(order("a>c", "b", "c")).toBe("bca");
  expect(order("a>d", "b>a", "c", "d>c")).toBe("cdab");
  expect(order("a>aab", "b")).toBe("ba");
  expect(order("a>x", "b")).toBe("ab");
});

test("a circle begins with its first, and stays as it is when it is read again", () => {
  expect(order("a>b", "b>a", "c")).toBe("cab");
  expect(order("a>b", "b>c", "c>a")).toBe("acb");
  expect(order("a>b", "c>a", "b>c")).toBe("acb");
});

test("the order is the first that fits, taken one by one", () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
  for (let round = 0; round < 200; round++) {
    const count = 1 + random(9);
    const needs = Array.from({ length: count }, () => Array.from({ length: random(4) }, () => random(count)));
    const rest = new Set(needs.keys());
    const expected: number[] = [];
    while (rest.size > 0) {
      const isReady = (one: number) => needs[one]?.every((need) => need === one || !rest.has(need));
      const next = [...rest].find(isReady) ?? ([...rest][0] as number);
      expected.push(next);
      rest.delete(next);
    }
    expect(inNeedsOrder([...needs.keys()], (one) => needs[one] ?? [])).toEqual(expected);
  }
});
