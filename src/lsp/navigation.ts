// From a name to where its object is made and to all who speak of it. In: a place. Out: places.

import { type DocumentHighlight, DocumentHighlightKind, type Location } from "vscode-languageserver/node";
import { mentionAt, mentionsOf } from "./mentions.js";
import { isWritten, locationOf, rangeOf } from "./places.js";
import type { PlaceInProject } from "./requests.js";

/** Where the object was born, under whatever name. What the configuration declares was born in no migration. */
export function definitionOf({ snapshot, file, offset, cwd }: PlaceInProject): Location | null {
  const mention = mentionAt(snapshot.history, file, offset);
  if (!mention) return null;
  const { bornAt } = mention.column ?? mention.table;
  return isWritten(bornAt) ? locationOf(bornAt, cwd) : null;
}

export function referencesTo(
  { snapshot, file, offset, cwd }: PlaceInProject,
  withDeclaration: boolean,
): Location[] {
  const mention = mentionAt(snapshot.history, file, offset);
  if (!mention) return [];
  const { bornAt } = mention.column ?? mention.table;
  return mentionsOf(snapshot.history, mention.id)
    .filter(({ at }) => withDeclaration || at.file !== bornAt.file || at.range.start !== bornAt.range.start)
    .map(({ at }) => locationOf(at, cwd));
}

export function highlightsOf({ snapshot, file, offset }: PlaceInProject): DocumentHighlight[] {
  const mention = mentionAt(snapshot.history, file, offset);
  if (!mention) return [];
  return mentionsOf(snapshot.history, mention.id)
    .filter(({ at }) => at.file === file)
    .map(({ at }) => ({ range: rangeOf(file, at.range), kind: DocumentHighlightKind.Text }));
}
