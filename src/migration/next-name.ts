// What a new migration is called. In: words, the names that are there, the moment. Out: version and name, spelled as the others are, or by
// a pattern where one is asked for.

import { compareVersions, versionOf } from "./names.js";
import { type FirstVersion, nextVersion } from "./next-version.js";

export interface NewName {
  /** As it stands in the name; empty where the layout has none. */
  readonly version: string;
  /** As `Migration.name` has it: `005_add_slack`, `V1_3__add_slack`. */
  readonly name: string;
  /** The file's own name, without extension, where the layout does not call the migration after it. */
  readonly file?: string;
}

/** A name that is there, taken apart. */
export interface NameParts {
  /** `V` before the version, or nothing. */
  readonly before: string;
  readonly version: string;
  /** Between version and words. */
  readonly separator: string;
  /** The words, joined as their author did. */
  readonly rest: string;
}

export interface NamingOptions {
  readonly now: Date;
  /** `NNN_name`: N stands for digits, `name` for the words. Where it is set, it decides over the names that are there. */
  readonly pattern?: string;
}

/** What names look like where there are none yet. */
export interface NameDefaults {
  readonly first: FirstVersion;
  readonly before: string;
  readonly separator: string;
}

/** The words of a name in ASCII, in lower case: `Ajouter Été` → ajouter, ete. Empty where nothing of it is left. */
export function nameWords(name: string): readonly string[] {
  return name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
}

export function nextName(
  words: readonly string[],
  existing: readonly NameParts[],
  defaults: NameDefaults,
  { now, pattern }: NamingOptions,
): NewName {
  const versions = existing.map(({ version }) => version);
  const byPattern = pattern === undefined ? undefined : nameByPattern(pattern, words, versions, now);
  if (byPattern) return byPattern;
  const version = nextVersion(versions, now, defaults.first);
  const newest = [...existing]
    .filter((parts) => parts.version !== "")
    .sort((a, b) => compareVersions(a.version, b.version))
    .at(-1);
  const { before = defaults.before } = newest ?? {};
  const separator = newest?.separator || defaults.separator;
  const rest = joinWords(
    words,
    existing.map((parts) => parts.rest),
  );
  return { version, name: before + version + separator + rest };
}

/** `005_add_slack` beside others of that kind: a version, then words. */
export function nameBesideOthers(
  words: readonly string[],
  around: NamingOptions & { readonly drafts: readonly { readonly name: string }[] },
  first: FirstVersion,
): NewName {
  const existing = around.drafts.map(({ name }) => {
    const version = versionOf(name);
    const at = name.indexOf(version);
    const [, separator = "", rest = ""] = /^([^A-Za-z0-9]*)(.*)$/.exec(name.slice(at + version.length)) ?? [];
    return { before: name.slice(0, at), version, separator, rest };
  });
  return nextName(words, existing, { first, before: "", separator: "_" }, around);
}

/** Words as most of the names that are there join them; with underscores where those do not tell. */
export function joinWords(words: readonly string[], like: readonly string[]): string {
  const several = like.filter((rest) => /[^A-Za-z0-9]|[a-z][A-Z]/.test(rest));
  const most = (fits: (rest: string) => boolean, of: readonly string[] = several) =>
    of.length > 0 && of.filter(fits).length * 2 > of.length;
  const capital = most((rest) => /^[A-Z]/.test(rest), like);
  const raise = (word: string) => word.replace(/^./, (letter) => letter.toUpperCase());
  const [first = "", ...more] = words;
  const start = capital ? raise(first) : first;
  if (most((rest) => /^[A-Za-z0-9]+$/.test(rest))) return [start, ...more.map(raise)].join("");
  for (const joint of ["-", " ", "."])
    if (most((rest) => rest.includes(joint) && !rest.includes("_"))) return [start, ...more].join(joint);
  return [start, ...more].join("_");
}

/** Undefined for a pattern that does not say where version and words go. */
function nameByPattern(
  pattern: string,
  words: readonly string[],
  versions: readonly string[],
  now: Date,
): NewName | undefined {
  const stem = pattern.replace(/\.sql$/i, "");
  const at = stem.indexOf("name");
  const runs = stem.slice(0, at).match(/N+/g) ?? [];
  if (at === -1 || runs.length === 0) return undefined;
  const groups = [...digitGroups(runs, versions, now)];
  const head = stem.slice(0, at).replace(/N+/g, () => groups.shift() ?? "0");
  const version = /\d+(?:[._-]\d+)*/.exec(head)?.[0] ?? head;
  return { version, name: head + words.join("_") + stem.slice(at + "name".length) };
}

/** A group of digits for each run of N, at least as long. */
function digitGroups(runs: readonly string[], versions: readonly string[], now: Date): readonly string[] {
  const length = runs.join("").length;
  const isMoment = [8, 12, 14, 17].includes(length);
  const blank = isMoment ? now.toISOString().replace(/\D/g, "").slice(0, length) : undefined;
  const found = versions.some((version) => version !== "")
    ? [...(nextVersion(versions, now, "1").match(/\d+/g) ?? [])]
    : [];
  if (blank !== undefined && found.join("").length !== length) return cut(blank, runs);
  if (found.length === runs.length) return found.map((digits, i) => pad(digits, runs[i]));
  if (found.join("").length === length) return cut(found.join(""), runs);
  const [leading = "1", ...more] = found;
  // Parts that the pattern has no place for: the next one of those before them.
  const first = more.length > 0 ? String(BigInt(leading) + 1n) : leading;
  return runs.map((run, i) => pad(i === 0 ? first : "0", run));
}

function pad(digits: string, run = ""): string {
  return digits.padStart(run.length, "0");
}

function cut(digits: string, runs: readonly string[]): string[] {
  let at = 0;
  return runs.map(({ length }) => {
    at += length;
    return digits.slice(at - length, at);
  });
}
