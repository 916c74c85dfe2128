// A type on PostgreSQL. In: a cursor at the type. Out: a DataType under the name that the catalog gives it, or nothing, with a
// problem, where no type stands.

import type { Range } from "../../../text/source-file.js";
import type { DataType, Written } from "../../definition.js";
import {
  catalogTypeNames,
  intervalFields,
  type PostgresqlTypeWord,
  postgresqlTypeWords,
} from "../../dialects/postgresql-types.js";
import { columnWords, functionWords } from "../../dialects/postgresql-words.js";
import { TokenKind } from "../../tokens.js";
import type { Cursor } from "../cursor.js";
import { found } from "../expect.js";
import { writtenType } from "../written-type.js";
import { readList } from "./list.js";
import { isReservedWord } from "./names.js";

/** Whether a type stands here: any name may be one. */
export function startsType(cursor: Cursor, ahead = 0): boolean {
  if (!cursor.isName(ahead)) return false;
  if (cursor.kind(ahead) !== TokenKind.Word) return true;
  const word = cursor.word(ahead);
  return functionWords.has(word)
    ? !cursor.is("LIKE", ahead)
    : !isReservedWord(cursor, ahead) && !columnWords.has(word);
}

/** Whether the name of a type that every server has stands here. */
export function startsKnownType(cursor: Cursor, ahead = 0): boolean {
  return cursor.kind(ahead) === TokenKind.Word && typeWord(cursor.text(ahead).toLowerCase()) !== undefined;
}

const national: PostgresqlTypeWord = { name: "character" };

/** `word` in small letters. */
const typeWord = (word: string): PostgresqlTypeWord | undefined =>
  postgresqlTypeWords.get(word) ?? (word === "national" ? national : undefined);

/** Whether a constant behind the name of its type stands here, where that name is more than one word: `timestamp with time zone '…'`. */
export function startsTypedConstant(cursor: Cursor): boolean {
  if (!startsKnownType(cursor)) return false;
  const start = cursor.at;
  const { problems, constructs } = cursor;
  const [problemCount, constructCount] = [problems.length, constructs.length];
  const isConstant = readType(cursor) !== undefined && cursor.kind() === TokenKind.String;
  problems.length = problemCount;
  constructs.length = constructCount;
  cursor.at = start;
  return isConstant;
}

interface Head {
  readonly name: string;
  readonly schema?: string;
  /** The word, in lower case, where it is one of PostgreSQL's own. */
  readonly word?: string;
}

export function readType(cursor: Cursor): DataType | undefined {
  const start = cursor.at;
  if (!startsType(cursor)) {
    cursor.problem(cursor.here(), `Expected a type${found(cursor)}.`);
    return undefined;
  }
  const head = readHead(cursor);
  const { name, args, values } = readInside(cursor, head);
  const sign = readSign(cursor);
  const dimensions = readDimensions(cursor);
  const text = writtenType(cursor, start);
  const charset = readCharset(cursor);
  return {
    name,
    arguments: args,
    values,
    unsigned: sign.unsigned,
    zerofill: sign.zerofill,
    charset,
    dimensions,
    schema: head.schema,
    text,
    range: cursor.since(start),
  };
}

const none: readonly never[] = [];

interface Inside {
  readonly name: string;
  readonly args: readonly string[];
  readonly values: readonly Written<string>[];
}

/** What follows the words of the type's name, as far as it decides the name. */
function readInside(cursor: Cursor, { name, word }: Head): Inside {
  const start = cursor.at;
  if (word === "enum" || word === "set") return { name, args: none, values: readLabels(cursor) };
  const args = readArguments(cursor, word !== undefined && numericArguments.has(word));
  // format_type() shows bpchar with a length as character.
  if (name === "bpchar" && args.length > 0) return { name: "character", args, values: none };
  if (word === undefined) return { name, args, values: none };
  if (word === "timestamp" || word === "time")
    return { name: readTimeZone(cursor, word), args, values: none };
  if (word === "interval") return readInterval(cursor, { name, args, values: none });
  const isFloat = word === "float";
  if (!isFloat && !postgresqlTypeWords.get(word)?.bare) return { name, args, values: none };
  if (args.length > (isFloat ? 1 : 0)) cursor.construct("type-width", cursor.since(start));
  // PostgreSQL 18 manual 8.1.3: float(1) to float(24) are real.
  const isReal = isFloat && args.length === 1 && Number(args[0]) <= 24;
  return { name: isReal ? "real" : name, args: none, values: none };
}

function readHead(cursor: Cursor): Head {
  const range = cursor.here();
  if (cursor.kind() === TokenKind.Word && !cursor.isMark(".", 1)) return readWord(cursor, range);
  const written = cursor.objectName();
  const name = written?.name.text ?? "";
  const schema = written?.schema?.text;
  const isCatalog = schema === "pg_catalog" || schema === undefined;
  if (schema !== undefined && cursor.isMark("%") && cursor.is("TYPE", 1)) {
    cursor.at += 2;
    return { name: `${schema}.${name}%type` };
  }
  if (isCatalog && name === "char") return { name: '"char"' };
  if (isCatalog && (catalogTypeNames.has(name) || schema === "pg_catalog")) {
    return { name: postgresqlTypeWords.get(name)?.name ?? name };
  }
  return { name, ...(schema === undefined ? {} : { schema }) };
}

