import { describe, expect, it } from "vitest";
import { placeRollback } from "../../src/generate/placement.js";
import { headerOf } from "../../src/rule/script.js";
import {
  adding,
  type Files,
  makePlace,
  now,
  type PlaceOptions,
  place,
  readFolder,
  statementsOf,
  withFiles,
} from "./place.js";

const sql = "SELECT 1;\n";

interface Case {
  readonly title: string;
  readonly files: Files;
  readonly options?: PlaceOptions;
  /** What is written, path by path. */
  readonly paths: readonly string[];
  /** What the migration is called to its reader. */
  readonly name: string;
}

const dated = (name: string): Files => ({ [`migrations/${name}.sql`]: sql });

const cases: readonly Case[] = [
  {
    title: "suffix, empty",
    files: {},
    name: "001_add_chats",
    paths: ["migrations/001_add_chats.sql", "migrations/001_add_chats_rollback.sql"],
  },
  {
    title: "suffix, after a gap in names and padding",
    files: { "migrations/008_a.sql": sql, "migrations/010_b.sql": sql, "migrations/010_b.rollback.sql": sql },
    name: "011_add_chats",
    paths: ["migrations/011_add_chats.sql", "migrations/011_add_chats.rollback.sql"],
  },
  {
    title: "suffix, rollbacks in a folder of their own",
    files: { "m/099_a.sql": sql, "m/rollback/099_a.sql": sql },
    options: { folder: { dir: "m", layout: "auto" } },
    name: "100_add_chats",
    paths: ["m/100_add_chats.sql", "m/rollback/100_add_chats.sql"],
  },
  {
    title: "suffix, a range of versions",
    files: { "migrations/003_a.sql": sql, "migrations/004-008_b.sql": sql },
    name: "009_add_chats",
    paths: ["migrations/009_add_chats.sql", "migrations/009_add_chats_rollback.sql"],
  },
  {
    title: "suffix, dashes where the rule is off",
    files: { "migrations/1-create-users.sql": sql, "migrations/2-create-rooms.sql": sql },
    options: { rules: { "migration-name": false } },
    name: "3-add-chats",
    paths: ["migrations/3-add-chats.sql", "migrations/3-add-chats_rollback.sql"],
  },
  {
    title: "suffix, dashes where the rule would mind them",
    files: { "migrations/1-create-users.sql": sql, "migrations/2-create-rooms.sql": sql },
    name: "003_add_chats",
    paths: ["migrations/003_add_chats.sql", "migrations/003_add_chats_rollback.sql"],
  },
  {
    title: "suffix, the configured name of rollbacks",
    files: {},
    options: { folder: { dir: "db", layout: "suffix", rollback: "undo/{name}.sql" } },
    name: "001_add_chats",
    paths: ["db/001_add_chats.sql", "db/undo/001_add_chats.sql"],
  },
  {
    title: "suffix, a pattern of the team's own",
    files: {},
    options: { rules: { "migration-name": { pattern: "NNNN-NN-NN_name.sql" } } },
    name: "2024-05-06_add_chats",
    paths: ["migrations/2024-05-06_add_chats.sql", "migrations/2024-05-06_add_chats_rollback.sql"],
  },
  {
    title: "suffix in the working directory",
    files: { "001_a.sql": sql },
    options: { folder: { dir: ".", layout: "auto" } },
    name: "002_add_chats",
    paths: ["002_add_chats.sql", "002_add_chats_rollback.sql"],
  },
  {
    title: "updown",
    files: { "migrations/000007_a.up.sql": sql, "migrations/000007_a.down.sql": sql },
    name: "000008_add_chats",
    paths: ["migrations/000008_add_chats.up.sql", "migrations/000008_add_chats.down.sql"],
  },
  {
    title: "updown, empty",
    files: {},
    options: { folder: { dir: "m", layout: "updown" } },
    name: "000001_add_chats",
    paths: ["m/000001_add_chats.up.sql", "m/000001_add_chats.down.sql"],
  },
  {
    title: "updown, milliseconds and dashes",
    files: { "m/1700000000000-a-up.sql": sql, "m/1700000000000-a-down.sql": sql },
    options: { folder: { dir: "m", layout: "auto" }, rules: { "migration-name": false } },
    name: "1714979289123-add_chats",
    paths: ["m/1714979289123-add_chats-up.sql", "m/1714979289123-add_chats-down.sql"],
  },
  {
    title: "flyway, dotted",
    files: {
      "m/V1_8__a.sql": sql,
      "m/V1_9__b_c.sql": sql,
      "m/undo/U1_9__b_c.sql": sql,
      "m/R__views.sql": sql,
    },
    options: { folder: { dir: "m", layout: "auto" } },
    name: "V1_10__add_chats",
    paths: ["m/V1_10__add_chats.sql", "m/undo/U1_10__add_chats.sql"],
  },
  {
    title: "flyway, capitals and a dot",
    files: { "m/V1.2.3__Create_users.sql": sql, "m/V1.2.4__Add_index.sql": sql },
    options: { folder: { dir: "m", layout: "auto" } },
    name: "V1.2.5__Add_chats",
    paths: ["m/V1.2.5__Add_chats.sql", "m/U1.2.5__Add_chats.sql"],
  },
  {
    title: "flyway, empty",
    files: {},
    options: { folder: { dir: "m", layout: "flyway" } },
    name: "V1__add_chats",
    paths: ["m/V1__add_chats.sql", "m/U1__add_chats.sql"],
  },
  {
    title: "directory of Prisma",
    files: { "prisma/migrations/20240101000000_init/migration.sql": sql },
    options: { folder: { dir: "prisma/migrations", layout: "auto" } },
    name: "20240506070809_add_chats",
    paths: [
      "prisma/migrations/20240506070809_add_chats/migration.sql",
      "prisma/migrations/20240506070809_add_chats/down.sql",
    ],
  },
  {
    title: "directory of Diesel",
    files: { "migrations/2024-01-01-120000_a/up.sql": sql, "migrations/2024-01-01-120000_a/down.sql": sql },
    name: "2024-05-06-070809_add_chats",
    paths: [
      "migrations/2024-05-06-070809_add_chats/up.sql",
      "migrations/2024-05-06-070809_add_chats/down.sql",
    ],
  },
  {
    title: "sections of goose",
    files: { "migrations/00001_a.sql": `-- +goose Up\n${sql}-- +goose Down\n${sql}` },
    name: "00002_add_chats",
    paths: ["migrations/00002_add_chats.sql"],
  },
  {
    title: "sections of dbmate, the header first",
    files: {
      "db/20240101000000_a.sql": `-- What: a\n-- Why: b\n\n-- migrate:up transaction:false\n${sql}-- migrate:down\n${sql}`,
    },
    options: { folder: { dir: "db", layout: "auto" } },
    name: "20240506070809_add_chats",
    paths: ["db/20240506070809_add_chats.sql"],
  },
  {
    title: "sections, empty",
    files: {},
    options: { folder: { dir: "db", layout: "sections" } },
    name: "20240506070809_add_chats",
    paths: ["db/20240506070809_add_chats.sql"],
  },
  {
    title: "liquibase, one file for all",
    files: {
      "db/changelog.sql": `--liquibase formatted sql\n\n--changeset ann:1\n${sql}--rollback SELECT 1;\n\n--changeset bob:2\n${sql}`,
    },
    options: { folder: { dir: "db", layout: "auto" } },
    name: "bob:3",
    paths: ["db/changelog.sql"],
  },
  {
    title: "liquibase, a file each",
    files: {
      "db/001_a.sql": `--liquibase formatted sql\n--changeset ann:create-a\n${sql}`,
      "db/002_b.sql": `--liquibase formatted sql\n--changeset ann:create-b\n${sql}`,
    },
    options: { folder: { dir: "db", layout: "auto" } },
    name: "ann:add-chats",
    paths: ["db/003_add_chats.sql"],
  },
  {
    title: "liquibase, empty",
    files: {},
    options: { folder: { dir: "db", layout: "liquibase" } },
    name: "integlint:1",
    paths: ["db/001_add_chats.sql"],
  },
  {
    title: "sqitch",
    files: {
      "sqitch.plan":
        "%syntax-version=1.0.0\n%project=app\n\nusers 2024-01-01T00:00:00Z Ann <ann@example.org> # first\n@v1 2024-01-02T00:00:00Z Ann <ann@example.org> # one\n",
      "deploy/users.sql": `-- Deploy app:users to mysql\n\nBEGIN;\n${sql}COMMIT;\n`,
      "revert/users.sql": sql,
    },
    options: { folder: { dir: ".", layout: "auto" } },
    name: "add_chats",
    paths: ["deploy/add_chats.sql", "revert/add_chats.sql", "sqitch.plan"],
  },
  {
    title: "sqitch, changes in folders",
    files: {
      "db/sqitch.plan":
        "%syntax-version=1.0.0\n%project=app\n\ntables/user 2024-01-01T00:00:00Z A <a@b>\nmutations/x/create_user 2024-01-01T00:00:00Z A <a@b>\n",
      "db/deploy/tables/user.sql": sql,
      "db/deploy/mutations/x/create_user.sql": sql,
      "db/revert/tables/user.sql": sql,
      "db/revert/mutations/x/create_user.sql": sql,
    },
    options: { folder: { dir: "db", layout: "auto" } },
    name: "tables/add_chats",
    paths: ["db/deploy/tables/add_chats.sql", "db/revert/tables/add_chats.sql", "db/sqitch.plan"],
  },
  {
    title: "sqitch, empty",
    files: {},
    options: { folder: { dir: "db", layout: "sqitch" } },
    name: "add_chats",
    paths: ["db/deploy/add_chats.sql", "db/revert/add_chats.sql", "db/sqitch.plan"],
  },
  ...(
    [
      ["20240101_a", "20240506_add_chats"],
      ["20240506_a", "20240507_add_chats"],
      ["20241231_a", "20250101_add_chats"],
      ["202401011200_a", "202405060708_add_chats"],
      ["20240506070809_a", "20240506070810_add_chats"],
      ["20991231235959_a", "21000101000000_add_chats"],
      ["20240506070809122_a", "20240506070809123_add_chats"],
      ["2024050601_a", "2024050602_add_chats"],
      ["2024050509_a", "2024050601_add_chats"],
      ["1714979289_a", "1714979290_add_chats"],
      ["2024-01-01-120000-0000_a", "2024-05-06-070809-0000_add_chats"],
      ["20240101T120000_a", "20240506T070809_add_chats"],
      ["1.9_a", "1.10_add_chats"],
      ["0999_a", "1000_add_chats"],
      ["9_a", "10_add_chats"],
      ["V007_a", "V008_add_chats"],
    ] as const
  ).map(([newest, name]) => ({
    title: `after ${newest}`,
    files: dated(newest),
    options: { rules: { "migration-name": false as const } },
    name,
    paths: [`migrations/${name}.sql`, `migrations/${name}_rollback.sql`],
  })),
];

