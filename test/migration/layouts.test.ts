import { describe, expect, it } from "vitest";
import type { Draft, Layout, LayoutOptions, Piece } from "../../src/migration/layout.js";
import { directory } from "../../src/migration/layouts/directory.js";
import { flyway } from "../../src/migration/layouts/flyway.js";
import { liquibase } from "../../src/migration/layouts/liquibase.js";
import { sections } from "../../src/migration/layouts/sections.js";
import { sqitch } from "../../src/migration/layouts/sqitch.js";
import { suffix } from "../../src/migration/layouts/suffix.js";
import { updown } from "../../src/migration/layouts/updown.js";
import { layouts, recogniseLayout } from "../../src/migration/layouts.js";
import { readScript } from "../../src/sql/read.js";
import { SourceFile } from "../../src/text/source-file.js";

const filesOf = (paths: readonly string[]) => paths.map((path) => new SourceFile(path, `-- ${path}`));

/** One line a draft: `001 001_a: 001_a.sql / 001_a_rollback.sql`. */
function show(drafts: readonly Draft[]): string[] {
  const place = (piece?: Piece) => piece?.file.path ?? "none";
  return drafts.map(({ kind, version, name, rollbackName, forward, rollback }) => {
    const sides = kind === "seed" ? place(forward) : `${place(forward)} / ${place(rollback)}`;
    const renamed = rollbackName === undefined ? "" : ` (${rollbackName})`;
    return `${kind === "migration" ? "" : `${kind} `}${version} ${name}${renamed}: ${sides}`;
  });
}

function arrange(layout: Layout, paths: readonly string[], options: LayoutOptions = {}): string[] {
  return show(layout.arrange(filesOf(paths), options));
}

const read = (piece?: Piece) =>
  piece && (piece.text ?? piece.file.text).slice(piece.range.start, piece.range.end);

describe("suffix", () => {
  it("pairs by name and orders by version, then by name", () => {
    expect(
      arrange(suffix, [
        "010_c.sql",
        "004_a_b.sql",
        "2_b.sql",
        "004_a_rollback.sql",
        "004_a.sql",
        "2_b_rollback.sql",
      ]),
    ).toEqual([
      "2 2_b: 2_b.sql / 2_b_rollback.sql",
      "004 004_a: 004_a.sql / 004_a_rollback.sql",
      "004 004_a_b: 004_a_b.sql / none",
      "010 010_c: 010_c.sql / none",
    ]);
  });

  it.each([
    ["001_a_down.sql"],
    ["001_a_undo.sql"],
    ["001_a.rollback.sql"],
    ["001_a.down.sql"],
    ["rollback/001_a.sql"],
    ["rollbacks/001_a_rollback.sql"],
    ["down/001_a.sql"],
  ])("takes %s for the rollback of 001_a.sql", (rollback) => {
    expect(arrange(suffix, ["001_a.sql", rollback])).toEqual([`001 001_a: 001_a.sql / ${rollback}`]);
  });

  it("pairs the only migration and the only rollback of a version, and keeps both names", () => {
    expect(arrange(suffix, ["003_scm_simple.sql", "003_scm_rollback.sql"])).toEqual([
      "003 003_scm_simple (003_scm): 003_scm_simple.sql / 003_scm_rollback.sql",
    ]);
  });

  it("guesses no pair where a version holds several migrations", () => {
    expect(arrange(suffix, ["004_a.sql", "004_b.sql", "004_b_rollback.sql", "004_c_rollback.sql"])).toEqual([
      "004 004_a: 004_a.sql / none",
      "004 004_b: 004_b.sql / 004_b_rollback.sql",
      "rollback 004 004_c: none / 004_c_rollback.sql",
    ]);
  });

  it("guesses no pair for names without a version", () => {
    expect(arrange(suffix, ["create.sql", "other_rollback.sql"])).toEqual([
      " create: create.sql / none",
      "rollback  other: none / other_rollback.sql",
    ]);
  });

  it("sorts a range of versions by its first, and names without a version last", () => {
    expect(arrange(suffix, ["stray.sql", "005_b.sql", "004-008_a.sql", "003_z.sql"])).toEqual([
      "003 003_z: 003_z.sql / none",
      "004-008 004-008_a: 004-008_a.sql / none",
      "005 005_b: 005_b.sql / none",
      " stray: stray.sql / none",
    ]);
  });

  it("orders versions of any length as numbers", () => {
    expect(
      arrange(suffix, [
        "20240101123456789012_b.sql",
        "20240101123456789011_c.sql",
        "1.10_a.sql",
        "1.2_a.sql",
      ]),
    ).toEqual([
      "1.2 1.2_a: 1.2_a.sql / none",
      "1.10 1.10_a: 1.10_a.sql / none",
      "20240101123456789011 20240101123456789011_c: 20240101123456789011_c.sql / none",
      "20240101123456789012 20240101123456789012_b: 20240101123456789012_b.sql / none",
    ]);
  });

  it("replays neither seeds nor dumps nor backups", () => {
    expect(
      arrange(suffix, [
        "001_a.sql",
        "001_a_seed.sql",
        "001_a_seed_rollback.sql",
        "001_a.bak.sql",
        "dump.sql",
        "LATEST.sql",
        "schema.mysql.sql",
        "seeds/users.sql",
      ]),
    ).toEqual([
      "001 001_a: 001_a.sql / none",
      "seed 001 001_a.bak: 001_a.bak.sql",
      "seed 001 001_a_seed: 001_a_seed.sql",
      "seed 001 001_a_seed_rollback: 001_a_seed_rollback.sql",
      "seed  LATEST: LATEST.sql",
      "seed  dump: dump.sql",
      "seed  schema.mysql: schema.mysql.sql",
      "seed  users: seeds/users.sql",
    ]);
  });

  it("takes a migration about backups or seeds for what it is", () => {
    expect(arrange(suffix, ["001_add_backup.sql", "002_seed_tables.sql"])).toEqual([
      "001 001_add_backup: 001_add_backup.sql / none",
      "002 002_seed_tables: 002_seed_tables.sql / none",
    ]);
  });

  it("follows a configured name for rollbacks, and only that", () => {
    expect(
      arrange(suffix, ["m/001_a.sql", "m/back/001_a.txt.sql", "m/001_a_rollback.sql"], {
        rollback: "back/{name}.txt.sql",
      }),
    ).toEqual([
      "001 001_a: m/001_a.sql / m/back/001_a.txt.sql",
      "001 001_a_rollback: m/001_a_rollback.sql / none",
    ]);
  });
});

