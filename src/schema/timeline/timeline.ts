// The growing end of a replay: what changes is written here. In: objects, as a replay makes them. Out: the schema so far.
// It judges nothing and knows no SQL.

import type { Dialect } from "../../sql/definition.js";
import type { EnumType, NamedObject, Schema, Table } from "../model.js";
import { Archive, type Settings, type Standpoint, type World } from "./archive.js";
import type { Entry, Trace } from "./ledger.js";
import { keyOf, type MentionKind } from "./mentions.js";
import { Moment } from "./moment.js";

export class Timeline {
  private readonly archive: Archive;
  private head: number;
  private newest: Moment | undefined;
  private inForce: Settings | undefined;

  constructor(
    readonly world: World,
    base?: Standpoint,
  ) {
    this.archive = new Archive(world, base);
    this.head = base?.moment ?? 0;
  }

  /** A timeline of its own that begins with this schema. */
  static on(schema: Schema): Timeline {
    if (!(schema instanceof Moment)) throw new Error("A schema that no replay made cannot be changed.");
    return new Timeline(schema.archive.world, schema);
  }

  get dialect(): Dialect {
    return this.world.server.dialect;
  }

  get now(): Moment {
    if (this.newest?.moment !== this.head) this.newest = new Moment(this.archive, this.head);
    return this.newest as Moment;
  }

  get settings(): Settings {
    this.inForce ??= this.now.settings;
    return this.inForce;
  }

  set settings(settings: Settings) {
    this.archive.settings.write("", ++this.head, settings);
    this.inForce = settings;
  }

  /** Stores a table under its name, new or in place of its last version. */
  putTable(table: Table, order?: number): void {
    const key = keyOf(table.name, table.schema);
    const last = this.archive.tables.write(key, ++this.head, table, order);
    this.archive.mentions.addTable(table, last, this.dialect);
  }

  removeTable(table: Table, trace: Trace): void {
    this.archive.tables.remove(keyOf(table.name, table.schema), ++this.head, trace);
  }

  /** No table has this name, whether one had it or not. */
  noteAbsence(name: string, schema: string | undefined, trace: Trace): void {
    this.archive.tables.remove(keyOf(name, schema), ++this.head, trace);
  }

  /** Stores a table under another name; it keeps its place in the order of creation. */
  moveTable(from: Table, to: Table, trace: Trace): void {
    const order = this.archive.tables.find(keyOf(from.name, from.schema), this.head)?.order;
    this.removeTable(from, trace);
    this.putTable(to, order);
  }

  /** Something ran that could not be followed: what is gone may be back, what is missing may be there. */
  doubt(): void {
    this.settings = { ...this.settings, doubtedUpTo: this.head };
  }

  /** A trace, unless such a thing ran after it. */
  private trusted(entry: Entry<unknown> | undefined): Trace | undefined {
    return entry && entry.moment > (this.settings.doubtedUpTo ?? -1) ? entry.trace : undefined;
  }

  /** What became of a table of this name, if there was one and it is gone. */
  traceOf(name: string, schema?: string): Trace | undefined {
    return this.trusted(this.archive.tables.find(keyOf(name, schema), this.head));
  }

  /** Stores a table for which the server made up names of NOT NULL constraints. */
  putNamedTable(table: Table): void {
    this.putTable(table);
    this.archive.mentions.addNotNull(table);
  }

  tablesMentioning(kind: MentionKind, name: string): readonly Table[] {
    return this.archive.tablesMentioning(kind, name, this.head);
  }

  /** Whether there may be temporary tables: nearly no migrations have any. */
  get hadTemporaryTables(): boolean {
    return this.archive.mentions.has("temporary", "");
  }

  /** Whether any object, but tables, ever had a name. */
  hadObjectNamed(name: string): boolean {
    return this.archive.mentions.has("object", name);
  }

  putEnumType(type: EnumType): void {
    const key = keyOf(type.name, type.schema);
    this.archive.enumTypes.write(key, ++this.head, type);
    this.archive.mentions.add("enum", type.name, key);
  }

  removeEnumType(type: EnumType, trace: Trace): void {
    this.archive.enumTypes.remove(keyOf(type.name, type.schema), ++this.head, trace);
  }

  enumTypeTrace(name: string, schema?: string): Trace | undefined {
    return this.trusted(this.archive.enumTypes.find(keyOf(name, schema), this.head));
  }

  putObject(object: NamedObject): void {
    const key = this.keyOfObject(object);
    this.archive.objects.write(key, ++this.head, object);
    this.archive.mentions.addObject(object, key);
  }

  removeObject(object: NamedObject, trace: Trace): void {
    this.archive.objects.remove(this.keyOfObject(object), ++this.head, trace);
  }

  objectTrace(kind: string, name: string, schema?: string, table?: string): Trace | undefined {
    const key = this.archive.objectKey(kind, name, schema, table);
    return this.trusted(this.archive.objects.find(key, this.head));
  }

  /** Goes back to a moment of this timeline. Later moments must not be used any more. */
  revertTo(moment: Moment): void {
    this.archive.revertTo(moment.moment);
    this.head = moment.moment;
    this.newest = moment;
    this.inForce = undefined;
  }

  private keyOfObject({ object, name, schema, table }: NamedObject): string {
    return this.archive.objectKey(object, name, schema, table);
  }
}