function readWord(cursor: Cursor, range: Range): Head {
  const word = cursor.text().toLowerCase();
  cursor.at++;
  if (cursor.isMark("%") && cursor.isAny(["TYPE", "ROWTYPE"], 1)) {
    cursor.at += 2;
    return { name: `${word}%${cursor.text(-1).toLowerCase()}` };
  }
  if (word === "national" && cursor.acceptAny(["CHARACTER", "CHAR"])) return readCharacter(cursor);
  const known = typeWord(word);
  if (!known) return { name: word };
  if (known.name === "character") return readCharacter(cursor);
  if (word === "bit" && cursor.accept("VARYING")) return { name: "bit varying" };
  if (word === "double" && cursor.accept("PRECISION")) return { name: "double precision" };
  if (known.construct) cursor.construct(known.construct, range);
  return { name: known.name, word };
}

function readCharacter(cursor: Cursor): Head {
  return { name: cursor.accept("VARYING") ? "character varying" : "character" };
}

// gram.y: Character, ConstDatetime, ConstInterval, opt_float take one number; other types any expression.
const numericArguments: ReadonlySet<string> = new Set(
  "varchar char character nchar timestamp time interval float".split(" "),
);

/** `(255)`, `(10, 2)`, `(Point, 4326)`. */
function readArguments(cursor: Cursor, numbersOnly = false): readonly string[] {
  if (!cursor.isMark("(")) return none;
  const args: string[] = [];
  const readOne = () => {
    const first = cursor.at;
    if (numbersOnly && cursor.kind() === TokenKind.Word) {
      cursor.problem(cursor.here(), `Expected a number${found(cursor)}.`, undefined, false);
    }
    cursor.acceptMark("-");
    if (cursor.kind() === TokenKind.Number || cursor.kind() === TokenKind.String || cursor.isName())
      cursor.at++;
    cursor.skipParentheses();
    if (cursor.at > first) args.push(cursor.textSince(first));
  };
  readList(cursor, { what: "the length of the type", readOne });
  return args;
}

function readLabels(cursor: Cursor): readonly Written<string>[] {
  if (!cursor.isMark("(")) return none;
  const labels: Written<string>[] = [];
  const readOne = () => {
    const label = cursor.string();
    if (label) labels.push(label);
    else cursor.problem(cursor.here(), `Expected a quoted value${found(cursor)}.`, undefined, false);
  };
  readList(cursor, { what: "the values", readOne });
  return labels;
}

/** INTERVAL's fields and precision: format_type() has both, `interval day to second(3)`. */
function readInterval(cursor: Cursor, plain: Inside): Inside {
  const fields = intervalFields.find((words) => cursor.acceptAll(words));
  if (!fields) return plain;
  return { name: `interval ${fields.join(" ").toLowerCase()}`, args: readArguments(cursor), values: none };
}

function readTimeZone(cursor: Cursor, word: string): string {
  const isWith = cursor.accept("WITH", "TIME", "ZONE");
  if (!isWith) cursor.accept("WITHOUT", "TIME", "ZONE");
  return `${word} ${isWith ? "with" : "without"} time zone`;
}

/** `[]`, `[3]`, ARRAY, ARRAY[3]. */
function readDimensions(cursor: Cursor): number {
  if (cursor.accept("ARRAY")) {
    if (cursor.isMark("[")) readDimensions(cursor);
    return 1;
  }
  let dimensions = 0;
  while (cursor.acceptMark("[")) {
    dimensions++;
    if (cursor.kind() === TokenKind.Number || cursor.kind() === TokenKind.Placeholder) cursor.at++;
    if (!cursor.acceptMark("]")) {
      cursor.problem(cursor.here(), `Expected \`]\`${found(cursor)}.`);
      break;
    }
  }
  return dimensions;
}

function readSign(cursor: Cursor): { unsigned: boolean; zerofill: boolean } {
  if (!cursor.isAny(signs)) return noSign;
  const start = cursor.at;
  const words = new Set<string>();
  for (let word = acceptSign(cursor); word; word = acceptSign(cursor)) words.add(word);
  if (words.size > 0) cursor.construct("unsigned", cursor.since(start));
  const zerofill = words.has("ZEROFILL");
  return { unsigned: zerofill || words.has("UNSIGNED"), zerofill };
}

const signs = ["UNSIGNED", "SIGNED", "ZEROFILL"];
const noSign = { unsigned: false, zerofill: false };
const acceptSign = (cursor: Cursor) => cursor.acceptAny(signs);

/** MySQL's CHARACTER SET behind a type. */
function readCharset(cursor: Cursor): Written<string> | undefined {
  const start = cursor.at;
  if (!cursor.accept("CHARACTER", "SET") && !cursor.accept("CHARSET")) return undefined;
  const value = cursor.string()?.value ?? cursor.name()?.text ?? "";
  cursor.construct("character-set", cursor.since(start));
  return { value, range: cursor.since(start) };
}
