import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeFolder } from "../folder.js";
import { call } from "./call.js";

const mysql = `-- What: a
-- Why: b
-- Tables: tenants, chat_integrations
CREATE TABLE IF NOT EXISTS tenants (id CHAR(36) NOT NULL PRIMARY KEY) ENGINE=InnoDB;
CREATE TABLE IF NOT EXISTS chat_integrations (
  id VARCHAR(255) NOT NULL PRIMARY KEY,
  tenantId CHAR(36) NOT NULL,
  channelConfig JSON NOT NULL,
  verificationStatus ENUM('PENDING', 'VALID') NOT NULL DEFAULT 'PENDING',
  isActive TINYINT(1) NOT NULL DEFAULT 1,
  size INT NOT NULL,
  note LONGTEXT,
  createdAt DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  UNIQUE KEY unique_chat_tenant (tenantId),
  INDEX idx_chat_active (isActive),
  CONSTRAINT fk_chat_tenant FOREIGN KEY (tenantId) REFERENCES tenants (id) ON DELETE CASCADE
) ENGINE=InnoDB;
`;

const postgresql = `-- What: a
-- Why: b
-- Tables: tenants, chat_integrations
CREATE TYPE chat_status AS ENUM ('VALID', 'PENDING');
CREATE TABLE IF NOT EXISTS tenants (id UUID NOT NULL PRIMARY KEY);
CREATE TABLE IF NOT EXISTS chat_integrations (
  id VARCHAR(255) NOT NULL PRIMARY KEY,
  tenant_id UUID NOT NULL,
  channel_config JSONB NOT NULL,
  verification_status chat_status NOT NULL DEFAULT 'PENDING',
  is_active BOOLEAN NOT NULL DEFAULT TRUE,
  size INTEGER NOT NULL,
  note TEXT,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  CONSTRAINT unique_chat_tenant UNIQUE (tenant_id),
  CONSTRAINT fk_chat_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE ON UPDATE NO ACTION
);
CREATE INDEX idx_chat_active ON chat_integrations (is_active);
`;

const both = (a: string, b: string) => ({ "my/001_chat.sql": a, "pg/001_chat.sql": b });

async function compared(a: string, b: string, ...words: readonly string[]) {
  const { code, out } = await call(makeFolder(both(a, b)), [
    "compare",
    "my",
    "pg",
    "--format",
    "json",
    ...words,
  ]);
  return { code, ...JSON.parse(out) };
}

/** What differs, as `table.column fact: a | b`. */
function differences({ tables }: { tables: { table: string; differences: Difference[] }[] }) {
  return tables.flatMap(({ table, differences }) =>
    differences.map(
      ({ kind, name, fact, a, b }) =>
        `${table} ${kind} ${name} ${fact ?? ""}: ${a?.text ?? "–"} | ${b?.text ?? "–"}`,
    ),
  );
}

interface Difference {
  kind: string;
  name: string;
  fact?: string;
  a: { text: string; file: string; line: number; column: number } | null;
  b: Difference["a"];
}

