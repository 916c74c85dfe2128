import {
  type CaseStyle,
  type Column,
  caseStyleNames,
  caseStyleOf,
  caseStyles,
  defineRule,
  inStyle,
  isPartition,
  majorityOf,
  type Table,
  wordsOf,
} from "../src/rule/index.js";

export const namingCase = defineRule({
  id: "naming-case",
  summary: "Tables are named in one style, and columns in one style.",
  why: "Where both styles occur, every query is a guess; PostgreSQL then needs quotes around half of the names.",
  convention: "naming",
  severity: "warning",
  subject: "schema",
  options: {
    tables: {
      type: "choice",
      choices: ["auto", ...caseStyleNames],
      default: "auto",
      description: "The style of table names; `auto`: that of most tables.",
    },
    columns: {
      type: "choice",
      choices: ["auto", ...caseStyleNames],
      default: "auto",
      description: "The style of column names; `auto`: that of most columns.",
    },
  },
  examples: {
    bad: `CREATE TABLE channels (
  id VARCHAR(255) PRIMARY KEY,
  displayName VARCHAR(255) NOT NULL,
  ownerName VARCHAR(255) NOT NULL,
  home_page VARCHAR(255) NULL
);`,
    good: `CREATE TABLE channels (
  id VARCHAR(255) PRIMARY KEY,
  displayName VARCHAR(255) NOT NULL,
  ownerName VARCHAR(255) NOT NULL,
  homePage VARCHAR(255) NULL
);`,
  },

  check(schema, { classOf, options, judged, report }) {
    const tables = schema.tables.filter(
      (table) => table.knowledge !== "external" && classOf(table) !== "ignore" && !isPartition(schema, table),
    );
    const columns = tables.flatMap((table) => table.columns);
    const judge = (things: readonly (Table | Column)[], chosen: string, what: string) => {
      const style = chosen === "auto" ? majorityOf(things, ({ name }) => caseStyleOf(name)) : chosen;
      if (!style) return;
      for (const thing of things) {
        judged(thing);
        if (caseStyles[style as CaseStyle].test(thing.name)) continue;
        const owner = "table" in thing ? `${thing.table}.` : "";
        report({
          at: thing.at(),
          about: thing,
          message: `${what} ${owner}${thing.name} is not ${style}, as ${chosen === "auto" ? "most are" : "it should be"}.`,
          help: `Call it ${inStyle(wordsOf(thing.name), style as CaseStyle)}.`,
        });
      }
    };
    judge(tables, options.tables, "Table");
    judge(columns, options.columns, "Column");
  },
});
