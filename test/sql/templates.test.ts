import { describe, expect, test } from "vitest";
import { readScript } from "../../src/sql/read.js";
import { SourceFile } from "../../src/text/source-file.js";

/** `kind verb` of each statement, problems and all. */
function kindsOf(text: string): readonly string[] {
  const { statements } = readScript(new SourceFile("t.sql", text), { dialect: "postgresql" });
  return statements.map(({ kind, verb, problems }) =>
    [kind, verb, ...problems.map((problem) => problem.message)].join(" ").trim(),
  );
}

describe("what a template decides is not read", () => {
  test.each([
    ["{{if .mysql}} ALTER TABLE t MODIFY a INT; DROP TABLE u; {{end}} ALTER TABLE t ADD b INT;"],
    [
      "{{- if and .mysql .plugin -}} ALTER TABLE t MODIFY a INT; {{range .x}} DROP TABLE u; {{end}} DROP TABLE v; {{- end}}",
    ],
    ["{% if mysql %} ALTER TABLE t MODIFY a INT; DROP TABLE u; DROP TABLE v; {% endif %}"],
    [
      "{%- for x in xs %} ALTER TABLE {{ x }} MODIFY a INT; {% if y %} DROP TABLE u; {% endif %} DROP TABLE v",
    ],
  ])("between a directive and its end: %s", (text) => {
    const kinds = kindsOf(`CREATE TABLE t (a INT); ${text}`);
    expect(kinds[0]).toBe("ddl CREATE TABLE");
    expect(new Set(kinds.slice(1))).toEqual(new Set(["opaque"]));
    expect(kinds.length).toBeGreaterThan(2);
  });

  test("in a statement that holds a directive, or begins with one", () => {
    const held = "ALTER TABLE t ADD a INT {{if .mysql}}UNSIGNED{{end}}; DROP TABLE u;";
    expect(kindsOf(held)).toEqual(["opaque", "ddl DROP TABLE"]);
    const first = '{{ addColumn "t" "a" }} ALTER TABLE t ADD b INT; DROP TABLE u;';
    expect(kindsOf(first)).toEqual(["opaque", "ddl DROP TABLE"]);
  });

  test("but what it fills in is a name, and what stands in a string or a comment is none of its business", () => {
    expect(kindsOf("ALTER TABLE {{.prefix}}t ADD a INT;")).toEqual(["ddl ALTER TABLE"]);
    const text = "INSERT INTO t VALUES ('{{if x}}'); DROP TABLE u; -- {{if y}}\nDROP TABLE v;";
    expect(kindsOf(text)).toEqual(["data INSERT", "ddl DROP TABLE", "ddl DROP TABLE"]);
  });
});
