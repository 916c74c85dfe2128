// What DDL does to a schema, one change a step. In: nothing. Out: types. The word that parsing, replay, comparing,
// remedies and printing share. `range` is the part of the statement that asks for the change.

import type { Range } from "../text/source-file.js";
import type {
  CheckDefinition,
  ColumnDefinition,
  ColumnPosition,
  DataType,
  DefaultValue,
  ForeignKeyDefinition,
  IndexDefinition,
  KeyPart,
  Name,
  ObjectName,
  TableOption,
  Written,
  WrittenNullability,
} from "./definition.js";
import type {
  AddEnumValue,
  AlterObject,
  CreateEnum,
  CreateObject,
  DropObject,
  RenameEnumValue,
  RenameObject,
} from "./object-change.js";

interface ChangeBase {
  readonly range: Range;
}

interface TableChange extends ChangeBase {
  readonly table: ObjectName;
  /** ALTER TABLE IF EXISTS: nothing happens, and nothing fails, without the table. */
  readonly ifTableExists?: boolean;
}

export interface CreateTable extends TableChange {
  readonly kind: "createTable";
  readonly ifNotExists: boolean;
  readonly orReplace: boolean;
  readonly temporary: boolean;
  readonly columns: readonly ColumnDefinition[];
  /** Keys stated on their own; those behind a column stay with the column. */
  readonly indexes: readonly IndexDefinition[];
  readonly foreignKeys: readonly ForeignKeyDefinition[];
  readonly checks: readonly CheckDefinition[];
  readonly options: readonly TableOption[];
  /** CREATE TABLE … LIKE, and PostgreSQL's LIKE elements; `including` in lower case (`all`, `indexes`, …). */
  readonly like: readonly { readonly table: ObjectName; readonly including: readonly string[] }[];
  readonly inherits: readonly ObjectName[];
  readonly partitionOf?: ObjectName;
  /** PostgreSQL: OF a composite type, whose attributes are the columns. */
  readonly ofType?: ObjectName;
  readonly partitioned: boolean;
  /** PostgreSQL: the columns and expressions behind PARTITION BY. */
  readonly partitionedBy?: readonly KeyPart[];
  /** The query of CREATE TABLE … AS SELECT: its columns are not known from this statement. */
  readonly asQuery?: Range;
}

export interface DropTable extends TableChange {
  readonly kind: "dropTable";
  readonly ifExists: boolean;
  readonly cascade: boolean;
  readonly temporary: boolean;
}

export interface RenameTable extends TableChange {
  readonly kind: "renameTable";
  readonly to: ObjectName;
  readonly ifExists: boolean;
}

/** PostgreSQL: ALTER TABLE … SET SCHEMA. */
export interface MoveTable extends TableChange {
  readonly kind: "moveTable";
  readonly schema: Name;
}

export interface SetTableOptions extends TableChange {
  readonly kind: "setTableOptions";
  readonly options: readonly TableOption[];
}

/** MySQL: CONVERT TO CHARACTER SET: the table's default and every text column. */
export interface ConvertCharset extends TableChange {
  readonly kind: "convertCharset";
  readonly charset: Written<string>;
  readonly collation?: Written<string>;
}

export interface AddColumn extends TableChange {
  readonly kind: "addColumn";
  readonly column: ColumnDefinition;
  readonly ifNotExists: boolean;
  readonly position?: ColumnPosition;
}

export interface DropColumn extends TableChange {
  readonly kind: "dropColumn";
  readonly column: Name;
  readonly ifExists: boolean;
  readonly cascade: boolean;
}

/** MySQL's MODIFY (same name) and CHANGE (perhaps another): the whole definition is stated anew. */
export interface RedefineColumn extends TableChange {
  readonly kind: "redefineColumn";
  readonly column: Name;
  readonly definition: ColumnDefinition;
  readonly ifExists: boolean;
  readonly position?: ColumnPosition;
}

export interface RenameColumn extends TableChange {
  readonly kind: "renameColumn";
  readonly column: Name;
  readonly to: Name;
  readonly ifExists: boolean;
}

/** One fact of a column: SET/DROP DEFAULT, SET/DROP NOT NULL, TYPE, COMMENT, identity, visibility. Exactly one is given; `null` drops. */
export interface AlterColumn extends TableChange {
  readonly kind: "alterColumn";
  readonly column: Name;
  readonly ifExists: boolean;
  readonly default?: DefaultValue | null;
  readonly nullable?: WrittenNullability;
  readonly type?: DataType;
  /** With a `type`, on PostgreSQL: the expression that makes the new values, where the server has no cast of its own. */
  readonly using?: string;
  readonly comment?: Written<string | null>;
  readonly identity?: Written<"always" | "by default" | null>;
  /** PostgreSQL 17: SET EXPRESSION AS. */
  readonly generated?: Written<string> | null;
  /** What a written clause takes for granted: ADD GENERATED that the column is no identity; SET and DROP … that it is; nothing with IF EXISTS. */
  readonly wants?: "identity" | "no identity" | "expression";
  readonly visible?: boolean;
}

