// What INSERT and UPDATE do when they run a second time. In: a data statement. Out: answers from its words.
// It parses no expression: it looks at names, marks and their parentheses.

import type { DataStatement } from "../../sql/statement.js";
import { TokenKind } from "../../sql/tokens.js";
import type { Range } from "../../text/source-file.js";
import { type Assignment, assignmentsIn } from "./assignments.js";
import { isName, type Word, wordsFrom } from "./words.js";

/** Whether the second run adds no rows: IGNORE, ON DUPLICATE KEY, ON CONFLICT, or a look at what is there. */
export function addsRowsOnce(statement: DataStatement): boolean {
  const bare: string[] = [];
  for (const { kind, keyword } of wordsFrom(statement)) if (kind === TokenKind.Word) bare.push(keyword);
  const text = bare.join(" ");
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
  const words = [...wordsFrom(statement)];
  const set = words.findIndex(({ keyword, depth }) => depth === 0 && keyword === "SET");
  if (set < 0) return undefined;
  const own = ownNames(words.slice(0, set));
  const { assignments, rest } = assignmentsIn(words.slice(set + 1));
  for (const { column, value } of assignments) {
    if (settled.test(value[0]?.keyword ?? "")) continue;
    const read = firstRead(value, assignments, own);
    // A condition on the column can tell the rows that were done already.
    if (read && !readOf(rest, column, own)) return read;
  }
  return undefined;
}

function firstRead(
  value: readonly Word[],
  assignments: readonly Assignment[],
  own: ReadonlySet<string>,
): Range | undefined {
  for (const { column } of assignments) {
    const read = readOf(value, column, own);
    if (read) return read;
  }
  return undefined;
}

/** Where the column is read outside of subqueries; columns of other tables that are spelled alike do not count. */
function readOf(
  words: readonly Word[],
  column: readonly string[],
  own: ReadonlySet<string>,
): Range | undefined {
  const name = fold(column.at(-1));
  const table = column.length > 1 ? fold(column.at(-2)) : undefined;
  let subquery = Number.POSITIVE_INFINITY;
  for (const [at, word] of words.entries()) {
    if (word.depth < subquery) subquery = word.keyword === "SELECT" ? word.depth : Number.POSITIVE_INFINITY;
    if (word.depth >= subquery || !isName(word) || fold(word.text) !== name) continue;
    if (words[at + 1]?.keyword === ".") continue;
    const qualifier = words[at - 1]?.keyword === "." ? fold(words[at - 2]?.text) : undefined;
    if (qualifier === undefined || qualifier === table || (table === undefined && own.has(qualifier)))
      return word.range;
  }
  return undefined;
}

/** The names under which `UPDATE t AS x` may read the table that it writes; none where it joins others. */
function ownNames(words: readonly Word[]): ReadonlySet<string> {
  const joins = words.some(({ keyword }) => keyword === "JOIN" || keyword === ",");
  return new Set(
    joins
      ? []
      : words
          .slice(1)
          .filter(isName)
          .map(({ text }) => fold(text)),
  );
}

function fold(text: string | undefined): string {
  return (text ?? "").toLowerCase();
}
