import { defineRule, dropKey, type Index, sortingOf } from "../src/rule/index.js";

export const redundantIndex = defineRule({
  id: "redundant-index",
  summary: "No index repeats what another one serves already.",
  why: "Every write keeps it up to date, and no read needs it.",
  convention: "indexes",
  severity: "warning",
  subject: "index",
  examples: {
    bad: `CREATE TABLE channels (
  id VARCHAR(255) PRIMARY KEY,
  tenantId CHAR(36) NOT NULL,
  name VARCHAR(255) NOT NULL,
  INDEX idx_channels_tenant (tenantId),
  INDEX idx_channels_tenant_name (tenantId, name)
);`,
    good: `CREATE TABLE channels (
  id VARCHAR(255) PRIMARY KEY,
  tenantId CHAR(36) NOT NULL,
  name VARCHAR(255) NOT NULL,
  INDEX idx_channels_tenant_name (tenantId, name)
);`,
  },

  check(index, { schema, table, report, exempt }) {
    if (!isPlain(index) || index.kind === "primary") return exempt();
    const better = table.indexes.find((other) => replaces(other, index, table.indexes));
    if (!better) return;
    report({
      at: index.at(),
      message: `${index.unique ? "UNIQUE key" : "Index"} ${index.name} of ${table.name} is covered by ${better.name} (${better.columns.join(", ")}).`,
      remedy: [dropKey(schema, index)],
      related: [{ at: better.at(), message: `${better.name} is declared here.` }],
      ...(!index.unique && { severity: "info" }),
    });
  },
});

/** Whether everything that the index serves, and every rule that it enforces, the other one does, too. */
function replaces(other: Index, index: Index, all: readonly Index[]): boolean {
  if (!isPlain(other) || other.implicit || !other.visible || other.where !== index.where) return false;
  if (other.method !== index.method) return false;
  const parts = index.parts.map((part, at) => textOf(part) === textOf(other.parts[at]));
  if (!parts.every(Boolean)) return false;
  const equal = other.parts.length === index.parts.length;
  if (index.unique) return equal && other.unique && (other.kind === "primary" || isBefore(other, index, all));
  return !equal || other.unique || isBefore(other, index, all);
}

function isPlain({ kind, include }: Index): boolean {
  return (kind === "primary" || kind === "unique" || kind === "index") && include.length === 0;
}

function isBefore(one: Index, other: Index, all: readonly Index[]): boolean {
  return all.indexOf(one) < all.indexOf(other);
}

function textOf(part: Index["parts"][number] | undefined): string {
  if (!part) return "";
  return JSON.stringify([part.column, part.expression, part.length, part.descending, sortingOf(part)]);
}
