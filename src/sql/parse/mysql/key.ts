// Keys, references and checks of MySQL and MariaDB. In: a cursor at the clause. Out: definitions.

import type {
  CheckDefinition,
  ForeignKeyDefinition,
  IndexDefinition,
  IndexKind,
  KeyPart,
  Name,
  Written,
} from "../../definition.js";
import type { Construct } from "../../dialects/constructs.js";
import { TokenKind } from "../../tokens.js";
import type { Cursor } from "../cursor.js";
import { closeParenthesis, expectParenthesis, found as missing } from "../expect.js";
import { readCheck, readCondition } from "./check.js";
import { readName } from "./names.js";
import { readOneString } from "./one-string.js";
import { readOptionValue } from "./option-value.js";
import { readForeignKey } from "./references.js";
import { startsType } from "./type.js";

export type KeyElement =
  | { readonly kind: "index"; readonly index: IndexDefinition; readonly ifNotExists: boolean }
  | { readonly kind: "foreignKey"; readonly foreignKey: ForeignKeyDefinition; readonly ifNotExists: boolean }
  | { readonly kind: "check"; readonly check: CheckDefinition; readonly ifNotExists: boolean };

/** Whether a key, reference or check begins here rather than a column. */
export function startsKey(cursor: Cursor): boolean {
  if (cursor.kind() !== TokenKind.Word) return false;
  if (cursor.isAny(["CONSTRAINT", "PRIMARY", "UNIQUE", "FOREIGN", "CHECK"])) return true;
  if (cursor.isAny(["FULLTEXT", "SPATIAL"])) return true;
  if (cursor.is("VECTOR")) return cursor.isAny(["INDEX", "KEY"], 1);
  return cursor.isAny(["INDEX", "KEY"]) && !isColumn(cursor);
}

/** `key VARCHAR(64)`: a column whose name needs quotes, not a key called VARCHAR. */
function isColumn(cursor: Cursor): boolean {
  if (!startsType(cursor, 1)) return false;
  return cursor.isMark("(", 2) ? cursor.kind(3) === TokenKind.Number : !isMethod(cursor, 2);
}

/** A key, reference or check that stands on its own; nothing, with a problem noted, where it cannot be read. */
export function readKey(cursor: Cursor): KeyElement | undefined {
  const start = cursor.at;
  let constraint = false;
  let name: Name | undefined;
  let ifNotExists = false;
  if (cursor.accept("CONSTRAINT")) {
    constraint = true;
    ifNotExists = acceptIfNotExists(cursor, "constraint-if-not-exists");
    if (!cursor.isAny(["PRIMARY", "UNIQUE", "FOREIGN", "CHECK"])) name = readName(cursor);
  }
  if (cursor.accept("CHECK")) {
    const check = readCheck(cursor, start, name, false);
    return check && { kind: "check", check, ifNotExists };
  }
  if (ifNotExists && cursor.dialect === "mariadb" && !cursor.done) {
    // MariaDB 10.11 (tried): of constraints, a check alone has it behind CONSTRAINT.
    cursor.problem(
      cursor.here(),
      "Behind CONSTRAINT IF NOT EXISTS and the name, only a CHECK may stand.",
      "Write IF NOT EXISTS behind FOREIGN KEY or UNIQUE KEY instead.",
    );
  }
  if (cursor.accept("FOREIGN", "KEY")) {
    ifNotExists = acceptIfNotExists(cursor, "foreign-key-if-not-exists") || ifNotExists;
    const indexName = cursor.isMark("(") ? undefined : readName(cursor);
    const foreignKey = readForeignKey(cursor, start, name, indexName);
    return foreignKey && { kind: "foreignKey", foreignKey, ifNotExists };
  }
  const kind = readIndexKind(cursor);
  if (!kind) {
    cursor.problem(cursor.here(), `Expected a key, FOREIGN KEY or CHECK, found \`${cursor.text()}\`.`);
    return undefined;
  }
  ifNotExists = acceptIfNotExists(cursor, "index-if-not-exists") || ifNotExists;
  const written = cursor.isMark("(") || isMethod(cursor) ? undefined : readName(cursor);
  const index = readIndexBody(cursor, start, kind, written ?? name, constraint);
  return index && { kind: "index", index, ifNotExists };
}

function isMethod(cursor: Cursor, ahead = 0): boolean {
  return cursor.isAny(["USING", "TYPE"], ahead) && cursor.isAny(["BTREE", "HASH", "RTREE"], ahead + 1);
}

function readIndexKind(cursor: Cursor): IndexKind | undefined {
  if (cursor.accept("PRIMARY", "KEY")) return "primary";
  if (cursor.accept("UNIQUE")) {
    cursor.acceptAny(["INDEX", "KEY"]);
    return "unique";
  }
  if (cursor.accept("FULLTEXT")) {
    cursor.acceptAny(["INDEX", "KEY"]);
    return "fulltext";
  }
  if (cursor.accept("SPATIAL")) {
    cursor.acceptAny(["INDEX", "KEY"]);
    return "spatial";
  }
  cursor.accept("VECTOR");
  return cursor.acceptAny(["INDEX", "KEY"]) ? "index" : undefined;
}

/** IF NOT EXISTS, noted as a construct: MySQL has it on few things, MariaDB on most. */
export function acceptIfNotExists(cursor: Cursor, construct: Construct): boolean {
  const start = cursor.at;
  if (!cursor.acceptIfNotExists()) return false;
  cursor.construct(construct, cursor.since(start));
  return true;
}

