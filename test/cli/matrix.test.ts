import { describe, expect, it } from "vitest";
import { makeFolder } from "../folder.js";
import { call, config, migrations } from "./call.js";

const project = { ...config, ...migrations };

describe("matrix --format html", () => {
  it("is one page that loads and runs nothing, with every name escaped", async () => {
    const sql = "CREATE TABLE `<script>alert(1)</script>` (id INT PRIMARY KEY, b INT, INDEX by_b (b));\n";
    const folder = makeFolder({ ...project, "migrations/003_bad.sql": sql });
    const { code, out } = await call(folder, ["matrix", "--format", "html"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^<!doctype html>\n/);
    expect(out).not.toMatch(/<script|<link|<img|\bsrc=|https?:/);
    expect(out).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(out).toContain("default-src 'none'");
    for (const tag of ["html", "table", "thead", "tbody", "tr", "th", "td", "span", "div", "p"])
      expect(out.split(`<${tag}>`).length + out.split(`<${tag} `).length, tag).toBe(
        out.split(`</${tag}>`).length + 1,
      );
  });
});

const seed = `CREATE TABLE tenants (id CHAR(36) PRIMARY KEY);
CREATE TABLE jira_integrations (
  id VARCHAR(255) PRIMARY KEY COMMENT 'nanoid',
  tenantId CHAR(36) NOT NULL,
  apiToken TEXT NOT NULL COMMENT 'Encrypted API token',
  isEnabled BOOLEAN NOT NULL DEFAULT TRUE,
  verificationStatus ENUM('NOT_VERIFIED', 'VALID', 'INVALID', 'EXPIRED'),
  UNIQUE KEY unique_tenant_jira (tenantId),
  CONSTRAINT fk_jira_tenant FOREIGN KEY (tenantId) REFERENCES tenants (id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE jira_configurations (
  id VARCHAR(255) PRIMARY KEY,
  tenantId CHAR(36) NOT NULL,
  platformsConfig JSON NOT NULL COMMENT 'Project keys'
);
CREATE TABLE project_test_management_integrations (
  id CHAR(36) PRIMARY KEY,
  projectId VARCHAR(255) NOT NULL,
  config JSON NOT NULL COMMENT 'authToken, baseUrl',
  isActive BOOLEAN NOT NULL DEFAULT TRUE
);
CREATE TABLE mail_configurations (id INT PRIMARY KEY);
`;

describe("matrix --by integration", () => {
  async function compared() {
    const folder = makeFolder({ "migrations/001_all.sql": seed });
    const words = ["matrix", "--by", "integration", "--format", "json", "--dialect", "mysql"];
    return JSON.parse((await call(folder, words)).out);
  }

  it("compares the features that the document compares", async () => {
    const { features } = await compared();
    const facts = Object.fromEntries(
      features.map(
        ({ feature, facts }: { feature: string; facts: { integration: string; fact: string }[] }) => [
          feature,
          Object.fromEntries(facts.map(({ integration, fact }) => [integration, fact])),
        ],
      ),
    );
    expect(facts).toEqual({
      "Primary key": { Jira: "VARCHAR(255) nanoid", "Project test management": "CHAR(36)" },
      "Credentials storage": {
        Jira: "Apart from configuration: apiToken",
        "Project test management": "In JSON: config",
      },
      Configuration: {
        Jira: "Separate table jira_configurations",
        "Project test management": "In same table: config",
      },
      "Verification status": {
        Jira: "ENUM (4 states): NOT_VERIFIED, VALID, INVALID, EXPIRED",
        "Project test management": "None",
      },
      "Soft delete": { Jira: "isEnabled", "Project test management": "isActive" },
      "JSON storage": { Jira: "JSON: platformsConfig", "Project test management": "JSON: config" },
      Indexes: {
        Jira: "1 of 4; not isEnabled, verificationStatus, tenantId",
        "Project test management": "0 of 2; not projectId, isActive",
      },
      "Foreign keys": { Jira: "tenants CASCADE", "Project test management": "None" },
      "Migration style": {
        Jira: "0 of 1 idempotent, 1 of 1 without rollback",
        "Project test management": "0 of 1 idempotent, 1 of 1 without rollback",
      },
    });
  });

  it("groups partners, and names configuration that belongs to nothing", async () => {
    expect(await compared()).toMatchObject({
      integrations: [
        { name: "Jira", tables: ["jira_integrations", "jira_configurations"] },
        { name: "Project test management", tables: ["project_test_management_integrations"] },
      ],
      configurationsApart: ["mail_configurations"],
    });
  });

  it("says which rules do not hold", async () => {
    const { features } = await compared();
    const softDelete = features.find(({ feature }: { feature: string }) => feature === "Soft delete");
    expect(softDelete.facts[1]).toMatchObject({ verdict: "fail", broken: ["soft-delete-consistency"] });
    expect(softDelete.facts[0]).toMatchObject({ verdict: "fail", broken: ["soft-delete-flag"] });
  });

  it.each([60, 100, 160])("fits %s columns", async (columns) => {
    const folder = makeFolder({ "migrations/001_all.sql": seed });
    const { out } = await call(folder, ["matrix", "--by", "integration"], {
      environment: { COLUMNS: String(columns) },
    });
    expect(out).toContain("Primary key");
    for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(columns);
    expect(out).toContain("Primary key");
  });

  it("is a table in Markdown, and a page", async () => {
    const folder = makeFolder({ "migrations/001_all.sql": seed });
    const markdown = await call(folder, ["matrix", "--by", "integration", "--format", "markdown"]);
    expect(markdown.out).toContain("| Feature | Jira | Project test management | Recommendation |");
    const page = await call(folder, ["matrix", "--by", "integration", "--format", "html"]);
    expect(page.out).toMatch(/^<!doctype html>/);
    expect(page.out).not.toMatch(/<script|\bsrc=|https?:/);
  });

  it("says so where there is no integration", async () => {
    const folder = makeFolder(project);
    expect((await call(folder, ["matrix", "--by", "integration"])).out).toBe("No integrations.\n");
  });
});
