// What MySQL and MariaDB refuse in a table that is known whole: expressions that name no column, names that are too long, no column
// that is seen. In: a site, a table. Out: the faults (MySQL 9.7 errors 3820, 1054, 1059 and 4028, MariaDB 10.11 errors 1054, 1059 and 1113: tried).

import { mysqlTypeWords } from "../../sql/dialects/mysql-types.js";
import { reservedWords } from "../../sql/dialects/reserved-words.js";
import type { Location } from "../../text/source-file.js";
import { type ExpressionToken, tokenizeExpression } from "../expression-text.js";
import type { Table } from "../model.js";
import type { Fault } from "./faults.js";
import type { Site } from "./site.js";

export function tableFaults(site: Site, table: Table): readonly Fault[] {
  if (table.knowledge !== "whole") return [];
  return [...longNames(table), ...unknownColumns(site, table), ...unseen(table)];
}

// MySQL 8.4 manual 11.2.1; in characters.
const longestName = 64;

function longNames(table: Table): readonly Fault[] {
  const faults: Fault[] = [];
  const add = (what: string, name: string, place: Location) => {
    if (name.length <= longestName || [...name].length <= longestName) return;
    const message = `${what} \`${name}\` has more than ${longestName} characters.`;
    faults.push({ message, place });
  };
  add("The name of table", table.name, table.at());
  for (const column of table.columns) add("The name of column", column.name, column.at());
  for (const index of table.indexes) if (index.named) add("The name of index", index.name, index.at());
  for (const key of table.foreignKeys) if (key.named) add("The name of foreign key", key.name, key.at());
  for (const check of table.checks) if (check.named) add("The name of check", check.name, check.at());
  return faults;
}

function unseen({ name, columns }: Table): readonly Fault[] {
  if (columns.length === 0 || columns.some(({ visible }) => visible)) return [];
  return [{ message: `Table \`${name}\` has no column that is visible.` }];
}

function unknownColumns(site: Site, table: Table): readonly Fault[] {
  const faults: Fault[] = [];
  const known = new Set(table.columns.map(({ name }) => name.toLowerCase()));
  // What the same statement adds further on is there when the server looks.
  for (const change of site.changes) {
    if (change.kind === "addColumn") known.add(change.column.name.text.toLowerCase());
    else if (change.kind === "redefineColumn") known.add(change.definition.name.text.toLowerCase());
    else if (change.kind === "renameColumn")
      known.add(change.to.text.toLowerCase()).add(change.column.text.toLowerCase());
  }
  const look = (what: string, text: string, place: Location) => {
    const name = columnsNamed(site, text).find(
      (one) => !known.has(one.toLowerCase()) && !site.mayHave(table, "column", one),
    );
    if (name !== undefined)
      faults.push({ message: `${what} uses \`${name}\`, which is no column of \`${table.name}\`.`, place });
  };
  for (const check of table.checks) look(`Check \`${check.name}\``, check.expression, check.at("expression"));
  for (const column of table.columns) {
    const { generated, default: value } = column;
    if (generated) look(`Generated column \`${column.name}\``, generated.expression, column.at("generated"));
    if (value?.kind === "expression" && value.text.includes("("))
      look(`The default of \`${column.name}\``, value.text, column.at("default"));
  }
  return faults;
}

// What may stand before and behind a column besides signs.
const before = new Set("and or xor not when then else case between like regexp rlike div mod".split(" "));
const behind = new Set(
  "and or xor not is in when then else end between like regexp rlike div mod".split(" "),
);
// Words that functions take where others take a column: TIMESTAMPDIFF(DAY, …), CONVERT(x, SIGNED).
const units =
  /^(?:(?:sql_tsi_)?(?:microsecond|second|minute|hour|day|week|month|quarter|year)|signed|value|array)$/;
const sequences = /\b(?:nextval|lastval|setval|next\s+value|previous\s+value)\b/i;

/** Names that can be nothing but a column's: in backticks, or operands that are no word of the language. */
function columnsNamed(site: Site, text: string): readonly string[] {
  const { dialect } = site.server;
  if (sequences.test(text)) return [];
  const tokens = tokenizeExpression(text, dialect);
  return tokens.flatMap((token, at) => {
    if (token.kind !== "word" || !isOperand(tokens[at - 1], tokens[at + 1])) return [];
    const isWord =
      !token.quoted &&
      (reservedWords[dialect].has(token.text.toUpperCase()) ||
        mysqlTypeWords.has(token.text.toUpperCase()) ||
        units.test(token.text.toLowerCase()));
    return isWord ? [] : [token.text];
  });
}

function isOperand(left: ExpressionToken | undefined, right: ExpressionToken | undefined): boolean {
  const opens =
    !left || (left.kind === "sign" ? /^[(,<>=!+\-*/%&|]/.test(left.text) : isWordOf(before, left));
  const closes =
    !right || (right.kind === "sign" ? /^[),<>=!+\-*/%&|]/.test(right.text) : isWordOf(behind, right));
  return opens && closes;
}

function isWordOf(words: ReadonlySet<string>, token: ExpressionToken): boolean {
  return token.kind === "word" && !token.quoted && words.has(token.text.toLowerCase());
}
