// 20240101_name/migration.sql (Prisma), or 20240101_name/up.sql with down.sql (Diesel, Hasura).

import { type Draft, type Layout, wholeFile } from "../layout.js";
import { baseName, compareInOrder, folderOf, isSeed, stemOf, versionOf } from "../names.js";
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
};

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
