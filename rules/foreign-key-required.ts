import {
  addForeignKey,
  defineRule,
  deleteActionFor,
  foreignKeysOf,
  isKnownFromBirth,
  matchesTable,
  meaningOf,
  referencedTable,
  referenceTargets,
} from "../src/rule/index.js";

export const foreignKeyRequired = defineRule({
  id: "foreign-key-required",
  summary: "Tenant and creator columns are foreign keys to tenants and accounts.",
  why: "Without the constraint rows of deleted tenants stay behind, with their credentials, and ids that never existed are accepted.",
  convention: "foreign-key-constraints",
  severity: "warning",
  subject: "column",
  roles: ["tenant", "creator"],
  options: {
    targets: {
      type: "lists",
      default: referenceTargets,
      description: "The tables that a column may refer to, by its role.",
    },
  },
  examples: {
    bad: `CREATE TABLE tenants (id CHAR(36) PRIMARY KEY);
CREATE TABLE channels (
  id VARCHAR(255) PRIMARY KEY,
  tenantId CHAR(36) NOT NULL,
  INDEX idx_channels_tenant (tenantId)
);`,
    good: `CREATE TABLE tenants (id CHAR(36) PRIMARY KEY);
CREATE TABLE channels (
  id VARCHAR(255) PRIMARY KEY,
  tenantId CHAR(36) NOT NULL,
  INDEX idx_channels_tenant (tenantId),
  CONSTRAINT fk_channels_tenant FOREIGN KEY (tenantId) REFERENCES tenants (id) ON DELETE CASCADE ON UPDATE CASCADE
);`,
  },

  check(column, { schema, dialect, history, table, roleOf, options, report, unknown }) {
    const role = roleOf(column);
    const targets = (role && options.targets[role]) ?? [];
    const keys = foreignKeysOf(table, column.name);
    const holds = keys.some((key) => {
      if (targets.some((target) => matchesTable(key.target.table, target))) return true;
      // Through another table's column in the same role, which has a foreign key of its own.
      const referenced = key.targetColumns[key.columns.indexOf(column.name)];
      const target = referencedTable(schema, key)?.column(referenced ?? "");
      return target !== undefined && roleOf(target) === role;
    });
    if (holds || targets.length === 0) return;

    const [key] = keys;
    const label = `${role === "tenant" ? "Tenant" : "Creator"} column ${table.name}.${column.name}`;
    if (key) {
      return report({
        at: key.at("references"),
        message: `${label} refers to ${key.target.table}, not to ${targets.join(" or ")}.`,
        help: `Refer to ${targets[0]}, or name ${key.target.table} in the option targets.`,
      });
    }
    if (!isKnownFromBirth(history, table, column)) return unknown();
    const target = targets.map((name) => schema.table(name)).find((found) => found !== undefined);
    const referenced = target?.column(target.primaryKey?.columns[0] ?? "");
    const fits = referenced && meaningOf(referenced.type, dialect) === meaningOf(column.type, dialect);
    const name = target?.name ?? (targets[0] as string);
    const action = deleteActionFor(name);
    const own = target && !target.column("id") ? target.primaryKey?.columns[0] : undefined;
    // A table that nobody has is no advice.
    const other = target ? "" : " If that table is called otherwise here, name it in the option targets.";
    report({
      at: column.at(),
      message: `${label} is no foreign key.`,
      ...(target && fits
        ? { remedy: addForeignKey(schema, { table, name: column.name }, target, action) }
        : {
            help: `Add FOREIGN KEY (${column.name}) REFERENCES ${name}(${own ?? "id"}) ON DELETE ${action.toUpperCase()} ON UPDATE CASCADE.${other}`,
          }),
    });
  },
});
