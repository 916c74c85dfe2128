// What the readers of all statements share. In: a cursor that read something. Out: a Statement. It reads nothing itself.

import type { SourceFile } from "../../text/source-file.js";
import type { Dialect } from "../definition.js";
import type { Comment, Statement } from "../statement.js";
import type { Tokens } from "../tokens.js";
import type { Cursor } from "./cursor.js";
import type { Nesting } from "./nesting.js";
import type { Body } from "./session.js";

export interface ReadContext {
  readonly tokens: Tokens;
  readonly file: SourceFile;
  readonly dialect: Dialect;
  /** Reads the tokens `first` up to and without `last` as a statement of their own: bodies hold statements. */
  read(first: number, last: number): Statement;
  /** A reader of code that stands in a string of this text. */
  open(tokens: Tokens): ReadContext;
  /** The comments of such code, as it is read. */
  readonly comments: Comment[];
  /** How deep the readers are, in this text and those around it. */
  readonly nesting: Nesting;
}

/** The leading words, and what was read. */
export interface ReadResult {
  readonly verb: string;
  readonly body: Body;
}

/** Adds what every statement has. */
export function finishStatement(cursor: Cursor, verb: string, body: Body): Statement {
  const { tokens } = cursor;
  const range = tokens.range(tokens.starts[cursor.first] as number, tokens.ends[cursor.last - 1] as number);
  return {
    ...body,
    location: { file: cursor.file, range },
    dialect: cursor.dialect,
    verb,
    problems: cursor.problems,
    constructs: cursor.constructs,
  } as Statement;
}
