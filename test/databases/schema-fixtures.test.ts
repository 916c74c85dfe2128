// The files of fixtures/schema on real servers: what they refuse and what they have afterwards is what the model says; and what undoes
// their last migration gives the schema from before it back.

import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { schemaFixtures } from "../schema/schema-fixtures.js";
import { expectAgreement } from "./agreement.js";
import { withoutPositions } from "./catalog.js";
import { describeOn, serverNamed } from "./servers.js";

for (const server of ["mariadb", "mysql", "postgresql"] as const) {
  describeOn(server, "the model and the server's catalog agree on fixtures/schema", () => {
    const fixtures = schemaFixtures.filter(({ dialect, notRun }) => dialect === server && !notRun);
    const scriptsOf = (texts: readonly string[]) =>
      texts.map((text, at) => ({ path: `${at + 1}.sql`, text }));

    test.each(fixtures.map(({ name, texts }) => [name, texts] as const))("%s", (_, texts) => {
      expectAgreement(server, scriptsOf(texts));
    });

    const undone = fixtures.filter(({ backPath }) => existsSync(backPath));
    test.each(undone.map(({ name, texts, backPath }) => [name, texts, backPath] as const))(
      "%s, and back",
      (_, texts, backPath) => {
        const back = { path: "back.sql", text: readFileSync(backPath, "utf8") };
        const before = serverNamed(server).run(scriptsOf(texts.slice(0, -1)));
        const after = serverNamed(server).run([...scriptsOf(texts), back]);
        expect(after.refused.filter(({ path }) => path === "back.sql")).toEqual([]);
        expect(withoutPositions(after.lines)).toEqual(withoutPositions(before.lines));
      },
    );
  });
}
