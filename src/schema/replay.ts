// Migrations → the schema that they produce, step by step. In: migrations in order, what is known of the server.
// Out: a history: every step with the schema before and after it. It reads no file and judges nothing.

import type { Migration, Script } from "../migration/migration.js";
import type { DataType, Dialect } from "../sql/definition.js";
import { nowhere, SourceFile } from "../text/source-file.js";
import { partialTable } from "./apply/site.js";
import type { MigrationHistory, Replay, SchemaHistory } from "./history.js";
import { Interpreter } from "./interpret/interpreter.js";
import { Column, type Schema } from "./model.js";
import { charsetOf, type Server, serverOf } from "./server.js";
import { type Survey, surveyMigrations } from "./survey.js";
import { switchedOn } from "./timeline/archive.js";
import type { Moment } from "./timeline/moment.js";
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
  return new Replayer(options).replay(migrations);
}

/**
 * Replays migrations that change between two runs: those before the first changed one are not run again. Migrations are the
 * same where they are the same objects. A new run ends the use of the history that the last one made.
 */
export class Replayer {
  private readonly server: Server;
  private survey: Survey | undefined;
  private timeline: Timeline | undefined;
  private migrations: readonly Migration[] = [];
  /** By the migration's number: where it started, and what it did. */
  private starts: Moment[] = [];
  private done: (MigrationHistory | undefined)[] = [];
  /** Tables of whose later creation was asked, with the first migration that did. */
  private readonly asked = new Map<string, number>();

  constructor(private readonly options: ReplayOptions) {
    this.server = serverOf(options.dialect, options.version);
  }

  replay(migrations: readonly Migration[]): SchemaHistory {
    const survey = surveyMigrations(migrations, this.options.dialect);
    const first = this.firstToReplay(migrations, survey);
    this.survey = survey;
    this.migrations = migrations;
    const timeline = this.timelineAt(first);
    this.starts.length = Math.min(first, this.starts.length);
    this.done.length = this.starts.length;
    for (let number = this.starts.length; number < migrations.length; number++) {
      const migration = migrations[number] as Migration;
      this.starts.push(timeline.now);
      this.done.push(undefined);
      if (migration.kind !== "migration" || !migration.forward) continue;
      beginScript(timeline, number);
      this.done[number] = new ReplayedMigration(migration, runScript(timeline, migration.forward));
    }
    const histories = this.done.filter((history) => history !== undefined);
    const blindSpots = histories.flatMap(({ forward }) => forward.blindSpots);
    return { final: timeline.now, migrations: histories, blindSpots };
  }

  private firstToReplay(migrations: readonly Migration[], survey: Survey): number {
    if (!this.survey || this.survey.home !== survey.home) return 0;
    const before = new Set(this.migrations);
    const after = new Set(migrations);
    const changed = new Set([
      ...this.survey.keysCreatedIn((number) => !after.has(this.migrations[number] as Migration)),
      ...survey.keysCreatedIn((number) => !before.has(migrations[number] as Migration)),
    ]);
    let first = 0;
    while (first < migrations.length && migrations[first] === this.migrations[first]) first++;
    for (const key of changed) first = Math.min(first, this.asked.get(key) ?? first);
    return first;
  }

  /** The timeline as it was before a migration; one from the start for the first. */
  private timelineAt(number: number): Timeline {
    const start = this.starts[number];
    if (this.timeline && number > 0) {
      if (start) this.timeline.revertTo(start);
      return this.timeline;
    }
    this.starts = [];
    this.asked.clear();
    this.timeline = this.startTimeline();
    return this.timeline;
  }

  private startTimeline(): Timeline {
    const timeline = new Timeline({
      server: this.server,
      creationAfter: (migration, key) => {
        this.asked.set(key, Math.min(migration, this.asked.get(key) ?? migration));
        return this.survey?.creationAfter(migration, key);
      },
      creationBehind: (place, key) => this.survey?.creationBehind(place, key),
    });
    const { charset, collation } = this.options.database ?? {};
    timeline.settings = {
      home: this.survey?.home,
      ...switchedOn,
      migration: 0,
      charset: charset ?? (collation === undefined ? undefined : charsetOf(collation)),
      collation: collation ?? (charset === undefined ? undefined : this.server.defaultCollation(charset)),
    };
    for (const table of this.options.external ?? []) timeline.putTable(externalTable(table));
    return timeline;
  }
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
  const { home, charset, collation, doubtedUpTo } = timeline.settings;
  const current = undefined;
  timeline.settings = { home, charset, collation, doubtedUpTo, current, ...switchedOn, migration };
  for (const table of timeline.now.temporaryTables) {
    timeline.removeTable(table, { how: "dropped", at: table.bornAt });
  }
}

function runScript(timeline: Timeline, script: Script): Replay {
  const before = timeline.now;
  const interpreter = new Interpreter(timeline, script);
  interpreter.run();
  const { steps, blindSpots, dynamic } = interpreter.journal;
  return { script, before, after: timeline.now, steps, blindSpots, dynamic };
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
