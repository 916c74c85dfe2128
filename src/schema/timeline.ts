// Every version of every object of one replay, in one growing log. In: objects, as a replay makes them. Out: schemas, each
// a moment of the log. It judges nothing and knows no SQL. A moment costs a few bytes, so each step of a replay keeps two.

import type { Dialect } from "../sql/definition.js";
import type { Location } from "../text/source-file.js";
import { Ledger, type Trace } from "./ledger.js";
import type { EnumType, ForeignKey, NamedObject, Schema, Table } from "./model.js";
import type { Server } from "./server.js";

/** What the session and the database say about statements to come. */
export interface Settings {
  /** The database that the migrations mean when they name none. */
  readonly home?: string;
  /** The database or schema in use, where it is not the default one. */
  readonly current?: string;
  readonly foreignKeyChecks: boolean;
  readonly charset?: string;
  readonly collation?: string;
  /** The number of the migration that runs. */
  readonly migration: number;
}

/** What stays the same through a replay. */
export interface World {
  readonly server: Server;
  /** Where a table is created, first after the migration of this number; none where no later one creates it. */
  creationAfter(migration: number, key: string): Location | undefined;
}

/** The schema of temporary tables: they live as long as their session and are no part of what rules see. */
export const temporarySchema = "pg_temp";

/** One key for a name in a database or schema. */
export function keyOf(name: string, schema?: string): string {
  return schema === undefined ? name : `${schema}\u0000${name}`;
}

const startSettings: Settings = { foreignKeyChecks: true, migration: 0 };

interface Records {
  readonly tables: Ledger<Table>;
  readonly enumTypes: Ledger<EnumType>;
  readonly objects: Ledger<NamedObject>;
  readonly settings: Ledger<Settings>;
}

/** A schema as it was when so many changes had been made. */
export class Moment implements Schema {
  private allTables: readonly Table[] | undefined;
  private allObjects: readonly NamedObject[] | undefined;

  constructor(
    readonly timeline: Timeline,
    readonly moment: number,
  ) {}

  get dialect(): Dialect {
    return this.timeline.dialect;
  }

  get settings(): Settings {
    return this.timeline.records.settings.find("", this.moment)?.value ?? startSettings;
  }

  table(name: string, schema?: string): Table | undefined {
    return this.timeline.records.tables.find(keyOf(name, schema), this.moment)?.value;
  }

  /** The tables of a name in any schema, without regard to case where the dialect has none. */
  tablesNamed(name: string): readonly Table[] {
    const found: Table[] = [];
    for (const key of this.timeline.mentions(nameMention(this.dialect, name))) {
      const table = this.timeline.records.tables.find(key, this.moment)?.value;
      if (table) found.push(table);
    }
    return found;
  }

  /** Whether a table that is not here is known not to be: it is gone, or comes later. */
  isAccountedFor(name: string): boolean {
    const { records, world } = this.timeline;
    const { current, migration } = this.settings;
    return [undefined, current].some((schema) => {
      const key = keyOf(name, schema);
      return records.tables.find(key, this.moment)?.trace || world.creationAfter(migration, key);
    });
  }

  temporaryTables(): readonly Table[] {
    const keys = this.timeline.mentions(temporaryMention);
    const entries = [...keys].map((key) => this.timeline.records.tables.find(key, this.moment)?.value);
    return entries.filter((table) => table !== undefined);
  }

  get tables(): readonly Table[] {
    this.allTables ??= this.timeline.records.tables
      .valuesAt(this.moment)
      .filter((table) => table.schema !== temporarySchema);
    return this.allTables;
  }

  enumType(name: string, schema?: string): EnumType | undefined {
    return this.timeline.records.enumTypes.find(keyOf(name, schema), this.moment)?.value;
  }

  get enumTypes(): readonly EnumType[] {
    return this.timeline.records.enumTypes.valuesAt(this.moment);
  }

  object(kind: string, name: string, schema?: string, table?: string): NamedObject | undefined {
    return this.timeline.records.objects.find(this.timeline.objectKey(kind, name, schema, table), this.moment)
      ?.value;
  }

  get objects(): readonly NamedObject[] {
    this.allObjects ??= this.timeline.records.objects.valuesAt(this.moment);
    return this.allObjects;
  }

