// A column's type on MySQL and MariaDB. In: a cursor at the type. Out: a DataType, or nothing where no type stands.

import type { DataType, Written } from "../../definition.js";
import { mysqlTypeForms, type TypeForm } from "../../dialects/mysql-type-forms.js";
import {
  mysqlTypeWords,
  oracleTypeWords,
  postgresqlOnlyTypes,
  type TypeWord,
} from "../../dialects/mysql-types.js";
import { decodeString } from "../../literal.js";
import { TokenKind } from "../../tokens.js";
import type { Cursor } from "../cursor.js";
import { expectParenthesis, found } from "../expect.js";
import { writtenType } from "../written-type.js";

const none: readonly never[] = [];

/** Whether a type name stands here, of this family or of PostgreSQL. */
export function startsType(cursor: Cursor, ahead = 0): boolean {
  if (cursor.kind(ahead) !== TokenKind.Word) return false;
  const word = cursor.word(ahead);
  return typeWord(cursor, word) !== undefined || postgresqlOnlyTypes.has(word) || word === "NATIONAL";
}

function typeWord({ mode }: Cursor, word: string, isOracle = mode.oracle): TypeWord | undefined {
  return (isOracle ? oracleTypeWords.get(word) : undefined) ?? mysqlTypeWords.get(word);
}

/** MariaDB shows a type that the mode in force would take for another one as `mariadb_schema.date` (MDEV-19632). */
function acceptTypeSchema(cursor: Cursor): string | undefined {
  if (cursor.dialect !== "mariadb" || !cursor.isMark(".", 1)) return undefined;
  const schema = cursor.acceptAny(["MARIADB_SCHEMA", "ORACLE_SCHEMA"]);
  if (schema) cursor.at++;
  return schema;
}

export function readType(cursor: Cursor): DataType | undefined {
  if (cursor.kind() !== TokenKind.Word) return undefined;
  const start = cursor.at;
  const head = readHead(cursor);
  let args: readonly string[] = head.arguments ?? none;
  let values: readonly Written<string>[] = none;
  if (cursor.isMark("(")) {
    if (head.name === "enum" || head.name === "set") values = readLabels(cursor);
    else args = head.isKnown ? readArguments(cursor, head.form) : skipArguments(cursor);
  } else if (head.name === "enum" || head.name === "set") {
    expectParenthesis(cursor, "the values");
  } else if (lengthNeeded.has(head.name)) {
    const word = cursor.text(start - cursor.at).toUpperCase();
    cursor.problem(
      cursor.since(start),
      `${word} has no length.`,
      `Write ${word}(255), or the length that is meant.`,
    );
  }
  const text = writtenType(cursor, start);
  const attributes = readAttributes(cursor, head.form);
  if (attributes.byte && head.name === "char") head.name = "binary";
  const { charset = head.charset, collation } = attributes;
  return {
    name: head.name,
    arguments: args,
    values,
    unsigned: head.unsigned || attributes.unsigned,
    zerofill: attributes.zerofill,
    charset,
    collation,
    binary: attributes.binary || undefined,
    dimensions: 0,
    text: attributes.unsigned ? `${text} UNSIGNED` : text,
    range: cursor.since(start),
  };
}

// MySQL 8.4 manual 13.3.1: only CHAR and BINARY may go without.
const lengthNeeded = new Set(["varchar", "varbinary"]);

interface Head {
  name: string;
  /** It is a type of this family, so that its arguments are numbers. */
  isKnown: boolean;
  /** Missing where a type's own server decides, and in Oracle mode. */
  form?: TypeForm;
  arguments?: readonly string[];
  unsigned: boolean;
  charset?: Written<string>;
}

