// The types, functions and sequences that PostgreSQL's expressions speak of. In: an expression's text. Out: the text with the names that they
// have now. A column is none of them, whatever it is called.

import { quoteName } from "../sql/print/name.js";
import { type ExpressionToken, tokenizeExpression } from "./expression-text.js";

interface Identity {
  readonly name: string;
  readonly schema?: string;
}

export type ObjectRole = "type" | "function" | "sequence";

/** What has another name or schema now; nothing for what has not. */
export type NewIdentity = (role: ObjectRole, written: Identity) => Identity | undefined;

interface Mention {
  readonly role: ObjectRole;
  readonly written: Identity;
  readonly start: number;
  readonly end: number;
}

/** The expression with new names wherever it speaks of what has them. */
export function renameObjectsIn(expression: string, newIdentity: NewIdentity): string {
  let text = expression;
  for (const { role, written, start, end } of mentionsIn(expression).reverse()) {
    const to = newIdentity(role, written);
    if (!to) continue;
    const names = qualifiedName(to);
    const inserted = role === "sequence" ? `'${names.replace(/'/g, "''")}'` : names;
    text = text.slice(0, start) + inserted + text.slice(end);
  }
  return text;
}

/** The types and functions that SQL speaks of, one for each mention. */
export function namedIn(sql: string, ...roles: readonly ObjectRole[]): readonly string[] {
  return mentionsIn(sql).flatMap(({ role, written }) => (roles.includes(role) ? [written.name] : []));
}

export function qualifiedName({ name, schema }: Identity): string {
  const names = schema === undefined ? [name] : [schema, name];
  return names.map((one) => quoteName(one, "postgresql")).join(".");
}

function mentionsIn(expression: string): Mention[] {
  const tokens = tokenizeExpression(expression, "postgresql");
  const found: Mention[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const first = tokens[at] as ExpressionToken;
    if (first.kind === "string") {
      const written = isSequence(tokens, at) ? identityIn(first.text) : undefined;
      if (written) found.push({ role: "sequence", written, start: first.start, end: first.end });
    }
    if (first.kind !== "word") continue;
    const start = at;
    while (isSign(tokens[at + 1], ".") && tokens[at + 2]?.kind === "word") at += 2;
    const last = tokens[at] as ExpressionToken;
    const role = roleOf(tokens[start - 1], tokens[at + 1]);
    const written = role && identityOf(tokens.slice(start, at + 1).filter(({ kind }) => kind === "word"));
    if (role && written) found.push({ role, written, start: first.start, end: last.end });
  }
  return found;
}

/** `'x'::type`, `CAST(x AS type)`, `type 'x'`, `function(`. */
function roleOf(
  before: ExpressionToken | undefined,
  after: ExpressionToken | undefined,
): ObjectRole | undefined {
  const isCast = isSign(before, "::") || (before?.kind === "word" && before.text === "as" && !before.quoted);
  if (isCast || after?.kind === "string") return "type";
  return isSign(after, "(") ? "function" : undefined;
}

/** A text that is a regclass: PostgreSQL keeps which relation that is. */
function isSequence(tokens: readonly ExpressionToken[], at: number): boolean {
  const isCast = isSign(tokens[at + 1], "::") && tokens[at + 2]?.text === "regclass";
  return isCast || (isSign(tokens[at - 1], "(") && tokens[at - 2]?.text === "nextval");
}

function isSign(token: ExpressionToken | undefined, text: string): boolean {
  return token?.kind === "sign" && token.text === text;
}

function identityIn(text: string): Identity | undefined {
  const tokens = tokenizeExpression(text, "postgresql");
  return identityOf(tokens.filter(({ kind }) => kind === "word"));
}

function identityOf(words: readonly ExpressionToken[]): Identity | undefined {
  const [first, second] = words;
  if (!first || words.length > 2) return undefined;
  if (!second) return { name: first.text };
  return { name: second.text, ...(first.text !== "public" && { schema: first.text }) };
}
