import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { presets } from "../../rules/presets.js";
import type { Pattern } from "../../src/generate/scaffold.js";
import { layouts } from "../../src/migration/layouts.js";
import { lintProject } from "../../src/project/lint.js";
import { scaffoldProject } from "../../src/project/scaffold.js";
import { writeFiles } from "../../src/project/write-files.js";
import { judgeStatement, loadAstParser } from "../../src/sql/ast.js";
import type { Dialect } from "../../src/sql/definition.js";
import { makeFolder } from "../folder.js";

const servers: readonly (readonly [Dialect, string])[] = [
  ["mysql", "5.7"],
  ["mysql", "8.0"],
  ["mysql", "8.0.11"],
  ["mysql", "9.1"],
  ["mariadb", "10.4"],
  ["mariadb", "10.11"],
  ["mariadb", "11.4"],
  ["postgresql", "10"],
  ["postgresql", "15"],
  ["postgresql", "18"],
];

const typesOf = (dialect: Dialect) => ({
  tenants: { id: dialect === "postgresql" ? "UUID" : "CHAR(36) CHARACTER SET latin1 COLLATE latin1_bin" },
  accounts: { id: "VARCHAR(255)" },
});

interface Setting {
  readonly config: Readonly<Record<string, unknown>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly name?: string;
  readonly pattern?: Pattern;
  readonly providers?: readonly string[];
}

/** Writes a new integration into a folder of its own; what all rules say of it then. */
async function scaffoldIn({
  config,
  files = {},
  name = "add_chat",
  pattern = "simple",
  providers = [],
}: Setting) {
  const cwd = makeFolder({ ".integlintrc": JSON.stringify(config), ...files });
  const now = new Date("2024-05-06T07:08:09Z");
  const author = { name: "Ann Lee", email: "ann@example.org" };
  const made = await scaffoldProject({ cwd }, { name, pattern, providers, now, author });
  writeFiles(made.placement.files, made.project.files, cwd);
  const { project, result } = await lintProject({ cwd });
  const show = ({ rule, message, location }: (typeof result.findings)[number]) =>
    `${rule} ${location.file.path}: ${message}`;
  return {
    ...made,
    cwd,
    sets: project.sets,
    told: made.findings.map(show),
    findings: result.findings.map(show),
  };
}

const textOf = async (setting: Setting) => {
  const { placement, told, findings } = await scaffoldIn(setting);
  expect([...told, ...findings]).toEqual([]);
  return placement.files[0]?.text ?? "";
};