function readHead(cursor: Cursor): Head {
  const schema = acceptTypeSchema(cursor);
  const range = cursor.here();
  const national = cursor.accept("NATIONAL");
  const word = cursor.word();
  const known = typeWord(cursor, word, schema ? schema === "ORACLE_SCHEMA" : cursor.mode.oracle);
  cursor.at++;
  if (!known) {
    const construct = postgresqlOnlyTypes.get(word);
    if (construct) {
      cursor.construct(construct, range);
    } else {
      cursor.problem(range, `\`${word}\` is not a type.`);
    }
    return { name: word.toLowerCase(), isKnown: false, unsigned: false };
  }
  if (known.construct) cursor.construct(known.construct, range);
  let name = cursor.isMark("(") ? known.name : (known.bare ?? known.name);
  if (name === "char" && (cursor.accept("VARYING") || (word === "NCHAR" && cursor.accept("VARCHAR")))) {
    name = "varchar";
  } else if (word === "LONG") {
    if (cursor.accept("VARBINARY")) name = "mediumblob";
    else if (!cursor.accept("VARCHAR")) cursor.accept("CHAR", "VARYING");
  } else if (name === "double") cursor.accept("PRECISION");
  const charset = national ? "utf8mb3" : known.charset;
  return {
    name,
    isKnown: true,
    form: cursor.mode.oracle || schema ? undefined : mysqlTypeForms.get(word),
    arguments: known.arguments,
    unsigned: known.unsigned ?? false,
    charset: charset === undefined ? undefined : { value: charset, range },
  };
}

/** Numbers; of PostgreSQL's types, or of what is no type, whatever stands there. */
function readArguments(cursor: Cursor, form: TypeForm | undefined): readonly string[] {
  const open = cursor.at;
  if (form?.most === 0) {
    cursor.problem(cursor.here(), `${cursor.upper(-1)} takes nothing in parentheses.`, "Leave it out.");
  }
  const numbers: string[] = [];
  do {
    cursor.at++;
    if (cursor.kind() !== TokenKind.Number && cursor.kind() !== TokenKind.Placeholder) {
      cursor.problem(cursor.here(), `Expected a number${found(cursor)}.`);
      return closeArguments(cursor, open, numbers);
    }
    if (form && form.most > 0 && numbers.length === form.most) {
      cursor.problem(cursor.here(), `One number too many: ${form.most} may stand here.`, "Leave it out.");
    }
    numbers.push(cursor.text());
    cursor.at++;
  } while (cursor.isMark(","));
  if (cursor.isMark(")") && form?.least !== undefined && numbers.length < form.least) {
    cursor.problem(
      cursor.here(),
      "The number of digits behind the point is missing.",
      "Write both, or none.",
    );
  }
  if (cursor.acceptMark(")")) return numbers;
  cursor.problem(cursor.here(), `Expected a comma or \`)\`${found(cursor)}.`);
  return closeArguments(cursor, open, numbers);
}

/** Past the parenthesis where it stands near; else it was forgotten, and what stands here belongs to the column. */
function closeArguments(cursor: Cursor, open: number, numbers: readonly string[]): readonly string[] {
  let ahead = 0;
  while (cursor.kind(ahead) === TokenKind.Number || cursor.isMark(",", ahead)) ahead++;
  if (cursor.isMark(")", ahead) || cursor.isMark(")", 1)) {
    cursor.at = open;
    cursor.skipParentheses();
  }
  return numbers;
}

function skipArguments(cursor: Cursor): readonly string[] {
  const inner = cursor.parenthesised()?.value ?? "";
  return inner === "" ? [] : inner.split(",").map((part) => part.trim());
}

function readLabels(cursor: Cursor): readonly Written<string>[] {
  const labels: Written<string>[] = [];
  cursor.at++;
  if (cursor.isMark(")"))
    cursor.problem(cursor.here(), "The list of values is empty.", "Name at least one value.");
  while (!cursor.done && !cursor.isMark(")")) {
    const label = readLabel(cursor);
    if (label) {
      labels.push(label);
      if (cursor.isMark(",") && cursor.isMark(")", 1)) {
        cursor.problem(
          cursor.here(),
          "Trailing comma before `)` in the list of values.",
          "Remove the comma.",
        );
      }
      if (!cursor.acceptMark(",") && !cursor.isMark(")")) {
        // Most likely the parenthesis was forgotten: what stands here belongs to the column.
        cursor.problem(
          cursor.here(),
          `Expected a comma or \`)\` in the list of values, found \`${cursor.text()}\`.`,
        );
        return labels;
      }
    } else {
      const isPlaceholder = cursor.kind() === TokenKind.Placeholder;
      if (!isPlaceholder) {
        cursor.problem(
          cursor.here(),
          `Expected a quoted value, found \`${cursor.text()}\`.`,
          undefined,
          false,
        );
      }
      cursor.at++;
      cursor.acceptMark(",");
    }
  }
  cursor.acceptMark(")");
  return labels;
}

