// The files of fixtures/sql, and what integlint says of one. In: a folder. Out: files with what their names say, findings.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { lint } from "../../src/index.js";
import type { Dialect } from "../../src/sql/definition.js";

export const root = join(import.meta.dirname, "../../fixtures/sql");

export interface CorpusFile {
  /** From fixtures/sql: `mysql/checks.mysql-8.0.sql`. */
  readonly path: string;
  readonly dialect: Dialect;
  readonly version: string;
  /** The parts of its name between the first dot and the last: `by-driver`, `mysql-8.0`. */
  readonly needs: readonly string[];
}

/** What the servers at hand are, where a file's name asks for no other. */
const versions: Readonly<Record<Dialect, string>> = { mysql: "8.4", mariadb: "10.11", postgresql: "15" };

export function filesIn(folder: string, dialect: Dialect): readonly CorpusFile[] {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith(".sql"))
    .map((name) => {
      const needs = name
        .replace(/\.sql$/, "")
        .split(/\.(?=[a-z])/)
        .slice(1);
      const version = needs.find((need) => need.startsWith(`${dialect}-`))?.slice(dialect.length + 1);
      return { path: `${folder}/${name}`, dialect, version: version ?? versions[dialect], needs };
    });
}

/** `line:column rule: message` of every finding of these rules, as if the file were alone. */
export async function findingsOf(file: CorpusFile, rules: readonly string[]): Promise<readonly string[]> {
  const { findings, failures } = await lint({
    config: false,
    input: { bytes: readFileSync(join(root, file.path)) },
    flags: { dialect: file.dialect, dialectVersion: file.version },
  });
  if (failures.length > 0) throw new Error(failures.map(({ rule, error }) => `${rule}: ${error}`).join("\n"));
  return findings
    .filter(({ rule }) => rules.includes(rule))
    .map(({ rule, message, location }) => {
      const { line, column } = location.file.positionAt(location.range.start);
      return `${line}:${column} ${rule}: ${message}`;
    });
}
