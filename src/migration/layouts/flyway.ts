// V1_2__name.sql with U1_2__name.sql, and R__name.sql, which runs after all versioned ones whenever it changed.
// Flyway documentation, "Migrations": prefix, version with dots or underscores, two underscores, description.

import type { SourceFile } from "../../text/source-file.js";
import { type Draft, folderOfNewest, joinPath, type Layout, newestOf, wholeFile } from "../layout.js";
import { compareInOrder, folderOf, stemOf } from "../names.js";
import { nextName } from "../next-name.js";
import { seedDraft } from "../pair.js";

interface FlywayName {
  readonly prefix: "V" | "U" | "R" | "B";
  readonly version: string;
  readonly description: string;
}

/** One underscore where two belong is a common slip: Flyway passes the file by, a reader should not. */
const name = /^([VUB])(\d+(?:[._]\d+)*)_{1,2}(.+)$|^(R)__(.+)$/i;

export const flyway: Layout = {
  name: "flyway",
  nested: true,
  arrange(files) {
    const versioned: Draft[] = [];
    const repeatable: Draft[] = [];
    const others: Draft[] = [];
    const undos = new Map<string, SourceFile>();
    for (const file of files) {
      const parts = flywayName(file.path);
      if (parts?.prefix === "U" && !undos.has(parts.version)) undos.set(parts.version, file);
    }
    for (const file of files) {
      const stem = stemOf(file.path);
      const parts = flywayName(file.path);
      if (parts?.prefix === "V") {
        const undo = undos.get(parts.version);
        undos.delete(parts.version);
        versioned.push(draftOf(stem, parts, file, undo));
      } else if (parts?.prefix === "R") repeatable.push({ ...draftOf(stem, parts, file), version: "" });
      // A baseline stands for the versions before it; callbacks and stray files are none of Flyway's migrations.
      else if (parts?.prefix !== "U") others.push(seedDraft(parts?.version ?? "", stem, file));
    }
    for (const [version, file] of undos)
      versioned.push({
        kind: "rollback",
        version,
        name: stemOf(file.path).replace(/^./, "V"),
        rollback: wholeFile(file),
      });
    return [
      ...versioned.sort(compareInOrder),
      ...repeatable.sort(compareInOrder),
      ...others.sort(compareInOrder),
    ];
  },
  nameNew(words, around) {
    const existing = around.drafts.map((draft) => {
      const { prefix = "V", version = "", description = "" } = flywayName(draft.name) ?? {};
      return { before: prefix, version, separator: "__", rest: description };
    });
    const versioned = existing.filter(({ before }) => before !== "R");
    return nextName(words, versioned, { first: "1", before: "V", separator: "__" }, around);
  },
  writeNew({ name }, { forward, rollback }, around) {
    const newest = newestOf(around, ({ version }) => version !== "");
    const folder = newest ? folderOf(newest.forward.file.path) : folderOfNewest(around);
    const own = { path: joinPath(folder, `${name}.sql`), text: forward };
    if (rollback === undefined) return [own];
    const like = around.drafts.findLast((draft) => draft.forward && draft.rollback)?.rollback;
    return [
      own,
      { path: joinPath(like ? folderOf(like.file.path) : folder, undoName(name)), text: rollback },
    ];
  },
  writeRollback({ name, version, forward, rollback }, text) {
    // A repeatable migration is undone by its file as it was before: Flyway has no script for that.
    if (!forward || version === "") return undefined;
    return {
      path: rollback?.file.path ?? joinPath(folderOf(forward.file.path), undoName(name)),
      text,
    };
  },
};

function undoName(name: string): string {
  return `${name.replace(/^./, "U")}.sql`;
}

/** Whether Flyway would take a file for one of its own. */
export function isFlyway(path: string): boolean {
  return flywayName(path) !== undefined && stemOf(path).includes("__");
}

function draftOf(stem: string, parts: FlywayName, file: SourceFile, undo?: SourceFile): Draft {
  const undoName = undo && stemOf(undo.path).replace(/^./, "V");
  return {
    kind: "migration",
    version: parts.version,
    name: stem,
    forward: wholeFile(file),
    ...(undo && { rollback: wholeFile(undo) }),
    ...(undoName !== undefined && undoName !== stem && { rollbackName: undoName }),
  };
}

function flywayName(path: string): FlywayName | undefined {
  const match = name.exec(stemOf(path));
  if (!match) return undefined;
  const prefix = (match[1] ?? match[4] ?? "").toUpperCase() as FlywayName["prefix"];
  return { prefix, version: match[2] ?? "", description: match[3] ?? match[5] ?? "" };
}
