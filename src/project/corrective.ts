// A project → one new migration that answers findings about its schema. In: what a lint is asked for, which rules are meant. Out: its files,
// what they answer, and what is left for a person with the reason. Nothing is written here, and nothing that makes the schema worse is kept.

import { resolve } from "node:path";
import { UsageError } from "../config/errors.js";
import { applyRemedies, type Corrective, chooseRemedies, writeCorrective } from "../generate/corrective.js";
import { type Doubt, doubtOf } from "../generate/corrective-rows.js";
import { keepGood, newFindings } from "../generate/fix.js";
import { nameMigration, type Placement, placeMigration } from "../generate/placement.js";
import type { Finding } from "../lint/finding.js";
import { listWords } from "../rule/words.js";
import type { Schema } from "../schema/model.js";
import { authorAt } from "./git.js";
import { type LintedProject, type LintOptions, lintProject } from "./lint.js";
import { versionParts } from "./open.js";
import { placeIn } from "./place.js";

export interface CorrectiveOptions extends LintOptions {
  readonly cwd: string;
  /** What the migration is called, without its version. */
  readonly name: string;
  /** Rules by id; all of them where none is named. */
  readonly only: readonly string[];
  /** Rows keep what UNIQUE keys, foreign keys, CHECKs and NOT NULL ask: somebody has looked. */
  readonly trustsRows: boolean;
  readonly now: Date;
}

/** A finding that the migration does not answer. */
export interface LeftFinding {
  readonly finding: Finding;
  /** Why it is for a person, a sentence without its full stop. */
  readonly why: string;
  readonly query?: string;
}

export interface ProjectCorrective {
  /** Missing where there is nothing to write. */
  readonly placement?: Placement;
  readonly answered: readonly Finding[];
  readonly left: readonly LeftFinding[];
  /** What the rules say of the new migration itself. */
  readonly own: readonly Finding[];
  readonly linted: LintedProject;
}

/** What one remedy makes room for, another rule may ask for; more rounds than this, and two rules contradict each other. */
const mostRounds = 25;

