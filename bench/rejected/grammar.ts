// A server's grammar. In: statements. Out: of each whether it can be parsed there, and where not. Nothing is executed: MySQL and MariaDB
// are asked to PREPARE it, and PostgreSQL's own grammar is a library.

import { spawnSync } from "node:child_process";
import { loadAstParser } from "../../src/sql/ast.js";
import { execute, type MysqlServer, mariadb, mysqlAt } from "../../test/databases/mysql-family.js";
import type { ServerName } from "../../test/databases/servers.js";

export interface GrammarVerdict {
  readonly accepted: boolean;
  /** Where the server says that it stopped, in units of the text; its length where the text ends too soon. */
  readonly at?: number;
  /** The server's words, also of what it refuses for its meaning. */
  readonly message?: string;
}

export type Grammar = (texts: readonly string[]) => Promise<readonly GrammarVerdict[]>;

/** PostgreSQL's grammar as a library is that of this version, whatever server runs. */
export const grammarVersion = [18];

export function grammarOf(server: ServerName): Grammar {
  if (server === "postgresql") return askPostgresql;
  const family = server === "mariadb" ? mariadb : mysqlAt(process.env.INTEGLINT_MYSQL_URL ?? "");
  return (texts) => Promise.resolve(prepareAll(family, texts));
}

async function askPostgresql(texts: readonly string[]): Promise<readonly GrammarVerdict[]> {
  const parser = await loadAstParser("postgresql");
  return texts.map((text) => parser.check(text));
}

/** What the client shows of a statement before its error. */
const echo = "--------------\nPREPARE q FROM @q\n--------------\n\n";

/** A line of input each, so that the line of an error tells whose it is. */
function prepareAll(server: MysqlServer, texts: readonly string[]): readonly GrammarVerdict[] {
  const name = `integlint_grammar_${process.pid}`;
  execute(server, `CREATE DATABASE IF NOT EXISTS ${name}`);
  try {
    const input = texts
      .map(
        (text) =>
          `SET @q = CONVERT(0x${Buffer.from(text).toString("hex")} USING utf8mb4); PREPARE q FROM @q;\n`,
      )
      .join("");
    const options = [...server.arguments, "--force", "--batch", name];
    const { stderr } = spawnSync("mariadb", options, { input, maxBuffer: 1 << 28 });
    const verdicts: GrammarVerdict[] = texts.map(() => ({ accepted: true }));
    const answers = stderr.toString().replaceAll(echo, "");
    for (const told of answers.split(/^(?=ERROR \d+ \(\w+\) at line \d+: )/m)) {
      const [, code, line, message = ""] = /^ERROR (\d+) \(\w+\) at line (\d+): ([\s\S]*)/.exec(told) ?? [];
      const text = texts[Number(line) - 1];
      if (text !== undefined) verdicts[Number(line) - 1] = verdictOf(text, Number(code), message.trimEnd());
    }
    return verdicts;
  } finally {
    execute(server, `DROP DATABASE ${name}`);
  }
}

/** 1064 and 1149 are syntax errors, 4161 is MariaDB's for a word that is no type; any other is about what the statement means. */
function verdictOf(text: string, code: number, message: string): GrammarVerdict {
  if (code === 4161) {
    const [, word = ""] = /'(.*)'/.exec(message) ?? [];
    return { accepted: false, at: text.search(new RegExp(`\\b${word}\\b`, "i")), message };
  }
  if (code !== 1064 && code !== 1149) return { accepted: true, message };
  const [, near = "", line] = /near '([\s\S]*)' at line (\d+)$/.exec(message) ?? [];
  return { accepted: false, at: placeOf(text, near, Number(line)), message };
}

/** The server shows what is left of the text, at most eighty bytes of it: the last characters may be none. */
function placeOf(text: string, near: string, line: number): number {
  if (text.endsWith(near)) return beforeComma(text, text.length - near.length);
  const shown = near.replace(/\.\.\.$/, "").slice(0, -4);
  const before = text.split("\n", line - 1).join("\n").length;
  const inLine = text.indexOf(shown, before);
  return beforeComma(text, inLine < 0 ? text.indexOf(shown) : inLine);
}

/** Other tokens are shown from their start, a comma from its end. */
function beforeComma(text: string, at: number): number {
  return text[at - 1] === "," && /\s/.test(text.charAt(at)) ? at - 1 : at;
}
