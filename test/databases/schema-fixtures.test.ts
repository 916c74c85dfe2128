// The files of fixtures/schema on real servers: what they refuse and what they have afterwards is what the model says.

import { test } from "vitest";
import { schemaFixtures } from "../schema/schema-fixtures.js";
import { expectAgreement } from "./agreement.js";
import { describeOn } from "./servers.js";

for (const server of ["mariadb", "mysql", "postgresql"] as const) {
  describeOn(server, "the model and the server's catalog agree on fixtures/schema", () => {
    const fixtures = schemaFixtures.filter(({ dialect, notRun }) => dialect === server && !notRun);

    test.each(fixtures.map(({ name, texts }) => [name, texts] as const))("%s", (_, texts) => {
      expectAgreement(
        server,
        texts.map((text, at) => ({ path: `${at + 1}.sql`, text })),
      );
    });
  });
}
