// The command, called in this process. In: words and a folder. Out: what it printed and its exit code.

import type { Io } from "../../src/cli/command.js";
import { run } from "../../src/cli/run.js";

export interface Called {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export async function call(
  cwd: string,
  words: readonly string[],
  more: { input?: string | Uint8Array; environment?: Io["environment"]; columns?: number } = {},
): Promise<Called> {
  let out = "";
  let err = "";
  const code = await run(words, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    readInput: async () => Buffer.from(more.input ?? ""),
    cwd,
    environment: more.environment ?? {},
    columns: more.columns,
  });
  return { code, out, err };
}

/** Migrations with one finding of each kind: a foreign key without ON UPDATE (error), an index without its prefix (warning). */
export const migrations = {
  "migrations/001_tenants.sql": [
    "-- What: tenants",
    "-- Why: a test",
    "-- Tables: tenants",
    "CREATE TABLE IF NOT EXISTS tenants (id CHAR(36) NOT NULL PRIMARY KEY) ENGINE=InnoDB;",
    "",
  ].join("\n"),
  "migrations/001_tenants_rollback.sql": "DROP TABLE IF EXISTS tenants;\n",
  "migrations/002_jobs.sql": [
    "-- What: jobs",
    "-- Why: a test",
    "-- Tables: jobs",
    "CREATE TABLE IF NOT EXISTS jobs (",
    "  id VARCHAR(255) NOT NULL PRIMARY KEY,",
    "  tenantId CHAR(36) NOT NULL,",
    "  INDEX by_tenant (tenantId),",
    "  CONSTRAINT fk_jobs_tenant FOREIGN KEY (tenantId) REFERENCES tenants (id) ON DELETE CASCADE",
    ") ENGINE=InnoDB;",
    "",
  ].join("\n"),
  "migrations/002_jobs_rollback.sql": "DROP TABLE IF EXISTS jobs;\n",
};

export const config = {
  ".integlintrc": {
    extends: [],
    dialect: "mysql",
    migrations: [{ dir: "migrations" }],
    rules: { "foreign-key-actions": "error", "key-name": "warning" },
  },
};

export const keyName =
  "migrations/002_jobs.sql:7:9: warning key-name: Index by_tenant of jobs is not named after the pattern ^idx_.\n";
export const actions =
  "migrations/002_jobs.sql:8:52: error foreign-key-actions: Foreign key fk_jobs_tenant does not say ON UPDATE.\n";
