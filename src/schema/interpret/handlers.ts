// Which errors a handler swallows. In: the conditions of a block, a refusal. Out: yes or no.
// PostgreSQL 18 manual, appendix A; MySQL 8.0 manual 15.6.7.2 and its error reference.

import type { Change } from "../../sql/change.js";
import type { Dialect } from "../../sql/definition.js";
import type { BlockStatement, Rescue, Statement } from "../../sql/statement.js";
import { factsByName } from "../../text/facts-by-name.js";
import type { AppliedChange } from "../apply.js";
import type { Refusal } from "../history.js";
import type { Timeline } from "../timeline/timeline.js";
import type { Caught, Frame, Handler } from "./frame.js";

/** By what the model says of a refusal; else it is an object that is there, or is not. */
const postgresqlConditions: readonly (readonly [RegExp, string])[] = [
  [/^(Table|View|Sequence) `[^`]*` does not exist/, "undefined_table"],
  [/ has no column `/, "undefined_column"],
  [/^(Function|Procedure) `[^`]*` does not exist/, "undefined_function"],
  [/^Schema `[^`]*` does not exist/, "invalid_schema_name"],
  [/^(Table|View|Sequence|Index) `[^`]*` exists already| view or sequence `/, "duplicate_table"],
  [/ has a column `[^`]*` already| is stated twice/, "duplicate_column"],
  [/^(Function|Procedure) `[^`]*` exists already/, "duplicate_function"],
  [/^Schema `[^`]*` exists already/, "duplicate_schema"],
  [/^Database `[^`]*` exists already/, "duplicate_database"],
  // A second primary key is another error than a name that is taken.
  [/ has a primary key already/, "invalid_table_definition"],
];

const postgresqlStates: Readonly<Record<string, string>> = factsByName({
  dependent_objects_still_exist: "2bp01",
  duplicate_column: "42701",
  duplicate_database: "42p04",
  duplicate_function: "42723",
  duplicate_object: "42710",
  duplicate_schema: "42p06",
  duplicate_table: "42p07",
  invalid_schema_name: "3f000",
  invalid_table_definition: "42p16",
  undefined_column: "42703",
  undefined_function: "42883",
  undefined_object: "42704",
  undefined_table: "42p01",
});
const classNames: Readonly<Record<string, string>> = factsByName({
  "2b": "dependent_privilege_descriptors_still_exist",
  "42": "syntax_error_or_access_rule_violation",
});

/** The condition that PostgreSQL raises. */
function postgresqlCondition({ kind, message }: Refusal): string {
  if (kind === "conflict") return "dependent_objects_still_exist";
  const [, known] = postgresqlConditions.find(([said]) => said.test(message)) ?? [];
  return known ?? (kind === "missing" ? "undefined_object" : "duplicate_object");
}

/** What PostgreSQL runs instead, where one of its blocks swallowed an error. */
export function rescueFor(
  { rescues }: BlockStatement,
  { raised: { change, refusals } }: Caught,
  dialect: Dialect,
): Rescue | undefined {
  return rescues?.find(({ conditions }) =>
    refusals.some((refusal) => isHandled(conditions, refusal, change, dialect)),
  );
}

/** Whether statements may raise what the model cannot see: rows decide, or somebody else's code. */
export function mayFailUnseen(statements: readonly Statement[]): boolean {
  return statements.some((statement) => {
    switch (statement.kind) {
      case "ddl":
      case "assign":
      case "session":
        return false;
      case "if":
        return [...statement.branches.map(({ body }) => body), statement.otherwise].some(mayFailUnseen);
      case "block":
        return mayFailUnseen(statement.body);
      default:
        return true;
    }
  });
}

interface MysqlError {
  readonly code: string;
  readonly state: string;
}

function mysqlError({ kind, message }: Refusal, change: Change): MysqlError {
  if (kind === "exists") {
    if (change.kind === "createTable" || change.kind === "renameTable")
      return { code: "1050", state: "42s01" };
    if (change.kind === "addColumn" || change.kind === "redefineColumn")
      return { code: "1060", state: "42s21" };
    if (change.kind === "addIndex") return { code: "1061", state: "42000" };
    return { code: "1826", state: "hy000" };
  }
  if (kind === "missing") {
    if (/^Table .* does not exist/.test(message))
      return change.kind === "dropTable"
        ? { code: "1051", state: "42s02" }
        : { code: "1146", state: "42s02" };
    return change.kind === "redefineColumn" || change.kind === "renameColumn"
      ? { code: "1054", state: "42s22" }
      : { code: "1091", state: "42000" };
  }
  return { code: "1553", state: "hy000" };
}

/** Whether one of the conditions, in lower case, catches the error. */
function isHandled(
  conditions: readonly string[],
  refusal: Refusal,
  change: Change,
  dialect: Dialect,
): boolean {
  if (dialect === "postgresql") {
    const raised = postgresqlCondition(refusal);
    const state = postgresqlStates[raised];
    // A code that ends in 000 is a class of errors, and so is its name.
    const whole = state && [`${state.slice(0, 2)}000`, classNames[state.slice(0, 2)]];
    return conditions.some(
      (condition) =>
        condition === "others" || condition === raised || condition === state || whole?.includes(condition),
    );
  }
  const { code, state } = mysqlError(refusal, change);
  return conditions.some(
    (condition) =>
      condition === "sqlexception" ||
      condition === "others" ||
      condition === code ||
      condition.includes(`'${state}'`),
  );
}

export function handlerOf(
  { change, refusals }: AppliedChange,
  { handlers }: Frame,
  { dialect }: Timeline,
): Handler | undefined {
  return handlers.findLast(({ block }) =>
    refusals.some((one) => isHandled(block.handlers, one, change, dialect)),
  );
}

/**
 * The handler of a statement that did nothing at all: a server refuses an ALTER TABLE whole for its first bad part (MySQL 8.4 manual
 * 15.1.1). MariaDB drops the other tables of a DROP TABLE.
 */
export function handlerOfWhole(
  changes: readonly AppliedChange[],
  frame: Frame,
  timeline: Timeline,
): Handler | undefined {
  if (timeline.dialect === "postgresql") return undefined;
  const first = changes.find(({ refusals }) => refusals.length > 0);
  if (!first) return undefined;
  if (first.change.kind === "dropTable" && timeline.world.server.dropsTablesOneByOne) return undefined;
  return handlerOf(first, frame, timeline);
}
