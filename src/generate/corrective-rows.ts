// What the rows of a table may say to a change: a schema knows types, not rows. In: changes, the schema that they meet. Out: why a person
// has to look first, with the query to look with.

import { narrowingOf } from "../rule/narrowing.js";
import type { Column, Schema } from "../schema/model.js";
import type { Change } from "../sql/change.js";
import type { Name, ObjectName } from "../sql/definition.js";
import { printName, printObjectName } from "../sql/print/name.js";
import type { Target } from "../sql/print/target.js";
import { unkeptOfForeignKey, unkeptOfIndex } from "./corrective-text.js";

export interface Doubt {
  /** Part of a sentence: "rows may share (tenantId)". */
  readonly why: string;
  /** Finds rows that stand against the change. */
  readonly query?: string;
  /** The server checks the rows itself and refuses, so that a person may say that they are right. */
  readonly isChecked: boolean;
}

/** The first of the changes that rows may stand against; undefined where none can fail or lose anything. */
export function doubtOf(changes: readonly Change[], schema: Schema, target: Target): Doubt | undefined {
  // What the same remedy adds has no rows to conflict with, and what it drops held them to the same.
  const fresh = new Set(
    changes.flatMap((change) =>
      change.kind === "addColumn" ? [keyOf(change.table, change.column.name)] : [],
    ),
  );
  const dropped = changes.flatMap((change) =>
    change.kind === "dropForeignKey" || change.kind === "dropConstraint"
      ? [keyOf(change.table, change.name)]
      : [],
  );
  for (const change of changes) {
    const doubt = doubtOfChange(change, { schema, target, fresh, dropped: new Set(dropped) });
    if (doubt) return doubt;
  }
  return undefined;
}

interface Around {
  readonly schema: Schema;
  readonly target: Target;
  readonly fresh: ReadonlySet<string>;
  readonly dropped: ReadonlySet<string>;
}

function doubtOfChange(change: Change, around: Around): Doubt | undefined {
  const { schema, target, fresh } = around;
  const tableOf = ({ name, schema: of }: ObjectName) => schema.table(name.text, of?.text);
  switch (change.kind) {
    case "addColumn": {
      const { column, table } = change;
      const isFilled =
        column.nullable?.value !== false || column.default || column.generated || column.autoIncrement;
      if (isFilled && column.indexes.length === 0) return undefined;
      const name = `${table.name.text}.${column.name.text}`;
      return { why: `rows that are there have no value for ${name}`, isChecked: false };
    }
    case "addIndex": {
      const { index, table } = change;
      const columns = index.parts.flatMap((part) => part.column ?? []);
      const isUnique = index.kind === "unique" || index.kind === "primary";
      if (!isUnique || columns.some((column) => fresh.has(keyOf(table, column)))) return undefined;
      const list = columns.map((column) => printName(column, target)).join(", ");
      const from = printObjectName(table, target);
      return {
        why: `rows of ${table.name.text} may share (${columns.map(({ text }) => text).join(", ")})`,
        query: `SELECT ${list}, COUNT(*) FROM ${from} GROUP BY ${list} HAVING COUNT(*) > 1;`,
        isChecked: true,
      };
    }
    case "addForeignKey":
      return isReplaced(change, around) ? undefined : doubtOfReference(change, target);
    case "addCheck": {
      if (isWidened(change, around)) return undefined;
      const where = `NOT (${change.check.expression.value})`;
      return {
        why: `rows of ${change.table.name.text} may not fulfil ${change.check.expression.value}`,
        query: `SELECT COUNT(*) FROM ${printObjectName(change.table, target)} WHERE ${where};`,
        isChecked: true,
      };
    }
    case "redefineColumn": {
      const old = tableOf(change.table)?.column(change.column.text);
      const { type, nullable } = change.definition;
      return old && doubtOfColumn(old, { type, nullable: nullable?.value }, change.table, around);
    }
    case "alterColumn": {
      const old = tableOf(change.table)?.column(change.column.text);
      const { type, nullable } = change;
      return old && doubtOfColumn(old, { type, nullable: nullable?.value }, change.table, around);
    }
    case "dropForeignKey":
    case "dropConstraint": {
      const key = tableOf(change.table)?.foreignKeys.find(({ name }) => name === change.name.text);
      return key && doubtOfText(`foreign key ${key.name}`, unkeptOfForeignKey(key));
    }
    case "dropIndex": {
      const named = ({ name }: { readonly name: string }) => name === change.index.name.text;
      const tables = change.table ? [tableOf(change.table)] : schema.tables;
      const index = tables.flatMap((table) => table?.indexes ?? []).find(named);
      return index && doubtOfText(`index ${index.name}`, unkeptOfIndex(index));
    }
    case "dropColumn":
    case "dropTable":
      return { why: "what is dropped takes its rows along", isChecked: false };
    default:
      return undefined;
  }
}

