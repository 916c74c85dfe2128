// A repository as it is before anybody lints it: migrations of many years and several habits, each with findings.

const subjects =
  "chat ticket pager deploy storage mail calendar metrics billing search wiki survey audit backup release status".split(
    " ",
  );
const nouns = ["integrations", "configurations", "events", "runs", "messages", "reports", "labels"];

/** `count` migrations by their paths: a third creates tables, the others change them. Without rollbacks and headers, few are guarded. */
export function makeLegacy(count: number): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  const tables: string[] = [];
  for (let number = 1; number <= count; number++) {
    const version = String(number).padStart(3, "0");
    if (number % 3 === 1) {
      const at = tables.length;
      const table = `${subjects[at % subjects.length]}_${nouns[Math.floor(at / subjects.length) % nouns.length]}`;
      tables.push(table);
      files[`migrations/${version}_create_${table}.sql`] = createTable(table, number);
    } else {
      const table = tables[(number * 7) % tables.length] as string;
      files[`migrations/${version}_change_${table}.sql`] = changeTable(table, number);
    }
  }
  return files;
}

function createTable(table: string, number: number): string {
  const guard = number % 2 === 0 ? "IF NOT EXISTS " : "";
  const flag = number % 5 === 0 ? "is_enabled" : "is_active";
  const secret = table.endsWith("_integrations")
    ? "  token VARCHAR(64) NOT NULL,\n  verification_status VARCHAR(20) DEFAULT 'PENDING',\n"
    : "";
  return `CREATE TABLE ${guard}${table} (
  id VARCHAR(255) NOT NULL PRIMARY KEY,
  tenant_id CHAR(36) NOT NULL,
  created_by VARCHAR(255),
${secret}  config JSON,
  ${flag} BOOLEAN NOT NULL DEFAULT TRUE,
  created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  KEY ${table}_tenant (tenant_id),
  CONSTRAINT ${table}_tenant_fk FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE
);
`;
}

function changeTable(table: string, number: number): string {
  if (number % 3 === 0)
    return `ALTER TABLE ${table} ADD COLUMN extra_${number} INT;\nCREATE INDEX idx_extra_${number} ON ${table} (extra_${number});\n`;
  return `ALTER TABLE ${table} ADD COLUMN note${number} VARCHAR(200) NOT NULL;\n`;
}

/** A migration as people go on writing them. */
export const newcomer = {
  "migrations/301_create_video_integrations.sql": `CREATE TABLE IF NOT EXISTS video_integrations (
  id VARCHAR(255) NOT NULL PRIMARY KEY,
  tenant_id CHAR(36) NOT NULL,
  token VARCHAR(64) NOT NULL,
  KEY video_tenant (tenant_id),
  CONSTRAINT video_tenant_fk FOREIGN KEY (tenant_id) REFERENCES tenants (id)
);
`,
};
