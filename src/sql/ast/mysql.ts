// The full parser of MySQL and MariaDB: node-sql-parser's MySQL grammar. In: a text. Out: its verdict.
// Only the build for MySQL is loaded; it reads MariaDB's scripts better than the one for MariaDB does.

import sqlParser from "node-sql-parser/build/mysql.js";
import type { Verdict } from "../ast.js";

interface SyntaxError {
  readonly message: string;
  readonly location?: { readonly start: { readonly offset: number } };
}

const parser = new sqlParser.Parser();

export function parseMysql(text: string): Verdict {
  try {
    const tree = parser.astify(text, { database: "MySQL", parseOptions: { includeLocations: true } });
    return { accepted: true, ast: Array.isArray(tree) && tree.length === 1 ? tree[0] : tree };
  } catch (error) {
    const { message, location } = error as SyntaxError;
    // Without a place it is about the meaning, or the stack was too small: neither is a question of grammar.
    return location ? { accepted: false, at: location.start.offset, message } : { accepted: true };
  }
}
