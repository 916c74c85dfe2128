// What ALTER TABLE does to partitions on MySQL and MariaDB. In: a cursor behind the verb and PARTITION. Out: nothing, the model keeps no
// partition; what the grammar does not take is a problem (MySQL 8.4 manual 15.1.9.1, MariaDB documentation "Partition Maintenance").

import { TokenKind } from "../../../tokens.js";
import type { Cursor } from "../../cursor.js";
import { readName, readObjectName } from "../names.js";
import { miss, readPartitions } from "../partitioning.js";

/** Verbs of the same form: names of partitions, or ALL. */
const listVerbs = ["TRUNCATE", "ANALYZE", "CHECK", "OPTIMIZE", "REBUILD", "REPAIR"];

export function readPartitionVerb(cursor: Cursor, verb: string): void {
  const judged = readVerb(cursor, verb);
  // Such an action stands alone, or last behind ALGORITHM and LOCK.
  if (judged && !cursor.done && cursor.kind() !== TokenKind.Placeholder) {
    cursor.problem(cursor.here(), `Cannot read \`${cursor.text()}\` behind an action on partitions.`);
  }
  cursor.at = cursor.last;
}

/** False where a problem was told, or where the form is not judged. */
function readVerb(cursor: Cursor, verb: string): boolean {
  cursor.acceptAny(["NO_WRITE_TO_BINLOG", "LOCAL"]);
  if (verb === "DROP") return readNames(cursor);
  if (verb === "ADD") return readAdded(cursor);
  if (verb === "COALESCE") return readCount(cursor);
  if (verb === "REORGANIZE") return readReorganized(cursor);
  if (verb === "EXCHANGE") return readExchanged(cursor);
  if (!listVerbs.includes(verb)) return false;
  if (!cursor.accept("ALL") && !readNames(cursor)) return false;
  // CHECK … FOR UPGRADE, REPAIR … QUICK and the like.
  return cursor.done || !["CHECK", "REPAIR", "ANALYZE"].includes(verb);
}

function readCount(cursor: Cursor): boolean {
  if (cursor.kind() !== TokenKind.Number) return miss(cursor, "the number of partitions");
  cursor.at++;
  return true;
}

function readNames(cursor: Cursor): boolean {
  do {
    // ALL and INTO are no names without quotes.
    if (cursor.isAny(["ALL", "INTO"]) || !readName(cursor)) return miss(cursor, "the name of a partition");
  } while (cursor.acceptMark(","));
  return true;
}

function readAdded(cursor: Cursor): boolean {
  if (cursor.done) return false;
  return cursor.accept("PARTITIONS") ? readCount(cursor) : readPartitions(cursor);
}

function readReorganized(cursor: Cursor): boolean {
  if (cursor.done) return true;
  if (!readNames(cursor)) return false;
  if (!cursor.accept("INTO")) return miss(cursor, "INTO");
  return readPartitions(cursor);
}

function readExchanged(cursor: Cursor): boolean {
  if (cursor.is("WITH") || !readName(cursor)) return miss(cursor, "the name of a partition");
  if (!cursor.accept("WITH")) return miss(cursor, "WITH TABLE");
  if (!cursor.accept("TABLE")) return miss(cursor, "TABLE");
  if (!readObjectName(cursor)) return miss(cursor, "the name of a table");
  const words = cursor.at;
  if (cursor.acceptAny(["WITH", "WITHOUT"])) {
    if (!cursor.accept("VALIDATION")) return miss(cursor, "VALIDATION");
    cursor.construct("validation-words", cursor.since(words));
  }
  return true;
}
