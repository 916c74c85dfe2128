// Guards of MySQL and MariaDB. In: a change. Out: the change with its own condition, or a look into information_schema.

import type { Change } from "../../sql/change.js";
import type { ObjectName } from "../../sql/definition.js";
import { printString } from "../../sql/print/name.js";
import { has, type Target } from "../../sql/print/target.js";
import type { Guarded, Lookup } from "./lookup.js";

export function guardOnMysql(change: Change, target: Target): Guarded {
  const there = (lookup: Omit<Lookup, "runsIf">): Guarded => ({
    change,
    lookup: { ...lookup, runsIf: "there" },
  });
  const missing = (lookup: Omit<Lookup, "runsIf">): Guarded => ({
    change,
    lookup: { ...lookup, runsIf: "not there" },
  });
  switch (change.kind) {
    case "createTable":
      return { change: { ...change, ifNotExists: true } };
    case "dropTable":
    case "dropObject":
      return { change: { ...change, ifExists: true } };
    case "renameTable":
      if (has(target, "rename-table-if-exists")) return { change: { ...change, ifExists: true } };
      return there(tablesOnMysql(change.table));
    case "moveTable":
      return there(tablesOnMysql(change.table));
    case "addColumn":
      if (has(target, "add-column-if-not-exists")) return { change: { ...change, ifNotExists: true } };
      return missing(columnsOnMysql(change.table, change.column.name.text));
    case "dropColumn":
      if (has(target, "drop-column-if-exists")) return { change: { ...change, ifExists: true } };
      return there(columnsOnMysql(change.table, change.column.text));
    case "redefineColumn":
      if (change.column.text === change.definition.name.text) return { change };
      if (has(target, "modify-column-if-exists")) return { change: { ...change, ifExists: true } };
      return there(columnsOnMysql(change.table, change.column.text));
    case "renameColumn":
      if (has(target, "rename-column-if-exists")) return { change: { ...change, ifExists: true } };
      return there(columnsOnMysql(change.table, change.column.text));
    case "addIndex": {
      if (has(target, "index-if-not-exists")) return { change: { ...change, ifNotExists: true } };
      const name = change.index.kind === "primary" ? "PRIMARY" : change.index.name?.text;
      return name === undefined ? { change } : missing(inIndexes(change.table, name));
    }
    case "dropIndex":
      if (has(target, "drop-index-if-exists")) return { change: { ...change, ifExists: true } };
      return change.table ? there(inIndexes(change.table, change.index.name.text)) : { change };
    case "renameIndex":
      if (has(target, "rename-column-if-exists")) return { change: { ...change, ifExists: true } };
      return change.table ? there(inIndexes(change.table, change.index.name.text)) : { change };
    case "dropPrimaryKey":
      return there(inIndexes(change.table, "PRIMARY"));
    case "addForeignKey": {
      const { name, indexName } = change.foreignKey;
      if (!name) return { change };
      // MariaDB 10.11 looks for the index name, where there is one, and then fails at the constraint's.
      if (has(target, "foreign-key-if-not-exists") && !indexName)
        return { change: { ...change, ifNotExists: true } };
      return missing(inConstraints(change.table, name.text, "FOREIGN KEY"));
    }
    case "dropForeignKey":
      if (has(target, "drop-foreign-key-if-exists")) return { change: { ...change, ifExists: true } };
      return there(inConstraints(change.table, change.name.text, "FOREIGN KEY"));
    case "addCheck": {
      const { name } = change.check;
      if (!name) return { change };
      if (has(target, "constraint-if-not-exists")) return { change: { ...change, ifNotExists: true } };
      return missing(inConstraints(change.table, name.text, "CHECK"));
    }
    case "dropConstraint":
      if (has(target, "drop-constraint-if-exists")) return { change: { ...change, ifExists: true } };
      return there(inConstraints(change.table, change.name.text, change.only && "CHECK"));
    default:
      return { change };
  }
}

function ofTable({ schema, name }: ObjectName): readonly string[] {
  const own = schema ? text(schema.text) : "DATABASE()";
  return [`TABLE_SCHEMA = ${own}`, `TABLE_NAME = ${text(name.text)}`];
}

function text(value: string): string {
  return printString(value, "mysql");
}

export function tablesOnMysql(table: ObjectName) {
  return { from: "information_schema.TABLES", where: ofTable(table) };
}

export function columnsOnMysql(table: ObjectName, column: string) {
  return {
    from: "information_schema.COLUMNS",
    where: [...ofTable(table), `COLUMN_NAME = ${text(column)}`],
  };
}

function inIndexes(table: ObjectName, index: string) {
  return {
    from: "information_schema.STATISTICS",
    where: [...ofTable(table), `INDEX_NAME = ${text(index)}`],
  };
}

function inConstraints(table: ObjectName, name: string, type?: "FOREIGN KEY" | "CHECK") {
  const ofType = type === undefined ? [] : [`CONSTRAINT_TYPE = ${text(type)}`];
  return {
    from: "information_schema.TABLE_CONSTRAINTS",
    where: [...ofTable(table), `CONSTRAINT_NAME = ${text(name)}`, ...ofType],
  };
}
