import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseJson } from "../../src/config/json.js";
import type { UserConfig } from "../../src/config/user-config.js";
import { call, migrations } from "../cli/call.js";
import { makeFolder } from "../folder.js";

type Files = Readonly<Record<string, string>>;

/** What `init --infer` writes for these migrations: values, the text with its evidence, and what it says. */
async function inferred(files: Files | string, ...words: readonly string[]) {
  const sql = typeof files === "string" ? { "migrations/001_all.sql": files } : files;
  const folder = makeFolder(sql);
  const { code, out, err } = await call(folder, ["init", "--infer", ...words]);
  expect({ code, out }).toEqual({ code: 0, out: "" });
  const text = readFileSync(join(folder, ".integlintrc"), "utf8");
  return { config: parseJson(text).value as UserConfig, text, err, folder };
}

const tables = (count: number, body: (number: number) => string) =>
  Array.from({ length: count }, (_, at) => `CREATE TABLE ${`t_${at}`} (id INT PRIMARY KEY${body(at)});`).join(
    "\n",
  );

describe("init --infer", () => {
  it("writes a configuration that the loader reads, and counts what it leaves", async () => {
    const { folder, err } = await inferred(migrations);
    expect(err).toMatch(/^integlint: wrote \.integlintrc: \d+ settings, each with its evidence\.\n/);
    const counted = /(\d+) findings? remains? with it, (\d+) without/.exec(err);
    const found = JSON.parse((await call(folder, ["--format", "json"])).out);
    expect(found.findings).toHaveLength(Number(counted?.[1]));
    const listed = [...err.matchAll(/^ +(\d+) {2}[a-z-]+$/gm)].map(([, count]) => Number(count));
    expect(listed.reduce((sum, count) => sum + count, 0)).toBe(found.findings.length);
  });

  it("declares no table with a type that the configuration could not have", async () => {
    const key = (column: string) => `FOREIGN KEY (${column}) REFERENCES ${column}s (id)`;
    const text = `CREATE TABLE a (id INT PRIMARY KEY, b VARHCAR(10), c INT, ${key("b")}, ${key("c")}) ENGINE=InnoDB;`;
    expect((await inferred(text)).config.external).toEqual({ cs: { id: "INT" } });
  });

  it("keeps what is there, but for --force", async () => {
    const folder = makeFolder({ ...migrations, ".integlintrc": "{}" });
    expect((await call(folder, ["init", "--infer"])).code).toBe(2);
    expect((await call(folder, ["init", "--infer", "--force"])).code).toBe(0);
  });

  it("tells the version only where somebody asks for it", async () => {
    const of = async (comment: string) =>
      (await inferred(`-- ${comment}\nCREATE TABLE a (id INT) ENGINE=InnoDB;`)).config.dialectVersion;
    expect(await of("Requires MySQL 8.4 or later")).toBe("8.4");
    expect(await of("Compatible with: MySQL 5.7+")).toBe("5.7");
    expect(await of("MySQL 5.7 had no CHECK")).toBe("8.0");
  });

  it("says of a rule one thing: options that many keep to before off", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 12 }, (_, at) => [`migrations/${at + 1}-t.sql`, "SELECT 1;"]),
    );
    const { config, text } = await inferred(files);
    expect(config.rules?.["migration-name"]).toEqual(["error", { pattern: "N-name.sql" }]);
    expect(text.match(/"migration-name"/g)).toHaveLength(1);
  });

  it("allows the type that tenant columns have", async () => {
    const { config, text } = await inferred(tables(6, () => ", tenant_id BIGINT NOT NULL"));
    expect(config.rules?.["tenant-column-type"]).toEqual([
      "warning",
      {
        types: {
          tenantId: ["BIGINT", "CHAR(36)", "UUID"],
          "*": ["VARCHAR(255)", "CHAR(36)", "UUID"],
        },
      },
    ]);
    expect(text).toContain("// BIGINT in 6 of 6 columns tenant_id.");
    const usual = await inferred(tables(6, () => ", tenant_id CHAR(36) NOT NULL"));
    expect(usual.config.rules?.["tenant-column-type"]).toBeUndefined();
  });

  it("names the tenant columns in use", async () => {
    const { config, text } = await inferred(
      tables(4, (at) => (at < 3 ? ", tenant_id CHAR(36)" : ", projectId INT")),
    );
    expect(config.vocabulary?.tenant).toEqual(["tenant_id", "projectId"]);
    expect(text).toContain("// tenant_id in 3, projectId in 1 of 4 tables.");
  });

  it("finds a tenant by what most tables refer to", async () => {
    const key = (at: number) =>
      `, team_id INT, CONSTRAINT fk_${at} FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE`;
    const { config } = await inferred(`CREATE TABLE teams (id INT PRIMARY KEY);\n${tables(4, key)}`);
    expect(config.vocabulary?.tenant).toEqual(["team_id"]);
  });

  it("declares tables that only foreign keys know, with the types that refer to them", async () => {
    const type = "CHAR(36) CHARACTER SET latin1 COLLATE latin1_bin";
    const key = (at: number) =>
      `, owner ${at === 0 ? "VARCHAR(99)" : type}, CONSTRAINT fk_${at} FOREIGN KEY (owner) REFERENCES tenants (id)`;
    const { config, text } = await inferred(`${tables(3, key)}\n`, "--dialect", "mysql");
    expect(config.external).toEqual({ tenants: { id: type } });
    expect(text).toContain("// No migration creates it; 2 of 3 foreign keys to it, of this type.");
  });

  it("declares none that migrations make under another name, or change", async () => {
    const sql = `ALTER TABLE old_tenants RENAME tenants;
ALTER TABLE people RENAME COLUMN self_id TO group_id;
${tables(3, (at) => `, owner INT, member INT, CONSTRAINT fk_o${at} FOREIGN KEY (owner) REFERENCES tenants (id), CONSTRAINT fk_m${at} FOREIGN KEY (member) REFERENCES people (group_id)`)}`;
    expect((await inferred(`${sql}\n`, "--dialect", "mysql")).config.external).toBeUndefined();
  });

  it("writes down a style that four in five follow, and no other", async () => {
    const named = (count: number) =>
      `, a_b INT, c_d INT, ${count > 0 ? "eF INT, gH INT" : "e_f INT, g_h INT"}`;
    expect((await inferred(tables(3, () => named(1)))).config.rules?.["naming-case"]).toEqual([
      "warning",
      { tables: "snake_case" },
    ]);
    expect((await inferred(tables(3, () => named(0)))).config.rules?.["naming-case"]).toEqual([
      "warning",
      { tables: "snake_case", columns: "snake_case" },
    ]);
  });

  it("reads patterns of key names, in front or behind, and leaves what the convention has", async () => {
    const keys = (at: number) =>
      `, a INT, b INT, INDEX ix_${at} (a), UNIQUE KEY t_${at}_key (b), CONSTRAINT fk_${at} FOREIGN KEY (a) REFERENCES t_0 (id)`;
    expect((await inferred(tables(4, keys))).config.rules?.["key-name"]).toEqual([
      "warning",
      { index: "^ix_", unique: "_key$" },
    ]);
  });

  it("lets keys have any name where nearly none has the usual one, and no other way is to be seen", async () => {
    const words = ["alpha", "bravo", "carol", "delta", "eagle"];
    const keys = (usual: number) => (at: number) =>
      `, a INT, INDEX ${at < usual ? "idx" : words[at]}_${words[4 - at]} (a)`;
    const { config, text } = await inferred(tables(5, keys(1)));
    expect(config.rules?.["key-name"]).toEqual(["warning", { index: "." }]);
    expect(text).toContain("// Any name: 1 of 5 indexes match ^idx_.");
    expect((await inferred(tables(5, keys(2)))).config.rules?.["key-name"]).toBeUndefined();
  });

  it("classes a table that its columns show to be an integration", async () => {
    const sql = "CREATE TABLE chat_channels (id INT PRIMARY KEY, tenantId CHAR(36), botToken TEXT);";
    const { config, text } = await inferred(sql);
    expect(config.tables?.integration).toEqual([
      "*_integration",
      "*_integrations",
      "integration_*",
      "chat_channels",
    ]);
    expect(text).toContain("// chat_channels: has a tenant column and botToken.");
  });

  it("writes the soft-delete flag, or that rows are marked otherwise", async () => {
    const active = await inferred(tables(4, () => ", isActive BOOLEAN NOT NULL DEFAULT TRUE"));
    expect(active.config.rules?.["soft-delete-consistency"]).toEqual(["warning", { name: "isActive" }]);
    const dated = await inferred(tables(4, () => ", deleted_at TIMESTAMP NULL"));
    expect(dated.config.rules?.["soft-delete-flag"]).toBe("off");
  });

  const headed = (header: string, more: Files = {}) => ({
    ...Object.fromEntries(
      [1, 2, 3, 4, 5].map((at) => [
        `migrations/00${at}_a.sql`,
        `${header}\nCREATE TABLE IF NOT EXISTS a${at} (id INT PRIMARY KEY);\n`,
      ]),
    ),
    ...more,
  });

  it("knows other words for a header's fields", async () => {
    const { config } = await inferred(headed("-- Summary: a\n-- Motivation: b\n-- Tables: c"));
    expect(config.rules?.["header-comment"]).toEqual([
      "error",
      {
        fields: ["What", "Why", "Tables"],
        aliases: {
          What: ["Description", "Summary"],
          Why: ["Purpose", "Reason", "Motivation"],
          Tables: ["Table"],
        },
      },
    ]);
  });

  it("asks for the fields that most headers have", async () => {
    const { config } = await inferred(headed("-- Purpose: b"));
    expect(config.rules?.["header-comment"]).toEqual(["error", { fields: ["Why"] }]);
  });

  it("turns off only what nearly nobody does", async () => {
    const { config } = await inferred(headed(""));
    expect(config.rules).toMatchObject({ "header-comment": "off", "rollback-pair": "off" });
    const half = headed("-- What: a\n-- Why: b\n-- Tables: c", {
      "migrations/001_a_rollback.sql": "DROP TABLE IF EXISTS a1;\n",
    });
    const rules = (await inferred(half)).config.rules ?? {};
    expect(Object.values(rules)).not.toContain("off");
  });

  it("writes a folder with folders in it once, and all is read again", async () => {
    const { config, err } = await inferred({
      "migrations/1.0/001_a.sql": "CREATE TABLE a (id INT PRIMARY KEY);",
      "migrations/1.1/001_b.sql": "CREATE TABLE b (id INT PRIMARY KEY);",
      "migrations/002_c.sql": "CREATE TABLE c (id INT PRIMARY KEY);",
    });
    expect(config.migrations).toEqual([{ dir: "migrations", layout: "suffix" }]);
    expect(err).not.toContain("forward-order");
  });

  it("keeps a name with a line break on its comment's line", async () => {
    const sql = 'CREATE TABLE `a\n","rules":{` (id INT PRIMARY KEY, tenantId CHAR(36), botToken TEXT);';
    const { config, text } = await inferred(sql, "--dialect", "mysql");
    expect(config.tables?.integration?.at(-1)).toContain("rules");
    expect(text).toMatch(/\/\/ a ",/);
  });
});
