// Written statements on real servers: they run, twice, and give the schema that was asked for.

import { expect, test } from "vitest";
import { writeStatements } from "../../src/generate/statements.js";
import { diffSchemas } from "../../src/schema/diff.js";
import { replay } from "../../src/schema/replay.js";
import { schemaPairs } from "../generate/schemas.js";
import { migrationsOf } from "../schema/replay-text.js";
import { withoutPositions } from "./catalog.js";
import { describeOn, type ServerName, serverNamed } from "./servers.js";

for (const name of ["mariadb", "mysql", "postgresql"] as const satisfies readonly ServerName[]) {
  describeOn(name, "written statements", () => {
    const pairs = Object.entries(schemaPairs).filter(([, { dialects }]) => dialects.includes(name));
    const cases = pairs.flatMap(([title, { from, to }]) => [
      [title, from, to] as const,
      [`${title}, backwards`, to, from] as const,
    ]);

    test.each(cases)("%s", (_title, from, to) => {
      const server = serverNamed(name);
      const options = server.replay;
      const [start, goal] = [from, to].map((sql) => replay(migrationsOf([sql], name), options).final);
      if (!start || !goal) throw new Error("Two schemas were replayed.");
      const target = { dialect: name, version: options.version };
      const { sql } = writeStatements(diffSchemas(start, goal), start, target);
      const script = (path: string, text: string) => ({ path, text });
      const run = server.run([script("from.sql", from), script("once.sql", sql), script("twice.sql", sql)]);
      expect(run.refused, sql).toEqual([]);
      const wanted = server.run([script("to.sql", to)]);
      expect(withoutPositions(run.lines), sql).toEqual(withoutPositions(wanted.lines));
    });
  });
}
