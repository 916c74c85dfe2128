// The small queries of conditions, loops and dynamic DDL: SELECT … FROM … with joins, WHERE, LIMIT 1.
// In: a cursor at SELECT and a reader of what stands in it. Out: a QueryExpression; what it does not follow makes it complex or partial.

import type { Expression, QueryExpression, QuerySource } from "../expression.js";
import type { Cursor } from "./cursor.js";

export class QueryReader {
  constructor(
    private readonly cursor: Cursor,
    private readonly read: () => Expression,
  ) {}

  /** With what goes on behind an operator that cannot be read, nobody knows. */
  private condition(): Expression {
    const { cursor } = this;
    const start = cursor.at;
    const value = this.read();
    const isWhole =
      cursor.done || [")", ",", ";"].some((mark) => cursor.isMark(mark)) || cursor.isAny(afterCondition);
    if (isWhole) return value;
    // What was read last is an operand of what was not.
    const rest = readUnknown(cursor);
    const isChain = value.kind === "call" && value.name === "and";
    const both = isChain ? [...value.arguments.slice(0, -1), rest] : [rest];
    return { kind: "call", name: "and", arguments: both, range: cursor.since(start) };
  }

  /** What FROM names, with its joins. */
  private sources(): { readonly from: readonly QuerySource[]; readonly partial: boolean } {
    const { cursor } = this;
    const from: QuerySource[] = [];
    let partial = false;
    do {
      const source = this.source();
      if (source) from.push(source);
      else partial = true;
      for (let joined = this.join(); joined; joined = this.join()) {
        if (joined === "other") partial = true;
        else from.push(joined);
      }
    } while (cursor.acceptMark(","));
    return { from, partial };
  }

  private source(): QuerySource | undefined {
    const { cursor } = this;
    const list = this.unnested();
    if (list) return list;
    const table = cursor.objectName();
    if (!table) cursor.skipParentheses();
    const alias = readAlias(cursor, afterTable);
    // The columns of a query in parentheses, or of a function, have names of their own.
    cursor.skipParentheses();
    return table && { table, label: alias ?? table.name.text.toLowerCase() };
  }

  /** `unnest(conkey) WITH ORDINALITY AS k(attnum, place)`: PostgreSQL 18 manual 7.2.1.4. */
  private unnested(): QuerySource | undefined {
    const { cursor } = this;
    const start = cursor.at;
    cursor.accept("LATERAL");
    const table = cursor.is("UNNEST") && cursor.isMark("(", 1) ? cursor.objectName() : undefined;
    cursor.acceptMark("(");
    const values = table && this.read();
    if (!values || !cursor.acceptMark(")")) {
      cursor.at = start;
      return undefined;
    }
    const isNumbered = cursor.accept("WITH", "ORDINALITY");
    const label = readAlias(cursor, afterTable) ?? "unnest";
    const columns: string[] = [];
    if (cursor.acceptMark("("))
      do columns.push(cursor.name()?.text.toLowerCase() ?? "");
      while (cursor.acceptMark(","));
    cursor.acceptMark(")");
    const [value = label, place = "ordinality"] = columns;
    return { table, label, list: { values, columns: isNumbered ? [value, place] : [value] } };
  }

  /** A join that is another than those that are followed is passed over. */
  private join(): QuerySource | "other" | undefined {
    const { cursor } = this;
    const word = cursor.acceptAny(["INNER", "LEFT", "CROSS", "STRAIGHT_JOIN"]);
    if (word === "LEFT") cursor.accept("OUTER");
    const isPlain = word === "STRAIGHT_JOIN" || cursor.accept("JOIN");
    if (!isPlain && !word && !cursor.isAny(["RIGHT", "FULL", "NATURAL"])) return undefined;
    const list = isPlain ? this.unnested() : undefined;
    const table = list?.table ?? (isPlain ? cursor.objectName() : undefined);
    if (!table) {
      cursor.at++;
      skipTo(cursor, ["WHERE", "GROUP", "ORDER", "LIMIT", "INTO"]);
      return "other";
    }
    const label = list?.label ?? readAlias(cursor, afterTable) ?? table.name.text.toLowerCase();
    const source = {
      table,
      label,
      ...(list && { list: list.list }),
      ...(word === "LEFT" && { outer: true }),
    };
    if (cursor.accept("ON")) return { ...source, on: this.condition() };
    if (!cursor.accept("USING")) return source;
    const using: string[] = [];
    cursor.acceptMark("(");
    while (!cursor.done && !cursor.acceptMark(")")) {
      const name = cursor.name();
      if (name) using.push(name.text.toLowerCase());
      else cursor.at++;
    }
    return { ...source, using };
  }

