import { describe, expect, test } from "vitest";
import type { Dialect } from "../../src/sql/definition.js";
import { split } from "../../src/sql/split.js";
import { TokenKind, Tokens } from "../../src/sql/tokens.js";

const kindNames = new Map(Object.entries(TokenKind).map(([name, kind]) => [kind as number, name]));

/** Each token as `Kind text`. */
function lex(text: string, dialect: Dialect = "mysql", versionNumber = 80_036): readonly string[] {
  const tokens = new Tokens(text);
  split(tokens, { dialect, versionNumber });
  return Array.from(
    { length: tokens.count },
    (_, at) =>
      `${kindNames.get(tokens.kinds[at] as number)} ${text.slice(tokens.starts[at], tokens.ends[at])}`,
  );
}

function commentsOf(text: string, dialect: Dialect = "mysql"): readonly string[] {
  const { comments } = split(new Tokens(text), { dialect, versionNumber: 80_036 });
  return comments.map((comment) => `${comment.style}:${comment.text}`);
}

describe("tokens", () => {
  test.each([
    ["a_1 $b ü", ["Word a_1", "Word $b", "Word ü"]],
    ["`a``b` `c d`", ["QuotedName `a``b`", "QuotedName `c d`"]],
    [`'a''b' 'c\\'d' "e"`, ["String 'a''b'", "String 'c\\'d'", 'String "e"']],
    ["x'00' b'1' n'z' _utf8mb4'y'", ["String x'00'", "String b'1'", "String n'z'", "String _utf8mb4'y'"]],
    [
      "1 1.5 .5 1e3 1.5E-3 0x1F",
      ["Number 1", "Number 1.5", "Number .5", "Number 1e3", "Number 1.5E-3", "Number 0x1F"],
    ],
    ["1st 2020_a", ["Word 1st", "Word 2020_a"]],
    ["t.1a", ["Word t", "Mark .", "Word 1a"]],
    ["a->>'$.b' <=> c", ["Word a", "Mark ->>", "String '$.b'", "Mark <=>", "Word c"]],
    ["a:=1||b", ["Word a", "Mark :=", "Number 1", "Mark ||", "Word b"]],
    ["@a @@b.c @'d e' @`f`", ["Variable @a", "Variable @@b.c", "Variable @'d e'", "Variable @`f`"]],
    [`\${a} pre_\${b}_x :c ?`, [`Placeholder \${a}`, `Word pre_\${b}_x`, "Placeholder :c", "Placeholder ?"]],
    ["'open", ["Unclosed 'open"]],
    ["/* open", ["Unclosed /* open"]],
  ])("of %s", (text, wanted) => {
    expect(lex(text)).toEqual(wanted);
  });
});

describe("comments", () => {
  test.each([
    ["-- a\n# b\n/* c */ d", ["line: a", "line: b", "block: c "]],
    ["--\nx", ["line:"]],
    ["a -- b", ["line: b"]],
    ["/* a /* b */ c", ["block: a /* b "]],
    ["'-- no' `# no`", []],
  ])("of %s", (text, wanted) => {
    expect(commentsOf(text)).toEqual(wanted);
  });

  test("need a blank behind two dashes", () => {
    expect(lex("a--b")).toEqual(["Word a", "Mark -", "Mark -", "Word b"]);
    expect(commentsOf("a--b")).toEqual([]);
  });
});

describe("executable comments", () => {
  test("are code", () => {
    expect(lex("a /*! b */ c")).toEqual(["Word a", "Word b", "Word c"]);
    expect(commentsOf("a /*! b */ c")).toEqual([]);
  });

  test("are code for the servers that they name", () => {
    expect(lex("/*!50100 a */ /*!80036 b */ /*!80037 c */ d")).toEqual(["Word a", "Word b", "Word d"]);
    expect(lex("/*!50100 a */ /*!50701 b */ /*!100200 c */ /*!120000 d */", "mariadb", 101_199)).toEqual([
      "Word a",
      "Word c",
    ]);
  });

  test("are MariaDB's alone with an M", () => {
    expect(lex("/*M! a */ b", "mariadb", 101_199)).toEqual(["Word a", "Word b"]);
    expect(lex("/*M! a */ b")).toEqual(["Word b"]);
  });

  test("hold comments and strings", () => {
    expect(lex("/*! a /* no */ '*/' */ b")).toEqual(["Word a", "String '*/'", "Word b"]);
  });
});
