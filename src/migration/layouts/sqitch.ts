// deploy/name.sql with revert/name.sql, in the order of sqitch.plan.
// Sqitch manual, sqitchchanges: a change reworked after a tag keeps its old scripts as name@tag.sql.

import type { SourceFile } from "../../text/source-file.js";
import {
  type Draft,
  type FileText,
  joinPath,
  type Layout,
  newestOf,
  type Surroundings,
  wholeFile,
} from "../layout.js";
import { baseName, compareText, folderOf, stemOf } from "../names.js";
import { joinWords } from "../next-name.js";

export const planName = "sqitch.plan";

export const sqitch: Layout = {
  name: "sqitch",
  nested: true,
  arrange(files) {
    const deploy = scriptsIn(files, "deploy");
    const revert = scriptsIn(files, "revert");
    const plan = files.find((file) => baseName(file.path) === planName);
    const planned = plan ? plannedScripts(plan.text, (name) => deploy.has(name)) : [];
    const unplanned = [...deploy.keys()].filter((name) => !planned.includes(name)).sort(compareText);
    const drafts: Draft[] = [];
    for (const name of [...planned, ...unplanned]) {
      const forward = deploy.get(name);
      const rollback = revert.get(name);
      if (!forward) continue;
      drafts.push({
        kind: "migration",
        version: "",
        name,
        forward: wholeFile(forward),
        ...(rollback && { rollback: wholeFile(rollback) }),
      });
    }
    for (const [name, file] of revert)
      if (!deploy.has(name)) drafts.push({ kind: "rollback", version: "", name, rollback: wholeFile(file) });
    return drafts;
  },
  nameNew(words, { drafts }) {
    const names = drafts.map(({ name }) => name.replace(/@.*$/, ""));
    const own = joinWords(
      words,
      names.map((name) => baseName(name)),
    );
    // Where changes are in folders by what they are about, a new table is in that of tables.
    const isInFolders = names.filter((name) => name.includes("/")).length * 2 > names.length;
    const folder = isInFolders ? names.map(folderOf).find((name) => /^tables?$/i.test(name)) : undefined;
    return { version: "", name: joinPath(folder ?? "", own) };
  },
  writeNew({ name }, { forward, rollback, verify }, around): readonly FileText[] {
    const plan = around.files.find((file) => baseName(file.path) === planName);
    const text = plan?.text ?? `%syntax-version=1.0.0\n%project=${projectOf(around.folder)}\n`;
    const top = plan ? folderOf(plan.path) : around.folder;
    const script = (kind: ScriptKind, sql: string): FileText => ({
      path: joinPath(folderOfScripts(kind, top, around), `${name}.sql`),
      text: printScript(kind, name, sql, text, around),
    });
    return [
      script("deploy", forward),
      ...(rollback === undefined ? [] : [script("revert", rollback)]),
      ...(verify !== undefined && hasScripts("verify", around) ? [script("verify", verify)] : []),
      { path: plan?.path ?? joinPath(top, planName), text: appendChange(text, name, around) },
    ];
  },
  writeRollback({ name, forward, rollback }, sql, around) {
    if (!forward) return undefined;
    const plan = around.files.find((file) => baseName(file.path) === planName);
    const path = rollback?.file.path ?? joinPath(`${topOf(name, forward.file.path)}revert`, `${name}.sql`);
    return { path, text: printScript("revert", name, sql, plan?.text ?? "", around) };
  },
};

type ScriptKind = "deploy" | "revert" | "verify";

function folderOfScripts(kind: ScriptKind, top: string, around: Surroundings): string {
  const newest = newestOf(around);
  return newest ? topOf(newest.name, newest.forward.file.path) + kind : joinPath(top, kind);
}

/** What stands before `deploy/` in a script's path: a change may be in folders itself. */
function topOf(change: string, path: string): string {
  return path.slice(0, -`deploy/${change}.sql`.length);
}

function hasScripts(kind: ScriptKind, { files }: Surroundings): boolean {
  return files.some(({ path }) => path.split("/").includes(kind));
}

/** A project is called after its folder where no plan names it. */
function projectOf(folder: string): string {
  return (
    baseName(folder)
      .replace(/[^\w-]+/g, "_")
      .replace(/^\W+|\W+$/g, "") || "migrations"
  );
}

/** As the templates of `sqitch add` have it, in a transaction unless the team's own scripts go without. */
function printScript(
  kind: ScriptKind,
  name: string,
  sql: string,
  plan: string,
  around: Surroundings,
): string {
  const project = /^%project=(\S+)/m.exec(plan)?.[1];
  const engine = around.dialect === "postgresql" ? "pg" : "mysql";
  const relation = { deploy: "to", revert: "from", verify: "on" }[kind];
  const change = project === undefined ? name : `${project}:${name}`;
  const title = `-- ${kind.replace(/^./, (letter) => letter.toUpperCase())} ${change} ${relation} ${engine}\n`;
  const like = newestOf(around)?.forward.file.text;
  if (like !== undefined && !/^\s*(?:BEGIN|START\s+TRANSACTION)\b/im.test(like)) return `${title}\n${sql}`;
  const [, header = "", body = sql] = /^((?:--.*\n)*)([\s\S]*)$/.exec(sql) ?? [];
  const end = kind === "verify" ? "ROLLBACK" : "COMMIT";
  return `${title}${header}\nBEGIN;\n\n${body.trim()}\n\n${end};\n`;
}

/** `name 2024-01-01T00:00:00Z Ann <ann@example.org> # note`; a blank line keeps a tag's changes together. */
function appendChange(plan: string, name: string, { now, author }: Surroundings): string {
  const entries = plan.split(/\r\n|\r|\n/).filter((line) => /^[^%#\s]/.test(line));
  const last = entries.at(-1);
  const planner = author
    ? `${author.name} <${author.email}>`
    : (/\dZ\s+([^#]*<[^>]*>)/.exec(last ?? "")?.[1] ?? "integlint <integlint@localhost>");
  const time = now.toISOString().replace(/\.\d+/, "");
  const gap = last === undefined || last.startsWith("@") ? "\n\n" : "\n";
  return `${plan.trimEnd()}${gap}${name} ${time} ${planner}\n`;
}

/** By their names in the plan, which may have folders: deploy/tables/users.sql is `tables/users`. */
function scriptsIn(files: readonly SourceFile[], folder: string): ReadonlyMap<string, SourceFile> {
  return new Map(
    files.flatMap((file) => {
      const parts = file.path.split("/");
      const at = parts.lastIndexOf(folder, -2);
      if (at < 0) return [];
      return [[[...parts.slice(at + 1, -1), stemOf(file.path)].join("/"), file] as const];
    }),
  );
}

/**
 * The names of the scripts, in order. An earlier round of a reworked change goes by a tag between it and the next round: the last
 * one, unless a script by another is there.
 */
function plannedScripts(plan: string, isThere: (name: string) => boolean): readonly string[] {
  const entries = plan
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/#.*$/, "").trim())
    .filter((line) => line !== "" && !line.startsWith("%"))
    .map((line) => /^[^\s[]+/.exec(line)?.[0] ?? "");
  const changes = entries.flatMap((name, at) => (name.startsWith("@") ? [] : [{ name, at }]));
  return changes.map(({ name, at }) => {
    const next = entries.indexOf(name, at + 1);
    if (next < 0) return name;
    const names = entries
      .slice(at, next)
      .filter((entry) => entry.startsWith("@"))
      .map((tag) => name + tag);
    return names.findLast(isThere) ?? names.at(-1) ?? name;
  });
}
