// Migrations → the schema that they produce, step by step. In: migrations in order, what is known of the server.
// Out: a history: every step with the schema before and after it. It reads no file and judges nothing.

import type { Migration, Script } from "../migration/migration.js";
import type { DataType, Dialect } from "../sql/definition.js";
import { nowhere, SourceFile } from "../text/source-file.js";
import { partialTable } from "./apply/site.js";
import type { MigrationHistory, Replay, SchemaHistory } from "./history.js";
import { Interpreter } from "./interpret/interpreter.js";
import { Column, type Schema } from "./model.js";
import { charsetOf, serverOf } from "./server.js";
import { surveyMigrations } from "./survey.js";
import { Timeline } from "./timeline/timeline.js";

/** A table that exists although no migration creates it, as far as somebody said. */
export interface ExternalTable {
  readonly name: string;
  readonly schema?: string;
  readonly columns: readonly { readonly name: string; readonly type: DataType }[];
}

export interface ReplayOptions {
  readonly dialect: Dialect;
  /** [8, 0]; missing parts mean the newest of the series. */
  readonly version: readonly number[];
  readonly external?: readonly ExternalTable[];
  /** What tables inherit that say nothing themselves. */
  readonly database?: { readonly charset?: string; readonly collation?: string };
}

/** Replays the forward scripts in order, and each rollback on a copy of the schema that its migration left. */
export function replay(migrations: readonly Migration[], options: ReplayOptions): SchemaHistory {
  const server = serverOf(options.dialect, options.version);
  const survey = surveyMigrations(migrations, options.dialect);
  const timeline = new Timeline({ server, creationAfter: survey.creationAfter });
  const { charset, collation } = options.database ?? {};
  timeline.settings = {
    home: survey.home,
    foreignKeyChecks: true,
    migration: 0,
    charset: charset ?? (collation === undefined ? undefined : charsetOf(collation)),
    collation: collation ?? (charset === undefined ? undefined : server.defaultCollation(charset)),
  };
  for (const table of options.external ?? []) timeline.putTable(externalTable(table));

  const histories: MigrationHistory[] = [];
  for (const [number, migration] of migrations.entries()) {
    if (migration.kind !== "migration" || !migration.forward) continue;
    beginScript(timeline, number);
    histories.push(new ReplayedMigration(migration, runScript(timeline, migration.forward)));
  }
  const blindSpots = histories.flatMap(({ forward }) => forward.blindSpots);
  return { final: timeline.now, migrations: histories, blindSpots };
}

/** Replays a script on top of a schema that a replay made; the schema stays as it is. */
export function replayScript(script: Script, onto: Schema): Replay {
  const timeline = Timeline.on(onto);
  beginScript(timeline, timeline.settings.migration);
  return runScript(timeline, script);
}

class ReplayedMigration implements MigrationHistory {
  private replayedRollback: Replay | undefined;

  constructor(
    readonly migration: Migration,
    readonly forward: Replay,
  ) {}

  /** Made when it is asked for. */
  get rollback(): Replay | undefined {
    const { rollback } = this.migration;
    if (rollback) this.replayedRollback ??= replayScript(rollback, this.forward.after);
    return this.replayedRollback;
  }
}

/** Each script has a session of its own: the database in use, checks and temporary tables are as at its start. */
function beginScript(timeline: Timeline, migration: number): void {
  const { home, charset, collation } = timeline.settings;
  timeline.settings = { home, charset, collation, current: undefined, foreignKeyChecks: true, migration };
  for (const table of timeline.now.temporaryTables) {
    timeline.removeTable(table, { how: "dropped", at: table.bornAt });
  }
}

function runScript(timeline: Timeline, script: Script): Replay {
  const before = timeline.now;
  const interpreter = new Interpreter(timeline, script);
  interpreter.run();
  return {
    script,
    before,
    after: timeline.now,
    steps: interpreter.steps,
    blindSpots: interpreter.blindSpots,
    dynamic: interpreter.dynamic,
  };
}

const configuration = new SourceFile("configuration", "");

function externalTable({ name, schema, columns }: ExternalTable) {
  const at = { file: configuration, range: nowhere };
  const table = partialTable({ name, schema }, at, "external");
  return table.with({
    columns: columns.map(
      (column) =>
        new Column({
          name: column.name,
          table: name,
          schema,
          type: column.type,
          nullable: false,
          autoIncrement: false,
          visible: true,
          charset:
            column.type.charset?.value ?? (column.type.collation && charsetOf(column.type.collation.value)),
          collation: column.type.collation?.value,
          places: { self: at },
          bornAt: at,
        }),
    ),
  });
}
