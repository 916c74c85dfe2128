// Where a statement is applied: the schema so far, the server's ways, the file. In: names as written. Out: objects, places,
// refusals. It finds and says what is missing; it changes only what it is told to.

import type { Change } from "../../sql/change.js";
import type { Name, ObjectName } from "../../sql/definition.js";
import { type Location, nowhere, type Range, type SourceFile } from "../../text/source-file.js";
import type { Refusal } from "../history.js";
import { type Column, type PastPart, Table } from "../model.js";
import type { Server } from "../server.js";
import type { Trace } from "../timeline/ledger.js";
import { keyOf, temporarySchema } from "../timeline/mentions.js";
import type { Moment } from "../timeline/moment.js";
import type { Timeline } from "../timeline/timeline.js";
import { relationKindOf } from "./names.js";

/** What a change did; `unchanged` with refusals means that the server would refuse it. */
export type Effect = "changed" | "unchanged";

export interface Identity {
  readonly name: string;
  readonly schema?: string;
}

export type Fate = Pick<PastPart, "how" | "to" | "at">;

export type Related = Refusal["related"];

export interface DroppedIndex {
  readonly table: Identity;
  readonly before: Table;
  readonly change: Change;
}

const none: readonly never[] = [];

export class Site {
  /** Of the change at hand. */
  refusals: readonly Refusal[] = none;
  // Each statement has a site, and few have what follows: it is made when it is needed.
  private indexesDropped: DroppedIndex[] | undefined;
  private foreignKeysDropped: Set<string> | undefined;
  private displacedColumns: Map<string, string> | undefined;

  constructor(
    readonly timeline: Timeline,
    readonly file: SourceFile,
    /** All changes of the statement. */
    readonly changes: readonly Change[],
  ) {}

  /** Forgets what the change before was refused for. */
  beginChange(): void {
    this.refusals = none;
  }

  /** Indexes that this statement dropped: a foreign key may turn out to need one of them. */
  get droppedIndexes(): readonly DroppedIndex[] {
    return this.indexesDropped ?? none;
  }

  noteDroppedIndex(dropped: DroppedIndex): void {
    this.indexesDropped ??= [];
    this.indexesDropped.push(dropped);
  }

  /** Names of foreign keys that this statement dropped, in lower case. */
  get droppedForeignKeys(): Set<string> {
    this.foreignKeysDropped ??= new Set();
    return this.foreignKeysDropped;
  }

  /** Columns that make room for a rename of this statement, under the names that they have meanwhile. */
  get displaced(): Map<string, string> {
    this.displacedColumns ??= new Map();
    return this.displacedColumns;
  }

  get server(): Server {
    return this.timeline.world.server;
  }

  get schema(): Moment {
    return this.timeline.now;
  }

  get postgresql(): boolean {
    return this.server.dialect === "postgresql";
  }

  at(range: Range | undefined): Location {
    return { file: this.file, range: range ?? nowhere };
  }

  refuse(kind: Refusal["kind"], message: string, range: Range, related?: Related, help?: string): Effect {
    const at = this.at(range);
    this.refusals = [...this.refusals, { kind, message, at, related, ...(help !== undefined && { help }) }];
    return "unchanged";
  }

  /** What a new object of this name would be called. */
  resolve(name: ObjectName): Identity {
    const { settings } = this.timeline;
    const written = name.schema?.text;
    if (written === undefined) return { name: name.name.text, schema: settings.current };
    const isDefault = this.postgresql ? written === "public" : written === settings.home;
    return { name: name.name.text, schema: isDefault ? undefined : written };
  }

  /** The table that a name means, if the model has it: temporary ones first, then the schema in use, then the default one. */
  lookUp(name: ObjectName): Table | undefined {
    const { schema, timeline } = this;
    if (name.schema !== undefined) {
      const identity = this.resolve(name);
      return schema.table(identity.name, identity.schema);
    }
    const { text } = name.name;
    if (timeline.hadTemporaryTables) {
      const temporary = schema.table(text, temporarySchema);
      if (temporary) return temporary;
    }
    const { current } = timeline.settings;
    const found = schema.table(text, current);
    return found || current === undefined || !this.postgresql ? found : schema.table(text);
  }

  /** Why a table is not there: it is gone, or comes later. Nothing where no migration ever had it: it may exist all the same. */
  absence(name: ObjectName): { readonly message: string; readonly related: Related } | undefined {
    const identity = this.resolve(name);
    const trace = this.timeline.traceOf(identity.name, identity.schema);
    const label = `Table \`${identity.name}\``;
    if (trace)
      return { message: `${label} does not exist: it was ${fate(trace)}.`, related: fatePlace(trace) };
    const { timeline } = this;
    const key = keyOf(identity.name, identity.schema);
    const behind = timeline.world.creationBehind(this.at(name.name.range), key);
    const later = behind ?? timeline.world.creationAfter(timeline.settings.migration, key);
    if (!later) return undefined;
    return {
      message: `${label} does not exist yet: it is created ${behind ? "further down" : `in ${later.file.path}`}.`,
      related: { at: later, message: "It is created here." },
    };
  }

