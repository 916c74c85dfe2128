// The files of fixtures/schema. In: nothing. Out: each with its dialect and the migrations that it holds.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Dialect } from "../../src/sql/definition.js";

const root = join(import.meta.dirname, "../../fixtures/schema");

export interface SchemaFixture {
  /** Without `.sql`: `columns of every type`. */
  readonly name: string;
  readonly dialect: Dialect;
  /** The texts of its migrations, which `-- migration` lines divide. */
  readonly texts: readonly string[];
  /** `-- version: 5.7`; missing where it does not matter. */
  readonly version?: readonly number[];
  /** No server is asked: `-- not run: why`. */
  readonly notRun: boolean;
  /** Where what its replay tells stands. */
  readonly storyPath: string;
  /** Where the SQL stands that undoes the last migration. */
  readonly backPath: string;
}

export const schemaFixtures: readonly SchemaFixture[] = (
  ["mysql", "mariadb", "postgresql"] as const satisfies readonly Dialect[]
).flatMap((dialect) =>
  readdirSync(join(root, dialect))
    .filter((name) => /(?<!\.back)\.sql$/.test(name))
    .sort()
    .map((file) => {
      const path = join(root, dialect, file);
      const text = readFileSync(path, "utf8");
      return {
        name: file.replace(/\.sql$/, ""),
        dialect,
        texts: text.split(/^-- migration\n/m),
        version: /^-- version: (.*)$/m.exec(text)?.[1]?.split(".").map(Number),
        notRun: /^-- not run: /m.test(text),
        storyPath: path.replace(/\.sql$/, ".txt"),
        backPath: path.replace(/\.sql$/, ".back.sql"),
      };
    }),
);
