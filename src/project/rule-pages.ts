// Pages of rules in the package that runs. In: a page's address as findings have it. Out: where it can be opened.

import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

let home: string | undefined;
const known = new Map<string, string | undefined>();

/** A file URL; undefined for rules of plugins, which have no page there. */
export function rulePage(url: string): string | undefined {
  if (!known.has(url)) {
    home ??= findPackage(import.meta.dirname);
    const path = join(home, url);
    known.set(url, existsSync(path) ? pathToFileURL(path).href : undefined);
  }
  return known.get(url);
}

function findPackage(from: string): string {
  const manifest = join(from, "package.json");
  const above = dirname(from);
  if (above === from) return from;
  const isOurs = existsSync(manifest) && JSON.parse(readFileSync(manifest, "utf8")).name === "integlint";
  return isOurs ? from : findPackage(above);
}
