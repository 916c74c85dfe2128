import {
  changeDeleteEdit,
  defineRule,
  deletePolicy,
  matchesTable,
  type ReferentialAction,
  replaceForeignKey,
} from "../src/rule/index.js";

export const foreignKeyPolicy = defineRule({
  id: "foreign-key-policy",
  summary: "Deleting a tenant deletes its rows; deleting an account that created rows is refused.",
  why: "A tenant's credentials must not outlive the tenant, and the audit trail must not lose its author.",
  convention: "foreign-key-constraints",
  severity: "error",
  subject: "foreignKey",
  fixable: true,
  options: {
    actions: {
      type: "map",
      choices: ["cascade", "restrict", "set null", "set default", "no action"],
      default: deletePolicy,
      description: "Referenced table (a pattern) → what ON DELETE has to say.",
    },
    allowNoAction: {
      type: "boolean",
      default: false,
      description:
        "Take NO ACTION for RESTRICT, which it equals on MySQL and, unless deferred, on PostgreSQL.",
    },
  },
  examples: {
    bad: `CREATE TABLE accounts (id VARCHAR(255) PRIMARY KEY);
CREATE TABLE channels (
  id VARCHAR(255) PRIMARY KEY,
  createdBy VARCHAR(255) NOT NULL,
  CONSTRAINT fk_channels_creator FOREIGN KEY (createdBy) REFERENCES accounts (id) ON DELETE CASCADE ON UPDATE CASCADE
);`,
    good: `CREATE TABLE accounts (id VARCHAR(255) PRIMARY KEY);
CREATE TABLE channels (
  id VARCHAR(255) PRIMARY KEY,
  createdBy VARCHAR(255) NOT NULL,
  CONSTRAINT fk_channels_creator FOREIGN KEY (createdBy) REFERENCES accounts (id) ON DELETE RESTRICT ON UPDATE CASCADE
);`,
  },

  check(key, { schema, table, options, report }) {
    const wanted = Object.entries(options.actions).find(([pattern]) =>
      matchesTable(key.target.table, pattern),
    )?.[1] as ReferentialAction | undefined;
    const fixed = key.columns.find((name) => table.column(name)?.nullable === false);
    const possible = wanted && !(wanted === "set null" && fixed !== undefined);
    const remedy = possible ? replaceForeignKey(schema, key, { onDelete: wanted }) : undefined;
    const edits = possible ? changeDeleteEdit(key, wanted) : [];

    const nulling = (["onDelete", "onUpdate"] as const).find((event) => key[event] === "set null");
    if (fixed !== undefined && nulling) {
      return report({
        at: key.at(nulling),
        message: `Foreign key ${key.label} sets ${fixed} to NULL, which is NOT NULL.`,
        ...(remedy && nulling === "onDelete"
          ? { remedy, edits }
          : { help: `Choose another action, or let ${fixed} be NULL.` }),
      });
    }

    if (!wanted || !key.onDelete || key.onDelete === wanted) return;
    if (options.allowNoAction && wanted === "restrict" && key.onDelete === "no action") return;
    report({
      at: key.at("onDelete"),
      message: `Foreign key ${key.label} to ${key.target.table} says ON DELETE ${key.onDelete.toUpperCase()}, not ${wanted.toUpperCase()}.`,
      ...(remedy
        ? { remedy, edits }
        : { help: `Let ${fixed} be NULL first, or name another action in the option actions.` }),
    });
  },
});