export async function correctProject(options: CorrectiveOptions): Promise<ProjectCorrective> {
  const { cwd, only, now } = options;
  const first = await lintProject(options);
  checkRules(options, first);
  const { config, sets } = first.project;
  const target = { dialect: config.dialect, version: versionParts(config.dialectVersion) };
  const before = first.history.final;
  const folder = foldersOf(options);
  const place = placeIn(first.project, { ...folder, now, author: authorAt(cwd) });
  const named = accept(nameMigration(options.name, place));
  const harmful = new Set<string>();
  let state: State = { schema: before, linted: first, answered: [] };

  for (let round = 0; round < mostRounds && sets.length > 0; round++) {
    const { schema, linted, answered } = state;
    const candidates = findingsOf(linted).filter(
      (finding) => finding.remedy?.length && !harmful.has(keyOf(finding)) && !blockedBy(finding, schema),
    );
    const chosen = chooseRemedies(candidates);
    const attempt = async (some: readonly Finding[]) => {
      const tried = await tryRemedies(schema, [...answered, ...some], some);
      if ("blamed" in tried) return tried.blamed;
      const harm = harmOf(linted, tried, some);
      if (!harm) state = tried;
      return harm;
    };
    const kept = await keepGood(chosen, { attempt, groupOf: ({ subject }) => subject.table ?? "" });
    for (const finding of chosen) if (!kept.includes(finding)) harmful.add(keyOf(finding));
    if (kept.length === 0 && chosen.length === candidates.length) break;
  }

  const { linted, schema, placement, answered } = state;
  const paths = new Set(placement?.files.map(({ path }) => path));
  const old = new Map(first.result.findings.map((finding) => [finding.fingerprint, finding]));
  // Where a finding stands now, rather than in a file that is not there yet.
  const sameAs = ({ fingerprint, message }: Finding) => {
    const found = old.get(fingerprint);
    return found?.message === message ? found : undefined;
  };
  return {
    placement,
    answered,
    left: findingsOf(linted).map((finding) => ({
      finding: sameAs(finding) ?? finding,
      ...reasonFor(finding, schema),
    })),
    own: linted.result.findings.filter(
      ({ location, suppressed, fingerprint, subject }) =>
        !suppressed && !isOfSchema(subject.kind) && paths.has(location.file.path) && !old.has(fingerprint),
    ),
    linted: first,
  };

  async function tryRemedies(
    schema: Schema,
    answered: readonly Finding[],
    some: readonly Finding[],
  ): Promise<State | { readonly blamed: readonly Finding[] }> {
    const wanted = applyRemedies(
      some.map(({ remedy = [] }) => remedy),
      schema,
    );
    if (typeof wanted === "number") return { blamed: some.slice(wanted, wanted + 1) };
    const corrective = writeCorrective(before, wanted, target);
    if (!corrective) return { blamed: [] };
    const placement = accept(
      placeMigration(named, { ...corrective, ...wordsFor(answered, corrective) }, place),
    );
    const texts = new Map(placement.files.map(({ path, text }) => [resolve(cwd, path), text]));
    return { schema: wanted, linted: await lintProject({ ...options, texts }), placement, answered };
  }

  /** The open findings about the schema, of the rules that are meant. */
  function findingsOf({ result }: LintedProject): readonly Finding[] {
    return result.findings.filter(
      ({ rule, suppressed, subject }) =>
        !suppressed && isOfSchema(subject.kind) && (only.length === 0 || only.includes(rule)),
    );
  }

  function blockedBy({ remedy = [] }: Finding, schema: Schema): Doubt | undefined {
    const doubt = doubtOf(remedy, schema, target);
    return doubt?.isChecked && options.trustsRows ? undefined : doubt;
  }

  /**
   * The remedies to blame where there are more findings than before, but for those that the next round answers; or where one is not
   * answered by its own remedy. Undefined where all is well.
   */
  function harmOf(
    old: LintedProject,
    tried: State,
    some: readonly Finding[],
  ): readonly Finding[] | undefined {
    const isAnswered = (finding: Finding) =>
      finding.remedy?.length && !harmful.has(keyOf(finding)) && !blockedBy(finding, tried.schema);
    const placeOf = ({ rule, subject }: Finding) => `${rule}\n${subject.table ?? ""}`;
    const rest = findingsOf(old).filter((finding) => !some.includes(finding));
    const left = findingsOf(tried.linted).filter((finding) => !isAnswered(finding));
    const harm = newFindings(rest, left, placeOf);
    const isFailing = tried.linted.result.failures.length > old.result.failures.length;
    if (harm.length === 0 && !isFailing) return undefined;
    const tables = new Set(harm.map(({ subject }) => subject.table));
    return some.filter(({ subject }) => tables.has(subject.table));
  }

  function reasonFor(finding: Finding, schema: Schema): Omit<LeftFinding, "finding"> {
    const { remedy = [], help } = finding;
    if (remedy.length === 0) return { why: help ?? "no change of the schema answers it" };
    const { why = "its remedy alone would not answer it, or would make another finding", query } =
      blockedBy(finding, schema) ?? {};
    return { why, ...(query !== undefined && { query }) };
  }
}

interface State {
  readonly schema: Schema;
  readonly linted: LintedProject;
  readonly answered: readonly Finding[];
  readonly placement?: Placement;
}

function isOfSchema(kind: Finding["subject"]["kind"]): boolean {
  return kind !== "migration" && kind !== "statement";
}

function checkRules({ only }: CorrectiveOptions, { project: { rules } }: LintedProject): void {
  for (const id of only) {
    if (!rules.some(({ meta }) => meta.id === id)) throw new UsageError(`--only: there is no rule "${id}".`);
  }
}

/** The folder that a person named, where it is one. */
function foldersOf({ paths = [] }: CorrectiveOptions): { readonly folder?: string } {
  const [folder] = paths;
  return folder === undefined ? {} : { folder };
}

function wordsFor(answered: readonly Finding[], { tables }: Corrective): { what: string; why: string } {
  const rules = [...new Set(answered.map(({ rule }) => rule))].sort();
  return {
    what: `Brings ${listWords([...tables].sort())} in line with the conventions`,
    why: `integlint found what ${rules.length === 1 ? "this rule asks" : "these rules ask"}: ${listWords(rules)}`,
  };
}

function keyOf({ rule, subject: { kind, table, name }, message }: Finding): string {
  return [rule, kind, table, name, message].join("\n");
}

function accept<T extends object>(given: T | { readonly refused: string }): T {
  if ("refused" in given) throw new UsageError(given.refused);
  return given;
}
