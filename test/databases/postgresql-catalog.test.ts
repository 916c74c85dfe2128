import { describe, expect, test } from "vitest";
import { expectAgreement } from "./agreement.js";
import { postgresqlVersion } from "./postgresql.js";
import { postgresqlCases } from "./postgresql-cases.js";

const version = postgresqlVersion();

test.runIf(process.env.CI === "true")("a PostgreSQL server answers", () => {
  expect(version).toBeDefined();
});
if (version === undefined)
  console.warn("No PostgreSQL server on 127.0.0.1: the model is not compared with one.");

describe.runIf(version !== undefined)("the model and PostgreSQL's catalog agree", () => {
  test.each(Object.entries(postgresqlCases))("%s", (_, statements) => {
    expectAgreement("postgresql", [{ path: "case.sql", text: `${statements.join("\n")}\n` }]);
  });
});