  objectsOf(table: Table): readonly NamedObject[] {
    const found: NamedObject[] = [];
    for (const key of this.timeline.mentions(ownerMention(table.name, table.schema))) {
      const object = this.timeline.records.objects.find(key, this.moment)?.value;
      if (object?.table === table.name && object.schema === table.schema) found.push(object);
    }
    return found;
  }

  foreignKeysTo(table: Table): readonly ForeignKey[] {
    const found: ForeignKey[] = [];
    for (const key of this.timeline.mentions(targetMention(table.name, table.schema))) {
      for (const foreignKey of this.timeline.records.tables.find(key, this.moment)?.value?.foreignKeys ??
        []) {
        if (foreignKey.target.table === table.name && foreignKey.target.schema === table.schema)
          found.push(foreignKey);
      }
    }
    return found;
  }
}

const temporaryMention = "temporary";

function nameMention(dialect: Dialect, name: string): string {
  return `name ${dialect === "postgresql" ? name : name.toLowerCase()}`;
}

function ownerMention(table: string, schema?: string): string {
  return `objects of ${keyOf(table, schema)}`;
}

function targetMention(name: string, schema?: string): string {
  return `target ${keyOf(name, schema)}`;
}

export class Timeline {
  readonly records: Records;
  private head: number;
  private headMoment: Moment | undefined;
  // Which tables ever mentioned a name (as a target, a constraint, an index …): never cleared, so readers look again.
  private readonly mentioned = new Map<string, Set<string>>();

  constructor(
    readonly world: World,
    readonly base?: Moment,
  ) {
    const over = base?.timeline.records;
    const from = base?.moment ?? 0;
    this.records = {
      tables: new Ledger(over?.tables, from),
      enumTypes: new Ledger(over?.enumTypes, from),
      objects: new Ledger(over?.objects, from),
      settings: new Ledger(over?.settings, from),
    };
    this.head = from;
  }

  /** A timeline of its own that begins with this schema. */
  static on(schema: Schema): Timeline {
    if (!(schema instanceof Moment)) throw new Error("A schema that no replay made cannot be changed.");
    return new Timeline(schema.timeline.world, schema);
  }

  get dialect(): Dialect {
    return this.world.server.dialect;
  }

  get now(): Moment {
    if (this.headMoment?.moment !== this.head) this.headMoment = new Moment(this, this.head);
    return this.headMoment as Moment;
  }

  get settings(): Settings {
    return this.now.settings;
  }

  set settings(settings: Settings) {
    this.records.settings.write("", ++this.head, settings);
  }

  /** Stores a table under its name, new or in place of its last version. */
  putTable(table: Table): void {
    const key = keyOf(table.name, table.schema);
    this.records.tables.write(key, ++this.head, table);
    for (const mention of mentionsOf(table)) this.mention(mention, key);
    this.mention(nameMention(this.dialect, table.name), key);
  }

  removeTable(table: Table, trace: Trace): void {
    this.records.tables.remove(keyOf(table.name, table.schema), ++this.head, trace);
  }

  /** Stores a table under another name; it keeps its place in the order of creation. */
  moveTable(from: Table, to: Table, trace: Trace): void {
    const old = keyOf(from.name, from.schema);
    const order = this.records.tables.find(old, this.head)?.order;
    this.records.tables.remove(old, ++this.head, trace);
    const key = keyOf(to.name, to.schema);
    this.records.tables.write(key, ++this.head, to, order);
    for (const mention of mentionsOf(to)) this.mention(mention, key);
    this.mention(nameMention(this.dialect, to.name), key);
  }

  /** What became of a table of this name, if there was one and it is gone. */
  traceOf(name: string, schema?: string): Trace | undefined {
    return this.records.tables.find(keyOf(name, schema), this.head)?.trace;
  }

  putEnumType(type: EnumType): void {
    this.records.enumTypes.write(keyOf(type.name, type.schema), ++this.head, type);
  }

  removeEnumType(type: EnumType, trace: Trace): void {
    this.records.enumTypes.remove(keyOf(type.name, type.schema), ++this.head, trace);
  }

  enumTypeTrace(name: string, schema?: string): Trace | undefined {
    return this.records.enumTypes.find(keyOf(name, schema), this.head)?.trace;
  }

