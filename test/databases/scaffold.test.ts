import { expect, test } from "vitest";
import type { Pattern } from "../../src/generate/scaffold.js";
import { scaffoldProject } from "../../src/project/scaffold.js";
import { makeFolder } from "../folder.js";
import { expectAgreement } from "./agreement.js";
import type { ServerScript } from "./catalog.js";
import { describeOn, type ServerName, serverNamed } from "./servers.js";

const external: Readonly<Record<ServerName, ServerScript>> = {
  mariadb: tables("CHAR(36) CHARACTER SET latin1 COLLATE latin1_bin"),
  mysql: tables("CHAR(36) CHARACTER SET latin1 COLLATE latin1_bin"),
  postgresql: tables("UUID"),
};

function tables(id: string): ServerScript {
  const text = `CREATE TABLE tenants (id ${id} PRIMARY KEY);\nCREATE TABLE accounts (id VARCHAR(255) PRIMARY KEY);\n`;
  return { path: "external.sql", text };
}

interface Shape {
  readonly pattern: Pattern;
  readonly providers: readonly string[];
}

const simple: Shape = { pattern: "simple", providers: [] };
const split: Shape = { pattern: "split", providers: ["GITHUB", "GITLAB"] };

/** Each team's options change what is written. */
const cases: readonly (readonly [title: string, shape: Shape, rules: object])[] = [
  ["simple", simple, {}],
  ["split", split, {}],
  [
    "split, with other names and keys",
    split,
    {
      "naming-case": ["error", { tables: "PascalCase", columns: "UPPER_CASE" }],
      "key-name": ["error", { index: "_idx$", unique: "^uk_", foreignKey: "_fkey$", check: "^ck_" }],
      "primary-key-type": ["error", { types: ["BIGINT"] }],
      "tenant-unique-key": ["error", { shape: "exact" }],
    },
  ],
  [
    "simple, with enum types and other actions",
    simple,
    {
      "verification-status-enum": ["error", { allowCheck: false }],
      "foreign-key-policy": ["error", { actions: { tenants: "restrict", accounts: "no action" } }],
      "foreign-key-actions": ["error", { onUpdate: false }],
    },
  ],
];

/** A migration and its rollback, as `integlint new` writes them. */
async function scaffoldFor(
  server: ServerName,
  rules: object,
  shape: Shape,
  existing = "SELECT 1;",
): Promise<readonly [ServerScript, ServerScript]> {
  const id = server === "postgresql" ? "UUID" : "CHAR(36) CHARACTER SET latin1 COLLATE latin1_bin";
  const config = {
    dialect: server,
    external: { tenants: { id }, accounts: { id: "VARCHAR(255)" } },
    database: server === "postgresql" ? {} : { charset: "utf8mb4", collation: "utf8mb4_unicode_ci" },
    rules,
  };
  const cwd = makeFolder({ ".integlintrc": config, "migrations/001_a.sql": existing });
  const made = await scaffoldProject({ cwd }, { name: "add_code_hosting", now: new Date(), ...shape });
  const [forward, rollback] = made.placement.files;
  if (!forward || !rollback) throw new Error("nothing was written");
  return [forward, rollback];
}

for (const name of ["mariadb", "mysql", "postgresql"] as const) {
  describeOn(name, `a new integration on ${name}`, () => {
    const run = (...scripts: readonly ServerScript[]) => serverNamed(name).run([external[name], ...scripts]);
    let emptyLines: readonly string[] | undefined;

    test.each(cases)("%s: runs, runs again, and is taken back without a trace", async (_, shape, rules) => {
      const [forward, rollback] = await scaffoldFor(name, rules, shape);
      emptyLines ??= run().lines;
      const once = expectAgreement(name, [external[name], forward]);
      const twice = run(forward, forward);
      expect(twice.refused).toEqual([]);
      expect(twice.lines).toEqual(once.lines);
      expect(twice.lines.length).toBeGreaterThan(emptyLines.length + 15);
      const back = run(forward, rollback, rollback, ...leftOver(name));
      expect(back.refused).toEqual([]);
      expect(back.lines).toEqual(emptyLines);
    });

    test.runIf(name === "postgresql")("stays in the schema of the other tables", async () => {
      const text = "CREATE SCHEMA app;\nCREATE TABLE app.jobs (id UUID PRIMARY KEY);\n";
      const rules = { "verification-status-enum": ["error", { allowCheck: false }] };
      const [forward, rollback] = await scaffoldFor(name, rules, split, text);
      const existing = { path: "existing.sql", text };
      const done = run(existing, forward, forward);
      expect(done.refused).toEqual([]);
      expect(done.lines.some((line) => line === "table app.code_hosting_configurations")).toBe(true);
      const back = run(existing, forward, rollback, rollback, ...leftOver(name));
      expect(back.refused).toEqual([]);
      expect(back.lines).toEqual(run(existing).lines);
    });

    test("a row needs what only the application knows, is kept by the table, and goes with its tenant", async () => {
      const [forward] = await scaffoldFor(name, {}, split);
      const spell = (column: string) =>
        name === "postgresql" ? column.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) : column;
      const insert = (table: string, values: Readonly<Record<string, string>>) => {
        const columns = Object.keys(values).map(spell).join(", ");
        const texts = Object.values(values).map((value) => `'${value}'`);
        return `INSERT INTO ${table} (${columns}) VALUES (${texts.join(", ")});`;
      };
      const tenant = { id: "11111111-1111-1111-1111-111111111111" };
      const common = { tenantId: tenant.id, createdByAccountId: "a" };
      const credentials = { ...common, providerType: "GITHUB", apiToken: "x" };
      const settings = { ...common, id: "c", credentialsId: "k", configName: "n", config: "{}" };
      // Fails, for the tenant is there, if any row is as it should not be.
      const refute = (condition: string) =>
        `INSERT INTO tenants (id) SELECT ${spell("tenantId")} FROM code_hosting_configurations WHERE ${condition};`;
      const lines = [
        insert("tenants", tenant),
        insert("accounts", { id: "a" }),
        insert("code_hosting_credentials", { ...credentials, id: "k" }),
        insert("code_hosting_configurations", { ...settings, updatedAt: "2001-01-01 00:00:00" }),
        refute(`${spell("createdAt")} IS NULL OR NOT ${spell("isActive")}`),
        `UPDATE code_hosting_configurations SET ${spell("configName")} = 'm';`,
        refute(`${spell("updatedAt")} < '2002-01-01 00:00:00'`),
        insert("code_hosting_credentials", { ...credentials, id: "l" }),
        "DELETE FROM accounts;",
        "DELETE FROM tenants;",
        "DELETE FROM accounts;",
      ];
      const { refused } = run(forward, { path: "rows.sql", text: `${lines.join("\n")}\n` });
      // Second credentials for one provider, and an account that rows still name.
      expect(refused.map(({ line }) => lines[line - 1])).toEqual([lines[7], lines[8]]);
    });
  });
}

/** What a catalog's lines do not show: that the trigger's function is gone, too. */
function leftOver(name: ServerName): readonly ServerScript[] {
  if (name !== "postgresql") return [];
  const body = "RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;";
  const functions = ["set_updated_at", '"set_UPDATED_AT"'].map((own) => `CREATE FUNCTION ${own}() ${body}`);
  return [{ path: "left-over.sql", text: `${functions.join("\n")}\n` }];
}
