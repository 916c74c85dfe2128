import { addKey, defineRule, indexesCovering } from "../src/rule/index.js";

export const foreignKeyIndex = defineRule({
  id: "foreign-key-index",
  summary: "The columns of a foreign key lead an index that the migration writes down.",
  why: "Each delete of a referenced row looks for rows that refer to it; without an index it reads the whole table.",
  convention: "indexes",
  severity: "warning",
  subject: "foreignKey",
  examples: {
    bad: {
      dialect: "postgresql",
      sql: `CREATE TABLE messages (
  id VARCHAR(255) PRIMARY KEY,
  channel_id VARCHAR(255) NOT NULL,
  CONSTRAINT fk_messages_channel FOREIGN KEY (channel_id) REFERENCES channels (id) ON DELETE CASCADE ON UPDATE CASCADE
);`,
    },
    good: {
      dialect: "postgresql",
      sql: `CREATE TABLE messages (
  id VARCHAR(255) PRIMARY KEY,
  channel_id VARCHAR(255) NOT NULL,
  CONSTRAINT fk_messages_channel FOREIGN KEY (channel_id) REFERENCES channels (id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX idx_messages_channel ON messages (channel_id);`,
    },
  },

  check(key, { schema, table, columnsIn, report, exempt }) {
    const indexes = indexesCovering(table, key.columns).filter((index) => index.where === undefined);
    if (indexes.some((index) => !index.implicit)) return;
    const [own] = indexes;
    const isTenant = columnsIn(table, "tenant").some(({ name }) => name === key.columns[0]);
    // A tenant column without any index is filter-index's to report.
    if (!own && isTenant && key.columns.length === 1) return exempt();
    const list = key.columns.join(", ");
    report({
      at: key.at("columns"),
      message: own
        ? `The index on (${list}) of ${table.name} is not written down: InnoDB adds it for foreign key ${key.label}.`
        : `No index of ${table.name} starts with (${list}), the columns of foreign key ${key.label}.`,
      remedy: addKey(schema, table, "index", key.columns),
      ...(own && { severity: "info" }),
    });
  },
});
