import { expect, test } from "vitest";
import { headerOf } from "../../src/rule/script.js";
import { readScript } from "../../src/sql/read.js";
import { SourceFile } from "../../src/text/source-file.js";

function fieldsOf(text: string): Record<string, readonly string[]> {
  const file = new SourceFile("a.sql", text);
  const script = { file, range: { start: 0, end: text.length }, ...readScript(file, { dialect: "mysql" }) };
  return Object.fromEntries(headerOf(script).fields.map(({ name, lines }) => [name, lines]));
}

test("values stand behind the colon or below", () => {
  expect(
    fieldsOf(`-- ====
-- What: Adds channels
-- Why:
-- Messages go to more than one place
--   and back
-- Tables: channels,
-- messages
-- ====
CREATE TABLE channels (id INT);
-- Later: no header`),
  ).toEqual({
    What: ["Adds channels"],
    Why: ["Messages go to more than one place", "and back"],
    Tables: ["channels,", "messages"],
  });
});

test("banners, blank lines and prose end a value", () => {
  expect(
    fieldsOf(`-- Tables: channels
-- ====
-- CHANNELS
-- ====
-- What: Adds channels
--
-- More about it.
SELECT 1;`),
  ).toEqual({ Tables: ["channels"], What: ["Adds channels"] });
});

test("block comments and lists are read; list items are no fields", () => {
  expect(
    fieldsOf(`/*
 * What: Adds
 *   channels
 * Tables:
 *  - channels: one row a place
 *  - messages
 */
SELECT 1;`),
  ).toEqual({ What: ["Adds", "channels"], Tables: ["- channels: one row a place", "- messages"] });
});

test("a script of comments alone is all header", () => {
  expect(fieldsOf("# What: nothing\n")).toEqual({ What: ["nothing"] });
  expect(fieldsOf("")).toEqual({});
});
