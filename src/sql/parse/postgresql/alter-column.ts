// ALTER COLUMN and ALTER CONSTRAINT of ALTER TABLE. In: a cursor behind ALTER. Out: a change.

import type { AlterColumn, Change } from "../../change.js";
import type { DataType } from "../../definition.js";
import { TokenKind } from "../../tokens.js";
import type { Cursor } from "../cursor.js";
import { found } from "../expect.js";
import type { AlterTarget } from "./alter-target.js";
import { skipSequenceOptions } from "./column-attribute.js";
import { readDefault } from "./default.js";
import { readCondition } from "./key-parts.js";
import { readColumnName, readName, readObjectName } from "./names.js";
import { readParameters, skipForeignOptions, skipSequenceOption } from "./options.js";
import { readConstraintAttributes } from "./references.js";
import { skipExpression } from "./skip-expression.js";
import { readType } from "./type.js";

/** Exactly one fact of a column, or what the model does not keep of it. */
type Fact =
  | Pick<AlterColumn, "default" | "nullable" | "type" | "using" | "identity" | "generated" | "wants">
  | { readonly touches: string };

export function readAlterColumn(cursor: Cursor, target: AlterTarget, start: number): Change | undefined {
  if (cursor.is("CONSTRAINT") && cursor.isName(1)) return readAlterConstraint(cursor, target, start);
  cursor.accept("COLUMN");
  // A column may be meant by its number, in statistics of indexes.
  if (cursor.kind() === TokenKind.Number) cursor.at++;
  else {
    const column = readColumnName(cursor);
    if (!column) return undefined;
    const fact = readFact(cursor);
    if (!fact) return undefined;
    const range = cursor.since(start);
    if (!("touches" in fact))
      return { kind: "alterColumn", ...target, column, ifExists: false, ...fact, range };
    return { kind: "touchTable", ...target, what: fact.touches, range };
  }
  readFact(cursor);
  return { kind: "touchTable", ...target, what: "statistics", range: cursor.since(start) };
}

function readFact(cursor: Cursor): Fact | undefined {
  const start = cursor.at;
  if (cursor.accept("SET", "DATA", "TYPE") || cursor.accept("TYPE")) return readNewType(cursor);
  if (cursor.accept("SET", "DEFAULT")) return { default: readDefault(cursor, "any") };
  if (cursor.accept("DROP", "DEFAULT")) return { default: null };
  if (cursor.accept("SET", "NOT", "NULL")) return { nullable: { value: false, range: cursor.since(start) } };
  if (cursor.accept("DROP", "NOT", "NULL")) return { nullable: { value: true, range: cursor.since(start) } };
  if (cursor.accept("DROP", "IDENTITY")) {
    const wants = cursor.acceptIfExists() ? {} : ({ wants: "identity" } as const);
    return { identity: { value: null, range: cursor.since(start) }, ...wants };
  }
  if (cursor.accept("DROP", "EXPRESSION")) {
    const wants = cursor.acceptIfExists() ? {} : ({ wants: "expression" } as const);
    cursor.construct("drop-expression", cursor.since(start));
    return { generated: null, ...wants };
  }
  return readIdentity(cursor, start) ?? readSetting(cursor, start);
}

function readNewType(cursor: Cursor): Fact | undefined {
  let type: DataType | undefined = readType(cursor);
  const clause = cursor.at;
  if (cursor.accept("COLLATE")) {
    const collation = readObjectName(cursor, "a collation");
    if (type && collation)
      type = { ...type, collation: { value: collation.name.text, range: cursor.since(clause) } };
  }
  if (!cursor.accept("USING")) return type && { type };
  const expression = cursor.at;
  skipExpression(cursor);
  return type && { type, using: cursor.textSince(expression) };
}