describe("a new migration", () => {
  it.each(cases)("$title: is read back as what it was written as", ({ files, options = {}, name, paths }) => {
    const placed = place(files, "AddChats", options);
    expect(placed.files.map(({ path }) => path)).toEqual(paths);
    expect(placed.name).toBe(name);
    const all = withFiles(files, placed.files);
    const [before] = readFolder(files, options);
    const [after] = readFolder(all, {
      ...options,
      folder: options.folder ?? { dir: "migrations", layout: "auto" },
    });
    const read = after?.migrations.find((migration) => migration.name === name);
    expect(read?.kind).toBe("migration");
    expect(read?.rollbackName).toBeUndefined();
    const own = (statements: readonly string[]) =>
      statements.filter((text) => !/^(?:BEGIN|COMMIT)$/.test(text));
    expect(statementsOf(read).map(own)).toEqual([
      ["CREATE TABLE IF NOT EXISTS chats (id VARCHAR(255) PRIMARY KEY)"],
      ["DROP TABLE IF EXISTS chats"],
    ]);
    expect(
      read?.forward && headerOf(read.forward).fields.map((field) => [field.name, ...field.lines]),
    ).toEqual([
      ["What", "Adds chats"],
      ["Why", "People talk"],
      ["Tables", "chats"],
    ]);
    const others = (set: typeof before) =>
      set?.migrations
        .filter((migration) => migration.name !== name)
        .map((one) => [one.name, ...statementsOf(one)]);
    expect(others(after)).toEqual(others(before) ?? []);
    const versioned = after?.migrations.filter(({ kind, version }) => kind === "migration" && version !== "");
    if (read?.version !== "") expect(versioned?.at(-1)).toBe(read);
  });

  it("is refused where its name would make it something else", () => {
    expect(() => place({}, "add down")).toThrow("would be read as a rollback");
    expect(() => place({}, "users seed")).toThrow("would be read as a rollback, a seed");
    expect(() => place({}, "…")).toThrow("holds no letter");
    expect(() =>
      place({ "sqitch.plan": "", "deploy/chats.sql": sql }, "chats", {
        folder: { dir: ".", layout: "auto" },
      }),
    ).toThrow("There is a migration chats already.");
    const folder = { dir: "m", layout: "suffix", rollback: "back/{name}.sql" };
    expect(() => place({}, "chats", { folder })).toThrow(
      "The rollback of m/001_chats.sql would not be found: configure its folder",
    );
  });

  it("ends lines as its neighbours do, and leaves what is there as it is", () => {
    const placed = place({ "migrations/001_a.sql": "SELECT 1;\r\n" }, "b");
    expect(placed.files.every(({ text }) => !/[^\r]\n/.test(text))).toBe(true);
    const log = `--liquibase formatted sql\r\n--changeset ann:1\nSELECT 1;\r\n`;
    const [file] = place({ "db/log.sql": log }, "b", { folder: { dir: "db", layout: "auto" } }).files;
    expect(file?.text.startsWith(log.trimEnd())).toBe(true);
    expect(file?.text.slice(log.length)).not.toMatch(/[^\r]\n/);
  });

  it("tells tools of statements that hold semicolons", () => {
    const body =
      "CREATE FUNCTION f() RETURNS trigger AS $$\nBEGIN\n  RETURN NEW;\nEND;\n$$ LANGUAGE plpgsql;";
    const given = {
      ...adding,
      forward: `${adding.forward}\n${body}\n`,
      rollback: `DROP FUNCTION IF EXISTS f;\n${body}\n`,
    };
    const options = (layout: string) => ({ folder: { dir: "db", layout }, dialect: "postgresql" }) as const;
    const [goose] = place({}, "x", options("sections"), given).files;
    expect(goose?.text).toContain(`-- +goose StatementBegin\n${body}\n-- +goose StatementEnd\n`);
    expect(goose?.text.match(/StatementBegin/g)).toHaveLength(2);
    const [liquibase] = place({}, "x", options("liquibase"), given).files;
    expect(liquibase?.text).toContain(
      "--changeset integlint:1 splitStatements:false rollbackSplitStatements:false\n",
    );
    expect(liquibase?.text).toContain("/* liquibase rollback\n");
    const [read] = readFolder(withFiles({}, [liquibase ?? { path: "", text: "" }]), options("liquibase"));
    expect(statementsOf(read?.migrations[0])[1]).toHaveLength(2);
  });

  it("writes sqitch's lines as sqitch does", () => {
    const author = { name: "Bob Roe", email: "bob@example.org" };
    const files = place({}, "chats", { folder: { dir: "app db", layout: "sqitch" }, author }).files;
    expect(files.map(({ text }) => text)).toEqual([
      "-- Deploy app_db:chats to mysql\n-- What: Adds chats\n-- Why: People talk\n-- Tables: chats\n\nBEGIN;\n\nCREATE TABLE IF NOT EXISTS chats (id VARCHAR(255) PRIMARY KEY);\n\nCOMMIT;\n",
      "-- Revert app_db:chats from mysql\n-- Rolls back chats\n\nBEGIN;\n\nDROP TABLE IF EXISTS chats;\n\nCOMMIT;\n",
      "%syntax-version=1.0.0\n%project=app_db\n\nchats 2024-05-06T07:08:09Z Bob Roe <bob@example.org>\n",
    ]);
  });
});

