import {
  changeColumn,
  defineRule,
  foreignKeysOf,
  isOneOf,
  listWords,
  referencedTable,
  spellingOf,
  tenantTypes,
  tenantTypesFor,
} from "../src/rule/index.js";

export const tenantColumnType = defineRule({
  id: "tenant-column-type",
  summary: "A tenant column is NOT NULL, of the type that tenant ids have.",
  why: "A row without a tenant belongs to nobody and is deleted with nobody; another type or charset breaks joins and foreign keys.",
  convention: "tenant-references",
  severity: "warning",
  subject: "column",
  roles: ["tenant"],
  options: {
    types: {
      type: "lists",
      default: tenantTypes,
      description: "The types allowed, by column name; `*` stands for the other tenant columns.",
    },
  },
  examples: {
    bad: `CREATE TABLE channels (
  id VARCHAR(255) PRIMARY KEY,
  tenantId VARCHAR(64),
  INDEX idx_channel_tenant (tenantId)
);`,
    good: `CREATE TABLE channels (
  id VARCHAR(255) PRIMARY KEY,
  tenantId CHAR(36) NOT NULL,
  INDEX idx_channel_tenant (tenantId)
);`,
  },

  check(column, { table, schema, dialect, options, report }) {
    const allowed = tenantTypesFor(spellingOf(column), options.types);
    const typeFits = allowed.length === 0 || isOneOf(column.type, dialect, allowed);
    const target = foreignKeysOf(table, column.name)
      .map((key) =>
        referencedTable(schema, key)?.column(key.targetColumns[key.columns.indexOf(column.name)] ?? ""),
      )
      .find((referenced) => referenced?.charset !== undefined);
    const other = column.charset !== undefined && column.charset !== target?.charset ? target : undefined;
    const faults = [
      !typeFits && `is ${column.type.text}, not ${allowed.join(" or ")}`,
      column.nullable && "may be NULL",
      other && `has charset ${column.charset}, but ${other.table}.${other.name} has ${other.charset}`,
    ].filter((fault) => typeof fault === "string");
    if (faults.length === 0) return;
    report({
      at: column.at(!typeFits ? "type" : column.nullable ? "nullable" : "charset"),
      message: `Tenant column ${table.name}.${column.name} ${listWords(faults)}.`,
      ...(typeFits && !other
        ? { remedy: changeColumn(schema, column, { nullable: false }) }
        : {
            help: `Declare it ${column.name} ${typeFits ? column.type.text : allowed[0]}${other ? ` CHARACTER SET ${other.charset}` : ""} NOT NULL.`,
          }),
      related: other && [{ at: other.at("charset"), message: `${other.name} is declared here.` }],
    });
  },
});
