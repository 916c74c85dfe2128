// The expressions that decide what dynamic DDL does: literals, variables, calls, comparisons, small queries.
// In: a cursor at an expression. Out: an Expression; what is beyond it is `unknown`, and nothing throws.

import type {
  ColumnExpression,
  Expression,
  QueryExpression,
  Segment,
  StringExpression,
} from "../expression.js";
import { decodeSegments } from "../literal.js";
import { TokenKind } from "../tokens.js";
import type { Cursor } from "./cursor.js";
import { belowNot, type Operator, operatorHere } from "./operators.js";
import { QueryReader, readUnknown } from "./query.js";

/** Reads one expression, up to a comma, a closing parenthesis, or a word that cannot go on with it. */
export function readExpression(cursor: Cursor): Expression {
  return new ExpressionReader(cursor).read();
}

/** From SELECT on, to the parenthesis that closes it or to the end. */
export function readQuery(cursor: Cursor): QueryExpression {
  return new ExpressionReader(cursor).query();
}

// Both bound how deep an expression gets, for the reader and for all that walk it afterwards: what is deeper is unknown.
const deepest = 200;
const mostOperators = 1000;

class ExpressionReader {
  private depth = 0;
  private operators = 0;

  constructor(private readonly cursor: Cursor) {}

  read(weakest = 0): Expression {
    const { cursor } = this;
    const start = cursor.at;
    if (this.depth > deepest) return readUnknown(cursor);
    this.depth++;
    let left = this.unary();
    while (!cursor.done) {
      const operator = operatorHere(cursor);
      if (!operator || operator.level < weakest) break;
      cursor.at++;
      const both = this.operation(operator, left, start);
      left = this.operators++ < mostOperators ? both : { kind: "unknown", range: both.range };
    }
    this.depth--;
    return left;
  }

  private call(name: string, args: readonly Expression[], start: number): Expression {
    return { kind: "call", name, arguments: args, range: this.cursor.since(start) };
  }

  private operation(operator: Operator, left: Expression, start: number): Expression {
    const { cursor } = this;
    const { written, level } = operator;
    const negate = (negated: boolean, value: Expression) =>
      negated ? this.call("not", [value], start) : value;
    if (written === "IS") {
      const negated = cursor.accept("NOT");
      if (cursor.accept("NULL")) return negate(negated, this.call("is null", [left], start));
      // NULL IS TRUE is false, not NULL, and 2 IS TRUE is true (MySQL 8.4 manual 14.4.2, PostgreSQL 18 manual 9.2).
      for (const truth of ["TRUE", "FALSE", "UNKNOWN"])
        if (cursor.accept(truth))
          return negate(negated, this.call(`is ${truth.toLowerCase()}`, [left], start));
      const distinct = cursor.accept("DISTINCT", "FROM");
      const right = this.read(level + 1);
      return negate(negated !== distinct, this.call("<=>", [left, right], start));
    }
    if (written === "ISNULL" || written === "NOTNULL")
      return negate(written === "NOTNULL", this.call("is null", [left], start));
    if (written === "!~") {
      const name = cursor.acceptMark("*") ? "~*" : "~";
      return negate(true, this.call(name, [left, this.read(level + 1)], start));
    }
    const negated = written === "NOT";
    const word = negated ? cursor.upper() : written;
    if (negated) cursor.at++;
    if (word === "IN") return negate(negated, this.call("in", [left].concat(this.arguments()), start));
    if (word === "BETWEEN") {
      const low = this.read(level + 1);
      cursor.accept("AND");
      const high = this.read(level + 1);
      const bounds = [this.call(">=", [left, low], start), this.call("<=", [left, high], start)];
      return negate(negated, this.call("and", bounds, start));
    }
    const right = this.read(level + 1);
    return negate(negated, this.call(negated ? word.toLowerCase() : operator.name, [left, right], start));
  }

  private arguments(): Expression[] {
    const { cursor } = this;
    const list: Expression[] = [];
    if (!cursor.acceptMark("(")) return list;
    while (!cursor.done && !cursor.isMark(")")) {
      const before = cursor.at;
      if (cursor.isMark("*")) {
        list.push({ kind: "unknown", range: cursor.here() });
        cursor.at++;
      } else list.push(cursor.is("SELECT") ? this.query() : this.read());
      if (!cursor.acceptMark(",") && !cursor.isMark(")")) cursor.skipToElementEnd();
      if (cursor.at === before) cursor.at++;
    }
    cursor.acceptMark(")");
    return list;
  }

  private unary(): Expression {
    const { cursor } = this;
    const start = cursor.at;
    if (cursor.accept("NOT") || cursor.acceptMark("!")) return this.call("not", [this.read(belowNot)], start);
    if (cursor.isMark("-") && cursor.kind(1) === TokenKind.Number) {
      const value = -Number(cursor.text(1));
      cursor.at += 2;
      return { kind: "number", value, range: cursor.since(start) };
    }
    let value = this.primary();
    while (cursor.acceptMark("[")) {
      const parts = [value, this.read()];
      const isPlain = cursor.isMark("]");
      while (!cursor.done && !cursor.acceptMark("]")) cursor.at++;
      value = isPlain
        ? this.call("subscript", parts, start)
        : { kind: "unknown", range: cursor.since(start) };
    }
    this.skipCasts();
    return value;
  }

  /** PostgreSQL's `x::regclass`, anybody's `x COLLATE y`: the value stays what it is. */
  private skipCasts(): void {
    const { cursor } = this;
    while (cursor.acceptMark("::") || cursor.accept("COLLATE")) {
      cursor.objectName();
      cursor.skipParentheses();
      while (cursor.acceptMark("[")) cursor.acceptMark("]");
    }
  }

