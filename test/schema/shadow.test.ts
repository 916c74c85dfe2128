// What a CREATE TABLE IF NOT EXISTS would have made.

import { expect, test } from "vitest";
import { shadowOf } from "../../src/schema/shadow.js";
import { replayMysql, replayPostgresql, stepsOf } from "./replay-text.js";

const shadowsOf = (history: ReturnType<typeof replayMysql>) =>
  stepsOf(history).map((step) => {
    const shadow = shadowOf(step);
    const columns = (names?: readonly { readonly name: string }[]) => names?.map(({ name }) => name).join();
    return shadow && [columns(shadow.existing.columns), columns(shadow.described?.columns)];
  });

test("stands beside the table that is there, and beside no other step", () => {
  const history = replayMysql(
    `CREATE TABLE p (id INT PRIMARY KEY); CREATE TABLE c (id INT, CONSTRAINT fk FOREIGN KEY (id) REFERENCES p (id));
     CREATE TABLE IF NOT EXISTS p (id INT, b INT); CREATE TABLE IF NOT EXISTS n (id INT); CREATE TABLE p (id INT, x INT);
     ALTER TABLE p ADD c INT; CREATE TABLE IF NOT EXISTS c (z INT, CONSTRAINT fk FOREIGN KEY (z) REFERENCES p (id));`,
  );
  const none = undefined;
  expect(shadowsOf(history)).toEqual([none, none, ["id", "id,b"], none, none, none, ["id", "z"]]);
  expect(history.final.table("p")?.columns).toHaveLength(2);
});

test("there is none of a view", () => {
  const history = replayPostgresql(
    "CREATE VIEW v AS SELECT 1 AS one; CREATE TABLE IF NOT EXISTS v (id int);",
  );
  expect(shadowsOf(history)).toEqual([undefined, undefined]);
});
