import {
  type Change,
  type Column,
  closedValues,
  defineRule,
  type Location,
  type Schema,
  schemaBefore,
  writtenLiterals,
} from "../src/rule/index.js";

export const enumDataOrder = defineRule({
  id: "enum-data-order",
  summary: "A literal written to an ENUM column is in its list by then.",
  why: "In strict mode the statement fails; without it MySQL stores an empty string that means nothing.",
  convention: "migration-files",
  severity: "error",
  subject: "statement",
  examples: {
    bad: `CREATE TABLE channels (id VARCHAR(255) PRIMARY KEY, kind ENUM('CHAT', 'MAIL') NOT NULL);
INSERT IGNORE INTO channels (id, kind) VALUES ('c1', 'VOICE');`,
    good: `CREATE TABLE channels (id VARCHAR(255) PRIMARY KEY, kind ENUM('CHAT', 'MAIL', 'VOICE') NOT NULL);
INSERT IGNORE INTO channels (id, kind) VALUES ('c1', 'VOICE');`,
  },

  check({ statement, steps, replay }, { report }) {
    const { file } = statement.location;
    const complain = (schema: Schema, column: Column, value: string, at: Location) => {
      const closed = enumOf(schema, column);
      if (!closed || isAmong(closed.values, value, schema.dialect)) return;
      report({
        at,
        message: `'${value}' is not among the values of ${column.table}.${column.name} at this point.`,
        help: `Add it to the list first; it has ${closed.values.join(", ")}.`,
        related: [{ at: closed.at, message: "The list was decided here." }],
      });
    };

    for (const { change, after, outcome } of steps) {
      if (outcome !== "changed") continue;
      for (const name of columnsWithDefaults(change)) {
        const table = "table" in change ? change.table : undefined;
        const column = table && after.table(table.name.text, table.schema?.text)?.column(name);
        if (column?.default?.value !== undefined)
          complain(after, column, column.default.value, column.at("default"));
      }
    }

    if (statement.kind !== "data" || !replay) return;
    const schema = schemaBefore(statement, replay);
    const target = statement.tables.at(-1);
    const table = target && schema.table(target.name.text, target.schema?.text);
    if (!table) return;
    const isClosed = (name: string) => {
      const column = table.column(name);
      return column !== undefined && enumOf(schema, column) !== undefined;
    };
    const columns = table.knowledge === "whole" ? table.columns.map(({ name }) => name) : undefined;
    const seen = new Set<string>();
    for (const { column: name, value, isNumber, range } of writtenLiterals(statement, columns, isClosed)) {
      const column = table.column(name);
      // A number is an index into the list.
      if (!column || isNumber || seen.has(`${name} ${value}`)) continue;
      seen.add(`${name} ${value}`);
      complain(schema, column, value, { file, range });
    }
  },
});

function enumOf(schema: Schema, column: Column): ReturnType<typeof closedValues> {
  const closed = closedValues(schema, column);
  return closed?.by === "check" ? undefined : closed;
}

/** MySQL compares labels by their collation, which ignores case; PostgreSQL compares them as they are. */
function isAmong(values: readonly string[], value: string, dialect: Schema["dialect"]): boolean {
  if (dialect === "postgresql") return values.includes(value);
  return values.some((label) => label.toLowerCase() === value.toLowerCase());
}

/** The columns whose DEFAULT a change states. */
function columnsWithDefaults(change: Change): readonly string[] {
  switch (change.kind) {
    case "createTable":
      return change.columns.map((column) => column.name.text);
    case "addColumn":
      return [change.column.name.text];
    case "redefineColumn":
      return [change.definition.name.text];
    case "alterColumn":
      return change.default ? [change.column.text] : [];
    default:
      return [];
  }
}
