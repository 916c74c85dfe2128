// The lock file is whole: `npm ci` refuses one that lacks a package of another platform, and installs none of them here.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const path = join(import.meta.dirname, "../../package-lock.json");
const { packages } = JSON.parse(readFileSync(path, "utf8")) as { packages: Readonly<Record<string, Locked>> };

describe("package-lock.json", () => {
  it("has an entry for every dependency, those of other platforms included", () => {
    const missing = Object.entries(packages).flatMap(([key, { dependencies, optionalDependencies }]) =>
      Object.keys({ ...dependencies, ...optionalDependencies })
        .filter((name) => !packages[`node_modules/${name}`] && !packages[`${key}/node_modules/${name}`])
        .map((name) => `${key}: ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it("names a version for each, and no registry", () => {
    const entries = Object.entries(packages).filter(([key]) => key !== "");
    expect(entries.filter(([, { version }]) => version === undefined).map(([key]) => key)).toEqual([]);
    expect(entries.filter(([, { resolved }]) => resolved?.startsWith("http")).map(([key]) => key)).toEqual(
      [],
    );
  });
});
