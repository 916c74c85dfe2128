// Where migrations usually are. In: a folder. Out: the folder of migrations in it, if there is one to be seen.

import { readdirSync } from "node:fs";
import { join } from "node:path";
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
