// The names by which one object finds those that speak of it. In: names, with who speaks of them. Out: keys.

import type { Dialect } from "../../sql/definition.js";
import type { Location } from "../../text/source-file.js";
import type { Check, ForeignKey, Index, NamedObject, Table } from "../model.js";

/** The schema of temporary tables: they live as long as their session and are no part of what rules see. */
export const temporarySchema = "pg_temp";

/** One key for a name in a database or schema. */
export function keyOf(name: string, schema?: string): string {
  return schema === undefined ? name : `${schema}\u0000${name}`;
}

/**
 * How one object speaks of another: a table of itself by its `name`, or as `temporary`; a trigger or sequence of its `owner`; a
 * foreign key or check of its `target` and by its own name, a `constraint`; a table of its `index`es, and of its `parent`s; any other
 * `object` of itself, and as a `view`, which
 * speaks of its `support`s, too; a trigger of the function that it `calls`; an `enum` type of itself.
 */
export type MentionKind =
  | "name"
  | "temporary"
  | "owner"
  | "target"
  | "constraint"
  | "index"
  | "parent"
  | "object"
  | "view"
  | "support"
  | "calls"
  | "enum";

/** The place where something was created, as a name. */
export function placeKey({ file, range }: Location): string {
  return `${file.path}:${range.start}`;
}

/** A table's name, without regard to case where the dialect has none. */
export function foldTableName(dialect: Dialect, name: string): string {
  return dialect === "postgresql" ? name : name.toLowerCase();
}

const none: readonly string[] = [];

/** Keys in the order in which they came, each once. Most names have one or two. */
class Keys {
  readonly list: string[];
  private all: Set<string> | undefined;

  constructor(first: string) {
    this.list = [first];
  }

  add(key: string): void {
    if (this.list[this.list.length - 1] === key || this.has(key)) return;
    this.list.push(key);
    this.all?.add(key);
  }

  private has(key: string): boolean {
    if (this.list.length <= 8) return this.list.includes(key);
    this.all ??= new Set(this.list);
    return this.all.has(key);
  }
}

/** Which keys ever mentioned a name: never cleared, so readers look again. */
export class Mentions {
  // Each rollback has mentions of its own, few of them: maps are made when they are needed.
  private readonly byKind: Partial<Record<MentionKind, Map<string, Keys>>> = {};

  constructor(private readonly below: Mentions | undefined) {}

  add(kind: MentionKind, name: string, key: string): void {
    this.byKind[kind] ??= new Map();
    const mentions = this.byKind[kind];
    const keys = mentions.get(name);
    if (keys) keys.add(key);
    else mentions.set(name, new Keys(key));
  }

  has(kind: MentionKind, name: string): boolean {
    return this.byKind[kind]?.has(name) === true || this.below?.has(kind, name) === true;
  }

  keys(kind: MentionKind, name: string): readonly string[] {
    const own = this.byKind[kind]?.get(name)?.list ?? none;
    const below = this.below?.keys(kind, name) ?? none;
    if (below.length === 0) return own;
    return own.length === 0 ? below : [...new Set([...below, ...own])];
  }

  /** PostgreSQL 18: the names that the server made up for NOT NULL. */
  addNotNull(table: Table): void {
    const key = keyOf(table.name, table.schema);
    for (const { madeNotNullName } of table.columns)
      if (madeNotNullName !== undefined) this.add("constraint", madeNotNullName.toLowerCase(), key);
  }

  /** Adds all that a table speaks of and its last version, which was added, does not. */
  addTable(table: Table, last: Table | undefined, dialect: Dialect): void {
    const key = keyOf(table.name, table.schema);
    if (!last) {
      this.add("name", foldTableName(dialect, table.name), key);
      if (table.schema === temporarySchema) this.add("temporary", "", key);
    }
    const { foreignKeys, indexes, checks } = table;
    if (foreignKeys !== last?.foreignKeys) {
      for (let at = 0; at < foreignKeys.length; at++) {
        const foreignKey = foreignKeys[at] as ForeignKey;
        if (last?.foreignKeys[at] === foreignKey) continue;
        this.add("target", keyOf(foreignKey.target.table, foreignKey.target.schema), key);
        this.add("constraint", foreignKey.name.toLowerCase(), key);
      }
    }
    // An index or check is found without its table only where its name is the schema's.
    if (dialect === "postgresql") {
      if (indexes !== last?.indexes) {
        for (let at = 0; at < indexes.length; at++) {
          const { name } = indexes[at] as Index;
          if (last?.indexes[at]?.name !== name) this.add("index", name, key);
        }
      }
      if (checks !== last?.checks) {
        for (let at = 0; at < checks.length; at++) {
          const { name } = checks[at] as Check;
          if (last?.checks[at]?.name !== name) this.add("constraint", name.toLowerCase(), key);
        }
      }
      if (!last) this.addNotNull(table);
    }
    if (table.inherits !== last?.inherits)
      for (const parent of table.inherits) this.add("parent", parent, key);
  }

  addObject({ object, name, schema, table, trigger, supports }: NamedObject, key: string): void {
    this.add("object", name, key);
    if (table !== undefined) this.add("owner", keyOf(table, schema), key);
    if (object === "view") this.add("view", "", key);
    for (const { relation } of supports ?? []) this.add("support", placeKey(relation), key);
    if (trigger?.calls) this.add("calls", trigger.calls.name.text, key);
  }
}
