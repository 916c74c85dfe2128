// What was renamed between two moments of one history. In: a schema, one that came of it, and the steps between. Out: the renames that give
// the old names back, in an order that runs. What was dropped and made anew is not the same thing under another name.

import type { Change } from "../sql/change.js";
import type { ObjectName } from "../sql/definition.js";
import { nowhere, SourceFile } from "../text/source-file.js";
import { applyChanges } from "./apply.js";
import { columnDefinitionFor, dropForeignKeyFor, nameFor, objectNameFor, writtenFor } from "./definitions.js";
import type { Step } from "./history.js";
import type { NamedObject, Schema, Table } from "./model.js";
import { Timeline } from "./timeline/timeline.js";

export interface RenameOptions {
  /** The server has RENAME COLUMN; else the column's whole definition is stated. */
  readonly renamesColumns: boolean;
}

/** Something that is there only as long as names have not been given back. */
export interface Presence {
  readonly table: ObjectName;
  /** Of the table; else the table itself. */
  readonly column?: string;
}

export interface Rename {
  readonly change: Change;
  /** Run once more, it would take away what has its old name again: it may run only while this is there. */
  readonly when?: Presence;
}

export interface Renames {
  /** Also drops, of what stands where an old name belongs. */
  readonly changes: readonly Rename[];
  /** The later schema, with the old names. */
  readonly after: Schema;
}

/** The renames that lead back from `after` to the names of `before`. */
export function undoRenames(
  before: Schema,
  after: Schema,
  steps: readonly Step[],
  options: RenameOptions,
): Renames {
  const undo = new Undo(before, Timeline.on(after), options);
  undo.objects(steps);
  undo.tables();
  for (const table of before.tables) undo.parts(table);
  return { changes: undo.changes, after: undo.timeline.now };
}

const computed = new SourceFile("computed", "");
const bare = { range: nowhere } as const;
/** Between two things that swap their names. */
const aside = "_aside";

/** Things of one kind whose names changed: the tables of a schema, the columns of a table. */
interface Names {
  /** By the place where each was born: its old name. */
  readonly old: ReadonlyMap<object, string>;
  /** What is there now. */
  now(): readonly { readonly name: string; readonly bornAt: object }[];
  presence(name: string): Presence;
  rename(from: string, to: string, when?: Presence): void;
  drop(name: string, when?: Presence): void;
}

class Undo {
  readonly changes: Rename[] = [];

  constructor(
    private readonly before: Schema,
    readonly timeline: Timeline,
    private readonly options: RenameOptions,
  ) {}

  private get now() {
    return this.timeline.now;
  }

  private take(change: Change, when?: Presence): boolean {
    const start = this.now;
    if (applyChanges(this.timeline, [change], computed).some(({ refusals }) => refusals.length > 0)) {
      this.timeline.revertTo(start);
      return false;
    }
    this.changes.push({ change, ...(when && { when }) });
    return true;
  }

  /** Free names first; then what is new goes from where an old name belongs; a circle is opened by a third name. */
  private giveBack(names: Names): void {
    const wantedBy = new Map<string, string>();
    /** What is refused once is refused again. */
    const stuck = new Set<object>();
    const moved = () =>
      names.now().flatMap(({ name, bornAt }) => {
        const old = names.old.get(bornAt);
        return old === undefined || old === name || stuck.has(bornAt) ? [] : [{ name, old, bornAt }];
      });
    for (const { name, old } of moved()) wantedBy.set(old, name);
    /** The last of those that wait for each other: it is there only while none has its name. */
    const whenFor = (vacated: string) => {
      const seen = new Set<string>();
      let end = vacated;
      while (wantedBy.has(end) && !seen.has(end)) {
        seen.add(end);
        end = wantedBy.get(end) as string;
      }
      return end === vacated || seen.has(end) ? undefined : names.presence(end);
    };
    for (let rest = moved(); rest.length > 0; rest = moved()) {
      const { length } = this.changes;
      const taken = new Map(names.now().map((one) => [one.name, one]));
      const free = rest.find(({ old }) => !taken.has(old));
      const blocked = rest.find(({ old }) => !names.old.has(taken.get(old)?.bornAt ?? {}));
      const [first] = rest;
      if (free) names.rename(free.name, free.old, whenFor(free.name));
      else if (blocked) names.drop(blocked.old, whenFor(blocked.old));
      else if (first) names.rename(first.name, first.name + aside);
      const tried = free ?? blocked ?? first;
      if (tried && this.changes.length === length) stuck.add(tried.bornAt);
    }
  }

