// The schema at one moment: what exists, and where each fact of it was decided. Immutable: a change makes new objects and
// shares the rest. In: definitions with places. Out: objects that rules read. Knows nothing of replay order or of rules.

import type {
  ColumnDefinition,
  DataType,
  DefaultValue,
  Dialect,
  IndexDefinition,
  IndexKind,
  ReferentialAction,
} from "../sql/definition.js";
import type { Parameter, TriggerDefinition, ViewKind } from "../sql/object-change.js";
import type { Statement } from "../sql/statement.js";
import type { Location } from "../text/source-file.js";
import { fillCheck, fillColumn, fillForeignKey, fillIndex, fillTable } from "./fill.js";

/** Where each fact was last decided; `self` is the object's name, and stands in for facts that nothing states. */
export type Places<Fact extends string> = Readonly<Partial<Record<Fact, Location>>> & {
  readonly self: Location;
};

const columnFactNames = [
  "type",
  "nullable",
  "default",
  "onUpdate",
  "comment",
  "autoIncrement",
  "generated",
  "charset",
] as const;
export type ColumnFact = (typeof columnFactNames)[number];

export interface ColumnState {
  readonly name: string;
  /** The table's name, and its schema where that is not the default one. */
  readonly table: string;
  readonly schema?: string;
  readonly type: DataType;
  /** As the server has it: NOT NULL written, implied by a primary key, or PostgreSQL's identity. */
  readonly nullable: boolean;
  /** Of its NOT NULL constraint, where somebody named that. */
  readonly notNullName?: string;
  /** PostgreSQL 18: the name that the server made up for it, where nobody did. */
  readonly madeNotNullName?: string;
  readonly default?: DefaultValue;
  readonly onUpdate?: string;
  readonly autoIncrement: boolean;
  readonly generated?: { readonly expression: string; readonly stored: boolean };
  readonly identity?: "always" | "by default";
  readonly comment?: string;
  readonly visible: boolean;
  /** In force: written, or inherited from table or database. Missing where unknown, or where the type has none. */
  readonly charset?: string;
  readonly collation?: string;
  readonly places: Places<ColumnFact>;
  /** Where the column first came to be. */
  readonly bornAt: Location;
}

export interface Column extends ColumnState {}
export class Column {
  constructor(state: ColumnState) {
    fillColumn(this, state);
  }

  at(fact?: ColumnFact): Location {
    return (fact && this.places[fact]) ?? this.places.self;
  }

  /** Its places, with some facts decided elsewhere. They may be made on demand, so a spread would not do. */
  placesWith(change: Partial<Places<ColumnFact>>): Places<ColumnFact> {
    const { places } = this;
    const { self, type, nullable, onUpdate, comment, autoIncrement, generated, charset } = places;
    const all = {
      self,
      type,
      nullable,
      default: places.default,
      onUpdate,
      comment,
      autoIncrement,
      generated,
      charset,
    };
    return Object.assign(all, change);
  }

  /** Where it came to be, and where each fact that something states was decided. */
  get locations(): readonly Location[] {
    const stated = columnFactNames.map((fact) => this.places[fact]).filter((place) => place !== undefined);
    return [this.bornAt, this.places.self, ...stated];
  }

  with(change: Partial<ColumnState>): Column {
    return Object.assign(new Column(this), change);
  }
}

export type IndexFact = "parts" | "comment" | "visible" | "where";

/** A column of an index, or an expression. */
export interface IndexPart {
  readonly column?: string;
  readonly expression?: string;
  readonly length?: number;
  readonly descending: boolean;
  /** PostgreSQL: collation, operator class and place of NULLs, as definitions have them. */
  readonly collation?: string;
  readonly operatorClass?: string;
  readonly nulls?: "first" | "last";
  readonly withoutOverlaps?: boolean;
}

export interface IndexState {
  /** Its name, given or made by the server; PRIMARY on MySQL and MariaDB. */
  readonly name: string;
  /** Whether a person wrote the name. */
  readonly named: boolean;
  readonly table: string;
  readonly schema?: string;
  readonly kind: IndexKind;
  readonly parts: readonly IndexPart[];
  readonly constraint: boolean;
  readonly inline: boolean;
  /** Added by InnoDB for a foreign key, not written by anybody. */
  readonly implicit: boolean;
  readonly method?: string;
  readonly where?: string;
  readonly include: readonly string[];
  readonly comment?: string;
  readonly visible: boolean;
  readonly nullsNotDistinct: boolean;
  readonly deferrable?: IndexDefinition["deferrable"];
  readonly places: Places<IndexFact>;
}