describe("updown", () => {
  it("pairs what is for one database with what is for any, where it is the only one", () => {
    expect(arrange(updown, ["1_a.mysql.up.sql", "1_a.down.sql", "1_b.up.sql", "1_b.mysql.down.sql"])).toEqual(
      ["1 1_a.mysql: 1_a.mysql.up.sql / 1_a.down.sql", "1 1_b: 1_b.up.sql / 1_b.mysql.down.sql"],
    );
    expect(arrange(updown, ["1_a.mysql.up.sql", "1_a.up.sql", "1_a.down.sql"])).toEqual([
      "1 1_a: 1_a.up.sql / 1_a.down.sql",
      "1 1_a.mysql: 1_a.mysql.up.sql / none",
    ]);
  });

  it("pairs up with down", () => {
    expect(arrange(updown, ["1_a.up.sql", "1_a.down.sql", "2-b-up.sql", "2-b-down.sql", "3_c.sql"])).toEqual([
      "1 1_a: 1_a.up.sql / 1_a.down.sql",
      "2 2-b: 2-b-up.sql / 2-b-down.sql",
      "3 3_c: 3_c.sql / none",
    ]);
  });
});

describe("flyway", () => {
  it("orders versions, then repeatables; undo pairs by version; strays are not replayed", () => {
    expect(
      arrange(flyway, [
        "R__views.sql",
        "V10__c.sql",
        "V1_2__a.sql",
        "U1_2__a.sql",
        "V2__b.sql",
        "U2__undo_b.sql",
        "U9__gone.sql",
        "V3_slip.sql",
        "afterMigrate.sql",
        "B5__base.sql",
      ]),
    ).toEqual([
      "1_2 V1_2__a: V1_2__a.sql / U1_2__a.sql",
      "2 V2__b (V2__undo_b): V2__b.sql / U2__undo_b.sql",
      "3 V3_slip: V3_slip.sql / none",
      "rollback 9 V9__gone: none / U9__gone.sql",
      "10 V10__c: V10__c.sql / none",
      " R__views: R__views.sql / none",
      "seed 5 B5__base: B5__base.sql",
      "seed  afterMigrate: afterMigrate.sql",
    ]);
  });
});

