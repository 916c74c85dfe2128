// The catalogs as tables: information_schema and pg_catalog, answered from the model. In: a schema, a table of it.
// Out: rows.

import { builtInTypeNames, isBuiltInType } from "../../sql/dialects/postgresql-types.js";
import type { NamedObject, PastPart, Table } from "../model.js";
import type { Moment } from "../timeline/moment.js";
import { MysqlColumnRow, PostgresqlColumnRow } from "./column-rows.js";
import {
  CheckRow,
  ConstraintRow,
  constraintsOf,
  KeyColumnRow,
  ReferenceRow,
  UsedColumnRow,
  usedColumns,
} from "./constraint-rows.js";
import { typeReference } from "./postgresql-types.js";
import {
  columnsOf,
  databaseCatalog,
  type Row,
  relationReference,
  schemaName,
  schemaReference,
} from "./row.js";
import { IndexRow, TableRow, TriggerRow } from "./table-rows.js";
import { viewQuery } from "./views.js";

export interface Relation {
  /** The names by which queries know it, without schema. */
  readonly names: readonly string[];
  readonly columns: ReadonlySet<string>;
  /** The columns that hold a table's name: a query that pins one of them asks for that table alone. */
  readonly tableColumns: readonly string[];
  /** The columns that hold the name of a table's part, and the kinds of part that it may be. */
  readonly part?: { readonly columns: readonly string[]; readonly kinds: readonly PastPart["part"][] };
  rowsOf?(table: Table, now: Moment): Iterable<object>;
  /** The columns that hold the name of what is no part of a table. */
  readonly nameColumns?: readonly string[];
  /** Rows of what is no part of a table; those of some names alone where they are given, and perhaps a few others. */
  rows?(now: Moment, names?: readonly string[]): Iterable<Row>;
}

type Names = readonly string[] | undefined;

function objectsOf(now: Moment, names: Names, ...kinds: readonly string[]): readonly NamedObject[] {
  return (names ? now.objectsNamed(names) : now.objects).filter(({ object }) => kinds.includes(object));
}

const enumTypesOf = (now: Moment, names: Names) => (names ? now.enumTypesNamed(names) : now.enumTypes);

const tables = ["table_name", "tablename", "relname"];
const constraintPart = {
  columns: ["constraint_name", "conname"],
  kinds: ["foreign key", "check", "index"] as const,
};

const tableRelation = {
  columns: columnsOf(TableRow),
  tableColumns: [...tables, "oid"],
  nameColumns: [...tables, "oid"],
  *rowsOf(table: Table, now: Moment) {
    yield new TableRow(table, now);
  },
};

function* viewRows(now: Moment, names: Names): Iterable<Row> {
  for (const { name, schema, viewKind } of objectsOf(now, names, "view"))
    if (viewKind !== "materialized")
      yield {
        table_catalog: databaseCatalog(now),
        table_name: name,
        ...placed(now, schema),
        table_type: viewKind === "foreign" ? "FOREIGN" : "VIEW",
        table_comment: "VIEW",
      };
}

const viewClasses = { materialized: "m", foreign: "f", plain: "v" } as const;

