// The files of fixtures/schema, replayed: what each statement does to the schema is what stands beside the file. What servers make of
// the same files, test/databases asks.

import { describe, expect, test } from "vitest";
import { replayTexts } from "./replay-text.js";
import { schemaFixtures } from "./schema-fixtures.js";
import { tellHistory } from "./story.js";

describe.each(["mysql", "mariadb", "postgresql"] as const)("fixtures/schema/%s", (dialect) => {
  const fixtures = schemaFixtures.filter((fixture) => fixture.dialect === dialect);

  test.each(fixtures.map((fixture) => [fixture.name, fixture] as const))(
    "%s",
    async (_, { texts, storyPath }) => {
      await expect(tellHistory(replayTexts(dialect, texts))).toMatchFileSnapshot(storyPath);
    },
  );
});
