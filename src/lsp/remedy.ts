// The remedy of a finding as a statement of the newest migration: what may have run is not edited. In: SQL. Out: the edit.

import type { Script } from "../migration/migration.js";
import type { Snapshot } from "../project/session.js";
import type { Edit } from "../rule/rule.js";
import type { Location, SourceFile } from "../text/source-file.js";
import { contains } from "./places.js";

/** At the end of the newest forward script of the set that a file belongs to. */
export function appendToNewest(
  sql: string,
  file: SourceFile,
  { project: { sets } }: Snapshot,
): { readonly file: SourceFile; readonly edits: readonly Edit[] } | undefined {
  const set = sets.find(({ migrations }) =>
    migrations.some(({ forward, rollback }) => forward?.file === file || rollback?.file === file),
  );
  const script = set?.migrations.findLast(({ kind, forward }) => kind === "migration" && forward)?.forward;
  return script && { file: script.file, edits: append(sql, script) };
}

function append(sql: string, script: Script): readonly Edit[] {
  const { text } = script.file;
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const last = script.statements.at(-1)?.location.range.end ?? script.range.start;
  const body = text.slice(script.range.start, script.range.end);
  const end = script.range.start + body.trimEnd().length;
  const isEnded = script.statements.length === 0 || text.slice(last, end).includes(";");
  const lines = `${newline}${newline}${sql.replace(/\r?\n/g, newline)}`;
  const isWhole = script.range.end === text.length;
  // One edit: two at the same place would come in an order that clients choose.
  return [
    {
      range: { start: isEnded ? end : last, end: isWhole ? text.length : end },
      text: (isEnded ? "" : `;${text.slice(last, end)}`) + lines + (isWhole ? newline : ""),
    },
  ];
}

export function scriptAt({ project }: Snapshot, { file, range }: Location): Script | undefined {
  const scripts = project.sets
    .flatMap(({ migrations }) => migrations.flatMap(({ forward, rollback }) => [forward, rollback]))
    .filter((script) => script?.file === file);
  return scripts.find((script) => script && contains(script.range, range.start)) ?? scripts[0];
}
