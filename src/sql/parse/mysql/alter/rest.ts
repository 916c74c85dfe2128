// What ALTER TABLE does besides columns and keys on MySQL and MariaDB: options, charset, partitions, versioning. In: a cursor at the action.
// Out: a change, or nothing where no action of these begins.

import type { Change } from "../../../change.js";
import type { Cursor } from "../../cursor.js";
import { found } from "../../expect.js";
import { acceptIfExists, acceptIfNotExists } from "../key.js";
import { readName } from "../names.js";
import { readTableOption } from "../table-options.js";
import { acceptCharsetWords, expectCharsetName } from "../type.js";
import { readPartitionVerb } from "./partitions.js";
import { actionWords, type Target } from "./target.js";

export function readConvert(cursor: Cursor, target: Target, start: number): Change | undefined {
  if (!acceptCharsetWords(cursor)) {
    cursor.problem(cursor.here(), `Expected CHARACTER SET${found(cursor)}.`);
    return undefined;
  }
  const at = cursor.at;
  const charset = expectCharsetName(cursor, "a character set");
  if (!charset) return undefined;
  const range = cursor.since(at);
  const collate = cursor.at;
  const collation = cursor.accept("COLLATE") ? expectCharsetName(cursor, "a collation") : undefined;
  return {
    kind: "convertCharset",
    ...target,
    charset: { value: charset, range },
    ...(collation ? { collation: { value: collation, range: cursor.since(collate) } } : {}),
    range: cursor.since(start),
  };
}

const touchWords = [
  "PARTITION",
  "SECONDARY_LOAD",
  "SECONDARY_UNLOAD",
  "ENABLE",
  "DISABLE",
  "DISCARD",
  "IMPORT",
  "FORCE",
  "ALGORITHM",
  "LOCK",
  "ORDER",
  "VALIDATE",
  "WITHOUT",
];
const partitionWords = [
  "TRUNCATE",
  "COALESCE",
  "REORGANIZE",
  "EXCHANGE",
  "ANALYZE",
  "CHECK",
  "OPTIMIZE",
  "REBUILD",
  "REPAIR",
  "REMOVE",
  "UPGRADE",
];
const partitionObjects = ["PARTITION", "PARTITIONING"];

export function readRest(cursor: Cursor, target: Target, start: number): Change | undefined {
  if (cursor.isAny(partitionWords) && cursor.isAny(partitionObjects, 1)) {
    const verb = cursor.word();
    const isVerb = cursor.is("PARTITION", 1);
    cursor.at += 2;
    if (verb === "REMOVE" && isVerb) {
      cursor.problem(cursor.here(-1), "Expected PARTITIONING behind REMOVE, found `PARTITION`.");
    } else if (isVerb) readPartitionVerb(cursor, verb);
    return touch(cursor, target, start, "partitions");
  }
  if (cursor.is("CONVERT") && cursor.isAny(["PARTITION", "TABLE"], 1)) {
    cursor.construct("partition-conversion", cursor.since(start));
    return touch(cursor, target, start, "partitions");
  }
  const isValidation = cursor.isAny(["WITH", "WITHOUT"]) && cursor.is("VALIDATION", 1);
  if (isValidation) cursor.construct("validation-words", cursor.here());
  if (cursor.isAny(touchWords) || isValidation) {
    readTouch(cursor);
    return {
      kind: "touchTable",
      ...target,
      what: cursor.text(start - cursor.at).toLowerCase(),
      range: cursor.since(start),
    };
  }
  const options = [];
  while (!cursor.done) {
    const option = readTableOption(cursor);
    if (!option) break;
    options.push(option);
  }
  return options.length > 0
    ? { kind: "setTableOptions", ...target, options, range: cursor.since(start) }
    : undefined;
}

/** What is not kept of an action, read where its grammar is short. */
function readTouch(cursor: Cursor): void {
  if (cursor.accept("FORCE")) return;
  if (cursor.acceptAny(["ENABLE", "DISABLE"])) {
    if (!cursor.accept("KEYS")) cursor.problem(cursor.here(), `Expected KEYS${found(cursor)}.`);
    return;
  }
  if (cursor.acceptAny(["ALGORITHM", "LOCK"])) {
    cursor.acceptMark("=");
    if (cursor.name()) return;
    cursor.problem(cursor.here(), `Expected how it is done${found(cursor)}.`);
    cursor.skipToElementEnd();
    return;
  }
  // ORDER BY takes commas of its own.
  const order = cursor.is("ORDER");
  cursor.skipToElementEnd();
  while (order && cursor.isMark(",") && !cursor.isAny(actionWords, 1)) {
    cursor.at++;
    cursor.skipToElementEnd();
  }
}

function touch(cursor: Cursor, target: Target, start: number, what: string): Change {
  cursor.at = cursor.last;
  return { kind: "touchTable", ...target, what, range: cursor.since(start) };
}

/** Whether ADD or DROP is about partitions, a period or system versioning. */
export function startsVersioning(cursor: Cursor): boolean {
  if (cursor.is("PARTITION") || (cursor.is("SYSTEM") && cursor.is("VERSIONING", 1))) return true;
  return cursor.is("PERIOD") && (cursor.is("FOR", 1) || cursor.is("IF", 1));
}

/** What stands behind ADD or DROP where `startsVersioning` holds; a period behind DROP alone. */
export function readVersioning(cursor: Cursor, target: Target, start: number): Change {
  const words = cursor.at;
  if (cursor.accept("PARTITION")) {
    if (!acceptIfNotExists(cursor, "partition-if-exists")) acceptIfExists(cursor, "partition-if-exists");
    readPartitionVerb(cursor, cursor.word(start - cursor.at));
    return touch(cursor, target, start, "partitions");
  }
  if (cursor.accept("SYSTEM", "VERSIONING")) cursor.construct("system-versioning", cursor.since(words));
  else {
    cursor.at++;
    const ifExists = cursor.accept("IF", "EXISTS");
    cursor.accept("FOR");
    const isSystem = cursor.is("SYSTEM_TIME");
    const name = readName(cursor);
    cursor.construct(isSystem ? "system-versioning" : "application-period", cursor.since(words));
    const dropped = {
      only: "check",
      period: true,
      cascade: false,
      ifExists,
      range: cursor.since(start),
    } as const;
    if (name && !isSystem) return { kind: "dropConstraint", ...target, name, ...dropped };
  }
  return { kind: "touchTable", ...target, what: "versioning", range: cursor.since(start) };
}
