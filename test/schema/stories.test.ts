// The files of fixtures/schema, replayed: what each statement does to the schema is what stands beside the file. What servers make of
// the same files, test/databases asks.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { filesIn, root } from "../sql-corpus/files.js";
import { replayTexts } from "./replay-text.js";
import { schemaFixtures } from "./schema-fixtures.js";
import { tellHistory } from "./story.js";

describe.each(["mysql", "mariadb", "postgresql"] as const)("fixtures/schema/%s", (dialect) => {
  const fixtures = schemaFixtures.filter((fixture) => fixture.dialect === dialect);

  test.each(fixtures.map((fixture) => [fixture.name, fixture] as const))(
    "%s",
    async (_, { texts, version, storyPath }) => {
      const history = replayTexts(dialect, texts, { ...(version && { version }) });
      await expect(tellHistory(history)).toMatchFileSnapshot(storyPath);
    },
  );
});

describe.each(["mysql", "mariadb", "postgresql"] as const)("fixtures/sql/%s", (dialect) => {
  const files = filesIn(dialect, dialect).filter(({ path }) => !/utf16|latin1/.test(path));

  test.each(files.map(({ path }) => [path] as const))("%s", async (path) => {
    const story = join(root, `../schema/${path.replace(/\.sql$/, ".txt").replace("/", "/sql/")}`);
    const text = readFileSync(join(root, path), "utf8").replace(/^\ufeff/, "");
    await expect(tellHistory(replayTexts(dialect, [text]))).toMatchFileSnapshot(story);
  });
});
