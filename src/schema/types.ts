// Column types as a server tells them apart: spellings that mean the same become one text. In: types. Out: texts, answers.

import type { DataType, Dialect } from "../sql/definition.js";
import { factsByName } from "../text/facts-by-name.js";
import { charsets } from "./charsets.js";

const charsetTypes = new Set([
  "char",
  "varchar",
  "tinytext",
  "text",
  "mediumtext",
  "longtext",
  "enum",
  "set",
]);
const integerTypes = new Set(["tinyint", "smallint", "mediumint", "int", "bigint"]);
// MySQL 8.0 manual 13.1.1 and 13.3: what a bare type means.
const bareArguments: Readonly<Record<string, readonly string[]>> = factsByName({
  char: ["1"],
  binary: ["1"],
  bit: ["1"],
  decimal: ["10", "0"],
});
const bareArgumentsPostgresql: Readonly<Record<string, readonly string[]>> = factsByName({
  character: ["1"],
  bit: ["1"],
});

/** Of a character at most; nothing where the charset is the database's own, or nobody knows it. */
export function bytesPerCharacter(charset: string | undefined): number | undefined {
  return charset === undefined ? undefined : charsets[charset]?.bytes;
}

/** TEXT(n) is the smallest type with room for so many characters (MySQL 8.4 manual 13.3.1). A database's own charset is taken for utf8mb4. */
export function sizedText(type: DataType, charset: string | undefined): DataType {
  const characters = Number(type.arguments[0] ?? 0);
  if (type.name !== "text" || !(characters > 0)) return type;
  const bytes = characters * (bytesPerCharacter(charset) ?? 4);
  const name =
    bytes < 256 ? "tinytext" : bytes < 65_536 ? "text" : bytes < 16_777_216 ? "mediumtext" : "longtext";
  return { ...type, name, arguments: [] };
}

/** Whether the type stores text in a charset. */
export function hasCharset(type: DataType): boolean {
  return charsetTypes.has(type.name);
}

/** Length, precision and scale as they are in force. Empty where the server keeps none. */
export function argumentsOf(type: DataType, dialect: Dialect): readonly string[] {
  const { name } = type;
  const written = type.arguments.map((argument) =>
    /^\d+$/.test(argument) ? String(Number(argument)) : argument,
  );
  if (dialect === "postgresql") {
    if (name === "numeric" && written.length === 1) return [written[0] as string, "0"];
    return written.length > 0 ? written : (bareArgumentsPostgresql[name] ?? []);
  }
  // Display widths mean nothing, but for TINYINT(1), which drivers read as a boolean.
  if (integerTypes.has(name)) {
    return name === "tinyint" && written[0] === "1" && !type.unsigned ? ["1"] : [];
  }
  if (name === "year" || name === "blob" || (name === "float" && written.length === 1)) return [];
  if (name === "decimal" && written.length === 1) return [written[0] as string, "0"];
  if (written[0] === "0" && (name === "timestamp" || name === "datetime" || name === "time")) return [];
  return written.length > 0 ? written : (bareArguments[name] ?? []);
}

/** FLOAT(p) and BLOB(n) are the smallest type that does (MySQL 8.4 manual 13.1.4 and 13.3.4). */
export function storedName({ name, arguments: [argument, scale] }: DataType, dialect: Dialect): string {
  if (argument === undefined || dialect === "postgresql") return name;
  const size = Number(argument);
  if (name === "float") return size > 24 && scale === undefined ? "double" : name;
  if (name !== "blob" || size > 4_294_967_295) return name;
  return size < 256 ? "tinyblob" : size < 65_536 ? name : size < 16_777_216 ? "mediumblob" : "longblob";
}

/** One text per type: `varchar(255)`, `int unsigned`, `enum('A','B')`. Charset and collation are told apart from it. */
export function canonicalType(type: DataType, dialect: Dialect): string {
  const values = type.values.map(({ value }) => `'${value.replace(/'/g, "''")}'`);
  const inside = values.length > 0 ? values : argumentsOf(type, dialect);
  const schema = type.schema === undefined ? "" : `${type.schema}.`;
  return [
    schema + storedName(type, dialect) + (inside.length > 0 ? `(${inside.join(",")})` : ""),
    type.unsigned || type.zerofill ? " unsigned" : "",
    type.zerofill ? " zerofill" : "",
    "[]".repeat(Math.min(type.dimensions, 1)),
  ].join("");
}

/** Whether a column may change from one type to the other while a foreign key uses it: equal, or a longer VARCHAR. */
export function keepsReferences(from: DataType, to: DataType, dialect: Dialect): boolean {
  if (canonicalType(from, dialect) === canonicalType(to, dialect)) return true;
  const grows = Number(to.arguments[0]) >= Number(from.arguments[0]);
  return from.name === to.name && (from.name === "varchar" || from.name === "varbinary") && grows;
}
