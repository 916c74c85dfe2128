// Guards of PostgreSQL. In: a change. Out: the change with its own condition, or a look into the catalog for a DO block.

import type { Change } from "../../sql/change.js";
import type { ObjectName } from "../../sql/definition.js";
import { printObjectName, printString } from "../../sql/print/name.js";
import { isConstraint } from "../../sql/print/postgresql/keys.js";
import type { Target } from "../../sql/print/target.js";
import type { Guarded, Lookup } from "./lookup.js";

type Question = Omit<Lookup, "runsIf">;

export function guardOnPostgresql(change: Change, target: Target): Guarded {
  const when = (runsIf: Lookup["runsIf"], question: Question): Guarded => ({
    change,
    lookup: { ...question, runsIf },
  });
  switch (change.kind) {
    case "createTable":
    case "addColumn":
    case "addEnumValue":
      return { change: { ...change, ifNotExists: true } };
    case "dropTable":
    case "renameTable":
    case "dropColumn":
    case "dropIndex":
    case "renameIndex":
    case "dropPrimaryKey":
    case "dropForeignKey":
    case "dropConstraint":
    case "dropObject":
      return { change: { ...change, ifExists: true } };
    case "moveTable":
      return { change: { ...change, ifTableExists: true } };
    case "redefineColumn":
      if (change.column.text === change.definition.name.text) return { change };
      return when("there", columnsOnPostgresql(change.table, change.column.text));
    case "renameColumn":
      return when("there", columnsOnPostgresql(change.table, change.column.text));
    case "alterColumn": {
      const { identity } = change;
      if (identity?.value === null || change.generated === null)
        return { change: { ...change, ifExists: true } };
      if (!identity) return { change };
      return when("not there", columnsOnPostgresql(change.table, change.column.text, "is_identity = 'YES'"));
    }
    case "addIndex": {
      const { index, usingIndex } = change;
      if (index.kind === "primary" && !index.name)
        return when("not there", constraintsOf(change.table, "contype = 'p'", target));
      if (!index.name) return { change };
      if (!usingIndex && !isConstraint(index)) return { change: { ...change, ifNotExists: true } };
      return when("not there", constraintsOf(change.table, named(index.name.text), target));
    }
    case "addForeignKey":
    case "addCheck": {
      const { name } = change.kind === "addCheck" ? change.check : change.foreignKey;
      return name ? when("not there", constraintsOf(change.table, named(name.text), target)) : { change };
    }
    case "renameConstraint":
      return when("there", constraintsOf(change.table, named(change.name.text), target));
    case "createEnum":
      return when("not there", enumType(change.type));
    case "renameEnumValue":
      return when("there", label(change.type, change.from.value));
    case "renameObject":
      // Where the new name is there, it was done.
      return change.object === "type"
        ? when("not there", enumType({ ...change.name, name: change.to }))
        : { change };
    default:
      return { change };
  }
}

function text(value: string): string {
  return printString(value, "postgresql");
}

export function tablesOnPostgresql({ schema, name }: ObjectName): Question {
  const own = schema ? text(schema.text) : "current_schema()";
  return {
    from: "information_schema.tables",
    where: [`table_schema = ${own}`, `table_name = ${text(name.text)}`],
  };
}

export function columnsOnPostgresql(table: ObjectName, column: string, ...more: readonly string[]): Question {
  const { where } = tablesOnPostgresql(table);
  return { from: "information_schema.columns", where: [...where, `column_name = ${text(column)}`, ...more] };
}

function named(constraint: string): string {
  return `conname = ${text(constraint)}`;
}

function constraintsOf(table: ObjectName, which: string, target: Target): Question {
  const reference = `${text(printObjectName(table, target))}::regclass`;
  return { from: "pg_constraint", where: [which, `conrelid = ${reference}`] };
}

function enumType({ schema, name }: ObjectName): Question {
  const own = [`t.typname = ${text(name.text)}`, "t.typtype = 'e'"];
  if (!schema) return { from: "pg_type AS t", where: own };
  const from = "pg_type AS t JOIN pg_namespace AS n ON n.oid = t.typnamespace";
  return { from, where: [...own, `n.nspname = ${text(schema.text)}`] };
}

function label(type: ObjectName, value: string): Question {
  const { from, where } = enumType(type);
  return {
    from: `pg_enum AS e JOIN ${from.replace("pg_type AS t", "pg_type AS t ON t.oid = e.enumtypid")}`,
    where: [`e.enumlabel = ${text(value)}`, ...where],
  };
}