/** What is made anew, here or by the rollback, would not have it. */
function doubtOfText(what: string, words: string | undefined): Doubt | undefined {
  if (words === undefined) return undefined;
  return { why: `${what} says more than is known of it: ${words}`, isChecked: false };
}

function doubtOfReference(
  { table, foreignKey }: Extract<Change, { kind: "addForeignKey" }>,
  target: Target,
): Doubt {
  const { columns, targetColumns } = foreignKey;
  const name = (one: Name) => printName(one, target);
  const pairs = columns.map((column, at) => `o.${name(targetColumns[at] ?? column)} = r.${name(column)}`);
  const filled = columns.map((column) => `r.${name(column)} IS NOT NULL`);
  const [from, to] = [table, foreignKey.target].map((one) => printObjectName(one, target));
  return {
    why: `rows of ${table.name.text} may refer to no row of ${foreignKey.target.name.text}`,
    query: `SELECT COUNT(*) FROM ${from} AS r WHERE ${filled.join(" AND ")} AND NOT EXISTS (SELECT 1 FROM ${to} AS o WHERE ${pairs.join(" AND ")});`,
    isChecked: true,
  };
}

/** The same reference, which held until now: only what follows from it is another. */
function isReplaced(
  { table, foreignKey }: Extract<Change, { kind: "addForeignKey" }>,
  { schema, dropped }: Around,
): boolean {
  const keys = schema.table(table.name.text, table.schema?.text)?.foreignKeys ?? [];
  const columns = (names: readonly { readonly text: string }[]) => names.map(({ text }) => text).join();
  return keys.some(
    (key) =>
      dropped.has(keyOf(table, { text: key.name })) &&
      key.validated &&
      key.target.table === foreignKey.target.name.text &&
      key.columns.join() === columns(foreignKey.columns) &&
      key.targetColumns.join() === columns(foreignKey.targetColumns),
  );
}

/** A list of values in the place of one that had no others. */
function isWidened(
  { table, check }: Extract<Change, { kind: "addCheck" }>,
  { schema, dropped }: Around,
): boolean {
  if (!check.name || !dropped.has(keyOf(table, check.name))) return false;
  const checks = schema.table(table.name.text, table.schema?.text)?.checks ?? [];
  const old = checks.find(({ name }) => name === check.name?.text);
  const shape = (expression: string) => expression.replace(/'(?:[^']|'')*'(?:\s*,\s*)?/g, "").toLowerCase();
  const values = (expression: string): readonly string[] => expression.match(/'(?:[^']|'')*'/g) ?? [];
  if (!old || !/\bIN\s*\(/i.test(old.expression)) return false;
  const now = check.expression.value;
  const isSame = shape(old.expression).replace(/\s/g, "") === shape(now).replace(/\s/g, "");
  return isSame && values(old.expression).every((value) => values(now).includes(value));
}

interface NewFacts {
  readonly type?: Column["type"];
  readonly nullable?: boolean;
}

function doubtOfColumn(
  old: Column,
  { type, nullable }: NewFacts,
  table: ObjectName,
  around: Around,
): Doubt | undefined {
  const { target, schema } = around;
  const column = printName({ text: old.name, quoted: false, range: table.range }, target);
  const from = printObjectName(table, target);
  const name = `${old.table}.${old.name}`;
  const isOther =
    type !== undefined && JSON.stringify(withoutPlace(type)) !== JSON.stringify(withoutPlace(old.type));
  if (isOther) {
    if (type.name === "enum" && old.type.name !== "enum")
      return {
        why: `rows may hold other values in ${name}`,
        query: `SELECT ${column}, COUNT(*) FROM ${from} GROUP BY ${column};`,
        isChecked: true,
      };
    const loss = narrowingOf(old, old.with({ type }), target.dialect);
    if (loss !== undefined) return { why: `${name} ${loss}`, isChecked: false };
    if (isOfKey(old, schema)) return { why: `foreign keys hold the type of ${name}`, isChecked: false };
  }
  if (nullable !== false || !old.nullable) return undefined;
  return {
    why: `rows may have no value for ${name}`,
    query: `SELECT COUNT(*) FROM ${from} WHERE ${column} IS NULL;`,
    isChecked: true,
  };
}

function isOfKey(column: Column, schema: Schema): boolean {
  const table = schema.table(column.table, column.schema);
  if (!table) return false;
  const own = table.foreignKeys.some(({ columns }) => columns.includes(column.name));
  return own || schema.foreignKeysTo(table).some(({ targetColumns }) => targetColumns.includes(column.name));
}

function withoutPlace({ name, arguments: sizes, values, unsigned, dimensions }: Column["type"]): object {
  return { name, sizes, values: values.map(({ value }) => value), unsigned, dimensions };
}

function keyOf(table: ObjectName, { text }: { readonly text: string }): string {
  return `${table.schema?.text ?? ""}.${table.name.text}.${text}`.toLowerCase();
}