  putObject(object: NamedObject): void {
    const key = this.keyOfObject(object);
    this.records.objects.write(key, ++this.head, object);
    if (object.table !== undefined) this.mention(ownerMention(object.table, object.schema), key);
  }

  /** The triggers of a table and the sequences that it owns, now. */
  objectsOf(table: Table): readonly NamedObject[] {
    return this.now.objectsOf(table);
  }

  removeObject(object: NamedObject, trace: Trace): void {
    this.records.objects.remove(this.keyOfObject(object), ++this.head, trace);
  }

  objectTrace(kind: string, name: string, schema?: string, table?: string): Trace | undefined {
    return this.records.objects.find(this.objectKey(kind, name, schema, table), this.head)?.trace;
  }

  /** Goes back to a moment of this timeline. Later moments must not be used any more. */
  revertTo(moment: Moment): void {
    for (const ledger of Object.values(this.records)) ledger.revertTo(moment.moment);
    this.head = moment.moment;
    this.headMoment = moment;
  }

  /** The keys of tables that mentioned a name at any time; the table may have forgotten it since. */
  mentions(mention: string): Iterable<string> {
    const own = this.mentioned.get(mention);
    const below = this.base?.timeline.mentions(mention);
    if (!below) return own ?? [];
    return own ? new Set([...below, ...own]) : below;
  }

  /** The tables that mention a name, or did; each is there now. */
  tablesMentioning(mention: string): readonly Table[] {
    const tables: Table[] = [];
    for (const key of this.mentions(mention)) {
      const table = this.records.tables.find(key, this.head)?.value;
      if (table) tables.push(table);
    }
    return tables;
  }

  private mention(mention: string, key: string): void {
    const keys = this.mentioned.get(mention);
    if (keys) keys.add(key);
    else this.mentioned.set(mention, new Set([key]));
  }

  /** Trigger names are a table's own on PostgreSQL, the schema's elsewhere; routine names know no case on MySQL. */
  objectKey(kind: string, name: string, schema?: string, table?: string): string {
    const postgresql = this.dialect === "postgresql";
    const folded = postgresql || kind === "trigger" || kind === "view" ? name : name.toLowerCase();
    const owner = postgresql && kind === "trigger" ? ` ${table}` : "";
    return `${kind}${owner} ${keyOf(folded, schema)}`;
  }

  private keyOfObject(object: NamedObject): string {
    return this.objectKey(object.object, object.name, object.schema, object.table);
  }
}

function* mentionsOf(table: Table): Iterable<string> {
  if (table.schema === temporarySchema) yield temporaryMention;
  for (const key of table.foreignKeys) {
    yield targetMention(key.target.table, key.target.schema);
    yield `constraint ${key.name}`;
  }
  for (const check of table.checks) yield `constraint ${check.name}`;
  for (const index of table.indexes) yield `index ${index.name}`;
  for (const parent of table.inherits) yield `inherits ${parent}`;
}

/** The keys of tables, enum types and objects that differ between two moments; nothing where they have no common past. */
export function keysBetween(
  a: Moment,
  b: Moment,
):
  | { readonly tables: Set<string>; readonly enumTypes: Set<string>; readonly objects: Set<string> }
  | undefined {
  const keys = { tables: new Set<string>(), enumTypes: new Set<string>(), objects: new Set<string>() };
  const kinds = ["tables", "enumTypes", "objects"] as const;
  const collect = (timeline: Timeline, from: number, to: number) => {
    for (const kind of kinds) timeline.records[kind].keysIn(from, to, keys[kind]);
  };
  let [left, right] = [a, b];
  while (left.timeline !== right.timeline) {
    const deeper = depthOf(left.timeline) >= depthOf(right.timeline) ? left : right;
    const { base } = deeper.timeline;
    if (!base) return undefined;
    collect(deeper.timeline, base.moment, deeper.moment);
    if (deeper === left) left = base;
    else right = base;
  }
  collect(left.timeline, Math.min(left.moment, right.moment), Math.max(left.moment, right.moment));
  return keys;
}

function depthOf(timeline: Timeline): number {
  let depth = 0;
  for (let base = timeline.base; base; base = base.timeline.base) depth++;
  return depth;
}
