// The names that servers make up for what nobody named. In: what is taken, what the thing is about. Out: a name.

import type { Name } from "../../sql/definition.js";
import type { Range } from "../../text/source-file.js";
import type { Index, Table } from "../model.js";
import type { Identity, Site } from "./site.js";

/** MySQL and MariaDB: the first column's name, then `_2`, `_3` … (MySQL 8.0 manual 15.1.15; PRIMARY is never taken: tried). */
export function mysqlIndexName(indexes: readonly Index[], base: string): string {
  const taken = new Set(indexes.map((index) => index.name.toLowerCase()));
  const isFree = (name: string) => !taken.has(name.toLowerCase()) && name.toLowerCase() !== "primary";
  if (isFree(base)) return base;
  let number = 2;
  while (!isFree(`${base}_${number}`)) number++;
  return `${base}_${number}`;
}

/** `t_ibfk_1`, `t_chk_1`: one above the highest number in use (MySQL 8.0 manual 15.1.20.5 and 15.1.20.6). */
export function numberedName(table: string, infix: string, taken: readonly string[]): string {
  const start = `${table}${infix}`;
  const folded = start.toLowerCase();
  let highest = 0;
  for (const name of taken) {
    if (name.toLowerCase().startsWith(folded))
      highest = Math.max(highest, Number(name.slice(start.length)) || 0);
  }
  return `${start}${highest + 1}`;
}

/** MariaDB: the first free `CONSTRAINT_1`, `CONSTRAINT_2` … of the table. */
export function mariadbCheckName(table: Table): string {
  const taken = new Set(table.checks.map((check) => check.name.toLowerCase()));
  let number = 1;
  while (taken.has(`constraint_${number}`)) number++;
  return `CONSTRAINT_${number}`;
}

/** What a name that begins as a generated one becomes when its table gets another: `a_ibfk_1` → `b_ibfk_1` (MySQL 9.7, MariaDB 10.11: tried). */
export function followTable(name: string, infix: string, from: string, to: string): string {
  const start = `${from}${infix}`;
  return name.startsWith(start) && name !== start ? `${to}${infix}${name.slice(start.length)}` : name;
}

const none: readonly never[] = [];
const longestName = 63;

/** In UTF-8. */
function byteLength(text: string): number {
  for (let at = 0; at < text.length; at++)
    if (text.charCodeAt(at) > 127) return new TextEncoder().encode(text).length;
  return text.length;
}

/**
 * PostgreSQL: table, columns and a label, joined by `_` and cut to 63 bytes, byte by byte, the longer part first; a number behind the
 * label where the name is taken (makeObjectName and ChooseRelationName in PostgreSQL's src/backend/commands/indexcmds.c).
 */
export function postgresqlName(
  table: string,
  columns: readonly string[],
  label: string,
  isTaken: (name: string) => boolean,
): string {
  for (let number = 0; ; number++) {
    const name = joinName(table, columns.join("_"), number === 0 ? label : `${label}${number}`);
    if (!isTaken(name)) return name;
  }
}

function joinName(table: string, columns: string, label: string): string {
  const separators = (columns === "" ? 0 : 1) + 1;
  const room = longestName - byteLength(label) - separators;
  let [first, second] = [byteLength(table), byteLength(columns)];
  while (first + second > room) {
    if (first > second) first--;
    else second--;
  }
  return [cutTo(first, table), ...(columns === "" ? [] : [cutTo(second, columns)]), label].join("_");
}

/** Whole letters in so many bytes. */
function cutTo(bytes: number, text: string): string {
  let cut = text;
  while (byteLength(cut) > bytes) cut = cut.slice(0, -1);
  return cut;
}

/** Whether PostgreSQL has a table, index, view, sequence or composite type of this name: they share one space (manual 54.11). */
export function isRelation(site: Site, name: string, schema: string | undefined): boolean {
  return (
    site.schema.table(name, schema) !== undefined ||
    relationKindOf(site, { name, schema }) !== undefined ||
    site.schema.object("type", name, schema)?.attributes !== undefined
  );
}

