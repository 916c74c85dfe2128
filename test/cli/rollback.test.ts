import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeFolder } from "../folder.js";
import { call } from "./call.js";

const config = { ".integlintrc": { extends: ["integlint:recommended"], dialect: "mariadb" } };
const first =
  "CREATE TABLE channels (id VARCHAR(255) NOT NULL PRIMARY KEY, name VARCHAR(100) NOT NULL COMMENT 'shown');\n";
const second = [
  "ALTER TABLE channels MODIFY COLUMN name VARCHAR(255) NULL;",
  "ALTER TABLE channels ADD COLUMN topic TEXT, ADD INDEX idx_channels_name (name);",
  "CREATE TABLE messages (id VARCHAR(255) PRIMARY KEY, channelId VARCHAR(255) NOT NULL, CONSTRAINT fk_messages_channel FOREIGN KEY (channelId) REFERENCES channels (id) ON DELETE CASCADE ON UPDATE CASCADE);",
  "",
].join("\n");
const project = { ...config, "migrations/001_channels.sql": first, "migrations/002_topics.sql": second };
const path = "migrations/002_topics_rollback.sql";

const read = (folder: string, file: string) => readFileSync(join(folder, file), "utf8");

async function findingsIn(folder: string, file: string): Promise<string> {
  const only = ["rollback-complete", "rollback-order", "rollback-idempotent", "rollback-pair"];
  const { out } = await call(folder, ["--format", "compact", file]);
  return out
    .split("\n")
    .filter((line) => only.some((rule) => line.includes(rule)))
    .join("\n");
}

