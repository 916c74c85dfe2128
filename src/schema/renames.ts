// What was renamed between two moments of one history. In: a schema, one that came of it, and the steps between. Out: the renames that give
// the old names back, in an order that runs. What was dropped and made anew is not the same thing under another name.

import type { Change } from "../sql/change.js";
import { nowhere, SourceFile } from "../text/source-file.js";
import { applyChanges } from "./apply.js";
import { columnDefinitionFor, dropForeignKeyFor, nameFor, objectNameFor, writtenFor } from "./definitions.js";
import type { Step } from "./history.js";
import type { Schema, Table } from "./model.js";
import { Timeline } from "./timeline/timeline.js";

export interface RenameOptions {
  /** The server has RENAME COLUMN; else the column's whole definition is stated. */
  readonly renamesColumns: boolean;
}

export interface Renames {
  readonly changes: readonly Change[];
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
  undo.values(steps);
  undo.objects(steps);
  undo.tables();
  for (const table of before.tables) undo.parts(table);
  return { changes: undo.changes, after: undo.timeline.now };
}

const computed = new SourceFile("computed", "");
const bare = { range: nowhere } as const;
/** Between two things that swap their names. */
const aside = "_aside";

class Undo {
  readonly changes: Change[] = [];

  constructor(
    private readonly before: Schema,
    readonly timeline: Timeline,
    private readonly options: RenameOptions,
  ) {}

  private get now() {
    return this.timeline.now;
  }

  private take(change: Change): boolean {
    const start = this.now;
    if (applyChanges(this.timeline, [change], computed).some(({ refusals }) => refusals.length > 0)) {
      this.timeline.revertTo(start);
      return false;
    }
    this.changes.push(change);
    return true;
  }

  tables(): void {
    const moved = this.before.tables.flatMap((old) => {
      const same = this.now.tables.find((table) => table.bornAt === old.bornAt);
      return same && (same.name !== old.name || same.schema !== old.schema) ? [{ old, same }] : [];
    });
    for (const { old } of moved) {
      const occupant = this.now.table(old.name, old.schema);
      if (!occupant) continue;
      if (moved.some(({ same }) => same.bornAt === occupant.bornAt))
        this.take(renameTable(occupant, { ...occupant, name: occupant.name + aside }));
      else this.dropTable(occupant);
    }
    for (const { old } of moved) {
      const table = this.now.tables.find((one) => one.bornAt === old.bornAt);
      if (!table) continue;
      if (table.schema !== old.schema && this.now.dialect === "postgresql") {
        const schema = nameFor(old.schema ?? "public");
        this.take({ kind: "moveTable", table: objectNameFor(table), schema, ...bare });
        const there = this.now.table(table.name, old.schema);
        if (there && there.name !== old.name) this.take(renameTable(there, old));
      } else this.take(renameTable(table, old));
    }
  }

  /** A new table in the place of an old one. */
  private dropTable(table: Table): void {
    for (const key of this.now.foreignKeysTo(table)) this.take(dropForeignKeyFor(key));
    const drop = { temporary: false, ifExists: false, cascade: false, ...bare };
    this.take({ kind: "dropTable", table: objectNameFor(table), ...drop });
  }

  /** Columns and keys of a table that stands under its old name again. */
  parts(old: Table): void {
    const current = () => this.now.table(old.name, old.schema);
    const start = current();
    if (!start || start === old || start.bornAt !== old.bornAt) return;
    this.columns(old, current);
    this.keys(old, current);
  }

  private columns(old: Table, current: () => Table | undefined): void {
    const moved = old.columns.filter((column) => {
      const same = current()?.columns.find((one) => one.bornAt === column.bornAt);
      return same !== undefined && same.name !== column.name;
    });
    for (const { name } of moved) {
      const occupant = current()?.column(name);
      if (!occupant || occupant.name !== name) continue;
      if (moved.some(({ bornAt }) => bornAt === occupant.bornAt))
        this.renameColumn(old, occupant.name, occupant.name + aside);
      else this.dropColumn(old, name);
    }
    for (const column of moved) {
      const same = current()?.columns.find((one) => one.bornAt === column.bornAt);
      if (same) this.renameColumn(old, same.name, column.name);
    }
  }

  private dropColumn(old: Table, name: string): void {
    const table = this.now.table(old.name, old.schema);
    for (const key of table?.foreignKeys ?? [])
      if (key.columns.includes(name)) this.take(dropForeignKeyFor(key));
    const drop = { ifExists: false, cascade: false, ...bare };
    this.take({ kind: "dropColumn", table: objectNameFor(old), column: nameFor(name), ...drop });
  }

  private renameColumn(old: Table, from: string, to: string): void {
    const column = this.now.table(old.name, old.schema)?.column(from);
    if (!column) return;
    const base = { table: objectNameFor(old), column: nameFor(from), ifExists: false, ...bare };
    if (this.options.renamesColumns) this.take({ kind: "renameColumn", ...base, to: nameFor(to) });
    else {
      const definition = columnDefinitionFor(column.with({ name: to }), old);
      this.take({ kind: "redefineColumn", ...base, definition });
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

  /** Labels of enum types. */
  values(steps: readonly Step[]): void {
    for (const { change, outcome } of steps.toReversed()) {
      if (outcome !== "changed" || change.kind !== "renameEnumValue") continue;
      const { type, from, to } = change;
      const old = this.before.enumType(type.name.text, type.schema?.text);
      if (!old?.values.includes(from.value)) continue;
      this.take({ ...change, from: writtenFor(to.value), to: writtenFor(from.value), ...bare });
    }
  }

  /** Types, views and what else is known by its name. */
  objects(steps: readonly Step[]): void {
    for (const { change, outcome, before } of steps.toReversed()) {
      if (outcome !== "changed" || change.kind !== "renameObject") continue;
      const { object, name, to } = change;
      const schema = name.schema?.text;
      const isOld =
        object === "type"
          ? before.enumType(name.name.text, schema) === this.before.enumType(name.name.text, schema)
          : before.objects.some((one) => this.before.objects.includes(one) && one.name === name.name.text);
      if (isOld) this.take({ ...change, name: { ...name, name: to }, to: name.name, ...bare });
    }
  }
}

function renameTable(
  from: { readonly name: string; readonly schema?: string },
  to: { readonly name: string; readonly schema?: string },
): Change {
  return {
    kind: "renameTable",
    table: objectNameFor(from),
    to: objectNameFor(to),
    ifExists: false,
    ...bare,
  };
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
  for (const { part, name, how, to } of events) {
    if (part === "column") continue;
    const known = names.get(`${part} ${name}`);
    names.delete(`${part} ${name}`);
    if (known && how === "renamed" && to !== undefined) names.set(`${part} ${to}`, { ...known, to });
  }
  return [...names.values()].filter(({ from, to }) => from !== to);
}
