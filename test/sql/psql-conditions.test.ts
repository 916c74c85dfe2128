import { expect, test } from "vitest";
import { readScript } from "../../src/sql/read.js";
import { SourceFile } from "../../src/text/source-file.js";

/** The tables that are created, and `?` for each condition that the file does not decide. */
function tablesOf(...lines: string[]): string {
  const file = new SourceFile("a.sql", lines.join("\n"));
  const words = readScript(file, { dialect: "postgresql" }).statements.flatMap((statement) => {
    if (statement.kind === "opaque") return ["?"];
    if (statement.kind !== "ddl") return [];
    return statement.changes.map((change) => (change.kind === "createTable" ? change.table.name.text : ""));
  });
  return words.join(" ");
}

const branches = ["CREATE TABLE a ();", "\\else", "CREATE TABLE b ();", "\\endif", "CREATE TABLE c ();"];

test.each([
  ["true", "a c"],
  ["YE", "a c"],
  ["0", "b c"],
  ["o", "b c"],
  ["true false", "b c"],
  ["'on'", "a c"],
  [":nobody", "? a b c"],
  [":{?nobody}", "? a b c"],
  ["`test -e x`", "? a b c"],
  [":yes", "a c"],
  [":no", "b c"],
  [":copy", "a c"],
  [":gone", "b c"],
  [":{?yes}", "a c"],
  [":{?gone}", "b c"],
])("\\if %s", (condition, tables) => {
  const variables = ["\\set yes on", "\\set no 0", "\\unset gone", "\\set copy :yes"];
  expect(tablesOf(...variables, `\\if ${condition}`, ...branches)).toBe(tables);
});

test("one branch runs, whatever the later ones say", () => {
  expect(tablesOf("\\if off", "CREATE TABLE x ();", "\\elif on", ...branches)).toBe("a c");
  expect(tablesOf("\\if on", "CREATE TABLE x ();", "\\elif :y", ...branches)).toBe("x c");
  expect(tablesOf("\\if off", "CREATE TABLE x ();", "\\elif :y", ...branches)).toBe("? a b c");
  expect(tablesOf("\\if :y", "CREATE TABLE x ();", "\\elif off", ...branches)).toBe("? x b c");
});

test("what stands in a branch that does not run is not asked for", () => {
  expect(tablesOf("\\if 0", "\\if :y", ...branches, "\\set z 1", "\\endif", "\\if :z", ...branches)).toBe(
    "? a b c",
  );
});

test("what perhaps runs leaves variables unknown", () => {
  const set = ["\\set v 1", "\\if :y", "\\set v 0", "\\endif", "\\if :v"];
  expect(tablesOf(...set, ...branches)).toBe("? ? a b c");
  expect(tablesOf("\\set v 1", "\\i other.sql", "\\if :v", ...branches)).toBe("? ? a b c");
  expect(tablesOf("\\set v 1", "SELECT 0 AS v \\gset", "\\if :v", ...branches)).toBe("? a b c");
});