/** Values side by side are none: here a string is one token. */
function readLabel(cursor: Cursor): Written<string> | undefined {
  if (cursor.kind() !== TokenKind.String) return undefined;
  const range = cursor.here();
  const value = decodeString(cursor.text(), cursor.dialect);
  cursor.at++;
  return { value, range };
}

interface Attributes {
  unsigned: boolean;
  zerofill: boolean;
  byte: boolean;
  binary: boolean;
  charset?: Written<string>;
  collation?: Written<string>;
}

const noAttributes: Readonly<Attributes> = { unsigned: false, zerofill: false, byte: false, binary: false };
const attributeWords = new Set(
  "UNSIGNED SIGNED ZEROFILL BYTE ASCII UNICODE BINARY CHARACTER CHAR CHARSET COLLATE".split(" "),
);

const numericWords = ["UNSIGNED", "SIGNED", "ZEROFILL"];
const textWords = ["BYTE", "ASCII", "UNICODE", "CHARACTER", "CHAR", "CHARSET", "BINARY"];

/** Says so where this word stands behind a type that does not take it. */
function judgeAttribute(cursor: Cursor, form: TypeForm): void {
  const fits =
    (form.numeric || !cursor.isAny(numericWords)) &&
    (form.text === true || !cursor.isAny(textWords) || (form.text === "binary" && cursor.is("BINARY")));
  if (!fits) {
    cursor.problem(cursor.here(), `The type before \`${cursor.text()}\` does not take it.`, "Leave it out.");
  }
}

function readAttributes(cursor: Cursor, form: TypeForm | undefined): Attributes {
  if (!attributeWords.has(cursor.word())) return noAttributes;
  const found: Attributes = { ...noAttributes };
  while (true) {
    const start = cursor.at;
    if (form) judgeAttribute(cursor, form);
    if (cursor.accept("UNSIGNED")) found.unsigned = true;
    else if (cursor.accept("SIGNED")) continue;
    else if (cursor.accept("ZEROFILL")) {
      found.zerofill = true;
      found.unsigned = true;
    } else if (cursor.accept("BYTE")) found.byte = true;
    else if (cursor.accept("ASCII")) found.charset = { value: "latin1", range: cursor.since(start) };
    else if (cursor.accept("UNICODE")) found.charset = { value: "ucs2", range: cursor.since(start) };
    else if (cursor.is("BINARY") && !cursor.isMark("(", 1)) {
      cursor.at++;
      found.binary = true;
    } else if (acceptCharsetWords(cursor)) {
      const charset = expectCharsetName(cursor, "a character set");
      if (charset) found.charset = { value: charset, range: cursor.since(start) };
    } else if (cursor.accept("COLLATE")) {
      const collation = expectCharsetName(cursor, "a collation");
      if (collation) found.collation = { value: collation, range: cursor.since(start) };
    } else return found;
  }
}

/** CHARACTER SET, CHAR SET, CHARSET. */
export function acceptCharsetWords(cursor: Cursor): boolean {
  return cursor.accept("CHARACTER", "SET") || cursor.accept("CHAR", "SET") || cursor.accept("CHARSET");
}

/** The same, and a problem where none stands. */
export function expectCharsetName(cursor: Cursor, what: string): string | undefined {
  const name = readCharsetName(cursor);
  if (name === undefined) cursor.problem(cursor.here(), `Expected ${what}${found(cursor)}.`);
  return name;
}

/** The name of a character set or collation, in lower case; `utf8` is what the servers call utf8mb3. */
export function readCharsetName(cursor: Cursor): string | undefined {
  cursor.acceptMark("=");
  const text = (cursor.string()?.value ?? cursor.name()?.text)?.toLowerCase();
  if (text === "utf8") return "utf8mb3";
  return text?.startsWith("utf8_") ? `utf8mb3_${text.slice(5)}` : text;
}
