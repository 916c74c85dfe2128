// A statement's full AST, on demand. In: a dialect, then statements. Out: the tree of that dialect's full parser, in the parser's
// own shape, or where it stopped. A parser is loaded once, when it is first asked for; it never throws on SQL.

import type { Dialect } from "./definition.js";
import { maskStatement } from "./mask.js";
import type { Statement } from "./statement.js";

/** What a full parser says of a text. */
export type Verdict =
  | {
      readonly accepted: true;
      /** Missing where the parser took the text but built no tree of it. */
      readonly ast?: unknown;
    }
  | {
      readonly accepted: false;
      /** Where it could not go on, in UTF-16 units of the text; the text's length where it ended too soon. */
      readonly at: number;
      /** In the parser's own words. */
      readonly message: string;
    };

export interface AstParser {
  readonly dialect: Dialect;
  /** One statement, without its delimiter. */
  parse(text: string): Verdict;
  /** The same without the tree, which of a large statement is many times its size. */
  check(text: string): Verdict;
}

type Parser = Pick<AstParser, "parse" | "check">;

const loaded = new Map<string, Promise<Parser>>();

/** node-sql-parser's MySQL grammar for MySQL and MariaDB, PostgreSQL's own grammar for PostgreSQL. */
export async function loadAstParser(dialect: Dialect): Promise<AstParser> {
  const family = dialect === "postgresql" ? "postgresql" : "mysql";
  let parser = loaded.get(family);
  if (!parser) {
    parser = family === "mysql" ? loadMysqlParser() : loadPostgresqlParser();
    loaded.set(family, parser);
  }
  return { dialect, ...(await parser) };
}

async function loadMysqlParser(): Promise<Parser> {
  const { parseMysql } = await import("./ast/mysql.js");
  return { parse: parseMysql, check: parseMysql };
}

async function loadPostgresqlParser(): Promise<Parser> {
  const { loadPostgresql } = await import("./ast/postgresql.js");
  return loadPostgresql();
}

const verdicts = new WeakMap<Statement, Verdict>();

/** What the parser says of a statement, asked once; places count from the statement's first character. */
export function judgeStatement(statement: Statement, parser: AstParser): Verdict {
  let verdict = verdicts.get(statement);
  if (!verdict) {
    verdict = parser.parse(maskStatement(statement).text);
    verdicts.set(statement, verdict);
  }
  return verdict;
}

/** A statement's AST; undefined where its dialect's parser rejects it. */
export function astOf(statement: Statement, parser: AstParser): unknown {
  const verdict = judgeStatement(statement, parser);
  return verdict.accepted ? verdict.ast : undefined;
}
