import { describe, expect, it } from "vitest";
import { filesOfDialect, withoutDatabase } from "../../src/migration/databases.js";
import type { Dialect } from "../../src/sql/definition.js";

function choose(dialect: Dialect, paths: readonly string[], folder = "migrations") {
  return filesOfDialect(folder, paths, dialect, (path) => path);
}

describe("files for several databases", () => {
  const folders = ["migrations/mysql8/001.sql", "migrations/Postgres/001.sql", "migrations/sqlite3/001.sql"];

  it("are told apart by their folders", () => {
    expect(choose("postgresql", folders)).toEqual({
      files: ["migrations/Postgres/001.sql"],
      leftOut: [
        ["mysql8", 1],
        ["sqlite3", 1],
      ],
    });
    expect(choose("mysql", folders).files).toEqual(["migrations/mysql8/001.sql"]);
  });

  it("are MariaDB's where they are MySQL's and MariaDB has none", () => {
    expect(choose("mariadb", folders).files).toEqual(["migrations/mysql8/001.sql"]);
    const both = [...folders, "migrations/mariadb/001.sql"];
    expect(choose("mariadb", both).files).toEqual(["migrations/mariadb/001.sql"]);
    expect(choose("mysql", both).files).toEqual(["migrations/mysql8/001.sql"]);
    expect(choose("mysql", both.slice(1)).files).toEqual(["migrations/mariadb/001.sql"]);
  });

  it("are all read where none is for this dialect, and where the folder itself is one database's", () => {
    const [, ...others] = folders;
    expect(choose("mysql", others)).toEqual({ files: others, leftOut: [] });
    const inside = ["db/postgres/001.sql", "db/postgres/oracle/002.sql"];
    expect(choose("postgresql", inside, "db/postgres")).toEqual({ files: inside, leftOut: [] });
  });

  it("keep what is for any database", () => {
    const files = ["migrations/000.sql", "migrations/common/001.sql", ...folders];
    expect(choose("postgresql", files).files).toEqual([
      "migrations/000.sql",
      "migrations/common/001.sql",
      "migrations/Postgres/001.sql",
    ]);
  });

  it("have the innermost folder's database, and before it their own", () => {
    const files = [
      "migrations/mysql/postgres/001.sql",
      "migrations/mysql/002.postgres.sql",
      "migrations/mysql/3.sql",
    ];
    expect(choose("postgresql", files).files).toEqual(files.slice(0, 2));
    expect(choose("mysql", files).files).toEqual(files.slice(2));
  });

  it("stand in the place of those for any, each in its direction", () => {
    const files = [
      "migrations/1_a.up.sql",
      "migrations/1_a.autocommit.up.sql",
      "migrations/1_a.down.sql",
      "migrations/1_a.mysql.up.sql",
      "migrations/1_a.cockroach.up.sql",
      "migrations/1_ab.up.sql",
      "migrations/more/1_a.up.sql",
    ];
    expect(choose("mysql", files)).toEqual({
      files: [
        "migrations/1_a.down.sql",
        "migrations/1_a.mysql.up.sql",
        "migrations/1_ab.up.sql",
        "migrations/more/1_a.up.sql",
      ],
      leftOut: [["cockroach", 1]],
    });
  });

  it("are not told by words that are no part of their own", () => {
    const files = [
      "migrations/001_drop_mysql.sql",
      "migrations/002_from_postgres.sql",
      "migrations/mysql.sql",
    ];
    expect(choose("mysql", files)).toEqual({ files, leftOut: [] });
  });
});

it("a name without its database", () => {
  expect(withoutDatabase("1_a.mysql")).toBe("1_a");
  expect(withoutDatabase("1_a.Postgres15.autocommit")).toBe("1_a.autocommit");
  expect(withoutDatabase("1.2_a")).toBe("1.2_a");
  expect(withoutDatabase("mysql")).toBe("mysql");
});
