// Which variables a script, a block, a routine and a branch that is not taken see, and where what they write stays.

import { expect, test } from "vitest";
import { Scope } from "../../src/schema/evaluate/scope.js";
import { type NumberValue, numberValue } from "../../src/schema/evaluate/value.js";
import { outcomesOf, replayMariadb } from "./replay-text.js";

const [one, two, three] = [1, 2, 3].map(numberValue) as [NumberValue, NumberValue, NumberValue];

test("a block sees what is around it, and writes where a variable was declared", () => {
  const outer = new Scope();
  outer.declare("x", one);
  const block = new Scope(outer);
  block.declare("own", one);
  block.set("x", two);
  block.set("own", two);
  block.set("new", three);
  expect([outer.get("x"), outer.get("new"), outer.get("own")]).toEqual([two, three, undefined]);
  expect([block.get("x"), block.get("own")]).toEqual([two, two]);
});

test("a routine sees session variables alone, and keeps its own", () => {
  const session = new Scope();
  session.declare("x", one);
  session.set("@s", one);
  const routine = new Scope(session, { sessionOnly: true });
  expect([routine.get("x"), routine.get("@s")]).toEqual([undefined, one]);
  routine.set("x", two);
  routine.set("@s", two);
  expect([session.get("x"), session.get("@s"), routine.get("x")]).toEqual([one, two, two]);
});

test("what a branch that is not taken writes stays there", () => {
  const outer = new Scope();
  outer.set("@s", one);
  const skipped = new Scope(outer, { isolated: true });
  expect(skipped.get("@s")).toBe(one);
  skipped.set("@s", two);
  expect([outer.get("@s"), skipped.get("@s")]).toEqual([one, two]);
});

test.each([
  ["1", true],
  ["ON", true],
  ["'on'", true],
  ["TRUE", true],
  ["DEFAULT", true],
  ["@saved", true],
  ["0", false],
  ["OFF", false],
  ["'off'", false],
  ["FALSE", false],
])("SET FOREIGN_KEY_CHECKS = %s: checks are on: %s", (value, isOn) => {
  const history = replayMariadb(
    `CREATE TABLE p (id INT PRIMARY KEY); CREATE TABLE c (p INT, CONSTRAINT fk FOREIGN KEY (p) REFERENCES p (id));
     SET FOREIGN_KEY_CHECKS = ${value}; DROP TABLE p;`,
  );
  expect(outcomesOf(history).at(-1)?.startsWith("refused")).toBe(isOn);
});