  private primary(): Expression {
    const { cursor } = this;
    const start = cursor.at;
    switch (cursor.kind()) {
      case TokenKind.String:
        return readString(cursor);
      case TokenKind.Number: {
        const value = Number(cursor.text());
        cursor.at++;
        return { kind: "number", value, range: cursor.since(start) };
      }
      case TokenKind.Variable: {
        const name = cursor.text().toLowerCase().replace(/["'`]/g, "");
        cursor.at++;
        return { kind: "variable", name, range: cursor.since(start) };
      }
      case TokenKind.Mark:
        return cursor.isMark("(") ? this.parenthesis() : readUnknown(cursor);
      case TokenKind.QuotedName:
        return readColumn(cursor);
      case TokenKind.Word:
        return this.word();
      default:
        return readUnknown(cursor);
    }
  }

  private parenthesis(): Expression {
    const { cursor } = this;
    const start = cursor.at;
    if (cursor.is("SELECT", 1)) {
      cursor.at++;
      const query = this.query();
      cursor.acceptMark(")");
      return query;
    }
    const inner = this.arguments();
    return inner.length === 1 && inner[0] ? inner[0] : { kind: "unknown", range: cursor.since(start) };
  }

  private word(): Expression {
    const { cursor } = this;
    const start = cursor.at;
    if (cursor.accept("NULL")) return { kind: "null", range: cursor.since(start) };
    if (cursor.accept("TRUE")) return { kind: "number", value: 1, range: cursor.since(start) };
    if (cursor.accept("FALSE")) return { kind: "number", value: 0, range: cursor.since(start) };
    if (cursor.accept("CASE")) {
      const parts = this.cases();
      return parts ? this.call("case", parts, start) : { kind: "unknown", range: cursor.since(start) };
    }
    if (cursor.is("EXISTS") && cursor.isMark("(", 1)) {
      cursor.at += 2;
      const query = this.query();
      cursor.acceptMark(")");
      return { ...query, exists: true, range: cursor.since(start) };
    }
    if (cursor.isMark("(", 1)) {
      const name = cursor.text().toLowerCase();
      cursor.at++;
      if (name === "cast" || name === "convert") return this.cast();
      return this.call(name, this.arguments(), start);
    }
    if (cursor.is("ARRAY") && cursor.isMark("[", 1)) return this.array();
    const bare = cursor.acceptAny(["CURRENT_SCHEMA", "CURRENT_DATABASE", "CURRENT_CATALOG", "CURRENT_USER"]);
    if (bare) return this.call(bare.toLowerCase(), [], start);
    const column = readColumn(cursor);
    if (!cursor.isMark("(")) return column;
    // pg_catalog.to_regclass('…'): a qualified call.
    return this.call(column.name.toLowerCase(), this.arguments(), start);
  }

  /** ARRAY['a', 'b'] as a call of its elements. */
  private array(): Expression {
    const { cursor } = this;
    const start = cursor.at;
    cursor.at += 2;
    const elements: Expression[] = [];
    while (!cursor.done && !cursor.isMark("]")) {
      elements.push(this.read());
      if (!cursor.acceptMark(",")) break;
    }
    if (cursor.acceptMark("]")) return this.call("array", elements, start);
    cursor.at = start;
    return readUnknown(cursor);
  }

  private cast(): Expression {
    const { cursor } = this;
    const start = cursor.at;
    cursor.acceptMark("(");
    const value = this.read();
    cursor.skipToElementEnd();
    while (cursor.acceptMark(",")) cursor.skipToElementEnd();
    cursor.acceptMark(")");
    return { ...value, range: cursor.since(start) };
  }

  /** Condition, value, …, else; nothing where a condition goes on behind what can be read. */
  private cases(): Expression[] | undefined {
    const { cursor } = this;
    const start = cursor.at;
    const parts: Expression[] = [];
    const subject = cursor.is("WHEN") ? undefined : this.read();
    while (cursor.accept("WHEN")) {
      const value = this.read();
      const { range } = value;
      parts.push(subject ? { kind: "call", name: "=", arguments: [subject, value], range } : value);
      if (!cursor.accept("THEN")) {
        cursor.at = cursor.last;
        return undefined;
      }
      parts.push(this.read());
    }
    parts.push(cursor.accept("ELSE") ? this.read() : { kind: "null", range: cursor.since(start) });
    if (!cursor.accept("END")) cursor.at = cursor.last;
    return parts;
  }

  query(): QueryExpression {
    return new QueryReader(this.cursor, () => this.read()).query();
  }
}

function readString(cursor: Cursor): StringExpression {
  const start = cursor.at;
  let value = "";
  const segments: Segment[] = [];
  while (cursor.kind() === TokenKind.String) {
    const decoded = decodeSegments(cursor.text(), cursor.dialect, cursor.tokens.starts[cursor.at] as number);
    for (const segment of cursor.tokens.placed(decoded.segments))
      segments.push({ ...segment, inner: segment.inner + value.length });
    value += decoded.value;
    cursor.at++;
  }
  return { kind: "string", value, segments, range: cursor.since(start) };
}

function readColumn(cursor: Cursor): ColumnExpression {
  const start = cursor.at;
  const name = cursor.objectName();
  const qualifier = name?.schema?.text.toLowerCase();
  return {
    kind: "column",
    name: name?.name.text ?? "",
    ...(qualifier !== undefined && { qualifier }),
    range: cursor.since(start),
  };
}
