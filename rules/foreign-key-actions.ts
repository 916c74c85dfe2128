import { addActionsEdit, defineRule, deleteActionFor, replaceForeignKey } from "../src/rule/index.js";

export const foreignKeyActions = defineRule({
  id: "foreign-key-actions",
  summary: "A foreign key says what happens on delete and on update.",
  why: "Left out, the database picks one: deleting a tenant then fails, by accident rather than by decision.",
  convention: "foreign-key-constraints",
  severity: "error",
  subject: "foreignKey",
  fixable: true,
  options: {
    onUpdate: { type: "boolean", default: true, description: "Ask for ON UPDATE as well." },
  },
  examples: {
    bad: `CREATE TABLE tenants (id CHAR(36) PRIMARY KEY);
CREATE TABLE channels (
  id VARCHAR(255) PRIMARY KEY,
  tenantId CHAR(36) NOT NULL,
  CONSTRAINT fk_channels_tenant FOREIGN KEY (tenantId) REFERENCES tenants (id) ON DELETE CASCADE
);`,
    good: `CREATE TABLE tenants (id CHAR(36) PRIMARY KEY);
CREATE TABLE channels (
  id VARCHAR(255) PRIMARY KEY,
  tenantId CHAR(36) NOT NULL,
  CONSTRAINT fk_channels_tenant FOREIGN KEY (tenantId) REFERENCES tenants (id) ON DELETE CASCADE ON UPDATE CASCADE
);`,
  },

  check(key, { schema, options, report }) {
    const missing = [!key.onDelete && "ON DELETE", options.onUpdate && !key.onUpdate && "ON UPDATE"].filter(
      Boolean,
    );
    if (missing.length === 0) return;
    const wanted = {
      onDelete: key.onDelete ?? deleteActionFor(key.target.table),
      ...(options.onUpdate && { onUpdate: key.onUpdate ?? "cascade" }),
    } as const;
    report({
      at: key.at("references"),
      message: `Foreign key ${key.label} does not say ${missing.join(" and ")}.`,
      remedy: replaceForeignKey(schema, key, wanted),
      edits: addActionsEdit(key, wanted),
    });
  },
});