export interface Index extends IndexState {}
export class Index {
  constructor(state: IndexState) {
    fillIndex(this, state);
  }

  /** Primary keys and unique ones, whole or partial. */
  get unique(): boolean {
    return this.kind === "primary" || this.kind === "unique";
  }

  /** The columns in order; `undefined` where a part is an expression. */
  get columns(): readonly (string | undefined)[] {
    return this.parts.map((part) => part.column);
  }

  at(fact?: IndexFact): Location {
    return (fact && this.places[fact]) ?? this.places.self;
  }

  with(change: Partial<IndexState>): Index {
    return Object.assign(new Index(this), change);
  }
}

export type ForeignKeyFact = "columns" | "references" | "onDelete" | "onUpdate" | "comment";

export interface ForeignKeyState {
  readonly name: string;
  readonly named: boolean;
  readonly table: string;
  readonly schema?: string;
  readonly columns: readonly string[];
  readonly target: { readonly schema?: string; readonly table: string };
  /** Resolved to the target's primary key where the statement leaves them out and it is known; else empty. */
  readonly targetColumns: readonly string[];
  /** Missing where nothing is written. */
  readonly onDelete?: ReferentialAction;
  readonly onUpdate?: ReferentialAction;
  readonly inline: boolean;
  readonly validated: boolean;
  readonly comment?: string;
  readonly places: Places<ForeignKeyFact>;
}

export interface ForeignKey extends ForeignKeyState {}
export class ForeignKey {
  constructor(state: ForeignKeyState) {
    fillForeignKey(this, state);
  }

  /** How a message names it: its name where a person gave one, else by its columns: `(tenantId) of releases`. */
  get label(): string {
    return this.named ? this.name : `(${this.columns.join(", ")}) of ${this.table}`;
  }

  at(fact?: ForeignKeyFact): Location {
    return (fact && this.places[fact]) ?? this.places.self;
  }

  with(change: Partial<ForeignKeyState>): ForeignKey {
    return Object.assign(new ForeignKey(this), change);
  }
}

export interface CheckState {
  readonly name: string;
  readonly named: boolean;
  readonly table: string;
  readonly schema?: string;
  readonly expression: string;
  readonly inline: boolean;
  readonly enforced: boolean;
  readonly validated: boolean;
  /** MariaDB: the check of an application-time period. */
  readonly period?: true;
  readonly places: Places<"expression">;
}

export interface Check extends CheckState {}
export class Check {
  constructor(state: CheckState) {
    fillCheck(this, state);
  }

  at(fact?: "expression"): Location {
    return (fact && this.places[fact]) ?? this.places.self;
  }

  with(change: Partial<CheckState>): Check {
    return Object.assign(new Check(this), change);
  }
}

export type TableFact = "comment" | "charset" | "collation" | "engine";

export interface TableState {
  readonly name: string;
  /** The database or schema, where it is not the default one. */
  readonly schema?: string;
  readonly columns: readonly Column[];
  /** Primary key included. */
  readonly indexes: readonly Index[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly checks: readonly Check[];
  readonly engine?: string;
  /** In force: written, or inherited from the database; missing where unknown. */
  readonly charset?: string;
  readonly collation?: string;
  readonly comment?: string;
  readonly partitioned: boolean;
  /** PostgreSQL: what a partitioned table is partitioned by; `undefined` stands for an expression. */
  readonly partitionedBy?: readonly (string | undefined)[];
  /** PostgreSQL: the tables that it inherits from or is a partition of. */
  readonly inherits: readonly string[];
  /** PostgreSQL: the composite type that it was created OF. */
  readonly ofType?: { readonly name: string; readonly schema?: string };
  /**
   * `whole`: created by a migration · `partial`: known only from what migrations change on it; what is not in the model is
   * unknown, not missing · `external`: declared in the configuration, unknown beyond that.
   */
  readonly knowledge: "whole" | "partial" | "external";
  readonly places: Places<TableFact>;
  /** Where it was created, under whatever name; for a partial table, where it was first named. */
  readonly bornAt: Location;
  /** Its parts that are gone, the newest first. */
  readonly past?: PastPart;
}

/** A column, key or check that a table had once. */
export interface PastPart {
  readonly part: "column" | "index" | "foreign key" | "check";
  readonly name: string;
  readonly how: "dropped" | "renamed";
  /** Its new name. */
  readonly to?: string;
  readonly at: Location;
  readonly earlier?: PastPart;
}

export interface Table extends TableState {}
export class Table {
  constructor(state: TableState) {
    fillTable(this, state);
  }

