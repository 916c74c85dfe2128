import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeFolder } from "../folder.js";
import { call } from "./call.js";

const config = {
  ".integlintrc": {
    dialect: "mysql",
    external: { tenants: { id: "CHAR(36)" }, accounts: { id: "VARCHAR(255)" } },
  },
};

describe("new", () => {
  it("writes a migration and its rollback, and tells their paths", async () => {
    const folder = makeFolder(config);
    expect(await call(folder, ["new", "add_slack", "--provider", "slack"])).toEqual({
      code: 0,
      out: "migrations/001_add_slack.sql\nmigrations/001_add_slack_rollback.sql\n",
      err: "integlint: wrote 001_add_slack, which creates slack_integrations.\n",
    });
    expect(readdirSync(join(folder, "migrations"))).toEqual([
      "001_add_slack.sql",
      "001_add_slack_rollback.sql",
    ]);
    expect(await call(folder, [])).toMatchObject({ code: 0 });
    const next = await call(folder, [
      "new",
      "code hosting",
      "--pattern",
      "split",
      "--provider",
      "A,b",
      "--provider=größe",
    ]);
    expect(next.out).toBe("migrations/002_code_hosting.sql\nmigrations/002_code_hosting_rollback.sql\n");
    const text = readFileSync(join(folder, "migrations/002_code_hosting.sql"), "utf8");
    expect(text).toContain("providerType ENUM('A', 'B', 'GROSSE') NOT NULL,\n");
    expect(text).toContain("CREATE TABLE IF NOT EXISTS code_hosting_configurations (");
    expect((await call(folder, ["--max-warnings", "0", "--format", "compact"])).out).not.toContain(".sql:");
  });

  it("prints them under --dry-run, and writes nothing", async () => {
    const folder = makeFolder(config);
    const { code, out } = await call(folder, ["new", "slack", "--dry-run", "--dialect", "postgresql"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^-- migrations\/001_slack\.sql\n-- What: /);
    expect(out).toContain("JSONB");
    expect(out).toContain("\n-- migrations/001_slack_rollback.sql\n");
    expect(existsSync(join(folder, "migrations"))).toBe(false);
  });

  it("works in an empty folder, and says what it assumed and what is to be declared", async () => {
    const { code, err } = await call(makeFolder(), ["new", "slack"]);
    expect(code).toBe(0);
    expect(err).toBe(
      [
        "no configuration: assuming mysql 8.0 (nothing in the SQL tells); rules integlint:recommended.",
        "wrote 001_slack, which creates slack_integrations.",
        "The provider is SLACK, after the name: --provider names others.",
        'tenants and accounts are created by no migration here. Declare them in the configuration, with the types that they have: "external": {"tenants":{"id":"CHAR(36)"},"accounts":{"id":"VARCHAR(255)"}}.',
      ]
        .map((line) => `integlint: ${line}\n`)
        .join(""),
    );
  });

  it("writes into the folder that is named, or that the configuration names, before it is there", async () => {
    const folder = makeFolder(config);
    expect((await call(folder, ["new", "slack", "db/sql"])).out).toContain("db/sql/001_slack.sql\n");
    const configured = makeFolder({
      ".integlintrc": { dialect: "mysql", migrations: [{ dir: "m", layout: "flyway" }] },
    });
    expect((await call(configured, ["new", "slack"])).out).toBe("m/V1__slack.sql\nm/U1__slack.sql\n");
  });

  it("lists what the rules still find", async () => {
    const rules = { "header-comment": ["error", { fields: ["Ticket"] }], "audit-creator": "off" };
    const { code, err } = await call(makeFolder({ ".integlintrc": { ...config[".integlintrc"], rules } }), [
      "new",
      "chat",
    ]);
    expect(code).toBe(0);
    expect(err).toContain(
      "integlint: migrations/001_chat.sql: fill in Ticket, which the rule header-comment asks for.\n",
    );
    expect(err).toMatch(/left to you, .*\n {2}migrations\/001_chat\.sql:1:1: error header-comment: /);
  });

  it.each<[string, readonly string[], RegExp]>([
    ["no name", ["new"], /^integlint: integlint new <name> \[folder\]: something is missing\./],
    ["a name that says nothing", ["new", "add integration"], /does not say what is integrated/],
    ["a name without letters", ["new", "…"], /holds no letter or digit/],
    ["a name of a rollback", ["new", "slack_down"], /would be read as a rollback/],
    [
      "a table that begins with a digit",
      ["new", "2checkout"],
      /begins with a letter, 2checkout_integrations does not/,
    ],
    ["a table with too long a name", ["new", "a".repeat(55)], /The table's name would be too long/],
    ["no provider", ["new", "slack", "--provider", "A,,B"], /^integlint: --provider: a name is missing/],
    ["an unknown pattern", ["new", "slack", "--pattern", "splt"], /Did you mean "split"/],
    ["a table that is there", ["new", "mail"], /There is a table mail_integrations already/],
  ])("refuses %s", async (_, words, message) => {
    const sql = "CREATE TABLE IF NOT EXISTS mail_integrations (id INT);\n";
    const folder = makeFolder({ ...config, "migrations/001_mail.sql": sql });
    const { code, out, err } = await call(folder, words);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(message);
    expect(readdirSync(join(folder, "migrations"))).toEqual(["001_mail.sql"]);
  });

  it("overwrites nothing, and leaves nothing half done", async () => {
    const folder = makeFolder(config);
    mkdirSync(join(folder, "migrations/001_slack_rollback.sql"), { recursive: true });
    const { code, err } = await call(folder, ["new", "slack"]);
    expect(code).toBe(2);
    expect(err).toContain("migrations/001_slack_rollback.sql is there already.");
    expect(readdirSync(join(folder, "migrations"))).toEqual(["001_slack_rollback.sql"]);
  });

  it("is completed by the shell", async () => {
    const { out } = await call(makeFolder(), ["--get-yargs-completions", "integlint", "ne"]);
    expect(out).toMatch(/^new/m);
  });
});
