import {
  addColumn,
  changeColumn,
  columnNameIn,
  dataType,
  defaultNow,
  defaultsToNow,
  defineRule,
  isAutoMaintained,
  tableClasses,
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

  check(table, { schema, dialect, classOf, columnsIn, options, report, exempt }) {
    if (!options.classes.includes(classOf(table))) return exempt();
    const byTrigger = dialect === "postgresql";
    const faults = (["createdAt", "updatedAt"] as const).flatMap((role) => {
      const kept = role === "updatedAt";
      const wish = { default: defaultNow, ...(kept && !byTrigger && { onUpdate: defaultNow.text }) };
      const columns = columnsIn(table, role);
      const maintained = (column: (typeof columns)[number]) => !kept || isAutoMaintained(schema, column);
      if (columns.some((column) => defaultsToNow(column) && maintained(column))) return [];
      const [column] = columns;
      if (!column) {
        const name = columnNameIn(schema, table, role);
        const remedy = [addColumn(table, name, { type: dataType("TIMESTAMP"), ...wish })];
        return [{ text: `no ${name}`, at: table.at(), remedy, needsTrigger: kept && byTrigger }];
      }
      const remedy = changeColumn(schema, column, wish);
      const texts = [];
      if (!defaultsToNow(column)) texts.push(`${column.name} has no DEFAULT CURRENT_TIMESTAMP`);
      if (!maintained(column))
        texts.push(
          `${column.name} has no ${byTrigger ? "BEFORE UPDATE trigger" : "ON UPDATE CURRENT_TIMESTAMP"}`,
        );
      const at = column.at(defaultsToNow(column) ? "onUpdate" : "default");
      return [{ text: texts.join(" and "), at, remedy, needsTrigger: byTrigger && !maintained(column) }];
    });
    const [first] = faults;
    if (!first) return;
    report({
      at: (faults.find(({ at }) => at === table.at()) ?? first).at,
      message: `Audit timestamps of ${table.name}: ${faults.map(({ text }) => text).join("; ")}.`,
      ...(faults.some(({ needsTrigger }) => needsTrigger)
        ? {
            help: `Give the table createdAt and updatedAt with DEFAULT CURRENT_TIMESTAMP, and a trigger: CREATE TRIGGER … BEFORE UPDATE ON ${table.name} FOR EACH ROW EXECUTE FUNCTION …, which sets NEW.updatedAt.`,
          }
        : { remedy: faults.flatMap(({ remedy }) => remedy) }),
    });
  },
});
