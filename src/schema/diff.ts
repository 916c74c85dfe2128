// The changes that turn one schema into another. In: two schemas. Out: changes without places, in an order in which they
// can run. What a schema does not know (the body of a view or trigger) no change brings back.

import type { AlterColumn, Change } from "../sql/change.js";
import type { Name, ObjectName } from "../sql/definition.js";
import { nowhere } from "../text/source-file.js";
import { type CompareOptions, compareSchemas, type Difference } from "./compare.js";
import {
  columnDefinitionFor,
  commentForeignKeyFor,
  createTableFor,
  dropForeignKeyFor,
  nameFor,
  objectNameFor,
  ownerOf,
  restoreForeignKey,
  writtenFor,
} from "./definitions.js";
import { addCheck, addIndex, dropCheck, dropIndex } from "./diff-keys.js";
import { castOf, changesOfEnumType, isAlterable, isRecast, namesColumn, plainType } from "./diff-types.js";
import type { Column, Index, NamedObject, Schema, Table } from "./model.js";
import { rankOf } from "./order.js";

const bare = { range: nowhere } as const;
const plainDrop = { ifExists: false, cascade: false, ...bare } as const;

/** The changes that make `from` like `to`. */
export function diffSchemas(from: Schema, to: Schema, options: CompareOptions = {}): readonly Change[] {
  return changesFor(compareSchemas(to, from, options), from, to);
}

/** The changes that answer differences of `from` to `to`. */
export function changesFor(differences: readonly Difference[], from: Schema, to: Schema): readonly Change[] {
  const answers = differences.flatMap((difference) => changesOf(difference, from, to));
  const changes = [...answers, ...keysOfNewColumns(answers, from, to)];
  // Tables were created before those that refer to them.
  const drops = changes.filter(({ kind }) => kind === "dropTable").reverse();
  const others = changes.filter(({ kind }) => kind !== "dropTable");
  return [...others, ...drops].sort((a, b) => rankOf(a) - rankOf(b));
}

/** PostgreSQL drops the keys and checks of a column with it: those that stay come again with the new one. */
function keysOfNewColumns(changes: readonly Change[], from: Schema, to: Schema): readonly Change[] {
  if (to.dialect !== "postgresql") return [];
  const added = new Set(changes.map(createdBy));
  const keys = changes.flatMap((change) => {
    if (change.kind !== "dropColumn") return [];
    const [name, schema] = [change.table.name.text, change.table.schema?.text];
    const table = to.table(name, schema);
    const column = change.column.text;
    if (!table?.column(column) || !from.table(name, schema)?.column(column)) return [];
    return [
      ...table.indexes.filter((index) => usesColumn(index, column)).map(addIndex),
      ...table.foreignKeys.filter((key) => key.columns.includes(column)).flatMap(restoreForeignKey),
      ...table.checks.filter((check) => namesColumn(check.expression, column)).map(addCheck),
    ];
  });
  return keys.filter((change) => {
    const name = createdBy(change);
    const isNew = !added.has(name);
    added.add(name);
    return isNew;
  });
}

function usesColumn({ parts, include, where }: Index, column: string): boolean {
  const expressions = [where, ...parts.map((part) => part.expression)];
  return (
    include.includes(column) ||
    parts.some((part) => part.column === column) ||
    expressions.some((expression) => expression !== undefined && namesColumn(expression, column))
  );
}

/** What adds a key or check, or says something of it, by its table and name: a primary key may have none. */
function createdBy(change: Change): string | undefined {
  switch (change.kind) {
    case "addIndex":
      return partOf(change.table, change.index.name);
    case "addForeignKey":
      return partOf(change.table, change.foreignKey.name);
    case "addCheck":
      return partOf(change.table, change.check.name);
    case "setComment":
      return `comment ${partOf(change.table, change.name?.name)}`;
    default:
      return undefined;
  }
}

function partOf(table: ObjectName | undefined, name: Name | undefined): string {
  return `${table?.schema?.text ?? ""}.${table?.name.text} ${name?.text ?? ""}`;
}

function changesOf(difference: Difference, from: Schema, to: Schema): readonly Change[] {
  switch (difference.kind) {
    case "table":
      return changesOfTable(difference);
    case "column":
      return changesOfColumn(difference, from, to);
    case "index":
      return [
        ...(difference.found ? [dropIndex(difference.found, to)] : []),
        ...(difference.wanted ? [addIndex(difference.wanted)] : []),
      ];
    case "foreign key": {
      const { wanted, found, facts } = difference;
      if (wanted && found && facts.every(({ fact }) => fact === "comment"))
        return commentForeignKeyFor(wanted, found.comment);
      return [...(found ? [dropForeignKeyFor(found)] : []), ...(wanted ? restoreForeignKey(wanted) : [])];
    }
    case "check":
      return [
        ...(difference.found ? [dropCheck(difference.found)] : []),
        ...(difference.wanted ? [addCheck(difference.wanted)] : []),
      ];
    case "enum type":
      return changesOfEnumType(difference, from, to);
    case "object":
      return difference.found && !difference.wanted ? [dropObject(difference.found)] : [];
  }
}