  tables(): void {
    const keyOf = ({ name, schema }: { name: string; schema?: string }) => `${schema ?? ""}.${name}`;
    const find = (key: string) => this.now.tables.find((table) => keyOf(table) === key);
    const identity = (key: string) => {
      const at = key.indexOf(".");
      return { name: key.slice(at + 1), ...(at > 0 && { schema: key.slice(0, at) }) };
    };
    this.giveBack({
      old: new Map(this.before.tables.map((table) => [table.bornAt, keyOf(table)])),
      now: () => this.now.tables.map((table) => ({ name: keyOf(table), bornAt: table.bornAt })),
      presence: (key) => ({ table: objectNameFor(identity(key)) }),
      rename: (from, to, when) => {
        const table = find(from);
        if (table) this.renameTable(table, identity(to), when);
      },
      drop: (key, when) => {
        const table = find(key);
        if (table) this.dropTable(table, when);
      },
    });
  }

  private renameTable(
    from: Table,
    to: { readonly name: string; readonly schema?: string },
    when?: Presence,
  ): void {
    let table: { readonly name: string; readonly schema?: string } = from;
    if (from.schema !== to.schema && this.now.dialect === "postgresql") {
      const schema = nameFor(to.schema ?? "public");
      if (!this.take({ kind: "moveTable", table: objectNameFor(from), schema, ...bare }, when)) return;
      table = { name: from.name, schema: to.schema };
      if (from.name === to.name) return;
    }
    const names = { table: objectNameFor(table), to: objectNameFor(to) };
    this.take({ kind: "renameTable", ...names, ifExists: false, ...bare }, when);
  }

  /** A new table in the place of an old one. */
  private dropTable(table: Table, when?: Presence): void {
    for (const key of this.now.foreignKeysTo(table)) this.take(dropForeignKeyFor(key), when);
    const drop = { temporary: false, ifExists: false, cascade: false, ...bare };
    this.take({ kind: "dropTable", table: objectNameFor(table), ...drop }, when);
  }

  /** Columns and keys of a table that stands under its old name again. */
  parts(old: Table): void {
    const current = () => this.now.table(old.name, old.schema);
    const start = current();
    if (!start || start === old || start.bornAt !== old.bornAt) return;
    this.giveBack({
      old: new Map(old.columns.map(({ name, bornAt }) => [bornAt, name])),
      now: () => current()?.columns ?? [],
      presence: (column) => ({ table: objectNameFor(old), column }),
      rename: (from, to, when) => this.renameColumn(old, from, to, when),
      drop: (name, when) => this.dropColumn(old, name, when),
    });
    this.keys(old, current);
  }

  private dropColumn(old: Table, name: string, when?: Presence): void {
    const table = this.now.table(old.name, old.schema);
    for (const key of table?.foreignKeys ?? [])
      if (key.columns.includes(name)) this.take(dropForeignKeyFor(key), when);
    const drop = { ifExists: false, cascade: false, ...bare };
    this.take({ kind: "dropColumn", table: objectNameFor(old), column: nameFor(name), ...drop }, when);
  }

  private renameColumn(old: Table, from: string, to: string, when?: Presence): void {
    const column = this.now.table(old.name, old.schema)?.column(from);
    if (!column) return;
    const base = { table: objectNameFor(old), column: nameFor(from), ifExists: false, ...bare };
    if (this.options.renamesColumns) this.take({ kind: "renameColumn", ...base, to: nameFor(to) }, when);
    else {
      const definition = columnDefinitionFor(column.with({ name: to }), old);
      this.take({ kind: "redefineColumn", ...base, definition }, when);
    }
  }

