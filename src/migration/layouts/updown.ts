// 001_name.up.sql with 001_name.down.sql: golang-migrate, sqlx, and with a dash db-migrate.

import { type Draft, folderOfNewest, joinPath, type Layout, newestOf } from "../layout.js";
import { compareInOrder, folderOf, isSeed, stemOf, versionOf } from "../names.js";
import { nameBesideOthers } from "../next-name.js";
import { pairUp, type Side, seedDraft } from "../pair.js";

const direction = /[._-](up|down)$/i;

export const updown: Layout = {
  name: "updown",
  nested: false,
  arrange(files) {
    const forwards: Side[] = [];
    const rollbacks: Side[] = [];
    const seeds: Draft[] = [];
    for (const file of files) {
      const stem = stemOf(file.path);
      const name = stem.replace(direction, "");
      const side = { version: versionOf(stem), name, file };
      if (direction.exec(stem)?.[1]?.toLowerCase() === "down") rollbacks.push(side);
      else if (isSeed(file.path)) seeds.push(seedDraft(side.version, stem, file));
      else forwards.push(side);
    }
    return [...pairUp(forwards, rollbacks), ...seeds].sort(compareInOrder);
  },
  nameNew: (words, around) => nameBesideOthers(words, around, "000001"),
  writeNew({ name }, { forward, rollback }, around) {
    const like = newestOf(around, (_, { file }) => isUpDown(file.path))?.forward.file.path;
    const up = (like && direction.exec(stemOf(like))?.[0]) ?? ".up";
    const at = (ending: string) => joinPath(folderOfNewest(around), `${name}${ending}.sql`);
    const own = { path: at(up), text: forward };
    return rollback === undefined ? [own] : [own, { path: at(downOf(up)), text: rollback }];
  },
  writeRollback({ name, forward, rollback }, text) {
    if (!forward) return undefined;
    const up = direction.exec(stemOf(forward.file.path))?.[0] ?? ".up";
    const path = joinPath(folderOf(forward.file.path), `${name}${downOf(up)}.sql`);
    return { path: rollback?.file.path ?? path, text };
  },
};

/** `.up` → `.down`, `_UP` → `_DOWN`. */
function downOf(up: string): string {
  return up.replace(/up$/, "down").replace(/Up$/, "Down").replace(/UP$/, "DOWN");
}

/** Whether a file's name says that it goes up or down. */
export function isUpDown(path: string): boolean {
  return direction.test(stemOf(path));
}
