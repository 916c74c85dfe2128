// 001_name.up.sql with 001_name.down.sql: golang-migrate, sqlx, and with a dash db-migrate.

import type { Draft, Layout } from "../layout.js";
import { compareInOrder, isSeed, stemOf, versionOf } from "../names.js";
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
};

/** Whether a file's name says that it goes up or down. */
export function isUpDown(path: string): boolean {
  return direction.test(stemOf(path));
}
