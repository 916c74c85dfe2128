// Changes in the words of the statement that asks for them. In: a change. Out: words and a place for messages, and what
// object it is about.

import type { Step } from "../schema/history.js";
import type { Change, RedefineColumn, SetComment } from "../sql/change.js";
import type { Name, ObjectName } from "../sql/definition.js";
import type { Statement } from "../sql/statement.js";
import type { Location } from "../text/source-file.js";

/** What steps ask for, as a list; those that read alike are told with their tables. */
export function clausesOf(steps: readonly Step[]): string {
  const clauses = steps.map((step) => [clauseOfStep(step), tableOf(step.change)] as const);
  const counts = new Map<string, number>();
  for (const [clause] of clauses) counts.set(clause, (counts.get(clause) ?? 0) + 1);
  return clauses
    .map(([clause, table]) =>
      table && (counts.get(clause) ?? 0) > 1 ? `${clause} of ${name(table)}` : clause,
    )
    .join(", ");
}

/** As its statement has it: an index is added by ALTER TABLE and created by CREATE INDEX. */
export function clauseOfStep({ change, ddl }: Pick<Step, "change" | "ddl">): string {
  if (change.kind !== "addIndex" || !ddl.verb.startsWith("CREATE")) return clauseOf(change);
  const { kind, name: own } = change.index;
  return `CREATE ${kind === "unique" ? "UNIQUE INDEX" : indexWords[kind]}${own ? ` ${own.text}` : ""}`;
}

function tableOf(change: Change): ObjectName | undefined {
  const isOwn = change.kind === "createTable" || change.kind === "dropTable" || change.kind === "renameTable";
  return "table" in change && !isOwn ? change.table : undefined;
}

/** The clause, with the name that tells it from its neighbours: `ADD COLUMN topic`. */
export function clauseOf(change: Change): string {
  switch (change.kind) {
    case "createTable":
      return `CREATE TABLE ${name(change.table)}`;
    case "dropTable":
      return `DROP TABLE ${name(change.table)}`;
    case "renameTable":
      return `RENAME ${name(change.table)} TO ${name(change.to)}`;
    case "addColumn":
      return `ADD COLUMN ${change.column.name.text}`;
    case "dropColumn":
      return `DROP COLUMN ${change.column.text}`;
    case "redefineColumn":
      return redefinition(change);
    case "renameColumn":
      return `RENAME COLUMN ${change.column.text}`;
    case "alterColumn":
      return `ALTER COLUMN ${change.column.text}`;
    case "addIndex":
      return `ADD ${indexWords[change.index.kind]}${change.index.name ? ` ${change.index.name.text}` : ""}`;
    case "dropIndex":
      return `DROP INDEX ${name(change.index)}`;
    case "renameIndex":
      return `RENAME INDEX ${name(change.index)}`;
    case "dropPrimaryKey":
      return "DROP PRIMARY KEY";
    case "addForeignKey":
      return `ADD FOREIGN KEY ${change.foreignKey.name?.text ?? `(${change.foreignKey.columns.map(({ text }) => text).join(", ")})`}`;
    case "dropForeignKey":
      return `DROP FOREIGN KEY ${change.name.text}`;
    case "addCheck":
      return `ADD CHECK${change.check.name ? ` ${change.check.name.text}` : ""}`;
    case "dropConstraint":
      return `DROP CONSTRAINT ${change.name.text}`;
    case "renameConstraint":
      return `RENAME CONSTRAINT ${change.name.text}`;
    case "createEnum":
      return `CREATE TYPE ${name(change.type)}`;
    case "addEnumValue":
      return `ADD VALUE ${change.value.value}`;
    case "renameEnumValue":
      return `RENAME VALUE ${change.from.value}`;
    case "setComment":
      return commentOn(change);
    case "createObject":
      return `CREATE ${change.object.toUpperCase()} ${name(change.name)}`;
    case "dropObject":
      return `DROP ${change.object.toUpperCase()} ${name(change.name)}`;
    case "renameObject":
      return `RENAME ${change.object.toUpperCase()} ${name(change.name)}`;
    case "alterObject":
      return ["ALTER", change.object.toUpperCase(), ...(change.name ? [name(change.name)] : [])].join(" ");
    default:
      return otherWords(change.kind);
  }
}