export function acceptIfExists(cursor: Cursor, construct: Construct): boolean {
  const start = cursor.at;
  if (!cursor.acceptIfExists()) return false;
  cursor.construct(construct, cursor.since(start));
  return true;
}

/** From the method or the parenthesis on. */
export function readIndexBody(
  cursor: Cursor,
  start: number,
  kind: IndexKind,
  name: Name | undefined,
  constraint: boolean,
): IndexDefinition | undefined {
  let method = readMethod(cursor);
  const parts = readKeyParts(cursor);
  if (!parts) return undefined;
  let comment: Written<string> | undefined;
  let visible = true;
  while (!cursor.done) {
    const option = cursor.at;
    const found = readMethod(cursor);
    if (found) method = found;
    else if (cursor.accept("COMMENT")) {
      cursor.acceptMark("=");
      const text = readOneString(cursor);
      if (text) comment = { value: text.value, range: cursor.since(option) };
    } else if (startsVisibility(cursor)) visible = readVisibility(cursor);
    else if (cursor.accept("WITH", "PARSER")) {
      if (!cursor.name()) cursor.problem(cursor.here(), `Expected the name of a parser${missing(cursor)}.`);
    } else if (cursor.accept("KEY_BLOCK_SIZE")) {
      cursor.acceptMark("=");
      readOptionValue(cursor, "KEY_BLOCK_SIZE", "number");
    } else if (
      cursor.acceptAny(["ENGINE_ATTRIBUTE", "SECONDARY_ENGINE_ATTRIBUTE", "CLUSTERING", "DISTANCE", "M"])
    ) {
      cursor.acceptMark("=");
      cursor.at++;
    } else break;
  }
  return {
    kind,
    name,
    parts,
    constraint: constraint || kind === "primary",
    inline: false,
    method,
    include: [],
    comment,
    visible,
    nullsNotDistinct: false,
    range: cursor.since(start),
  };
}

function startsVisibility(cursor: Cursor): boolean {
  return cursor.isAny(["VISIBLE", "INVISIBLE", "IGNORED"]) || (cursor.is("NOT") && cursor.is("IGNORED", 1));
}

/** MySQL's [IN]VISIBLE, MariaDB's [NOT] IGNORED. */
export function readVisibility(cursor: Cursor): boolean {
  const start = cursor.at;
  const isNegated = cursor.accept("NOT");
  const word = cursor.acceptAny(["VISIBLE", "INVISIBLE", "IGNORED"]);
  if (word) cursor.construct(word === "IGNORED" ? "ignored-index" : "invisible-index", cursor.since(start));
  return word === "VISIBLE" || isNegated;
}

function readMethod(cursor: Cursor): Written<string> | undefined {
  if (!isMethod(cursor)) return undefined;
  const start = cursor.at;
  cursor.at += 2;
  return { value: cursor.text(-1).toLowerCase(), range: cursor.since(start) };
}

/** `(a, b(10) DESC, (lower(c)))`. */
export function readKeyParts(cursor: Cursor): readonly KeyPart[] | undefined {
  if (!expectParenthesis(cursor, "the columns of the key")) return undefined;
  const parts: KeyPart[] = [];
  if (cursor.isMark(")"))
    cursor.problem(cursor.here(), "The key has no columns.", "Name at least one column.");
  while (!cursor.done && !cursor.isMark(")")) {
    const start = cursor.at;
    if (cursor.isMark("(")) {
      const expression = readCondition(cursor);
      cursor.construct("functional-index", cursor.since(start));
      parts.push({
        expression: expression?.value ?? "",
        descending: readDirection(cursor),
        range: cursor.since(start),
      });
    } else {
      const column = readName(cursor);
      if (!column) {
        cursor.problem(cursor.here(), `Expected a column name, found \`${cursor.text()}\`.`);
        cursor.skipToElementEnd();
      } else if (cursor.isMark("(") && !(cursor.kind(1) === TokenKind.Number && cursor.isMark(")", 2))) {
        // A bare call: PostgreSQL's spelling; MySQL wants one more pair of parentheses.
        cursor.skipParentheses();
        cursor.construct("functional-index-bare", cursor.since(start));
        parts.push({
          expression: cursor.textSince(start),
          descending: readDirection(cursor),
          range: cursor.since(start),
        });
      } else {
        const length = cursor.isMark("(") ? Number(cursor.parenthesised()?.value) : undefined;
        const withoutOverlaps = cursor.accept("WITHOUT", "OVERLAPS");
        if (withoutOverlaps) cursor.construct("without-overlaps", cursor.since(start));
        const descending = readDirection(cursor);
        parts.push({
          column,
          ...(length === undefined ? {} : { length }),
          descending,
          ...(withoutOverlaps && { withoutOverlaps }),
          range: cursor.since(start),
        });
      }
    }
    if (cursor.isMark(",") && cursor.isMark(")", 1)) {
      cursor.problem(cursor.here(), "Trailing comma before `)`.", "Remove the comma.");
    }
    if (!cursor.acceptMark(",") && !cursor.isMark(")") && !cursor.done) {
      cursor.problem(cursor.here(), `Expected a comma or \`)\`, found \`${cursor.text()}\`.`);
      cursor.skipToElementEnd();
      cursor.acceptMark(",");
    }
  }
  closeParenthesis(cursor);
  return parts;
}

function readDirection(cursor: Cursor): boolean {
  if (cursor.accept("DESC")) return true;
  cursor.accept("ASC");
  return false;
}
