// 20240101_name/migration.sql (Prisma), or 20240101_name/up.sql with down.sql (Diesel, Hasura).

import { type Draft, joinPath, type Layout, newestOf, type Surroundings, wholeFile } from "../layout.js";
import { baseName, compareInOrder, folderOf, isSeed, stemOf, versionOf } from "../names.js";
import { nameBesideOthers } from "../next-name.js";
import { pairUp, type Side, seedDraft } from "../pair.js";

const forwardFile = /^(?:migration|up)\.sql$/i;
const rollbackFile = /^down\.sql$/i;

export const directory: Layout = {
  name: "directory",
  nested: true,
  arrange(files) {
    const forwards: Side[] = [];
    const rollbacks: Side[] = [];
    const others: Draft[] = [];
    for (const file of files) {
      const name = baseName(folderOf(file.path));
      const side = { version: versionOf(name), name, file };
      if (forwardFile.test(baseName(file.path))) forwards.push(side);
      else if (rollbackFile.test(baseName(file.path))) rollbacks.push(side);
      else others.push(otherDraft(file));
    }
    return [...pairUp(forwards, rollbacks), ...others].sort(compareInOrder);
  },
  nameNew: (words, around) => nameBesideOthers(words, around, "seconds"),
  writeNew({ name }, { forward, rollback }, around) {
    const newest = newestInDirectory(around)?.forward.file.path;
    const folder = joinPath(newest ? folderOf(folderOf(newest)) : around.folder, name);
    const usual = /(?:^|\/)prisma\//i.test(`${around.folder}/`) ? "migration.sql" : "up.sql";
    const own = { path: joinPath(folder, newest ? baseName(newest) : usual), text: forward };
    return rollback === undefined ? [own] : [own, { path: joinPath(folder, "down.sql"), text: rollback }];
  },
  writeRollback({ forward, rollback }, text) {
    if (!forward || !isInDirectory(forward.file.path)) return undefined;
    return { path: rollback?.file.path ?? joinPath(folderOf(forward.file.path), "down.sql"), text };
  },
};

function newestInDirectory(around: Surroundings): ReturnType<typeof newestOf> {
  return newestOf(around, (_, { file }) => isInDirectory(file.path));
}

/** Whether a file is a whole migration, or half of one, by the name of its folder. */
export function isInDirectory(path: string): boolean {
  const file = baseName(path);
  return (forwardFile.test(file) || rollbackFile.test(file)) && folderOf(path) !== "";
}

/** A file beside the folders: a migration of its own if it has a version, else not one. */
function otherDraft(file: Parameters<typeof wholeFile>[0]): Draft {
  const stem = stemOf(file.path);
  const version = versionOf(stem);
  if (version === "" || isSeed(file.path)) return seedDraft(version, stem, file);
  return { kind: "migration", version, name: stem, forward: wholeFile(file) };
}
