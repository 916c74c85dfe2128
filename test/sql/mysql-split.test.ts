import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Dialect } from "../../src/sql/definition.js";
import { type Fragment, split } from "../../src/sql/split.js";
import { Tokens } from "../../src/sql/tokens.js";

const fixtures = join(import.meta.dirname, "../../fixtures/sql");
const versions: Readonly<Record<Dialect, number>> = { mysql: 80_036, mariadb: 101_199, postgresql: 150_000 };

function splitText(text: string, dialect: Dialect = "mysql") {
  return split(new Tokens(text), { dialect, versionNumber: versions[dialect] });
}

/** The statements, client commands and data of a text, as they stand in it. */
function piecesOf(text: string, dialect: Dialect = "mysql"): readonly string[] {
  return splitText(text, dialect).fragments.map(({ kind, start, end }) => {
    const piece = text.slice(start, end);
    return kind === "sql" ? piece : `${kind}: ${piece}`;
  });
}

describe("statements", () => {
  test.each([
    ["a; b ;c", ["a", "b", "c"]],
    ["a;;; b;", ["a", "b"]],
    ["a ';' `;` -- ;\n; b", ["a ';' `;`", "b"]],
    ["a /* ; */ b; c # ;\nd", ["a /* ; */ b", "c # ;\nd"]],
    [" \n", []],
    ["-- only a comment\n", []],
    ["CREATE TABLE t (a INT);\r\nDROP TABLE t\r\n", ["CREATE TABLE t (a INT)", "DROP TABLE t"]],
  ])("of %j", (text, wanted) => {
    expect(piecesOf(text)).toEqual(wanted);
  });

  test("know whether something ended them", () => {
    expect(splitText("a; b").fragments.map((fragment) => fragment.terminated)).toEqual([true, false]);
  });
});

describe("DELIMITER", () => {
  const body = "CREATE PROCEDURE p() BEGIN SELECT 1; SELECT 2; END";

  test.each([["//"], ["$$"], [";;"], ["|"], ["go"]])(
    "%s ends statements until it is changed back",
    (delimiter) => {
      const text = `DELIMITER ${delimiter}\n${body}${delimiter === "go" ? "\ngo" : delimiter}\nDELIMITER ;\nDROP TABLE t;`;
      expect(piecesOf(text)).toEqual([
        `client: DELIMITER ${delimiter}`,
        body,
        "client: DELIMITER ;",
        "DROP TABLE t",
      ]);
    },
  );

  test("may touch the word before it", () => {
    expect(piecesOf(`DELIMITER $$\n${body}$$\n`)).toEqual(["client: DELIMITER $$", body]);
  });

  test("may stand on the next line", () => {
    expect(piecesOf(`DELIMITER\n//\n${body}//\n`).at(-1)).toBe(body);
  });

  test("leaves `;` outside of bodies an end", () => {
    expect(piecesOf("DELIMITER //\nDROP TABLE a; DROP TABLE b //").slice(1)).toEqual([
      "DROP TABLE a",
      "DROP TABLE b",
    ]);
  });

  test("is not needed where a tool sends bodies whole", () => {
    expect(piecesOf(`${body}; DROP TABLE t`)).toEqual([body, "DROP TABLE t"]);
  });
});

