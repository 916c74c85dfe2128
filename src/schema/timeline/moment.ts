// A schema as it was when so many changes had been made. In: an archive and a moment. Out: what rules see. It costs a few
// bytes, so that each step of a replay keeps two.

import type { Dialect } from "../../sql/definition.js";
import type { EnumType, ForeignKey, NamedObject, Schema, Table } from "../model.js";
import type { Server } from "../server.js";
import { type Archive, type Settings, type Standpoint, switchedOn } from "./archive.js";
import { keyOf, type MentionKind, temporarySchema } from "./mentions.js";

const none: readonly never[] = [];
const startSettings: Settings = { ...switchedOn, migration: 0 };

export class Moment implements Schema, Standpoint {
  private allTables: readonly Table[] | undefined;
  private allObjects: readonly NamedObject[] | undefined;

  constructor(
    readonly archive: Archive,
    readonly moment: number,
  ) {}

  get dialect(): Dialect {
    return this.archive.world.server.dialect;
  }

  get server(): Server {
    return this.archive.world.server;
  }

  get settings(): Settings {
    return this.archive.settings.find("", this.moment)?.value ?? startSettings;
  }

  table(name: string, schema?: string): Table | undefined {
    return this.archive.tables.find(keyOf(name, schema), this.moment)?.value;
  }

  tablesNamed(name: string): readonly Table[] {
    return this.archive.tablesNamed(name, this.moment);
  }

  /** Whether a table that is not here is known not to be: it is gone, or comes later. */
  isAccountedFor(name: string): boolean {
    const { tables, world } = this.archive;
    const { current, migration } = this.settings;
    return [undefined, current].some((schema) => {
      const key = keyOf(name, schema);
      return tables.find(key, this.moment)?.trace || world.creationAfter(migration, key);
    });
  }

  get temporaryTables(): readonly Table[] {
    return this.archive.tablesMentioning("temporary", "", this.moment);
  }

  get tables(): readonly Table[] {
    this.allTables ??= this.archive.tables.valuesAt(this.moment).filter(isPermanent);
    return this.allTables;
  }

  /** PostgreSQL: the tables that have an index or constraint of one of these names, in the order of creation. */
  tablesWithKey(names: readonly string[]): readonly Table[] {
    const { mentions, tables } = this.archive;
    const keys = names.flatMap((name) => [
      ...mentions.keys("index", name),
      ...mentions.keys("constraint", name.toLowerCase()),
    ]);
    return keys.length === 0 ? none : tables.valuesOf(new Set(keys), this.moment).filter(isPermanent);
  }

  enumType(name: string, schema?: string): EnumType | undefined {
    return this.archive.enumTypes.find(keyOf(name, schema), this.moment)?.value;
  }

  get enumTypes(): readonly EnumType[] {
    return this.archive.enumTypes.valuesAt(this.moment);
  }

  /** Those of these names in any schema, in the order of creation. */
  enumTypesNamed(names: readonly string[]): readonly EnumType[] {
    return this.archive.enumTypes.valuesOf(this.keysOf("enum", names), this.moment);
  }

  object(kind: string, name: string, schema?: string, table?: string): NamedObject | undefined {
    const key = this.archive.objectKey(kind, name, schema, table);
    return this.archive.objects.find(key, this.moment)?.value;
  }

  get objects(): readonly NamedObject[] {
    this.allObjects ??= this.archive.objects.valuesAt(this.moment);
    return this.allObjects;
  }

  /** The objects that mentioned a name and are there, in the order of creation. */
  objectsMentioning(kind: MentionKind, name: string): readonly NamedObject[] {
    return this.archive.objects.valuesOf(this.archive.mentions.keys(kind, name), this.moment);
  }

  /** Those of these names, in the order of creation. */
  objectsNamed(names: readonly string[]): readonly NamedObject[] {
    return this.archive.objects.valuesOf(this.keysOf("object", names), this.moment);
  }

  private keysOf(kind: MentionKind, names: readonly string[]): ReadonlySet<string> {
    return new Set(names.flatMap((name) => this.archive.mentions.keys(kind, name)));
  }

  objectsOf(table: Table): readonly NamedObject[] {
    const found: NamedObject[] = [];
    for (const key of this.archive.mentions.keys("owner", keyOf(table.name, table.schema))) {
      const object = this.archive.objects.find(key, this.moment)?.value;
      if (object?.table === table.name) found.push(object);
    }
    return found;
  }

  foreignKeysTo(table: Table): readonly ForeignKey[] {
    const key = keyOf(table.name, table.schema);
    const referring = this.archive.tablesMentioning("target", key, this.moment);
    const found: ForeignKey[] = [];
    for (const { foreignKeys } of referring) {
      for (const foreignKey of foreignKeys) {
        const { target } = foreignKey;
        if (target.table === table.name && target.schema === table.schema) found.push(foreignKey);
      }
    }
    return found;
  }
}

export function isPermanent({ schema }: Table): boolean {
  return schema !== temporarySchema;
}

/** What was written between two moments, as it is at each of them; nothing where they have no common past. */
export function writtenBetween(a: Moment, b: Moment) {
  const keys = { tables: new Set<string>(), enumTypes: new Set<string>(), objects: new Set<string>() };
  const collect = (archive: Archive, from: number, to: number) => {
    for (const kind of ["tables", "enumTypes", "objects"] as const)
      archive[kind].keysIn(from, to, keys[kind]);
  };
  let [left, right]: [Standpoint, Standpoint] = [a, b];
  while (left.archive !== right.archive) {
    const deeper = left.archive.depth >= right.archive.depth ? left : right;
    const { base } = deeper.archive;
    if (!base) return undefined;
    collect(deeper.archive, base.moment, deeper.moment);
    if (deeper === left) left = base;
    else right = base;
  }
  collect(left.archive, Math.min(left.moment, right.moment), Math.max(left.moment, right.moment));
  const both = <T>(read: (one: Moment) => T) => [read(a), read(b)] as const;
  return {
    tables: both(({ archive, moment }) => archive.tables.valuesOf(keys.tables, moment).filter(isPermanent)),
    enumTypes: both(({ archive, moment }) => archive.enumTypes.valuesOf(keys.enumTypes, moment)),
    objects: both(({ archive, moment }) => archive.objects.valuesOf(keys.objects, moment)),
  };
}