describe("a header", () => {
  const textOf = (files: Files, rules: PlaceOptions["rules"] = {}) =>
    place(files, "chats", { rules }).files[0]?.text;

  it("follows the newest one: its banner, its words for the fields, what else it says", () => {
    const like =
      "-- ======\n-- Migration: 001_a\n-- Version: 1\n-- Date: 2020-01-01\n-- Description: a\n-- Reason: b\n-- Ticket: T-1\n-- ======\nSELECT 1;\n";
    expect(textOf({ "migrations/001_a.sql": like })).toBe(
      "-- ======\n-- Migration: 002_chats\n-- Version: 002\n-- Date: 2024-05-06\n-- Description: Adds chats\n-- Reason: People talk\n-- Tables: chats\n-- ======\n\n" +
        adding.forward,
    );
  });

  it("has the fields that are asked for, and says which ones a person has to fill", () => {
    const rules = { "header-comment": { fields: ["Ticket", "Purpose"], aliases: {} } };
    const placed = place({}, "chats", { rules });
    expect(placed.files[0]?.text).toMatch(
      /^-- Ticket: to be filled in\n-- Purpose: People talk\n-- Tables: chats\n\n/,
    );
    expect(placed.notes).toEqual([
      "migrations/001_chats.sql: fill in Ticket, which the rule header-comment asks for.",
    ]);
  });

  it("keeps the place of a field that is open", () => {
    const like = "-- Ticket: T-1\n-- What: a\n-- Why: b\nSELECT 1;\n";
    const text = textOf(
      { "migrations/001_a.sql": like },
      { "header-comment": { fields: ["What", "Ticket"] } },
    );
    expect(text).toMatch(
      /^-- Ticket: to be filled in\n-- What: Adds chats\n-- Why: People talk\n-- Tables: chats\n\n/,
    );
  });

  it("is one line where nobody asks for more", () => {
    expect(textOf({}, { "header-comment": false })).toBe(`-- Adds chats\n\n${adding.forward}`);
  });

  it("stands above rollbacks where the rule asks for that", () => {
    const placed = place({}, "chats", { rules: { "header-comment": { rollbacks: true } } });
    expect(placed.files[1]?.text).toMatch(
      /^-- What: Rolls back 001_chats\n-- Why: Restores the schema from before it\n-- Tables: chats\n\n/,
    );
  });

  it("breaks a long list of tables where it is still one value", () => {
    const tables = Array.from({ length: 30 }, (_, at) => `table_number_${at}`);
    const { files } = place({}, "chats", {}, { ...adding, tables });
    const [read] = readFolder(withFiles({}, files), {});
    const field = read?.migrations[0]?.forward && headerOf(read.migrations[0].forward).fields.at(-1);
    expect(field?.lines.join(" ")).toBe(tables.join(", "));
    expect(Math.max(...(files[0]?.text.split("\n") ?? []).map((line) => line.length))).toBeLessThan(120);
  });
});

