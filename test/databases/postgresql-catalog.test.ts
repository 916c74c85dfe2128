import { test } from "vitest";
import { expectAgreement } from "./agreement.js";
import { postgresqlCases } from "./postgresql-cases.js";
import { describeOn } from "./servers.js";

describeOn("postgresql", "the model and PostgreSQL's catalog agree", () => {
  test.each(Object.entries(postgresqlCases))("%s", (_, statements) => {
    expectAgreement("postgresql", [{ path: "case.sql", text: `${statements.join("\n")}\n` }]);
  });
});
