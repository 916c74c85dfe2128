import {
  areInOneFile,
  clausesOf,
  conditionEdit,
  defineRule,
  headOf,
  replayScript,
  type Schema,
  type Step,
  tableConditionEdit,
} from "../src/rule/index.js";

export const rollbackIdempotent = defineRule({
  id: "rollback-idempotent",
  summary: "A rollback can run a second time.",
  why: "A rollback that stopped half way has to be run again, and what it has dropped by then is gone.",
  convention: "rollbacks",
  severity: "warning",
  subject: "migration",
  fixable: true,
  examples: {
    bad: {
      file: "001_channels.sql",
      sql: "CREATE TABLE IF NOT EXISTS channels (id VARCHAR(255) PRIMARY KEY);",
      rollback: "DROP TABLE channels;",
    },
    good: {
      file: "001_channels.sql",
      sql: "CREATE TABLE IF NOT EXISTS channels (id VARCHAR(255) PRIMARY KEY);",
      rollback: "DROP TABLE IF EXISTS channels;",
    },
  },

  check({ migration, history }, { dialect, version, report, exempt }) {
    const first = history?.rollback;
    if (!first) return exempt();
    // What fails the first time is rollback-order's to report.
    const failed = new Set(
      first.steps.filter(({ refusals }) => refusals.length > 0).map(({ change }) => change),
    );
    const again = replayScript(first.script, first.after);
    const failing = again.steps.filter(({ refusals, change }) => refusals.length > 0 && !failed.has(change));
    const [step] = failing;
    if (!step) return;
    report({
      at: headOf(step),
      message: `The rollback of ${migration.name} fails the second time: ${clausesOf(failing)}.`,
      help: isGone(step, first.after)
        ? "Leave out what the DROP TABLE takes along anyway."
        : "Write IF EXISTS, or guard it by a look into the catalog.",
      edits: (areInOneFile(failing) ? failing : []).flatMap((one) => {
        const edit = isGone(one, first.after) ? tableConditionEdit : conditionEdit;
        return edit(one, { dialect, version }) ?? [];
      }),
    });
  },
});

function isGone({ change }: Step, after: Schema): boolean {
  if (change.kind === "dropTable" || !("table" in change) || !change.table) return false;
  return after.table(change.table.name.text, change.table.schema?.text) === undefined;
}
