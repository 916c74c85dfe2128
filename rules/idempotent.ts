import {
  addsRowsOnce,
  areInOneFile,
  clausesOf,
  conditionEdit,
  conditionWords,
  createdBy,
  type DataStatement,
  defineRule,
  droppedBy,
  hasOwnCondition,
  headOf,
  isRepeatable,
  type Problem,
  type Step,
  selfReadOf,
  verbOf,
  type World,
} from "../src/rule/index.js";

export const idempotent = defineRule({
  id: "idempotent",
  summary: "A migration that runs twice succeeds, and changes nothing the second time.",
  why: "A migration that stopped half way has to be run again; MySQL cannot roll DDL back.",
  convention: "idempotent-migrations",
  severity: "error",
  subject: "statement",
  fixable: true,
  options: {
    rollbacks: {
      type: "boolean",
      default: false,
      description: "Ask it of rollbacks, statement by statement.",
    },
  },
  examples: {
    bad: "CREATE TABLE channels (id VARCHAR(255) PRIMARY KEY);",
    good: "CREATE TABLE IF NOT EXISTS channels (id VARCHAR(255) PRIMARY KEY);",
  },

  check({ statement, steps, replay, direction }, { dialect, version, options, report }) {
    if (direction !== "forward" && !(options.rollbacks && direction === "rollback")) return;
    if (statement.kind === "data") {
      const problem = problemOfRows(statement, dialect);
      if (problem) report(problem);
      return;
    }

    const open = steps.filter(
      (step) => !isGuarded(step) && !settles(step) && !repeats(step) && !isDroppedBefore(step, replay?.steps),
    );
    const [first] = open;
    if (!first) return;
    report({
      at: headOf(first),
      message: `Run twice, this fails or changes the schema again: ${clausesOf(open)}.`,
      help: helpFor(first, { dialect, version }),
      edits: (areInOneFile(open) ? open : []).flatMap(
        (step) => conditionEdit(step, { dialect, version }) ?? [],
      ),
    });
  },
});

function problemOfRows(statement: DataStatement, dialect: World["dialect"]): Problem | undefined {
  if (statement.verb === "INSERT" && !addsRowsOnce(statement)) {
    const guard = dialect === "postgresql" ? "ON CONFLICT DO NOTHING" : "IGNORE, ON DUPLICATE KEY UPDATE";
    return {
      at: verbOf(statement),
      message: "Run twice, this INSERT fails or adds its rows again.",
      help: `Write ${guard}, or WHERE NOT EXISTS (SELECT …).`,
    };
  }
  const selfRead = statement.verb === "UPDATE" ? selfReadOf(statement) : undefined;
  return (
    selfRead && {
      at: { file: statement.location.file, range: selfRead },
      message: "Run twice, this UPDATE computes its value from what the first run wrote.",
      help: "Add a condition that tells the rows that were done already.",
    }
  );
}

const settling: ReadonlySet<string> = new Set([
  "setComment",
  "setTableOptions",
  "convertCharset",
  "setIndexVisibility",
]);

/** Sets a fact to what it says, whatever it was: also of a column, table or index that the model does not know. */
function settles({ change }: Step): boolean {
  return settling.has(change.kind) || (change.kind === "alterColumn" && change.identity === undefined);
}

/** What is dropped is gone the second time, also where the model never knew it. */
function repeats(step: Step): boolean {
  return droppedBy(step.change) === undefined && isRepeatable(step);
}

/** Refused steps are forward-order's; a look into the data says nothing of the schema. */
function isGuarded({ change, guards, outcome }: Step): boolean {
  return outcome === "refused" || hasOwnCondition(change) || guards.some(({ kind }) => kind !== "data");
}

function isDroppedBefore(step: Step, steps: readonly Step[] = []): boolean {
  const created = createdBy(step.change);
  if (created === undefined) return false;
  const before = steps.slice(0, steps.indexOf(step));
  return before.some((earlier) => droppedBy(earlier.change) === created && isGuarded(earlier));
}

function helpFor(step: Step, server: Pick<World, "dialect" | "version">): string {
  const { change } = step;
  const words = conditionWords(step, server);
  if (words) return `Write ${words}.`;
  if (change.kind === "createObject") return `Write DROP ${change.object.toUpperCase()} IF EXISTS before it.`;
  return server.dialect === "postgresql"
    ? "Guard it with a DO block that looks into the catalog (pg_constraint, information_schema)."
    : "Guard it: look into information_schema, and PREPARE the statement only where it is needed.";
}
