// DEFAULT of MySQL and MariaDB. In: a cursor behind the word. Out: what the value is, with its text.

import type { DefaultValue } from "../../definition.js";
import { decodeString } from "../../literal.js";
import { TokenKind } from "../../tokens.js";
import type { Cursor } from "../cursor.js";
import { found } from "../expect.js";

const nowWords = ["CURRENT_TIMESTAMP", "NOW", "LOCALTIME", "LOCALTIMESTAMP"];

// Reserved words that begin no expression.
const neverValues = "AS CHECK CONSTRAINT GENERATED KEY ON PRIMARY REFERENCES UNIQUE ZEROFILL".split(" ");

/** The next attribute, or the end, where a value has to stand. */
function lacksValue(cursor: Cursor): boolean {
  if (cursor.done || cursor.isMark(",") || cursor.isMark(")") || cursor.isAny(neverValues)) return true;
  // Without parentheses MySQL takes no operator.
  if (cursor.is("NOT")) return cursor.dialect === "mysql";
  if (cursor.is("DEFAULT")) return !cursor.isMark("(", 1);
  if (cursor.is("COMMENT")) return cursor.kind(1) === TokenKind.String;
  return cursor.is("AFTER") && cursor.isName(1);
}

/** `(6)` or `()` behind the word for now. */
function readPrecision(cursor: Cursor): void {
  if (!cursor.acceptMark("(")) return;
  if (cursor.kind() === TokenKind.Number) cursor.at++;
  if (!cursor.acceptMark(")")) cursor.problem(cursor.here(), `Expected \`)\`${found(cursor)}.`);
}

/** What follows DEFAULT. */
export function readDefault(cursor: Cursor): DefaultValue {
  const start = cursor.at;
  const finish = (kind: DefaultValue["kind"], value?: string): DefaultValue => {
    const range = cursor.since(start);
    return { kind, text: cursor.textSince(start), value, range };
  };
  if (cursor.accept("NULL")) return finish("null");
  if (cursor.accept("TRUE")) return finish("literal", "1");
  if (cursor.accept("FALSE")) return finish("literal", "0");
  if (cursor.acceptAny(nowWords)) {
    readPrecision(cursor);
    return finish("now");
  }
  if (lacksValue(cursor)) {
    cursor.problem(cursor.here(-1), "DEFAULT has no value.");
    return finish("expression");
  }
  if (cursor.isMark("(")) {
    cursor.skipParentheses();
    const inner = cursor.textSince(start).slice(1, -1).trim();
    cursor.construct("default-expression", cursor.since(start));
    return finish(/^(current_timestamp|now)(\s*\(\s*\d?\s*\))?$/i.test(inner) ? "now" : "expression");
  }
  if (cursor.isMark("-") || cursor.isMark("+")) {
    const sign = cursor.text();
    cursor.at++;
    const digits = cursor.text();
    cursor.at++;
    return finish("literal", sign === "-" ? `-${digits}` : digits);
  }
  if (cursor.kind() === TokenKind.Number) {
    const digits = cursor.text();
    cursor.at++;
    return finish("literal", digits);
  }
  const string = cursor.string();
  if (string) return finish("literal", string.value);
  if (cursor.kind() === TokenKind.Word && cursor.kind(1) === TokenKind.String) {
    // DATE '2020-01-01', _utf8mb4 'x'.
    const value = decodeString(cursor.text(1), cursor.dialect);
    cursor.at += 2;
    return finish("literal", value);
  }
  // MariaDB takes any expression without parentheses: uuid(), NEXT VALUE FOR s, a + 1.
  if (cursor.accept("NEXT", "VALUE", "FOR")) cursor.objectName();
  else {
    cursor.name() ?? cursor.at++;
    cursor.skipParentheses();
  }
  cursor.construct("default-expression-bare", cursor.since(start));
  return finish("expression");
}
