// Replays SQL texts: one script each, in order. For tests.

import type { Migration, Script } from "../../src/migration/migration.js";
import type { SchemaHistory, Step } from "../../src/schema/history.js";
import { type ReplayOptions, replay } from "../../src/schema/replay.js";
import type { Dialect } from "../../src/sql/definition.js";
import { readScript } from "../../src/sql/read.js";
import { type Location, SourceFile } from "../../src/text/source-file.js";

export interface ScriptText {
  readonly forward: string;
  readonly rollback?: string;
}

export const versions: Readonly<Record<Dialect, readonly number[]>> = {
  mysql: [8, 0],
  mariadb: [10, 11],
  postgresql: [15],
};

export function readText(path: string, text: string, dialect: Dialect): Script {
  const file = new SourceFile(path, text);
  const { statements, comments } = readScript(file, { dialect, version: versions[dialect] });
  return { file, range: { start: 0, end: text.length }, statements, comments };
}

export function migrationsOf(texts: readonly (string | ScriptText)[], dialect: Dialect): Migration[] {
  return texts.map((text, index) => {
    const { forward, rollback } = typeof text === "string" ? { forward: text, rollback: undefined } : text;
    const version = String(index + 1).padStart(3, "0");
    return {
      kind: "migration",
      version,
      name: `${version}_test`,
      forward: readText(`${version}_test.sql`, forward, dialect),
      ...(rollback !== undefined && {
        rollback: readText(`${version}_test_rollback.sql`, rollback, dialect),
      }),
    };
  });
}

export function replayTexts(
  dialect: Dialect,
  texts: readonly (string | ScriptText)[],
  options: Partial<ReplayOptions> = {},
): SchemaHistory {
  return replay(migrationsOf(texts, dialect), { dialect, version: versions[dialect], ...options });
}

export const replayMysql = (...texts: (string | ScriptText)[]) => replayTexts("mysql", texts);
export const replayMariadb = (...texts: (string | ScriptText)[]) => replayTexts("mariadb", texts);
export const replayPostgresql = (...texts: (string | ScriptText)[]) => replayTexts("postgresql", texts);

/** All forward steps of a history. */
export function stepsOf(history: SchemaHistory): readonly Step[] {
  return history.migrations.flatMap(({ forward }) => forward.steps);
}

/** `changed`, `refused: Table … has no column …`, one text a step. */
export function outcomesOf(history: SchemaHistory): readonly string[] {
  return stepsOf(history).map(({ outcome, refusals }) =>
    [outcome, ...refusals.map(({ message }) => message)].join(": "),
  );
}

/** The text that a place covers. */
export function textAt({ file, range }: Location): string {
  return file.text.slice(range.start, range.end);
}
