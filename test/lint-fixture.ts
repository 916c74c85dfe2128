// SQL texts → findings, without files or configuration: what the rules' tests share. In: texts by name. Out: a LintResult.

import type { Config } from "../src/config/config.js";
import type { LintResult } from "../src/lint/finding.js";
import { lint } from "../src/lint/run.js";
import { mergedSetsOf } from "../src/migration/merged.js";
import { type ReadSet, readMigrations } from "../src/migration/read.js";
import { readExternal } from "../src/project/external.js";
import type { Rule } from "../src/rule/index.js";
import { completeOptions } from "../src/rule/options.js";
import type { RuleSetting } from "../src/rule/setting.js";
import { type ClassVocabulary, defaultVocabulary } from "../src/rule/vocabulary.js";
import { type ExternalTable, replay } from "../src/schema/replay.js";
import type { Dialect } from "../src/sql/definition.js";
import { printChanges } from "../src/sql/print.js";
import { readScript } from "../src/sql/read.js";
import { SourceFile } from "../src/text/source-file.js";

/** The keys of a configuration file that fixtures may set. */
export interface FixtureConfig {
  readonly external?: Config["external"];
  readonly tables?: Partial<ClassVocabulary>;
}

export interface Fixture {
  readonly dialect: Dialect;
  /** `8.0` and so on; the oldest in wide use when left out. */
  readonly version?: string;
  /** By the name that the file is to have, `001_channels.sql`. */
  readonly texts: ReadonlyMap<string, string>;
  /** Default: the convention document's. */
  readonly layout?: string;
  /** The files of the base branch, where the run knows them. */
  readonly merged?: ReadonlyMap<string, string>;
  readonly rules: readonly Rule[];
  /** Options of single rules, by id. */
  readonly options?: Readonly<Record<string, object>>;
  readonly external?: readonly ExternalTable[];
  readonly config?: FixtureConfig;
  /** Takes notice of suppressions. Default: false. */
  readonly suppressions?: boolean;
  readonly reportOnly?: (path: string) => boolean;
  /** Judges only what can have findings in those files. */
  readonly narrow?: boolean;
}

const usualVersions = { mysql: "8.0", mariadb: "10.11", postgresql: "15" } as const;

export function lintFixture(fixture: Fixture): LintResult {
  const { dialect, rules, config = {} } = fixture;
  const dialectVersion = fixture.version ?? usualVersions[dialect];
  const version = dialectVersion.split(".").map(Number);
  const filesOf = (texts: ReadonlyMap<string, string>) =>
    [...texts].map(([name, text]) => new SourceFile(`migrations/${name}`, text));
  const read = (some: readonly SourceFile[]): ReadSet[] =>
    readMigrations("migrations", some, { layout: fixture.layout ?? "suffix" }, ({ file, range, text }) =>
      readScript(file, { dialect, version, range, text }),
    );
  const files = filesOf(fixture.texts);
  const sets = read(files);
  const merged = fixture.merged && read(filesOf(fixture.merged));
  const together = fixture.merged && read(filesOf(new Map([...fixture.merged, ...fixture.texts])));
  const migrations = sets.flatMap((set) => set.migrations);
  const external = [...(fixture.external ?? []), ...readExternal(config.external ?? {}, dialect, version)];
  const settings = new Map<string, RuleSetting>();
  for (const { meta } of rules) {
    const options = completeOptions(meta.options, { ...fixture.options?.[meta.id] });
    settings.set(meta.id, { severity: meta.severity === "off" ? "error" : meta.severity, options });
  }
  return lint({
    dialect,
    dialectVersion,
    history: replay(migrations, { dialect, version, external }),
    vocabulary: { ...defaultVocabulary, classes: { ...defaultVocabulary.classes, ...config.tables } },
    ...(merged &&
      together && { mergedSets: mergedSetsOf({ here: sets, left: merged, tip: merged, together }) }),
    sets,
    files,
    rules,
    settings,
    overrides: [],
    suppressions: { enabled: fixture.suppressions ?? false, requireReason: false, reportUnused: true },
    reportOnly: fixture.reportOnly,
    narrow: fixture.narrow,
    today: "2026-01-01",
    printChanges,
  });
}
