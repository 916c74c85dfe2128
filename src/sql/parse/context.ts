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
  /** Gives back the room of what was opened: nothing may be asked of those tokens afterwards. */
  release(): void;
  /** How deep the readers are, in this text and those around it. */
  readonly nesting: Nesting;
}

/** The leading words, and what was read. */
export interface ReadResult {
  readonly verb: string;
  readonly body: Body;
  readonly settings?: Statement["settings"];
}

const none: readonly never[] = [];

/** Adds what every statement has. */
export function finishStatement(cursor: Cursor, verb: string, body: Body): Statement {
  const { tokens } = cursor;
  const range = tokens.range(tokens.starts[cursor.first] as number, tokens.ends[cursor.last - 1] as number);
  const { dialect } = cursor;
  const problems = cursor.problems.length > 0 ? cursor.problems : none;
  const constructs = cursor.constructs.length > 0 ? cursor.constructs : none;
  const location = { file: cursor.file, range };
  // What most statements are is written out: copying an object of many shapes is slow, and there are thousands of statements.
  switch (body.kind) {
    case "ddl":
      return { kind: "ddl", changes: body.changes, location, dialect, verb, problems, constructs };
    case "data":
      return { kind: "data", tables: body.tables, location, dialect, verb, problems, constructs };
    case "query":
      return { kind: "query", location, dialect, verb, problems, constructs };
    case "session":
      return { kind: "session", uses: body.uses, location, dialect, verb, problems, constructs };
    case "assign":
      return { kind: "assign", assignments: body.assignments, location, dialect, verb, problems, constructs };
    case "prepare": {
      const { name, source } = body;
      return { kind: "prepare", name, source, location, dialect, verb, problems, constructs };
    }
    case "execute": {
      const { name, source } = body;
      return { kind: "execute", name, source, location, dialect, verb, problems, constructs };
    }
    case "opaque": {
      const { reason, mayChangeSchema, calls } = body;
      return {
        kind: "opaque",
        reason,
        mayChangeSchema,
        ...(calls && { calls }),
        location,
        dialect,
        verb,
        problems,
        constructs,
      };
    }
    default:
      return { ...body, location, dialect, verb, problems, constructs };
  }
}
