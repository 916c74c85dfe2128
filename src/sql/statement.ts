// A statement as it was read: what it is, where it stands, what could not be read. In: nothing. Out: types.

import type { Location, Range } from "../text/source-file.js";
import type { Change } from "./change.js";
import type { Dialect, Name, ObjectName } from "./definition.js";
import type { Construct } from "./dialects/constructs.js";
import type { Expression, QueryExpression } from "./expression.js";

/** One thing in a statement that its dialect cannot read. */
export interface SyntaxProblem {
  /** The token to change. */
  readonly range: Range;
  /** What is wrong, in words, one sentence: "Trailing comma before `)`." */
  readonly message: string;
  /** What to write instead. */
  readonly help?: string;
  /**
   * Certain from the text alone, or confirmed by the dialect's full parser: a finding. Otherwise a part that our reader does not
   * know, though it may be right: a blind spot of the replay.
   */
  readonly certain: boolean;
}

/**
 * A clause that another dialect or version has, read as meant: `construct` is a key of the fact tables in `dialects/`.
 * The reader reports what it saw; whether that is a finding is the rule's business.
 */
export interface ForeignConstruct {
  readonly construct: Construct;
  readonly range: Range;
}

interface StatementBase {
  /** From the first token to the last, without the delimiter. Changes inside dynamic SQL keep ranges in the same file. */
  readonly location: Location;
  readonly dialect: Dialect;
  /** The leading words, upper case: `ALTER TABLE`, `INSERT`. */
  readonly verb: string;
  readonly problems: readonly SyntaxProblem[];
  readonly constructs: readonly ForeignConstruct[];
  /** MariaDB's SET STATEMENT … FOR: variables of the session that have these values for this statement alone. */
  readonly settings?: readonly Assignment[];
}

export interface Assignment {
  readonly variable: string;
  readonly value: Expression;
}

export interface DdlStatement extends StatementBase {
  readonly kind: "ddl";
  readonly changes: readonly Change[];
}

/** Writes rows: INSERT, REPLACE, UPDATE, DELETE, TRUNCATE, LOAD, COPY. */
export interface DataStatement extends StatementBase {
  readonly kind: "data";
  readonly tables: readonly ObjectName[];
}

/** Changes neither schema nor rows: SELECT, SHOW, DESCRIBE, EXPLAIN. */
export interface QueryStatement extends StatementBase {
  readonly kind: "query";
}

/** Of the session alone: SET NAMES, START TRANSACTION, LOCK TABLES, GRANT; `uses` is the database of USE or the first schema of search_path. */
export interface SessionStatement extends StatementBase {
  readonly kind: "session";
  readonly uses?: Name;
}

/** SET @x = …, SELECT … INTO @x, DECLARE x … DEFAULT …: variables by their names, `@` included. */
export interface AssignStatement extends StatementBase {
  readonly kind: "assign";
  readonly assignments: readonly Assignment[];
}

/** PREPARE name FROM …: `source` is the SQL. */
export interface PrepareStatement extends StatementBase {
  readonly kind: "prepare";
  readonly name: string;
  readonly source: Expression;
}

/** EXECUTE of a prepared statement (`name`), or of SQL on the spot (`source`). */
export interface ExecuteStatement extends StatementBase {
  readonly kind: "execute";
  readonly name?: string;
  readonly source?: Expression;
}

export interface CallStatement extends StatementBase {
  readonly kind: "call";
  readonly routine: ObjectName;
  readonly arguments: readonly Expression[];
  /** PostgreSQL's `name => value`: the names beside the arguments, in lower case. Missing where no argument has one. */
  readonly argumentNames?: readonly (string | undefined)[];
}

/** IF and CASE in a routine or block. */
export interface IfStatement extends StatementBase {
  readonly kind: "if";
  readonly branches: readonly { readonly condition: Expression; readonly body: readonly Statement[] }[];
  readonly otherwise: readonly Statement[];
}

/** BEGIN … END, a PostgreSQL DO block. `handlers` are the conditions that it swallows, in lower case (`duplicate_object`, `sqlexception`). */
export interface BlockStatement extends StatementBase {
  readonly kind: "block";
  readonly body: readonly Statement[];
  readonly handlers: readonly string[];
  /** PostgreSQL: what runs instead of the rest of the body. Missing where nothing there may change the schema. */
  readonly rescues?: readonly Rescue[];
  /** A loop: the body runs once for each row. Missing where it runs once. */
  readonly rows?: RowSource;
}

/** FOR … IN SELECT: the variables that each row is written to, in lower case. A single one may be a record, whose fields are the columns. */
export interface RowSource {
  readonly variables: readonly string[];
  readonly query: QueryExpression;
}

/** WHEN … THEN of an EXCEPTION clause; conditions in lower case. */
export interface Rescue {
  readonly conditions: readonly string[];
  readonly body: readonly Statement[];
  readonly location: Location;
}

/** A command of the client, not of the server: DELIMITER, SOURCE, `\i`. */
export interface ClientStatement extends StatementBase {
  readonly kind: "client";
}

/** Could not be read, or cannot be followed: a blind spot. `mayChangeSchema` false means that only rows or the session are at stake. */
export interface OpaqueStatement extends StatementBase {
  readonly kind: "opaque";
  readonly reason: string;
  readonly mayChangeSchema: boolean;
  /** Only what these routines do may change the schema. */
  readonly calls?: readonly CallStatement[];
}

export type Statement =
  | DdlStatement
  | DataStatement
  | QueryStatement
  | SessionStatement
  | AssignStatement
  | PrepareStatement
  | ExecuteStatement
  | CallStatement
  | IfStatement
  | BlockStatement
  | ClientStatement
  | OpaqueStatement;

/** A comment as it stands in the file. */
export interface Comment {
  readonly range: Range;
  /** `line`: `--` or `#`, up to the end of the line · `block`: between `/*` and its end. */
  readonly style: "line" | "block";
  /** Without the marks. */
  readonly text: string;
}
