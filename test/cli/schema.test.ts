import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { describeOn, serverNamed } from "../databases/servers.js";
import { makeFolder } from "../folder.js";
import { call, migrations } from "./call.js";

const projects = join(import.meta.dirname, "../../fixtures/projects");

/** A project of fixtures in a folder of its own, read only as to its migrations and configuration. */
function copyOf(name: string): string {
  const folder = makeFolder();
  cpSync(join(projects, name), folder, { recursive: true });
  return folder;
}

describe("schema", () => {
  it("shows the schema as SQL", async () => {
    const { code, out, err } = await call(makeFolder(migrations), ["schema", "--dialect", "mysql"]);
    expect({ code, err }).toMatchObject({ code: 0 });
    expect(out).toBe(`CREATE TABLE tenants (
  id CHAR(36) NOT NULL,
  PRIMARY KEY (id)
) ENGINE=InnoDB;

CREATE TABLE jobs (
  id VARCHAR(255) NOT NULL,
  tenantId CHAR(36) NOT NULL,
  PRIMARY KEY (id),
  INDEX by_tenant (tenantId),
  CONSTRAINT fk_jobs_tenant FOREIGN KEY (tenantId) REFERENCES tenants (id) ON DELETE CASCADE
) ENGINE=InnoDB;
`);
  });

  it("shows it as JSON and as a diagram", async () => {
    const folder = makeFolder(migrations);
    const json = JSON.parse((await call(folder, ["schema", "--format", "json"])).out);
    expect(json.tables.map(({ name }: { name: string }) => name)).toEqual(["tenants", "jobs"]);
    expect((await call(folder, ["schema", "--format", "mermaid"])).out).toContain("tenants ||--o{ jobs");
  });

  it("closes a circle of foreign keys when both tables are there", async () => {
    const sql = `CREATE TABLE a (id INT PRIMARY KEY, b_id INT);
CREATE TABLE b (id INT PRIMARY KEY, a_id INT, CONSTRAINT fk_b_a FOREIGN KEY (a_id) REFERENCES a (id));
ALTER TABLE a ADD CONSTRAINT fk_a_b FOREIGN KEY (b_id) REFERENCES b (id);
CREATE TABLE c (id INT PRIMARY KEY, c_id INT, CONSTRAINT fk_c_c FOREIGN KEY (c_id) REFERENCES c (id));`;
    const folder = makeFolder({ "migrations/001_a.sql": sql });
    const { out } = await call(folder, ["schema", "--dialect", "mysql"]);
    expect(out.match(/CREATE TABLE \w|ALTER TABLE \w|fk_\w+/g)).toEqual([
      "CREATE TABLE c",
      "fk_c_c",
      "CREATE TABLE a",
      "CREATE TABLE b",
      "fk_b_a",
      "ALTER TABLE a",
      "fk_a_b",
    ]);
  });

  it("creates a table before the older one that refers to it", async () => {
    const sql = `CREATE TABLE a (id INT PRIMARY KEY, b_id INT);
CREATE TABLE b (id INT PRIMARY KEY);
ALTER TABLE a ADD CONSTRAINT fk_a_b FOREIGN KEY (b_id) REFERENCES b (id);`;
    const folder = makeFolder({ "migrations/001_a.sql": sql });
    const { out } = await call(folder, ["schema", "--dialect", "mysql"]);
    expect(out.match(/CREATE TABLE \w|ALTER/g)).toEqual(["CREATE TABLE b", "CREATE TABLE a"]);
  });

  it("names what no migration creates, and keeps what the model knows by name alone", async () => {
    const sql = `CREATE TABLE jobs (id INT PRIMARY KEY, account_id VARCHAR(255), changed DATETIME,
  CONSTRAINT fk_jobs_account FOREIGN KEY (account_id) REFERENCES accounts (id));
DELIMITER //
CREATE TRIGGER jobs_changed BEFORE UPDATE ON jobs FOR EACH ROW BEGIN SET NEW.changed = NOW(); END//
DELIMITER ;
CREATE VIEW open_jobs AS SELECT * FROM jobs;`;
    const folder = makeFolder({ "migrations/001_a.sql": sql });
    const { out } = await call(folder, ["schema", "--dialect", "mysql"]);
    expect(out).toMatch(
      /^-- No migration creates these tables; they have to be there:\n-- accounts \(id VARCHAR\(255\)\)\n/,
    );
    expect(out).toContain(
      "DELIMITER $$\nCREATE TRIGGER jobs_changed BEFORE UPDATE ON jobs FOR EACH ROW BEGIN SET NEW.changed = NOW(); END$$\nDELIMITER ;",
    );
    expect(out).toContain("CREATE VIEW open_jobs AS SELECT * FROM jobs;");
  });

  it.each(["example", "mariadb-example", "postgres-example"])(
    "reads its own output of %s as the same schema",
    async (name) => {
      const first = await call(copyOf(name), ["schema"]);
      expect(first.code).toBe(0);
      const config = readFileSync(join(projects, name, ".integlintrc"), "utf8");
      const again = await call(makeFolder({ "migrations/001_all.sql": first.out, ".integlintrc": config }), [
        "schema",
      ]);
      // How a table is partitioned is not in the model.
      expect(again.out).toBe(first.out.replace(/^-- Table \w+ has partitions.*\n/gm, ""));
    },
  );
});

describe.each([
  ["mariadb", "mariadb-example"],
  ["postgresql", "postgres-example"],
] as const)("%s takes the SQL of the schema", (server, name) => {
  describeOn(server, name, () => {
    test("statement by statement", async () => {
      const folder = copyOf(name);
      const { out } = await call(folder, ["schema"]);
      const text = `${readFileSync(join(folder, "external.sql"), "utf8")}\n${out}`;
      expect(serverNamed(server).run([{ path: "schema.sql", text }]).refused).toEqual([]);
    });
  });
});
