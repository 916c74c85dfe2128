// 001_name.sql with 001_name_rollback.sql: the convention document's own. Also `_down`, `_undo`, `.rollback.sql`, and a
// folder of rollbacks under the same names.

import type { SourceFile } from "../../text/source-file.js";
import { type Draft, folderOfNewest, joinPath, type Layout, type Surroundings } from "../layout.js";
import { baseName, compareInOrder, folderOf, isSeed, stemOf, versionOf } from "../names.js";
import { nameBesideOthers } from "../next-name.js";
import { pairUp, type Side, seedDraft } from "../pair.js";

const rollbackEnding = /[._-](?:rollback|down|undo)$/i;
const rollbackFolder = /^(?:rollbacks?|down|undo|revert)$/i;

export const suffix: Layout = {
  name: "suffix",
  nested: false,
  arrange(files, { rollback: pattern }) {
    const rollbackName = pattern === undefined ? nameByConvention : nameByPattern(pattern);
    const forwards: Side[] = [];
    const rollbacks: Side[] = [];
    const seeds: Draft[] = [];
    for (const file of files) {
      const stem = stemOf(file.path);
      const version = versionOf(stem);
      const name = rollbackName(file);
      if (isSeed(name ?? file.path)) seeds.push(seedDraft(version, stem, file));
      else if (name !== undefined) rollbacks.push({ version, name, file });
      else forwards.push({ version, name: stem, file });
    }
    return [...pairUp(forwards, rollbacks), ...seeds].sort(compareInOrder);
  },
  nameNew: (words, around) => nameBesideOthers(words, around, "001"),
  writeNew({ name }, { forward, rollback }, around) {
    const folder = folderOfNewest(around);
    const own = { path: joinPath(folder, `${name}.sql`), text: forward };
    return rollback === undefined
      ? [own]
      : [own, { path: rollbackPath(name, folder, around), text: rollback }];
  },
  writeRollback({ name, forward, rollback }, text, around) {
    if (!forward) return undefined;
    return { path: rollback?.file.path ?? rollbackPath(name, folderOf(forward.file.path), around), text };
  },
};

/** As the configuration says; else as the last migration that has one; else as the convention document does. */
function rollbackPath(name: string, folder: string, { rollback: pattern, drafts }: Surroundings): string {
  if (pattern !== undefined) return joinPath(folder, pattern.replace("{name}", name));
  const like = drafts.findLast((draft) => draft.forward && draft.rollback && !draft.rollbackName);
  const [forwardPath, path] = [like?.forward?.file.path, like?.rollback?.file.path];
  if (like === undefined || forwardPath === undefined || path === undefined)
    return joinPath(folder, `${name}_rollback.sql`);
  const below = folderOf(path) === folderOf(forwardPath) ? "" : baseName(folderOf(path));
  return joinPath(folder, joinPath(below, name + baseName(path).slice(like.name.length)));
}

/** Whether a folder holds the rollbacks of the folder above it. */
export function isRollbackFolder(folder: string): boolean {
  return rollbackFolder.test(baseName(folder));
}

function nameByConvention(file: SourceFile): string | undefined {
  const stem = stemOf(file.path);
  if (rollbackEnding.test(stem)) return stem.replace(rollbackEnding, "");
  return isRollbackFolder(folderOf(file.path)) ? stem : undefined;
}

/** `down/{name}.sql` → a function that finds the name in `migrations/down/001_a.sql`. */
function nameByPattern(pattern: string): (file: SourceFile) => string | undefined {
  const [before = "", after = ""] = pattern.split("{name}");
  const quote = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const whole = new RegExp(`(?:^|/)${quote(before)}([^/]+)${quote(after)}$`);
  return (file) => whole.exec(file.path)?.[1];
}
