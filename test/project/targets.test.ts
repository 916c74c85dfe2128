import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findUsualFolder, usualFolders } from "../../src/project/discover.js";
import { listFiles } from "../../src/project/files.js";
import { isInside, showPath } from "../../src/project/paths.js";
import { findTargets } from "../../src/project/targets.js";
import { makeFolder } from "../folder.js";

const sql = "SELECT 1;";

describe("findUsualFolder", () => {
  it.each(usualFolders)("finds %s", (folder) => {
    const cwd = makeFolder({ [`${folder}/001_a.sql`]: sql, "notes.sql": sql });
    expect(findUsualFolder(cwd)).toBe(join(cwd, folder));
  });

  it("finds the folder itself by its files' versions, and a folder one level below", () => {
    const flat = makeFolder({ "001_a.sql": sql });
    expect(findUsualFolder(flat)).toBe(flat);
    const deep = makeFolder({ "server/migrations/001_a.sql": sql, "node_modules/x/migrations/001.sql": sql });
    expect(findUsualFolder(deep)).toBe(join(deep, "server/migrations"));
  });

  it("finds nothing in a folder without migrations, and does not choose between two", () => {
    expect(findUsualFolder(makeFolder({ "migrations/readme.md": "x" }))).toBeUndefined();
    const two = makeFolder({ "a/migrations/1_a.sql": sql, "b/migrations/1_a.sql": sql });
    expect(() => findUsualFolder(two)).toThrow(
      "Several folders hold migrations: a/migrations, b/migrations. Name one of them, or configure `migrations`.",
    );
  });
});

describe("listFiles", () => {
  it("lists SQL in order, nothing hidden, no packages, no link twice", () => {
    const folder = makeFolder({
      "b.sql": sql,
      "a/c.SQL": sql,
      "a/.hidden.sql": sql,
      ".git/x.sql": sql,
      "node_modules/x.sql": sql,
      "b.sql.bak": sql,
      "sqitch.plan": "",
    });
    symlinkSync(folder, join(folder, "a/loop"));
    symlinkSync(join(folder, "nowhere"), join(folder, "a/broken.sql"));
    expect(listFiles(folder).map((path) => showPath(path, folder))).toEqual([
      "a/c.SQL",
      "b.sql",
      "sqitch.plan",
    ]);
  });
});

describe("findTargets", () => {
  const makeTree = () =>
    makeFolder({
      "db/001_a.sql": sql,
      "db/rollback/001_a.sql": sql,
      "other/20240101_x/up.sql": sql,
      "sq/sqitch.plan": "",
      "sq/deploy/a.sql": sql,
      "loose/x.sql": sql,
    });

  it.each([
    ["db", ["db"], undefined],
    ["db/001_a.sql", ["db"], ["db/001_a.sql"]],
    ["db/rollback/001_a.sql", ["db"], ["db/rollback/001_a.sql"]],
    ["other/20240101_x/up.sql", ["other"], ["other/20240101_x/up.sql"]],
    ["sq/deploy/a.sql", ["sq"], ["sq/deploy/a.sql"]],
    ["loose", ["loose"], undefined],
  ])("takes %s in its context", (path, dirs, reported) => {
    const folder = makeTree();
    const targets = findTargets({ cwd: folder, paths: [path] });
    expect(targets.folders.map(({ dir }) => dir)).toEqual(dirs);
    const all = listFiles(folder).map((file) => showPath(file, folder));
    const { isReported } = targets;
    expect(isReported && all.filter(isReported)).toEqual(reported);
  });

  it("keeps the configured folder's layout for what lies in it or around it", () => {
    const configured = [{ dir: "db", layout: "suffix" }];
    const cwd = makeTree();
    for (const path of ["db/001_a.sql", ".", "db", "db/rollback"])
      expect(findTargets({ cwd, paths: [path], configured }).folders).toEqual(configured);
    expect(findTargets({ cwd, paths: [], configured })).toEqual({
      folders: configured,
      assumed: false,
    });
  });

  it("names a configured folder that is not there", () => {
    const configured = [{ dir: "none", layout: "auto" }];
    expect(() => findTargets({ cwd: makeFolder(), paths: [], configured })).toThrow(
      'There is no folder "none", which the configuration names in `migrations`.',
    );
  });
});

describe("paths", () => {
  it("are shown relative, or whole where that is shorter", () => {
    expect(showPath("/a/b/c.sql", "/a")).toBe("b/c.sql");
    expect(showPath("/a", "/a")).toBe(".");
    expect(showPath("/a/x.sql", "/a/b")).toBe("../x.sql");
    expect(showPath("/x/y.sql", "/a/b/c/d")).toBe("/x/y.sql");
  });

  it("lie in a folder or not", () => {
    expect(isInside("/a/b", "/a")).toBe(true);
    expect(isInside("/a", "/a")).toBe(true);
    expect(isInside("/ab", "/a")).toBe(false);
    expect(isInside("/a/..b", "/a")).toBe(true);
    expect(isInside("/", "/a")).toBe(false);
  });
});
