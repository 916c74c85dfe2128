// Texts read and replayed again and again. In: texts. Out: milliseconds, the median of all rounds and the best one, after rounds that
// nobody counts: V8 takes some seconds until what is called often is compiled for good.

import type { Migration } from "../../src/migration/migration.js";
import { disk, readFile } from "../../src/project/files.js";
import { replay } from "../../src/schema/replay.js";
import type { Dialect } from "../../src/sql/definition.js";
import { readScript } from "../../src/sql/read.js";
import { SourceFile } from "../../src/text/source-file.js";

export interface Text {
  readonly path: string;
  readonly text: string;
}

const version: Readonly<Record<Dialect, readonly number[]>> = {
  mysql: [8, 0],
  mariadb: [10, 11],
  postgresql: [15],
};

/** The forward scripts of a folder, in the order of their paths: rollbacks are replayed on demand only. */
export function readFolder(folder: string): readonly Text[] {
  return disk
    .list(folder)
    .filter((path) => !/(_rollback|_seed|\.down)\.sql$|[\\/]down\.sql$/.test(path))
    .map((path) => ({ path, text: readFile(path, folder, disk).file.text }));
}

/** What a round takes. */
export interface Times {
  readonly read: number;
  readonly replayed: number;
}

export interface Measured {
  readonly megabytes: number;
  readonly median: Times;
  /** The machine's other work disturbs it least. */
  readonly best: Times;
}

const warmUp = 4000;

/** `now` tells the time in milliseconds: of the processors, or of the clock. */
export function measureText(
  texts: readonly Text[],
  dialect: Dialect,
  rounds: number,
  now: () => number,
): Measured {
  const reads: number[] = [];
  const replays: number[] = [];
  const warm = now() + warmUp;
  for (let round = 0; round < rounds; ) {
    const start = now();
    const migrations = texts.map(({ path, text }): Migration => {
      const file = new SourceFile(path, text);
      const range = { start: 0, end: text.length };
      const forward = { file, range, ...readScript(file, { dialect, version: version[dialect] }) };
      return { kind: "migration", version: path, name: path, forward };
    });
    const between = now();
    replay(migrations, { dialect, version: version[dialect] });
    if (start < warm) continue;
    round++;
    reads.push(between - start);
    replays.push(now() - between);
  }
  const units = texts.reduce((sum, { text }) => sum + text.length, 0);
  return {
    megabytes: units / 1e6,
    median: { read: medianOf(reads), replayed: medianOf(replays) },
    best: { read: Math.min(...reads), replayed: Math.min(...replays) },
  };
}

/** Milliseconds that this process has had of the processors. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function medianOf(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;
}
