// A corpus' steps as PostgreSQL. In: a step. Out: the forward SQL, the rollback's, perhaps a seed. Snake case, as usual there.

const types = {
  text: 'varchar(255) COLLATE "C"',
  number: "integer NOT NULL DEFAULT 0",
  flag: "boolean NOT NULL DEFAULT false",
  moment: "timestamptz",
  document: "jsonb",
  amount: "numeric(12, 2)",
};

export const postgresql = {
  external: { tenants: { id: "uuid" }, accounts: { id: "varchar(255)" } },
  /** What the corpus expects to be there, to run it against a server. */
  externalSql: `CREATE TABLE tenants (id uuid PRIMARY KEY);
CREATE TABLE accounts (id varchar(255) PRIMARY KEY);
CREATE FUNCTION touch_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END;
$$;\n`,
  write: (step) => writers[step.kind](step),
};

const writers = {
  createTable: ({ table }) => ({
    forward: createTable(table),
    rollback: `DROP TABLE IF EXISTS ${table.name};\n`,
    seed: table.kind === "configuration" ? seed(table) : undefined,
  }),
  addColumn: ({ table, columns }) => ({
    forward: `ALTER TABLE ${table.name}\n${columns.map((column) => `  ADD COLUMN IF NOT EXISTS ${define(column)}`).join(",\n")};\n${comments(table, columns)}`,
    rollback: `ALTER TABLE ${table.name}\n${columns.map(({ name }) => `  DROP COLUMN IF EXISTS ${snake(name)}`).join(",\n")};\n`,
  }),
  addColumnGuarded: ({ table, columns }) => ({
    forward: columns
      .map((column) => guard(table, snake(column.name), "NOT EXISTS", `ADD COLUMN ${define(column)}`))
      .join("\n"),
    rollback: columns
      .map(({ name }) => guard(table, snake(name), "EXISTS", `DROP COLUMN ${snake(name)}`))
      .join("\n"),
  }),
  addIndex: ({ table, column, name }) => ({
    forward: `CREATE INDEX CONCURRENTLY IF NOT EXISTS ${name} ON ${table.name} USING btree (${snake(column.name)});\n`,
    rollback: `DROP INDEX CONCURRENTLY IF EXISTS ${name};\n`,
  }),
  addForeignKey: ({ table, target, column, name }) => ({
    forward: `ALTER TABLE ${table.name}
  ADD COLUMN ${snake(column)} uuid,
  ADD CONSTRAINT ${name} FOREIGN KEY (${snake(column)})
    REFERENCES ${target.name} (id) ON DELETE SET NULL ON UPDATE CASCADE NOT VALID;
ALTER TABLE ${table.name} VALIDATE CONSTRAINT ${name};
CREATE INDEX IF NOT EXISTS idx_${name} ON ${table.name} (${snake(column)});\n`,
    rollback: `ALTER TABLE ${table.name} DROP CONSTRAINT IF EXISTS ${name};
DROP INDEX IF EXISTS idx_${name};
ALTER TABLE ${table.name} DROP COLUMN IF EXISTS ${snake(column)};\n`,
  }),
  widenStates: ({ table, before, after }) => ({
    forward: restate(table, after),
    rollback: `UPDATE ${table.name} SET verification_status = 'INVALID' WHERE verification_status = 'EXPIRED';
${restate(table, before)}`,
  }),
  changeType: ({ table, column }) => ({
    forward: `ALTER TABLE ${table.name} ALTER COLUMN ${snake(column.name)} TYPE bigint;\n`,
    rollback: `ALTER TABLE ${table.name} ALTER COLUMN ${snake(column.name)} TYPE integer;\n`,
  }),
  renameColumn: ({ table, from, to }) => ({
    forward: `ALTER TABLE ${table.name} RENAME COLUMN ${snake(from)} TO ${snake(to)};\n`,
    rollback: `ALTER TABLE ${table.name} RENAME COLUMN ${snake(to)} TO ${snake(from)};\n`,
  }),
  dropColumn: ({ table, column }) => ({
    forward: `ALTER TABLE ${table.name} DROP COLUMN IF EXISTS ${snake(column.name)};\n`,
    rollback: `ALTER TABLE ${table.name} ADD COLUMN IF NOT EXISTS ${define(column)};\n${comments(table, [column])}`,
  }),
  dropTable: ({ table }) => ({
    forward: `DROP TABLE IF EXISTS ${table.name};\n`,
    rollback: createTable(table),
  }),
};

const snake = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const type = (column) => (column.wide ? "bigint NOT NULL DEFAULT 0" : types[column.kind]);
const define = (column) => `${snake(column.name)} ${type(column)}`;
const states = (values) => `verification_status IN (${values.map((value) => `'${value}'`).join(", ")})`;

