// Database, version and layout. In: what was recognised, statements and comments. Out: inferences.

import type { Dialect } from "../sql/definition.js";
import { constructs } from "../sql/dialects/constructs.js";
import { folderLayouts, type Inference, type InferInput, plural, setsIn } from "./evidence.js";

export function inferDialect(input: InferInput): readonly Inference[] {
  const { recognised, folders, sets } = input;
  const { dialect, evidence } = recognised;
  return [
    {
      path: ["dialect"],
      value: dialect,
      evidence: [
        evidence.length > 0 ? `${evidence.slice(0, 3).join(", ")}.` : "Assumed: nothing in the SQL tells.",
      ],
    },
    inferVersion(input),
    {
      path: ["migrations"],
      value: folderLayouts(folders, sets),
      evidence: folders.map(({ dir }) => {
        const its = setsIn(dir, sets);
        const own = its.flatMap(({ migrations }) => migrations.filter(({ kind }) => kind === "migration"));
        const paired = own.filter(({ rollback }) => rollback !== undefined).length;
        const [first, ...more] = its;
        const where =
          more.length > 0 ? `${its.length} folders` : `layout ${first?.layout} (${first?.evidence})`;
        return `${dir}: ${where}; ${plural(own.length, "migration")}, ${paired} with rollback.`;
      }),
    },
  ];
}

const names: Readonly<Record<Dialect, string>> = {
  mysql: "MySQL",
  mariadb: "MariaDB",
  postgresql: "Postgres(?:QL)?",
};

/** A comment may name a version for many reasons; only one that asks for it counts. */
function versionIn(text: string, dialect: Dialect): readonly [string, string] | undefined {
  const asks =
    "(?:requires?|compatib\\w+|tested|target\\w*|runs on|dump\\b.*Distrib|server version|database)";
  const pattern = new RegExp(`${asks}\\W[^\\n]{0,40}?${names[dialect]}\\D{0,12}?(\\d+(?:\\.\\d+)?)`, "i");
  const found = pattern.exec(text);
  return found?.[1] === undefined ? undefined : [found[0].trim(), found[1]];
}

/** What a comment says; else the assumed version, raised to what the newest construct needs. */
function inferVersion({ recognised: { dialect }, dialectVersion, sets }: InferInput): Inference {
  const path = ["dialectVersion"];
  const scripts = sets.flatMap(({ migrations }) =>
    migrations.flatMap(({ forward, rollback }) => [forward ?? [], rollback ?? []].flat()),
  );
  for (const { file, comments } of scripts) {
    for (const { text } of comments) {
      const [words, version] = versionIn(text, dialect) ?? [];
      if (version !== undefined)
        return { path, value: version, evidence: [`A comment in ${file.path}: ${words}.`] };
    }
  }
  const needed = scripts
    .flatMap(({ statements }) => statements.flatMap((statement) => statement.constructs))
    .flatMap(({ construct }) => {
      const { label, support } = constructs[construct];
      const since = support[dialect];
      return Array.isArray(since) ? [{ label, since: since as readonly number[] }] : [];
    })
    .sort((a, b) => compare(b.since, a.since))[0];
  if (needed && compare(needed.since, dialectVersion.split(".").map(Number)) > 0)
    return { path, value: needed.since.join("."), evidence: [`${needed.label} needs it.`] };
  return { path, value: dialectVersion, evidence: ["Assumed: nothing in the SQL tells the version."] };
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((part, index) => part !== (b[index] ?? Number.POSITIVE_INFINITY));
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? Number.POSITIVE_INFINITY);
}