describe("compare two dialects' folders", () => {
  it("pairs keys that mean the same one by one", async () => {
    const twice = mysql.replace(
      "INDEX idx_chat_active",
      "INDEX idx_again (isActive),\n  INDEX idx_chat_active",
    );
    expect(await compared(twice, twice)).toMatchObject({ code: 0, tables: [], sameSchema: true });
    expect(differences(await compared(twice, mysql))).toEqual([
      "chat_integrations index (isActive) : (isActive) | –",
    ]);
  });

  it("takes a configured version for the configured dialect's alone", async () => {
    const configured = { ".integlintrc": { dialect: "mysql", dialectVersion: "8.4" } };
    const folder = makeFolder({ ...configured, ...both(mysql, postgresql) });
    const { a, b } = JSON.parse((await call(folder, ["compare", "my", "pg", "--format", "json"])).out);
    expect([a, b]).toEqual(["my (mysql 8.4, 1 migration)", "pg (postgresql 15, 1 migration)"]);
  });

  it("compares types by their meaning and names as words", async () => {
    const result = await compared(mysql, postgresql, "--uuid-as-char");
    expect(differences(result)).toEqual([]);
    expect(result).toMatchObject({ sameSchema: true, tablesCompared: 2 });
  });

  it("takes CHAR(36) for a UUID only where it is told so", async () => {
    const result = await compared(mysql, postgresql);
    expect(result.code).toBe(1);
    expect(differences(result)).toEqual([
      "tenants column id type: CHAR(36) | UUID",
      "chat_integrations column tenantId type: CHAR(36) | UUID",
    ]);
  });

  it("takes the type that holds every value for an unsigned one", async () => {
    const text = mysql.replace("size INT ", "size INT UNSIGNED ");
    expect(differences(await compared(text, postgresql, "--uuid-as-char"))).toEqual([
      "chat_integrations column size type: INT UNSIGNED | INTEGER",
    ]);
    const wider = postgresql.replace("size INTEGER", "size BIGINT");
    expect(differences(await compared(text, wider, "--uuid-as-char"))).toEqual([]);
  });

  it("takes a CHECK list for an ENUM", async () => {
    const text = postgresql.replace(
      "verification_status chat_status NOT NULL DEFAULT 'PENDING'",
      "verification_status VARCHAR(20) NOT NULL DEFAULT 'PENDING' CHECK (verification_status IN ('PENDING', 'VALID'))",
    );
    expect(differences(await compared(mysql, text, "--uuid-as-char"))).toEqual([]);
    const other = await compared(mysql, text.replace("'VALID'))", "'VALID', 'EXPIRED'))"), "--uuid-as-char");
    expect(differences(other)).toEqual([
      "chat_integrations column verificationStatus type: ENUM (PENDING, VALID) | CHECK (PENDING, VALID, EXPIRED)",
    ]);
  });

  it.each([
    ["size INTEGER NOT NULL", "size BIGINT NOT NULL", "column size type: INT | BIGINT"],
    ["size INTEGER NOT NULL", "size INTEGER", "column size nullability: NOT NULL | NULL"],
    ["DEFAULT TRUE", "DEFAULT FALSE", "column isActive default: TRUE | FALSE"],
    ["  note TEXT,\n", "", "column note : LONGTEXT NULL | –"],
    ["UNIQUE (tenant_id)", "UNIQUE (tenant_id, size)", "unique key (tenantId) : (tenantId) | –"],
    [
      "ON DELETE CASCADE",
      "ON DELETE SET NULL",
      "foreign key (tenantId) → tenants (id) actions: ON DELETE CASCADE ON UPDATE RESTRICT | ON DELETE SET NULL ON UPDATE RESTRICT",
    ],
    ["(is_active);", "(size);", "index (isActive) : (isActive) | –"],
  ])("names what differs: %s → %s", async (from, to, wanted) => {
    const result = await compared(mysql, postgresql.replace(from, to), "--uuid-as-char");
    expect(result.code).toBe(1);
    expect(differences(result)[0]).toBe(`chat_integrations ${wanted}`);
  });

  it("gives both places", async () => {
    const result = await compared(mysql, postgresql.replace("size INTEGER", "size BIGINT"), "--uuid-as-char");
    expect(result.tables[0].differences[0]).toMatchObject({
      a: { file: "my/001_chat.sql", line: 11, column: 8 },
      b: { file: "pg/001_chat.sql", line: 12, column: 8 },
    });
  });

  it("shows a table that is on one side only", async () => {
    const { out, code } = await call(
      makeFolder(both(mysql, `${postgresql}CREATE TABLE more (id INT PRIMARY KEY);`)),
      ["compare", "my", "pg", "--uuid-as-char"],
    );
    expect(code).toBe(1);
    expect(out).toContain("more\n  only in b: the table  pg/001_chat.sql:19:14\n");
    expect(out).toContain("Not the same logical schema: 1 difference in 1 of 3 tables.");
  });
});

describe("compare conventions", () => {
  it("names the rules that one side keeps and the other breaks", async () => {
    const text = mysql.replace("idx_chat_active", "by_active");
    const result = await compared(mysql, text, "--dialect", "mysql");
    expect(result).toMatchObject({ code: 1, sameSchema: true, sameConventions: false });
    const naming = result.conventions.find(({ section }: { section: string }) => section === "naming");
    expect(naming).toMatchObject({ rules: ["key-name"], a: { percent: 100 } });
  });

  it("exits with 0 where both are the same, with 2 where a side cannot be read", async () => {
    const folder = makeFolder(both(mysql, mysql));
    const same = await call(folder, ["compare", "my", "pg"]);
    expect(same.code).toBe(0);
    expect(same.out).toContain("The same logical schema: 2 tables.\nThe same conventions are kept.");
    expect((await call(folder, ["compare", "my"])).code).toBe(2);
    expect((await call(folder, ["compare", "my", "nowhere"])).code).toBe(2);
    expect((await call(folder, ["compare", "my", "pg/001_chat.sql"])).err).toBe(
      "integlint: pg/001_chat.sql is a file: compare folders, or git revisions.\n",
    );
    const empty = makeFolder({ ...both(mysql, mysql), "none/readme.txt": "" });
    expect(await call(empty, ["compare", "my", "none"])).toMatchObject({
      code: 2,
      err: "integlint: There is no SQL file in none.\n",
    });
  });
});

describe("compare git revisions", () => {
  function repository(): string {
    const folder = makeFolder({ "migrations/001_chat.sql": mysql });
    const git = (...words: string[]) =>
      execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", ...words], {
        cwd: folder,
        stdio: "pipe",
      });
    git("init", "-q", "-b", "main");
    git("add", ".");
    git("commit", "-qm", "one");
    writeFileSync(
      join(folder, "migrations/002_more.sql"),
      "ALTER TABLE chat_integrations ADD COLUMN topic TEXT NULL;\n",
    );
    git("checkout", "-qb", "work");
    git("add", ".");
    git("commit", "-qm", "two");
    return folder;
  }

  it.each([
    ["main", "work"],
    ["main:migrations", "work:migrations"],
    ["main", "migrations"],
    ["work~1:", "HEAD"],
  ])("%s and %s", async (a, b) => {
    const { code, out, err } = await call(repository(), ["compare", a, b, "--format", "json"]);
    expect({ code, err }).toEqual({ code: 1, err: "" });
    expect(differences(JSON.parse(out))).toEqual(["chat_integrations column topic : – | TEXT NULL"]);
  });

  it("says which revision git does not know", async () => {
    expect(await call(repository(), ["compare", "main", "mian"])).toMatchObject({
      code: 2,
      err: 'integlint: mian: there is no folder, and git knows no revision "mian".\n',
    });
  });
});