describe.each(Object.keys(presets))("under %s", (preset) => {
  const shapes = (["simple", "split"] as const).flatMap((pattern) =>
    [[], ["github", "azure devops"]].map((providers) => ({ pattern, providers })),
  );

  it.each(servers)("a new integration of %s %s has no finding", async (dialect, dialectVersion) => {
    for (const [at, shape] of shapes.entries()) {
      const layout =
        layouts[(at + servers.findIndex(([, version]) => version === dialectVersion)) % layouts.length];
      const migrations = [{ dir: "db", layout: layout?.name }];
      const config = { extends: preset, dialect, dialectVersion, external: typesOf(dialect), migrations };
      const { findings, told } = await scaffoldIn({ config, ...shape });
      expect([...told, ...findings]).toEqual([]);
    }
  });

  it.each(layouts.map(({ name }) => name))("in layout %s two of them have none", async (layout) => {
    for (const dialect of ["mysql", "postgresql"] as const) {
      const config = {
        extends: preset,
        dialect,
        external: typesOf(dialect),
        migrations: [{ dir: "db", layout }],
      };
      const { cwd, told } = await scaffoldIn({ config });
      expect(told).toEqual([]);
      const next = { name: "Pager duty", pattern: "split", providers: ["A", "B"], now: new Date() } as const;
      const made = await scaffoldProject({ cwd }, next);
      writeFiles(made.placement.files, made.project.files, cwd);
      const { project, result } = await lintProject({ cwd });
      expect(result.findings.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
      expect(project.sets[0]?.migrations.map(({ kind, rollback }) => [kind, rollback !== undefined])).toEqual(
        [
          ["migration", true],
          ["migration", true],
        ],
      );
    }
  });
});

const styles = ["camelCase", "snake_case", "PascalCase", "UPPER_CASE"] as const;

/** Options that a team may set, alone and together, each of which can be fulfilled. */
const variations = fc.record(
  {
    "key-name": fc.record(
      {
        index: fc.constantFrom("^ix_", "_idx$", "^(idx|index)_[a-z]", "^IDX_"),
        unique: fc.constantFrom("^uk_", "_uq$", "^(?:ux|uq)_", "_key$"),
        foreignKey: fc.constantFrom("^FK_", "_fk$", "_fkey$"),
        check: fc.constantFrom("^ck_", "_check$"),
        inline: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
    "naming-case": fc.record(
      { tables: fc.constantFrom(...styles), columns: fc.constantFrom(...styles) },
      { requiredKeys: [] },
    ),
    "primary-key-type": fc.record({
      types: fc.constantFrom(["UUID", "CHAR(36)"], ["VARCHAR(36)"], ["BIGINT"], ["VARCHAR(255)", "INT"]),
    }),
    "tenant-unique-key": fc.record({ shape: fc.constantFrom("leading", "exact") }),
    "soft-delete-consistency": fc.record({ name: fc.constantFrom("isEnabled", "isActive") }),
    "filter-index": fc.record({ roles: fc.subarray(["tenant", "verificationStatus", "active"]) }),
    "verification-status-enum": fc.record({ allowCheck: fc.boolean() }),
    "foreign-key-actions": fc.record({ onUpdate: fc.boolean() }),
    "foreign-key-policy": fc.record({
      actions: fc.constantFrom({ tenants: "restrict" }, { "*": "cascade" }, { accounts: "no action" }),
      allowNoAction: fc.boolean(),
    }),
    "credential-storage": fc.record({ minimumLength: fc.constantFrom(100, 4000) }),
    "header-comment": fc.record(
      {
        fields: fc.constantFrom(
          ["What"],
          ["Migration", "Description", "Purpose", "Affected tables"],
          ["Author", "Date"],
          [],
        ),
        rollbacks: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
    "header-tables": fc.record({
      field: fc.constantFrom("Tables", "Affected tables"),
      rollbacks: fc.boolean(),
    }),
    "migration-name": fc.record({
      pattern: fc.constantFrom("NNNN_name.sql", "NNNNNNNNNNNNNN_name.sql", "VNN__name.sql", "NNN-name.sql"),
    }),
  },
  { requiredKeys: [] },
);

const vocabularies = fc.constantFrom(
  {},
  {
    vocabulary: {
      tenant: ["workspaceId"],
      creator: ["addedBy*"],
      active: ["isEnabled", "isActive"],
      credential: ["sealed"],
    },
  },
  { vocabulary: { tenant: ["projectId"], verificationStatus: ["connectionState"], config: ["preferences"] } },
  { tables: { integration: ["*_connectors"], credentials: ["secret_*"], configuration: ["*_setups"] } },
);

/** Files that are read, in the layout that a pattern of file names leaves alone. */
const isHeldByTool = (layout: string, rules: Readonly<Record<string, unknown>>) =>
  rules["migration-name"] !== undefined && layout !== "suffix";

it("conforms to whatever options are in force", async () => {
  await fc.assert(
    fc.asyncProperty(
      variations,
      vocabularies,
      fc.constantFrom(...servers),
      fc.constantFrom(...Object.keys(presets)),
      fc.constantFrom(...layouts.map(({ name }) => name)),
      fc.constantFrom<Pattern>("simple", "split"),
      fc.constantFrom<readonly string[]>([], ["A"], ["A", "b-c"]),
      async (options, words, [dialect, dialectVersion], preset, layout, pattern, providers) => {
        const rules = Object.fromEntries(Object.entries(options).map(([id, own]) => [id, ["error", own]]));
        const external = {
          ...typesOf(dialect),
          workspaces: { id: "VARCHAR(255)" },
          projects: { id: "VARCHAR(255)" },
        };
        const dir = { dir: "db", layout: isHeldByTool(layout, options) ? "suffix" : layout };
        const config = {
          extends: preset,
          dialect,
          dialectVersion,
          external,
          migrations: [dir],
          rules,
          ...words,
        };
        const { told, findings, notes } = await scaffoldIn({ config, pattern, providers });
        expect([...told, ...findings, ...notes.filter((note) => !/provider|fill in/.test(note))]).toEqual([]);
      },
    ),
    { numRuns: Number(process.env.INTEGLINT_SCAFFOLD_RUNS ?? 60) },
  );
}, 120_000);

describe("for a team", () => {
  const external = typesOf("mysql");

  it("follows what its tables have: names, types, states, table options, the case of types", async () => {
    const existing = `-- What: mail
-- Why: people write
-- Tables: tenant_mail_connectors
create table if not exists tenant_mail_connectors (
  id char(36) not null primary key,
  workspace_id char(36) not null,
  config json not null comment 'Settings',
  is_enabled tinyint(1) not null default true,
  verification_status enum('not_verified','valid','invalid','expired','revoked') not null default 'not_verified',
  verified_at datetime(3) null,
  added_by varchar(36) not null,
  created_on datetime(3) not null default current_timestamp(3),
  updated_on datetime(3) not null default current_timestamp(3) on update current_timestamp(3),
  unique key unique_mail (workspace_id),
  index idx_mail_status (verification_status),
  index idx_mail_enabled (is_enabled),
  index idx_mail_added (added_by),
  constraint fk_mail_workspace foreign key (workspace_id) references workspaces (id) on delete cascade on update cascade,
  constraint fk_mail_user foreign key (added_by) references users (id) on delete restrict on update cascade
) engine=InnoDB default charset=utf8mb4;
`;
    const config = {
      dialect: "mysql",
      migrations: [{ dir: "db" }],
      external: { workspaces: { id: "CHAR(36)" }, users: { id: "VARCHAR(36)" } },
      tables: { integration: ["*_connectors"] },
      rules: { "integration-pattern": "off" },
    };
    const files = {
      "db/007_mail.sql": existing,
      "db/007_mail_rollback.sql": "DROP TABLE IF EXISTS tenant_mail_connectors;",
    };
    const text = await textOf({ config, files, name: "chat" });
    expect(text.slice(text.indexOf("CREATE"))).toBe(`CREATE TABLE IF NOT EXISTS tenant_chat_connectors (
  id char(36) PRIMARY KEY,
  workspace_id char(36) NOT NULL,

  -- Provider
  provider_type enum('CHAT') NOT NULL DEFAULT 'CHAT',

  -- Connection
  api_token text NOT NULL COMMENT 'Encrypted by the application before it is stored',
  config json NOT NULL COMMENT 'Settings, such as {"baseUrl": "https://example.com"}',

  -- Status
  is_enabled boolean NOT NULL DEFAULT TRUE,
  verification_status enum('not_verified', 'valid', 'invalid', 'expired', 'revoked') NOT NULL DEFAULT 'not_verified',
  verified_at datetime(3) NULL,

  -- Metadata
  added_by varchar(36) NOT NULL,
  created_on datetime(3) NOT NULL DEFAULT current_timestamp(3),
  updated_on datetime(3) NOT NULL DEFAULT current_timestamp(3) ON UPDATE CURRENT_TIMESTAMP(3),

  -- Constraints
  UNIQUE KEY unique_tenant_chat_connectors_workspace_id_provider_type (workspace_id, provider_type),
  INDEX idx_tenant_chat_connectors_is_enabled (is_enabled),
  INDEX idx_tenant_chat_connectors_verification_status (verification_status),
  INDEX idx_tenant_chat_connectors_added_by (added_by),
  CONSTRAINT fk_tenant_chat_connectors_workspace_id FOREIGN KEY (workspace_id)
    REFERENCES workspaces (id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT fk_tenant_chat_connectors_added_by FOREIGN KEY (added_by)
    REFERENCES users (id) ON DELETE RESTRICT ON UPDATE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
`);
  });

  it("takes the type of a reference from its target, with the charset that the server would refuse otherwise", async () => {
    const text = await textOf({
      config: {
        dialect: "mysql",
        external,
        database: { charset: "utf8mb4", collation: "utf8mb4_unicode_ci" },
      },
    });
    expect(text).toContain("  tenantId CHAR(36) CHARACTER SET latin1 COLLATE latin1_bin NOT NULL,\n");
  });

  it("calls the function and the enum type of its other tables", async () => {
    const cwd = "fixtures/projects/postgres-example/migrations";
    const files = Object.fromEntries(
      readdirSync(cwd).map((name) => [`migrations/${name}`, readFileSync(`${cwd}/${name}`, "utf8")]),
    );
    const config = { dialect: "postgresql", external: typesOf("postgresql") };
    const { placement, told } = await scaffoldIn({ config, files, name: "zendesk" });
    expect(told).toEqual([]);
    const [forward, rollback] = placement.files.map(({ text }) => text);
    expect(forward).toContain("EXECUTE FUNCTION touch_updated_at();");
    expect(forward).toContain("  verification_status verification_state NOT NULL DEFAULT 'PENDING',");
    expect(`${forward}${rollback}`).not.toMatch(/CREATE (?:OR REPLACE )?FUNCTION|DROP FUNCTION|TYPE/);
  });

  it("writes names without quotes on PostgreSQL, where the team does", async () => {
    const existing = `-- What: mail
-- Why: people write
-- Tables: mail
CREATE TABLE IF NOT EXISTS mail (id UUID PRIMARY KEY, tenantId UUID NOT NULL, sentAt TIMESTAMPTZ NOT NULL,
  CONSTRAINT unique_mail UNIQUE (tenantId),
  CONSTRAINT fk_mail FOREIGN KEY (tenantId) REFERENCES tenants (id) ON DELETE CASCADE ON UPDATE CASCADE);`;
    const files = {
      "migrations/001_mail.sql": existing,
      "migrations/001_mail_rollback.sql": "DROP TABLE IF EXISTS mail;",
    };
    const text = await textOf({ config: { dialect: "postgresql", external: typesOf("postgresql") }, files });
    expect(text).toContain("\n  verificationStatus VARCHAR(32) NOT NULL");
    expect(text).not.toContain('"tenantId"');
  });

  it("calls columns after the tables that are there, and takes types that are moments alone", async () => {
    const existing = `-- What: a
-- Why: b
-- Tables: organizations, users, jobs
CREATE TABLE IF NOT EXISTS organizations (id CHAR(36) PRIMARY KEY);
CREATE TABLE IF NOT EXISTS users (id VARCHAR(36) PRIMARY KEY);
CREATE TABLE IF NOT EXISTS jobs (id CHAR(36) PRIMARY KEY, createdAt BIGINT NOT NULL, lastVerifiedAt DATE NULL);`;
    const files = {
      "migrations/001_a.sql": existing,
      "migrations/001_a_rollback.sql":
        "DROP TABLE IF EXISTS jobs; DROP TABLE IF EXISTS users; DROP TABLE IF EXISTS organizations;",
    };
    const config = { dialect: "mysql", rules: { "column-type-consistency": "off" } };
    const text = await textOf({ config, files });
    expect(text).toContain("\n  organizationId CHAR(36) NOT NULL,\n");
    expect(text).toContain("\n  createdByUserId VARCHAR(36) NOT NULL,\n");
    expect(text).toContain("\n  lastVerifiedAt TIMESTAMP NULL,\n");
  });

  it("stays in the schema that the other tables are in", async () => {
    const existing = `-- What: a
-- Why: b
-- Tables: app.tenants, app.accounts
CREATE SCHEMA IF NOT EXISTS app;
CREATE TABLE IF NOT EXISTS app.tenants (id UUID PRIMARY KEY);
CREATE TABLE IF NOT EXISTS app.accounts (id UUID PRIMARY KEY);`;
    const files = {
      "migrations/001_a.sql": existing,
      "migrations/001_a_rollback.sql": "DROP SCHEMA IF EXISTS app CASCADE;",
    };
    const config = {
      dialect: "postgresql",
      rules: { "rollback-complete": "off", "verification-status-enum": ["error", { allowCheck: false }] },
    };
    const { placement, told } = await scaffoldIn({ config, files, pattern: "split" });
    expect(told).toEqual([]);
    const [forward, rollback] = placement.files.map(({ text }) => text);
    const names =
      `${forward}${rollback}`.match(
        /(?<=[^.\w])(?:\w+\.)?(?:chat_\w+|set_updated_at|tenants|accounts)(?=[ (;])/g,
      ) ?? [];
    expect(names.filter((name) => !name.startsWith("app."))).toEqual([]);
    expect(names.length).toBeGreaterThan(20);
  });

  it("keeps to settings of the place that the file goes to", async () => {
    const overrides = [
      {
        files: ["db/0*2_*"],
        rules: {
          "key-name": ["error", { index: "^ix_" }],
          "migration-name": ["error", { pattern: "NNNNN_name.sql" }],
        },
      },
    ];
    const config = { dialect: "mysql", external, migrations: [{ dir: "db" }], overrides };
    const files = {
      "db/001_a.sql": "-- What: a\n-- Why: b\n-- Tables: none\nSELECT 1;",
      "db/001_a_rollback.sql": "SELECT 1;",
    };
    const { placement } = await scaffoldIn({ config, files });
    expect(placement.files[0]?.path).toBe("db/00002_add_chat.sql");
    expect(placement.files[0]?.text).toContain("INDEX ix_chat_integrations_is_active ");
  });
});

describe("without a configuration", () => {
  it("says which tables have to be declared, and with that nothing is found", async () => {
    const cwd = makeFolder();
    const now = new Date("2024-05-06T07:08:09Z");
    const opening = { cwd, config: false } as const;
    const made = await scaffoldProject(opening, { name: "add_chat", pattern: "split", providers: [], now });
    expect(made.findings).toEqual([]);
    const external = /"external": (\{.*\})\.$/.exec(made.notes.join("\n"))?.[1] ?? "";
    expect(JSON.parse(external)).toEqual({ tenants: { id: "CHAR(36)" }, accounts: { id: "VARCHAR(255)" } });
    writeFiles(made.placement.files, made.project.files, cwd);
    const { result } = await lintProject(opening);
    expect(result.findings.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual([
      "info foreign-key-target",
      "info foreign-key-target",
    ]);
    const declared = makeFolder({
      ".integlintrc": `{ "external": ${external} }`,
      ...Object.fromEntries(made.placement.files.map(({ path, text }) => [path, text])),
    });
    expect((await lintProject({ cwd: declared })).result.findings).toEqual([]);
  });

  it("keeps what is there", async () => {
    const cwd = makeFolder({ "migrations/001_a.sql": "SELECT 1;" });
    const options = { name: "chat", pattern: "simple", providers: [], now: new Date() } as const;
    const made = await scaffoldProject({ cwd, config: false }, options);
    const beside = { path: "migrations/001_a.sql", text: "SELECT 2;" };
    expect(() => writeFiles([...made.placement.files, beside], [], cwd)).toThrow(
      "001_a.sql is there already",
    );
    expect(readdirSync(`${cwd}/migrations`)).toEqual(["001_a.sql"]);
    writeFiles(made.placement.files, made.project.files, cwd);
    await expect(scaffoldProject({ cwd, config: false }, options)).rejects.toThrow(
      "There is a table chat_integrations already",
    );
    await expect(
      scaffoldProject({ cwd, config: false }, { ...options, name: "add integration" }),
    ).rejects.toThrow("does not say what is integrated");
  });

  it("does not choose between folders", async () => {
    const cwd = makeFolder({ "a/migrations/1_a.sql": "SELECT 1;", "b/migrations/1_a.sql": "SELECT 1;" });
    const options = { name: "chat", pattern: "simple", providers: [], now: new Date() } as const;
    await expect(scaffoldProject({ cwd, config: false }, options)).rejects.toThrow(
      "Several folders hold migrations",
    );
    const { placement } = await scaffoldProject({ cwd, config: false }, { ...options, folder: "b" });
    expect(placement.files[0]?.path).toBe("b/migrations/002_chat.sql");
  });

  it("does not choose between the databases of one set either", async () => {
    const cwd = makeFolder({
      "migrations/mysql/V1__a.sql": "SELECT 1;",
      "migrations/postgres/V1__a.sql": "SELECT 1;",
      "migrations/V0__shared.sql": "SELECT 1;",
    });
    const options = { name: "chat", pattern: "simple", providers: [], now: new Date() } as const;
    const opening = { cwd, config: false } as const;
    await expect(scaffoldProject(opening, options)).rejects.toThrow(
      "Several folders hold migrations: migrations/mysql, migrations/postgres. Name",
    );
    const { placement } = await scaffoldProject(opening, { ...options, folder: "migrations/postgres" });
    expect(placement.files.map(({ path }) => path)).toEqual([
      "migrations/postgres/V2__chat.sql",
      "migrations/postgres/U2__chat.sql",
    ]);
  });
});

describe.each(["mysql", "mariadb", "postgresql"] as const)("the full parser of %s", (dialect) => {
  it("takes every statement", async () => {
    const parser = await loadAstParser(dialect);
    for (const pattern of ["simple", "split"] as const) {
      const config = { dialect, external: typesOf(dialect) };
      const { sets } = await scaffoldIn({ config, pattern, providers: ["A", "B"] });
      const statements = sets.flatMap(({ migrations }) =>
        migrations.flatMap(({ forward, rollback }) => [
          ...(forward?.statements ?? []),
          ...(rollback?.statements ?? []),
        ]),
      );
      expect(statements.length).toBeGreaterThan(1);
      const refused = statements.filter((statement) => !judgeStatement(statement, parser).accepted);
      expect(refused).toEqual([]);
    }
  });
});