export interface AddIndex extends TableChange {
  readonly kind: "addIndex";
  readonly index: IndexDefinition;
  readonly ifNotExists: boolean;
  readonly orReplace: boolean;
  readonly concurrently: boolean;
  /** PostgreSQL: ADD CONSTRAINT … USING INDEX: an index that exists becomes the constraint. */
  readonly usingIndex?: Name;
}

export interface DropIndex extends ChangeBase {
  readonly kind: "dropIndex";
  /** Missing on PostgreSQL, where an index is found by its own name. */
  readonly table?: ObjectName;
  readonly ifTableExists?: boolean;
  readonly index: ObjectName;
  readonly ifExists: boolean;
  readonly cascade: boolean;
  readonly concurrently: boolean;
}

export interface RenameIndex extends ChangeBase {
  readonly kind: "renameIndex";
  readonly table?: ObjectName;
  readonly ifTableExists?: boolean;
  readonly index: ObjectName;
  readonly to: Name;
  readonly ifExists: boolean;
}

export interface SetIndexVisibility extends TableChange {
  readonly kind: "setIndexVisibility";
  readonly index: Name;
  readonly visible: boolean;
}

export interface DropPrimaryKey extends TableChange {
  readonly kind: "dropPrimaryKey";
  readonly ifExists: boolean;
}

export interface AddForeignKey extends TableChange {
  readonly kind: "addForeignKey";
  readonly foreignKey: ForeignKeyDefinition;
  readonly ifNotExists: boolean;
}

export interface DropForeignKey extends TableChange {
  readonly kind: "dropForeignKey";
  readonly name: Name;
  readonly ifExists: boolean;
}

export interface AddCheck extends TableChange {
  readonly kind: "addCheck";
  readonly check: CheckDefinition;
  readonly ifNotExists: boolean;
}

/** DROP CONSTRAINT (any kind) and DROP CHECK. */
export interface DropConstraint extends TableChange {
  readonly kind: "dropConstraint";
  readonly name: Name;
  readonly ifExists: boolean;
  readonly cascade: boolean;
  readonly only?: "check";
  /** MariaDB: DROP PERIOD FOR. */
  readonly period?: true;
}

export interface RenameConstraint extends TableChange {
  readonly kind: "renameConstraint";
  readonly name: Name;
  readonly to: Name;
}

/** VALIDATE CONSTRAINT, ALTER CHECK … [NOT] ENFORCED. */
export interface AlterConstraint extends TableChange {
  readonly kind: "alterConstraint";
  readonly name: Name;
  readonly validated?: boolean;
  readonly enforced?: boolean;
}

/** PostgreSQL's COMMENT ON TABLE, INDEX and so on; a column's is `alterColumn`. */
export interface SetComment extends ChangeBase {
  readonly kind: "setComment";
  readonly object: "table" | "index" | "constraint" | "type" | "other";
  readonly table?: ObjectName;
  readonly name?: ObjectName;
  readonly comment: Written<string | null>;
}

export interface AttachPartition extends TableChange {
  readonly kind: "attachPartition";
  readonly partition: ObjectName;
  readonly detach: boolean;
}

/** What touches a table but none of the facts that the model keeps: ENABLE KEYS, ORDER BY, FORCE, OWNER TO, partition maintenance. */
export interface TouchTable extends TableChange {
  readonly kind: "touchTable";
  readonly what: string;
  /** PostgreSQL's [NO] INHERIT. */
  readonly parent?: { readonly table: ObjectName; readonly leaves: boolean };
  /** PostgreSQL's OF; `null` for NOT OF. */
  readonly ofType?: ObjectName | null;
}

export type Change =
  | CreateTable
  | DropTable
  | RenameTable
  | MoveTable
  | SetTableOptions
  | ConvertCharset
  | AddColumn
  | DropColumn
  | RedefineColumn
  | RenameColumn
  | AlterColumn
  | AddIndex
  | DropIndex
  | RenameIndex
  | SetIndexVisibility
  | DropPrimaryKey
  | AddForeignKey
  | DropForeignKey
  | AddCheck
  | DropConstraint
  | RenameConstraint
  | AlterConstraint
  | SetComment
  | AttachPartition
  | CreateEnum
  | AddEnumValue
  | RenameEnumValue
  | CreateObject
  | DropObject
  | RenameObject
  | AlterObject
  | TouchTable;

export type ChangeKind = Change["kind"];
