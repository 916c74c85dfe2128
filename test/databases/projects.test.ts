import { readdirSync, readFileSync } from "node:fs";
import { test } from "vitest";
import { readText } from "../schema/replay-text.js";
import { expectAgreement } from "./agreement.js";
import type { ServerScript } from "./catalog.js";
import { describeOn, type ServerName } from "./servers.js";

const projects: Readonly<Record<string, ServerName>> = {
  "mariadb-example": "mariadb",
  "postgres-example": "postgresql",
};

/** What the project expects to be there, then its forward migrations. */
function scriptsOf(project: string, dialect: ServerName): readonly ServerScript[] {
  const folder = `fixtures/projects/${project}`;
  const names = readdirSync(`${folder}/migrations`).sort();
  const forward = names.filter((name) => !/_(rollback|seed)\.sql$/.test(name));
  const read = (path: string) => ({ path, text: readFileSync(`${folder}/${path}`, "utf8") });
  const scripts = forward.map((name) => read(`migrations/${name}`));
  // What has a syntax error the model mends and the server refuses: there is nothing to compare.
  return [read("external.sql"), ...scripts.filter(({ path, text }) => isRead(path, text, dialect))];
}

function isRead(path: string, text: string, dialect: ServerName): boolean {
  return readText(path, text, dialect).statements.every(({ problems }) => problems.length === 0);
}

for (const [project, server] of Object.entries(projects)) {
  describeOn(server, project, () => {
    const scripts = scriptsOf(project, server);

    test("its migrations give the same schema in the model and on the server", () => {
      expectAgreement(server, scripts);
    });

    test("each of its rollbacks does the same in the model and on the server", () => {
      for (const [at, { path }] of scripts.entries()) {
        if (at === 0) continue;
        const rollback = path.replace(/\.sql$/, "_rollback.sql");
        const text = readFileSync(`fixtures/projects/${project}/${rollback}`, "utf8");
        expectAgreement(server, [...scripts.slice(0, at + 1), { path: rollback, text }]);
      }
    });
  });
}
