// IF EXISTS and IF NOT EXISTS. In: a step. Out: the words that its change lacks, and the edit that writes them.
// Only what the dialect's version has; what stands in a text otherwise than these patterns expect is left alone.

import type { Step } from "../../schema/history.js";
import type { Change } from "../../sql/change.js";
import type { Dialect } from "../../sql/definition.js";
import { type Construct, isSupported } from "../../sql/dialects/constructs.js";
import type { Range } from "../../text/source-file.js";
import { hasOwnCondition } from "../clauses.js";
import type { Edit } from "../rule.js";

type Words = "IF EXISTS" | "IF NOT EXISTS";

interface Condition {
  readonly words: Words;
  /** Missing where every version of every dialect has it. */
  readonly construct?: Construct;
  /** What stands before the words. */
  readonly behind: RegExp;
}

export interface Server {
  readonly dialect: Dialect;
  readonly version: readonly number[];
}

/** What may stand between two words. */
const gap = String.raw`(?:\s|/\*[^]*?\*/|--[^\n]*\n|#[^\n]*\n)+`;
const name = String.raw`(?:[\w$]+|"(?:[^"]|"")+"|${"`"}(?:[^${"`"}]|${"``"})+${"`"})`;

/**
 * The words of a statement with what may stand between: `ADD (?:COLUMN )?`. A condition that is there already does not match, nor
 * what must not follow. Once read, a word is not given back: what a column is called decides nothing (`DROP COLUMN if`).
 */
function behind(words: string, notFollowedBy = "IF (?:NOT )?EXISTS\\b"): RegExp {
  const spaced = (text: string) => text.replaceAll(" ", gap).replaceAll("NAME", name);
  return new RegExp(`(?=(${spaced(words)}))\\1(?!${spaced(notFollowedBy)})`, "iy");
}

const patterns = {
  createTable: behind("CREATE (?:(?:GLOBAL|LOCAL|TEMPORARY|TEMP|UNLOGGED|FOREIGN) )*TABLE "),
  dropTable: behind("DROP (?:TEMPORARY |FOREIGN )?TABLES? "),
  alterTable: behind("ALTER TABLE "),
  createObject: behind("CREATE (?:TEMPORARY |TEMP )?(?:SCHEMA|DATABASE|SEQUENCE|EXTENSION|TRIGGER) "),
  dropObject: behind(
    "DROP (?:MATERIALIZED VIEW|VIEW|PROCEDURE|FUNCTION|TRIGGER|EVENT|SEQUENCE|TYPE|DOMAIN|SCHEMA|DATABASE|EXTENSION) ",
  ),
  addColumn: behind("ADD (?:COLUMN )?", "\\(|IF NOT EXISTS\\b"),
  dropColumn: behind("DROP (?:COLUMN )?"),
  createIndex: behind("CREATE (?:UNIQUE |FULLTEXT |SPATIAL )?INDEX (?:CONCURRENTLY )?"),
  addIndex: behind(
    "ADD (?:CONSTRAINT (?:NAME )?)?(?:(?:UNIQUE|FULLTEXT|SPATIAL) (?:(?:INDEX|KEY) )?|(?:INDEX|KEY) )",
  ),
  dropIndex: behind("DROP (?:INDEX|KEY) (?:CONCURRENTLY )?"),
  addForeignKey: behind("ADD (?:CONSTRAINT (?:NAME )?)?FOREIGN KEY "),
  dropForeignKey: behind("DROP FOREIGN KEY "),
  addConstraint: behind("ADD CONSTRAINT "),
  dropConstraint: behind("DROP CONSTRAINT "),
  addValue: behind("ALTER TYPE NAME(?:\\.NAME)? ADD VALUE "),
} as const;

