// A corpus' steps as MySQL. In: a step. Out: the forward SQL, the rollback's, perhaps a seed. Runs on MariaDB as well.

const types = {
  text: "VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL COMMENT 'As the provider names it'",
  number: "INT NOT NULL DEFAULT 0 COMMENT 'Counted by the worker'",
  flag: "BOOLEAN NOT NULL DEFAULT FALSE",
  moment: "TIMESTAMP NULL",
  document: 'JSON NULL COMMENT \'Free form, see the handbook: {"key": "value"}\'',
  amount: "DECIMAL(12, 2) NULL",
};

export const mysql = {
  external: { tenants: { id: "CHAR(36)" }, accounts: { id: "VARCHAR(255)" } },
  /** What the corpus expects to be there, to run it against a server. */
  externalSql: `CREATE TABLE tenants (id CHAR(36) PRIMARY KEY);\nCREATE TABLE accounts (id VARCHAR(255) PRIMARY KEY);\n`,
  write: (step) => writers[step.kind](step),
};

const writers = {
  createTable: ({ table }) => ({
    forward: createTable(table),
    rollback: `DROP TABLE IF EXISTS ${table.name};\n`,
    seed: table.kind === "configuration" ? seed(table) : undefined,
  }),
  addColumn: ({ table, columns }) => ({
    forward: `ALTER TABLE ${table.name}\n${columns.map((column) => `  ADD COLUMN ${define(column)}`).join(",\n")};\n`,
    rollback: `ALTER TABLE ${table.name}\n${columns.map(({ name }) => `  DROP COLUMN ${name}`).join(",\n")};\n`,
  }),
  addColumnGuarded: ({ table, columns }) => ({
    forward: columns
      .map((column) => guard("COLUMNS", table, "COLUMN_NAME", column.name, 0, `ADD COLUMN ${define(column)}`))
      .join("\n"),
    rollback: columns
      .map(({ name }) => guard("COLUMNS", table, "COLUMN_NAME", name, 1, `DROP COLUMN ${name}`))
      .join("\n"),
  }),
  addIndex: ({ table, column, name }) => ({
    forward: guard("STATISTICS", table, "INDEX_NAME", name, 0, `ADD INDEX ${name} (${column.name})`),
    rollback: guard("STATISTICS", table, "INDEX_NAME", name, 1, `DROP INDEX ${name}`),
  }),
  addForeignKey: ({ table, target, column, name }) => ({
    forward: `ALTER TABLE ${table.name}
  ADD COLUMN ${column} VARCHAR(255) NULL COMMENT 'Points to ${target.name}',
  ADD INDEX idx_${name} (${column}),
  ADD CONSTRAINT ${name} FOREIGN KEY (${column})
    REFERENCES ${target.name} (id) ON DELETE SET NULL ON UPDATE CASCADE;\n`,
    rollback: `ALTER TABLE ${table.name}
  DROP FOREIGN KEY ${name},
  DROP INDEX idx_${name},
  DROP COLUMN ${column};\n`,
  }),
  widenStates: ({ table, before, after }) => ({
    forward: `ALTER TABLE ${table.name}\n  MODIFY COLUMN verificationStatus ${states(after)};\n`,
    rollback: `UPDATE ${table.name} SET verificationStatus = 'INVALID' WHERE verificationStatus = 'EXPIRED';
ALTER TABLE ${table.name}\n  MODIFY COLUMN verificationStatus ${states(before)};\n`,
  }),
  changeType: ({ table, column }) => ({
    forward: `ALTER TABLE ${table.name} MODIFY COLUMN ${column.name} BIGINT NOT NULL DEFAULT 0 COMMENT 'Counted by the worker';\n`,
    rollback: `ALTER TABLE ${table.name} MODIFY COLUMN ${column.name} INT NOT NULL DEFAULT 0 COMMENT 'Counted by the worker';\n`,
  }),
  renameColumn: ({ table, column, from, to }) => ({
    forward: `ALTER TABLE ${table.name} CHANGE COLUMN ${from} ${to} ${type(column)};\n`,
    rollback: `ALTER TABLE ${table.name} CHANGE COLUMN ${to} ${from} ${type(column)};\n`,
  }),
  dropColumn: ({ table, column }) => ({
    forward: `ALTER TABLE ${table.name} DROP COLUMN ${column.name};\n`,
    rollback: `ALTER TABLE ${table.name} ADD COLUMN ${define(column)};\n`,
  }),
  dropTable: ({ table }) => ({
    forward: `DROP TABLE IF EXISTS ${table.name};\n`,
    rollback: createTable(table),
  }),
};

