// What happens on a machine that installs integlint: nothing but files.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const read = (path: string) => JSON.parse(readFileSync(join(root, path), "utf8"));
const onInstall = [
  "preinstall",
  "install",
  "postinstall",
  "preprepare",
  "prepare",
  "postprepare",
  "dependencies",
];

it("runs no script when it is installed, and brings no other package along", () => {
  const { scripts, dependencies, optionalDependencies, bundleDependencies } = read("package.json");
  expect(Object.keys(scripts).filter((name) => onInstall.includes(name))).toEqual([]);
  expect([dependencies, optionalDependencies, bundleDependencies]).toEqual([undefined, undefined, undefined]);
});

it("is built with packages of which one alone has a script, which checks its own binary", () => {
  const { packages } = read("package-lock.json") as {
    packages: Record<string, { hasInstallScript?: boolean }>;
  };
  const withScripts = Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript);
  expect(withScripts.map(([path]) => path)).toEqual(["node_modules/esbuild"]);
});