describe("a rollback alone", () => {
  const rollbackOf = (files: Files, options: PlaceOptions = {}) => {
    const at = makePlace(files, options);
    const migration = at.set?.migrations.findLast(({ forward }) => forward);
    if (!migration) throw new Error("no migration");
    const file = placeRollback(migration, "DROP TABLE a;\n", ["a"], at);
    if ("refused" in file) return file.refused;
    const [after] = readFolder(withFiles(files, [file]), options);
    const read = after?.migrations.find(({ name }) => name === migration.name);
    expect(statementsOf(read)[1]?.filter((text) => !/^(?:BEGIN|COMMIT)$/.test(text))).toEqual([
      "DROP TABLE a",
    ]);
    expect(statementsOf(read)[0]).toEqual(statementsOf(migration)[0]);
    return file.path;
  };
  const at = (dir: string, layout = "auto") => ({ folder: { dir, layout } });

  it.each<[string, Files, PlaceOptions, string]>([
    ["suffix", { "migrations/001_a.sql": sql }, {}, "migrations/001_a_rollback.sql"],
    [
      "suffix, a folder",
      { "m/001_a.sql": sql, "m/undo/001_a_undo.sql": "", "m/002_b.sql": sql },
      at("m"),
      "m/undo/002_b_undo.sql",
    ],
    ["updown", { "m/1_a.up.sql": sql }, at("m"), "m/1_a.down.sql"],
    ["flyway", { "m/V1__a.sql": sql }, at("m"), "m/U1__a.sql"],
    ["directory", { "m/2_a/migration.sql": sql }, at("m"), "m/2_a/down.sql"],
    ["sections", { "m/1_a.sql": `-- migrate:up\n${sql}` }, at("m"), "m/1_a.sql"],
    ["sections, none in the file", { "m/1_a.sql": sql }, at("m", "sections"), "m/1_a.sql"],
    ["sections, an empty one", { "m/1_a.sql": `-- +goose Up\n${sql}-- +goose Down\n` }, at("m"), "m/1_a.sql"],
    [
      "sections, the other way round",
      { "m/1_a.sql": `-- +goose Down\nDROP TABLE b;\n-- +goose Up\n${sql}` },
      at("m"),
      "m/1_a.sql",
    ],
    [
      "liquibase",
      { "m/a.sql": `--liquibase formatted sql\n--changeset a:1\n${sql}--rollback empty\n` },
      at("m"),
      "m/a.sql",
    ],
    [
      "sqitch",
      { "sqitch.plan": "a 2024-01-01T00:00:00Z A <a@b>\n", "deploy/a.sql": `BEGIN;\n${sql}COMMIT;\n` },
      at("."),
      "revert/a.sql",
    ],
  ])("%s", (_, files, options, path) => {
    expect(rollbackOf(files, options)).toBe(path);
  });

  it("keeps the changesets around it", () => {
    const files = {
      "m/a.sql": `--liquibase formatted sql\n--changeset a:1\n${sql}\n--changeset a:2\n${sql}--changeset a:3\n${sql}--rollback SELECT 3;\n`,
    };
    const place = makePlace(files, at("m"));
    const second = place.set?.migrations[1];
    if (!second) throw new Error("no migration");
    const file = placeRollback(second, "DROP TABLE a;", ["a"], place);
    expect("text" in file && file.text).toBe(
      `--liquibase formatted sql\n--changeset a:1\n${sql}\n--changeset a:2\n${sql}--rollback -- Rolls back a:2\n--rollback DROP TABLE a;\n\n--changeset a:3\n${sql}--rollback SELECT 3;\n`,
    );
  });

  it("has no place where the tool knows none", () => {
    expect(rollbackOf({ "m/V1__a.sql": sql, "m/R__views.sql": sql }, at("m"))).toBe(
      "The layout flyway has no place for a rollback of R__views.",
    );
  });
});

it("takes the clock as it is given", () => {
  expect(place(dated("20200101000000_a"), "b").name).toBe("20240506070809_b");
  expect(now.getTime()).toBeGreaterThan(0);
});