export const relations: readonly Relation[] = [
  { ...tableRelation, names: ["pg_tables", "pg_stat_user_tables"] },
  { ...tableRelation, names: ["tables"], rows: viewRows },
  {
    ...tableRelation,
    names: ["pg_class"],
    *rows(now, names) {
      for (const { name, schema, viewKind = "plain" } of objectsOf(now, names, "view"))
        yield classRow(now, name, schema, viewClasses[viewKind]);
      for (const { name, schema } of objectsOf(now, names, "sequence"))
        yield classRow(now, name, schema, "S");
      for (const table of names ? now.tablesWithKey(names) : now.tables) {
        for (const { name } of table.indexes)
          if (!names || names.includes(name)) yield classRow(now, name, table.schema, "i");
      }
    },
  },
  {
    names: ["columns", "pg_attribute"],
    columns: new Set([...columnsOf(MysqlColumnRow), ...columnsOf(PostgresqlColumnRow)]),
    tableColumns: [...tables, "attrelid"],
    part: { columns: ["column_name", "attname"], kinds: ["column"] },
    *rowsOf(table, now) {
      const Row = now.dialect === "postgresql" ? PostgresqlColumnRow : MysqlColumnRow;
      for (const [at, column] of table.columns.entries()) yield new Row(table, now, column, at + 1);
    },
  },
  {
    names: ["statistics", "pg_indexes", "pg_index", "pg_stat_user_indexes"],
    columns: columnsOf(IndexRow),
    tableColumns: tables,
    part: { columns: ["index_name", "indexname"], kinds: ["index"] },
    *rowsOf(table, now) {
      for (const index of table.indexes) {
        // pg_indexes has one row an index, STATISTICS one a column.
        const parts = now.dialect === "postgresql" ? index.parts.slice(0, 1) : index.parts;
        for (const [at, part] of parts.entries()) yield new IndexRow(table, now, index, part, at + 1);
      }
    },
  },
  {
    names: ["table_constraints", "pg_constraint"],
    columns: columnsOf(ConstraintRow),
    tableColumns: [...tables, "conrelid"],
    part: constraintPart,
    *rowsOf(table, now) {
      for (const constraint of constraintsOf(table, now)) yield new ConstraintRow(table, now, constraint);
    },
  },
  {
    names: ["check_constraints"],
    columns: columnsOf(CheckRow),
    tableColumns: tables,
    part: constraintPart,
    *rowsOf(table, now) {
      for (const constraint of constraintsOf(table, now))
        if (constraint.check) yield new CheckRow(table, now, constraint);
    },
  },
  {
    names: ["referential_constraints"],
    columns: columnsOf(ReferenceRow),
    tableColumns: tables,
    part: constraintPart,
    *rowsOf(table, now) {
      for (const constraint of constraintsOf(table, now))
        if (constraint.key) yield new ReferenceRow(table, now, constraint);
    },
  },
  {
    names: ["key_column_usage"],
    columns: columnsOf(KeyColumnRow),
    tableColumns: tables,
    part: constraintPart,
    *rowsOf(table, now) {
      for (const constraint of constraintsOf(table, now)) {
        for (const at of constraint.columns.keys()) yield new KeyColumnRow(table, now, constraint, at);
      }
    },
  },
  {
    names: ["constraint_column_usage"],
    columns: columnsOf(UsedColumnRow),
    // Those of foreign keys name another table than the one that has them.
    tableColumns: [],
    part: constraintPart,
    rowsOf: usedColumns,
  },
  {
    names: ["triggers", "pg_trigger"],
    columns: columnsOf(TriggerRow),
    tableColumns: ["event_object_table", "tgrelid", "relname"],
    *rowsOf(table, now) {
      for (const object of now.objectsOf(table)) {
        if (object.object === "trigger") yield new TriggerRow(table, now, object);
      }
    },
  },
  {
    names: ["routines", "pg_proc"],
    columns: new Set([
      "routine_schema",
      "nspname",
      "routine_name",
      "specific_name",
      "proname",
      "pronamespace",
      "routine_type",
    ]),
    tableColumns: [],
    nameColumns: ["routine_name", "specific_name", "proname"],
    *rows(now, names) {
      for (const { object, name, schema } of objectsOf(now, names, "procedure", "function")) {
        const type = object.toUpperCase();
        const at = schemaName(now, schema);
        yield {
          routine_schema: at,
          nspname: at,
          routine_name: name,
          specific_name: name,
          proname: name,
          pronamespace: schemaReference(schema),
          routine_type: type,
        };
      }
    },
  },
  {
    names: ["pg_type"],
    columns: new Set(["typname", "typtype", "nspname", "typnamespace", "oid", "typrelid"]),
    tableColumns: [],
    nameColumns: ["typname", "oid"],
    *rows(now, names) {
      for (const { name, schema } of enumTypesOf(now, names)) yield typeRow(now, name, schema, "e");
      for (const { object, name, schema } of objectsOf(now, names, "type", "domain"))
        yield typeRow(now, name, schema, object === "domain" ? "d" : "c");
      for (const name of names ?? builtInTypeNames)
        if (isBuiltInType(name)) yield typeRow(now, name, "pg_catalog", "b");
      // Each table's rows are a type, too (PostgreSQL 18 manual 8.16.1).
      for (const table of names ? names.flatMap((name) => now.tablesNamed(name)) : now.tables)
        if (!names || names.includes(table.name)) yield typeRow(now, table.name, table.schema, "c");
    },
  },
  {
    // A row a value.
    names: ["pg_enum"],
    columns: new Set(["enumtypid", "enumlabel", "enumsortorder"]),
    tableColumns: [],
    nameColumns: ["enumtypid"],
    *rows(now, names) {
      for (const { name, schema, values } of enumTypesOf(now, names)) {
        for (const [at, enumlabel] of values.entries())
          yield { enumtypid: typeReference(name, schema), enumlabel, enumsortorder: at + 1 };
      }
    },
  },
  {
    names: ["views", "pg_views"],
    columns: new Set([
      ...["table_schema", "table_name", "schemaname", "viewname"],
      ...["view_definition", "definition"],
    ]),
    tableColumns: [],
    nameColumns: ["table_name", "viewname"],
    *rows(now, names) {
      for (const view of objectsOf(now, names, "view")) {
        const { name, schema, viewKind } = view;
        if (viewKind !== undefined) continue;
        const query = viewQuery(view, now.dialect);
        yield {
          ...placed(now, schema),
          table_name: name,
          viewname: name,
          view_definition: query,
          definition: query,
        };
      }
    },
  },
  {
    names: ["pg_matviews"],
    columns: new Set(["schemaname", "matviewname"]),
    tableColumns: [],
    nameColumns: ["matviewname"],
    *rows(now, names) {
      for (const { name, schema, viewKind } of objectsOf(now, names, "view"))
        if (viewKind === "materialized") yield { matviewname: name, ...placed(now, schema) };
    },
  },
  {
    names: ["pg_extension"],
    columns: new Set(["extname"]),
    tableColumns: [],
    nameColumns: ["extname"],
    *rows(now, names) {
      // Every database has it (PostgreSQL 18 manual 41.1.1).
      if (!now.object("extension", "plpgsql")) yield { extname: "plpgsql" };
      for (const { name } of objectsOf(now, names, "extension")) yield { extname: name };
    },
  },
  {
    names: ["sequences", "pg_sequences"],
    columns: new Set(["sequence_schema", "sequence_name", "schemaname", "sequencename"]),
    tableColumns: [],
    nameColumns: ["sequence_name", "sequencename"],
    *rows(now, names) {
      for (const { name, schema } of objectsOf(now, names, "sequence"))
        yield { sequence_name: name, sequencename: name, ...placed(now, schema) };
    },
  },
  {
    names: ["schemata", "pg_namespace"],
    columns: new Set(["schema_name", "nspname", "oid", "catalog_name"]),
    tableColumns: [],
    nameColumns: ["schema_name", "nspname"],
    *rows(now, names) {
      const own = schemaName(now, undefined);
      const catalog_name = databaseCatalog(now);
      yield { schema_name: own, nspname: own, oid: schemaReference(), catalog_name };
      for (const { name } of objectsOf(now, names, "schema", "database"))
        yield { schema_name: name, nspname: name, oid: schemaReference(name), catalog_name };
    },
  },
  {
    names: ["events"],
    columns: new Set(["event_schema", "event_name"]),
    tableColumns: [],
    nameColumns: ["event_name"],
    *rows(now, names) {
      for (const { name, schema } of objectsOf(now, names, "event"))
        yield { event_schema: schemaName(now, schema), event_name: name };
    },
  },
];

