// What our reader does not know, asked of the dialect's full parser. In: statements as read. Out: the same, where an uncertain problem
// is confirmed, or gone. A clause that nobody could read or refute is a blind spot, never a syntax error.

import type { Range } from "../text/source-file.js";
import { type AstParser, loadAstParser } from "./ast.js";
import { type MaskedStatement, maskStatement } from "./mask.js";
import { isPlainData } from "./plain-data.js";
import type { Statement, SyntaxProblem } from "./statement.js";

/**
 * The statements, each uncertain problem that the parser confirms made certain. A statement that needed no second opinion is the
 * same object. The parser is loaded only where one does.
 */
export async function confirmProblems(
  statements: readonly Statement[],
  { data }: ConfirmOptions = {},
): Promise<readonly Statement[]> {
  const confirmed: Statement[] = [];
  for (const statement of statements) {
    if (isUncertain(statement)) confirmed.push(confirm(statement, await loadAstParser(statement.dialect)));
    else if (isUnreadData(statement, data ?? false))
      confirmed.push(checkData(statement, await loadAstParser(statement.dialect)));
    else confirmed.push(statement);
  }
  return confirmed;
}

export interface ConfirmOptions {
  /** Ask about data statements on MySQL and MariaDB, too, where the parser is slow and lacks rare clauses. */
  readonly data?: boolean;
}

const dataVerbs = new Set([
  "INSERT",
  "UPDATE",
  "DELETE",
  "MERGE",
  "REPLACE",
  "SELECT",
  "WITH",
  "VALUES",
  "TRUNCATE",
]);

