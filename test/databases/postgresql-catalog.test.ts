import { describe, expect, test } from "vitest";
import { replayTexts } from "../schema/replay-text.js";
import { expectAgreement } from "./agreement.js";
import { modelLines } from "./catalog.js";
import { postgresqlVersion, runOnPostgresql } from "./postgresql.js";
import { postgresqlCases } from "./postgresql-cases.js";

const version = postgresqlVersion();

test.runIf(process.env.CI === "true")("a PostgreSQL server answers", () => {
  expect(version).toBeDefined();
});
if (version === undefined)
  console.warn("No PostgreSQL server on 127.0.0.1: the model is not compared with one.");

describe.runIf(version !== undefined)("the model and PostgreSQL's catalog agree", () => {
  test.each(Object.entries(postgresqlCases))("%s", (_, statements) => {
    const server = runOnPostgresql(statements);
    const history = replayTexts("postgresql", [statements.join("\n")]);
    expectAgreement(statements, server, history, modelLines(history.final, { collationOf: () => undefined }));
  });
});