const type = (column) =>
  column.wide ? "BIGINT NOT NULL DEFAULT 0 COMMENT 'Counted by the worker'" : types[column.kind];
const define = (column) => `${column.name} ${type(column)}`;
const states = (values) =>
  `ENUM(${values.map((value) => `'${value}'`).join(", ")}) NOT NULL DEFAULT 'PENDING'`;

function createTable(table) {
  const { name, careless } = table;
  const lines = [
    "id VARCHAR(255) PRIMARY KEY COMMENT 'nanoid, made by the application'",
    "tenantId CHAR(36) NOT NULL COMMENT 'Whose row this is'",
    table.kind === "integration" && "-- Connection\n  providerType ENUM('CLOUD', 'SERVER') NOT NULL",
    table.kind === "integration" && "displayName VARCHAR(255) NOT NULL",
    table.kind === "integration" &&
      `apiToken TEXT NOT NULL${careless ? "" : " COMMENT 'Encrypted by the application'"}`,
    table.kind === "configuration" && "configName VARCHAR(255) NOT NULL",
    table.kind !== "other" &&
      `config JSON NOT NULL${careless ? "" : " COMMENT 'What the provider asks for'"}`,
    table.parent && `parentId VARCHAR(255) NOT NULL COMMENT 'Points to ${table.parent.name}'`,
    ...table.columns.map(define),
    table.kind !== "other" && "isActive BOOLEAN NOT NULL DEFAULT TRUE",
    table.kind === "integration" && `verificationStatus ${states(table.states)}`,
    table.kind === "integration" && "lastVerifiedAt TIMESTAMP NULL",
    `-- Who made it, and when\n  createdByAccountId VARCHAR(255) NOT NULL`,
    "createdAt TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP",
    "updatedAt TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP",
    table.kind === "integration" && `-- One integration per tenant\n  UNIQUE KEY unique_${name} (tenantId)`,
    table.kind === "configuration" && `UNIQUE KEY unique_${name} (tenantId, configName)`,
    table.kind === "other" && `INDEX idx_${name}_tenant (tenantId)`,
    table.kind !== "other" && `INDEX idx_${name}_active (isActive)`,
    table.kind === "integration" && !careless && `INDEX idx_${name}_status (verificationStatus)`,
    `INDEX idx_${name}_creator (createdByAccountId)`,
    table.parent && `INDEX idx_${name}_parent (parentId)`,
    foreignKey(`fk_${name}_tenant`, "tenantId", "tenants", "CASCADE"),
    foreignKey(`fk_${name}_creator`, "createdByAccountId", "accounts", "RESTRICT"),
    table.parent && foreignKey(`fk_${name}_parent`, "parentId", table.parent.name, "CASCADE"),
  ];
  return `CREATE TABLE IF NOT EXISTS ${name} (\n  ${lines.filter(Boolean).join(",\n  ")}\n) ENGINE=InnoDB;\n`;
}

function foreignKey(name, column, target, onDelete) {
  return `CONSTRAINT ${name} FOREIGN KEY (${column})\n    REFERENCES ${target} (id) ON DELETE ${onDelete} ON UPDATE CASCADE`;
}

function guard(view, table, column, name, present, action) {
  return `SET @present = (
  SELECT COUNT(*) > 0 FROM information_schema.${view}
  WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = '${table.name}' AND ${column} = '${name}'
);
SET @sql = IF(@present = ${present},
  'ALTER TABLE ${table.name} ${action.replaceAll("'", "''")}',
  'SELECT 1'
);
PREPARE stmt FROM @sql;
EXECUTE stmt;
DEALLOCATE PREPARE stmt;
`;
}

function seed(table) {
  const rows = Array.from(
    { length: 5 },
    (_, at) =>
      `  ('seed-${table.name}-${at}', 'tenant-${at}', 'Example ${at}; it''s made up', '{"step": ${at}}', 'account-${at}')`,
  );
  return `INSERT IGNORE INTO ${table.name} (id, tenantId, configName, config, createdByAccountId) VALUES\n${rows.join(",\n")};\n`;
}
