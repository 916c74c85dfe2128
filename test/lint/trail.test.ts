import { describe, expect, it } from "vitest";
import { trailOf } from "../../src/lint/trail.js";
import type { SchemaHistory } from "../../src/schema/history.js";
import type { Table } from "../../src/schema/model.js";
import { replayMysql } from "../schema/replay-text.js";

const history = replayMysql(
  "CREATE TABLE notes (id INT PRIMARY KEY, txt VARCHAR(10));\nCREATE TABLE other (id INT);",
  "ALTER TABLE notes ADD COLUMN author INT, ADD INDEX idx_author (author);",
  "RENAME TABLE notes TO incident_notes;\nALTER TABLE incident_notes CHANGE author writer BIGINT;",
  "ALTER TABLE other ADD COLUMN author INT;\nALTER TABLE incident_notes ADD COLUMN nothing INT;\nALTER TABLE incident_notes DROP COLUMN nothing;",
  "DROP TABLE other;\nCREATE TABLE other (id BIGINT);",
);

function trail(name: string, column?: string, of: SchemaHistory = history): readonly string[] {
  const entries = trailOf(of, of.final.table(name) as Table, column);
  return entries.map(
    (entry) => `${entry.clause} as ${entry.table}${entry.column === undefined ? "" : `.${entry.column}`}`,
  );
}

describe("the trail of an object", () => {
  it("follows a table under all its names", () => {
    expect(trail("incident_notes")).toEqual([
      "CREATE TABLE notes as notes",
      "ADD COLUMN author as notes",
      "ADD INDEX idx_author as notes",
      "RENAME notes TO incident_notes as incident_notes",
      "CHANGE COLUMN author as incident_notes",
      "ADD COLUMN nothing as incident_notes",
      "DROP COLUMN nothing as incident_notes",
    ]);
  });

  it("follows a column under all its names, with the keys that it is in", () => {
    expect(trail("incident_notes", "writer")).toEqual([
      "ADD COLUMN author as notes.author",
      "ADD INDEX idx_author as notes.author",
      "RENAME notes TO incident_notes as incident_notes.author",
      "CHANGE COLUMN author as incident_notes.writer",
    ]);
  });

  it("begins at the last CREATE", () => {
    expect(trail("other")).toEqual(["CREATE TABLE other as other"]);
  });
});
