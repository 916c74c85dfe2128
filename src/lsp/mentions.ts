// Where the migrations speak of which table or column. In: a history. Out: mentions, each with the object that is meant at that
// moment. An object is the same under whatever name: where it was born tells it apart from others.

import type { Replay, SchemaHistory, Step } from "../schema/history.js";
import type { Column, Schema, Table } from "../schema/model.js";
import type { ObjectName } from "../sql/definition.js";
import type { Statement } from "../sql/statement.js";
import type { Location, SourceFile } from "../text/source-file.js";
import { type NamedThing, namesIn, tableNamed } from "./names.js";
import { contains, isWritten } from "./places.js";

/** A table, or one of its columns, at one moment. */
export interface Meant {
  /** Of the object through all of its names. */
  readonly id: string;
  readonly table: Table;
  readonly column?: Column;
  readonly schema: Schema;
}

export interface Mention extends Meant {
  readonly at: Location;
  /** The step that mentions it; none for statements that change rows. */
  readonly step?: Step;
}

/** The mentions of one script, in order. */
export function mentionsIn(replay: Replay): readonly Mention[] {
  let found = known.get(replay);
  if (!found) {
    found = [...readMentions(replay)];
    known.set(replay, found);
  }
  return found;
}

// A replay is the same for as long as its script and all before it are.
const known = new WeakMap<Replay, readonly Mention[]>();

function* readMentions(replay: Replay): Generator<Mention> {
  for (const step of replay.steps)
    for (const thing of namesIn(step.change)) {
      const meant = thing.ends
        ? (meantBy(thing, step.before) ?? meantBy(thing, step.after))
        : (meantBy(thing, step.after) ?? meantBy(thing, step.before));
      const at = { file: step.location.file, range: thing.name.range };
      if (meant && isWritten(at)) yield { ...meant, at, step };
    }
  for (const statement of replay.script.statements) {
    const schema = schemaAt(replay, statement);
    for (const table of writtenTables(statement)) {
      const meant = meantBy(tableNamed(table), schema);
      const at = { file: statement.location.file, range: table.name.range };
      if (meant && isWritten(at)) yield { ...meant, at };
    }
  }
}

function writtenTables(statement: Statement): readonly ObjectName[] {
  return statement.kind === "data" ? statement.tables : [];
}

/** What a script has made of the schema when a statement begins. */
function schemaAt({ steps, before }: Replay, { location }: Statement): Schema {
  const last = steps.findLast((step) => step.statement.location.range.start < location.range.start);
  return last?.after ?? before;
}

function meantBy({ table: name, column: columnName }: NamedThing, schema: Schema): Meant | undefined {
  const table = schema.table(name.name.text, name.schema?.text) ?? schema.table(name.name.text);
  if (!table) return undefined;
  if (!columnName) return meantTable(table, schema);
  const column = table.column(columnName.text);
  return column && meantColumn(column, table, schema);
}

export function meantTable(table: Table, schema: Schema): Meant {
  return { id: idOf(table.bornAt, table.name), table, schema };
}

export function meantColumn(column: Column, table: Table, schema: Schema): Meant {
  const id = `${idOf(table.bornAt, table.name)} ${idOf(column.bornAt, column.name)}`;
  return { id, table, column, schema };
}

function idOf(bornAt: Location, name: string): string {
  return isWritten(bornAt) ? `${bornAt.file.path}:${bornAt.range.start}` : name;
}

/** Every replay of a history, rollbacks behind their migrations. */
function* replaysOf(history: SchemaHistory): Generator<Replay> {
  for (const migration of history.migrations) {
    yield migration.forward;
    if (migration.rollback) yield migration.rollback;
  }
}

/** The replays of the scripts in one file: a migration's, its rollback's, or both. */
export function* replaysIn(history: SchemaHistory, file: SourceFile): Generator<Replay> {
  for (const one of history.migrations) {
    if (one.forward.script.file === file) yield one.forward;
    if (one.migration.rollback?.file === file && one.rollback) yield one.rollback;
  }
}

/** The mention at a place: the last of several, as the statement leaves the object. */
export function mentionAt(history: SchemaHistory, file: SourceFile, offset: number): Mention | undefined {
  for (const replay of replaysIn(history, file)) {
    const found = mentionsIn(replay).findLast(({ at }) => at.file === file && contains(at.range, offset));
    if (found) return found;
  }
  return undefined;
}

/** All places that mean the same object, each once, in the order of the history. */
export function mentionsOf(history: SchemaHistory, id: string): readonly Mention[] {
  const found = new Map<string, Mention>();
  for (const replay of replaysOf(history)) {
    for (const mention of mentionsIn(replay)) {
      const { file, range } = mention.at;
      if (mention.id === id) found.set(`${file.path} ${range.start} ${range.end}`, mention);
    }
  }
  return [...found.values()];
}