function classRow(now: Moment, name: string, schema: string | undefined, relkind: string): Row {
  const oid = relationReference({ name, schema });
  return { relname: name, ...placed(now, schema), relnamespace: schemaReference(schema), oid, relkind };
}

function typeRow(now: Moment, name: string, schema: string | undefined, typtype: string): Row {
  const nspname = schemaName(now, schema);
  const typrelid = typtype === "c" ? relationReference({ name, schema }) : 0;
  return {
    typname: name,
    oid: typeReference(name, schema),
    typtype,
    typrelid,
    nspname,
    typnamespace: schemaReference(schema),
  };
}

/** The columns by which catalogs name the schema of an object. */
function placed(now: Moment, schema: string | undefined): Row {
  const name = schemaName(now, schema);
  return { table_schema: name, schemaname: name, nspname: name, sequence_schema: name };
}

/** Whether a table certainly has, or certainly lacks, a part of this name: what it lost it has no more. */
export function isKnownPart(table: Table, kinds: readonly PastPart["part"][], name: string): boolean {
  const wanted = name.toLowerCase();
  const lists: Readonly<Record<PastPart["part"], readonly { readonly name: string }[]>> = {
    column: table.columns,
    index: table.indexes,
    "foreign key": table.foreignKeys,
    check: table.checks,
  };
  if (kinds.some((kind) => lists[kind].some((one) => one.name.toLowerCase() === wanted))) return true;
  for (let past = table.past; past; past = past.earlier)
    if (kinds.includes(past.part) && past.name.toLowerCase() === wanted) return true;
  return false;
}
