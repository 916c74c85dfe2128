// Where migrations usually are. In: a folder. Out: the folder of migrations in it, if there is one to be seen.

import { type Dirent, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { UsageError } from "../config/errors.js";
import { versionOf } from "../migration/names.js";
import { kindOfPath, listFiles } from "./files.js";
import { showPath } from "./paths.js";

/** In this order: a project's own folder before those of its tools. */
export const usualFolders = [
  "migrations",
  "db/migrations",
  "db/migrate",
  "database/migrations",
  "src/main/resources/db/migration",
  "src/main/resources/db/changelog",
  "prisma/migrations",
  "supabase/migrations",
  "drizzle",
  "sql/migrations",
  "src/migrations",
  "src/db/migrations",
  "internal/db/migrations",
  "migration",
  "db/migration",
  "sqitch",
  "sql",
] as const;

/**
 * A usual folder that holds SQL; else the folder itself, if its files have versions; else a usual folder one level below. Several of
 * those are several databases: which one is meant is for a person to say.
 */
export function findUsualFolder(folder: string): string | undefined {
  const usual = firstWithFiles(folder);
  if (usual !== undefined) return usual;
  const names = readdirSync(folder, { withFileTypes: true });
  if (names.some((entry) => entry.isFile() && /\.sql$/i.test(entry.name) && versionOf(entry.name) !== ""))
    return folder;
  if (names.some((entry) => entry.name === "sqitch.plan")) return folder;
  const below = names
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && entry.name !== "node_modules")
    .map((entry) => firstWithFiles(join(folder, entry.name)))
    .filter((path) => path !== undefined)
    .sort();
  if (below.length > 1)
    throw new UsageError(
      `Several folders hold migrations: ${below.map((path) => showPath(path, folder)).join(", ")}. Name one of them, or configure \`migrations\`.`,
    );
  return below[0];
}

function firstWithFiles(folder: string): string | undefined {
  return usualFolders
    .map((usual) => join(folder, usual))
    .find((path) => kindOfPath(path) === "folder" && listFiles(path).length > 0);
}

/** So many folders are looked into: a hint is not worth a walk through all of a disk. */
const mostFolders = 3000;
const mostNamed = 3;

/** Folders below that hold migrations by their names, relative, those with the most first. Nothing hidden, no installed packages. */
export function likelyFolders(folder: string): readonly string[] {
  const counts = new Map<string, number>();
  const waiting = [folder];
  for (let looked = 0; looked < waiting.length && looked < mostFolders; looked++) {
    const path = waiting[looked] as string;
    for (const entry of visibleIn(path)) {
      if (entry.isDirectory() && entry.name !== "node_modules") waiting.push(join(path, entry.name));
      const holder = entry.isFile() ? holderOf(path, entry.name) : undefined;
      if (holder !== undefined) counts.set(holder, (counts.get(holder) ?? 0) + 1);
    }
  }
  return [...counts]
    .sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
    .slice(0, mostNamed)
    .map(([path]) => showPath(path, folder));
}

/** `001_users.sql` in its folder; `20240101_users/up.sql` in the one above. */
function holderOf(path: string, name: string): string | undefined {
  if (!/\.sql$/i.test(name)) return undefined;
  if (versionOf(name) !== "") return path;
  return versionOf(basename(path)) === "" ? undefined : dirname(path);
}

/** What cannot be read is passed over: it is a hint. */
function visibleIn(path: string): readonly Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true }).filter(({ name }) => !name.startsWith("."));
  } catch {
    return [];
  }
}
