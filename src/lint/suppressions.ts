// Findings that a comment answers. In: the directives of all files, and findings. Out: which are suppressed, by which
// comment, for which reason; and what is wrong with the comments themselves.
//
// `disable-next-line` covers what starts on the next line that has code: the findings of that line, and those of a statement,
// clause, column or key that starts there, on all of its lines. Blank lines and comments in between do not count, so
// several directives may stand above one line. A directive past its day covers nothing.

import type { Migration, Script } from "../migration/migration.js";
import type { Comment } from "../sql/statement.js";
import type { Location, SourceFile } from "../text/source-file.js";
import { type Directive, readDirectives } from "./directives.js";
import { stretchesFrom } from "./stretches.js";

export interface SuppressionSettings {
  /** False under `--no-suppressions`: the comments are as if they were not there. */
  readonly enabled: boolean;
  readonly requireReason: boolean;
  readonly reportUnused: boolean;
}

/** One directive in force for one rule. */
interface Entry {
  readonly directive: Directive;
  /** Undefined: every rule. */
  readonly rule?: string;
  readonly from: number;
  to: number;
  /** `enable RULE` inside a `disable` of everything: from which offset on the rule is judged again. */
  readonly except: Map<string, number>;
  used: boolean;
}

/** What the comments of one file ask for. */
export interface FileSuppressions {
  readonly file: SourceFile;
  readonly scripts: readonly Script[];
  readonly directives: readonly Directive[];
  readonly entries: readonly Entry[];
  /** `enable` comments that end nothing. */
  readonly idle: readonly Directive[];
}

export interface Suppressed {
  readonly reason?: string;
  readonly at: Location;
}

export class Suppressions {
  private readonly byFile = new Map<SourceFile, FileSuppressions>();

  constructor(
    migrations: readonly Migration[],
    /** The day of the run: YYYY-MM-DD. */
    private readonly today: string,
  ) {
    const scripts = new Map<SourceFile, Script[]>();
    for (const { forward, rollback } of migrations) {
      for (const script of [forward, rollback]) {
        if (script) scripts.set(script.file, [...(scripts.get(script.file) ?? []), script]);
      }
    }
    for (const [file, its] of scripts) {
      const comments = its.flatMap((script) => script.comments).sort((a, b) => a.range.start - b.range.start);
      const directives = readDirectives(file, comments);
      if (directives.length > 0) this.byFile.set(file, this.suppressionsOf(file, its, comments, directives));
    }
  }

  get files(): Iterable<FileSuppressions> {
    return this.byFile.values();
  }

  /** The comment that answers a finding; the innermost of several is taken as the one that was needed. */
  find(rule: string, at: Location): Suppressed | undefined {
    const known = this.byFile.get(at.file);
    if (!known) return undefined;
    const start = at.range.start;
    let best: Entry | undefined;
    for (const entry of known.entries) {
      if (!covers(entry, rule, start)) continue;
      if (!best || entry.to - entry.from < best.to - best.from) best = entry;
    }
    if (!best) return undefined;
    best.used = true;
    return { reason: best.directive.reason, at: { file: at.file, range: best.directive.range } };
  }

  isExpired(directive: Directive): boolean {
    return (
      directive.until !== undefined && !(directive.until.text >= this.today && isDay(directive.until.text))
    );
  }

  private suppressionsOf(
    file: SourceFile,
    scripts: readonly Script[],
    comments: readonly Comment[],
    directives: readonly Directive[],
  ): FileSuppressions {
    const entries: Entry[] = [];
    const idle: Directive[] = [];
    for (const directive of directives) {
      if (directive.kind === "enable") {
        if (!close(entries, directive)) idle.push(directive);
      } else if (directive.kind && !this.isExpired(directive)) {
        const [from, to] = spanOf(directive, file, scripts, comments);
        const rules = directive.rules.length > 0 ? directive.rules.map((word) => word.text) : [undefined];
        for (const rule of rules) entries.push({ directive, rule, from, to, except: new Map(), used: false });
      }
    }
    return { file, scripts, directives, entries, idle };
  }
}

export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
}

/** Ends what an `enable` names; false where nothing was to end. */
function close(entries: readonly Entry[], directive: Directive): boolean {
  const at = directive.range.start;
  const open = entries.filter((entry) => entry.directive.kind === "disable" && entry.to === Infinity);
  const named = directive.rules.map((word) => word.text);
  let found = false;
  for (const entry of open) {
    if (named.length === 0 || (entry.rule !== undefined && named.includes(entry.rule))) {
      entry.to = at;
      found = true;
    } else if (entry.rule === undefined) {
      for (const rule of named) if (!entry.except.has(rule)) entry.except.set(rule, at);
      found = true;
    }
  }
  return found;
}

function covers(entry: Entry, rule: string, start: number): boolean {
  if (start < entry.from || start >= entry.to) return false;
  // What cannot be read is hidden only by one who says so.
  if (entry.rule === undefined) return rule !== "syntax" && start < (entry.except.get(rule) ?? Infinity);
  return entry.rule === rule;
}

function spanOf(
  directive: Directive,
  file: SourceFile,
  scripts: readonly Script[],
  comments: readonly Comment[],
): [from: number, to: number] {
  const { start, end } = directive.range;
  switch (directive.kind) {
    case "disable-file":
      return [-Infinity, Infinity];
    case "disable-line":
      return lineSpan(file, start);
    case "disable-next-line": {
      const [from, to] = lineSpan(file, nextCode(file, end, comments));
      return [from, Math.max(to, stretchesFrom(scripts, from, to))];
    }
    default:
      return [end, Infinity];
  }
}

/** From a line's first unit to the first of the next line. */
function lineSpan(file: SourceFile, offset: number): [from: number, to: number] {
  const { line } = file.positionAt(offset);
  const end = line < file.lineCount ? file.lineStart(line + 1) : file.text.length + 1;
  return [file.lineStart(line), end];
}

/** Where code goes on after the line of `offset`. */
function nextCode(file: SourceFile, offset: number, comments: readonly Comment[]): number {
  const { line } = file.positionAt(offset);
  let at = file.lineStart(line + 1);
  for (const { range } of comments) {
    if (range.end <= at) continue;
    if (/\S/.test(file.text.slice(at, range.start))) break;
    at = Math.max(at, range.end);
  }
  const gap = /^\s*/.exec(file.text.slice(at)) as RegExpExecArray;
  return Math.min(at + gap[0].length, file.text.length);
}
