// One id, one place each: rules are the files, versions agree, every folder's main file says what it is for.

import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.js";
import { version } from "../../src/version.js";
import { sources } from "./imports.js";

const root = join(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const notRules = ["index.ts", "presets.ts"];

describe("rules", () => {
  const ids = rules.map((rule) => rule.meta.id);
  const files = readdirSync(join(root, "rules")).filter((name) => !notRules.includes(name));

  it("are the files of rules/, sorted", () => {
    expect(ids).toEqual(files.map((name) => name.replace(/\.ts$/, "")).sort());
  });

  it("are each exported under their own name", () => {
    for (const id of ids) {
      const name = id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
      expect(read(`rules/${id}.ts`)).toContain(`export const ${name} = defineRule(`);
    }
  });

  it("import the contract alone", () => {
    const others = sources
      .filter(({ path }) => path.startsWith("rules/") && path !== "rules/index.ts")
      .flatMap(({ path, imports }) => imports.map(({ target, written }) => [path, target ?? written]))
      .filter(([, target]) => target !== "src/rule/index.ts");
    expect(others).toEqual([]);
  });
});

describe("the package", () => {
  const manifest = JSON.parse(read("package.json"));

  it("has one version", () => {
    expect(version).toBe(manifest.version);
  });

  it("installs nothing else: what it uses is in the bundle", () => {
    expect(manifest.dependencies).toBeUndefined();
  });

  it("locks no registry's address", () => {
    expect(read("package-lock.json")).not.toContain('"resolved"');
  });
});

describe("the sources", () => {
  it("begin with what they are for", () => {
    // A rule's head is its meta.
    const others = sources.filter(({ path }) => !path.startsWith("rules/"));
    const silent = others.filter(({ text }) => !/^(?:#!.*\n)?\/\/ \S/.test(text)).map(({ path }) => path);
    expect(silent).toEqual([]);
  });

  // A file is looked at twice from 250 lines on; no room needs more than this.
  it("are small rooms", () => {
    const long = sources.filter(({ text }) => text.split("\n").length > 401).map(({ path }) => path);
    expect(long).toEqual([]);
  });

  it("export by name", () => {
    const defaults = sources.filter(({ text }) => /^export default/m.test(text)).map(({ path }) => path);
    expect(defaults).toEqual([]);
  });

  it("leave no path of a machine and no work undone", () => {
    const tracked = execFileSync("git", ["ls-files", "*.ts", "*.mjs", "*.md", "*.json", "*.sql"], {
      cwd: root,
    })
      .toString()
      .split("\n")
      .filter((path) => path !== "" && path !== "test/meta/house.test.ts" && existsSync(join(root, path)));
    const found = tracked.filter((path) =>
      /\/(?:home|Users)\/\w+\/|\/work\/(?:main|shared)|\bTODO\b|\bFIXME\b/.test(read(path)),
    );
    expect(found).toEqual([]);
  });
});
