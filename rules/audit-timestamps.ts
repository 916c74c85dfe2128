import {
  addColumn,
  type Change,
  type Column,
  changeColumn,
  columnNameIn,
  dataType,
  defaultNow,
  defaultNowFor,
  defaultsToNow,
  defineRule,
  isAutoMaintained,
  type Location,
  type Table,
  tableClasses,
  type World,
} from "../src/rule/index.js";

export const auditTimestamps = defineRule({
  id: "audit-timestamps",
  summary: "createdAt and updatedAt are filled, and updatedAt is kept, by the database.",
  why: "What each writer has to remember is forgotten by one: a hand-made UPDATE leaves updatedAt as it was.",
  convention: "audit-columns",
  severity: "error",
  subject: "table",
  options: {
    classes: {
      type: "strings",
      choices: tableClasses,
      default: ["integration", "credentials", "configuration"],
      description: "The table classes concerned.",
    },
  },
  examples: {
    bad: `CREATE TABLE jira_integrations (
  id VARCHAR(255) PRIMARY KEY,
  createdByAccountId VARCHAR(255) NOT NULL,
  createdAt TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  updatedAt TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);`,
    good: `CREATE TABLE jira_integrations (
  id VARCHAR(255) PRIMARY KEY,
  createdByAccountId VARCHAR(255) NOT NULL,
  createdAt TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  updatedAt TIMESTAMP DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP
);`,
  },

  check(table, context) {
    const { classOf, options, report, exempt } = context;
    if (!options.classes.includes(classOf(table))) return exempt();
    const faults = (["createdAt", "updatedAt"] as const)
      .map((role) => faultOf(table, role, context))
      .filter((fault) => fault !== undefined);
    const [first] = faults;
    const kept = faults.find(({ needsTrigger }) => needsTrigger);
    if (!first) return;
    report({
      at: (faults.find(({ isMissing }) => isMissing) ?? first).at,
      message: `Audit timestamps of ${table.name}: ${faults.map(({ text }) => text).join("; ")}.`,
      ...(kept
        ? {
            help: `Both columns want DEFAULT CURRENT_TIMESTAMP, and the table a trigger that sets ${kept.name}: CREATE TRIGGER … BEFORE UPDATE ON ${table.name} FOR EACH ROW EXECUTE FUNCTION ….`,
          }
        : { remedy: faults.flatMap(({ remedy }) => remedy) }),
    });
  },
});

interface Fault {
  /** The column's, which may not be there yet. */
  readonly name: string;
  readonly text: string;
  readonly at: Location;
  readonly isMissing: boolean;
  /** A function and a trigger are no mechanical answer. */
  readonly needsTrigger: boolean;
  readonly remedy: readonly Change[];
}

function faultOf(
  table: Table,
  role: "createdAt" | "updatedAt",
  { schema, dialect, columnsIn }: World,
): Fault | undefined {
  const byTrigger = dialect === "postgresql";
  const isKept = (column: Column) => role === "createdAt" || isAutoMaintained(schema, column);
  const columns = columnsIn(table, role);
  if (columns.some((column) => defaultsToNow(column) && isKept(column))) return undefined;

  const onUpdateOf = (now: string) => (role === "createdAt" || byTrigger ? undefined : now);
  const [column] = columns;
  if (!column) {
    const name = columnNameIn(schema, table, role);
    const wish = {
      type: dataType("TIMESTAMP"),
      default: defaultNow,
      onUpdate: onUpdateOf(defaultNow.text),
    };
    return {
      name,
      text: `no ${name}`,
      at: table.at(),
      isMissing: true,
      needsTrigger: role === "updatedAt" && byTrigger,
      remedy: [addColumn(table, name, wish)],
    };
  }
  const missing = [
    !defaultsToNow(column) && "DEFAULT CURRENT_TIMESTAMP",
    !isKept(column) && (byTrigger ? "BEFORE UPDATE trigger" : "ON UPDATE CURRENT_TIMESTAMP"),
  ].filter(Boolean);
  const now = defaultNowFor(column.type, dialect);
  return {
    name: column.name,
    text: `${column.name} has no ${missing.join(" and no ")}`,
    at: column.at(defaultsToNow(column) ? "onUpdate" : "default"),
    isMissing: false,
    needsTrigger: byTrigger && !isKept(column),
    remedy: changeColumn(schema, column, { default: now, onUpdate: onUpdateOf(now.text) }),
  };
}
