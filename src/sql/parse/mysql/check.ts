// CHECK and other conditions of MySQL and MariaDB. In: a cursor at the parenthesis. Out: a definition, the condition as text.

import type { CheckDefinition, Name, Written } from "../../definition.js";
import type { Cursor } from "../cursor.js";

/** From the condition in parentheses on. */
export function readCheck(
  cursor: Cursor,
  start: number,
  name: Name | undefined,
  inline: boolean,
): CheckDefinition | undefined {
  const expression = readCondition(cursor);
  if (!expression) {
    cursor.problem(cursor.here(), "Expected `(` and the condition of the check.");
    return undefined;
  }
  if (expression.value.trim() === "") cursor.problem(expression.range, "The check has no condition.");
  const words = cursor.at;
  const enforced = !cursor.accept("NOT", "ENFORCED");
  cursor.accept("ENFORCED");
  if (cursor.at > words) cursor.construct("not-enforced", cursor.since(words));
  const range = cursor.since(start);
  cursor.construct("check-constraint", range);
  return { name, expression, inline, enforced, notValid: false, range };
}

/** An expression in parentheses, as text; its JSON operators are noted. */
export function readCondition(cursor: Cursor): Written<string> | undefined {
  const open = cursor.at;
  const text = cursor.parenthesised();
  if (text?.value.includes("->")) {
    for (let ahead = open - cursor.at; ahead < 0; ahead++) {
      if (!cursor.isMark("->", ahead) && !cursor.isMark("->>", ahead)) continue;
      cursor.construct("json-arrow", cursor.here(ahead));
      break;
    }
  }
  return text;
}
