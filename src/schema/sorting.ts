// How the parts of an index sort and compare on PostgreSQL. In: a part. Out: what says otherwise than usual, as one text.

import type { IndexPart } from "./model.js";

// What PostgreSQL takes where none is written (pg_opclass, opcdefault; 15: asked).
const usualClass =
  /^(?:aclitem|array|bit|bool|box|bpchar|bytea|char|cid|cidr|circle|date|enum|float[48]|inet|int[248]|interval|jsonb|macaddr8?|money|multirange|name|numeric|oid|oidvector|pg_lsn|point|poly|quad_point|range|record|text|tid|time|timestamp|timestamptz|timetz|tsquery|tsvector|uuid|varbit|varchar|xid8?)(?:_minmax|_inclusion)?_ops$/;

/** How a part of an index sorts and compares, apart from ASC and DESC; empty where nothing says otherwise. */
export function sortingOf({ collation, operatorClass, nulls }: IndexPart): string {
  const words: string[] = [];
  if (collation !== undefined) words.push(`COLLATE ${collation}`);
  const ownClass = operatorClass?.replace(/^.*\./, "").replaceAll('"', "");
  if (ownClass !== undefined && !usualClass.test(ownClass.toLowerCase())) words.push(ownClass.toLowerCase());
  if (nulls) words.push(`NULLS ${nulls.toUpperCase()}`);
  return words.join(" ");
}
