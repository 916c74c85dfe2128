import {
  type Column,
  columnsInRole,
  defineRule,
  foldWords,
  isOneOf,
  majorityOf,
  meaningOf,
  referencedTable,
  spellingOf,
  tenantTypes,
  tenantTypesFor,
} from "../src/rule/index.js";

export const columnTypeConsistency = defineRule({
  id: "column-type-consistency",
  summary: "Columns that mean the same have one type in the whole schema.",
  why: "A join between CHAR(36) and VARCHAR(255), or between two charsets, converts every row and uses no index.",
  convention: "tenant-references",
  severity: "warning",
  subject: "schema",
  examples: {
    bad: `CREATE TABLE channels (id VARCHAR(255) PRIMARY KEY, createdBy VARCHAR(255) NOT NULL);
CREATE TABLE messages (id VARCHAR(255) PRIMARY KEY, createdBy CHAR(36) NOT NULL);`,
    good: `CREATE TABLE channels (id VARCHAR(255) PRIMARY KEY, createdBy VARCHAR(255) NOT NULL);
CREATE TABLE messages (id VARCHAR(255) PRIMARY KEY, createdBy VARCHAR(255) NOT NULL);`,
  },

  check(schema, context) {
    const groups = new Map<string, Set<Column>>();
    const put = (group: string, column: Column) => {
      const columns = groups.get(group);
      if (columns) columns.add(column);
      else groups.set(group, new Set([column]));
    };
    // A type that no tenant column has is tenant-column-type's to report.
    const foreign = new Set(
      columnsInRole(context, "tenant").filter(
        (column) => !isOneOf(column.type, context.dialect, tenantTypesFor(spellingOf(column), tenantTypes)),
      ),
    );
    for (const role of ["tenant", "creator", "active", "verifiedAt"] as const) {
      for (const column of columnsInRole(context, role))
        if (!foreign.has(column)) put(foldWords(spellingOf(column)), column);
    }
    // References to a table that is not known; where it is, foreign-key-type compares with the target itself.
    for (const key of schema.tables.flatMap((table) => table.foreignKeys)) {
      if (referencedTable(schema, key)) continue;
      for (const [at, name] of key.columns.entries()) {
        const column = schema.table(key.table, key.schema)?.column(name);
        if (column && !foreign.has(column)) put(`${key.target.table}.${key.targetColumns[at] ?? at}`, column);
      }
    }

    const reported = new Set<Column>();
    for (const columns of groups.values()) {
      const typeOf = (column: Column) => meaningOf(column.type, context.dialect);
      const usual = majorityOf(columns, typeOf);
      const charset = majorityOf(columns, (column) => column.charset);
      const model = [...columns].find((column) => typeOf(column) === usual) as Column;
      for (const column of columns) {
        context.judged(column);
        const otherType = typeOf(column) !== usual;
        const otherCharset = column.charset !== undefined && column.charset !== charset;
        if ((!otherType && !otherCharset) || reported.has(column)) continue;
        reported.add(column);
        const own = otherType ? column.type.text : `${column.type.text} CHARACTER SET ${column.charset}`;
        const others = otherType ? model.type.text : `CHARACTER SET ${charset}`;
        context.report({
          at: column.at(otherType ? "type" : "charset"),
          about: column,
          message: `Column ${column.table}.${column.name} is ${own}; elsewhere it is ${others}.`,
          help: `Declare it ${others}, as the other tables do.`,
          related: [{ at: model.at("type"), message: `${model.table}.${model.name} is ${model.type.text}.` }],
        });
      }
    }
  },
});