/** True where the server refuses a name for a relation: another one has it for certain. */
export function isRelationTaken(site: Site, { name, schema }: Identity, range: Range): boolean {
  const table = site.schema.table(name, schema);
  // What the configuration declares gives way to what a migration says.
  const isSure = table?.knowledge !== "external" && !site.schema.object("view", name, schema)?.doubtful;
  if (!isSure || !isRelation(site, name, schema)) return false;
  const kinds = site.postgresql ? "A table, index, view or sequence" : "A table, view or sequence";
  const message = `${kinds} \`${name}\` exists already.`;
  site.refuse("exists", message, range, table && site.birthPlace(table));
  return true;
}

/** What a name means where it is no table's; indexes have names of their own on PostgreSQL alone. */
export function relationKindOf(
  site: Site,
  { name, schema }: Identity,
): "view" | "sequence" | "index" | undefined {
  if (findIndexes(site, name, schema).length > 0) return "index";
  if (!site.timeline.hadObjectNamed(name)) return undefined;
  if (site.schema.object("view", name, schema)) return "view";
  return site.schema.object("sequence", name, schema) ? "sequence" : undefined;
}

/** The indexes of a name, with their tables: PostgreSQL finds an index without its table. */
export function findIndexes(
  site: Site,
  name: string,
  schema: string | undefined,
): readonly { readonly table: Table; readonly index: Index }[] {
  const tables = site.timeline.tablesMentioning("index", name);
  if (tables.length === 0) return none;
  const found: { table: Table; index: Index }[] = [];
  for (const table of tables) {
    if (table.schema !== schema) continue;
    for (const index of table.indexes) if (index.name === name) found.push({ table, index });
  }
  return found;
}

/** Whether a constraint of a table has this name: keys, foreign keys and checks share one space a table on PostgreSQL. */
export function isConstraintName(table: Table, name: string): boolean {
  return (
    table.indexes.some((index) => index.constraint && index.name === name) ||
    table.foreignKeys.some((key) => key.name === name) ||
    table.checks.some((check) => check.name === name)
  );
}

/** Whether PostgreSQL passes a name over that it makes up: it looks through the whole schema (15: tried; ChooseConstraintName). */
export function isConstraintNameInSchema(site: Site, table: Table, name: string): boolean {
  if (isConstraintName(table, name) || hasNotNull(table, name)) return true;
  const others = [
    ...site.timeline.tablesMentioning("constraint", name.toLowerCase()),
    ...site.timeline.tablesMentioning("index", name),
  ];
  return others.some(
    (other) =>
      other.schema === table.schema &&
      other.name !== table.name &&
      (isConstraintName(other, name) || hasNotNull(other, name)),
  );
}

function hasNotNull({ columns }: Table, name: string): boolean {
  return columns.some((one) => one.notNullName === name || one.madeNotNullName === name);
}

/**
 * On PostgreSQL the constraints of a table share their names, whatever their kind. On MariaDB no CHECK has the name of a unique or foreign key
 * (10.11: tried); on MySQL each kind has its own names.
 */
export function isConstraintTaken(site: Site, table: Table, name: Name, kind: "check" | "key"): boolean {
  const isTaken = site.postgresql
    ? isConstraintName(table, name.text)
    : hasOther(site, table, name.text, kind);
  if (!isTaken) return false;
  const message = `Table \`${table.name}\` has a constraint \`${name.text}\` already.`;
  site.refuse("exists", message, name.range, site.birthPlace(table));
  return true;
}

function hasOther(site: Site, table: Table, text: string, kind: "check" | "key"): boolean {
  if (!site.server.checksBelongToColumns) return false;
  const isSame = ({ name }: { readonly name: string }) => site.sameName(name, text);
  return kind === "key"
    ? table.checks.some((check) => !check.inline && isSame(check))
    : table.foreignKeys.some(isSame) || table.indexes.some((index) => index.unique && isSame(index));
}
