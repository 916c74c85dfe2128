// The literals that INSERT and UPDATE write. In: a data statement, what is known of its table. Out: column and value, one a time.
// Values that are computed are not told: nobody knows them before the statement runs.

import type { DataStatement } from "../../sql/statement.js";
import { TokenKind } from "../../sql/tokens.js";
import type { Range } from "../../text/source-file.js";
import { assignmentsIn, cutAtCommas } from "./assignments.js";
import { isName, literalOf, type Word, wordsFrom } from "./words.js";

export interface WrittenLiteral {
  /** As written in the statement, or as the table has it where the statement lists no columns. */
  readonly column: string;
  readonly value: string;
  readonly isNumber: boolean;
  readonly range: Range;
}

/**
 * The literals for the columns that are wanted. `tableColumns` are the table's, in order, for statements that list none.
 * Rows are read only where the list has a wanted column.
 */
export function* writtenLiterals(
  statement: DataStatement,
  tableColumns: readonly string[] | undefined,
  wanted: (column: string) => boolean,
): Generator<WrittenLiteral> {
  const target = statement.tables.at(-1);
  if (!target || !["INSERT", "REPLACE", "UPDATE"].includes(statement.verb)) return;
  const words = wordsFrom(statement, target.range.end);
  if (statement.verb === "UPDATE") yield* assigned(skipTo([...words], "SET"), statement, wanted);
  else yield* inserted(words, tableColumns, statement, wanted);
}

/** The columns that the statement names as those it writes: INSERT's list, the left sides of SET. */
export function writtenColumns(statement: DataStatement): readonly Word[] {
  const target = statement.tables.at(-1);
  if (!target || !["INSERT", "REPLACE", "UPDATE"].includes(statement.verb)) return [];
  const words = wordsFrom(statement, target.range.end);
  if (statement.verb === "UPDATE") {
    const { assignments } = assignmentsIn(skipTo([...words], "SET"));
    // In an UPDATE of several tables only the qualified ones would be known.
    return statement.tables.length > 1 ? [] : assignments.map(({ name }) => name);
  }
  const list: Word[] = [];
  for (const word of words) {
    if (word.depth === 0 && word.keyword !== "(") break;
    if (word.keyword === "SELECT") return [];
    if (isName(word)) list.push(word);
  }
  return list;
}

function* inserted(
  words: Generator<Word>,
  tableColumns: readonly string[] | undefined,
  statement: DataStatement,
  wanted: (column: string) => boolean,
): Generator<WrittenLiteral> {
  let columns = tableColumns;
  let list: Word[] | undefined;
  for (const word of words) {
    if (word.keyword === "(" && word.depth === 0) list = [];
    else if (word.keyword === ")" && word.depth === 0 && list) {
      columns = namesOf(list);
      list = undefined;
    } else if (list) list.push(word);
    else if (word.keyword === "SET") return yield* assigned([...words], statement, wanted);
    else if (word.keyword === "VALUES" || word.keyword === "VALUE" || word.keyword === "SELECT") {
      if (!columns?.some(wanted)) return;
      if (word.keyword === "SELECT") yield* row(selectList([...words]), columns, statement, wanted);
      else yield* rows(words, columns, statement, wanted);
      return;
    }
  }
}

function* rows(
  words: Generator<Word>,
  columns: readonly string[],
  statement: DataStatement,
  wanted: (column: string) => boolean,
): Generator<WrittenLiteral> {
  let current: Word[] | undefined;
  for (const word of words) {
    if (word.depth === 0 && word.keyword === "(") current = [];
    else if (word.depth === 0 && word.keyword === ")" && current) {
      yield* row(current, columns, statement, wanted);
      current = undefined;
    } else if (current) current.push(word);
    else if (word.keyword === "UPDATE") return yield* assigned(skipSet([...words]), statement, wanted);
  }
}

/** Values side by side, in the order of the columns. */
function* row(
  words: readonly Word[],
  columns: readonly string[],
  statement: DataStatement,
  wanted: (column: string) => boolean,
): Generator<WrittenLiteral> {
  const values = cutAtCommas(words, words[0]?.depth ?? 0);
  for (const [at, value] of values.entries()) {
    const column = columns[at];
    if (column !== undefined && wanted(column)) yield* literal(column, value, statement);
  }
}

function* assigned(
  words: readonly Word[],
  statement: DataStatement,
  wanted: (column: string) => boolean,
): Generator<WrittenLiteral> {
  const { assignments, rest } = assignmentsIn(words);
  for (const { column, value } of assignments) {
    const name = column.at(-1);
    if (name !== undefined && wanted(name)) yield* literal(name, value, statement);
  }
  const update = rest.findIndex(({ keyword }) => keyword === "UPDATE");
  if (update >= 0) yield* assigned(skipSet(rest.slice(update + 1)), statement, wanted);
}

function* literal(
  column: string,
  words: readonly Word[],
  statement: DataStatement,
): Generator<WrittenLiteral> {
  const value = literalOf(words, statement.dialect);
  const [word] = words;
  if (value !== undefined && word)
    yield { column, value, isNumber: word.kind === TokenKind.Number, range: word.range };
}

/** The list between SELECT and what follows it, with DISTINCT and the names behind AS left out. */
function selectList(words: readonly Word[]): readonly Word[] {
  const level = words[0]?.depth ?? 0;
  const end = words.findIndex(
    ({ keyword, depth }) => depth <= level && /^(FROM|WHERE|UNION|LIMIT|ON|\))$/.test(keyword),
  );
  const list = end < 0 ? words : words.slice(0, end);
  return list.filter(
    ({ keyword }, at) => keyword !== "DISTINCT" && keyword !== "AS" && list[at - 1]?.keyword !== "AS",
  );
}

function namesOf(words: readonly Word[]): readonly string[] {
  return words.filter(isName).map(({ text }) => text);
}

function skipTo(words: readonly Word[], keyword: string): readonly Word[] {
  return words.slice(words.findIndex((word) => word.depth === 0 && word.keyword === keyword) + 1);
}

function skipSet(words: readonly Word[]): readonly Word[] {
  return words[0]?.keyword === "SET" ? words.slice(1) : words;
}
