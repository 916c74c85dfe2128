// What a migration takes away from the application that is running. In: steps. Out: breaches, in words.
// Tables that the migration creates itself are used by nobody yet.

import type { Script } from "../migration/migration.js";
import type { Step } from "../schema/history.js";
import type { Column, Schema, Table } from "../schema/model.js";
import { fillsItself } from "../schema/queries.js";
import type { Change } from "../sql/change.js";
import type { Dialect } from "../sql/definition.js";
import { narrowingOf } from "./narrowing.js";
import type { Severity } from "./rule.js";

/** How a step breaks the application that runs while the migration runs. */
export interface Breach {
  readonly message: string;
  readonly help: string;
  readonly severity?: Severity;
}

/** The breach of one step; `steps` are those of its statement, `script` the one that it stands in. */
export function breachOf(
  step: Step,
  steps: readonly Step[],
  script: Script,
  dialect: Dialect,
): Breach | undefined {
  const { change } = step;
  const table = tableOf(step);
  if (table?.knowledge === "whole" && isBornIn(table.bornAt, script)) return undefined;
  switch (change.kind) {
    case "addColumn":
      return breachOfNewColumn(
        step.after.table(table?.name ?? "", table?.schema)?.column(change.column.name.text),
      );
    case "redefineColumn":
    case "alterColumn":
      return breachOfChange(step, table?.column(change.column.text), script, dialect);
    case "dropColumn":
      return isBornIn(table?.column(change.column.text)?.bornAt, script) ? undefined : removal;
    case "dropTable":
      return removal;
    case "renameTable":
    case "renameColumn":
      return {
        message: "takes the name away that the running application uses",
        help: "Add the new one beside it, and drop the old one in a later migration.",
      };
    case "renameEnumValue":
      return {
        message: "takes the value away that the running application writes",
        help: "Add the new value, and stop using the old one.",
      };
    case "addIndex":
    case "addForeignKey":
    case "addCheck":
      return breachOfConstraint(change, steps);
    default:
      return undefined;
  }
}

const removal: Breach = {
  message: "removes what the running application may still use",
  help: "First release a version that does without it; drop it in a later migration.",
};

/** The table before the step; one that the step is the first to name, after it. */
function tableOf({ change, before, after }: Step): Table | undefined {
  const name = "table" in change ? change.table : undefined;
  if (!name) return undefined;
  const find = (schema: Schema) => schema.table(name.name.text, name.schema?.text);
  return find(before) ?? find(after);
}

function isBornIn(place: Table["bornAt"] | undefined, { file, range }: Script): boolean {
  return place?.file === file && place.range.start >= range.start && place.range.end <= range.end;
}

function breachOfNewColumn(column: Column | undefined): Breach | undefined {
  if (!column || fillsItself(column)) return undefined;
  return {
    message: "is NOT NULL without a DEFAULT: the running application's INSERTs fail",
    help: "Add it NULL or with a DEFAULT; make it NOT NULL in a later migration.",
  };
}

function breachOfChange(
  { change, after }: Step,
  column: Column | undefined,
  script: Script,
  dialect: Dialect,
): Breach | undefined {
  if (!column) return undefined;
  const name = change.kind === "redefineColumn" ? change.definition.name.text : column.name;
  if (name !== column.name) {
    return {
      message: `takes the name ${column.name} away, which the running application uses`,
      help: "Add the new column beside it, and drop the old one in a later migration.",
    };
  }
  const changed = after.table(column.table, column.schema)?.column(name);
  if (!changed) return undefined;
  const narrowing = narrowingOf(column, changed, dialect);
  if (narrowing)
    return {
      message: narrowing,
      help: "Add a new column beside it, or check first that no row and no writer needs it.",
    };
  if (column.nullable && !changed.nullable && isBornIn(column.bornAt, script)) {
    return {
      message: "makes it NOT NULL in the migration that adds it",
      help: "Make it NOT NULL in a later migration, when every writer fills it.",
    };
  }
  return undefined;
}

/** Columns that the same statement adds, NULL, break no row: there is nothing in them. */
function breachOfConstraint(change: Change, steps: readonly Step[]): Breach | undefined {
  if (change.kind === "addIndex" && change.index.kind !== "unique") return undefined;
  const fresh = new Set(
    steps.flatMap(({ change: other }) =>
      other.kind === "addColumn" && other.column.nullable?.value !== false ? [other.column.name.text] : [],
    ),
  );
  const columns =
    change.kind === "addIndex"
      ? change.index.parts.map((part) => part.column?.text)
      : change.kind === "addForeignKey"
        ? change.foreignKey.columns.map(({ text }) => text)
        : [];
  if (columns.some((column) => column !== undefined && fresh.has(column))) return undefined;
  return {
    message: "can fail on rows that are there, and refuses what the running application writes",
    help: "Clean the rows up first, and release a version that keeps the rule.",
    severity: "warning",
  };
}
