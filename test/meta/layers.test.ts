// The house keeps its walls: a file imports its own folder or lower layers, pure layers touch nothing outside, nothing goes in circles.

import { describe, expect, it } from "vitest";
import { importsOf, type Source, sources } from "./imports.js";

const layers: Readonly<Record<string, number>> = {
  "src/text": 0,
  "src/sql": 1,
  "src/migration": 2,
  "src/schema": 3,
  "src/rule": 4,
  rules: 6,
  "src/config": 7,
  "src/lint": 7,
  "src/report": 7,
  "src/generate": 7,
  "src/docs": 7,
  "src/project": 8,
  "src/verify": 8,
  "src/index.ts": 9,
  "src/version.ts": 0,
  "src/cli": 10,
  "src/lsp": 10,
};

/** What runs in a browser, too: no files, no process, no clock. */
const pure = [
  "src/text",
  "src/sql",
  "src/migration",
  "src/schema",
  "src/rule",
  "rules",
  "src/lint",
  "src/report",
  "src/generate",
];

/** Third-party packages, each with its one home. */
const homes: Readonly<Record<string, readonly string[]>> = {
  "node-sql-parser": ["src/sql"],
  "libpg-query": ["src/sql"],
  ajv: ["src/config"],
  cosmiconfig: ["src/config"],
  "js-yaml": ["src/config"],
  picomatch: ["src/config"],
  picocolors: ["src/report"],
  yargs: ["src/cli"],
  "vscode-languageserver": ["src/lsp"],
  mysql2: ["src/verify"],
  pg: ["src/verify"],
};

function homeOf(path: string): string {
  return path.startsWith("rules/") ? "rules" : path.split("/").slice(0, 2).join("/");
}

/** On one layer, some read what others make, but only that way round. */
const mayReadSameLayer: Readonly<Record<string, readonly string[]>> = {
  "src/lint": ["src/config"],
  "src/report": ["src/lint"],
  "src/docs": ["src/lint", "src/report", "src/config"],
  "src/generate": ["src/lint", "src/docs"],
  "src/cli": ["src/lsp"],
};

function breaches({ path, imports }: Source): readonly string[] {
  const home = homeOf(path);
  return imports.flatMap(({ target, written }) => {
    if (target === undefined) return [];
    const other = homeOf(target);
    if (other === home || mayReadSameLayer[home]?.includes(other)) return [];
    const [own, its] = [layers[home], layers[other]];
    if (own === undefined) return [`${path}: ${home} has no layer`];
    if (its !== undefined && its < own && !(other === "rules" && own === 7)) return [];
    return [`${path} (${own}) imports ${written} (${its ?? "no layer"})`];
  });
}

function impurities({ path, text, imports }: Source): readonly string[] {
  if (!pure.includes(homeOf(path))) return [];
  const modules = imports.filter(({ written }) => written.startsWith("node:")).map(({ written }) => written);
  const code = text
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "")
    .replace(/"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`|'(?:[^'\\\n]|\\.)*'/g, '""');
  const words = code.match(
    /\bprocess\.\w+|\bnew Date\(\)|\bDate\.now\b|\bperformance\.now\b|\bMath\.random\b|\bconsole\.\w+|\bBuffer\b/g,
  );
  return [...modules, ...(words ?? [])].map((word) => `${path}: ${word}`);
}

function strays({ path, imports }: Source): readonly string[] {
  return imports.flatMap(({ written, target }) => {
    if (target !== undefined || written.startsWith("node:")) return [];
    const name = written
      .split("/")
      .slice(0, written.startsWith("@") ? 2 : 1)
      .join("/");
    return homes[name]?.includes(homeOf(path)) ? [] : [`${path}: ${written}`];
  });
}

/** The first circle of imports that exist at run time, as the files along it. */
function findCircle(files: readonly Source[]): readonly string[] | undefined {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const done = new Set<string>();
  const visit = (path: string, above: readonly string[]): readonly string[] | undefined => {
    if (above.includes(path)) return [...above.slice(above.indexOf(path)), path];
    if (done.has(path)) return undefined;
    done.add(path);
    for (const { target, typeOnly, dynamic } of byPath.get(path)?.imports ?? []) {
      if (target === undefined || typeOnly || dynamic) continue;
      const circle = visit(target, [...above, path]);
      if (circle) return circle;
    }
    return undefined;
  };
  for (const { path } of files) {
    const circle = visit(path, []);
    if (circle) return circle;
  }
  return undefined;
}

const fake = (path: string, text: string): Source => ({ path, text, imports: importsOf(path, text) });

describe("the walls", () => {
  it("lets a file import its own folder or lower layers only", () => {
    expect(sources.flatMap(breaches)).toEqual([]);
  });

  it("keeps the pure layers pure", () => {
    expect(sources.flatMap(impurities)).toEqual([]);
  });

  it("keeps each third-party package in its one home", () => {
    expect(sources.flatMap(strays)).toEqual([]);
  });

  it("goes in no circles", () => {
    expect(findCircle(sources)).toBeUndefined();
  });

  it("finds only files that are there", () => {
    const known = new Set(sources.map(({ path }) => path));
    const missing = sources.flatMap(({ path, imports }) =>
      imports
        .filter(({ target }) => target?.endsWith(".ts") && !known.has(target))
        .map(({ written }) => `${path}: ${written}`),
    );
    expect(missing).toEqual([]);
  });
});

describe("these tests see a breach", () => {
  it("of layers, by any kind of import", () => {
    expect(breaches(fake("src/sql/a.ts", 'import { x } from "../schema/model.js";'))).toHaveLength(1);
    expect(breaches(fake("src/text/a.ts", 'export type { X } from "../sql/b.js";'))).toHaveLength(1);
    expect(breaches(fake("src/lint/a.ts", 'const x = await import("../../rules/index.js");'))).toHaveLength(
      1,
    );
    expect(breaches(fake("src/lint/a.ts", 'import { y } from "../report/y.js";'))).toHaveLength(1);
    expect(breaches(fake("src/new/a.ts", 'import { y } from "../text/y.js";'))).toHaveLength(1);
    expect(breaches(fake("src/report/a.ts", 'import { y } from "../lint/y.js";'))).toHaveLength(0);
  });

  it("of purity", () => {
    expect(impurities(fake("src/sql/a.ts", 'import fs from "node:fs";\nconst x = Date.now();'))).toHaveLength(
      2,
    );
    expect(impurities(fake("rules/a.ts", 'const text = "process.env";'))).toHaveLength(0);
    expect(impurities(fake("src/cli/a.ts", 'import fs from "node:fs";'))).toHaveLength(0);
  });

  it("of homes", () => {
    expect(strays(fake("src/lint/a.ts", 'import pico from "picocolors";'))).toHaveLength(1);
    expect(strays(fake("src/cli/a.ts", 'import x from "left-pad";'))).toHaveLength(1);
  });

  it("of circles at run time, not of types", () => {
    const back = (text: string) => [
      fake("src/text/a.ts", 'import { b } from "./b.js";'),
      fake("src/text/b.ts", text),
    ];
    expect(findCircle(back('import { a } from "./a.js";'))).toEqual([
      "src/text/a.ts",
      "src/text/b.ts",
      "src/text/a.ts",
    ]);
    expect(findCircle(back('import type { A } from "./a.js";'))).toBeUndefined();
  });
});
