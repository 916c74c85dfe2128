// What every printer needs to know. In: nothing. Out: the server that the SQL is for, and the pieces that printers give.

import type { Change, ChangeKind } from "../change.js";
import type { Dialect, ObjectName } from "../definition.js";
import { type Construct, isSupported } from "../dialects/constructs.js";

export interface Target {
  readonly dialect: Dialect;
  /** [8, 0]; missing parts mean the newest of the series. */
  readonly version: readonly number[];
}

/** One action of an ALTER TABLE; neighbours on one table may share a statement. */
export interface ActionPiece {
  readonly kind: "action";
  readonly table: ObjectName;
  readonly ifTableExists: boolean;
  readonly sql: string;
}

/** A whole statement, without its `;`. */
export interface StatementPiece {
  readonly kind: "statement";
  readonly sql: string;
}

/** What the change cannot be written as: a comment says so, where silence would look like success. */
export interface NotePiece {
  readonly kind: "note";
  readonly text: string;
}

export type Piece = ActionPiece | StatementPiece | NotePiece;

export type ChangeOf<K extends ChangeKind> = Extract<Change, { kind: K }>;

/** One printer for each kind of change. */
export type Printers<K extends ChangeKind> = {
  readonly [P in K]: (change: ChangeOf<P>, target: Target) => readonly Piece[];
};

interface OnTable {
  readonly table: ObjectName;
  readonly ifTableExists?: boolean;
}

export function action({ table, ifTableExists }: OnTable, ...words: readonly Word[]): ActionPiece {
  return { kind: "action", table, ifTableExists: ifTableExists ?? false, sql: join(...words) };
}

export function statement(...words: readonly Word[]): StatementPiece {
  return { kind: "statement", sql: join(...words) };
}

export function note(text: string): NotePiece {
  return { kind: "note", text };
}

const servers: Readonly<Record<Dialect, string>> = {
  mysql: "MySQL",
  mariadb: "MariaDB",
  postgresql: "PostgreSQL",
};

/** Says that no statement of this server makes the change. */
export function cannot(target: Target, what: string): readonly Piece[] {
  return [note(`${servers[target.dialect]} has no ${what}.`)];
}

export type Word = string | false | undefined;

/** The words that are there, with blanks between. */
export function join(...words: readonly Word[]): string {
  return words.filter((word) => word !== undefined && word !== false && word !== "").join(" ");
}

export function has(target: Target, construct: Construct): boolean {
  return isSupported(construct, target.dialect, target.version);
}

export function ifExists(target: Target, construct: Construct, change: { readonly ifExists: boolean }): Word {
  return change.ifExists && has(target, construct) && "IF EXISTS";
}

export function ifNotExists(
  target: Target,
  construct: Construct,
  change: { readonly ifNotExists: boolean },
): Word {
  return change.ifNotExists && has(target, construct) && "IF NOT EXISTS";
}

/** `( … )`, an element a line. */
export function printElements(elements: readonly string[]): string {
  return elements.length === 0 ? "" : `(\n${elements.map((element) => `  ${element}`).join(",\n")}\n)`;
}
