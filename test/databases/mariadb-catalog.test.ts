import { test } from "vitest";
import { expectAgreement } from "./agreement.js";
import { mariadbCases } from "./mariadb-cases.js";
import { describeOn } from "./servers.js";

describeOn("mariadb", "the model and MariaDB's catalog agree", () => {
  test.each(Object.entries(mariadbCases))("%s", (_, statements) => {
    expectAgreement("mariadb", [{ path: "case.sql", text: `${statements.join("\n")}\n` }]);
  });
});