  at(fact?: TableFact): Location {
    return (fact && this.places[fact]) ?? this.places.self;
  }

  get primaryKey(): Index | undefined {
    return this.indexes.find((index) => index.kind === "primary");
  }

  /** A column by its name, as SQL finds it: without regard to case. PostgreSQL's names are folded already when they get here. */
  column(name: string): Column | undefined {
    const exact = this.columns.find((column) => column.name === name);
    if (exact) return exact;
    const wanted = name.toLowerCase();
    // A table may have thousands: most are told apart by their length, without a new string for each.
    return this.columns.find(
      (column) => column.name.length === name.length && column.name.toLowerCase() === wanted,
    );
  }

  with(change: Partial<TableState>): Table {
    return Object.assign(new Table(this), change);
  }
}

export interface EnumType {
  readonly name: string;
  readonly schema?: string;
  readonly values: readonly string[];
  /** Where it was created: the same under any name. */
  readonly bornAt: Location;
  readonly places: Places<"values">;
}

/** By identity, which is where it was created: the very object, whatever it is called since. */
export interface ViewSupport {
  readonly relation: Location;
  /** Those of its columns that are named. */
  readonly columns: readonly Location[];
}

/** A view, routine, trigger, sequence …: known by name, and where it was created. */
export interface NamedObject {
  readonly object: string;
  readonly viewKind?: ViewKind;
  readonly name: string;
  readonly schema?: string;
  readonly table?: string;
  /** Of its table: the column that a sequence goes with. */
  readonly column?: string;
  readonly trigger?: TriggerDefinition;
  readonly parameters?: readonly Parameter[];
  /** Of a composite type. */
  readonly attributes?: readonly ColumnDefinition[];
  readonly body?: readonly Statement[];
  /** The statement that created it, last; with its text, where that does not stand in the file as it is run. */
  readonly definition?: Location & { readonly text?: string };
  /** PostgreSQL: what was done to it since, of which the model knows no more than the text. */
  readonly alteration?: Alteration;
  /** PostgreSQL: a routine of the same name with other parameters, which is there again when this one is dropped. */
  readonly overloaded?: NamedObject;
  /** PostgreSQL: what a view stands on, as far as its words tell. */
  readonly supports?: readonly ViewSupport[];
  /** A CASCADE may have taken it along: what a view stands on is not wholly known. */
  readonly doubtful?: boolean;
  readonly place: Location;
}

/** The last statement that altered an object, and those before it. */
export interface Alteration {
  readonly at: Location;
  readonly earlier?: Alteration;
}

/** Something that the replay could not follow: what rules see may differ from what the server has. */
export interface BlindSpot {
  readonly location: Location;
  readonly reason: string;
  /** What was followed all the same: the branch that makes the change, or the change with a stand-in for a value. */
  readonly followed?: "branch" | "value";
}

/** Everything at one moment. Looking up is cheap; holding many of one history is cheap, too: they share what is equal. */
export interface Schema {
  readonly dialect: Dialect;
  /** By the name that SQL would use: case-sensitive; `schema` only where it is not the default one. */
  table(name: string, schema?: string): Table | undefined;
  /** In the order of creation. */
  readonly tables: readonly Table[];
  enumType(name: string, schema?: string): EnumType | undefined;
  readonly enumTypes: readonly EnumType[];
  /** `table` only for triggers on PostgreSQL, whose names are their table's own. */
  object(kind: string, name: string, schema?: string, table?: string): NamedObject | undefined;
  readonly objects: readonly NamedObject[];
  /** The triggers of a table, and on PostgreSQL the sequences that it owns. */
  objectsOf(table: Table): readonly NamedObject[];
  /** The foreign keys, of any table, that refer to this one. */
  foreignKeysTo(table: Table): readonly ForeignKey[];
}
