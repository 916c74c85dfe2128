// The command of the comparison. In: arguments. Out: a line for each pair whose verdict is told apart, counts, exit code 1 where a verdict
// is wrong. Each pair gets databases of its own, which are dropped afterwards.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { writeRollback } from "../../src/generate/rollback.js";
import type { Migration, Script } from "../../src/migration/migration.js";
import { readMigrations } from "../../src/migration/read.js";
import { confirmSets } from "../../src/project/confirm.js";
import { disk, isMigrationFile, readFile } from "../../src/project/files.js";
import type { MigrationHistory } from "../../src/schema/history.js";
import { replay, replayScript } from "../../src/schema/replay.js";
import { readScript } from "../../src/sql/read.js";
import { SourceFile } from "../../src/text/source-file.js";
import { catalogDifferences, judgeRollback } from "../../test/databases/rollback-verdict.js";
import { type ServerName, serverNamed } from "../../test/databases/servers.js";
import { delimiterOf, isRunnable, writeScript } from "../fidelity/script.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    server: { type: "string", default: "mariadb" },
    layout: { type: "string", default: "auto" },
    /** SQL for what no migration creates. */
    before: { type: "string" },
    /** Judges the rollbacks that `integlint rollback` would write, not those that are there. */
    written: { type: "boolean", default: false },
    verbose: { type: "boolean", default: false },
  },
});

const server = serverNamed(values.server as ServerName);
if (server.version === undefined) throw new Error(`No ${values.server} server answers.`);
const { dialect, version } = server.replay;
const read = (file: SourceFile, range = { start: 0, end: file.text.length }, text?: string): Script => ({
  file,
  range,
  ...readScript(file, { dialect, version, range, text }),
});

const counts = new Map<string, number>();
/** Tables that no migration creates: the server has them, integlint does not know them. */
const before =
  values.before === undefined ? [] : [{ path: "before", text: readFileSync(values.before, "utf8") }];

for (const folder of positionals) {
  const cwd = resolve(folder);
  const files = disk
    .list(cwd)
    .filter(isMigrationFile)
    .map((path) => readFile(path, cwd, disk).file);
  const sets = await confirmSets(
    readMigrations(".", files, { layout: values.layout }, ({ file, range, text }) => read(file, range, text)),
  );
  for (const set of sets) judgeSet(set.migrations);
}
const told = [...counts].map(([word, count]) => `${count} ${word}`);
process.stdout.write(`${told.join(", ")}\n`);
if ((counts.get("wrong") ?? 0) > 0) process.exitCode = 1;

function count(word: string, more = 1): void {
  counts.set(word, (counts.get(word) ?? 0) + more);
}

/** What the server refuses of the forward scripts is left out on both sides: a rollback is judged by what its migration did. */
function accepted(migrations: readonly Migration[]): readonly Migration[] {
  const scripts = migrations.flatMap(({ forward }) => forward ?? []);
  const { refused } = server.run([...before, ...scripts.map(textOf)]);
  count("forward statements that the server refuses", refused.length);
  const lines = new Set(refused.map(({ path, line }) => `${path}:${line}`));
  return migrations.map((migration) => {
    const { forward } = migration;
    if (!forward) return migration;
    const name = `${scripts.indexOf(forward)}:${forward.file.path}`;
    const statements = forward.statements.filter(({ location: { file, range } }) => {
      const [first, last] = [range.start, range.end].map((at) => file.positionAt(at).line) as [
        number,
        number,
      ];
      for (let line = first; line <= last; line++) if (lines.has(`${name}:${line}`)) return false;
      return true;
    });
    return { ...migration, forward: { ...forward, statements } };
  });
}

function judgeSet(all: readonly Migration[]): void {
  const migrations = accepted(all.filter(({ kind }) => kind === "migration"));
  const { migrations: histories } = replay(migrations, server.replay);
  const scripts: Script[] = [];
  for (const history of histories) {
    const { migration, forward } = history;
    const judged = values.written ? withWritten(history) : history;
    const { rollback } = judged;
    if (rollback) {
      const up = [...scripts, forward.script];
      const start = server.run([...before, ...scripts.map(textOf)]);
      const end = server.run([...before, ...[...up, rollback.script].map(textOf)]);
      const { verdict, reasons } = judgeRollback(judged);
      const differences = catalogDifferences(start.lines, end.lines);
      const stopped = end.refused.filter(({ path }) => path.startsWith(`${up.length}:`));
      const isBack = differences.length === 0;
      const isWrong =
        verdict === "proved"
          ? !isBack || stopped.length > 0
          : verdict === "incomplete"
            ? isBack
            : verdict === "stops" && stopped.length === 0;
      count("pairs");
      count(verdict);
      if (isWrong) count("wrong");
      if (isWrong || values.verbose) {
        process.stdout.write(`${isWrong ? "WRONG " : ""}${migration.name}: ${verdict}\n`);
        for (const reason of reasons) process.stdout.write(`    said: ${reason}\n`);
        for (const one of differences) process.stdout.write(`    catalog: ${one}\n`);
        for (const { message, line } of stopped) process.stdout.write(`    refused: ${line} ${message}\n`);
        for (const { message, line } of end.refused.filter(({ path }) =>
          path.startsWith(`${scripts.length}:`),
        ))
          process.stdout.write(`    forward refused: ${line} ${message}\n`);
      }
    }
    scripts.push(forward.script);
  }
}

function withWritten(history: MigrationHistory): MigrationHistory {
  const { sql } = writeRollback(history, { dialect, version });
  const script = read(new SourceFile(`${history.migration.name}_rollback.sql`, sql));
  return {
    migration: { ...history.migration, rollback: script },
    forward: history.forward,
    rollback: replayScript(script, history.forward.after),
  };
}

function textOf(script: Script, at: number) {
  const runnable = { ...script, statements: script.statements.filter(isRunnable) };
  return {
    path: `${at}:${script.file.path}`,
    text: writeScript(runnable, script.file.text),
    delimiter: delimiterOf[dialect],
  };
}
