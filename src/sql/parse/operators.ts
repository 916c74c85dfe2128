// Binary operators and how strongly they bind. In: a cursor behind an operand. Out: the operator that stands there.

import type { Dialect } from "../definition.js";
import { TokenKind } from "../tokens.js";
import type { Cursor } from "./cursor.js";

export interface Operator {
  /** As written, words in upper case. */
  readonly written: string;
  /** As expressions have it. */
  readonly name: string;
  /** How strongly it binds; the weakest is 0. */
  readonly level: number;
}

// MySQL 8.4 manual 14.4.1. In PostgreSQL || joins strings and binds more strongly than comparisons: 17 manual 4.1.6.
const levels = {
  mysql:
    ":=; OR || XOR; AND &&; = <=> <> != < > <= >= IS LIKE IN NOT BETWEEN REGEXP RLIKE; + - -> ->>; * / % DIV MOD",
  postgresql:
    ":=; OR; AND; IS ISNULL NOTNULL; = <> != < > <= >=; LIKE ILIKE IN NOT BETWEEN; || -> ->> ~ ~* !~; + -; * / %",
};

/** What a NOT in front of an operand is about: comparisons and what binds more strongly. */
export const belowNot = 3;

/** NOT before one of these is part of the operator. */
const negatable = ["IN", "LIKE", "ILIKE", "BETWEEN", "REGEXP", "RLIKE"];

const tables: Readonly<Record<Dialect, ReadonlyMap<string, Operator>>> = {
  mysql: tableOf(levels.mysql, "or"),
  mariadb: tableOf(levels.mysql, "or"),
  postgresql: tableOf(levels.postgresql, "||"),
};

function tableOf(list: string, pipes: string): ReadonlyMap<string, Operator> {
  const names: Readonly<Record<string, string>> = { "&&": "and", "!=": "<>", "||": pipes };
  const operators = list.split("; ").flatMap((row, level) =>
    row.split(" ").map((written): [string, Operator] => {
      return [written, { written, name: names[written] ?? written.toLowerCase(), level }];
    }),
  );
  return new Map(operators);
}

export function operatorHere(cursor: Cursor): Operator | undefined {
  const kind = cursor.kind();
  if (kind !== TokenKind.Mark && kind !== TokenKind.Word) return undefined;
  const text = cursor.text();
  const operator = tables[cursor.dialect].get(kind === TokenKind.Word ? text.toUpperCase() : text);
  return operator?.written === "NOT" && !cursor.isAny(negatable, 1) ? undefined : operator;
}