function commentOn({ object, table, name: own = table }: SetComment): string {
  return object === "other" || !own ? "COMMENT ON" : `COMMENT ON ${object.toUpperCase()} ${name(own)}`;
}

/** A key behind the column is added each time. */
function redefinition({ column, definition }: RedefineColumn): string {
  const verb = definition.name.text === column.text ? "MODIFY" : "CHANGE";
  return `${verb} COLUMN ${column.text}${definition.indexes.length > 0 ? " … UNIQUE" : ""}`;
}

const indexWords = {
  primary: "PRIMARY KEY",
  unique: "UNIQUE KEY",
  index: "INDEX",
  fulltext: "FULLTEXT INDEX",
  spatial: "SPATIAL INDEX",
  exclusion: "EXCLUDE",
} as const;

/** `setTableOptions` → SET TABLE OPTIONS. */
function otherWords(kind: string): string {
  return kind.replace(/[A-Z]/g, " $&").toUpperCase();
}

/** Where a step says what it does: its clause up to the name, not the whole body of a CREATE TABLE. */
export function headOf({ change, location }: Step): Location {
  const { file, range } = location;
  const end = nameIn(change)?.range.end ?? range.end;
  return end > range.start && end < range.end ? { file, range: { start: range.start, end } } : location;
}

/** A statement's first words, which say what it does: of one that breaks off within them, what is there. */
export function verbOf({ verb, location: { file, range } }: Statement): Location {
  return { file, range: { start: range.start, end: Math.min(range.start + verb.length, range.end) } };
}

function nameIn(change: Change): Name | ObjectName | undefined {
  switch (change.kind) {
    case "addColumn":
      return change.column.name;
    case "redefineColumn":
    case "alterColumn":
    case "dropColumn":
    case "renameColumn":
      return change.column;
    case "addIndex":
      return change.index.name;
    case "addForeignKey":
      return change.foreignKey.name;
    case "addCheck":
      return change.check.name;
    case "createEnum":
      return change.type;
    case "createTable":
    case "dropTable":
    case "renameTable":
      return change.table;
    default:
      return "name" in change ? change.name : undefined;
  }
}

/** Whether a change says itself what to do where its object is there already, or gone. */
export function hasOwnCondition(change: Change): boolean {
  return (
    ("ifNotExists" in change && change.ifNotExists) ||
    ("ifExists" in change && change.ifExists) ||
    ("orReplace" in change && change.orReplace)
  );
}

/** What a change creates, as one text; nothing for what creates nothing, or nothing that has a name. */
export function createdBy(change: Change): string | undefined {
  switch (change.kind) {
    case "createTable":
      return `table ${fold(change.table)}`;
    case "createEnum":
      return `type ${fold(change.type)}`;
    case "createObject":
      return `${change.object} ${fold(change.name)}`;
    case "addColumn":
      return `column ${fold(change.table)} ${change.column.name.text.toLowerCase()}`;
    case "addIndex":
      return change.index.kind === "primary" ? `primary ${fold(change.table)}` : key(change.index.name?.text);
    case "addForeignKey":
      return key(change.foreignKey.name?.text);
    case "addCheck":
      return key(change.check.name?.text);
    default:
      return undefined;
  }
}

/** What a change drops, in the words of `createdBy`. */
export function droppedBy(change: Change): string | undefined {
  switch (change.kind) {
    case "dropTable":
      return `table ${fold(change.table)}`;
    case "dropObject":
      return `${change.object} ${fold(change.name)}`;
    case "dropColumn":
      return `column ${fold(change.table)} ${change.column.text.toLowerCase()}`;
    case "dropPrimaryKey":
      return `primary ${fold(change.table)}`;
    case "dropIndex":
      return key(change.index.name.text);
    case "dropForeignKey":
    case "dropConstraint":
      return key(change.name.text);
    default:
      return undefined;
  }
}

/** Keys and constraints share their names; on which table does not matter within one script. */
function key(text: string | undefined): string | undefined {
  return text === undefined ? undefined : `key ${text.toLowerCase()}`;
}

function name(object: ObjectName): string {
  return object.schema ? `${object.schema.text}.${object.name.text}` : object.name.text;
}

function fold(object: ObjectName): string {
  return name(object).toLowerCase();
}