/** ADD GENERATED …, SET GENERATED …, RESTART, SET sequence option. */
function readIdentity(cursor: Cursor, start: number): Fact | undefined {
  if (cursor.accept("ADD", "GENERATED")) {
    const value = readGenerationTime(cursor);
    if (!cursor.accept("AS", "IDENTITY"))
      cursor.problem(cursor.here(), `Expected AS IDENTITY${found(cursor)}.`);
    if (cursor.isMark("(")) skipSequenceOptions(cursor);
    return value && { identity: { value, range: cursor.since(start) }, wants: "no identity" };
  }
  let identity: AlterColumn["identity"];
  while (!cursor.done) {
    if (cursor.accept("SET", "GENERATED")) {
      const value = readGenerationTime(cursor);
      if (value) identity = { value, range: cursor.since(start) };
    } else if (!skipIdentityOption(cursor)) break;
  }
  if (identity) return { identity, wants: "identity" };
  return cursor.at > start ? { touches: "sequence" } : undefined;
}

function skipIdentityOption(cursor: Cursor): boolean {
  if (cursor.is("RESTART")) return skipSequenceOption(cursor);
  if (!cursor.is("SET")) return false;
  cursor.at++;
  if (skipSequenceOption(cursor)) return true;
  cursor.at--;
  return false;
}

function readGenerationTime(cursor: Cursor): "always" | "by default" | undefined {
  if (cursor.accept("ALWAYS")) return "always";
  if (cursor.accept("BY", "DEFAULT")) return "by default";
  cursor.problem(cursor.here(), `Expected ALWAYS or BY DEFAULT${found(cursor)}.`);
  return undefined;
}

function readSetting(cursor: Cursor, start: number): Fact | undefined {
  if (cursor.accept("SET", "STATISTICS")) {
    cursor.acceptMark("-");
    cursor.at++;
    return { touches: "statistics" };
  }
  if (cursor.accept("SET", "STORAGE") || cursor.accept("SET", "COMPRESSION")) {
    const isCompression = cursor.is("COMPRESSION", -1);
    if (!cursor.accept("DEFAULT")) readName(cursor, "a name");
    if (isCompression) cursor.construct("column-compression", cursor.since(start));
    return { touches: isCompression ? "compression" : "storage" };
  }
  if (cursor.accept("SET", "EXPRESSION", "AS")) {
    const generated = readCondition(cursor, "the expression of the column");
    cursor.construct("set-expression", cursor.since(start));
    return generated ? { generated, wants: "expression" } : { touches: "expression" };
  }
  if ((cursor.is("SET") || cursor.is("RESET")) && cursor.isMark("(", 1)) {
    cursor.at++;
    readParameters(cursor);
    return { touches: "statistics" };
  }
  if (cursor.accept("OPTIONS")) {
    skipForeignOptions(cursor);
    return { touches: "options" };
  }
  if (cursor.isAny(["SET", "DROP"])) {
    cursor.at++;
    cursor.accept("NOT");
  }
  const help = "Write TYPE, SET or DROP DEFAULT, SET or DROP NOT NULL.";
  cursor.problem(cursor.here(), `Expected what changes of the column${found(cursor)}.`, help, cursor.done);
  cursor.skipToElementEnd();
  return undefined;
}

function readAlterConstraint(cursor: Cursor, target: AlterTarget, start: number): Change | undefined {
  cursor.at++;
  const name = readName(cursor, "the name of a constraint");
  if (!name) return undefined;
  const attributes = readConstraintAttributes(cursor);
  cursor.accept("INHERIT");
  if (attributes.notValid && attributes.enforced) {
    const range = attributes.range ?? name.range;
    cursor.problem(range, "A constraint cannot become NOT VALID.", "Drop it and add it again.", false);
  }
  const range = cursor.since(start);
  const words = attributes.range ? cursor.textSince(start).toUpperCase() : "";
  if (!words.includes("ENFORCED")) return { kind: "touchTable", ...target, what: "constraint", range };
  return { kind: "alterConstraint", ...target, name, enforced: attributes.enforced, range };
}
