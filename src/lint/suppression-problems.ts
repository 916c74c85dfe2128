// What is wrong with the suppressions themselves. In: directives, after all findings asked for theirs. Out: problems under
// the engine's own rule ids. It hides nothing.

import type { Edit, Problem, Severity } from "../rule/rule.js";
import { nearestName } from "../text/nearest.js";
import type { Range, SourceFile } from "../text/source-file.js";
import { type Directive, directiveKinds } from "./directives.js";
import type { Settable } from "./settings.js";
import { type FileSuppressions, isDay, type SuppressionSettings, type Suppressions } from "./suppressions.js";

/** A check that the engine makes itself: set like a rule, but no rule of the registry. */
export interface EngineRule extends Settable {
  readonly severity: Severity;
  readonly summary: string;
}

function engineRule(id: string, summary: string): EngineRule {
  return { id, summary, severity: "warning", always: false, defaults: {} };
}

export const suppressionRules = {
  unused: engineRule("suppression-unused", "A suppression suppresses something."),
  expired: engineRule("suppression-expired", "A suppression has not outlived its day."),
  unknown: engineRule("suppression-unknown-rule", "A suppression names rules that there are."),
  reason: engineRule("suppression-reason", "A suppression says why."),
} as const;

export interface SuppressionProblem {
  readonly rule: EngineRule;
  readonly problem: Problem;
}

export function* suppressionProblems(
  suppressions: Suppressions,
  { requireReason, reportUnused }: SuppressionSettings,
  known: ReadonlySet<string>,
): Generator<SuppressionProblem> {
  for (const found of suppressions.files) {
    const { file } = found;
    for (const directive of found.directives) {
      const at = { file, range: directive.range };
      const unknown = unknownIn(file, directive, known);
      if (unknown) yield { rule: suppressionRules.unknown, problem: unknown };
      if (!directive.kind) continue;
      if (suppressions.isExpired(directive)) {
        yield { rule: suppressionRules.expired, problem: expired(file, directive) };
      }
      if (requireReason && directive.kind !== "enable" && !directive.reason) {
        const message = `The suppression${ofRules(directive.rules.map((word) => word.text))} gives no reason.`;
        const help = "Write the reason behind a colon: `integlint-disable-line RULE: reason`.";
        yield { rule: suppressionRules.reason, problem: { at, message, help } };
      }
    }
    if (reportUnused) {
      for (const problem of unusedIn(found, known)) yield { rule: suppressionRules.unused, problem };
    }
  }
}

function unknownIn(file: SourceFile, directive: Directive, known: ReadonlySet<string>): Problem | undefined {
  if (!directive.kind) {
    const names = directiveKinds.map((kind) => `integlint-${kind}`);
    const nearest = nearestName(directive.word.text, names);
    return {
      at: { file, range: directive.word.range },
      message: `\`${directive.word.text}\` is no directive: this comment does nothing.`,
      help: nearest ? `Did you mean \`${nearest}\`?` : `There are ${names.join(", ")}.`,
    };
  }
  const unknown = directive.rules.filter((word) => !known.has(word.text));
  const first = unknown[0];
  if (!first) return undefined;
  const nearest = nearestName(first.text, known);
  return {
    at: { file, range: first.range },
    message: `There is no rule ${listOf(
      unknown.map((word) => word.text),
      "or",
    )}.`,
    help: nearest
      ? `Did you mean ${nearest}?`
      : "Rules are separated by commas; a reason stands behind a colon. `integlint rules` lists the rules.",
  };
}

function expired(file: SourceFile, directive: Directive): Problem {
  const until = directive.until as NonNullable<Directive["until"]>;
  const which = ofRules(directive.rules.map((word) => word.text));
  return {
    at: { file, range: until.range },
    message: isDay(until.text)
      ? `The suppression${which} ended on ${until.text}.`
      : `\`${until.text}\` is no day: the suppression${which} does not hold.`,
    help: isDay(until.text)
      ? "Answer what it hid, or give it a new day."
      : "Write the day as in `(until 2027-03-01)`.",
  };
}

function* unusedIn(found: FileSuppressions, known: ReadonlySet<string>): Generator<Problem> {
  const { file } = found;
  const entries = new Map<Directive, { rule?: string; used: boolean }[]>();
  for (const entry of found.entries) {
    if (entry.rule !== undefined && !known.has(entry.rule)) continue;
    entries.set(entry.directive, [...(entries.get(entry.directive) ?? []), entry]);
  }
  for (const [directive, its] of entries) {
    const unused = its.filter((entry) => !entry.used);
    if (unused.length === 0) continue;
    const whole = unused.length === Math.max(1, directive.rules.length);
    const names = unused.flatMap((entry) => entry.rule ?? []);
    yield {
      at: { file, range: directive.range },
      message: `The suppression${ofRules(names)} suppresses nothing.`,
      help: whole ? "Remove the comment." : `Remove ${listOf(names, "and")} from it.`,
      edits: whole ? [removalOf(file, directive.range)] : undefined,
    };
  }
  for (const directive of found.idle) {
    yield {
      at: { file, range: directive.range },
      message: "Nothing is disabled here that this comment could enable.",
      help: "Remove the comment.",
      edits: [removalOf(file, directive.range)],
    };
  }
}

/** Takes a comment away, with its line where it stands alone on it. */
function removalOf(file: SourceFile, { start, end }: Range): Edit {
  const first = file.positionAt(start).line;
  const last = file.positionAt(end).line;
  const before = file.text.slice(file.lineStart(first), start);
  const nextLine = last < file.lineCount ? file.lineStart(last + 1) : file.text.length;
  const alone = before.trim() === "" && file.text.slice(end, nextLine).trim() === "";
  if (alone) return { range: { start: file.lineStart(first), end: nextLine }, text: "" };
  const code = before.trimEnd();
  // Between two words a comment is a blank.
  const parts = code !== "" && /\S/.test(file.text[end] ?? "");
  return { range: { start: start - before.length + code.length, end }, text: parts ? " " : "" };
}

function ofRules(rules: readonly string[]): string {
  return rules.length > 0 ? ` of ${listOf(rules, "and")}` : "";
}

function listOf(names: readonly string[], last: "and" | "or"): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} ${last} ${names.at(-1)}`;
}
