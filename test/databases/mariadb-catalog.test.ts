import { describe, expect, test } from "vitest";
import { outcomesOf, replayTexts, stepsOf } from "../schema/replay-text.js";
import { modelLines } from "./catalog.js";
import { mariadbShown, mariadbVersion, runOnMariadb } from "./mariadb.js";
import { mariadbCases } from "./mariadb-cases.js";

const version = mariadbVersion();
const reachable = version !== undefined;

test.runIf(process.env.CI === "true")("a MariaDB server answers", () => {
  expect(version).toMatch(/MariaDB/);
});
if (!reachable) console.warn("No MariaDB server on 127.0.0.1: the model is not compared with one.");

describe.runIf(reachable)("the model and MariaDB's catalog agree", () => {
  test.each(Object.entries(mariadbCases))("%s", (_, statements) => {
    const server = runOnMariadb(statements);
    const text = statements.join("\n");
    const history = replayTexts("mariadb", [text], {
      database: { charset: "utf8mb4", collation: "utf8mb4_unicode_ci" },
    });
    expect(history.blindSpots).toEqual([]);
    const refused = new Set<number>();
    for (const { refusals, statement } of stepsOf(history)) {
      if (refusals.length > 0)
        refused.add(statement.location.file.positionAt(statement.location.range.start).line);
    }
    const serverSays = [...server.refused].map(
      ([line, message]) => `${line}: ${statements[line - 1]} -- ${message}`,
    );
    const modelSays = [...refused].map(
      (line) => `${line}: ${statements[line - 1]} -- ${server.refused.get(line)}`,
    );
    expect(modelSays, outcomesOf(history).join("\n")).toEqual(serverSays);
    expect(modelLines(history.final, mariadbShown)).toEqual(server.lines);
  });
});