describe("directory", () => {
  it("names migrations by their folders", () => {
    expect(
      arrange(directory, [
        "20240102_b/migration.sql",
        "20240101_a/up.sql",
        "20240101_a/down.sql",
        "20240101_a/notes.sql",
      ]),
    ).toEqual([
      "20240101 20240101_a: 20240101_a/up.sql / 20240101_a/down.sql",
      "20240102 20240102_b: 20240102_b/migration.sql / none",
      "seed  notes: 20240101_a/notes.sql",
    ]);
  });
});

describe("sections", () => {
  it.each([
    ["goose", "-- +goose Up\nA;\n-- +goose Down\nB;\n"],
    ["dbmate", "-- migrate:up\nA;\n-- migrate:down\nB;\n"],
    ["sql-migrate", "-- +migrate Up\nA;\n-- +migrate Down\nB;\n"],
    ["rambler", "-- rambler up\nA;\n-- rambler down\nB;\n"],
  ])("splits a file of %s, with the header in the first section", (_tool, body) => {
    const text = `-- What: x\n${body}`;
    const [draft] = sections.arrange([new SourceFile("001_a.sql", text)], {});
    expect(read(draft?.forward)).toBe(text.slice(0, text.indexOf("A;") + 3));
    expect(read(draft?.rollback)).toBe(text.slice(text.indexOf("A;") + 3));
  });

  it.each(["+goose", "+migrate"])("ends a statement where %s marks its end", (tool) => {
    const body = `CREATE TRIGGER a BEFORE INSERT ON t FOR EACH ROW BEGIN SET NEW.b = 1; END\n-- ${tool} StatementEnd\nDROP TABLE u;\n`;
    const text = `-- ${tool} Up\n-- ${tool} StatementBegin\n${body}`;
    const [draft] = sections.arrange([new SourceFile("001_a.sql", text)], {});
    const section = read(draft?.forward) ?? "";
    expect(section).toMatch(/ END\n; +\nDROP TABLE u;\n$/);
    expect(section).toHaveLength(text.length);
    const piece = draft?.forward as Piece;
    const { statements } = readScript(piece.file, { dialect: "mysql", range: piece.range, text: piece.text });
    expect(statements.map(({ verb }) => verb)).toEqual(["CREATE TRIGGER", "DROP TABLE"]);
  });

  it("reads a file without a marker as forward alone", () => {
    const [draft] = sections.arrange([new SourceFile("001_a.sql", "A;")], {});
    expect(read(draft?.forward)).toBe("A;");
    expect(draft?.rollback).toBeUndefined();
  });
});

describe("sqitch", () => {
  it("follows the plan, with reworked changes under their tags", () => {
    const plan = [
      "%syntax-version=1.0.0",
      "users 2024-01-01T00:00:00Z A <a@example.org> # first",
      "roles [users] 2024-01-02T00:00:00Z A <a@example.org>",
      "@v1 2024-01-03T00:00:00Z A <a@example.org>",
      "users [users@v1] 2024-01-04T00:00:00Z A <a@example.org>",
    ].join("\n");
    const files = [
      new SourceFile("db/sqitch.plan", plan),
      ...filesOf([
        "db/deploy/users.sql",
        "db/deploy/users@v1.sql",
        "db/deploy/roles.sql",
        "db/revert/users.sql",
        "db/revert/roles.sql",
        "db/verify/users.sql",
        "db/deploy/unplanned.sql",
      ]),
    ];
    expect(show(sqitch.arrange(files, {}))).toEqual([
      " users@v1: db/deploy/users@v1.sql / none",
      " roles: db/deploy/roles.sql / db/revert/roles.sql",
      " users: db/deploy/users.sql / db/revert/users.sql",
      " unplanned: db/deploy/unplanned.sql / none",
    ]);
  });

  it("finds an earlier round under the last tag before the next one, or under the one that is there", () => {
    const planned = ["a", "b", "@v1", "c", "@v2", "a", "b", "@v3", "b"];
    const plan = planned.map((entry) => `${entry} 2024-01-01T00:00:00Z A <a@example.org>`).join("\n");
    const files = [
      new SourceFile("sqitch.plan", plan),
      ...filesOf(["a@v2", "b@v1", "b@v3", "c", "a", "b"].map((name) => `deploy/${name}.sql`)),
    ];
    expect(sqitch.arrange(files, {}).map(({ name }) => name)).toEqual([
      "a@v2",
      "b@v1",
      "c",
      "a",
      "b@v3",
      "b",
    ]);
  });

  it("finds the scripts of changes in folders", () => {
    const plan =
      "tables/users 2024-01-01T00:00:00Z A <a@example.org>\ntables/roles 2024-01-02T00:00:00Z A <a@example.org>";
    const files = [
      new SourceFile("db/sqitch.plan", plan),
      ...filesOf(["db/deploy/tables/roles.sql", "db/deploy/tables/users.sql", "db/revert/tables/users.sql"]),
    ];
    expect(show(sqitch.arrange(files, {}))).toEqual([
      " tables/users: db/deploy/tables/users.sql / db/revert/tables/users.sql",
      " tables/roles: db/deploy/tables/roles.sql / none",
    ]);
  });
});

