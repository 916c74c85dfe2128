// A file's text → statements and comments. In: a source file and its dialect. Out: statements in order, every comment.
// It never throws on SQL: what cannot be read is a statement with a problem, or an opaque one.

import type { Range, SourceFile } from "../text/source-file.js";
import type { Dialect } from "./definition.js";
import { createReader } from "./parse/statement.js";
import { followConditions } from "./psql-conditions.js";
import { type Fragment, split } from "./split.js";
import type { Comment, ForeignConstruct, Statement } from "./statement.js";
import { closeTemplates } from "./templates.js";
import { Tokens } from "./tokens.js";

export interface ReadOptions {
  readonly dialect: Dialect;
  /** [8, 0]; missing parts mean the newest of the series. */
  readonly version?: readonly number[];
  /** The section of the file to read; all of it when left out. */
  readonly range?: Range;
  /** Read instead of the file's text, unit for unit in the same places: a tool's directives blanked out. */
  readonly text?: string;
}

export interface ReadScript {
  readonly statements: readonly Statement[];
  readonly comments: readonly Comment[];
}

export function readScript(file: SourceFile, options: ReadOptions): ReadScript {
  const tokens = new Tokens(options.text ?? file.text);
  const { dialect, range } = options;
  const { fragments, comments } = split(tokens, {
    dialect,
    versionNumber: executableVersion(options),
    ...(range ? { start: range.start, end: range.end } : {}),
  });
  const reader = createReader(tokens, file, dialect, [], { version: options.version, ansiQuotes: false });
  const read: Statement[] = [];
  for (const fragment of fragments) {
    const statement = readFragment(fragment, file, dialect, reader.read);
    if (statement) read.push(statement);
    reader.release();
  }
  const statements = followConditions(closeTemplates(read, tokens), tokens.text);
  tokens.release();
  return {
    statements: dialect === "postgresql" ? noteHashes(statements, comments, tokens.text) : statements,
    comments: inOrder(comments, reader.comments),
  };
}

/** Tells the statement around or behind it of a comment that starts with MySQL's `#`. */
function noteHashes(
  statements: readonly Statement[],
  comments: readonly Comment[],
  text: string,
): readonly Statement[] {
  const hashes = comments.filter(({ range }) => text[range.start] === "#");
  if (hashes.length === 0) return statements;
  const foreign = new Map<Statement, ForeignConstruct[]>();
  let at = 0;
  for (const { range } of hashes) {
    while (at < statements.length - 1 && endOf(statements[at]) <= range.start) at++;
    const statement = statements[at];
    if (!statement) continue;
    const constructs = foreign.get(statement) ?? [...statement.constructs];
    constructs.push({ construct: "hash-comment", range });
    foreign.set(statement, constructs);
  }
  return statements.map((statement) => {
    const constructs = foreign.get(statement);
    return constructs ? { ...statement, constructs } : statement;
  });
}

function endOf(statement: Statement | undefined): number {
  return statement?.location.range.end ?? 0;
}

/** Those of the text and those of code in its strings. */
function inOrder(comments: readonly Comment[], inner: readonly Comment[]): readonly Comment[] {
  if (inner.length === 0) return comments;
  return [...comments, ...inner].sort((a, b) => a.range.start - b.range.start);
}

function readFragment(
  fragment: Fragment,
  file: SourceFile,
  dialect: Dialect,
  read: (first: number, last: number) => Statement,
): Statement | undefined {
  if (fragment.kind === "sql") return read(fragment.first, fragment.last);
  if (fragment.kind === "data") return undefined;
  const range = { start: fragment.start, end: fragment.end };
  const verb = file.text.slice(range.start, range.end).split(/\s/)[0]?.toUpperCase() ?? "";
  const common = { location: { file, range }, dialect, verb, problems: [], constructs: [] };
  const reason = unknownEffect(verb);
  if (reason !== undefined) return { ...common, kind: "opaque", reason, mayChangeSchema: true };
  return { ...common, kind: "client" };
}

/** Why nobody knows here what a command of a client does to the schema. */
function unknownEffect(verb: string): string | undefined {
  if (verb === "SOURCE" || /^\\(\.|I|IR|INCLUDE)$/.test(verb)) return "the file that it runs is not followed";
  // PostgreSQL 18 manual, psql: rows become statements, variables decide what is run.
  if (verb === "\\GEXEC") return "the statements that the query's rows hold are not known";
  return undefined;
}

/** The number that executable comments compare with: 8.0 → 80099, MariaDB 10.11 → 101199. */
function executableVersion({ dialect, version }: ReadOptions): number {
  const [major = dialect === "mariadb" ? 11 : 9, minor = 99, patch = 99] = version ?? [];
  return major * 10_000 + minor * 100 + patch;
}
