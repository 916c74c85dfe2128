// What DDL does to what is no table: enum types, views, routines, triggers, sequences … In: nothing. Out: types.

import type { Range } from "../text/source-file.js";
import type { ColumnDefinition, DataType, Name, ObjectName, TableOption, Written } from "./definition.js";
import type { Expression } from "./expression.js";
import type { Statement } from "./statement.js";

interface ChangeBase {
  readonly range: Range;
}

export interface CreateEnum extends ChangeBase {
  readonly kind: "createEnum";
  readonly type: ObjectName;
  readonly values: readonly Written<string>[];
}

export interface AddEnumValue extends ChangeBase {
  readonly kind: "addEnumValue";
  readonly type: ObjectName;
  readonly value: Written<string>;
  readonly ifNotExists: boolean;
  readonly neighbour?: { readonly side: "before" | "after"; readonly value: string };
}

export interface RenameEnumValue extends ChangeBase {
  readonly kind: "renameEnumValue";
  readonly type: ObjectName;
  readonly from: Written<string>;
  readonly to: Written<string>;
}

/** The kinds of object that the model knows by name (and, for a trigger, by table), not by their inside. */
export type NamedObjectKind =
  | "view"
  | "procedure"
  | "function"
  | "trigger"
  | "event"
  | "sequence"
  | "type"
  | "domain"
  | "schema"
  | "extension"
  | "database";

export interface Parameter {
  readonly name?: Name;
  readonly mode: "in" | "out" | "inout";
  readonly type?: DataType;
  /** What it is where a call leaves it out. */
  readonly default?: Expression;
}

export interface TriggerDefinition {
  readonly timing: "before" | "after" | "instead of";
  readonly events: readonly ("insert" | "update" | "delete" | "truncate")[];
  readonly forEachRow: boolean;
  /** PostgreSQL: the function that EXECUTE FUNCTION names. */
  readonly calls?: ObjectName;
}

/** Foreign tables take the place of views: they are known by name. */
export type ViewKind = "materialized" | "foreign";

export interface CreateObject extends ChangeBase {
  readonly kind: "createObject";
  readonly object: NamedObjectKind;
  readonly name: ObjectName;
  /** PostgreSQL: a view that is more than that. */
  readonly viewKind?: ViewKind;
  /** A trigger's table; the table that owns a sequence. */
  readonly table?: ObjectName;
  /** Of that table: the column that owns a sequence. */
  readonly column?: Name;
  readonly ifNotExists: boolean;
  readonly orReplace: boolean;
  readonly trigger?: TriggerDefinition;
  /** Of a composite type, as columns of a table. */
  readonly attributes?: readonly ColumnDefinition[];
  /** Of a procedure or function. */
  readonly parameters?: readonly Parameter[];
  /** The statements of a routine, trigger or event, where they could be read. */
  readonly body?: readonly Statement[];
  readonly bodyRange?: Range;
  /** The statement, where it does not stand in the file as it is run: it was put together, or stands in a string with its quotes doubled. */
  readonly text?: string;
}

export interface DropObject extends ChangeBase {
  readonly kind: "dropObject";
  readonly object: NamedObjectKind;
  readonly name: ObjectName;
  /** PostgreSQL: DROP TRIGGER … ON table. */
  readonly table?: ObjectName;
  readonly ifExists: boolean;
  readonly cascade: boolean;
}

export interface RenameObject extends ChangeBase {
  readonly kind: "renameObject";
  readonly object: NamedObjectKind;
  readonly name: ObjectName;
  readonly to: Name;
  readonly table?: ObjectName;
  readonly ifExists?: boolean;
}

/** What ALTER TYPE does to one attribute of a composite type. CASCADE does it to the tables OF the type, too. */
export type AttributeAction = { readonly cascade: boolean } & (
  | { readonly action: "add"; readonly attribute: ColumnDefinition }
  | { readonly action: "drop"; readonly name: Name; readonly ifExists: boolean }
  | { readonly action: "rename"; readonly name: Name; readonly to: Name }
  | { readonly action: "type"; readonly name: Name; readonly type: DataType }
);

/** The column that a sequence goes with. */
export interface SequenceOwner {
  readonly table: ObjectName;
  readonly column: Name;
}

/** ALTER of an object whose inside the model does not know (ALTER VIEW, ALTER FUNCTION …), and MySQL's ALTER DATABASE with its options. */
export interface AlterObject extends ChangeBase {
  readonly kind: "alterObject";
  readonly object: NamedObjectKind;
  readonly name?: ObjectName;
  readonly options: readonly TableOption[];
  /** PostgreSQL's SET SCHEMA. */
  readonly schema?: Name;
  /** Of a composite type. */
  readonly attributes?: readonly AttributeAction[];
  /** OWNED BY of a sequence; `null` for NONE. */
  readonly owner?: SequenceOwner | null;
}
