// The files of fixtures/sql, run on a real server: is what integlint believes afterwards what the server's catalog says? What
// differs is written into catalog-*.txt, a line each; it may only become less.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import type { Dialect } from "../../src/sql/definition.js";
import { modelLines } from "../databases/catalog.js";
import { differencesOf } from "../databases/differences.js";
import { catalogLines as mysqlLines, mariadb as server, shownBy } from "../databases/mysql-family.js";
import { catalogLines as postgresqlLines } from "../databases/postgresql.js";
import { describeOn } from "../databases/servers.js";
import { replayTexts } from "../schema/replay-text.js";
import { type CorpusFile, filesIn, root } from "./files.js";

interface Server {
  readonly dialect: Dialect;
  /** The lines of its catalog, after it ran the file in a new database. */
  readonly run: (path: string) => readonly string[];
  /** What the model believes after the same text. */
  readonly believe: (text: string) => readonly string[];
}

const database = `integlint_corpus_${process.pid}`;

const mariadb: Server = {
  dialect: "mariadb",
  run(path) {
    const client = [...server.arguments, "--comments"];
    const call = (args: readonly string[], input?: Buffer) =>
      execFileSync("mariadb", [...client, ...args], { input, cwd: dirname(path), stdio: "pipe" });
    call(["-e", `CREATE DATABASE ${database} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`]);
    try {
      call(["--batch", database], readFileSync(path));
      return mysqlLines(server, database);
    } finally {
      call(["-e", `DROP DATABASE ${database}`]);
    }
  },
  believe: (text) =>
    modelLines(
      replayTexts("mariadb", [text], {
        database: { charset: "utf8mb4", collation: "utf8mb4_unicode_ci" },
      }).final,
      shownBy(server),
    ),
};

const postgresql: Server = {
  dialect: "postgresql",
  run(path) {
    const client = ["-h", "127.0.0.1", "-U", "postgres", "-X", "-q", "-v", "ON_ERROR_STOP=1"];
    const call = (...args: readonly string[]) =>
      execFileSync("psql", [...client, ...args], { cwd: dirname(path), stdio: "pipe" });
    call("-c", `CREATE DATABASE ${database}`, "postgres");
    try {
      call("-f", path, database);
      return postgresqlLines(database);
    } finally {
      call("-c", `DROP DATABASE ${database}`, "postgres");
    }
  },
  believe: (text) => modelLines(replayTexts("postgresql", [text]).final, { collationOf: () => undefined }),
};

function differencesIn({ run, believe }: Server, { path }: CorpusFile): readonly string[] {
  const full = join(root, path);
  const server = run(full).map((line) => line.replaceAll(`${database} . `, ""));
  const model = believe(readFileSync(full, "utf8").replace(/^\ufeff/, ""));
  return differencesOf(server, model).map((line) => `${path}: ${line}`);
}

/** Encodings are read by the layer above; what is not run has no catalog. */
const runnable = ({ path, needs }: CorpusFile) => needs.length === 0 && !path.includes("latin1");

describeOn("mariadb", "MariaDB's catalog", () => {
  test("differs from the model in these lines alone", { timeout: 120_000 }, async () => {
    const files = [...filesIn("mysql", "mariadb"), ...filesIn("mariadb", "mariadb")].filter(runnable);
    const lines = files.flatMap((file) => differencesIn(mariadb, file));
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("catalog-mariadb.txt");
  });
});

describeOn("postgresql", "PostgreSQL's catalog", () => {
  test("differs from the model in these lines alone", { timeout: 120_000 }, async () => {
    const lines = filesIn("postgresql", "postgresql")
      .filter(runnable)
      .flatMap((file) => differencesIn(postgresql, file));
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("catalog-postgresql.txt");
  });
});
