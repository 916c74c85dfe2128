// deploy/name.sql with revert/name.sql, in the order of sqitch.plan.
// Sqitch manual, sqitchchanges: a change reworked after a tag keeps its old scripts as name@tag.sql.

import type { SourceFile } from "../../text/source-file.js";
import { type Draft, type Layout, wholeFile } from "../layout.js";
import { baseName, compareText, folderOf, stemOf } from "../names.js";

export const planName = "sqitch.plan";

export const sqitch: Layout = {
  name: "sqitch",
  nested: true,
  arrange(files) {
    const deploy = scriptsIn(files, "deploy");
    const revert = scriptsIn(files, "revert");
    const plan = files.find((file) => baseName(file.path) === planName);
    const planned = plan ? plannedScripts(plan.text) : [];
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
};

function scriptsIn(files: readonly SourceFile[], folder: string): ReadonlyMap<string, SourceFile> {
  return new Map(
    files
      .filter((file) => baseName(folderOf(file.path)) === folder)
      .map((file) => [stemOf(file.path), file] as const),
  );
}

/** The names of the scripts, in order. An earlier round of a reworked change goes by the first tag that follows it. */
function plannedScripts(plan: string): readonly string[] {
  const entries = plan
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/#.*$/, "").trim())
    .filter((line) => line !== "" && !line.startsWith("%"))
    .map((line) => /^[^\s[]+/.exec(line)?.[0] ?? "");
  const changes = entries.flatMap((name, at) => (name.startsWith("@") ? [] : [{ name, at }]));
  return changes.map(({ name, at }) => {
    if (!entries.includes(name, at + 1)) return name;
    return name + (entries.slice(at).find((entry) => entry.startsWith("@")) ?? "");
  });
}