describe("integlint rollback", () => {
  it("writes what gives the schema back, with definitions in full, and refuses to write it twice", async () => {
    const folder = makeFolder(project);
    expect(await call(folder, ["rollback", "002"])).toMatchObject({ code: 0, out: `${path}\n`, err: "" });
    expect(read(folder, path)).toBe(
      [
        "-- Rolls back 002_topics",
        "",
        "DROP TABLE IF EXISTS messages;",
        "",
        "ALTER TABLE channels",
        "  DROP INDEX IF EXISTS idx_channels_name,",
        "  DROP COLUMN IF EXISTS topic,",
        "  MODIFY COLUMN name VARCHAR(100) NOT NULL COMMENT 'shown';",
        "",
      ].join("\n"),
    );
    expect(await findingsIn(folder, path)).toBe("");
    const again = await call(folder, ["rollback", "002_topics"]);
    expect(again.code).toBe(2);
    expect(again.err).toContain(`002_topics has a rollback, ${path}`);
    expect(await call(folder, ["rollback", "--check", path])).toMatchObject({
      code: 0,
      out: "",
      err: "integlint: The rollback of 002_topics gives back the schema.\n",
    });
  });

  it("prints with --dry-run, and writes nothing", async () => {
    const folder = makeFolder(project);
    const { code, out } = await call(folder, ["rollback", "migrations/002_topics.sql", "--dry-run"]);
    expect(code).toBe(0);
    expect(out).toContain("DROP TABLE IF EXISTS messages;");
    expect(existsSync(join(folder, path))).toBe(false);
  });

  it("--check prints what a rollback lacks as a patch that git takes, and it is enough", async () => {
    const folder = makeFolder({
      ...project,
      [path]: "DROP TABLE IF EXISTS messages;\nALTER TABLE channels DROP COLUMN IF EXISTS topic;\n",
    });
    const { code, out, err } = await call(folder, ["rollback", "--check", "002"]);
    expect(code).toBe(1);
    expect(err).toContain(
      "column channels.name comes back with type varchar(255) instead of varchar(100) and NULL instead of NOT NULL",
    );
    expect(err).toContain("index idx_channels_name of channels is not dropped");
    expect(out).toContain("+  DROP INDEX IF EXISTS idx_channels_name");
    expect(out).not.toMatch(/^-[^-]/m);
    writeFileSync(join(folder, "x.patch"), out);
    execFileSync("git", ["apply", "x.patch"], { cwd: folder, stdio: "pipe" });
    expect((await call(folder, ["rollback", "--check", "002"])).code).toBe(0);
    expect(await findingsIn(folder, path)).toBe("");
  });

  it("--check replaces a rollback that stops, and prints a whole one where there is none", async () => {
    const folder = makeFolder({ ...project, [path]: "DROP TABLE channels;\nDROP TABLE messages;\n" });
    const stopping = await call(folder, ["rollback", "--check", "002"]);
    expect(stopping.code).toBe(1);
    expect(stopping.err).toContain(`${path}:1: Table \`channels\` cannot be dropped`);
    expect(stopping.out).toContain("-DROP TABLE channels;");
    const none = await call(folder, ["rollback", "--check", "001"]);
    expect(none.code).toBe(1);
    expect(none.err).toContain("001_channels has no rollback");
    expect(none.out).toContain("+DROP TABLE IF EXISTS channels;");
  });

  it("says what it cannot know, and what is lost", async () => {
    const folder = makeFolder({
      ...config,
      "migrations/001_a.sql": "CREATE TABLE a (id INT PRIMARY KEY, n INT);\n",
      "migrations/002_b.sql":
        "ALTER TABLE elsewhere MODIFY COLUMN n BIGINT;\nUPDATE a SET n = 1;\nALTER TABLE a DROP COLUMN n;\nPREPARE q FROM @outside;\nEXECUTE q;\n",
    });
    const { code, err } = await call(folder, ["rollback", "002"]);
    expect(code).toBe(0);
    const text = read(folder, "migrations/002_b_rollback.sql");
    expect(text).toContain("-- The data of column a.n, which 002_b drops, does not come back.");
    expect(text).toContain("-- What 002_b does to the rows of table a (UPDATE) stays as it is.");
    expect(text).toContain("-- To be undone by hand: migrations/002_b.sql:1: MODIFY COLUMN n of elsewhere");
    expect(text).toContain("-- To be undone by hand: migrations/002_b.sql:5:");
    expect(text).toContain("ADD COLUMN IF NOT EXISTS n INT NULL AFTER id;");
    expect(err).toContain("002_b cannot be followed here");
    const checked = await call(folder, ["rollback", "--check", "002"]);
    expect(checked.code).toBe(1);
    expect(checked.err).toContain("cannot be proved");
  });

  it("restores views, triggers and routines as they were written", async () => {
    const view = "CREATE VIEW v AS SELECT id FROM a";
    const trigger =
      "CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN SET NEW.n = 1; SET NEW.n = 2; END";
    const folder = makeFolder({
      ...config,
      "migrations/001_a.sql": `CREATE TABLE a (id INT PRIMARY KEY, n INT);\n${view};\nDELIMITER //\n${trigger}//\nDELIMITER ;\n`,
      "migrations/002_b.sql": "CREATE OR REPLACE VIEW v AS SELECT n FROM a;\nDROP TRIGGER t;\n",
    });
    expect((await call(folder, ["rollback", "002"])).code).toBe(0);
    const text = read(folder, "migrations/002_b_rollback.sql");
    expect(text).toContain(`DROP VIEW IF EXISTS v;\n${view};`);
    expect(text).toContain(`DROP TRIGGER IF EXISTS t;\nDELIMITER $$\n${trigger}$$\nDELIMITER ;`);
    expect(await findingsIn(folder, "migrations/002_b_rollback.sql")).toBe("");
  });

  it("puts it into the section of the file where the layout has sections, and beside it elsewhere", async () => {
    const goose = makeFolder({
      ".integlintrc": { extends: ["integlint:recommended"], dialect: "postgresql" },
      "migrations/001_a.sql":
        "-- +goose Up\nCREATE TABLE a (id int PRIMARY KEY);\n\n-- +goose Down\nDROP TABLE a;\n",
      "migrations/002_b.sql":
        "-- +goose Up\nALTER TABLE a ADD COLUMN n int, ADD CONSTRAINT chk_n CHECK (n > 0);\n",
    });
    expect(await call(goose, ["rollback", "002"])).toMatchObject({ code: 0, out: "migrations/002_b.sql\n" });
    const text = read(goose, "migrations/002_b.sql");
    expect(
      text.startsWith("-- +goose Up\nALTER TABLE a ADD COLUMN n int, ADD CONSTRAINT chk_n CHECK (n > 0);\n"),
    ).toBe(true);
    expect(text).toMatch(/-- \+goose Down\n[\s\S]*DROP CONSTRAINT IF EXISTS chk_n/);
    expect((await call(goose, ["rollback", "--check", "002"])).code).toBe(0);
    const flyway = makeFolder({
      ".integlintrc": { extends: ["integlint:recommended"], dialect: "postgresql" },
      "sql/V1__a.sql": "CREATE TABLE a (id int PRIMARY KEY);\n",
      "sql/V2__b.sql": "ALTER TABLE a ADD COLUMN n int;\n",
    });
    expect((await call(flyway, ["rollback", "V2__b", "sql"])).out).toBe("sql/U2__b.sql\n");
    expect((await call(flyway, ["rollback", "--check", "2", "sql"])).code).toBe(0);
  });

  it("says which migrations there are where the word fits none, or several", async () => {
    const folder = makeFolder({
      ...project,
      "migrations/002_more.sql": "CREATE TABLE m (id INT PRIMARY KEY);\n",
    });
    expect(await call(folder, ["rollback", "002_topic5"])).toMatchObject({
      code: 2,
      err: 'integlint: There is no migration 002_topic5. Did you mean "002_topics"?\n',
    });
    expect((await call(folder, ["rollback", "002"])).err).toContain("002_more, 002_topics");
  });
});
