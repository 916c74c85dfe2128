import { describe, expect, test } from "vitest";
import { replayTexts } from "../schema/replay-text.js";
import { expectAgreement } from "./agreement.js";
import { modelLines } from "./catalog.js";
import { mariadbShown, mariadbVersion, runOnMariadb } from "./mariadb.js";
import { mariadbCases } from "./mariadb-cases.js";

const version = mariadbVersion();

test.runIf(process.env.CI === "true")("a MariaDB server answers", () => {
  expect(version).toMatch(/MariaDB/);
});
if (version === undefined)
  console.warn("No MariaDB server on 127.0.0.1: the model is not compared with one.");

describe.runIf(version !== undefined)("the model and MariaDB's catalog agree", () => {
  test.each(Object.entries(mariadbCases))("%s", (_, statements) => {
    const server = runOnMariadb(statements);
    const history = replayTexts("mariadb", [statements.join("\n")], {
      database: { charset: "utf8mb4", collation: "utf8mb4_unicode_ci" },
    });
    expectAgreement(statements, server, history, modelLines(history.final, mariadbShown));
  });
});
