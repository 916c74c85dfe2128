// Folders of migrations for the benches, with what is read in a file's place. In: a folder. Out: its sets, uncertain problems confirmed, and
// the text of each statement as a tool sends it: directives are blanked out, rollbacks stand in comments.

import type { MigrationSet, Script } from "../../src/migration/migration.js";
import { readMigrations } from "../../src/migration/read.js";
import { confirmSets } from "../../src/project/confirm.js";
import { disk, readFile } from "../../src/project/files.js";
import { type ReadOptions, readScript } from "../../src/sql/read.js";
import type { ConfirmOptions } from "../../src/sql/second-opinion.js";
import type { Statement } from "../../src/sql/statement.js";

export interface ReadSets {
  readonly sets: readonly MigrationSet[];
  /** The text that a script was read from. */
  textOf(script: Script): string;
}

export async function readSets(
  cwd: string,
  layout: string,
  { dialect, version }: Pick<ReadOptions, "dialect" | "version">,
  options: ConfirmOptions = {},
): Promise<ReadSets> {
  const files = disk.list(cwd).map((path) => readFile(path, cwd, disk).file);
  // One stretch of a file can be read twice: forward, and for its rollback.
  const texts = new Map<string, string>();
  const keyOf = ({ location: { file, range } }: Statement) => `${file.path}:${range.start}`;
  const asRead = readMigrations(".", files, { layout }, ({ file, range, text }) => {
    const script = readScript(file, { dialect, version, range, text });
    if (text !== undefined) for (const statement of script.statements) texts.set(keyOf(statement), text);
    return script;
  });
  return {
    sets: await confirmSets(asRead, undefined, options),
    textOf: ({ file, statements: [first] }) => (first && texts.get(keyOf(first))) ?? file.text,
  };
}