describe("bodies", () => {
  test.each([
    ["CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW BEGIN IF NEW.a THEN SET NEW.b = 1; END IF; END"],
    [
      "CREATE FUNCTION f() RETURNS INT BEGIN CASE 1 WHEN 1 THEN RETURN 2; END CASE; RETURN CASE 1 WHEN 1 THEN 2 END; END",
    ],
    [
      "CREATE PROCEDURE p() BEGIN WHILE a DO SET b = IF(c, 1, 2); END WHILE; REPEAT SET d = 1; UNTIL e END REPEAT; END",
    ],
    ["CREATE PROCEDURE p() l: LOOP IF (a) THEN LEAVE l; END IF; END LOOP l"],
    ["CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO BEGIN DELETE FROM t; END"],
    [
      "CREATE DEFINER=`a`@`%` PROCEDURE p() BEGIN DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; END; SELECT 1; END",
    ],
  ])("%s", (body) => {
    expect(piecesOf(`${body}; DROP TABLE t`)).toEqual([body, "DROP TABLE t"]);
  });

  test("MariaDB's may stand alone", () => {
    const body = "BEGIN NOT ATOMIC SELECT 1; END";
    expect(piecesOf(`${body}; DROP TABLE t`, "mariadb")).toEqual([body, "DROP TABLE t"]);
  });

  test("BEGIN alone begins a transaction", () => {
    expect(piecesOf("BEGIN; DROP TABLE t; COMMIT")).toEqual(["BEGIN", "DROP TABLE t", "COMMIT"]);
  });

  test("a column called `end` or `begin` opens nothing", () => {
    expect(piecesOf("CREATE TABLE t (begin INT, end INT); DROP TABLE t")).toHaveLength(2);
  });
});

describe("client commands", () => {
  test.each([
    ["SOURCE other.sql\nDROP TABLE t;", ["client: SOURCE other.sql", "DROP TABLE t"]],
    ["\\. other.sql\nDROP TABLE t;", ["client: \\. other.sql", "DROP TABLE t"]],
    ["system ls;\nDROP TABLE t;", ["client: system ls;", "DROP TABLE t"]],
    ["SELECT source FROM t;", ["SELECT source FROM t"]],
  ])("of %j", (text, wanted) => {
    expect(piecesOf(text)).toEqual(wanted);
  });
});

describe("nothing of a text is lost", () => {
  const files = (["mysql", "mariadb", "postgresql"] as const).flatMap((dialect) =>
    [dialect, `broken/${dialect}`].flatMap((folder) => {
      try {
        return readdirSync(join(fixtures, folder))
          .filter((name) => name.endsWith(".sql"))
          .map((name) => [`${folder}/${name}`, dialect] as const);
      } catch {
        return [];
      }
    }),
  );

  test("there are files", () => {
    expect(files.length).toBeGreaterThan(50);
  });

  test.each(files)("%s", (path, dialect) => {
    const text = readFileSync(join(fixtures, path), "utf8").replace(/^\uFEFF/, "");
    const { fragments, comments } = splitText(text, dialect);
    let end = 0;
    for (const fragment of fragments) {
      expect(fragment.start).toBeGreaterThanOrEqual(end);
      expect(fragment.end).toBeGreaterThan(fragment.start);
      end = fragment.end;
    }
    const delimiters = delimitersOf(text, fragments);
    let rest = blank(text, [...fragments, ...comments.map((comment) => comment.range)]);
    for (const delimiter of delimiters) rest = rest.replaceAll(delimiter, " ");
    // What opens and closes an executable comment belongs to no token.
    expect(
      rest
        .replace(/\/\*M?!\d*|\*\//g, " ")
        .replaceAll("\0", " ")
        .trim(),
    ).toBe("");
  });
});

function blank(text: string, ranges: readonly { readonly start: number; readonly end: number }[]): string {
  const units = text.split("");
  for (const { start, end } of ranges) units.fill(" ", start, end);
  return units.join("");
}

function delimitersOf(text: string, fragments: readonly Fragment[]): readonly string[] {
  const commands = fragments.filter((fragment) => fragment.kind === "client");
  const words = commands.flatMap(({ start, end }) => {
    const found = /^delimiter\s+(\S+)/i.exec(text.slice(start, end));
    return found?.[1] ? [found[1]] : [];
  });
  const onNextLine = [...text.matchAll(/^delimiter[ \t]*\r?\n\s*(\S+)/gim)].map(
    (found) => found[1] as string,
  );
  return [...words, ...onNextLine, ";"].sort((a, b) => b.length - a.length);
}
