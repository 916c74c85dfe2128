import { type Column, defineRule, meaningOf, referencedTable, type World } from "../src/rule/index.js";

export const foreignKeyType = defineRule({
  id: "foreign-key-type",
  summary: "A foreign key's columns have the types of the columns that they refer to.",
  why: "The server refuses the constraint, or takes it and converts each value at each check.",
  convention: "foreign-key-constraints",
  severity: "error",
  subject: "foreignKey",
  examples: {
    bad: `CREATE TABLE channels (id VARCHAR(255) PRIMARY KEY);
CREATE TABLE messages (
  id VARCHAR(255) PRIMARY KEY,
  channelId INT NOT NULL,
  INDEX idx_messages_channel (channelId),
  CONSTRAINT fk_messages_channel FOREIGN KEY (channelId) REFERENCES channels (id) ON DELETE CASCADE ON UPDATE CASCADE
);`,
    good: `CREATE TABLE channels (id VARCHAR(255) PRIMARY KEY);
CREATE TABLE messages (
  id VARCHAR(255) PRIMARY KEY,
  channelId VARCHAR(255) NOT NULL,
  INDEX idx_messages_channel (channelId),
  CONSTRAINT fk_messages_channel FOREIGN KEY (channelId) REFERENCES channels (id) ON DELETE CASCADE ON UPDATE CASCADE
);`,
  },

  check(key, { schema, dialect, table, report, unknown }) {
    const target = referencedTable(schema, key);
    for (const [at, name] of key.columns.entries()) {
      const column = table.column(name);
      const referenced = target?.column(key.targetColumns[at] ?? "");
      if (!column || !referenced) return unknown();
      const difference = differenceOf(column, referenced, dialect);
      if (!difference) continue;
      const { own, other, fact, refused } = difference;
      report({
        at: column.at(fact),
        message: `Column ${table.name}.${name} is ${own}, but refers to ${referenced.table}.${referenced.name}, which is ${other}${refused ? ": the server refuses the foreign key" : ""}.`,
        help: `Declare both the same.`,
        related: [
          { at: key.at("references"), message: `Foreign key ${key.label} refers to it.` },
          { at: referenced.at(fact), message: `${referenced.name} is declared here.` },
        ],
        ...(!refused && { severity: "warning" }),
      });
    }
  },
});

interface Difference {
  readonly own: string;
  readonly other: string;
  readonly fact: "type" | "charset";
  readonly refused: boolean;
}

/** Types first; charset and collation only of text, and only where both are known. */
function differenceOf(column: Column, referenced: Column, dialect: World["dialect"]): Difference | undefined {
  const [own, other] = [meaning(column, dialect), meaning(referenced, dialect)];
  if (familyOf(own, dialect) !== familyOf(other, dialect)) {
    return { own: column.type.text, other: referenced.type.text, fact: "type", refused: true };
  }
  for (const fact of ["charset", "collation"] as const) {
    const [mine, its] = [column[fact], referenced[fact]];
    if (mine !== undefined && its !== undefined && mine !== its)
      return {
        own: `of ${fact} ${mine}`,
        other: `of ${its}`,
        fact: "charset",
        refused: dialect !== "postgresql",
      };
  }
  if (own === other) return undefined;
  return { own: column.type.text, other: referenced.type.text, fact: "type", refused: false };
}

function meaning({ type }: Column, dialect: World["dialect"]): string {
  return meaningOf(type, dialect) + (type.unsigned ? " unsigned" : "");
}

/**
 * What may refer to each other: text to text of any length; on MySQL and MariaDB numbers only to the same size and sign
 * (MySQL 8.4 manual 15.1.20.5), on PostgreSQL to any number (PostgreSQL 17 manual 5.5.5: comparable types).
 */
function familyOf(type: string, dialect: World["dialect"]): string {
  const name = type.replace(/\(.*\)/, "");
  if (/^(char|varchar|text|citext|bpchar)$/.test(name)) return "text";
  if (/^(binary|varbinary)$/.test(name)) return "bytes";
  if (
    dialect === "postgresql" &&
    /^(smallint|int|bigint|numeric|serial|bigserial|smallserial|real|double precision)$/.test(name)
  )
    return "number";
  return type;
}