/** What a statement of this kind can say of itself; nothing where none of the dialects has words for it. */
function conditionOf({ change, ddl }: Step): Condition | undefined {
  switch (change.kind) {
    case "createTable":
      return { words: "IF NOT EXISTS", behind: patterns.createTable };
    case "dropTable":
      return { words: "IF EXISTS", behind: patterns.dropTable };
    case "createObject":
      return createCondition(change.object, ddl.dialect);
    case "dropObject":
      return { words: "IF EXISTS", behind: patterns.dropObject };
    case "addColumn":
      return {
        words: "IF NOT EXISTS",
        construct: "add-column-if-not-exists",
        behind: patterns.addColumn,
      };
    case "dropColumn":
      return { words: "IF EXISTS", construct: "drop-column-if-exists", behind: patterns.dropColumn };
    case "addIndex":
      return addIndexCondition(change, ddl.verb);
    case "dropIndex":
      return { words: "IF EXISTS", construct: "drop-index-if-exists", behind: patterns.dropIndex };
    case "addForeignKey":
      // MariaDB 10.11 looks for the index name, where there is one, and then fails at the constraint's.
      return change.foreignKey.name && !change.foreignKey.indexName
        ? {
            words: "IF NOT EXISTS",
            construct: "foreign-key-if-not-exists",
            behind: patterns.addForeignKey,
          }
        : undefined;
    case "dropForeignKey":
      return {
        words: "IF EXISTS",
        construct: "drop-foreign-key-if-exists",
        behind: patterns.dropForeignKey,
      };
    case "addCheck":
      return change.check.name
        ? {
            words: "IF NOT EXISTS",
            construct: "constraint-if-not-exists",
            behind: patterns.addConstraint,
          }
        : undefined;
    case "dropConstraint":
      return {
        words: "IF EXISTS",
        construct: "drop-constraint-if-exists",
        behind: patterns.dropConstraint,
      };
    case "addEnumValue":
      return { words: "IF NOT EXISTS", behind: patterns.addValue };
    default:
      return undefined;
  }
}

function createCondition(object: string, dialect: Dialect): Condition | undefined {
  const words = "IF NOT EXISTS";
  if (object === "trigger")
    return { words, construct: "create-trigger-if-not-exists", behind: patterns.createObject };
  const everywhere = object === "schema" || object === "database";
  if (everywhere || (dialect === "postgresql" && (object === "sequence" || object === "extension")))
    return { words, behind: patterns.createObject };
  return undefined;
}

/** Without a name, the server would make a second one. */
function addIndexCondition(
  { index, usingIndex }: Extract<Change, { kind: "addIndex" }>,
  verb: string,
): Condition | undefined {
  if (!index.name || index.kind === "primary" || usingIndex) return undefined;
  return verb.startsWith("CREATE")
    ? { words: "IF NOT EXISTS", construct: "create-index-if-not-exists", behind: patterns.createIndex }
    : { words: "IF NOT EXISTS", construct: "index-if-not-exists", behind: patterns.addIndex };
}

/** The words that let a change run twice, where this server has them. */
export function conditionWords(step: Step, server: Server): Words | undefined {
  const condition = conditionOf(step);
  if (!condition || hasOwnCondition(step.change)) return undefined;
  const { words, construct } = condition;
  return !construct || isSupported(construct, server.dialect, server.version) ? words : undefined;
}

/** Writes these words into the statement. */
export function conditionEdit(step: Step, server: Server): Edit | undefined {
  const words = conditionWords(step, server);
  const pattern = conditionOf(step)?.behind;
  return (
    words && pattern && insertBehind(step, [step.location.range, step.ddl.location.range], pattern, words)
  );
}

/** ALTER TABLE IF EXISTS, for a statement whose table may be gone. */
export function tableConditionEdit(step: Step, { dialect, version }: Server): Edit | undefined {
  const { change, ddl } = step;
  if ("ifTableExists" in change && change.ifTableExists) return undefined;
  if (!isSupported("alter-table-if-exists", dialect, version)) return undefined;
  return insertBehind(step, [ddl.location.range], patterns.alterTable, "IF EXISTS");
}

/** The text of a change, or of the statement whose first words it shares with others: `DROP TABLE a, b`. */
function insertBehind(
  { location: { file } }: Step,
  places: readonly Range[],
  pattern: RegExp,
  words: Words,
): Edit | undefined {
  for (const { start, end } of places) {
    pattern.lastIndex = start;
    const found = pattern.exec(file.text);
    const at = pattern.lastIndex;
    if (found && at <= end) return { range: { start: at, end: at }, text: `${words} ` };
  }
  return undefined;
}

/** Whether steps stand in one file: a routine's may be another's, where a finding's edits do not reach. */
export function areInOneFile(steps: readonly Step[]): boolean {
  return steps.every(({ location }) => location.file === steps[0]?.location.file);
}
