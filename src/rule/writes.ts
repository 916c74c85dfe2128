// What INSERT and UPDATE do when they run a second time. In: a data statement. Out: answers from its words.
// It parses no expression: it looks at names, marks and their parentheses.

import { Lexer } from "../sql/lexer.js";
import type { DataStatement } from "../sql/statement.js";
import { TokenKind, Tokens } from "../sql/tokens.js";
import type { Range } from "../text/source-file.js";

interface Word {
  readonly kind: number;
  /** Bare words in upper case, marks as written, names without quotes. */
  readonly text: string;
  readonly range: Range;
  /** How many parentheses stand open. */
  readonly depth: number;
}

/** Whether the second run adds no rows: IGNORE, ON DUPLICATE KEY, ON CONFLICT, or a look at what is there. */
export function addsRowsOnce(statement: DataStatement): boolean {
  const text = wordsIn(statement)
    .filter(({ kind }) => kind === TokenKind.Word)
    .map((word) => word.text)
    .join(" ");
  return (
    /^(\w+ ){1,3}IGNORE /.test(text) ||
    /\b(ON DUPLICATE KEY|ON CONFLICT|NOT EXISTS|NOT IN)\b/.test(text) ||
    /\bLEFT (OUTER )?JOIN\b.*\bIS NULL\b/.test(text)
  );
}

/** Functions that change nothing when applied to their own result. */
const settled =
  /^(COALESCE|IFNULL|NVL|IF|CASE|LOWER|UPPER|TRIM|LTRIM|RTRIM|LEAST|GREATEST|REPLACE|JSON_SET|JSON_REMOVE|JSON_REPLACE|JSONB_SET)$/;

/** Where an UPDATE computes a column from itself, as in `SET n = n + 1`. */
export function selfReadOf(statement: DataStatement): Range | undefined {
  const words = wordsIn(statement);
  const set = words.findIndex(({ text, depth }) => depth === 0 && text === "SET");
  if (set < 0) return undefined;
  const own = ownNames(words.slice(0, set));
  const end = words.findIndex(
    ({ text, depth }, at) => at > set && depth === 0 && /^(WHERE|FROM|ORDER|LIMIT|RETURNING)$/.test(text),
  );
  const assignments = cutAtCommas(words.slice(set + 1, end < 0 ? undefined : end)).map(assignmentOf);
  const condition = end < 0 ? [] : words.slice(end);
  for (const { column, value } of assignments) {
    if (settled.test(value[0]?.text ?? "")) continue;
    const read = assignments
      .map((other) => readOf(value, other.column, own))
      .find((found) => found !== undefined);
    // A condition on the column can tell the rows that were done already.
    if (read && !readOf(condition, column, own)) return read;
  }
  return undefined;
}

interface Assignment {
  /** The column as written, table included: `t`, `name`. */
  readonly column: readonly string[];
  readonly value: readonly Word[];
}

function assignmentOf(words: readonly Word[]): Assignment {
  const equals = words.findIndex(({ text }) => text === "=" || text === ":=");
  const column = words.slice(0, equals).filter(({ text }) => text !== ".");
  return { column: column.map(({ text }) => text), value: words.slice(equals + 1) };
}

/** Where the column is read outside of subqueries; names of other tables that are spelled alike do not count. */
function readOf(
  words: readonly Word[],
  column: readonly string[],
  own: ReadonlySet<string>,
): Range | undefined {
  const name = fold(column.at(-1));
  const table = column.length > 1 ? fold(column.at(-2)) : undefined;
  let subquery = Infinity;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as Word;
    if (word.depth < subquery) subquery = word.text === "SELECT" ? word.depth : Infinity;
    if (word.depth >= subquery || !isName(word) || fold(word.text) !== name || words[at + 1]?.text === ".")
      continue;
    const qualifier = words[at - 1]?.text === "." ? fold(words[at - 2]?.text) : undefined;
    if (qualifier === undefined || qualifier === table || (table === undefined && own.has(qualifier)))
      return word.range;
  }
  return undefined;
}

/** The names under which `UPDATE t AS x` may read the table that it writes; none where it joins others. */
function ownNames(words: readonly Word[]): ReadonlySet<string> {
  const joins = words.some(({ text }) => text === "JOIN" || text === ",");
  return new Set(
    joins
      ? []
      : words
          .slice(1)
          .filter(isName)
          .map(({ text }) => fold(text)),
  );
}

function isName({ kind }: Word): boolean {
  return kind === TokenKind.Word || kind === TokenKind.QuotedName;
}

function fold(text: string | undefined): string {
  return (text ?? "").toLowerCase();
}

function cutAtCommas(words: readonly Word[]): readonly (readonly Word[])[] {
  const parts: Word[][] = [[]];
  for (const word of words) {
    if (word.text === "," && word.depth === 0) parts.push([]);
    else parts.at(-1)?.push(word);
  }
  return parts;
}

function wordsIn({ location, dialect }: DataStatement): readonly Word[] {
  const { text } = location.file;
  const tokens = new Tokens(text);
  // Executable comments for every version are read.
  const lexer = new Lexer(tokens, dialect, 999_999, location.range.start, location.range.end);
  while (lexer.next() !== "end");
  const words: Word[] = [];
  let depth = 0;
  for (let at = 0; at < tokens.count; at++) {
    const kind = tokens.kinds[at] as number;
    const range = { start: tokens.starts[at] as number, end: tokens.ends[at] as number };
    const raw = text.slice(range.start, range.end);
    if (raw === ")") depth--;
    const bare = kind === TokenKind.Word ? raw.toUpperCase() : raw;
    words.push({ kind, text: kind === TokenKind.QuotedName ? raw.slice(1, -1) : bare, range, depth });
    if (raw === "(") depth++;
  }
  return words;
}
