// The servers that the model is compared with. In: nothing. Out: each server's name, version, and how to run scripts on it.

import { describe, expect, test } from "vitest";
import type { ReplayOptions } from "../../src/schema/replay.js";
import type { CatalogRows, modelLines, ServerRun, ServerScript } from "./catalog.js";
import { catalogRows, database, mariadb, mysqlAt, runOn, shownBy, versionOf } from "./mysql-family.js";
import { postgresqlVersion, catalogRows as rowsOfPostgresql, runOnPostgresql } from "./postgresql.js";

export type ServerName = "mariadb" | "mysql" | "postgresql";

export interface Server {
  readonly title: string;
  /** As the server tells it; undefined where none answers. */
  readonly version: string | undefined;
  readonly replay: ReplayOptions;
  readonly shown: Parameters<typeof modelLines>[1];
  run(scripts: readonly ServerScript[]): ServerRun;
  /** A catalog after a script that the server takes: `known` are the columns that matter. */
  catalogRows(text: string, view: string, known: readonly string[]): CatalogRows;
}

const mysqlUrl = process.env.INTEGLINT_MYSQL_URL;

const makers: Readonly<Record<ServerName, () => Server>> = {
  mariadb: () => ofMysqlFamily("MariaDB", mariadb, versionOf(mariadb)),
  mysql: () => {
    const server = mysqlAt(mysqlUrl ?? "mysql://root@127.0.0.1");
    return ofMysqlFamily("MySQL", server, mysqlUrl === undefined ? undefined : versionOf(server));
  },
  postgresql: () => {
    const version = postgresqlVersion();
    return {
      title: "PostgreSQL",
      version,
      replay: { dialect: "postgresql", version: [Number.parseInt(version ?? "15", 10)] },
      shown: { collationOf: () => undefined },
      run: runOnPostgresql,
      catalogRows: rowsOfPostgresql,
    };
  },
};

function ofMysqlFamily(title: string, server: typeof mariadb, version: string | undefined): Server {
  const parts = /^\d+\.\d+/.exec(version ?? "")?.[0].split(".") ?? [];
  return {
    title,
    version,
    replay: { dialect: server.dialect, version: parts.map(Number), database },
    shown: shownBy(server),
    run: (scripts) => runOn(server, scripts),
    catalogRows: (text, view, known) => catalogRows(server, text, view, known),
  };
}

const asked = new Map<ServerName, Server>();

export function serverNamed(name: ServerName): Server {
  const server = asked.get(name) ?? makers[name]();
  asked.set(name, server);
  return server;
}

/** Where the server has to answer: in CI, and MySQL where somebody gave its URL. */
function isRequired(name: ServerName): boolean {
  return name === "mysql" ? mysqlUrl !== undefined : process.env.CI === "true";
}

/** Tests that need a server. Without one they are skipped, and where it is required that fails. */
export function describeOn(name: ServerName, title: string, body: () => void): void {
  const { title: server, version } = serverNamed(name);
  test.runIf(version === undefined && isRequired(name))(`a ${server} server answers`, () => {
    expect.unreachable(`No ${server} server answers: the model is not compared with one.`);
  });
  describe.runIf(version !== undefined)(title, body);
}