describe("liquibase", () => {
  const text = [
    "--liquibase formatted sql",
    "-- What: users",
    "--changeset ann:1 dbms:mysql",
    "CREATE TABLE a (id INT);",
    "--rollback DROP TABLE a;",
    "--changeset bob:two",
    "ALTER TABLE a ADD b INT;",
    "/* liquibase rollback",
    "ALTER TABLE a DROP b;",
    "*/",
    "--changeset bob:3",
    "UPDATE a SET b = 1;",
    "--rollback not required",
    "--changeset bob:4",
    "UPDATE a SET b = 2;",
  ].join("\n");
  const drafts = liquibase.arrange([new SourceFile("001.sql", text)], {});

  it("makes a migration of each changeset", () => {
    expect(drafts.map((draft) => draft.name)).toEqual(["ann:1", "bob:two", "bob:3", "bob:4"]);
  });

  it("blanks directives and keeps places", () => {
    const forward = drafts[0]?.forward;
    expect(forward?.text).toHaveLength(text.length);
    expect(read(forward)?.trim()).toBe(
      "-- What: users\n".concat(" ".repeat(28), "\nCREATE TABLE a (id INT);"),
    );
    expect(forward?.text?.indexOf("CREATE")).toBe(text.indexOf("CREATE"));
  });

  it("lays bare the rollback's lines at their places", () => {
    expect(drafts.map((draft) => read(draft.rollback)?.trim())).toEqual([
      "DROP TABLE a;",
      "ALTER TABLE a DROP b;",
      "",
      undefined,
    ]);
    expect(drafts[0]?.rollback?.text?.indexOf("DROP TABLE a")).toBe(text.indexOf("DROP TABLE a"));
  });
});

describe("recogniseLayout", () => {
  const nameOf = (paths: readonly string[]) => recogniseLayout(filesOf(paths)).layout.name;

  it("knows each layout by its files", () => {
    expect(nameOf(["001_a.sql", "001_a_rollback.sql"])).toBe("suffix");
    expect(nameOf(["1_a.up.sql", "1_a.down.sql"])).toBe("updown");
    expect(nameOf(["V1__a.sql", "V2__b.sql", "afterMigrate.sql"])).toBe("flyway");
    expect(nameOf(["20240101_a/migration.sql"])).toBe("directory");
    expect(nameOf(["sqitch.plan", "deploy/a.sql"])).toBe("sqitch");
    expect(recogniseLayout([new SourceFile("1.sql", "-- +goose Up\nA;")]).layout.name).toBe("sections");
    expect(recogniseLayout([new SourceFile("1.sql", "--liquibase formatted sql\n")]).layout.name).toBe(
      "liquibase",
    );
    expect(nameOf([])).toBe("suffix");
  });

  it("says what it saw", () => {
    expect(recogniseLayout(filesOf(["V1__a.sql", "x.sql"])).evidence).toBe(
      "1 of 2 files are named V…__….sql",
    );
  });

  it("does not follow a minority", () => {
    expect(nameOf(["001_a.sql", "002_b.sql", "003_c.down.sql"])).toBe("suffix");
  });

  it("offers every layout once", () => {
    expect(new Set(layouts.map((layout) => layout.name)).size).toBe(layouts.length);
  });
});