  private keys(old: Table, current: () => Table | undefined): void {
    for (const { part, from, to } of renamedKeys(old, current())) {
      const table = objectNameFor(old);
      const isIndex = part === "index" && !this.isConstraint(current(), to);
      const names = { from: nameFor(to), to: nameFor(from) };
      if (isIndex) {
        const of = this.now.dialect === "postgresql" ? {} : { table };
        const index = objectNameFor({ name: to, schema: of.table ? undefined : old.schema });
        this.take({ kind: "renameIndex", ...of, index, to: names.to, ifExists: false, ...bare });
      } else this.take({ kind: "renameConstraint", table, name: names.from, to: names.to, ...bare });
    }
  }

  private isConstraint(table: Table | undefined, name: string): boolean {
    const isOwn = table?.indexes.some((index) => index.name === name && index.constraint);
    return this.now.dialect === "postgresql" && isOwn === true;
  }

  /** Types and their labels, views, schemas and what else is known by its name: what was renamed last has its name back first. */
  objects(steps: readonly Step[]): void {
    for (const { change, outcome } of steps.toReversed()) {
      if (outcome !== "changed") continue;
      if (change.kind === "renameEnumValue") {
        const { type, from, to } = change;
        if (this.isOld("type", type))
          this.take({ ...change, from: writtenFor(to.value), to: writtenFor(from.value), ...bare });
      } else if (change.kind === "renameObject") {
        const name = { ...change.name, name: change.to };
        if (this.isOld(change.object, name)) this.take({ ...change, name, to: change.name.name, ...bare });
      } else if (change.kind === "alterObject" && change.name && change.schema) {
        const name = { ...change.name, schema: change.schema };
        const schema = change.name.schema ?? nameFor("public");
        if (this.isOld(change.object, name)) this.take({ ...change, name, schema, ...bare });
      }
    }
  }

  /** Whether what has a name now was there from the start. */
  private isOld(object: string, { name: { text }, schema }: ObjectName): boolean {
    if (object === "schema" && this.hasOldTables(text)) return true;
    const own = schema?.text === "public" ? undefined : schema?.text;
    const type = this.now.enumType(text, own);
    if (object === "type" && type) return this.before.enumTypes.some(({ bornAt }) => bornAt === type.bornAt);
    const named = this.now.objects.filter((one) => one.name === text);
    const found = named.find((one) => one.schema === own) ?? (schema ? undefined : named[0]);
    return found !== undefined && this.before.objects.some((old) => birthOf(old) === birthOf(found));
  }

  private hasOldTables(schema: string): boolean {
    const isOld = ({ bornAt }: Table) =>
      this.before.tables.some((old) => old.schema && old.bornAt === bornAt);
    return this.now.tables.some((table) => table.schema === schema && isOld(table));
  }
}

/** What an object keeps under any name. */
function birthOf(object: NamedObject): object {
  return object.definition ?? object;
}

interface RenamedKey {
  readonly part: "index" | "foreign key" | "check";
  readonly from: string;
  readonly to: string;
}

/** The keys that a table has had all the time, under other names now. */
function renamedKeys(old: Table, now: Table | undefined): readonly RenamedKey[] {
  const events = [];
  for (let past = now?.past; past && past !== old.past; past = past.earlier) events.unshift(past);
  const names = new Map<string, RenamedKey>();
  const lists = { index: old.indexes, "foreign key": old.foreignKeys, check: old.checks };
  for (const [part, list] of Object.entries(lists) as [RenamedKey["part"], readonly { name: string }[]][])
    for (const { name } of list) names.set(`${part} ${name}`, { part, from: name, to: name });
  for (const { part, name, to } of events) {
    const known = names.get(`${part} ${name}`);
    names.delete(`${part} ${name}`);
    if (known && to !== undefined) names.set(`${part} ${to}`, { ...known, to });
  }
  return [...names.values()].filter(({ from, to }) => from !== to);
}
