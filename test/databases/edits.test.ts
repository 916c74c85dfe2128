// What rules write into migrations is SQL to real servers, too.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { rules } from "../../rules/index.js";
import { applyEdits, chooseWishes } from "../../src/generate/edits.js";
import { readFixtures } from "../fixtures.js";
import { lintFixture } from "../lint-fixture.js";
import type { ServerScript } from "./catalog.js";
import { describeOn, type ServerName, serverNamed } from "./servers.js";

const root = join(import.meta.dirname, "../../fixtures/rules");

/** The fixtures of rules that edit, before and after the edits that all rules offer for them. */
function editedFixtures(dialect: ServerName): readonly { before: ServerScript; after: ServerScript }[] {
  const fixable = rules.filter(({ meta }) => meta.fixable).map(({ meta }) => meta.id);
  return readdirSync(root).flatMap((id) => {
    if (!fixable.includes(id)) return [];
    return readFixtures(join(root, id)).flatMap(({ name, targets, texts }) => {
      if (!targets.some((target) => target.dialect === dialect && target.version === undefined)) return [];
      const { findings } = lintFixture({ dialect, texts, rules });
      const wishes = findings.flatMap(({ location: { file }, edits = [] }) => ({ file, edits }));
      const chosen = chooseWishes(wishes);
      return [...new Set(chosen.map(({ file }) => file))].map((file) => {
        const path = `${id}/${name}/${file.path}`;
        const edits = chosen.filter((wish) => wish.file === file).flatMap((wish) => wish.edits);
        return { before: { path, text: file.text }, after: { path, text: applyEdits(file.text, edits) } };
      });
    });
  });
}

for (const name of ["mariadb", "postgresql"] as const) {
  describeOn(name, `edits on ${name}`, () => {
    test("are no syntax error where there was none", { timeout: 120_000 }, () => {
      const fixtures = editedFixtures(name);
      expect(fixtures.length).toBeGreaterThan(20);
      const server = serverNamed(name);
      // Names meet each other: all but the syntax of what is in one database says nothing.
      const broken = (scripts: readonly ServerScript[]) =>
        server
          .run(scripts)
          .refused.filter(({ message }) => /syntax/i.test(message))
          .map(({ path }) => path);
      const old = broken(fixtures.map(({ before }) => before));
      const now = broken(fixtures.map(({ after }) => after));
      expect(now).toEqual(old);
      expect(old.length).toBeLessThan(fixtures.length / 2);
    });
  });
}
