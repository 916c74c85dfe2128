// Comments that suppress a finding. In: a finding. Out: the edit that puts the comment where it is read as one; none where it would not be.

import type { Finding } from "../lint/finding.js";
import { versionParts } from "../project/open.js";
import type { Snapshot } from "../project/session.js";
import type { Edit } from "../rule/rule.js";
import { readScript } from "../sql/read.js";
import { SourceFile } from "../text/source-file.js";
import { scriptAt } from "./remedy.js";

/** What the person has to replace. */
const placeholder = "why";

export function suppressNextLine({ rule, location }: Finding, snapshot: Snapshot): Edit | undefined {
  const { file, range } = location;
  const { line } = file.positionAt(range.start);
  const start = file.lineStart(line);
  const indent = /^[ \t]*/.exec(file.lineText(line))?.[0] ?? "";
  const comment = `${indent}-- integlint-disable-next-line ${rule}: ${placeholder}`;
  return checked(comment, start, indent.length, file, snapshot);
}

export function suppressFile({ rule, location }: Finding, snapshot: Snapshot): Edit | undefined {
  const { file } = location;
  // Behind a header, which some rules want to see first.
  const first = scriptAt(snapshot, location)?.statements[0]?.location.range.start ?? file.text.length;
  const start = file.lineStart(file.positionAt(first).line);
  return checked(`-- integlint-disable-file ${rule}: ${placeholder}`, start, 0, file, snapshot);
}

/** A line that stands in a string, or in another comment, would be a part of that. */
function checked(
  comment: string,
  offset: number,
  indent: number,
  file: SourceFile,
  { project: { config, sets } }: Snapshot,
): Edit | undefined {
  const text = `${comment}${file.text.includes("\r\n") ? "\r\n" : "\n"}`;
  const changed = new SourceFile(file.path, file.text.slice(0, offset) + text + file.text.slice(offset));
  const { dialect, dialectVersion } = config;
  const { comments } = readScript(changed, { dialect, version: versionParts(dialectVersion) });
  const isRead = comments.some(
    ({ range }) => range.start === offset + indent && range.end === offset + comment.length,
  );
  const isMigration = sets.some(({ migrations }) =>
    migrations.some(({ forward, rollback }) => forward?.file === file || rollback?.file === file),
  );
  return isRead && isMigration ? { range: { start: offset, end: offset }, text } : undefined;
}
