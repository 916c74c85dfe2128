// Every file of fixtures/sql/broken has one mistake: one finding, at the token that its head names. What is not found yet, or
// found elsewhere, stands in `gaps`: an entry that is no longer true fails here, too.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { filesIn, findingsOf, root } from "./files.js";

const gaps: Readonly<Record<string, string>> = {
  "broken/mysql/broken-in-procedure.sql": "node-sql-parser, the second opinion, reads no routines",
  "broken/mysql/drop-index-without-table.sql": "not found",
  "broken/mysql/empty-table.sql": "not found",
  "broken/mysql/enum-unquoted.sql": "not confirmed by the second opinion",
  "broken/mysql/misspelt-create.sql": "not confirmed by the second opinion",
};

const files = [...filesIn("broken/mysql", "mysql"), ...filesIn("broken/postgresql", "postgresql")];

describe("one mistake is one finding, where it was made", () => {
  test.each(files.map((file) => [file.path, file] as const))("%s", async (path, file) => {
    const [, place] = /^-- at: (\d+:\d+)$/m.exec(readFileSync(join(root, path), "utf8")) ?? [];
    const found = (await findingsOf(file, ["syntax"])).map((finding) => finding.split(" ")[0]);
    if (path in gaps) expect(found, `${path} is no gap any more`).not.toEqual([place]);
    else expect(found).toEqual([place]);
  });
});