// What node-sql-parser 5.4 stops at although MySQL 9.7 and MariaDB 10.11 take it: INSERT … VALUE (…), SELECT STRAIGHT_JOIN, UPDATE IGNORE,
// JSON_TABLE, BINARY before an operand. What it says of such a statement is no word to trust.
const lacking =
  /^UPDATE\s+(?:LOW_PRIORITY\s+)?IGNORE\b|\bVALUE\s*\(|\b(?:STRAIGHT_JOIN|JSON_TABLE)\b|\bBINARY\s+[`\w]/i;

/** A statement about rows: our reader passes over most of it. What a tool fills in nobody can judge. */
function isUnreadData(statement: Statement, data: boolean): boolean {
  const { kind, verb, dialect, problems, constructs, location } = statement;
  if ((kind !== "data" && kind !== "query" && kind !== "call") || !dataVerbs.has(verb)) return false;
  if (problems.length > 0 || (dialect !== "postgresql" && !data)) return false;
  // It is told once a statement, and the parser would stop at each.
  if (constructs.some(({ construct }) => construct === "backtick-name")) return false;
  const text = location.file.text.slice(location.range.start, location.range.end);
  if (dialect === "postgresql" ? isPlainData(text) : lacking.test(text)) return false;
  // Liquibase's rollbacks stand in comments, line by line.
  return !/^\s*--\s*rollback\b/im.test(text) && !maskStatement(statement).hasPlaceholders;
}

export function isUncertain({ problems }: Statement): boolean {
  return problems.some((problem) => !problem.certain);
}

/** Of what our reader passed over the parser's word is all there is. */
function checkData(statement: Statement, parser: AstParser): Statement {
  const problems = findConfirmed(statement, parser, true);
  return problems.length > 0 ? { ...statement, problems } : statement;
}

function confirm(statement: Statement, parser: AstParser): Statement {
  // The statements of a routine's language that are no SQL are beyond these parsers.
  const owners = ownersOf(statement).filter((owner) => owner === statement || owner.kind === "ddl");
  const found = owners.flatMap((owner) => findConfirmed(owner, parser));
  const starts = new Set(found.map((problem) => problem.range.start));
  const problems = statement.problems.map((problem) =>
    starts.delete(problem.range.start) ? { ...problem, certain: true } : problem,
  );
  problems.push(...found.filter((problem) => starts.has(problem.range.start)));
  // What could not be read beside an error may be its consequence: it is asked for again once the error is mended.
  const certain = problems.filter((problem) => problem.certain);
  return certain.length > 0 ? { ...statement, problems: certain } : statement;
}

/** The statements whose own problems those of this one are: itself, or the ones in its body. */
function ownersOf(statement: Statement): readonly Statement[] {
  const inner = childrenOf(statement).flatMap(ownersOf);
  return inner.length > 0 || !isUncertain(statement) ? inner : [statement];
}

function childrenOf(statement: Statement): readonly Statement[] {
  switch (statement.kind) {
    case "ddl":
      return statement.changes.flatMap((change) =>
        change.kind === "createObject" ? (change.body ?? []) : [],
      );
    case "block":
      return statement.body;
    case "if":
      return [...statement.branches.flatMap((branch) => branch.body), ...statement.otherwise];
    default:
      return [];
  }
}

/**
 * The problems that the parser stumbles over, too. That it rejects the statement is not enough: node-sql-parser lacks clauses that are
 * valid. It has to stop at the very token; then the token is cut out, and it is asked for the next one.
 */
function findConfirmed(
  statement: Statement,
  parser: AstParser,
  isTrusted = statement.dialect === "postgresql",
): readonly SyntaxProblem[] {
  const { start } = statement.location.range;
  const masked = maskStatement(statement);
  const { text, tokens } = masked;
  const place = ({ range }: { readonly range: Range }): Place => {
    const from = range.start - start;
    // The gap before a token belongs to it: some parsers stop there.
    const before = tokens.findLast((token) => token.end <= from);
    return { before: before?.end ?? 0, start: from, end: range.end - start };
  };
  const problems = statement.problems.map((problem) => ({ ...place(problem), problem }));
  const constructs = statement.constructs.map((construct) => ({
    ...place(construct),
    isType: construct.construct.startsWith("type-"),
  }));
  const confirmed: SyntaxProblem[] = [];
  const asked = new Set<Place>();
  let left = problems.filter(({ problem }) => problem.certain).reduce(cutOut, text);
  while (true) {
    const verdict = parser.check(left);
    if (verdict.accepted) return confirmed;
    const stopsAt = (one: Place) => !asked.has(one) && verdict.at >= one.before && verdict.at <= one.end;
    const known = problems.find((one) => !one.problem.certain && stopsAt(one));
    const construct = constructs.find(stopsAt);
    const next = known ?? construct;
    if (known) confirmed.push(known.problem);
    if (!next && isTrusted && confirmed.length === 0) return problemAt(statement, verdict.at, masked);
    if (!next) return confirmed;
    asked.add(next);
    left = next === construct && construct.isType ? asInteger(left, next) : cutOut(left, next);
  }
}

/** PostgreSQL's grammar is the server's own: where it stops is wrong, whatever our reader stumbled over. */
function problemAt(
  statement: Statement,
  at: number,
  { tokens, hasPlaceholders }: MaskedStatement,
): readonly SyntaxProblem[] {
  if (hasPlaceholders) return [];
  const { file, range } = statement.location;
  const token = tokens.find(({ end }) => end > at) ?? tokens.at(-1);
  if (!token) return [];
  const place = { start: range.start + token.start, end: range.start + token.end };
  const written = file.text.slice(place.start, place.end);
  const message =
    token.end > at
      ? `Cannot read \`${written}\` here.`
      : `The statement ends too soon, behind \`${written}\`.`;
  return [{ range: place, message, certain: true }];
}

interface Place {
  readonly before: number;
  readonly start: number;
  readonly end: number;
}

function cutOut(text: string, { start, end }: Place): string {
  return text.slice(0, start) + " ".repeat(end - start) + text.slice(end);
}

/** A type of another dialect is a type: what follows it can be read behind any. */
function asInteger(text: string, { start, end }: Place): string {
  return text.slice(0, start) + "INT".padEnd(end - start).slice(0, end - start) + text.slice(end);
}