  /** The table of an ALTER. A name that no migration created starts a partial table; nothing comes back where it is refused. */
  tableToAlter(change: { readonly table: ObjectName; readonly ifTableExists?: boolean }): Table | undefined {
    const { table: name } = change;
    const found = this.lookUp(name);
    if (found) return found;
    // ALTER TABLE takes sequences and indexes as well (PostgreSQL 18 manual, ALTER SEQUENCE and ALTER INDEX).
    if (this.postgresql && relationKindOf(this, this.resolve(name))) return undefined;
    const absence = this.absence(name);
    if (absence) {
      if (!change.ifTableExists) this.refuse("missing", absence.message, name.range, absence.related);
      return undefined;
    }
    const identity = this.resolve(name);
    if (this.schema.object("view", identity.name, identity.schema)) return undefined;
    const table = partialTable(identity, this.at(name.name.range));
    this.timeline.putTable(table);
    return table;
  }

  column(table: Table, name: string): Column | undefined {
    return this.postgresql ? table.columns.find((column) => column.name === name) : table.column(name);
  }

  sameName(a: string, b: string): boolean {
    if (a === b) return true;
    return !this.postgresql && a.length === b.length && a.toLowerCase() === b.toLowerCase();
  }

  /** Equal for the names of columns, keys and checks that are the same to the server. */
  foldName(name: string): string {
    return this.postgresql ? name : name.toLowerCase();
  }

  /** What became of a part of a table, if it had one of this name. */
  pastPart(table: Table, part: PastPart["part"], name: string): PastPart | undefined {
    let past = table.past;
    while (past && !(past.part === part && this.sameName(past.name, name))) past = past.earlier;
    return past;
  }

  /** Whether a part that the model does not have may exist all the same. */
  mayHave(table: Table, part: PastPart["part"], name: string): boolean {
    const isWhole = table.knowledge === "whole" && this.timeline.settings.doubtedUpTo === undefined;
    return !isWhole && !this.pastPart(table, part, name);
  }

  /** Refuses for want of a column, unless the table is known only in part. True where the column may be used. */
  requireColumn(table: Table, name: Name): boolean {
    if (this.column(table, name.text) || this.mayHave(table, "column", name.text)) return true;
    const message = `Table \`${table.name}\` has no column \`${name.text}\`.`;
    this.refuse("missing", message, name.range, this.partPlace(table, "column", name.text));
    return false;
  }

  /** The effect of dropping or renaming what the model does not have: refused, free under IF EXISTS, or done unseen. */
  withoutPart(
    table: Table,
    part: PastPart["part"],
    name: Name,
    past: Fate,
    ifExists: boolean,
    label: string = part,
  ): Effect {
    if (this.mayHave(table, part, name.text)) {
      // In other letters it is still there.
      if (past.to !== undefined && this.sameName(past.to, name.text)) return "changed";
      const gone = { part, name: name.text, ...past };
      this.timeline.putTable(table.with(withPast(this.withoutPast(table, part, past.to), gone)));
      return "changed";
    }
    if (ifExists) return "unchanged";
    const message = `Table \`${table.name}\` has no ${label} \`${name.text}\`.`;
    return this.refuse("missing", message, name.range, this.partPlace(table, part, name.text));
  }

  /** What had this name may be gone: something else has it again. */
  private withoutPast(table: Table, part: PastPart["part"], name: string | undefined): Table {
    const gone = name === undefined ? undefined : this.pastPart(table, part, name);
    if (!gone) return table;
    const later: PastPart[] = [];
    for (let past = table.past; past && past !== gone; past = past.earlier) later.push(past);
    return table.with({ past: later.reduceRight((earlier, past) => ({ ...past, earlier }), gone.earlier) });
  }

  /** Where a part went, or where its table was created. */
  partPlace(table: Table, part: PastPart["part"], name: string): Related {
    const past = this.pastPart(table, part, name);
    return past ? fatePlace(past) : this.birthPlace(table);
  }

  birthPlace(table: Table): Related {
    if (table.bornAt.range === nowhere) return undefined;
    return { at: table.bornAt, message: `\`${table.name}\` was ${bornBy(table)} here.` };
  }
}

function bornBy(table: Table): string {
  return table.knowledge === "whole" ? "created" : "first changed";
}

export function fate({ how, to }: Pick<Trace, "how" | "to">): string {
  if (how === "dropped") return "dropped";
  return to === undefined ? "moved with its table" : `renamed to \`${to}\``;
}

export function fatePlace(trace: Trace): Related {
  return { at: trace.at, message: `It was ${fate(trace)} here.` };
}

/** A table of which nothing is known but its name. */
export function partialTable(
  identity: Identity,
  at: Location,
  knowledge: Table["knowledge"] = "partial",
): Table {
  return new Table({
    ...identity,
    columns: [],
    indexes: [],
    foreignKeys: [],
    checks: [],
    partitioned: false,
    inherits: [],
    knowledge,
    places: { self: at },
    bornAt: at,
  });
}

/** The table's parts that are gone, with one more. */
export function withPast(table: Table, part: Omit<PastPart, "earlier">): Pick<Table, "past"> {
  return { past: { ...part, earlier: table.past } };
}
