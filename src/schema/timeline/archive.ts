// All versions of everything that one replay made. In: versions, in order of time. Out: versions by name and moment.
// An archive may stand on a moment of another one: a replay on a copy of a schema writes into its own.

import { factsByName } from "../../text/facts-by-name.js";
import type { Location } from "../../text/source-file.js";
import type { EnumType, NamedObject, Table } from "../model.js";
import type { Server } from "../server.js";
import { Ledger } from "./ledger.js";
import { foldTableName, keyOf, type MentionKind, Mentions } from "./mentions.js";

/** What the session and the database say about statements to come. */
export interface Settings {
  /** The database that the migrations mean when they name none. */
  readonly home?: string;
  /** The database or schema in use, where it is not the default one. */
  readonly current?: string;
  readonly foreignKeyChecks: boolean;
  /** Foreign keys refer to unique keys alone, on servers that ask for it. */
  readonly uniqueReferences: boolean;
  /** Values that do not fit are errors, as sql_mode has it where nobody says otherwise (MySQL 8.4 manual 7.1.11). */
  readonly strict: boolean;
  readonly charset?: string;
  readonly collation?: string;
  /** The number of the migration that runs. */
  readonly migration: number;
  /** Up to this moment nobody knows what is there besides what the model has: a statement ran that could not be followed. */
  readonly doubtedUpTo?: number;
}

/** Variables of a session that turn checks off, and the setting that each turns. */
export const switches: Readonly<Record<string, "foreignKeyChecks" | "uniqueReferences">> = factsByName({
  foreign_key_checks: "foreignKeyChecks",
  restrict_fk_on_non_standard_key: "uniqueReferences",
});

/** Where every session starts. */
export const switchedOn = { foreignKeyChecks: true, uniqueReferences: true, strict: true } as const;

/** What stays the same through a replay. */
export interface World {
  readonly server: Server;
  /** Where a table is created, first after the migration of this number; none where no later one creates it. */
  creationAfter(migration: number, key: string): Location | undefined;
  /** Where a file creates a table further down; none where it takes one of this name away, too. */
  creationBehind(place: Location, key: string): Location | undefined;
}

/** A place in an archive's time: everything written up to it. */
export interface Standpoint {
  readonly archive: Archive;
  readonly moment: number;
}

const none: readonly never[] = [];
const kinds = ["tables", "enumTypes", "objects", "settings"] as const;

export class Archive {
  readonly tables: Ledger<Table>;
  readonly enumTypes: Ledger<EnumType>;
  readonly objects: Ledger<NamedObject>;
  readonly settings: Ledger<Settings>;
  readonly mentions: Mentions;

  constructor(
    readonly world: World,
    readonly base?: Standpoint,
  ) {
    const under = base?.archive;
    const from = base?.moment ?? 0;
    this.tables = new Ledger(under?.tables, from);
    this.enumTypes = new Ledger(under?.enumTypes, from);
    this.objects = new Ledger(under?.objects, from);
    this.settings = new Ledger(under?.settings, from);
    this.mentions = new Mentions(under?.mentions);
  }

  get depth(): number {
    return this.base ? this.base.archive.depth + 1 : 0;
  }

  revertTo(moment: number): void {
    for (const kind of kinds) this[kind].revertTo(moment);
  }

  /** The tables that mentioned a name and are there at a moment. */
  tablesMentioning(kind: MentionKind, name: string, moment: number): readonly Table[] {
    const keys = this.mentions.keys(kind, name);
    if (keys.length === 0) return none;
    const tables: Table[] = [];
    for (const key of keys) {
      const table = this.tables.find(key, moment)?.value;
      if (table) tables.push(table);
    }
    return tables;
  }

  /** The tables of a name in any schema, without regard to case where the dialect has none. */
  tablesNamed(name: string, moment: number): readonly Table[] {
    return this.tablesMentioning("name", foldTableName(this.world.server.dialect, name), moment);
  }

  /** Trigger names are a table's own on PostgreSQL, the schema's elsewhere; routine names know no case on MySQL. */
  objectKey(kind: string, name: string, schema?: string, table?: string): string {
    const postgresql = this.world.server.dialect === "postgresql";
    const folded = postgresql || kind === "trigger" || kind === "view" ? name : name.toLowerCase();
    const owner = postgresql && kind === "trigger" ? ` ${table}` : "";
    return `${kind}${owner} ${keyOf(folded, schema)}`;
  }
}
