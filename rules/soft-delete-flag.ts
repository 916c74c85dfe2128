import {
  addColumn,
  addKeyOnNew,
  booleanType,
  type Column,
  changeColumn,
  columnNameIn,
  defaultTrue,
  defineRule,
  foldWords,
  isBoolean,
  listWords,
  spellingOf,
  usualInRole,
} from "../src/rule/index.js";

export const softDeleteFlag = defineRule({
  id: "soft-delete-flag",
  summary:
    "A table of integrations can switch a row off: isActive or isEnabled, BOOLEAN NOT NULL DEFAULT TRUE.",
  why: "Deleting the row loses history and what refers to it; a flag that may be NULL makes `WHERE isActive` and `WHERE NOT isActive` both miss rows.",
  convention: "soft-delete",
  severity: "warning",
  subject: "table",
  classes: ["integration", "credentials", "configuration"],
  examples: {
    bad: `CREATE TABLE jira_integrations (
  id VARCHAR(255) PRIMARY KEY,
  tenantId CHAR(36) NOT NULL,
  isActive BOOLEAN
);`,
    good: `CREATE TABLE jira_integrations (
  id VARCHAR(255) PRIMARY KEY,
  tenantId CHAR(36) NOT NULL,
  isActive BOOLEAN NOT NULL DEFAULT TRUE
);`,
  },

  check(table, context) {
    const { schema, dialect, columnsIn, report } = context;
    const judged = columnsIn(table, "active").map((column) => ({
      column,
      boolean: isBoolean(column.type, dialect),
      on: column.default?.value === "1",
    }));
    if (judged.some(({ column, boolean, on }) => boolean && on && !column.nullable)) return;
    const [first] = judged;
    const wish = { type: booleanType(schema), nullable: false, default: defaultTrue };
    if (!first) {
      const usual = usualInRole(context, "active", wordsOfColumn);
      const name = columnNameIn(schema, table, usual ?? "isActive");
      return report({
        at: table.at(),
        message: `Table ${table.name} has no ${name}: a row cannot be switched off without deleting it.`,
        remedy: [addColumn(table, name, wish), addKeyOnNew(schema, table, "index", [name])],
      });
    }

    const { column, boolean, on } = first;
    const faults = [
      !boolean && `is ${column.type.text}, not BOOLEAN`,
      column.nullable && "may be NULL",
      !on && (column.default ? `is ${column.default.text} by default` : "has no DEFAULT TRUE"),
    ].filter((fault) => fault !== false);
    report({
      at: column.at(!boolean ? "type" : column.nullable ? "nullable" : "default"),
      message: `Soft-delete flag ${table.name}.${column.name} ${listWords(faults)}.`,
      ...(boolean
        ? { remedy: changeColumn(schema, column, { nullable: false, default: defaultTrue }) }
        : { help: `Declare it ${column.name} BOOLEAN NOT NULL DEFAULT TRUE.` }),
    });
  },
});

function wordsOfColumn(column: Column): string {
  return foldWords(spellingOf(column));
}