function createTable(table) {
  const { name, careless } = table;
  const lines = [
    "id uuid PRIMARY KEY DEFAULT gen_random_uuid()",
    "tenant_id uuid NOT NULL",
    table.kind === "integration" && "-- Connection\n  provider_type varchar(50) NOT NULL",
    table.kind === "integration" && "display_name varchar(255) NOT NULL",
    table.kind === "integration" && "api_token text NOT NULL",
    table.kind === "configuration" && "config_name varchar(255) NOT NULL",
    table.kind !== "other" && "config jsonb NOT NULL DEFAULT '{}'::jsonb",
    table.parent && "parent_id uuid NOT NULL",
    ...table.columns.map(define),
    table.kind !== "other" && "is_active boolean NOT NULL DEFAULT true",
    table.kind === "integration" && "verification_status text NOT NULL DEFAULT 'PENDING'",
    table.kind === "integration" && "last_verified_at timestamptz",
    `-- Who made it, and when\n  created_by_account_id varchar(255) NOT NULL`,
    "created_at timestamptz NOT NULL DEFAULT now()",
    "updated_at timestamptz NOT NULL DEFAULT now()",
    table.kind === "integration" &&
      `-- One integration per tenant\n  CONSTRAINT unique_${name} UNIQUE (tenant_id)`,
    table.kind === "configuration" && `CONSTRAINT unique_${name} UNIQUE (tenant_id, config_name)`,
    table.kind === "integration" && `CONSTRAINT chk_${name} CHECK (${states(table.states)})`,
    foreignKey(`fk_${name}_tenant`, "tenant_id", "tenants", "CASCADE"),
    foreignKey(`fk_${name}_creator`, "created_by_account_id", "accounts", "RESTRICT"),
    table.parent && foreignKey(`fk_${name}_parent`, "parent_id", table.parent.name, "CASCADE"),
  ];
  const indexes = [
    table.kind === "other" && ["tenant", "tenant_id"],
    table.kind !== "other" && ["active", "is_active"],
    table.kind === "integration" && !careless && ["status", "verification_status"],
    ["creator", "created_by_account_id"],
    table.parent && ["parent", "parent_id"],
  ].filter(Boolean);
  return [
    `CREATE TABLE IF NOT EXISTS ${name} (\n  ${lines.filter(Boolean).join(",\n  ")}\n);\n`,
    ...indexes.map(
      ([ending, column]) => `CREATE INDEX IF NOT EXISTS idx_${name}_${ending} ON ${name} (${column});\n`,
    ),
    `CREATE OR REPLACE TRIGGER touch_${name} BEFORE UPDATE ON ${name}
  FOR EACH ROW EXECUTE FUNCTION touch_updated_at();\n`,
    table.kind !== "other" &&
      !careless &&
      `COMMENT ON COLUMN ${name}.config IS 'What the provider asks for';\n`,
    table.kind === "integration" &&
      !careless &&
      `COMMENT ON COLUMN ${name}.api_token IS 'Encrypted by the application';\n`,
    comments(table, table.columns),
  ]
    .filter(Boolean)
    .join("");
}

function comments(table, columns) {
  return columns
    .filter(({ kind }) => kind === "document")
    .map(
      ({ name }) =>
        `COMMENT ON COLUMN ${table.name}.${snake(name)} IS 'Free form, see the handbook: {"key": "value"}';\n`,
    )
    .join("");
}

function foreignKey(name, column, target, onDelete) {
  return `CONSTRAINT ${name} FOREIGN KEY (${column})\n    REFERENCES ${target} (id) ON DELETE ${onDelete} ON UPDATE CASCADE`;
}

function restate(table, values) {
  return `ALTER TABLE ${table.name} DROP CONSTRAINT IF EXISTS chk_${table.name};
ALTER TABLE ${table.name} ADD CONSTRAINT chk_${table.name} CHECK (${states(values)});\n`;
}

function guard(table, column, condition, action) {
  return `DO $$
BEGIN
  IF ${condition} (
    SELECT 1 FROM information_schema.columns
    WHERE table_schema = current_schema() AND table_name = '${table.name}' AND column_name = '${column}'
  ) THEN
    ALTER TABLE ${table.name} ${action};
  END IF;
END
$$;
`;
}

function seed(table) {
  const rows = Array.from(
    { length: 5 },
    (_, at) =>
      `  ('00000000-0000-4000-8000-00000000000${at}', 'Example ${at}; it''s made up', '{"step": ${at}}', 'account-${at}')`,
  );
  return `INSERT INTO ${table.name} (tenant_id, config_name, config, created_by_account_id) VALUES\n${rows.join(",\n")}\nON CONFLICT DO NOTHING;\n`;
}
