import { defineRule, type ForeignKey, keyOn, referencedTable, type Schema } from "../src/rule/index.js";

export const foreignKeyTarget = defineRule({
  id: "foreign-key-target",
  summary: "A foreign key refers to a key of a table that is known.",
  why: "A reference to columns that repeat has no one row to refer to, and MySQL refuses it from 8.4 on.",
  convention: "foreign-key-constraints",
  severity: "error",
  subject: "foreignKey",
  examples: {
    bad: `CREATE TABLE channels (
  id VARCHAR(255) PRIMARY KEY,
  code VARCHAR(64) NOT NULL,
  INDEX idx_channels_code (code)
);
CREATE TABLE messages (
  id VARCHAR(255) PRIMARY KEY,
  channelCode VARCHAR(64) NOT NULL,
  INDEX idx_messages_channel (channelCode),
  CONSTRAINT fk_messages_channel FOREIGN KEY (channelCode) REFERENCES channels (code) ON DELETE CASCADE ON UPDATE CASCADE
);`,
    good: `CREATE TABLE channels (
  id VARCHAR(255) PRIMARY KEY,
  code VARCHAR(64) NOT NULL,
  UNIQUE KEY unique_channels_code (code)
);
CREATE TABLE messages (
  id VARCHAR(255) PRIMARY KEY,
  channelCode VARCHAR(64) NOT NULL,
  INDEX idx_messages_channel (channelCode),
  CONSTRAINT fk_messages_channel FOREIGN KEY (channelCode) REFERENCES channels (code) ON DELETE CASCADE ON UPDATE CASCADE
);`,
  },

  check(key, { schema, report, unknown }) {
    const name = key.target.schema ? `${key.target.schema}.${key.target.table}` : key.target.table;
    const target = referencedTable(schema, key);
    if (!target) {
      unknown();
      if (firstReferenceTo(schema, key.target) !== key) return;
      return report({
        at: key.at("references"),
        message: `Table ${name}, which foreign key ${key.label} refers to, is created by no migration.`,
        help: `If another system creates it, say so in the configuration: "external": { "${name}": { "${key.targetColumns[0] ?? "id"}": "<type>" } }.`,
        severity: "info",
      });
    }
    if (target.knowledge !== "whole") return unknown();
    if (keyOn(target, key.targetColumns)) return;
    const list = key.targetColumns.join(", ");
    report({
      at: key.at("references"),
      message: `Foreign key ${key.label} refers to ${name} (${list}), which is no key: its values may repeat.`,
      help: `Refer to the primary key, or make (${list}) UNIQUE.`,
      related: [{ at: target.at(), message: `${name} is created here.` }],
    });
  },
});

/** The foreign key that is told of: an unknown table is one fact, however many refer to it. */
function firstReferenceTo(schema: Schema, target: ForeignKey["target"]): ForeignKey | undefined {
  // Asked for each of them: it ends at the first, and makes no list of all.
  for (const { foreignKeys } of schema.tables) {
    const found = foreignKeys.find(
      (key) => key.target.table === target.table && key.target.schema === target.schema,
    );
    if (found) return found;
  }
  return undefined;
}
