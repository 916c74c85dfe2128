// The parts of a schema as SQL states them. In: nothing. Out: types. No behaviour lives here.
// A definition is either read from a text, with a range on every part, or computed, with `nowhere` in its place.

import type { Range } from "../text/source-file.js";

export type Dialect = "mysql" | "mariadb" | "postgresql";

/** An identifier without its quotes. */
export interface Name {
  readonly text: string;
  readonly quoted: boolean;
  readonly range: Range;
}

/** A name that may stand in a database (MySQL, MariaDB) or a schema (PostgreSQL). */
export interface ObjectName {
  readonly schema?: Name;
  readonly name: Name;
  readonly range: Range;
  /** PostgreSQL's ONLY stands before it: children and partitions are not meant. */
  readonly only?: boolean;
}

/** A fact together with the place that states it. */
export interface Written<T> {
  readonly value: T;
  readonly range: Range;
}

export interface DataType {
  /**
   * The name under which the server's catalog files it, in lower case: `int`, `varchar`, `tinyint` (BOOLEAN on MySQL),
   * `timestamp with time zone`. A type of another dialect (UUID on MySQL) keeps the name as written.
   */
  readonly name: string;
  /** Length, precision, scale: digits as written. */
  readonly arguments: readonly string[];
  /** The labels of ENUM and SET. */
  readonly values: readonly Written<string>[];
  readonly unsigned: boolean;
  readonly zerofill: boolean;
  readonly charset?: Written<string>;
  readonly collation?: Written<string>;
  /** MySQL and MariaDB: the word BINARY behind a text type asks for the charset's binary collation (MySQL 8.4 manual 12.3.5). */
  readonly binary?: boolean;
  /** PostgreSQL: the number of `[]` behind the type. */
  readonly dimensions: number;
  /** PostgreSQL: the schema that qualifies a type of the user's own. */
  readonly schema?: string;
  /** As written, white space folded: `BOOLEAN`, `VARCHAR(255)`. Without charset and collation. */
  readonly text: string;
  readonly range: Range;
}

export interface DefaultValue {
  /** `literal`: a string, number, bit, TRUE or FALSE · `now`: the current timestamp in any of its spellings · `expression`: the rest. */
  readonly kind: "literal" | "null" | "now" | "expression";
  /** As written. */
  readonly text: string;
  /** The value of a literal: a string without its quotes, a number as its digits, `1` and `0` for TRUE and FALSE. */
  readonly value?: string;
  /** The range of the value, without the word DEFAULT. */
  readonly range: Range;
}

export type IndexKind = "primary" | "unique" | "index" | "fulltext" | "spatial" | "exclusion";

export interface KeyPart {
  readonly column?: Name;
  /** The text of a functional key part, without its outer parentheses. */
  readonly expression?: string;
  /** Characters or bytes of a prefix key. */
  readonly length?: number;
  readonly descending: boolean;
  /** PostgreSQL: the collation, as it is written: `"C"`. */
  readonly collation?: string;
  /** PostgreSQL: the operator class with its parameters, as it is written: `jsonb_path_ops`. */
  readonly operatorClass?: string;
  /** PostgreSQL: where NULLs come, where that is not where they come anyway. */
  readonly nulls?: "first" | "last";
  /** WITHOUT OVERLAPS: a range on PostgreSQL, on MariaDB a period that `column` names. */
  readonly withoutOverlaps?: boolean;
  readonly range: Range;
}

export interface IndexDefinition {
  readonly kind: IndexKind;
  readonly name?: Name;
  readonly parts: readonly KeyPart[];
  /** Stated as a constraint (CONSTRAINT … UNIQUE, PRIMARY KEY), not as a plain index. */
  readonly constraint: boolean;
  /** Stated behind a column's type. */
  readonly inline: boolean;
  readonly method?: Written<string>;
  /** The condition of a partial index (PostgreSQL), as written. */
  readonly where?: Written<string>;
  readonly include: readonly Name[];
  readonly comment?: Written<string>;
  readonly visible: boolean;
  readonly nullsNotDistinct: boolean;
  /** PostgreSQL: DEFERRABLE, and how it is INITIALLY. */
  readonly deferrable?: "immediate" | "deferred";
  readonly range: Range;
}

export type ReferentialAction = "cascade" | "restrict" | "set null" | "set default" | "no action";

export interface ForeignKeyDefinition {
  readonly name?: Name;
  /** MySQL's optional index name between FOREIGN KEY and the columns. */
  readonly indexName?: Name;
  readonly columns: readonly Name[];
  readonly target: ObjectName;
  /** Empty where the statement leaves them out (PostgreSQL: the primary key is meant). */
  readonly targetColumns: readonly Name[];
  readonly onDelete?: Written<ReferentialAction>;
  readonly onUpdate?: Written<ReferentialAction>;
  readonly inline: boolean;
  readonly notValid: boolean;
  /** From REFERENCES to the end of the target's columns. */
  readonly referencesRange: Range;
  readonly range: Range;
}

export interface CheckDefinition {
  readonly name?: Name;
  /** The condition, without its outer parentheses. */
  readonly expression: Written<string>;
  readonly inline: boolean;
  readonly enforced: boolean;
  readonly notValid: boolean;
  /** MariaDB: it is what PERIOD FOR makes: the first column is less than the second, and neither is NULL. */
  readonly period?: true;
  readonly range: Range;
}

export interface GeneratedColumn {
  readonly expression: Written<string>;
  readonly stored: boolean;
}

/** NULL or NOT NULL, which PostgreSQL files under a name since version 18. */
export interface WrittenNullability extends Written<boolean> {
  readonly name?: Name;
}

export interface ColumnDefinition {
  readonly name: Name;
  /** Missing where the text was broken or (PostgreSQL) a partition's column names none. */
  readonly type?: DataType;
  /** Missing where neither NULL nor NOT NULL is written. */
  readonly nullable?: WrittenNullability;
  readonly default?: DefaultValue;
  /** ON UPDATE CURRENT_TIMESTAMP: the expression as written. */
  readonly onUpdate?: Written<string>;
  readonly autoIncrement?: Range;
  readonly generated?: GeneratedColumn;
  /** PostgreSQL: GENERATED … AS IDENTITY. */
  readonly identity?: Written<"always" | "by default">;
  readonly comment?: Written<string>;
  readonly visible: boolean;
  /** Keys, references and checks stated behind the column's type; each is `inline`. */
  readonly indexes: readonly IndexDefinition[];
  readonly foreignKeys: readonly ForeignKeyDefinition[];
  readonly checks: readonly CheckDefinition[];
  readonly range: Range;
}

/** Where ADD, MODIFY and CHANGE put a column. */
export type ColumnPosition = { readonly kind: "first" } | { readonly kind: "after"; readonly column: Name };

/** `charset`, `collation`, `comment`, `engine` and `auto_increment` in these names; others by their words in lower case. */
export interface TableOption {
  readonly name: string;
  readonly value: string;
  readonly range: Range;
}
