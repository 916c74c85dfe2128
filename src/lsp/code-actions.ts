// What an editor can do about findings. In: findings at a place. Out: actions with their edits: a rule's own fix, the remedy as a statement of
// the newest migration, a comment that suppresses. Whatever is offered was read back first.

import { resolve } from "node:path";
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
  type TextEdit,
} from "vscode-languageserver/node";
import { chooseWishes } from "../generate/edits.js";
import type { Finding } from "../lint/finding.js";
import type { Snapshot } from "../project/session.js";
import type { Edit } from "../rule/rule.js";
import type { Location, SourceFile } from "../text/source-file.js";
import { diagnosticOf, isOpen } from "./diagnostics.js";
import { noveltyOf } from "./novelty.js";
import { offsetOf, rangeOf, uriOf } from "./places.js";
import { appendToNewest } from "./remedy.js";
import type { FileInProject } from "./requests.js";
import { suppressFile, suppressNextLine } from "./suppress.js";

/** New texts of one file, or of several, at places of the project. */
type Changes = readonly { readonly file: SourceFile; readonly edits: readonly Edit[] }[];

/** The URI as the client writes it stands for the file that the request is about. */
export async function codeActions(
  at: FileInProject,
  { range, context }: CodeActionParams,
  uri: string,
): Promise<CodeAction[]> {
  const { file, snapshot } = at;
  const start = offsetOf(file, range.start);
  const end = offsetOf(file, range.end);
  const found = snapshot.judge(new Set([file.path])).findings.filter(isOpen);
  const here = found.filter(({ location }) => meets(location, start, end, file));
  const isWanted = ({ kind }: CodeAction) =>
    !context.only || context.only.some((wanted) => kind === wanted || kind?.startsWith(`${wanted}.`));
  const make = (title: string, changes: Changes, more: Partial<CodeAction>): CodeAction => ({
    title,
    edit: {
      changes: Object.fromEntries(
        changes.map(({ file: changed, edits }) => [
          changed === file ? uri : uriOf(changed, at.cwd),
          edits.map((edit): TextEdit => ({ range: rangeOf(changed, edit.range), newText: edit.text })),
        ]),
      ),
    },
    kind: CodeActionKind.QuickFix,
    ...more,
  });
  const about = (finding: Finding): Pick<CodeAction, "diagnostics"> => ({
    diagnostics: [toldOf(finding, context.diagnostics) ?? diagnosticOf(finding, at.cwd)],
  });
  const remedies = here.flatMap((finding) => remediesOf(finding, snapshot));
  const fixes = here.flatMap((finding) => fix(finding, make, about(finding)));
  const corrections = remedies.map((remedy) => correct(remedy, make, about(remedy.finding)));
  const suppressions = here.flatMap((finding) => suppress(finding, snapshot, make, about(finding)));
  const allFixes = asksForFixAll(context.only) ? fixAll(found, file, make) : [];
  // From here on the snapshot may be out of date: only git is asked.
  const novelty = (of: SourceFile, patience = 0) => noveltyOf(resolve(at.cwd, of.path), at.cwd, patience);
  // What has run is edited neither by the way, nor to correct what another migration did.
  const newest = remedies[0]?.appended.file;
  const hasRun = newest !== undefined && newest !== file && (await novelty(newest, 3000)) === "merged";
  const isNew = allFixes.length > 0 && (await novelty(file)) === "new";
  return [...fixes, ...(hasRun ? [] : corrections), ...suppressions, ...(isNew ? allFixes : [])].filter(
    isWanted,
  );
}

type Make = (title: string, changes: Changes, more: Partial<CodeAction>) => CodeAction;

function fix({ rule, edits, location }: Finding, make: Make, about: Partial<CodeAction>): CodeAction[] {
  if (!edits?.length) return [];
  return [make(`Fix: ${rule}`, [{ file: location.file, edits }], { ...about, isPreferred: true })];
}

interface Remedy {
  readonly finding: Finding;
  readonly appended: Changes[number];
}

function remediesOf(finding: Finding, snapshot: Snapshot): readonly Remedy[] {
  const { remedySql, location } = finding;
  const appended = remedySql === undefined ? undefined : appendToNewest(remedySql, location.file, snapshot);
  return appended ? [{ finding, appended }] : [];
}

function correct({ finding, appended }: Remedy, make: Make, about: Partial<CodeAction>): CodeAction {
  const where = appended.file === finding.location.file ? "this migration" : appended.file.path;
  return make(`Correct ${finding.rule} by a statement at the end of ${where}`, [appended], about);
}

function suppress(
  finding: Finding,
  snapshot: Snapshot,
  make: Make,
  about: Partial<CodeAction>,
): CodeAction[] {
  const { rule, location } = finding;
  const line = suppressNextLine(finding, snapshot);
  const whole = suppressFile(finding, snapshot);
  return [
    ...(line
      ? [make(`Suppress ${rule} here, with a reason`, [{ file: location.file, edits: [line] }], about)]
      : []),
    ...(whole
      ? [
          make(
            `Suppress ${rule} in this file, with a reason`,
            [{ file: location.file, edits: [whole] }],
            about,
          ),
        ]
      : []),
  ];
}

const fixAllKind = `${CodeActionKind.SourceFixAll}.integlint`;

/** Who saves a file asks for it by its name; a menu that lists everything does not. */
function asksForFixAll(only: readonly string[] | undefined): boolean {
  return only?.some((wanted) => fixAllKind === wanted || fixAllKind.startsWith(`${wanted}.`)) ?? false;
}

/** Fixes that meet come one after the other: the second when the first was made. */
function fixAll(findings: readonly Finding[], file: SourceFile, make: Make): CodeAction[] {
  const wishes = findings.flatMap(({ edits }) => (edits?.length ? [{ file, edits }] : []));
  const edits = distinct(chooseWishes(wishes).flatMap((wish) => wish.edits));
  if (edits.length === 0) return [];
  return [make("Fix all that integlint can fix in this file", [{ file, edits }], { kind: fixAllKind })];
}

function distinct(edits: readonly Edit[]): readonly Edit[] {
  const known = new Map(edits.map((edit) => [`${edit.range.start} ${edit.range.end} ${edit.text}`, edit]));
  return [...known.values()];
}

/** A finding about the whole file is met on its first line. */
function meets({ range }: Location, start: number, end: number, file: SourceFile): boolean {
  const last =
    range.start < range.end
      ? range.end
      : range.start + file.lineText(file.positionAt(range.start).line).length;
  return range.start <= end && last >= start;
}

/** The diagnostic as the client has it: it marks what the action answers. */
function toldOf({ fingerprint, rule }: Finding, told: readonly Diagnostic[]): Diagnostic | undefined {
  return told.find(({ data, code }) => data === fingerprint && code === rule);
}
