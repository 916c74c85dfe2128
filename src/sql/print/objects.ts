// Changes of what is known by name: enum types, views, routines, triggers, sequences, schemas. In: a change. Out: statements.
// What an object consists of is not in a change: where its definition would be needed, a note says so.

import type { NamedObjectKind } from "../object-change.js";
import { printName, printObjectName, printString, printStrings } from "./name.js";
import {
  type ChangeOf,
  cannot,
  join,
  note,
  type Piece,
  type Printers,
  statement,
  type Target,
} from "./target.js";
import { printType } from "./type.js";

export type ObjectKind =
  | "createEnum"
  | "addEnumValue"
  | "renameEnumValue"
  | "createObject"
  | "dropObject"
  | "renameObject"
  | "alterObject";

export const objectPrinters: Printers<ObjectKind> = {
  createEnum: (change, target) =>
    onPostgresql(target, () => {
      const values = printStrings(change.values, target.dialect);
      return statement(`CREATE TYPE ${printObjectName(change.type, target)} AS ENUM ${values}`);
    }),
  addEnumValue: (change, target) =>
    onPostgresql(target, () => {
      const { neighbour } = change;
      return statement(
        `ALTER TYPE ${printObjectName(change.type, target)} ADD VALUE`,
        change.ifNotExists && "IF NOT EXISTS",
        printString(change.value.value, target.dialect),
        neighbour && `${neighbour.side.toUpperCase()} ${printString(neighbour.value, target.dialect)}`,
      );
    }),
  renameEnumValue: (change, target) =>
    onPostgresql(target, () => {
      const [from, to] = [change.from.value, change.to.value].map((value) =>
        printString(value, target.dialect),
      );
      return statement(`ALTER TYPE ${printObjectName(change.type, target)} RENAME VALUE ${from} TO ${to}`);
    }),
  createObject: printCreateObject,
  dropObject: printDropObject,
  renameObject: printRenameObject,
  alterObject: printAlterObject,
};

function onPostgresql(target: Target, print: () => Piece): readonly Piece[] {
  return target.dialect === "postgresql"
    ? [print()]
    : cannot(target, "enum types: write ENUM(…) as the column's type");
}

// Whole with their name alone.
const creatable: ReadonlySet<NamedObjectKind> = new Set(["database", "schema", "extension", "sequence"]);

function printCreateObject(change: ChangeOf<"createObject">, target: Target): readonly Piece[] {
  const { object } = change;
  const name = printObjectName(change.name, target);
  if (change.attributes && target.dialect === "postgresql") {
    const attributes = change.attributes.map(({ name: own, type }) =>
      join(printName(own, target), type && printType(type, target)),
    );
    return [statement(`CREATE TYPE ${name} AS (${attributes.join(", ")})`)];
  }
  if (!creatable.has(object))
    return [note(`CREATE ${object.toUpperCase()} ${name}: its definition is not known.`)];
  return [
    statement(
      "CREATE",
      change.orReplace && target.dialect === "mariadb" && "OR REPLACE",
      object.toUpperCase(),
      change.ifNotExists && "IF NOT EXISTS",
      name,
    ),
  ];
}

function printDropObject(change: ChangeOf<"dropObject">, target: Target): readonly Piece[] {
  const isPostgresql = target.dialect === "postgresql";
  return [
    statement(
      `DROP ${change.object.toUpperCase()}`,
      change.ifExists && "IF EXISTS",
      printObjectName(change.name, target),
      isPostgresql && change.table && `ON ${printObjectName(change.table, target)}`,
      isPostgresql && change.cascade && "CASCADE",
    ),
  ];
}

function printRenameObject(change: ChangeOf<"renameObject">, target: Target): readonly Piece[] {
  const { object, table } = change;
  const name = printObjectName(change.name, target);
  const to = printName(change.to, target);
  if (target.dialect === "postgresql") {
    const owner = table && `ON ${printObjectName(table, target)}`;
    const guard = change.ifExists && "IF EXISTS";
    return [statement(`ALTER ${object.toUpperCase()}`, guard, name, owner, `RENAME TO ${to}`)];
  }
  if (object === "view") return [statement(`RENAME TABLE ${name} TO ${to}`)];
  if (object === "event") return [statement(`ALTER EVENT ${name} RENAME TO ${to}`)];
  return cannot(target, `RENAME of a ${object}: drop it and create it anew`);
}

function printAlterObject(change: ChangeOf<"alterObject">, target: Target): readonly Piece[] {
  const { object, options } = change;
  const name = change.name && printObjectName(change.name, target);
  const words = options.flatMap(({ name: option, value }) =>
    option === "charset" ? `CHARACTER SET ${value}` : option === "collation" ? `COLLATE ${value}` : [],
  );
  if (object === "database" && words.length > 0 && target.dialect !== "postgresql")
    return [statement(join("ALTER DATABASE", name), ...words)];
  if (change.schema)
    return [
      statement(join("ALTER", object.toUpperCase(), name), `SET SCHEMA ${printName(change.schema, target)}`),
    ];
  if (change.owner !== undefined) {
    const { owner } = change;
    const column = owner && `${printObjectName(owner.table, target)}.${printName(owner.column, target)}`;
    return [statement(`ALTER SEQUENCE ${name} OWNED BY ${column ?? "NONE"}`)];
  }
  return [note(`${join("ALTER", object.toUpperCase(), name)}: what it changes is not known.`)];
}
