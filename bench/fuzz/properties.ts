// What holds for every text, however broken. In: a text and its dialect. Out: the properties that it breaks, in words; none if all
// is well. An exception out of the reader is a broken property, too, and is left to the caller.

import type { Dialect } from "../../src/sql/definition.js";
import { readDynamic } from "../../src/sql/dynamic.js";
import { unquoteName, unquoteTemplate } from "../../src/sql/identifier.js";
import { Lexer } from "../../src/sql/lexer.js";
import { readScript } from "../../src/sql/read.js";
import { type Fragment, split } from "../../src/sql/split.js";
import type { Comment, Statement } from "../../src/sql/statement.js";
import { TokenKind, Tokens } from "../../src/sql/tokens.js";
import { type Range, SourceFile } from "../../src/text/source-file.js";

export const dialects = ["mysql", "mariadb", "postgresql"] as const satisfies readonly Dialect[];

const versionNumber = 999_999;

/**
 * Leaves tokens behind that stand far outside of any text, where the next text's tokens will be: who looks past the last one
 * sees these.
 */
export function poisonTokens(): void {
  const tokens = new Tokens("");
  for (let count = 0; count < 4000; count++) tokens.push(TokenKind.Word, 1e9, 1e9 + 1);
  tokens.release();
}

export function findFaults(text: string, dialect: Dialect): readonly string[] {
  poisonTokens();
  const file = new SourceFile("fuzz.sql", text);
  const tokens = new Tokens(text);
  const { fragments, comments } = split(tokens, { dialect, versionNumber, keepRows: true });
  const faults = [...checkSplit(text, dialect, tokens, fragments, comments)];
  faults.push(...checkRowless(text, dialect, fragments));
  const script = readScript(file, { dialect, version: [99, 99, 99] });
  const readable = fragments.filter((fragment) => fragment.kind !== "data");
  if (script.statements.length !== readable.length)
    faults.push(`${readable.length} fragments gave ${script.statements.length} statements`);
  const walk = new Walk(file, dialect, faults);
  const whole = { start: 0, end: text.length };
  for (const comment of script.comments) walk.visit(comment, whole);
  for (const statement of script.statements) {
    walk.visit(statement, whole);
    faults.push(...checkDynamic(statement, file, dialect));
  }
  return [...new Set(faults)];
}

/** Reads as `findFaults` does, without looking at what comes out. */
export function readOnly(text: string, dialect: Dialect): void {
  readScript(new SourceFile("fuzz.sql", text), { dialect, version: [99, 99, 99] });
}

/**
 * Nothing is lost and nothing is read twice: fragments and the comments between them follow each other without overlap, and so do
 * the tokens and the comments of a fragment; what stands between two of them is only blanks, delimiters, and the marks that open
 * and close executable comments.
 */
function* checkSplit(
  text: string,
  dialect: Dialect,
  tokens: Tokens,
  fragments: readonly Fragment[],
  comments: readonly Comment[],
): Generator<string> {
  const delimiters = [";"];
  let at = 0;
  let comment = 0;
  let token = 0;
  const gap = function* (to: number, where: string): Generator<string> {
    const rest = stripGap(text.slice(at, to), delimiters, dialect);
    if (to < at) yield `${where} begins before what stands before it ends`;
    else if (rest !== "") yield `lost before ${where}: ${JSON.stringify(rest.slice(0, 40))}`;
  };
  const step = function* (range: Range, where: string): Generator<string> {
    while (comment < comments.length && (comments[comment] as Comment).range.start < range.start) {
      const inner = (comments[comment++] as Comment).range;
      yield* gap(inner.start, "a comment");
      at = inner.end;
    }
    yield* gap(range.start, where);
    at = range.end;
  };
  for (const fragment of fragments) {
    if (fragment.first !== token) yield `tokens ${token} to ${fragment.first} belong to no fragment`;
    if (fragment.kind === "sql" && fragment.first >= fragment.last) yield "a fragment without tokens";
    for (token = fragment.first; token < fragment.last; token++) {
      const range = { start: tokens.starts[token] as number, end: tokens.ends[token] as number };
      if (range.end <= range.start) yield `token ${token} is empty`;
      yield* step(range, "a token");
    }
    if (fragment.kind === "sql") {
      if (fragment.start !== tokens.starts[fragment.first])
        yield "a fragment does not begin at its first token";
      if (fragment.end !== tokens.ends[fragment.last - 1]) yield "a fragment does not end at its last token";
    } else yield* step(fragment, `a ${fragment.kind} fragment`);
    const wanted = fragment.kind === "client" && /^delimiter\s+(\S+)/i.exec(text.slice(fragment.start));
    if (wanted && !delimiters.includes(wanted[1] as string)) delimiters.push(wanted[1] as string);
  }
  if (token !== tokens.count) yield `tokens ${token} to ${tokens.count} belong to no fragment`;
  yield* step({ start: text.length, end: text.length }, "the end");
}

/** Without the tokens of an INSERT's rows, the fragments are the same. */
function checkRowless(text: string, dialect: Dialect, whole: readonly Fragment[]): readonly string[] {
  const { fragments } = split(new Tokens(text), { dialect, versionNumber });
  const show = (list: readonly Fragment[]) =>
    list.map(({ kind, start, end, terminated }) => `${kind} ${start} ${end} ${terminated}`).join();
  return show(fragments) === show(whole) ? [] : ["fragments differ with the rows of an INSERT left out"];
}

