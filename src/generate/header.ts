// The comment that a migration begins with. In: what it does, the header rules' settings, the newest header of the folder. Out: comment
// lines in the team's own form.

import type { Author } from "../migration/layout.js";
import type { Migration, Script } from "../migration/migration.js";
import { toBeSaid } from "../rule/edits/header.js";
import { headerOf } from "../rule/script.js";
import type { RuleSetting } from "../rule/setting.js";
import { foldWords } from "../rule/words.js";
import { lineComment } from "../text/line-comment.js";

/** What a header can say. */
export interface HeaderFacts {
  /** One sentence without a full stop: `Adds the Slack integration`. */
  readonly what: string;
  readonly why: string;
  /** As the SQL has them; none for one that touches no table. */
  readonly tables: readonly string[];
  readonly name: string;
  readonly version: string;
  readonly now: Date;
  readonly author?: Author;
}

export interface HeaderForm {
  /** Of `header-comment` and `header-tables`; undefined where the rule is off. */
  readonly comment?: RuleSetting;
  readonly tables?: RuleSetting;
  /** The migrations of the folder, in order: the newest header is what others look like. */
  readonly migrations: readonly Migration[];
  readonly direction: "forward" | "rollback";
}

export interface Header {
  /** Comment lines, the last one ended; empty where there is nothing to say. */
  readonly text: string;
  /** Fields that the rules ask for and nobody but a person can fill. */
  readonly open: readonly string[];
}

type Meaning = "what" | "why" | "tables" | "name" | "version" | "date" | "author";

const meanings: Readonly<Record<Meaning, readonly string[]>> = {
  what: ["what", "description", "summary", "title", "change", "changes"],
  why: ["why", "purpose", "reason", "rationale", "motivation"],
  tables: ["tables", "table", "tables affected", "affected tables"],
  name: ["migration", "name", "file"],
  version: ["version"],
  date: ["date", "created", "created at", "created on"],
  author: ["author", "by", "created by", "owner"],
};

const width = 110;

export function printHeader(facts: HeaderFacts, form: HeaderForm): Header {
  const like = newestHeader(form);
  const asked = askedFields(form);
  const own = like ? headerOf(like).fields.map(({ name }) => name) : [];
  const isField = (field: string, name: string) =>
    [field, ...aliasesOf(field, form)].some((one) => isSame(one, name));
  const names = [...new Set(own)].filter(
    (name) => asked.some((field) => isField(field, name)) || valueFor(meaningOf([name]), facts) !== undefined,
  );
  // The team's spelling and order; what its header leaves out stands before what the rule asks for next.
  for (const [at, field] of asked.entries()) {
    if (names.some((name) => isField(field, name))) continue;
    const next = asked.slice(at + 1);
    const place = names.findIndex((name) => next.some((one) => isField(one, name)));
    names.splice(place === -1 ? names.length : place, 0, field);
  }
  if (names.length === 0) return { text: `${lineComment(facts.what)}\n`, open: [] };
  const open: string[] = [];
  const lines = names.flatMap((name) => {
    const field = asked.find((one) => isField(one, name));
    const all = field === undefined ? [name] : [name, field, ...aliasesOf(field, form)];
    const value = valueFor(meaningOf(all), facts);
    if (value === undefined) open.push(name);
    return wrap(`${name}: ${value ?? toBeSaid}`);
  });
  const banner = like && bannerOf(like);
  const all = [...(banner ? [banner] : []), ...lines.map(lineComment), ...(banner ? [banner] : [])];
  return { text: `${all.join("\n")}\n`, open };
}

function askedFields({ comment, tables, direction }: HeaderForm): readonly string[] {
  const isMeant = (setting: RuleSetting | undefined): setting is RuleSetting =>
    setting !== undefined && (direction === "forward" || setting.options.rollbacks === true);
  const fields = isMeant(comment) ? (comment.options.fields as readonly string[]) : [];
  // Not asked for by itself, but where there are fields, the rule reads this one.
  const own = isMeant(tables) ? String(tables.options.field) : undefined;
  if (own === undefined || fields.length === 0) return fields;
  return fields.some((field) => meaningOf([field]) === "tables" || isSame(field, own))
    ? fields
    : [...fields, own];
}

function aliasesOf(field: string, { comment, tables }: HeaderForm): readonly string[] {
  const lists = (comment?.options.aliases ?? {}) as Readonly<Record<string, readonly string[]>>;
  const more = tables && isSame(String(tables.options.field), field) ? tables.options.aliases : [];
  return [...(lists[field] ?? []), ...(more as readonly string[])];
}

/** The newest script of this direction that has a header with fields. */
function newestHeader({ migrations, direction }: HeaderForm): Script | undefined {
  return migrations
    .map((migration) => migration[direction])
    .findLast((script): script is Script => script !== undefined && headerOf(script).fields.length > 1);
}

function isSame(one: string, other: string): boolean {
  return foldWords(one) === foldWords(other);
}

function meaningOf(names: readonly string[]): Meaning | undefined {
  const folded = names.map(foldWords);
  return (Object.keys(meanings) as Meaning[]).find((meaning) =>
    folded.some((name) => meanings[meaning].includes(name)),
  );
}

function valueFor(meaning: Meaning | undefined, facts: HeaderFacts): string | undefined {
  switch (meaning) {
    case "tables":
      return facts.tables.join(", ") || "none";
    case "date":
      return facts.now.toISOString().slice(0, 10);
    case "author":
      return facts.author?.name;
    case undefined:
      return undefined;
    default:
      return facts[meaning] || undefined;
  }
}

/** Lines end behind a comma or a word; what follows is indented, so that it is read as one value. */
function wrap(text: string): readonly string[] {
  const lines = text.match(new RegExp(`\\S(?:.{0,${width - 2}}\\S)?(?=\\s|$)`, "g")) ?? [];
  return lines.map((line, at) => (at === 0 ? line : `  ${line}`));
}

/** `-- =====`, where the header has such lines around it. */
function bannerOf(script: Script): string | undefined {
  const { range } = headerOf(script);
  if (!range) return undefined;
  const lines = script.file.text.slice(range.start, range.end).split(/\r\n?|\n/);
  return lines.find((line) => /^--\s*[=#*~_-]{5,}\s*$/.test(line))?.trimEnd();
}
