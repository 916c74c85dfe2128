// Fixtures on disk: SQL with a header and markers. In: a file or a folder. Out: texts to lint, and what they must give.
// The header and the markers are blanked out, so that no rule sees them; every offset stays.

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import type { LintResult } from "../src/lint/finding.js";
import type { Dialect } from "../src/sql/definition.js";
import type { FixtureConfig } from "./lint-fixture.js";

export interface StoredFixture {
  /** As shown: `no-key`, `dropped-later`. */
  readonly name: string;
  readonly targets: readonly { readonly dialect: Dialect; readonly version?: string }[];
  readonly options: object;
  /** What the configuration says beside the rule's options. */
  readonly config: FixtureConfig;
  readonly texts: ReadonlyMap<string, string>;
  /** Of the base branch: the files of a folder `merged`, where there is one. */
  readonly merged?: ReadonlyMap<string, string>;
  /** `001_channels.sql:3 primary-key`, one entry a finding, sorted. */
  readonly expected: readonly string[];
}

/** The fixtures of a folder: each file, and each folder in it. */
export function readFixtures(folder: string): readonly StoredFixture[] {
  return readdirSync(folder)
    .sort()
    .map((entry) => readFixture(join(folder, entry)));
}

export function readFixture(path: string): StoredFixture {
  const isFolder = statSync(path).isDirectory();
  const name = basename(path, ".sql");
  const files: readonly (readonly [string, string])[] = isFolder
    ? filesIn(path)
    : [[`001_${name.replaceAll("-", "_")}.sql`, readFileSync(path, "utf8")]];
  const merged = isFolder && existsSync(join(path, "merged")) ? filesIn(join(path, "merged")) : undefined;
  const whole = files.map(([, text]) => text).join("\n");
  const dialects = /^-- dialect: (.*)$/m.exec(whole)?.[1];
  if (dialects === undefined) throw new Error(`${path} does not say its dialect.`);
  return {
    name,
    targets: dialects.split(",").map((text) => {
      const [dialect, version] = text.trim().split(" ");
      return { dialect: dialect as Dialect, ...(version !== undefined && { version }) };
    }),
    options: JSON.parse(/^-- options: (.*)$/m.exec(whole)?.[1] ?? "{}"),
    config: JSON.parse(/^-- config: (.*)$/m.exec(whole)?.[1] ?? "{}"),
    texts: new Map(files.map(([file, text]) => [file, blankOut(text)])),
    ...(merged && { merged: new Map(merged.map(([file, text]) => [file, blankOut(text)])) }),
    expected: [...files, ...(merged ?? [])].flatMap(([file, text]) => markersIn(file, text)).sort(),
  };
}

function filesIn(folder: string): readonly (readonly [string, string])[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort()
    .map((file) => [file, readFileSync(join(folder, file), "utf8")]);
}

const header = /^-- (?:dialect|options|config): .*$/gm;
const marker = /--\s*expect(-above)?:\s*([\w-]+(?:\s*,\s*[\w-]+)*)[ \t]*$/gm;

function blankOut(text: string): string {
  const blank = (part: string) => " ".repeat(part.length);
  return text.replace(header, blank).replace(marker, blank);
}

function markersIn(file: string, text: string): readonly string[] {
  return [...text.matchAll(marker)].flatMap((match) => {
    const line = text.slice(0, match.index).split("\n").length - (match[1] ? 1 : 0);
    return (match[2] ?? "").split(",").map((id) => `${file}:${line} ${id.trim()}`);
  });
}

/** The findings of a result, in the form of `expected`. */
export function foundIn({ findings }: LintResult): readonly string[] {
  return findings
    .map(({ location: { file, range }, rule }) => {
      return `${basename(file.path)}:${file.positionAt(range.start).line} ${rule}`;
    })
    .sort();
}
