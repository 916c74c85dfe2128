import { type Column, defineRule, majorityOf, type Table, wordsOf } from "../src/rule/index.js";

const styles = {
  camelCase: /^[a-z][a-z0-9]*([A-Z][A-Za-z0-9]*)*$/,
  snake_case: /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/,
  PascalCase: /^[A-Z][A-Za-z0-9]*$/,
  UPPER_CASE: /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/,
} as const;
type Style = keyof typeof styles;
const styleNames = Object.keys(styles) as Style[];

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
      choices: ["auto", ...styleNames],
      default: "auto",
      description: "The style of table names; `auto`: that of most tables.",
    },
    columns: {
      type: "choice",
      choices: ["auto", ...styleNames],
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
      (table) => table.knowledge !== "external" && classOf(table) !== "ignore",
    );
    const columns = tables.flatMap((table) => table.columns);
    const judge = (things: readonly (Table | Column)[], chosen: string, what: string) => {
      const style = chosen === "auto" ? majorityOf(things, ({ name }) => styleOf(name)) : chosen;
      if (!style) return;
      for (const thing of things) {
        judged(thing);
        if (styles[style as Style].test(thing.name)) continue;
        const owner = "table" in thing ? `${thing.table}.` : "";
        report({
          at: thing.at(),
          about: thing,
          message: `${what} ${owner}${thing.name} is not ${style}, as ${chosen === "auto" ? "most are" : "it should be"}.`,
          help: `Call it ${inStyle(thing.name, style as Style)}.`,
        });
      }
    };
    judge(tables, options.tables, "Table");
    judge(columns, options.columns, "Column");
  },
});

/** The style that a name shows; none for one lower-case word, which fits two styles, and for a mixture. */
function styleOf(name: string): Style | undefined {
  const fitting = styleNames.filter((style) => styles[style].test(name));
  return fitting.length === 1 || fitting[0] === "PascalCase" ? fitting[0] : undefined;
}

function inStyle(name: string, style: Style): string {
  const words = wordsOf(name);
  if (style === "snake_case") return words.join("_");
  if (style === "UPPER_CASE") return words.join("_").toUpperCase();
  const capital = words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join("");
  return style === "PascalCase" ? capital : (words[0] ?? "") + capital.slice(words[0]?.length);
}