function changesOfTable({ wanted, found }: Difference & { kind: "table" }): readonly Change[] {
  if (!wanted && found)
    return [{ kind: "dropTable", table: objectNameFor(found), temporary: false, ...plainDrop }];
  // Foreign keys come when every table is there.
  if (wanted && !found)
    return [{ ...createTableFor(wanted), foreignKeys: [] }, ...wanted.foreignKeys.flatMap(restoreForeignKey)];
  if (!wanted || !found) return [];
  const options = (["engine", "charset", "collation", "comment"] as const).flatMap((name) => {
    const value = wanted[name] ?? (name === "comment" ? "" : undefined);
    return value === undefined || wanted[name] === found[name] ? [] : [{ name, value, ...bare }];
  });
  if (options.length === 0) return [];
  return [{ kind: "setTableOptions", table: objectNameFor(wanted), options, ...bare }];
}

function changesOfColumn(
  { wanted, found }: Difference & { kind: "column" },
  from: Schema,
  to: Schema,
): readonly Change[] {
  const column = wanted ?? found;
  if (!column) return [];
  const table = ownerOf(column);
  const name = nameFor(column.name);
  if (!wanted) return [{ kind: "dropColumn", table, column: name, ...plainDrop }];
  const owner = to.table(wanted.table, wanted.schema);
  const definition = columnDefinitionFor(wanted, owner);
  if (!found) {
    const position = to.dialect === "postgresql" || !owner ? {} : { position: positionOf(wanted, owner) };
    return [{ kind: "addColumn", table, column: definition, ifNotExists: false, ...position, ...bare }];
  }
  if (to.dialect !== "postgresql")
    return [{ kind: "redefineColumn", table, column: name, definition, ifExists: false, ...bare }];
  if (!isAlterable(wanted, found, from)) {
    const addition = { kind: "addColumn", table, column: definition, ifNotExists: false, ...bare } as const;
    return [{ kind: "dropColumn", table, column: name, ...plainDrop }, addition];
  }
  return alterations(wanted, found, from, to).map((fact): Change => {
    return { kind: "alterColumn", table, column: name, ifExists: false, ...bare, ...fact };
  });
}

function positionOf(column: Column, table: Table) {
  const before = table.columns[table.columns.findIndex((one) => one.name === column.name) - 1];
  return before ? ({ kind: "after", column: nameFor(before.name) } as const) : ({ kind: "first" } as const);
}

/** One ALTER COLUMN a fact; a default goes before its type changes, and comes after. */
function alterations(
  wanted: Column,
  found: Column,
  from: Schema,
  to: Schema,
): readonly Partial<AlterColumn>[] {
  const facts: Partial<AlterColumn>[] = [];
  const isIdentityNew = wanted.identity !== found.identity;
  // An identity column has no default beside it (PostgreSQL 17 manual, ALTER TABLE).
  if (isIdentityNew && found.identity) facts.push({ identity: writtenFor(null) });
  const isTypeNew = wanted.type.text !== found.type.text || wanted.collation !== found.collation;
  const isDefaultNew = wanted.default?.text !== found.default?.text && !isRecast(wanted, found, from, to);
  if (found.default && (isDefaultNew || isTypeNew)) facts.push({ default: null });
  if (isTypeNew) facts.push({ type: plainType(wanted.type), using: castOf(wanted, found, from) });
  if (wanted.default && (isDefaultNew || isTypeNew)) facts.push({ default: wanted.default });
  if (wanted.nullable !== found.nullable) facts.push({ nullable: writtenFor(wanted.nullable) });
  if (isIdentityNew && wanted.identity) facts.push({ identity: writtenFor(wanted.identity) });
  if (found.generated && !wanted.generated) facts.push({ generated: null });
  if (wanted.comment !== found.comment) facts.push({ comment: writtenFor(wanted.comment ?? null) });
  return facts;
}

function dropObject(found: NamedObject): Change {
  const table =
    found.object === "trigger" && found.table !== undefined
      ? { table: objectNameFor({ name: found.table, schema: found.schema }) }
      : {};
  const change = {
    kind: "dropObject",
    object: found.object,
    name: objectNameFor(found),
    ...table,
    ...plainDrop,
  };
  return change as Change;
}