  query(): QueryExpression {
    const { cursor } = this;
    const start = cursor.at;
    cursor.accept("SELECT");
    let complex = cursor.acceptAny(["DISTINCT", "ALL"]) !== undefined;
    const select: Expression[] = [];
    const aliases: (string | undefined)[] = [];
    // PostgreSQL's EXISTS (SELECT FROM t) asks for no column.
    if (cursor.is("FROM")) select.push({ kind: "number", value: 1, range: cursor.here() });
    else
      do {
        if (cursor.acceptMark("*")) select.push({ kind: "unknown", range: cursor.here(-1) });
        else select.push(this.read());
        aliases.push(readAlias(cursor, afterSelected));
      } while (cursor.acceptMark(","));
    // SELECT … INTO @x FROM …: the caller has read the variables, or reads them.
    if (cursor.is("INTO")) skipInto(cursor);
    const { from, partial } = cursor.accept("FROM") ? this.sources() : { from: [], partial: false };
    if (from.length > 1 || partial) complex = true;
    const where = cursor.accept("WHERE") ? this.condition() : undefined;
    while (!cursor.done && !cursor.isMark(")") && !cursor.is("INTO")) {
      if (cursor.is("LIMIT") && cursor.text(1) === "1") {
        cursor.at += 2;
        continue;
      }
      if (!cursor.is("ORDER")) complex = true;
      cursor.at++;
      skipTo(cursor, ["LIMIT", "INTO", "UNION"]);
    }
    const condition = where ? { where } : {};
    return {
      kind: "query",
      exists: false,
      select,
      ...(aliases.some((alias) => alias !== undefined) && { aliases }),
      from,
      ...condition,
      complex,
      ...(partial && { partial }),
      range: cursor.since(start),
    };
  }
}

/** One token, or one pair of parentheses, that says nothing to the replay. */
export function readUnknown(cursor: Cursor): Expression {
  const start = cursor.at;
  if (!cursor.skipParentheses() && !cursor.done) cursor.at++;
  return { kind: "unknown", range: cursor.since(start) };
}

const joins = ["JOIN", "INNER", "LEFT", "RIGHT", "FULL", "CROSS", "NATURAL", "STRAIGHT_JOIN", "ON", "USING"];
const clauses = ["WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "UNION", "INTO", "FOR"];
/** What may follow the condition of WHERE or ON. */
const afterCondition = [
  ...["WINDOW", "OFFSET", "FETCH", "EXCEPT", "INTERSECT", "LOCK", "PROCEDURE", "ROWS", "RETURNING"],
  ...clauses,
  ...joins,
];
/** What is no alias behind a table, and behind what is selected. */
const afterTable = [...clauses, ...joins];
const afterSelected = ["FROM", ...afterTable];

function readAlias(cursor: Cursor, others: readonly string[]): string | undefined {
  const isNamed = cursor.accept("AS") || (cursor.isName() && !cursor.isAny(others));
  return isNamed ? cursor.name()?.text.toLowerCase() : undefined;
}

function skipInto(cursor: Cursor): void {
  cursor.at++;
  cursor.accept("STRICT");
  do {
    cursor.at++;
    while (cursor.acceptMark(".")) cursor.at++;
  } while (cursor.acceptMark(","));
}

function skipTo(cursor: Cursor, words: readonly string[]): void {
  while (!cursor.done && !cursor.isMark(")") && !cursor.isAny(words)) {
    if (!cursor.skipParentheses()) cursor.at++;
  }
}
