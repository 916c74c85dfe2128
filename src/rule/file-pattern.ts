// The pattern that migrations are named after, `NNN_name.sql`. In: a pattern as people write it. Out: a test of names without extension.

import { withoutDatabase } from "../migration/databases.js";

/** What `migration-name` asks where nobody says otherwise: files of the convention document's own layout, and their like. */
export const usualFilePattern = "NNN_name.sql";

/** A layout with names of its own is held to a pattern only where one is set. */
export function holdsLayout(pattern: string, layout: string): boolean {
  return pattern !== usualFilePattern || layout === "suffix" || layout === "updown";
}

const patterns = new Map<string, RegExp>();

/** `001_a.mysql` is held to it as `001_a` is. */
export function matchesFilePattern(name: string, pattern: string): boolean {
  const known = patterns.get(pattern) ?? compilePattern(pattern);
  patterns.set(pattern, known);
  return known.test(withoutDatabase(name));
}

function compilePattern(pattern: string): RegExp {
  const body = pattern
    .replace(/\.sql$/i, "")
    .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replace(/N+/g, (digits) => `\\d{${digits.length},}`)
    .replace("name", "[A-Za-z0-9]+(?:_[A-Za-z0-9]+)*");
  return new RegExp(`^${body}$`);
}