function stripGap(gap: string, delimiters: readonly string[], dialect: Dialect): string {
  const longestFirst = [...delimiters].sort((a, b) => b.length - a.length);
  const withoutDelimiters = (rest: string) =>
    longestFirst.reduce((left, delimiter) => left.split(delimiter).join(" "), rest);
  const withoutMarks = (rest: string) =>
    dialect === "postgresql" ? rest : rest.replace(/\/\*M?!\d{0,6}|\*\//g, " ");
  const withoutBlanks = (rest: string) => [...rest].filter((unit) => !isBlank(unit)).join("");
  const left = withoutBlanks(withoutDelimiters(withoutMarks(gap)));
  return left === "" ? "" : withoutBlanks(withoutMarks(withoutDelimiters(gap)));
}

/** As the lexer has it: what it reads nothing from. */
function isBlank(unit: string): boolean {
  const tokens = new Tokens(unit);
  return new Lexer(tokens, "postgresql", 0).next() === "end";
}

/** Looks at all that a statement holds. */
class Walk {
  constructor(
    private readonly file: SourceFile,
    private readonly dialect: Dialect,
    private readonly faults: string[],
    /** Where names may differ from what their range shows: in strings with escapes. */
    private readonly exact = true,
  ) {}

  visit(root: object, within: Range): void {
    const open: (readonly [object, Range, string])[] = [[root, within, ""]];
    for (let next = open.pop(); next; next = open.pop()) {
      const [node, outer, role] = next;
      const range = rangeOf(node);
      if (range) this.checkRange(node, range, outer);
      // RESET search_path uses a schema that it does not name.
      if (this.exact && isName(node) && role !== "uses") this.checkName(node);
      const inner = range && isInside(range, outer) && "location" in node ? range : outer;
      for (const [key, value] of Object.entries(node)) {
        if (key !== "file" && typeof value === "object" && value !== null) open.push([value, inner, key]);
      }
    }
  }

  private checkRange(node: object, range: Range, outer: Range): void {
    const { start, end } = range;
    const shown = `${"kind" in node ? node.kind : Object.keys(node).join(",")} at ${start}–${end}`;
    if (!Number.isInteger(start) || !Number.isInteger(end)) this.faults.push(`${shown} is no range`);
    else if (start > end) this.faults.push(`${shown} ends before it starts`);
    else if (start < 0 || end > this.file.text.length) this.faults.push(`${shown} is outside of the file`);
    else if (!isInside(range, outer))
      this.faults.push(`${shown} is outside of its statement, ${outer.start}–${outer.end}`);
  }

  private checkName(name: { text: string; quoted: boolean; range: Range }): void {
    const written = this.file.text.slice(name.range.start, name.range.end);
    const postgresql = this.dialect === "postgresql";
    const folded = postgresql ? written.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : written;
    // What fills in a placeholder decides about its case.
    const asWritten = /^(?:"?\{\{|[$:?])/.test(written) ? unquoteTemplate(written) : folded;
    const meant = name.quoted ? unquoteName(written) : asWritten;
    // PostgreSQL cuts long names.
    const isCut =
      postgresql && Buffer.byteLength(meant) > 63 && Buffer.from(meant).toString().startsWith(name.text);
    if (meant !== name.text && !isCut)
      this.faults.push(`the name ${name.text} points at ${JSON.stringify(written)}`);
  }
}

function rangeOf(node: object): Range | undefined {
  if ("range" in node) return node.range as Range;
  return "start" in node && "end" in node ? (node as Range) : undefined;
}

function isInside(inner: Range, outer: Range): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

function isName(node: object): node is { text: string; quoted: boolean; range: Range } {
  return "text" in node && "quoted" in node && "range" in node;
}

/** Statements in strings: their ranges stay in the string, and what they name stands where they say, if no escape is in between. */
function checkDynamic(statement: Statement, file: SourceFile, dialect: Dialect): readonly string[] {
  const faults: string[] = [];
  const open: object[] = [statement];
  let left = 20;
  for (let node = open.pop(); node && left > 0; node = open.pop()) {
    if ("segments" in node) {
      left--;
      const string = node as { value: string; segments: readonly Segment[]; range: Range };
      faults.push(...checkSegments(string, file.text));
      const exact = string.segments.length === 1 && string.segments[0]?.length === string.value.length;
      const walk = new Walk(file, dialect, faults, exact);
      const { range: fallback } = string;
      const inner = readDynamic({ value: string.value, segments: string.segments, file, dialect, fallback });
      for (const one of inner) walk.visit(one, fallback);
    }
    for (const [key, value] of Object.entries(node)) {
      if (key !== "file" && typeof value === "object" && value !== null) open.push(value);
    }
  }
  return faults;
}

interface Segment {
  readonly inner: number;
  readonly outer: number;
  readonly length: number;
}

/** A string's segments cover its value once, in order, from places in order. */
function checkSegments(
  { value, segments, range }: { value: string; segments: readonly Segment[]; range: Range },
  text: string,
): readonly string[] {
  const faults: string[] = [];
  let covered = 0;
  let outer = range.start;
  for (const segment of segments) {
    if (segment.inner !== covered) faults.push(`a segment begins at ${segment.inner}, not at ${covered}`);
    if (segment.outer < outer || segment.outer + segment.length > range.end)
      faults.push("a segment is outside of its string");
    const stands = text.slice(segment.outer, segment.outer + segment.length);
    const meant = value.slice(segment.inner, segment.inner + segment.length);
    if (segment.length > 2 && stands !== meant) faults.push(`a segment shows ${JSON.stringify(stands)}`);
    covered = segment.inner + segment.length;
    outer = segment.outer;
  }
  if (covered !== value.length) faults.push(`segments cover ${covered} of ${value.length} units`);
  return faults;
}
