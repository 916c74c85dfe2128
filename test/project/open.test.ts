import { describe, expect, it } from "vitest";
import { replayProject } from "../../src/project/lint.js";
import { openProject } from "../../src/project/open.js";
import { makeFolder } from "../folder.js";

const up = "CREATE TABLE a (id INT);";
const down = "DROP TABLE a;";

/** A line a migration: `001_a: CREATE TABLE / DROP TABLE`. */
async function show(files: Readonly<Record<string, string>>, options = {}): Promise<readonly string[]> {
  const { sets } = await openProject({ cwd: makeFolder(files), ...options });
  return sets.flatMap((set) =>
    set.migrations.map(({ kind, name, forward, rollback }) => {
      const verbs = [forward, rollback].map((script) =>
        script ? script.statements.map((statement) => statement.verb).join(", ") : "none",
      );
      return `${set.layout} ${kind === "migration" ? "" : `${kind} `}${name}: ${verbs.join(" / ")}`;
    }),
  );
}

describe("each layout is read from end to end", () => {
  it.each([
    ["suffix", { "migrations/001_a.sql": up, "migrations/001_a_rollback.sql": down }, "001_a"],
    ["suffix", { "migrations/001_a.sql": up, "migrations/rollback/001_a.sql": down }, "001_a"],
    ["updown", { "migrations/001_a.up.sql": up, "migrations/001_a.down.sql": down }, "001_a"],
    [
      "flyway",
      { "src/main/resources/db/migration/V1__a.sql": up, "src/main/resources/db/migration/U1__a.sql": down },
      "V1__a",
    ],
    ["directory", { "migrations/1_a/up.sql": up, "migrations/1_a/down.sql": down }, "1_a"],
    ["sections", { "migrations/1_a.sql": `-- +goose Up\n${up}\n-- +goose Down\n${down}\n` }, "1_a"],
    [
      "liquibase",
      { "migrations/1.sql": `--liquibase formatted sql\n--changeset ann:1\n${up}\n--rollback ${down}\n` },
      "ann:1",
    ],
    [
      "sqitch",
      { "sqitch.plan": "a 2024-01-01T00:00:00Z A <a@example.org>", "deploy/a.sql": up, "revert/a.sql": down },
      "a",
    ],
  ])("%s", async (layout, files, name) => {
    expect(await show(files)).toEqual([`${layout} ${name}: CREATE TABLE / DROP TABLE`]);
  });

  it("keeps places in files whose directives are blanked", async () => {
    const text = `--liquibase formatted sql\n--changeset ann:1\n${up}\n--rollback ${down}\n`;
    const { sets } = await openProject({ cwd: makeFolder({ "migrations/1.sql": text }) });
    const [migration] = sets[0]?.migrations ?? [];
    const places = [migration?.forward, migration?.rollback].map((script) => {
      const location = script?.statements[0]?.location;
      return location?.file.text.slice(location.range.start, location.range.end);
    });
    expect(places).toEqual([up.slice(0, -1), down.slice(0, -1)]);
  });

  it("makes each folder of plain files a set of its own", async () => {
    const { sets } = await openProject({
      cwd: makeFolder({ "db/a/001_a.sql": up, "db/a/rollback/001_a.sql": down, "db/b/001_b.sql": up }),
      paths: ["db"],
    });
    expect(sets.map(({ folder, migrations }) => `${folder} ${migrations.length}`)).toEqual([
      "db/a 1",
      "db/b 1",
    ]);
  });
});

describe("what the configuration says of files", () => {
  const files = (config: object) => ({
    ".integlintrc": JSON.stringify(config),
    "db/001_a.sql": up,
    "db/001_a.back.sql": down,
    "db/002_old.sql": "SELECT 1;",
  });

  it("is followed: folder, layout, rollback names, what is ignored", async () => {
    const config = {
      dialect: "mysql",
      migrations: [{ dir: "db", layout: "suffix", rollback: "{name}.back.sql" }],
      ignore: ["db/*_old.sql"],
    };
    expect(await show(files(config))).toEqual([
      "suffix 001_a: CREATE TABLE / DROP TABLE",
      "suffix seed 002_old: SELECT / none",
    ]);
  });

  it("gives external tables their types", async () => {
    const external = { tenants: { id: "CHAR(36)", name: "VARCHAR(10) CHARACTER SET latin1" } };
    const project = await openProject({
      cwd: makeFolder(files({ dialect: "mysql", migrations: [{ dir: "db" }], external })),
    });
    const table = replayProject(project).final.table("tenants");
    expect(table?.knowledge).toBe("external");
    expect(table?.columns.map(({ name, type }) => `${name} ${type.name} ${type.arguments}`)).toEqual([
      "id char 36",
      "name varchar 10",
    ]);
  });
});

describe("what nobody said is assumed", () => {
  it("by what the SQL shows, and is told", async () => {
    const { config } = await openProject({
      cwd: makeFolder({ "migrations/001_a.sql": "CREATE TABLE a (id BIGSERIAL PRIMARY KEY);" }),
    });
    expect(config).toMatchObject({ dialect: "postgresql", dialectVersion: "15" });
    expect(config.assumptions).toEqual([
      "migrations in migrations, layout suffix (no file shows another layout)",
      "postgresql 15 (serial types (once))",
      "rules integlint:recommended",
    ]);
  });
});
